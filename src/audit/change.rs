//! Writing a change down.

use serde::Serialize;

use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{CampaignId, PerkId, RedemptionId, TransferId, UserId};
use crate::ledger::RequestKey;

/// What a change was about: what the record can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Sparks given.
    Award,
    /// Sparks taken back.
    Undo,
    /// Campaigns.
    Campaign,
    /// Perks.
    Perk,
    /// Redemptions.
    Redemption,
}

impl Area {
    /// As it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Award => "award",
            Self::Undo => "undo",
            Self::Campaign => "campaign",
            Self::Perk => "perk",
            Self::Redemption => "redemption",
        }
    }

    /// The area of this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let all = [
            Self::Award,
            Self::Undo,
            Self::Campaign,
            Self::Perk,
            Self::Redemption,
        ];
        all.into_iter().find(|area| area.code() == code)
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// A member was given Sparks.
    Award,
    /// An award was taken back.
    AwardUndo,
    /// A batch of awards was confirmed.
    AwardMany,
    /// One that was stopped goes on.
    AwardManyContinue,
    /// One is taken back.
    AwardManyUndo,
    /// A claim code was created.
    CodeCreate,
    /// It was closed.
    CodeClose,
    /// A campaign was created.
    CampaignCreate,
    /// Its name, budget, dates, caps or descriptions were changed.
    CampaignEdit,
    /// It was closed.
    CampaignClose,
    /// It was opened again.
    CampaignReopen,
    /// A perk is offered.
    PerkAdd,
    /// Its name, price, stock, words or terms were changed.
    PerkEdit,
    /// It is not offered for a while.
    PerkPause,
    /// It is offered again.
    PerkResume,
    /// It is offered no more.
    PerkArchive,
    /// A redemption is delivered once more.
    RedemptionRetry,
    /// A redemption's Sparks are returned.
    RedemptionVoid,
    /// A moderator is at a redemption that moderators deliver.
    RedemptionClaim,
    /// They are no longer.
    RedemptionRelease,
    /// They delivered it.
    RedemptionFulfil,
    /// Somebody was let in by their ticket.
    TicketUse,
}

impl Action {
    const ALL: [Self; 22] = [
        Self::Award,
        Self::AwardUndo,
        Self::AwardMany,
        Self::AwardManyContinue,
        Self::AwardManyUndo,
        Self::CodeCreate,
        Self::CodeClose,
        Self::CampaignCreate,
        Self::CampaignEdit,
        Self::CampaignClose,
        Self::CampaignReopen,
        Self::PerkAdd,
        Self::PerkEdit,
        Self::PerkPause,
        Self::PerkResume,
        Self::PerkArchive,
        Self::RedemptionRetry,
        Self::RedemptionVoid,
        Self::RedemptionClaim,
        Self::RedemptionRelease,
        Self::RedemptionFulfil,
        Self::TicketUse,
    ];

    /// As it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Award => "award",
            Self::AwardUndo => "award_undo",
            Self::AwardMany => "award_many",
            Self::AwardManyContinue => "award_many_continue",
            Self::AwardManyUndo => "award_many_undo",
            Self::CodeCreate => "code_create",
            Self::CodeClose => "code_close",
            Self::CampaignCreate => "campaign_create",
            Self::CampaignEdit => "campaign_edit",
            Self::CampaignClose => "campaign_close",
            Self::CampaignReopen => "campaign_reopen",
            Self::PerkAdd => "perk_add",
            Self::PerkEdit => "perk_edit",
            Self::PerkPause => "perk_pause",
            Self::PerkResume => "perk_resume",
            Self::PerkArchive => "perk_archive",
            Self::RedemptionRetry => "redemption_retry",
            Self::RedemptionVoid => "redemption_void",
            Self::RedemptionClaim => "redemption_claim",
            Self::RedemptionRelease => "redemption_release",
            Self::RedemptionFulfil => "redemption_fulfil",
            Self::TicketUse => "ticket_use",
        }
    }

    /// The action of this code; none for one that another version wrote.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }

    const fn area(self) -> Area {
        match self {
            Self::Award
            | Self::AwardMany
            | Self::AwardManyContinue
            | Self::CodeCreate
            | Self::CodeClose => Area::Award,
            Self::AwardUndo | Self::AwardManyUndo => Area::Undo,
            Self::CampaignCreate
            | Self::CampaignEdit
            | Self::CampaignClose
            | Self::CampaignReopen => Area::Campaign,
            Self::PerkAdd
            | Self::PerkEdit
            | Self::PerkPause
            | Self::PerkResume
            | Self::PerkArchive => Area::Perk,
            Self::RedemptionRetry
            | Self::RedemptionVoid
            | Self::RedemptionClaim
            | Self::RedemptionRelease
            | Self::RedemptionFulfil
            | Self::TicketUse => Area::Redemption,
        }
    }
}

/// On whom or what.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject {
    /// Whose Sparks.
    pub member: Option<UserId>,
    /// Which campaign.
    pub campaign: Option<CampaignId>,
    /// Which perk.
    pub perk: Option<PerkId>,
    /// Which redemption.
    pub redemption: Option<RedemptionId>,
    /// Which award.
    pub transfer: Option<TransferId>,
}

/// A change to be written down.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// What.
    pub action: Action,
    /// Who.
    pub moderator: UserId,
    /// On whom or what.
    pub subject: Subject,
    /// Names the interaction.
    pub request: &'a RequestKey,
    /// When.
    pub at_ms: Millis,
}

/// Writes a change down, in the transaction that makes it. `before` and `after` hold what was changed, and nobody's id.
///
/// # Errors
/// When the database can't be written.
pub async fn record(
    tx: &mut Connection,
    change: &Change<'_>,
    before: Option<&(impl Serialize + Sync)>,
    after: Option<&(impl Serialize + Sync)>,
) -> anyhow::Result<()> {
    let Subject {
        member,
        campaign,
        perk,
        redemption,
        transfer,
    } = change.subject;
    sqlx::query(
        "INSERT INTO audit (area, action, moderator_id, member_id, campaign_id, perk_id, redemption_id, transfer_id,
            before, after, request_key, at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(change.action.area().code())
    .bind(change.action.code())
    .bind(change.moderator)
    .bind(member)
    .bind(campaign)
    .bind(perk)
    .bind(redemption)
    .bind(transfer)
    .bind(before.map(serde_json::to_string).transpose()?)
    .bind(after.map(serde_json::to_string).transpose()?)
    .bind(change.request.as_str())
    .bind(change.at_ms)
    .execute(tx)
    .await?;
    Ok(())
}
