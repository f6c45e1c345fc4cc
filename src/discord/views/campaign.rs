//! `/campaign`: what runs, what is left of its budget, and what changed; `/campaigns`: the same for members.

use serenity::builder::{CreateActionRow, CreateButton};
use serenity::model::application::ButtonStyle;

use super::campaign_refusal::when;
use super::{BODY_LENGTH_MAX, CHANGES_LENGTH_MAX, Tone, View, lines, name, sparks};
use crate::campaigns::{
    Campaign, CampaignChange, CampaignPage, CampaignState, DESCRIPTION_LENGTH_MAX, Descriptions,
    Rules,
};
use crate::clock::Millis;
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::{Locale, Translator, timestamp, timestamp_relative};
use crate::ids::UserId;

/// A campaign was created.
#[must_use]
pub fn created(
    t: Translator<'_>,
    campaign: &str,
    budget: Option<i64>,
    rules: &Rules,
    now_ms: Millis,
) -> View {
    let campaign = name(campaign);
    let starts_later = rules.starts_at_ms.filter(|starts| *starts > now_ms);
    let text = match (starts_later, budget) {
        (Some(starts_at_ms), _) => t.format(
            "campaign-planned",
            &[
                ("campaign", campaign.into()),
                ("when", when(starts_at_ms).into()),
                ("budget", budget_text(t, budget).into()),
            ],
        ),
        (None, Some(budget)) => t.format(
            "campaign-created",
            &[
                ("campaign", campaign.into()),
                ("budget", sparks(t, budget).into()),
            ],
        ),
        (None, None) => t.format(
            "campaign-created-without-limit",
            &[("campaign", campaign.into())],
        ),
    };
    with_rules(t, View::new(Tone::Done, text), rules)
}

pub(super) fn budget_text(t: Translator<'_>, budget: Option<i64>) -> String {
    match budget {
        Some(budget) => sparks(t, budget),
        None => t.text("campaign-no-limit"),
    }
}

/// What is set of dates and caps.
pub(super) fn with_rules(t: Translator<'_>, mut view: View, rules: &Rules) -> View {
    if let Some(ends_at_ms) = rules.ends_at_ms {
        view = view.column(t.text("campaign-field-ends"), when(ends_at_ms));
    }
    for (key, cap) in caps(t, rules) {
        if let Some(cap) = cap {
            view = view.column(key, sparks(t, cap));
        }
    }
    view
}

fn caps(t: Translator<'_>, rules: &Rules) -> [(String, Option<i64>); 3] {
    [
        (t.text("campaign-field-award-cap"), rules.award_cap),
        (t.text("campaign-field-member-cap"), rules.member_cap),
        (
            t.text("campaign-field-moderator-cap"),
            rules.moderator_day_cap,
        ),
    ]
}

/// A campaign was changed.
#[must_use]
pub fn edited(t: Translator<'_>, before: &Campaign, after: &Campaign) -> View {
    let was = CampaignChange::of(before, after);
    let is = CampaignChange::of(after, before);
    let text = t.format("campaign-edited", &[("campaign", name(&after.name).into())]);
    let changes = changes(t, &was, &is);
    let listed = lines(t, &changes, CHANGES_LENGTH_MAX);
    View::new(Tone::Done, format!("{text}\n{listed}"))
}

/// What changed, one line each.
#[must_use]
pub fn changes(t: Translator<'_>, was: &CampaignChange, is: &CampaignChange) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |what: String, was: String, is: String| {
        if was != is {
            lines.push(format!("{what}: {was} → {is}"));
        }
    };
    if let (Some(was), Some(is)) = (&was.name, &is.name) {
        line(t.text("campaign-field-name"), name(was), name(is));
    }
    if let (Some(was), Some(is)) = (was.budget, is.budget) {
        let budget = |budget: i64| budget_text(t, Some(budget).filter(|budget| *budget > 0));
        line(t.text("campaign-field-budget"), budget(was), budget(is));
    }
    if let (Some(was), Some(is)) = (&was.rules, &is.rules) {
        let date = |at_ms: Option<Millis>| at_ms.map_or_else(|| "—".to_owned(), timestamp);
        let (start, end) = (
            t.text("campaign-field-starts"),
            t.text("campaign-field-ends"),
        );
        line(start, date(was.starts_at_ms), date(is.starts_at_ms));
        line(end, date(was.ends_at_ms), date(is.ends_at_ms));
        for ((what, was), (_, is)) in caps(t, was).into_iter().zip(caps(t, is)) {
            line(what, budget_text(t, was), budget_text(t, is));
        }
    }
    if let (Some(was), Some(is)) = (&was.descriptions, &is.descriptions) {
        let texts = [
            (t.text("campaign-field-description-en"), &was.en, &is.en),
            (t.text("campaign-field-description-ru"), &was.ru, &is.ru),
            (t.text("campaign-field-description-ko"), &was.ko, &is.ko),
        ];
        for (what, was, is) in texts {
            line(what, described(was.as_ref()), described(is.as_ref()));
        }
    }
    lines
}

