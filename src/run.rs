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
use crate::fulfilment::Policy;
use crate::i18n::Catalogue;
use crate::ledger;
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
    let app = Arc::new(App::new(
        db,
        Clock::System,
        Policy::default(),
        Catalogue::new()?,
        seed,
    ));
    let stop = shutdown.child_token();
    let served = match beside(&app, config, &stop).await {
        Ok(tasks) => {
            let served = bot::run(Arc::clone(&app), &config.discord, shutdown).await;
            stop.cancel();
            if tokio::time::timeout(DRAIN_TIMEOUT, tasks.wait())
                .await
                .is_err()
            {
                tracing::warn!("not every request was answered in time; its sender repeats it");
            }
            served
        }
        Err(error) => Err(error),
    };
    app.db.close().await;
    served
}

/// What runs beside the bot, until told to stop. It needs no Discord, and goes on while that is away.
async fn beside(
    app: &Arc<App>,
    config: &Config,
    stop: &CancellationToken,
) -> anyhow::Result<TaskTracker> {
    let tasks = TaskTracker::new();
    webhooks::use_backend(&app.db, config.outbound.is_some()).await?;
    if let Some(OutboundConfig { url, keys }) = &config.outbound {
        let poster = Poster::new(url.clone(), keys.clone())?;
        let sender = Sender::new(Arc::clone(app), poster, &config.database.path);
        tasks.spawn(sender.run(stop.clone()));
    }
    tasks.close();
    Ok(tasks)
}
