//! The roles that members own, after the server has changed them. Who left and came back gets them again, when they join
//! (with the members intent) or when they next use the bot, once for each time that they join; one that somebody took
//! away is reported and left alone, since whoever did it may have had a reason. Nothing here touches Sparks.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use serenity::http::Http;
use serenity::model::Timestamp;
use serenity::model::application::Interaction;
use serenity::model::guild::Member;
use serenity::model::id::{RoleId, UserId};

use super::breaker::was_not_made;
use super::data::{Data, Fault};
use super::error::describe_fault;
use super::hierarchy::{self, Occasion};
use super::http::{describe, discord_code};
use crate::clock::Millis;
use crate::fulfilment;
use crate::perks::{self, NoteOwnedRole, OwnedRole};

/// What Discord says of a member may be older than what we have just delivered.
const SETTLED_FOR_MS: Millis = 60_000;
/// Unknown role.
const NO_SUCH_ROLE: i64 = 10011;

/// A member as Discord showed them at some time.
#[derive(Debug, Clone)]
pub struct Seen {
    user: UserId,
    roles: Vec<RoleId>,
    joined_at_ms: Millis,
    at_ms: Millis,
}

impl Seen {
    /// Whoever uses the bot.
    #[must_use]
    pub fn using(interaction: &Interaction, now_ms: Millis) -> Option<Self> {
        let member = match interaction {
            Interaction::Command(command) => command.member.as_deref(),
            Interaction::Component(component) => component.member.as_ref(),
            Interaction::Modal(modal) => modal.member.as_ref(),
            // One comes with every key that is pressed.
            _ => None,
        };
        member.and_then(|member| Self::member(member, now_ms))
    }

    /// A member of whom the gateway told.
    #[must_use]
    pub fn member(member: &Member, now_ms: Millis) -> Option<Self> {
        Self::new(member.user.id, &member.roles, member.joined_at?, now_ms)
    }

    /// The same in parts.
    #[must_use]
    pub fn new(
        user: UserId,
        roles: &[RoleId],
        joined_at: Timestamp,
        now_ms: Millis,
    ) -> Option<Self> {
        Some(Self {
            user,
            roles: roles.to_vec(),
            joined_at_ms: joined_at.unix_timestamp() * 1_000,
            at_ms: now_ms,
        })
    }
}

/// What is to be done about a role that a member owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// They have it, or it is too early to tell.
    None,
    /// They have it since they came back, which is worth remembering.
    Note,
    /// They were away, and Discord forgets the roles of those who leave.
    GiveAgain,
    /// The same, but its perk is paused: something is wrong with the role.
    Withhold,
    /// They were here all the time.
    ReportTakenAway,
}

fn care(owned: &OwnedRole, seen: &Seen) -> Care {
    let role = RoleId::new(owned.role_id.to_discord());
    let came_back = seen.joined_at_ms > owned.earned_at_ms
        && owned.seen_since_joining_at_ms != Some(seen.joined_at_ms);
    let is_known = owned.earned_at_ms <= seen.at_ms - SETTLED_FOR_MS;
    match (seen.roles.contains(&role), came_back) {
        (true, true) => Care::Note,
        (true, false) => Care::None,
        (false, _) if !is_known => Care::None,
        (false, true) if owned.is_paused => Care::Withhold,
        (false, true) => Care::GiveAgain,
        (false, false) => Care::ReportTakenAway,
    }
}

/// What was reported already by this process, so that a log is not filled by one member's every command.
#[derive(Debug, Default)]
pub struct Reported(Mutex<BTreeSet<(UserId, RoleId)>>);

impl Reported {
    fn is_news(&self, user: UserId, role: RoleId) -> bool {
        let mut reported = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reported.insert((user, role))
    }

    fn forget(&self, user: UserId, role: RoleId) {
        let mut reported = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reported.remove(&(user, role));
    }
}

/// Looks whether the member has what they own, and does about it what can be done.
pub async fn look_after(data: &Data, http: &Arc<Http>, seen: Seen) {
    if let Err(error) = try_look_after(data, http, &seen).await {
        tracing::warn!(
            user = seen.user.get(),
            error = describe_fault(&error),
            "can't look after the roles that a member owns"
        );
    }
}

async fn try_look_after(data: &Data, http: &Http, seen: &Seen) -> Result<(), Fault> {
    for owned in owned(data, seen).await? {
        let role = RoleId::new(owned.role_id.to_discord());
        if seen.roles.contains(&role) {
            data.reported.forget(seen.user, role);
        }
        match care(&owned, seen) {
            Care::None => {}
            Care::Note => {
                note(data, &owned, seen).await?;
            }
            Care::GiveAgain => {
                let is_given = give_again(data, http, seen.user, &owned).await;
                if is_given && !note(data, &owned, seen).await? {
                    // They were erased, or its time was over, in this moment: it may have been taken before it was given.
                    take_back(data, http, seen.user, role).await;
                }
            }
            Care::Withhold => report(
                data,
                seen.user,
                role,
                "a member came back, but the perk of the role that they own is paused",
            ),
            Care::ReportTakenAway => report(
                data,
                seen.user,
                role,
                "a role that this member has redeemed was taken away or deleted; it is not given again by itself, and \
                 redeeming it again would be charged",
            ),
        }
    }
    Ok(())
}

async fn owned(data: &Data, seen: &Seen) -> Result<Vec<OwnedRole>, Fault> {
    let mut connection = data.app.db.read().await?;
    let member = crate::ids::UserId::from_discord(seen.user.get());
    Ok(perks::owned_roles(&mut connection, member, data.app.clock.now_ms()).await?)
}

