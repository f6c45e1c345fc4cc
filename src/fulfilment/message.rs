//! Direct messages: which members are still to be told how a moderator ended what they redeemed. Each is stored in the
//! transaction that reserves the Sparks and becomes due in the one that ends the redemption (a trigger, 0022), so that no
//! crash loses it. Sending is the business of `discord`.

use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::i18n::Locale;
use crate::ids::{RedemptionId, UserId};

/// The wait after the first failure; it doubles with each.
const FIRST_DELAY_MS: Millis = 5_000;
/// The longest wait.
const DELAY_MAX_MS: Millis = 60 * 60 * 1_000;
/// When nobody expects the message any more, and the log says so.
const GIVE_UP_AFTER_MS: Millis = 7 * 24 * 60 * 60 * 1_000;

/// A message that is due.
#[derive(Debug, Clone)]
pub struct DueMessage {
    /// About which redemption.
    pub redemption: RedemptionId,
    /// To whom; nobody's any more: not positive.
    pub member: UserId,
    /// In which language.
    pub locale: Locale,
    /// How often it was tried in vain.
    pub attempts: i64,
    /// When the redemption ended.
    pub ended_at_ms: Millis,
}

/// The message that is due longest.
///
/// # Errors
/// When the database can't be read.
pub async fn due_message(
    connection: &mut Connection,
    now_ms: Millis,
) -> sqlx::Result<Option<DueMessage>> {
    let row: Option<(RedemptionId, UserId, String, i64, Millis)> = sqlx::query_as(
        "SELECT redemption_id, account.owner_id, locale, attempts, COALESCE(finished_at_ms, due_at_ms)
         FROM direct_message
         JOIN redemption ON redemption.id = redemption_id JOIN account ON account.id = account_id
         WHERE due_at_ms <= $1 OR due_at_ms > $2 ORDER BY due_at_ms, redemption_id LIMIT 1",
    )
    .bind(now_ms)
    // Nothing is due later than this, unless the clock was set back since.
    .bind(now_ms + DELAY_MAX_MS)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(
        |(redemption, member, locale, attempts, ended_at_ms)| DueMessage {
            redemption,
            member,
            locale: Locale::from_discord(&locale),
            attempts,
            ended_at_ms,
        },
    ))
}

/// When the next message is due; none: there is none.
///
/// # Errors
/// When the database can't be read.
pub async fn next_message_at_ms(connection: &mut Connection) -> sqlx::Result<Option<Millis>> {
    sqlx::query_scalar("SELECT MIN(due_at_ms) FROM direct_message")
        .fetch_one(connection)
        .await
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// Discord has it, or will never take it.
    ForGood,
    /// It is to be tried again, because of this.
    NotYet {
        /// In words, for whoever looks into the file.
        failure: String,
    },
}

/// Writes down what came of an attempt.
pub struct ConcludeMessage {
    /// Which.
    pub message: DueMessage,
    /// What came of it.
    pub sent: Sent,
    /// When.
    pub now_ms: Millis,
}

impl Write for ConcludeMessage {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        let message = &self.message;
        let is_late = self.now_ms - message.ended_at_ms > GIVE_UP_AFTER_MS;
        match &self.sent {
            Sent::NotYet { failure } if !is_late => {
                let doublings = u32::try_from(message.attempts.clamp(0, 20)).unwrap_or(0);
                let delay_ms = FIRST_DELAY_MS.saturating_mul(1 << doublings);
                sqlx::query(
                    "UPDATE direct_message SET attempts = attempts + 1, due_at_ms = $1, last_failure = $2
                     WHERE redemption_id = $3",
                )
                .bind(self.now_ms + delay_ms.min(DELAY_MAX_MS))
                .bind(failure)
                .bind(message.redemption)
                .execute(tx)
                .await?;
            }
            Sent::ForGood | Sent::NotYet { .. } => {
                sqlx::query("DELETE FROM direct_message WHERE redemption_id = $1")
                    .bind(message.redemption)
                    .execute(tx)
                    .await?;
            }
        }
        Ok(())
    }
}
