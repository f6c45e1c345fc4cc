//! Opening the file: lock, settings that durability needs, integrity, migrations. Every assumption is asserted, and
//! each refusal says what is wrong and what to do.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, SqliteConnection, SqlitePool};
use tokio_util::sync::CancellationToken;

use super::Db;
use super::checkpoint::Log;
use super::history::{self, MIGRATIONS, Progress};
use super::lock::{self, LockError};
use super::log;
use super::open_error::{OpenError, trouble_or};
use super::writer::{Write, Writer};

/// SQLite 3.51.3 fixed a corruption of WAL files: <https://sqlite.org/releaselog/3_51_3.html>.
const SQLITE_VERSION_MIN: [u32; 3] = [3, 51, 3];
/// "SPRK", for `file` and its like.
const SET_APPLICATION_ID: &str = "PRAGMA application_id = 0x5350524b";
/// Enough for the handlers of one process; more only adds memory.
const READERS_MAX: u32 = 4;
const READER_WAIT_MAX: Duration = Duration::from_secs(5);
/// A file up to this size is checked before anything else is done with it, in less than half a second; what is larger is
/// left to [`Db::check`].
const CHECKED_FIRST_BYTES: u64 = 16 * 1024 * 1024;
/// How often a check looks whether it is still wanted, in steps of SQLite's machine: every few milliseconds.
const STEPS_BETWEEN_LOOKS: i32 = 100_000;
/// Negative, which SQLite reads as kilobytes rather than pages. A full group of transfers changes some 5 MB of pages; with
/// SQLite's own 2 MB they are written to the log before the commit, some of them twice.
const WRITER_CACHE: &str = "-8000";
/// As [`WRITER_CACHE`]. SQLite sorts by as much as its cache, and by a megabyte at least. For what goes through all of a
/// file more is no faster, and what a thread has freed is not given back to the system (docs/PERFORMANCE.md).
const PATIENT_CACHE: &str = "-200";
/// Only a backup or an operator's own SQLite shell can be in the way of the one writer.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

pub(super) async fn read_write(path: &Path) -> Result<Db, OpenError> {
    let file_lock = lock::acquire(path).map_err(|error| match error {
        LockError::HeldBy(holder) => OpenError::InUse {
            path: path.into(),
            holder,
        },
        LockError::Io(source) => {
            let path = lock::path_beside(path);
            trouble_or(&path, source, |path, source| OpenError::Lock {
                path,
                source,
            })
        }
    })?;
    create_private(path).map_err(|source| {
        trouble_or(path, source, |path, source| OpenError::Create {
            path,
            source,
        })
    })?;
    may_write(path)?;
    check_log(path)?;
    let refused = |error| OpenError::of_sqlite(path, error);
    let mut reader = base_options(path)
        .read_only(true)
        .connect()
        .await
        .map_err(refused)?;
    let mut is_checked = is_small(path) || distrust_mark(path).exists();
    if is_checked {
        check_integrity(path, &mut reader).await?;
    }
    // Nor is what may be damaged rebuilt by a migration.
    if history::progress(path, &mut reader).await? == Progress::Behind && !is_checked {
        check_integrity(path, &mut reader).await?;
        is_checked = true;
    }
    reader.close().await.map_err(refused)?;
    // Only now: connecting to write already changes the file of somebody else's.
    let options = writer_options(path);
    let mut connection = connect_writer(path, &options).await?;
    // A migration may sort more than there is memory for.
    run(&mut connection, "PRAGMA temp_store = FILE")
        .await
        .map_err(refused)?;
    MIGRATIONS
        .run(&mut connection)
        .await
        .map_err(|source| OpenError::Migrate {
            path: path.into(),
            source,
        })?;
    run(&mut connection, "PRAGMA temp_store = MEMORY")
        .await
        .map_err(refused)?;
    prove_writable(&mut connection).await.map_err(refused)?;
    let copier = options.connect().await.map_err(refused)?;
    let writer = Writer::start(connection, options, copier, file_lock);
    Ok(Db {
        writer: Some(writer),
        readers: readers(path),
        path: path.into(),
        is_checked,
    })
}

/// Beside a large file that was found not to be sound while it was served: the next start looks before it serves.
pub(super) fn distrust_mark(path: &Path) -> PathBuf {
    let mut mark = path.as_os_str().to_owned();
    mark.push("-unsound");
    mark.into()
}

