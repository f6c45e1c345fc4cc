//! One durable movement of Sparks through `Db::write`, next to the same statements in bare SQLite and next to a bare sync of
//! the disk, in one run: `cargo bench --bench ledger`, or with sizes of one's own, `-- 10000 10000000`.
//!
//! Both files are copies of one database with the same schema, triggers and settings. What is compared takes turns, so that
//! a disk that has a slow minute has it for all of them.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark may stop at the first surprise, and prints rounded figures"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::types::ToSql;
use serde::Serialize;
use sparks::campaigns::batch::{
    ConfirmBatch, ConfirmOutcome, DoChunk, DraftBatch, DraftOutcome, Entry, LINES_MAX, Source,
    next_work,
};
use sparks::campaigns::{CreateCampaign, Terms};
use sparks::db::{Connection, Db};
use sparks::ids::{AccountId, CampaignId, UserId};
use sparks::ledger::{Decision, Request, RequestKey, Transfer, TransferKind, record};

#[path = "support/disk.rs"]
mod disk;
mod support;

use disk::Disk;
use support::guard::{self, Extent, ratio};
use support::{ACCOUNT_OFFSET, NOW_MS, SKEWED, fill, median, micros, sizes};

const SIZES: [i64; 2] = [10_000, 1_000_000];
const ROUNDS: usize = 5;
/// Movements of one caller in a round.
const SINGLE: i64 = 200;
const CALLERS: [i64; 4] = [1, 8, 64, 512];
/// The guard's.
const SIZES_SHORT: [i64; 1] = [10_000];
const CALLERS_SHORT: [i64; 1] = [64];
/// Movements of all callers together in a round.
const TOGETHER: i64 = 1_024;
/// What `Db::write` puts into one commit at most.
const GROUP: i64 = 64;
/// What a batch of awards puts into one commit.
const CHUNK: i64 = 100;

const MODERATOR: UserId = UserId(1);
/// Where Sparks come from.
const ISSUANCE: i64 = 1;
/// Awards in bulk, in all, in batches of as many lines as one may have; and the guard's.
const BULK: [i64; 2] = [100_000, 5_000];
/// How many chunks both pay before it is the other's turn.
const CHUNKS: usize = 20;

/// What is kept and when it is on the disk, as with the writer (`src/db/open.rs`).
const SETTINGS: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;";
/// How much of its work SQLite keeps in memory, as with the writer: with it, bare SQLite is faster than it is by itself.
const IN_MEMORY: &str = "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;";
/// As in `src/ledger`, so that both do the same work.
const FIND: &str = "SELECT content_hash, outcome FROM request WHERE key = $1";
const MOVE: &str = "INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, refers_to_id, request_key,
            actor_id, reason, created_at_ms)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN last.at_ms > $9 THEN last.at_ms ELSE $9 END
         FROM (SELECT COALESCE((SELECT created_at_ms FROM transfer ORDER BY id DESC LIMIT 1), 0) AS at_ms) AS last
         WHERE true
         RETURNING id,
            EXISTS (SELECT 1 FROM debt WHERE debt.account_id = credit_account_id AND debt.paid < debt.incurred)";
const REMEMBER: &str = "INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms) VALUES ($1, $2, $3, $4, $5)";

/// Gives a member one Spark.
#[derive(Serialize)]
#[serde(tag = "request", rename = "bench")]
struct Give {
    #[serde(skip)]
    key: RequestKey,
    account: i64,
}

impl Give {
    fn new(number: i64, members: i64) -> Self {
        Self {
            key: RequestKey::new("bench", number),
            account: account(number, members),
        }
    }
}

impl Request for Give {
    type Outcome = i64;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> i64 {
        NOW_MS
    }

