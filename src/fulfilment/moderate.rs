//! What moderators decide about open redemptions: to deliver once more, or to return the Sparks. Each decision, its
//! record and the job that carries it out are one transaction; the worker does the rest, by the rules that hold for
//! every delivery, so Sparks are returned only when the role is known not to be there.

use serde::{Deserialize, Serialize};

use super::case::{Case, Stage, case};
use super::retry::Policy;
use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::{Connection, Write as _};
use crate::ids::{RedemptionId, UserId};
use crate::ledger::{Decision as Decided, REASON_LENGTH_MAX, Request, RequestKey};
use crate::perks::{
    Decision, DecisionKind, Resolution, Resolve, ResolveOutcome, VoidReason, latest_decision,
    record_decision,
};

/// What a moderator wants done about an open redemption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "request")]
pub enum Verdict {
    /// Deliver it once more.
    #[serde(rename = "RetryRedemption")]
    Retry,
    /// Return the Sparks.
    #[serde(rename = "VoidRedemption")]
    Void {
        /// Why; the member reads it.
        reason: String,
    },
}

/// A moderator's request about a redemption.
#[derive(Debug, Clone, Serialize)]
pub struct DecideRedemption {
    /// What is to be done, and what kind of request it is.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Which.
    pub redemption: RedemptionId,
    /// By which times delivery works.
    #[serde(skip)]
    pub policy: Policy,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecisionOutcome {
    /// It is being delivered once more.
    Retried,
    /// The role is being taken; then the Sparks go back.
    Returning,
    /// The Sparks are back: no attempt can have delivered.
    Returned,
    /// All is as it was.
    Refused(DecisionRefusal),
}

/// Why a moderator's request changed nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecisionRefusal {
    /// There is no redemption with this receipt.
    Unknown,
    /// It has ended.
    Ended {
        /// How.
        how: Resolution,
        /// When.
        at_ms: Millis,
    },
    /// It is being delivered at this moment.
    UnderWay {
        /// Who asked for it, unless the bot did so by itself.
        decision: Option<Decision>,
    },
    /// Its Sparks are being returned.
    BeingReturned {
        /// Who asked for it, unless the bot did so by itself.
        decision: Option<Decision>,
    },
    /// It is not the bot's to deliver but a moderator's.
    InQueue,
    /// Another moderator is delivering it.
    Claimed {
        /// Who.
        by: UserId,
        /// Since when.
        since_ms: Millis,
    },
    /// The moderator is the member whose Sparks they are.
    OwnRedemption,
    /// There is no reason.
    ReasonMissing,
    /// The reason has more than `max` characters.
    ReasonTooLong {
        /// The most.
        max: usize,
        /// How many it has.
        length: usize,
    },
    /// The interaction was used for something else.
    Conflict,
}

/// Who else is delivering it by hand, and since when.
async fn claim_of_another(
    tx: &mut Connection,
    id: RedemptionId,
    moderator: UserId,
) -> sqlx::Result<Option<(UserId, Millis)>> {
    sqlx::query_as(
        "SELECT claimed_by, claimed_at_ms FROM manual_delivery WHERE redemption_id = $1 AND claimed_by <> $2",
    )
    .bind(id)
    .bind(moderator)
    .fetch_optional(tx)
    .await
}

/// The case if it is open and not being given up already: only then can anything be decided.
async fn undecided(
    tx: &mut Connection,
    id: RedemptionId,
) -> sqlx::Result<Result<Case, DecisionRefusal>> {
    let Some(case) = case(tx, id).await? else {
        return Ok(Err(DecisionRefusal::Unknown));
    };
    let at_ms = case.redemption.finished_at_ms.unwrap_or(case.since_ms);
    Ok(match case.stage {
        Stage::Settled => Err(DecisionRefusal::Ended {
            how: Resolution::Settle,
            at_ms,
        }),
        Stage::Voided => Err(DecisionRefusal::Ended {
            // The schema wants a reason for each; this one is the mildest.
            how: Resolution::Void(
                case.redemption
                    .void_reason
                    .unwrap_or(VoidReason::NotDeliveredInTime),
            ),
            at_ms,
        }),
        Stage::Returning => Err(DecisionRefusal::BeingReturned {
            decision: decision_behind(tx, id).await?,
        }),
        Stage::Review
        | Stage::Blocked
        | Stage::Late
        | Stage::OnItsWay
        | Stage::Queued
        | Stage::Claimed => Ok(case),
    })
}

