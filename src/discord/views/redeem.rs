//! `/redeem`: the catalogue, the confirmation, the receipt.

use serenity::builder::{
    CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};
use serenity::model::application::ButtonStyle;

use super::perk::gives;
use super::refusal::redeem_text;
use super::{BODY_LENGTH_MAX, Tone, View, edition, lines, name, receipt, redeem_form, sparks};
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
    let mut text = format!("{} · {}", name(&offer.perk.name), terms(t, &offer.perk));
    if let Some(description) = &offer.perk.description {
        text.push_str("\n-# ");
        text.push_str(&escape::plain(description, DESCRIPTION_SHOWN, "—"));
    }
    if let Some(refusal) = &offer.locked {
        text.push_str("\n-# 🔒 ");
        text.push_str(&locked(t, refusal));
    }
    text
}

/// Price and stock.
fn terms(t: Translator<'_>, perk: &Perk) -> String {
    let price = sparks(t, perk.price);
    match perk.stock_left {
        None => price,
        Some(left) => format!(
            "{price} · {}",
            t.format("catalogue-stock", &[("left", left.into())])
        ),
    }
}

/// Why an offer is locked, where its name stands beside it.
fn locked(t: Translator<'_>, refusal: &RedeemRefusal) -> String {
    match refusal {
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
    let terms = terms(t, &offer.perk);
    let description = match &offer.locked {
        None => terms,
        Some(refusal) => format!("🔒 {} · {terms}", locked(t, refusal)),
    };
    // Select options show no Markdown: the label is cleaned of marks and controls but not escaped.
    CreateSelectMenuOption::new(
        escape::label(&offer.perk.name, OPTION_TEXT_LENGTH_MAX, "—"),
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
    body.push_str(&t.format("confirm-question", &[("perk", name(&perk.name).into())]));
    if let Some(description) = &perk.description {
        body.push('\n');
        body.push_str(&escape::plain(description, DESCRIPTION_SHOWN, "—"));
    }
    let confirm = CustomId::Confirm {
        owner: member,
        perk: perk.id,
        price: perk.price,
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
    if perk.kind == PerkKind::Role {
        format!("{gives} · {}", t.text("confirm-gives-badge"))
    } else {
        gives
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
    let perk = name(&redemption.perk);
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
    View::new(tone, body)
        .title(t.text(title))
        .column(
            t.text("receipt-field-balance"),
            sparks(t, redemption.available),
        )
        .column(t.text("receipt-field-number"), number)
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
