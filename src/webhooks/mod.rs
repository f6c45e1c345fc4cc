//! Webhooks: what the product's backend is told about redemptions, so that it can apply what was redeemed by itself. It
//! promises that whatever happens to a redemption while a backend is set is told at least once, under an id that stays
//! the same, signed as the events that come in are; that a redemption's messages go out in order; that what can't be
//! told for a day is kept for an operator; and that nothing is sent anywhere but to the address that was set.
//!
//! The messages are written by triggers (`migrations/0027_webhooks.sql`).

mod body;
mod message;
mod note;
mod post;
mod sender;

pub use message::{
    Conclude, Counts, Dead, Delivery, Message, MessageKind, Next, Retry, UseBackend, counts, dead,
    due, given_up, next_due_at_ms, use_backend,
};
pub use note::{ask_retry, take_retry};
pub use post::{Failure, Poster};
pub use sender::Sender;
