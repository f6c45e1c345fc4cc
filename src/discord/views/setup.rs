//! `/setup`: what would be put in place, what was, and what is still wrong.

use serenity::builder::{CreateActionRow, CreateButton};
use serenity::model::application::ButtonStyle;

use super::doctor::{Medium, sentence};
use super::refusal::role_text;
use super::{BODY_LENGTH_MAX, FIELD_LENGTH_MAX, Tone, View, lines, name, perk_name, sparks};
use crate::discord::badge_role::NoRole;
use crate::discord::custom_id::{CustomId, SetupButton};
use crate::discord::doctor::{Finding, Level};
use crate::i18n::Translator;
use crate::setup::{BadgeWish, Item, Placed};

/// What would be done. Without buttons for who may not press them.
#[must_use]
pub fn question(
    t: Translator<'_>,
    planned: &[(Item, Placed)],
    badge: BadgeWish,
    button: Option<SetupButton>,
) -> View {
    let is_needed = planned.iter().any(|(_, placed)| placed.is_made());
    let intro = if is_needed {
        t.text("setup-question")
    } else {
        t.text("setup-nothing")
    };
    let mut all = vec![intro];
    all.extend(
        planned
            .iter()
            .map(|(item, placed)| line(t, *item, placed, badge, false)),
    );
    let view = View::new(Tone::Plain, lines(t, &all, BODY_LENGTH_MAX)).title(t.text("setup-title"));
    match button.filter(|_| is_needed) {
        Some(button) => view.row(buttons(t, button, "setup-confirm")),
        None if is_needed => view.footer(t.text("setup-may-not")),
        None => view,
    }
}

/// Nothing was done.
#[must_use]
pub fn cancelled(t: Translator<'_>) -> View {
    View::new(Tone::Plain, t.text("setup-cancelled"))
}

/// What was done, and what is still wrong; none: Discord could not be asked.
#[must_use]
pub fn done(t: Translator<'_>, placed: &[(Item, Placed)], found: Option<&[Finding]>) -> View {
    let made = placed.iter().filter(|(_, placed)| placed.is_made()).count();
    let mut all = vec![if made > 0 {
        t.format("setup-done", &[("count", made.into())])
    } else {
        t.text("setup-nothing")
    }];
    all.extend(
        placed
            .iter()
            .map(|(item, placed)| line(t, *item, placed, BadgeWish::Nothing, true)),
    );
    let still = match found {
        None => t.text("setup-not-looked"),
        Some(found) => {
            let wrong = found
                .iter()
                .filter(|finding| finding.level() != Level::Good);
            let wrong: Vec<String> = wrong
                .map(|finding| format!("⚠️ {}", sentence(t, finding, Medium::Discord)))
                .collect();
            if wrong.is_empty() {
                t.text("doctor-all-good")
            } else {
                lines(t, &wrong, FIELD_LENGTH_MAX)
            }
        }
    };
    let tone = if made > 0 { Tone::Done } else { Tone::Plain };
    View::new(tone, lines(t, &all, BODY_LENGTH_MAX))
        .title(t.text("setup-title"))
        .section(t.text("setup-still"), still)
}

/// There is no role for the badge, so nothing was done. What may be over soon can be tried again.
#[must_use]
pub fn no_role(t: Translator<'_>, why: &NoRole, button: Option<SetupButton>) -> View {
    let text = match why {
        NoRole::Problem(Some(role), problem) => {
            format!("<@&{role}>: {}", role_text(t, problem))
        }
        NoRole::Problem(None, problem) => role_text(t, problem),
        NoRole::Full => t.text("setup-refused-full"),
        NoRole::UnderWay => t.text("setup-refused-under-way"),
        NoRole::Unanswered => t.text("setup-refused-unanswered"),
        NoRole::Refused(code) => {
            t.format("perk-pause-discord", &[("code", code.to_string().into())])
        }
    };
    let view = View::new(
        Tone::Refused,
        format!("{text}\n{}", t.text("setup-unchanged")),
    );
    match button {
        Some(button) => view.row(buttons(t, button, "setup-again")),
        None => view,
    }
}

fn buttons(t: Translator<'_>, button: SetupButton, yes: &str) -> CreateActionRow {
    let one = |is_yes, key: &str, style| {
        let id = CustomId::Setup(SetupButton { is_yes, ..button });
        CreateButton::new(id.encode())
            .style(style)
            .label(t.text(key))
    };
    CreateActionRow::Buttons(vec![
        one(true, yes, ButtonStyle::Primary),
        one(false, "setup-cancel", ButtonStyle::Secondary),
    ])
}

/// One of the ready-made things. A campaign that would be made is not named: its name is in the server's language.
fn line(t: Translator<'_>, item: Item, placed: &Placed, badge: BadgeWish, is_done: bool) -> String {
    match placed {
        Placed::Perk {
            name,
            price,
            stock,
            coming_soon,
        } => {
            let mut parts = vec![perk_name(t, name), sparks(t, *price)];
            match (item, badge) {
                (Item::Badge, BadgeWish::New) => parts.push(t.text("setup-new-role")),
                (Item::Badge, BadgeWish::Role(role)) => parts.push(format!("<@&{role}>")),
                _ => {}
            }
            parts.extend(stock.map(|stock| t.format("setup-stock", &[("stock", stock.into())])));
            if *coming_soon {
                parts.push(t.text("setup-coming-soon"));
            }
            format!("➕ {}", parts.join(" · "))
        }
        Placed::Campaign {
            name: campaign,
            budget,
            award_cap,
        } => {
            let values = [
                ("budget", sparks(t, *budget).into()),
                ("cap", sparks(t, *award_cap).into()),
            ];
            let text = t.format("setup-campaign", &values);
            if is_done {
                format!("➕ {} · {text}", name(campaign))
            } else {
                format!("➕ {text}")
            }
        }
        Placed::There { name } => {
            let values = [("name", perk_name(t, name).into())];
            format!("✅ {}", t.format("setup-there", &values))
        }
        Placed::Ended { name } => {
            let values = [("name", perk_name(t, name).into())];
            format!("✖️ {}", t.format("setup-ended", &values))
        }
        Placed::NeedsRole => format!("⚠️ {}", t.text("setup-needs-role")),
    }
}
