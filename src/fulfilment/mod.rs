//! Fulfilment: delivering what was redeemed. It promises that a redemption ends delivered and charged, or not delivered
//! and not charged, through crashes and Discord's failures, and that nobody is left waiting for ever. The one thing it
//! asks of Discord is behind [`RoleGranter`]. What can't be known, moderators decide ([`DecideRedemption`]).

mod case;
mod expiry;
mod farewell;
mod handover;
mod message;
mod moderate;
mod notice;
mod port;
mod queue;
mod queue_item;
mod removal;
mod retry;
mod worker;

pub use case::{Case, OpenCases, Stage, case, case_with_decisions, open_cases};
pub use expiry::{DELAY_MAX_MS, Expirer};
pub use farewell::{ConcludeFarewell, Farewell, due_farewell};
pub use handover::{EVIDENCE_LENGTH_MAX, HandOver, HandOverOutcome, HandOverRefusal, Step};
pub use message::{ConcludeMessage, DueMessage, Sent, due_message, next_message_at_ms};
pub use moderate::{DecideRedemption, DecisionOutcome, DecisionRefusal, Verdict};
pub use notice::{ForgetNotice, Notice, RedeemWithNotice, notices};
pub use port::{FailureKind, RoleFailure, RoleGranter};
pub use queue::next_due_at_ms;
pub use queue_item::{Item, QUEUE_PAGE_SIZE, QueuePage, item, items_after, queue_page};
pub use removal::{ERASED_REASON, Remover};
pub use retry::Policy;
pub use worker::Worker;
