//! `/privacy`: what others see of a member.

use super::{Tone, View, refusal};
use crate::i18n::Translator;
use crate::leaderboard::HideOutcome;

/// Whether the member is on the boards now.
#[must_use]
pub fn visibility(t: Translator<'_>, hidden: bool, outcome: HideOutcome) -> View {
    match (outcome, hidden) {
        (HideOutcome::Changed, true) => View::new(Tone::Done, t.text("privacy-hidden")),
        (HideOutcome::Changed, false) => View::new(Tone::Done, t.text("privacy-shown")),
        (HideOutcome::Unchanged, true) => View::new(Tone::Plain, t.text("privacy-hidden-already")),
        (HideOutcome::Unchanged, false) => View::new(Tone::Plain, t.text("privacy-shown-already")),
        (HideOutcome::Conflict, _) => refusal::plain(t, "error-conflict"),
    }
}
