//! Serving, from the opened file to the closed one: what `sparks run` does, and what the playground does the same way.
//! Everything that can be wrong with the file is found before Discord hears of the bot.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, OutboundConfig};
use crate::db::Db;
use crate::discord::bot;
use crate::events;
use crate::fulfilment::Policy;
use crate::i18n::Catalogue;
use crate::ledger;
use crate::web;
use crate::webhooks::{self, Poster, Sender};

/// How long a stop waits for requests that are under way.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(15);

/// Serves until `shutdown` is cancelled. `seed` decides all of the process's chance.
///
/// # Errors
/// When the file is in use, broken or not sound, or when Discord can't be reached or does not want us; the error says
/// what to do.
pub async fn run(config: &Config, seed: u64, shutdown: CancellationToken) -> anyhow::Result<()> {
    let db = Db::open(&config.database.path).await?;
    let report = ledger::verify(&mut *db.read().await?).await.context(
        "the ledger can't be checked: restore the latest backup, and keep this file for analysis",
    )?;
    anyhow::ensure!(
        report.is_clean(),
        "the ledger is not sound; restore the latest backup, and keep this file for analysis:\n{report}"
    );
    let rules = events::open_rules(&db, config.rules_file.as_deref()).await?;
    let app = App::new(
        db,
        Clock::System,
        Policy::default(),
        Catalogue::new()?,
        seed,
    );
    let app = Arc::new(app.with_rules(rules));
    let (tasks, stop) = (TaskTracker::new(), shutdown.child_token());
    let served = match beside(&app, config, &tasks, &stop).await {
        Ok(()) => bot::run(Arc::clone(&app), &config.discord, shutdown).await,
        Err(error) => Err(error),
    };
    stop.cancel();
    tasks.close();
    let answered = tokio::time::timeout(DRAIN_TIMEOUT, tasks.wait()).await;
    if answered.is_err() {
        tracing::warn!("not every request was answered in time; its sender repeats it");
    }
    app.db.close().await;
    served
}

/// Starts what runs beside the bot, until told to stop. It needs no Discord, and goes on while that is away.
async fn beside(
    app: &Arc<App>,
    config: &Config,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    webhooks::use_backend(&app.db, config.outbound.is_some()).await?;
    if let Some(OutboundConfig { url, keys }) = &config.outbound {
        let poster = Poster::new(url.clone(), keys.clone())?;
        let sender = Sender::new(Arc::clone(app), poster, &config.database.path);
        tasks.spawn(sender.run(stop.clone()));
    }
    if let Some(events) = &config.events {
        web::start(app, events, tasks, stop.clone()).await?;
    }
    Ok(())
}
