//! `/audit`: what moderators changed, in sentences, with the receipts to look it up by.

use serenity::builder::{CreateActionRow, CreateButton};
use serenity::model::application::ButtonStyle;

use super::campaign::changes;
use super::{
    BODY_LENGTH_MAX, Tone, View, award_many, code, lines, movement, name, perk_edit, person,
    receipt, sparks,
};
use crate::audit::{Action, Entry, Filter, Page, Turn};
use crate::campaigns::CampaignChange;
use crate::discord::custom_id::CustomId;
use crate::discord::escape;
use crate::i18n::{Translator, timestamp};
use crate::ids::{BatchId, CodeId, UserId};
use crate::ledger::Receipt;
use crate::perks::PerkSide;

/// How much of a moderator's reason is shown.
const REASON_SHOWN: usize = 100;

/// A page of the record.
#[must_use]
pub fn view(t: Translator<'_>, owner: UserId, filter: Filter, page: &Page) -> View {
    let title = t.text("audit-title");
    let (rows, shown) = fitting(t, &page.entries);
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return View::new(Tone::Plain, t.text("audit-empty")).title(title);
    };
    let has_older = page.has_older || shown.len() < page.entries.len();
    let view = View::new(Tone::Plain, lines(t, &rows, BODY_LENGTH_MAX)).title(title);
    if !page.has_newer && !has_older {
        return view;
    }
    let button = |key, turn, enabled: bool| {
        let id = CustomId::Audit {
            owner,
            filter,
            turn,
        };
        CreateButton::new(id.encode())
            .style(ButtonStyle::Secondary)
            .label(t.text(key))
            .disabled(!enabled)
    };
    view.row(CreateActionRow::Buttons(vec![
        button("history-newest", Turn::Newest, page.has_newer),
        button("history-newer", Turn::Newer(first.id), page.has_newer),
        button("history-older", Turn::Older(last.id), has_older),
    ]))
}

/// The rows that fit, at least one, and what they are about. The next page goes on with the others.
fn fitting<'a>(t: Translator<'_>, entries: &'a [Entry]) -> (Vec<String>, &'a [Entry]) {
    let mut rows: Vec<String> = vec![];
    let mut length = 0;
    for entry in entries {
        let row = row(t, entry);
        length += row.chars().count() + 1;
        if length > BODY_LENGTH_MAX && !rows.is_empty() {
            break;
        }
        rows.push(row);
    }
    let shown = entries.get(..rows.len()).unwrap_or_default();
    (rows, shown)
}

/// A row in sentences.
#[must_use]
pub fn row(t: Translator<'_>, entry: &Entry) -> String {
    let what = what(t, entry);
    let when = timestamp(entry.at_ms);
    match &entry.reason {
        Some(reason) => format!(
            "{what}\n-# {when} · {}",
            escape::plain(reason, REASON_SHOWN, "—")
        ),
        None => format!("{what}\n-# {when}"),
    }
}

/// What a row about a batch or a code says of it.
#[derive(Default, serde::Deserialize)]
struct Said {
    batch: Option<BatchId>,
    code: Option<CodeId>,
    /// How many lines a batch has, or how many members a code is for.
    #[serde(alias = "uses")]
    lines: Option<i64>,
    /// What a batch adds up to, or what a code gives each.
    #[serde(alias = "amount")]
    total: Option<i64>,
}

fn said(entry: &Entry) -> Said {
    let is_said = matches!(
        entry.action,
        Some(
            Action::AwardMany
                | Action::AwardManyContinue
                | Action::AwardManyUndo
                | Action::CodeCreate
                | Action::CodeClose
        )
    );
    let after = entry.after.clone().filter(|_| is_said);
    let said = after.and_then(|after| serde_json::from_value(after).ok());
    said.unwrap_or_default()
}

