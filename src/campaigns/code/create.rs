//! Making and closing claim codes.

use serde::{Deserialize, Serialize};

use super::find;
use super::word::CodeWord;
use crate::audit::{self, Action, Change, Subject};
use crate::campaigns::CampaignRefusal;
use crate::campaigns::award::{AwardRefusal, find_awarding};
use crate::campaigns::campaign::Campaign;
use crate::campaigns::gift;
use crate::campaigns::terms;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{CodeId, UserId};
use crate::ledger::{AMOUNT_MAX, Decision, Request, RequestKey};
use crate::moment::MomentRefusal;

/// The most members that one code pays.
pub const USES_MAX: i64 = 100_000;

/// A moderator's request for a claim code.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct CreateCode {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks; claims count against their day.
    pub moderator: UserId,
    /// From which campaign, as typed.
    pub campaign: String,
    /// How many Sparks each.
    pub amount: i64,
    /// How many members.
    pub uses: i64,
    /// Until when, as typed.
    pub expires: Option<String>,
    /// What for; members read it in their history.
    pub reason: Option<String>,
    /// What it is to be. Another delivery of the same request has drawn another, and gets the first.
    #[serde(skip)]
    pub word: CodeWord,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CreateCodeOutcome {
    /// It can be claimed.
    Created(Created),
    /// There is none.
    Refused(CodeRefusal),
}

/// A code that can be claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// Its number.
    pub code: CodeId,
    /// The code itself, in groups.
    pub word: String,
    /// The campaign's name.
    pub campaign: String,
    /// How many Sparks each.
    pub amount: i64,
    /// How many members.
    pub uses: i64,
    /// Until when.
    pub expires_at_ms: Option<Millis>,
    /// What the campaign has left; none: no limit.
    pub left: Option<i64>,
}

/// Why there is no code, or it was not closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeRefusal {
    /// What stands in the way of any award from this campaign.
    Award(AwardRefusal),
    /// It is not for 1 to `max` members.
    UsesOutOfRange {
        /// The most.
        max: i64,
    },
    /// When it expires can't be read.
    Moment {
        /// What was typed.
        typed: String,
        /// Why not.
        why: MomentRefusal,
    },
    /// That has passed.
    ExpiryPassed {
        /// When it was.
        expires_at_ms: Millis,
    },
    /// There is no such code.
    Unknown,
    /// It was closed before.
    AlreadyClosed,
    /// The interaction was used for something else.
    Conflict,
}