    fn conflict() -> i64 {
        -1
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<i64>> {
        let transfer = Transfer {
            kind: TransferKind::Direct,
            debit: AccountId(ISSUANCE),
            credit: AccountId(self.account),
            amount: 1,
            request: &self.key,
            actor: None,
            reason: None,
            now_ms: NOW_MS,
        };
        let id = record(tx, &transfer).await??;
        Ok(Decision::done(id.0, 1))
    }
}

/// Members all over the table, each time another one.
fn account(number: i64, members: i64) -> i64 {
    ACCOUNT_OFFSET + 1 + number * 7_919 * 13 % members
}

/// SQLite alone.
struct Bare {
    connection: rusqlite::Connection,
    number: i64,
    members: i64,
}

impl Bare {
    fn open(path: &Path, members: i64, settings: &[&str]) -> Self {
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.execute_batch(&settings.concat()).unwrap();
        connection.set_prepared_statement_cache_capacity(100);
        Self {
            connection,
            number: 0,
            members,
        }
    }

    /// So many movements in one commit.
    fn commit(&mut self, movements: i64) {
        self.commit_from(ISSUANCE, movements);
    }

    /// The same from this account.
    fn commit_from(&mut self, debit: i64, movements: i64) {
        self.execute("BEGIN IMMEDIATE", &[]);
        for _ in 0..movements {
            self.number += 1;
            let key = format!("bench:{}", self.number);
            let hash = format!("{:064x}", self.number);
            let mut find = self.connection.prepare_cached(FIND).unwrap();
            assert!(!find.exists([&key]).unwrap());
            drop(find);
            let none: Option<i64> = None;
            let mut insert = self.connection.prepare_cached(MOVE).unwrap();
            let id: i64 = insert
                .query_row(
                    (
                        "direct",
                        debit,
                        account(self.number, self.members),
                        1,
                        none,
                        &key,
                        none,
                        none,
                        NOW_MS,
                    ),
                    |row| row.get(0),
                )
                .unwrap();
            drop(insert);
            self.execute(REMEMBER, &[&key, &hash, &id.to_string(), &1, &NOW_MS]);
        }
        self.execute("COMMIT", &[]);
    }

    fn execute(&self, sql: &str, values: &[&dyn ToSql]) {
        let mut statement = self.connection.prepare_cached(sql).unwrap();
        statement.execute(values).unwrap();
    }

    /// How many bytes one movement adds to the log.
    fn log_bytes(&mut self, path: &Path) -> u64 {
        const MOVEMENTS: i64 = 20;
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .unwrap();
        (0..MOVEMENTS).for_each(|_| self.commit(1));
        std::fs::metadata(beside(path, "-wal")).unwrap().len() / MOVEMENTS.unsigned_abs()
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}

fn timed(times: &mut Vec<Duration>, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    times.push(start.elapsed());
}

struct Ours {
    db: Arc<Db>,
    number: Arc<AtomicI64>,
    members: i64,
}

impl Ours {
    fn next(&self) -> Give {
        Give::new(
            self.number.fetch_add(1, Ordering::Relaxed) + 1,
            self.members,
        )
    }

    async fn one(&self, times: &mut Vec<Duration>) {
        let give = self.next();
        let start = Instant::now();
        self.db.write(give).await.unwrap();
        times.push(start.elapsed());
    }

