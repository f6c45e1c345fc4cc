//! The roles that members own, after the server has changed them. Who left and came back gets them again, when they join
//! (with the members intent) or when they next use the bot; one that somebody took away is reported and left alone,
//! since whoever did it may have had a reason. Nothing here touches Sparks.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use serenity::http::Http;
use serenity::model::Timestamp;
use serenity::model::application::Interaction;
use serenity::model::guild::Member;
use serenity::model::id::{RoleId, UserId};

use super::data::{Data, Fault};
use super::error::describe_fault;
use super::http::{describe, discord_code};
use crate::clock::Millis;
use crate::ledger;
use crate::perks::{self, Badge};

/// What Discord says of a member may be older than what we have just delivered.
const SETTLED_FOR_MS: Millis = 60_000;
/// Unknown role.
const NO_SUCH_ROLE: i64 = 10011;
const AUDIT_REASON: &str = "Sparks: redeemed earlier, given again after the member came back";

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

/// Why a member does not have a role that they own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// They were away, and Discord forgets the roles of those who leave.
    WasAway,
    /// They were here all the time.
    TakenAway,
}

/// The roles of these badges that the member does not have.
fn missing(badges: &[Badge], seen: &Seen) -> Vec<(RoleId, Missing)> {
    let gone = badges.iter().filter_map(|badge| {
        let role = RoleId::new(badge.role_id.to_discord());
        let is_known = badge.earned_at_ms <= seen.at_ms - SETTLED_FOR_MS;
        let why = if seen.joined_at_ms > badge.earned_at_ms {
            Missing::WasAway
        } else {
            Missing::TakenAway
        };
        (is_known && !seen.roles.contains(&role)).then_some((role, why))
    });
    let mut gone: Vec<_> = gone.collect();
    // Who owns a role twice and was away after either has it from that one.
    gone.sort_unstable_by_key(|(role, why)| (*role, *why == Missing::TakenAway));
    gone.dedup_by_key(|(role, _)| *role);
    gone
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
    let user = seen.user.get();
    match owned(data, &seen).await {
        Ok(badges) => {
            for (role, why) in missing(&badges, &seen) {
                match why {
                    Missing::WasAway => give_back(data, http, seen.user, role).await,
                    Missing::TakenAway => report(data, seen.user, role),
                }
            }
        }
        Err(error) => tracing::warn!(
            user,
            error = describe_fault(&error),
            "can't look which roles a member owns"
        ),
    }
}

async fn owned(data: &Data, seen: &Seen) -> Result<Vec<Badge>, Fault> {
    let mut connection = data.app.db.read().await?;
    let member = crate::ids::UserId::from_discord(seen.user.get());
    let Some(account) = ledger::member_account(&mut connection, member).await? else {
        return Ok(vec![]);
    };
    Ok(perks::badges(&mut connection, account.id).await?)
}

async fn give_back(data: &Data, http: &Http, user: UserId, role: RoleId) {
    let give = http.add_member_role(data.guild, user, role, Some(AUDIT_REASON));
    let (user_id, role_id) = (user.get(), role.get());
    match data.breaker.call(give).await {
        Ok(()) => {
            data.reported.forget(user, role);
            tracing::info!(
                user = user_id,
                role = role_id,
                "gave a role again to a member who came back"
            );
        }
        // Their next command tries again, so it is told once.
        Err(error) if data.reported.is_news(user, role) => {
            let what = if discord_code(&error) == Some(NO_SUCH_ROLE) {
                "a member came back, but the role that they own is deleted"
            } else {
                "can't give a role again to a member who came back"
            };
            tracing::warn!(
                user = user_id,
                role = role_id,
                error = describe(&error),
                "{what}"
            );
        }
        Err(_) => {}
    }
}

fn report(data: &Data, user: UserId, role: RoleId) {
    if data.reported.is_news(user, role) {
        tracing::warn!(
            user = user.get(),
            role = role.get(),
            "a role that this member has redeemed was taken away or deleted; it is not given again by itself, and \
             redeeming it again would be charged"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids;

    const EARNED_AT_MS: Millis = 1_000_000;

    fn badge(role: u64, earned_at_ms: Millis) -> Badge {
        Badge {
            redemption: ids::RedemptionId(1),
            perk_id: ids::PerkId(1),
            perk: "Explorer".to_owned(),
            edition: 1,
            role_id: ids::RoleId::from_discord(role),
            earned_at_ms,
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
    fn what_is_missing_is_told_from_what_was_taken_away() {
        let badges = [badge(5, EARNED_AT_MS)];
        let later = EARNED_AT_MS + SETTLED_FOR_MS;
        for (what, seen, expected) in [
            ("has it", seen(&[5], 0, later), None),
            (
                "was away",
                seen(&[], EARNED_AT_MS + 1, later),
                Some(Missing::WasAway),
            ),
            ("was here", seen(&[7], 0, later), Some(Missing::TakenAway)),
            ("just delivered", seen(&[], 0, later - 1), None),
        ] {
            let found = missing(&badges, &seen);
            assert_eq!(found.first().map(|(_, why)| *why), expected, "{what}");
        }
    }

    #[test]
    fn a_role_that_is_owned_twice_is_given_back_once() {
        let badges = [badge(5, EARNED_AT_MS), badge(5, EARNED_AT_MS + 10)];
        let away_between = seen(&[], EARNED_AT_MS + 5, EARNED_AT_MS + 10 * SETTLED_FOR_MS);
        assert_eq!(
            missing(&badges, &away_between),
            [(RoleId::new(5), Missing::WasAway)]
        );
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
