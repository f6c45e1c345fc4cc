//! What a start asks of Discord, and how it waits while Discord is away: with the backoff and the jitter of everything
//! else here, past the same breaker, and for as long as it takes. What waiting can't mend ends the start with words that
//! say what to do. That a stop ends the wait is the caller's part.

use std::time::Duration;

use serenity::all::GatewayIntents;
use serenity::builder::CreateCommand;
use serenity::http::{Http, StatusCode};

use super::data::Data;
use super::gateway;
use super::http::{GatewayAddress, GatewayRefused, describe, may_pass, status};
use super::register;
use crate::backoff::Backoff;
use crate::config::DiscordConfig;
use crate::facts::{self, Fact, Remember};

/// The waits between tries. A minute at most: Discord's worst days end at some minute, and a request a minute is nothing.
const BACKOFF: Backoff = Backoff {
    first_ms: 1_000,
    max_ms: 60_000,
};

/// Why a try came to nothing.
enum Failure {
    /// It may work later.
    Passing(String),
    /// It will not.
    Lasting(anyhow::Error),
}

impl Failure {
    /// Without serenity's error as the source: it prints the address of the request.
    fn of(asked: &str, error: &serenity::Error) -> Self {
        if may_pass(error) {
            return Self::Passing(describe(error));
        }
        if status(error) == Some(StatusCode::UNAUTHORIZED) {
            return Self::Lasting(GatewayRefused::Unauthorized.into());
        }
        let error = describe(error);
        Self::Lasting(anyhow::anyhow!("{asked}: {error}"))
    }
}

/// Tries until it works or can't work.
async fn patiently<T, Try>(
    data: &Data,
    waits_for: &str,
    attempt: impl Fn() -> Try,
) -> anyhow::Result<T>
where
    Try: Future<Output = Result<T, Failure>>,
{
    for failures in 1.. {
        let error = match attempt().await {
            Ok(done) => {
                if failures > 1 {
                    tracing::info!("Discord answers; the start goes on");
                }
                return Ok(done);
            }
            Err(Failure::Lasting(error)) => return Err(error),
            Err(Failure::Passing(error)) => error,
        };
        let wait_ms = BACKOFF.wait_ms(failures, data.app.random_share());
        tracing::warn!(
            failures,
            wait_ms,
            error,
            "the start waits for Discord: {waits_for}"
        );
        tokio::time::sleep(Duration::from_millis(wait_ms.unsigned_abs())).await;
    }
    anyhow::bail!("the start was tried for longer than one can count")
}

/// Where the gateway is.
///
/// # Errors
/// When it is nowhere that we may go, or Discord does not accept the token.
pub async fn gateway_address(
    data: &Data,
    http: &Http,
    discord: &DiscordConfig,
) -> anyhow::Result<GatewayAddress> {
    patiently(data, "to say where its gateway is", || async {
        let answer = data.breaker.call(http.get_bot_gateway()).await;
        GatewayAddress::read(answer, discord.proxy.as_ref()).map_err(|refused| match refused {
            GatewayRefused::Unreachable { .. } => Failure::Passing(refused.to_string()),
            lasting => Failure::Lasting(lasting.into()),
        })
    })
    .await
}

/// serenity learns the application's id from READY, but registering and editing replies need it before. The same answer
/// says which intents the bot may ask for.
///
/// # Errors
/// When Discord refuses to say.
pub async fn introduce(data: &Data, http: &Http) -> anyhow::Result<GatewayIntents> {
    let asked = "can't ask Discord about our application";
    let application = patiently(data, "to tell about our application", || async {
        let application = data.breaker.call(http.get_current_application_info()).await;
        application.map_err(|error| Failure::of(asked, &error))
    })
    .await?;
    http.set_application_id(application.id);
    Ok(gateway::intents(application.flags.unwrap_or_default()))
}

/// Makes the server's commands these ones, where they are not.
///
/// # Errors
/// When the bot is not in the server, when Discord does not take the commands, or the database can't be used.
pub async fn register_commands(
    data: &Data,
    http: &Http,
    definitions: &[CreateCommand],
) -> anyhow::Result<()> {
    let asked = format!(
        "can't ask Discord for the commands of server {}. Is DISCORD_GUILD_ID right, and is the bot invited to it?",
        data.guild
    );
    // A bot that was removed and invited again has lost its commands, whatever was registered before.
    let registered = patiently(data, "to tell the server's commands", || async {
        let commands = data.breaker.call(http.get_guild_commands(data.guild)).await;
        commands.map_err(|error| Failure::of(&asked, &error))
    })
    .await?;
    let stored = facts::recall(&mut *data.app.db.read().await?, Fact::CommandsHash).await?;
    let stored = stored.filter(|_| registered.len() == definitions.len());
    let hash = register::hash(http, data.guild, definitions)?;
    if stored.as_deref() == Some(hash.as_str()) {
        return Ok(());
    }
    patiently(data, "to take the commands", || async {
        let create = http.create_guild_commands(data.guild, &definitions);
        let created = data.breaker.call(create).await;
        created.map_err(|error| Failure::of("Discord did not take the commands", &error))
    })
    .await?;
    tracing::info!(count = definitions.len(), "registered the commands");
    let remember = Remember {
        fact: Fact::CommandsHash,
        value: hash,
    };
    data.app.db.write(remember).await
}
