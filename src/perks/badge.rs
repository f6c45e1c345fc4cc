//! Badges: what redeemed badge perks leave their member.

use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, PerkId, RedemptionId, RoleId, UserId};
use crate::ledger;
use crate::name::PerkName;

/// A badge that a member owns.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Badge {
    /// The redemption that brought it.
    pub redemption: RedemptionId,
    /// What it is a badge of.
    pub perk_id: PerkId,
    /// The perk's name.
    #[sqlx(flatten)]
    pub perk: PerkName,
    /// Its number among the badges of this perk.
    pub edition: i64,
    /// The role that came with it.
    pub role_id: RoleId,
    /// When it was delivered.
    pub earned_at_ms: Millis,
    /// When the role ends, or ended; none: never.
    pub role_ends_at_ms: Option<Millis>,
}

/// A member's badges, latest first.
///
/// # Errors
/// When the database can't be read.
pub async fn badges(connection: &mut Connection, account: AccountId) -> sqlx::Result<Vec<Badge>> {
    sqlx::query_as(
        "SELECT redemption.id AS redemption, perk_id, perk.name AS perk, name_en AS perk_en, name_ru AS perk_ru,
            name_ko AS perk_ko, edition, perk.role_id, finished_at_ms AS earned_at_ms, ends_at_ms AS role_ends_at_ms
         FROM redemption JOIN perk ON perk.id = redemption.perk_id
         LEFT JOIN role_lasts ON role_lasts.account_id = redemption.account_id AND role_lasts.role_id = perk.role_id
         WHERE redemption.account_id = $1 AND redemption.state = 'settled' AND perk.kind = 'role'
         ORDER BY finished_at_ms DESC, redemption.id DESC",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

/// A badge beside all of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Showcase {
    /// The badge that is shown.
    pub badge: Badge,
    /// How many of its kind members own. Numbers are never reused, so its own may be larger.
    pub existing: i64,
    /// All that its owner has, the shown one included, latest first.
    pub all: Vec<Badge>,
}

/// A member's badge to show: the wanted one, if it is theirs, else their latest. None: they have no badge.
///
/// # Errors
/// When the database can't be read.
pub async fn showcase(
    connection: &mut Connection,
    member: UserId,
    wanted: Option<RedemptionId>,
) -> sqlx::Result<Option<Showcase>> {
    let Some(account) = ledger::member_account(connection, member).await? else {
        return Ok(None);
    };
    let all = badges(connection, account.id).await?;
    let chosen = all.iter().find(|badge| Some(badge.redemption) == wanted);
    let Some(badge) = chosen.or(all.first()).cloned() else {
        return Ok(None);
    };
    let existing = sqlx::query_scalar(
        // Those of members who were erased are nobody's.
        "SELECT COUNT(*) FROM redemption JOIN account ON account.id = account_id AND owner_id > 0
         WHERE perk_id = $1 AND state = 'settled'",
    )
    .bind(badge.perk_id)
    .fetch_one(connection)
    .await?;
    Ok(Some(Showcase {
        badge,
        existing,
        all,
    }))
}
