//! `/perk`: the catalogue as moderators see it.

use super::refusal::role_text;
use super::{BODY_LENGTH_MAX, Tone, View, lines, name, sparks};
use crate::discord::role_rules::RoleProblem;
use crate::i18n::Translator;
use crate::ids::RoleId;
use crate::perks::{Perk, PerkKind, PerkState};

/// A perk was added.
#[must_use]
pub fn added(t: Translator<'_>, perk: &str, price: i64, role: u64) -> View {
    let values = [
        ("perk", name(perk).into()),
        ("price", sparks(t, price).into()),
        ("role", format!("<@&{role}>").into()),
    ];
    View::new(Tone::Done, t.format("perk-added", &values))
}

/// A perk that is no role was added.
#[must_use]
pub fn added_manual(
    t: Translator<'_>,
    perk: &str,
    price: i64,
    kind: PerkKind,
    coming_soon: bool,
) -> View {
    let key = match (coming_soon, kind) {
        (true, _) => "perk-added-coming-soon",
        (false, PerkKind::Ticket) => "perk-added-ticket",
        (false, _) => "perk-added-manual",
    };
    let values = [
        ("perk", name(perk).into()),
        ("price", sparks(t, price).into()),
        ("kind", gives(t, kind, None).into()),
    ];
    View::new(Tone::Done, t.format(key, &values))
}

/// A perk was archived.
#[must_use]
pub fn archived(t: Translator<'_>, perk: &str) -> View {
    View::new(
        Tone::Done,
        t.format("perk-archived", &[("perk", name(perk).into())]),
    )
}

/// A perk is offered again.
#[must_use]
pub fn resumed(t: Translator<'_>, perk: &str) -> View {
    View::new(
        Tone::Done,
        t.format("perk-resumed", &[("perk", name(perk).into())]),
    )
}

/// All perks.
#[must_use]
pub fn list(t: Translator<'_>, perks: &[Perk]) -> View {
    let title = t.text("perk-list-title");
    if perks.is_empty() {
        return View::new(Tone::Plain, t.text("perk-list-empty")).title(title);
    }
    let listed: Vec<String> = perks.iter().map(|perk| line(t, perk)).collect();
    View::new(Tone::Plain, lines(t, &listed, BODY_LENGTH_MAX)).title(title)
}

fn line(t: Translator<'_>, perk: &Perk) -> String {
    let stock = match (perk.stock_left, perk.initial_stock) {
        (Some(left), Some(initial)) => t.format(
            "perk-stock",
            &[("left", left.into()), ("initial", initial.into())],
        ),
        _ => t.text("perk-stock-unlimited"),
    };
    let state = match perk.state {
        PerkState::Active => t.text("perk-state-active"),
        PerkState::ComingSoon => t.text("perk-state-coming-soon"),
        PerkState::Archived => t.text("perk-state-archived"),
        PerkState::Paused => {
            let reason = pause_text(t, perk.pause_reason.as_deref().unwrap_or_default());
            format!(
                "⚠️ {}",
                t.format("perk-state-paused", &[("reason", reason.into())])
            )
        }
    };
    let issued = t.format("perk-issued", &[("count", perk.editions_issued.into())]);
    format!(
        "{} · {} · {} · {stock} · {issued} · {state}",
        name(&perk.name),
        gives(t, perk.kind, perk.role_id),
        sparks(t, perk.price)
    )
}

/// What a perk gives: its role, or what it is.
pub(super) fn gives(t: Translator<'_>, kind: PerkKind, role: Option<RoleId>) -> String {
    let key = match (kind, role) {
        (_, Some(role)) => return format!("<@&{role}>"),
        (PerkKind::Ticket, _) => "perk-kind-ticket",
        (PerkKind::Whitelist, _) => "perk-kind-whitelist",
        (PerkKind::Boost, _) => "perk-kind-boost",
        (PerkKind::Plan, _) => "perk-kind-plan",
        (PerkKind::Role | PerkKind::Other, _) => "perk-kind-other",
    };
    t.text(key)
}

/// Why a perk is paused, from what was stored.
pub(super) fn pause_text(t: Translator<'_>, reason: &str) -> String {
    match RoleProblem::from_pause_reason(reason) {
        Some(problem) => role_text(t, &problem),
        None => t.format(
            "perk-pause-discord",
            &[("code", reason.trim_start_matches("discord:").into())],
        ),
    }
}
