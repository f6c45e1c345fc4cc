//! Raising alerts and reading them.

use super::conditions::{self, decide};
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{RedemptionId, UserId};

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlertKind {
    /// Few of a perk are left.
    StockLow,
    /// None are.
    SoldOut,
    /// Little of a campaign's budget is left.
    BudgetLow,
    /// Nothing is.
    BudgetSpent,
    /// A redemption needs a moderator's decision.
    RedemptionReview,
    /// Discord refuses a delivery: the server is set up wrong.
    RedemptionBlocked,
    /// A delivery takes long.
    RedemptionLate,
    /// The bot paused a perk that it can't deliver.
    PerkUndeliverable,
    /// Roles of a perk whose time is over can't be taken.
    RolesStay,
    /// Redemptions of a perk have waited for a moderator for days.
    QueueWaits,
    /// Discord refused the token, and nothing is delivered.
    DeliveryStopped,
    /// The product's backend could not be told about redemptions for a day.
    WebhooksGivenUp,
}

impl AlertKind {
    const ALL: [Self; 12] = [
        Self::StockLow,
        Self::SoldOut,
        Self::BudgetLow,
        Self::BudgetSpent,
        Self::RedemptionReview,
        Self::RedemptionBlocked,
        Self::RedemptionLate,
        Self::PerkUndeliverable,
        Self::RolesStay,
        Self::QueueWaits,
        Self::DeliveryStopped,
        Self::WebhooksGivenUp,
    ];

    /// As it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::StockLow => "stock_low",
            Self::SoldOut => "sold_out",
            Self::BudgetLow => "budget_low",
            Self::BudgetSpent => "budget_spent",
            Self::RedemptionReview => "redemption_review",
            Self::RedemptionBlocked => "redemption_blocked",
            Self::RedemptionLate => "redemption_late",
            Self::PerkUndeliverable => "perk_undeliverable",
            Self::RolesStay => "roles_stay",
            Self::QueueWaits => "queue_waits",
            Self::DeliveryStopped => "delivery_stopped",
            Self::WebhooksGivenUp => "webhooks_given_up",
        }
    }

    fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An alert, with what it names as that is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// What it is about; none: another version raised it.
    pub kind: Option<AlertKind>,
    /// The perk's name.
    pub perk: Option<String>,
    /// How many there were of it.
    pub initial_stock: Option<i64>,
    /// The campaign's name.
    pub campaign: Option<String>,
    /// Its budget.
    pub budget: Option<i64>,
    /// The redemption.
    pub redemption: Option<RedemptionId>,
    /// Whose; negative: nobody's any more.
    pub member: Option<UserId>,
    /// How much is left, how many there are, or why the perk is paused.
    pub detail: Option<String>,
    /// When it was raised.
    pub raised_at_ms: Millis,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    perk: Option<String>,
    initial_stock: Option<i64>,
    campaign: Option<String>,
    budget: Option<i64>,
    redemption: Option<RedemptionId>,
    member: Option<UserId>,
    detail: Option<String>,
    raised_at_ms: Millis,
}

/// An alert by its row.
///
/// # Errors
/// When the database can't be read.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<Alert>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT alert.kind, perk.name AS perk, perk.initial_stock, campaign.name AS campaign, campaign.budget,
            redemption.id AS redemption, account.owner_id AS member, alert.detail, alert.raised_at_ms
         FROM alert
         LEFT JOIN redemption ON redemption.id = alert.subject_id AND alert.kind LIKE 'redemption_%'
         LEFT JOIN account ON account.id = redemption.account_id
         LEFT JOIN perk ON perk.id = redemption.perk_id
            OR (perk.id = alert.subject_id
                AND alert.kind IN ('stock_low', 'sold_out', 'perk_undeliverable', 'roles_stay', 'queue_waits'))
         LEFT JOIN campaign ON campaign.id = alert.subject_id AND alert.kind IN ('budget_low', 'budget_spent')
         WHERE alert.id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Alert {
        kind: AlertKind::of_code(&row.kind),
        perk: row.perk,
        initial_stock: row.initial_stock,
        campaign: row.campaign,
        budget: row.budget,
        redemption: row.redemption,
        member: row.member,
        detail: row.detail,
        raised_at_ms: row.raised_at_ms,
    }))
}

/// A look at everything that may be an alert: raises what begins, and ends what is over. Returns what it raised.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether this process delivers nothing any more.
    pub delivery_is_stopped: bool,
    /// When.
    pub now_ms: Millis,
}

impl Write for Look {
    type Outcome = Vec<Alert>;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<Vec<Alert>> {
        let (raised, over) = self.changes(tx).await?;
        for (kind, subject_id) in over {
            sqlx::query(
                "UPDATE alert SET over_at_ms = $1 WHERE kind = $2 AND subject_id = $3 AND over_at_ms IS NULL",
            )
            .bind(self.now_ms)
            .bind(kind.code())
            .bind(subject_id)
            .execute(&mut *tx)
            .await?;
        }
        let mut alerts = Vec::new();
        for condition in raised {
            let id: i64 = sqlx::query_scalar(
                "INSERT INTO alert (kind, subject_id, detail, raised_at_ms) VALUES ($1, $2, $3, $4) RETURNING id",
            )
            .bind(condition.kind.code())
            .bind(condition.subject_id)
            .bind(&condition.detail)
            .bind(self.now_ms)
            .fetch_one(&mut *tx)
            .await?;
            alerts.extend(find(tx, id).await?);
        }
        Ok(alerts)
    }
}

impl Look {
    async fn changes(
        &self,
        connection: &mut Connection,
    ) -> sqlx::Result<(Vec<conditions::Condition>, Vec<(AlertKind, i64)>)> {
        let conditions =
            conditions::read(connection, self.delivery_is_stopped, self.now_ms).await?;
        let open: Vec<(String, i64)> =
            sqlx::query_as("SELECT kind, subject_id FROM alert WHERE over_at_ms IS NULL")
                .fetch_all(connection)
                .await?;
        // What another version raised is for that one to end.
        let open: Vec<_> = open
            .iter()
            .filter_map(|(kind, subject_id)| Some((AlertKind::of_code(kind)?, *subject_id)))
            .collect();
        Ok(decide(conditions, &open))
    }
}

/// Looks, and writes only where something has changed: this is asked after every commit.
///
/// # Errors
/// When the database can't be read or written.
pub async fn look(db: &crate::db::Db, look: Look) -> anyhow::Result<Vec<Alert>> {
    let (raised, over) = look.changes(&mut *db.snapshot().await?).await?;
    if raised.is_empty() && over.is_empty() {
        return Ok(Vec::new());
    }
    db.write(look).await
}
