//! One process a database file. The lock is on a file beside the database, which also tells a second process who
//! holds it; the operating system drops it when its holder dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Held while it lives.
#[derive(Debug)]
pub(super) struct FileLock(
    #[allow(dead_code, reason = "dropping the file releases the lock")] File,
);

/// Why the lock is not ours.
#[derive(Debug)]
pub(super) enum LockError {
    /// Another process has it; what it wrote about itself.
    HeldBy(String),
    /// The lock file can't be made or read.
    Io(std::io::Error),
}

/// The same for every name of the file: SQLite follows links too.
pub(super) fn path_beside(database: &Path) -> PathBuf {
    let database = database.canonicalize().unwrap_or_else(|_| database.into());
    let mut name = database.into_os_string();
    name.push(".lock");
    PathBuf::from(name)
}

pub(super) fn acquire(database: &Path) -> Result<FileLock, LockError> {
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path_beside(database))
        .map_err(LockError::Io)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            file.read_to_string(&mut holder).map_err(LockError::Io)?;
            let holder = holder.trim();
            return Err(LockError::HeldBy(if holder.is_empty() {
                "unknown".into()
            } else {
                holder.into()
            }));
        }
        Err(TryLockError::Error(error)) => return Err(LockError::Io(error)),
    }
    file.set_len(0).map_err(LockError::Io)?;
    file.rewind().map_err(LockError::Io)?;
    write!(file, "process {}", std::process::id()).map_err(LockError::Io)?;
    Ok(FileLock(file))
}
