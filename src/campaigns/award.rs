//! An award: a moderator's transfer from a campaign to a member.

use serde::{Deserialize, Serialize};

use super::campaign::{Campaign, find_closed, find_open};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{TransferId, UserId};
use crate::ledger::{
    self, AMOUNT_MAX, Decision, LedgerRefusal, REASON_LENGTH_MAX, Request, RequestKey, Transfer,
    TransferKind,
};
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
            Ok(campaign) => self.pay(tx, campaign).await,
            Err(refusal) => Ok(Decision::refused(AwardOutcome::Refused(refusal))),
        }
    }
}

impl Award {
    fn reason(&self) -> Option<&str> {
        self.reason
            .as_deref()
            .map(str::trim)
            .filter(|reason| !reason.is_empty())
    }

    async fn check(&self, tx: &mut Connection) -> sqlx::Result<Result<Campaign, AwardRefusal>> {
        if self.member_is_bot {
            return Ok(Err(AwardRefusal::Bot));
        }
        if self.member == self.moderator {
            return Ok(Err(AwardRefusal::Yourself));
        }
        if !(1..=AMOUNT_MAX).contains(&self.amount) {
            return Ok(Err(AwardRefusal::AmountOutOfRange { max: AMOUNT_MAX }));
        }
        let length = self.reason().map_or(0, |reason| reason.chars().count());
        if length > REASON_LENGTH_MAX {
            return Ok(Err(AwardRefusal::ReasonTooLong {
                max: REASON_LENGTH_MAX,
                length,
            }));
        }
        let slug = slug(&self.campaign);
        let Some(campaign) = find_open(tx, &slug).await? else {
            return Ok(Err(match find_closed(tx, &slug).await? {
                Some(Campaign {
                    name,
                    closed_at_ms: Some(closed_at_ms),
                    ..
                }) => AwardRefusal::CampaignClosed {
                    campaign: name,
                    closed_at_ms,
                },
                _ => AwardRefusal::UnknownCampaign,
            }));
        };
        Ok(match campaign.left() {
            Some(left) if left < self.amount => Err(AwardRefusal::OverBudget {
                campaign: campaign.name,
                left,
            }),
            _ => Ok(campaign),
        })
    }

    async fn pay(
        &self,
        tx: &mut Connection,
        campaign: Campaign,
    ) -> anyhow::Result<Decision<AwardOutcome>> {
        let member = ledger::open_member(tx, self.member, self.now_ms).await?;
        let award = Transfer {
            kind: TransferKind::Direct,
            debit: campaign.account_id,
            credit: member.id,
            amount: self.amount,
            request: &self.key,
            actor: Some(self.moderator),
            reason: self.reason(),
            now_ms: self.now_ms,
        };
        match ledger::record(tx, &award).await? {
            Ok(transfer) => {
                let awarded = Awarded {
                    transfer,
                    amount: self.amount,
                    left: campaign.left().map(|left| left - self.amount),
                    campaign: campaign.name,
                    available: member.available + self.amount,
                };
                Ok(Decision::done(AwardOutcome::Awarded(awarded), 1))
            }
            // The check above has just seen enough; the constraint stands behind it all the same.
            Err(LedgerRefusal::InsufficientSparks) => {
                let left = campaign.left().unwrap_or(0);
                Ok(Decision::refused(AwardOutcome::Refused(
                    AwardRefusal::OverBudget {
                        campaign: campaign.name,
                        left,
                    },
                )))
            }
            Err(unexpected) => Err(unexpected.into()),
        }
    }
}
