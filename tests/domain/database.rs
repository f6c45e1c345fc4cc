//! The database file: who may open it, what is refused and how that is said, what a connection can do, that a killed
//! process loses nothing it acknowledged, and backups while it is in use.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use sparks::db::{BackupError, Connection, Db, OpenError, Write};
use sparks::ledger;
use sqlx::{Connection as _, SqliteConnection};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::support::{ALICE, CAMPAIGN, House, member};

/// Names of the files in a folder, in order.
fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn folder_and_file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sparks.db");
    (folder, path)
}

async fn is_clean(path: &Path) -> bool {
    let db = Db::open_read_only(path).await.unwrap();
    let mut reader = db.read().await.unwrap();
    ledger::verify(&mut reader).await.unwrap().is_clean()
}

#[tokio::test]
async fn a_clean_stop_leaves_one_file_with_everything_in_it() {
    let mut house = House::open().await;
    house.award(ALICE, 500).await;
    house.verify().await;
    house.stop().await;
    let folder = house.path().parent().unwrap().to_owned();
    assert_eq!(files(&folder), ["sparks.db", "sparks.db.lock"]);
}

#[tokio::test]
async fn closing_commits_what_waits_and_takes_no_more() {
    let house = House::open().await;
    let waiting = (0..100).map(|number| {
        let award = house.award_request(member(number), 10);
        house.db().write(award)
    });
    let (awarded, ()) = futures::join!(futures::future::try_join_all(waiting), house.db().close(),);
    assert_eq!(awarded.unwrap().len(), 100);
    let late = house.award_request(ALICE, 10);
    let refusal = house.db().write(late).await.unwrap_err().to_string();
    assert!(refusal.contains("closed"), "{refusal}");
    let again = House::open_at(&house.path()).await;
    assert_eq!(again.number("SELECT COUNT(*) FROM transfer").await, 100);
    again.verify().await;
    house.is_verified();
}

#[tokio::test]
async fn a_second_opening_is_refused_and_told_who_is_in() {
    let (folder, path) = folder_and_file();
    let first = Db::open(&path).await.unwrap();
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    for path in [&path, &link] {
        let refusal = Db::open(path).await.unwrap_err().to_string();
        let holder = format!("in use by process {}", std::process::id());
        assert!(refusal.contains(&holder), "{refusal}");
    }
    let beside = Db::open_read_only(&path).await.unwrap();
    beside.close().await;
    first.close().await;
    Db::open(&path).await.unwrap().close().await;
}

/// A writer that is still busy when its handle goes must keep others out until it is done.
#[tokio::test]
async fn a_dropped_handle_holds_the_file_until_its_last_write_is_done() {
    struct Slow(Arc<tokio::sync::Semaphore>, Arc<tokio::sync::Notify>);
    impl Write for Slow {
        type Outcome = ();
        async fn apply(&self, _tx: &mut Connection) -> anyhow::Result<()> {
            self.1.notify_one();
            self.0.acquire().await?.forget();
            Ok(())
        }
    }
    let (_folder, path) = folder_and_file();
    let (gate, began) = (
        Arc::new(tokio::sync::Semaphore::new(0)),
        Arc::new(tokio::sync::Notify::new()),
    );
    let db = Arc::new(Db::open(&path).await.unwrap());
    let slow = Slow(Arc::clone(&gate), Arc::clone(&began));
    let writing = tokio::spawn({
        let db = Arc::clone(&db);
        async move { db.write(slow).await }
    });
    began.notified().await;
    writing.abort();
    assert!(writing.await.unwrap_err().is_cancelled());
    drop(db);
    let refusal = Db::open(&path).await.unwrap_err();
    assert!(matches!(refusal, OpenError::InUse { .. }), "{refusal}");
    gate.add_permits(1);
    while let Err(refusal) = Db::open(&path).await {
        assert!(matches!(refusal, OpenError::InUse { .. }), "{refusal}");
        tokio::task::yield_now().await;
    }
}

const CHILD_FILE: &str = "SPARKS_TEST_CHILD_FILE";

/// Not a test: what the killed process of the next one does. Each line it prints is an award that it was told of.
#[tokio::test]
#[ignore = "run by a_killed_process_loses_nothing_it_acknowledged"]
async fn child_that_awards_until_it_is_killed() {
    let Some(path) = std::env::var_os(CHILD_FILE) else {
        return;
    };
    let house = House::open_at(Path::new(&path)).await;
    house.campaign(CAMPAIGN, None).await;
    for number in 0.. {
        let awarded = house.award(member(number % 7), 10).await;
        println!("awarded {}", awarded.transfer);
    }
}

/// Ends with its test, also when that fails.
struct KilledOnDrop(Child);

