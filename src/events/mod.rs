//! What the product reports: trades, subscriptions, referrals, as signed events; and by which rules they earn Sparks. It
//! promises that anybody's Sparks follow from the events that are known, by the events' own times: in whatever order they
//! come, how often, and however often the process dies meanwhile.
//!
//! An event is read ([`parse`]) and recorded ([`RecordEvent`]) in one transaction: stored, then the cells (`cell`) that it may
//! change (`affected`) are worked out again from the facts (`facts`) by pure functions (`due`, `rules`), and the differences
//! to what was posted before are posted (`settle`). A trade does not work out its whole day, but what it changes (`day`).

mod affected;
mod cell;
mod day;
mod due;
mod event;
mod explain;
mod facts;
mod linked;
mod links;
mod record;
mod rules;
mod rules_in_use;
mod settle;
mod signature;
mod tally;

pub use due::{Moment, Registration, Trade, inviter, shares, trade_sparks};
pub use event::{AccountRef, BadEvent, Event, EventId, ReversedKind, What, parse};
pub use explain::explain;
pub use linked::{Linked, LinkedAccount, linked};
pub use links::{Link, Links, Recipient, recipient};
pub use record::{RecordEvent, RecordOutcome};
pub use rules::{Day, Rules, Tier, TradeRules, Version, share_of};
pub use rules_in_use::{check_rules, open_rules, read_rules};
pub use signature::{BadSigningKey, Distrust, Headers, MessageId, SigningKey, TOLERANCE_S, verify};
