//! What is wrong with the disk or the file behind an error, in words that tell an operator what to do. SQLite and the
//! operating system say it by codes; which of them mean what is known here only.

use std::error::Error;
use std::io::ErrorKind;

use super::open_error::OpenError;

/// Why the file can't be used, as far as an operator can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StorageTrouble {
    /// No room.
    #[error("the disk is full: make room on it")]
    Full,
    /// An error of the device, or a limit that is not the disk's size.
    #[error(
        "the disk does not take what is written: look for a quota or a limit on file sizes, and for disk errors in the system's log"
    )]
    Failing,
    /// Only reading is possible.
    #[error(
        "it can't be written: is the disk mounted read-only, or does the file or its folder belong to another user?"
    )]
    ReadOnly,
    /// The content is broken.
    #[error("the file is damaged: restore the latest backup, and keep this file for analysis")]
    Damaged,
}

/// SQLite's result codes, without their extension: <https://sqlite.org/rescode.html>.
const READONLY: i64 = 8;
const IOERR: i64 = 10;
const CORRUPT: i64 = 11;
const FULL: i64 = 13;
const CANTOPEN: i64 = 14;
const NOTADB: i64 = 26;
/// The shared memory beside the log could not grow: as good as always because there is no room for it.
const IOERR_SHMSIZE: i64 = 4_874;

impl StorageTrouble {
    /// Why a write failed, if the disk or the file is to blame: as [`super::Db::write`] says it.
    #[must_use]
    pub fn said_by(error: &anyhow::Error) -> Option<Self> {
        let of_opening = || match error.downcast_ref() {
            Some(OpenError::Trouble { trouble, .. }) => Some(*trouble),
            _ => None,
        };
        error.downcast_ref().copied().or_else(of_opening)
    }

    /// The same of an error that anything else ended with.
    #[must_use]
    pub fn behind(error: &anyhow::Error) -> Option<Self> {
        Self::said_by(error).or_else(|| Self::among(error.chain()))
    }

    /// The first error in the chain that says something about the disk or the file.
    pub(super) fn among<'a>(
        chain: impl IntoIterator<Item = &'a (dyn Error + 'static)>,
    ) -> Option<Self> {
        chain.into_iter().find_map(|error| {
            let of_sqlite = || error.downcast_ref::<sqlx::Error>().and_then(of_sqlite);
            let of_system = || error.downcast_ref::<std::io::Error>().and_then(of_system);
            of_sqlite().or_else(of_system)
        })
    }

    pub(super) fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        Self::among(std::iter::successors(Some(error), |error| {
            (*error).source()
        }))
    }
}

fn of_sqlite(error: &sqlx::Error) -> Option<StorageTrouble> {
    let code: i64 = error.as_database_error()?.code()?.parse().ok()?;
    match code & 0xff {
        FULL => Some(StorageTrouble::Full),
        IOERR if code == IOERR_SHMSIZE => Some(StorageTrouble::Full),
        IOERR => Some(StorageTrouble::Failing),
        READONLY | CANTOPEN => Some(StorageTrouble::ReadOnly),
        CORRUPT | NOTADB => Some(StorageTrouble::Damaged),
        _ => None,
    }
}

fn of_system(error: &std::io::Error) -> Option<StorageTrouble> {
    match error.kind() {
        ErrorKind::StorageFull => Some(StorageTrouble::Full),
        ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Some(StorageTrouble::Failing),
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            Some(StorageTrouble::ReadOnly)
        }
        _ => None,
    }
}

/// The error, with what can be done about it said once.
pub(super) fn explained(error: anyhow::Error) -> anyhow::Error {
    if StorageTrouble::said_by(&error).is_some() {
        return error;
    }
    match StorageTrouble::among(error.chain()) {
        Some(trouble) => error.context(trouble),
        None => error,
    }
}
