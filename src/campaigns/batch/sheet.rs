//! Reading who is to have what: a CSV file with a header, or pasted mentions. It promises that every line that can't be
//! read is named with its number and what is wrong with it, and guesses nothing: a thousands separator may be a decimal
//! sign elsewhere. Whether the members exist and the campaign has room is the part of `examine`.

use csv::{ReaderBuilder, StringRecord};
use serde::{Deserialize, Serialize};

use super::LINES_MAX;
use crate::ids::UserId;
use crate::ledger::{AMOUNT_MAX, REASON_LENGTH_MAX};

/// The largest file: the most lines there can be, each with a longer reason than most have.
pub const FILE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Names of columns, as spreadsheets may have them in each language.
const MEMBER_NAMES: [&str; 10] = [
    "member",
    "member id",
    "id",
    "user",
    "user id",
    "участник",
    "id участника",
    "멤버",
    "회원",
    "멤버 id",
];
const AMOUNT_NAMES: [&str; 7] = [
    "amount",
    "sparks",
    "сумма",
    "количество",
    "искры",
    "수량",
    "스파크",
];
const REASON_NAMES: [&str; 4] = ["reason", "причина", "사유", "이유"];

/// One member's award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The line of the file, or the place in what was pasted, from 1.
    pub line: i64,
    /// Who is to receive.
    pub member: UserId,
    /// How many.
    pub amount: i64,
    /// What for.
    pub reason: Option<String>,
}

/// A line that can't be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Which, from 1.
    pub line: i64,
    /// For whom, where that can be read.
    pub member: Option<UserId>,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It has another number of columns than the header.
    Columns {
        /// How many the header has.
        expected: usize,
        /// How many it has.
        found: usize,
    },
    /// What stands for the member is no id and no mention.
    Member,
    /// The amount is no whole number.
    Amount,
    /// The amount has marks between its digits, which may mean different things.
    Separators,
    /// The amount is not 1 to `max`.
    AmountOutOfRange {
        /// The most.
        max: i64,
    },
    /// The reason has more than `max` characters.
    ReasonTooLong {
        /// The most.
        max: usize,
    },
    /// The member has a line already.
    Duplicate {
        /// Which.
        first: i64,
    },
    /// Nobody on the server has this id.
    Unknown,
    /// It is a bot.
    Bot,
    /// It is the moderator.
    Yourself,
    /// It is more than one award may be.
    OverAwardCap {
        /// The most.
        cap: i64,
    },
    /// It is more than the member can still have.
    OverMemberCap {
        /// What is left of the cap.
        left: i64,
    },
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The lines that can be read.
    pub entries: Vec<Entry>,
    /// And those that can't.
    pub bad: Vec<BadLine>,
}

/// Why nothing of a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetRefusal {
    /// It has more bytes than `max`.
    TooLarge {
        /// The most.
        max: usize,
    },
    /// It is not UTF-8.
    NotUtf8 {
        /// The first line that is not.
        line: usize,
    },
    /// It is empty.
    Empty,
    /// The first line is data.
    NoHeader,
    /// The header has no column for the member or for the amount.
    MissingColumn,
    /// The header has a column twice, or one that is not known.
    WrongColumn {
        /// Its name.
        name: String,
    },
    /// It has more lines than a batch has.
    TooManyLines {
        /// The most.
        max: usize,
    },
}

/// Where the columns are.
struct Columns {
    member: usize,
    amount: usize,
    reason: Option<usize>,
    count: usize,
}

/// Reads a file. Columns are told by the header, in any order; they may be parted by commas, semicolons or tabs.
///
/// # Errors
/// When it can't be read at all.
pub fn parse(bytes: &[u8]) -> Result<Sheet, SheetRefusal> {
    if bytes.len() > FILE_BYTES_MAX {
        let max = FILE_BYTES_MAX;
        return Err(SheetRefusal::TooLarge { max });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        SheetRefusal::NotUtf8 { line }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(SheetRefusal::Empty);
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut records = reader.records().flatten();
    let header = records.next().ok_or(SheetRefusal::Empty)?;
    let columns = columns(&header)?;
    let mut sheet = Sheet::default();
    let (mut line, mut counted) = (1_usize, 0_usize);
    for record in records.filter(|record| !is_blank(record)) {
        if sheet.entries.len() + sheet.bad.len() == LINES_MAX {
            return Err(SheetRefusal::TooManyLines { max: LINES_MAX });
        }
        // The reader's own count is of where it stopped, which is before blank lines and the end of the one before.
        let at = record.position().map_or(0, csv::Position::byte);
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
        let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
        let at = at + text.as_bytes()[at..].iter().take_while(is_end).count();
        line += text.as_bytes()[counted..at]
            .split(|byte| *byte == b'\n')
            .count()
            - 1;
        counted = at;
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        match entry(line, &record, &columns) {
            Ok(entry) => sheet.entries.push(entry),
            Err(flaw) => sheet.bad.push(BadLine {
                line,
                member: None,
                flaw,
            }),
        }
    }
    Ok(sheet)
}

/// Spreadsheets part columns by what their language leaves free.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |mark: char| header.matches(mark).count();
    let marks = [',', ';', '\t'];
    let most = marks.into_iter().rev().max_by_key(|mark| count(*mark));
    most.and_then(|mark| u8::try_from(mark).ok())
        .unwrap_or(b',')
}

