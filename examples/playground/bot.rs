//! The real bot as a process of its own, so that it can be killed like one. This program starts itself again for it
//! and then does what `sparks run` does, with its settings from the environment.

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use anyhow::Context as _;
use fake_discord::FakeDiscord;
use sparks::config::RawConfig;
use sparks::secret::Secret;
use sparks::signals::StopSignals;
use sparks::telemetry;
use tokio::process::{Child, ChildStdin, Command};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::community::STAFF_CHANNEL;

/// What makes this program be the bot.
pub const SUBCOMMAND: &str = "bot";
/// How long a start, and a stop, may take: longer than all of their calls to the slowest Discord that the page offers.
const PATIENCE: Duration = Duration::from_mins(2);
const LOOK_AGAIN: Duration = Duration::from_millis(20);
const LOG_LEVEL: &str = "error,sparks=warn";

/// A bot that can be stopped, killed and started again on the same file.
pub struct Bot {
    discord: FakeDiscord,
    database: PathBuf,
    process: Option<Process>,
}

struct Process {
    child: Child,
    /// The bot stops when this closes: also when the playground was killed.
    lifeline: ChildStdin,
}

impl Bot {
    /// A bot for this Discord, not started yet.
    pub fn new(discord: FakeDiscord, database: &Path) -> Self {
        Self {
            discord,
            database: database.to_owned(),
            process: None,
        }
    }

    /// Starts it, unless it runs, and waits until it is connected.
    pub async fn start(&mut self) -> anyhow::Result<()> {
        if self.is_running()? {
            return Ok(());
        }
        let sessions = self.discord.sessions().len();
        let staff = self.discord.channel_id(STAFF_CHANNEL);
        let mut child = Command::new(std::env::current_exe()?)
            .arg(SUBCOMMAND)
            .env("DISCORD_TOKEN", self.discord.token())
            .env("DISCORD_GUILD_ID", self.discord.guild_id().to_string())
            .env("DISCORD_PROXY", self.discord.base_url())
            .envs(staff.map(|id| ("STAFF_CHANNEL_ID", id.to_string())))
            .env(
                "DATABASE_URL",
                format!("sqlite://{}", self.database.display()),
            )
            .stdin(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("can't start the bot")?;
        // Taken out, since waiting for a child closes what it still has.
        let lifeline = child.stdin.take().context("the bot has no input")?;
        let connected = timeout(PATIENCE, async {
            loop {
                if let Some(status) = child.try_wait()? {
                    anyhow::bail!("the bot ended while it started: {status}");
                }
                let now = self.discord.sessions();
                if now.len() > sessions && now.last().is_some_and(|session| session.connected) {
                    return Ok(());
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        });
        connected.await.context(
            "the bot does not connect to the local Discord; clear the faults and start it",
        )??;
        self.process = Some(Process { child, lifeline });
        Ok(())
    }

    /// Stops it as SIGTERM does: what runs is brought to its end.
    pub async fn stop(&mut self) -> anyhow::Result<()> {
        let Some(Process {
            mut child,
            lifeline,
        }) = self.process.take()
        else {
            return Ok(());
        };
        drop(lifeline);
        let status = timeout(PATIENCE, child.wait())
            .await
            .context("the bot does not stop")??;
        anyhow::ensure!(status.success(), "the bot ended with {status}");
        Ok(())
    }

    /// Kills it (SIGKILL), wherever it is.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut process) = self.process.take() {
            process.child.kill().await.context("can't kill the bot")?;
        }
        Ok(())
    }

    /// Returns when it ended by itself; never while it does not run.
    pub async fn ended(&mut self) -> std::io::Result<ExitStatus> {
        let Some(process) = &mut self.process else {
            return std::future::pending().await;
        };
        let status = process.child.wait().await;
        self.process = None;
        status
    }

    fn is_running(&mut self) -> std::io::Result<bool> {
        let Some(process) = &mut self.process else {
            return Ok(false);
        };
        Ok(process.child.try_wait()?.is_none())
    }
}

/// Is the bot until told to stop, or until the playground is gone.
pub async fn be() -> anyhow::Result<()> {
    let setting = |name| std::env::var(name).ok();
    let config = RawConfig {
        discord_token: setting("DISCORD_TOKEN").map(Secret::new),
        discord_guild_id: setting("DISCORD_GUILD_ID"),
        staff_channel_id: setting("STAFF_CHANNEL_ID"),
        database_url: setting("DATABASE_URL"),
        discord_proxy: setting("DISCORD_PROXY"),
        log_level: Some(LOG_LEVEL.to_owned()),
        ..RawConfig::default()
    }
    .parse()?;
    telemetry::init(&config.log)?;
    let shutdown = CancellationToken::new();
    let mut signals = StopSignals::listen()?;
    let stopped = async move {
        signals.next().await;
    };
    let stopping = shutdown.clone();
    tokio::spawn(async move {
        tokio::select! {
            () = stopped => {}
            () = playground_is_gone() => {}
        }
        stopping.cancel();
    });
    sparks::run::run(&config, fastrand::u64(..), shutdown).await
}

/// A thread of its own: tokio's standard input would hold up the end of the process.
async fn playground_is_gone() {
    let (tell, told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        let _ = tell.send(());
    });
    let _ = told.await;
}
