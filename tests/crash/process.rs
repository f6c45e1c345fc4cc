//! The bot as a process that dies: started with a crash point or a bug planted, waited for, and seen dead where it was
//! to die.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::Duration;

use fake_discord::FakeDiscord;
use sparks::fail_points::{CANARY, CRASH_AT, Canary, CrashPoint};
use tokio::process::{Child, Command};

use crate::command::{set_up, sparks};

/// Longer than anything takes on a busy machine. Whoever waits that long is told that it did not happen.
pub const PATIENCE: Duration = Duration::from_secs(30);
const SIGABRT: i32 = 6;

/// What a start is to break.
#[derive(Debug, Clone, Copy, Default)]
pub struct Planted {
    /// End at the n-th passage of this point.
    pub crash_at: Option<(CrashPoint, u64)>,
    pub canary: Option<Canary>,
}

/// A running bot.
pub struct Bot {
    pub child: Child,
    log: PathBuf,
    /// Where in the log this process begins, in bytes.
    log_from: u64,
}

/// The command line of a bot that serves, with what it is to break.
fn planted_command(folder: &Path, planted: Planted) -> Command {
    let mut command = sparks(folder);
    if let Some((point, passage)) = planted.crash_at {
        command.env(CRASH_AT, format!("{}:{passage}", point.name()));
    }
    if let Some(canary) = planted.canary {
        command.env(CANARY, canary.name());
    }
    command
}

impl Bot {
    /// Starts it, which it may not survive.
    #[allow(dead_code, reason = "the soak, which shares this file, starts bots so")]
    pub fn spawn(folder: &Path, discord: &FakeDiscord, planted: Planted) -> Self {
        Self::spawn_command(folder, discord, planted_command(folder, planted))
    }

    fn spawn_command(folder: &Path, discord: &FakeDiscord, mut command: Command) -> Self {
        let log = folder.join("bot.log");
        let log_from = std::fs::metadata(&log).map_or(0, |log| log.len());
        let file = std::fs::File::options()
            .append(true)
            .create(true)
            .open(&log)
            .unwrap();
        let command = set_up(&mut command, discord).stderr(file);
        Self {
            child: command.arg("run").spawn().unwrap(),
            log,
            log_from,
        }
    }

    /// Starts it and returns when it is connected, or has ended at the point where it was to.
    pub async fn start(folder: &Path, discord: &FakeDiscord, planted: Planted) -> Self {
        let command = planted_command(folder, planted);
        let (bot, ended) = Self::run(folder, discord, command).await;
        if let Some(status) = ended {
            let died = match planted.crash_at {
                Some((point, _)) => bot.died_at(point, status),
                None => Err(format!("the bot does not start: {}", bot.log())),
            };
            died.unwrap_or_else(|problem| panic!("{problem}"));
        }
        bot
    }

    /// Runs this command line and returns when the bot is connected, or how it has ended before.
    pub async fn run(
        folder: &Path,
        discord: &FakeDiscord,
        command: Command,
    ) -> (Self, Option<ExitStatus>) {
        let sessions = discord.sessions().len();
        let mut bot = Self::spawn_command(folder, discord, command);
        let connected = async {
            discord
                .wait_until(|discord| discord.sessions().len() > sessions)
                .await;
            discord.wait_ready().await;
        };
        let ended = tokio::select! {
            () = connected => None,
            status = bot.child.wait() => Some(status.unwrap()),
        };
        (bot, ended)
    }

    /// What this process has logged.
    pub fn log(&self) -> String {
        let mut log = std::fs::File::open(&self.log).unwrap();
        log.seek(SeekFrom::Start(self.log_from)).unwrap();
        let mut said = Vec::new();
        log.read_to_end(&mut said).unwrap();
        String::from_utf8_lossy(&said).into_owned()
    }

    /// How it has ended; none while it runs.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// Waits for its end.
    pub async fn wait(&mut self) -> ExitStatus {
        self.child.wait().await.unwrap()
    }

    /// Waits for its end, which must be at this point.
    pub async fn dies_at(&mut self, point: CrashPoint) -> Result<(), String> {
        let Ok(status) = tokio::time::timeout(PATIENCE, self.wait()).await else {
            return Err(format!("{} was never reached", point.name()));
        };
        self.died_at(point, status)
    }

    /// That this end was at this point.
    pub fn died_at(&self, point: CrashPoint, status: ExitStatus) -> Result<(), String> {
        let here = format!("crash point {}\n", point.name());
        if status.signal() == Some(SIGABRT) && self.log().contains(&here) {
            return Ok(());
        }
        Err(format!(
            "the bot ended with {status} and not at {}:\n{}",
            point.name(),
            self.log()
        ))
    }

    /// Ends it without a word where it has not ended, as a power cut would.
    pub async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}
