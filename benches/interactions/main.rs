//! The bot as a process against the local Discord, over real sockets, next to an empty poise `/ping` bot in the same run:
//! `cargo bench --bench interactions`, or with other numbers of accounts, `-- 10000`.
//!
//! The two take turns, command by command, so that a machine that has a slow minute has it for both. What is timed is from
//! the moment Discord sends an interaction to the moment it has the whole answer: for `/award` and `/redeem` that is after
//! the commit.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark may stop at the first surprise, and prints rounded figures"
)]

mod bots;
mod community;
mod load;
mod ping;
#[path = "../support/mod.rs"]
mod support;

use std::time::Instant;

use bots::{Bot, Usage};
use community::Community;
use load::{Figures, Kind, Latency};
use support::guard::{self, Extent, ratio};

const ACCOUNTS: [i64; 1] = [1_000_000];
/// The guard's.
const ACCOUNTS_SHORT: [i64; 1] = [10_000];
/// Set for the process that is the empty bot.
const PING: &str = "SPARKS_BENCH_PING";
const ROUNDS: usize = 5;
const ROUNDS_SHORT: usize = 2;
/// Interactions of one kind in a round, at [`RATE`] a second.
const IN_ROUND: usize = 200;
const RATE: f64 = 100.0;
/// The same for what is done once in a while, and takes a picture.
const REDEEMED_IN_ROUND: usize = 20;
const REDEEM_RATE: f64 = 10.0;
/// How many wait at the same time when a bot gets all that it can take, and how many it gets.
const SATURATION: (usize, usize) = (64, 4_000);
/// What a large community does on a busy evening, for how long.
const MIXED_RATE: f64 = 1_000.0;
const MIXED: usize = 60_000;

fn main() {
    if std::env::var_os(PING).is_some() {
        return ping::main();
    }
    tokio::runtime::Runtime::new()
        .unwrap()
        .block_on(guard::run("interactions", async |extent| {
            for accounts in support::sizes(extent.of(&ACCOUNTS, &ACCOUNTS_SHORT)) {
                measure(accounts, extent).await;
            }
        }));
}

async fn measure(accounts: i64, extent: Extent) {
    println!("\n{accounts} accounts");
    let community = Community::with(accounts).await;
    let (ping, ping_ready) = Bot::ping(&community.elsewhere).await;
    let (mut sparks, sparks_ready) = Bot::sparks(&community, None).await;
    println!(
        "  from the start of the process to READY and commands: {} ms, the empty bot {} ms",
        sparks_ready.as_millis(),
        ping_ready.as_millis()
    );
    let begun = Instant::now();
    sparks.is_idle().await;
    println!(
        "  the whole file was checked {:.0} s after that at the latest",
        begun.elapsed().as_secs_f64()
    );
    let (ours, theirs) = (sparks.usage(), ping.usage());
    ratio(
        "memory, to the empty bot's",
        ours.resident_mb / theirs.resident_mb,
    );
    println!(
        "  memory, idle: {:.1} MB, the empty bot {:.1} MB: {:.2} times",
        ours.resident_mb,
        theirs.resident_mb,
        ours.resident_mb / theirs.resident_mb
    );
    let rounds = extent.of(ROUNDS, ROUNDS_SHORT);
    at_a_steady_rate(&community, &sparks, &ping, rounds).await;
    if extent == Extent::Whole {
        at_saturation(&community, &sparks, &ping).await;
    }
    drop(ping);
    sparks.stop().await;
    if extent == Extent::Whole {
        mixed(&community).await;
    }
    println!("  {}", community.verified().await);
}

