//! Who is on the server: for boards, which leave out those who left. With the members intent the gateway tells; with it
//! or without, the members of a page are asked for before it is shown, since the gateway tells nothing of what happened
//! while the bot was away. Promises that an answer never waits long for this nor fails by it: who is not known to have
//! left is taken to be there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::join_all;
use serenity::http::Http;
use serenity::model::id::GuildId;

use super::data::{Data, Fault};
use super::error::describe_fault;
use super::http::{describe, discord_code, status};
use crate::clock::Millis;
use crate::ids::UserId;
use crate::leaderboard::{
    BoardKey, Cursor, MarkDeparted, MarkPresent, Shown, is_departed, show, some_departed,
};

/// How long somebody who was seen is taken to be there.
const SEEN_FOR_MS: Millis = 10 * 60_000;
/// The same for somebody about whom Discord gave no answer: not to ask again with every page.
const UNKNOWN_FOR_MS: Millis = 60_000;
/// How many members are remembered.
const REMEMBERED_MAX: usize = 10_000;
/// How long one look-up may take.
const LOOK_UP_TIMEOUT: Duration = Duration::from_millis(500);
/// How long all of them may take that an answer waits for: with it, the answer is still in time without being deferred.
const LOOK_UPS_TIMEOUT: Duration = Duration::from_secs(1);
/// How long an interaction waits for this before it is answered. What is not noted by then is tried again with the next.
const NOTE_TIMEOUT: Duration = Duration::from_millis(500);
/// How often a page is read again that others have moved up to.
const ROUNDS_MAX: usize = 4;
/// How many of those who had left are asked about again with each page. Without the members intent nothing else tells that
/// somebody is back who does not use the bot.
const ASKED_AGAIN: i64 = 3;
/// Unknown member, unknown user.
const GONE: [i64; 2] = [10007, 10013];

/// Members who need not be looked up now, with until when.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<UserId, Millis>>);

impl Presence {
    fn is_known(&self, member: UserId, now_ms: Millis) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back must not make somebody known for long.
        known
            .get(&member)
            .is_some_and(|until_ms| (now_ms..=now_ms + SEEN_FOR_MS).contains(until_ms))
    }

    fn remember(&self, member: UserId, until_ms: Millis, now_ms: Millis) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED_MAX {
            known.retain(|_, until_ms| *until_ms > now_ms);
        }
        if known.len() >= REMEMBERED_MAX {
            // Costs some look-ups; what is forgotten is asked again.
            known.clear();
        }
        known.insert(member, until_ms);
    }

    fn forget(&self, member: UserId) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(&member);
    }
}

/// A page of a board without those who have left; none where there is no such board.
///
/// # Errors
/// When the database can't be read.
pub async fn show_present(
    data: &Data,
    http: &Arc<Http>,
    key: BoardKey,
    cursor: Cursor,
    reader: UserId,
) -> Result<Option<Shown>, Fault> {
    let read = || async {
        let mut connection = data.app.db.snapshot().await?;
        Ok::<_, Fault>(show(&mut connection, key, cursor, reader).await?)
    };
    let mut shown = read().await?;
    let without_departed = async {
        if welcome_back(data, http).await? {
            shown = read().await?;
        }
        for _ in 0..ROUNDS_MAX {
            let Some(page) = shown.as_ref().map(|shown| &shown.page) else {
                break;
            };
            let members = page.entries.iter().map(|entry| entry.member);
            let members: Vec<UserId> = members.filter(|member| *member != reader).collect();
            if !mark_departed_of(data, http, &members).await? {
                break;
            }
            shown = read().await?;
        }
        Ok::<_, Fault>(())
    };
    match tokio::time::timeout(LOOK_UPS_TIMEOUT, without_departed).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            let error = describe_fault(&error);
            tracing::warn!(error, "can't leave departed members out of a board");
        }
        Err(_elapsed) => tracing::debug!("a board is shown before all its members were looked up"),
    }
    Ok(shown)
}

/// Asks about some who had left whether they are back. Whether any of them is.
async fn welcome_back(data: &Data, http: &Http) -> Result<bool, Fault> {
    let share = data.app.random_share();
    let departed = {
        let mut connection = data.app.db.read().await?;
        some_departed(&mut connection, share, ASKED_AGAIN).await?
    };
    let answers = departed.into_iter().map(async |member| {
        let asked = http.get_member(data.guild, member.to_discord().into());
        let answer = tokio::time::timeout(LOOK_UP_TIMEOUT, data.breaker.call(asked)).await;
        matches!(answer, Ok(Ok(_))).then_some(member)
    });
    let back: Vec<UserId> = join_all(answers).await.into_iter().flatten().collect();
    for member in &back {
        data.app.db.write(MarkPresent { member: *member }).await?;
        tracing::info!(user = member.0, "a member is back on the boards");
    }
    Ok(!back.is_empty())
}

/// Looks the members up whom nobody has seen lately. Whether any of them turned out to have left.
async fn mark_departed_of(data: &Data, http: &Http, members: &[UserId]) -> Result<bool, Fault> {
    let now_ms = data.app.clock.now_ms();
    let unknown = members
        .iter()
        .filter(|member| !data.presence.is_known(**member, now_ms));
    let departed: Vec<UserId> = join_all(unknown.map(|member| look_up(data, http, *member)))
        .await
        .into_iter()
        .flatten()
        // Meanwhile they may have come back and used the bot.
        .filter(|member| !data.presence.is_known(*member, now_ms))
        .collect();
    if departed.is_empty() {
        return Ok(false);
    }
    tracing::info!(
        count = departed.len(),
        "members of a board have left the server"
    );
    let mark = MarkDeparted {
        members: departed,
        now_ms,
    };
    Ok(data.app.db.write(mark).await? > 0)
}

