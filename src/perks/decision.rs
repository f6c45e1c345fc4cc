//! What moderators decided about redemptions: rows that stay. Whether a decision may be made, and what it sets in
//! motion, is the business of `fulfilment`; this only remembers who, what, when and why.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{RedemptionId, UserId};
use crate::ledger::RequestKey;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum DecisionKind {
    /// Deliver once more.
    Retry,
    /// Return the Sparks, once the role is seen not to be there.
    Void,
}

/// A moderator's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Decision {
    /// What.
    pub kind: DecisionKind,
    /// Who.
    pub moderator: UserId,
    /// Why, in their words.
    pub reason: Option<String>,
    /// When.
    pub decided_at_ms: Millis,
}

/// Writes a decision down, in the transaction that carries it out.
///
/// # Errors
/// When the database can't be written, or the schema refuses the decision.
pub async fn record_decision(
    tx: &mut Connection,
    redemption: RedemptionId,
    request: &RequestKey,
    decision: &Decision,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO redemption_decision (redemption_id, kind, moderator_id, reason, request_key, decided_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(redemption)
    .bind(decision.kind)
    .bind(decision.moderator)
    .bind(&decision.reason)
    .bind(request.as_str())
    .bind(decision.decided_at_ms)
    .execute(tx)
    .await?;
    Ok(())
}

/// The latest decision of this kind about a redemption.
///
/// # Errors
/// When the database can't be read.
pub async fn latest_decision(
    connection: &mut Connection,
    redemption: RedemptionId,
    kind: DecisionKind,
) -> sqlx::Result<Option<Decision>> {
    sqlx::query_as(
        "SELECT kind, moderator_id AS moderator, reason, decided_at_ms FROM redemption_decision
         WHERE redemption_id = $1 AND kind = $2 ORDER BY id DESC LIMIT 1",
    )
    .bind(redemption)
    .bind(kind)
    .fetch_optional(connection)
    .await
}

/// The latest `limit` decisions about a redemption, oldest first.
///
/// # Errors
/// When the database can't be read.
pub async fn decisions(
    connection: &mut Connection,
    redemption: RedemptionId,
    limit: i64,
) -> sqlx::Result<Vec<Decision>> {
    sqlx::query_as(
        "SELECT kind, moderator, reason, decided_at_ms FROM (
            SELECT id, kind, moderator_id AS moderator, reason, decided_at_ms FROM redemption_decision
            WHERE redemption_id = $1 ORDER BY id DESC LIMIT +$2
         ) AS latest ORDER BY id",
    )
    .bind(redemption)
    .bind(limit)
    .fetch_all(connection)
    .await
}
