//! Taking an award back: each once, by somebody other than the one who has it. It promises never to take more than the
//! member has without being told to: when they have spent part of it, the moderator is asked with the numbers, and decides
//! between taking what is there and leaving the rest as a debt (`ledger::debt`). What they were shown is what is done;
//! when it has changed since, they are asked again.

use serde::{Deserialize, Serialize};

use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, CampaignId, TransferId, UserId};
use crate::ledger::{
    self, Decision, REASON_LENGTH_MAX, Request, RequestKey, Transfer, TransferKind,
};

/// How an award is to be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UndoMode {
    /// All of it, and nothing when the member has less.
    Whole,
    /// What the member has; the rest is left to them.
    Available {
        /// What the moderator was shown that they have.
        shown: i64,
    },
    /// All of it: what the member has not, they owe.
    WithDebt {
        /// What the moderator was shown that they have.
        shown: i64,
    },
}

/// A moderator's request to take an award back.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct UndoAward {
    /// Names the interaction, or the question that it answers.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Which award.
    pub award: TransferId,
    /// Why; the member reads it.
    pub reason: String,
    /// How.
    pub mode: UndoMode,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UndoOutcome {
    /// It is taken back.
    Undone(Undone),
    /// Nothing moved.
    Refused(UndoRefusal),
}

/// An award that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Which.
    pub award: TransferId,
    /// Whose.
    pub member: UserId,
    /// The campaign that has it back.
    pub campaign: String,
    /// How much it was.
    pub amount: i64,
    /// How much went back at once.
    pub taken: i64,
    /// How much the member now owes for it.
    pub debt: i64,
    /// What they have after it.
    pub available: i64,
}

/// Why an award was not taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UndoRefusal {
    /// No award has this receipt.
    Unknown,
    /// It was taken back before.
    AlreadyUndone {
        /// Which.
        award: TransferId,
        /// By whom, where that was written down.
        moderator: Option<UserId>,
        /// When.
        at_ms: Millis,
    },
    /// Whose it was is erased: the account is nobody's, and keeps what it has.
    Erased,
    /// The moderator is the member who has it.
    OwnAward,
    /// The member has less than that. A question, rather: how is it to be done?
    Spent(Spent),
    /// There is no reason.
    ReasonMissing,
    /// The reason has more than `max` characters.
    ReasonTooLong {
        /// The most.
        max: usize,
        /// How many it has.
        length: usize,
    },
    /// The question was answered otherwise, or the interaction was used for something else.
    Conflict,
}

/// An award of which part is spent, with what is needed to ask, and to carry out the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// Which.
    pub award: TransferId,
    /// Whose.
    pub member: UserId,
    /// From which campaign.
    pub campaign: String,
    /// How much it was.
    pub amount: i64,
    /// What the member has.
    pub available: i64,
    /// Why it is to be taken back, in the moderator's words.
    pub reason: String,
}

/// An award, and what its member has.
#[derive(sqlx::FromRow)]
pub(super) struct Undoable {
    pub campaign_id: CampaignId,
    pub campaign: String,
    pub campaign_account_id: AccountId,
    pub account_id: AccountId,
    pub member: UserId,
    pub amount: i64,
    pub available: i64,
    pub undone_by: Option<UserId>,
    pub undone_at_ms: Option<Millis>,
}

