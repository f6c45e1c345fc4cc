//! Looking campaigns up: by name, in pages, and while somebody types.

use sqlx::AssertSqlSafe;

use super::campaign::Campaign;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::CampaignId;
use crate::name::slug;

/// How many campaigns stand on a page of the list.
pub const LIST_PAGE_LENGTH: i64 = 10;

const SELECT: &str = "SELECT id, account_id, name, description_en, description_ru, description_ko, budget, spent,
    starts_at_ms, ends_at_ms, award_cap, member_cap, moderator_day_cap, closed_at_ms FROM campaign_standing";

/// The open campaign of this slug.
///
/// # Errors
/// When the database can't be read.
pub async fn find_open(connection: &mut Connection, slug: &str) -> sqlx::Result<Option<Campaign>> {
    let sql = format!("{SELECT} WHERE slug = $1 AND closed_at_ms IS NULL");
    sqlx::query_as(AssertSqlSafe(sql))
        .bind(slug)
        .fetch_optional(connection)
        .await
}

/// The campaign of this slug that was created last and is closed: to tell "closed" from "unknown".
///
/// # Errors
/// When the database can't be read.
pub(super) async fn find_closed(
    connection: &mut Connection,
    slug: &str,
) -> sqlx::Result<Option<Campaign>> {
    let sql =
        format!("{SELECT} WHERE slug = $1 AND closed_at_ms IS NOT NULL ORDER BY id DESC LIMIT 1");
    sqlx::query_as(AssertSqlSafe(sql))
        .bind(slug)
        .fetch_optional(connection)
        .await
}

/// The campaign that somebody means by a name: the open one, else the closed one that was created last.
///
/// # Errors
/// When the database can't be read.
pub async fn find_any(connection: &mut Connection, typed: &str) -> sqlx::Result<Option<Campaign>> {
    let slug = slug(typed);
    match find_open(connection, &slug).await? {
        Some(open) => Ok(Some(open)),
        None => find_closed(connection, &slug).await,
    }
}

/// The latest `limit` campaigns, those that are open first.
///
/// # Errors
/// When the database can't be read.
pub async fn list(connection: &mut Connection, limit: i64) -> sqlx::Result<Vec<Campaign>> {
    let sql = format!("{SELECT} ORDER BY closed_at_ms IS NOT NULL, id DESC LIMIT +$1");
    sqlx::query_as(AssertSqlSafe(sql))
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// A campaign by its number, whatever its state.
///
/// # Errors
/// When the database can't be read.
pub async fn find(connection: &mut Connection, id: CampaignId) -> sqlx::Result<Option<Campaign>> {
    let sql = format!("{SELECT} WHERE id = $1");
    sqlx::query_as(AssertSqlSafe(sql))
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// The latest `limit` campaigns that run: those from which can be awarded now.
///
/// # Errors
/// When the database can't be read.
pub async fn running(
    connection: &mut Connection,
    now_ms: Millis,
    limit: usize,
) -> sqlx::Result<Vec<Campaign>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    suggestions(connection, "", Wanted::Running, now_ms, limit).await
}

/// A page of the list of all campaigns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignPage {
    /// At most [`LIST_PAGE_LENGTH`]: running, planned, ended, closed; the latest first in each.
    pub campaigns: Vec<Campaign>,
    /// Its number, from 0.
    pub number: i64,
    /// Whether there is one after it.
    pub has_next: bool,
}

/// One page. One past the last shows the last. Campaigns change places while time passes and are few, so pages go by
/// number.
///
/// # Errors
/// When the database can't be read.
pub async fn page(
    connection: &mut Connection,
    number: i64,
    now_ms: Millis,
) -> sqlx::Result<CampaignPage> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM campaign")
        .fetch_one(&mut *connection)
        .await?;
    let last = (count - 1).max(0) / LIST_PAGE_LENGTH;
    let number = number.clamp(0, last);
    let sql = format!(
        "{SELECT} ORDER BY CASE WHEN closed_at_ms IS NOT NULL THEN 3 WHEN ends_at_ms <= $1 THEN 2
            WHEN starts_at_ms > $1 THEN 1 ELSE 0 END, id DESC LIMIT +$2 OFFSET $3"
    );
    let campaigns = sqlx::query_as(AssertSqlSafe(sql))
        .bind(now_ms)
        .bind(LIST_PAGE_LENGTH)
        .bind(number * LIST_PAGE_LENGTH)
        .fetch_all(connection)
        .await?;
    Ok(CampaignPage {
        campaigns,
        number,
        has_next: number < last,
    })
}

/// What a suggestion is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// An award: those that run.
    Running,
    /// A change: those that are open.
    Open,
    /// Taking up again: those that are closed, and whose name is free.
    Closed,
    /// A look: all of them.
    Any,
}

/// Campaigns that fit and whose name contains what was typed so far, for autocomplete; of one name the latest.
///
/// # Errors
/// When the database can't be read.
pub async fn suggestions(
    connection: &mut Connection,
    typed: &str,
    wanted: Wanted,
    now_ms: Millis,
    limit: i64,
) -> sqlx::Result<Vec<Campaign>> {
    let fits = match wanted {
        Wanted::Running => {
            "closed_at_ms IS NULL AND starts_at_ms <= $3 AND (ends_at_ms IS NULL OR ends_at_ms > $3)"
        }
        Wanted::Open => "closed_at_ms IS NULL AND $3 = $3",
        Wanted::Closed => {
            "closed_at_ms IS NOT NULL AND $3 = $3 AND NOT EXISTS (SELECT 1 FROM campaign AS later
                WHERE later.slug = campaign_standing.slug
                    AND (later.closed_at_ms IS NULL OR later.id > campaign_standing.id))"
        }
        Wanted::Any => {
            "$3 = $3 AND NOT EXISTS (SELECT 1 FROM campaign AS better
                WHERE better.slug = campaign_standing.slug AND campaign_standing.closed_at_ms IS NOT NULL
                    AND (better.closed_at_ms IS NULL OR better.id > campaign_standing.id))"
        }
    };
    let sql = format!(
        "{SELECT} WHERE slug LIKE '%' || $1 || '%' AND {fits} ORDER BY closed_at_ms IS NOT NULL, id DESC LIMIT +$2"
    );
    sqlx::query_as(AssertSqlSafe(sql))
        .bind(slug(typed))
        .bind(limit)
        .bind(now_ms)
        .fetch_all(connection)
        .await
}

/// Campaigns that run or will, for members: what runs first, then what starts soonest.
///
/// # Errors
/// When the database can't be read.
pub async fn current(
    connection: &mut Connection,
    now_ms: Millis,
    limit: i64,
) -> sqlx::Result<Vec<Campaign>> {
    let sql = format!(
        "{SELECT} WHERE closed_at_ms IS NULL AND (ends_at_ms IS NULL OR ends_at_ms > $1)
         ORDER BY starts_at_ms > $1, CASE WHEN starts_at_ms > $1 THEN starts_at_ms ELSE -id END LIMIT +$2"
    );
    sqlx::query_as(AssertSqlSafe(sql))
        .bind(now_ms)
        .bind(limit)
        .fetch_all(connection)
        .await
}
