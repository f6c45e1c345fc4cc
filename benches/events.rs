//! Signed events over HTTP into the ledger, next to the same events through `Db::write` alone and next to a bare sync of the
//! disk, in one run: `cargo bench --bench events`, or with sizes of one's own, `-- 5000 10000`: how many events a
//! measurement has, and how many trades the busy account.
//!
//! Each way has a database of its own with the same in it. What is compared takes turns, so that a disk that has a slow
//! minute has it for all of them.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark may stop at the first surprise, and prints rounded figures"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "support/disk.rs"]
mod disk;
#[path = "support/endpoint.rs"]
mod endpoint;
mod support;

use disk::Disk;
use endpoint::House;
use support::guard::{self, Extent, ratio};
use support::{NOW_MS, median, micros, sizes};

/// Events of one measurement, and trades of the busy account.
const SIZES: [i64; 2] = [1_000, 2_000];
/// The guard's.
const SIZES_SHORT: [i64; 2] = [200, 400];
const CALLERS: [i64; 3] = [1, 8, 64];
const ROUNDS: i64 = 3;
/// Linked accounts that trade. Every second one was invited by the one before, who has a share.
const ACCOUNTS: i64 = 1_000;
/// Over so many days.
const DAYS: i64 = 20;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// The first and the last trades of the busy account.
const ENDS: usize = 100;
/// On how many days an account traded that is linked late, and how often that is measured.
const CELLS: i64 = 300;
const LINKS: i64 = 5;
/// No cap, since a capped trade moves nothing.
const RULES: &str = r#"
[[rules]]
from = 2025-01-01
trades = { sparks_per_usd = "1", minimum_usd = "1", daily_cap = 1000000 }
[[rules.referral_tiers]]
trade_share_percent = "10"
first_plan_share_percent = "50"
"#;

/// Gives each event a number.
#[derive(Default)]
struct Bodies {
    events: i64,
}

impl Bodies {
    fn event(&mut self, kind: &str, at_ms: i64, data: &str) -> String {
        self.events += 1;
        let id = self.events;
        let at = rfc3339(at_ms);
        format!(
            r#"{{"type": "{kind}", "version": 1, "id": "event-{id}", "occurred_at": "{at}", "data": {{{data}}}}}"#
        )
    }

