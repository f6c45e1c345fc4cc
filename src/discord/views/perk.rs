//! `/perk`: the catalogue as moderators see it.

use serenity::builder::{CreateActionRow, CreateButton};
use serenity::model::application::ButtonStyle;

use super::refusal::role_text;
use super::{BODY_LENGTH_MAX, Tone, View, lines, perk_name, person, sparks};
use crate::clock::Millis;
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::discord::role_rules::RoleProblem;
use crate::i18n::{Translator, timestamp_relative};
use crate::ids::{RoleId, UserId};
use crate::name::PerkName;
use crate::perks::{Perk, PerkKind, PerkPage, PerkState, PerkTerms};

/// How much of a moderator's reason is shown.
const REASON_SHOWN: usize = 100;

/// A perk was archived.
#[must_use]
pub fn archived(t: Translator<'_>, perk: &PerkName) -> View {
    View::new(
        Tone::Done,
        t.format("perk-archived", &[("perk", perk_name(t, perk).into())]),
    )
}

/// A perk is offered again.
#[must_use]
pub fn resumed(t: Translator<'_>, perk: &PerkName) -> View {
    View::new(
        Tone::Done,
        t.format("perk-resumed", &[("perk", perk_name(t, perk).into())]),
    )
}

/// All perks. Only `owner`, where there is one, can turn the page.
#[must_use]
pub fn list(t: Translator<'_>, owner: Option<UserId>, page: &PerkPage, now_ms: Millis) -> View {
    let title = t.text("perk-list-title");
    if page.perks.is_empty() {
        return View::new(Tone::Plain, t.text("perk-list-empty")).title(title);
    }
    let listed: Vec<String> = page
        .perks
        .iter()
        .map(|perk| line(t, perk, now_ms))
        .collect();
    let view = View::new(Tone::Plain, lines(t, &listed, BODY_LENGTH_MAX)).title(title);
    let Some(owner) = owner.filter(|_| page.number > 0 || page.has_next) else {
        return view;
    };
    let button = |key, number, enabled: bool| {
        let id = CustomId::Perks {
            owner,
            page: number,
        };
        CreateButton::new(id.encode())
            .style(ButtonStyle::Secondary)
            .label(t.text(key))
            .disabled(!enabled)
    };
    view.row(CreateActionRow::Buttons(vec![
        button("campaign-previous", page.number - 1, page.number > 0),
        button("campaign-next", page.number + 1, page.has_next),
    ]))
}

fn line(t: Translator<'_>, perk: &Perk, now_ms: Millis) -> String {
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
        PerkState::Paused if perk.paused_by.is_some() => paused_by(t, perk),
        PerkState::Paused => {
            let reason = pause_text(t, perk.pause_reason.as_deref().unwrap_or_default());
            format!(
                "⚠️ {}",
                t.format("perk-state-paused", &[("reason", reason.into())])
            )
        }
    };
    let issued = t.format("perk-issued", &[("count", perk.editions_issued.into())]);
    let line = format!(
        "{} · {} · {} · {stock} · {issued} · {state}",
        perk_name(t, &perk.called()),
        gives(t, perk.kind, perk.role_id),
        sparks(t, perk.price)
    );
    let terms = terms(t, perk, now_ms);
    if terms.is_empty() {
        line
    } else {
        format!("{line}\n-# {}", terms.join(" · "))
    }
}

/// A moderator's pause, in their words.
fn paused_by(t: Translator<'_>, perk: &Perk) -> String {
    let moderator = perk.paused_by.unwrap_or(UserId(0));
    let reason = perk.pause_reason.as_deref().unwrap_or_default();
    let text = t.format(
        "perk-state-paused-by",
        &[
            ("moderator", person(t, moderator).into()),
            ("reason", escape::plain(reason, REASON_SHOWN, "—").into()),
        ],
    );
    format!("⏸️ {text}")
}

/// When it can be redeemed, by whom, and how long its role lasts.
fn terms(t: Translator<'_>, perk: &Perk, now_ms: Millis) -> Vec<String> {
    let at = |key: &str, at_ms| t.format(key, &[("when", timestamp_relative(at_ms).into())]);
    let PerkTerms {
        opens_at_ms,
        closes_at_ms,
        required_role_id,
        minimum_earned,
        lasts_days,
    } = perk.terms;
    let mut terms = Vec::new();
    if let Some(days) = lasts_days {
        terms.push(t.format("perk-lasts", &[("days", days.into())]));
    }
    if let Some(opens_at_ms) = opens_at_ms.filter(|opens| *opens > now_ms) {
        terms.push(at("perk-opens", opens_at_ms));
    }
    match closes_at_ms {
        Some(closes_at_ms) if closes_at_ms > now_ms => {
            terms.push(at("catalogue-closes", closes_at_ms));
        }
        Some(closed_at_ms) => terms.push(at("perk-closed", closed_at_ms)),
        None => {}
    }
    if let Some(role) = required_role_id {
        let role = format!("<@&{role}>");
        terms.push(t.format("perk-needs-role", &[("role", role.into())]));
    }
    if let Some(minimum) = minimum_earned {
        let minimum = sparks(t, minimum);
        terms.push(t.format("perk-needs-earned", &[("minimum", minimum.into())]));
    }
    terms
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
