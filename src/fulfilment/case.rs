//! Cases: redemptions as moderators see them, with what they need to decide. Read only.

use super::port::FailureKind;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::RedemptionId;
use crate::perks::{self, Decision, Redemption};

/// How many decisions a case shows: as many as one looks through.
const DECISIONS_SHOWN: i64 = 5;

/// A redemption, and what is the matter with it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Case {
    /// Its terms.
    #[sqlx(flatten)]
    pub redemption: Redemption,
    /// What is the matter.
    pub stage: Stage,
    /// Since when it waits: for its delivery, or for a moderator.
    pub since_ms: Millis,
    /// How often Discord was asked.
    pub attempts: i64,
    /// What the last attempt met.
    pub failure_kind: Option<FailureKind>,
    /// Discord's code for it.
    pub failure_code: Option<i64>,
    /// When it is tried next; none: not by itself.
    pub due_at_ms: Option<Millis>,
    /// Whether it is being tried at this moment.
    pub is_leased: bool,
    /// Whether the member may have got the role.
    pub maybe_delivered: bool,
}

/// What is the matter with a redemption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Stage {
    /// A moderator must decide.
    Review,
    /// Discord refuses: the server is set up wrong.
    Blocked,
    /// It was tried in vain and will be again.
    Late,
    /// Nothing.
    OnItsWay,
    /// It waits for a moderator to deliver it.
    Queued,
    /// A moderator is at it.
    Claimed,
    /// It was given up: the role is being taken, then the Sparks go back.
    Returning,
    /// Delivered and charged.
    Settled,
    /// Not delivered; the Sparks are back.
    Voided,
}

impl Stage {
    /// Whether it has ended.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Settled | Self::Voided)
    }
}

/// Open redemptions: those that need a moderator first, then by age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCases {
    /// The first of them.
    pub cases: Vec<Case>,
    /// How many more there are.
    pub more: i64,
}

/// The first `limit` open redemptions.
///
/// # Errors
/// When the database can't be read.
pub async fn open_cases(connection: &mut Connection, limit: i64) -> sqlx::Result<OpenCases> {
    let cases: Vec<Case> = sqlx::query_as(
        "SELECT * FROM redemption_case WHERE state IN ('held', 'review')
         ORDER BY CASE stage WHEN 'review' THEN 0 WHEN 'blocked' THEN 1 WHEN 'late' THEN 2 WHEN 'returning' THEN 3
            ELSE 4 END, since_ms, id
         LIMIT +$1",
    )
    .bind(limit)
    .fetch_all(&mut *connection)
    .await?;
    let all: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM redemption WHERE state IN ('held', 'review')")
            .fetch_one(connection)
            .await?;
    let shown = i64::try_from(cases.len()).unwrap_or(i64::MAX);
    Ok(OpenCases {
        more: (all - shown).max(0),
        cases,
    })
}

/// A case by its receipt.
///
/// # Errors
/// When the database can't be read.
pub async fn case(connection: &mut Connection, id: RedemptionId) -> sqlx::Result<Option<Case>> {
    sqlx::query_as("SELECT * FROM redemption_case WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// A case with what moderators decided about it.
///
/// # Errors
/// When the database can't be read.
pub async fn case_with_decisions(
    connection: &mut Connection,
    id: RedemptionId,
) -> sqlx::Result<Option<(Case, Vec<Decision>)>> {
    let Some(case) = case(connection, id).await? else {
        return Ok(None);
    };
    let decisions = perks::decisions(connection, id, DECISIONS_SHOWN).await?;
    Ok(Some((case, decisions)))
}
