//! The bot that is compared with: poise with one command that answers at once, as its own example has it. No database, no
//! work, and the same connection as the bot's.

use poise::serenity_prelude as serenity;
use serenity::{ClientBuilder, GatewayIntents, GuildId, HttpBuilder};

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// Answers.
#[poise::command(slash_command)]
async fn ping(ctx: poise::Context<'_, (), Fault>) -> Result<(), Fault> {
    ctx.say("Pong!").await?;
    Ok(())
}

/// Runs until it is killed.
#[tokio::main]
pub async fn main() {
    let setting = |name: &str| std::env::var(name).unwrap();
    let guild: u64 = setting("DISCORD_GUILD_ID").parse().unwrap();
    let http = HttpBuilder::new(setting("DISCORD_TOKEN"))
        .proxy(setting("DISCORD_PROXY"))
        .ratelimiter_disabled(true)
        .build();
    let framework = poise::Framework::builder()
        .options(poise::FrameworkOptions {
            commands: vec![ping()],
            ..poise::FrameworkOptions::default()
        })
        .setup(move |ctx, _, framework| {
            Box::pin(async move {
                let commands = &framework.options().commands;
                poise::builtins::register_in_guild(ctx, commands, GuildId::new(guild)).await?;
                Ok(())
            })
        })
        .build();
    let mut client = ClientBuilder::new_with_http(http, GatewayIntents::GUILDS)
        .framework(framework)
        .await
        .unwrap();
    client.start().await.unwrap();
}
