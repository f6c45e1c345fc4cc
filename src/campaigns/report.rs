//! What became of a campaign's Sparks: read from the counters that its transfers keep.

use super::campaign::Campaign;
use super::find::find_any;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::UserId;
use crate::moment::DAY_MS;

/// How many days a report shows.
pub const DAYS_SHOWN: i64 = 14;
const RECEIVERS_SHOWN: i64 = 5;

/// A campaign with what became of its Sparks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignReport {
    /// The campaign.
    pub campaign: Campaign,
    /// How many members have Sparks from it.
    pub members: i64,
    /// How many awards were made and not taken back.
    pub awards: i64,
    /// Who received most, with how much: the top of its board, without those who are left out of boards.
    pub top: Vec<(UserId, i64)>,
    /// The last days up to today, oldest first: when each begins, how many awards, how many Sparks.
    pub days: Vec<Day>,
}

/// One day of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// When it begins, UTC.
    pub begins_at_ms: Millis,
    /// How many awards.
    pub awards: i64,
    /// How many Sparks.
    pub amount: i64,
}

/// The report about the campaign that somebody means by a name; none: there is no such campaign.
///
/// # Errors
/// When the database can't be read.
pub async fn report(
    connection: &mut Connection,
    typed: &str,
    now_ms: Millis,
) -> sqlx::Result<Option<CampaignReport>> {
    let Some(campaign) = find_any(connection, typed).await? else {
        return Ok(None);
    };
    let (members, awards) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM campaign_member WHERE campaign_id = $1 AND received > 0),
            (SELECT CAST(COALESCE(SUM(awards), 0) AS BIGINT) FROM campaign_day WHERE campaign_id = $1)",
    )
    .bind(campaign.id)
    .fetch_one(&mut *connection)
    .await?;
    let top = sqlx::query_as(
        "SELECT account.owner_id, -descending AS score FROM board JOIN board_place ON board_place.board_id = board.id
         JOIN account ON account.id = account_id
         WHERE board.kind = 'campaign' AND board.key = $1
         ORDER BY descending, account_id LIMIT +$2",
    )
    .bind(campaign.id)
    .bind(RECEIVERS_SHOWN)
    .fetch_all(&mut *connection)
    .await?;
    let today = now_ms.div_euclid(DAY_MS);
    let first = today - DAYS_SHOWN + 1;
    let counted: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT day, awards, amount FROM campaign_day WHERE campaign_id = $1 AND day >= $2 ORDER BY day",
    )
    .bind(campaign.id)
    .bind(first)
    .fetch_all(connection)
    .await?;
    let day = |day: i64| {
        let found = counted.iter().find(|(counted, ..)| *counted == day);
        let (awards, amount) = found.map_or((0, 0), |(_, awards, amount)| (*awards, *amount));
        Day {
            begins_at_ms: day * DAY_MS,
            awards,
            amount,
        }
    };
    Ok(Some(CampaignReport {
        campaign,
        members,
        awards,
        top,
        days: (first..=today).map(day).collect(),
    }))
}
