//! Why nothing becomes of a batch as a whole.

use super::super::campaign_refusal::{award_text, when};
use super::super::{Tone, View, name, sparks};
use super::flaws;
use crate::campaigns::batch::BatchRefusal;
use crate::discord::attachment::FetchRefusal;
use crate::discord::roster::RosterRefusal;
use crate::i18n::Translator;

/// Why nothing becomes of a batch.
#[must_use]
pub fn refused(t: Translator<'_>, refusal: &BatchRefusal) -> View {
    let text = match refusal {
        BatchRefusal::Award(refusal) => return flaws::refused(t, award_text(t, refusal)),
        BatchRefusal::TotalOverBudget {
            campaign,
            total,
            left,
        } => {
            let values = [
                ("campaign", name(campaign).into()),
                ("amount", sparks(t, *total).into()),
                ("left", sparks(t, *left).into()),
            ];
            return flaws::refused(t, t.format("batch-refused-budget", &values));
        }
        BatchRefusal::TotalOverDayCap {
            campaign,
            total,
            room,
            resets_at_ms,
        } => {
            let values = [
                ("campaign", name(campaign).into()),
                ("amount", sparks(t, *total).into()),
                ("cap", sparks(t, room.cap).into()),
                ("left", sparks(t, room.left).into()),
                ("when", when(*resets_at_ms).into()),
            ];
            return flaws::refused(t, t.format("batch-refused-day-cap", &values));
        }
        BatchRefusal::Nobody => return flaws::refused(t, t.text("batch-refused-nobody")),
        BatchRefusal::TooManyLines { max } => {
            let text = t.format("batch-too-many-lines", &[("max", (*max).into())]);
            return flaws::refused(t, text);
        }
        BatchRefusal::Unknown => t.text("batch-refused-unknown"),
        BatchRefusal::NotYours => t.text("batch-refused-not-yours"),
        BatchRefusal::AlreadyConfirmed => t.text("batch-refused-confirmed"),
        BatchRefusal::NothingToUndo => t.text("batch-refused-nothing-to-undo"),
        BatchRefusal::StillPaying => t.text("batch-refused-still-paying"),
        BatchRefusal::ReasonMissing => t.text("undo-refused-reason-missing"),
        BatchRefusal::Conflict => t.text("undo-refused-conflict"),
    };
    View::new(Tone::Refused, text)
}

/// A file that can't be had.
#[must_use]
pub fn unfetched(t: Translator<'_>, refusal: FetchRefusal) -> View {
    match refusal {
        FetchRefusal::TooLarge { max } => flaws::too_large(t, max),
        FetchRefusal::Elsewhere | FetchRefusal::Failed => {
            flaws::refused(t, t.text("batch-file-not-fetched"))
        }
    }
}

/// Members who can't be listed.
#[must_use]
pub fn unlisted(t: Translator<'_>, refusal: RosterRefusal) -> View {
    let text = match refusal {
        RosterRefusal::NeedsIntent => t.text("batch-needs-intent"),
        RosterRefusal::TooMany { max } => {
            t.format("batch-needs-intent-for-many", &[("max", max.into())])
        }
        RosterRefusal::Away => t.text("batch-members-away"),
    };
    flaws::refused(t, text)
}