/// Whether all of it can be read in no time. One that can't be looked at is opened next, which says why.
fn is_small(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |file| file.len() <= CHECKED_FIRST_BYTES)
}

pub(super) async fn read_only(path: &Path) -> Result<Db, OpenError> {
    if !path.exists() {
        return Err(OpenError::Missing { path: path.into() });
    }
    let readers = readers(path);
    let mut connection = readers
        .acquire()
        .await
        .map_err(|error| OpenError::of_sqlite(path, error))?;
    check_integrity(path, &mut connection).await?;
    let progress = history::progress(path, &mut connection).await?;
    drop(connection);
    match progress {
        Progress::Empty => Err(OpenError::NotOurs { path: path.into() }),
        Progress::Behind => Err(OpenError::Older { path: path.into() }),
        Progress::Current => Ok(Db {
            writer: None,
            readers,
            path: path.into(),
            is_checked: true,
        }),
    }
}

/// Before SQLite opens the file: it would end the log where the damage is, and forget the rest.
fn check_log(path: &Path) -> Result<(), OpenError> {
    match log::damage(path) {
        Ok(None) => Ok(()),
        Ok(Some(finding)) => Err(OpenError::Damaged {
            path: path.into(),
            finding,
        }),
        Err(source) => Err(trouble_or(path, source, |path, source| OpenError::Create {
            path,
            source,
        })),
    }
}

/// The database and what is beside it, as far as it is there; what is not is made by the first run. Asked before SQLite
/// opens anything: it gives what it makes the database's own permissions, and that would still be in the way when those
/// have been put right.
pub(super) fn may_write(path: &Path) -> Result<(), OpenError> {
    for ending in ["", "-wal", "-shm", ".lock"] {
        let mut file = path.as_os_str().to_owned();
        file.push(ending);
        let file = Path::new(&file);
        match std::fs::OpenOptions::new().write(true).open(file) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => {
                return Err(trouble_or(file, source, |path, source| OpenError::Create {
                    path,
                    source,
                }));
            }
        }
    }
    Ok(())
}

/// An empty file is an empty database. Made here, because SQLite would let every user of the machine read it.
pub(super) fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

fn writer_options(path: &Path) -> SqliteConnectOptions {
    base_options(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // NORMAL loses acknowledged commits at a power cut.
        .synchronous(SqliteSynchronous::Full)
        // Without it the deletion in INSERT OR REPLACE passes by the triggers that keep the past as it is.
        .pragma("recursive_triggers", "ON")
        // Not within a COMMIT: `checkpoint` does it beside them.
        .pragma("wal_autocheckpoint", "0")
        // What one statement and its triggers change is kept for an undoing of that statement alone; more than 64 KB of it
        // would otherwise go through a file of its own (docs/PERFORMANCE.md). Whether a commit is durable has nothing to do
        // with it.
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", WRITER_CACHE)
}

fn base_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
}

fn readers(path: &Path) -> SqlitePool {
    PoolOptions::new()
        .max_connections(READERS_MAX)
        // They are never replaced: a new one needs room for its shared memory when no other connection is open, and
        // reading should go on when the disk is full and the writer has none.
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(READER_WAIT_MAX)
        // Each was tested when it came back to the pool, and nobody can hang up on a file of ours in between: a test before
        // each read would only be one more way to its thread and back.
        .test_before_acquire(false)
        .connect_lazy_with(base_options(path).read_only(true))
}

/// Connects and asserts what durability rests on.
async fn connect_writer(
    path: &Path,
    options: &SqliteConnectOptions,
) -> Result<SqliteConnection, OpenError> {
    let open_error = |source| OpenError::of_sqlite(path, source);
    let mut connection = options.connect().await.map_err(open_error)?;
    let (version, journal_mode, synchronous, foreign_keys): (String, String, i64, i64) =
        sqlx::query_as(
            "SELECT sqlite_version(), journal_mode, synchronous, foreign_keys
         FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys",
        )
        .fetch_one(&mut connection)
        .await
        .map_err(open_error)?;
    expect_setting("journal_mode", &journal_mode, "wal")?;
    expect_setting("synchronous", &synchronous.to_string(), "2")?;
    expect_setting("foreign_keys", &foreign_keys.to_string(), "1")?;
    if !version_at_least(&version, SQLITE_VERSION_MIN) {
        let minimum = SQLITE_VERSION_MIN.map(|part| part.to_string()).join(".");
        return Err(OpenError::Setting {
            setting: "sqlite_version()",
            actual: version,
            expected: format!("at least {minimum}"),
        });
    }
    Ok(connection)
}

