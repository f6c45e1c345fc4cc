//! Pages and ranks: a page by its place in the index rather than by offset, a place by the blocks before it
//! (`migrations/0012_boards.sql`).

use super::board::{self, Board, BoardKey};
use crate::db::Connection;
use crate::ids::{AccountId, UserId};
use crate::ledger;

/// Rows on a page.
pub const PAGE_LENGTH: usize = 10;
/// The same, to count with.
const PAGE_ROWS: i64 = 10;

/// A member on a board.
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

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// One more than the number of listed members with more Sparks.
    pub rank: i64,
    /// Sparks earned.
    pub score: i64,
    /// Whether others see them on the board. If not, the rank is where they would stand, and nobody else's business.
    pub is_listed: bool,
}

/// Where a page starts or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// The first page.
    Top,
    /// The page of this number, from 1; the last one where there are not so many.
    Number(i64),
    /// The page on which the reader stands; the first one where they stand on none.
    Own,
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

/// A page of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// At most [`PAGE_LENGTH`] rows, best first.
    pub entries: Vec<Entry>,
    /// How many rows stand before them.
    pub rows_before: i64,
    /// How many members are listed on the board.
    pub members: i64,
}

impl Page {
    const EMPTY: Self = Self {
        entries: Vec::new(),
        rows_before: 0,
        members: 0,
    };

    /// Whether there are rows before.
    #[must_use]
    pub fn has_previous(&self) -> bool {
        self.rows_before > 0
    }

    /// Whether there are rows after.
    #[must_use]
    pub fn has_next(&self) -> bool {
        let shown = i64::try_from(self.entries.len()).unwrap_or(i64::MAX);
        self.rows_before.saturating_add(shown) < self.members
    }

    /// Which page it is, from 1, and of how many.
    #[must_use]
    pub fn number(&self) -> (i64, i64) {
        let pages = (self.members + PAGE_ROWS - 1) / PAGE_ROWS;
        // A page that starts between two (rows have moved since) is the one that its end is on.
        let number = (self.rows_before + PAGE_ROWS - 1) / PAGE_ROWS + 1;
        (number.min(pages), pages)
    }
}

/// All that a reader is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Which board.
    pub board: Board,
    /// What stands there.
    pub page: Page,
    /// Where the reader stands; none when they earned nothing that counts here.
    pub own: Option<Standing>,
}

/// A page of a board for a reader; none where there is no such board.
///
/// # Errors
/// When the database can't be read.
pub async fn show(
    connection: &mut Connection,
    key: BoardKey,
    cursor: Cursor,
    reader: UserId,
) -> sqlx::Result<Option<Shown>> {
    let Some(board) = board::find(connection, key).await? else {
        return Ok(None);
    };
    let account = ledger::member_account(connection, reader).await?;
    let account = account.map(|account| account.id);
    let own = match account {
        Some(account) => standing(connection, key, account).await?,
        None => None,
    };
    let page = page(connection, key, cursor, account).await?;
    Ok(Some(Shown { board, page, own }))
}

/// One page; `reader` is for [`Cursor::Own`]. A page before or after a row that has moved since shows what stands there
/// now; one that would be empty shows the first page.
///
/// # Errors
/// When the database can't be read.
pub async fn page(
    connection: &mut Connection,
    key: BoardKey,
    cursor: Cursor,
    reader: Option<AccountId>,
) -> sqlx::Result<Page> {
    let Some(Listing { board, members }) = listing(connection, key).await? else {
        return Ok(Page::EMPTY);
    };
    let mut found = match cursor {
        Cursor::Top => rows_at(connection, board, 0).await?,
        Cursor::Number(number) => {
            let last = (members - 1).max(0) / PAGE_ROWS;
            let wanted = number.saturating_sub(1).clamp(0, last);
            rows_at(connection, board, wanted * PAGE_ROWS).await?
        }
        Cursor::Own => match own_place(connection, board, reader).await? {
            Some(place) => page_of(connection, board, place).await?,
            None => Found::default(),
        },
        Cursor::After { score, account } => {
            let after = Place::of(score, account);
            let rows = rows_after(connection, board, after, 0).await?;
            counted(connection, board, rows).await?
        }
        Cursor::Before { score, account } => {
            let before = Place::of(score, account);
            let rows = rows_ending(connection, board, before).await?;
            counted(connection, board, rows).await?
        }
    };
    if found.rows.is_empty() && cursor != Cursor::Top {
        found = rows_at(connection, board, 0).await?;
    }
    if found.rows.is_empty() {
        return Ok(Page::EMPTY);
    }
    let Found { rows, before } = found;
    Ok(Page {
        entries: ranked(connection, board, before, &rows).await?,
        rows_before: before,
        members,
    })
}

