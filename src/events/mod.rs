//! What the product reports: trades, subscriptions, referrals, as signed events.

mod signature;

pub use signature::{BadSigningKey, Distrust, Headers, MessageId, SigningKey, TOLERANCE_S, verify};
