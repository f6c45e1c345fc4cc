//! A campaign's life: created with its budget, closed by a moderator.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, CampaignId, UserId};
use crate::ledger::{self, AMOUNT_MAX, Decision, Request, RequestKey, Transfer, TransferKind};
use crate::name::{Name, NameRefusal, slug};

/// A campaign as moderators see it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Campaign {
    /// Its row.
    pub id: CampaignId,
    /// Where its Sparks are.
    pub account_id: AccountId,
    /// As it was named.
    pub name: String,
    /// What it was given; none: awards without limit.
    pub budget: Option<i64>,
    /// What it has awarded.
    pub spent: i64,
    /// When it was closed.
    pub closed_at_ms: Option<Millis>,
}

impl Campaign {
    /// What is left to award; none: no limit.
    #[must_use]
    pub fn left(&self) -> Option<i64> {
        self.budget.map(|budget| budget - self.spent)
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
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CreateOutcome {
    /// It runs.
    Created {
        /// Its name.
        name: String,
        /// Its budget.
        budget: Option<i64>,
    },
    /// It does not.
    Refused(CampaignRefusal),
}

/// Why a campaign was not created or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CampaignRefusal {
    /// The name can't be used.
    Name(NameRefusal),
    /// A campaign that runs is called that.
    NameTaken {
        /// The campaign's name.
        name: String,
    },
    /// The budget is not 1 to `max`.
    BudgetOutOfRange {
        /// The most.
        max: i64,
    },
    /// No campaign that runs is called that.
    Unknown,
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
            Ok(name) => self.create(tx, name).await,
            Err(refusal) => Ok(Decision::refused(CreateOutcome::Refused(refusal))),
        }
    }
}

impl CreateCampaign {
    async fn check(&self, tx: &mut Connection) -> sqlx::Result<Result<Name, CampaignRefusal>> {
        let name = match Name::parse(&self.name) {
            Ok(name) => name,
            Err(refusal) => return Ok(Err(CampaignRefusal::Name(refusal))),
        };
        if self
            .budget
            .is_some_and(|budget| !(1..=AMOUNT_MAX).contains(&budget))
        {
            return Ok(Err(CampaignRefusal::BudgetOutOfRange { max: AMOUNT_MAX }));
        }
        Ok(match find_open(tx, &name.slug).await? {
            Some(taken) => Err(CampaignRefusal::NameTaken { name: taken.name }),
            None => Ok(name),
        })
    }

    async fn create(
        &self,
        tx: &mut Connection,
        name: Name,
    ) -> anyhow::Result<Decision<CreateOutcome>> {
        let id: CampaignId = sqlx::query_scalar(
            "INSERT INTO campaign (name, slug, budget, created_by, created_at_ms) VALUES ($1, $2, $3, $4, $5)
             RETURNING id",
        )
        .bind(&name.text)
        .bind(&name.slug)
        .bind(self.budget)
        .bind(self.moderator)
        .bind(self.now_ms)
        .fetch_one(&mut *tx)
        .await?;
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
        let created = CreateOutcome::Created {
            name: name.text,
            budget: self.budget,
        };
        Ok(Decision::done(created, i64::from(self.budget.is_some())))
    }
}

/// A moderator's request to end a campaign.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct CloseCampaign {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Its name, as typed.
    pub campaign: String,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CloseOutcome {
    /// No more awards from it.
    Closed {
        /// Its name.
        name: String,
        /// What it awarded.
        spent: i64,
        /// What it leaves; none: it had no limit.
        left: Option<i64>,
    },
    /// It goes on.
    Refused(CampaignRefusal),
}

impl Request for CloseCampaign {
    type Outcome = CloseOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> CloseOutcome {
        CloseOutcome::Refused(CampaignRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<CloseOutcome>> {
        let Some(campaign) = find_open(tx, &slug(&self.campaign)).await? else {
            return Ok(Decision::refused(CloseOutcome::Refused(
                CampaignRefusal::Unknown,
            )));
        };
        sqlx::query("UPDATE campaign SET closed_at_ms = $1, closed_by = $2 WHERE id = $3")
            .bind(self.now_ms)
            .bind(self.moderator)
            .bind(campaign.id)
            .execute(tx)
            .await?;
        let left = campaign.left();
        Ok(Decision::done(
            CloseOutcome::Closed {
                name: campaign.name,
                spent: campaign.spent,
                left,
            },
            0,
        ))
    }
}

/// The campaign of this slug that runs.
///
/// # Errors
/// When the database can't be read.
pub async fn find_open(connection: &mut Connection, slug: &str) -> sqlx::Result<Option<Campaign>> {
    sqlx::query_as(
        "SELECT id, account_id, name, budget, spent, closed_at_ms FROM campaign_standing
         WHERE slug = $1 AND closed_at_ms IS NULL",
    )
    .bind(slug)
    .fetch_optional(connection)
    .await
}

/// The campaign of this slug that was closed last, if none of that name runs: to tell "closed" from "unknown".
///
/// # Errors
/// When the database can't be read.
pub(super) async fn find_closed(
    connection: &mut Connection,
    slug: &str,
) -> sqlx::Result<Option<Campaign>> {
    sqlx::query_as(
        "SELECT id, account_id, name, budget, spent, closed_at_ms FROM campaign_standing
         WHERE slug = $1 AND closed_at_ms IS NOT NULL ORDER BY id DESC LIMIT 1",
    )
    .bind(slug)
    .fetch_optional(connection)
    .await
}

/// The latest `limit` campaigns, those that run first.
///
/// # Errors
/// When the database can't be read.
pub async fn list(connection: &mut Connection, limit: i64) -> sqlx::Result<Vec<Campaign>> {
    sqlx::query_as(
        "SELECT id, account_id, name, budget, spent, closed_at_ms FROM campaign_standing
         ORDER BY closed_at_ms IS NOT NULL, id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// The latest `limit` campaigns that run.
///
/// # Errors
/// When the database can't be read.
pub async fn running(connection: &mut Connection, limit: usize) -> sqlx::Result<Vec<Campaign>> {
    suggestions(connection, "", i64::try_from(limit).unwrap_or(i64::MAX)).await
}

/// A campaign by its number, running or not.
///
/// # Errors
/// When the database can't be read.
pub async fn find(connection: &mut Connection, id: CampaignId) -> sqlx::Result<Option<Campaign>> {
    sqlx::query_as(
        "SELECT id, account_id, name, budget, spent, closed_at_ms FROM campaign_standing WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// Campaigns that run and whose name contains what was typed so far, for autocomplete.
///
/// # Errors
/// When the database can't be read.
pub async fn suggestions(
    connection: &mut Connection,
    typed: &str,
    limit: i64,
) -> sqlx::Result<Vec<Campaign>> {
    sqlx::query_as(
        "SELECT id, account_id, name, budget, spent, closed_at_ms FROM campaign_standing
         WHERE closed_at_ms IS NULL AND slug LIKE '%' || $1 || '%' ORDER BY id DESC LIMIT $2",
    )
    .bind(slug(typed))
    .bind(limit)
    .fetch_all(connection)
    .await
}
