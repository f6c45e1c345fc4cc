//! A moderator's answer to a draft: pay it, or throw it away; and going on with a batch that was stopped.

use serde::{Deserialize, Serialize};

use super::BatchRefusal;
use super::examine::has_room;
use super::progress::{self, BatchState};
use crate::audit::{self, Action, Change, Subject};
use crate::campaigns::find::find;
use crate::campaigns::gift;
use crate::campaigns::room::Room;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{BatchId, UserId};
use crate::ledger::{Decision, Request, RequestKey};

/// Pay this batch; or go on, when it was stopped.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct ConfirmBatch {
    /// Names the press.
    pub key: RequestKey,
    /// Who pressed.
    pub moderator: UserId,
    /// Which batch.
    pub batch: BatchId,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConfirmOutcome {
    /// It is being paid.
    Confirmed,
    /// It is not.
    Refused(BatchRefusal),
}

impl Request for ConfirmBatch {
    type Outcome = ConfirmOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> ConfirmOutcome {
        ConfirmOutcome::Refused(BatchRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<ConfirmOutcome>> {
        Ok(match self.confirm(tx).await? {
            Ok(()) => Decision::done(ConfirmOutcome::Confirmed, 0),
            Err(refusal) => Decision::refused(ConfirmOutcome::Refused(refusal)),
        })
    }
}

/// What the record says of a batch. Nobody's id is in it.
#[derive(Debug, Serialize)]
pub(super) struct Recorded {
    pub batch: BatchId,
    pub lines: i64,
    pub total: i64,
}

impl ConfirmBatch {
    async fn confirm(&self, tx: &mut Connection) -> anyhow::Result<Result<(), BatchRefusal>> {
        let Some(batch) = progress::load(tx, self.batch).await? else {
            return Ok(Err(BatchRefusal::Unknown));
        };
        if batch.moderator != self.moderator {
            return Ok(Err(BatchRefusal::NotYours));
        }
        let action = match batch.state {
            BatchState::Draft => Action::AwardMany,
            BatchState::Stopped => Action::AwardManyContinue,
            _ => return Ok(Err(BatchRefusal::AlreadyConfirmed)),
        };
        let Some(campaign) = find(tx, batch.campaign_id).await? else {
            return Ok(Err(BatchRefusal::Unknown));
        };
        if let Err(refusal) = gift::runs(&campaign, self.now_ms) {
            return Ok(Err(BatchRefusal::Award(refusal)));
        }
        let room = Room::of(tx, &campaign, self.moderator, self.moderator, self.now_ms).await?;
        if let Err(refusal) = has_room(&campaign, &room, batch.total - batch.paid) {
            return Ok(Err(refusal));
        }
        sqlx::query(
            "UPDATE award_batch SET state = 'paying', stop_reason = NULL, finished_at_ms = NULL,
                confirmed_at_ms = COALESCE(confirmed_at_ms, $1)
             WHERE id = $2",
        )
        .bind(self.now_ms)
        .bind(self.batch)
        .execute(&mut *tx)
        .await?;
        // What was in the way of single lines may have changed since.
        sqlx::query(
            "UPDATE award_batch_line SET refused = NULL WHERE batch_id = $1 AND refused = 'member_cap'",
        )
        .bind(self.batch)
        .execute(&mut *tx)
        .await?;
        let change = Change {
            action,
            moderator: self.moderator,
            subject: Subject {
                campaign: Some(batch.campaign_id),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        let recorded = Recorded {
            batch: self.batch,
            lines: batch.lines - batch.paid_lines,
            total: batch.total - batch.paid,
        };
        audit::record(tx, &change, None::<&()>, Some(&recorded)).await?;
        Ok(Ok(()))
    }
}

/// Throw this draft away.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct CancelBatch {
    /// Names the press.
    pub key: RequestKey,
    /// Who pressed.
    pub moderator: UserId,
    /// Which batch.
    pub batch: BatchId,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CancelOutcome {
    /// It is gone.
    Cancelled,
    /// It is not.
    Refused(BatchRefusal),
}

impl Request for CancelBatch {
    type Outcome = CancelOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> CancelOutcome {
        CancelOutcome::Refused(BatchRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<CancelOutcome>> {
        let refused = |refusal| Ok(Decision::refused(CancelOutcome::Refused(refusal)));
        match progress::load(tx, self.batch).await? {
            None => return refused(BatchRefusal::Unknown),
            Some(batch) if batch.moderator != self.moderator => {
                return refused(BatchRefusal::NotYours);
            }
            Some(batch) if batch.state != BatchState::Draft => {
                return refused(BatchRefusal::AlreadyConfirmed);
            }
            Some(_) => {}
        }
        sqlx::query("DELETE FROM award_batch_line WHERE batch_id = $1")
            .bind(self.batch)
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM award_batch WHERE id = $1")
            .bind(self.batch)
            .execute(tx)
            .await?;
        Ok(Decision::done(CancelOutcome::Cancelled, 0))
    }
}
