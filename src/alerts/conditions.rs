//! What is so now, and what of it begins or is over: a pure decision over what was read.

use std::collections::{BTreeMap, BTreeSet};

use super::raise::AlertKind;
use crate::clock::Millis;
use crate::db::Connection;
use crate::fulfilment::DELAY_MAX_MS;
use crate::webhooks;

/// Stock is low when no more than this are left, or no more than a tenth.
const STOCK_LOW: i64 = 3;
const STOCK_LOW_SHARE: i64 = 10;
/// A budget is nearly spent when no more than a tenth is left.
const BUDGET_LOW_SHARE: i64 = 10;
/// How long a delivery, or the taking of a role, may take before moderators hear of it.
pub(crate) const LATE_AFTER_MS: Millis = 10 * 60_000;
/// How long a member may wait for a moderator before all of them hear of it.
pub(crate) const WAITS_AFTER_MS: Millis = 3 * 24 * 60 * 60_000;

/// Something that is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) kind: AlertKind,
    pub(super) subject_id: i64,
    pub(super) detail: Option<String>,
    /// Whether it is an alert when there is none yet. Otherwise it only keeps one from being over.
    pub(super) begins: bool,
}

/// What is to be raised, and what is over.
pub(super) fn decide(
    conditions: Vec<Condition>,
    open: &[(AlertKind, i64)],
) -> (Vec<Condition>, Vec<(AlertKind, i64)>) {
    let is_so: BTreeSet<_> = conditions
        .iter()
        .map(|condition| (condition.kind, condition.subject_id))
        .collect();
    let over = open.iter().filter(|open| !is_so.contains(open)).copied();
    let over = over.collect();
    let begins = |condition: &Condition| {
        condition.begins && !open.contains(&(condition.kind, condition.subject_id))
    };
    let raised = conditions.into_iter().filter(begins).collect();
    (raised, over)
}

