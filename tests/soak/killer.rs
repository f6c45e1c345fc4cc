//! Kills the bot: with SIGKILL at any moment, or between two of its own steps, and starts it again as a service manager
//! would. A bot that ends by itself is wrong: one that starts while Discord is away waits for it.

use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;
use std::sync::Arc;

use sparks::fail_points::CrashPoint;

use crate::plan::Plan;
use crate::process::{Bot, Planted};
use crate::stage::Stage;

/// A bot that was refused by its own ledger never starts again, so there is nothing to wait for.
const UNSOUND: &str = "the ledger is not sound";
const WAITS: &str = "the start waits for Discord";
const SIGABRT: i32 = 6;
/// Passages of a crash point that are drawn; some points are passed often, most are not.
const PASSAGES: &[(u32, (i64, i64))] = &[(6, (1, 3)), (3, (4, 30))];

/// How long a bot lives: short of a start, some requests long, or long enough for everything that waits.
const LIVES_MS: &[(u32, (u64, u64))] =
    &[(25, (30, 900)), (50, (900, 4_000)), (25, (4_000, 14_000))];

/// Lets it live and die until it is over. It is dead in the end.
pub async fn kill_again_and_again(stage: Arc<Stage>, mut plan: Plan) {
    while !stage.is_over() {
        let crash_at = plan.percent(30).then(|| {
            let point = *plan.one_of(CrashPoint::ALL).unwrap();
            let (least, most) = plan.weighted(PASSAGES);
            (point, u64::try_from(plan.number(least..=most)).unwrap())
        });
        let mut bot = spawn(&stage, crash_at);
        stage.tally.add("bot: start");
        let (least, most) = plan.weighted(LIVES_MS);
        let life = plan.milliseconds(least..=most);
        let ended = tokio::select! {
            status = bot.wait() => Some(status),
            () = stage.pause(life) => None,
            () = stage.strike.notified() => None,
        };
        let bot_waited = bot.log().contains(WAITS);
        match ended {
            None => {
                stage.journal.note(None, "the bot is killed");
                stage.tally.add("bot: killed with SIGKILL");
                bot.kill().await;
            }
            Some(status) => ended_by_itself(&stage, &bot, crash_at, status),
        }
        if bot_waited {
            stage.tally.add("bot: waited for Discord at its start");
        }
        stage.pause(plan.milliseconds(0..=300)).await;
    }
}

fn spawn(stage: &Stage, crash_at: Option<(CrashPoint, u64)>) -> Bot {
    // Nobody resumes the session of a process that is dead, and what was dispatched to it is lost.
    stage.discord.gateway_invalid_session(false);
    stage
        .journal
        .note(None, format!("the bot starts, to die at {crash_at:?}"));
    let planted = Planted {
        crash_at,
        canary: stage.canary,
    };
    Bot::spawn(stage.folder.path(), &stage.discord, planted)
}

fn ended_by_itself(
    stage: &Stage,
    bot: &Bot,
    crash_at: Option<(CrashPoint, u64)>,
    status: ExitStatus,
) {
    let log = bot.log();
    let last = log.lines().last().unwrap_or_default();
    stage.journal.note(None, format!("the bot ends: {last}"));
    if status.signal() == Some(SIGABRT) && crash_at.is_some() {
        stage.tally.add("bot: died at a crash point");
        return;
    }
    if log.contains(UNSOUND) {
        stage.over.cancel();
    }
    stage.tally.add("bot: ended by itself");
    let wrong = format!("the bot ended with {status}:\n{}", tail(&log));
    stage.wrong.lock().unwrap().push(wrong);
}

/// The last lines of a log.
pub fn tail(log: &str) -> String {
    let lines: Vec<_> = log.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

/// A bot that is to go on.
pub struct Keeper {
    bot: Bot,
}

impl Keeper {
    /// Starts it in fair weather and returns when it serves.
    pub async fn start(stage: &Stage) -> Self {
        let sessions = stage.discord.sessions().len();
        let mut bot = spawn(stage, None);
        let connected = async {
            stage
                .discord
                .wait_until(|discord| discord.sessions().len() > sessions)
                .await;
            stage.discord.wait_for_commands().await;
        };
        tokio::select! {
            () = connected => {}
            status = bot.wait() => {
                let wrong = format!("the bot does not start, {status}:\n{}", tail(&bot.log()));
                stage.wrong.lock().unwrap().push(wrong);
            }
        }
        Self { bot }
    }

    pub fn has_ended(&mut self) -> bool {
        self.bot.ended().is_some()
    }

    pub async fn kill(self) {
        self.bot.kill().await;
    }
}
