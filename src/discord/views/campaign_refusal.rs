//! Why something about a campaign was refused: a change of it, a date, or an award from it.

use super::refusal::name_text;
use super::{Tone, View, name, sparks};
use crate::campaigns::{AwardRefusal, CampaignRefusal, CapLeft, MomentRefusal};
use crate::clock::Millis;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp, timestamp_relative};

/// How much of what was typed is shown again.
const TYPED_SHOWN: usize = 100;

/// When something is, and how far away that is.
#[must_use]
pub fn when(at_ms: Millis) -> String {
    format!("{} ({})", timestamp(at_ms), timestamp_relative(at_ms))
}

/// Why Sparks were not awarded.
#[must_use]
pub fn award(t: Translator<'_>, refusal: &AwardRefusal) -> View {
    View::new(Tone::Refused, award_text(t, refusal))
}

/// The same in words, for where it is part of another answer.
#[must_use]
pub fn award_text(t: Translator<'_>, refusal: &AwardRefusal) -> String {
    match refusal {
        AwardRefusal::Bot => t.text("award-refused-bot"),
        AwardRefusal::Yourself => t.text("award-refused-yourself"),
        AwardRefusal::AmountOutOfRange { max } => {
            t.format("award-refused-amount", &[("max", (*max).into())])
        }
        AwardRefusal::ReasonTooLong { max, length } => t.format(
            "award-refused-reason",
            &[("max", (*max).into()), ("length", (*length).into())],
        ),
        AwardRefusal::UnknownCampaign => t.text("award-refused-unknown-campaign"),
        AwardRefusal::CampaignClosed {
            campaign,
            closed_at_ms,
        } => {
            let when = timestamp_relative(*closed_at_ms);
            named(t, "award-refused-campaign-closed", campaign, when)
        }
        AwardRefusal::NotStarted {
            campaign,
            starts_at_ms,
        } => {
            let when = when(*starts_at_ms);
            named(t, "award-refused-not-started", campaign, when)
        }
        AwardRefusal::Ended {
            campaign,
            ends_at_ms,
        } => named(t, "award-refused-ended", campaign, when(*ends_at_ms)),
        _ => limit(t, refusal),
    }
}

fn named(t: Translator<'_>, key: &str, campaign: &str, when: String) -> String {
    let campaign = name(campaign);
    t.format(key, &[("campaign", campaign.into()), ("when", when.into())])
}

/// A cap or a budget, with its numbers.
fn limit(t: Translator<'_>, refusal: &AwardRefusal) -> String {
    let room_text = |key: &str, campaign: &str, room: &CapLeft, when: String| {
        t.format(
            key,
            &[
                ("campaign", name(campaign).into()),
                ("cap", sparks(t, room.cap).into()),
                ("used", sparks(t, room.used).into()),
                ("left", sparks(t, room.left).into()),
                ("when", when.into()),
            ],
        )
    };
    match refusal {
        AwardRefusal::OverAwardCap { campaign, cap } => t.format(
            "award-refused-award-cap",
            &[
                ("campaign", name(campaign).into()),
                ("cap", sparks(t, *cap).into()),
            ],
        ),
        AwardRefusal::OverMemberCap { campaign, room } => {
            room_text("award-refused-member-cap", campaign, room, String::new())
        }
        AwardRefusal::OverModeratorDayCap {
            campaign,
            room,
            resets_at_ms,
        } => {
            let when = when(*resets_at_ms);
            room_text("award-refused-moderator-cap", campaign, room, when)
        }
        AwardRefusal::OverBudget { campaign, left } => t.format(
            "award-refused-over-budget",
            &[
                ("campaign", name(campaign).into()),
                ("left", sparks(t, *left).into()),
            ],
        ),
        _ => t.text("error-conflict"),
    }
}

/// Why a campaign was not created or changed.
#[must_use]
pub fn campaign(t: Translator<'_>, refusal: &CampaignRefusal) -> View {
    let text = match refusal {
        CampaignRefusal::Name(refusal) => name_text(t, *refusal),
        CampaignRefusal::NameTaken { name: taken } => t.format(
            "campaign-refused-name-taken",
            &[("campaign", name(taken).into())],
        ),
        CampaignRefusal::NotClosed { name: open } => t.format(
            "campaign-refused-not-closed",
            &[("campaign", name(open).into())],
        ),
        CampaignRefusal::BudgetOutOfRange { max } => {
            t.format("campaign-refused-budget", &[("max", (*max).into())])
        }
        CampaignRefusal::BudgetBelowSpent {
            name: campaign,
            spent,
            budget,
        } => t.format(
            "campaign-refused-budget-below-spent",
            &[
                ("campaign", name(campaign).into()),
                ("spent", sparks(t, *spent).into()),
                ("budget", sparks(t, *budget).into()),
            ],
        ),
        CampaignRefusal::CapOutOfRange { max } => {
            t.format("campaign-refused-cap", &[("max", (*max).into())])
        }
        CampaignRefusal::DescriptionTooLong { max, length } => t.format(
            "campaign-refused-description",
            &[("max", (*max).into()), ("length", (*length).into())],
        ),
        CampaignRefusal::NothingToChange => t.text("campaign-refused-nothing-to-change"),
        CampaignRefusal::Unknown => t.text("campaign-refused-unknown"),
        CampaignRefusal::NoneSuch => t.text("campaign-refused-none-such"),
        CampaignRefusal::Conflict => t.text("error-conflict"),
        CampaignRefusal::Moment { typed, why } => moment_text(t, typed, *why),
        _ => dates(t, refusal),
    };
    View::new(Tone::Refused, text)
}

/// Dates that can be read, but not used.
fn dates(t: Translator<'_>, refusal: &CampaignRefusal) -> String {
    match refusal {
        CampaignRefusal::StartPassed { starts_at_ms } => t.format(
            "campaign-refused-start-passed",
            &[("when", when(*starts_at_ms).into())],
        ),
        CampaignRefusal::EndPassed { ends_at_ms } => t.format(
            "campaign-refused-end-passed",
            &[("when", when(*ends_at_ms).into())],
        ),
        CampaignRefusal::EndsBeforeStart {
            starts_at_ms,
            ends_at_ms,
        } => t.format(
            "campaign-refused-ends-before-start",
            &[
                ("starts", timestamp(*starts_at_ms).into()),
                ("ends", timestamp(*ends_at_ms).into()),
            ],
        ),
        CampaignRefusal::AlreadyStarted {
            name: campaign,
            starts_at_ms,
        } => named(
            t,
            "campaign-refused-already-started",
            campaign,
            when(*starts_at_ms),
        ),
        _ => t.text("error-conflict"),
    }
}

/// A date that can't be read.
#[must_use]
pub fn moment(t: Translator<'_>, typed: &str, why: MomentRefusal) -> View {
    View::new(Tone::Refused, moment_text(t, typed, why))
}

/// The same without a message around it.
pub(super) fn moment_text(t: Translator<'_>, typed: &str, why: MomentRefusal) -> String {
    let why = match why {
        MomentRefusal::Unreadable => t.text("moment-unreadable"),
        MomentRefusal::NoSuchTime => t.text("moment-no-such-time"),
        MomentRefusal::SpanOutOfRange => t.text("moment-span-out-of-range"),
    };
    let typed = escape::plain(typed, TYPED_SHOWN, "—");
    t.format(
        "moment-refused",
        &[("typed", typed.into()), ("why", why.into())],
    )
}