impl Request for CreateCode {
    type Outcome = CreateCodeOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> CreateCodeOutcome {
        CreateCodeOutcome::Refused(CodeRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<CreateCodeOutcome>> {
        Ok(match self.check(tx).await? {
            Ok((campaign, expires_at_ms)) => {
                let created = self.create(tx, campaign, expires_at_ms).await?;
                Decision::done(CreateCodeOutcome::Created(created), 0)
            }
            Err(refusal) => Decision::refused(CreateCodeOutcome::Refused(refusal)),
        })
    }
}

/// What the record says of a code. Not the code itself: it may still be claimed.
#[derive(Debug, Serialize)]
struct Recorded {
    code: CodeId,
    amount: i64,
    uses: i64,
}

impl CreateCode {
    async fn check(
        &self,
        tx: &mut Connection,
    ) -> sqlx::Result<Result<(Campaign, Option<Millis>), CodeRefusal>> {
        if !(1..=AMOUNT_MAX).contains(&self.amount) {
            let refusal = AwardRefusal::AmountOutOfRange { max: AMOUNT_MAX };
            return Ok(Err(CodeRefusal::Award(refusal)));
        }
        if !(1..=USES_MAX).contains(&self.uses) {
            return Ok(Err(CodeRefusal::UsesOutOfRange { max: USES_MAX }));
        }
        if let Err(refusal) = gift::reason(self.reason.as_deref()) {
            return Ok(Err(CodeRefusal::Award(refusal)));
        }
        let typed = self.expires.as_deref().map(str::trim);
        let expires = typed.filter(|typed| !typed.is_empty());
        let expires_at_ms = match expires.map(|typed| expiry(typed, self.now_ms)).transpose() {
            Ok(expires_at_ms) => expires_at_ms,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let campaign = match find_awarding(tx, &self.campaign).await? {
            Ok(campaign) => campaign,
            Err(refusal) => return Ok(Err(CodeRefusal::Award(refusal))),
        };
        // One that starts later can have its codes ready; one that is over gives nothing any more.
        match gift::runs(&campaign, self.now_ms) {
            Ok(()) | Err(AwardRefusal::NotStarted { .. }) => {}
            Err(refusal) => return Ok(Err(CodeRefusal::Award(refusal))),
        }
        let over_cap = campaign.rules.award_cap.filter(|cap| *cap < self.amount);
        let over_cap = over_cap.or(campaign.rules.member_cap.filter(|cap| *cap < self.amount));
        if let Some(cap) = over_cap {
            let campaign = campaign.name;
            let refusal = AwardRefusal::OverAwardCap { campaign, cap };
            return Ok(Err(CodeRefusal::Award(refusal)));
        }
        if let Some(left) = campaign.left().filter(|left| *left < self.amount) {
            let campaign = campaign.name;
            let refusal = AwardRefusal::OverBudget { campaign, left };
            return Ok(Err(CodeRefusal::Award(refusal)));
        }
        Ok(Ok((campaign, expires_at_ms)))
    }

    async fn create(
        &self,
        tx: &mut Connection,
        campaign: Campaign,
        expires_at_ms: Option<Millis>,
    ) -> anyhow::Result<Created> {
        let code: CodeId = sqlx::query_scalar(
            "INSERT INTO claim_code (campaign_id, code, amount, uses_max, reason, created_by, request_key, created_at_ms,
                expires_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        )
        .bind(campaign.id)
        .bind(self.word.stored())
        .bind(self.amount)
        .bind(self.uses)
        .bind(gift::reason(self.reason.as_deref()).unwrap_or_default())
        .bind(self.moderator)
        .bind(self.key.as_str())
        .bind(self.now_ms)
        .bind(expires_at_ms)
        .fetch_one(&mut *tx)
        .await?;
        let change = Change {
            action: Action::CodeCreate,
            moderator: self.moderator,
            subject: Subject {
                campaign: Some(campaign.id),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        let recorded = Recorded {
            code,
            amount: self.amount,
            uses: self.uses,
        };
        audit::record(tx, &change, None::<&()>, Some(&recorded)).await?;
        Ok(Created {
            code,
            word: self.word.to_string(),
            amount: self.amount,
            uses: self.uses,
            expires_at_ms,
            left: campaign.left(),
            campaign: campaign.name,
        })
    }
}

/// When a code expires: a day is the last, as for a campaign's end.
fn expiry(typed: &str, now_ms: Millis) -> Result<Millis, CodeRefusal> {
    terms::end(typed, now_ms, now_ms).map_err(|refusal| match refusal {
        CampaignRefusal::Moment { typed, why } => CodeRefusal::Moment { typed, why },
        CampaignRefusal::EndPassed { ends_at_ms }
        | CampaignRefusal::EndsBeforeStart { ends_at_ms, .. } => CodeRefusal::ExpiryPassed {
            expires_at_ms: ends_at_ms,
        },
        _ => CodeRefusal::Conflict,
    })
}

/// A moderator's request to close a code.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct CloseCode {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Which: its number, or the code itself.
    pub code: String,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CloseCodeOutcome {
    /// It gives nothing any more.
    Closed {
        /// Which.
        code: CodeId,
        /// The campaign's name.
        campaign: String,
        /// How many have claimed it.
        uses: i64,
    },
    /// It is as it was.
    Refused(CodeRefusal),
}

impl Request for CloseCode {
    type Outcome = CloseCodeOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> CloseCodeOutcome {
        CloseCodeOutcome::Refused(CodeRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<CloseCodeOutcome>> {
        let refused = |refusal| Ok(Decision::refused(CloseCodeOutcome::Refused(refusal)));
        let Some(code) = find::named(tx, &self.code).await? else {
            return refused(CodeRefusal::Unknown);
        };
        if code.closed_at_ms.is_some() {
            return refused(CodeRefusal::AlreadyClosed);
        }
        sqlx::query("UPDATE claim_code SET closed_at_ms = $1, closed_by = $2 WHERE id = $3")
            .bind(self.now_ms)
            .bind(self.moderator)
            .bind(code.id)
            .execute(&mut *tx)
            .await?;
        let change = Change {
            action: Action::CodeClose,
            moderator: self.moderator,
            subject: Subject {
                campaign: Some(code.campaign_id),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        let recorded = Recorded {
            code: code.id,
            amount: code.amount,
            uses: code.uses_max,
        };
        audit::record(tx, &change, None::<&()>, Some(&recorded)).await?;
        let closed = CloseCodeOutcome::Closed {
            code: code.id,
            campaign: code.campaign,
            uses: code.uses,
        };
        Ok(Decision::done(closed, 0))
    }
}
