//! Claiming a code.

use serde::{Deserialize, Serialize};

use super::find::{self, Code};
use super::word::CodeWord;
use crate::campaigns::award::AwardRefusal;
use crate::campaigns::find::find as find_campaign;
use crate::campaigns::gift::Gift;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{TransferId, UserId};
use crate::ledger::{self, Decision, Request, RequestKey};

/// How many times in [`FAILURE_WINDOW_MS`] somebody may type what gives nothing.
pub const FAILURES_MAX: i64 = 5;
/// How long such a time counts.
pub const FAILURE_WINDOW_MS: Millis = 15 * 60 * 1_000;

/// A member's request for what a code gives.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct ClaimCode {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub member: UserId,
    /// As typed.
    pub typed: String,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaimOutcome {
    /// The member has it.
    Claimed(Claimed),
    /// Nothing moved.
    Refused(ClaimRefusal),
}

/// What a code gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// The receipt.
    pub transfer: TransferId,
    /// How much.
    pub amount: i64,
    /// The campaign's name.
    pub campaign: String,
    /// The member's available Sparks after it.
    pub available: i64,
    /// What of it went to what the member owed.
    pub paid: i64,
    /// What they still owe.
    pub owed: i64,
}

/// Why a code gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaimRefusal {
    /// Too many times in a row nothing came of it: the code was not even looked at.
    TooManyTries {
        /// When the next try counts.
        again_at_ms: Millis,
    },
    /// There is no such code, or it was closed. One answer for both.
    Unknown,
    /// Its time is over.
    Expired,
    /// As many as may have claimed it.
    UsedUp,
    /// The member has claimed it.
    AlreadyClaimed,
    /// The member made it.
    Own,
    /// Its campaign has not started.
    NotStarted {
        /// When it will.
        starts_at_ms: Millis,
    },
    /// Its campaign is over.
    CampaignOver,
    /// Its campaign has nothing left to give.
    NothingLeft,
    /// Its campaign gives nothing more today.
    NothingLeftToday {
        /// When the next day begins.
        resets_at_ms: Millis,
    },
    /// The member has as much from the campaign as anybody may.
    MemberLimit,
    /// The interaction was used for something else.
    Conflict,
}

