//! `/leaderboard`: ten rows, the reader's own place, and the ways to other pages.

use serenity::builder::{CreateActionRow, CreateButton};
use serenity::model::application::ButtonStyle;

use super::{NAME_SHOWN, Tone, View, help, mention, sparks};
use crate::clock::Millis;
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp, timestamp_relative};
use crate::ids::UserId;
use crate::leaderboard::{Board, BoardKey, CampaignBoard, Cursor, Entry, Page, Shown, Standing};

/// Whoever opened the board or pressed last.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// Who.
    pub member: UserId,
    /// Whether others see it too.
    pub is_public: bool,
}

/// Where in time a board stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Without an end.
    Always,
    /// It will start anew.
    Now { until_ms: Millis },
    /// It is over.
    Past { from_ms: Millis, until_ms: Millis },
    /// Nobody knows for how long.
    Running { from_ms: Millis },
}

fn phase(board: &Board, now_ms: Millis) -> Phase {
    match (board.key.period(), &board.campaign) {
        (Some((_, until_ms)), _) if until_ms > now_ms => Phase::Now { until_ms },
        (Some((from_ms, until_ms)), _) => Phase::Past { from_ms, until_ms },
        (None, None) => Phase::Always,
        (None, Some(campaign)) => {
            let from_ms = campaign.created_at_ms;
            match campaign.closed_at_ms {
                Some(until_ms) => Phase::Past { from_ms, until_ms },
                None => Phase::Running { from_ms },
            }
        }
    }
}

/// The view.
#[must_use]
pub fn view(t: Translator<'_>, reader: Reader, shown: &Shown, now_ms: Millis) -> View {
    let Shown { board, page, own } = shown;
    let phase = phase(board, now_ms);
    let mut body = when(t, phase);
    if page.entries.is_empty() {
        body.push_str(&empty(t, board.key, phase));
        let view = View::new(Tone::Plain, body)
            .title(title(t, board, now_ms))
            .row(help::row(t));
        return with_own(t, view, reader, *own);
    }
    body.push_str(&rows(t, page, reader.member));
    let (number, pages) = page.number();
    let members = t.format("leaderboard-members", &[("count", page.members.into())]);
    let footer = t.format(
        "leaderboard-footer",
        &[
            ("page", number.into()),
            ("pages", pages.into()),
            ("members", members.into()),
        ],
    );
    let view = View::new(Tone::Plain, body)
        .title(title(t, board, now_ms))
        .footer(footer)
        .row(buttons(t, board.key, page, reader.member, *own));
    with_own(t, view, reader, *own)
}

fn title(t: Translator<'_>, board: &Board, now_ms: Millis) -> String {
    match (board.key, &board.campaign) {
        (_, Some(campaign)) => {
            let name = escape::plain(&campaign.name, NAME_SHOWN, "—");
            t.format("leaderboard-title-campaign", &[("campaign", name.into())])
        }
        (key, _) if key == BoardKey::month(now_ms) => t.text("leaderboard-title-month"),
        (key, _) if key == BoardKey::month_before(now_ms) => t.text("leaderboard-title-last-month"),
        (key, _) if key == BoardKey::week(now_ms) => t.text("leaderboard-title-week"),
        // By the button of an old message.
        (BoardKey::Month { .. }, None) => t.text("leaderboard-title-past-month"),
        (BoardKey::Week { .. }, None) => t.text("leaderboard-title-past-week"),
        (BoardKey::Lifetime | BoardKey::Campaign(_), None) => t.text("leaderboard-title"),
    }
}

/// A line over the rows, with an empty one after it.
fn when(t: Translator<'_>, phase: Phase) -> String {
    let line = match phase {
        Phase::Always => return String::new(),
        Phase::Now { until_ms } => t.format(
            "leaderboard-resets",
            &[
                ("when", timestamp_relative(until_ms).into()),
                ("at", timestamp(until_ms).into()),
            ],
        ),
        Phase::Past { from_ms, until_ms } => t.format(
            "leaderboard-ran",
            &[
                ("from", timestamp(from_ms).into()),
                ("until", timestamp(until_ms).into()),
            ],
        ),
        Phase::Running { from_ms } => t.format(
            "leaderboard-running",
            &[("from", timestamp(from_ms).into())],
        ),
    };
    format!("{line}\n\n")
}

