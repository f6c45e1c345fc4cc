//! A consistent copy of the database while it is in use. The copy appears under its final name only when it is whole,
//! checked and on the disk.

use std::fs::File;
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection as _, SqliteConnection};

use super::open::create_private;

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Never overwrites: the file may be the last good backup.
    #[error("{0} exists already: name a new file")]
    Exists(PathBuf),
    /// The copy is not sound.
    #[error("the copy does not pass SQLite's integrity check: {0}")]
    Damaged(String),
    /// The database could not be read or the copy written.
    #[error("can't copy the database: {0}")]
    Database(#[from] sqlx::Error),
    /// The copy could not be made durable or renamed.
    #[error("can't write the backup: {0}")]
    Io(#[from] std::io::Error),
}

pub(super) async fn write(
    source: &mut SqliteConnection,
    destination: &Path,
) -> Result<(), BackupError> {
    if destination.exists() {
        return Err(BackupError::Exists(destination.into()));
    }
    let mut name = destination.as_os_str().to_owned();
    name.push(format!(".{}.partial", std::process::id()));
    let partial = PathBuf::from(name);
    let result = write_partial(source, &partial, destination).await;
    if result.is_err() {
        // Best effort: the error that is returned matters more than the left-over.
        let _ = std::fs::remove_file(&partial);
    }
    result
}

async fn write_partial(
    source: &mut SqliteConnection,
    partial: &Path,
    destination: &Path,
) -> Result<(), BackupError> {
    create_private(partial)?;
    sqlx::query("VACUUM INTO $1")
        .bind(partial.to_string_lossy().into_owned())
        .execute(source)
        .await?;
    File::open(partial)?.sync_all()?;
    let mut copy = SqliteConnectOptions::new()
        .filename(partial)
        .read_only(true)
        .connect()
        .await?;
    let finding: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(&mut copy)
        .await?;
    copy.close().await?;
    if finding != "ok" {
        return Err(BackupError::Damaged(finding));
    }
    std::fs::rename(partial, destination)?;
    let folder = destination
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()?;
    Ok(())
}