impl ClaimRefusal {
    /// Whether it counts against guessing. Whoever typed a code that there is was told it: it may just not be time.
    fn counts(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl Request for ClaimCode {
    type Outcome = ClaimOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> ClaimOutcome {
        ClaimOutcome::Refused(ClaimRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<ClaimOutcome>> {
        let refusal = match self.check(tx).await? {
            Ok(code) => match self.claim(tx, code).await? {
                Ok((claimed, transfers)) => {
                    return Ok(Decision::done(ClaimOutcome::Claimed(claimed), transfers));
                }
                Err(refusal) => refusal,
            },
            Err(refusal) => refusal,
        };
        if refusal.counts() {
            sqlx::query("INSERT INTO code_failure (member_id, at_ms) VALUES ($1, $2)")
                .bind(self.member)
                .bind(self.now_ms)
                .execute(tx)
                .await?;
        }
        Ok(Decision::refused(ClaimOutcome::Refused(refusal)))
    }
}

impl ClaimCode {
    async fn check(&self, tx: &mut Connection) -> anyhow::Result<Result<Code, ClaimRefusal>> {
        if let Some(again_at_ms) = self.waits_until(tx).await? {
            return Ok(Err(ClaimRefusal::TooManyTries { again_at_ms }));
        }
        let code = match CodeWord::parse(&self.typed) {
            Some(word) => find::by_word(tx, &word).await?,
            None => None,
        };
        let Some(code) = code else {
            return Ok(Err(ClaimRefusal::Unknown));
        };
        if code.created_by == self.member {
            return Ok(Err(ClaimRefusal::Own));
        }
        if self.has_claimed(tx, &code).await? {
            return Ok(Err(ClaimRefusal::AlreadyClaimed));
        }
        if code.closed_at_ms.is_some() {
            return Ok(Err(ClaimRefusal::Unknown));
        }
        if code
            .expires_at_ms
            .is_some_and(|expires| expires <= self.now_ms)
        {
            return Ok(Err(ClaimRefusal::Expired));
        }
        if code.uses >= code.uses_max {
            return Ok(Err(ClaimRefusal::UsedUp));
        }
        Ok(Ok(code))
    }

    /// Until when this member is kept waiting. What is older than the window is forgotten, everybody's.
    async fn waits_until(&self, tx: &mut Connection) -> sqlx::Result<Option<Millis>> {
        let since_ms = self.now_ms - FAILURE_WINDOW_MS;
        sqlx::query("DELETE FROM code_failure WHERE at_ms <= $1")
            .bind(since_ms)
            .execute(&mut *tx)
            .await?;
        let failures: Vec<Millis> = sqlx::query_scalar(
            "SELECT at_ms FROM code_failure WHERE member_id = $1 ORDER BY at_ms DESC LIMIT +$2",
        )
        .bind(self.member)
        .bind(FAILURES_MAX)
        .fetch_all(tx)
        .await?;
        let is_full = i64::try_from(failures.len()).unwrap_or(FAILURES_MAX) >= FAILURES_MAX;
        let oldest = failures.last().filter(|_| is_full);
        // A clock that was set back keeps nobody waiting for longer than a window.
        Ok(oldest.map(|at_ms| (at_ms + FAILURE_WINDOW_MS).min(self.now_ms + FAILURE_WINDOW_MS)))
    }

    async fn has_claimed(&self, tx: &mut Connection, code: &Code) -> sqlx::Result<bool> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM code_claim JOIN account ON account.id = account_id
                WHERE code_id = $1 AND account.kind = 'member' AND account.owner_id = $2)",
        )
        .bind(code.id)
        .bind(self.member)
        .fetch_one(tx)
        .await
    }

    async fn claim(
        &self,
        tx: &mut Connection,
        code: Code,
    ) -> anyhow::Result<Result<(Claimed, i64), ClaimRefusal>> {
        let Some(campaign) = find_campaign(tx, code.campaign_id).await? else {
            return Ok(Err(ClaimRefusal::Unknown));
        };
        let gift = Gift {
            key: &self.key,
            moderator: code.created_by,
            member: self.member,
            amount: code.amount,
            reason: code.reason.as_deref(),
            now_ms: self.now_ms,
        };
        let room = gift.room(tx, &campaign).await?;
        let given = match gift.fit(&campaign, &room) {
            Ok(()) => gift.give(tx, &campaign).await?,
            Err(refusal) => Err(refusal),
        };
        let given = match given {
            Ok(given) => given,
            Err(refusal) => return Ok(Err(told_to_member(&refusal))),
        };
        let account = ledger::open_member(tx, self.member, self.now_ms).await?;
        sqlx::query(
            "INSERT INTO code_claim (code_id, account_id, award_id, claimed_at_ms) VALUES ($1, $2, $3, $4)",
        )
        .bind(code.id)
        .bind(account.id)
        .bind(given.earned.transfer)
        .bind(self.now_ms)
        .execute(tx)
        .await?;
        let claimed = Claimed {
            transfer: given.earned.transfer,
            amount: code.amount,
            campaign: campaign.name,
            available: given.available,
            paid: given.earned.paid.amount,
            owed: given.earned.paid.owed,
        };
        Ok(Ok((claimed, given.earned.transfers())))
    }
}

/// What a member may know of it: no budgets, and nobody's numbers.
fn told_to_member(refusal: &AwardRefusal) -> ClaimRefusal {
    match *refusal {
        AwardRefusal::NotStarted { starts_at_ms, .. } => ClaimRefusal::NotStarted { starts_at_ms },
        AwardRefusal::Ended { .. } | AwardRefusal::CampaignClosed { .. } => {
            ClaimRefusal::CampaignOver
        }
        AwardRefusal::OverMemberCap { .. } => ClaimRefusal::MemberLimit,
        AwardRefusal::OverModeratorDayCap { resets_at_ms, .. } => {
            ClaimRefusal::NothingLeftToday { resets_at_ms }
        }
        _ => ClaimRefusal::NothingLeft,
    }
}
