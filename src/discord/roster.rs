//! Who is on the server, many at once: for awards in bulk. A long list is read page by page, which Discord allows only with
//! the members intent; a short one, or without it, member by member. It promises that nobody is taken to be missing whom
//! Discord did not say to be missing.

use std::collections::HashMap;

use futures::{StreamExt as _, stream};
use serenity::all::{Http, Member};

use super::data::Data;
use super::http::{describe, discord_code, status};
use crate::campaigns::batch::Person;
use crate::ids::{RoleId, UserId};

/// What a page of the list holds at most.
const PAGE_LENGTH: u64 = 1_000;
/// Up to so many, asking for each is quicker than reading the list.
const SINGLY: usize = 50;
/// More than so many are not asked for one by one: Discord lets a bot ask some five times a second.
pub const SINGLY_MAX: usize = 500;
/// How many are asked for at the same time.
const AT_ONCE: usize = 8;
/// Unknown member, unknown user.
const GONE: [i64; 2] = [10007, 10013];

/// Why it is not known who is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RosterRefusal {
    /// Discord gives the list only to applications with the members intent.
    NeedsIntent,
    /// The same, and they are too many to be asked for one by one.
    TooMany {
        /// The most.
        max: usize,
    },
    /// Discord does not answer.
    Away,
}

/// Those of these who are on the server.
///
/// # Errors
/// When Discord does not say.
pub async fn people(
    data: &Data,
    http: &Http,
    wanted: &[UserId],
) -> Result<HashMap<UserId, Person>, RosterRefusal> {
    if wanted.len() > SINGLY {
        match everyone(data, http, |_| true).await {
            Ok(all) => return Ok(all.into_iter().collect()),
            Err(RosterRefusal::NeedsIntent) if wanted.len() <= SINGLY_MAX => {}
            Err(RosterRefusal::NeedsIntent) => {
                return Err(RosterRefusal::TooMany { max: SINGLY_MAX });
            }
            Err(refusal) => return Err(refusal),
        }
    }
    let mut answers = stream::iter(wanted.to_vec())
        .map(|member| one(data, http, member))
        .buffer_unordered(AT_ONCE);
    let mut found = HashMap::with_capacity(wanted.len());
    while let Some(answer) = answers.next().await {
        found.extend(answer?);
    }
    Ok(found)
}

async fn one(
    data: &Data,
    http: &Http,
    member: UserId,
) -> Result<Option<(UserId, Person)>, RosterRefusal> {
    // No member of Discord has the id 0, and serenity knows none.
    if member.0 == 0 {
        return Ok(None);
    }
    let asked = http.get_member(data.guild, member.to_discord().into());
    match data.breaker.call(asked).await {
        Ok(found) => Ok(Some((member, person(&found)))),
        Err(error)
            if status(&error).is_some_and(|status| status.as_u16() == 404)
                && discord_code(&error).is_some_and(|code| GONE.contains(&code)) =>
        {
            Ok(None)
        }
        Err(error) => {
            let error = describe(&error);
            tracing::warn!(error, "a member can't be looked up");
            Err(RosterRefusal::Away)
        }
    }
}

/// The members who have a role; everybody has the server's own.
///
/// # Errors
/// When Discord does not say.
pub async fn with_role(
    data: &Data,
    http: &Http,
    role: RoleId,
) -> Result<Vec<(UserId, Person)>, RosterRefusal> {
    let is_everyones = role.to_discord() == data.guild.get();
    let role = serenity::model::id::RoleId::new(role.to_discord());
    everyone(data, http, |member| {
        is_everyones || member.roles.contains(&role)
    })
    .await
}

/// Those of the whole server who are wanted. What Discord says of each is let go page by page.
async fn everyone(
    data: &Data,
    http: &Http,
    is_wanted: impl Fn(&Member) -> bool,
) -> Result<Vec<(UserId, Person)>, RosterRefusal> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let asked = http.get_guild_members(data.guild, Some(PAGE_LENGTH), after);
        let page = match data.breaker.call(asked).await {
            Ok(page) => page,
            Err(error) if status(&error).is_some_and(|status| status.as_u16() == 403) => {
                return Err(RosterRefusal::NeedsIntent);
            }
            Err(error) => {
                let error = describe(&error);
                tracing::warn!(error, "the list of members can't be read");
                return Err(RosterRefusal::Away);
            }
        };
        let is_last = u64::try_from(page.len()).unwrap_or(u64::MAX) < PAGE_LENGTH;
        after = page.last().map(|member| member.user.id.get());
        let wanted = page.iter().filter(|member| is_wanted(member));
        all.extend(wanted.map(|member| (id(member), person(member))));
        if is_last {
            return Ok(all);
        }
    }
}

fn id(member: &Member) -> UserId {
    UserId::from_discord(member.user.id.get())
}

fn person(member: &Member) -> Person {
    Person {
        is_bot: member.user.bot,
    }
}