    /// Movements a second with so many callers, each waiting for its answer before it asks again; and the most commits
    /// that any of them waited for.
    async fn together(self: &Arc<Self>, callers: i64) -> (f64, u64) {
        let start = Instant::now();
        let tasks: Vec<_> = (0..callers)
            .map(|_| {
                let ours = Arc::clone(self);
                tokio::spawn(async move {
                    let commits = ours.db.commits().unwrap();
                    let mut waited = 0;
                    for _ in 0..TOGETHER / callers {
                        let before = *commits.borrow();
                        ours.db.write(ours.next()).await.unwrap();
                        waited = waited.max(*commits.borrow() - before);
                    }
                    waited
                })
            })
            .collect();
        let mut waited = 0;
        for task in tasks {
            waited = waited.max(task.await.unwrap());
        }
        (TOGETHER as f64 / start.elapsed().as_secs_f64(), waited)
    }
}

async fn single(ours: &Ours, bare: &mut Bare, by_itself: &mut Bare, disk: &mut Disk) {
    let (mut through_db, mut through_sqlite, mut through_disk) = (vec![], vec![], vec![]);
    let mut through_default = vec![];
    for _ in 0..ROUNDS {
        for _ in 0..SINGLE {
            ours.one(&mut through_db).await;
            timed(&mut through_sqlite, || bare.commit(1));
            timed(&mut through_default, || by_itself.commit(1));
            timed(&mut through_disk, || disk.sync());
        }
    }
    println!("  one caller, one after the other: median / p99 in us");
    let mut medians = vec![];
    for (what, times) in [
        ("Db::write", &mut through_db),
        ("bare SQLite", &mut through_sqlite),
        ("  as it comes", &mut through_default),
        ("bare fdatasync", &mut through_disk),
    ] {
        let (half, most) = (micros(times, 0.5), micros(times, 0.99));
        println!("    {what:<24}{half:>8.0} /{most:>8.0}");
        medians.push((half, most));
    }
    ratio(
        "a transfer of one caller, to bare SQLite",
        medians[0].0 / medians[1].0,
    );
    println!(
        "    Db::write is {:.2} times bare SQLite (p99: {:.2}), {:.2} times it as it comes (p99: {:.2}), {:.2} times a bare sync",
        medians[0].0 / medians[1].0,
        medians[0].1 / medians[1].1,
        medians[0].0 / medians[2].0,
        medians[0].1 / medians[2].1,
        medians[0].0 / medians[3].0,
    );
}

async fn concurrent(ours: &Arc<Ours>, bare: &mut Bare, by_itself: &mut Bare, callers: &[i64]) {
    println!("  movements a second, median of {ROUNDS} rounds");
    let rate = |bare: &mut Bare, each: i64, in_all: i64| {
        let start = Instant::now();
        (0..in_all / each).for_each(|_| bare.commit(each));
        (in_all / each * each) as f64 / start.elapsed().as_secs_f64()
    };
    for callers in callers.iter().copied() {
        let (mut rates, mut alone, mut grouped) = (vec![], vec![], vec![]);
        let (mut default, mut most) = (vec![], 0);
        for _ in 0..ROUNDS {
            let (rate_of_ours, waited) = ours.together(callers).await;
            rates.push(rate_of_ours);
            most = most.max(waited);
            alone.push(rate(bare, 1, TOGETHER / 4));
            default.push(rate(by_itself, 1, TOGETHER / 4));
            grouped.push(rate(bare, callers.min(GROUP), TOGETHER));
        }
        let (ours, alone, grouped) = (median(&mut rates), median(&mut alone), median(&mut grouped));
        let default = median(&mut default);
        ratio(
            format!("a transfer of {callers} callers, to bare SQLite one at a time"),
            alone / ours,
        );
        ratio(
            format!("a transfer of {callers} callers, to bare SQLite with the same grouping"),
            grouped / ours,
        );
        println!(
            "    {callers:>3} callers {ours:>8.0}: {:>5.2} times bare SQLite one at a time ({alone:.0}; as it comes {:.2}, {default:.0}), {:.2} times it with the same grouping ({grouped:.0}); {most} commits waited for at most",
            ours / alone,
            ours / default,
            ours / grouped,
        );
    }
}

/// Awards in bulk, as `/award-many` pays them, next to bare SQLite with as many movements in a commit.
async fn bulk(ours: &Ours, bare: &mut Bare, campaign: (CampaignId, i64), awards: i64) {
    let (campaign, debit) = campaign;
    let mut number = 0;
    while number < awards {
        let most = i64::try_from(LINES_MAX).unwrap().min(ours.members);
        let lines = most.min(awards - number);
        let entries = (1..=lines).map(|line| Entry {
            line,
            member: UserId(1_000_000 + 1 + (number + line) % ours.members),
            amount: 1,
            reason: None,
        });
        let draft = DraftBatch {
            key: RequestKey::new("draft", number),
            moderator: MODERATOR,
            campaign,
            source: Source::File,
            entries: entries.collect(),
            now_ms: NOW_MS,
        };
        let drafted = ours.db.write(draft).await.unwrap();
        let DraftOutcome::Drafted { batch } = drafted else {
            unreachable!("{drafted:?}");
        };
        let confirm = ConfirmBatch {
            key: RequestKey::new("confirm", number),
            moderator: MODERATOR,
            batch,
            now_ms: NOW_MS,
        };
        let confirmed = ours.db.write(confirm).await.unwrap();
        assert_eq!(confirmed, ConfirmOutcome::Confirmed);
        number += lines;
    }
    let (mut in_bulk, mut bare_chunks) = (Duration::ZERO, Duration::ZERO);
    let (mut chunks, mut goes_on) = (0_usize, true);
    while goes_on {
        let start = Instant::now();
        for _ in 0..CHUNKS {
            let work = next_work(&mut ours.db.read().await.unwrap()).await.unwrap();
            let Some(work) = work else {
                goes_on = false;
                break;
            };
            let now_ms = NOW_MS;
            ours.db.write(DoChunk { work, now_ms }).await.unwrap();
            chunks += 1;
        }
        in_bulk += start.elapsed();
        let start = Instant::now();
        (0..CHUNKS).for_each(|_| bare.commit_from(debit, CHUNK));
        bare_chunks += start.elapsed();
    }
    let in_bulk = awards as f64 / in_bulk.as_secs_f64();
    let alone =
        (chunks.div_ceil(CHUNKS) * CHUNKS) as f64 * CHUNK as f64 / bare_chunks.as_secs_f64();
    ratio("a line of a bulk award, to bare SQLite", alone / in_bulk);
    println!(
        "  {awards} awards in bulk: {in_bulk:.0} lines a second, {:.2} times bare SQLite with {CHUNK} a commit ({alone:.0})",
        in_bulk / alone
    );
}

/// A campaign without limits, and its account.
async fn campaign(db: &Db) -> (CampaignId, i64) {
    let campaign = CreateCampaign {
        key: RequestKey::new("campaign", 1),
        moderator: MODERATOR,
        name: "Launch".into(),
        budget: None,
        terms: Terms::default(),
        now_ms: NOW_MS,
    };
    db.write(campaign).await.unwrap();
    let sql = "SELECT campaign.id, account.id FROM campaign
        JOIN account ON account.kind = 'campaign' AND account.owner_id = campaign.id";
    let mut reader = db.read().await.unwrap();
    let (campaign, account) = sqlx::query_as(sql).fetch_one(&mut *reader).await.unwrap();
    (CampaignId(campaign), account)
}

#[tokio::main]
async fn main() {
    guard::run("ledger", measure).await;
}

async fn measure(extent: Extent) {
    for members in sizes(extent.of(&SIZES, &SIZES_SHORT)) {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let file = |name: &str| folder.path().join(name);
        let (path, copy, other) = (file("sparks.db"), file("bare.db"), file("default.db"));
        let db = Db::open(&path).await.unwrap();
        fill(&db, members, SKEWED).await;
        let campaign = campaign(&db).await;
        db.close().await;
        std::fs::copy(&path, &copy).unwrap();
        std::fs::copy(&path, &other).unwrap();
        let mut bare = Bare::open(&copy, members, &[SETTINGS, IN_MEMORY]);
        let mut by_itself = Bare::open(&other, members, &[SETTINGS]);
        let bytes = bare.log_bytes(&copy);
        let mut disk = Disk::new(&folder.path().join("log"), bytes);
        let ours = Arc::new(Ours {
            db: Arc::new(Db::open(&path).await.unwrap()),
            number: Arc::default(),
            members,
        });
        println!("\n{members} accounts; a movement adds {bytes} bytes to the log");
        // What a bot that has run for a while has in memory.
        let mut unmeasured = vec![];
        for _ in 0..SINGLE {
            ours.one(&mut unmeasured).await;
            bare.commit(1);
            by_itself.commit(1);
        }
        let callers: &[i64] = extent.of(&CALLERS, &CALLERS_SHORT);
        single(&ours, &mut bare, &mut by_itself, &mut disk).await;
        concurrent(&ours, &mut bare, &mut by_itself, callers).await;
        bulk(&ours, &mut bare, campaign, extent.of(BULK[0], BULK[1])).await;
        ours.db.close().await;
    }
}
