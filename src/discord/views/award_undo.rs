//! `/award-undo`: what was taken back, and the question how when part of it is spent.

use serenity::builder::{CreateActionRow, CreateButton};
use serenity::model::application::ButtonStyle;

use super::{Tone, View, movement, name, person, sparks};
use crate::campaigns::{Spent, UndoRefusal, Undone};
use crate::discord::custom_id::CustomId;
use crate::i18n::{Translator, timestamp_relative};
use crate::ids::{TransferId, UserId};
use crate::ledger::Receipt;

fn receipt(award: TransferId) -> String {
    movement::receipt(Receipt::Award(award))
}

/// An award was taken back.
#[must_use]
pub fn undone(t: Translator<'_>, undone: &Undone) -> View {
    let text = t.format(
        "undo-done",
        &[
            ("receipt", receipt(undone.award).into()),
            ("member", person(t, undone.member).into()),
            ("amount", sparks(t, undone.amount).into()),
            ("campaign", name(&undone.campaign).into()),
        ],
    );
    let mut view = View::new(Tone::Done, text)
        .column(t.text("undo-field-taken"), sparks(t, undone.taken))
        .column(t.text("award-field-balance"), sparks(t, undone.available));
    let kept = undone.amount - undone.taken - undone.debt;
    if undone.debt > 0 {
        view = view.column(t.text("undo-field-debt"), sparks(t, undone.debt));
    }
    if kept > 0 {
        view = view.column(t.text("undo-field-kept"), sparks(t, kept));
    }
    view
}

/// Part is spent: what is to be done? `buttons`: who may press them, and the question that they answer. `is_changed`: the
/// numbers are no longer those of the question before.
#[must_use]
pub fn question(
    t: Translator<'_>,
    spent: &Spent,
    buttons: Option<(UserId, u64)>,
    is_changed: bool,
) -> View {
    let missing = spent.amount - spent.available;
    let text = t.format(
        "undo-question",
        &[
            ("receipt", receipt(spent.award).into()),
            ("member", person(t, spent.member).into()),
            ("amount", sparks(t, spent.amount).into()),
            ("available", sparks(t, spent.available).into()),
            ("missing", sparks(t, missing).into()),
        ],
    );
    let text = if is_changed {
        format!("{} {text}", t.text("undo-changed"))
    } else {
        text
    };
    let Some((owner, nonce)) = buttons else {
        let hint = t.text("undo-needs-permission");
        return View::new(Tone::Refused, format!("{text}\n{hint}"));
    };
    let button = |with_debt, label: String| {
        let id = CustomId::UndoAward {
            owner,
            with_debt,
            shown: spent.available,
            nonce,
        };
        CreateButton::new(id.encode())
            .style(ButtonStyle::Danger)
            .label(label)
    };
    let mut row = Vec::new();
    if spent.available > 0 {
        let amount = sparks(t, spent.available);
        row.push(button(
            false,
            t.format("undo-take-available", &[("amount", amount.into())]),
        ));
    }
    let missing = sparks(t, missing);
    row.push(button(
        true,
        t.format("undo-take-all", &[("missing", missing.into())]),
    ));
    View::new(Tone::Waiting, text).row(CreateActionRow::Buttons(row))
}

/// Why an award was not taken back.
#[must_use]
pub fn refused(t: Translator<'_>, refusal: &UndoRefusal) -> View {
    let text = match refusal {
        UndoRefusal::Unknown => t.text("undo-refused-unknown"),
        UndoRefusal::AlreadyUndone {
            award,
            moderator,
            at_ms,
        } => t.format(
            "undo-refused-already",
            &[
                ("receipt", receipt(*award).into()),
                (
                    "moderator",
                    moderator
                        .map_or_else(|| "—".to_owned(), |moderator| person(t, moderator))
                        .into(),
                ),
                ("when", timestamp_relative(*at_ms).into()),
            ],
        ),
        UndoRefusal::Erased => t.text("undo-refused-erased"),
        UndoRefusal::OwnAward => t.text("undo-refused-own"),
        UndoRefusal::Spent(spent) => return question(t, spent, None, false),
        UndoRefusal::ReasonMissing => t.text("undo-refused-reason-missing"),
        UndoRefusal::ReasonTooLong { max, length } => t.format(
            "award-refused-reason",
            &[("max", (*max).into()), ("length", (*length).into())],
        ),
        UndoRefusal::Conflict => t.text("undo-refused-conflict"),
    };
    View::new(Tone::Refused, text)
}
