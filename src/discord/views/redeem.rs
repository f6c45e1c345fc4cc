//! `/redeem`: the catalogue, the confirmation, the receipt.

use serenity::builder::{
    CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};
use serenity::model::application::ButtonStyle;

use super::campaign_refusal::when;
use super::perk::gives;
use super::refusal::redeem_text;
use super::{BODY_LENGTH_MAX, Tone, View, edition, lines, perk_name, receipt, redeem_form, sparks};
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp_relative};
use crate::ids::UserId;
use crate::ledger::REASON_LENGTH_MAX;
use crate::perks::{
    Catalogue, Offer, Perk, PerkKind, Question, RedeemRefusal, Redemption, RedemptionState,
    VoidReason,
};

/// Discord's limit for the options of a select.
const OFFERS_SELECTABLE: usize = 25;
/// What the descriptions leave of the body: room for the balance above and the hint below.
const DESCRIBED_LENGTH_MAX: usize = BODY_LENGTH_MAX - 400;
/// The escaping backslashes count, so the longest description of nothing but marks is still whole.
const DESCRIPTION_SHOWN: usize = 200;
/// Discord's limit for an option's label and description.
const OPTION_TEXT_LENGTH_MAX: usize = 100;

/// What can be redeemed, with what is in the way.
#[must_use]
pub fn catalogue(t: Translator<'_>, member: UserId, catalogue: &Catalogue) -> View {
    let Catalogue { available, offers } = catalogue;
    let balance = t.format(
        "catalogue-balance",
        &[("available", sparks(t, *available).into())],
    );
    if offers.is_empty() {
        return View::new(
            Tone::Plain,
            format!("{balance}\n\n{}", t.text("catalogue-empty")),
        )
        .title(t.text("catalogue-title"));
    }
    let described: Vec<String> = offers
        .iter()
        .take(OFFERS_SELECTABLE)
        .map(|offer| described(t, offer))
        .collect();
    let mut body = format!(
        "{balance}\n\n{}",
        lines(t, &described, DESCRIBED_LENGTH_MAX)
    );
    let unselectable = offers.len().saturating_sub(OFFERS_SELECTABLE);
    if unselectable > 0 {
        body.push_str("\n\n");
        body.push_str(&t.format("catalogue-more", &[("count", unselectable.into())]));
    }
    let options = offers
        .iter()
        .take(OFFERS_SELECTABLE)
        .map(|offer| option(t, offer))
        .collect();
    let select = CreateSelectMenu::new(
        CustomId::Pick { owner: member }.encode(),
        CreateSelectMenuKind::String { options },
    )
    .placeholder(t.text("catalogue-placeholder"));
    View::new(Tone::Plain, body)
        .title(t.text("catalogue-title"))
        .row(CreateActionRow::SelectMenu(select))
}

fn described(t: Translator<'_>, offer: &Offer) -> String {
    let mut text = format!(
        "{} · {}",
        perk_name(t, &offer.perk.called()),
        terms(t, &offer.perk, Place::Body)
    );
    if let Some(description) = offer.perk.described(t.locale()) {
        text.push_str("\n-# ");
        text.push_str(&escape::plain(description, DESCRIPTION_SHOWN, "—"));
    }
    if let Some(refusal) = &offer.locked {
        text.push_str("\n-# 🔒 ");
        text.push_str(&locked(t, refusal, Place::Body));
    }
    text
}

/// Where something is said: Discord shows times and roles in a message, and not in a select.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Option,
}

/// Price and stock, how long its role lasts and when it closes.
fn terms(t: Translator<'_>, perk: &Perk, place: Place) -> String {
    let mut terms = vec![sparks(t, perk.price)];
    if let Some(left) = perk.stock_left {
        terms.push(t.format("catalogue-stock", &[("left", left.into())]));
    }
    if let Some(days) = perk.terms.lasts_days {
        terms.push(t.format("perk-lasts", &[("days", days.into())]));
    }
    if let (Some(closes_at_ms), Place::Body) = (perk.terms.closes_at_ms, place) {
        let when = timestamp_relative(closes_at_ms);
        terms.push(t.format("catalogue-closes", &[("when", when.into())]));
    }
    terms.join(" · ")
}

/// Why an offer is locked, where its name stands beside it.
fn locked(t: Translator<'_>, refusal: &RedeemRefusal, place: Place) -> String {
    match (refusal, place) {
        (RedeemRefusal::NotOpenYet { opens_at_ms, .. }, Place::Body) => t.format(
            "locked-not-open-until",
            &[("when", when(*opens_at_ms).into())],
        ),
        (RedeemRefusal::RoleRequired { role, .. }, Place::Body) => t.format(
            "locked-role-required-named",
            &[("role", format!("<@&{role}>").into())],
        ),
        _ => locked_briefly(t, refusal),
    }
}

