//! Why a database can't be opened, in words for an operator.

use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

use super::trouble::StorageTrouble;

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process writes this file.
    #[error("{path} is in use by {holder}: stop it first, or give this one another DATABASE_URL")]
    InUse {
        /// The database file.
        path: PathBuf,
        /// What the other process wrote into the lock file.
        holder: String,
    },
    /// The lock file beside the database can't be used.
    #[error("can't lock {path}: {source}: check that its folder exists and is writable")]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The file could not be created.
    #[error("can't create {path}: {source}: check that its folder is writable")]
    Create {
        /// The database file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A read-only command was given no file.
    #[error("{path} does not exist: is DATABASE_URL right? The first start of the bot creates it")]
    Missing {
        /// The database file.
        path: PathBuf,
    },
    /// A database, but of something else.
    #[error("{path} is not a database of sparks: is DATABASE_URL right?")]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file or the disk does not do what it must.
    #[error("can't use {path}: {trouble} ({source})")]
    Trouble {
        /// The database file.
        path: PathBuf,
        /// What is wrong, and what to do.
        trouble: StorageTrouble,
        /// What SQLite or the operating system said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// SQLite could not open the file, for a reason that nobody foresaw.
    #[error(
        "can't open {path}: {source}: if nothing else explains it, restore the latest backup, and keep this file for analysis"
    )]
    Open {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// The file's content is broken.
    #[error(
        "{path} is damaged ({finding}): restore the latest backup, and keep this file for analysis"
    )]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// The first thing that was found.
        finding: String,
    },
    /// A newer version of the bot has used this file.
    #[error(
        "{path} was last used by a newer version of sparks (it has migration {version}, this one knows up to {known}): run that version, or restore an older backup"
    )]
    Newer {
        /// The database file.
        path: PathBuf,
        /// A migration that this version does not know.
        version: i64,
        /// The last that it knows.
        known: i64,
    },
    /// A migration was changed after it had been applied: a development build, as a rule.
    #[error(
        "{path} was made by another build of sparks (migration {version} differs): run the build that made it, or restore a backup of this one"
    )]
    OtherBuild {
        /// The database file.
        path: PathBuf,
        /// The migration that differs.
        version: i64,
    },
    /// A read-only command met a schema that the bot has not migrated yet.
    #[error(
        "{path} was last used by an older version of sparks: start the bot once, it will migrate the file"
    )]
    Older {
        /// The database file.
        path: PathBuf,
    },
    /// A migration failed; the file is as it was before.
    #[error("can't migrate {path}: {source}")]
    Migrate {
        /// The database file.
        path: PathBuf,
        /// What failed.
        source: MigrateError,
    },
    /// SQLite did not accept a setting on which durability rests.
    #[error(
        "SQLite's {setting} is {actual} where {expected} is needed: is the file on a file system without locks?"
    )]
    Setting {
        /// A pragma or function.
        setting: &'static str,
        /// What it says.
        actual: String,
        /// What it must say.
        expected: String,
    },
}

impl OpenError {
    /// What SQLite said, as far as possible with what to do.
    pub(super) fn of_sqlite(path: &Path, source: sqlx::Error) -> Self {
        match StorageTrouble::of(&source) {
            Some(StorageTrouble::Damaged) => Self::Damaged {
                path: path.into(),
                finding: source.to_string(),
            },
            _ => trouble_or(path, source, |path, source| Self::Open { path, source }),
        }
    }
}

/// What the operating system or SQLite is known to mean, or else this.
pub(super) fn trouble_or<E: std::error::Error + Send + Sync + 'static>(
    path: &Path,
    source: E,
    otherwise: impl FnOnce(PathBuf, E) -> OpenError,
) -> OpenError {
    match StorageTrouble::of(&source) {
        Some(trouble) => OpenError::Trouble {
            path: path.into(),
            trouble,
            source: source.into(),
        },
        None => otherwise(path.into(), source),
    }
}
