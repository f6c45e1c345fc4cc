//! An award: a moderator's transfer from a campaign to a member.

use serde::{Deserialize, Serialize};

use super::campaign::Campaign;
use super::find::{find_closed, find_open};
use super::gift::{self, Gift};
use super::room::{CapLeft, Room};
use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{TransferId, UserId};
use crate::ledger::{AMOUNT_MAX, Decision, Request, RequestKey};
use crate::name::slug;

/// A moderator's request to give a member Sparks.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct Award {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who awards.
    pub moderator: UserId,
    /// Who is to receive.
    pub member: UserId,
    /// Whether the receiver is a bot: those can't redeem.
    pub member_is_bot: bool,
    /// How many Sparks, as typed.
    pub amount: i64,
    /// Which campaign, as typed.
    pub campaign: String,
    /// What for; shown to the member.
    pub reason: Option<String>,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AwardOutcome {
    /// The member has them.
    Awarded(Awarded),
    /// Nothing moved.
    Refused(AwardRefusal),
}

/// A paid award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awarded {
    /// The receipt.
    pub transfer: TransferId,
    /// How many.
    pub amount: i64,
    /// The campaign's name.
    pub campaign: String,
    /// What the campaign can still award; none: no limit.
    pub left: Option<i64>,
    /// The member's available Sparks after it.
    pub available: i64,
    /// What of it went to what the member owed.
    #[serde(default)]
    pub paid: i64,
    /// What they still owe.
    #[serde(default)]
    pub owed: i64,
    /// What the member can still have from the campaign; none: it has no such cap.
    #[serde(default)]
    pub member_left: Option<CapLeft>,
    /// What the moderator can still award from it today; none: it has no such cap.
    #[serde(default)]
    pub moderator_left: Option<CapLeft>,
    /// When the campaign ends.
    #[serde(default)]
    pub ends_at_ms: Option<Millis>,
}

/// Why an award was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AwardRefusal {
    /// The receiver is a bot.
    Bot,
    /// The moderator and the receiver are one.
    Yourself,
    /// The amount is not 1 to `max`.
    AmountOutOfRange {
        /// The most.
        max: i64,
    },
    /// The reason has more than `max` characters.
    ReasonTooLong {
        /// The most.
        max: usize,
        /// How many it has.
        length: usize,
    },
    /// There is no such campaign.
    UnknownCampaign,
    /// The campaign was closed.
    CampaignClosed {
        /// Its name.
        campaign: String,
        /// When.
        closed_at_ms: Millis,
    },
    /// The campaign has not started.
    NotStarted {
        /// Its name.
        campaign: String,
        /// When it will.
        starts_at_ms: Millis,
    },
    /// The campaign's time is over.
    Ended {
        /// Its name.
        campaign: String,
        /// When it was.
        ends_at_ms: Millis,
    },
    /// It is more than one award may be.
    OverAwardCap {
        /// The campaign's name.
        campaign: String,
        /// The most.
        cap: i64,
    },
    /// It is more than the member can still have.
    OverMemberCap {
        /// The campaign's name.
        campaign: String,
        /// The cap, and what is left of it.
        room: CapLeft,
    },
    /// It is more than the moderator can still award today.
    OverModeratorDayCap {
        /// The campaign's name.
        campaign: String,
        /// The cap, and what is left of it.
        room: CapLeft,
        /// When the next day begins.
        resets_at_ms: Millis,
    },
    /// The campaign has not that much left.
    OverBudget {
        /// Its name.
        campaign: String,
        /// What it has.
        left: i64,
    },
    /// The interaction was used for something else.
    Conflict,
}