/// Whose decision the withdrawal that is under way carries out, if it does.
async fn decision_behind(tx: &mut Connection, id: RedemptionId) -> sqlx::Result<Option<Decision>> {
    let is_decided: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM fulfilment_job WHERE redemption_id = $1 AND void_reason = $2)",
    )
    .bind(id)
    .bind(VoidReason::Moderator)
    .fetch_one(&mut *tx)
    .await?;
    if is_decided {
        latest_decision(tx, id, DecisionKind::Void).await
    } else {
        Ok(None)
    }
}

impl Request for DecideRedemption {
    type Outcome = DecisionOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> DecisionOutcome {
        DecisionOutcome::Refused(DecisionRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decided<DecisionOutcome>> {
        let decided = match &self.verdict {
            Verdict::Retry => self.retry(tx).await?,
            Verdict::Void { reason } => self.void(tx, reason.trim()).await?,
        };
        Ok(match decided {
            Ok(outcome) => Decided::done(outcome, 0),
            Err(refusal) => Decided::refused(DecisionOutcome::Refused(refusal)),
        })
    }
}

/// What a verdict came to.
type Outcome = Result<DecisionOutcome, DecisionRefusal>;

impl DecideRedemption {
    async fn retry(&self, tx: &mut Connection) -> anyhow::Result<Outcome> {
        let case = match undecided(tx, self.redemption).await? {
            Ok(case) => case,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if matches!(case.stage, Stage::Queued | Stage::Claimed) {
            return Ok(Err(DecisionRefusal::InQueue));
        }
        let is_due = case.due_at_ms.is_some_and(|due| due <= self.now_ms);
        if case.is_leased || is_due {
            let decision = latest_decision(tx, self.redemption, DecisionKind::Retry).await?;
            return Ok(Err(DecisionRefusal::UnderWay { decision }));
        }
        self.record(tx, &case, DecisionKind::Retry, None).await?;
        if case.stage == Stage::Review {
            let deadline_at_ms = self.now_ms + self.policy.deadline_ms;
            reopen(tx, self.redemption, deadline_at_ms).await?;
            enqueue(tx, &case, None, self.now_ms).await?;
        } else {
            self.hasten(tx).await?;
        }
        Ok(Ok(DecisionOutcome::Retried))
    }

    /// What was in the way may be mended: it is not called blocked until Discord refuses again.
    async fn hasten(&self, tx: &mut Connection) -> sqlx::Result<()> {
        sqlx::query(
            "UPDATE fulfilment_job SET due_at_ms = $1, refused_code = NULL WHERE redemption_id = $2",
        )
        .bind(self.now_ms)
        .bind(self.redemption)
        .execute(tx)
        .await?;
        Ok(())
    }

    async fn void(&self, tx: &mut Connection, reason: &str) -> anyhow::Result<Outcome> {
        let case = match self.voidable(tx, reason).await? {
            Ok(case) => case,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.record(tx, &case, DecisionKind::Void, Some(reason.to_owned()))
            .await?;
        Ok(Ok(match case.stage {
            Stage::Review => {
                reopen(tx, self.redemption, self.now_ms).await?;
                let withdraw = Some(VoidReason::Moderator);
                enqueue(tx, &case, withdraw, self.role_is_taken_at_ms()).await?;
                DecisionOutcome::Returning
            }
            _ if case.maybe_delivered => {
                self.withdraw(tx).await?;
                DecisionOutcome::Returning
            }
            _ => {
                self.return_at_once(tx).await?;
                DecisionOutcome::Returned
            }
        }))
    }

    async fn voidable(
        &self,
        tx: &mut Connection,
        reason: &str,
    ) -> sqlx::Result<Result<Case, DecisionRefusal>> {
        let length = reason.chars().count();
        if length == 0 {
            return Ok(Err(DecisionRefusal::ReasonMissing));
        }
        if length > REASON_LENGTH_MAX {
            let max = REASON_LENGTH_MAX;
            return Ok(Err(DecisionRefusal::ReasonTooLong { max, length }));
        }
        Ok(match undecided(tx, self.redemption).await? {
            Ok(case) if case.redemption.member == self.moderator => {
                Err(DecisionRefusal::OwnRedemption)
            }
            Ok(case) => match claim_of_another(tx, self.redemption, self.moderator).await? {
                Some((by, since_ms)) => Err(DecisionRefusal::Claimed { by, since_ms }),
                None => Ok(case),
            },
            refused => refused,
        })
    }

    async fn record(
        &self,
        tx: &mut Connection,
        case: &Case,
        kind: DecisionKind,
        reason: Option<String>,
    ) -> anyhow::Result<()> {
        let decision = Decision {
            kind,
            moderator: self.moderator,
            reason,
            decided_at_ms: self.now_ms,
        };
        record_decision(tx, self.redemption, &self.key, &decision).await?;
        let action = match kind {
            DecisionKind::Retry => Action::RedemptionRetry,
            DecisionKind::Void => Action::RedemptionVoid,
        };
        note(tx, action, case, &self.key, &decision).await
    }

    /// An attempt may be on its way to Discord and must not arrive after the withdrawal.
    fn role_is_taken_at_ms(&self) -> Millis {
        self.now_ms + self.policy.withdrawal_pause_ms
    }

    /// Gives delivery up now. An attempt that is under way is no longer listened to.
    async fn withdraw(&self, tx: &mut Connection) -> sqlx::Result<()> {
        reopen(tx, self.redemption, self.now_ms).await?;
        sqlx::query(
            "UPDATE fulfilment_job SET action = 'withdraw', void_reason = $1, due_at_ms = $2, is_leased = 0,
                refused_code = NULL
             WHERE redemption_id = $3",
        )
        .bind(VoidReason::Moderator)
        .bind(self.role_is_taken_at_ms())
        .bind(self.redemption)
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Nothing can have arrived.
    async fn return_at_once(&self, tx: &mut Connection) -> anyhow::Result<()> {
        let void = Resolution::Void(VoidReason::Moderator);
        let resolved = Resolve::new(self.redemption, void, self.now_ms)
            .apply(tx)
            .await?;
        anyhow::ensure!(
            resolved == ResolveOutcome::Resolved(void),
            "redemption {} was open and ended as {resolved:?}",
            self.redemption
        );
        sqlx::query("DELETE FROM fulfilment_job WHERE redemption_id = $1")
            .bind(self.redemption)
            .execute(&mut *tx)
            .await?;
        sqlx::query("UPDATE manual_delivery SET ended_by = $1 WHERE redemption_id = $2")
            .bind(self.moderator)
            .bind(self.redemption)
            .execute(tx)
            .await?;
        Ok(())
    }
}

/// The record's row about a decision.
async fn note(
    tx: &mut Connection,
    action: Action,
    case: &Case,
    request: &RequestKey,
    decision: &Decision,
) -> anyhow::Result<()> {
    let change = Change {
        action,
        moderator: decision.moderator,
        subject: Subject {
            member: Some(case.redemption.member),
            perk: Some(case.redemption.perk_id),
            redemption: Some(case.redemption.id),
            ..Subject::default()
        },
        request,
        at_ms: decision.decided_at_ms,
    };
    audit::record(tx, &change, None::<&()>, None::<&()>).await
}

/// Under way again, until this deadline.
async fn reopen(
    tx: &mut Connection,
    redemption: RedemptionId,
    deadline_at_ms: Millis,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE redemption SET state = 'held', deadline_at_ms = $1 WHERE id = $2")
        .bind(deadline_at_ms)
        .bind(redemption)
        .execute(tx)
        .await?;
    Ok(())
}

/// A job for what came from review. Its attempts count on, so that none of them is taken for another, and the member
/// may have the role: that is why it was in review.
async fn enqueue(
    tx: &mut Connection,
    case: &Case,
    withdraw: Option<VoidReason>,
    due_at_ms: Millis,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO fulfilment_job (redemption_id, action, void_reason, attempts, maybe_delivered, due_at_ms,
            failure_kind, failure_code)
         VALUES ($1, $2, $3, $4, 1, $5, $6, $7)",
    )
    .bind(case.redemption.id)
    .bind(if withdraw.is_some() { "withdraw" } else { "deliver" })
    .bind(withdraw)
    .bind(case.attempts)
    .bind(due_at_ms)
    .bind(case.failure_kind)
    .bind(case.failure_code)
    .execute(tx)
    .await?;
    Ok(())
}
