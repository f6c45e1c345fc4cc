//! A file of an earlier version, with something in it, becomes one of this version and loses nothing.

use std::borrow::Cow;
use std::path::Path;

use sparks::db::Db;
use sparks::ledger;
use sqlx::migrate::Migrator;
use sqlx::{Connection as _, SqliteConnection};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// Three redemptions of Alice's for 100 each: delivered, on its way, and for a moderator to decide. An award to her, of which
/// part was taken back.
const PAST: &str = "
    INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms)
        VALUES ('all', printf('%064d', 0), '{}', 7, 1);
    INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms) VALUES (3, 'member', 1001, 0, 1);
    INSERT INTO transfer (id, kind, debit_account_id, credit_account_id, amount, refers_to_id, request_key, created_at_ms)
        VALUES (1, 'direct', 1, 3, 500, NULL, 'all', 1), (2, 'hold', 3, 2, 100, NULL, 'all', 1),
            (3, 'hold', 3, 2, 100, NULL, 'all', 1), (4, 'hold', 3, 2, 100, NULL, 'all', 1),
            (5, 'post', 3, 2, 100, 2, 'all', 1);
    INSERT INTO campaign (id, name, slug, created_by, created_at_ms) VALUES (1, 'Launch', 'launch', 900, 1);
    INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms) VALUES (4, 'campaign', 1, 1, 1);
    INSERT INTO transfer (id, kind, debit_account_id, credit_account_id, amount, refers_to_id, request_key, actor_id, created_at_ms)
        VALUES (6, 'direct', 4, 3, 200, NULL, 'all', 900, 1), (7, 'reversal', 3, 4, 50, 6, 'all', 900, 1);
    INSERT INTO perk (id, kind, name, slug, price, role_id, initial_stock, stock_left, created_by, created_at_ms)
        VALUES (1, 'role', 'Explorer', 'explorer', 100, 7, 3, 3, 900, 1);
    INSERT INTO redemption (id, perk_id, account_id, price, edition, hold_id, created_at_ms, deadline_at_ms)
        VALUES (1, 1, 3, 100, 1, 2, 1, 9), (2, 1, 3, 100, 2, 3, 1, 9), (3, 1, 3, 100, 3, 4, 1, 9);
    UPDATE redemption SET state = 'settled', resolution_id = 5, finished_at_ms = 2 WHERE id = 1;
    UPDATE redemption SET state = 'review' WHERE id = 3;
    DELETE FROM fulfilment_job WHERE redemption_id <> 2;
    UPDATE fulfilment_job SET attempts = 4, maybe_delivered = 1, last_failure = 'timeout';
    INSERT INTO notice (redemption_id, interaction_token, locale, expires_at_ms) VALUES (2, 'token', 'ko', 9);
";

async fn file_of_version(path: &Path, version: i64) {
    file_with(path, version, PAST).await;
}

async fn file_with(path: &Path, version: i64, past: &'static str) {
    let earlier = MIGRATIONS
        .iter()
        .filter(|migration| migration.version <= version)
        .cloned()
        .collect();
    let earlier = Migrator {
        migrations: Cow::Owned(earlier),
        ..Migrator::DEFAULT
    };
    let address = format!("sqlite://{}?mode=rwc", path.display());
    let mut file = SqliteConnection::connect(&address).await.unwrap();
    earlier.run(&mut file).await.unwrap();
    sqlx::raw_sql(past).execute(&mut file).await.unwrap();
    file.close().await.unwrap();
}

#[tokio::test]
async fn redemptions_and_what_refers_to_them_are_kept() {
    for version in [5, 6, 7] {
        kept_from(version).await;
    }
}

