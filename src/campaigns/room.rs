//! What a campaign's caps leave, for one member and one moderator.

use serde::{Deserialize, Serialize};

use super::campaign::Campaign;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::UserId;
use crate::moment::DAY_MS;

/// A cap and what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapLeft {
    /// The most.
    pub cap: i64,
    /// What is used of it. More than the cap where that was lowered since.
    pub used: i64,
    /// What is left, never below 0.
    pub left: i64,
}

impl CapLeft {
    fn new(cap: i64, used: i64) -> Self {
        let left = (cap - used).max(0);
        Self { cap, used, left }
    }

    /// After so much more was used.
    pub(super) fn less(self, amount: i64) -> Self {
        Self::new(self.cap, self.used + amount)
    }

    /// Whether it is worth a word: a fifth is left, or less.
    #[must_use]
    pub fn is_near(self) -> bool {
        self.left <= self.cap / 5
    }
}

/// What the caps leave at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// For the member, in all.
    pub member: Option<CapLeft>,
    /// For the moderator, today.
    pub moderator: Option<CapLeft>,
    /// When the next day begins.
    pub resets_at_ms: Millis,
}

impl Room {
    /// Reads the counters; a campaign without these caps asks for nothing. The day is that of the transfer to come: the
    /// ledger's time does not run backwards, even if the clock does.
    pub async fn of(
        tx: &mut Connection,
        campaign: &Campaign,
        member: UserId,
        moderator: UserId,
        now_ms: Millis,
    ) -> sqlx::Result<Self> {
        let rules = &campaign.rules;
        if rules.member_cap.is_none() && rules.moderator_day_cap.is_none() {
            return Ok(Self {
                member: None,
                moderator: None,
                resets_at_ms: now_ms,
            });
        }
        let (received, awarded, day): (i64, i64, i64) = sqlx::query_as(
            "SELECT
                COALESCE((SELECT received FROM campaign_member JOIN account ON account.id = account_id
                    WHERE campaign_id = $1 AND account.kind = 'member' AND account.owner_id = $2), 0),
                COALESCE((SELECT amount FROM campaign_moderator_day
                    WHERE campaign_id = $1 AND moderator_id = $3 AND day = today.day), 0),
                today.day
             FROM (SELECT CASE WHEN last.at_ms > $4 THEN last.at_ms ELSE $4 END / $5 AS day FROM (
                SELECT COALESCE((SELECT created_at_ms FROM transfer ORDER BY id DESC LIMIT 1), 0) AS at_ms
             ) AS last) AS today",
        )
        .bind(campaign.id)
        .bind(member)
        .bind(moderator)
        .bind(now_ms)
        .bind(DAY_MS)
        .fetch_one(tx)
        .await?;
        Ok(Self {
            member: rules.member_cap.map(|cap| CapLeft::new(cap, received)),
            moderator: rules
                .moderator_day_cap
                .map(|cap| CapLeft::new(cap, awarded)),
            resets_at_ms: (day + 1) * DAY_MS,
        })
    }
}
