//! Lines that can't be awarded: as text, and all of them as a file when they are many; and files that can't be read.

use serenity::builder::CreateAttachment;

use super::super::{Tone, View, person, sparks};
use crate::campaigns::batch::{BadLine, Examined, Flaw, SheetRefusal, Source};
use crate::discord::escape;
use crate::i18n::Translator;

/// How many are shown in the message.
const BAD_SHOWN: usize = 15;
/// How much of a column's name is shown.
const COLUMN_SHOWN: usize = 80;
const FILE_NAME: &str = "award-many-lines.txt";

/// What is wrong with which lines. Nothing was awarded.
#[must_use]
pub fn flawed(t: Translator<'_>, source: Source, examined: &Examined) -> View {
    let bad = &examined.bad;
    let head = t.format("batch-flawed", &[("count", bad.len().into())]);
    let rows: Vec<String> = bad
        .iter()
        .take(BAD_SHOWN)
        .map(|bad| row(t, source, bad, true))
        .collect();
    let mut body = format!("{head}\n{}", rows.join("\n"));
    if bad.len() > BAD_SHOWN {
        let more = t.format("list-more", &[("count", (bad.len() - BAD_SHOWN).into())]);
        body = format!("{body}\n{more}");
    }
    let good = examined.entries.len();
    if good > 0 {
        let good = t.format("batch-flawed-good", &[("count", good.into())]);
        body = format!("{body}\n{good}");
    }
    let view = View::new(Tone::Refused, body).footer(t.text("batch-nothing-awarded"));
    if bad.len() <= BAD_SHOWN {
        return view;
    }
    let mut text = String::from("\u{feff}");
    for bad in bad {
        text.push_str(&row(t, source, bad, false));
        text.push_str("\r\n");
    }
    view.file(CreateAttachment::bytes(text.into_bytes(), FILE_NAME))
}

/// A line, its member where it is known, and what is wrong. A role has no lines, only members.
fn row(t: Translator<'_>, source: Source, bad: &BadLine, in_message: bool) -> String {
    let key = match source {
        Source::File => "batch-line",
        Source::Role | Source::Members => "batch-entry",
    };
    // A line's number is a name, not an amount: its digits are not grouped.
    let mut place = t.format(key, &[("line", bad.line.to_string().into())]);
    if let Some(member) = bad.member {
        let member = if in_message {
            person(t, member)
        } else {
            member.to_string()
        };
        place = format!("{place} · {member}");
    }
    format!("{place} · {}", why(t, &bad.flaw))
}

fn why(t: Translator<'_>, flaw: &Flaw) -> String {
    match flaw {
        Flaw::Columns { expected, found } => t.format(
            "batch-flaw-columns",
            &[("found", (*found).into()), ("expected", (*expected).into())],
        ),
        Flaw::Member => t.text("batch-flaw-member"),
        Flaw::Amount => t.text("batch-flaw-amount"),
        Flaw::Separators => t.text("batch-flaw-separators"),
        Flaw::AmountOutOfRange { max } => t.format("batch-flaw-range", &[("max", (*max).into())]),
        Flaw::ReasonTooLong { max } => t.format("batch-flaw-reason", &[("max", (*max).into())]),
        Flaw::Duplicate { first } => t.format(
            "batch-flaw-duplicate",
            &[("line", first.to_string().into())],
        ),
        Flaw::Unknown => t.text("batch-flaw-unknown"),
        Flaw::Bot => t.text("batch-flaw-bot"),
        Flaw::Yourself => t.text("batch-flaw-yourself"),
        Flaw::OverAwardCap { cap } => {
            t.format("batch-flaw-award-cap", &[("cap", sparks(t, *cap).into())])
        }
        Flaw::OverMemberCap { left } => t.format(
            "batch-flaw-member-cap",
            &[("left", sparks(t, *left).into())],
        ),
    }
}

/// A file of which nothing was read.
#[must_use]
pub fn unreadable(t: Translator<'_>, refusal: &SheetRefusal) -> View {
    let text = match refusal {
        SheetRefusal::TooLarge { max } => return too_large(t, *max),
        SheetRefusal::NotUtf8 { line } => {
            t.format("batch-file-not-utf8", &[("line", line.to_string().into())])
        }
        SheetRefusal::Empty => t.text("batch-file-empty"),
        SheetRefusal::NoHeader => t.text("batch-file-no-header"),
        SheetRefusal::MissingColumn => t.text("batch-file-missing-column"),
        SheetRefusal::WrongColumn { name } => {
            let name = escape::plain(name, COLUMN_SHOWN, "—");
            t.format("batch-file-wrong-column", &[("column", name.into())])
        }
        SheetRefusal::TooManyLines { max } => {
            t.format("batch-too-many-lines", &[("max", (*max).into())])
        }
    };
    refused(t, text)
}

/// A file that is too large.
pub(super) fn too_large(t: Translator<'_>, max: usize) -> View {
    let megabytes = max / (1024 * 1024);
    refused(
        t,
        t.format("batch-file-too-large", &[("size", megabytes.into())]),
    )
}

pub(super) fn refused(t: Translator<'_>, text: String) -> View {
    View::new(Tone::Refused, text).footer(t.text("batch-nothing-awarded"))
}