/// Spreadsheets leave rows of empty cells behind.
fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

fn columns(header: &StringRecord) -> Result<Columns, SheetRefusal> {
    let (mut member, mut amount, mut reason) = (None, None, None);
    for (place, name) in header.iter().enumerate() {
        let known = name.trim().to_lowercase().replace('_', " ");
        let column = if MEMBER_NAMES.contains(&known.as_str()) {
            &mut member
        } else if AMOUNT_NAMES.contains(&known.as_str()) {
            &mut amount
        } else if REASON_NAMES.contains(&known.as_str()) {
            &mut reason
        } else if header.iter().any(|cell| parse_member(cell).is_some()) {
            return Err(SheetRefusal::NoHeader);
        } else {
            return Err(wrong_column(name));
        };
        if column.replace(place).is_some() {
            return Err(wrong_column(name));
        }
    }
    match (member, amount) {
        (Some(member), Some(amount)) => Ok(Columns {
            member,
            amount,
            reason,
            count: header.len(),
        }),
        _ => Err(SheetRefusal::MissingColumn),
    }
}

fn wrong_column(name: &str) -> SheetRefusal {
    let name = name.chars().take(40).collect();
    SheetRefusal::WrongColumn { name }
}

fn entry(line: i64, record: &StringRecord, columns: &Columns) -> Result<Entry, Flaw> {
    if record.len() != columns.count {
        return Err(Flaw::Columns {
            expected: columns.count,
            found: record.len(),
        });
    }
    let cell = |place: usize| record.get(place).unwrap_or_default().trim();
    let reason = columns.reason.map(cell).map(without_apostrophe);
    let reason = reason.filter(|text| !text.is_empty());
    if reason.is_some_and(|reason| reason.chars().count() > REASON_LENGTH_MAX) {
        let max = REASON_LENGTH_MAX;
        return Err(Flaw::ReasonTooLong { max });
    }
    Ok(Entry {
        line,
        member: parse_member(cell(columns.member)).ok_or(Flaw::Member)?,
        amount: parse_amount(cell(columns.amount))?,
        reason: reason.map(str::to_owned),
    })
}

/// What our own files put before a text that a spreadsheet would take for a formula.
fn without_apostrophe(text: &str) -> &str {
    let formula = |rest: &&str| rest.starts_with(['=', '+', '-', '@']);
    text.strip_prefix('\'').filter(formula).unwrap_or(text)
}

/// Pasted mentions or ids, parted by whatever stands between them; each is a line. All get the same.
#[must_use]
pub fn pasted(text: &str, amount: i64, reason: Option<&str>) -> Sheet {
    let mut sheet = Sheet::default();
    // Mentions may stand side by side.
    let text = text.replace('<', " <").replace('>', "> ");
    let parts = |character: char| character.is_whitespace() || matches!(character, ',' | ';');
    let pieces = text.split(parts).filter(|piece| !piece.is_empty());
    for (line, piece) in (1..).zip(pieces) {
        match parse_member(piece) {
            Some(member) => sheet.entries.push(Entry {
                line,
                member,
                amount,
                reason: reason.map(str::to_owned),
            }),
            None => sheet.bad.push(BadLine {
                line,
                member: None,
                flaw: Flaw::Member,
            }),
        }
    }
    sheet
}

/// `123…`, `<@123…>` or `<@!123…>`.
fn parse_member(text: &str) -> Option<UserId> {
    let text = text.trim();
    let digits = match text.strip_prefix("<@") {
        Some(mention) => mention
            .strip_prefix('!')
            .unwrap_or(mention)
            .strip_suffix('>')?,
        None => text,
    };
    // Discord's ids have 17 digits and more; a small number is an amount in the wrong column.
    let is_id =
        (15..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_id).map(UserId)
}

fn parse_amount(text: &str) -> Result<i64, Flaw> {
    let max = AMOUNT_MAX;
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let has_digit = digits.chars().any(|character| character.is_ascii_digit());
    let is_mark = |character: char| character.is_whitespace() || ",.'’_".contains(character);
    if !has_digit || !digits.chars().all(|c| c.is_ascii_digit() || is_mark(c)) {
        return Err(Flaw::Amount);
    }
    if digits.chars().any(is_mark) {
        return Err(Flaw::Separators);
    }
    // Too long for a number is too large.
    let amount = digits.parse().unwrap_or(i64::MAX);
    if negative || !(1..=max).contains(&amount) {
        return Err(Flaw::AmountOutOfRange { max });
    }
    Ok(amount)
}

#[cfg(test)]
mod tests;
