//! The queue of what moderators deliver, as they see it: oldest first, a page at a time, or one of it with what the member
//! answered. Read only.

use super::case::Stage;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{PerkId, RedemptionId, UserId};
use crate::name::PerkName;
use crate::perks::PerkKind;

/// How many a page shows.
pub const QUEUE_PAGE_SIZE: i64 = 10;

/// Something that a moderator delivers, or delivered.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Item {
    /// The receipt.
    pub id: RedemptionId,
    /// Who redeemed it.
    pub member: UserId,
    /// Which perk.
    pub perk_id: PerkId,
    /// What it is called.
    #[sqlx(flatten)]
    pub perk: PerkName,
    /// What it is.
    pub kind: PerkKind,
    /// What was charged or is reserved.
    pub price: i64,
    /// How far it has come.
    pub stage: Stage,
    /// When it was redeemed.
    pub created_at_ms: Millis,
    /// When it ended.
    pub finished_at_ms: Option<Millis>,
    /// What the member answered, if they were asked.
    pub answer: Option<String>,
    /// Who is or was at it; 0: somebody who was erased.
    pub claimed_by: Option<UserId>,
    /// Since when.
    pub claimed_at_ms: Option<Millis>,
    /// Who ended it; 0: somebody who was erased.
    pub ended_by: Option<UserId>,
    /// What shows that it was delivered.
    pub evidence: Option<String>,
    /// Why it was rejected.
    pub void_note: Option<String>,
}

/// A page of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePage {
    /// What is on it.
    pub items: Vec<Item>,
    /// Which page it is, from 0.
    pub number: i64,
    /// How many wait in all.
    pub all: i64,
}

impl QueuePage {
    /// Whether there is another after it.
    #[must_use]
    pub fn has_next(&self) -> bool {
        (self.number + 1) * QUEUE_PAGE_SIZE < self.all
    }
}

const ITEM_SQL: &str = "SELECT queued.id, queued.member, queued.perk_id, queued.perk, perk.name_en AS perk_en,
        perk.name_ru AS perk_ru, perk.name_ko AS perk_ko, queued.kind, queued.price, queued.stage, queued.created_at_ms,
        queued.finished_at_ms, answer, claimed_by, claimed_at_ms, ended_by, evidence, queued.void_note
     FROM redemption_case AS queued
     JOIN perk ON perk.id = queued.perk_id
     JOIN manual_delivery ON manual_delivery.redemption_id = queued.id
     LEFT JOIN redemption_answer ON redemption_answer.redemption_id = queued.id";

/// One of what moderators deliver, ended or not.
///
/// # Errors
/// When the database can't be read.
pub async fn item(connection: &mut Connection, id: RedemptionId) -> sqlx::Result<Option<Item>> {
    let sql = format!("{ITEM_SQL} WHERE queued.id = $1");
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// What waits for moderators, oldest first; of one perk where that is asked. A page beyond the last is the last one: what
/// was on it may have been delivered meanwhile.
///
/// # Errors
/// When the database can't be read.
pub async fn queue_page(
    connection: &mut Connection,
    perk: Option<PerkId>,
    number: i64,
) -> sqlx::Result<QueuePage> {
    let all: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM redemption JOIN manual_delivery ON redemption_id = redemption.id
         WHERE state = 'held' AND ($1 IS NULL OR perk_id = $1)",
    )
    .bind(perk)
    .fetch_one(&mut *connection)
    .await?;
    let last = (all - 1).max(0) / QUEUE_PAGE_SIZE;
    let number = number.clamp(0, last);
    let sql = format!(
        "{ITEM_SQL} WHERE queued.state = 'held' AND ($1 IS NULL OR queued.perk_id = $1)
         ORDER BY queued.id LIMIT +$2 OFFSET $3"
    );
    let items = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(perk)
        .bind(QUEUE_PAGE_SIZE)
        .bind(number * QUEUE_PAGE_SIZE)
        .fetch_all(connection)
        .await?;
    Ok(QueuePage { items, number, all })
}

/// Everything of one perk that moderators deliver or delivered, oldest first, after this one; at most so many.
///
/// # Errors
/// When the database can't be read.
pub async fn items_after(
    connection: &mut Connection,
    perk: PerkId,
    after: RedemptionId,
    limit: i64,
) -> sqlx::Result<Vec<Item>> {
    let sql = format!(
        "{ITEM_SQL} WHERE queued.perk_id = $1 AND queued.id > $2 ORDER BY queued.id LIMIT +$3"
    );
    sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(perk)
        .bind(after)
        .bind(limit)
        .fetch_all(connection)
        .await
}
