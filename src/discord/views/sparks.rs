//! `/sparks`: what a member has, what they own, and what comes next.

use super::{
    FIELD_LENGTH_MAX, Tone, View, edition, help, lines, movement, perk_name, receipt, sparks,
};
use crate::clock::Millis;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp_relative};
use crate::leaderboard::Standing;
use crate::ledger::{Account, Movement, Receipt};
use crate::perks::{Badge, Perk, Redemption};

/// How much of a moderator's reason is shown in a list.
const REASON_SHOWN: usize = 80;
const PROGRESS_STEPS: i64 = 10;

/// What is known of the member.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// When this is.
    pub now_ms: Millis,
    /// Their name when someone else looks, as they chose it.
    pub other: Option<String>,
    /// Their account; none: they never had Sparks.
    pub account: Option<Account>,
    /// Their place on the board.
    pub standing: Option<Standing>,
    /// What they own.
    pub badges: Vec<Badge>,
    /// What is on its way.
    pub open: Vec<Redemption>,
    /// What they save for.
    pub goal: Option<Perk>,
    /// What they owe; 0 also where it is not for this reader's eyes.
    pub owed: i64,
    /// Their latest movements; none: not for this reader's eyes.
    pub movements: Option<Vec<Movement>>,
}

/// The view.
#[must_use]
pub fn view(t: Translator<'_>, summary: &Summary) -> View {
    let title = match &summary.other {
        None => t.text("sparks-title-own"),
        Some(other) => t.format(
            "sparks-title-other",
            &[("member", escape::plain(other, 64, "—").into())],
        ),
    };
    let Some(account) = summary.account else {
        let key = if summary.other.is_none() {
            "sparks-empty-own"
        } else {
            "sparks-empty-other"
        };
        let view = View::new(Tone::Plain, t.text(key)).title(title);
        return with_help(t, with_goal(t, view, 0, summary.goal.as_ref()), summary);
    };
    // The place of who is left out of the boards is for their own eyes.
    let is_seen = |standing: &Standing| standing.is_listed || summary.other.is_none();
    let rank = rank(t, summary.standing.filter(is_seen));
    let lifetime = summary.standing.map_or(0, |standing| standing.score);
    let mut view = View::new(Tone::Plain, "")
        .title(title)
        .column(
            t.text("sparks-field-available"),
            t.number(account.available),
        )
        .column(t.text("sparks-field-held"), t.number(account.held))
        .column(t.text("sparks-field-lifetime"), t.number(lifetime))
        .column(t.text("sparks-field-rank"), rank);
    if summary.owed > 0 {
        view = view.section(t.text("sparks-field-owed"), owed(t, summary.owed));
    }
    if !summary.badges.is_empty() {
        view = view.section(
            t.text("sparks-field-badges"),
            badges(t, &summary.badges, summary.now_ms),
        );
    }
    if !summary.open.is_empty() {
        view = view.section(t.text("sparks-field-open"), open(t, &summary.open));
    }
    view = with_goal(t, view, account.available, summary.goal.as_ref());
    view = with_help(t, view, summary);
    match &summary.movements {
        Some(movements) if !movements.is_empty() => {
            let movements: Vec<String> =
                movements.iter().map(|movement| line(t, movement)).collect();
            view.section(
                t.text("sparks-field-movements"),
                lines(t, &movements, FIELD_LENGTH_MAX),
            )
        }
        _ => view,
    }
}

/// What a member owes, and what becomes of it.
#[must_use]
pub fn owed(t: Translator<'_>, owed: i64) -> String {
    t.format("sparks-owed", &[("owed", sparks(t, owed).into())])
}

/// What is shown of somebody else.
#[derive(Debug, Clone, Default)]
pub struct PublicStanding {
    /// When this is.
    pub now_ms: Millis,
    /// What they are called.
    pub name: String,
    /// What they earned in all, and their rank; none: nothing.
    pub standing: Option<Standing>,
    /// Their badges, latest first.
    pub badges: Vec<Badge>,
    /// What they have, for moderators only.
    pub account: Option<Account>,
    /// What they owe; 0 also where it is not for this reader's eyes.
    pub owed: i64,
}

/// Somebody else as everyone may see them; with what they have for moderators.
#[must_use]
pub fn public_view(t: Translator<'_>, shown: &PublicStanding) -> View {
    let name = escape::plain(&shown.name, 64, "—");
    let title = t.format("sparks-title-other", &[("member", name.into())]);
    if shown.standing.is_none() && shown.badges.is_empty() && shown.account.is_none() {
        return View::new(Tone::Plain, t.text("sparks-empty-other")).title(title);
    }
    let mut view = View::new(Tone::Plain, "").title(title);
    if let Some(account) = shown.account {
        view = view
            .column(
                t.text("sparks-field-available"),
                t.number(account.available),
            )
            .column(t.text("sparks-field-held"), t.number(account.held));
    }
    let lifetime = shown.standing.map_or(0, |standing| standing.score);
    let rank = rank(t, shown.standing.filter(|standing| standing.is_listed));
    view = view
        .column(t.text("sparks-field-lifetime"), t.number(lifetime))
        .column(t.text("sparks-field-rank"), rank);
    if shown.owed > 0 {
        view = view.section(t.text("sparks-field-owed"), owed(t, shown.owed));
    }
    if shown.badges.is_empty() {
        return view;
    }
    view.section(
        t.text("sparks-field-badges"),
        badges(t, &shown.badges, shown.now_ms),
    )
}