/// The same in words alone.
fn locked_briefly(t: Translator<'_>, refusal: &RedeemRefusal) -> String {
    match refusal {
        RedeemRefusal::NotOpenYet { .. } => t.text("locked-not-open"),
        RedeemRefusal::Closed { .. } => t.text("locked-closed"),
        RedeemRefusal::RoleRequired { .. } => t.text("locked-role-required"),
        RedeemRefusal::TooFewEarned {
            minimum, earned, ..
        } => t.format(
            "locked-earned",
            &[
                ("minimum", sparks(t, *minimum).into()),
                ("missing", sparks(t, minimum - earned).into()),
            ],
        ),
        RedeemRefusal::ComingSoon { .. } => t.text("locked-coming-soon"),
        RedeemRefusal::Paused { .. } => t.text("locked-paused"),
        RedeemRefusal::LimitReached { .. } => t.text("locked-limit"),
        RedeemRefusal::OwnsRole { .. } => t.text("locked-owns-role"),
        RedeemRefusal::SoldOut { .. } => t.text("locked-sold-out"),
        RedeemRefusal::InsufficientSparks {
            price, available, ..
        } => t.format(
            "locked-insufficient",
            &[("missing", sparks(t, price - available).into())],
        ),
        other => redeem_text(t, other),
    }
}

fn option(t: Translator<'_>, offer: &Offer) -> CreateSelectMenuOption {
    let terms = terms(t, &offer.perk, Place::Option);
    let description = match &offer.locked {
        None => terms,
        // Two amounts are long: with more beside them, the option could not show them whole.
        Some(refusal @ RedeemRefusal::TooFewEarned { .. }) => {
            format!("🔒 {}", locked(t, refusal, Place::Option))
        }
        Some(refusal) => format!("🔒 {} · {terms}", locked(t, refusal, Place::Option)),
    };
    // Select options show no Markdown: the label is cleaned of marks and controls but not escaped.
    CreateSelectMenuOption::new(
        escape::label(
            offer.perk.called().in_language(t.locale()),
            OPTION_TEXT_LENGTH_MAX,
            "—",
        ),
        &offer.perk.slug,
    )
    .description(escape::label(
        &description.replace("**", ""),
        OPTION_TEXT_LENGTH_MAX,
        "—",
    ))
}

/// What a member confirms: the price, what is left after it, and what they answered if they were asked for anything.
/// `notice` says why they are asked again.
#[must_use]
pub fn confirmation(
    t: Translator<'_>,
    member: UserId,
    question: &Question,
    nonce: u64,
    answer: Option<&str>,
    notice: Option<String>,
) -> View {
    let Question { perk, available } = question;
    let mut body = notice
        .map(|notice| format!("{notice}\n\n"))
        .unwrap_or_default();
    body.push_str(&t.format(
        "confirm-question",
        &[("perk", perk_name(t, &perk.called()).into())],
    ));
    if let Some(description) = perk.described(t.locale()) {
        body.push('\n');
        body.push_str(&escape::plain(description, DESCRIPTION_SHOWN, "—"));
    }
    let confirm = CustomId::Confirm {
        owner: member,
        perk: perk.id,
        price: perk.price,
        days: perk.terms.lasts_days,
        nonce,
    };
    let mut buttons = vec![
        CreateButton::new(confirm.encode())
            .style(ButtonStyle::Success)
            .label(t.format("confirm-button", &[("price", sparks(t, perk.price).into())])),
        cancel_button(t, member, nonce),
    ];
    let mut view = View::new(Tone::Plain, body)
        .title(t.text("confirm-title"))
        .column(t.text("confirm-field-price"), sparks(t, perk.price))
        .column(
            t.text("confirm-field-after"),
            sparks(t, available - perk.price),
        )
        .section(t.text("confirm-field-gives"), confirm_gives(t, perk));
    if let (Some(asked), Some(answer)) = (perk.kind.asks(), answer) {
        view = view.section(
            redeem_form::field(t, asked),
            redeem_form::answer(asked, answer),
        );
        let change = redeem_form::open_button(t, member, perk.id, nonce, "form-change");
        buttons.insert(1, change);
    }
    view.row(CreateActionRow::Buttons(buttons))
}

fn confirm_gives(t: Translator<'_>, perk: &Perk) -> String {
    let gives = gives(t, perk.kind, perk.role_id);
    if perk.kind != PerkKind::Role {
        return gives;
    }
    let badge = t.text("confirm-gives-badge");
    match perk.terms.lasts_days {
        None => format!("{gives} · {badge}"),
        Some(days) => {
            let mut lasts = t.format("confirm-gives-for", &[("days", days.into())]);
            if perk.limit_per_member != Some(1) {
                lasts = format!("{lasts} {}", t.text("confirm-gives-again"));
            }
            format!("{gives} · {badge}\n-# {lasts}")
        }
    }
}

