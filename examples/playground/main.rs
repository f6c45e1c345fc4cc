//! The playground: the real bot on a local Discord, used in the browser, with no token and no account.
//!
//! `cargo run --example playground` starts both, seeds a small community, and prints one address. Ctrl-C stops all.
//! With `--folder` the database is kept, and the next start goes on from it.

#![forbid(unsafe_code)]

mod bot;
mod community;
mod keeper;
mod product;
mod review;
mod seed;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser;
use fake_discord::{FakeDiscord, Page, PageBuilder};
use sparks::clock::Clock;
use sparks::report;
use sparks::signals::StopSignals;

use crate::bot::Bot;
use crate::community::Community;
use crate::keeper::{Keeper, Wish, Wishes};

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

/// A button of the page that does something to the bot.
struct Button {
    id: &'static str,
    wish: Wish,
    en: &'static str,
    ru: &'static str,
    ko: &'static str,
}

const BUTTONS: [Button; 4] = [
    Button {
        id: "restart",
        wish: Wish::Restart,
        en: "Restart the bot",
        ru: "Перезапустить бота",
        ko: "봇 다시 시작",
    },
    Button {
        id: "kill",
        wish: Wish::Kill,
        en: "Kill the bot",
        ru: "Убить процесс бота",
        ko: "봇 강제 종료",
    },
    Button {
        id: "start",
        wish: Wish::Start,
        en: "Start the bot",
        ru: "Запустить бота",
        ko: "봇 시작",
    },
    Button {
        id: "kill-in-redemption",
        wish: Wish::KillInRedemption,
        en: "Kill the bot in the next redemption",
        ru: "Убить процесс бота при следующем обмене",
        ko: "다음 교환 도중 봇 강제 종료",
    },
];

#[tokio::main]
async fn main() -> ExitCode {
    let ended = if std::env::args().nth(1).as_deref() == Some(bot::SUBCOMMAND) {
        bot::be().await.map(|()| ExitCode::SUCCESS)
    } else {
        play(Arguments::parse()).await
    };
    ended.unwrap_or_else(|error| {
        eprintln!("playground: {}", report::in_one_line(error.as_ref()));
        ExitCode::FAILURE
    })
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
    let mut signals = StopSignals::listen()?;
    let stopped = async move {
        signals.next().await;
    };
    let discord = start_discord().await;
    let community = Community::gather(&discord);
    let database = folder.join("sparks.db");
    seed::seed(&database, &community).await.context(
        "can't seed the database; is another playground using this folder, or still stopping?",
    )?;
    let mut bot = Bot::new(discord.clone(), &database);
    bot.start().await?;
    let (keeper, wishes) = Keeper::new(bot, discord.clone());
    let page = serve(&discord, &community, &wishes, arguments.port).await?;
    println!("The playground is at {}  (Ctrl-C stops it)", page.url());

    keeper.keep(stopped).await;
    drop(page);
    let violations = discord.take_violations();
    for violation in &violations {
        eprintln!("the bot broke a rule of Discord's: {violation}");
    }
    if violations.is_empty() {
        println!("Stopped. The bot broke none of Discord's rules.");
        Ok(ExitCode::SUCCESS)
    } else {
        println!(
            "Stopped. The bot broke {} of Discord's rules.",
            violations.len()
        );
        Ok(ExitCode::FAILURE)
    }
}

/// A kept database remembers interactions by their ids, so those of this run begin at the time of day.
async fn start_discord() -> FakeDiscord {
    let begun = u64::try_from(Clock::System.now_ms()).unwrap_or_default();
    FakeDiscord::builder()
        .guild_name("Sparks playground")
        .bot_name("Sparks")
        .interactions_before(begun)
        // So that awards for a role can be tried.
        .members_intent()
        .start()
        .await
}

/// Serves the page, with a button for each wish.
async fn serve(
    discord: &FakeDiscord,
    community: &Community,
    wishes: &Wishes,
    port: u16,
) -> anyhow::Result<Page> {
    let cast = community.cast().into_iter();
    let mut page = cast.fold(discord.page().port(port), PageBuilder::cast);
    for Button {
        id,
        wish,
        en,
        ru,
        ko,
    } in BUTTONS
    {
        let wishes = wishes.clone();
        page = page
            .control(id, en, move || wishes.clone().make(wish))
            .control_in("ru", ru)
            .control_in("ko", ko);
    }
    page.start()
        .await
        .with_context(|| format!("can't serve the page on port {port}"))
}
