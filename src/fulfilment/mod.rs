//! Fulfilment: delivering what was redeemed. It promises that a redemption ends delivered and charged, or not delivered
//! and not charged, through crashes and Discord's failures, and that nobody is left waiting for ever. The one thing it
//! asks of Discord is behind [`RoleGranter`].

mod port;
mod queue;
mod retry;
mod worker;

pub use port::{RoleFailure, RoleGranter};
pub use retry::Policy;
pub use worker::Worker;
