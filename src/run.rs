//! Serving, from the opened file to the closed one: what `sparks run` does, and what the playground does the same way.
//! Everything that can be wrong with the file is found before Discord hears of the bot.

use std::sync::Arc;

use anyhow::Context as _;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::discord::bot;
use crate::events;
use crate::fulfilment::Policy;
use crate::i18n::Catalogue;
use crate::ledger;

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
    let served = bot::run(Arc::clone(&app), &config.discord, shutdown).await;
    app.db.close().await;
    served
}
