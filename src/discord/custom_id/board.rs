//! Boards and the places on them, as they stand in a `custom_id`.

use crate::ids::{AccountId, CampaignId};
use crate::leaderboard::{BoardKey, Cursor};

/// A board, as it stands in a `custom_id`.
pub(super) fn code(board: BoardKey) -> String {
    match board {
        BoardKey::Lifetime => "all".to_owned(),
        BoardKey::Month { start_ms } => format!("m{start_ms}"),
        BoardKey::Week { start_ms } => format!("w{start_ms}"),
        BoardKey::Campaign(id) => format!("c{id}"),
    }
}

pub(super) fn of_code(code: &str) -> Option<BoardKey> {
    if code == "all" {
        return Some(BoardKey::Lifetime);
    }
    let kind = code.chars().next()?;
    let number = code.strip_prefix(kind)?.parse().ok()?;
    match kind {
        'm' => BoardKey::month_starting(number),
        'w' => BoardKey::week_starting(number),
        'c' => Some(BoardKey::Campaign(CampaignId(number))),
        _ => None,
    }
}

pub(super) fn cursor_of(cursor: &str, rest: &[&str]) -> Option<Cursor> {
    Some(match (cursor, rest) {
        ("top", []) => Cursor::Top,
        ("own", []) => Cursor::Own,
        ("page", [number]) => Cursor::Number(number.parse().ok()?),
        ("after", [score, account]) => Cursor::After {
            score: score.parse().ok()?,
            account: AccountId(account.parse().ok()?),
        },
        ("before", [score, account]) => Cursor::Before {
            score: score.parse().ok()?,
            account: AccountId(account.parse().ok()?),
        },
        _ => return None,
    })
}
