//! Checkpoints: what the write-ahead log holds is copied into the file beside the commits. SQLite by itself copies within
//! the COMMIT that makes the log too long, and whoever has asked for that one waits for a thousand pages. Nothing about
//! durability changes: a commit is synced in the log before it is acknowledged, and the log is kept until the file has
//! everything and is synced.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::{Connection as _, SqliteConnection};
use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;

/// From so many pages that are only in the log: where SQLite would copy, too.
const UNCOPIED_PAGES_MAX: i64 = 1_000;
/// While commits come without a pause, some are always only in the log, and it does not begin anew. Beyond so many pages the
/// writer copies the last few itself, between two groups; 16 MB.
const LOG_PAGES_MAX: i64 = 4 * UNCOPIED_PAGES_MAX;
/// The least time between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(20);
/// The disk is full or broken, which is said as seldom elsewhere.
const WAIT_AFTER_FAULT: Duration = Duration::from_mins(1);

/// What the writer and the one who copies agree on.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    /// Held by whoever copies: a second one would be sent away without having done anything.
    turn: Arc<Mutex<()>>,
    /// The log is too long, and only the writer can let it begin anew.
    is_long: Arc<AtomicBool>,
}

/// How long the log is.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct Length {
    /// Pages in it.
    log: i64,
    /// Those of them that the file has.
    checkpointed: i64,
}

impl Log {
    /// Waits for its turn, for whoever empties the log and must not be sent away.
    pub(super) async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// For the writer, between two groups: when the log has grown too long under them, it copies what is left, which is
    /// little, and its next commit begins the log anew.
    pub(super) async fn shorten(&self, writer: &mut SqliteConnection) {
        if !self.is_long.load(Ordering::Relaxed) {
            return;
        }
        // Otherwise it is being copied, and this comes again.
        if let Ok(_turn) = self.turn.try_lock() {
            self.is_long.store(false, Ordering::Relaxed);
            if let Err(error) = copy(writer).await {
                warn(&error);
            }
        }
    }

    /// Copies beside the commits until told to stop.
    pub(super) async fn keep_copying(
        self,
        mut connection: SqliteConnection,
        mut commits: watch::Receiver<u64>,
        stop: CancellationToken,
    ) {
        loop {
            tokio::select! {
                () = stop.cancelled() => break,
                changed = commits.changed() => if changed.is_err() {
                    break;
                }
            }
            let rest = match self.look(&mut connection).await {
                Ok(()) => LOOK_EVERY,
                Err(error) => {
                    warn(&error);
                    WAIT_AFTER_FAULT
                }
            };
            if tokio::time::timeout(rest, stop.cancelled()).await.is_ok() {
                break;
            }
        }
        if let Err(error) = connection.close().await {
            warn(&error);
        }
    }

    async fn look(&self, connection: &mut SqliteConnection) -> sqlx::Result<()> {
        let before = length(connection, "PRAGMA wal_checkpoint(NOOP)").await?;
        if before.log - before.checkpointed < UNCOPIED_PAGES_MAX {
            return Ok(());
        }
        let after = {
            let _turn = self.turn.lock().await;
            copy(connection).await?
        };
        // While somebody reads what was there before, nothing can be copied, and the log can't begin anew.
        if after.log > LOG_PAGES_MAX && after.log - after.checkpointed < UNCOPIED_PAGES_MAX {
            self.is_long.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// PASSIVE: it waits for nobody, neither for who reads an earlier state nor for who writes.
async fn copy(connection: &mut SqliteConnection) -> sqlx::Result<Length> {
    length(connection, "PRAGMA wal_checkpoint(PASSIVE)").await
}

async fn length(connection: &mut SqliteConnection, pragma: &'static str) -> sqlx::Result<Length> {
    sqlx::query_as(pragma).fetch_one(connection).await
}

/// The log keeps what the file does not have, so nothing is lost; `/doctor` says when it has grown large.
fn warn(error: &sqlx::Error) {
    tracing::warn!(%error, "can't copy the log into the database; it will be tried again");
}
