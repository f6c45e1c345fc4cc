//! Runs the gateway connection until it is told to stop, or can't go on.
//!
//! Promises an error that says what to do for every way in which Discord refuses the connection for
//! good, also for those at which serenity keeps trying in silence, and a line in the log for every
//! event that could not be read. Answering events is the framework's part; letting handlers finish
//! before the connection closes is the caller's.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use serenity::all::{
    ApplicationFlags, Client, ClientBuilder, ConnectionStage, Context, Event, GatewayError,
    GatewayIntents, Http, Interaction, RawEventHandler, ShardManager,
};
use serenity::framework::Framework;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio_util::sync::CancellationToken;

use super::http::{GatewayAddress, describe, status};

/// How long the gateway may be away, while Discord's REST API answers, before we give up.
const PATIENCE: Duration = Duration::from_mins(2);

/// How long the goodbye to the gateway may take; serenity itself waits up to 5 s for the answer.
const GOODBYE_TIMEOUT: Duration = Duration::from_secs(6);

const PANIC: &str = "the gateway connection ended in a panic";

/// What to ask for: the one intent that the bot needs and, where the application has it turned on, the privileged one by
/// which it hears of members who come back. Asking for it elsewhere would be refused (4014).
#[must_use]
pub fn intents(application: ApplicationFlags) -> GatewayIntents {
    let has_members = application.intersects(
        ApplicationFlags::GATEWAY_GUILD_MEMBERS | ApplicationFlags::GATEWAY_GUILD_MEMBERS_LIMITED,
    );
    if has_members {
        GatewayIntents::GUILDS | GatewayIntents::GUILD_MEMBERS
    } else {
        GatewayIntents::GUILDS
    }
}

/// The connection, not made yet.
pub struct Gateway {
    client: Client,
    thread: Arc<OwnThread>,
}

/// Builds the client: the framework, the intents, and the pinned address.
pub async fn build(
    http: Http,
    framework: impl Framework + 'static,
    intents: GatewayIntents,
    address: &GatewayAddress,
) -> anyhow::Result<Gateway> {
    let thread = OwnThread::start()?;
    let building = ClientBuilder::new_with_http(http, intents)
        .framework(framework)
        .raw_event_handler(UnreadEvents);
    // Also what runs the connection starts here.
    let built = thread.handle.spawn(building.into_future()).await;
    let client = built
        .context(PANIC)?
        .context("can't build the gateway client")?;
    address.pin(&client).await;
    Ok(Gateway {
        client,
        thread: Arc::new(thread),
    })
}

impl Gateway {
    /// Discord's REST API.
    #[must_use]
    pub fn http(&self) -> Arc<Http> {
        Arc::clone(&self.client.http)
    }

    /// Its thread, which goes on until nobody has it any more: what was asked over REST while the gateway was built may be
    /// what others ask through.
    #[must_use]
    pub fn thread(&self) -> Arc<OwnThread> {
        Arc::clone(&self.thread)
    }
}

/// Runs until `shutdown` is cancelled (then `Ok`) or the connection can't go on.
///
/// Stop taking work and drain the handlers before you cancel: this closes the connection without
/// waiting for them.
pub async fn run(gateway: Gateway, shutdown: CancellationToken) -> anyhow::Result<()> {
    run_with(gateway, shutdown, PATIENCE).await
}

async fn run_with(
    gateway: Gateway,
    shutdown: CancellationToken,
    patience: Duration,
) -> anyhow::Result<()> {
    let Gateway { mut client, thread } = gateway;
    let shards = Arc::clone(&client.shard_manager);
    let http = Arc::clone(&client.http);
    let mut connection = thread.handle.spawn(async move { client.start().await });
    tokio::select! {
        ended = &mut connection => match ended.context(PANIC)? {
            Err(error) => return Err(explain(&error)),
            Ok(()) if !shutdown.is_cancelled() => bail!("the gateway connection ended by itself"),
            Ok(()) => {}
        },
        // No goodbye here: in this state serenity would wait for the gateway's without end.
        refused = refused_in_silence(&shards, &http, patience) => return Err(refused),
        () = shutdown.cancelled() => {}
    }
    if tokio::time::timeout(GOODBYE_TIMEOUT, shards.shutdown_all())
        .await
        .is_err()
    {
        tracing::warn!("the gateway did not say goodbye in time");
    }
    Ok(())
}

