//! `/award-many`: what would be awarded, how far a batch has come, and the question how it is taken back.

mod flaws;
mod refused;

use serenity::builder::{CreateActionRow, CreateAttachment, CreateButton};
use serenity::model::application::ButtonStyle;

use super::statement_file::harmless;
use super::{FIELD_LENGTH_MAX, Tone, View, campaign_refusal, lines, name, person, sparks};
use crate::campaigns::batch::{Batch, BatchState, Entry, Examined, UndoPreview, UnpaidLine};
use crate::discord::custom_id::{BatchAct, CustomId};
use crate::discord::escape;
use crate::i18n::{Translator, timestamp};
use crate::ids::{BatchId, UserId};

pub use flaws::{flawed, unreadable};
pub use refused::{refused, unfetched, unlisted};

/// How many lines of a draft are shown.
const LINES_SHOWN: usize = 10;
/// How much of a reason stands in a line.
const REASON_SHOWN: usize = 60;
/// What a file of lines is called.
const UNPAID_FILE: &str = "award-many-unpaid.csv";

/// Whom a role has, and an award is not for.
#[derive(Debug, Clone, Copy, Default)]
pub struct LeftOut {
    /// How many bots.
    pub bots: i64,
    /// Whether the moderator has it.
    pub moderator: bool,
}

/// What to quote when asking about a batch.
#[must_use]
pub fn receipt(batch: BatchId) -> String {
    format!("B-{batch}")
}

/// A batch among suggestions.
#[must_use]
pub fn choice(t: Translator<'_>, batch: BatchId, campaign: &str, lines: i64) -> String {
    let count = t.format("batch-lines", &[("count", lines.into())]);
    format!("{} · {count} · {campaign}", receipt(batch))
}

/// What would be awarded. `owner`: who may press the buttons.
#[must_use]
pub fn draft(
    t: Translator<'_>,
    batch: BatchId,
    examined: &Examined,
    left_out: LeftOut,
    owner: Option<UserId>,
) -> View {
    let mut body = t.format(
        "batch-draft",
        &[
            ("count", examined.entries.len().into()),
            ("amount", sparks(t, examined.total).into()),
            ("campaign", name(&examined.name).into()),
        ],
    );
    let mut note = |text: String| {
        body.push('\n');
        body.push_str(&text);
    };
    if left_out.bots > 0 {
        note(t.format("batch-left-out-bots", &[("count", left_out.bots.into())]));
    }
    if left_out.moderator {
        note(t.text("batch-left-out-you"));
    }
    if owner.is_none() {
        note(t.text("undo-needs-permission"));
    }
    let mut view = View::new(Tone::Plain, body)
        .title(t.text("batch-draft-title"))
        .footer(t.text("batch-draft-footer"))
        .column(t.text("batch-field-total"), sparks(t, examined.total));
    if let Some(left) = examined.left {
        let left = sparks(t, left - examined.total);
        view = view.column(t.text("batch-field-left-after"), left);
    }
    if let Some(room) = examined.moderator_left {
        let left = sparks(t, room.left - examined.total);
        view = view.column(t.text("batch-field-day-left-after"), left);
    }
    let mut rows: Vec<String> = examined.entries.iter().map(|entry| row(t, entry)).collect();
    let more = rows.len().saturating_sub(LINES_SHOWN);
    rows.truncate(LINES_SHOWN);
    if more > 0 {
        rows.push(t.format("list-more", &[("count", more.into())]));
    }
    view = view.section(
        t.text("batch-field-lines"),
        lines(t, &rows, FIELD_LENGTH_MAX),
    );
    let Some(owner) = owner else { return view };
    let total = sparks(t, examined.total);
    let confirm = button(owner, batch, BatchAct::Confirm)
        .style(ButtonStyle::Success)
        .label(t.format("batch-confirm", &[("amount", total.into())]));
    let cancel = button(owner, batch, BatchAct::Cancel)
        .style(ButtonStyle::Secondary)
        .label(t.text("batch-cancel"));
    view.row(CreateActionRow::Buttons(vec![confirm, cancel]))
}

