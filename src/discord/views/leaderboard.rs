//! `/leaderboard`: ten rows, the reader's own row, and the way to the next ten.

use serenity::builder::{CreateActionRow, CreateButton};
use serenity::model::application::ButtonStyle;

use super::{Tone, View, mention};
use crate::discord::custom_id::CustomId;
use crate::i18n::Translator;
use crate::ids::UserId;
use crate::leaderboard::{Cursor, Entry, Page};

/// The view. `reader` is who pressed last; `own` their row.
#[must_use]
pub fn view(t: Translator<'_>, reader: UserId, page: &Page, own: Option<Entry>) -> View {
    let title = t.text("leaderboard-title");
    let (Some(first), Some(last)) = (page.entries.first(), page.entries.last()) else {
        return View::new(Tone::Plain, t.text("leaderboard-empty")).title(title);
    };
    let lines: Vec<String> = page
        .entries
        .iter()
        .map(|entry| line(t, entry, reader))
        .collect();
    let own = match own {
        Some(entry) => t.format(
            "leaderboard-own",
            &[
                ("rank", entry.rank.into()),
                ("score", super::sparks(t, entry.score).into()),
            ],
        ),
        None => t.text("leaderboard-own-none"),
    };
    let before = Cursor::Before {
        score: first.score,
        account: first.account,
    };
    let after = Cursor::After {
        score: last.score,
        account: last.account,
    };
    let buttons = vec![
        button(t, "leaderboard-previous", before, reader, page.has_previous),
        button(t, "leaderboard-next", after, reader, page.has_next),
    ];
    View::new(Tone::Plain, lines.join("\n"))
        .title(title)
        .section(t.text("leaderboard-field-own"), own)
        .footer(t.format("leaderboard-members", &[("count", page.members.into())]))
        .row(CreateActionRow::Buttons(buttons))
}

fn line(t: Translator<'_>, entry: &Entry, reader: UserId) -> String {
    let medal = match entry.rank {
        1 => " 🥇",
        2 => " 🥈",
        3 => " 🥉",
        _ => "",
    };
    // The rank is code so that numbers people compare stand under each other.
    let rank = format!("`{:>4}`", t.number(entry.rank));
    let row = format!(
        "{rank} {} · {}{medal}",
        mention(entry.member),
        t.number(entry.score)
    );
    if entry.member == reader {
        format!("{row} ◀")
    } else {
        row
    }
}

fn button(
    t: Translator<'_>,
    key: &str,
    cursor: Cursor,
    owner: UserId,
    enabled: bool,
) -> CreateButton {
    CreateButton::new(CustomId::Board { owner, cursor }.encode())
        .style(ButtonStyle::Secondary)
        .label(t.text(key))
        .disabled(!enabled)
}
