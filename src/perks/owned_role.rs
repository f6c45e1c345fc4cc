//! The roles that members own: what redeemed role perks gave them, and whether they had them since they last joined the
//! server.

use std::collections::BTreeMap;

use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{RedemptionId, RoleId, UserId};

/// A role that a member owns.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OwnedRole {
    /// What it was got by; the latest, where there are several.
    pub redemption: RedemptionId,
    /// The role.
    pub role_id: RoleId,
    /// When it was delivered.
    pub earned_at_ms: Millis,
    /// When the member had joined, the last time they were seen with it after coming back.
    pub seen_since_joining_at_ms: Option<Millis>,
    /// Whether its perk is paused: then something is wrong with the role.
    pub is_paused: bool,
}

/// The roles that a member owns now, each once. One whose time is over is not theirs.
///
/// # Errors
/// When the database can't be read.
pub async fn owned_roles(
    connection: &mut Connection,
    member: UserId,
    now_ms: Millis,
) -> sqlx::Result<Vec<OwnedRole>> {
    let all: Vec<OwnedRole> = sqlx::query_as(
        "SELECT redemption.id AS redemption, role_id, finished_at_ms AS earned_at_ms,
            owned_role_seen.joined_at_ms AS seen_since_joining_at_ms, perk.state = 'paused' AS is_paused
         FROM redemption JOIN perk ON perk.id = redemption.perk_id
         LEFT JOIN owned_role_seen ON owned_role_seen.redemption_id = redemption.id
         LEFT JOIN role_expiry ON role_expiry.redemption_id = redemption.id
         WHERE account_id = (SELECT id FROM account WHERE kind = 'member' AND owner_id = $1)
            AND (ends_at_ms IS NULL OR ends_at_ms > $2) AND redemption.state = 'settled' AND perk.kind = 'role'
         ORDER BY finished_at_ms, redemption.id",
    )
    .bind(member)
    .bind(now_ms)
    .fetch_all(connection)
    .await?;
    let latest: BTreeMap<RoleId, OwnedRole> = all
        .into_iter()
        .map(|owned| (owned.role_id, owned))
        .collect();
    Ok(latest.into_values().collect())
}

/// Writes down that a member has a role since they joined at this time.
pub struct NoteOwnedRole {
    /// What the role was got by.
    pub redemption: RedemptionId,
    /// When the member joined, by Discord.
    pub joined_at_ms: Millis,
    /// When this is.
    pub now_ms: Millis,
}

impl Write for NoteOwnedRole {
    /// Whether it still is a member's: not when they were erased, or its time was over, since they were seen.
    type Outcome = bool;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<bool> {
        let noted = sqlx::query(
            // Nothing is noted about whoever was erased since they were seen.
            "INSERT INTO owned_role_seen (redemption_id, joined_at_ms)
             SELECT redemption.id, $2 FROM redemption JOIN account ON account.id = account_id AND owner_id > 0
             WHERE redemption.id = $1
                AND NOT EXISTS (SELECT 1 FROM role_expiry WHERE redemption_id = $1 AND ends_at_ms <= $3)
             ON CONFLICT (redemption_id) DO UPDATE SET joined_at_ms = excluded.joined_at_ms",
        )
        .bind(self.redemption)
        .bind(self.joined_at_ms)
        .bind(self.now_ms)
        .execute(tx)
        .await?;
        Ok(noted.rows_affected() > 0)
    }
}

/// Whether a perk that is offered, or paused, gives this role or asks for it.
///
/// # Errors
/// When the database can't be read.
pub async fn concerns_role(connection: &mut Connection, role: RoleId) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM perk WHERE $1 IN (role_id, required_role_id) AND state <> 'archived')",
    )
    .bind(role)
    .fetch_one(connection)
    .await
}
