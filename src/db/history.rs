//! Which versions of sparks a file has seen: its applied migrations against those compiled in. Looked at before anything
//! is changed, so that a file that is not for this version, or not ours at all, stays as it is.

use std::path::Path;

use sqlx::SqliteConnection;
use sqlx::migrate::Migrator;

use super::open_error::OpenError;

/// All migrations, compiled in.
pub(super) static MIGRATIONS: Migrator = sqlx::migrate!();

/// How far a file that this version can use has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// Nothing is in it.
    Empty,
    /// The last migrations are still to be applied.
    Behind,
    Current,
}

#[derive(sqlx::FromRow)]
struct Applied {
    version: i64,
    success: bool,
    checksum: Vec<u8>,
}

/// Compares, or says why the file can't be used.
pub(super) async fn progress(
    path: &Path,
    connection: &mut SqliteConnection,
) -> Result<Progress, OpenError> {
    let refused = |error| OpenError::of_sqlite(path, error);
    let (tables, is_ours): (i64, bool) = sqlx::query_as(
        "SELECT COUNT(*), COALESCE(MAX(name = '_sqlx_migrations'), 0) FROM sqlite_master",
    )
    .fetch_one(&mut *connection)
    .await
    .map_err(refused)?;
    match (tables, is_ours) {
        (0, _) => return Ok(Progress::Empty),
        (_, false) => return Err(OpenError::NotOurs { path: path.into() }),
        (_, true) => {}
    }
    let applied: Vec<Applied> =
        sqlx::query_as("SELECT version, success, checksum FROM _sqlx_migrations ORDER BY version")
            .fetch_all(connection)
            .await
            .map_err(refused)?;
    for migration in &applied {
        usable(path, migration)?;
    }
    Ok(if applied.len() < MIGRATIONS.iter().count() {
        Progress::Behind
    } else {
        Progress::Current
    })
}

fn usable(path: &Path, applied: &Applied) -> Result<(), OpenError> {
    let version = applied.version;
    let known = MIGRATIONS.iter().find(|known| known.version == version);
    let Some(known) = known else {
        return Err(OpenError::Newer {
            path: path.into(),
            version,
            known: MIGRATIONS
                .iter()
                .map(|known| known.version)
                .max()
                .unwrap_or(0),
        });
    };
    if !applied.success {
        return Err(OpenError::Damaged {
            path: path.into(),
            finding: format!("migration {version} is applied by half"),
        });
    }
    if *known.checksum != *applied.checksum {
        return Err(OpenError::OtherBuild {
            path: path.into(),
            version,
        });
    }
    Ok(())
}
