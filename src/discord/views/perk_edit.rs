//! `/perk edit` and `/perk pause`: what changed of a perk, and why it did not.

use super::campaign_refusal::{moment_text, when};
use super::{CHANGES_LENGTH_MAX, Tone, View, lines, name, sparks};
use crate::clock::Millis;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp};
use crate::ids::RoleId;
use crate::perks::{DESCRIPTION_LENGTH_MAX, PerkRefusal, PerkSide, WindowRefusal};

/// How much of a description is shown: all of it, as [`escape`] may lengthen it.
const DESCRIPTION_SHOWN: usize = 2 * DESCRIPTION_LENGTH_MAX;

/// A perk was changed.
#[must_use]
pub fn edited(t: Translator<'_>, before: &PerkSide, after: &PerkSide) -> View {
    let text = t.format("perk-edited", &[("perk", name(&after.name).into())]);
    let changes = changes(t, before, after);
    let listed = lines(t, &changes, CHANGES_LENGTH_MAX);
    View::new(Tone::Done, format!("{text}\n{listed}"))
}

/// A perk was paused.
#[must_use]
pub fn paused(t: Translator<'_>, perk: &str) -> View {
    View::new(
        Tone::Done,
        t.format("perk-paused", &[("perk", name(perk).into())]),
    )
}

/// What changed, one line each.
#[must_use]
pub fn changes(t: Translator<'_>, was: &PerkSide, is: &PerkSide) -> Vec<String> {
    let sides = fields(t, was).into_iter().zip(fields(t, is));
    sides
        .filter(|((_, was), (_, is))| was != is)
        .map(|((key, was), (_, is))| format!("{}: {was} → {is}", t.text(key)))
        .collect()
}

/// All that can change, with the text that names it.
fn fields(t: Translator<'_>, side: &PerkSide) -> Vec<(&'static str, String)> {
    let count = |count: Option<i64>| {
        count.map_or_else(|| t.text("perk-stock-unlimited"), |count| t.number(count))
    };
    let words = &side.words;
    vec![
        ("perk-field-name", name(&side.name)),
        (
            "perk-field-description",
            described(side.description.as_ref()),
        ),
        ("perk-field-price", sparks(t, side.price)),
        ("perk-field-stock", count(side.stock)),
        ("perk-field-limit", count(side.limit)),
        ("perk-field-opens", date(side.terms.opens_at_ms)),
        ("perk-field-closes", date(side.terms.closes_at_ms)),
        (
            "perk-field-required-role",
            role(side.terms.required_role_id),
        ),
        (
            "perk-field-minimum",
            or_dash(side.terms.minimum_earned.map(|minimum| sparks(t, minimum))),
        ),
        ("perk-field-lasts", lasts(t, side.terms.lasts_days)),
        ("perk-field-name-en", named(words.name_en.as_ref())),
        ("perk-field-name-ru", named(words.name_ru.as_ref())),
        ("perk-field-name-ko", named(words.name_ko.as_ref())),
        (
            "perk-field-description-en",
            described(words.description_en.as_ref()),
        ),
        (
            "perk-field-description-ru",
            described(words.description_ru.as_ref()),
        ),
        (
            "perk-field-description-ko",
            described(words.description_ko.as_ref()),
        ),
    ]
}

fn or_dash(text: Option<String>) -> String {
    text.unwrap_or_else(|| "—".to_owned())
}

fn named(text: Option<&String>) -> String {
    or_dash(text.map(|text| name(text)))
}

fn described(text: Option<&String>) -> String {
    escape::plain(text.map_or("", String::as_str), DESCRIPTION_SHOWN, "—")
}

fn date(at_ms: Option<Millis>) -> String {
    or_dash(at_ms.map(timestamp))
}

fn role(role: Option<RoleId>) -> String {
    or_dash(role.map(|role| format!("<@&{role}>")))
}

fn lasts(t: Translator<'_>, days: Option<i64>) -> String {
    match days {
        Some(days) => t.format("perk-days", &[("days", days.into())]),
        None => t.text("perk-days-none"),
    }
}

/// Why a perk was not changed, where that is about changing.
pub(super) fn refusal_text(t: Translator<'_>, refusal: &PerkRefusal) -> String {
    let named = |key: &str, perk: &str| t.format(key, &[("perk", name(perk).into())]);
    match refusal {
        PerkRefusal::Moment { typed, why } => moment_text(t, typed, *why),
        PerkRefusal::Window(why) => window_text(t, *why),
        PerkRefusal::DaysOutOfRange { max } => {
            t.format("perk-refused-days", &[("max", (*max).into())])
        }
        PerkRefusal::LastsNoRole => t.text("perk-refused-lasts-no-role"),
        PerkRefusal::StockBelowRedeemed {
            name: perk,
            redeemed,
            stock,
        } => t.format(
            "perk-refused-stock",
            &[
                ("perk", name(perk).into()),
                ("redeemed", (*redeemed).into()),
                ("stock", (*stock).into()),
            ],
        ),
        PerkRefusal::NothingToChange => t.text("perk-refused-nothing"),
        PerkRefusal::ReasonMissing => t.text("redemption-refused-reason-missing"),
        PerkRefusal::ReasonTooLong { max, length } => t.format(
            "award-refused-reason",
            &[("max", (*max).into()), ("length", (*length).into())],
        ),
        PerkRefusal::AlreadyPaused { name } => named("perk-refused-already-paused", name),
        PerkRefusal::ComingSoon { name } => named("perk-refused-coming-soon", name),
        _ => t.text("error-conflict"),
    }
}

fn window_text(t: Translator<'_>, why: WindowRefusal) -> String {
    match why {
        WindowRefusal::OpensInThePast { opens_at_ms } => t.format(
            "perk-refused-opens-past",
            &[("when", when(opens_at_ms).into())],
        ),
        WindowRefusal::ClosesInThePast { closes_at_ms } => t.format(
            "perk-refused-closes-past",
            &[("when", when(closes_at_ms).into())],
        ),
        WindowRefusal::ClosesBeforeItOpens {
            opens_at_ms,
            closes_at_ms,
        } => t.format(
            "perk-refused-window",
            &[
                ("opens", timestamp(opens_at_ms).into()),
                ("closes", timestamp(closes_at_ms).into()),
            ],
        ),
    }
}
