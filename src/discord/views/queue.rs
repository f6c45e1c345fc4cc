//! The queue of what moderators deliver: its pages, one of it with what can be done, and what became of that. One of it
//! looks the same to every moderator, so that it can stand in a channel of theirs.

use serenity::all::InputTextStyle;
use serenity::builder::{
    CreateActionRow, CreateButton, CreateInputText, CreateModal, CreateSelectMenu,
    CreateSelectMenuKind, CreateSelectMenuOption,
};
use serenity::model::application::ButtonStyle;

use super::perk::gives;
use super::redemption::stage_key;
use super::{Tone, View, perk_name, person, receipt, redeem_form, sparks};
use crate::discord::custom_id::{CustomId, ItemPress};
use crate::discord::escape;
use crate::fulfilment::{
    EVIDENCE_LENGTH_MAX, HandOverOutcome, HandOverRefusal, Item, QueuePage, Stage,
};
use crate::i18n::{Translator, timestamp_relative};
use crate::ids::{PerkId, RedemptionId, UserId};
use crate::ledger::REASON_LENGTH_MAX;
use crate::name::PerkName;
use crate::perks::Asked;

/// The field of the form that asks for evidence.
pub const EVIDENCE_FIELD: &str = "evidence";
/// The field of the form that asks why.
pub const REASON_FIELD: &str = "reason";
/// Discord's limit for an option's texts.
const OPTION_TEXT_LENGTH_MAX: usize = 100;
/// The escaping backslashes count.
const EVIDENCE_SHOWN: usize = 2 * EVIDENCE_LENGTH_MAX;

/// A page of what waits. `perk` is what it is narrowed to.
#[must_use]
pub fn list(
    t: Translator<'_>,
    owner: UserId,
    perk: Option<&(PerkId, PerkName)>,
    page: &QueuePage,
) -> View {
    let title = match perk {
        None => t.text("queue-title"),
        Some((_, perk)) => {
            let perk = escape::plain(perk.in_language(t.locale()), OPTION_TEXT_LENGTH_MAX, "—");
            t.format("queue-title-perk", &[("perk", perk.into())])
        }
    };
    if page.items.is_empty() {
        return View::new(Tone::Plain, t.text("queue-empty")).title(title);
    }
    // Ten lines of at most 400 characters fit an embed's description.
    let listed: Vec<String> = page.items.iter().map(|item| line(t, item)).collect();
    let options = page.items.iter().map(|item| option(t, item)).collect();
    let select = CreateSelectMenu::new(
        CustomId::QueueOpen { owner }.encode(),
        CreateSelectMenuKind::String { options },
    )
    .placeholder(t.text("queue-placeholder"));
    let view = View::new(Tone::Plain, listed.join("\n"))
        .title(title)
        .footer(t.format("queue-count", &[("count", page.all.into())]))
        .row(CreateActionRow::SelectMenu(select));
    if page.number == 0 && !page.has_next() {
        return view;
    }
    let turn = |key: &str, number: i64, is_there: bool| {
        let id = CustomId::Queue {
            owner,
            perk: perk.map(|(id, _)| *id),
            page: number,
        };
        CreateButton::new(id.encode())
            .style(ButtonStyle::Secondary)
            .label(t.text(key))
            .disabled(!is_there)
    };
    view.row(CreateActionRow::Buttons(vec![
        turn("queue-previous", page.number - 1, page.number > 0),
        turn("queue-next", page.number + 1, page.has_next()),
    ]))
}

fn line(t: Translator<'_>, item: &Item) -> String {
    format!(
        "`{}` · {} · {} · {} · {}",
        receipt(item.id),
        person(t, item.member),
        perk_name(t, &item.perk),
        timestamp_relative(item.created_at_ms),
        claim(t, item)
    )
}

fn claim(t: Translator<'_>, item: &Item) -> String {
    match (item.claimed_by, item.claimed_at_ms) {
        (Some(by), Some(at_ms)) => t.format(
            "queue-claimed-by",
            &[
                ("moderator", person(t, by).into()),
                ("when", timestamp_relative(at_ms).into()),
            ],
        ),
        _ => t.text("queue-unclaimed"),
    }
}

