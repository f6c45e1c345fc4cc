//! A campaign, and the request for a new one.

use serde::{Deserialize, Serialize};

use super::find::find_open;
use super::terms::{Descriptions, Rules, Terms};
use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, CampaignId, UserId};
use crate::ledger::{self, AMOUNT_MAX, Decision, Request, RequestKey, Transfer, TransferKind};
use crate::moment::MomentRefusal;
use crate::name::{Name, NameRefusal};

/// A campaign as moderators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Campaign {
    /// Its row.
    pub id: CampaignId,
    /// Where its Sparks are.
    pub account_id: AccountId,
    /// As it was named.
    pub name: String,
    /// What members read about it.
    #[sqlx(flatten)]
    pub descriptions: Descriptions,
    /// What it was given; none: awards without limit.
    pub budget: Option<i64>,
    /// What it has awarded.
    pub spent: i64,
    /// When it runs, and its caps.
    #[sqlx(flatten)]
    pub rules: Rules,
    /// When it was closed.
    pub closed_at_ms: Option<Millis>,
}

/// Where a campaign is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CampaignState {
    /// It starts later.
    Planned,
    /// Awards can be made.
    Running,
    /// Its time is over.
    Ended,
    /// A moderator closed it.
    Closed,
}

impl Campaign {
    /// What is left to award; none: no limit.
    #[must_use]
    pub fn left(&self) -> Option<i64> {
        self.budget.map(|budget| budget - self.spent)
    }

    /// Where it is in its life at this time.
    #[must_use]
    pub fn state(&self, now_ms: Millis) -> CampaignState {
        if self.closed_at_ms.is_some() {
            CampaignState::Closed
        } else if self.rules.ends_at_ms.is_some_and(|ends| ends <= now_ms) {
            CampaignState::Ended
        } else if self
            .rules
            .starts_at_ms
            .is_some_and(|starts| starts > now_ms)
        {
            CampaignState::Planned
        } else {
            CampaignState::Running
        }
    }
}

/// A moderator's request for a new campaign.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct CreateCampaign {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// What it is to be called.
    pub name: String,
    /// How many Sparks it may award in all; none: without limit.
    pub budget: Option<i64>,
    /// What it is about and what it allows.
    #[serde(skip_serializing_if = "Terms::is_empty")]
    pub terms: Terms,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CreateOutcome {
    /// It is there.
    Created {
        /// Its name.
        name: String,
        /// Its budget.
        budget: Option<i64>,
        /// When it runs, and its caps.
        #[serde(default)]
        rules: Rules,
    },
    /// It is not.
    Refused(CampaignRefusal),
}

/// Why a campaign was not created or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampaignRefusal {
    /// The name can't be used.
    Name(NameRefusal),
    /// An open campaign is called that.
    NameTaken {
        /// The campaign's name.
        name: String,
    },
    /// The budget is not 1 to `max`.
    BudgetOutOfRange {
        /// The most.
        max: i64,
    },
    /// More than the new budget has been awarded.
    BudgetBelowSpent {
        /// The campaign's name.
        name: String,
        /// What it has awarded.
        spent: i64,
        /// The budget asked for.
        budget: i64,
    },
    /// A cap is not 1 to `max`.
    CapOutOfRange {
        /// The most.
        max: i64,
    },
    /// A description has more than `max` characters.
    DescriptionTooLong {
        /// The most.
        max: usize,
        /// How many it has.
        length: usize,
    },
    /// A date can't be read.
    Moment {
        /// What was typed, as far as it is worth showing.
        typed: String,
        /// Why.
        why: MomentRefusal,
    },
    /// The start is on a day before today.
    StartPassed {
        /// When.
        starts_at_ms: Millis,
    },
    /// The end is not in the future.
    EndPassed {
        /// When.
        ends_at_ms: Millis,
    },
    /// The end is not after the start.
    EndsBeforeStart {
        /// When it starts.
        starts_at_ms: Millis,
        /// When it would end.
        ends_at_ms: Millis,
    },
    /// It has started: its start can't be moved.
    AlreadyStarted {
        /// The campaign's name.
        name: String,
        /// When.
        starts_at_ms: Millis,
    },
    /// An edit without anything to change.
    NothingToChange,
    /// No open campaign is called that.
    Unknown,
    /// No campaign at all is called that.
    NoneSuch,
    /// It is open already.
    NotClosed {
        /// The campaign's name.
        name: String,
    },
    /// The interaction was used for something else.
    Conflict,
}

