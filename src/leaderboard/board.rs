//! Which boards there are.

use super::period;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::CampaignId;
use crate::name::slug;

/// The year 10000, which neither SQLite's calendar nor Discord's knows.
const CALENDAR_END_MS: Millis = 253_402_300_800_000;

/// What a board counts. It says the same whenever it is read: "this month" is a question, a month is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BoardKey {
    /// All that was ever earned.
    Lifetime,
    /// What was earned in a month.
    Month {
        /// Its first millisecond, UTC.
        start_ms: Millis,
    },
    /// What was earned in a week.
    Week {
        /// The first millisecond of its Monday, UTC.
        start_ms: Millis,
    },
    /// What was earned in a campaign.
    Campaign(CampaignId),
}

impl BoardKey {
    /// The month of a moment.
    #[must_use]
    pub fn month(at_ms: Millis) -> Self {
        let start_ms = period::month_start(at_ms);
        Self::Month { start_ms }
    }

    /// The month before that of a moment.
    #[must_use]
    pub fn month_before(at_ms: Millis) -> Self {
        Self::month(period::month_start(at_ms) - 1)
    }

    /// The week of a moment.
    #[must_use]
    pub fn week(at_ms: Millis) -> Self {
        let start_ms = period::week_start(at_ms);
        Self::Week { start_ms }
    }

    /// The month that starts at this moment; none where none does.
    #[must_use]
    pub fn month_starting(start_ms: Millis) -> Option<Self> {
        let month = Self::month(start_ms);
        (month == Self::Month { start_ms } && start_ms < CALENDAR_END_MS).then_some(month)
    }

    /// The week that starts at this moment; none where none does.
    #[must_use]
    pub fn week_starting(start_ms: Millis) -> Option<Self> {
        let week = Self::week(start_ms);
        (week == Self::Week { start_ms } && start_ms < CALENDAR_END_MS).then_some(week)
    }

    /// When a month or week starts and is over; none for the others.
    #[must_use]
    pub fn period(self) -> Option<(Millis, Millis)> {
        match self {
            Self::Month { start_ms } => Some((start_ms, period::month_end(start_ms))),
            Self::Week { start_ms } => Some((start_ms, period::week_end(start_ms))),
            Self::Lifetime | Self::Campaign(_) => None,
        }
    }

    /// As the table `board` has it.
    pub(super) fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Lifetime => ("lifetime", 0),
            Self::Month { start_ms } => ("month", start_ms),
            Self::Week { start_ms } => ("week", start_ms),
            Self::Campaign(id) => ("campaign", id.0),
        }
    }
}

/// A board with what its title says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// What it counts.
    pub key: BoardKey,
    /// The campaign, if it is one's.
    pub campaign: Option<CampaignBoard>,
}

/// A campaign as its board names it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct CampaignBoard {
    /// Which.
    pub id: CampaignId,
    /// As moderators wrote it.
    pub name: String,
    /// When it started.
    pub created_at_ms: Millis,
    /// When it ended, if it has.
    pub closed_at_ms: Option<Millis>,
}

/// The campaign of this name: one that runs, or else the one that ended last.
///
/// # Errors
/// When the database can't be read.
pub async fn campaign_board(
    connection: &mut Connection,
    typed: &str,
) -> sqlx::Result<Option<CampaignBoard>> {
    sqlx::query_as(
        "SELECT id, name, created_at_ms, closed_at_ms FROM campaign WHERE slug = $1
         ORDER BY closed_at_ms IS NOT NULL, id DESC LIMIT 1",
    )
    .bind(slug(typed))
    .fetch_optional(connection)
    .await
}

/// Campaigns whose name contains what was typed so far, for autocomplete: those that run first, the latest first.
///
/// # Errors
/// When the database can't be read.
pub async fn campaign_boards(
    connection: &mut Connection,
    typed: &str,
    limit: i64,
) -> sqlx::Result<Vec<CampaignBoard>> {
    sqlx::query_as(
        "SELECT id, name, created_at_ms, closed_at_ms FROM campaign WHERE slug LIKE '%' || $1 || '%'
         ORDER BY closed_at_ms IS NOT NULL, id DESC LIMIT +$2",
    )
    .bind(slug(typed))
    .bind(limit)
    .fetch_all(connection)
    .await
}

pub(super) async fn find(
    connection: &mut Connection,
    key: BoardKey,
) -> sqlx::Result<Option<Board>> {
    let BoardKey::Campaign(id) = key else {
        return Ok(Some(Board {
            key,
            campaign: None,
        }));
    };
    let campaign: Option<CampaignBoard> =
        sqlx::query_as("SELECT id, name, created_at_ms, closed_at_ms FROM campaign WHERE id = $1")
            .bind(id)
            .fetch_optional(connection)
            .await?;
    Ok(campaign.map(|campaign| Board {
        key,
        campaign: Some(campaign),
    }))
}
