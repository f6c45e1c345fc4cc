//! Giving a member Sparks from a campaign: what an award, a line of a batch and a claimed code have in common. It promises
//! that the campaign's time, caps and budget are looked at in the transaction that moves the Sparks, and which of them is
//! in the way. Who may be given something, and writing it down for moderators, is the callers' part.

use super::award::AwardRefusal;
use super::campaign::{Campaign, CampaignState};
use super::room::Room;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::UserId;
use crate::ledger::{
    self, Account, Earned, LedgerRefusal, REASON_LENGTH_MAX, RequestKey, Transfer, TransferKind,
};

/// Sparks for one member.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gift<'a> {
    /// What causes it.
    pub key: &'a RequestKey,
    /// Whose day it counts against.
    pub moderator: UserId,
    /// Who receives.
    pub member: UserId,
    /// How many.
    pub amount: i64,
    /// Shown to the member.
    pub reason: Option<&'a str>,
    /// When.
    pub now_ms: Millis,
}

/// What a gift did.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    /// The transfers.
    pub earned: Earned,
    /// The member's available Sparks after it.
    pub available: i64,
}

/// Words that are somebody's reason, trimmed; none where nothing is said.
pub(super) fn reason(typed: Option<&str>) -> Result<Option<&str>, AwardRefusal> {
    let reason = typed.map(str::trim).filter(|reason| !reason.is_empty());
    let length = reason.map_or(0, |reason| reason.chars().count());
    if length > REASON_LENGTH_MAX {
        let max = REASON_LENGTH_MAX;
        return Err(AwardRefusal::ReasonTooLong { max, length });
    }
    Ok(reason)
}

/// Whether it can be awarded from the campaign at this time.
pub(super) fn runs(campaign: &Campaign, now_ms: Millis) -> Result<(), AwardRefusal> {
    let name = || campaign.name.clone();
    let rules = &campaign.rules;
    let (starts, ends) = (rules.starts_at_ms, rules.ends_at_ms);
    match (campaign.state(now_ms), starts, ends) {
        (CampaignState::Planned, Some(starts_at_ms), _) => Err(AwardRefusal::NotStarted {
            campaign: name(),
            starts_at_ms,
        }),
        (CampaignState::Ended, _, Some(ends_at_ms)) => Err(AwardRefusal::Ended {
            campaign: name(),
            ends_at_ms,
        }),
        (CampaignState::Closed, ..) => Err(AwardRefusal::CampaignClosed {
            campaign: name(),
            closed_at_ms: campaign.closed_at_ms.unwrap_or(now_ms),
        }),
        _ => Ok(()),
    }
}

impl Gift<'_> {
    /// What its caps leave.
    pub async fn room(&self, tx: &mut Connection, campaign: &Campaign) -> sqlx::Result<Room> {
        Room::of(tx, campaign, self.member, self.moderator, self.now_ms).await
    }

    /// Whether the campaign runs and has room for it: its time, its caps, then its budget.
    pub fn fit(&self, campaign: &Campaign, room: &Room) -> Result<(), AwardRefusal> {
        runs(campaign, self.now_ms)?;
        let name = || campaign.name.clone();
        let award_cap = campaign.rules.award_cap;
        if let Some(cap) = award_cap.filter(|cap| *cap < self.amount) {
            return Err(AwardRefusal::OverAwardCap {
                campaign: name(),
                cap,
            });
        }
        if let Some(room) = room.member.filter(|room| room.left < self.amount) {
            return Err(AwardRefusal::OverMemberCap {
                campaign: name(),
                room,
            });
        }
        if let Some(left) = room.moderator.filter(|room| room.left < self.amount) {
            return Err(AwardRefusal::OverModeratorDayCap {
                campaign: name(),
                room: left,
                resets_at_ms: room.resets_at_ms,
            });
        }
        match campaign.left() {
            Some(left) if left < self.amount => Err(AwardRefusal::OverBudget {
                campaign: name(),
                left,
            }),
            _ => Ok(()),
        }
    }

    /// Gives it; what the member owes is paid first.
    pub async fn give(
        &self,
        tx: &mut Connection,
        campaign: &Campaign,
    ) -> anyhow::Result<Result<Given, AwardRefusal>> {
        let member = ledger::open_member(tx, self.member, self.now_ms).await?;
        self.give_to(tx, campaign, member).await
    }

    /// The same to a member whose account, as it is now, is known.
    pub async fn give_to(
        &self,
        tx: &mut Connection,
        campaign: &Campaign,
        member: Account,
    ) -> anyhow::Result<Result<Given, AwardRefusal>> {
        let transfer = Transfer {
            kind: TransferKind::Direct,
            debit: campaign.account_id,
            credit: member.id,
            amount: self.amount,
            request: self.key,
            actor: Some(self.moderator),
            reason: self.reason,
            now_ms: self.now_ms,
        };
        match ledger::earn(tx, &transfer).await? {
            Ok(earned) => Ok(Ok(Given {
                earned,
                available: member.available + self.amount - earned.paid.amount,
            })),
            // The check above has just seen enough; the constraint stands behind it all the same.
            Err(LedgerRefusal::InsufficientSparks) => Ok(Err(AwardRefusal::OverBudget {
                campaign: campaign.name.clone(),
                left: campaign.left().unwrap_or(0),
            })),
            Err(unexpected) => Err(unexpected.into()),
        }
    }
}
