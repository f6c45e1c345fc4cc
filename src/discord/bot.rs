//! The bot as a whole: connects, registers, serves, and stops without losing anything. `sparks run`, the tests and the
//! playground all start it here.

use std::sync::Arc;
use std::time::Duration;

use serenity::Client;
use serenity::all::GatewayIntents;
use serenity::model::id::GuildId;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::breaker::Breaker;
use super::data::Data;
use super::dispatch::{Dispatch, localised_commands};
use super::http::GatewayAddress;
use super::notice::{self, Notice};
use super::roles::DiscordRoles;
use super::{gateway, hierarchy, http, register};
use crate::app::App;
use crate::config::DiscordConfig;
use crate::db::{Connection, Write};
use crate::fulfilment::Worker;

/// How long a call about a member's role may take, rate limits included, before its outcome counts as unknown.
const ROLE_CALL_TIMEOUT: Duration = Duration::from_secs(8);
/// How long a stop waits for handlers and deliveries. What is not done by then is resumed by the next start.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(15);
const COMMANDS_HASH: &str = "commands_hash";

/// Runs the bot until `shutdown` is cancelled.
///
/// # Errors
/// When Discord can't be reached or does not want us; the error says what to do.
pub async fn run(
    app: Arc<App>,
    discord: &DiscordConfig,
    shutdown: CancellationToken,
) -> anyhow::Result<()> {
    let breaker = Arc::new(Breaker::new(app.clock.clone()));
    let data = Data {
        app,
        guild: GuildId::from(discord.guild_id),
        breaker,
        reported: Arc::default(),
        presence: Arc::default(),
        tasks: TaskTracker::new(),
        stop: CancellationToken::new(),
    };
    // A start can wait long for a slow Discord, and nothing of it needs an orderly end.
    let started = tokio::select! {
        started = start(&data, discord) => started?,
        () = shutdown.cancelled() => return Ok(()),
    };
    serve(&data, started, shutdown).await
}

/// A bot that has introduced itself to Discord and is ready to serve.
struct Started {
    client: Client,
    worker: Worker,
    left_over: Vec<Notice>,
}

async fn start(data: &Data, discord: &DiscordConfig) -> anyhow::Result<Started> {
    let connection = http::build(discord)?;
    let address = GatewayAddress::ask(&connection, discord.proxy.as_ref()).await?;
    let commands = localised_commands(data)?;
    let definitions = poise::builtins::create_application_commands(&commands);
    let intents = introduce(&connection).await?;
    let framework = Dispatch::new(data.clone(), commands);
    let client = gateway::build(connection, framework, intents, &address).await?;
    let http = Arc::clone(&client.http);

    register_commands(data, &http, &definitions).await?;
    hierarchy::examine_perks(data, &http).await;

    let roles = DiscordRoles {
        http: Arc::clone(&http),
        guild_id: discord.guild_id,
        breaker: Arc::clone(&data.breaker),
        call_timeout: ROLE_CALL_TIMEOUT,
    };
    let worker = Worker::new(Arc::clone(&data.app), Arc::new(roles));
    worker.take_over().await?;
    Ok(Started {
        client,
        worker,
        left_over: notice::left_over(data).await?,
    })
}

/// Serves until told to stop or the gateway can't go on; either way what runs is drained.
async fn serve(data: &Data, started: Started, shutdown: CancellationToken) -> anyhow::Result<()> {
    let Started {
        client,
        worker,
        left_over,
    } = started;
    let http = Arc::clone(&client.http);
    let delivering = tokio::spawn(worker.run(data.stop.clone()));
    for notice in left_over {
        data.tasks
            .spawn(notice::resume(data.clone(), Arc::clone(&http), notice));
    }
    let gateway_stop = CancellationToken::new();
    let serving = gateway::run(client, gateway_stop.clone());
    tokio::pin!(serving);
    let served = tokio::select! {
        ended = &mut serving => ended,
        () = shutdown.cancelled() => {
            drain(data, delivering).await;
            gateway_stop.cancel();
            return serving.await;
        }
    };
    drain(data, delivering).await;
    served
}

/// No new work; what runs ends, or is left to the next start.
async fn drain(data: &Data, delivering: tokio::task::JoinHandle<()>) {
    data.stop.cancel();
    data.tasks.close();
    let all = async {
        data.tasks.wait().await;
        if let Err(error) = delivering.await {
            tracing::error!(%error, "the delivery worker ended in a panic");
        }
    };
    if tokio::time::timeout(DRAIN_TIMEOUT, all).await.is_err() {
        tracing::warn!("not everything ended in time; the next start resumes it");
    }
}

/// serenity learns the application's id from READY, but registering and editing replies need it before. The same answer
/// says which intents the bot may ask for.
async fn introduce(http: &serenity::http::Http) -> anyhow::Result<GatewayIntents> {
    // Without serenity's error as the source, here and below: it prints the address of the request.
    let application = http.get_current_application_info().await;
    let application = application.map_err(|error| {
        let error = http::describe(&error);
        anyhow::anyhow!("can't ask Discord about our application: {error}")
    })?;
    http.set_application_id(application.id);
    Ok(gateway::intents(application.flags.unwrap_or_default()))
}

async fn register_commands(
    data: &Data,
    http: &serenity::http::Http,
    definitions: &[serenity::builder::CreateCommand],
) -> anyhow::Result<()> {
    let stored: Option<String> = sqlx::query_scalar("SELECT value FROM setting WHERE key = $1")
        .bind(COMMANDS_HASH)
        .fetch_optional(&mut *data.app.db.read().await?)
        .await?;
    // A bot that was removed and invited again has lost its commands, whatever was registered before.
    let registered = http.get_guild_commands(data.guild).await;
    let registered = registered.map_err(|error| {
        let error = http::describe(&error);
        anyhow::anyhow!("can't ask Discord for the server's commands: {error}")
    })?;
    let stored = stored.filter(|_| registered.len() == definitions.len());
    if let Some(hash) =
        register::register_if_changed(http, data.guild, definitions, stored.as_deref()).await?
    {
        data.app
            .db
            .write(Remember {
                key: COMMANDS_HASH,
                value: hash,
            })
            .await?;
    }
    Ok(())
}

/// A small fact that the bot keeps about itself.
struct Remember {
    key: &'static str,
    value: String,
}

impl Write for Remember {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query(
            "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .bind(self.key)
        .bind(&self.value)
        .execute(tx)
        .await?;
        Ok(())
    }
}
