//! Posting differences: what a cell is due now, less what was posted for it before. More is earned (and pays debts first), less
//! becomes a debt that is paid at once as far as the member's Sparks reach. What nobody is linked to is written down as
//! waiting, and what is for inviting oneself as refused; whoever was erased is given nothing, and nothing is taken from them.

use std::collections::BTreeSet;

use super::cell::Cell;
use super::facts::Facts;
use super::rules::Day;
use super::tally::Tally;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, TransferId};
use crate::ledger::{self, RequestKey, Source, Transfer, TransferKind};

/// What causes the postings, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cause<'a> {
    pub request: &'a RequestKey,
    pub now_ms: Millis,
}

/// What a member has too little or too much of.
struct Difference {
    cell: i64,
    source: Source,
    member: AccountId,
    sparks: i64,
}

/// By how much a cell is to change.
#[derive(Debug)]
pub(super) struct Change {
    pub cell: Cell,
    pub by: Tally,
    /// The day that the cell is of, where that is known.
    pub day: Option<Day>,
}

/// How what is due for these cells differs from what is posted.
pub(super) async fn changes(
    facts: &mut Facts<'_>,
    cells: &BTreeSet<Cell>,
) -> anyhow::Result<Vec<Change>> {
    let mut changes = Vec::new();
    for cell in cells {
        let due = cell.due(facts).await?;
        let posted = posted(facts.tx, *cell).await?;
        changes.push(Change {
            cell: *cell,
            by: due.tally.less(&posted),
            day: due.day,
        });
    }
    Ok(changes)
}

/// Posts these changes. Says how many transfers that took.
pub(super) async fn settle(
    facts: &mut Facts<'_>,
    changes: &[Change],
    cause: Cause<'_>,
) -> anyhow::Result<i64> {
    let mut differences = Vec::new();
    for change in changes {
        if change.by.is_nothing() {
            if let (Cell::ReferredPlan { .. }, Some(day)) = (change.cell, change.day) {
                redate(facts.tx, change.cell, day).await?;
            }
            continue;
        }
        let cell = write(facts.tx, change).await?;
        let members = change.by.members.iter();
        // Nothing is given to who was erased, or taken from them.
        let others = members.filter(|(member, _)| !facts.is_nobody(**member));
        differences.extend(others.map(|(member, sparks)| Difference {
            cell,
            source: change.cell.source(),
            member: *member,
            sparks: *sparks,
        }));
    }
    let mut transfers = 0;
    // First what is given: what is taken then meets as many Sparks as there are.
    for given in differences.iter().filter(|found| found.sparks > 0) {
        transfers += give(facts.tx, given, cause).await?;
    }
    for taken in differences.iter().filter(|found| found.sparks < 0) {
        transfers += take(facts.tx, taken, cause).await?;
    }
    Ok(transfers)
}

/// What is posted for a cell; to nobody's accounts, it is no more.
async fn posted(tx: &mut Connection, cell: Cell) -> sqlx::Result<Tally> {
    let (account, about, kind, key) = cell.columns();
    let row: Option<(i64, i64, i64)> = sqlx::query_as(
        "SELECT id, waiting, refused FROM event_cell
         WHERE account_id = $1 AND about_id = $2 AND kind = $3 AND key = $4",
    )
    .bind(account)
    .bind(about)
    .bind(kind)
    .bind(key)
    .fetch_optional(&mut *tx)
    .await?;
    let Some((cell, waiting, refused)) = row else {
        return Ok(Tally::default());
    };
    let members: Vec<(AccountId, i64)> = sqlx::query_as(
        "SELECT account_id, amount FROM event_posting JOIN account ON account.id = account_id
         WHERE cell_id = $1 AND amount > 0 AND owner_id > 0",
    )
    .bind(cell)
    .fetch_all(tx)
    .await?;
    Ok(Tally {
        members: members.into_iter().collect(),
        waiting,
        refused,
    })
}

