//! A moderator pauses a perk, for a reason of their own. It stays paused until a moderator resumes it: the bot takes
//! back only its own pauses.

use serde::Serialize;

use super::catalogue::{PerkState, find_by_name};
use super::manage::{PerkChange, PerkRefusal, change};
use crate::audit::{self, Action};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::UserId;
use crate::ledger::{Decision, REASON_LENGTH_MAX, Request, RequestKey};

/// A moderator's request to offer a perk no more until it is resumed. Members still see it; what is on its way is
/// delivered.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct PauseByModerator {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Its name, as typed.
    pub perk: String,
    /// Why, for moderators.
    pub reason: String,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

impl Request for PauseByModerator {
    type Outcome = PerkChange;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> PerkChange {
        PerkChange::Refused(PerkRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<PerkChange>> {
        let change = match self.pause(tx).await? {
            Ok(name) => PerkChange::Changed { name },
            Err(refusal) => PerkChange::Refused(refusal),
        };
        Ok(Decision::done(change, 0))
    }
}

impl PauseByModerator {
    async fn pause(&self, tx: &mut Connection) -> anyhow::Result<Result<String, PerkRefusal>> {
        let reason = self.reason.trim();
        let (length, max) = (reason.chars().count(), REASON_LENGTH_MAX);
        if length == 0 {
            return Ok(Err(PerkRefusal::ReasonMissing));
        }
        if length > max {
            return Ok(Err(PerkRefusal::ReasonTooLong { max, length }));
        }
        let Some(perk) = find_by_name(tx, &self.perk).await? else {
            return Ok(Err(PerkRefusal::Unknown));
        };
        match perk.state {
            PerkState::Archived => return Ok(Err(PerkRefusal::Unknown)),
            PerkState::ComingSoon => {
                return Ok(Err(PerkRefusal::ComingSoon { name: perk.name }));
            }
            PerkState::Paused if perk.paused_by.is_some() => {
                return Ok(Err(PerkRefusal::AlreadyPaused { name: perk.name }));
            }
            // What the bot has paused becomes the moderator's: it is not offered again by itself.
            PerkState::Active | PerkState::Paused => {}
        }
        sqlx::query(
            "UPDATE perk SET state = 'paused', pause_reason = $1, paused_by = $2 WHERE id = $3",
        )
        .bind(reason)
        .bind(self.moderator)
        .bind(perk.id)
        .execute(&mut *tx)
        .await?;
        let change = change(
            Action::PerkPause,
            self.moderator,
            perk.id,
            &self.key,
            self.now_ms,
        );
        let after = serde_json::json!({ "reason": reason });
        audit::record(tx, &change, None::<&()>, Some(&after)).await?;
        Ok(Ok(perk.name))
    }
}