    fn trade(&mut self, account: &str, at_ms: i64) -> String {
        let data = format!(r#""account": "{account}", "volume_usd": "12.50""#);
        self.event("trade.filled", at_ms, &data)
    }

    fn link(&mut self, account: &str, member: i64) -> String {
        let data = format!(r#""account": "{account}", "discord_user_id": "{member}""#);
        self.event("account.linked", NOW_MS - 400 * DAY_MS, &data)
    }

    fn referral(&mut self, by: &str, who: &str) -> String {
        let data = format!(r#""inviter": "{by}", "invitee": "{who}""#);
        self.event("referral.registered", NOW_MS - 400 * DAY_MS, &data)
    }

    /// A trade of any of the accounts, on any day.
    fn any_trade(&mut self) -> String {
        let (account, day) = (self.events * 7_919 % ACCOUNTS, self.events % DAYS);
        self.trade(&format!("acct-{account}"), NOW_MS - day * DAY_MS)
    }

    fn any_trades(&mut self, count: i64) -> Vec<String> {
        (0..count).map(|_| self.any_trade()).collect()
    }
}

fn rfc3339(at_ms: i64) -> String {
    let at = time::OffsetDateTime::from_unix_timestamp(at_ms / 1_000).unwrap();
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second) = at.to_hms();
    let month = u8::from(month);
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// How many bytes one event adds to the log, which is new.
async fn log_bytes(path: &Path, bodies: &mut Bodies) -> u64 {
    const EVENTS: u64 = 20;
    let house = House::open(path, RULES).await;
    let log = path.with_extension("db-wal");
    let length = || std::fs::metadata(&log).map_or(0, |log| log.len());
    house.prepare(&[bodies.link("acct-1", 1_000_001)]).await;
    let before = length();
    for _ in 0..EVENTS {
        let trade = bodies.trade("acct-1", NOW_MS);
        house.record(&trade).await;
    }
    let bytes = (length() - before) / EVENTS;
    house.close().await;
    bytes
}

/// Accounts that are linked, half of them invited.
fn inhabitants(bodies: &mut Bodies) -> Vec<String> {
    let mut all = vec![];
    for number in 0..ACCOUNTS {
        let account = format!("acct-{number}");
        all.push(bodies.link(&account, 1_000_000 + number));
        if number % 2 == 1 {
            all.push(bodies.referral(&format!("acct-{}", number - 1), &account));
        }
    }
    all
}

fn print(what: &str, times: &mut [Duration]) -> (f64, f64) {
    let (half, most) = (micros(times, 0.5), micros(times, 0.99));
    println!("    {what:<28}{half:>8.0} /{most:>8.0}");
    (half, most)
}

async fn timed(times: &mut Vec<Duration>, work: impl Future<Output = ()>) {
    let start = Instant::now();
    work.await;
    times.push(start.elapsed());
}

async fn single(signed: &House, alone: &House, disk: &mut Disk, bodies: &mut Bodies, events: i64) {
    let mut caller = signed.caller().await;
    let (mut over_http, mut through_db, mut through_disk) = (vec![], vec![], vec![]);
    for body in bodies.any_trades(events) {
        let request = signed.request(&body);
        timed(&mut over_http, caller.post(&request)).await;
        timed(&mut through_db, alone.record(&body)).await;
        timed(&mut through_disk, async { disk.sync() }).await;
    }
    println!("  one caller, one event after the other: median / p99 in us");
    let http = print("signed, over HTTP", &mut over_http);
    let db = print("Db::write alone", &mut through_db);
    let disk = print("bare fdatasync", &mut through_disk);
    ratio("an event over HTTP, to Db::write", http.0 / db.0);
    println!(
        "    over HTTP it is {:.2} times Db::write (p99: {:.2}), {:.2} times a bare sync",
        http.0 / db.0,
        http.1 / db.1,
        http.0 / disk.0,
    );
}

/// How long each took, and how many there were a second.
struct Together {
    times: Vec<Duration>,
    rate: f64,
}

/// So many callers, each of whom waits for the answer before the next event.
async fn together(
    house: &Arc<House>,
    bodies: Vec<String>,
    callers: i64,
    is_http: bool,
) -> Together {
    let count = bodies.len();
    let mut shares = vec![vec![]; usize::try_from(callers).unwrap()];
    for (number, body) in bodies.into_iter().enumerate() {
        let share = number % shares.len();
        shares[share].push((house.request(&body), body));
    }
    let mut ready = vec![];
    for share in shares {
        ready.push((house.caller().await, share));
    }
    let start = Instant::now();
    let tasks = ready.into_iter().map(|(mut caller, share)| {
        let house = Arc::clone(house);
        tokio::spawn(async move {
            let mut times = vec![];
            for (request, body) in share {
                if is_http {
                    timed(&mut times, caller.post(&request)).await;
                } else {
                    timed(&mut times, house.record(&body)).await;
                }
            }
            times
        })
    });
    let tasks: Vec<_> = tasks.collect();
    let mut times = vec![];
    for task in tasks {
        times.extend(task.await.unwrap());
    }
    let rate = count as f64 / start.elapsed().as_secs_f64();
    Together { times, rate }
}

async fn concurrent(signed: &Arc<House>, alone: &Arc<House>, bodies: &mut Bodies, events: i64) {
    println!("  many callers: events a second, median of {ROUNDS} rounds; median / p99 in us");
    for callers in CALLERS {
        let (mut over_http, mut through_db) = (vec![], vec![]);
        let (mut rates_http, mut rates_db) = (vec![], vec![]);
        for _ in 0..ROUNDS {
            let events = bodies.any_trades(events);
            let http = together(signed, events.clone(), callers, true).await;
            let db = together(alone, events, callers, false).await;
            over_http.extend(http.times);
            through_db.extend(db.times);
            rates_http.push(http.rate);
            rates_db.push(db.rate);
        }
        let (http, db) = (median(&mut rates_http), median(&mut rates_db));
        ratio(
            format!("an event of {callers} callers over HTTP, to Db::write"),
            db / http,
        );
        println!(
            "    {callers:>2} callers: {http:.0} over HTTP, {:.2} times Db::write alone ({db:.0})",
            http / db
        );
        print("signed, over HTTP", &mut over_http);
        print("Db::write alone", &mut through_db);
    }
}

/// One account's trades of one day, and as many of all others; both over HTTP, in turns. Were the day read again for each
/// trade, the last would take longer than the first.
async fn busy(signed: &House, bodies: &mut Bodies, trades: i64) {
    let invited = bodies.referral("acct-0", "busy");
    signed
        .prepare(&[bodies.link("busy", 2_000_000), invited])
        .await;
    let mut caller = signed.caller().await;
    let (mut of_busy, mut of_others) = (vec![], vec![]);
    for _ in 0..trades {
        let request = signed.request(&bodies.trade("busy", NOW_MS));
        timed(&mut of_busy, caller.post(&request)).await;
        let request = signed.request(&bodies.any_trade());
        timed(&mut of_others, caller.post(&request)).await;
    }
    println!("  {trades} trades of one account on one day, who was invited: median / p99 in us");
    for (what, times) in [("the busy account", of_busy), ("all others", of_others)] {
        let ends = ENDS.min(times.len() / 2);
        let (first, last) = (&times[..ends], &times[times.len() - ends..]);
        let first = print(&format!("{what}, first {ends}"), &mut first.to_vec());
        let last = print(&format!("{what}, last {ends}"), &mut last.to_vec());
        ratio(
            format!("{what}: a last trade, to a first"),
            last.0 / first.0,
        );
        println!("    the last took {:.2} times the first", last.0 / first.0);
    }
}

/// Linking an account that nobody had, after it traded on many days and on one.
async fn links(signed: &House, bodies: &mut Bodies) {
    let (mut of_many, mut of_one) = (vec![], vec![]);
    let mut caller = signed.caller().await;
    for number in 0..LINKS {
        let (many, one) = (format!("many-{number}"), format!("one-{number}"));
        let trades = (0..CELLS).map(|day| bodies.trade(&many, NOW_MS - day * DAY_MS));
        let mut trades: Vec<_> = trades.collect();
        trades.push(bodies.trade(&one, NOW_MS));
        signed.prepare(&trades).await;
        let request = signed.request(&bodies.link(&many, 3_000_000 + number));
        timed(&mut of_many, caller.post(&request)).await;
        let request = signed.request(&bodies.link(&one, 4_000_000 + number));
        timed(&mut of_one, caller.post(&request)).await;
    }
    println!("  linking an account that traded before, {LINKS} times: median / p99 in us");
    let many = print(&format!("on {CELLS} days"), &mut of_many);
    let one = print("on one", &mut of_one);
    let each = (many.0 - one.0) / (CELLS - 1) as f64;
    ratio("a link after many days, to after one", many.0 / one.0);
    println!(
        "    {:.1} times as long: {each:.0} us for each day more",
        many.0 / one.0
    );
}

#[tokio::main]
async fn main() {
    guard::run("events", measure).await;
}

async fn measure(extent: Extent) {
    let sizes = sizes(extent.of(&SIZES, &SIZES_SHORT));
    let (events, trades) = (sizes[0], *sizes.get(1).unwrap_or(&SIZES[1]));
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut bodies = Bodies::default();
    let bytes = log_bytes(&folder.path().join("first.db"), &mut bodies).await;
    let mut disk = Disk::new(&folder.path().join("log"), bytes);
    let signed = House::open(&folder.path().join("signed.db"), RULES).await;
    let alone = House::open(&folder.path().join("alone.db"), RULES).await;
    let (signed, alone) = (Arc::new(signed), Arc::new(alone));
    let inhabitants = inhabitants(&mut bodies);
    for house in [&signed, &alone] {
        house.prepare(&inhabitants).await;
    }
    println!(
        "\n{ACCOUNTS} accounts; {events} events a measurement; an event adds {bytes} bytes to the log"
    );
    single(&signed, &alone, &mut disk, &mut bodies, events).await;
    concurrent(&signed, &alone, &mut bodies, events).await;
    busy(&signed, &mut bodies, trades).await;
    links(&signed, &mut bodies).await;
    for house in [signed, alone] {
        Arc::into_inner(house).unwrap().close().await;
    }
}
