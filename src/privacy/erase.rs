//! Erasing a person, in one transaction: a row of `erasure`, whose trigger does all of it (`migrations/0013_privacy.sql`).
//! Question, confirmation and refusal have one key, so that whichever comes first counts, and a second press of the same
//! button erases nothing of whoever has come back since.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, RedemptionId, UserId};
use crate::ledger::{self, Decision, Request, RequestKey};
use crate::perks::{self, Badge};

/// What a member is told before they are erased.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EraseQuestion {
    /// Sparks that will be gone.
    pub available: i64,
    /// Badges that will be gone, and their roles.
    pub badges: Vec<Badge>,
    /// Redemptions that have not ended: they must, first.
    pub open: Vec<RedemptionId>,
    /// Whether there is anything to erase.
    pub is_known: bool,
    /// Roles that are still to be taken from when they were erased before.
    pub roles_left: i64,
}

/// What an erasure would mean for this member.
///
/// # Errors
/// When the database can't be read.
pub async fn question(connection: &mut Connection, member: UserId) -> sqlx::Result<EraseQuestion> {
    let roles_left = roles_left_of(connection, member).await?;
    let Some(account) = ledger::member_account(connection, member).await? else {
        return Ok(EraseQuestion {
            is_known: is_moderator(connection, member).await?,
            roles_left,
            ..EraseQuestion::default()
        });
    };
    Ok(EraseQuestion {
        roles_left,
        available: account.available,
        badges: perks::badges(connection, account.id).await?,
        open: open(connection, account.id).await?,
        is_known: true,
    })
}

async fn roles_left_of(connection: &mut Connection, member: UserId) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "SELECT COUNT(*) FROM erasure JOIN erasure_role ON erasure_id = erasure.id WHERE member_id = $1",
    )
    .bind(member)
    .fetch_one(connection)
    .await
}

async fn open(connection: &mut Connection, account: AccountId) -> sqlx::Result<Vec<RedemptionId>> {
    sqlx::query_scalar(
        "SELECT id FROM redemption WHERE account_id = $1 AND state IN ('held', 'review') ORDER BY id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

/// Whether they did anything that members can't.
async fn is_moderator(connection: &mut Connection, member: UserId) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM transfer WHERE actor_id = $1)
            OR EXISTS (SELECT 1 FROM redemption_decision WHERE moderator_id = $1)
            OR EXISTS (SELECT 1 FROM campaign WHERE created_by = $1 OR closed_by = $1)
            OR EXISTS (SELECT 1 FROM perk WHERE created_by = $1 OR paused_by = $1)
            OR EXISTS (SELECT 1 FROM manual_delivery WHERE claimed_by = $1 OR ended_by = $1)
            OR EXISTS (SELECT 1 FROM ticket WHERE used_by = $1)
            OR EXISTS (SELECT 1 FROM award_undo WHERE moderator_id = $1)
            OR EXISTS (SELECT 1 FROM audit WHERE moderator_id = $1)",
    )
    .bind(member)
    .fetch_one(connection)
    .await
}

/// A member's confirmed request to be erased. Its content names nobody: it is remembered, so that a second delivery of
/// the same press is told the same. Whose button it was is checked before.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct Erase {
    /// The question's.
    pub key: RequestKey,
    /// Whom.
    #[serde(skip)]
    pub member: UserId,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EraseOutcome {
    /// The ledger no longer knows them.
    Erased(Erased),
    /// There was nothing about them.
    NothingStored,
    /// All is as it was.
    Refused(EraseRefusal),
}

/// An erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Its row.
    pub erasure: i64,
    /// Sparks that are nobody's now.
    pub available: i64,
    /// Roles that were theirs, to be taken at Discord.
    pub roles: i64,
}

/// Why nothing was erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EraseRefusal {
    /// Redemptions have not ended.
    Open {
        /// Which.
        redemptions: Vec<RedemptionId>,
    },
    /// The member has said no.
    Kept,
}

impl Request for Erase {
    type Outcome = EraseOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> EraseOutcome {
        EraseOutcome::Refused(EraseRefusal::Kept)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<EraseOutcome>> {
        let found = question(tx, self.member).await?;
        if !found.is_known {
            return Ok(Decision::done(EraseOutcome::NothingStored, 0));
        }
        if !found.open.is_empty() {
            let redemptions = found.open;
            return Ok(Decision::refused(EraseOutcome::Refused(
                EraseRefusal::Open { redemptions },
            )));
        }
        let account = ledger::member_account(tx, self.member).await?;
        // The trigger does the rest.
        let erasure: i64 = sqlx::query_scalar(
            "INSERT INTO erasure (member_id, account_id, begun_at_ms) VALUES ($1, $2, $3) RETURNING id",
        )
        .bind(self.member)
        .bind(account.map(|account| account.id))
        .bind(self.now_ms)
        .fetch_one(&mut *tx)
        .await?;
        let roles = roles_left(tx, erasure).await?;
        forget_when_done(tx, erasure, self.now_ms).await?;
        Ok(Decision::done(
            EraseOutcome::Erased(Erased {
                erasure,
                available: found.available,
                roles,
            }),
            0,
        ))
    }
}

/// How many roles of an erased member are still to be taken.
///
/// # Errors
/// When the database can't be read.
pub async fn roles_left(connection: &mut Connection, erasure: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM erasure_role WHERE erasure_id = $1")
        .bind(erasure)
        .fetch_one(connection)
        .await
}

/// The member's id was needed for their roles only.
pub(crate) async fn forget_when_done(
    tx: &mut Connection,
    erasure: i64,
    now_ms: Millis,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE erasure SET member_id = NULL, account_id = NULL, finished_at_ms = $1
         WHERE id = $2 AND member_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM erasure_role WHERE erasure_id = $2)",
    )
    .bind(now_ms)
    .bind(erasure)
    .execute(tx)
    .await?;
    Ok(())
}

/// A member's request to leave everything as it is.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct KeepData {
    /// The question's.
    pub key: RequestKey,
    /// When they said no.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeepOutcome {
    /// A confirmation that comes now erases nothing.
    Kept,
    /// It was confirmed before; see [`erased`].
    TooLate,
}

impl Request for KeepData {
    type Outcome = KeepOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> KeepOutcome {
        KeepOutcome::TooLate
    }

    async fn decide(&self, _tx: &mut Connection) -> anyhow::Result<Decision<KeepOutcome>> {
        Ok(Decision::done(KeepOutcome::Kept, 0))
    }
}

/// What a confirmation came to.
///
/// # Errors
/// When the database can't be read.
pub async fn erased(
    connection: &mut Connection,
    key: &RequestKey,
) -> anyhow::Result<Option<EraseOutcome>> {
    ledger::outcome_of(connection, key).await
}
