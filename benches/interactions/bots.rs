//! The two bots as processes: started, watched, stopped.

use std::process::Stdio;
use std::time::{Duration, Instant};

use fake_discord::FakeDiscord;
use tokio::process::{Child, Command};

use crate::PING;
use crate::community::Community;

/// The kernel counts processor time in ticks, so many a second.
const TICKS: f64 = 100.0;

/// How long a bot does next to nothing that is idle.
const IDLE_FOR: Duration = Duration::from_secs(3);

/// A running bot.
pub struct Bot {
    child: Child,
}

/// What a process has used.
#[derive(Debug, Clone, Copy)]
pub struct Usage {
    /// Processor time of all its threads, in seconds.
    pub processor: f64,
    /// Memory that is resident.
    pub resident_mb: f64,
}

impl Bot {
    /// The empty one, which is this very program, and how long it took to be connected.
    pub async fn ping(discord: &FakeDiscord) -> (Self, Duration) {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.env_clear().env(PING, "1");
        Self::start(command, discord).await
    }

    /// Ours; perhaps on one processor of the machine only.
    pub async fn sparks(community: &Community, processor: Option<usize>) -> (Self, Duration) {
        let binary = env!("CARGO_BIN_EXE_sparks");
        let mut command = match processor {
            None => Command::new(binary),
            Some(number) => {
                let mut command = Command::new("taskset");
                command.args(["-c", &number.to_string(), binary]);
                command
            }
        };
        let path = std::env::var_os("PATH").unwrap_or_default();
        command
            .env_clear()
            .env("PATH", path)
            .current_dir(community.folder.path());
        Self::start(command, &community.sparks).await
    }

    async fn start(mut command: Command, discord: &FakeDiscord) -> (Self, Duration) {
        command
            .env("DISCORD_TOKEN", discord.token())
            .env("DISCORD_GUILD_ID", discord.guild_id().to_string())
            .env("DISCORD_PROXY", discord.base_url())
            .env("LOG_LEVEL", "error")
            .stdout(Stdio::null())
            // It says why when it does not start.
            .stderr(Stdio::inherit())
            .kill_on_drop(true);
        let begun = Instant::now();
        let child = command.spawn().unwrap();
        discord.wait_ready().await;
        let ready = begun.elapsed();
        discord.wait_for_commands().await;
        (Self { child }, ready)
    }

    pub fn usage(&self) -> Usage {
        let id = self.child.id().unwrap();
        let read = |file: &str| std::fs::read_to_string(format!("/proc/{id}/{file}")).unwrap();
        // The name, in brackets, may have blanks; user and system time are the 12th and 13th after it.
        let stat = read("stat");
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap()
            .split_whitespace()
            .collect();
        let ticks: u32 = fields[11..13]
            .iter()
            .map(|field| field.parse::<u32>().unwrap())
            .sum();
        let status = read("status");
        let resident = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .unwrap();
        let kilobytes: f64 = resident.trim().trim_end_matches(" kB").parse().unwrap();
        Usage {
            processor: f64::from(ticks) / TICKS,
            resident_mb: kilobytes / 1_024.0,
        }
    }

    /// Waits until it has nothing to do: a start looks through the whole file beside all else.
    pub async fn is_idle(&self) {
        loop {
            let before = self.usage().processor;
            tokio::time::sleep(IDLE_FOR).await;
            if self.usage().processor - before < IDLE_FOR.as_secs_f64() / 20.0 {
                return;
            }
        }
    }

    /// As a service manager does.
    pub async fn stop(&mut self) {
        let id = self.child.id().unwrap().to_string();
        std::process::Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap();
        self.child.wait().await.unwrap();
    }
}
