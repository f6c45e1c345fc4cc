//! Taking a batch back as a whole, chunk by chunk as it was paid. What members have spent is left to them or becomes a
//! debt, as the moderator chooses for all of them; awards that were taken back by themselves stay as they are, and the one
//! who takes back keeps what they have themselves: somebody else must take that.

use serde::{Deserialize, Serialize};

use super::BatchRefusal;
use super::confirm::Recorded;
use super::pay::{CHUNK_LINES, ChunkOutcome};
use super::progress::{self, BatchState};
use crate::audit::{self, Action, Change, Subject};
use crate::campaigns::gift;
use crate::campaigns::undo::{TakeBack, find_undoable};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{BatchId, TransferId, UserId};
use crate::ledger::{Decision, Request, RequestKey};

/// A moderator asks what taking a batch back would do. The question is kept, so that its buttons need not carry it.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct AskUndo {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Which batch.
    pub batch: BatchId,
    /// Why; the members read it.
    pub reason: String,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskUndoOutcome {
    /// It can be taken back.
    Asked {
        /// Which.
        batch: BatchId,
        /// Why.
        reason: String,
        /// What that does, as things are.
        preview: UndoPreview,
    },
    /// It can't.
    Refused(BatchRefusal),
}

/// What taking a batch back would do at this moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct UndoPreview {
    /// How many awards.
    pub lines: i64,
    /// What they add up to.
    pub amount: i64,
    /// How many members have spent part of it.
    pub short_members: i64,
    /// What of it is spent.
    pub missing: i64,
    /// What can be taken.
    pub available: i64,
}

