//! `/redemption`: what moderators see of redemptions that have not ended, and what became of what they decided.

use serenity::all::InputTextStyle;
use serenity::builder::{CreateActionRow, CreateButton, CreateInputText, CreateModal};
use serenity::model::application::ButtonStyle;

use super::perk::gives;
use super::redeem::void_key;
use super::{FIELD_LENGTH_MAX, Tone, View, edition, lines, perk_name, person, receipt, sparks};
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::fulfilment::{Case, DecisionOutcome, DecisionRefusal, FailureKind, OpenCases, Stage};
use crate::i18n::{Translator, timestamp_relative};
use crate::ids::{RedemptionId, UserId};
use crate::ledger::REASON_LENGTH_MAX;
use crate::perks::{Decision, DecisionKind};

/// The field of the form that asks why.
pub const REASON_FIELD: &str = "reason";
/// How much of a moderator's reason is shown in a list.
const REASON_SHOWN: usize = 120;

/// Who looks.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// The moderator.
    pub user: UserId,
    /// Whether their buttons will be heard: Discord lets more people use a command than it tells us about.
    pub may_press: bool,
}

/// What Discord says about the member and the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// The member has it.
    HasRole,
    /// The member has it not.
    HasNotRole,
    /// The member is not in the server.
    Left,
    /// The member was erased: there is nobody to ask about.
    Erased,
    /// Discord did not say.
    Unknown,
}

/// Whether anything is delivered at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It is.
    Running,
    /// Nothing is, nor is a role taken, until the bot has been restarted with a valid token.
    Stopped,
}

/// A redemption with everything that is shown of it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The redemption.
    pub case: &'a Case,
    /// What was decided about it, oldest first.
    pub decisions: &'a [Decision],
    /// Where the role is.
    pub whereabouts: Whereabouts,
    /// What has just been decided.
    pub outcome: Option<&'a DecisionOutcome>,
    /// Whether that can be carried out now.
    pub delivery: Delivery,
}

/// Open redemptions.
#[must_use]
pub fn list(t: Translator<'_>, open: &OpenCases) -> View {
    let title = t.text("redemption-list-title");
    if open.cases.is_empty() {
        return View::new(Tone::Plain, t.text("redemption-list-empty")).title(title);
    }
    let cases = open.cases.iter().map(|case| {
        let redemption = &case.redemption;
        format!(
            "`{}` · {} · {} · {} · {}",
            receipt(redemption.id),
            person(t, redemption.member),
            perk_name(t, &redemption.perk),
            t.text(stage_key(case.stage)),
            timestamp_relative(case.since_ms)
        )
    });
    // Ten lines of at most 270 characters fit an embed.
    let mut body = cases.collect::<Vec<_>>().join("\n");
    if open.more > 0 {
        body.push('\n');
        body.push_str(&t.format("list-more", &[("count", open.more.into())]));
    }
    View::new(Tone::Plain, body)
        .title(title)
        .footer(t.text("redemption-list-hint"))
}

/// What a receipt is completed with, and the receipt.
#[must_use]
pub fn suggestion(t: Translator<'_>, case: &Case) -> (String, String) {
    let receipt = receipt(case.redemption.id);
    let stage = t.text(stage_key(case.stage));
    (
        format!(
            "{receipt} · {} · {stage}",
            case.redemption.perk.in_language(t.locale())
        ),
        receipt,
    )
}

pub(super) fn stage_key(stage: Stage) -> &'static str {
    match stage {
        Stage::Review => "redemption-stage-review",
        Stage::Blocked => "redemption-stage-blocked",
        Stage::Late => "redemption-stage-late",
        Stage::OnItsWay => "redemption-stage-on-its-way",
        Stage::Queued => "redemption-stage-queued",
        Stage::Claimed => "redemption-stage-claimed",
        Stage::Returning => "redemption-stage-returning",
        Stage::Settled => "redemption-stage-settled",
        Stage::Voided => "redemption-stage-voided",
    }
}