/// Rows, and how many stand before them.
#[derive(Debug, Default)]
struct Found {
    rows: Vec<Row>,
    before: i64,
}

async fn counted(connection: &mut Connection, board: i64, rows: Vec<Row>) -> sqlx::Result<Found> {
    let before = match rows.first() {
        Some(first) => rows_before(connection, board, first.place()).await?,
        None => 0,
    };
    Ok(Found { rows, before })
}

/// Where a member stands; none when they earned nothing that counts here.
///
/// # Errors
/// When the database can't be read.
pub async fn standing(
    connection: &mut Connection,
    key: BoardKey,
    account: AccountId,
) -> sqlx::Result<Option<Standing>> {
    let (kind, of) = key.columns();
    let row: Option<(i64, i64, bool)> = sqlx::query_as(
        "SELECT board_id, score, shown FROM board_entry JOIN board ON board.id = board_id
         WHERE account_id = $1 AND kind = $2 AND key = $3 AND score > 0",
    )
    .bind(account)
    .bind(kind)
    .bind(of)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((board, score, is_listed)) = row else {
        return Ok(None);
    };
    Ok(Some(Standing {
        rank: rank(connection, board, score).await?,
        score,
        is_listed,
    }))
}

#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct Row {
    account: AccountId,
    member: UserId,
    score: i64,
}

impl Row {
    fn place(self) -> Place {
        Place::of(self.score, self.account)
    }
}

/// A place in the order of a board, as the index has it.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct Place {
    descending: i64,
    account_id: AccountId,
}

/// Before every row.
const TOP: Place = Place {
    descending: -i64::MAX,
    account_id: AccountId(0),
};

impl Place {
    fn of(score: i64, account_id: AccountId) -> Self {
        Self {
            descending: score.saturating_neg(),
            account_id,
        }
    }

    /// The place right before it, so that what comes after starts with it.
    fn itself(self) -> Self {
        let AccountId(account) = self.account_id;
        Self {
            account_id: AccountId(account - 1),
            ..self
        }
    }
}

/// A board's row, and how many it lists.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct Listing {
    board: i64,
    members: i64,
}

/// None where nobody has earned anything that counts yet.
async fn listing(connection: &mut Connection, key: BoardKey) -> sqlx::Result<Option<Listing>> {
    let (kind, of) = key.columns();
    sqlx::query_as("SELECT id AS board, members FROM board WHERE kind = $1 AND key = $2")
        .bind(kind)
        .bind(of)
        .fetch_optional(connection)
        .await
}

/// The reader's own place among those who are listed.
async fn own_place(
    connection: &mut Connection,
    board: i64,
    reader: Option<AccountId>,
) -> sqlx::Result<Option<Place>> {
    let Some(reader) = reader else {
        return Ok(None);
    };
    sqlx::query_as(
        "SELECT descending, account_id FROM board_entry
         WHERE account_id = $1 AND board_id = $2 AND descending IS NOT NULL",
    )
    .bind(reader)
    .bind(board)
    .fetch_optional(connection)
    .await
}

/// The page that starts so many rows after a place. The rows that are skipped are read from the index alone.
async fn rows_after(
    connection: &mut Connection,
    board: i64,
    after: Place,
    skipped: i64,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as(
        "SELECT account_id AS account, account.owner_id AS member, -descending AS score
         FROM (
            SELECT descending, account_id FROM board_entry
            WHERE board_id = $1 AND (descending, account_id) > ($2, $3)
            ORDER BY descending, account_id LIMIT $4 OFFSET $5
         ) AS listed JOIN account ON account.id = account_id
         ORDER BY descending, account_id",
    )
    .bind(board)
    .bind(after.descending)
    .bind(after.account_id)
    .bind(PAGE_ROWS)
    .bind(skipped)
    .fetch_all(connection)
    .await
}

