//! The lifetime board: pages by position in the index rather than by offset, ranks by counting buckets.

use crate::db::Connection;
use crate::ids::{AccountId, UserId};

/// Rows on a page.
pub const PAGE_LENGTH: usize = 10;

const LIFETIME: &str = "lifetime";

/// A member on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Their place: one more than the number of members with more Sparks, so equals share one.
    pub rank: i64,
    /// Who.
    pub member: UserId,
    /// Their account: what orders equals.
    pub account: AccountId,
    /// Sparks earned.
    pub score: i64,
}

/// Where a page starts or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// The first page.
    Top,
    /// The page that follows this row.
    After {
        /// The row's score.
        score: i64,
        /// The row's account.
        account: AccountId,
    },
    /// The page that ends before this row.
    Before {
        /// The row's score.
        score: i64,
        /// The row's account.
        account: AccountId,
    },
}

/// A page of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// At most [`PAGE_LENGTH`] rows, best first.
    pub entries: Vec<Entry>,
    /// Whether there are rows before.
    pub has_previous: bool,
    /// Whether there are rows after.
    pub has_next: bool,
    /// How many members are on the board.
    pub members: i64,
}

#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct Row {
    account: AccountId,
    member: UserId,
    score: i64,
}

/// A row's place in the order of the board.
type Position = (i64, AccountId);

/// Before every row.
const TOP: Position = (i64::MAX, AccountId(0));

/// One page. A page before or after a row that has moved since shows what stands there now; one that would be empty
/// shows the first page.
///
/// # Errors
/// When the database can't be read.
pub async fn page(connection: &mut Connection, cursor: Cursor) -> sqlx::Result<Page> {
    let mut rows = match cursor {
        Cursor::Top => rows_after(connection, TOP, PAGE_LENGTH).await?,
        Cursor::After { score, account } => {
            rows_after(connection, (score, account), PAGE_LENGTH).await?
        }
        Cursor::Before { score, account } => {
            rows_before(connection, (score, account), PAGE_LENGTH).await?
        }
    };
    if rows.is_empty() && cursor != Cursor::Top {
        rows = rows_after(connection, TOP, PAGE_LENGTH).await?;
    }
    let (Some(first), Some(last)) = (rows.first().copied(), rows.last().copied()) else {
        return Ok(Page {
            entries: Vec::new(),
            has_previous: false,
            has_next: false,
            members: 0,
        });
    };
    Ok(Page {
        has_previous: !rows_before(connection, (first.score, first.account), 1)
            .await?
            .is_empty(),
        has_next: !rows_after(connection, (last.score, last.account), 1)
            .await?
            .is_empty(),
        entries: ranked(connection, &rows).await?,
        members: members(connection).await?,
    })
}

/// Gives each row its rank with at most two look-ups: the first row's, and that of the first row with another score.
/// From there on a row's rank follows from its distance.
async fn ranked(connection: &mut Connection, rows: &[Row]) -> sqlx::Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::with_capacity(rows.len());
    let mut known: Option<(usize, i64)> = None;
    for (index, row) in rows.iter().enumerate() {
        let rank = match (entries.last(), known) {
            (Some(above), _) if above.score == row.score => above.rank,
            (_, Some((known_index, known_rank))) => {
                known_rank + i64::try_from(index - known_index).unwrap_or(i64::MAX)
            }
            (above, None) => {
                let rank = rank(connection, row.score).await?;
                // The first row may stand in the middle of its equals, so nothing follows from its distance.
                known = above.is_some().then_some((index, rank));
                rank
            }
        };
        entries.push(Entry {
            rank,
            member: row.member,
            account: row.account,
            score: row.score,
        });
    }
    Ok(entries)
}

/// A member's own row; none when they never earned Sparks.
///
/// # Errors
/// When the database can't be read.
pub async fn standing(
    connection: &mut Connection,
    account: AccountId,
) -> sqlx::Result<Option<Entry>> {
    let row: Option<(UserId, i64)> = sqlx::query_as(
        "SELECT account.owner_id, score FROM board_entry JOIN account ON account.id = account_id
         WHERE board = $1 AND account_id = $2 AND score > 0",
    )
    .bind(LIFETIME)
    .bind(account)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((member, score)) = row else {
        return Ok(None);
    };
    Ok(Some(Entry {
        rank: rank(connection, score).await?,
        member,
        account,
        score,
    }))
}

async fn rows_after(
    connection: &mut Connection,
    after: Position,
    limit: usize,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as(
        "SELECT account_id AS account, account.owner_id AS member, score
         FROM board_entry JOIN account ON account.id = account_id
         WHERE board = $1 AND score > 0 AND score <= $2 AND (score < $2 OR account_id > $3)
         ORDER BY score DESC, account_id LIMIT $4",
    )
    .bind(LIFETIME)
    .bind(after.0)
    .bind(after.1)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await
}

async fn rows_before(
    connection: &mut Connection,
    before: Position,
    limit: usize,
) -> sqlx::Result<Vec<Row>> {
    let mut rows: Vec<Row> = sqlx::query_as(
        "SELECT account_id AS account, account.owner_id AS member, score
         FROM board_entry JOIN account ON account.id = account_id
         WHERE board = $1 AND score > 0 AND score >= $2 AND (score > $2 OR account_id < $3)
         ORDER BY score, account_id DESC LIMIT $4",
    )
    .bind(LIFETIME)
    .bind(before.0)
    .bind(before.1)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.reverse();
    Ok(rows)
}

/// One more than the number of members with more: those in higher buckets, and those above in the score's own.
async fn rank(connection: &mut Connection, score: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "WITH next AS (SELECT low FROM score_bucket WHERE low > $2 ORDER BY low LIMIT 1)
         SELECT 1
            + CAST(COALESCE((SELECT SUM(members) FROM board_bucket
                WHERE board = $1 AND low >= (SELECT low FROM next)), 0) AS BIGINT)
            + (SELECT COUNT(*) FROM board_entry
                WHERE board = $1 AND score > $2 AND score < (SELECT low FROM next))",
    )
    .bind(LIFETIME)
    .bind(score)
    .fetch_one(connection)
    .await
}

/// How many members have a score. Those whose awards were all taken back are left out.
async fn members(connection: &mut Connection) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(members), 0) AS BIGINT) FROM board_bucket WHERE board = $1 AND low > 0",
    )
    .bind(LIFETIME)
    .fetch_one(connection)
    .await
}
