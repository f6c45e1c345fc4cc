//! How far batches have come: what moderators look at, what is to be worked on next, and the message that tells of it.

use sqlx::AssertSqlSafe;

use super::examine::Source;
use crate::campaigns::award::AwardRefusal;
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{BatchId, CampaignId, UserId};

/// Where a batch is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum BatchState {
    /// Nobody has confirmed it.
    Draft,
    /// Its lines are being paid.
    Paying,
    /// All lines are paid, but those that were passed over.
    Paid,
    /// Something is in the way of those that are left.
    Stopped,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

impl BatchState {
    /// Whether nothing happens to it by itself.
    #[must_use]
    pub fn is_at_rest(self) -> bool {
        !matches!(self, Self::Paying | Self::Undoing)
    }
}

/// A batch, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its number.
    pub id: BatchId,
    /// From which campaign.
    pub campaign_id: CampaignId,
    /// Its name.
    pub campaign: String,
    /// Where its lines come from.
    pub source: Source,
    /// Who confirms it; 0: somebody who was erased.
    pub moderator: UserId,
    /// How far it is.
    pub state: BatchState,
    /// Why it stands still.
    pub stopped_by: Option<AwardRefusal>,
    /// How many lines it has.
    pub lines: i64,
    /// What they add up to.
    pub total: i64,
    /// How many are paid.
    pub paid_lines: i64,
    /// What those add up to.
    pub paid: i64,
    /// How many were passed over.
    pub refused_lines: i64,
    /// How many awards the undoing has looked at.
    pub undone_lines: i64,
    /// What was taken back of those, now or before.
    pub taken: i64,
    /// What is owed for it.
    pub debt: i64,
    /// Who takes it back.
    pub undone_by: Option<UserId>,
    /// In their words.
    pub undo_reason: Option<String>,
    /// When it was confirmed, or drafted.
    pub at_ms: Millis,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: BatchId,
    campaign_id: CampaignId,
    campaign: String,
    source: Source,
    moderator_id: UserId,
    state: BatchState,
    stop_reason: Option<String>,
    lines: i64,
    total: i64,
    paid_lines: i64,
    paid: i64,
    refused_lines: i64,
    undone_lines: i64,
    taken: i64,
    debt: i64,
    undo_moderator_id: Option<UserId>,
    undo_reason: Option<String>,
    at_ms: Millis,
}

/// A batch by its number.
///
/// # Errors
/// When the database can't be read.
pub async fn load(connection: &mut Connection, batch: BatchId) -> anyhow::Result<Option<Batch>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT award_batch.id, campaign_id, campaign.name AS campaign, source, moderator_id, state, stop_reason, lines,
            total, counted.paid_lines, counted.paid, counted.refused_lines, counted.undone_lines, counted.taken,
            counted.debt, undo_moderator_id, undo_reason,
            COALESCE(confirmed_at_ms, award_batch.created_at_ms) AS at_ms
         FROM award_batch
         JOIN campaign ON campaign.id = campaign_id
         JOIN (
            SELECT COUNT(line.award_id) AS paid_lines,
                COALESCE(SUM(CASE WHEN line.award_id IS NOT NULL THEN line.amount END), 0) AS paid,
                COUNT(line.refused) AS refused_lines, COUNT(line.undone) AS undone_lines,
                COALESCE(SUM(CASE WHEN line.undone IS NOT NULL THEN award_undo.taken END), 0) AS taken,
                COALESCE(SUM(CASE WHEN line.undone IS NOT NULL THEN award_undo.debt END), 0) AS debt
            FROM award_batch_line AS line LEFT JOIN award_undo ON award_undo.award_id = line.award_id
            WHERE line.batch_id = $1
         ) AS counted
         WHERE award_batch.id = $1",
    )
    .bind(batch)
    .fetch_optional(connection)
    .await?;
    row.map(batch_of).transpose()
}

fn batch_of(row: Row) -> anyhow::Result<Batch> {
    let stopped_by = row.stop_reason.as_deref().map(serde_json::from_str);
    Ok(Batch {
        id: row.id,
        campaign_id: row.campaign_id,
        campaign: row.campaign,
        source: row.source,
        moderator: row.moderator_id,
        state: row.state,
        stopped_by: stopped_by.transpose()?,
        lines: row.lines,
        total: row.total,
        paid_lines: row.paid_lines,
        paid: row.paid,
        refused_lines: row.refused_lines,
        undone_lines: row.undone_lines,
        taken: row.taken,
        debt: row.debt,
        undone_by: row.undo_moderator_id,
        undo_reason: row.undo_reason,
        at_ms: row.at_ms,
    })
}

/// The batch that was confirmed last.
///
/// # Errors
/// When the database can't be read.
pub async fn latest(connection: &mut Connection) -> sqlx::Result<Option<BatchId>> {
    sqlx::query_scalar("SELECT id FROM award_batch WHERE state <> 'draft' ORDER BY id DESC LIMIT 1")
        .fetch_optional(connection)
        .await
}