/// One redemption, with what can be done about it.
#[must_use]
pub fn case(t: Translator<'_>, reader: Reader, shown: &Shown<'_>) -> View {
    let Shown {
        case,
        decisions,
        whereabouts,
        outcome,
        delivery,
    } = shown;
    let redemption = &case.redemption;
    let tone = match case.stage {
        Stage::Settled => Tone::Done,
        Stage::Voided => Tone::Refused,
        Stage::Review | Stage::Blocked | Stage::Queued | Stage::Claimed => Tone::Plain,
        Stage::Late | Stage::OnItsWay | Stage::Returning => Tone::Waiting,
    };
    let notice = outcome.map(|outcome| decided_text(t, Some(redemption.id), outcome, *delivery));
    let number = receipt(redemption.id);
    let mut view = View::new(tone, notice.unwrap_or_default())
        .title(t.format("redemption-title", &[("receipt", number.into())]))
        .column(
            t.text("redemption-field-member"),
            person(t, redemption.member),
        )
        .column(
            t.text("redemption-field-perk"),
            format!(
                "{} {}\n{}",
                perk_name(t, &redemption.perk),
                edition(redemption.edition),
                gives(t, redemption.kind, redemption.role_id)
            ),
        )
        .column(t.text("confirm-field-price"), sparks(t, redemption.price))
        .column(
            t.text("redemption-field-stage"),
            t.text(stage_key(case.stage)),
        );
    if redemption.role_id.is_some() {
        let whereabouts = t.text(whereabouts_key(*whereabouts));
        view = view.column(t.text("redemption-field-role"), whereabouts);
    }
    view = view.section(t.text("redemption-field-past"), past(t, case, *delivery));
    if !decisions.is_empty() {
        let decisions: Vec<String> = decisions.iter().map(|made| decision(t, made)).collect();
        let decisions = lines(t, &decisions, FIELD_LENGTH_MAX);
        view = view.section(t.text("redemption-field-decisions"), decisions);
    }
    let own = redemption.member == reader.user;
    if let Some(hints) = hints(t, case.stage, own) {
        view = view.section(t.text("redemption-field-choices"), hints);
    }
    if reader.may_press && !case.stage.is_final() {
        view = view.row(buttons(t, reader.user, case, own));
    }
    view
}

fn whereabouts_key(whereabouts: Whereabouts) -> &'static str {
    match whereabouts {
        Whereabouts::HasRole => "redemption-role-yes",
        Whereabouts::HasNotRole => "redemption-role-no",
        Whereabouts::Left => "redemption-role-left",
        Whereabouts::Erased => "redemption-role-erased",
        Whereabouts::Unknown => "redemption-role-unknown",
    }
}

/// What has happened and what will happen by itself, a line each.
fn past(t: Translator<'_>, case: &Case, delivery: Delivery) -> String {
    let redemption = &case.redemption;
    let at = |key: &str, ms| t.format(key, &[("when", timestamp_relative(ms).into())]);
    let mut past = vec![at("redemption-past-confirmed", redemption.created_at_ms)];
    if !case.stage.is_final() && case.attempts > 0 {
        past.push(t.format(
            "redemption-past-attempts",
            &[("count", case.attempts.into())],
        ));
    }
    if let Some(kind) = case.failure_kind {
        let code = case.failure_code.unwrap_or_default();
        let failure = t.format(failure_key(kind), &[("code", code.to_string().into())]);
        past.push(t.format("redemption-past-failure", &[("failure", failure.into())]));
    }
    match case.due_at_ms {
        Some(_) if delivery == Delivery::Stopped => past.push(t.text("redemption-past-stopped")),
        _ if case.is_leased => past.push(t.text("redemption-past-now")),
        Some(due_at_ms) => past.push(at("redemption-past-next", due_at_ms)),
        None => {}
    }
    match (case.stage, redemption.finished_at_ms) {
        (Stage::Review, _) => past.push(at("redemption-past-review", case.since_ms)),
        (Stage::Blocked | Stage::Late | Stage::OnItsWay, _) => {
            past.push(at("redemption-past-deadline", redemption.deadline_at_ms));
        }
        (Stage::Settled, Some(ms)) => past.push(at("redemption-past-settled", ms)),
        (Stage::Voided, Some(ms)) => past.push(t.format(
            "redemption-past-voided",
            &[
                ("when", timestamp_relative(ms).into()),
                ("reason", t.text(void_key(redemption.void_reason)).into()),
            ],
        )),
        _ => {}
    }
    past.join("\n")
}

fn failure_key(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::NoAnswer => "redemption-failure-no-answer",
        FailureKind::RateLimited => "redemption-failure-rate-limited",
        FailureKind::Refused => "redemption-failure-refused",
        FailureKind::MemberGone => "redemption-failure-member-gone",
        FailureKind::TokenRefused => "redemption-failure-token-refused",
        FailureKind::RoleStays => "redemption-failure-role-stays",
    }
}

