//! `/link`: which accounts are the reader's, what they brought, and how to link one.

use super::{FIELD_LENGTH_MAX, Tone, View, lines, movement, sparks};
use crate::events::{Linked, LinkedAccount};
use crate::i18n::{Translator, timestamp_date};
use crate::ledger::Source;

/// The view.
#[must_use]
pub fn view(t: Translator<'_>, linked: &Linked) -> View {
    let is_linked = !linked.accounts.is_empty();
    let body = t.text(if is_linked { "link-body" } else { "link-none" });
    let mut view = View::new(Tone::Plain, body).title(t.text("link-title"));
    if is_linked {
        let accounts: Vec<String> = linked.accounts.iter().map(|one| account(t, one)).collect();
        view = view.section(
            t.text("link-field-accounts"),
            lines(t, &accounts, FIELD_LENGTH_MAX),
        );
    }
    if !linked.earned.is_empty() {
        let earned: Vec<String> = linked.earned.iter().map(|one| earned(t, *one)).collect();
        view = view.section(t.text("link-field-earned"), earned.join("\n"));
    }
    let how = if is_linked { "link-change" } else { "link-how" };
    view.section(t.text("link-field-how"), t.text(how))
}

/// A name of the product's has letters, digits, `-`, `_` and `:` only, so nothing in it ends the code.
fn account(t: Translator<'_>, linked: &LinkedAccount) -> String {
    let values = [
        ("account", format!("`{}`", linked.account.as_str()).into()),
        ("since", timestamp_date(linked.since_ms).into()),
    ];
    t.format("link-account", &values)
}

fn earned(t: Translator<'_>, (source, amount): (Source, i64)) -> String {
    format!(
        "{} · {}",
        movement::source_name(t, source),
        sparks(t, amount)
    )
}