fn rank(t: Translator<'_>, standing: Option<Standing>) -> String {
    standing.map_or_else(
        || t.text("sparks-rank-none"),
        |standing| t.format("sparks-rank", &[("rank", standing.rank.into())]),
    )
}

fn badges(t: Translator<'_>, badges: &[Badge], now_ms: Millis) -> String {
    let badge = |badge: &Badge| {
        let when = timestamp_relative(badge.earned_at_ms);
        let badge_text = format!(
            "{} {} · {when}",
            perk_name(t, &badge.perk),
            edition(badge.edition)
        );
        match badge.role_ends_at_ms {
            None => badge_text,
            Some(ends_at_ms) => format!("{badge_text} · {}", role_ends(t, ends_at_ms, now_ms)),
        }
    };
    lines(
        t,
        &badges.iter().map(badge).collect::<Vec<_>>(),
        FIELD_LENGTH_MAX,
    )
}

/// Until when the role of a badge lasts, or since when it is gone. The badge stays.
fn role_ends(t: Translator<'_>, ends_at_ms: Millis, now_ms: Millis) -> String {
    let key = if ends_at_ms > now_ms {
        "sparks-role-until"
    } else {
        "sparks-role-ended"
    };
    t.format(key, &[("when", timestamp_relative(ends_at_ms).into())])
}

fn open(t: Translator<'_>, open: &[Redemption]) -> String {
    let redemption = |redemption: &Redemption| {
        let price = sparks(t, redemption.price);
        let line = format!(
            "{} · {price} · {}",
            perk_name(t, &redemption.perk),
            receipt(redemption.id)
        );
        if redemption.kind.is_manual() {
            format!("{line} · {}", t.text("sparks-open-queued"))
        } else {
            line
        }
    };
    lines(
        t,
        &open.iter().map(redemption).collect::<Vec<_>>(),
        FIELD_LENGTH_MAX,
    )
}

/// The way to how Sparks work, for the one whose they are.
fn with_help(t: Translator<'_>, view: View, summary: &Summary) -> View {
    match summary.other {
        None => view.row(help::row(t)),
        Some(_) => view,
    }
}

fn with_goal(t: Translator<'_>, view: View, available: i64, goal: Option<&Perk>) -> View {
    let Some(goal) = goal else { return view };
    let text = t.format(
        "sparks-goal",
        &[
            ("perk", perk_name(t, &goal.called()).into()),
            ("available", t.number(available).into()),
            ("price", sparks(t, goal.price).into()),
            ("missing", sparks(t, goal.price - available).into()),
        ],
    );
    view.section(
        t.text("sparks-field-goal"),
        format!("{}\n{text}", progress(available, goal.price)),
    )
}

/// A bar of ten steps; never full before the goal is reached.
fn progress(available: i64, price: i64) -> String {
    // Amounts are at most 10^9 and a balance below the price, so the product fits.
    let filled = (available.max(0) * PROGRESS_STEPS / price.max(1)).clamp(0, PROGRESS_STEPS);
    let filled = usize::try_from(filled).unwrap_or(0);
    let steps = usize::try_from(PROGRESS_STEPS).unwrap_or(0);
    "▰".repeat(filled) + &"▱".repeat(steps - filled)
}

fn line(t: Translator<'_>, movement: &Movement) -> String {
    let mut what = movement::what(t, &movement.kind);
    if let Receipt::Redemption(redemption) = movement.receipt() {
        what = format!("{what} · {}", receipt(redemption));
    }
    let when = timestamp_relative(movement.at_ms);
    let change = t.signed_number(movement.change);
    match &movement.reason {
        Some(reason) => format!(
            "`{change}` {what}: {} · {when}",
            escape::plain(reason, REASON_SHOWN, "—")
        ),
        None => format!("`{change}` {what} · {when}"),
    }
}

#[cfg(test)]
mod tests {
    use super::progress;

    #[test]
    fn the_bar_is_full_only_at_the_goal() {
        for (available, price, filled) in [
            (0, 500, 0),
            (49, 500, 0),
            (50, 500, 1),
            (499, 500, 9),
            (500, 500, 10),
            (-5, 500, 0),
            (1, 1_000_000_000, 0),
        ] {
            let bar = progress(available, price);
            assert_eq!(
                bar.chars().filter(|step| *step == '▰').count(),
                filled,
                "{available} of {price}"
            );
            assert_eq!(bar.chars().count(), 10);
        }
    }
}
