//! A redemption as it is shown: its terms, and how far it has come.

use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;

use super::catalogue::PerkKind;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, PerkId, RedemptionId, RoleId, UserId};
use crate::name::PerkName;

/// One member redeeming one perk.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Redemption {
    /// The receipt.
    pub id: RedemptionId,
    /// Who redeems.
    pub member: UserId,
    /// What is redeemed.
    pub perk_id: PerkId,
    /// The perk's name.
    #[sqlx(flatten)]
    pub perk: PerkName,
    /// What that is.
    pub kind: PerkKind,
    /// The role that it gives, if it is one.
    pub role_id: Option<RoleId>,
    /// What was charged.
    pub price: i64,
    /// The badge's number.
    pub edition: i64,
    /// How far it has come.
    pub state: RedemptionState,
    /// Why the Sparks were returned.
    pub void_reason: Option<VoidReason>,
    /// In the words of the moderator who returned them, if one did.
    pub void_note: Option<String>,
    /// When it was confirmed.
    pub created_at_ms: Millis,
    /// When delivery is given up; what a moderator delivers is late then.
    pub deadline_at_ms: Millis,
    /// When it was delivered or its Sparks were returned.
    pub finished_at_ms: Option<Millis>,
    /// Whether the bot was refused by Discord and waits for a moderator to set things right.
    pub is_blocked: bool,
    /// The member's available Sparks now.
    pub available: i64,
    /// When its role ends, if it was delivered and does.
    #[sqlx(default)]
    pub role_ends_at_ms: Option<Millis>,
}

/// A redemption with its perk's names in other languages, which the view has not.
const SELECT: &str =
    "SELECT standing.*, name_en AS perk_en, name_ru AS perk_ru, name_ko AS perk_ko,
        role_expiry.ends_at_ms AS role_ends_at_ms
     FROM redemption_standing AS standing JOIN perk ON perk.id = standing.perk_id
     LEFT JOIN role_expiry ON role_expiry.redemption_id = standing.id";

/// How far a redemption has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum RedemptionState {
    /// Sparks are reserved, the perk is on its way.
    Held,
    /// Delivered and charged.
    Settled,
    /// Not delivered; the Sparks are back.
    Voided,
    /// Not known whether delivered: a moderator decides.
    Review,
}

impl RedemptionState {
    /// Whether nothing more happens by itself: it has ended, or waits for a moderator.
    #[must_use]
    pub fn is_at_rest(self) -> bool {
        self != Self::Held
    }
}

/// Why a redemption's Sparks were returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum VoidReason {
    /// The member is no longer in the server.
    MemberLeft,
    /// Discord refused: the bot or the role is set up wrong, and nobody mended it in time.
    Misconfigured,
    /// Discord did not answer in time.
    NotDeliveredInTime,
    /// A moderator decided so.
    Moderator,
}

/// A redemption by its receipt.
///
/// # Errors
/// When the database can't be read.
pub async fn load(
    connection: &mut Connection,
    id: RedemptionId,
) -> sqlx::Result<Option<Redemption>> {
    sqlx::query_as(AssertSqlSafe(format!("{SELECT} WHERE standing.id = $1")))
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// A member's redemptions that are not final, oldest first.
///
/// # Errors
/// When the database can't be read.
pub async fn open_of(
    connection: &mut Connection,
    account: AccountId,
) -> sqlx::Result<Vec<Redemption>> {
    sqlx::query_as(AssertSqlSafe(format!(
        "{SELECT} WHERE standing.account_id = $1 AND standing.state IN ('held', 'review') ORDER BY standing.id"
    )))
    .bind(account)
    .fetch_all(connection)
    .await
}
