//! Who is left out of the boards: members who wish it, and those who are not on the server. Triggers take their entries
//! off every board and put them back.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::UserId;
use crate::ledger::{self, Decision, Request, RequestKey};

/// A member's request to be left out of the boards, or to be on them again.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct SetHidden {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub member: UserId,
    /// Whether they are to be left out.
    pub hidden: bool,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HideOutcome {
    /// It is as they wished now.
    Changed,
    /// It was so before.
    Unchanged,
    /// The interaction was used for something else.
    Conflict,
}

impl Request for SetHidden {
    type Outcome = HideOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> HideOutcome {
        HideOutcome::Conflict
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<HideOutcome>> {
        let changed = if self.hidden {
            // Also who never had Sparks: the wish is for the time when they will.
            let account = ledger::open_member(tx, self.member, self.now_ms).await?;
            sqlx::query(
                "INSERT INTO board_absence (account_id, reason, since_ms) VALUES ($1, 'hidden', $2)
                 ON CONFLICT (account_id, reason) DO NOTHING",
            )
            .bind(account.id)
            .bind(self.now_ms)
            .execute(tx)
            .await?
        } else {
            sqlx::query(
                "DELETE FROM board_absence WHERE reason = 'hidden'
                    AND account_id = (SELECT id FROM account WHERE kind = 'member' AND owner_id = $1)",
            )
            .bind(self.member)
            .execute(tx)
            .await?
        };
        let outcome = match changed.rows_affected() {
            0 => HideOutcome::Unchanged,
            _ => HideOutcome::Changed,
        };
        Ok(Decision::done(outcome, 0))
    }
}

/// Members who were found not to be on the server. Those without an account are on no board and need no mark.
#[derive(Debug, Clone)]
pub struct MarkDeparted {
    /// Who.
    pub members: Vec<UserId>,
    /// When it was found.
    pub now_ms: Millis,
}

impl Write for MarkDeparted {
    /// How many were thought to be there before.
    type Outcome = u64;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<u64> {
        let mut marked = 0;
        for member in &self.members {
            let inserted = sqlx::query(
                "INSERT INTO board_absence (account_id, reason, since_ms)
                 SELECT id, 'departed', $2 FROM account WHERE kind = 'member' AND owner_id = $1
                 ON CONFLICT (account_id, reason) DO NOTHING",
            )
            .bind(member)
            .bind(self.now_ms)
            .execute(&mut *tx)
            .await?;
            marked += inserted.rows_affected();
        }
        Ok(marked)
    }
}

/// A member who was found to be on the server after all.
#[derive(Debug, Clone, Copy)]
pub struct MarkPresent {
    /// Who.
    pub member: UserId,
}

impl Write for MarkPresent {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query(
            "DELETE FROM board_absence WHERE reason = 'departed'
                AND account_id = (SELECT id FROM account WHERE kind = 'member' AND owner_id = $1)",
        )
        .bind(self.member)
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// Whether a member is marked as departed; none: they have no account, so there is nothing to mark.
///
/// # Errors
/// When the database can't be read.
pub async fn is_departed(
    connection: &mut Connection,
    member: UserId,
) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM board_absence WHERE account_id = account.id AND reason = 'departed')
         FROM account WHERE kind = 'member' AND owner_id = $1",
    )
    .bind(member)
    .fetch_optional(connection)
    .await
}

/// Some of those who are marked as departed, from an account on and then from the first: with another one each time, everyone
/// comes to be asked about again.
///
/// # Errors
/// When the database can't be read.
pub async fn some_departed(
    connection: &mut Connection,
    share: f64,
    limit: i64,
) -> sqlx::Result<Vec<UserId>> {
    sqlx::query_scalar(
        "WITH start (id) AS (
            SELECT CAST($1 * COALESCE(MAX(account_id), 0) AS BIGINT) FROM board_absence
         )
         SELECT owner_id FROM (
            SELECT * FROM (
                SELECT 0 AS lap, account_id FROM board_absence
                WHERE reason = 'departed' AND account_id >= (SELECT id FROM start) ORDER BY account_id LIMIT +$2
            )
            UNION ALL
            SELECT * FROM (
                SELECT 1, account_id FROM board_absence
                WHERE reason = 'departed' AND account_id < (SELECT id FROM start) ORDER BY account_id LIMIT +$2
            )
         ) AS departed JOIN account ON account.id = account_id
         WHERE owner_id > 0 ORDER BY lap, account_id LIMIT +$2",
    )
    .bind(share)
    .bind(limit)
    .fetch_all(connection)
    .await
}
