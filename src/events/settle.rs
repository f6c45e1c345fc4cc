//! Posting differences: what a cell is due now, less what was posted for it before. More is earned (and pays debts first), less
//! becomes a debt that is paid at once as far as the member's Sparks reach. What nobody is linked to is written down as
//! waiting; whoever was erased is given nothing, and nothing is taken from them.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{Cell, Due};
use super::facts::Facts;
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

/// Brings what is posted for these cells to what is due. Says how many transfers that took.
pub(super) async fn settle(
    facts: &mut Facts<'_>,
    cells: &BTreeSet<Cell>,
    cause: Cause<'_>,
) -> anyhow::Result<i64> {
    let mut differences = Vec::new();
    for cell in cells {
        differences.extend(difference(facts, *cell).await?);
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

async fn difference(facts: &mut Facts<'_>, cell: Cell) -> anyhow::Result<Vec<Difference>> {
    let mut due = cell.due(facts).await?;
    let Some(row) = row(facts.tx, cell, &due).await? else {
        return Ok(Vec::new());
    };
    let waiting = due.remove(&None).unwrap_or(0);
    if waiting != row.waiting {
        sqlx::query("UPDATE event_cell SET waiting = $1 WHERE id = $2")
            .bind(waiting)
            .bind(row.id)
            .execute(&mut *facts.tx)
            .await?;
    }
    let posted: Vec<(AccountId, i64, bool)> = sqlx::query_as(
        "SELECT account_id, amount, owner_id < 0 FROM event_posting JOIN account ON account.id = account_id
         WHERE cell_id = $1",
    )
    .bind(row.id)
    .fetch_all(&mut *facts.tx)
    .await?;
    let mut changes: BTreeMap<AccountId, i64> = BTreeMap::new();
    for (member, sparks) in due {
        let member = member.filter(|member| !facts.is_nobody(*member));
        if let Some(member) = member {
            *changes.entry(member).or_default() += sparks;
        }
    }
    for (member, sparks, is_nobody) in posted {
        if !is_nobody {
            *changes.entry(member).or_default() -= sparks;
        }
    }
    let others = changes.into_iter().filter(|(_, sparks)| *sparks != 0);
    let differences = others.map(|(member, sparks)| Difference {
        cell: row.id,
        source: cell.source(),
        member,
        sparks,
    });
    Ok(differences.collect())
}

#[derive(sqlx::FromRow)]
struct CellRow {
    id: i64,
    waiting: i64,
}

/// The cell's row; none: it has none, and needs none.
async fn row(tx: &mut Connection, cell: Cell, due: &Due) -> sqlx::Result<Option<CellRow>> {
    let (account, about, kind, key) = cell.columns();
    let found: Option<CellRow> = sqlx::query_as(
        "SELECT id, waiting FROM event_cell WHERE account_id = $1 AND about_id = $2 AND kind = $3 AND key = $4",
    )
    .bind(account)
    .bind(about)
    .bind(kind)
    .bind(key)
    .fetch_optional(&mut *tx)
    .await?;
    if found.is_some() || due.is_empty() {
        return Ok(found);
    }
    let made = sqlx::query_as(
        "INSERT INTO event_cell (account_id, about_id, kind, key) VALUES ($1, $2, $3, $4) RETURNING id, waiting",
    )
    .bind(account)
    .bind(about)
    .bind(kind)
    .bind(key)
    .fetch_one(tx)
    .await?;
    Ok(Some(made))
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
