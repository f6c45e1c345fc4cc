//! Tickets: what their owner is shown, and what is said at the door.

use serenity::builder::{
    CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::{Picture, Tone, View, edition, perk_name, person, receipt, sparks};
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp_relative};
use crate::ids::UserId;
use crate::perks::{CheckOutcome, CheckRefusal, Redemption, Ticket, TicketCode};

/// Discord's limit for the options of a select, and how many tickets are looked at.
pub const TICKETS_SELECTABLE: i64 = 25;
/// Discord's limit for an option's texts.
const OPTION_TEXT_LENGTH_MAX: usize = 100;

/// The receipt of a ticket that was redeemed.
#[must_use]
pub fn redeemed(
    t: Translator<'_>,
    redemption: &Redemption,
    code: &TicketCode,
    picture: Option<Picture>,
) -> View {
    let perk = format!(
        "{} {}",
        perk_name(t, &redemption.perk),
        edition(redemption.edition)
    );
    let values = [
        ("perk", perk.into()),
        ("price", sparks(t, redemption.price).into()),
    ];
    View::new(Tone::Done, t.format("ticket-receipt", &values))
        .title(t.text("receipt-title-settled"))
        .section(t.text("ticket-field-code"), shown(code))
        .column(
            t.text("receipt-field-balance"),
            sparks(t, redemption.available),
        )
        .column(t.text("receipt-field-number"), receipt(redemption.id))
        .footer(t.text("ticket-hint"))
        .picture(picture)
}

/// Large enough to be read aloud from.
fn shown(code: &TicketCode) -> String {
    format!("## `{}`", code.shown())
}

/// One of a member's tickets, with the way to their others. The picture is for one that is still good.
#[must_use]
pub fn own(
    t: Translator<'_>,
    owner: UserId,
    ticket: &Ticket,
    all: &[Ticket],
    picture: Option<Picture>,
) -> View {
    let perk = escape::plain(
        ticket.perk.in_language(t.locale()),
        OPTION_TEXT_LENGTH_MAX,
        "—",
    );
    let view = View::new(Tone::Plain, format!("**{perk}** · {}", state(t, ticket)))
        .title(t.text("tickets-title"))
        .section(t.text("ticket-field-code"), shown(&ticket.code))
        .column(
            t.text("receipt-field-number"),
            receipt(ticket.redemption_id),
        )
        .picture(picture);
    let options: Vec<CreateSelectMenuOption> = all
        .iter()
        .filter(|other| *other != ticket)
        .map(|other| option(t, other))
        .collect();
    if options.is_empty() {
        return view;
    }
    let select = CreateSelectMenu::new(
        CustomId::Tickets { owner }.encode(),
        CreateSelectMenuKind::String { options },
    )
    .placeholder(t.text("tickets-placeholder"));
    view.row(CreateActionRow::SelectMenu(select))
}

fn state(t: Translator<'_>, ticket: &Ticket) -> String {
    match ticket.used_at_ms {
        None => t.text("ticket-state-good"),
        Some(at_ms) => t.format(
            "ticket-state-used",
            &[("when", timestamp_relative(at_ms).into())],
        ),
    }
}

fn option(t: Translator<'_>, ticket: &Ticket) -> CreateSelectMenuOption {
    let label = format!(
        "{} · {}",
        ticket.perk.in_language(t.locale()),
        ticket.code.shown()
    );
    let option = CreateSelectMenuOption::new(
        escape::label(&label, OPTION_TEXT_LENGTH_MAX, "—"),
        ticket.redemption_id.to_string(),
    );
    // A time would be shown as its number here.
    match ticket.used_at_ms {
        None => option.description(t.text("ticket-state-good")),
        Some(_) => option,
    }
}

/// A member has no tickets.
#[must_use]
pub fn none(t: Translator<'_>) -> View {
    View::new(Tone::Plain, t.text("tickets-none")).title(t.text("tickets-title"))
}

/// What a QR picture shows, for those who don't see it.
#[must_use]
pub fn description(t: Translator<'_>, code: &TicketCode) -> String {
    t.format("ticket-picture", &[("code", code.shown().into())])
}

/// What is said at the door. `ticket` is the one with this code, as it is since then.
#[must_use]
pub fn checked(t: Translator<'_>, outcome: &CheckOutcome, ticket: Option<&Ticket>) -> View {
    let whose = |ticket: &Ticket| {
        [
            ("perk", perk_name(t, &ticket.perk).into()),
            ("member", person(t, ticket.member).into()),
        ]
    };
    match (outcome, ticket) {
        (CheckOutcome::LetIn { redemption }, Some(ticket)) => {
            View::new(Tone::Done, t.format("ticket-let-in", &whose(ticket)))
                .title(t.text("ticket-let-in-title"))
                .column(t.text("receipt-field-number"), receipt(*redemption))
        }
        (CheckOutcome::Refused(CheckRefusal::Used { redemption, at_ms }), Some(ticket)) => {
            let [perk, member] = whose(ticket);
            let by = ticket.used_by.unwrap_or(UserId(0));
            let values = [
                perk,
                member,
                ("when", timestamp_relative(*at_ms).into()),
                ("moderator", person(t, by).into()),
            ];
            View::new(Tone::Refused, t.format("ticket-used", &values))
                .title(t.text("ticket-used-title"))
                .column(t.text("receipt-field-number"), receipt(*redemption))
        }
        (CheckOutcome::Refused(CheckRefusal::Mistyped), _) => {
            View::new(Tone::Refused, t.text("ticket-mistyped"))
        }
        (CheckOutcome::Refused(CheckRefusal::Own), _) => {
            View::new(Tone::Refused, t.text("ticket-own"))
        }
        (CheckOutcome::Refused(CheckRefusal::Conflict), _) => {
            View::new(Tone::Refused, t.text("error-conflict"))
        }
        // Also where its owner was erased in between.
        _ => View::new(Tone::Refused, t.text("ticket-unknown")),
    }
}