/// What is so at this time.
pub(super) async fn read(
    connection: &mut Connection,
    delivery_is_stopped: bool,
    now_ms: Millis,
) -> sqlx::Result<Vec<Condition>> {
    let mut found = perks(connection).await?;
    found.extend(campaigns(connection, now_ms).await?);
    found.extend(redemptions(connection, now_ms).await?);
    found.extend(roles_stay(connection, now_ms).await?);
    found.extend(webhooks(connection).await?);
    if delivery_is_stopped {
        found.push(Condition {
            kind: AlertKind::DeliveryStopped,
            subject_id: 0,
            detail: None,
            begins: true,
        });
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct PerkRow {
    id: i64,
    initial_stock: Option<i64>,
    stock_left: Option<i64>,
    /// Why the bot paused it; what a moderator paused is known to them.
    undeliverable: Option<String>,
}

async fn perks(connection: &mut Connection) -> sqlx::Result<Vec<Condition>> {
    let perks: Vec<PerkRow> = sqlx::query_as(
        "SELECT id, initial_stock, stock_left, CASE WHEN paused_by IS NULL THEN pause_reason END AS undeliverable
         FROM perk WHERE state <> 'archived' ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    Ok(perks.iter().flat_map(perk).collect())
}

fn perk(perk: &PerkRow) -> Vec<Condition> {
    let mut found = Vec::new();
    let condition = |kind, detail, begins| Condition {
        kind,
        subject_id: perk.id,
        detail,
        begins,
    };
    if let (Some(initial), Some(left)) = (perk.initial_stock, perk.stock_left) {
        // One that was small from the start has not become low.
        let is_low = left < initial && (left <= STOCK_LOW || left * STOCK_LOW_SHARE <= initial);
        if is_low {
            // Sold out is another alert, and giving one back after it makes it no lower than it was.
            found.push(condition(
                AlertKind::StockLow,
                Some(left.to_string()),
                left > 0,
            ));
        }
        if left == 0 {
            found.push(condition(AlertKind::SoldOut, None, true));
        }
    }
    if perk.undeliverable.is_some() {
        let detail = perk.undeliverable.clone();
        found.push(condition(AlertKind::PerkUndeliverable, detail, true));
    }
    found
}

async fn campaigns(connection: &mut Connection, now_ms: Millis) -> sqlx::Result<Vec<Condition>> {
    let budgets: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT id, budget, spent FROM campaign_standing
         WHERE budget IS NOT NULL AND closed_at_ms IS NULL AND COALESCE(ends_at_ms > $1, TRUE) ORDER BY id",
    )
    .bind(now_ms)
    .fetch_all(connection)
    .await?;
    let mut found = Vec::new();
    for (subject_id, budget, spent) in budgets {
        let left = budget - spent;
        if left * BUDGET_LOW_SHARE <= budget {
            found.push(Condition {
                kind: AlertKind::BudgetLow,
                subject_id,
                detail: Some(left.to_string()),
                begins: left > 0,
            });
        }
        if left <= 0 {
            found.push(Condition {
                kind: AlertKind::BudgetSpent,
                subject_id,
                detail: None,
                begins: true,
            });
        }
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct RedemptionRow {
    id: i64,
    perk_id: i64,
    stage: String,
    created_at_ms: Millis,
    is_overdue: bool,
}

async fn redemptions(connection: &mut Connection, now_ms: Millis) -> sqlx::Result<Vec<Condition>> {
    let open: Vec<RedemptionRow> = sqlx::query_as(
        "SELECT id, perk_id, stage, created_at_ms,
            due_at_ms IS NOT NULL AND created_at_ms <= $1 AND (stage = 'late' OR due_at_ms <= $1) AS is_overdue
         FROM redemption_case WHERE state IN ('held', 'review') ORDER BY id",
    )
    .bind(now_ms - LATE_AFTER_MS)
    .fetch_all(connection)
    .await?;
    let mut found = Vec::new();
    let mut waits = BTreeMap::<i64, i64>::new();
    for row in open {
        let mut condition = |kind, begins| {
            found.push(Condition {
                kind,
                subject_id: row.id,
                detail: None,
                begins,
            });
        };
        let stage = row.stage.as_str();
        // Each time that a moderator must decide; the others once for each redemption, however often they come and go.
        if stage == "review" {
            condition(AlertKind::RedemptionReview, true);
        }
        condition(AlertKind::RedemptionBlocked, stage == "blocked");
        let is_late = row.is_overdue && matches!(stage, "late" | "on_its_way");
        condition(AlertKind::RedemptionLate, is_late);
        let is_queued = matches!(stage, "queued" | "claimed");
        if is_queued && row.created_at_ms <= now_ms - WAITS_AFTER_MS {
            *waits.entry(row.perk_id).or_default() += 1;
        }
    }
    found.extend(counted(AlertKind::QueueWaits, waits));
    Ok(found)
}

/// Once for each perk: a role that the bot can't take, it can take from nobody.
async fn roles_stay(connection: &mut Connection, now_ms: Millis) -> sqlx::Result<Vec<Condition>> {
    let perks: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT perk_id, COUNT(*) FROM role_expiry JOIN redemption ON redemption.id = redemption_id
         WHERE due_at_ms <= $2 AND attempts > 1 AND ends_at_ms <= $1 GROUP BY perk_id ORDER BY perk_id",
    )
    .bind(now_ms - LATE_AFTER_MS)
    // What was tried is tried again by then; what is due later runs still.
    .bind(now_ms + DELAY_MAX_MS)
    .fetch_all(connection)
    .await?;
    Ok(counted(AlertKind::RolesStay, perks))
}

/// A condition for each subject, with how many there are of it.
fn counted(kind: AlertKind, subjects: impl IntoIterator<Item = (i64, i64)>) -> Vec<Condition> {
    let conditions = subjects.into_iter().map(|(subject_id, count)| Condition {
        kind,
        subject_id,
        detail: Some(count.to_string()),
        begins: true,
    });
    conditions.collect()
}

async fn webhooks(connection: &mut Connection) -> sqlx::Result<Option<Condition>> {
    let given_up = webhooks::given_up(connection).await?;
    Ok((given_up > 0).then(|| Condition {
        kind: AlertKind::WebhooksGivenUp,
        subject_id: 0,
        detail: Some(given_up.to_string()),
        begins: true,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(initial: i64, left: i64) -> Vec<(AlertKind, bool)> {
        let row = PerkRow {
            id: 1,
            initial_stock: Some(initial),
            stock_left: Some(left),
            undeliverable: None,
        };
        let found = perk(&row).into_iter();
        found.map(|found| (found.kind, found.begins)).collect()
    }

    #[test]
    fn stock_is_low_at_a_tenth_or_three() {
        use AlertKind::{SoldOut, StockLow};
        for (initial, left, expected) in [
            (100, 11, vec![]),
            (100, 10, vec![(StockLow, true)]),
            (20, 4, vec![]),
            (20, 3, vec![(StockLow, true)]),
            (3, 3, vec![]),
            (3, 2, vec![(StockLow, true)]),
            (1, 1, vec![]),
            (5, 0, vec![(StockLow, false), (SoldOut, true)]),
        ] {
            assert_eq!(stock(initial, left), expected, "{left} of {initial}");
        }
    }

    #[test]
    fn an_alert_begins_once_and_is_over_when_it_is_so_no_more() {
        let low = |begins| Condition {
            kind: AlertKind::StockLow,
            subject_id: 7,
            detail: Some("3".into()),
            begins,
        };
        let open = [(AlertKind::StockLow, 7)];
        assert_eq!(decide(vec![low(true)], &[]), (vec![low(true)], vec![]));
        assert_eq!(decide(vec![low(true)], &open), (vec![], vec![]));
        assert_eq!(decide(vec![low(false)], &open), (vec![], vec![]));
        assert_eq!(decide(vec![low(false)], &[]), (vec![], vec![]));
        assert_eq!(decide(vec![], &open), (vec![], open.to_vec()));
    }
}
