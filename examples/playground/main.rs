//! The playground: the real bot on a local Discord, used in the browser, with no token and no account.
//!
//! `cargo run --example playground` starts both, seeds a small community, and prints one address. Ctrl-C stops all.
//! With `--folder` the database is kept, and the next start goes on from it.

#![forbid(unsafe_code)]

mod bot;
mod community;
mod seed;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser;
use fake_discord::{FakeDiscord, Page, PageBuilder};
use sparks::clock::Clock;
use sparks::discord::gateway;
use sparks::{report, telemetry};
use tokio::sync::{mpsc, oneshot};

use crate::bot::Bot;
use crate::community::Community;

/// The real bot in your browser, on a local Discord: no token needed.
#[derive(Parser)]
#[command(name = "playground")]
struct Arguments {
    /// Where the database is kept; a temporary folder, removed at the end, when not given.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The page's port on 127.0.0.1; a free one when not given.
    #[arg(long, default_value_t = 0)]
    port: u16,
}

#[tokio::main]
async fn main() -> ExitCode {
    match play(Arguments::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("playground: {}", report::in_one_line(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

async fn play(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let temporary = tempfile::tempdir().context("can't make a temporary folder")?;
    let folder = match arguments.folder {
        Some(folder) => {
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("can't make {}", folder.display()))?;
            folder
        }
        None => temporary.path().to_owned(),
    };
    let stopped = gateway::stop_signal()?;
    let discord = start_discord().await;
    let community = Community::gather(&discord);
    let mut bot = Bot::new(&discord, &folder.join("sparks.db"))?;
    telemetry::init(bot.log())?;
    seed::seed(bot.database(), &community).await?;
    bot.start().await?;
    let (restarts, wanted) = mpsc::channel(1);
    let page = serve(&discord, &community, restarts, arguments.port).await?;
    println!("The playground is at {}  (Ctrl-C stops it)", page.url());

    look_after(&mut bot, wanted, stopped).await;
    drop(page);
    let violations = discord.take_violations();
    for violation in &violations {
        eprintln!("the bot broke a rule of Discord's: {violation}");
    }
    Ok(if violations.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A kept database remembers interactions by their ids, so those of this run begin at the time of day.
async fn start_discord() -> FakeDiscord {
    let begun = u64::try_from(Clock::System.now_ms()).unwrap_or_default();
    FakeDiscord::builder()
        .guild_name("Sparks playground")
        .bot_name("Sparks")
        .interactions_before(begun)
        .start()
        .await
}

type Restarts = mpsc::Sender<oneshot::Sender<Result<(), String>>>;

/// Serves the page. Its button only asks for a restart: the bot belongs to the main task.
async fn serve(
    discord: &FakeDiscord,
    community: &Community,
    restarts: Restarts,
    port: u16,
) -> anyhow::Result<Page> {
    let restart = move || {
        let restarts = restarts.clone();
        async move {
            let (done, restarted) = oneshot::channel();
            let asked = restarts.send(done).await;
            asked.map_err(|_| "the playground is stopping".to_owned())?;
            restarted
                .await
                .unwrap_or_else(|_| Err("the playground is stopping".to_owned()))
        }
    };
    let cast = community.cast().into_iter();
    let page = cast.fold(discord.page().port(port), PageBuilder::cast);
    page.control("restart", "Restart the bot", restart)
        .start()
        .await
        .with_context(|| format!("can't serve the page on port {port}"))
}

/// Keeps the bot running until told to stop.
async fn look_after(
    bot: &mut Bot,
    mut wanted: mpsc::Receiver<oneshot::Sender<Result<(), String>>>,
    stopped: impl Future<Output = ()>,
) {
    tokio::pin!(stopped);
    loop {
        let done = tokio::select! {
            () = &mut stopped => break,
            Some(done) = wanted.recv() => done,
        };
        bot.stop().await;
        let started = bot.start().await;
        // Whoever asked may be gone.
        let _ = done.send(started.map_err(|error| report::in_one_line(error.as_ref())));
    }
    bot.stop().await;
}
