//! `/award`: what a member received, for all to see.

use super::{Tone, View, mention, name, sparks};
use crate::campaigns::{Awarded, CapLeft, DAY_MS};
use crate::clock::Millis;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp_relative};
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

/// What only the moderator reads: the budget and the member's balance, and each limit that is near.
#[must_use]
pub fn receipt_for_moderator(
    t: Translator<'_>,
    member: UserId,
    awarded: &Awarded,
    now_ms: Millis,
) -> View {
    let left = match awarded.left {
        Some(left) => sparks(t, left),
        None => t.text("campaign-no-limit"),
    };
    let mut view = View::new(
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
    .column(t.text("receipt-field-number"), receipt(awarded));
    if awarded.paid > 0 {
        view = view
            .column(t.text("award-field-paid"), sparks(t, awarded.paid))
            .column(t.text("award-field-owed"), sparks(t, awarded.owed));
    }
    let near = |left: Option<CapLeft>| left.filter(|left| left.is_near());
    if let Some(room) = near(awarded.member_left) {
        view = view.column(t.text("award-field-member-left"), left_of(t, room));
    }
    if let Some(room) = near(awarded.moderator_left) {
        view = view.column(t.text("award-field-moderator-left"), left_of(t, room));
    }
    match awarded.ends_at_ms {
        Some(ends_at_ms) if ends_at_ms - now_ms <= DAY_MS => view.column(
            t.text("campaign-field-ends"),
            timestamp_relative(ends_at_ms),
        ),
        _ => view,
    }
}

fn left_of(t: Translator<'_>, room: CapLeft) -> String {
    t.format(
        "award-left-of",
        &[
            ("left", t.number(room.left).into()),
            ("cap", sparks(t, room.cap).into()),
        ],
    )
}

fn receipt(awarded: &Awarded) -> String {
    format!("A-{}", awarded.transfer)
}
