//! Serving, from the opened file to the closed one: what `sparks run` does, and what the playground does the same way.
//! Everything that can be wrong with a file is found before Discord hears of the bot; with a large one beside it, and ends it.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use sqlx::Connection as _;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::app::App;
use crate::clock::{Clock, Stopwatch};
use crate::config::{Config, OutboundConfig};
use crate::db::{Connection, Db, StorageTrouble};
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
    let is_checked = db.is_checked();
    if is_checked {
        is_sound(&mut *db.read().await?).await?;
        db.trust();
    }
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
    let checking = (!is_checked).then(|| tokio::spawn(check(Arc::clone(&app), stop.clone())));
    let mut served = match beside(&app, config, &tasks, &stop).await {
        Ok(()) => bot::run(Arc::clone(&app), &config.discord, stop.clone()).await,
        Err(error) => Err(error),
    };
    // Whoever meets damage first may be somebody else than the check, which finds it, too, and says what to do.
    let is_damaged = served
        .as_ref()
        .is_err_and(|error| StorageTrouble::behind(error) == Some(StorageTrouble::Damaged));
    if !is_damaged {
        stop.cancel();
    }
    if let Some(checking) = checking {
        let found = checking.await.context("the check of the file ended early");
        served = found.and_then(|found| found).and(served);
    }
    stop.cancel();
    tasks.close();
    let answered = tokio::time::timeout(DRAIN_TIMEOUT, tasks.wait()).await;
    if answered.is_err() {
        tracing::warn!("not every request was answered in time; its sender repeats it");
    }
    app.db.close().await;
    served
}

/// What takes half a minute at a million members, while they are served. What is found is what would have refused the
/// start, and ends it.
async fn check(app: Arc<App>, stop: CancellationToken) -> anyhow::Result<()> {
    let running = Stopwatch::start();
    match read_all(&app.db, stop.clone()).await {
        Ok(()) => {
            let seconds = running.elapsed().as_secs();
            tracing::info!(seconds, "the whole file is checked, and sound");
            Ok(())
        }
        // Given up: whoever starts next begins anew.
        Err(_) if stop.is_cancelled() => Ok(()),
        Err(error) => {
            app.db.distrust();
            stop.cancel();
            Err(error)
        }
    }
}

async fn read_all(db: &Db, stop: CancellationToken) -> anyhow::Result<()> {
    let mut reader = db.patient_reader(stop).await?;
    // What is damaged or given up is not waited for any more, neither to read on nor to close.
    db.check(&mut reader).await?;
    let found = is_sound(&mut reader).await;
    // Before the writer, who closes last.
    reader.close().await?;
    found
}

async fn is_sound(connection: &mut Connection) -> anyhow::Result<()> {
    let report = ledger::verify(connection).await.context(
        "the ledger can't be checked: restore the latest backup, and keep this file for analysis",
    )?;
    anyhow::ensure!(
        report.is_clean(),
        "the ledger is not sound; restore the latest backup, and keep this file for analysis:\n{report}"
    );
    Ok(())
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
