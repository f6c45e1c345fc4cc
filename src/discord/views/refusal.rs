//! Refusals and faults in words: what the reader can do about it, always.

use serenity::model::Permissions;

use super::campaign_refusal::when;
use super::redeem::void_key;
use super::redeem_form::answer_text;
use super::{Tone, View, mention, perk_name, person, sparks};
use crate::discord::role_rules::{RoleProblem, dangerous};
use crate::fulfilment::DecisionRefusal;
use crate::i18n::{Translator, timestamp_relative};
use crate::name::{NAME_LENGTH_MAX, NameRefusal, PerkName};
use crate::perks::{Decision, PerkRefusal, RedeemRefusal, Resolution};

/// A refusal whose text mentions nothing.
#[must_use]
pub fn plain(t: Translator<'_>, key: &str) -> View {
    View::new(Tone::Refused, t.text(key))
}

/// Something unexpected: the reader gets only the number under which the log has the rest.
#[must_use]
pub fn fault(t: Translator<'_>, incident: &str) -> View {
    View::new(
        Tone::Refused,
        t.format("error-fault", &[("incident", incident.into())]),
    )
}

/// The disk takes nothing.
#[must_use]
pub fn not_saved(t: Translator<'_>, incident: &str) -> View {
    View::new(
        Tone::Refused,
        t.format("error-not-saved", &[("incident", incident.into())]),
    )
}

/// Why a perk can't be redeemed.
#[must_use]
pub fn redeem(t: Translator<'_>, refusal: &RedeemRefusal) -> View {
    View::new(Tone::Refused, redeem_text(t, refusal)).footer(t.text("redeem-nothing-charged"))
}

/// The same in one line, also for the catalogue.
#[must_use]
pub fn redeem_text(t: Translator<'_>, refusal: &RedeemRefusal) -> String {
    match refusal {
        RedeemRefusal::UnknownPerk => t.text("redeem-refused-unknown"),
        RedeemRefusal::Archived { perk } => t.format(
            "redeem-refused-archived",
            &[("perk", perk_name(t, perk).into())],
        ),
        RedeemRefusal::ComingSoon { perk } => t.format(
            "redeem-refused-coming-soon",
            &[("perk", perk_name(t, perk).into())],
        ),
        RedeemRefusal::Paused { perk } => t.format(
            "redeem-refused-paused",
            &[("perk", perk_name(t, perk).into())],
        ),
        RedeemRefusal::PriceChanged {
            perk,
            confirmed,
            price,
        } => t.format(
            "redeem-refused-price-changed",
            &[
                ("perk", perk_name(t, perk).into()),
                ("confirmed", sparks(t, *confirmed).into()),
                ("price", sparks(t, *price).into()),
            ],
        ),
        RedeemRefusal::DaysChanged { perk } => t.format(
            "redeem-refused-days-changed",
            &[("perk", perk_name(t, perk).into())],
        ),
        RedeemRefusal::LimitReached { perk, limit } => t.format(
            "redeem-refused-limit",
            &[
                ("perk", perk_name(t, perk).into()),
                ("limit", (*limit).into()),
            ],
        ),
        RedeemRefusal::OwnsRole { perk } => t.format(
            "redeem-refused-owns-role",
            &[("perk", perk_name(t, perk).into())],
        ),
        RedeemRefusal::SoldOut { perk } => t.format(
            "redeem-refused-sold-out",
            &[("perk", perk_name(t, perk).into())],
        ),
        RedeemRefusal::InsufficientSparks {
            perk,
            price,
            available,
        } => t.format(
            "redeem-refused-insufficient",
            &[
                ("perk", perk_name(t, perk).into()),
                ("price", sparks(t, *price).into()),
                ("available", sparks(t, *available).into()),
                ("missing", sparks(t, price - available).into()),
            ],
        ),
        RedeemRefusal::NotOpenYet { .. }
        | RedeemRefusal::Closed { .. }
        | RedeemRefusal::RoleRequired { .. }
        | RedeemRefusal::TooFewEarned { .. } => terms_text(t, refusal),
        RedeemRefusal::Answer { why, .. } => answer_text(t, why),
        RedeemRefusal::Conflict => t.text("error-conflict"),
    }
}

