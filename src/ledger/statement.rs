//! A member's statement: what moved their Sparks, and why.

use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, RedemptionId, TransferId, UserId};

/// One movement of a member's available Sparks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The transfer.
    pub id: TransferId,
    /// Sparks gained, or lost when negative.
    pub change: i64,
    /// Where from or what for.
    pub kind: MovementKind,
    /// The moderator's words, as written.
    pub reason: Option<String>,
    /// When.
    pub at_ms: Millis,
}

/// Where a movement comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MovementKind {
    /// A moderator's award from a campaign of this name.
    Award {
        /// The campaign.
        campaign: String,
    },
    /// Sparks reserved or spent for a perk of this name.
    Redemption {
        /// What was redeemed.
        perk: String,
        /// Which redemption.
        redemption: RedemptionId,
    },
    /// A redemption that came to nothing; its Sparks returned.
    Refund {
        /// What was not delivered.
        perk: String,
        /// Which redemption.
        redemption: RedemptionId,
        /// Whether a moderator decided it.
        by_moderator: bool,
    },
    /// An earlier movement undone.
    Reversal,
    /// Given outside of campaigns.
    Other,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: TransferId,
    kind: String,
    change: i64,
    reason: Option<String>,
    actor_id: Option<UserId>,
    created_at_ms: Millis,
    campaign: Option<String>,
    perk: Option<String>,
    redemption_id: Option<RedemptionId>,
}

/// The latest `limit` movements, newest first. A post is left out: the hold before it moved the Sparks.
///
/// # Errors
/// When the database can't be read.
pub async fn recent(
    connection: &mut Connection,
    account: AccountId,
    limit: i64,
) -> sqlx::Result<Vec<Movement>> {
    let rows: Vec<Row> = sqlx::query_as(
        "WITH movement AS (
            SELECT * FROM (
                SELECT id, kind, CASE kind WHEN 'void' THEN amount ELSE -amount END AS change,
                    reason, actor_id, created_at_ms, debit_account_id, refers_to_id
                FROM transfer WHERE debit_account_id = $1 AND kind <> 'post' ORDER BY id DESC LIMIT $2
            ) AS debits
            UNION ALL
            SELECT * FROM (
                SELECT id, kind, amount AS change, reason, actor_id, created_at_ms, debit_account_id, refers_to_id
                FROM transfer WHERE credit_account_id = $1 ORDER BY id DESC LIMIT $2
            ) AS credits
            ORDER BY id DESC LIMIT $2
        )
        SELECT movement.id, movement.kind, change, reason, actor_id, movement.created_at_ms,
            campaign.name AS campaign, perk.name AS perk, redemption.id AS redemption_id
        FROM movement
        LEFT JOIN account ON account.id = movement.debit_account_id AND account.kind = 'campaign'
        LEFT JOIN campaign ON campaign.id = account.owner_id
        LEFT JOIN redemption ON redemption.hold_id =
            CASE movement.kind WHEN 'hold' THEN movement.id WHEN 'void' THEN movement.refers_to_id END
        LEFT JOIN perk ON perk.id = redemption.perk_id
        ORDER BY movement.id DESC",
    )
    .bind(account)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(movement).collect())
}

fn movement(row: Row) -> Movement {
    let kind = match (row.kind.as_str(), row.campaign, row.perk, row.redemption_id) {
        ("direct", Some(campaign), _, _) => MovementKind::Award { campaign },
        ("hold", _, Some(perk), Some(redemption)) => MovementKind::Redemption { perk, redemption },
        ("void", _, Some(perk), Some(redemption)) => MovementKind::Refund {
            perk,
            redemption,
            by_moderator: row.actor_id.is_some(),
        },
        ("reversal", ..) => MovementKind::Reversal,
        _ => MovementKind::Other,
    };
    Movement {
        id: row.id,
        change: row.change,
        kind,
        reason: row.reason,
        at_ms: row.created_at_ms,
    }
}