fn option(t: Translator<'_>, item: &Item) -> CreateSelectMenuOption {
    let perk = item.perk.in_language(t.locale());
    let label = format!("{} · {perk}", receipt(item.id));
    let option = CreateSelectMenuOption::new(
        escape::label(&label, OPTION_TEXT_LENGTH_MAX, "—"),
        item.id.to_string(),
    );
    match &item.answer {
        Some(answer) => option.description(escape::label(answer, OPTION_TEXT_LENGTH_MAX, "—")),
        None => option,
    }
}

/// One of what moderators deliver, with what can be done about it. `notice` says what has just become of it.
#[must_use]
pub fn item(t: Translator<'_>, item: &Item, notice: Option<String>) -> View {
    let tone = match item.stage {
        Stage::Settled => Tone::Done,
        Stage::Voided => Tone::Refused,
        _ => Tone::Plain,
    };
    let number = receipt(item.id);
    let mut view = View::new(tone, notice.unwrap_or_default())
        .title(t.format("queue-item-title", &[("receipt", number.into())]))
        .column(t.text("redemption-field-member"), person(t, item.member))
        .column(
            t.text("redemption-field-perk"),
            format!(
                "{}\n{}",
                perk_name(t, &item.perk),
                gives(t, item.kind, None)
            ),
        )
        .column(t.text("confirm-field-price"), sparks(t, item.price))
        .column(
            t.text("queue-field-since"),
            timestamp_relative(item.created_at_ms),
        )
        .column(
            t.text("redemption-field-stage"),
            t.text(stage_key(item.stage)),
        );
    if !item.stage.is_final() || item.claimed_by.is_some() {
        view = view.column(t.text("queue-field-claim"), claim(t, item));
    }
    if let (Some(asked), Some(answer)) = (item.kind.asks(), &item.answer) {
        view = view.section(
            t.text(answer_key(asked)),
            redeem_form::answer(asked, answer),
        );
    }
    if let Some(evidence) = &item.evidence {
        let evidence = escape::plain(evidence, EVIDENCE_SHOWN, "—");
        view = view.section(t.text("queue-field-evidence"), evidence);
    }
    if let Some(reason) = &item.void_note {
        let reason = escape::plain(reason, 2 * REASON_LENGTH_MAX, "—");
        view = view.section(t.text("queue-field-reason"), reason);
    }
    if item.stage.is_final() {
        return view;
    }
    view.row(buttons(t, item))
}

/// The button from one of the queue to all of it.
pub fn way_back(t: Translator<'_>, owner: UserId) -> CreateActionRow {
    let queue = CustomId::Queue {
        owner,
        perk: None,
        page: 0,
    };
    let button = CreateButton::new(queue.encode())
        .style(ButtonStyle::Secondary)
        .label(t.text("queue-way-back"));
    CreateActionRow::Buttons(vec![button])
}

fn answer_key(asked: Asked) -> &'static str {
    match asked {
        Asked::Wallet => "queue-field-wallet",
        Asked::Post => "queue-field-post",
        Asked::Account => "queue-field-account",
    }
}

fn buttons(t: Translator<'_>, item: &Item) -> CreateActionRow {
    let redemption = item.id;
    let button = |press: ItemPress, style: ButtonStyle, key: &str| {
        CreateButton::new(CustomId::QueueItem { redemption, press }.encode())
            .style(style)
            .label(t.text(key))
    };
    let mut buttons = match item.claimed_by {
        None => vec![button(
            ItemPress::Claim,
            ButtonStyle::Primary,
            "queue-claim",
        )],
        Some(by) => vec![
            button(ItemPress::Release, ButtonStyle::Secondary, "queue-release"),
            button(
                ItemPress::TakeOver(by),
                ButtonStyle::Secondary,
                "queue-take-over",
            ),
        ],
    };
    buttons.extend([
        button(ItemPress::Fulfil, ButtonStyle::Success, "queue-fulfil"),
        button(ItemPress::Reject, ButtonStyle::Danger, "queue-reject"),
        button(ItemPress::Look, ButtonStyle::Secondary, "queue-refresh"),
    ]);
    CreateActionRow::Buttons(buttons)
}

