//! Keeps the bot running until told to stop, and does to it what the page's buttons ask for. The bot belongs to this
//! one task; a button only sends a wish and waits for the answer.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, FaultHandle};
use sparks::report;
use tokio::sync::{mpsc, oneshot};

use crate::bot::Bot;

const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// How long a bot that was killed in a redemption stays away, for those who watch.
const AWAY: Duration = Duration::from_secs(2);
const STOPPING: &str = "the playground is stopping";

/// What can be done to the bot.
#[derive(Clone, Copy)]
pub enum Wish {
    /// Stop it as SIGTERM does, and start it.
    Restart,
    /// SIGKILL; it stays away.
    Kill,
    /// Start it, unless it runs.
    Start,
    /// SIGKILL while Discord works on the next role, then start it again.
    KillInRedemption,
}

type Answer = Result<(), String>;

/// Where wishes go.
#[derive(Clone)]
pub struct Wishes(mpsc::Sender<(Wish, oneshot::Sender<Answer>)>);

impl Wishes {
    /// Returns when it was done, or why it was not, in words for the page.
    pub async fn make(self, wish: Wish) -> Answer {
        let (done, answer) = oneshot::channel();
        let sent = self.0.send((wish, done)).await;
        sent.map_err(|_| STOPPING.to_owned())?;
        answer.await.unwrap_or_else(|_| Err(STOPPING.to_owned()))
    }
}

/// The keeper of the bot.
pub struct Keeper {
    bot: Bot,
    discord: FakeDiscord,
    wishes: mpsc::Receiver<(Wish, oneshot::Sender<Answer>)>,
    /// Holds the next role in Discord's hands; the bot dies when it strikes.
    trap: Option<FaultHandle>,
}

impl Keeper {
    /// A keeper, and where to send wishes.
    pub fn new(bot: Bot, discord: FakeDiscord) -> (Self, Wishes) {
        let (sender, wishes) = mpsc::channel(1);
        let keeper = Self {
            bot,
            discord,
            wishes,
            trap: None,
        };
        (keeper, Wishes(sender))
    }

    /// Until told to stop.
    pub async fn keep(mut self, stopped: impl Future<Output = ()>) {
        tokio::pin!(stopped);
        loop {
            tokio::select! {
                () = &mut stopped => break,
                wish = self.wishes.recv() => {
                    let Some((wish, done)) = wish else { break };
                    let answer = tokio::select! {
                        answer = self.fulfil(wish) => answer,
                        () = &mut stopped => break,
                    };
                    // Whoever asked may be gone.
                    let _ = done.send(answer.map_err(|error| report::in_one_line(error.as_ref())));
                }
                () = struck(self.trap.as_ref()) => tokio::select! {
                    sprung = self.spring() => if let Err(error) = sprung {
                        complain(error.as_ref());
                    },
                    () = &mut stopped => break,
                },
                status = self.bot.ended() => {
                    let status = status.map_or_else(|error| error.to_string(), |status| status.to_string());
                    eprintln!("playground: the bot ended by itself: {status}");
                }
            }
        }
        if let Err(error) = self.bot.stop().await {
            complain(error.as_ref());
        }
    }

    async fn fulfil(&mut self, wish: Wish) -> anyhow::Result<()> {
        match wish {
            Wish::Restart => {
                self.bot.stop().await?;
                self.bot.start().await
            }
            Wish::Kill => self.bot.kill().await,
            Wish::Start => self.bot.start().await,
            Wish::KillInRedemption => {
                let roles = Fault::on("PUT", "/guilds/*/members/*/roles/*");
                let trap = self.discord.fault(roles.hold().times(1));
                if let Some(earlier) = self.trap.replace(trap) {
                    earlier.remove();
                }
                Ok(())
            }
        }
    }

    /// Kills the bot while its request is held, lets Discord go on, and starts it again.
    async fn spring(&mut self) -> anyhow::Result<()> {
        self.bot.kill().await?;
        if let Some(trap) = self.trap.take() {
            trap.remove();
        }
        tokio::time::sleep(AWAY).await;
        self.bot.start().await
    }
}

async fn struck(trap: Option<&FaultHandle>) {
    match trap {
        Some(trap) => {
            while trap.hits() == 0 {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        }
        None => std::future::pending().await,
    }
}

fn complain(error: &(dyn std::error::Error + 'static)) {
    eprintln!("playground: {}", report::in_one_line(error));
}
