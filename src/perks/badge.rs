//! Badges: what redeemed badge perks leave their member.

use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, RoleId};

/// A badge that a member owns.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Badge {
    /// The perk's name.
    pub perk: String,
    /// Its number among the badges of this perk.
    pub edition: i64,
    /// The role that came with it.
    pub role_id: RoleId,
    /// When it was delivered.
    pub earned_at_ms: Millis,
}

/// A member's badges, latest first.
///
/// # Errors
/// When the database can't be read.
pub async fn badges(connection: &mut Connection, account: AccountId) -> sqlx::Result<Vec<Badge>> {
    sqlx::query_as(
        "SELECT perk.name AS perk, edition, role_id, finished_at_ms AS earned_at_ms
         FROM redemption JOIN perk ON perk.id = redemption.perk_id
         WHERE account_id = $1 AND redemption.state = 'settled' AND perk.kind = 'role'
         ORDER BY finished_at_ms DESC, redemption.id DESC",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}