fn what(t: Translator<'_>, entry: &Entry) -> String {
    let text = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    let moderator = person(t, entry.moderator);
    let said = said(entry);
    let amount = entry.amount.or(said.total).map(|amount| sparks(t, amount));
    let (taken, debt) = entry.taken.unwrap_or((0, 0));
    let number = match (entry.transfer, entry.redemption) {
        (Some(award), _) => Some(movement::receipt(Receipt::Award(award))),
        (None, Some(redemption)) => Some(receipt(redemption)),
        (None, None) => None,
    };
    let values = [
        ("moderator", moderator.into()),
        (
            "member",
            text(entry.member.map(|member| person(t, member))).into(),
        ),
        ("campaign", text(entry.campaign.as_deref().map(name)).into()),
        ("perk", text(entry.perk.as_deref().map(name)).into()),
        ("amount", text(amount).into()),
        ("taken", sparks(t, taken).into()),
        ("debt", sparks(t, debt).into()),
        ("receipt", text(number).into()),
        ("batch", text(said.batch.map(award_many::receipt)).into()),
        ("code", text(said.code.map(code::number)).into()),
        ("count", said.lines.unwrap_or(0).into()),
    ];
    let Some(action) = entry.action else {
        return t.format("audit-unknown", &values);
    };
    let sentence = t.format(sentence_key(action, debt > 0), &values);
    let lines = match action {
        Action::CampaignEdit => campaign_changed(t, entry),
        Action::PerkEdit => perk_changed(t, entry),
        Action::PerkPause => pause_reason(entry),
        _ => None,
    };
    let lines = lines.unwrap_or_default();
    let lines = lines.iter().map(|line| format!("\n> {line}"));
    lines.fold(sentence, |all, line| all + &line)
}

fn sentence_key(action: Action, has_debt: bool) -> &'static str {
    match action {
        Action::Award => "audit-award",
        Action::AwardMany => "audit-award-many",
        Action::AwardManyContinue => "audit-award-many-continue",
        Action::AwardManyUndo => "audit-award-many-undo",
        Action::CodeCreate => "audit-code-create",
        Action::CodeClose => "audit-code-close",
        Action::AwardUndo if has_debt => "audit-award-undo-debt",
        Action::AwardUndo => "audit-award-undo",
        Action::CampaignCreate => "audit-campaign-create",
        Action::CampaignEdit => "audit-campaign-edit",
        Action::CampaignClose => "audit-campaign-close",
        Action::CampaignReopen => "audit-campaign-reopen",
        Action::PerkAdd => "audit-perk-add",
        Action::PerkEdit => "audit-perk-edit",
        Action::PerkPause => "audit-perk-pause",
        Action::PerkResume => "audit-perk-resume",
        Action::PerkArchive => "audit-perk-archive",
        Action::RedemptionRetry => "audit-redemption-retry",
        Action::RedemptionVoid => "audit-redemption-void",
        Action::RedemptionClaim => "audit-redemption-claim",
        Action::RedemptionRelease => "audit-redemption-release",
        Action::RedemptionFulfil => "audit-redemption-fulfil",
        Action::TicketUse => "audit-ticket-use",
    }
}

/// What was changed of a campaign; none where that was written by a version that keeps it otherwise.
fn campaign_changed(t: Translator<'_>, entry: &Entry) -> Option<Vec<String>> {
    let (was, is): (CampaignChange, CampaignChange) = sides(entry)?;
    Some(changes(t, &was, &is))
}

/// The same of a perk.
fn perk_changed(t: Translator<'_>, entry: &Entry) -> Option<Vec<String>> {
    let (was, is): (PerkSide, PerkSide) = sides(entry)?;
    Some(perk_edit::changes(t, &was, &is))
}

fn sides<Side: serde::de::DeserializeOwned>(entry: &Entry) -> Option<(Side, Side)> {
    let side = |value: &Option<serde_json::Value>| serde_json::from_value(value.clone()?).ok();
    Some((side(&entry.before)?, side(&entry.after)?))
}

/// Why a perk was paused, in the moderator's words.
fn pause_reason(entry: &Entry) -> Option<Vec<String>> {
    let reason = entry.after.as_ref()?.get("reason")?.as_str()?;
    Some(vec![escape::plain(reason, REASON_SHOWN, "—")])
}
