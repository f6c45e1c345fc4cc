//! Facts: the little that the bot keeps about itself from one start to the next, each under a name of its own.

use crate::db::{Connection, Write};

/// The name of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// A hash over the commands as they were last registered.
    CommandsHash,
    /// The staff channel's id. Triggers look whether there is one (`migrations/0020_staff.sql`).
    StaffChannel,
    /// That there is a backend to tell about redemptions. Triggers look whether there is
    /// (`migrations/0027_webhooks.sql`).
    Webhooks,
}

impl Fact {
    fn name(self) -> &'static str {
        match self {
            Self::CommandsHash => "commands_hash",
            Self::StaffChannel => "staff_channel",
            Self::Webhooks => "webhooks",
        }
    }
}

/// What was last remembered, if anything was.
///
/// # Errors
/// When the database can't be read.
pub async fn recall(connection: &mut Connection, fact: Fact) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT value FROM setting WHERE key = $1")
        .bind(fact.name())
        .fetch_optional(connection)
        .await
}

/// It is so no more.
///
/// # Errors
/// When the database can't be written.
pub async fn forget(tx: &mut Connection, fact: Fact) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM setting WHERE key = $1")
        .bind(fact.name())
        .execute(tx)
        .await?;
    Ok(())
}

/// From now on this is so.
#[derive(Debug)]
pub struct Remember {
    /// What it is about.
    pub fact: Fact,
    /// What is so.
    pub value: String,
}

impl Write for Remember {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query(
            "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .bind(self.fact.name())
        .bind(&self.value)
        .execute(tx)
        .await?;
        Ok(())
    }
}