async fn kept_from(version: i64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sparks.db");
    file_of_version(&path, version).await;

    let db = Db::open(&path).await.unwrap();

    let mut reader = db.read().await.unwrap();
    let report = ledger::verify(&mut reader).await.unwrap();
    assert!(report.is_clean(), "{report}");
    let dangling: Vec<(String,)> = sqlx::query_as("SELECT \"table\" FROM pragma_foreign_key_check")
        .fetch_all(&mut *reader)
        .await
        .unwrap();
    assert_eq!(dangling, []);
    let found: Vec<(i64, String, String, i64, i64)> = sqlx::query_as(
        "SELECT redemption_case.id, state, stage, attempts, since_ms FROM redemption_case ORDER BY redemption_case.id",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    let row = |id: i64, state: &str, stage: &str, attempts, since_ms| {
        (id, state.to_owned(), stage.to_owned(), attempts, since_ms)
    };
    assert_eq!(
        found,
        [
            row(1, "settled", "settled", 0, 1),
            row(2, "held", "on_its_way", 4, 1),
            row(3, "review", "review", 1, 9),
        ]
    );
    // What caps are compared with counts what was before.
    let counted: (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT received FROM campaign_member), (SELECT awards FROM campaign_day),
            (SELECT amount FROM campaign_moderator_day WHERE moderator_id = 900)",
    )
    .fetch_one(&mut *reader)
    .await
    .unwrap();
    assert_eq!(counted, (150, 1, 150));
    let notices: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM notice WHERE redemption_id = 2")
        .fetch_one(&mut *reader)
        .await
        .unwrap();
    assert_eq!(notices, 1);
    let boards: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "SELECT kind, key, members, score FROM board JOIN board_entry ON board_id = board.id ORDER BY board.id",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    let board = |kind: &str, key, score| (kind.to_owned(), key, 1, score);
    let three_days_ms = 3 * 24 * 60 * 60 * 1_000;
    let mut expected = [
        board("campaign", 1, 150),
        board("lifetime", 0, 650),
        board("month", 0, 650),
        // The first of January 1970 was a Thursday.
        board("week", -three_days_ms, 650),
    ];
    let mut boards = boards;
    boards.sort();
    expected.sort();
    assert_eq!(boards, expected);
    drop(reader);
    db.close().await;
}

/// A member with an award that was undone after it was spent, as the version before events had it.
const BEFORE_EVENTS: &str = "
    INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms)
        VALUES ('all', printf('%064d', 0), '{}', 4, 1);
    INSERT INTO campaign (id, name, slug, created_by, created_at_ms) VALUES (1, 'Launch', 'launch', 900, 1);
    INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms)
        VALUES (3, 'campaign', 1, 1, 1), (4, 'member', 1001, 0, 1);
    INSERT INTO transfer (id, kind, debit_account_id, credit_account_id, amount, refers_to_id, request_key, actor_id, created_at_ms)
        VALUES (1, 'direct', 3, 4, 200, NULL, 'all', 900, 1), (2, 'direct', 3, 4, 50, NULL, 'all', 900, 1),
            (3, 'reversal', 4, 3, 200, 1, 'all', 900, 1);
    INSERT INTO award_undo (award_id, reversal_id, taken, debt, moderator_id, reason, request_key, undone_at_ms)
        VALUES (1, 3, 200, 0, 900, 'x', 'all', 1), (2, NULL, 0, 50, 900, 'x', 'all', 1);
    INSERT INTO transfer (id, kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
        VALUES (4, 'direct', 4, 3, 50, 'all', 1);
";

#[tokio::test]
async fn debts_boards_and_statements_are_kept_when_events_come() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sparks.db");
    file_with(&path, 25, BEFORE_EVENTS).await;
    let db = Db::open(&path).await.unwrap();
    let mut reader = db.read().await.unwrap();
    let report = ledger::verify(&mut reader).await.unwrap();
    assert!(report.is_clean(), "{report}");
    let said: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(transfer_id, category, change, balance))
         FROM (SELECT * FROM statement_entry ORDER BY transfer_id)",
    )
    .fetch_one(&mut *reader)
    .await
    .unwrap();
    assert_eq!(
        said,
        r#"[[1,"earned",200,200],[2,"earned",50,250],[3,"corrected",-200,50],[4,"corrected",-50,0]]"#
    );
    // Made anew, the boards are what they were.
    let anew: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM board_entry JOIN board_entry_anew USING (account_id, board_id)
         WHERE board_entry.score = board_entry_anew.score AND board_entry.score = 0",
    )
    .fetch_one(&mut *reader)
    .await
    .unwrap();
    assert_eq!(anew, 4);
    let counted: (i64, i64) = sqlx::query_as("SELECT COUNT(*), SUM(blocks) FROM board_range")
        .fetch_one(&mut *reader)
        .await
        .unwrap();
    assert_eq!(counted, (4, 4));
    drop(reader);
    db.close().await;
}
