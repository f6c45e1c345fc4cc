//! Reads from Discord what [`role_rules`](super::role_rules) decides over, and looks at every perk's role at start.

use serenity::http::Http;
use serenity::model::id::{GuildId, RoleId, UserId};

use super::data::{Data, Fault};
use super::http::describe;
use super::role_rules::{Hierarchy, Holder, RoleProblem};
use crate::clock::Millis;
use crate::perks::{self, PausePerk, PerkState};

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

/// Pauses every perk whose role the bot can't or must not give, and offers those again that were paused for that and
/// are well now. A Discord that can't be asked changes nothing: delivery itself meets the same problem later.
pub async fn examine_perks(data: &Data, http: &Http) {
    if let Err(error) = try_examine_perks(data, http).await {
        let error = error
            .downcast_ref::<serenity::Error>()
            .map_or_else(|| format!("{error:#}"), describe);
        tracing::warn!(
            error,
            "can't look at the perks' roles; they stay as they are"
        );
    }
}

async fn try_examine_perks(data: &Data, http: &Http) -> Result<(), Fault> {
    let perks = perks::perks(&mut *data.app.db.read().await?, Millis::MAX).await?;
    let offered: Vec<_> = perks
        .into_iter()
        .filter(|perk| perk.state != PerkState::Archived)
        .collect();
    if offered.is_empty() {
        return Ok(());
    }
    let hierarchy = data.breaker.call(fetch_hierarchy(http, data.guild)).await?;
    let (bot, roles) = data.breaker.call(bot_holder(http, data.guild)).await?;
    let bot = Holder {
        user: bot,
        roles: &roles,
    };
    for perk in offered {
        let Some(role) = perk.role_id else { continue };
        let problem = hierarchy.check(RoleId::new(role.to_discord()), bot).err();
        match (&problem, perk.state) {
            (Some(problem), _) => {
                tracing::warn!(
                    perk = perk.name,
                    ?problem,
                    "a perk can't be delivered and is paused"
                );
            }
            (None, PerkState::Paused) if perk.paused_by.is_none() => {
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
