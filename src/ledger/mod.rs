//! The ledger: who has how many Sparks, and why. It promises that Sparks only move by transfers, that the same request
//! moves them once, and that every balance can be recomputed from its transfers ([`verify`]). Why someone may move
//! Sparks is decided by `campaigns` and `perks`.

mod account;
mod campaign_invariants;
mod debt;
mod event_invariants;
mod invariants;
mod privacy_invariants;
mod queue_invariants;
mod request;
mod statement;
mod transfer;

pub(crate) use account::COLUMNS as ACCOUNT_COLUMNS;
pub use account::{
    Account, ISSUANCE, PERKS_REVENUE, Source, member_account, open_campaign, open_member,
    open_source,
};
pub use debt::{Earned, Paid, earn, pay};
pub use invariants::{Report, Violation, counts, verify};
pub use request::{Asked, Decision, Request, RequestKey, asked, outcome_of};
pub use statement::{
    Category, EarnedBy, Movement, MovementKind, Receipt, STATEMENT_PAGE_LENGTH, StatementPage,
    Turn, movements_before, recent, statement,
};
pub use transfer::{AMOUNT_MAX, LedgerRefusal, REASON_LENGTH_MAX, Transfer, TransferKind, record};