impl Request for AskUndo {
    type Outcome = AskUndoOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> AskUndoOutcome {
        AskUndoOutcome::Refused(BatchRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<AskUndoOutcome>> {
        let reason = match gift::reason(Some(&self.reason)) {
            Ok(Some(reason)) => reason.to_owned(),
            Ok(None) => return Ok(Self::refused(BatchRefusal::ReasonMissing)),
            Err(refusal) => return Ok(Self::refused(BatchRefusal::Award(refusal))),
        };
        if let Err(refusal) = undoable(tx, self.batch).await? {
            return Ok(Self::refused(refusal));
        }
        let preview = preview(tx, self.batch, self.moderator).await?;
        if preview.lines == 0 {
            return Ok(Self::refused(BatchRefusal::NothingToUndo));
        }
        let batch = self.batch;
        let asked = AskUndoOutcome::Asked {
            batch,
            reason,
            preview,
        };
        Ok(Decision::done(asked, 0))
    }
}

impl AskUndo {
    fn refused(refusal: BatchRefusal) -> Decision<AskUndoOutcome> {
        Decision::refused(AskUndoOutcome::Refused(refusal))
    }
}

async fn undoable(
    tx: &mut Connection,
    batch: BatchId,
) -> anyhow::Result<Result<progress::Batch, BatchRefusal>> {
    Ok(match progress::load(tx, batch).await? {
        None => Err(BatchRefusal::Unknown),
        Some(batch) => match batch.state {
            BatchState::Paid | BatchState::Stopped if batch.paid_lines > 0 => Ok(batch),
            BatchState::Paying => Err(BatchRefusal::StillPaying),
            BatchState::Draft => Err(BatchRefusal::Unknown),
            _ => Err(BatchRefusal::NothingToUndo),
        },
    })
}

/// What taking it back would do.
///
/// # Errors
/// When the database can't be read.
pub async fn preview(
    connection: &mut Connection,
    batch: BatchId,
    moderator: UserId,
) -> sqlx::Result<UndoPreview> {
    sqlx::query_as(
        "SELECT COUNT(*) AS lines, COALESCE(SUM(line.amount), 0) AS amount,
            COUNT(CASE WHEN account.available < line.amount THEN 1 END) AS short_members,
            COALESCE(SUM(line.amount - MIN(line.amount, account.available)), 0) AS missing,
            COALESCE(SUM(MIN(line.amount, account.available)), 0) AS available
         FROM award_batch_line AS line
         JOIN account ON account.kind = 'member' AND account.owner_id = line.member_id
         WHERE line.batch_id = $1 AND line.award_id IS NOT NULL AND line.undone IS NULL AND line.member_id <> $2
            AND NOT EXISTS (SELECT 1 FROM award_undo WHERE award_undo.award_id = line.award_id)",
    )
    .bind(batch)
    .bind(moderator)
    .fetch_one(connection)
    .await
}

/// Take this batch back.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct UndoBatch {
    /// Names the question: each of its answers is the same request.
    pub key: RequestKey,
    /// Who decides.
    pub moderator: UserId,
    /// Which batch.
    pub batch: BatchId,
    /// Why; the members read it.
    pub reason: String,
    /// Whether what is spent becomes a debt.
    pub with_debt: bool,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UndoBatchOutcome {
    /// It is being taken back.
    Begun,
    /// It is not.
    Refused(BatchRefusal),
}

impl Request for UndoBatch {
    type Outcome = UndoBatchOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> UndoBatchOutcome {
        UndoBatchOutcome::Refused(BatchRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<UndoBatchOutcome>> {
        let batch = match undoable(tx, self.batch).await? {
            Ok(batch) => batch,
            Err(refusal) => {
                return Ok(Decision::refused(UndoBatchOutcome::Refused(refusal)));
            }
        };
        sqlx::query(
            "UPDATE award_batch SET state = 'undoing', undo_moderator_id = $1, undo_reason = $2, undo_with_debt = $3,
                finished_at_ms = NULL
             WHERE id = $4",
        )
        .bind(self.moderator)
        .bind(self.reason.trim())
        .bind(self.with_debt)
        .bind(self.batch)
        .execute(&mut *tx)
        .await?;
        let change = Change {
            action: Action::AwardManyUndo,
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
            lines: batch.paid_lines,
            total: batch.paid,
        };
        audit::record(tx, &change, None::<&()>, Some(&recorded)).await?;
        Ok(Decision::done(UndoBatchOutcome::Begun, 0))
    }
}

/// Take the next awards of a batch back.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub(super) struct UndoChunk {
    key: RequestKey,
    batch: BatchId,
    chunk: i64,
    #[serde(skip)]
    now_ms: Millis,
}

impl Request for UndoChunk {
    type Outcome = ChunkOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> ChunkOutcome {
        ChunkOutcome::Nothing
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<ChunkOutcome>> {
        let (moderator, reason, with_debt): (UserId, String, bool) = sqlx::query_as(
            "SELECT undo_moderator_id, undo_reason, undo_with_debt FROM award_batch WHERE id = $1",
        )
        .bind(self.batch)
        .fetch_one(&mut *tx)
        .await?;
        let lines: Vec<(i64, TransferId)> = sqlx::query_as(
            "SELECT line, award_id FROM award_batch_line
             WHERE batch_id = $1 AND award_id IS NOT NULL AND undone IS NULL ORDER BY line LIMIT +$2",
        )
        .bind(self.batch)
        .bind(CHUNK_LINES)
        .fetch_all(&mut *tx)
        .await?;
        let is_last = i64::try_from(lines.len())? < CHUNK_LINES;
        let how = TakeBack {
            key: &self.key,
            moderator,
            reason: &reason,
            with_debt,
            now_ms: self.now_ms,
        };
        let mut transfers = 0;
        for (line, award) in lines {
            let (what, made) = take_back(tx, &how, award).await?;
            transfers += made;
            sqlx::query(
                "UPDATE award_batch_line SET undone = $1 WHERE batch_id = $2 AND line = $3",
            )
            .bind(what)
            .bind(self.batch)
            .bind(line)
            .execute(&mut *tx)
            .await?;
        }
        if !is_last {
            return Ok(Decision::done(ChunkOutcome::GoesOn, transfers));
        }
        sqlx::query("UPDATE award_batch SET state = 'undone', finished_at_ms = $1 WHERE id = $2")
            .bind(self.now_ms)
            .bind(self.batch)
            .execute(tx)
            .await?;
        Ok(Decision::done(ChunkOutcome::Rests, transfers))
    }
}

impl UndoChunk {
    /// The chunk of this number, counted on from those that paid.
    pub fn new(batch: BatchId, chunk: i64, now_ms: Millis) -> Self {
        Self {
            key: RequestKey::new("award-many-undo", format_args!("{batch}:{chunk}")),
            batch,
            chunk,
            now_ms,
        }
    }
}

/// What became of one award, and by how many transfers.
async fn take_back(
    tx: &mut Connection,
    how: &TakeBack<'_>,
    id: TransferId,
) -> anyhow::Result<(&'static str, i64)> {
    let Some(award) = find_undoable(tx, id).await? else {
        anyhow::bail!("award {id} of a batch does not exist");
    };
    if award.undone_at_ms.is_some() {
        return Ok(("before", 0));
    }
    if award.member.0 < 0 {
        return Ok(("erased", 0));
    }
    if award.member == how.moderator {
        return Ok(("own", 0));
    }
    if award.available == 0 && !how.with_debt {
        return Ok(("nothing", 0));
    }
    let taken = how.take_back(tx, id, &award).await?;
    Ok(("taken", taken.transfers))
}