impl Request for Award {
    type Outcome = AwardOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> AwardOutcome {
        AwardOutcome::Refused(AwardRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<AwardOutcome>> {
        match self.check(tx).await? {
            Ok((campaign, room)) => self.pay(tx, campaign, room).await,
            Err(refusal) => Ok(Decision::refused(AwardOutcome::Refused(refusal))),
        }
    }
}

impl Award {
    /// Its words were checked before they are asked for.
    fn gift(&self) -> Gift<'_> {
        Gift {
            key: &self.key,
            moderator: self.moderator,
            member: self.member,
            amount: self.amount,
            reason: gift::reason(self.reason.as_deref()).unwrap_or_default(),
            now_ms: self.now_ms,
        }
    }

    async fn check(
        &self,
        tx: &mut Connection,
    ) -> sqlx::Result<Result<(Campaign, Room), AwardRefusal>> {
        if self.member_is_bot {
            return Ok(Err(AwardRefusal::Bot));
        }
        if self.member == self.moderator {
            return Ok(Err(AwardRefusal::Yourself));
        }
        if !(1..=AMOUNT_MAX).contains(&self.amount) {
            return Ok(Err(AwardRefusal::AmountOutOfRange { max: AMOUNT_MAX }));
        }
        if let Err(refusal) = gift::reason(self.reason.as_deref()) {
            return Ok(Err(refusal));
        }
        let campaign = match find_awarding(tx, &self.campaign).await? {
            Ok(campaign) => campaign,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let gift = self.gift();
        let room = gift.room(tx, &campaign).await?;
        Ok(gift.fit(&campaign, &room).map(|()| (campaign, room)))
    }

    async fn pay(
        &self,
        tx: &mut Connection,
        campaign: Campaign,
        room: Room,
    ) -> anyhow::Result<Decision<AwardOutcome>> {
        let given = match self.gift().give(tx, &campaign).await? {
            Ok(given) => given,
            Err(refusal) => return Ok(Decision::refused(AwardOutcome::Refused(refusal))),
        };
        let earned = given.earned;
        self.note(tx, &campaign, earned.transfer).await?;
        let paid = earned.paid;
        // A debt to this very campaign went back to where it came from.
        let left = campaign.left().map(|left| left - self.amount);
        let (left, received_less) = match paid.amount {
            0 => (left, 0),
            _ => self.after_payment(tx, &campaign).await?,
        };
        let awarded = Awarded {
            transfer: earned.transfer,
            amount: self.amount,
            left,
            campaign: campaign.name,
            available: given.available,
            paid: paid.amount,
            owed: paid.owed,
            member_left: room
                .member
                .map(|room| room.less(self.amount - received_less)),
            moderator_left: room.moderator.map(|room| room.less(self.amount)),
            ends_at_ms: campaign.rules.ends_at_ms,
        };
        let outcome = AwardOutcome::Awarded(awarded);
        Ok(Decision::done(outcome, earned.transfers()))
    }

    /// What the campaign has left now, and what of this award it has back.
    async fn after_payment(
        &self,
        tx: &mut Connection,
        before: &Campaign,
    ) -> sqlx::Result<(Option<i64>, i64)> {
        let spent: i64 = sqlx::query_scalar("SELECT spent FROM campaign_standing WHERE id = $1")
            .bind(before.id)
            .fetch_one(tx)
            .await?;
        let left = before.budget.map(|budget| budget - spent);
        Ok((left, before.spent + self.amount - spent))
    }

    async fn note(
        &self,
        tx: &mut Connection,
        campaign: &Campaign,
        transfer: TransferId,
    ) -> anyhow::Result<()> {
        let change = Change {
            action: Action::Award,
            moderator: self.moderator,
            subject: Subject {
                member: Some(self.member),
                campaign: Some(campaign.id),
                transfer: Some(transfer),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        audit::record(tx, &change, None::<&()>, None::<&()>).await
    }
}

/// The campaign that somebody types to award from, or why there is none.
pub(super) async fn find_awarding(
    tx: &mut Connection,
    typed: &str,
) -> sqlx::Result<Result<Campaign, AwardRefusal>> {
    let slug = slug(typed);
    if let Some(campaign) = find_open(tx, &slug).await? {
        return Ok(Ok(campaign));
    }
    Ok(Err(match find_closed(tx, &slug).await? {
        Some(Campaign {
            name,
            closed_at_ms: Some(closed_at_ms),
            ..
        }) => AwardRefusal::CampaignClosed {
            campaign: name,
            closed_at_ms,
        },
        _ => AwardRefusal::UnknownCampaign,
    }))
}
