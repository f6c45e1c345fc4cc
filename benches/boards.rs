//! How long a page or a rank takes at the database, and how that grows with the number of members. Plain, since what is
//! wanted is a table and a ratio: `cargo bench --bench boards`, or with sizes of one's own, `-- 10000 1000000`.
//!
//! Each database is made, asked, and deleted.
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark may stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use sparks::db::{Connection, Db};
use sparks::ids::AccountId;
use sparks::leaderboard::{BoardKey, Cursor, Page, page, standing};

mod support;

use support::guard::{self, Extent, ratio};
use support::{ACCOUNT_OFFSET, NOW_MS, SKEWED, fill, micros, sizes};

const SIZES: [i64; 3] = [10_000, 100_000, 1_000_000];
/// The guard's.
const SIZES_SHORT: [i64; 2] = [2_000, 50_000];
const SAMPLES: i64 = 200;
/// How scores are spread.
const SPREADS: [(&str, &str); 2] = [("skewed", SKEWED), ("all equal", "100")];

/// Durations by what was asked.
type Times = BTreeMap<&'static str, Vec<Duration>>;

async fn timed<T>(
    times: &mut Times,
    what: &'static str,
    work: impl Future<Output = sqlx::Result<T>>,
) -> T {
    let start = Instant::now();
    let outcome = work.await.unwrap();
    times.entry(what).or_default().push(start.elapsed());
    outcome
}

/// Places all over the board, each asked in every way.
async fn measure(connection: &mut Connection, board: BoardKey, members: i64) -> Times {
    let mut times = Times::new();
    let pages = members / 10;
    for sample in 0..SAMPLES {
        let account = AccountId(ACCOUNT_OFFSET + 1 + sample * 7919 * 13 % members);
        let number = 1 + sample * pages / SAMPLES;
        timed(
            &mut times,
            "top page",
            page(connection, board, Cursor::Top, None),
        )
        .await;
        let found: Page = timed(
            &mut times,
            "page by number",
            page(connection, board, Cursor::Number(number), None),
        )
        .await;
        let last = found.entries.last().unwrap();
        let next = Cursor::After {
            score: last.score,
            account: last.account,
        };
        timed(&mut times, "next page", page(connection, board, next, None)).await;
        timed(
            &mut times,
            "page around me",
            page(connection, board, Cursor::Own, Some(account)),
        )
        .await;
        timed(&mut times, "own rank", standing(connection, board, account)).await;
    }
    times
}

/// Asks both boards of one database.
async fn one(members: i64, score: &str) -> (Vec<Times>, Duration) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let db = Db::open(&folder.path().join("sparks.db")).await.unwrap();
    let start = Instant::now();
    fill(&db, members, score).await;
    let built = start.elapsed();
    let mut reader = db.read().await.unwrap();
    let mut all = vec![];
    for (_, board) in boards() {
        // What a bot that has run for a while has in memory.
        measure(&mut reader, board, members).await;
        all.push(measure(&mut reader, board, members).await);
    }
    drop(reader);
    db.close().await;
    (all, built)
}

fn boards() -> [(&'static str, BoardKey); 2] {
    [
        ("lifetime", BoardKey::Lifetime),
        ("month", BoardKey::month(NOW_MS)),
    ]
}

#[tokio::main]
async fn main() {
    guard::run("boards", measure_all).await;
}

async fn measure_all(extent: Extent) {
    let sizes = sizes(extent.of(&SIZES, &SIZES_SHORT));
    for (spread, score) in extent.of(&SPREADS[..], &SPREADS[..1]).iter().copied() {
        let mut medians: BTreeMap<(&str, &str), Vec<f64>> = BTreeMap::new();
        for members in &sizes {
            let (all, built) = one(*members, score).await;
            let built = built.as_secs_f64();
            println!("\n{members} members, {spread} (built in {built:.1} s): median / p99 in us");
            for ((board, _), times) in boards().into_iter().zip(all) {
                for (what, mut times) in times {
                    let (median, p99) = (micros(&mut times, 0.5), micros(&mut times, 0.99));
                    println!("  {board:<10}{what:<16}{median:>8.0} /{p99:>8.0}");
                    medians.entry((board, what)).or_default().push(median);
                }
            }
        }
        println!("\ngrowth of the median from the least to the most members, {spread}");
        for ((board, what), medians) in medians {
            let growth = medians[medians.len() - 1] / medians[0];
            ratio(format!("{board}, {what}: with many to with few"), growth);
            println!("  {board:<10}{what:<16}{growth:>8.2}");
        }
    }
}
