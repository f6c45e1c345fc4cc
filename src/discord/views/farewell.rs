//! What a member is told when a role that they redeemed for a time is over.

use super::{Tone, View, edition, perk_name};
use crate::fulfilment::Farewell;
use crate::i18n::{Translator, timestamp_relative};

/// The message.
#[must_use]
pub fn view(t: Translator<'_>, farewell: &Farewell) -> View {
    let body = t.format(
        "farewell-body",
        &[
            ("perk", perk_name(t, &farewell.perk).into()),
            ("edition", edition(farewell.edition).into()),
            ("when", timestamp_relative(farewell.ended_at_ms).into()),
        ],
    );
    let view = View::new(Tone::Plain, body).title(t.text("farewell-title"));
    if farewell.is_offered {
        view.footer(t.text("farewell-again"))
    } else {
        view
    }
}