fn row(t: Translator<'_>, entry: &Entry) -> String {
    let row = format!("{} · {}", person(t, entry.member), sparks(t, entry.amount));
    match &entry.reason {
        Some(reason) => format!("{row} · {}", escape::plain(reason, REASON_SHOWN, "—")),
        None => row,
    }
}

fn button(owner: UserId, batch: BatchId, act: BatchAct) -> CreateButton {
    CreateButton::new(CustomId::Batch { owner, batch, act }.encode())
}

/// A draft was thrown away.
#[must_use]
pub fn cancelled(t: Translator<'_>) -> View {
    View::new(Tone::Refused, t.text("batch-cancelled"))
}

/// There are no batches.
#[must_use]
pub fn none_yet(t: Translator<'_>) -> View {
    View::new(Tone::Plain, t.text("batch-none-yet"))
}

/// How far a batch has come. `owner`: who may press the buttons; `unpaid`: the lines that are not paid, once it rests.
#[must_use]
pub fn status(
    t: Translator<'_>,
    batch: &Batch,
    owner: Option<UserId>,
    unpaid: &[UnpaidLine],
) -> View {
    let tone = match batch.state {
        BatchState::Draft => Tone::Plain,
        BatchState::Paying | BatchState::Undoing => Tone::Waiting,
        BatchState::Paid => Tone::Done,
        BatchState::Stopped | BatchState::Undone => Tone::Refused,
    };
    let title = t.format("batch-title", &[("receipt", receipt(batch.id).into())]);
    let of = t.format(
        "batch-lines-of",
        &[
            ("done", t.number(batch.paid_lines).into()),
            ("lines", t.number(batch.lines).into()),
        ],
    );
    let mut view = View::new(tone, body(t, batch))
        .title(title)
        .column(t.text("batch-field-paid-lines"), of)
        .column(t.text("batch-field-paid"), sparks(t, batch.paid))
        .column(t.text("batch-field-moderator"), moderator(t, batch));
    if matches!(batch.state, BatchState::Undoing | BatchState::Undone) {
        view = undone_columns(t, batch, view);
    }
    if !unpaid.is_empty()
        && matches!(batch.state, BatchState::Paid | BatchState::Stopped)
        && let Ok(file) = unpaid_file(t, unpaid)
    {
        view = view.file(file);
    }
    let Some(owner) = owner else { return view };
    let mut buttons = Vec::new();
    if owner == batch.moderator && batch.state == BatchState::Stopped {
        let go_on = button(owner, batch.id, BatchAct::Continue);
        buttons.push(
            go_on
                .style(ButtonStyle::Success)
                .label(t.text("batch-continue")),
        );
    }
    if !batch.state.is_at_rest() {
        let show = button(owner, batch.id, BatchAct::Show);
        buttons.push(
            show.style(ButtonStyle::Secondary)
                .label(t.text("batch-show")),
        );
    }
    if buttons.is_empty() {
        return view;
    }
    view.row(CreateActionRow::Buttons(buttons))
}

fn moderator(t: Translator<'_>, batch: &Batch) -> String {
    format!(
        "{} · {}",
        person(t, batch.moderator),
        timestamp(batch.at_ms)
    )
}

fn body(t: Translator<'_>, batch: &Batch) -> String {
    let values = [
        ("count", batch.paid_lines.into()),
        ("amount", sparks(t, batch.paid).into()),
        ("campaign", name(&batch.campaign).into()),
    ];
    let text = match batch.state {
        BatchState::Draft => t.format("batch-state-draft", &values),
        BatchState::Paying => t.format("batch-state-paying", &values),
        BatchState::Paid => t.format("batch-state-paid", &values),
        BatchState::Stopped => {
            let why = match &batch.stopped_by {
                Some(refusal) => campaign_refusal::award_text(t, refusal),
                None => t.text("batch-stopped-erased"),
            };
            t.format("batch-state-stopped", &[("why", why.into())])
        }
        BatchState::Undoing => t.format("batch-state-undoing", &values),
        BatchState::Undone => t.format("batch-state-undone", &values),
    };
    let unpaid = batch.lines - batch.paid_lines;
    let notes = match batch.state {
        BatchState::Paid if unpaid > 0 => {
            let passed_over = t.format("batch-passed-over", &[("count", unpaid.into())]);
            format!("{text}\n{passed_over}\n{}", t.text("batch-unpaid-file"))
        }
        BatchState::Stopped if unpaid > 0 => {
            let count = t.format("batch-unpaid", &[("count", unpaid.into())]);
            format!("{text}\n{count} {}", t.text("batch-unpaid-file"))
        }
        _ => text,
    };
    match &batch.undo_reason {
        Some(reason) => {
            let reason = escape::plain(reason, 2 * crate::ledger::REASON_LENGTH_MAX, "—");
            format!("{notes}\n> {reason}")
        }
        None => notes,
    }
}