impl Request for UndoAward {
    type Outcome = UndoOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> UndoOutcome {
        UndoOutcome::Refused(UndoRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<UndoOutcome>> {
        match self.check(tx).await? {
            Ok(award) => self.undo(tx, award).await,
            Err(refusal) => Ok(Decision::refused(UndoOutcome::Refused(refusal))),
        }
    }
}

impl UndoAward {
    async fn check(&self, tx: &mut Connection) -> sqlx::Result<Result<Undoable, UndoRefusal>> {
        let length = self.reason.trim().chars().count();
        if length == 0 {
            return Ok(Err(UndoRefusal::ReasonMissing));
        }
        if length > REASON_LENGTH_MAX {
            let max = REASON_LENGTH_MAX;
            return Ok(Err(UndoRefusal::ReasonTooLong { max, length }));
        }
        let Some(award) = find_undoable(tx, self.award).await? else {
            return Ok(Err(UndoRefusal::Unknown));
        };
        if award.member == self.moderator {
            return Ok(Err(UndoRefusal::OwnAward));
        }
        if let Some(at_ms) = award.undone_at_ms {
            return Ok(Err(UndoRefusal::AlreadyUndone {
                award: self.award,
                moderator: award.undone_by,
                at_ms,
            }));
        }
        if award.member.0 < 0 {
            return Ok(Err(UndoRefusal::Erased));
        }
        let is_agreed = match self.mode {
            UndoMode::Whole => award.available >= award.amount,
            UndoMode::Available { shown } => award.available == shown && shown > 0,
            UndoMode::WithDebt { shown } => award.available == shown,
        };
        // Enough again, since the question: there is nothing left to decide.
        if is_agreed || award.available >= award.amount {
            return Ok(Ok(award));
        }
        Ok(Err(UndoRefusal::Spent(Spent {
            award: self.award,
            member: award.member,
            campaign: award.campaign,
            amount: award.amount,
            available: award.available,
            reason: self.reason.trim().to_owned(),
        })))
    }

    async fn undo(
        &self,
        tx: &mut Connection,
        award: Undoable,
    ) -> anyhow::Result<Decision<UndoOutcome>> {
        let how = TakeBack {
            key: &self.key,
            moderator: self.moderator,
            reason: self.reason.trim(),
            with_debt: matches!(self.mode, UndoMode::WithDebt { .. }),
            now_ms: self.now_ms,
        };
        let Taken {
            amount: taken,
            debt,
            transfers,
        } = how.take_back(tx, self.award, &award).await?;
        let change = Change {
            action: Action::AwardUndo,
            moderator: self.moderator,
            subject: Subject {
                member: Some(award.member),
                campaign: Some(award.campaign_id),
                transfer: Some(self.award),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        audit::record(tx, &change, None::<&()>, None::<&()>).await?;
        let undone = Undone {
            award: self.award,
            member: award.member,
            campaign: award.campaign,
            amount: award.amount,
            taken,
            debt,
            available: award.available - taken,
        };
        Ok(Decision::done(UndoOutcome::Undone(undone), transfers))
    }
}

/// How an award is taken back: what one and a whole batch have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct TakeBack<'a> {
    pub key: &'a RequestKey,
    pub moderator: UserId,
    pub reason: &'a str,
    pub with_debt: bool,
    pub now_ms: Millis,
}

/// What was taken at once, what is owed, and by how many transfers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub amount: i64,
    pub debt: i64,
    pub transfers: i64,
}

impl TakeBack<'_> {
    /// Takes what the member has; the rest they owe, where that is wanted. One of the two must be something.
    pub async fn take_back(
        &self,
        tx: &mut Connection,
        id: TransferId,
        award: &Undoable,
    ) -> anyhow::Result<Taken> {
        let taken = award.amount.min(award.available);
        let debt = if self.with_debt {
            award.amount - taken
        } else {
            0
        };
        let mut reversal = None;
        if taken > 0 {
            let transfer = Transfer {
                kind: TransferKind::Reversal(id),
                debit: award.account_id,
                credit: award.campaign_account_id,
                amount: taken,
                request: self.key,
                actor: Some(self.moderator),
                reason: Some(self.reason),
                now_ms: self.now_ms,
            };
            reversal = Some(ledger::record(tx, &transfer).await??);
        }
        sqlx::query(
            "INSERT INTO award_undo (award_id, reversal_id, taken, debt, moderator_id, reason, request_key, undone_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(reversal)
        .bind(taken)
        .bind(debt)
        .bind(self.moderator)
        .bind(self.reason)
        .bind(self.key.as_str())
        .bind(self.now_ms)
        .execute(tx)
        .await?;
        Ok(Taken {
            amount: taken,
            debt,
            transfers: i64::from(reversal.is_some()),
        })
    }
}

/// An award with all that decides whether it can be taken back.
pub(super) async fn find_undoable(
    tx: &mut Connection,
    award: TransferId,
) -> sqlx::Result<Option<Undoable>> {
    sqlx::query_as(
        "SELECT award.campaign_id, campaign.name AS campaign, award.campaign_account_id, award.account_id, award.member,
            award.amount, account.available, COALESCE(award_undo.moderator_id, reversal.actor_id) AS undone_by,
            COALESCE(award_undo.undone_at_ms, reversal.created_at_ms) AS undone_at_ms
         FROM award
         JOIN campaign ON campaign.id = award.campaign_id
         JOIN account ON account.id = award.account_id
         LEFT JOIN award_undo ON award_undo.award_id = award.id
         LEFT JOIN transfer AS reversal ON reversal.refers_to_id = award.id AND reversal.kind = 'reversal'
         WHERE award.id = $1",
    )
    .bind(award)
    .fetch_optional(tx)
    .await
}