fn described(text: Option<&String>) -> String {
    escape::plain(
        text.map_or("", String::as_str),
        2 * DESCRIPTION_LENGTH_MAX,
        "—",
    )
}

/// A campaign was closed.
#[must_use]
pub fn closed(t: Translator<'_>, campaign: &str, spent: i64, left: Option<i64>) -> View {
    let mut view = View::new(
        Tone::Done,
        t.format("campaign-closed", &[("campaign", name(campaign).into())]),
    )
    .column(t.text("campaign-field-spent"), sparks(t, spent));
    if let Some(left) = left {
        view = view.column(t.text("campaign-field-left"), sparks(t, left));
    }
    view
}

/// A campaign was taken up again.
#[must_use]
pub fn reopened(t: Translator<'_>, campaign: &Campaign, now_ms: Millis) -> View {
    let mut text = t.format(
        "campaign-reopened",
        &[("campaign", name(&campaign.name).into())],
    );
    if campaign.state(now_ms) == CampaignState::Ended {
        text = format!("{text} {}", t.text("campaign-reopened-over"));
    }
    View::new(Tone::Done, text)
        .column(t.text("campaign-field-state"), state(t, campaign, now_ms))
        .column(t.text("campaign-field-spent"), sparks(t, campaign.spent))
        .column(
            t.text("campaign-field-left"),
            budget_text(t, campaign.left()),
        )
}

/// All campaigns, a page at a time.
#[must_use]
pub fn list(t: Translator<'_>, owner: Option<UserId>, page: &CampaignPage, now_ms: Millis) -> View {
    let title = t.text("campaign-list-title");
    if page.campaigns.is_empty() {
        return View::new(Tone::Plain, t.text("campaign-list-empty")).title(title);
    }
    let listed: Vec<String> = page
        .campaigns
        .iter()
        .map(|campaign| line(t, campaign, now_ms))
        .collect();
    let view = View::new(Tone::Plain, lines(t, &listed, BODY_LENGTH_MAX)).title(title);
    let Some(owner) = owner.filter(|_| page.number > 0 || page.has_next) else {
        return view;
    };
    let button = |key, number, enabled: bool| {
        let id = CustomId::Campaigns {
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

fn line(t: Translator<'_>, campaign: &Campaign, now_ms: Millis) -> String {
    let spent = match campaign.budget {
        Some(budget) => t.format(
            "campaign-spent-of",
            &[
                ("spent", t.number(campaign.spent).into()),
                ("budget", sparks(t, budget).into()),
            ],
        ),
        None => t.format(
            "campaign-spent",
            &[("spent", sparks(t, campaign.spent).into())],
        ),
    };
    let state = state(t, campaign, now_ms);
    format!("{} · {spent} · {state}", name(&campaign.name))
}

/// Where a campaign is in its life, in a few words.
#[must_use]
pub fn state(t: Translator<'_>, campaign: &Campaign, now_ms: Millis) -> String {
    let since = |key: &str, at_ms: Option<Millis>| {
        let when = at_ms.map(timestamp_relative).unwrap_or_default();
        t.format(key, &[("when", when.into())])
    };
    let rules = &campaign.rules;
    match (campaign.state(now_ms), rules.ends_at_ms) {
        (CampaignState::Closed, _) => since("campaign-state-closed", campaign.closed_at_ms),
        (CampaignState::Planned, _) => since("campaign-state-planned", rules.starts_at_ms),
        (CampaignState::Ended, ends) => since("campaign-state-ended", ends),
        (CampaignState::Running, Some(ends)) => since("campaign-state-running-until", Some(ends)),
        (CampaignState::Running, None) => t.text("campaign-state-running"),
    }
}

/// What members read: in their own language where it was written, else in one that was.
#[must_use]
pub fn description(t: Translator<'_>, descriptions: &Descriptions) -> Option<String> {
    let Descriptions { en, ru, ko } = descriptions;
    let order = match t.locale() {
        Locale::EnUs => [en, ru, ko],
        Locale::Ru => [ru, en, ko],
        Locale::Ko => [ko, en, ru],
    };
    let text = order.into_iter().flatten().next()?;
    Some(described(Some(text)))
}

/// What runs and what comes, for members: no budgets.
#[must_use]
pub fn for_members(t: Translator<'_>, campaigns: &[Campaign], now_ms: Millis) -> View {
    let title = t.text("campaigns-title");
    if campaigns.is_empty() {
        return View::new(Tone::Plain, t.text("campaigns-empty")).title(title);
    }
    let shown = |campaign: &Campaign| {
        let head = format!("{} · {}", name(&campaign.name), state(t, campaign, now_ms));
        match description(t, &campaign.descriptions) {
            Some(description) => format!("{head}\n{description}"),
            None => head,
        }
    };
    let shown: Vec<String> = campaigns.iter().map(shown).collect();
    View::new(Tone::Plain, lines(t, &shown, BODY_LENGTH_MAX)).title(title)
}