/// A runtime of one thread for the connection alone. A handler that is long at work delays no heartbeat, and serenity, which
/// can leave a task that never yields behind (it waits for an answer to its goodbye from a connection that has ended), stops
/// nobody else.
pub struct OwnThread {
    handle: Handle,
    /// There until it is dropped.
    runtime: Option<Runtime>,
}

impl OwnThread {
    fn start() -> anyhow::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("gateway")
            .enable_all()
            .build()
            .context("can't start the gateway's thread")?;
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        })
    }
}

impl Drop for OwnThread {
    /// Waits for nothing.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// What to do about an error that ended the connection.
fn explain(error: &serenity::Error) -> anyhow::Error {
    match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => anyhow!(
            "the gateway does not accept the token (close code 4004). Reset it at \
             https://discord.com/developers/applications > your application > Bot > Reset Token, \
             and set DISCORD_TOKEN"
        ),
        serenity::Error::Gateway(
            GatewayError::DisallowedGatewayIntents | GatewayError::InvalidGatewayIntents,
        ) => anyhow!(
            "the gateway does not allow the intents that we ask for (close code 4013 or 4014). Start \
             again if \"Server Members Intent\" was turned off a moment ago; otherwise see whether the \
             application is restricted at https://discord.com/developers/applications"
        ),
        other => anyhow!("the gateway connection ended: {}", describe(other)),
    }
}

/// Waits for a refusal that serenity does not report. After the close codes 4010 (invalid shard) and
/// 4011 (sharding required) it neither ends nor gets anywhere, and goes on identifying every minute.
/// So does it when READY can't be read. What tells this from an outage is that REST works.
async fn refused_in_silence(
    shards: &ShardManager,
    http: &Http,
    patience: Duration,
) -> anyhow::Error {
    loop {
        disconnected_for(shards, patience).await;
        let away_ms = patience.as_millis();
        match http.get_bot_gateway().await {
            Ok(gateway) if gateway.shards > 1 => {
                return anyhow!(
                    "the gateway has not let us in for {away_ms} ms, and Discord asks for {} shards \
                     (close code 4011): the bot is in too many servers. It serves one: remove it \
                     from the others",
                    gateway.shards
                );
            }
            Ok(_) => {
                return anyhow!(
                    "the gateway has not let us in for {away_ms} ms although Discord's REST API \
                     works. The lines above say why; close codes 4010 and 4011 mean that Discord \
                     does not accept this bot as one shard. Is the same token used by another bot?"
                );
            }
            Err(error) if status(&error).is_some_and(|status| status == 401) => {
                return explain(&serenity::Error::Gateway(
                    GatewayError::InvalidAuthentication,
                ));
            }
            Err(error) => {
                let error = describe(&error);
                tracing::warn!(error, "Discord can't be reached; still trying");
            }
        }
    }
}

/// Waits until the shard has been away for this long without a break.
async fn disconnected_for(shards: &ShardManager, patience: Duration) {
    const LOOKS: u32 = 20;

    let mut away = 0;
    while away < LOOKS {
        tokio::time::sleep(patience / LOOKS).await;
        let runners = shards.runners.lock().await;
        let connected = runners
            .values()
            .any(|runner| runner.stage == ConnectionStage::Connected);
        away = if connected { 0 } else { away + 1 };
    }
}

/// Logs the events that serenity could not read, and which it skips without a word.
struct UnreadEvents;

#[serenity::async_trait]
impl RawEventHandler for UnreadEvents {
    async fn raw_event(&self, _context: Context, event: Event) {
        let Event::Unknown(event) = event else { return };
        let kind = event.kind.as_str();
        match kind {
            // The payload stays out of the log: it holds the interaction's token.
            "INTERACTION_CREATE" => {
                let id = event
                    .value
                    .get("id")
                    .and_then(|id| id.as_str())
                    .unwrap_or_default();
                let problem = match serde_json::from_value::<Interaction>(event.value.clone()) {
                    Ok(_) => "it can be read by itself".to_owned(),
                    Err(error) => error.to_string(),
                };
                tracing::error!(
                    interaction_id = id,
                    problem,
                    "an interaction could not be read"
                );
            }
            "READY" | "RESUMED" | "GUILD_CREATE" | "GUILD_DELETE" => {
                tracing::error!(kind, "an event that we need could not be read");
            }
            // Discord adds kinds of events at any time.
            _ => tracing::debug!(kind, "an event of a kind that we do not know"),
        }
    }
}

#[cfg(test)]
mod tests;
