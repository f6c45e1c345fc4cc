//! The messages: which are due, what came of them, and which were given up.

use std::fmt;

use crate::backoff::Backoff;
use crate::clock::Millis;
use crate::db::{Connection, Db, Write};
use crate::facts::{self, Fact, Remember};
use crate::i18n::iso_minute;
use crate::ids::RedemptionId;

/// The waits between attempts.
const BACKOFF: Backoff = Backoff {
    first_ms: 5_000,
    max_ms: WAIT_MAX_MS,
};
/// The longest wait, also when the backend asks for a longer one.
const WAIT_MAX_MS: Millis = 60 * 60 * 1_000;
/// For how long a message is tried in vain.
const GIVE_UP_AFTER_MS: Millis = 24 * 60 * 60 * 1_000;
/// How many are sent at once.
const AT_ONCE: i64 = 8;

/// What a message tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum MessageKind {
    /// Somebody redeemed something; the Sparks are held.
    Requested,
    /// It was delivered; the Sparks are spent.
    Settled,
    /// It was not; the Sparks are back.
    Voided,
}

impl MessageKind {
    /// As it is written.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Settled => "settled",
            Self::Voided => "voided",
        }
    }
}

/// A message that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Message {
    /// Its row.
    pub id: i64,
    /// About which redemption.
    #[sqlx(rename = "redemption_id")]
    pub redemption: RedemptionId,
    /// What it tells.
    pub kind: MessageKind,
    /// When that was.
    pub created_at_ms: Millis,
    /// How often it was tried in vain.
    pub attempts: i64,
    /// Since when.
    pub failing_since_ms: Option<Millis>,
}

/// A message is due, unless an earlier one about the same redemption still waits.
macro_rules! in_turn {
    () => {
        "state = 'waiting' AND NOT EXISTS (
            SELECT 1 FROM webhook_message AS earlier
            WHERE earlier.redemption_id = webhook_message.redemption_id AND earlier.id < webhook_message.id
                AND earlier.state = 'waiting'
        )"
    };
}

/// The messages that are due longest.
///
/// # Errors
/// When the database can't be read.
pub async fn due(connection: &mut Connection, now_ms: Millis) -> sqlx::Result<Vec<Message>> {
    sqlx::query_as(concat!(
        "SELECT id, redemption_id, kind, created_at_ms, attempts, failing_since_ms FROM webhook_message
         WHERE (due_at_ms <= $1 OR due_at_ms > $2) AND ",
        in_turn!(),
        " ORDER BY due_at_ms, id LIMIT +$3"
    ))
    .bind(now_ms)
    // Nothing is due later than this, unless the clock was set back since.
    .bind(now_ms + WAIT_MAX_MS)
    .bind(AT_ONCE)
    .fetch_all(connection)
    .await
}

/// When the next message is due; none: there is none.
///
/// # Errors
/// When the database can't be read.
pub async fn next_due_at_ms(connection: &mut Connection) -> sqlx::Result<Option<Millis>> {
    sqlx::query_scalar(concat!(
        "SELECT MIN(due_at_ms) FROM webhook_message WHERE ",
        in_turn!()
    ))
    .fetch_one(connection)
    .await
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The backend has it.
    Taken,
    /// There is nothing to tell: the member was erased in between.
    Nothing,
    /// It is not known to have it.
    Failed {
        /// What was met.
        failure: String,
        /// What becomes of it.
        next: Next,
    },
}

/// Writes down what came of attempts.
#[derive(Debug)]
pub struct Conclude {
    /// Of which messages, and what.
    pub deliveries: Vec<(Message, Delivery)>,
    /// When.
    pub now_ms: Millis,
}

/// What becomes of a message whose attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It is tried again.
    Again {
        /// When.
        due_at_ms: Millis,
    },
    /// It is given up.
    GivenUp,
}

impl Message {
    /// What becomes of it when an attempt fails now, and the backend asks for a wait. By a `jitter` from 0 to 1, so that
    /// what failed together does not come back together.
    #[must_use]
    pub fn after_failure(
        &self,
        now_ms: Millis,
        retry_after_ms: Option<Millis>,
        jitter: f64,
    ) -> Next {
        let since_ms = self.failing_since_ms.unwrap_or(now_ms);
        if now_ms - since_ms >= GIVE_UP_AFTER_MS {
            return Next::GivenUp;
        }
        let wait_ms = BACKOFF.wait_ms(self.attempts + 1, jitter);
        let asked_ms = retry_after_ms.unwrap_or(0).clamp(0, WAIT_MAX_MS);
        Next::Again {
            due_at_ms: now_ms + wait_ms.max(asked_ms),
        }
    }
}

impl Write for Conclude {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        for (message, delivery) in &self.deliveries {
            match delivery {
                Delivery::Taken => self.end(tx, message, "sent", None).await?,
                // An erasure deletes what waits; this is what it meant.
                Delivery::Nothing => forget(tx, message).await?,
                Delivery::Failed { failure, next } => match *next {
                    Next::Again { due_at_ms } => {
                        self.put_off(tx, message, due_at_ms, failure).await?;
                    }
                    Next::GivenUp => self.end(tx, message, "dead", Some(failure)).await?,
                },
            }
        }
        Ok(())
    }
}

impl Conclude {
    async fn end(
        &self,
        tx: &mut Connection,
        message: &Message,
        state: &str,
        failure: Option<&str>,
    ) -> sqlx::Result<()> {
        sqlx::query(
            "UPDATE webhook_message SET state = $1, finished_at_ms = $2, due_at_ms = NULL, attempts = $3,
                last_failure = COALESCE($4, last_failure)
             WHERE id = $5 AND redemption_id = $6 AND state = 'waiting'",
        )
        .bind(state)
        .bind(self.now_ms)
        .bind(message.attempts + 1)
        .bind(failure)
        .bind(message.id)
        .bind(message.redemption)
        .execute(tx)
        .await?;
        Ok(())
    }

