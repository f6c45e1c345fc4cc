//! The soak: members and moderators use the real bot on a Discord on which everything goes wrong that can, while the
//! process is killed again and again. In the end everything is set right, what is under way comes to rest, and what
//! anybody was told is held against the ledger and against the roles.
//!
//! `SPARKS_SOAK_SECONDS` says how long (30), `SPARKS_SOAK_SEED` what happens (drawn, and printed first). The seed
//! decides what everybody does; how it interleaves with a process of its own is different each time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on should stop loudly"
)]

mod audit;
mod books;
mod calm;
mod canaries;
#[path = "../crash/command.rs"]
mod command;
mod journal;
mod killer;
mod members;
mod moderators;
mod plan;
#[allow(
    dead_code,
    reason = "shared with the crash tests, which need more of it"
)]
#[path = "../crash/process.rs"]
mod process;
mod product;
mod report;
mod roles;
mod sight;
mod stage;
mod trouble;
mod weather;

use std::sync::Arc;
use std::time::{Duration, Instant};

use sparks::fail_points::Canary;
use tokio::sync::Mutex;
use tokio_util::task::TaskTracker;

use crate::plan::Plan;
use crate::report::Report;
use crate::stage::Stage;

const SECONDS: u64 = 30;
/// Longer than the longest wait between two attempts at a delivery.
const CALM_MAX: Duration = Duration::from_secs(330);

/// Each soak needs the machine for itself.
static TURN: Mutex<()> = Mutex::const_new(());

/// What decides a run.
struct Soak {
    seed: u64,
    length: Duration,
    calm_max: Duration,
    canary: Option<Canary>,
}

impl Soak {
    async fn run(self) -> Report {
        println!("soak: seed {}, {:?}", self.seed, self.length);
        let stage = Arc::new(Stage::set(self.canary).await);
        let mut plan = Plan::with_seed(self.seed);
        stage.furnish().await;
        let begun = Instant::now();
        let faults = Arc::default();
        let everyone = TaskTracker::new();
        for index in 0..stage.guests.len() {
            everyone.spawn(members::live(Arc::clone(&stage), index, plan.fork()));
        }
        for index in 0..stage.moderators.len() {
            everyone.spawn(moderators::work(Arc::clone(&stage), index, plan.fork()));
        }
        for _ in 0..product::REPORTERS {
            everyone.spawn(product::report(Arc::clone(&stage), plan.fork()));
        }
        everyone.spawn(weather::blow(Arc::clone(&stage), faults, plan.fork()));
        everyone.spawn(killer::kill_again_and_again(
            Arc::clone(&stage),
            plan.fork(),
        ));
        let watching = Arc::clone(&stage);
        everyone.spawn(async move { watching.keep_watching().await });
        stage.pause(self.length).await;
        stage.over.cancel();
        everyone.close();
        everyone.wait().await;
        let soaked = begun.elapsed();
        let calm = Instant::now();
        stage.come_to_rest(self.calm_max).await;
        let calm = calm.elapsed();
        stage.look_at_everything();
        let findings = stage.audit().await;
        if !findings.violations.is_empty() && self.canary.is_none() {
            println!("soak: the files are in {}", stage.keep(self.seed).display());
        }
        let mut members: Vec<_> = findings.violations.iter().map(|one| one.member).collect();
        members.dedup();
        let stories = members.into_iter().flatten().take(3);
        Report {
            seed: self.seed,
            soaked,
            calm,
            counts: stage.tally.counts(),
            stories: stories.map(|member| stage.story_of(member)).collect(),
            findings,
        }
    }
}

/// The seed that was asked for, or another one each time.
fn seed() -> u64 {
    from_environment("SPARKS_SOAK_SEED").unwrap_or_else(|| fastrand::u64(..))
}

fn from_environment(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
    let number = value.parse();
    Some(number.unwrap_or_else(|_| panic!("{name} is not a number")))
}

#[ignore = "takes as long as it is told to, and needs a machine that is not busy otherwise"]
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_and_nothing_happens_twice() {
    let _turn = TURN.lock().await;
    let soak = Soak {
        seed: seed(),
        length: Duration::from_secs(from_environment("SPARKS_SOAK_SECONDS").unwrap_or(SECONDS)),
        calm_max: CALM_MAX,
        canary: None,
    };
    let report = soak.run().await;
    println!("{report}");
    assert!(report.is_clean(), "see the violations above");
}
