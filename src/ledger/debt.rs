//! What members owe: Sparks that were taken back after they had been spent. An account never goes below zero, so a debt is
//! kept beside it, and whatever reaches the account pays it off first, in the same transaction. It promises that nobody
//! who owes something has Sparks to spend (an invariant), as long as everything that gives members Sparks goes through
//! [`earn`], or calls [`pay`] after it. Who is made to owe something is decided by `campaigns`.

use super::request::RequestKey;
use super::transfer::{LedgerRefusal, Transfer, TransferKind, record, record_and_look};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, TransferId};

/// Sparks that a member was given, and what of them went to a debt at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earned {
    /// What gave them.
    pub transfer: TransferId,
    /// What was paid of a debt.
    pub paid: Paid,
}

impl Earned {
    /// How many transfers it took; a request counts them.
    #[must_use]
    pub fn transfers(&self) -> i64 {
        1 + self.paid.transfers
    }
}

/// What was paid of a member's debts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paid {
    /// How many Sparks.
    pub amount: i64,
    /// What they still owe.
    pub owed: i64,
    /// By how many transfers; a request counts them.
    pub transfers: i64,
}

/// Records a transfer to a member, then pays what they owe from what they now have.
///
/// # Errors
/// The outer result is a fault of the database; the inner one a refusal, after which nothing was written.
pub async fn earn(
    tx: &mut Connection,
    transfer: &Transfer<'_>,
) -> anyhow::Result<Result<Earned, LedgerRefusal>> {
    let (recorded, is_indebted) = match record_and_look(tx, transfer).await? {
        Ok(recorded) => recorded,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let paid = if is_indebted {
        pay(tx, transfer.credit, transfer.request, transfer.now_ms).await?
    } else {
        Paid::default()
    };
    Ok(Ok(Earned {
        transfer: recorded,
        paid,
    }))
}

/// Pays what a member owes from what they have available, the oldest debt first. Nothing to pay is the usual case.
///
/// # Errors
/// When the database can't be read or written.
pub async fn pay(
    tx: &mut Connection,
    account: AccountId,
    request: &RequestKey,
    now_ms: Millis,
) -> anyhow::Result<Paid> {
    let debts: Vec<(AccountId, i64, i64)> = sqlx::query_as(
        "SELECT debt.creditor_id, debt.incurred - debt.paid, account.available FROM debt
         JOIN account ON account.id = debt.account_id
         WHERE debt.account_id = $1 AND debt.paid < debt.incurred ORDER BY debt.since_ms, debt.creditor_id",
    )
    .bind(account)
    .fetch_all(&mut *tx)
    .await?;
    let mut left = debts.first().map_or(0, |(_, _, available)| *available);
    let mut paid = Paid::default();
    for (creditor, owed, _) in debts {
        let amount = owed.min(left);
        paid.owed += owed - amount;
        if amount == 0 {
            continue;
        }
        let payment = Transfer {
            kind: TransferKind::Direct,
            debit: account,
            credit: creditor,
            amount,
            request,
            actor: None,
            reason: None,
            now_ms,
        };
        record(tx, &payment).await??;
        left -= amount;
        paid.amount += amount;
        paid.transfers += 1;
    }
    Ok(paid)
}