fn empty(t: Translator<'_>, key: BoardKey, phase: Phase) -> String {
    match (key, phase) {
        (BoardKey::Lifetime, _) => t.text("leaderboard-empty"),
        (BoardKey::Month { .. } | BoardKey::Week { .. }, Phase::Past { .. }) => {
            t.text("leaderboard-empty-past")
        }
        (BoardKey::Month { .. }, _) => t.text("leaderboard-empty-month"),
        (BoardKey::Week { .. }, _) => t.text("leaderboard-empty-week"),
        (BoardKey::Campaign(_), Phase::Past { .. }) => t.text("leaderboard-empty-campaign-past"),
        (BoardKey::Campaign(_), _) => t.text("leaderboard-empty-campaign"),
    }
}

/// Ranks and scores stand in columns, as code, so that digits are under digits. The name comes last and is a mention,
/// which Discord draws: whatever is in it can't move a number or end the line.
fn rows(t: Translator<'_>, page: &Page, reader: UserId) -> String {
    let numbers = |number: fn(&Entry) -> i64| -> Vec<String> {
        let entries = page.entries.iter();
        entries.map(|entry| t.number(number(entry))).collect()
    };
    let ranks = aligned(&numbers(|entry| entry.rank));
    let scores = aligned(&numbers(|entry| entry.score));
    let columns = ranks.iter().zip(&scores);
    let rows = page
        .entries
        .iter()
        .zip(columns)
        .map(|(entry, (rank, score))| {
            let medal = match entry.rank {
                1 => " 🥇",
                2 => " 🥈",
                3 => " 🥉",
                _ => "",
            };
            let own = if entry.member == reader { " ▶" } else { "" };
            format!("`{rank}  {score}`{medal}{own} {}", mention(entry.member))
        });
    rows.collect::<Vec<_>>().join("\n")
}

/// All as wide as the widest.
fn aligned(numbers: &[String]) -> Vec<String> {
    let width = numbers.iter().map(|number| number.chars().count()).max();
    let width = width.unwrap_or(0);
    let aligned = numbers.iter().map(|number| format!("{number:>width$}"));
    aligned.collect()
}

/// The reader's own place. Where others read along, one that is not on the board is told by `/leaderboard` in private
/// alone.
fn with_own(t: Translator<'_>, view: View, reader: Reader, own: Option<Standing>) -> View {
    let text = match own {
        None => t.text("leaderboard-own-none"),
        Some(own) if !own.is_listed && reader.is_public => t.text("leaderboard-own-none"),
        Some(own) => {
            let values = [
                ("rank", own.rank.into()),
                ("score", sparks(t, own.score).into()),
            ];
            if own.is_listed {
                t.format("leaderboard-own", &values)
            } else {
                t.format("leaderboard-own-hidden", &values)
            }
        }
    };
    view.section(t.text("leaderboard-field-own"), text)
}

fn buttons(
    t: Translator<'_>,
    board: BoardKey,
    page: &Page,
    owner: UserId,
    own: Option<Standing>,
) -> CreateActionRow {
    let button = |text: String, cursor: Cursor, enabled: bool| {
        let id = CustomId::Board {
            owner,
            board,
            cursor,
        };
        CreateButton::new(id.encode())
            .style(ButtonStyle::Secondary)
            .label(text)
            .disabled(!enabled)
    };
    let (mut before, mut after) = (Cursor::Top, Cursor::Top);
    if let (Some(first), Some(last)) = (page.entries.first(), page.entries.last()) {
        before = Cursor::Before {
            score: first.score,
            account: first.account,
        };
        after = Cursor::After {
            score: last.score,
            account: last.account,
        };
    }
    let is_elsewhere = own.is_some_and(|own| own.is_listed)
        && page.entries.iter().all(|entry| entry.member != owner);
    CreateActionRow::Buttons(vec![
        button(
            t.text("leaderboard-first"),
            Cursor::Top,
            page.has_previous(),
        ),
        button(t.text("leaderboard-previous"), before, page.has_previous()),
        button(t.text("leaderboard-next"), after, page.has_next()),
        button(t.text("leaderboard-jump"), Cursor::Own, is_elsewhere),
    ])
}

/// A campaign as autocomplete offers it.
#[must_use]
pub fn campaign_choice(t: Translator<'_>, campaign: &CampaignBoard) -> String {
    if campaign.closed_at_ms.is_none() {
        return campaign.name.clone();
    }
    let name = campaign.name.as_str().into();
    t.format("leaderboard-board-ended", &[("campaign", name)])
}
