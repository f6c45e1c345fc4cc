//! What is posted to the staff channel: rows of the record and alerts, as lists.

use super::perk::pause_text;
use super::{BODY_LENGTH_MAX, Tone, View, lines, name, person, receipt, sparks};
use crate::alerts::{Alert, AlertKind};
use crate::i18n::{Translator, timestamp};
use crate::staff::PostKind;

/// How many of these lines stand in one message, in full: at least one.
#[must_use]
pub fn fitting(rows: &[String]) -> usize {
    let mut length = 0;
    let fit = rows.iter().take_while(|row| {
        length += row.chars().count() + 1;
        length <= BODY_LENGTH_MAX
    });
    fit.count().max(1)
}

/// A message with these lines.
#[must_use]
pub fn message(t: Translator<'_>, kind: PostKind, rows: &[String]) -> View {
    let title = match kind {
        PostKind::Record | PostKind::Queue => t.text("audit-title"),
        PostKind::Alert => format!("⚠️ {}", t.text("staff-alerts-title")),
    };
    View::new(Tone::Plain, lines(t, rows, BODY_LENGTH_MAX)).title(title)
}

/// An alert in a sentence or two, with what to do.
#[must_use]
pub fn alert(t: Translator<'_>, alert: &Alert) -> String {
    let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    let counted: i64 = number(&alert.detail).unwrap_or_default();
    let named = |text: &Option<String>| text.as_deref().map_or_else(|| "—".to_owned(), name);
    let member = alert.member.map(|member| person(t, member));
    let number = alert.redemption.map(receipt);
    let values = [
        ("perk", named(&alert.perk).into()),
        ("campaign", named(&alert.campaign).into()),
        ("left", counted.into()),
        ("count", counted.into()),
        ("initial", alert.initial_stock.unwrap_or_default().into()),
        ("budget", sparks(t, alert.budget.unwrap_or_default()).into()),
        ("receipt", number.unwrap_or_else(|| "—".to_owned()).into()),
        ("member", member.unwrap_or_else(|| "—".to_owned()).into()),
        (
            "reason",
            pause_text(t, alert.detail.as_deref().unwrap_or_default()).into(),
        ),
    ];
    let text = t.format(alert_key(alert.kind), &values);
    format!("{text}\n-# {}", timestamp(alert.raised_at_ms))
}

fn alert_key(kind: Option<AlertKind>) -> &'static str {
    match kind {
        Some(AlertKind::StockLow) => "staff-stock-low",
        Some(AlertKind::SoldOut) => "staff-sold-out",
        Some(AlertKind::BudgetLow) => "staff-budget-low",
        Some(AlertKind::BudgetSpent) => "staff-budget-spent",
        Some(AlertKind::RedemptionReview) => "staff-redemption-review",
        Some(AlertKind::RedemptionBlocked) => "staff-redemption-blocked",
        Some(AlertKind::RedemptionLate) => "staff-redemption-late",
        Some(AlertKind::PerkUndeliverable) => "staff-perk-undeliverable",
        Some(AlertKind::RolesStay) => "staff-roles-stay",
        Some(AlertKind::QueueWaits) => "staff-queue-waits",
        Some(AlertKind::DeliveryStopped) => "staff-delivery-stopped",
        Some(AlertKind::WebhooksGivenUp) => "staff-webhooks-given-up",
        None => "staff-unknown",
    }
}