impl Request for CreateCampaign {
    type Outcome = CreateOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> CreateOutcome {
        CreateOutcome::Refused(CampaignRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<CreateOutcome>> {
        match self.check(tx).await? {
            Ok(checked) => self.create(tx, checked).await,
            Err(refusal) => Ok(Decision::refused(CreateOutcome::Refused(refusal))),
        }
    }
}

type Checked = (Name, Descriptions, Rules);

/// What the record keeps of a new campaign.
#[derive(Serialize)]
struct Created<'a> {
    name: &'a str,
    budget: Option<i64>,
    rules: Rules,
}

impl CreateCampaign {
    async fn check(&self, tx: &mut Connection) -> sqlx::Result<Result<Checked, CampaignRefusal>> {
        let name = match Name::parse(&self.name) {
            Ok(name) => name,
            Err(refusal) => return Ok(Err(CampaignRefusal::Name(refusal))),
        };
        if !budget_in_range(self.budget) {
            return Ok(Err(CampaignRefusal::BudgetOutOfRange { max: AMOUNT_MAX }));
        }
        let (descriptions, rules) = match self.terms.checked(self.now_ms) {
            Ok(checked) => checked,
            Err(refusal) => return Ok(Err(refusal)),
        };
        Ok(match find_open(tx, &name.slug).await? {
            Some(taken) => Err(CampaignRefusal::NameTaken { name: taken.name }),
            None => Ok((name, descriptions, rules)),
        })
    }

    async fn create(
        &self,
        tx: &mut Connection,
        (name, descriptions, rules): Checked,
    ) -> anyhow::Result<Decision<CreateOutcome>> {
        let id = self.insert(tx, &name, &descriptions, &rules).await?;
        let account = ledger::open_campaign(tx, id, self.budget.is_none(), self.now_ms).await?;
        if let Some(amount) = self.budget {
            let funding = Transfer {
                kind: TransferKind::Direct,
                debit: ledger::ISSUANCE,
                credit: account.id,
                amount,
                request: &self.key,
                actor: Some(self.moderator),
                reason: None,
                now_ms: self.now_ms,
            };
            ledger::record(tx, &funding).await??;
        }
        let change = Change {
            action: Action::CampaignCreate,
            moderator: self.moderator,
            subject: Subject {
                campaign: Some(id),
                ..Subject::default()
            },
            request: &self.key,
            at_ms: self.now_ms,
        };
        let after = Created {
            name: &name.text,
            budget: self.budget,
            rules,
        };
        audit::record(tx, &change, None::<&()>, Some(&after)).await?;
        let created = CreateOutcome::Created {
            name: name.text,
            budget: self.budget,
            rules,
        };
        Ok(Decision::done(created, i64::from(self.budget.is_some())))
    }

    async fn insert(
        &self,
        tx: &mut Connection,
        name: &Name,
        descriptions: &Descriptions,
        rules: &Rules,
    ) -> sqlx::Result<CampaignId> {
        sqlx::query_scalar(
            "INSERT INTO campaign (name, slug, budget, created_by, created_at_ms, description_en, description_ru,
                description_ko, starts_at_ms, ends_at_ms, award_cap, member_cap, moderator_day_cap)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             RETURNING id",
        )
        .bind(&name.text)
        .bind(&name.slug)
        .bind(self.budget)
        .bind(self.moderator)
        .bind(self.now_ms)
        .bind(&descriptions.en)
        .bind(&descriptions.ru)
        .bind(&descriptions.ko)
        .bind(rules.starts_at_ms)
        .bind(rules.ends_at_ms)
        .bind(rules.award_cap)
        .bind(rules.member_cap)
        .bind(rules.moderator_day_cap)
        .fetch_one(tx)
        .await
    }
}

pub(super) fn budget_in_range(budget: Option<i64>) -> bool {
    budget.is_none_or(|budget| (1..=AMOUNT_MAX).contains(&budget))
}
