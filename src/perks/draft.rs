//! What a member typed into a perk's form, kept until they confirm it: the question that follows names it by a number, so
//! that a restart in between loses nothing. It is gone after a while, used or not.

use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{PerkId, UserId};

/// How long a question waits for its answer.
const LIFE_MS: Millis = 24 * 60 * 60 * 1_000;

/// Something typed into a form.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Draft {
    /// Names it: the interaction that brought it.
    pub nonce: i64,
    /// Who typed it.
    pub member_id: UserId,
    /// For which perk.
    pub perk_id: PerkId,
    /// What was typed, or what that was read as.
    pub answer: String,
}

/// Keeps a draft, and forgets those whose time is over. The same again changes nothing: the number names one submission.
pub struct SaveDraft {
    /// What is kept.
    pub draft: Draft,
    /// When it was typed.
    pub now_ms: Millis,
}

impl Write for SaveDraft {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        forget_old(tx, self.now_ms).await?;
        sqlx::query(
            "INSERT INTO redemption_draft (nonce, member_id, perk_id, answer, expires_at_ms)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (nonce) DO NOTHING",
        )
        .bind(self.draft.nonce)
        .bind(self.draft.member_id)
        .bind(self.draft.perk_id)
        .bind(&self.draft.answer)
        .bind(self.now_ms + LIFE_MS)
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// Forgets the drafts whose time is over: a start does it, too.
pub struct ForgetOldDrafts {
    /// What time it is.
    pub now_ms: Millis,
}

impl Write for ForgetOldDrafts {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        forget_old(tx, self.now_ms).await?;
        Ok(())
    }
}

async fn forget_old(tx: &mut Connection, now_ms: Millis) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM redemption_draft WHERE expires_at_ms <= $1")
        .bind(now_ms)
        .execute(tx)
        .await?;
    Ok(())
}

/// What this member typed for this perk under this number; nothing when its time is over.
///
/// # Errors
/// When the database can't be read.
pub async fn draft(
    connection: &mut Connection,
    nonce: i64,
    member: UserId,
    perk: PerkId,
) -> sqlx::Result<Option<Draft>> {
    sqlx::query_as(
        "SELECT nonce, member_id, perk_id, answer FROM redemption_draft
         WHERE nonce = $1 AND member_id = $2 AND perk_id = $3",
    )
    .bind(nonce)
    .bind(member)
    .bind(perk)
    .fetch_optional(connection)
    .await
}
