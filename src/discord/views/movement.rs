//! One movement of a statement in words: what it was, and what to quote when asking about it. `/sparks`, `/history` and
//! its file say the same.

use super::{name, perk_name, receipt as redemption_receipt};
use crate::i18n::Translator;
use crate::ledger::{MovementKind, Receipt, Source};

/// What it was, names made harmless and bold.
#[must_use]
pub fn what(t: Translator<'_>, kind: &MovementKind) -> String {
    match kind {
        MovementKind::Award { campaign } => name(campaign),
        MovementKind::Redemption { perk, .. } | MovementKind::Refund { perk, .. } => {
            format!("{} {}", label(t, kind), perk_name(t, perk))
        }
        MovementKind::DebtPayment { campaign } => format!("{} {}", label(t, kind), name(campaign)),
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
        MovementKind::Earned(source) => t.text(match source {
            Source::Trading => "movement-trading",
            Source::Subscription => "movement-subscription",
            Source::Referral => "movement-referral",
        }),
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

/// What to quote when asking about it.
#[must_use]
pub fn receipt(receipt: Receipt) -> String {
    match receipt {
        Receipt::Award(transfer) => format!("A-{transfer}"),
        Receipt::Redemption(redemption) => redemption_receipt(redemption),
        Receipt::Transfer(transfer) => format!("T-{transfer}"),
    }
}