impl Drop for KilledOnDrop {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn spawn_child(path: &Path) -> KilledOnDrop {
    let name = "database::child_that_awards_until_it_is_killed";
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture"])
        .env(CHILD_FILE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    KilledOnDrop(child)
}

#[tokio::test]
async fn a_killed_process_loses_nothing_it_acknowledged() {
    let (_folder, path) = folder_and_file();
    let mut child = spawn_child(&path);
    let mut last = 0;
    let lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    for line in lines {
        let line = line.unwrap();
        let Some((_, transfer)) = line.split_once("awarded ") else {
            continue;
        };
        if last == 0 {
            let refusal = Db::open(&path).await.unwrap_err().to_string();
            let holder = format!("in use by process {}", child.0.id());
            assert!(refusal.contains(&holder), "{refusal}");
        }
        last = transfer.parse().unwrap();
        if last == 60 {
            child.0.kill().unwrap();
        }
    }
    assert!(last >= 60, "the child ended by itself after {last}");
    let house = House::open_at(&path).await;
    let transfers = house.number("SELECT COUNT(*) FROM transfer").await;
    assert!(transfers >= last, "{transfers} of {last} are left");
    house.verify().await;
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let (_folder, path) = folder_and_file();
    let text = "These are not the Sparks you are looking for.\n".repeat(200);
    std::fs::write(&path, &text).unwrap();
    for refusal in [
        Db::open(&path).await.unwrap_err(),
        Db::open_read_only(&path).await.unwrap_err(),
    ] {
        assert!(matches!(refusal, OpenError::Damaged { .. }), "{refusal:?}");
        let said = refusal.to_string();
        assert!(said.contains("restore the latest backup"), "{said}");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

/// Alice and a hundred others, and the file they are in.
async fn filled() -> (House, Vec<u8>) {
    let mut house = House::open().await;
    for number in 0..100 {
        house.award(member(number), 10).await;
    }
    house.verify().await;
    house.stop().await;
    let bytes = std::fs::read(house.path()).unwrap();
    (house, bytes)
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let (_house, sound) = filled().await;
    let middle = sound.len() / 2 / 4_096 * 4_096;
    let mut flipped = sound.clone();
    for byte in &mut flipped[middle..middle + 64] {
        *byte = !*byte;
    }
    let cut = sound[..middle + 100].to_vec();
    let mut zeroed = sound.clone();
    zeroed[middle..middle + 4_096].fill(0);
    for (label, bytes) in [("flipped", flipped), ("cut", cut), ("zeroed", zeroed)] {
        let (_folder, path) = folder_and_file();
        std::fs::write(&path, bytes).unwrap();
        for refusal in [
            Db::open(&path).await.unwrap_err(),
            Db::open_read_only(&path).await.unwrap_err(),
        ] {
            assert!(
                matches!(refusal, OpenError::Damaged { .. }),
                "{label}: {refusal:?}"
            );
        }
    }
}

#[tokio::test]
async fn files_of_other_versions_are_refused() {
    let newer =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'from the future', 1, x'00', 0)";
    let older =
        "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    for (sql, words) in [(newer, "newer version"), (older, "older version")] {
        let (_folder, path) = folder_and_file();
        Db::open(&path).await.unwrap().close().await;
        let mut file = SqliteConnection::connect(path.to_str().unwrap())
            .await
            .unwrap();
        sqlx::query(sql).execute(&mut file).await.unwrap();
        file.close().await.unwrap();
        let said = Db::open_read_only(&path).await.unwrap_err().to_string();
        assert!(said.contains(words), "{said}");
        if sql == newer {
            let said = Db::open(&path).await.unwrap_err().to_string();
            assert!(said.contains(words), "{said}");
        }
    }
}

#[tokio::test]
async fn a_missing_file_is_not_made_by_one_who_only_reads() {
    let (folder, path) = folder_and_file();
    let refusal = Db::open_read_only(&path).await.unwrap_err();
    assert!(matches!(refusal, OpenError::Missing { .. }), "{refusal:?}");
    assert!(files(folder.path()).is_empty());
    let nowhere = folder.path().join("no").join("such.db");
    let refusal = Db::open(&nowhere).await.unwrap_err();
    assert!(matches!(refusal, OpenError::Lock { .. }), "{refusal:?}");
}

struct Settings;

impl Write for Settings {
    type Outcome = (String, i64, i64, i64);

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<Self::Outcome> {
        Ok(sqlx::query_as(
            "SELECT journal_mode, synchronous, foreign_keys, recursive_triggers
             FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys, pragma_recursive_triggers",
        )
        .fetch_one(tx)
        .await?)
    }
}

struct Fails;

impl Write for Fails {
    type Outcome = ();