fn decision(t: Translator<'_>, decision: &Decision) -> String {
    let who = person(t, decision.moderator);
    let when = timestamp_relative(decision.decided_at_ms);
    match (decision.kind, &decision.reason) {
        (DecisionKind::Retry, _) => t.format(
            "redemption-decided-retry",
            &[("moderator", who.into()), ("when", when.into())],
        ),
        (DecisionKind::Void, reason) => {
            let reason = reason.as_deref().unwrap_or_default();
            t.format(
                "redemption-decided-void",
                &[
                    ("moderator", who.into()),
                    ("when", when.into()),
                    ("reason", escape::plain(reason, REASON_SHOWN, "—").into()),
                ],
            )
        }
    }
}

/// What each choice would do.
fn hints(t: Translator<'_>, stage: Stage, own: bool) -> Option<String> {
    if stage.is_final() {
        return None;
    }
    if matches!(stage, Stage::Queued | Stage::Claimed) {
        return Some(t.text("redemption-choice-queue"));
    }
    if stage == Stage::Returning {
        return Some(t.text("redemption-choice-none"));
    }
    let void = if own {
        t.text("redemption-choice-void-own")
    } else {
        t.text("redemption-choice-void")
    };
    Some(format!("{}\n{void}", t.text("redemption-choice-retry")))
}

fn buttons(t: Translator<'_>, owner: UserId, case: &Case, own: bool) -> CreateActionRow {
    let redemption = case.redemption.id;
    let undecided = case.stage != Stage::Returning;
    let is_queued = matches!(case.stage, Stage::Queued | Stage::Claimed);
    let retry = CustomId::RetryRedemption { owner, redemption };
    let void = CustomId::VoidRedemption { owner, redemption };
    let again = CustomId::ShowRedemption { owner, redemption };
    CreateActionRow::Buttons(vec![
        CreateButton::new(retry.encode())
            .style(ButtonStyle::Primary)
            .label(t.text("redemption-button-retry"))
            .disabled(!undecided || case.is_leased || is_queued),
        CreateButton::new(void.encode())
            .style(ButtonStyle::Danger)
            .label(t.text("redemption-button-void"))
            .disabled(!undecided || own),
        CreateButton::new(again.encode())
            .style(ButtonStyle::Secondary)
            .label(t.text("redemption-button-show")),
    ])
}

/// The form that asks why the Sparks are to be returned.
pub fn reason_form(t: Translator<'_>, owner: UserId, redemption: RedemptionId) -> CreateModal {
    let length_max = u16::try_from(REASON_LENGTH_MAX).unwrap_or(u16::MAX);
    let reason = CreateInputText::new(
        InputTextStyle::Paragraph,
        t.text("redemption-form-reason"),
        REASON_FIELD,
    )
    .max_length(length_max);
    let title = t.format(
        "redemption-form-title",
        &[("receipt", receipt(redemption).into())],
    );
    CreateModal::new(
        CustomId::VoidRedemption { owner, redemption }.encode(),
        title,
    )
    .components(vec![CreateActionRow::InputText(reason)])
}

/// What became of a decision.
#[must_use]
pub fn decided(
    t: Translator<'_>,
    id: Option<RedemptionId>,
    outcome: &DecisionOutcome,
    delivery: Delivery,
) -> View {
    let tone = match outcome {
        DecisionOutcome::Retried | DecisionOutcome::Returning => Tone::Waiting,
        DecisionOutcome::Returned => Tone::Done,
        DecisionOutcome::Refused(_) => Tone::Refused,
    };
    View::new(tone, decided_text(t, id, outcome, delivery))
}

fn decided_text(
    t: Translator<'_>,
    id: Option<RedemptionId>,
    outcome: &DecisionOutcome,
    delivery: Delivery,
) -> String {
    let number = id.map(receipt).unwrap_or_default();
    let values = &[("receipt", number.clone().into())];
    match (outcome, delivery) {
        (
            DecisionOutcome::Retried | DecisionOutcome::Refused(DecisionRefusal::UnderWay { .. }),
            Delivery::Stopped,
        ) => t.format("redemption-stopped-retry", values),
        (
            DecisionOutcome::Returning
            | DecisionOutcome::Refused(DecisionRefusal::BeingReturned { .. }),
            Delivery::Stopped,
        ) => t.format("redemption-stopped-return", values),
        (DecisionOutcome::Retried, _) => t.format("redemption-retried", values),
        (DecisionOutcome::Returning, _) => t.format("redemption-returning", values),
        (DecisionOutcome::Returned, _) => t.format("redemption-returned", values),
        (DecisionOutcome::Refused(refusal), _) => {
            super::refusal::decision_text(t, &number, refusal)
        }
    }
}
