//! `/privacy`: the file of what is stored, the question before an erasure and what came of it, and who is left out of
//! the boards.

use serenity::builder::{CreateActionRow, CreateAttachment, CreateButton};
use serenity::model::application::ButtonStyle;

use super::{FIELD_LENGTH_MAX, Tone, View, edition, lines, perk_name, receipt, refusal, sparks};
use crate::discord::custom_id::CustomId;
use crate::i18n::Translator;
use crate::ids::{RedemptionId, UserId};
use crate::leaderboard::HideOutcome;
use crate::perks::Badge;
use crate::privacy::{EraseOutcome, EraseQuestion, EraseRefusal, Erased};

/// Discord takes 10 MiB a file; the rest of the request comes on top.
const FILE_LENGTH_MAX: usize = 9 * 1024 * 1024;
const FILE_NAME: &str = "sparks-data.json";

/// Everything that is stored, as a file; or who has it, when Discord would not take it.
#[must_use]
pub fn export(t: Translator<'_>, member: UserId, json: Vec<u8>) -> View {
    let title = t.text("privacy-export-title");
    if json.len() > FILE_LENGTH_MAX {
        let text = t.format(
            "privacy-export-large",
            &[("member", member.to_string().into())],
        );
        return View::new(Tone::Refused, text).title(title);
    }
    View::new(Tone::Plain, t.text("privacy-export-body"))
        .title(title)
        .footer(t.text("privacy-backups"))
        .file(CreateAttachment::bytes(json, FILE_NAME).description(t.text("privacy-export-file")))
}

/// What an erasure would mean, and the two buttons; or why there can be none now.
#[must_use]
pub fn question(t: Translator<'_>, owner: UserId, question: &EraseQuestion, nonce: u64) -> View {
    if !question.is_known {
        return match question.roles_left {
            0 => not_erased(t, &EraseOutcome::NothingStored),
            left => under_way(t, left),
        };
    }
    if !question.open.is_empty() {
        return open(t, &question.open);
    }
    let view = View::new(Tone::Refused, t.text("privacy-erase-question"))
        .title(t.text("privacy-erase-title"))
        .section(
            t.text("privacy-erase-field-lost"),
            lost(t, question.available, &question.badges),
        )
        .section(
            t.text("privacy-erase-field-kept"),
            t.text("privacy-erase-kept"),
        )
        .footer(t.text("privacy-backups"));
    view.row(CreateActionRow::Buttons(vec![
        CreateButton::new(CustomId::EraseData { owner, nonce }.encode())
            .style(ButtonStyle::Danger)
            .label(t.text("privacy-erase-confirm")),
        CreateButton::new(CustomId::KeepData { owner, nonce }.encode())
            .style(ButtonStyle::Secondary)
            .label(t.text("privacy-erase-cancel")),
    ]))
}

fn lost(t: Translator<'_>, available: i64, badges: &[Badge]) -> String {
    let mut lost = vec![sparks(t, available)];
    lost.extend(badges.iter().map(|badge| {
        format!(
            "{} {} · <@&{}>",
            perk_name(t, &badge.perk),
            edition(badge.edition),
            badge.role_id
        )
    }));
    lost.push(t.text("privacy-erase-lost-history"));
    lines(t, &lost, FIELD_LENGTH_MAX)
}

/// They were erased before, and so many roles are still theirs.
fn under_way(t: Translator<'_>, left: i64) -> View {
    let text = t.format("privacy-erased-roles-left", &[("count", left.into())]);
    View::new(Tone::Waiting, text).title(t.text("privacy-erased-title"))
}

/// Redemptions must end first.
fn open(t: Translator<'_>, redemptions: &[RedemptionId]) -> View {
    let receipts: Vec<String> = redemptions.iter().map(|id| receipt(*id)).collect();
    let receipts = lines(t, &receipts, FIELD_LENGTH_MAX).replace('\n', ", ");
    let text = t.format("privacy-erase-open", &[("receipts", receipts.into())]);
    View::new(Tone::Refused, text).title(t.text("privacy-erase-title"))
}

/// The member said no.
#[must_use]
pub fn kept(t: Translator<'_>) -> View {
    View::new(Tone::Plain, t.text("privacy-erase-cancelled"))
}

/// Nothing was erased, and why.
#[must_use]
pub fn not_erased(t: Translator<'_>, outcome: &EraseOutcome) -> View {
    match outcome {
        EraseOutcome::Refused(EraseRefusal::Open { redemptions }) => open(t, redemptions),
        EraseOutcome::Refused(EraseRefusal::Kept) => kept(t),
        EraseOutcome::NothingStored | EraseOutcome::Erased(_) => {
            View::new(Tone::Plain, t.text("privacy-erase-nothing"))
        }
    }
}

/// It is done, but for so many roles.
#[must_use]
pub fn erased(t: Translator<'_>, erased: &Erased, roles_left: i64) -> View {
    let (tone, roles) = match (erased.roles, roles_left) {
        (0, _) => (Tone::Done, t.text("privacy-erased-no-roles")),
        (roles, 0) => (
            Tone::Done,
            t.format("privacy-erased-roles-gone", &[("count", roles.into())]),
        ),
        (_, left) => (
            Tone::Waiting,
            t.format("privacy-erased-roles-left", &[("count", left.into())]),
        ),
    };
    let body = t.format(
        "privacy-erased-body",
        &[("amount", sparks(t, erased.available).into())],
    );
    View::new(tone, format!("{body}\n\n{roles}"))
        .title(t.text("privacy-erased-title"))
        .footer(t.text("privacy-backups"))
}

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
