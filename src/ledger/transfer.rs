//! The one function that moves Sparks. What a transfer does to its accounts is in the schema's triggers
//! (`migrations/0001_ledger.sql`), so this writes one row and translates what the constraints refuse.

use anyhow::Context as _;

use super::request::RequestKey;
use crate::clock::Millis;
use crate::db::{Connection, violated_constraint};
use crate::ids::{AccountId, TransferId, UserId};

/// The most Sparks that one transfer moves: bounds what one mistake can cost.
pub const AMOUNT_MAX: i64 = 1_000_000_000;
/// The longest reason, in characters.
pub const REASON_LENGTH_MAX: usize = 200;

/// What a transfer does; those that act on an earlier one name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferKind {
    /// Moves Sparks at once.
    Direct,
    /// Reserves the debit account's Sparks.
    Hold,
    /// Makes a hold final: its Sparks go to the credit account.
    Post(TransferId),
    /// Releases a hold.
    Void(TransferId),
    /// Undoes a direct or posted transfer, wholly or in part, once; accounts swapped.
    Reversal(TransferId),
}

impl TransferKind {
    fn columns(self) -> (&'static str, Option<TransferId>) {
        match self {
            Self::Direct => ("direct", None),
            Self::Hold => ("hold", None),
            Self::Post(hold) => ("post", Some(hold)),
            Self::Void(hold) => ("void", Some(hold)),
            Self::Reversal(original) => ("reversal", Some(original)),
        }
    }
}

/// A movement of Sparks to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Transfer<'a> {
    /// What it does.
    pub kind: TransferKind,
    /// Whose Sparks become fewer.
    pub debit: AccountId,
    /// Whose become more.
    pub credit: AccountId,
    /// How many, 1 to [`AMOUNT_MAX`].
    pub amount: i64,
    /// What caused it. The request itself is stored in the same transaction, see [`super::Request`].
    pub request: &'a RequestKey,
    /// The moderator who decided it, if one did.
    pub actor: Option<UserId>,
    /// In the moderator's words, up to [`REASON_LENGTH_MAX`] characters.
    pub reason: Option<&'a str>,
    /// When. A clock that went backwards is corrected to the ledger's last time.
    pub now_ms: Millis,
}

/// Why the ledger did not record a transfer. Nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LedgerRefusal {
    /// The amount is not 1 to [`AMOUNT_MAX`].
    #[error("the amount is out of range")]
    AmountOutOfRange,
    /// Debit and credit account are the same.
    #[error("the accounts are the same")]
    SameAccount,
    /// The debit account has not that many available Sparks.
    #[error("not enough Sparks")]
    InsufficientSparks,
    /// There is no such hold with this amount and these accounts.
    #[error("no such hold")]
    HoldMismatch,
    /// The hold was posted or voided before.
    #[error("the hold is resolved")]
    HoldAlreadyResolved,
    /// There is no such transfer to undo, or less than this amount in it.
    #[error("no such transfer to reverse")]
    ReversalMismatch,
    /// The transfer was reversed before.
    #[error("the transfer is reversed")]
    AlreadyReversed,
}

/// Records a transfer; the schema's triggers move the Sparks.
///
/// # Errors
/// The outer result is a fault of the database; the inner one a refusal, after which the transaction may go on.
pub async fn record(
    tx: &mut Connection,
    transfer: &Transfer<'_>,
) -> anyhow::Result<Result<TransferId, LedgerRefusal>> {
    let recorded = record_and_look(tx, transfer).await?;
    Ok(recorded.map(|(transfer, _)| transfer))
}

/// Records a transfer, and says whether whose Sparks have become more owes some: asked in the same statement, since each
/// is a way to the database's thread and back.
pub(super) async fn record_and_look(
    tx: &mut Connection,
    transfer: &Transfer<'_>,
) -> anyhow::Result<Result<(TransferId, bool), LedgerRefusal>> {
    let (kind, refers_to) = transfer.kind.columns();
    let inserted = sqlx::query_as(
        "INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, refers_to_id, request_key,
            actor_id, reason, created_at_ms)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN last.at_ms > $9 THEN last.at_ms ELSE $9 END
         FROM (SELECT COALESCE((SELECT created_at_ms FROM transfer ORDER BY id DESC LIMIT 1), 0) AS at_ms) AS last
         WHERE true
         RETURNING id,
            EXISTS (SELECT 1 FROM debt WHERE debt.account_id = credit_account_id AND debt.paid < debt.incurred)",
    )
    .bind(kind)
    .bind(transfer.debit)
    .bind(transfer.credit)
    .bind(transfer.amount)
    .bind(refers_to)
    .bind(transfer.request.as_str())
    .bind(transfer.actor)
    .bind(transfer.reason)
    .bind(transfer.now_ms)
    .fetch_one(tx)
    .await;
    match inserted {
        Ok(recorded) => Ok(Ok(recorded)),
        Err(error) => match refusal(transfer.kind, &error) {
            Some(refusal) => Ok(Err(refusal)),
            None => Err(error).context("record a transfer"),
        },
    }
}

fn refusal(kind: TransferKind, error: &sqlx::Error) -> Option<LedgerRefusal> {
    let constraint = violated_constraint(error)?;
    Some(match constraint.as_str() {
        "transfer_amount_in_range" => LedgerRefusal::AmountOutOfRange,
        "transfer_accounts_differ" => LedgerRefusal::SameAccount,
        "account_available_not_negative" => LedgerRefusal::InsufficientSparks,
        "transfer_hold_mismatch" => LedgerRefusal::HoldMismatch,
        "transfer_reversal_mismatch" => LedgerRefusal::ReversalMismatch,
        "transfer.refers_to_id" => match kind {
            TransferKind::Reversal(_) => LedgerRefusal::AlreadyReversed,
            _ => LedgerRefusal::HoldAlreadyResolved,
        },
        _ => return None,
    })
}
