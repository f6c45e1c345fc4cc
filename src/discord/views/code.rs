//! Claim codes: as moderators make them and look at them, and as members claim them.

use super::campaign_refusal::{award_text, moment, when};
use super::{BODY_LENGTH_MAX, Tone, View, lines, movement, name, person, sparks};
use crate::campaigns::code::{ClaimRefusal, Claimed, Code, CodePage, CodeRefusal, Created};
use crate::clock::Millis;
use crate::i18n::{Translator, timestamp_relative};
use crate::ids::CodeId;
use crate::ledger::Receipt;

/// What to quote when asking about a code, in place of the code itself.
#[must_use]
pub fn number(code: CodeId) -> String {
    format!("C-{code}")
}

/// A code among suggestions, without what it is.
#[must_use]
pub fn choice(t: Translator<'_>, code: &Code) -> String {
    let number = number(code.id);
    let amount = sparks(t, code.amount);
    format!("{number} · {amount} · {}", code.campaign)
}

/// A code was made.
#[must_use]
pub fn created(t: Translator<'_>, created: &Created) -> View {
    let text = t.format(
        "code-created",
        &[
            ("count", created.uses.into()),
            ("amount", sparks(t, created.amount).into()),
            ("campaign", name(&created.campaign).into()),
        ],
    );
    // Large, so that it can be read aloud and from afar.
    let mut view = View::new(Tone::Done, format!("# {}\n{text}", created.word))
        .column(t.text("code-field-number"), number(created.code));
    if let Some(expires_at_ms) = created.expires_at_ms {
        view = view.column(t.text("code-field-expires"), when(expires_at_ms));
    }
    let whole = created.amount.saturating_mul(created.uses);
    match created.left {
        Some(left) if left < whole => {
            let left = sparks(t, left);
            view.footer(t.format("code-budget-short", &[("left", left.into())]))
        }
        _ => view,
    }
}

/// The latest codes.
#[must_use]
pub fn list(t: Translator<'_>, page: &CodePage, now_ms: Millis) -> View {
    let title = t.text("code-list-title");
    if page.codes.is_empty() {
        return View::new(Tone::Plain, t.text("code-list-empty")).title(title);
    }
    let mut rows: Vec<String> = page.codes.iter().map(|code| row(t, code, now_ms)).collect();
    if page.more > 0 {
        rows.push(t.format("list-more", &[("count", page.more.into())]));
    }
    View::new(Tone::Plain, lines(t, &rows, BODY_LENGTH_MAX)).title(title)
}

fn row(t: Translator<'_>, code: &Code, now_ms: Millis) -> String {
    let used = t.format(
        "code-used",
        &[
            ("uses", t.number(code.uses).into()),
            ("max", t.number(code.uses_max).into()),
        ],
    );
    let state = match (code.closed_at_ms, code.expires_at_ms) {
        (Some(closed_at_ms), _) => {
            let when = timestamp_relative(closed_at_ms);
            t.format("code-state-closed", &[("when", when.into())])
        }
        (None, Some(expires_at_ms)) if expires_at_ms <= now_ms => {
            let when = timestamp_relative(expires_at_ms);
            t.format("code-state-expired", &[("when", when.into())])
        }
        _ if code.uses >= code.uses_max => t.text("code-state-used-up"),
        (None, Some(expires_at_ms)) => {
            let when = timestamp_relative(expires_at_ms);
            t.format("code-state-open-until", &[("when", when.into())])
        }
        (None, None) => t.text("code-state-open"),
    };
    format!(
        "`{}` · {} · {} · {used} · {state}\n-# {} · {}",
        code.word,
        sparks(t, code.amount),
        name(&code.campaign),
        number(code.id),
        person(t, code.created_by),
    )
}

/// A code was closed.
#[must_use]
pub fn closed(t: Translator<'_>, code: CodeId, campaign: &str, uses: i64) -> View {
    let text = t.format(
        "code-closed",
        &[
            ("code", number(code).into()),
            ("campaign", name(campaign).into()),
            ("count", uses.into()),
        ],
    );
    View::new(Tone::Done, text)
}

/// Why there is no code, or it was not closed.
#[must_use]
pub fn refused(t: Translator<'_>, refusal: &CodeRefusal) -> View {
    let text = match refusal {
        CodeRefusal::Award(refusal) => award_text(t, refusal),
        CodeRefusal::UsesOutOfRange { max } => {
            t.format("code-refused-uses", &[("max", (*max).into())])
        }
        CodeRefusal::Moment { typed, why } => return moment(t, typed, *why),
        CodeRefusal::ExpiryPassed { expires_at_ms } => t.format(
            "code-refused-expiry-passed",
            &[("when", when(*expires_at_ms).into())],
        ),
        CodeRefusal::Unknown => t.text("code-refused-unknown"),
        CodeRefusal::AlreadyClosed => t.text("code-refused-closed"),
        CodeRefusal::Conflict => t.text("error-conflict"),
    };
    View::new(Tone::Refused, text)
}

/// A member has what a code gives.
#[must_use]
pub fn claimed(t: Translator<'_>, claimed: &Claimed) -> View {
    let text = t.format(
        "claim-done",
        &[
            ("amount", sparks(t, claimed.amount).into()),
            ("campaign", name(&claimed.campaign).into()),
        ],
    );
    let mut view = View::new(Tone::Done, text)
        .column(t.text("claim-field-balance"), sparks(t, claimed.available));
    if claimed.paid > 0 {
        view = view
            .column(t.text("claim-field-paid"), sparks(t, claimed.paid))
            .column(t.text("claim-field-owed"), sparks(t, claimed.owed));
    }
    let receipt = movement::receipt(Receipt::Award(claimed.transfer));
    view.footer(t.format("award-receipt", &[("receipt", receipt.into())]))
}

/// Why a code gave nothing.
#[must_use]
pub fn claim_refused(t: Translator<'_>, refusal: &ClaimRefusal) -> View {
    let timed = |key: &str, at_ms: Millis| t.format(key, &[("when", when(at_ms).into())]);
    let text = match refusal {
        ClaimRefusal::TooManyTries { again_at_ms } => {
            let when = timestamp_relative(*again_at_ms);
            t.format("claim-refused-too-many", &[("when", when.into())])
        }
        ClaimRefusal::Unknown => t.text("claim-refused-unknown"),
        ClaimRefusal::Expired => t.text("claim-refused-expired"),
        ClaimRefusal::UsedUp => t.text("claim-refused-used-up"),
        ClaimRefusal::AlreadyClaimed => t.text("claim-refused-already"),
        ClaimRefusal::Own => t.text("claim-refused-own"),
        ClaimRefusal::NotStarted { starts_at_ms } => {
            timed("claim-refused-not-started", *starts_at_ms)
        }
        ClaimRefusal::CampaignOver => t.text("claim-refused-over"),
        ClaimRefusal::NothingLeft => t.text("claim-refused-nothing-left"),
        ClaimRefusal::NothingLeftToday { resets_at_ms } => {
            timed("claim-refused-nothing-left-today", *resets_at_ms)
        }
        ClaimRefusal::MemberLimit => t.text("claim-refused-member-limit"),
        ClaimRefusal::Conflict => t.text("error-conflict"),
    };
    View::new(Tone::Refused, text)
}