/// When a perk can be redeemed, and by whom.
fn terms_text(t: Translator<'_>, refusal: &RedeemRefusal) -> String {
    match refusal {
        RedeemRefusal::NotOpenYet { perk, opens_at_ms } => t.format(
            "redeem-refused-not-open",
            &[
                ("perk", perk_name(t, perk).into()),
                ("when", when(*opens_at_ms).into()),
            ],
        ),
        RedeemRefusal::Closed { perk, closed_at_ms } => t.format(
            "redeem-refused-closed",
            &[
                ("perk", perk_name(t, perk).into()),
                ("when", when(*closed_at_ms).into()),
            ],
        ),
        RedeemRefusal::RoleRequired { perk, role } => t.format(
            "redeem-refused-role-required",
            &[
                ("perk", perk_name(t, perk).into()),
                ("role", format!("<@&{role}>").into()),
            ],
        ),
        RedeemRefusal::TooFewEarned {
            perk,
            minimum,
            earned,
        } => t.format(
            "redeem-refused-earned",
            &[
                ("perk", perk_name(t, perk).into()),
                ("minimum", sparks(t, *minimum).into()),
                ("earned", sparks(t, *earned).into()),
            ],
        ),
        _ => t.text("error-conflict"),
    }
}

/// Why a perk was not added or changed.
#[must_use]
pub fn perk(t: Translator<'_>, refusal: &PerkRefusal) -> View {
    let text = match refusal {
        PerkRefusal::Name(refusal) => name_text(t, *refusal),
        PerkRefusal::NameTaken { name: taken } => t.format(
            "perk-refused-name-taken",
            &[("perk", perk_name(t, taken).into())],
        ),
        PerkRefusal::RoleTaken => t.text("perk-refused-role-taken"),
        PerkRefusal::RoleMissing => t.text("perk-refused-role-missing"),
        PerkRefusal::PriceOutOfRange { max } => {
            t.format("perk-refused-price", &[("max", (*max).into())])
        }
        PerkRefusal::CountOutOfRange { max } => {
            t.format("perk-refused-count", &[("max", (*max).into())])
        }
        PerkRefusal::DescriptionTooLong { max, length } => t.format(
            "perk-refused-description",
            &[("max", (*max).into()), ("length", (*length).into())],
        ),
        PerkRefusal::Unknown => t.text("perk-refused-unknown"),
        PerkRefusal::NotPaused { name: perk } => t.format(
            "perk-refused-not-paused",
            &[("perk", perk_name(t, perk).into())],
        ),
        PerkRefusal::Conflict => t.text("error-conflict"),
        other => super::perk_edit::refusal_text(t, other),
    };
    View::new(Tone::Refused, text)
}

/// Why a moderator's decision changed nothing, in a line. `receipt` is the redemption's.
#[must_use]
pub fn decision_text(t: Translator<'_>, receipt: &str, refusal: &DecisionRefusal) -> String {
    let made = |key: &str, decision: &Decision| {
        t.format(
            key,
            &[
                ("receipt", receipt.into()),
                ("moderator", person(t, decision.moderator).into()),
                ("when", timestamp_relative(decision.decided_at_ms).into()),
            ],
        )
    };
    let number = &[("receipt", receipt.into())];
    match refusal {
        DecisionRefusal::Unknown => t.text("redemption-refused-unknown"),
        DecisionRefusal::Ended { how, at_ms } => {
            let when = timestamp_relative(*at_ms);
            let ended = &[("receipt", receipt.into()), ("when", when.into())];
            match how {
                Resolution::Settle => t.format("redemption-refused-settled", ended),
                Resolution::Void(reason) => {
                    let reason = t.text(void_key(Some(*reason)));
                    let [number, when] = ended.clone();
                    let ended = &[number, when, ("reason", reason.into())];
                    t.format("redemption-refused-voided", ended)
                }
            }
        }
        DecisionRefusal::UnderWay { decision: None } => {
            t.format("redemption-refused-under-way", number)
        }
        DecisionRefusal::UnderWay {
            decision: Some(decision),
        } => made("redemption-refused-under-way-by", decision),
        DecisionRefusal::BeingReturned { decision: None } => {
            t.format("redemption-refused-being-returned", number)
        }
        DecisionRefusal::BeingReturned {
            decision: Some(decision),
        } => made("redemption-refused-being-returned-by", decision),
        DecisionRefusal::InQueue => t.format("redemption-refused-in-queue", number),
        DecisionRefusal::Claimed { by, since_ms } => t.format(
            "queue-refused-claimed",
            &[
                ("receipt", receipt.into()),
                ("moderator", person(t, *by).into()),
                ("when", timestamp_relative(*since_ms).into()),
            ],
        ),
        DecisionRefusal::OwnRedemption => t.text("redemption-refused-own"),
        DecisionRefusal::ReasonMissing => t.text("redemption-refused-reason-missing"),
        DecisionRefusal::ReasonTooLong { max, length } => t.format(
            "award-refused-reason",
            &[("max", (*max).into()), ("length", (*length).into())],
        ),
        DecisionRefusal::Conflict => t.text("error-conflict"),
    }
}

