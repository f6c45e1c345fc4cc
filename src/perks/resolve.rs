//! The last step of a redemption: its hold is posted or voided, once. Called by `fulfilment` in the transaction that
//! also ends the delivery.

use serde::{Deserialize, Serialize};

use super::decision::{DecisionKind, latest_decision};
use super::redemption::{RedemptionState, VoidReason};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, RedemptionId, TransferId};
use crate::ledger::{self, Decision, PERKS_REVENUE, Request, RequestKey, Transfer, TransferKind};

/// How a redemption ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Resolution {
    /// Delivered: the Sparks are spent.
    Settle,
    /// Not delivered: the Sparks go back.
    Void(VoidReason),
}

/// A request to end a redemption.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct Resolve {
    key: RequestKey,
    redemption: RedemptionId,
    // Not part of the content: whichever ending comes first stands, and the other learns it.
    #[serde(skip)]
    resolution: Resolution,
    #[serde(skip)]
    now_ms: Millis,
}

impl Resolve {
    /// Ends this redemption; its key is made of the redemption, so that it ends once.
    #[must_use]
    pub fn new(redemption: RedemptionId, resolution: Resolution, now_ms: Millis) -> Self {
        Self {
            key: RequestKey::new("resolve", redemption),
            redemption,
            resolution,
            now_ms,
        }
    }
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResolveOutcome {
    /// It ended like this, now or before.
    Resolved(Resolution),
    /// There is no such redemption.
    Unknown,
}

#[derive(sqlx::FromRow)]
struct Open {
    account_id: AccountId,
    price: i64,
    hold_id: TransferId,
    state: RedemptionState,
}

impl Request for Resolve {
    type Outcome = ResolveOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> ResolveOutcome {
        ResolveOutcome::Unknown
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<ResolveOutcome>> {
        let open: Option<Open> = sqlx::query_as(
            "SELECT account_id, price, hold_id, state FROM redemption WHERE id = $1",
        )
        .bind(self.redemption)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(open) = open else {
            return Ok(Decision::refused(ResolveOutcome::Unknown));
        };
        anyhow::ensure!(
            matches!(open.state, RedemptionState::Held | RedemptionState::Review),
            "redemption {} is {:?} without the request that made it so",
            self.redemption,
            open.state
        );
        let resolution = self.record(tx, &open).await?;
        let (state, void_reason) = match self.resolution {
            Resolution::Settle => (RedemptionState::Settled, None),
            Resolution::Void(reason) => (RedemptionState::Voided, Some(reason)),
        };
        sqlx::query(
            "UPDATE redemption SET state = $1, void_reason = $2, resolution_id = $3, finished_at_ms = $4 WHERE id = $5",
        )
        .bind(state)
        .bind(void_reason)
        .bind(resolution)
        .bind(self.now_ms)
        .bind(self.redemption)
        .execute(&mut *tx)
        .await?;
        // What comes back to somebody who owes Sparks goes to that first, as what they earn does.
        let paid = match self.resolution {
            Resolution::Void(_) => ledger::pay(tx, open.account_id, &self.key, self.now_ms).await?,
            Resolution::Settle => ledger::Paid::default(),
        };
        let outcome = ResolveOutcome::Resolved(self.resolution);
        Ok(Decision::done(outcome, 1 + paid.transfers))
    }
}

impl Resolve {
    async fn record(&self, tx: &mut Connection, open: &Open) -> anyhow::Result<TransferId> {
        let kind = match self.resolution {
            Resolution::Settle => TransferKind::Post(open.hold_id),
            Resolution::Void(_) => TransferKind::Void(open.hold_id),
        };
        // The ledger says who returned the Sparks and why, as it does of an award.
        let decision = match self.resolution {
            Resolution::Void(VoidReason::Moderator) => {
                latest_decision(tx, self.redemption, DecisionKind::Void).await?
            }
            _ => None,
        };
        let transfer = Transfer {
            kind,
            debit: open.account_id,
            credit: PERKS_REVENUE,
            amount: open.price,
            request: &self.key,
            actor: decision.as_ref().map(|decision| decision.moderator),
            reason: decision
                .as_ref()
                .and_then(|decision| decision.reason.as_deref()),
            now_ms: self.now_ms,
        };
        Ok(ledger::record(tx, &transfer).await??)
    }
}

/// Leaves a redemption to a moderator: nobody knows whether it was delivered. The Sparks stay held.
///
/// # Errors
/// When the database can't be written.
pub async fn send_to_review(tx: &mut Connection, redemption: RedemptionId) -> sqlx::Result<()> {
    sqlx::query("UPDATE redemption SET state = 'review' WHERE id = $1 AND state = 'held'")
        .bind(redemption)
        .execute(tx)
        .await?;
    Ok(())
}

/// Stops offering a perk that Discord does not let the bot deliver. `code` is Discord's error code.
///
/// # Errors
/// When the database can't be written.
pub async fn pause_undeliverable(
    tx: &mut Connection,
    redemption: RedemptionId,
    code: i64,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE perk SET state = 'paused', pause_reason = $1
         WHERE state = 'active' AND id = (SELECT perk_id FROM redemption WHERE redemption.id = $2)",
    )
    .bind(format!("discord:{code}"))
    .bind(redemption)
    .execute(tx)
    .await?;
    Ok(())
}

/// Offers a perk again that the bot paused because it could not give the role: it just has. A role that must not be given
/// for what it carries is another matter, and a moderator's pause is theirs.
///
/// # Errors
/// When the database can't be written.
pub async fn unpause_deliverable(
    tx: &mut Connection,
    redemption: RedemptionId,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE perk SET state = 'active', pause_reason = NULL
         WHERE state = 'paused' AND paused_by IS NULL
            AND (pause_reason LIKE 'discord:%' OR pause_reason IN ('role:missing', 'role:bot-may-not', 'role:above-bot'))
            AND id = (SELECT perk_id FROM redemption WHERE redemption.id = $1)",
    )
    .bind(redemption)
    .execute(tx)
    .await?;
    Ok(())
}