/// The form that asks how it was delivered.
pub fn evidence_form(t: Translator<'_>, redemption: RedemptionId) -> CreateModal {
    form(
        t,
        redemption,
        ItemPress::Fulfil,
        ("queue-form-fulfil", "queue-form-evidence", EVIDENCE_FIELD),
        EVIDENCE_LENGTH_MAX,
    )
}

/// The form that asks why it is not delivered.
pub fn reason_form(t: Translator<'_>, redemption: RedemptionId) -> CreateModal {
    form(
        t,
        redemption,
        ItemPress::Reject,
        ("queue-form-reject", "queue-form-reason", REASON_FIELD),
        REASON_LENGTH_MAX,
    )
}

fn form(
    t: Translator<'_>,
    redemption: RedemptionId,
    press: ItemPress,
    (title, label, field): (&str, &str, &str),
    length_max: usize,
) -> CreateModal {
    let input = CreateInputText::new(InputTextStyle::Paragraph, t.text(label), field)
        .max_length(u16::try_from(length_max).unwrap_or(u16::MAX));
    let title = t.format(title, &[("receipt", receipt(redemption).into())]);
    CreateModal::new(CustomId::QueueItem { redemption, press }.encode(), title)
        .components(vec![CreateActionRow::InputText(input)])
}

/// What became of what a moderator wanted, where there is nothing else to show.
#[must_use]
pub fn outcome(
    t: Translator<'_>,
    id: RedemptionId,
    item: Option<&Item>,
    outcome: &HandOverOutcome,
) -> View {
    let tone = match outcome {
        HandOverOutcome::Refused(_) => Tone::Refused,
        _ => Tone::Done,
    };
    View::new(tone, outcome_text(t, id, item, outcome))
}

/// The same in words. `item` is as it is since then.
#[must_use]
pub fn outcome_text(
    t: Translator<'_>,
    id: RedemptionId,
    item: Option<&Item>,
    outcome: &HandOverOutcome,
) -> String {
    let values = &[("receipt", receipt(id).into())];
    let refusal = match outcome {
        HandOverOutcome::Claimed => return t.format("queue-claimed", values),
        HandOverOutcome::Released => return t.format("queue-released", values),
        HandOverOutcome::Fulfilled => return t.format("queue-fulfilled", values),
        HandOverOutcome::Rejected => return t.format("queue-rejected", values),
        HandOverOutcome::Refused(refusal) => refusal,
    };
    let by = |key: &str, who: Option<UserId>, at_ms: Option<i64>| {
        t.format(
            key,
            &[
                ("receipt", receipt(id).into()),
                ("moderator", person(t, who.unwrap_or(UserId(0))).into()),
                ("when", timestamp_relative(at_ms.unwrap_or(0)).into()),
            ],
        )
    };
    let ended_by = item.and_then(|item| item.ended_by);
    let ended_at = item.and_then(|item| item.finished_at_ms);
    match refusal {
        HandOverRefusal::Unknown => t.text("queue-refused-unknown"),
        HandOverRefusal::Fulfilled => by("queue-refused-fulfilled", ended_by, ended_at),
        HandOverRefusal::Rejected => by("queue-refused-rejected", ended_by, ended_at),
        HandOverRefusal::ClaimedByAnother => by(
            "queue-refused-claimed",
            item.and_then(|item| item.claimed_by),
            item.and_then(|item| item.claimed_at_ms),
        ),
        HandOverRefusal::NotClaimed => t.format("queue-refused-not-claimed", values),
        HandOverRefusal::Own => t.text("queue-refused-own"),
        HandOverRefusal::EvidenceMissing => t.text("queue-refused-evidence-missing"),
        HandOverRefusal::ReasonMissing => t.text("redemption-refused-reason-missing"),
        HandOverRefusal::TooLong { max, length } => t.format(
            "queue-refused-too-long",
            &[("max", (*max).into()), ("length", (*length).into())],
        ),
        HandOverRefusal::Conflict => t.text("error-conflict"),
    }
}

/// A perk that moderators don't deliver has no queue.
#[must_use]
pub fn not_manual(t: Translator<'_>, perk: &PerkName) -> View {
    let text = t.format(
        "queue-refused-not-manual",
        &[("perk", perk_name(t, perk).into())],
    );
    View::new(Tone::Refused, text)
}
