//! What moderators deliver by hand: who is at it, and how it ended. Each change, its record and what it means for the
//! Sparks are one transaction, so that of two moderators who act at once one acts and the other learns what happened. The
//! one who delivers or rejects is never the one who redeemed; the schema stands behind that.

use serde::{Deserialize, Serialize};

use super::case::Stage;
use super::moderate::{DecideRedemption, DecisionOutcome, DecisionRefusal, Verdict};
use super::queue_item::{Item, item};
use super::retry::Policy;
use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::{Connection, Write as _};
use crate::ids::{RedemptionId, UserId};
use crate::ledger::{Decision, Request, RequestKey};
use crate::perks::{Resolution, Resolve, ResolveOutcome};

/// The longest evidence, in characters: what the form takes and the schema holds.
pub const EVIDENCE_LENGTH_MAX: usize = 500;

/// What a moderator wants done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "request")]
pub enum Step {
    /// To be at it, so that nobody else is.
    #[serde(rename = "ClaimRedemption")]
    Claim,
    /// The same, in place of another: the one whom they saw at it.
    #[serde(rename = "TakeOverRedemption")]
    TakeOver {
        /// From whom.
        from: UserId,
    },
    /// Not to be at it any more.
    #[serde(rename = "ReleaseRedemption")]
    Release,
    /// It was delivered.
    #[serde(rename = "FulfilRedemption")]
    Fulfil {
        /// What shows it.
        evidence: String,
    },
    /// It is not delivered: the Sparks go back.
    #[serde(rename = "RejectRedemption")]
    Reject {
        /// Why; the member reads it.
        reason: String,
    },
}

impl Step {
    /// Names it in a request's key.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Claim => "queue-claim",
            Self::TakeOver { .. } => "queue-take-over",
            Self::Release => "queue-release",
            Self::Fulfil { .. } => "queue-fulfil",
            Self::Reject { .. } => "queue-reject",
        }
    }
}

/// A moderator's request about something in the queue.
#[derive(Debug, Clone, Serialize)]
pub struct HandOver {
    /// What is to be done, and what kind of request it is.
    #[serde(flatten)]
    pub step: Step,
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Which.
    pub redemption: RedemptionId,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of it. Who is at it or ended it, [`item`] says: an answer that is remembered names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandOverOutcome {
    /// It is the moderator's to deliver.
    Claimed,
    /// It is anyone's.
    Released,
    /// It is delivered and charged.
    Fulfilled,
    /// The Sparks are back.
    Rejected,
    /// All is as it was.
    Refused(HandOverRefusal),
}

/// Why nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandOverRefusal {
    /// Nothing that moderators deliver has this receipt.
    Unknown,
    /// It was delivered before.
    Fulfilled,
    /// It was rejected before.
    Rejected,
    /// Another moderator is at it.
    ClaimedByAnother,
    /// To release what one is not at.
    NotClaimed,
    /// The moderator is the member who redeemed it.
    Own,
    /// There is no evidence.
    EvidenceMissing,
    /// There is no reason.
    ReasonMissing,
    /// Evidence or reason has more than `max` characters.
    TooLong {
        /// The most.
        max: usize,
        /// How many it has.
        length: usize,
    },
    /// The interaction was used for something else.
    Conflict,
}

