//! Pages and ranks, each with one statement: `place.rs` says how they are found.

use sqlx::AssertSqlSafe;

use super::board::{self, Board, BoardKey};
use super::place;
use crate::db::Connection;
use crate::ids::{AccountId, UserId};
use crate::ledger::{self, Account};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// One more than the number of listed members with more Sparks.
    pub rank: i64,
    /// Sparks earned.
    pub score: i64,
    /// Whether others see them on the board. If not, the rank is where they would stand, and nobody else's business.
    pub is_listed: bool,
    /// Their account.
    pub account: AccountId,
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
    let (kind, of) = key.columns();
    let own: Option<Standing> = sqlx::query_as(place::STANDING)
        .bind(kind)
        .bind(of)
        .bind(reader)
        .fetch_optional(&mut *connection)
        .await?;
    let listed = own.filter(|own| own.is_listed).map(|own| own.account);
    let page = page(connection, key, cursor, listed).await?;
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
    let (kind, of) = key.columns();
    let on_board = |sql| sqlx::query_as(sql).bind(kind).bind(of);
    let asked = match (cursor, reader) {
        (Cursor::Number(number), _) if number > 1 => {
            let skipped = number.saturating_sub(1).saturating_mul(PAGE_ROWS);
            Some(on_board(place::PAGE_OF_NUMBER).bind(skipped))
        }
        (Cursor::Own, Some(reader)) => Some(on_board(place::PAGE_OF_MEMBER).bind(reader)),
        (Cursor::After { score, account }, _) => {
            let after = on_board(place::PAGE_AFTER).bind(descending(score));
            Some(after.bind(account))
        }
        (Cursor::Before { score, account }, _) => {
            let before = on_board(place::PAGE_BEFORE).bind(descending(score));
            Some(before.bind(account))
        }
        (Cursor::Top | Cursor::Number(_) | Cursor::Own, _) => None,
    };
    let mut rows: Vec<Row> = match asked {
        Some(asked) => asked.fetch_all(&mut *connection).await?,
        None => vec![],
    };
    if rows.is_empty() {
        rows = on_board(place::PAGE_ON_TOP).fetch_all(connection).await?;
    }
    Ok(Page::of(&rows))
}

/// A member's account, if they ever had Sparks, and where they stand, if they earned any that count here.
///
/// # Errors
/// When the database can't be read.
pub async fn account_and_standing(
    connection: &mut Connection,
    key: BoardKey,
    member: UserId,
) -> sqlx::Result<Option<(Account, Option<Standing>)>> {
    let (kind, of) = key.columns();
    let sql = format!(
        "SELECT {}, {}",
        ledger::ACCOUNT_COLUMNS,
        place::AND_STANDING
    );
    let found: Option<AccountRow> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(kind)
        .bind(of)
        .bind(member)
        .fetch_optional(connection)
        .await?;
    Ok(found.map(AccountRow::split))
}

/// An account with what it has on a board.
#[derive(sqlx::FromRow)]
struct AccountRow {
    #[sqlx(flatten)]
    account: Account,
    rank: Option<i64>,
    score: Option<i64>,
    is_listed: Option<bool>,
}

impl AccountRow {
    fn split(self) -> (Account, Option<Standing>) {
        let standing = match (self.rank, self.score, self.is_listed) {
            (Some(rank), Some(score), Some(is_listed)) => Some(Standing {
                rank,
                score,
                is_listed,
                account: self.account.id,
            }),
            _ => None,
        };
        (self.account, standing)
    }
}

/// A score as the index has it.
fn descending(score: i64) -> i64 {
    score.saturating_neg()
}

/// A row of a page, with what is known of the whole of it.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct Row {
    account: AccountId,
    member: UserId,
    score: i64,
    /// How many stand before the first row.
    rows_before: i64,
    /// The rank of the first row.
    rank: i64,
    /// How many are listed on the board.
    members: i64,
}

impl Page {
    /// Gives each row its rank. The first may stand in the middle of its equals; after it, a row has the rank of the one
    /// above or its own place.
    fn of(rows: &[Row]) -> Self {
        let Some(first) = rows.first() else {
            return Self::EMPTY;
        };
        let mut entries: Vec<Entry> = Vec::with_capacity(rows.len());
        for (place, row) in (first.rows_before + 1..).zip(rows) {
            let rank = match entries.last() {
                None => first.rank,
                Some(above) if above.score == row.score => above.rank,
                Some(_) => place,
            };
            entries.push(Entry {
                rank,
                member: row.member,
                account: row.account,
                score: row.score,
            });
        }
        Self {
            entries,
            rows_before: first.rows_before,
            members: first.members,
        }
    }
}
