//! Paying a batch, some lines in each transaction. A line and its award are written together with the number of the chunk,
//! so one that comes again after an unknown commit finds that it is not its turn.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::progress::Work;
use super::undo::UndoChunk;
use crate::campaigns::award::AwardRefusal;
use crate::campaigns::campaign::Campaign;
use crate::campaigns::find::find;
use crate::campaigns::gift::Gift;
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{AccountId, BatchId, CampaignId, TransferId, UserId};
use crate::ledger::{Account, Decision, Request, RequestKey};

/// How many lines a transaction takes: enough that its commit costs little, few enough that whoever waits behind it does
/// not notice.
pub const CHUNK_LINES: i64 = 100;

/// Do the next chunk of a batch, if it still is the next.
#[derive(Debug, Clone, Copy)]
pub struct DoChunk {
    /// Which.
    pub work: Work,
    /// When.
    pub now_ms: Millis,
}

impl Write for DoChunk {
    type Outcome = ChunkOutcome;

    /// Whose turn it is not is not remembered as a request: its number may come to be the next.
    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<ChunkOutcome> {
        let Work {
            batch,
            chunk,
            is_undo,
        } = self.work;
        let state = if is_undo { "undoing" } else { "paying" };
        let turn = sqlx::query(
            "UPDATE award_batch SET chunks = $1 WHERE id = $2 AND state = $3 AND chunks = $1 - 1",
        )
        .bind(chunk)
        .bind(batch)
        .bind(state)
        .execute(&mut *tx)
        .await?;
        if turn.rows_affected() == 0 {
            return Ok(ChunkOutcome::Nothing);
        }
        if is_undo {
            let chunk = UndoChunk::new(batch, chunk, self.now_ms);
            return chunk.apply(tx).await;
        }
        PayChunk::new(batch, chunk, self.now_ms).apply(tx).await
    }
}

/// Pay the next lines of a batch.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub(super) struct PayChunk {
    key: RequestKey,
    batch: BatchId,
    chunk: i64,
    #[serde(skip)]
    now_ms: Millis,
}

/// What became of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChunkOutcome {
    /// There is more to do.
    GoesOn,
    /// That was the last.
    Rests,
    /// It was not this chunk's turn, or there was nothing to do.
    Nothing,
}

#[derive(sqlx::FromRow)]
struct Line {
    #[sqlx(rename = "line")]
    number: i64,
    member_id: Option<UserId>,
    amount: i64,
    reason: Option<String>,
    /// The member's account. A member is in a batch once, so no line before this one changes it.
    #[sqlx(flatten)]
    account: MaybeAccount,
}

/// Not there before somebody's first Sparks.
#[derive(sqlx::FromRow)]
struct MaybeAccount {
    account_id: Option<AccountId>,
    available: Option<i64>,
    held: Option<i64>,
    owed: i64,
}

impl MaybeAccount {
    fn account(&self) -> Option<Account> {
        Some(Account {
            id: self.account_id?,
            available: self.available?,
            held: self.held?,
            owed: self.owed,
        })
    }
}

/// What became of a line, for all of a chunk to be written at once.
#[derive(Serialize)]
struct Mark {
    award: Option<TransferId>,
    refused: Option<&'static str>,
}

impl Mark {
    fn paid(award: TransferId) -> Self {
        Self {
            award: Some(award),
            refused: None,
        }
    }

    fn refused(why: &'static str) -> Self {
        Self {
            award: None,
            refused: Some(why),
        }
    }
}

/// By the line's number.
type Marks = BTreeMap<i64, Mark>;

