//! What the product reports: trades, subscriptions, referrals, as signed events; and by which rules they earn Sparks.

mod due;
mod event;
mod rules;
mod signature;

pub use due::{Link, Moment, Registration, Trade, inviter, recipient, shares, trade_sparks};
pub use event::{AccountRef, BadEvent, Event, EventId, ReversedKind, What, parse};
pub use rules::{Day, Rules, Tier, TradeRules, Version, share_of};
pub use signature::{BadSigningKey, Distrust, Headers, MessageId, SigningKey, TOLERANCE_S, verify};