/// Writes down what is nobody's, in the cell's row. Which that is.
async fn write(tx: &mut Connection, change: &Change) -> sqlx::Result<i64> {
    // A cell that comes to nothing now stays where it was.
    let changed = "UPDATE event_cell SET waiting = waiting + $5, refused = refused + $6, day = COALESCE($7, day)
         WHERE account_id = $1 AND about_id = $2 AND kind = $3 AND key = $4 RETURNING id";
    let made = "INSERT INTO event_cell (account_id, about_id, kind, key, waiting, refused, day)
         VALUES ($1, $2, $3, $4, $5, $6, COALESCE($7, 0)) RETURNING id";
    let (account, about, kind, key) = change.cell.columns();
    for sql in [changed, made] {
        let cell: Option<i64> = sqlx::query_scalar(sql)
            .bind(account)
            .bind(about)
            .bind(kind)
            .bind(key)
            .bind(change.by.waiting)
            .bind(change.by.refused)
            .bind(change.day)
            .fetch_optional(&mut *tx)
            .await?;
        if let Some(cell) = cell {
            return Ok(cell);
        }
    }
    Err(sqlx::Error::RowNotFound)
}

/// Another payment is the first now and comes to the same: a link looks for the cell by the day of that one.
async fn redate(tx: &mut Connection, cell: Cell, day: Day) -> sqlx::Result<()> {
    let (account, about, kind, key) = cell.columns();
    sqlx::query(
        "UPDATE event_cell SET day = $5
         WHERE account_id = $1 AND about_id = $2 AND kind = $3 AND key = $4 AND day <> $5",
    )
    .bind(account)
    .bind(about)
    .bind(kind)
    .bind(key)
    .bind(day)
    .execute(tx)
    .await?;
    Ok(())
}

async fn give(tx: &mut Connection, given: &Difference, cause: Cause<'_>) -> anyhow::Result<i64> {
    let payer = ledger::open_source(tx, given.source, cause.now_ms).await?;
    let transfer = Transfer {
        kind: TransferKind::Direct,
        debit: payer.id,
        credit: given.member,
        amount: given.sparks,
        request: cause.request,
        actor: None,
        reason: None,
        now_ms: cause.now_ms,
    };
    let earned = ledger::earn(tx, &transfer).await??;
    // Its trigger adds to what is posted.
    sqlx::query(
        "INSERT INTO event_earning (transfer_id, cell_id, account_id, amount) VALUES ($1, $2, $3, $4)",
    )
    .bind(earned.transfer)
    .bind(given.cell)
    .bind(given.member)
    .bind(given.sparks)
    .execute(tx)
    .await?;
    Ok(earned.transfers())
}

/// From the latest that was given for the cell, as long as it takes.
async fn take(tx: &mut Connection, taken: &Difference, cause: Cause<'_>) -> anyhow::Result<i64> {
    let payer = ledger::open_source(tx, taken.source, cause.now_ms).await?;
    let mut left = -taken.sparks;
    while left > 0 {
        let (earning, available): (TransferId, i64) = sqlx::query_as(
            "SELECT transfer_id, amount - corrected FROM event_earning
             WHERE cell_id = $1 AND account_id = $2 AND corrected < amount ORDER BY transfer_id DESC LIMIT 1",
        )
        .bind(taken.cell)
        .bind(taken.member)
        .fetch_one(&mut *tx)
        .await?;
        let amount = left.min(available);
        // Its trigger takes from what is posted, and makes it a debt.
        sqlx::query(
            "INSERT INTO event_correction (earning_id, account_id, creditor_id, amount, owed_before, request_key,
                corrected_at_ms)
             SELECT $1, $2, $3, $4, COALESCE((
                    SELECT incurred FROM debt WHERE account_id = $2 AND creditor_id = $3
                ), 0), $5, $6",
        )
        .bind(earning)
        .bind(taken.member)
        .bind(payer.id)
        .bind(amount)
        .bind(cause.request.as_str())
        .bind(cause.now_ms)
        .execute(&mut *tx)
        .await?;
        left -= amount;
    }
    let paid = ledger::pay(tx, taken.member, cause.request, cause.now_ms).await?;
    Ok(paid.transfers)
}