fn expect_setting(setting: &'static str, actual: &str, expected: &str) -> Result<(), OpenError> {
    if actual == expected {
        return Ok(());
    }
    Err(OpenError::Setting {
        setting,
        actual: actual.into(),
        expected: expected.into(),
    })
}

fn version_at_least(version: &str, minimum: [u32; 3]) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let version = [(); 3].map(|()| parts.next().unwrap_or(0));
    version >= minimum
}

/// Commits before anyone relies on it, so that a disk that takes nothing is found at the start and not by the first
/// member. Then the log is folded: what a process before us wrote and could not sync may be in the log and not on the
/// disk, and must be before a replay of it is acknowledged.
async fn prove_writable(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    for sql in ["BEGIN IMMEDIATE", SET_APPLICATION_ID, "COMMIT"] {
        run(connection, sql).await?;
    }
    fold_log(connection).await
}

async fn run(connection: &mut SqliteConnection, sql: &'static str) -> sqlx::Result<()> {
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}

/// Commits a few bytes that change nothing, as a start does.
pub(super) struct Proof;

impl Write for Proof {
    type Outcome = ();

    async fn apply(&self, tx: &mut SqliteConnection) -> anyhow::Result<()> {
        sqlx::query(SET_APPLICATION_ID).execute(tx).await?;
        Ok(())
    }
}

/// Copies everything from the log into the file and begins a new log.
async fn fold_log(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    // Somebody who reads (a backup) may be in the way; then the log keeps it, as between any two checkpoints.
    run(connection, "PRAGMA wal_checkpoint(TRUNCATE)").await
}

/// For the writer, after a failure. What failed may have left frames in the log; behind a crash they would look like a
/// damaged one, so the log begins anew.
pub(super) async fn reconnect_writer(
    path: &Path,
    options: &SqliteConnectOptions,
    log: &Log,
) -> Result<SqliteConnection, OpenError> {
    let mut connection = connect_writer(path, options).await?;
    let _turn = log.turn().await;
    fold_log(&mut connection)
        .await
        .map_err(|error| OpenError::of_sqlite(path, error))?;
    Ok(connection)
}

/// A connection for what reads for long, which is given up when nobody wants it any more.
pub(super) async fn patient_reader(
    path: &Path,
    stop: CancellationToken,
) -> sqlx::Result<SqliteConnection> {
    // It takes long, as it may: no news for the log.
    let options = base_options(path)
        .disable_statement_logging()
        .pragma("cache_size", PATIENT_CACHE);
    let mut connection = options.read_only(true).connect().await?;
    connection
        .lock_handle()
        .await?
        .set_progress_handler(STEPS_BETWEEN_LOOKS, move || !stop.is_cancelled());
    Ok(connection)
}

/// Not the quick check: it does not compare indexes with their tables, and whoever is looked up by an index that a
/// flipped bit has changed is not found, and would start again from nothing.
pub(super) async fn check_integrity(
    path: &Path,
    connection: &mut SqliteConnection,
) -> Result<(), OpenError> {
    let finding: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(connection)
        .await
        .map_err(|error| OpenError::of_sqlite(path, error))?;
    if finding == "ok" {
        Ok(())
    } else {
        Err(OpenError::Damaged {
            path: path.into(),
            // SQLite puts a title above it.
            finding: finding.replace('\n', " "),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{readers, version_at_least};

    /// The tests of full disks do not last as long as sqlx keeps a connection by default.
    #[tokio::test]
    async fn reading_connections_are_never_replaced() {
        let readers = readers(Path::new("nowhere.db"));
        let options = readers.options();
        assert_eq!(options.get_idle_timeout(), None);
        assert_eq!(options.get_max_lifetime(), None);
    }

    #[test]
    fn versions_compare_as_numbers() {
        for (version, expected) in [
            ("3.51.3", true),
            ("3.51.10", true),
            ("3.52.0", true),
            ("4.0", true),
            ("3.51.2", false),
            ("3.9.99", false),
            ("", false),
        ] {
            assert_eq!(version_at_least(version, [3, 51, 3]), expected, "{version}");
        }
    }
}
