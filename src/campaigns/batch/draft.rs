//! Writing a batch down when it is shown to the moderator, and throwing away what nobody confirmed.

use serde::{Deserialize, Serialize};
use sqlx::{QueryBuilder, Sqlite};

use super::examine::Source;
use super::sheet::Entry;
use super::{BatchRefusal, LINES_MAX};
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{BatchId, CampaignId, UserId};
use crate::ledger::{Decision, Request, RequestKey};

/// How long a draft waits for its answer.
pub const DRAFT_LIFE_MS: Millis = 24 * 60 * 60 * 1_000;
/// How many lines one statement writes: five values each, of which SQLite takes 32,766.
const LINES_AT_ONCE: usize = 500;

/// A batch that was examined and found good, to be written down.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct DraftBatch {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who is to confirm it.
    pub moderator: UserId,
    /// From which campaign.
    pub campaign: CampaignId,
    /// Where the lines come from.
    pub source: Source,
    /// Who is to have what.
    pub entries: Vec<Entry>,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftOutcome {
    /// It waits for the moderator.
    Drafted {
        /// As which batch.
        batch: BatchId,
    },
    /// It is not written down.
    Refused(BatchRefusal),
}

impl Request for DraftBatch {
    type Outcome = DraftOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> DraftOutcome {
        DraftOutcome::Refused(BatchRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<DraftOutcome>> {
        let refusal = match self.entries.len() {
            0 => Some(BatchRefusal::Nobody),
            lines if lines > LINES_MAX => Some(BatchRefusal::TooManyLines { max: LINES_MAX }),
            _ => None,
        };
        if let Some(refusal) = refusal {
            return Ok(Decision::refused(DraftOutcome::Refused(refusal)));
        }
        let total: i64 = self.entries.iter().map(|entry| entry.amount).sum();
        let batch: BatchId = sqlx::query_scalar(
            "INSERT INTO award_batch (campaign_id, source, moderator_id, lines, total, request_key, created_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(self.campaign)
        .bind(self.source)
        .bind(self.moderator)
        .bind(i64::try_from(self.entries.len())?)
        .bind(total)
        .bind(self.key.as_str())
        .bind(self.now_ms)
        .fetch_one(&mut *tx)
        .await?;
        for entries in self.entries.chunks(LINES_AT_ONCE) {
            let mut insert: QueryBuilder<Sqlite> = QueryBuilder::new(
                "INSERT INTO award_batch_line (batch_id, line, member_id, amount, reason) ",
            );
            insert.push_values(entries, |mut values, entry| {
                values
                    .push_bind(batch)
                    .push_bind(entry.line)
                    .push_bind(entry.member)
                    .push_bind(entry.amount)
                    .push_bind(&entry.reason);
            });
            insert.build().execute(&mut *tx).await?;
        }
        let outcome = DraftOutcome::Drafted { batch };
        Ok(Decision::done(outcome, 0))
    }
}

/// Throws away what nobody confirmed in time, and the tokens that can't be used any more.
#[derive(Debug, Clone, Copy)]
pub struct ForgetDrafts {
    /// Now.
    pub now_ms: Millis,
}

impl Write for ForgetDrafts {
    type Outcome = u64;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<u64> {
        let before = self.now_ms - DRAFT_LIFE_MS;
        sqlx::query(
            "DELETE FROM award_batch_line WHERE batch_id IN (
                SELECT id FROM award_batch WHERE state = 'draft' AND created_at_ms <= $1
             )",
        )
        .bind(before)
        .execute(&mut *tx)
        .await?;
        let forgotten =
            sqlx::query("DELETE FROM award_batch WHERE state = 'draft' AND created_at_ms <= $1")
                .bind(before)
                .execute(&mut *tx)
                .await?;
        sqlx::query("DELETE FROM award_batch_reply WHERE expires_at_ms <= $1")
            .bind(self.now_ms)
            .execute(tx)
            .await?;
        Ok(forgotten.rows_affected())
    }
}
