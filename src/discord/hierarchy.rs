//! Reads from Discord what [`role_rules`](super::role_rules) decides over, and looks at every perk's role: at start, when
//! the server's roles change, and every hour.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::FullEvent;
use serenity::http::Http;
use serenity::model::id::{GuildId, RoleId, UserId};

use tokio_util::sync::CancellationToken;

use super::data::{Data, Fault};
use super::http::describe;
use super::role_rules::{Hierarchy, Holder, RoleProblem};
use crate::clock::Millis;
use crate::ids::RoleId as OurRoleId;
use crate::perks::{self, PausePerk, PerkState};

/// Whether a pause is for something that can be seen in the server's roles.
fn is_seen(pause_reason: &str) -> bool {
    pause_reason.starts_with("role:")
}

/// How long changes are gathered before the next look.
const GATHER: Duration = Duration::from_secs(1);
/// The least time between two looks.
const REST: Duration = Duration::from_secs(10);
/// What no event tells is seen by then.
const LOOK_AT_LEAST: Duration = Duration::from_hours(1);

/// The server's roles and owner.
///
/// # Errors
/// When Discord can't be asked.
pub async fn fetch_hierarchy(http: &Http, guild: GuildId) -> serenity::Result<Hierarchy> {
    let guild = http.get_guild(guild).await?;
    let everyone = RoleId::new(guild.id.get());
    Ok(Hierarchy::new(
        guild.roles.into_values(),
        everyone,
        guild.owner_id,
    ))
}

/// The bot itself and its roles.
///
/// # Errors
/// When Discord can't be asked.
pub async fn bot_holder(http: &Http, guild: GuildId) -> serenity::Result<(UserId, Vec<RoleId>)> {
    let bot = http.get_current_user().await?.id;
    Ok((bot, http.get_member(guild, bot).await?.roles))
}

/// Why the bot can't or must not give this role, or the moderator must not offer it.
///
/// # Errors
/// When Discord can't be asked.
pub async fn problem(
    data: &Data,
    http: &Http,
    role: OurRoleId,
    moderator: Holder<'_>,
) -> serenity::Result<Option<RoleProblem>> {
    let (hierarchy, (user, roles)) = look(data, http).await?;
    let bot = Holder {
        user,
        roles: &roles,
    };
    let role = RoleId::new(role.to_discord());
    let checked = hierarchy
        .check(role, bot)
        .and_then(|()| hierarchy.check_moderator(role, moderator));
    Ok(checked.err())
}

/// Why the bot can't or must not give this role.
///
/// # Errors
/// When Discord can't be asked.
pub async fn bots_problem(
    data: &Data,
    http: &Http,
    role: OurRoleId,
) -> serenity::Result<Option<RoleProblem>> {
    let (hierarchy, (user, roles)) = look(data, http).await?;
    let bot = Holder {
        user,
        roles: &roles,
    };
    Ok(hierarchy.check(RoleId::new(role.to_discord()), bot).err())
}

/// Why nobody can redeem a perk that asks for this role.
///
/// # Errors
/// When Discord can't be asked.
pub async fn required_problem(
    data: &Data,
    http: &Http,
    role: OurRoleId,
) -> serenity::Result<Option<RoleProblem>> {
    let hierarchy = data.breaker.call(fetch_hierarchy(http, data.guild)).await?;
    let role = RoleId::new(role.to_discord());
    Ok(hierarchy.check_required(role).err())
}

/// Whether the bot may give and make roles at all.
///
/// # Errors
/// When Discord can't be asked.
pub async fn may_give_roles(data: &Data, http: &Http) -> serenity::Result<bool> {
    let (hierarchy, (user, roles)) = look(data, http).await?;
    let bot = Holder {
        user,
        roles: &roles,
    };
    Ok(hierarchy.may_give_roles(bot))
}

