//! The playground, started by the README's own first command; and the page with another bot on it, which uses what
//! Sparks does not.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{ChildStdout, Command};
use tokio::time::timeout;

use crate::process_group::ProcessGroup;

/// A start may have to build, and the machine may be busy.
const START_TIMEOUT: Duration = Duration::from_mins(10);
const STOP_TIMEOUT: Duration = Duration::from_secs(30);
/// Built for the whole workspace as the tests are, since for its package alone everything would be built again.
const SHOWCASE: &str = "cargo build --workspace --example showcase && exec ${CARGO_TARGET_DIR:-target}/debug/examples/showcase";

const SAYS_LAST: &str = "Stopped. The bot broke none of Discord's rules.";

/// A running playground.
pub struct Playground {
    /// The page's address.
    pub url: String,
    processes: ProcessGroup,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Playground {
    /// Starts one, with a database of its own.
    pub async fn start() -> Self {
        Self::run(&first_command(), "The playground is at ").await
    }

    /// Starts the local Discord's own example instead.
    pub async fn start_showcase() -> Self {
        Self::run(SHOWCASE, "The showcase is at ").await
    }

    /// Runs a command that says where the page is.
    async fn run(run: &str, says: &str) -> Self {
        let mut command = Command::new("sh");
        command
            .args(["-c", run])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::piped());
        // Set by cargo for this test; with them the same build would count as another, and be made anew.
        let ours = |name: &str| {
            name == "OUT_DIR"
                || ["CARGO_MANIFEST_", "CARGO_PKG_"]
                    .iter()
                    .any(|start| name.starts_with(start))
        };
        for (name, _) in std::env::vars().filter(|(name, _)| ours(name)) {
            command.env_remove(name);
        }
        let mut processes = ProcessGroup::spawn(command).unwrap();
        let mut lines = BufReader::new(processes.leader.stdout.take().unwrap()).lines();
        let said = timeout(START_TIMEOUT, lines.next_line());
        let line = said.await.expect("it starts").unwrap().expect("it starts");
        let rest = line.strip_prefix(says).expect("it says where it is");
        let url = rest.split_whitespace().next().unwrap().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        Self {
            url,
            processes,
            lines,
        }
    }

    /// Ctrl-C. Everything must end by itself, and the bot must have broken no rule of Discord's.
    pub async fn stop(mut self) {
        self.processes.interrupt();
        let mut last = String::new();
        let ended = timeout(STOP_TIMEOUT, async {
            // The end of the output is the end of every process that could write to it: cargo, playground and bot.
            while let Some(line) = self.lines.next_line().await.unwrap() {
                last = line;
            }
        });
        ended.await.expect("Ctrl-C stops it");
        assert_eq!(last, SAYS_LAST);
    }
}

/// What the README says to run first.
fn first_command() -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(readme).unwrap();
    let (_, rest) = text
        .split_once("```sh\n")
        .expect("the README has a command");
    let (command, _) = rest.split_once("\n```").unwrap();
    assert!(
        command.contains("playground"),
        "the README's first command is the playground's, not {command}"
    );
    command.to_owned()
}
