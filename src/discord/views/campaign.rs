//! `/campaign`: what runs, and what is left of its budget.

use super::{BODY_LENGTH_MAX, Tone, View, lines, name, sparks};
use crate::campaigns::Campaign;
use crate::i18n::{Translator, timestamp_relative};

/// A campaign was created.
#[must_use]
pub fn created(t: Translator<'_>, campaign: &str, budget: Option<i64>) -> View {
    let name = name(campaign);
    let text = match budget {
        Some(budget) => t.format(
            "campaign-created",
            &[
                ("campaign", name.into()),
                ("budget", sparks(t, budget).into()),
            ],
        ),
        None => t.format(
            "campaign-created-without-limit",
            &[("campaign", name.into())],
        ),
    };
    View::new(Tone::Done, text)
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

/// All campaigns.
#[must_use]
pub fn list(t: Translator<'_>, campaigns: &[Campaign]) -> View {
    let title = t.text("campaign-list-title");
    if campaigns.is_empty() {
        return View::new(Tone::Plain, t.text("campaign-list-empty")).title(title);
    }
    let listed: Vec<String> = campaigns.iter().map(|campaign| line(t, campaign)).collect();
    View::new(Tone::Plain, lines(t, &listed, BODY_LENGTH_MAX)).title(title)
}

fn line(t: Translator<'_>, campaign: &Campaign) -> String {
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
    let state = match campaign.closed_at_ms {
        Some(closed_at_ms) => t.format(
            "campaign-state-closed",
            &[("when", timestamp_relative(closed_at_ms).into())],
        ),
        None => t.text("campaign-state-running"),
    };
    format!("{} · {spent} · {state}", name(&campaign.name))
}
