//! How long a page or a rank takes at the database, and how that grows with the number of members. Plain, since what is
//! wanted is a table and a ratio: `cargo bench --bench boards`, or with sizes of one's own, `-- 10000 1000000`.
//!
//! Databases of all sizes are made, asked in turns, and deleted.
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark may stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use sparks::db::{Connection, Db};
use sparks::ids::{AccountId, UserId};
use sparks::leaderboard::{BoardKey, Cursor, Page, account_and_standing, page};

mod support;

use support::guard::{self, Extent, ratio};
use support::{ACCOUNT_OFFSET, NOW_MS, OWNER_OFFSET, SKEWED, fill, micros, sizes};

const SIZES: [i64; 3] = [10_000, 100_000, 1_000_000];
/// The guard's.
const SIZES_SHORT: [i64; 2] = [2_000, 50_000];
const SAMPLES: i64 = 100;
const ROUNDS: usize = 4;
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
        let who = 1 + sample * 7919 * 13 % members;
        let (account, member) = (AccountId(ACCOUNT_OFFSET + who), UserId(OWNER_OFFSET + who));
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
        let own_rank = account_and_standing(connection, board, member);
        timed(&mut times, "own rank", own_rank).await;
    }
    times
}

/// A database of so many members, which is deleted with it.
struct Community {
    members: i64,
    db: Db,
    _folder: tempfile::TempDir,
}

impl Community {
    async fn with(members: i64, score: &str) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let db = Db::open(&folder.path().join("sparks.db")).await.unwrap();
        let start = Instant::now();
        fill(&db, members, score).await;
        // Closed in between, so that the log, which is as long as the file, is folded into it as a bot's is all the time.
        db.close().await;
        let db = Db::open(&folder.path().join("sparks.db")).await.unwrap();
        let built = start.elapsed().as_secs_f64();
        println!("{members} members, built in {built:.1} s");
        Self {
            members,
            db,
            _folder: folder,
        }
    }
}

/// Asks one board of all databases in turns, so that a slow minute of the machine is everybody's.
async fn one_board(all: &[Community], board: BoardKey) -> Vec<Times> {
    let mut times: Vec<Times> = all.iter().map(|_| Times::new()).collect();
    let mut readers = vec![];
    for community in all {
        readers.push(community.db.read().await.unwrap());
    }
    for round in 0..=ROUNDS {
        for ((community, reader), times) in all.iter().zip(&mut readers).zip(&mut times) {
            let measured = measure(reader, board, community.members).await;
            // The first is for what a bot that has run for a while has in memory.
            if round > 0 {
                for (what, measured) in measured {
                    times.entry(what).or_default().extend(measured);
                }
            }
        }
    }
    times
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
        println!("\n{spread}");
        let mut all = vec![];
        for members in &sizes {
            all.push(Community::with(*members, score).await);
        }
        println!(
            "median / p99 in us, and the growth of the median from the least to the most members"
        );
        for (board, key) in boards() {
            let times = one_board(&all, key).await;
            let mut rows: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
            for (what, mut times) in times.into_iter().flatten() {
                let figures = (micros(&mut times, 0.5), micros(&mut times, 0.99));
                rows.entry(what).or_default().push(figures);
            }
            for (what, figures) in rows {
                let growth = figures[figures.len() - 1].0 / figures[0].0;
                ratio(format!("{board}, {what}: with many to with few"), growth);
                print!("  {board:<10}{what:<16}");
                for (median, p99) in figures {
                    print!("{median:>8.0} /{p99:>6.0}");
                }
                println!("{growth:>8.2}");
            }
        }
        for community in all {
            community.db.close().await;
        }
    }
}
