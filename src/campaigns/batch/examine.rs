//! The dry run: everything that would keep a batch from being paid, found before anything is written. It is looked at
//! again when the batch is paid; here it is for the moderator, all of it at once.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::sheet::{BadLine, Entry, Flaw, Sheet};
use super::{BatchRefusal, LINES_MAX};
use crate::campaigns::award::find_awarding;
use crate::campaigns::campaign::Campaign;
use crate::campaigns::gift;
use crate::campaigns::room::{CapLeft, Room};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{CampaignId, UserId};
use crate::ledger::AMOUNT_MAX;

/// Where the lines come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum Source {
    /// A file.
    File,
    /// A role's members.
    Role,
    /// Pasted mentions.
    Members,
}

/// Somebody on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Bots can't redeem.
    pub is_bot: bool,
}

/// Who is to have what, from where.
#[derive(Debug)]
pub struct Plan<'a> {
    /// Who awards.
    pub moderator: UserId,
    /// Which campaign, as typed.
    pub campaign: &'a str,
    /// The lines as they were read.
    pub sheet: Sheet,
    /// Those of the members in them who are on the server.
    pub people: &'a HashMap<UserId, Person>,
    /// When.
    pub now_ms: Millis,
}

/// A batch that can be paid as things are, or what is wrong with its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// The campaign.
    pub campaign: CampaignId,
    /// Its name.
    pub name: String,
    /// The lines that can be paid, in order.
    pub entries: Vec<Entry>,
    /// Those that can't, in order. Any, and nothing is awarded.
    pub bad: Vec<BadLine>,
    /// What all good lines add up to.
    pub total: i64,
    /// What the campaign has left before it; none: no limit.
    pub left: Option<i64>,
    /// What the moderator can award today before it; none: no limit.
    pub moderator_left: Option<CapLeft>,
}

/// Looks at a plan. The connection should be a snapshot.
///
/// # Errors
/// The outer result is a fault of the database; the inner one a refusal of the plan as a whole.
pub async fn examine(
    connection: &mut Connection,
    plan: Plan<'_>,
) -> sqlx::Result<Result<Examined, BatchRefusal>> {
    let Plan {
        moderator,
        campaign,
        sheet,
        people,
        now_ms,
    } = plan;
    let Sheet { entries, mut bad } = sheet;
    if entries.len() + bad.len() > LINES_MAX {
        return Ok(Err(BatchRefusal::TooManyLines { max: LINES_MAX }));
    }
    if entries.is_empty() && bad.is_empty() {
        return Ok(Err(BatchRefusal::Nobody));
    }
    // Those of a file were read with their lines; this is the one for all others.
    let reasons = entries.iter().filter_map(|entry| entry.reason.as_deref());
    for words in reasons {
        if let Err(refusal) = gift::reason(Some(words)) {
            return Ok(Err(BatchRefusal::Award(refusal)));
        }
    }
    let campaign = match find_awarding(connection, campaign).await? {
        Ok(campaign) => campaign,
        Err(refusal) => return Ok(Err(BatchRefusal::Award(refusal))),
    };
    if let Err(refusal) = gift::runs(&campaign, now_ms) {
        return Ok(Err(BatchRefusal::Award(refusal)));
    }
    let received = match campaign.rules.member_cap {
        Some(_) => received(connection, campaign.id, &entries).await?,
        None => HashMap::new(),
    };
    let mut first_lines = HashMap::with_capacity(entries.len());
    let mut good = Vec::with_capacity(entries.len());
    for entry in entries {
        let first = *first_lines.entry(entry.member).or_insert(entry.line);
        let flaw = if first < entry.line {
            Some(Flaw::Duplicate { first })
        } else if entry.member == moderator {
            Some(Flaw::Yourself)
        } else {
            flaw(&campaign, &entry, people, &received)
        };
        match flaw {
            Some(flaw) => bad.push(BadLine {
                line: entry.line,
                member: Some(entry.member),
                flaw,
            }),
            None => good.push(entry),
        }
    }
    bad.sort_by_key(|bad| bad.line);
    let total = good.iter().map(|entry| entry.amount).sum();
    let room = Room::of(connection, &campaign, moderator, moderator, now_ms).await?;
    if bad.is_empty()
        && let Err(refusal) = has_room(&campaign, &room, total)
    {
        return Ok(Err(refusal));
    }
    Ok(Ok(Examined {
        campaign: campaign.id,
        left: campaign.left(),
        name: campaign.name,
        entries: good,
        bad,
        total,
        moderator_left: room.moderator,
    }))
}

/// Whether the campaign has room for all of it at this moment.
pub(super) fn has_room(campaign: &Campaign, room: &Room, total: i64) -> Result<(), BatchRefusal> {
    if let Some(left) = campaign.left().filter(|left| *left < total) {
        return Err(BatchRefusal::TotalOverBudget {
            campaign: campaign.name.clone(),
            total,
            left,
        });
    }
    match room.moderator {
        Some(left) if left.left < total => Err(BatchRefusal::TotalOverDayCap {
            campaign: campaign.name.clone(),
            total,
            room: left,
            resets_at_ms: room.resets_at_ms,
        }),
        _ => Ok(()),
    }
}

fn flaw(
    campaign: &Campaign,
    entry: &Entry,
    people: &HashMap<UserId, Person>,
    received: &HashMap<UserId, i64>,
) -> Option<Flaw> {
    // An option's limits are kept by Discord's client, not by everybody's.
    if !(1..=AMOUNT_MAX).contains(&entry.amount) {
        return Some(Flaw::AmountOutOfRange { max: AMOUNT_MAX });
    }
    match people.get(&entry.member) {
        None => return Some(Flaw::Unknown),
        Some(person) if person.is_bot => return Some(Flaw::Bot),
        Some(_) => {}
    }
    let rules = &campaign.rules;
    if let Some(cap) = rules.award_cap.filter(|cap| *cap < entry.amount) {
        return Some(Flaw::OverAwardCap { cap });
    }
    let has = received.get(&entry.member).copied().unwrap_or(0);
    let left = rules.member_cap.map(|cap| (cap - has).max(0));
    left.filter(|left| *left < entry.amount)
        .map(|left| Flaw::OverMemberCap { left })
}

/// What each of them has from the campaign already; nobody else's, of whom there may be a million.
async fn received(
    connection: &mut Connection,
    campaign: CampaignId,
    entries: &[Entry],
) -> sqlx::Result<HashMap<UserId, i64>> {
    let members: Vec<i64> = entries.iter().map(|entry| entry.member.0).collect();
    let rows: Vec<(UserId, i64)> = sqlx::query_as(
        "SELECT account.owner_id, received FROM json_each($2) AS wanted
         CROSS JOIN account ON account.kind = 'member' AND account.owner_id = wanted.value
         CROSS JOIN campaign_member ON campaign_member.account_id = account.id AND campaign_id = $1",
    )
    .bind(campaign)
    .bind(json!(members).to_string())
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().collect())
}
