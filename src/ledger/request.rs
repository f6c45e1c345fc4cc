//! Idempotency: what was asked, once, and what was answered. A request that comes again (a redelivered interaction, a
//! double click, a retry after an unknown commit) gets its first answer, refusals included, and moves nothing.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::fail_points::{Canary, is_planted};

/// Names the cause of transfers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct RequestKey(String);

impl RequestKey {
    /// A key for one cause: what is done, and the id of the interaction, button or event that asks for it.
    #[must_use]
    pub fn new(what: &str, cause: impl std::fmt::Display) -> Self {
        Self(format!("{what}:{cause}"))
    }

    /// As stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Something asked of the ledger under an idempotency key. Implementing this is all an operation needs: looking the key
/// up first and remembering the outcome are done here, for every operation alike.
///
/// What is serialised is the request's content: leave out (`#[serde(skip)]`) what may differ between two deliveries of
/// the same request, such as the time. Name its kind with `#[serde(tag = "request")]`, so that the same fields asked for
/// in another kind of request are another content.
pub trait Request: Serialize + Send + Sync + 'static {
    /// What the caller is told, refusals included. It is stored, so that a replay is told the same.
    type Outcome: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Names the cause.
    fn key(&self) -> &RequestKey;

    /// When it was asked.
    fn now_ms(&self) -> Millis;

    /// The outcome when the key was used for a request with another content.
    fn conflict() -> Self::Outcome;

    /// Checks the rules and writes.
    fn decide(
        &self,
        tx: &mut Connection,
    ) -> impl Future<Output = anyhow::Result<Decision<Self::Outcome>>> + Send;
}

/// What a request came to.
#[derive(Debug)]
pub struct Decision<T> {
    /// What to tell the caller.
    pub outcome: T,
    /// How many transfers it recorded; invariant 7 counts them.
    pub transfers: i64,
}

impl<T> Decision<T> {
    /// Done, with this many transfers.
    pub fn done(outcome: T, transfers: i64) -> Self {
        Self { outcome, transfers }
    }

    /// Refused: nothing moved.
    pub fn refused(outcome: T) -> Self {
        Self {
            outcome,
            transfers: 0,
        }
    }
}

impl<R: Request> Write for R {
    type Outcome = R::Outcome;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<R::Outcome> {
        let hash = content_hash(self)?;
        if let Some((known_hash, outcome)) = find(tx, self.key()).await? {
            if is_planted(Canary::ChargeTwiceOnReplay) {
                return Ok(self.decide(tx).await?.outcome);
            }
            return if known_hash == hash {
                Ok(serde_json::from_str(&outcome)?)
            } else {
                Ok(R::conflict())
            };
        }
        let decision = self.decide(tx).await?;
        remember(tx, self, &hash, &decision).await?;
        Ok(decision.outcome)
    }
}

/// SHA-256 of a request's content, in hexadecimal.
fn content_hash(content: &impl Serialize) -> serde_json::Result<String> {
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(content)?)))
}

/// What the request of this key was answered, if there was one.
///
/// # Errors
/// When the database can't be read, or the answer was of another kind.
pub async fn outcome_of<T: DeserializeOwned>(
    connection: &mut Connection,
    key: &RequestKey,
) -> anyhow::Result<Option<T>> {
    let found = find(connection, key).await?;
    Ok(match found {
        Some((_, outcome)) => Some(serde_json::from_str(&outcome)?),
        None => None,
    })
}

/// What is known of a request before it is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    Never,
    /// It was asked before. One whose content was forgotten with the person that it was about counts as the same.
    Before,
    /// Its key was used for another content.
    Otherwise,
}

/// What an erasure makes of the fingerprint of a content.
const FORGOTTEN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Whether a request was asked before.
///
/// # Errors
/// When the database can't be read.
pub async fn asked<R: Request>(connection: &mut Connection, request: &R) -> anyhow::Result<Asked> {
    let hash = content_hash(request)?;
    let found = find(connection, request.key()).await?;
    Ok(match found {
        None => Asked::Never,
        Some((known, _)) if known == hash || known == FORGOTTEN => Asked::Before,
        Some(_) => Asked::Otherwise,
    })
}

async fn find(tx: &mut Connection, key: &RequestKey) -> sqlx::Result<Option<(String, String)>> {
    sqlx::query_as("SELECT content_hash, outcome FROM request WHERE key = $1")
        .bind(key.as_str())
        .fetch_optional(tx)
        .await
}

async fn remember<R: Request>(
    tx: &mut Connection,
    request: &R,
    hash: &str,
    decision: &Decision<R::Outcome>,
) -> anyhow::Result<()> {
    sqlx::query("INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms) VALUES ($1, $2, $3, $4, $5)")
        .bind(request.key().as_str())
        .bind(hash)
        .bind(serde_json::to_string(&decision.outcome)?)
        .bind(decision.transfers)
        .bind(request.now_ms())
        .execute(tx)
        .await?;
    Ok(())
}