    async fn apply(&self, _tx: &mut Connection) -> anyhow::Result<()> {
        anyhow::bail!("on purpose")
    }
}

#[tokio::test]
async fn the_writer_is_durable_also_after_it_was_replaced() {
    let house = House::open().await;
    let durable = ("wal".to_owned(), 2, 1, 1);
    assert_eq!(house.write(Settings).await, durable);
    house.db().write(Fails).await.unwrap_err();
    assert_eq!(house.write(Settings).await, durable);
    house.verify().await;
}

#[tokio::test]
async fn readers_can_not_write() {
    let house = House::open().await;
    let mut reader = house.db().read().await.unwrap();
    let error = sqlx::query("UPDATE account SET available = 1")
        .execute(&mut *reader)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("readonly"), "{error}");
    drop(reader);
    let beside = Db::open_read_only(&house.path()).await.unwrap();
    let error = beside.write(Settings).await.unwrap_err().to_string();
    assert!(error.contains("reading only"), "{error}");
    house.verify().await;
}

/// A caller that gives up on a check must not leave its connection in a snapshot that no longer ends.
#[tokio::test]
async fn a_check_that_is_given_up_leaves_no_old_snapshot_behind() {
    let house = House::open().await;
    for polls in 1..40 {
        let mut reader = house.db().read().await.unwrap();
        let mut check = Box::pin(ledger::verify(&mut reader));
        for _ in 0..polls {
            if futures::poll!(&mut check).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(check);
        drop(reader);
        house.award(ALICE, 1).await;
        assert_eq!(house.balance(ALICE).await, (polls, 0));
    }
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_while_writing_is_whole() {
    let house = Arc::new(House::open().await);
    let writing = tokio::spawn({
        let house = Arc::clone(&house);
        async move {
            for number in 0..300 {
                house.award(member(number % 50), 10).await;
            }
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let mut sizes = Vec::new();
    for number in 0..3 {
        let copy = folder.path().join(format!("backup-{number}.db"));
        house.db().backup(&copy).await.unwrap();
        assert!(is_clean(&copy).await);
        let restored = House::open_at(&copy).await;
        sizes.push(restored.number("SELECT COUNT(*) FROM transfer").await);
        restored.award(ALICE, 1).await;
        restored.verify().await;
    }
    writing.await.unwrap();
    assert!(
        sizes.is_sorted() && sizes[0] < 300,
        "not while writing: {sizes:?}"
    );
    house.verify().await;
}

#[tokio::test]
async fn a_backup_overwrites_nothing_and_leaves_nothing_half() {
    let house = House::open().await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("backup.db");
    std::fs::write(&copy, "precious").unwrap();
    let refusal = house.db().backup(&copy).await.unwrap_err();
    assert!(matches!(refusal, BackupError::Exists(_)), "{refusal:?}");
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), "precious");
    assert_eq!(files(folder.path()), ["backup.db"]);

    // The folder is not there, so the copy can't be made.
    let nowhere = folder.path().join("no").join("such.db");
    house.db().backup(&nowhere).await.unwrap_err();
    assert_eq!(files(folder.path()), ["backup.db"]);

    let good = folder.path().join("good.db");
    house.db().backup(&good).await.unwrap();
    assert_eq!(files(folder.path()), ["backup.db", "good.db"]);
    house.verify().await;
}

/// A row of so many bytes, which the next one overwrites. They differ: SQLite writes no page that stays the same.
struct Fill(usize, u64);

impl Write for Fill {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query(
            "INSERT INTO setting (key, value) VALUES ('fill', $1)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )
        .bind(self.1.to_string().repeat(self.0))
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// The log is copied beside the commits, begins anew under commits without a pause, and keeps what a reader still needs.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_stays_short_and_an_open_reader_delays_nobody() {
    const ROW_BYTES: usize = 400_000;
    const WRITES: u64 = 400;
    let house = House::open().await;
    let log = format!("{}-wal", house.path().display());
    let log_bytes = || std::fs::metadata(&log).unwrap().len();
    for number in 0..WRITES {
        house.write(Fill(ROW_BYTES, number % 10)).await;
    }
    let written = WRITES * ROW_BYTES as u64;
    let length = log_bytes();
    eprintln!("a log of {length} bytes for {written}");
    assert!(length < written / 3);

    let mut reader = house.db().snapshot().await.unwrap();
    let read_length = "SELECT length(value) FROM setting WHERE key = 'fill'";
    let seen: i64 = sqlx::query_scalar(read_length)
        .fetch_one(&mut *reader)
        .await
        .unwrap();
    for number in 0..WRITES / 4 {
        house.write(Fill(ROW_BYTES / 2, number % 10)).await;
    }
    let still: i64 = sqlx::query_scalar(read_length)
        .fetch_one(&mut *reader)
        .await
        .unwrap();
    assert_eq!(
        seen, still,
        "what was copied meanwhile is not what it reads"
    );
    drop(reader);
    house.write(Fill(1, 1)).await;
    assert_eq!(
        house
            .number("SELECT length(value) FROM setting WHERE key = 'fill'")
            .await,
        1
    );
    house.verify().await;
}

#[tokio::test]
async fn what_takes_long_is_given_up_when_nobody_wants_it_any_more() {
    let house = House::open().await;
    house.write(Fill(8_000_000, 1)).await;
    let stop = CancellationToken::new();
    let mut reader = house.db().patient_reader(stop.clone()).await.unwrap();
    house.db().check(&mut reader).await.unwrap();
    let count = "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 100000000)
        SELECT COUNT(*) FROM number";
    stop.cancel();
    let given_up: Result<i64, _> = sqlx::query_scalar(count).fetch_one(&mut reader).await;
    let error = given_up.unwrap_err().to_string();
    assert!(error.contains("interrupted"), "{error}");
    reader.close().await.unwrap();
    house.verify().await;
}
