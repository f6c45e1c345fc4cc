//! How long a page or a rank takes at the database, and how that grows with the number of members. Plain, since what is
//! wanted is a table and a ratio: `cargo bench --bench boards`, or with sizes of one's own, `-- 10000 1000000`.
//!
//! Each database is made by plain SQL and [`Rebuild`], asked, and deleted.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a benchmark may stop at the first surprise, and prints rounded figures"
)]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use sparks::db::{Connection, Db, Write};
use sparks::ids::AccountId;
use sparks::leaderboard::{BoardKey, Cursor, Page, Rebuild, page, standing};
use sqlx::AssertSqlSafe;

const SIZES: [i64; 3] = [10_000, 100_000, 1_000_000];
const SAMPLES: i64 = 200;
/// November 2026.
const NOW_MS: i64 = 1_795_219_200_000;

/// How scores are spread: SQL over a member's number `n`, from 1.
const SPREADS: [(&str, &str); 2] = [
    // Few with very much, most with little, and so with many equals.
    (
        "skewed",
        "1 + CAST(20000.0 / (1 + (n * 7919) % 10007) AS INTEGER) * (1 + (n * 31) % 5) + (n * 104729) % 90",
    ),
    ("all equal", "100"),
];

struct Run(String);

impl Write for Run {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::raw_sql(AssertSqlSafe(self.0.clone()))
            .execute(tx)
            .await?;
        Ok(())
    }
}

/// Every member has one award, made this month. Entries are made by [`Rebuild`], so the triggers are put aside.
async fn fill(db: &Db, members: i64, score: &str) {
    let mut reader = db.read().await.unwrap();
    let triggers: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'transfer'",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    drop(reader);
    let (mut drop_all, mut make_all) = (String::new(), String::new());
    for (name, sql) in triggers {
        drop_all.extend(["DROP TRIGGER ", &name, ";"]);
        make_all.extend([&sql, ";"]);
    }
    let numbers = format!(
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {members}) SELECT n FROM number"
    );
    db.write(Run(format!(
        "{drop_all}
         INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms)
            VALUES ('all', printf('%064d', 0), '{{}}', {members}, 0);
         INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms)
            SELECT n + 10, 'member', n + 1000000, 0, 0 FROM ({numbers});
         INSERT INTO transfer (id, kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
            SELECT n, 'direct', 1, n + 10, {score}, 'all', {NOW_MS} FROM ({numbers});
         {make_all}"
    )))
    .await
    .unwrap();
    db.write(Rebuild).await.unwrap();
}

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
        let account = AccountId(11 + sample * 7919 * 13 % members);
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

fn micros(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    let at = ((times.len() - 1) as f64 * share).round() as usize;
    times[at].as_secs_f64() * 1e6
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
    let asked: Vec<i64> = std::env::args()
        .filter_map(|size| size.parse().ok())
        .collect();
    let sizes = if asked.is_empty() {
        SIZES.to_vec()
    } else {
        asked
    };
    for (spread, score) in SPREADS {
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
            println!("  {board:<10}{what:<16}{growth:>8.2}");
        }
    }
}