    async fn put_off(
        &self,
        tx: &mut Connection,
        message: &Message,
        due_at_ms: Millis,
        failure: &str,
    ) -> sqlx::Result<()> {
        sqlx::query(
            "UPDATE webhook_message SET due_at_ms = $1, attempts = $2, last_failure = $3,
                failing_since_ms = COALESCE(failing_since_ms, $4)
             WHERE id = $5 AND redemption_id = $6 AND state = 'waiting'",
        )
        .bind(due_at_ms)
        .bind(message.attempts + 1)
        .bind(failure)
        .bind(self.now_ms)
        .bind(message.id)
        .bind(message.redemption)
        .execute(tx)
        .await?;
        Ok(())
    }
}

async fn forget(tx: &mut Connection, message: &Message) -> sqlx::Result<()> {
    sqlx::query(
        "DELETE FROM webhook_message WHERE id = $1 AND redemption_id = $2 AND state = 'waiting'",
    )
    .bind(message.id)
    .bind(message.redemption)
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether there is a backend to tell: said at each start. Without one nothing is written down from now on; what waits
/// already goes on waiting for one.
///
/// # Errors
/// When the database can't be read or written.
pub async fn use_backend(db: &Db, is_there: bool) -> anyhow::Result<()> {
    let known = facts::recall(&mut *db.read().await?, Fact::Webhooks).await?;
    if known.is_some() == is_there {
        return Ok(());
    }
    db.write(UseBackend { is_there }).await
}

/// Whether there is a backend to tell.
#[derive(Debug)]
pub struct UseBackend {
    /// Whether there is.
    pub is_there: bool,
}

impl Write for UseBackend {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        if self.is_there {
            let remember = Remember {
                fact: Fact::Webhooks,
                value: "on".to_owned(),
            };
            return remember.apply(tx).await;
        }
        Ok(facts::forget(tx, Fact::Webhooks).await?)
    }
}

/// How many messages there are, by state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// That will be sent.
    pub waiting: i64,
    /// That were given up.
    pub dead: i64,
    /// Since when the oldest has been waiting.
    pub waiting_since_ms: Option<Millis>,
}

/// Counts them, without those that were sent.
///
/// # Errors
/// When the database can't be read.
pub async fn counts(connection: &mut Connection) -> sqlx::Result<Counts> {
    sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM webhook_message WHERE state = 'waiting') AS waiting,
            (SELECT COUNT(*) FROM webhook_message WHERE state = 'dead') AS dead,
            (SELECT MIN(created_at_ms) FROM webhook_message WHERE state = 'waiting') AS waiting_since_ms",
    )
    .fetch_one(connection)
    .await
}

/// How many were given up that the backend still should hear of. Without a backend nobody waits for them.
///
/// # Errors
/// When the database can't be read.
pub async fn given_up(connection: &mut Connection) -> sqlx::Result<i64> {
    if facts::recall(connection, Fact::Webhooks).await?.is_none() {
        return Ok(0);
    }
    sqlx::query_scalar("SELECT COUNT(*) FROM webhook_message WHERE state = 'dead'")
        .fetch_one(connection)
        .await
}

/// A message that was given up, or is tried in vain.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Dead {
    /// Its row, which an operator names it by.
    pub id: i64,
    /// About which redemption.
    #[sqlx(rename = "redemption_id")]
    pub redemption: RedemptionId,
    /// What it tells.
    pub kind: MessageKind,
    /// Whether it was given up.
    pub is_dead: bool,
    /// When what it tells happened.
    pub created_at_ms: Millis,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last attempt met.
    pub last_failure: Option<String>,
}

/// A line of `sparks outbox list`.
impl fmt::Display for Dead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            id,
            redemption,
            kind,
            attempts,
            ..
        } = self;
        let state = if self.is_dead { "given up" } else { "waiting" };
        let (kind, at) = (kind.code(), iso_minute(self.created_at_ms));
        let failure = self.last_failure.as_deref().unwrap_or("-");
        write!(
            f,
            "{id:>12} R-{redemption} {kind}, {at}: {state}, {attempts} attempts, the last met: {failure}"
        )
    }
}

/// What was given up, and what is tried in vain, oldest first; so many at most.
///
/// # Errors
/// When the database can't be read.
pub async fn dead(connection: &mut Connection, max: i64) -> sqlx::Result<Vec<Dead>> {
    sqlx::query_as(
        "SELECT id, redemption_id, kind, state = 'dead' AS is_dead, created_at_ms, attempts, last_failure
         FROM webhook_message WHERE state = 'dead' OR (state = 'waiting' AND attempts > 0)
         ORDER BY id LIMIT +$1",
    )
    .bind(max)
    .fetch_all(connection)
    .await
}

/// Sends what was given up once more, for another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    /// Which; none: all.
    pub ids: Option<Vec<i64>>,
    /// When.
    pub now_ms: Millis,
}

impl Write for Retry {
    /// How many.
    type Outcome = u64;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<u64> {
        let ids = self
            .ids
            .as_ref()
            .map(|ids| serde_json::json!(ids).to_string());
        let retried = sqlx::query(
            "UPDATE webhook_message SET state = 'waiting', due_at_ms = $1, finished_at_ms = NULL, attempts = 0,
                failing_since_ms = NULL
             WHERE state = 'dead' AND ($2 IS NULL OR id IN (SELECT value FROM json_each($2)))",
        )
        .bind(self.now_ms)
        .bind(ids)
        .execute(tx)
        .await?;
        Ok(retried.rows_affected())
    }
}
