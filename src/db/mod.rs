//! The database: one SQLite file, one writer, a few readers. It promises that what [`Db::write`] returned is on the
//! disk, that a write happened wholly or not at all, and that no second process writes the same file. What is written
//! is the business of the modules that own the tables.

mod backup;
mod checkpoint;
mod error;
mod history;
mod lock;
mod log;
mod open;
mod open_error;
mod trouble;
mod writer;

use std::path::{Path, PathBuf};

use sqlx::pool::PoolConnection;
use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

pub use backup::BackupError;
pub use error::violated_constraint;
pub use open_error::OpenError;
pub use trouble::StorageTrouble;
pub use writer::Write;

use crate::metrics::Histogram;
use writer::Writer;

/// An open database.
#[derive(Debug)]
pub struct Db {
    writer: Option<Writer>,
    readers: SqlitePool,
    path: PathBuf,
    is_checked: bool,
}

impl Db {
    /// Opens the file for reading and writing, creating and migrating it as needed, and checks that it is sound; what is
    /// too large for that to take no time is left to [`Db::check`].
    ///
    /// # Errors
    /// When another process has it open, when it is damaged, or when its settings can't be what durability needs;
    /// each error says what to do.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        open::read_write(path).await
    }

    /// Opens an existing file for reading only: changes nothing and needs no lock, so it works beside a running bot.
    ///
    /// # Errors
    /// When the file is missing, damaged, or from another version of the schema.
    pub async fn open_read_only(path: &Path) -> Result<Self, OpenError> {
        open::read_only(path).await
    }

    /// Whether the files of a database could be opened for writing. Changes nothing, and works beside a running bot.
    ///
    /// # Errors
    /// When one of them can't.
    pub fn may_write(path: &Path) -> Result<(), OpenError> {
        open::may_write(path)
    }

    /// Whether opening it has checked all of it.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.is_checked
    }

    /// A connection that can only read, for what takes long: none of the few for members' questions is missed meanwhile.
    /// What runs on it fails soon after `stop` was cancelled.
    ///
    /// # Errors
    /// When the file can't be opened once more.
    pub async fn patient_reader(&self, stop: CancellationToken) -> sqlx::Result<Connection> {
        open::patient_reader(&self.path, stop).await
    }

    /// Reads all of the file on this connection, as opening a small one does: each index is compared with its table.
    ///
    /// # Errors
    /// When it is damaged, or was given up.
    pub async fn check(&self, reader: &mut Connection) -> Result<(), OpenError> {
        open::check_integrity(&self.path, reader).await
    }

    /// Leaves a mark beside the file by which the next opening checks all of it first, however large it is.
    pub fn distrust(&self) {
        if let Err(error) = std::fs::write(open::distrust_mark(&self.path), "") {
            tracing::warn!(%error, "can't mark the file as not sound; the next start serves it until it is found again");
        }
    }

    /// Takes the mark away: the file was checked and is sound.
    pub fn trust(&self) {
        // As a rule there is none.
        let _ = std::fs::remove_file(open::distrust_mark(&self.path));
    }

    /// Runs one operation in a transaction of its own and returns when it is durable.
    ///
    /// # Errors
    /// When the operation failed or could not be committed, also at a second try. Nothing of it is in the database
    /// then, unless the second commit failed in a way that leaves it open: an operation with an idempotency key can
    /// simply be asked again.
    pub async fn write<W: Write>(&self, operation: W) -> anyhow::Result<W::Outcome> {
        match &self.writer {
            Some(writer) => writer.write(operation).await,
            None => Err(anyhow::anyhow!("the database is open for reading only")),
        }
    }

    /// Commits a few bytes that change nothing, so that a disk that takes nothing is found before something is lost on it.
    /// It costs what the smallest write costs, which it may share with others.
    ///
    /// # Errors
    /// When nothing can be written.
    pub async fn prove_writable(&self) -> anyhow::Result<()> {
        self.write(open::Proof).await
    }

    /// Changes with every commit of this process: for who looks whether there is something to do. Nothing depends on it but
    /// speed. One that is open for reading only has none.
    #[must_use]
    pub fn commits(&self) -> Option<watch::Receiver<u64>> {
        self.writer.as_ref().map(Writer::commits)
    }

    /// How long this process's commits took, from their beginning to the disk. One that is open for reading only has none.
    #[must_use]
    pub fn commit_latency(&self) -> Option<&Histogram> {
        self.writer.as_ref().map(Writer::latency)
    }

    /// A connection that can only read. It sees everything that was durable when it was asked for.
    ///
    /// # Errors
    /// When no connection can be had in time.
    pub async fn read(&self) -> Result<PoolConnection<Sqlite>, sqlx::Error> {
        self.readers.acquire().await
    }

    /// Reads that must fit together: all of them see the moment of the first. Writes go on meanwhile, so it should be
    /// short.
    ///
    /// # Errors
    /// When no connection can be had in time.
    pub async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        self.readers.begin().await
    }

    /// Writes a consistent copy to `destination` while the database stays in use.
    ///
    /// # Errors
    /// When the destination exists, can't be written, or the copy does not pass SQLite's integrity check.
    pub async fn backup(&self, destination: &Path) -> Result<(), BackupError> {
        let mut source = self.read().await?;
        backup::write(&mut source, destination).await
    }

    /// Lets the reads and writes that are under way finish, then closes the file. Who closes last folds the write-ahead
    /// log into it, so the writer goes last, and one file holds everything. Later calls fail.
    pub async fn close(&self) {
        self.readers.close().await;
        if let Some(writer) = &self.writer {
            writer.close().await;
        }
    }
}

/// A connection inside a transaction, or one that only reads: what domain functions take.
pub type Connection = SqliteConnection;