async fn look(data: &Data, http: &Http) -> serenity::Result<(Hierarchy, (UserId, Vec<RoleId>))> {
    let hierarchy = data.breaker.call(fetch_hierarchy(http, data.guild)).await?;
    let bot = data.breaker.call(bot_holder(http, data.guild)).await?;
    Ok((hierarchy, bot))
}

/// When perks are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Somebody started the bot, perhaps because something was mended.
    Start,
    /// Something may have changed, or it is time.
    Change,
}

/// Pauses every perk whose role the bot can't or must not give, or that asks for a role which is gone, and offers those again that were paused for that and
/// are well now. What Discord refused although nothing is to be seen is offered again at a start, by a moderator, or when a
/// delivery succeeds: else the next member would meet it every hour. A Discord that can't be asked changes nothing:
/// delivery itself meets the same problem later.
pub async fn examine_perks(data: &Data, http: &Http, occasion: Occasion) {
    if let Err(error) = try_examine_perks(data, http, occasion).await {
        let error = error
            .downcast_ref::<serenity::Error>()
            .map_or_else(|| format!("{error:#}"), describe);
        tracing::warn!(
            error,
            "can't look at the perks' roles; they stay as they are"
        );
    }
}

/// Looks again whenever roles have changed, and every hour, until told to stop. Dragging a role changes many at once, and
/// some bots change a role's colour all the time, so it gathers first and takes its time after.
pub async fn keep_examining(data: Data, http: Arc<Http>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = data.roles_changed.notified() => {}
            () = tokio::time::sleep(LOOK_AT_LEAST) => {}
        }
        if tokio::time::timeout(GATHER, stop.cancelled()).await.is_ok() {
            return;
        }
        examine_perks(&data, &http, Occasion::Change).await;
        if tokio::time::timeout(REST, stop.cancelled()).await.is_ok() {
            return;
        }
    }
}

/// Whether an event may have changed what the bot can give: a role of the server, or the bot's own roles.
#[must_use]
pub fn changes_roles(event: &FullEvent, guild: GuildId) -> bool {
    match event {
        FullEvent::GuildRoleCreate { new } | FullEvent::GuildRoleUpdate { new, .. } => {
            new.guild_id == guild
        }
        FullEvent::GuildRoleDelete { guild_id, .. } => *guild_id == guild,
        // Discord tells a bot of its own roles also without the members intent; other bots are few.
        FullEvent::GuildMemberUpdate { event, .. } => event.guild_id == guild && event.user.bot,
        _ => false,
    }
}

async fn try_examine_perks(data: &Data, http: &Http, occasion: Occasion) -> Result<(), Fault> {
    let perks = perks::perks(&mut *data.app.db.read().await?, Millis::MAX).await?;
    let offered: Vec<_> = perks
        .into_iter()
        .filter(|perk| perk.state != PerkState::Archived)
        .collect();
    if offered.is_empty() {
        return Ok(());
    }
    let (hierarchy, (user, roles)) = look(data, http).await?;
    let bot = Holder {
        user,
        roles: &roles,
    };
    for perk in offered {
        if perk.state == PerkState::Paused && !perk.is_hidden() {
            // A moderator's, who will look again before it is offered.
            continue;
        }
        let problem = hierarchy.check_perk(&perk, bot).err();
        match (&problem, perk.state) {
            (Some(problem), _) => {
                tracing::warn!(
                    perk = perk.name,
                    ?problem,
                    "a perk can't be delivered, or redeemed, and is paused"
                );
            }
            (None, PerkState::Paused)
                if occasion == Occasion::Change
                    && !perk.pause_reason.as_deref().is_some_and(is_seen) =>
            {
                continue;
            }
            (None, PerkState::Paused) => {
                tracing::info!(perk = perk.name, "a perk can be delivered again");
            }
            (None, _) => continue,
        }
        let reason = problem.as_ref().map(RoleProblem::pause_reason);
        data.app
            .db
            .write(PausePerk {
                perk: perk.id,
                reason,
            })
            .await?;
    }
    Ok(())
}
