//! A member who is asked whether to redeem and thinks better of it. Question, confirmation and cancellation have one key,
//! so that whichever comes first counts: who was told that nothing was charged is not charged by a press that comes late.

use serde::{Deserialize, Serialize};

use super::redeem::RedeemOutcome;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{RedemptionId, UserId};
use crate::ledger::{self, Decision, Request, RequestKey};

/// A member's request to leave it.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct Cancel {
    /// The confirmation's.
    pub key: RequestKey,
    /// Who was asked.
    pub member: UserId,
    /// When they said no.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CancelOutcome {
    /// A confirmation that comes now is refused.
    Cancelled,
    /// It was confirmed before; see [`confirmed`] for what that came to.
    TooLate,
}

impl Request for Cancel {
    type Outcome = CancelOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> CancelOutcome {
        CancelOutcome::TooLate
    }

    async fn decide(&self, _tx: &mut Connection) -> anyhow::Result<Decision<CancelOutcome>> {
        Ok(Decision::done(CancelOutcome::Cancelled, 0))
    }
}

/// The redemption that a confirmation came to; none when it was refused.
///
/// # Errors
/// When the database can't be read, or nothing was confirmed under this key.
pub async fn confirmed(
    connection: &mut Connection,
    key: &RequestKey,
) -> anyhow::Result<Option<RedemptionId>> {
    Ok(match ledger::outcome_of(connection, key).await? {
        Some(RedeemOutcome::Reserved { redemption }) => Some(redemption),
        Some(RedeemOutcome::Refused(_)) | None => None,
    })
}
