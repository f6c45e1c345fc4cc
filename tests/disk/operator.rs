//! The operator: starts the bot in surroundings of all kinds, asks the other commands, stops it, and reads what they say.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitStatus;

use fake_discord::{FakeDiscord, Member};
use sparks::db::Db;
use sparks::ids::UserId;
use sparks::ledger;
use tokio::process::Command;

use crate::check::LOOK_AGAIN;
use crate::command::{set_up, sparks};
use crate::process::{Bot, PATIENCE};
use crate::support::{Extent, House};

/// What a member or moderator reads whose request can't be saved.
pub const NOT_SAVED: &str = "can't save anything right now";

/// What a process is started in.
#[derive(Default)]
pub struct Surroundings {
    pub environment: Vec<(&'static str, OsString)>,
}

impl Surroundings {
    pub fn command(&self, folder: &Path) -> Command {
        let mut command = sparks(folder);
        command.envs(self.environment.clone());
        command
    }
}

/// How a command ended, and what it said.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// A message that says what to do, in one line.
#[track_caller]
pub fn is_plain(message: &str, words: &[&str]) {
    let Some(line) = message.lines().find(|line| line.starts_with("sparks: ")) else {
        panic!("no word for the operator in {message:?}");
    };
    for word in words {
        assert!(line.contains(word), "{word:?} is not in {line:?}");
    }
    for noise in [
        "panicked",
        "RUST_BACKTRACE",
        "Error {",
        "Some(",
        "stack backtrace",
    ] {
        assert!(!message.contains(noise), "{noise} in {message}");
    }
}

/// Runs a command that ends by itself.
pub async fn ask(
    surroundings: &Surroundings,
    folder: &Path,
    discord: &FakeDiscord,
    arguments: &[&str],
) -> Ended {
    let mut command = surroundings.command(folder);
    let command = set_up(&mut command, discord).args(arguments);
    let output = tokio::time::timeout(PATIENCE, command.output());
    let output = output.await.expect("the command ends").unwrap();
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl House {
    /// Starts the bot in these surroundings; it must get as far as serving.
    pub async fn start_in(&mut self, surroundings: &Surroundings) {
        if let Some(before) = self.bot.take() {
            before.kill().await;
        }
        let command = surroundings.command(self.folder.path());
        let (bot, ended) = Bot::run(self.folder.path(), &self.discord, command).await;
        assert_eq!(ended, None, "{}", bot.log());
        self.bot = Some(bot);
    }

    pub async fn asks(&self, surroundings: &Surroundings, arguments: &[&str]) -> Ended {
        ask(surroundings, self.folder.path(), &self.discord, arguments).await
    }

    pub fn running(&self) -> &Bot {
        self.bot.as_ref().unwrap()
    }

    /// What a member can spend, as the file says.
    pub async fn available(&self, member: &Member) -> i64 {
        let db = Db::open_read_only(&self.database()).await.unwrap();
        let mut reader = db.read().await.unwrap();
        let account = ledger::member_account(&mut reader, UserId::from_discord(member.id())).await;
        account.unwrap().map_or(0, |account| account.available)
    }

    pub async fn reaches(&self, member: &Member, available: i64) {
        let reached = async {
            while self.available(member).await != available {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, reached).await;
        assert!(in_time.is_ok(), "{}", self.running().log());
    }

    /// Waits until this counts something.
    pub async fn until(&self, counts: &'static str) {
        let db = Db::open_read_only(&self.database()).await.unwrap();
        let is_so = async {
            loop {
                let mut reader = db.read().await.unwrap();
                let count: i64 = sqlx::query_scalar(counts)
                    .fetch_one(&mut *reader)
                    .await
                    .unwrap();
                if count > 0 {
                    return;
                }
                drop(reader);
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, is_so).await;
        assert!(in_time.is_ok(), "{}", self.running().log());
    }

    /// The last deed is answered with a refusal.
    pub async fn is_not_saved(&self) {
        let pending = self.deeds.last().unwrap().pending.clone();
        let reply = pending.finished().await.text();
        assert!(reply.contains(NOT_SAVED), "{reply}");
    }

    /// The last deed is done, and that is told.
    pub async fn is_saved(&mut self) {
        let deed = self.deeds.last_mut().unwrap();
        deed.extent = Extent::DoneAndTold;
        let told = deed.told;
        let reply = deed.pending.clone().finished().await.text();
        assert!(reply.contains(told), "{reply}");
    }

    /// Stops it as a service manager does; it must end by itself, with success.
    pub async fn stop(&mut self) {
        let mut bot = self.bot.take().unwrap();
        signal(&bot, "TERM");
        let status = ends(&mut bot).await;
        assert_eq!(status.code(), Some(0), "{status} {}", bot.log());
    }
}

pub fn signal(bot: &Bot, name: &str) {
    let id = bot.child.id().expect("it runs").to_string();
    let sent = std::process::Command::new("kill")
        .args([&format!("-{name}"), &id])
        .status();
    assert!(sent.unwrap().success());
}

/// Waits for its end.
pub async fn ends(bot: &mut Bot) -> ExitStatus {
    let ended = tokio::time::timeout(PATIENCE, bot.child.wait()).await;
    ended.expect("the bot ends").unwrap()
}
