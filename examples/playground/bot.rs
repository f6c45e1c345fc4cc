//! The real bot in this process, on a database file: the same library and the same way in as `sparks run`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fake_discord::FakeDiscord;
use sparks::app::App;
use sparks::clock::Clock;
use sparks::config::{Config, LogConfig, RawConfig};
use sparks::db::Db;
use sparks::discord;
use sparks::fulfilment::Policy;
use sparks::i18n::Catalogue;
use sparks::report;
use sparks::secret::Secret;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A bot that can be stopped and started again on the same file.
pub struct Bot {
    config: Config,
    running: Option<Running>,
}

struct Running {
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl Bot {
    /// A bot for this Discord, not started yet.
    pub fn new(discord: &FakeDiscord, database: &Path) -> anyhow::Result<Self> {
        let raw = RawConfig {
            discord_token: Some(Secret::new(discord.token())),
            discord_guild_id: Some(discord.guild_id().to_string()),
            database_url: Some(format!("sqlite://{}", database.display())),
            discord_proxy: Some(discord.base_url()),
            log_level: Some("error,sparks=warn".to_owned()),
            ..RawConfig::default()
        };
        Ok(Self {
            config: raw.parse()?,
            running: None,
        })
    }

    /// Where it keeps everything.
    pub fn database(&self) -> &PathBuf {
        &self.config.database.path
    }

    /// How it logs.
    pub fn log(&self) -> &LogConfig {
        &self.config.log
    }

    /// Starts it.
    pub async fn start(&mut self) -> anyhow::Result<()> {
        let db = Db::open(&self.config.database.path).await?;
        let app = App::new(
            db,
            Clock::System,
            Policy::default(),
            Catalogue::new()?,
            fastrand::u64(..),
        );
        let stop = CancellationToken::new();
        let serving = tokio::spawn(serve(Arc::new(app), self.config.clone(), stop.clone()));
        self.running = Some(Running { stop, serving });
        Ok(())
    }

    /// Stops it as SIGTERM does.
    pub async fn stop(&mut self) {
        if let Some(Running { stop, serving }) = self.running.take() {
            stop.cancel();
            if let Err(error) = serving.await {
                eprintln!("playground: the bot ended in a panic: {error}");
            }
        }
    }
}

async fn serve(app: Arc<App>, config: Config, stop: CancellationToken) {
    let served = discord::bot::run(Arc::clone(&app), &config.discord, stop).await;
    app.db.close().await;
    if let Err(error) = served {
        eprintln!(
            "playground: the bot stopped: {}",
            report::in_one_line(error.as_ref())
        );
    }
}
