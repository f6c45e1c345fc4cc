//! `/campaign show`: one campaign, with what became of its Sparks.

use super::campaign::{budget_text, description, state, with_rules};
use super::campaign_refusal::when;
use super::{FIELD_LENGTH_MAX, Tone, View, lines, mention, sparks};
use crate::campaigns::{CampaignReport, Day, month_and_day};
use crate::clock::Millis;
use crate::discord::escape;
use crate::i18n::Translator;

/// The longest name, each character of which may need a mark before it.
const TITLE_SHOWN: usize = 2 * crate::name::NAME_LENGTH_MAX;
/// How many steps the longest bar has.
const BAR_STEPS: i64 = 8;

/// The report.
#[must_use]
pub fn view(t: Translator<'_>, report: &CampaignReport, now_ms: Millis) -> View {
    let campaign = &report.campaign;
    let body = description(t, &campaign.descriptions).unwrap_or_default();
    let mut view = View::new(Tone::Plain, body)
        .title(escape::plain(&campaign.name, TITLE_SHOWN, "—"))
        .column(t.text("campaign-field-state"), state(t, campaign, now_ms))
        .column(t.text("campaign-field-spent"), sparks(t, campaign.spent))
        .column(
            t.text("campaign-field-left"),
            budget_text(t, campaign.left()),
        )
        .column(t.text("campaign-field-members"), t.number(report.members))
        .column(t.text("campaign-field-awards"), t.number(report.awards));
    if let Some(starts_at_ms) = campaign.rules.starts_at_ms {
        view = view.column(t.text("campaign-field-starts"), when(starts_at_ms));
    }
    view = with_rules(t, view, &campaign.rules);
    if !report.top.is_empty() {
        let row = |(member, received): &(_, i64)| {
            format!("{} · {}", mention(*member), t.number(*received))
        };
        let top: Vec<String> = report.top.iter().map(row).collect();
        view = view.section(
            t.text("campaign-field-top"),
            lines(t, &top, FIELD_LENGTH_MAX),
        );
    }
    view.section(t.text("campaign-field-days"), chart(t, &report.days))
}

/// A row a day: its date, a bar by its Sparks, how many awards, how many Sparks. As code, so that it stands in columns.
fn chart(t: Translator<'_>, days: &[Day]) -> String {
    let most = days.iter().map(|day| day.amount).max().unwrap_or(0);
    if most == 0 && days.iter().all(|day| day.awards == 0) {
        return t.text("campaign-days-none");
    }
    let width = |text: fn(&Day) -> i64| {
        let lengths = days.iter().map(|day| t.number(text(day)).chars().count());
        lengths.max().unwrap_or(0)
    };
    let (awards_width, amount_width) = (width(|day| day.awards), width(|day| day.amount));
    let row = |day: &Day| {
        let (month, date) = month_and_day(day.begins_at_ms);
        let bar = bar(day.amount, most);
        let (awards, amount) = (t.number(day.awards), t.number(day.amount));
        format!("`{month:02}-{date:02} {bar} {awards:>awards_width$} {amount:>amount_width$}`")
    };
    let rows: Vec<String> = days.iter().map(row).collect();
    format!("{}\n-# {}", rows.join("\n"), t.text("campaign-days-legend"))
}

/// A day with anything has at least one step.
fn bar(amount: i64, most: i64) -> String {
    let steps = if amount <= 0 {
        0
    } else {
        // What a day awards is far below what would not fit when multiplied by the steps.
        (amount.saturating_mul(BAR_STEPS) / most.max(1)).clamp(1, BAR_STEPS)
    };
    let filled = usize::try_from(steps).unwrap_or(0);
    let empty = usize::try_from(BAR_STEPS - steps).unwrap_or(0);
    "█".repeat(filled) + &"·".repeat(empty)
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn bars_are_as_long_as_each_other_and_show_the_little() {
        for (amount, most, expected) in [
            (0, 0, "········"),
            (0, 100, "········"),
            (1, 1_000, "█·······"),
            (500, 1_000, "████····"),
            (1_000, 1_000, "████████"),
            (i64::MAX, i64::MAX, "█·······"),
        ] {
            assert_eq!(bar(amount, most), expected, "{amount} of {most}");
        }
    }
}