/// The page that ends right before a place.
async fn rows_ending(
    connection: &mut Connection,
    board: i64,
    before: Place,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as(
        "SELECT account_id AS account, account.owner_id AS member, -descending AS score
         FROM (
            SELECT descending, account_id FROM board_entry
            WHERE board_id = $1 AND (descending, account_id) < ($2, $3)
            ORDER BY descending DESC, account_id DESC LIMIT $4
         ) AS listed JOIN account ON account.id = account_id
         ORDER BY descending, account_id",
    )
    .bind(board)
    .bind(before.descending)
    .bind(before.account_id)
    .bind(PAGE_ROWS)
    .fetch_all(connection)
    .await
}

/// The page on which a row stands: a few steps back from it, to where a page of ten starts.
async fn page_of(connection: &mut Connection, board: i64, place: Place) -> sqlx::Result<Found> {
    let before = rows_before(connection, board, place).await?;
    let steps = before % PAGE_ROWS;
    let first: Option<Place> = sqlx::query_as(
        "SELECT descending, account_id FROM board_entry
         WHERE board_id = $1 AND (descending, account_id) <= ($2, $3)
         ORDER BY descending DESC, account_id DESC LIMIT 1 OFFSET $4",
    )
    .bind(board)
    .bind(place.descending)
    .bind(place.account_id)
    .bind(steps)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(first) = first else {
        return Ok(Found::default());
    };
    let rows = rows_after(connection, board, first.itself(), 0).await?;
    Ok(Found {
        rows,
        before: before - steps,
    })
}

/// The page before which so many rows stand: found among the blocks, then by a short offset within one.
async fn rows_at(connection: &mut Connection, board: i64, rows: i64) -> sqlx::Result<Found> {
    if rows == 0 {
        let rows = rows_after(connection, board, TOP, 0).await?;
        return Ok(Found { rows, before: 0 });
    }
    let block: Option<(i64, AccountId, i64)> = sqlx::query_as(
        "SELECT descending, account_id, before FROM (
            SELECT descending, account_id,
                CAST(SUM(members) OVER (ORDER BY descending, account_id) AS BIGINT) - members AS before
            FROM board_block WHERE board_id = $1
         ) AS counted WHERE before <= $2
         ORDER BY descending DESC, account_id DESC LIMIT 1",
    )
    .bind(board)
    .bind(rows)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((descending, account_id, before)) = block else {
        return Ok(Found::default());
    };
    let start = Place {
        descending,
        account_id,
    };
    // A block starts with its first row, not after it.
    let found = rows_after(connection, board, start.itself(), rows - before).await?;
    Ok(Found {
        rows: found,
        before: rows,
    })
}

/// How many rows stand before a place: the blocks before its own, and those before it in its own. A plus sign keeps
/// SQLite from taking what it compares an index with for a column, which would cost it the index's second column.
async fn rows_before(connection: &mut Connection, board: i64, place: Place) -> sqlx::Result<i64> {
    let rows: Option<i64> = sqlx::query_scalar(
        "SELECT CAST(COALESCE((
                SELECT SUM(members) FROM board_block AS before WHERE before.board_id = $1
                    AND (before.descending, before.account_id) < (+block.descending, +block.account_id)
            ), 0) AS BIGINT) + (
                SELECT COUNT(*) FROM board_entry AS entry WHERE entry.board_id = $1
                    AND (entry.descending, entry.account_id) >= (+block.descending, +block.account_id)
                    AND (entry.descending, entry.account_id) < ($2, $3)
            )
         FROM (
            SELECT descending, account_id FROM board_block
            WHERE board_id = $1 AND (descending, account_id) <= ($2, $3)
            ORDER BY descending DESC, account_id DESC LIMIT 1
         ) AS block",
    )
    .bind(board)
    .bind(place.descending)
    .bind(place.account_id)
    .fetch_optional(connection)
    .await?;
    Ok(rows.unwrap_or(0))
}

/// One more than the number of listed members with more.
async fn rank(connection: &mut Connection, board: i64, score: i64) -> sqlx::Result<i64> {
    let first_of_equals = Place::of(score, AccountId(0));
    Ok(1 + rows_before(connection, board, first_of_equals).await?)
}

/// Gives each row its rank. Only the first needs a look-up, since it may stand in the middle of its equals: after it, a
/// row has the rank of the one above or its own place.
async fn ranked(
    connection: &mut Connection,
    board: i64,
    before: i64,
    rows: &[Row],
) -> sqlx::Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::with_capacity(rows.len());
    for (place, row) in (before + 1..).zip(rows) {
        let rank = match entries.last() {
            Some(above) if above.score == row.score => above.rank,
            None if before > 0 => rank(connection, board, row.score).await?,
            _ => place,
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