/// Why a name can't be used.
pub(super) fn name_text(t: Translator<'_>, refusal: NameRefusal) -> String {
    match refusal {
        NameRefusal::Empty => t.text("name-refused-empty"),
        NameRefusal::TooLong { length } => t.format(
            "name-refused-long",
            &[("max", NAME_LENGTH_MAX.into()), ("length", length.into())],
        ),
    }
}

/// Why the bot can't or must not give a role.
#[must_use]
pub fn role(t: Translator<'_>, role: u64, problem: &RoleProblem) -> View {
    View::new(
        Tone::Refused,
        format!("<@&{role}>: {}", role_text(t, problem)),
    )
}

/// Why nobody could redeem a perk, for a role that is none.
#[must_use]
pub fn role_of_perk(t: Translator<'_>, perk: &PerkName, problem: &RoleProblem) -> View {
    let text = format!("{}: {}", perk_name(t, perk), role_text(t, problem));
    View::new(Tone::Refused, text)
}

/// The same without naming the role.
#[must_use]
pub fn role_text(t: Translator<'_>, problem: &RoleProblem) -> String {
    match problem {
        RoleProblem::Everyone => t.text("role-problem-everyone"),
        RoleProblem::Missing => t.text("role-problem-missing"),
        RoleProblem::Managed => t.text("role-problem-managed"),
        RoleProblem::Dangerous { permissions } => t.format(
            "role-problem-dangerous",
            &[("permissions", permission_names(t, *permissions).into())],
        ),
        RoleProblem::BotMayNot => t.text("role-problem-bot-may-not"),
        RoleProblem::AboveBot => t.text("role-problem-above-bot"),
        RoleProblem::AboveModerator => t.text("role-problem-above-moderator"),
        RoleProblem::RequiredMissing => t.text("role-problem-required-missing"),
    }
}

/// As Discord itself names them in the reader's language, so that they are found in its settings.
fn permission_names(t: Translator<'_>, permissions: Permissions) -> String {
    let names = dangerous(permissions).map(|permission| t.text(permission_key(permission)));
    names.collect::<Vec<_>>().join(", ")
}

fn permission_key(permission: Permissions) -> &'static str {
    match permission {
        Permissions::MANAGE_GUILD => "permission-manage-server",
        Permissions::MANAGE_ROLES => "permission-manage-roles",
        Permissions::MANAGE_CHANNELS => "permission-manage-channels",
        Permissions::MANAGE_WEBHOOKS => "permission-manage-webhooks",
        Permissions::KICK_MEMBERS => "permission-kick",
        Permissions::BAN_MEMBERS => "permission-ban",
        Permissions::MODERATE_MEMBERS => "permission-timeout",
        Permissions::MENTION_EVERYONE => "permission-mention-everyone",
        _ => "permission-administrator",
    }
}

/// A button or select that belongs to another member.
#[must_use]
pub fn not_yours(t: Translator<'_>, owner: crate::ids::UserId) -> View {
    View::new(
        Tone::Refused,
        t.format("error-not-yours", &[("owner", mention(owner).into())]),
    )
}
