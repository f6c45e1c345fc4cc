//! Reading the record: pages by position in an index, newest first.

use sqlx::AssertSqlSafe;

use super::change::{Action, Area};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{RedemptionId, TransferId, UserId};
use crate::name::PerkName;

/// Rows on a page.
pub const PAGE_LENGTH: usize = 10;

/// What the record is narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// By this moderator.
    pub moderator: Option<UserId>,
    /// About this.
    pub area: Option<Area>,
    /// From then on.
    pub since_ms: Option<Millis>,
}

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The first.
    Newest,
    /// What came before this row.
    Older(i64),
    /// What came after it.
    Newer(i64),
}

/// A row, with what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the record.
    pub id: i64,
    /// What was done; none: by another version, which knows more.
    pub action: Option<Action>,
    /// Who did it.
    pub moderator: UserId,
    /// On whom.
    pub member: Option<UserId>,
    /// The campaign's name, as it is now.
    pub campaign: Option<String>,
    /// The perk's name.
    pub perk: Option<PerkName>,
    /// The redemption.
    pub redemption: Option<RedemptionId>,
    /// The award.
    pub transfer: Option<TransferId>,
    /// How many Sparks the award was.
    pub amount: Option<i64>,
    /// What was taken back of it, and what is owed.
    pub taken: Option<(i64, i64)>,
    /// In the moderator's words.
    pub reason: Option<String>,
    /// What was changed, before it.
    pub before: Option<serde_json::Value>,
    /// And after it.
    pub after: Option<serde_json::Value>,
    /// When.
    pub at_ms: Millis,
}

/// A page of the record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// At most [`PAGE_LENGTH`] rows, newest first.
    pub entries: Vec<Entry>,
    /// Whether there are newer ones.
    pub has_newer: bool,
    /// Whether there are older ones.
    pub has_older: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    action: String,
    moderator_id: UserId,
    member_id: Option<UserId>,
    campaign: Option<String>,
    perk: Option<String>,
    perk_en: Option<String>,
    perk_ru: Option<String>,
    perk_ko: Option<String>,
    redemption_id: Option<RedemptionId>,
    transfer_id: Option<TransferId>,
    amount: Option<i64>,
    taken: Option<i64>,
    debt: Option<i64>,
    reason: Option<String>,
    before: Option<String>,
    after: Option<String>,
    at_ms: Millis,
}

/// One page. One that would be empty shows the first.
///
/// # Errors
/// When the database can't be read.
pub async fn page(connection: &mut Connection, filter: Filter, turn: Turn) -> anyhow::Result<Page> {
    let mut entries = match turn {
        Turn::Newest => Vec::new(),
        Turn::Older(id) => rows(connection, filter, ("<", "DESC"), id, PAGE_LENGTH).await?,
        Turn::Newer(id) => {
            let mut newer = rows(connection, filter, (">", "ASC"), id, PAGE_LENGTH).await?;
            newer.reverse();
            newer
        }
    };
    if entries.is_empty() || (matches!(turn, Turn::Newer(_)) && entries.len() < PAGE_LENGTH) {
        entries = rows(connection, filter, ("<", "DESC"), i64::MAX, PAGE_LENGTH).await?;
    }
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
        return Ok(Page::default());
    };
    let (first, last) = (first.id, last.id);
    let newer = rows(connection, filter, (">", "ASC"), first, 1).await?;
    let older = rows(connection, filter, ("<", "DESC"), last, 1).await?;
    Ok(Page {
        has_newer: !newer.is_empty(),
        has_older: !older.is_empty(),
        entries,
    })
}

/// One row; none: there is no such row.
///
/// # Errors
/// When the database can't be read.
pub async fn find(connection: &mut Connection, id: i64) -> anyhow::Result<Option<Entry>> {
    let found = rows(connection, Filter::default(), ("=", "ASC"), id, 1).await?;
    Ok(found.into_iter().next())
}

/// Rows on one side of a row, nearest first. A condition that is not asked for is left out, so that each combination is
/// planned for its own index.
async fn rows(
    connection: &mut Connection,
    filter: Filter,
    (side, order): (&'static str, &'static str),
    at: i64,
    limit: usize,
) -> anyhow::Result<Vec<Entry>> {
    let moderator = filter
        .moderator
        .map_or("", |_| "AND audit.moderator_id = $3");
    let area = filter.area.map_or("", |_| "AND audit.area = $4");
    let since = filter.since_ms.map_or("", |_| "AND audit.at_ms >= $5");
    let sql = format!(
        "SELECT audit.id, audit.action, audit.moderator_id, audit.member_id, campaign.name AS campaign,
            perk.name AS perk, perk.name_en AS perk_en, perk.name_ru AS perk_ru, perk.name_ko AS perk_ko,
            audit.redemption_id, audit.transfer_id, transfer.amount, award_undo.taken, award_undo.debt, COALESCE(award_undo.reason, decision.reason, transfer.reason) AS reason,
            audit.before, audit.after, audit.at_ms
         FROM audit
         LEFT JOIN campaign ON campaign.id = audit.campaign_id
         LEFT JOIN perk ON perk.id = audit.perk_id
         LEFT JOIN transfer ON transfer.id = audit.transfer_id
         LEFT JOIN award_undo ON award_undo.award_id = audit.transfer_id AND audit.area = 'undo'
         LEFT JOIN redemption_decision AS decision ON decision.request_key = audit.request_key
         WHERE audit.id {side} $1 {moderator} {area} {since} ORDER BY audit.id {order} LIMIT +$2"
    );
    // Made of the constants above only.
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(at)
        .bind(i64::try_from(limit)?)
        .bind(filter.moderator)
        .bind(filter.area.map(Area::code))
        .bind(filter.since_ms)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(entry).collect()
}

fn entry(row: Row) -> anyhow::Result<Entry> {
    let json = |text: Option<String>| text.as_deref().map(serde_json::from_str).transpose();
    Ok(Entry {
        id: row.id,
        action: Action::of_code(&row.action),
        moderator: row.moderator_id,
        member: row.member_id,
        campaign: row.campaign,
        perk: row.perk.map(|own| PerkName {
            own,
            en: row.perk_en,
            ru: row.perk_ru,
            ko: row.perk_ko,
        }),
        redemption: row.redemption_id,
        transfer: row.transfer_id,
        amount: row.amount,
        taken: row.taken.zip(row.debt),
        reason: row.reason,
        before: json(row.before)?,
        after: json(row.after)?,
        at_ms: row.at_ms,
    })
}