/// What became of a line.
enum Paid {
    Award {
        award: TransferId,
        transfers: i64,
        /// A debt was paid with it, perhaps to this very campaign.
        is_indebted: bool,
    },
    /// It alone is passed over.
    Refused(&'static str),
    /// Neither it nor any after it can be paid.
    Stopped(AwardRefusal),
}

impl Request for PayChunk {
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
        let (campaign, moderator): (CampaignId, UserId) =
            sqlx::query_as("SELECT campaign_id, moderator_id FROM award_batch WHERE id = $1")
                .bind(self.batch)
                .fetch_one(&mut *tx)
                .await?;
        let lines: Vec<Line> = sqlx::query_as(
            "SELECT line, member_id, amount, reason, account.id AS account_id, available, held, COALESCE(
                (SELECT SUM(incurred - paid) FROM debt WHERE debt.account_id = account.id), 0) AS owed
             FROM award_batch_line
             LEFT JOIN account ON account.kind = 'member' AND account.owner_id = member_id
             WHERE batch_id = $1 AND award_id IS NULL AND refused IS NULL ORDER BY line LIMIT +$2",
        )
        .bind(self.batch)
        .bind(CHUNK_LINES)
        .fetch_all(&mut *tx)
        .await?;
        let is_last = i64::try_from(lines.len())? < CHUNK_LINES;
        let mut transfers = 0;
        let mut marks = Marks::new();
        let mut standing = find(tx, campaign).await?;
        for line in lines {
            let Some(campaign) = &mut standing else {
                anyhow::bail!("the campaign of batch {} is gone", self.batch);
            };
            match self.pay(tx, campaign, moderator, &line).await? {
                Paid::Award {
                    award,
                    transfers: made,
                    is_indebted,
                } => {
                    transfers += made;
                    marks.insert(line.number, Mark::paid(award));
                    campaign.spent += line.amount;
                    if is_indebted {
                        standing = find(tx, campaign.id).await?;
                    }
                }
                Paid::Refused(why) => {
                    marks.insert(line.number, Mark::refused(why));
                }
                Paid::Stopped(refusal) => {
                    self.mark(tx, &marks).await?;
                    self.rest(tx, "stopped", Some(&refusal)).await?;
                    return Ok(Decision::done(ChunkOutcome::Rests, transfers));
                }
            }
        }
        self.mark(tx, &marks).await?;
        if is_last {
            self.rest(tx, "paid", None).await?;
            return Ok(Decision::done(ChunkOutcome::Rests, transfers));
        }
        Ok(Decision::done(ChunkOutcome::GoesOn, transfers))
    }
}

impl PayChunk {
    /// The chunk of this number, from 1.
    fn new(batch: BatchId, chunk: i64, now_ms: Millis) -> Self {
        Self {
            key: RequestKey::new("award-many-pay", format_args!("{batch}:{chunk}")),
            batch,
            chunk,
            now_ms,
        }
    }

    async fn pay(
        &self,
        tx: &mut Connection,
        campaign: &Campaign,
        moderator: UserId,
        line: &Line,
    ) -> anyhow::Result<Paid> {
        let Some(member) = line.member_id else {
            return Ok(Paid::Refused("erased"));
        };
        let gift = Gift {
            key: &self.key,
            moderator,
            member,
            amount: line.amount,
            reason: line.reason.as_deref(),
            now_ms: self.now_ms,
        };
        let room = gift.room(tx, campaign).await?;
        let given = match gift.fit(campaign, &room) {
            Ok(()) => match line.account.account() {
                Some(account) => gift.give_to(tx, campaign, account).await?,
                None => gift.give(tx, campaign).await?,
            },
            Err(refusal) => Err(refusal),
        };
        Ok(match given {
            Ok(given) => Paid::Award {
                award: given.earned.transfer,
                transfers: given.earned.transfers(),
                is_indebted: given.earned.paid.amount > 0,
            },
            Err(AwardRefusal::OverMemberCap { .. }) => Paid::Refused("member_cap"),
            Err(refusal) => Paid::Stopped(refusal),
        })
    }

    /// As one statement: each is a way to the database's thread and back.
    async fn mark(&self, tx: &mut Connection, marks: &Marks) -> anyhow::Result<()> {
        sqlx::query(
            // Not UPDATE FROM: SQLite would then go through all lines of the batch, and through the marks for each.
            "UPDATE award_batch_line
             SET award_id = $1 ->> ('$.\"' || line || '\".award'), refused = $1 ->> ('$.\"' || line || '\".refused')
             WHERE batch_id = $2 AND line IN (SELECT CAST(key AS INTEGER) FROM json_each($1))",
        )
        .bind(serde_json::to_string(marks)?)
        .bind(self.batch)
        .execute(tx)
        .await?;
        Ok(())
    }

    async fn rest(
        &self,
        tx: &mut Connection,
        state: &str,
        why: Option<&AwardRefusal>,
    ) -> anyhow::Result<()> {
        sqlx::query(
            "UPDATE award_batch SET state = $1, stop_reason = $2, finished_at_ms = $3 WHERE id = $4",
        )
        .bind(state)
        .bind(why.map(serde_json::to_string).transpose()?)
        .bind(self.now_ms)
        .bind(self.batch)
        .execute(tx)
        .await?;
        Ok(())
    }
}
