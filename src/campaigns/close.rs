//! A campaign's end by a moderator, and its taking up again.

use serde::{Deserialize, Serialize};

use super::campaign::{Campaign, CampaignRefusal};
use super::find::{find_closed, find_open};
use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{CampaignId, UserId};
use crate::ledger::{Decision, Request, RequestKey};
use crate::name::slug;

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
            .execute(&mut *tx)
            .await?;
        let change = about(Action::CampaignClose, self.moderator, campaign.id);
        note(tx, change, &self.key, self.now_ms).await?;
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

/// A moderator's request to take up a closed campaign again, as it was: the latest of that name.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct ReopenCampaign {
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
pub enum ReopenOutcome {
    /// It is as it was before it was closed; its time may be over all the same.
    Reopened(Box<Campaign>),
    /// It stays closed.
    Refused(CampaignRefusal),
}

impl Request for ReopenCampaign {
    type Outcome = ReopenOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> ReopenOutcome {
        ReopenOutcome::Refused(CampaignRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<ReopenOutcome>> {
        let slug = slug(&self.campaign);
        let closed = find_closed(tx, &slug).await?;
        let refusal = match (find_open(tx, &slug).await?, &closed) {
            (Some(open), None) => Some(CampaignRefusal::NotClosed { name: open.name }),
            // The name belongs to the one that is open.
            (Some(open), Some(_)) => Some(CampaignRefusal::NameTaken { name: open.name }),
            (None, _) => None,
        };
        let closed = match (refusal, closed) {
            (None, Some(closed)) => closed,
            (refusal, _) => {
                let refusal = refusal.unwrap_or(CampaignRefusal::NoneSuch);
                return Ok(Decision::refused(ReopenOutcome::Refused(refusal)));
            }
        };
        sqlx::query("UPDATE campaign SET closed_at_ms = NULL, closed_by = NULL WHERE id = $1")
            .bind(closed.id)
            .execute(&mut *tx)
            .await?;
        let change = about(Action::CampaignReopen, self.moderator, closed.id);
        note(tx, change, &self.key, self.now_ms).await?;
        let reopened = Campaign {
            closed_at_ms: None,
            ..closed
        };
        let outcome = ReopenOutcome::Reopened(Box::new(reopened));
        Ok(Decision::done(outcome, 0))
    }
}

fn about(action: Action, moderator: UserId, campaign: CampaignId) -> (Action, UserId, Subject) {
    let subject = Subject {
        campaign: Some(campaign),
        ..Subject::default()
    };
    (action, moderator, subject)
}

async fn note(
    tx: &mut Connection,
    (action, moderator, subject): (Action, UserId, Subject),
    request: &RequestKey,
    at_ms: Millis,
) -> anyhow::Result<()> {
    let change = Change {
        action,
        moderator,
        subject,
        request,
        at_ms,
    };
    audit::record(tx, &change, None::<&()>, None::<&()>).await
}
