//! Farewells: who is still to be told that a role of theirs is over. Written when the role is taken, so that the next
//! process keeps the promise when this one dies. Telling them is the business of `discord`.

use super::expiry::{DELAY_MAX_MS, wait_ms};
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::i18n::Locale;
use crate::ids::{RedemptionId, RoleId, UserId};
use crate::name::PerkName;

/// When telling is given up: later it would be no news, and `/sparks` says it.
const GIVE_UP_AFTER_MS: Millis = 3 * 24 * 60 * 60 * 1_000;

/// Somebody who is to be told.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Farewell {
    /// What the role came with.
    pub redemption: RedemptionId,
    /// Whose it was.
    pub member: UserId,
    /// The role.
    pub role: RoleId,
    /// The perk.
    #[sqlx(flatten)]
    pub perk: PerkName,
    /// Whether they can redeem it still, as far as is known here.
    pub is_offered: bool,
    /// The number of the badge, which stays.
    pub edition: i64,
    /// When its time was over.
    pub ended_at_ms: Millis,
    attempts: i64,
    locale: String,
}

impl Farewell {
    /// The language in which the member redeemed.
    #[must_use]
    pub fn locale(&self) -> Locale {
        Locale::from_discord(&self.locale)
    }
}

/// Who is to be told now, if there is somebody.
///
/// # Errors
/// When the database can't be read.
pub async fn due_farewell(
    connection: &mut Connection,
    now_ms: Millis,
) -> sqlx::Result<Option<Farewell>> {
    sqlx::query_as(
        "SELECT redemption_id AS redemption, account.owner_id AS member, perk.role_id AS role, perk.name AS perk,
            name_en AS perk_en, name_ru AS perk_ru, name_ko AS perk_ko, redemption.edition, ended_at_ms, tell_attempts AS attempts, role_expiry.locale,
            -- Nobody is invited to what would be refused. Who has the role that it asks for is not known here.
            perk.state = 'active' AND COALESCE(perk.opens_at_ms <= $1, TRUE) AND COALESCE(perk.closes_at_ms > $1, TRUE)
            AND COALESCE(perk.stock_left > 0, TRUE) AND COALESCE(perk.limit_per_member > (
                SELECT COUNT(*) FROM redemption AS own
                WHERE own.account_id = redemption.account_id AND own.perk_id = perk.id AND own.state <> 'voided'
            ), TRUE) AS is_offered
         FROM role_expiry JOIN redemption ON redemption.id = redemption_id
         JOIN account ON account.id = redemption.account_id JOIN perk ON perk.id = redemption.perk_id
         WHERE tell_due_at_ms <= $1 OR tell_due_at_ms > $2 ORDER BY tell_due_at_ms, redemption_id LIMIT 1",
    )
    .bind(now_ms)
    // Nothing is due later than this, unless the clock was set back since.
    .bind(now_ms + DELAY_MAX_MS)
    .fetch_optional(connection)
    .await
}

/// Writes down how telling went.
pub struct ConcludeFarewell {
    redemption: RedemptionId,
    due_at_ms: Option<Millis>,
}

impl ConcludeFarewell {
    /// They know, or can't be told.
    #[must_use]
    pub fn done(farewell: &Farewell) -> Self {
        Self {
            redemption: farewell.redemption,
            due_at_ms: None,
        }
    }

    /// It did not reach Discord: once more later, while it is news.
    #[must_use]
    pub fn again(app: &App, farewell: &Farewell) -> Self {
        let now_ms = app.clock.now_ms();
        let is_news = now_ms - farewell.ended_at_ms < GIVE_UP_AFTER_MS;
        let due_at_ms = now_ms + wait_ms(app, farewell.attempts + 1);
        Self {
            redemption: farewell.redemption,
            due_at_ms: is_news.then_some(due_at_ms),
        }
    }
}

impl Write for ConcludeFarewell {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query(
            "UPDATE role_expiry SET tell_due_at_ms = $1, tell_attempts = tell_attempts + 1
             WHERE redemption_id = $2 AND tell_due_at_ms IS NOT NULL",
        )
        .bind(self.due_at_ms)
        .bind(self.redemption)
        .execute(tx)
        .await?;
        Ok(())
    }
}
