//! A file of another version of sparks: it is refused with what to run instead, and not one byte of it changes.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::operator::{Surroundings, is_plain};
use crate::support::House;

async fn change(file: &Path, sql: &'static str) {
    let options = SqliteConnectOptions::new().filename(file);
    let mut connection = options.connect().await.unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_version_is_refused_and_left_as_it_is() {
    let newer =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'from the future', 1, x'00', 0)";
    // Not the highest number, so that only a look at all of them finds it.
    let branched =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (0, 'from elsewhere', 1, x'00', 0)";
    let altered = "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 3";
    let half = "UPDATE _sqlx_migrations SET success = 0 WHERE version = 3";
    for (sql, words) in [
        (
            newer,
            &["newer version", "migration 9999", "run that version"][..],
        ),
        (
            branched,
            &["newer version", "migration 0", "run that version"],
        ),
        (altered, &["migration 3", "another build", "run the build"]),
        (half, &["migration 3", "half", "restore the latest backup"]),
    ] {
        let house = House::furnished(None).await;
        change(&house.database(), sql).await;
        let before = std::fs::read(house.database()).unwrap();
        for arguments in [&["run"][..], &["verify"], &["backup", "copy.db"]] {
            let refused = house.asks(&Surroundings::default(), arguments).await;
            assert_eq!(refused.code, Some(1), "{arguments:?}: {refused:?}");
            is_plain(&refused.stderr, words);
        }
        let checked = house.asks(&Surroundings::default(), &["check"]).await;
        assert_eq!(checked.code, Some(1));
        for word in words {
            assert!(
                checked.stdout.contains(word),
                "{word:?}: {}",
                checked.stdout
            );
        }
        let after = std::fs::read(house.database()).unwrap();
        assert!(before == after, "{sql} was touched");
        assert!(!house.folder.path().join("copy.db").exists());
    }
}

/// A slip in `DATABASE_URL` must not turn another program's data into ours.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_another_program_is_refused_and_left_as_it_is() {
    let house = House::empty(None).await;
    let file = house.database();
    std::fs::write(&file, "").unwrap();
    change(&file, "CREATE TABLE customer (name TEXT)").await;
    let before = std::fs::read(&file).unwrap();
    for command in ["run", "verify"] {
        let refused = house.asks(&Surroundings::default(), &[command]).await;
        assert_eq!(refused.code, Some(1), "{command}: {refused:?}");
        is_plain(
            &refused.stderr,
            &["not a database of sparks", "DATABASE_URL"],
        );
    }
    assert!(before == std::fs::read(&file).unwrap());
}
