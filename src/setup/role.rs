//! The role that the bot makes for the badge. Discord makes another each time that it is asked, so whoever asks says so
//! here first, one at a time, and looks for what an earlier one made: by its marker, which the role is called by until it
//! is noted.

use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::RoleId;

/// How long somebody may be at it who was not heard of again: longer than any call takes, so that what they asked for has
/// arrived or never will.
pub const ROLE_LEASE_MS: Millis = 30_000;

/// Begins to make the role, or goes on with it. No request of its own: what it comes to is what is so, whoever asks.
pub struct AskForRole {
    /// What names the role until it is noted; an earlier one's stays.
    pub marker: String,
    /// When this is.
    pub now_ms: Millis,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RoleTask {
    /// To look for the role, and to make it where there is none. Nobody else is at it before this is let go of.
    Look {
        /// What it is called if it was made and not noted.
        marker: String,
        /// Which it was, if it was noted.
        role: Option<RoleId>,
        /// Since when, to let go of it by.
        asked_at_ms: Millis,
    },
    /// To wait: somebody is at it.
    UnderWay,
}

impl Write for AskForRole {
    type Outcome = RoleTask;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<RoleTask> {
        sqlx::query(
            "INSERT INTO setup_role (id, marker) VALUES (1, $1) ON CONFLICT (id) DO NOTHING",
        )
        .bind(&self.marker)
        .execute(&mut *tx)
        .await?;
        // A clock that was set back must not keep everyone away.
        let taken: Option<(String, Option<RoleId>)> = sqlx::query_as(
            "UPDATE setup_role SET asked_at_ms = $1
             WHERE id = 1 AND (asked_at_ms IS NULL OR asked_at_ms <= $1 - $2 OR asked_at_ms > $1 + $2)
             RETURNING marker, role_id",
        )
        .bind(self.now_ms)
        .bind(ROLE_LEASE_MS)
        .fetch_optional(tx)
        .await?;
        Ok(match taken {
            Some((marker, role)) => RoleTask::Look {
                marker,
                role,
                asked_at_ms: self.now_ms,
            },
            None => RoleTask::UnderWay,
        })
    }
}

/// This is the role, which is there.
pub struct NoteRole {
    /// Discord's id.
    pub role: RoleId,
}

impl Write for NoteRole {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query("UPDATE setup_role SET role_id = $1 WHERE id = 1")
            .bind(self.role)
            .execute(tx)
            .await?;
        Ok(())
    }
}

/// Nobody is at it any more, and what was asked of Discord is known to be done, or known not to be.
pub struct LetGoOfRole {
    /// As it was taken.
    pub asked_at_ms: Millis,
}

impl Write for LetGoOfRole {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query("UPDATE setup_role SET asked_at_ms = NULL WHERE id = 1 AND asked_at_ms = $1")
            .bind(self.asked_at_ms)
            .execute(tx)
            .await?;
        Ok(())
    }
}