impl Request for HandOver {
    type Outcome = HandOverOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> HandOverOutcome {
        HandOverOutcome::Refused(HandOverRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<HandOverOutcome>> {
        let decided = match self.open(tx).await? {
            Ok(item) => self.take(tx, &item).await?,
            Err(refusal) => Err(refusal),
        };
        Ok(match decided {
            Ok(outcome) => Decision::done(outcome, 0),
            Err(refusal) => Decision::refused(HandOverOutcome::Refused(refusal)),
        })
    }
}

type Outcome = Result<HandOverOutcome, HandOverRefusal>;

impl HandOver {
    /// What can be acted on: open, and not the moderator's own.
    async fn open(&self, tx: &mut Connection) -> sqlx::Result<Result<Item, HandOverRefusal>> {
        let Some(item) = item(tx, self.redemption).await? else {
            return Ok(Err(HandOverRefusal::Unknown));
        };
        Ok(match item.stage {
            Stage::Settled => Err(HandOverRefusal::Fulfilled),
            Stage::Voided => Err(HandOverRefusal::Rejected),
            _ if item.member == self.moderator => Err(HandOverRefusal::Own),
            _ => Ok(item),
        })
    }

    async fn take(&self, tx: &mut Connection, item: &Item) -> anyhow::Result<Outcome> {
        let is_anothers = item.claimed_by.is_some_and(|by| by != self.moderator);
        match &self.step {
            Step::Claim if is_anothers => Ok(Err(HandOverRefusal::ClaimedByAnother)),
            Step::TakeOver { from } if is_anothers && item.claimed_by != Some(*from) => {
                Ok(Err(HandOverRefusal::ClaimedByAnother))
            }
            Step::Claim | Step::TakeOver { .. } => self.claim(tx, item).await,
            Step::Release if item.claimed_by != Some(self.moderator) => {
                Ok(Err(HandOverRefusal::NotClaimed))
            }
            Step::Release => self.release(tx, item).await,
            Step::Fulfil { .. } | Step::Reject { .. } if is_anothers => {
                Ok(Err(HandOverRefusal::ClaimedByAnother))
            }
            Step::Fulfil { evidence } => self.fulfil(tx, item, evidence.trim()).await,
            Step::Reject { reason } => self.reject(tx, reason).await,
        }
    }

    async fn claim(&self, tx: &mut Connection, item: &Item) -> anyhow::Result<Outcome> {
        // Who is at it already stays so since then.
        if item.claimed_by != Some(self.moderator) {
            sqlx::query(
                "UPDATE manual_delivery SET claimed_by = $1, claimed_at_ms = $2 WHERE redemption_id = $3",
            )
            .bind(self.moderator)
            .bind(self.now_ms)
            .bind(self.redemption)
            .execute(&mut *tx)
            .await?;
            self.note(tx, Action::RedemptionClaim, item).await?;
        }
        Ok(Ok(HandOverOutcome::Claimed))
    }

    async fn release(&self, tx: &mut Connection, item: &Item) -> anyhow::Result<Outcome> {
        sqlx::query(
            "UPDATE manual_delivery SET claimed_by = NULL, claimed_at_ms = NULL WHERE redemption_id = $1",
        )
        .bind(self.redemption)
        .execute(&mut *tx)
        .await?;
        self.note(tx, Action::RedemptionRelease, item).await?;
        Ok(Ok(HandOverOutcome::Released))
    }

    async fn fulfil(
        &self,
        tx: &mut Connection,
        item: &Item,
        evidence: &str,
    ) -> anyhow::Result<Outcome> {
        let length = evidence.chars().count();
        if length == 0 {
            return Ok(Err(HandOverRefusal::EvidenceMissing));
        }
        if length > EVIDENCE_LENGTH_MAX {
            let max = EVIDENCE_LENGTH_MAX;
            return Ok(Err(HandOverRefusal::TooLong { max, length }));
        }
        let settled = Resolve::new(self.redemption, Resolution::Settle, self.now_ms)
            .apply(tx)
            .await?;
        anyhow::ensure!(
            settled == ResolveOutcome::Resolved(Resolution::Settle),
            "redemption {} was open and ended as {settled:?}",
            self.redemption
        );
        sqlx::query(
            "UPDATE manual_delivery SET ended_by = $1, evidence = $2 WHERE redemption_id = $3",
        )
        .bind(self.moderator)
        .bind(evidence)
        .bind(self.redemption)
        .execute(&mut *tx)
        .await?;
        self.note(tx, Action::RedemptionFulfil, item).await?;
        Ok(Ok(HandOverOutcome::Fulfilled))
    }

    /// By the way on which any redemption's Sparks are returned, under this request's key.
    async fn reject(&self, tx: &mut Connection, reason: &str) -> anyhow::Result<Outcome> {
        let decision = DecideRedemption {
            verdict: Verdict::Void {
                reason: reason.to_owned(),
            },
            key: self.key.clone(),
            moderator: self.moderator,
            redemption: self.redemption,
            // What was never the bot's to deliver has nothing to wait for.
            policy: Policy::default(),
            now_ms: self.now_ms,
        };
        Ok(match decision.decide(tx).await?.outcome {
            DecisionOutcome::Returned => Ok(HandOverOutcome::Rejected),
            DecisionOutcome::Refused(DecisionRefusal::ReasonMissing) => {
                Err(HandOverRefusal::ReasonMissing)
            }
            DecisionOutcome::Refused(DecisionRefusal::ReasonTooLong { max, length }) => {
                Err(HandOverRefusal::TooLong { max, length })
            }
            DecisionOutcome::Refused(DecisionRefusal::OwnRedemption) => Err(HandOverRefusal::Own),
            other => anyhow::bail!("redemption {} was open and is {other:?}", self.redemption),
        })
    }

    async fn note(&self, tx: &mut Connection, action: Action, item: &Item) -> anyhow::Result<()> {
        let change = Change {
            action,
            moderator: self.moderator,
            subject: Subject {
                member: Some(item.member),
                perk: Some(item.perk_id),
                redemption: Some(self.redemption),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        audit::record(tx, &change, None::<&()>, None::<&()>).await
    }
}
