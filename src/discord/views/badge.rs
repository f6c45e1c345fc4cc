//! `/badge`: one badge, shown off, and the way to the member's others. Whatever its picture says stands here in words.

use serenity::builder::{
    CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::{NAME_SHOWN, Picture, Tone, View, edition, mention};
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp_date};
use crate::ids::UserId;
use crate::perks::{Badge, Showcase};

/// Discord's limit for the options of a select.
const BADGES_SELECTABLE: usize = 25;
/// Discord's limit for an option's label.
const OPTION_TEXT_LENGTH_MAX: usize = 100;

/// A member's badge. `owner` is who asked to see it.
#[must_use]
pub fn view(
    t: Translator<'_>,
    owner: UserId,
    member: UserId,
    shown: &Showcase,
    picture: Option<Picture>,
) -> View {
    let Showcase {
        badge,
        existing,
        all,
    } = shown;
    let name = escape::plain(badge.perk.in_language(t.locale()), NAME_SHOWN, "—");
    let body = t.format("badge-owner", &[("member", mention(member).into())]);
    let view = View::new(Tone::Plain, body)
        .title(format!("{name} {}", edition(badge.edition)))
        .column(
            t.text("badge-field-earned"),
            timestamp_date(badge.earned_at_ms),
        )
        .column(
            t.text("badge-field-existing"),
            t.format("badge-existing", &[("count", (*existing).into())]),
        )
        .picture(picture);
    let others = all.iter().filter(|other| *other != badge);
    let options: Vec<CreateSelectMenuOption> = others
        .take(BADGES_SELECTABLE)
        .map(|badge| option(t, badge))
        .collect();
    if options.is_empty() {
        return view;
    }
    let select = CreateSelectMenu::new(
        CustomId::Badge { owner, member }.encode(),
        CreateSelectMenuKind::String { options },
    )
    .placeholder(t.text("badge-placeholder"));
    view.row(CreateActionRow::SelectMenu(select))
}

fn option(t: Translator<'_>, badge: &Badge) -> CreateSelectMenuOption {
    CreateSelectMenuOption::new(label(t, badge), badge.redemption.to_string())
}

/// Where no Markdown is shown: cleaned, not escaped.
fn label(t: Translator<'_>, badge: &Badge) -> String {
    let name = escape::label(
        badge.perk.in_language(t.locale()),
        OPTION_TEXT_LENGTH_MAX,
        "—",
    );
    let label = format!("{name} {}", edition(badge.edition));
    escape::label(&label, OPTION_TEXT_LENGTH_MAX, "—")
}

/// What the picture of a badge shows, for those who don't see it.
#[must_use]
pub fn description(t: Translator<'_>, perk: &str, number: i64) -> String {
    t.format(
        "badge-picture",
        &[
            (
                "perk",
                escape::label(perk, OPTION_TEXT_LENGTH_MAX, "—").into(),
            ),
            ("edition", edition(number).into()),
        ],
    )
}

/// There is none to show yet. `other` is whose was asked for, unless it was the reader's own.
#[must_use]
pub fn none(t: Translator<'_>, other: Option<UserId>) -> View {
    let text = match other {
        None => t.text("badge-none-own"),
        Some(member) => t.format("badge-none-other", &[("member", mention(member).into())]),
    };
    View::new(Tone::Plain, text)
}
