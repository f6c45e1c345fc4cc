//! `/award` and "Award Sparks": the form, and what a member received, for all to see.

use serenity::all::InputTextStyle;
use serenity::builder::{
    CreateActionRow, CreateInputText, CreateModal, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

use super::{Tone, View, mention, name, refusal, sparks};
use crate::campaigns::{Awarded, Campaign, CapLeft, DAY_MS};
use crate::clock::Millis;
use crate::discord::amount::AmountProblem;
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp_relative};
use crate::ids::UserId;
use crate::ledger::REASON_LENGTH_MAX;

/// The fields of the form.
pub const AMOUNT_FIELD: &str = "amount";
/// The one that asks why.
pub const REASON_FIELD: &str = "reason";
/// Discord's limit for the options of a select.
pub const CAMPAIGNS_SELECTABLE: usize = 25;
/// More than any amount takes, with its marks.
const AMOUNT_LENGTH_MAX: u16 = 20;
/// Discord's limits for an option and for what stands in an empty field.
const TEXT_LENGTH_MAX: usize = 100;
/// What is left of it for a campaign's name.
const CAMPAIGN_SHOWN: usize = 60;

/// Asks from which of several campaigns, or says how to start one.
#[must_use]
pub fn which_campaign(
    t: Translator<'_>,
    owner: UserId,
    member: UserId,
    running: &[Campaign],
) -> View {
    if running.is_empty() {
        return refusal::plain(t, "award-no-campaign");
    }
    let options = running.iter().take(CAMPAIGNS_SELECTABLE).map(|campaign| {
        let label = escape::label(&campaign.name, TEXT_LENGTH_MAX, "—");
        let left = match campaign.left() {
            Some(left) => t.format("award-campaign-left", &[("left", sparks(t, left).into())]),
            None => t.text("campaign-no-limit"),
        };
        CreateSelectMenuOption::new(label, campaign.id.to_string()).description(left)
    });
    let select = CreateSelectMenu::new(
        CustomId::AwardCampaign { owner, member }.encode(),
        CreateSelectMenuKind::String {
            options: options.collect(),
        },
    )
    .placeholder(t.text("award-campaign-placeholder"));
    let body = t.format(
        "award-which-campaign",
        &[("member", mention(member).into())],
    );
    let view = View::new(Tone::Plain, body).row(CreateActionRow::SelectMenu(select));
    if running.len() > CAMPAIGNS_SELECTABLE {
        return view.footer(t.text("award-more-campaigns"));
    }
    view
}

/// The form: how many, and why. `nonce` names it.
pub fn form(
    t: Translator<'_>,
    owner: UserId,
    member: UserId,
    campaign: &Campaign,
    nonce: u64,
) -> CreateModal {
    let shown = escape::label(&campaign.name, CAMPAIGN_SHOWN, "—");
    let from = t.format("award-form-from", &[("campaign", shown.into())]);
    let amount = CreateInputText::new(
        InputTextStyle::Short,
        t.text("award-form-amount"),
        AMOUNT_FIELD,
    )
    .placeholder(from)
    .max_length(AMOUNT_LENGTH_MAX);
    let reason = CreateInputText::new(
        InputTextStyle::Paragraph,
        t.text("award-form-reason"),
        REASON_FIELD,
    )
    .max_length(u16::try_from(REASON_LENGTH_MAX).unwrap_or(u16::MAX))
    .required(false);
    let id = CustomId::AwardForm {
        owner,
        member,
        campaign: campaign.id,
        nonce,
    };
    CreateModal::new(id.encode(), t.text("award-form-title")).components(vec![
        CreateActionRow::InputText(amount),
        CreateActionRow::InputText(reason),
    ])
}

/// The amount in the form is no whole number, or may be one of two.
#[must_use]
pub fn unreadable_amount(t: Translator<'_>, problem: AmountProblem) -> View {
    refusal::plain(
        t,
        match problem {
            AmountProblem::NotANumber => "award-refused-no-number",
            AmountProblem::Ambiguous => "award-refused-ambiguous",
        },
    )
}

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