/// The member, if Discord says for certain that they are not there.
async fn look_up(data: &Data, http: &Http, member: UserId) -> Option<UserId> {
    let asked = http.get_member(data.guild, member.to_discord().into());
    let answer = tokio::time::timeout(LOOK_UP_TIMEOUT, data.breaker.call(asked)).await;
    let now_ms = data.app.clock.now_ms();
    let known_for_ms = match answer {
        Ok(Ok(_)) => SEEN_FOR_MS,
        Ok(Err(error)) if is_gone(&error) => return Some(member),
        Ok(Err(error)) => {
            let error = describe(&error);
            tracing::debug!(user = member.0, error, "can't look up a member");
            UNKNOWN_FOR_MS
        }
        Err(_elapsed) => UNKNOWN_FOR_MS,
    };
    data.presence
        .remember(member, now_ms + known_for_ms, now_ms);
    None
}

fn is_gone(error: &serenity::Error) -> bool {
    status(error).is_some_and(|status| status.as_u16() == 404)
        && discord_code(error).is_some_and(|code| GONE.contains(&code))
}

/// Somebody uses the bot or has joined: they are there, whatever was thought. Who was seen just now is not marked as
/// departed, so the database is asked about each of them now and then only.
pub async fn seen(data: &Data, member: UserId) {
    let now_ms = data.app.clock.now_ms();
    if data.presence.is_known(member, now_ms) {
        return;
    }
    data.presence.remember(member, now_ms + SEEN_FOR_MS, now_ms);
    let unmark = async {
        let departed = is_departed(&mut *data.app.db.read().await?, member).await?;
        if departed == Some(true) {
            data.app.db.write(MarkPresent { member }).await?;
            tracing::info!(user = member.0, "a member is back on the boards");
        }
        Ok::<_, Fault>(())
    };
    let Ok(noted) = tokio::time::timeout(NOTE_TIMEOUT, unmark).await else {
        data.presence.forget(member);
        return;
    };
    if noted.is_err() {
        // To be tried again with the next thing that they do.
        data.presence.forget(member);
    }
    report(member, noted);
}

/// Somebody has left.
pub async fn left(data: &Data, member: UserId) {
    data.presence.forget(member);
    let now_ms = data.app.clock.now_ms();
    let mark = async {
        let departed = is_departed(&mut *data.app.db.read().await?, member).await?;
        if departed == Some(false) {
            let members = vec![member];
            data.app.db.write(MarkDeparted { members, now_ms }).await?;
            tracing::info!(user = member.0, "a member who left is off the boards");
        }
        Ok::<_, Fault>(())
    };
    report(member, mark.await);
}

/// What is not noted now is found out by the next look-up.
fn report(member: UserId, noted: Result<(), Fault>) {
    if let Err(error) = noted {
        let error = describe_fault(&error);
        tracing::warn!(
            user = member.0,
            error,
            "can't note whether a member is there"
        );
    }
}

/// Whom an event of our server shows to be there: who uses the bot, whom they name, who joins or changes.
#[must_use]
pub fn shown_by(event: &serenity::all::FullEvent, guild: GuildId) -> Vec<UserId> {
    use serenity::all::{FullEvent, Interaction};
    let (in_guild, users) = match event {
        FullEvent::InteractionCreate { interaction } => match interaction {
            Interaction::Command(command) => {
                let named = command.data.resolved.members.keys();
                let users = std::iter::once(command.user.id).chain(named.copied());
                (command.guild_id, users.collect())
            }
            Interaction::Component(component) => (component.guild_id, vec![component.user.id]),
            Interaction::Modal(modal) => (modal.guild_id, vec![modal.user.id]),
            // One comes with every key that is pressed.
            _ => return vec![],
        },
        FullEvent::GuildMemberAddition { new_member } => {
            (Some(new_member.guild_id), vec![new_member.user.id])
        }
        FullEvent::GuildMemberUpdate { event, .. } => (Some(event.guild_id), vec![event.user.id]),
        _ => return vec![],
    };
    if in_guild != Some(guild) {
        return vec![];
    }
    let ours = |user: serenity::model::id::UserId| UserId::from_discord(user.get());
    users.into_iter().map(ours).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: Millis = 1_000_000_000;

    #[test]
    fn who_was_seen_is_known_for_a_while() {
        let presence = Presence::default();
        let member = UserId(1);
        assert!(!presence.is_known(member, NOW_MS));
        presence.remember(member, NOW_MS + SEEN_FOR_MS, NOW_MS);
        assert!(presence.is_known(member, NOW_MS + SEEN_FOR_MS));
        assert!(!presence.is_known(member, NOW_MS + SEEN_FOR_MS + 1));
        assert!(
            !presence.is_known(member, NOW_MS - 1),
            "a clock that was set back"
        );
        presence.forget(member);
        assert!(!presence.is_known(member, NOW_MS));
    }

    #[test]
    fn no_more_are_remembered_than_there_is_room_for() {
        let presence = Presence::default();
        for member in 0..REMEMBERED_MAX {
            let until_ms = NOW_MS + i64::from(member % 2 == 0);
            presence.remember(UserId(i64::try_from(member).unwrap()), until_ms, NOW_MS);
        }
        presence.remember(UserId(-1), NOW_MS + 1, NOW_MS);
        assert_eq!(
            presence.0.lock().unwrap().len(),
            REMEMBERED_MAX / 2 + 1,
            "what is over goes first"
        );
        for member in 0..2 * REMEMBERED_MAX {
            let member = UserId(i64::try_from(member).unwrap());
            presence.remember(member, NOW_MS + 1, NOW_MS);
            assert!(presence.0.lock().unwrap().len() <= REMEMBERED_MAX);
            assert!(presence.is_known(member, NOW_MS));
        }
    }
}