/// Batches that were confirmed and whose number begins as was typed, the latest first: number, campaign, lines.
///
/// # Errors
/// When the database can't be read.
pub async fn matching(
    connection: &mut Connection,
    typed: &str,
    limit: i64,
) -> sqlx::Result<Vec<(BatchId, String, i64)>> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    sqlx::query_as(
        "SELECT award_batch.id, campaign.name, lines FROM award_batch JOIN campaign ON campaign.id = campaign_id
         WHERE state <> 'draft' AND CAST(award_batch.id AS TEXT) LIKE $1 || '%' ORDER BY award_batch.id DESC LIMIT +$2",
    )
    .bind(digits)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// On which batch.
    pub batch: BatchId,
    /// The number of the chunk.
    pub chunk: i64,
    /// Whether it is taken back, rather than paid.
    pub is_undo: bool,
}

/// The batch that has waited longest for its next chunk; batches take turns by what they have had.
///
/// # Errors
/// When the database can't be read.
pub async fn next_work(connection: &mut Connection) -> sqlx::Result<Option<Work>> {
    let row: Option<(BatchId, i64, bool)> = sqlx::query_as(
        "SELECT id, chunks + 1, state = 'undoing' FROM award_batch
         WHERE state IN ('paying', 'undoing') ORDER BY chunks, id LIMIT 1",
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|(batch, chunk, is_undo)| Work {
        batch,
        chunk,
        is_undo,
    }))
}

/// A line that is not paid, to be looked at or sent again.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct UnpaidLine {
    /// Which.
    pub line: i64,
    /// For whom; none: they were erased.
    pub member_id: Option<UserId>,
    /// How many.
    pub amount: i64,
    /// What for.
    pub reason: Option<String>,
}

/// The lines that are not paid, in order.
///
/// # Errors
/// When the database can't be read.
pub async fn unpaid(connection: &mut Connection, batch: BatchId) -> sqlx::Result<Vec<UnpaidLine>> {
    sqlx::query_as(
        "SELECT line, member_id, amount, reason FROM award_batch_line
         WHERE batch_id = $1 AND award_id IS NULL ORDER BY line",
    )
    .bind(batch)
    .fetch_all(connection)
    .await
}

/// The message on which a batch is shown.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reply {
    /// What is shown.
    pub batch_id: BatchId,
    /// Allows to edit it; never logged.
    pub interaction_token: String,
    /// The language of who reads it.
    pub locale: String,
    /// When the token dies.
    pub expires_at_ms: Millis,
}

const REPLY: &str =
    "SELECT batch_id, interaction_token, locale, expires_at_ms FROM award_batch_reply";

/// The message of a batch.
///
/// # Errors
/// When the database can't be read.
pub async fn reply_to(connection: &mut Connection, batch: BatchId) -> sqlx::Result<Option<Reply>> {
    sqlx::query_as(AssertSqlSafe(format!("{REPLY} WHERE batch_id = $1")))
        .bind(batch)
        .fetch_optional(connection)
        .await
}

/// The messages of batches that are at rest: they are shown once more, and then forgotten.
///
/// # Errors
/// When the database can't be read.
pub async fn rested_replies(connection: &mut Connection) -> sqlx::Result<Vec<Reply>> {
    let sql = format!(
        "{REPLY} WHERE batch_id IN (SELECT id FROM award_batch WHERE state NOT IN ('paying', 'undoing'))"
    );
    sqlx::query_as(AssertSqlSafe(sql))
        .fetch_all(connection)
        .await
}

/// Shows a batch on this message from now on.
#[derive(Debug, Clone)]
pub struct ReplyTo(pub Reply);

impl Write for ReplyTo {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query(
            "INSERT INTO award_batch_reply (batch_id, interaction_token, locale, expires_at_ms)
             SELECT id, $2, $3, $4 FROM award_batch WHERE id = $1
             ON CONFLICT (batch_id) DO UPDATE SET interaction_token = excluded.interaction_token,
                locale = excluded.locale, expires_at_ms = excluded.expires_at_ms",
        )
        .bind(self.0.batch_id)
        .bind(&self.0.interaction_token)
        .bind(&self.0.locale)
        .bind(self.0.expires_at_ms)
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// Nothing more is to be shown on this message. Another that took its place meanwhile stays.
#[derive(Debug, Clone)]
pub struct ForgetReply(pub Reply);

impl Write for ForgetReply {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query("DELETE FROM award_batch_reply WHERE batch_id = $1 AND interaction_token = $2")
            .bind(self.0.batch_id)
            .bind(&self.0.interaction_token)
            .execute(tx)
            .await?;
        Ok(())
    }
}
