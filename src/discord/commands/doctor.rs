//! `/doctor`: what is wrong around the bot, and what to do about it.

use std::sync::Arc;

use serenity::http::Http;

use crate::discord::data::{Context, Data, Fault};
use crate::discord::doctor::{Discord, Finding, of_database};
use crate::discord::hierarchy::{self, Occasion};
use crate::discord::reply::{self, Audience};
use crate::discord::views::doctor as view;
use crate::health;
use crate::perks::{self, PerkState};

/// What is wrong around the bot, and what to do about it.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
pub(super) async fn doctor(ctx: Context<'_>) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let http = Arc::clone(&ctx.serenity_context().http);
    let findings = reply::or_defer(ctx, Audience::Reader, examine(data, &http)).await?;
    reply::send(ctx, Audience::Reader, &view::view(t, &findings)).await
}

/// Everything that is found, here and at Discord.
pub(in crate::discord) async fn examine(data: &Data, http: &Http) -> Result<Vec<Finding>, Fault> {
    // What is found is true for members as well from now on: they are not offered what can't be delivered.
    hierarchy::examine_perks(data, http, Occasion::Change).await;
    let (perks, health) = {
        let mut connection = data.app.db.read().await?;
        let mut perks = perks::perks(&mut connection, i64::MAX).await?;
        perks.retain(|perk| perk.state != PerkState::Archived);
        (
            perks,
            health::read(&mut connection, data.app.clock.now_ms()).await?,
        )
    };
    let discord = Discord {
        http,
        breaker: &data.breaker,
        guild: data.guild,
        staff_channel: data.staff_channel,
        clock: &data.app.clock,
    };
    let mut found = discord.examine(&perks).await?;
    let now_ms = data.app.clock.now_ms();
    found.extend(of_database(&health, data.staff_channel.is_some(), now_ms));
    if data.app.signals.delivery_is_stopped() {
        found.push(Finding::DeliveryStopped);
    }
    Ok(found)
}
