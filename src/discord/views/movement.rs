//! One movement of a statement in words: what it was, and what to quote when asking about it. `/sparks`, `/history` and
//! its file say the same.

use super::{name, perk_name, receipt as redemption_receipt};
use crate::i18n::{Translator, iso_day};
use crate::ledger::{EarnedBy, MovementKind, Receipt, Source};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What it was, names made harmless and bold.
#[must_use]
pub fn what(t: Translator<'_>, kind: &MovementKind) -> String {
    match kind {
        MovementKind::Award { campaign } => name(campaign),
        MovementKind::Redemption { perk, .. } | MovementKind::Refund { perk, .. } => {
            format!("{} {}", label(t, kind), perk_name(t, perk))
        }
        MovementKind::DebtPayment { campaign } => format!("{} {}", label(t, kind), name(campaign)),
        MovementKind::Earned { by: Some(by), .. } => earned_by(t, by),
        _ => label(t, kind),
    }
}

/// Where it came from or what it was for, without a name: the column of a file.
#[must_use]
pub fn source(t: Translator<'_>, kind: &MovementKind) -> String {
    match kind {
        MovementKind::Redemption { .. } | MovementKind::Refund { .. } => {
            t.text("movement-source-redemption")
        }
        _ => label(t, kind),
    }
}

fn label(t: Translator<'_>, kind: &MovementKind) -> String {
    match kind {
        MovementKind::Award { .. } => t.text("movement-source-campaign"),
        MovementKind::Earned { source, .. } => source_name(t, *source),
        MovementKind::Corrected(source) => {
            let source = source_name(t, *source);
            t.format("movement-corrected", &[("source", source.into())])
        }
        MovementKind::Redemption { is_open: true, .. } => t.text("movement-reserved"),
        MovementKind::Redemption { .. } => t.text("movement-redemption"),
        MovementKind::Refund {
            by_moderator: true, ..
        } => t.text("movement-refund-by-moderator"),
        MovementKind::Refund { .. } => t.text("movement-refund"),
        MovementKind::DebtPayment { .. } => t.text("movement-debt-payment"),
        MovementKind::Reversal { undone } => {
            t.format("movement-reversal", &[("receipt", receipt(*undone).into())])
        }
        MovementKind::Other => t.text("movement-other"),
    }
}

/// What gave them.
pub(super) fn source_name(t: Translator<'_>, source: Source) -> String {
    t.text(match source {
        Source::Trading => "movement-trading",
        Source::Subscription => "movement-subscription",
        Source::Referral => "movement-referral",
    })
}

fn earned_by(t: Translator<'_>, by: &EarnedBy) -> String {
    // The days of the product's rules are UTC's, wherever the reader is.
    let day = |day: i64| iso_day(day * DAY_MS);
    match by {
        EarnedBy::Trades(on) => t.format("movement-trading-day", &[("day", day(*on).into())]),
        EarnedBy::Plan(plan) => {
            t.format("movement-subscription-plan", &[("plan", name(plan).into())])
        }
        EarnedBy::InviteesTrades(on) => {
            t.format("movement-referral-trades", &[("day", day(*on).into())])
        }
        EarnedBy::InviteesPlan => t.text("movement-referral-plan"),
    }
}

/// What to quote when asking about it.
#[must_use]
pub fn receipt(receipt: Receipt) -> String {
    match receipt {
        Receipt::Award(transfer) => format!("A-{transfer}"),
        Receipt::Redemption(redemption) => redemption_receipt(redemption),
        Receipt::Transfer(transfer) => format!("T-{transfer}"),
    }
}
