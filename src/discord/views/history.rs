//! `/history`: ten movements with the balance after each, and the ways to the next ten and to the file.

use serenity::builder::{CreateActionRow, CreateAttachment, CreateButton};
use serenity::model::application::ButtonStyle;

use super::sparks::owed as owed_text;
use super::{Tone, View, help, movement};
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp};
use crate::ids::UserId;
use crate::ledger::{Category, Movement, StatementPage, Turn};

/// How wide what is shown of a moderator's reason is, in Latin letters, so that a row stays short on a phone; the file
/// has all of it.
const REASON_WIDTH_SHOWN: usize = 36;

/// The file's name.
const FILE_NAME: &str = "sparks-history.csv";

/// A page of the reader's own statement, of one category where they asked for one. `owed`: what they owe.
#[must_use]
pub fn view(
    t: Translator<'_>,
    owner: UserId,
    category: Option<Category>,
    page: &StatementPage,
    owed: i64,
) -> View {
    let title = title(t, category);
    let (Some(first), Some(last)) = (page.movements.first(), page.movements.last()) else {
        return match category {
            None => View::new(Tone::Plain, t.text("sparks-empty-own"))
                .title(title)
                .row(help::row(t)),
            Some(_) => View::new(Tone::Plain, t.text("history-empty-type")).title(title),
        };
    };
    let turn = |key, turn, enabled: bool| {
        button(
            t,
            key,
            CustomId::History {
                owner,
                category,
                turn,
            },
        )
        .disabled(!enabled)
    };
    let mut buttons = Vec::new();
    // Where there is one page only, buttons that can't be pressed would take a phone's row for nothing.
    if page.has_newer || page.has_older {
        buttons = vec![
            turn("history-newest", Turn::Newest, page.has_newer),
            turn("history-newer", Turn::Newer(first.id), page.has_newer),
            turn("history-older", Turn::Older(last.id), page.has_older),
        ];
    }
    buttons.push(button(
        t,
        "history-download",
        CustomId::HistoryFile { owner, category },
    ));
    let mut body = rows(t, &page.movements);
    if owed > 0 {
        body = format!(
            "{}: {}\n{body}",
            t.text("sparks-field-owed"),
            owed_text(t, owed)
        );
    }
    View::new(Tone::Plain, body)
        .title(title)
        .row(CreateActionRow::Buttons(buttons))
}

/// The message with the file. `is_cut`: the file could not hold all.
#[must_use]
pub fn file(
    t: Translator<'_>,
    category: Option<Category>,
    content: Vec<u8>,
    rows: usize,
    is_cut: bool,
) -> View {
    let key = if is_cut {
        "history-file-cut"
    } else {
        "history-file"
    };
    View::new(Tone::Plain, t.format(key, &[("count", rows.into())]))
        .title(title(t, category))
        .file(CreateAttachment::bytes(content, FILE_NAME))
}

fn title(t: Translator<'_>, category: Option<Category>) -> String {
    match category {
        None => t.text("history-title"),
        Some(category) => t.format(
            "history-title-type",
            &[("type", category_name(t, category).into())],
        ),
    }
}

/// What a member chooses to narrow the statement to.
pub(super) fn category_name(t: Translator<'_>, category: Category) -> String {
    t.text(match category {
        Category::Earned => "command-history-option-type-choice-earned",
        Category::Redeemed => "command-history-option-type-choice-redeemed",
        Category::Returned => "command-history-option-type-choice-returned",
        Category::Corrected => "command-history-option-type-choice-corrected",
    })
}

fn rows(t: Translator<'_>, movements: &[Movement]) -> String {
    let numbers: Vec<(String, String)> = movements
        .iter()
        .map(|movement| (t.signed_number(movement.change), t.number(movement.balance)))
        .collect();
    let width = |of: fn(&(String, String)) -> &String| {
        let lengths = numbers.iter().map(|pair| of(pair).chars().count());
        lengths.max().unwrap_or(0)
    };
    let (change_width, balance_width) = (width(|pair| &pair.0), width(|pair| &pair.1));
    let row = |(movement, (change, balance)): (&Movement, &(String, String))| {
        // Numbers that people compare stand under each other: as code, each column as wide as its widest number.
        format!(
            "`{change:>change_width$} → {balance:>balance_width$}` {}\n-# {}",
            movement::what(t, &movement.kind),
            details(movement),
        )
    };
    let legend = format!("-# {}", t.text("history-legend"));
    let rows = movements.iter().zip(&numbers).map(row);
    std::iter::once(legend)
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Receipt, time and reason.
fn details(movement: &Movement) -> String {
    let receipt = movement::receipt(movement.receipt());
    let when = timestamp(movement.at_ms);
    match &movement.reason {
        Some(reason) => format!(
            "{receipt} · {when} · {}",
            escape::plain(reason, characters_shown(reason), "—")
        ),
        None => format!("{receipt} · {when}"),
    }
}

/// How many characters of a reason fit. Korean and everything after it is twice as wide as Latin, roughly.
fn characters_shown(reason: &str) -> usize {
    let mut width = 0;
    let fitting = reason.chars().take_while(|character| {
        width += if *character < '\u{1100}' { 1 } else { 2 };
        width <= REASON_WIDTH_SHOWN
    });
    let fitting = fitting.count();
    if fitting == reason.chars().count() {
        // All of it, and the backslashes that make it harmless as far as there is room.
        REASON_WIDTH_SHOWN
    } else {
        fitting
    }
}

fn button(t: Translator<'_>, key: &str, id: CustomId) -> CreateButton {
    CreateButton::new(id.encode())
        .style(ButtonStyle::Secondary)
        .label(t.text(key))
}

#[cfg(test)]
mod tests {
    use super::characters_shown;

    #[test]
    fn wide_characters_leave_room_for_fewer() {
        assert_eq!(characters_shown("Found a bug"), 36);
        assert_eq!(characters_shown(&"x".repeat(36)), 36);
        assert_eq!(characters_shown(&"x".repeat(200)), 36);
        assert_eq!(characters_shown(&"가".repeat(18)), 36);
        assert_eq!(characters_shown(&"가".repeat(200)), 18);
        assert_eq!(characters_shown(""), 36);
    }
}