fn undone_columns(t: Translator<'_>, batch: &Batch, view: View) -> View {
    let of = t.format(
        "batch-lines-of",
        &[
            ("done", t.number(batch.undone_lines).into()),
            ("lines", t.number(batch.paid_lines).into()),
        ],
    );
    let mut view = view
        .column(t.text("batch-field-undone-lines"), of)
        .column(t.text("undo-field-taken"), sparks(t, batch.taken));
    if batch.debt > 0 {
        view = view.column(t.text("undo-field-debt"), sparks(t, batch.debt));
    }
    let kept = batch.paid - batch.taken - batch.debt;
    if kept > 0 && batch.state == BatchState::Undone {
        view = view.column(t.text("batch-field-kept"), sparks(t, kept));
    }
    view
}

/// The lines that are not paid, as a file that can be given to the same command again.
fn unpaid_file(t: Translator<'_>, unpaid: &[UnpaidLine]) -> anyhow::Result<CreateAttachment> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(
        [
            "batch-column-member",
            "batch-column-amount",
            "batch-column-reason",
        ]
        .map(|key| t.text(key)),
    )?;
    for line in unpaid {
        // Nobody is no member, and can't be awarded to again.
        let Some(member) = line.member_id else {
            continue;
        };
        let reason = line.reason.as_deref().unwrap_or_default();
        // As a mention: a spreadsheet would round the number.
        writer.write_record([
            super::mention(member).as_str(),
            &line.amount.to_string(),
            &harmless(reason),
        ])?;
    }
    Ok(CreateAttachment::bytes(writer.into_inner()?, UNPAID_FILE))
}

/// What taking a batch back would do, and how. `buttons`: who may press them, and the question that they answer.
#[must_use]
pub fn undo_question(
    t: Translator<'_>,
    batch: BatchId,
    preview: &UndoPreview,
    buttons: Option<(UserId, u64)>,
) -> View {
    let mut text = t.format(
        "batch-undo-question",
        &[
            ("receipt", receipt(batch).into()),
            ("count", preview.lines.into()),
            ("amount", sparks(t, preview.amount).into()),
        ],
    );
    if preview.missing > 0 {
        let missing = t.format(
            "batch-undo-missing",
            &[
                ("count", preview.short_members.into()),
                ("missing", sparks(t, preview.missing).into()),
            ],
        );
        text = format!("{text}\n{missing}");
    }
    let Some((owner, nonce)) = buttons else {
        let hint = t.text("undo-needs-permission");
        return View::new(Tone::Refused, format!("{text}\n{hint}"));
    };
    let button = |with_debt, label: String| {
        let id = CustomId::UndoBatch {
            owner,
            with_debt,
            nonce,
        };
        CreateButton::new(id.encode())
            .style(ButtonStyle::Danger)
            .label(label)
    };
    let mut row = Vec::new();
    if preview.available > 0 {
        let available = sparks(t, preview.available);
        let label = t.format("undo-take-available", &[("amount", available.into())]);
        row.push(button(false, label));
    }
    if preview.missing > 0 {
        let missing = sparks(t, preview.missing);
        let label = t.format("undo-take-all", &[("missing", missing.into())]);
        row.push(button(true, label));
    }
    View::new(Tone::Waiting, text).row(CreateActionRow::Buttons(row))
}