fn cancel_button(t: Translator<'_>, member: UserId, nonce: u64) -> CreateButton {
    let cancel = CustomId::Cancel {
        owner: member,
        nonce,
    };
    CreateButton::new(cancel.encode())
        .style(ButtonStyle::Secondary)
        .label(t.text("confirm-cancel"))
}

/// The member thought better of it.
#[must_use]
pub fn cancelled(t: Translator<'_>, member: UserId) -> View {
    View::new(Tone::Plain, t.text("confirm-cancelled")).row(back_row(t, member))
}

/// A refusal with the way back to what can be had.
#[must_use]
pub fn refused(t: Translator<'_>, member: UserId, refusal: &RedeemRefusal) -> View {
    super::refusal::redeem(t, refusal).row(back_row(t, member))
}

fn back_row(t: Translator<'_>, member: UserId) -> CreateActionRow {
    CreateActionRow::Buttons(vec![back_button(t, member)])
}

pub(super) fn back_button(t: Translator<'_>, member: UserId) -> CreateButton {
    CreateButton::new(CustomId::Catalogue { owner: member }.encode())
        .style(ButtonStyle::Secondary)
        .label(t.text("catalogue-back"))
}

/// How far a redemption has come: the receipt, in every state.
#[must_use]
pub fn progress(t: Translator<'_>, redemption: &Redemption) -> View {
    let perk = perk_name(t, &redemption.perk);
    let price = sparks(t, redemption.price);
    let number = receipt(redemption.id);
    let values = |extra: Vec<(&'static str, String)>| {
        let mut values = vec![
            ("perk", perk.clone().into()),
            ("price", price.clone().into()),
        ];
        values.extend(extra.into_iter().map(|(key, value)| (key, value.into())));
        values
    };
    let (tone, title, body) = match redemption.state {
        RedemptionState::Settled if redemption.kind != PerkKind::Role => (
            Tone::Done,
            "receipt-title-settled",
            t.format("receipt-fulfilled", &values(vec![])),
        ),
        RedemptionState::Held if redemption.kind.is_manual() => {
            let number = vec![("receipt", number.clone())];
            (
                Tone::Waiting,
                "receipt-title-queued",
                t.format("receipt-queued", &values(number)),
            )
        }
        RedemptionState::Settled => {
            let badge = vec![("edition", edition(redemption.edition))];
            (
                Tone::Done,
                "receipt-title-settled",
                t.format("receipt-settled", &values(badge)),
            )
        }
        RedemptionState::Held if redemption.is_blocked => {
            let until = vec![("when", timestamp_relative(redemption.deadline_at_ms))];
            (
                Tone::Waiting,
                "receipt-title-held",
                t.format("receipt-blocked", &values(until)),
            )
        }
        RedemptionState::Held => (
            Tone::Waiting,
            "receipt-title-held",
            t.format("receipt-held", &values(vec![])),
        ),
        RedemptionState::Review => (
            Tone::Waiting,
            "receipt-title-review",
            t.format("receipt-review", &values(vec![])),
        ),
        RedemptionState::Voided if redemption.void_reason == Some(VoidReason::Moderator) => {
            let mut text = t.format("receipt-voided-by-moderator", &values(vec![]));
            if let Some(note) = &redemption.void_note {
                text.push_str("\n> ");
                text.push_str(&escape::plain(note, 2 * REASON_LENGTH_MAX, "—"));
            }
            (Tone::Refused, "receipt-title-voided", text)
        }
        RedemptionState::Voided => {
            let reason = vec![("reason", t.text(void_key(redemption.void_reason)))];
            (
                Tone::Refused,
                "receipt-title-voided",
                t.format("receipt-voided", &values(reason)),
            )
        }
    };
    let view = View::new(tone, body)
        .title(t.text(title))
        .column(
            t.text("receipt-field-balance"),
            sparks(t, redemption.available),
        )
        .column(t.text("receipt-field-number"), number);
    match redemption.role_ends_at_ms {
        None => view,
        Some(ends_at_ms) => view.column(t.text("receipt-field-role-ends"), when(ends_at_ms)),
    }
}

/// What a member is told by direct message: how what moderators deliver has ended.
#[must_use]
pub fn message(t: Translator<'_>, redemption: &Redemption) -> View {
    let title = match redemption.state {
        RedemptionState::Voided => "message-returned-title",
        _ => "message-fulfilled-title",
    };
    progress(t, redemption)
        .title(t.text(title))
        .footer(t.text("message-footer"))
}

/// Why the Sparks were returned.
#[must_use]
pub fn void_key(reason: Option<VoidReason>) -> &'static str {
    match reason {
        Some(VoidReason::MemberLeft) => "void-reason-member-left",
        Some(VoidReason::Misconfigured) => "void-reason-misconfigured",
        Some(VoidReason::Moderator) => "void-reason-moderator",
        Some(VoidReason::NotDeliveredInTime) | None => "void-reason-not-delivered",
    }
}