/// Each kind next to `/ping`, in turns.
async fn at_a_steady_rate(community: &Community, sparks: &Bot, ping: &Bot, rounds: usize) {
    println!(
        "  at {RATE} a second (redemptions at {REDEEM_RATE}): median / p99 in ms, processor time an interaction in ms; next to the empty bot's /ping"
    );
    for kind in Kind::ALL {
        let (mut ours, mut theirs) = (Latency::default(), Latency::default());
        let (in_round, rate) = match kind {
            Kind::Redeem => (REDEEMED_IN_ROUND, REDEEM_RATE),
            _ => (IN_ROUND, RATE),
        };
        let (mut our_time, mut their_time) = (0.0, 0.0);
        for round in 0..=rounds {
            let before = (sparks.usage(), ping.usage());
            let a = community.load(Kind::Ping, in_round, rate).await;
            let b = community.load(kind, in_round, rate).await;
            assert_eq!(
                (a.answered(), b.answered()),
                (in_round, in_round),
                "{}",
                kind.name()
            );
            let after = (sparks.usage(), ping.usage());
            // The first is for what a bot that has run for a while has in memory.
            if round > 0 {
                theirs.add(a);
                ours.add(b);
                our_time += after.0.processor - before.0.processor;
                their_time += after.1.processor - before.1.processor;
            }
        }
        let each = |seconds: f64| seconds * 1e3 / (rounds * in_round) as f64;
        let (ours, theirs) = (ours.figures(), theirs.figures());
        let what = kind.name();
        ratio(
            format!("{what}: median, to the empty bot's"),
            ours.median / theirs.median,
        );
        ratio(
            format!("{what}: processor time, to the empty bot's"),
            our_time / their_time,
        );
        println!(
            "    {what:<24}{:>6.2} / {:>6.2}, {:>5.2} /ping {:>6.2} / {:>6.2}, {:>5.2}: {:.2} times at the median, {:.2} of processor time",
            ours.median,
            ours.p99,
            each(our_time),
            theirs.median,
            theirs.p99,
            each(their_time),
            ours.median / theirs.median,
            our_time / their_time,
        );
    }
}

async fn at_saturation(community: &Community, sparks: &Bot, ping: &Bot) {
    let (at_once, count) = SATURATION;
    println!("  {at_once} waiting at all times: answers a second, processors used");
    for kind in [Kind::Ping, Kind::Sparks, Kind::Leaderboard, Kind::Award] {
        let bot = if kind == Kind::Ping { ping } else { sparks };
        let before = bot.usage();
        let took = community.saturate(kind, at_once, count).await;
        let used = bot.usage().processor - before.processor;
        println!(
            "    {:<24}{:>8.0} {:>6.2}",
            kind.name(),
            count as f64 / took.as_secs_f64(),
            used / took.as_secs_f64()
        );
    }
}

/// On one processor of the machine, where it can be told to use one.
async fn mixed(community: &Community) {
    let (mut bot, _) = Bot::sparks(community, Some(0)).await;
    bot.is_idle().await;
    let before = bot.usage();
    let begun = Instant::now();
    let mixed = community.load_mixed(MIXED, MIXED_RATE).await;
    let took = begun.elapsed().as_secs_f64();
    let Usage {
        processor,
        resident_mb,
    } = bot.usage();
    let used = (processor - before.processor) / took;
    let answered = mixed.len();
    let of = |kind: Option<Kind>| {
        let asked = mixed
            .iter()
            .filter(|(of, _)| kind.is_none_or(|kind| kind == *of));
        Latency::of(asked.map(|(_, took)| *took).collect()).figures()
    };
    let figures = of(None);
    println!(
        "  {MIXED_RATE} mixed a second for {took:.0} s, the bot on one processor: {answered} of {MIXED} answered, median {:.2} ms, p99 {:.2} ms; {used:.2} of the processor, {resident_mb:.0} MB",
        figures.median, figures.p99,
    );
    let answered = |kind: &Kind| mixed.iter().any(|(of, _)| of == kind);
    for kind in Kind::ALL.into_iter().filter(answered) {
        let Figures { median, p99 } = of(Some(kind));
        println!("    {:<22} {median:>7.2} / {p99:>6.2} ms", kind.name());
    }
    bot.stop().await;
}
