//! `/award`: what a member received, for all to see.

use super::{Tone, View, mention, name, sparks};
use crate::campaigns::Awarded;
use crate::discord::escape;
use crate::i18n::Translator;
use crate::ids::UserId;
use crate::ledger::REASON_LENGTH_MAX;

/// The announcement, in the server's language.
#[must_use]
pub fn announcement(
    t: Translator<'_>,
    member: UserId,
    awarded: &Awarded,
    reason: Option<&str>,
) -> View {
    let mut body = t.format(
        "award-announcement",
        &[
            ("member", mention(member).into()),
            ("amount", sparks(t, awarded.amount).into()),
            ("campaign", name(&awarded.campaign).into()),
        ],
    );
    if let Some(reason) = reason.map(str::trim).filter(|reason| !reason.is_empty()) {
        body.push_str("\n> ");
        body.push_str(&escape::plain(reason, 2 * REASON_LENGTH_MAX, "—"));
    }
    View::new(Tone::Done, body)
        .title(t.text("award-title"))
        .footer(t.format("award-receipt", &[("receipt", receipt(awarded).into())]))
}

/// What only the moderator reads: the budget and the member's balance.
#[must_use]
pub fn receipt_for_moderator(t: Translator<'_>, member: UserId, awarded: &Awarded) -> View {
    let left = match awarded.left {
        Some(left) => sparks(t, left),
        None => t.text("campaign-no-limit"),
    };
    View::new(
        Tone::Done,
        t.format(
            "award-done",
            &[
                ("member", mention(member).into()),
                ("amount", sparks(t, awarded.amount).into()),
                ("campaign", name(&awarded.campaign).into()),
            ],
        ),
    )
    .column(t.text("award-field-balance"), sparks(t, awarded.available))
    .column(t.text("award-field-left"), left)
    .column(t.text("receipt-field-number"), receipt(awarded))
}

fn receipt(awarded: &Awarded) -> String {
    format!("A-{}", awarded.transfer)
}
