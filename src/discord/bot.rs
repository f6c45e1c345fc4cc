//! The bot as a whole: connects, registers, serves, and stops without losing anything. `sparks run`, the tests and the
//! playground all start it here.

use std::sync::Arc;
use std::time::Duration;

use serenity::model::id::{ChannelId, GuildId};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::attachment::Attachments;
use super::breaker::Breaker;
use super::data::Data;
use super::dispatch::{Dispatch, localised_commands};
use super::gateway::Gateway;
use super::hierarchy::Occasion;
use super::messenger;
use super::notice;
use super::roles::DiscordRoles;
use super::staff::Staff;
use super::{batches, farewell, gateway, hierarchy, http, register, start};
use crate::app::App;
use crate::config::DiscordConfig;
use crate::fulfilment::{self, Expirer, Notice, Remover, Worker};
use crate::ids;
use crate::perks::ForgetOldDrafts;
use crate::staff;

/// How long a call about a member's role may take, rate limits included, before its outcome counts as unknown.
const ROLE_CALL_TIMEOUT: Duration = Duration::from_secs(8);
/// How long a stop waits for handlers and deliveries. What is not done by then is resumed by the next start.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(15);

/// Runs the bot until `shutdown` is cancelled.
///
/// # Errors
/// When Discord does not want us; the error says what to do. One that is away is waited for.
pub async fn run(
    app: Arc<App>,
    discord: &DiscordConfig,
    shutdown: CancellationToken,
) -> anyhow::Result<()> {
    let breaker = Breaker::new(app.clock.clone()).counting(Arc::clone(&app.metrics));
    let breaker = Arc::new(breaker);
    let data = Data {
        app,
        guild: GuildId::from(discord.guild_id),
        staff_channel: discord.staff_channel_id.map(ChannelId::from),
        breaker,
        attachments: Arc::new(Attachments::new(discord)?),
        reported: Arc::default(),
        give_again: Arc::default(),
        roles_changed: Arc::default(),
        presence: Arc::default(),
        turns: Arc::default(),
        tasks: TaskTracker::new(),
        stop: CancellationToken::new(),
    };
    // A start can wait long for a Discord that is away, and nothing of it needs an orderly end.
    let started = tokio::select! {
        started = begin(&data, discord) => started?,
        () = shutdown.cancelled() => return Ok(()),
    };
    serve(&data, started, shutdown).await
}

/// A bot that has introduced itself to Discord and is ready to serve.
struct Started {
    gateway: Gateway,
    worker: Worker,
    staff: Staff,
    /// What an earlier process promised. A notice whose token is dead is removed when it is taken up.
    left_over: Vec<Notice>,
}

async fn begin(data: &Data, discord: &DiscordConfig) -> anyhow::Result<Started> {
    let connection = http::build(discord)?;
    let address = start::gateway_address(data, &connection, discord).await?;
    let commands = localised_commands(data)?;
    let definitions = register::definitions(&commands);
    let intents = start::introduce(data, &connection).await?;
    let framework = Dispatch::new(data.clone(), commands);
    let gateway = gateway::build(connection, framework, intents, &address).await?;
    let http = gateway.http();

    start::register_commands(data, &http, &definitions).await?;
    hierarchy::examine_perks(data, &http, Occasion::Start).await;

    let roles = DiscordRoles {
        http: Arc::clone(&http),
        guild_id: discord.guild_id,
        breaker: Arc::clone(&data.breaker),
        call_timeout: ROLE_CALL_TIMEOUT,
    };
    let worker = Worker::new(Arc::clone(&data.app), Arc::new(roles));
    worker.take_over().await?;
    let channel = data
        .staff_channel
        .map(|channel| ids::ChannelId::from_discord(channel.get()));
    staff::use_channel(&data.app.db, channel).await?;
    let now_ms = data.app.clock.now_ms();
    data.app.db.write(ForgetOldDrafts { now_ms }).await?;
    Ok(Started {
        gateway,
        worker,
        staff: Staff::new(data.clone(), http),
        left_over: fulfilment::notices(&mut *data.app.db.read().await?).await?,
    })
}

/// Serves until told to stop or the gateway can't go on; either way what runs is drained.
async fn serve(data: &Data, started: Started, shutdown: CancellationToken) -> anyhow::Result<()> {
    let Started {
        gateway,
        worker,
        staff,
        left_over,
    } = started;
    let http = gateway.http();
    let removing = Remover::beside(&worker).run(data.stop.clone());
    let expiring = Expirer::beside(&worker).run(data.stop.clone());
    let parting = farewell::run(data.clone(), Arc::clone(&http));
    let messaging = messenger::run(data.clone(), Arc::clone(&http));
    let delivering = worker.run(data.stop.clone());
    let awarding = batches::run(data.clone(), Arc::clone(&http));
    let telling = staff.run(data.stop.clone());
    let examining = hierarchy::keep_examining(data.clone(), Arc::clone(&http), data.stop.clone());
    let delivering = tokio::spawn(async move {
        tokio::join!(
            delivering, removing, expiring, parting, awarding, telling, messaging, examining
        );
    });
    for notice in left_over {
        data.tasks
            .spawn(notice::resume(data.clone(), Arc::clone(&http), notice));
    }
    // Until all is drained, also when the gateway has ended by itself.
    let _thread = gateway.thread();
    let gateway_stop = CancellationToken::new();
    let serving = gateway::run(gateway, gateway_stop.clone());
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