async fn note(data: &Data, owned: &OwnedRole, seen: &Seen) -> Result<bool, Fault> {
    let note = NoteOwnedRole {
        redemption: owned.redemption,
        joined_at_ms: seen.joined_at_ms,
        now_ms: data.app.clock.now_ms(),
    };
    data.app.db.write(note).await
}

/// Whether they have it now. If not, their next command tries again, after a wait.
async fn give_again(data: &Data, http: &Http, user: UserId, owned: &OwnedRole) -> bool {
    let role = RoleId::new(owned.role_id.to_discord());
    let (now_ms, jitter) = (data.app.clock.now_ms(), data.app.random_share());
    if !data.give_again.may_try(user, role, now_ms, jitter) {
        return false;
    }
    // No words, as with every reason for the audit log: its readers' languages are not known.
    let reason = format!("R-{} ↻", owned.redemption);
    let give = http.add_member_role(data.guild, user, role, Some(&reason));
    let (user_id, role_id) = (user.get(), role.get());
    match data.breaker.call(give).await {
        Ok(()) => {
            data.give_again.succeeded(user, role);
            data.reported.forget(user, role);
            tracing::info!(
                user = user_id,
                role = role_id,
                "gave a role again to a member who came back"
            );
            true
        }
        Err(error) if was_not_made(&error) => {
            data.give_again.was_not_tried(user, role, now_ms);
            false
        }
        Err(error) => {
            if data.reported.is_news(user, role) {
                let what = if discord_code(&error) == Some(NO_SUCH_ROLE) {
                    "a member came back, but the role that they own is deleted"
                } else {
                    "can't give a role again to a member who came back"
                };
                let error = describe(&error);
                tracing::warn!(user = user_id, role = role_id, error, "{what}");
            }
            false
        }
    }
}

async fn take_back(data: &Data, http: &Http, user: UserId, role: RoleId) {
    let take = http.remove_member_role(data.guild, user, role, Some(fulfilment::ERASED_REASON));
    if let Err(error) = data.breaker.call(take).await {
        let (user, role, error) = (user.get(), role.get(), describe(&error));
        tracing::warn!(
            user,
            role,
            error,
            "can't take a role back from a member who was erased or whose time was over: take it by hand"
        );
    }
}

fn report(data: &Data, user: UserId, role: RoleId, what: &'static str) {
    if data.reported.is_news(user, role) {
        tracing::warn!(user = user.get(), role = role.get(), "{what}");
    }
}

/// A role is gone. Perks that give it or ask for it can't be redeemed any more, and are paused.
pub async fn role_deleted(data: &Data, http: &Http, role: RoleId) {
    let role = crate::ids::RoleId::from_discord(role.get());
    let is_ours = async {
        let mut connection = data.app.db.read().await?;
        perks::concerns_role(&mut connection, role).await
    };
    // When in doubt it is looked at.
    if is_ours.await.unwrap_or(true) {
        hierarchy::examine_perks(data, http, Occasion::Change).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids;

    const EARNED_AT_MS: Millis = 1_000_000;
    const LATER_MS: Millis = EARNED_AT_MS + SETTLED_FOR_MS;
    const ROLE: u64 = 5;

    fn owned(seen_since_joining_at_ms: Option<Millis>, is_paused: bool) -> OwnedRole {
        OwnedRole {
            redemption: ids::RedemptionId(1),
            role_id: ids::RoleId::from_discord(ROLE),
            earned_at_ms: EARNED_AT_MS,
            seen_since_joining_at_ms,
            is_paused,
        }
    }

    fn seen(roles: &[u64], joined_at_ms: Millis, at_ms: Millis) -> Seen {
        Seen {
            user: UserId::new(1),
            roles: roles.iter().copied().map(RoleId::new).collect(),
            joined_at_ms,
            at_ms,
        }
    }

    #[test]
    fn each_case_is_cared_for() {
        let never = owned(None, false);
        let back_ms = EARNED_AT_MS + 1;
        let once = owned(Some(back_ms), false);
        for (what, owned, seen, expected) in [
            ("has it", &never, seen(&[ROLE], 0, LATER_MS), Care::None),
            (
                "came back with it",
                &never,
                seen(&[ROLE], back_ms, LATER_MS),
                Care::Note,
            ),
            (
                "and that is known",
                &once,
                seen(&[ROLE], back_ms, LATER_MS),
                Care::None,
            ),
            (
                "came back without",
                &never,
                seen(&[], back_ms, LATER_MS),
                Care::GiveAgain,
            ),
            (
                "once more",
                &once,
                seen(&[], back_ms + 1, LATER_MS),
                Care::GiveAgain,
            ),
            (
                "lost it after that",
                &once,
                seen(&[], back_ms, LATER_MS),
                Care::ReportTakenAway,
            ),
            (
                "was here",
                &never,
                seen(&[7], 0, LATER_MS),
                Care::ReportTakenAway,
            ),
            (
                "just delivered",
                &never,
                seen(&[], 0, LATER_MS - 1),
                Care::None,
            ),
            (
                "paused",
                &owned(None, true),
                seen(&[], back_ms, LATER_MS),
                Care::Withhold,
            ),
        ] {
            assert_eq!(care(owned, &seen), expected, "{what}");
        }
    }

    #[test]
    fn a_report_is_news_once() {
        let reported = Reported::default();
        let (user, role) = (UserId::new(1), RoleId::new(5));
        assert!(reported.is_news(user, role));
        assert!(!reported.is_news(user, role));
        reported.forget(user, role);
        assert!(reported.is_news(user, role));
    }
}
