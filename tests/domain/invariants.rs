//! Each invariant's query is seen to catch what it is for: a sound file is stripped of its triggers and constraints,
//! one thing in it is made wrong, and exactly the expected statements must be reported.

use sparks::db::Db;
use sparks::ledger::{self, Report};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use crate::board_corruptions;
use crate::corruptions::CORRUPTIONS;
use crate::event_corruptions;
use crate::events::{MORNING, linked, told, trade};
use crate::events_fold::Said;
use crate::moves::{Move, Moves};
use crate::support::{ALICE, BOB, House};
use sparks::ids::{AccountId, TransferId};
use sparks::ledger::TransferKind;

async fn house() -> House {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = None;
    perk.stock = Some(10);
    let perk = house.add(perk).await;
    house.award(ALICE, 500).await;
    house.award(BOB, 500).await;
    house.reserve(ALICE, perk).await;
    house.reserve(BOB, perk).await;
    house.discord.leaves(BOB);
    house.deliver().await;
    house.reserve(ALICE, perk).await;
    let back = Move {
        kind: TransferKind::Reversal(TransferId(2)),
        debit: house.account(BOB).await,
        credit: AccountId(3),
        amount: 200,
    };
    let now_ms = house.clock.now_ms();
    let request = Moves::new(house.key("moves"), vec![back], now_ms);
    assert_eq!(house.write(request).await, Some(vec![Ok(TransferId(8))]));
    let refused = house.reserve(ALICE, perk).await;
    house.return_sparks(refused, "A mistake").await;
    house.verify().await;
    house
}

/// A connection for which nothing is forbidden: triggers and indexes dropped, and tables replaced by bare copies.
async fn strip(path: &std::path::Path) -> SqliteConnection {
    let mut file = SqliteConnection::connect(path.to_str().unwrap())
        .await
        .unwrap();
    let strip: Vec<String> = sqlx::query_scalar(
        "SELECT CASE type WHEN 'table'
            THEN 'CREATE TABLE bare AS SELECT * FROM ' || name || '; DROP TABLE ' || name
                || '; ALTER TABLE bare RENAME TO ' || name
            ELSE 'DROP ' || type || ' ' || name END
         FROM sqlite_master WHERE sql IS NOT NULL AND name NOT IN ('_sqlx_migrations', 'sqlite_sequence')
         ORDER BY type = 'table'",
    )
    .fetch_all(&mut file)
    .await
    .unwrap();
    // Nor does it have to last.
    run(
        &mut file,
        "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF",
    )
    .await;
    for sql in strip {
        run(&mut file, &sql).await;
    }
    file
}

async fn run(file: &mut SqliteConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(file)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// What `sparks verify` says about a file.
async fn report(path: &std::path::Path) -> Report {
    let db = Db::open_read_only(path).await.unwrap();
    let mut reader = db.read().await.unwrap();
    let report = ledger::verify(&mut reader).await.unwrap();
    drop(reader);
    db.close().await;
    report
}

/// Alice trades, one trade is reversed; she invited somebody, and somebody else's account is nobody's any more.
async fn house_with_events() -> House {
    let house = House::open_empty().await;
    house
        .tell_all(&[
            told(1, MORNING, linked(1, ALICE)),
            told(2, MORNING + 1, trade(1, 300)),
            told(3, MORNING + 2, trade(1, 700)),
            told(4, MORNING, Said::Unlinked { account: 2 }),
            told(
                5,
                MORNING,
                Said::Invited {
                    inviter: 1,
                    invitee: 2,
                },
            ),
            told(
                6,
                MORNING,
                Said::Reversed {
                    kind: "trade",
                    of: 3,
                },
            ),
        ])
        .await;
    house.verify().await;
    house
}

#[tokio::test]
async fn each_corruption_is_reported_by_its_invariant_and_no_other() {
    reported(house().await, CORRUPTIONS).await;
}

#[tokio::test]
async fn each_corruption_of_boards_is_reported_by_its_invariant_and_no_other() {
    reported(house().await, board_corruptions::CORRUPTIONS).await;
}

#[tokio::test]
async fn each_corruption_of_events_is_reported_by_its_invariant_and_no_other() {
    reported(house_with_events().await, event_corruptions::CORRUPTIONS).await;
}

async fn reported(mut house: House, corruptions: &[(&str, &str, &[&str])]) {
    house.stop().await;
    let sound = std::fs::read(house.path()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (number, (label, sql, expected)) in corruptions.iter().enumerate() {
        let copy = folder.path().join(format!("copy-{number}.db"));
        std::fs::write(&copy, &sound).unwrap();
        let mut file = strip(&copy).await;
        run(&mut file, sql).await;
        file.close().await.unwrap();
        let report = report(&copy).await;
        let mut said: Vec<&str> = report
            .violations
            .iter()
            .map(|found| found.statement)
            .collect();
        said.dedup();
        if said != *expected {
            wrong.push(format!("{label}: {:#?}", report.violations));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_invariant_has_a_corruption_that_it_catches() {
    let sources = [
        include_str!("../../src/ledger/invariants.rs"),
        include_str!("../../src/ledger/campaign_invariants.rs"),
        include_str!("../../src/ledger/queue_invariants.rs"),
        include_str!("../../src/ledger/event_invariants.rs"),
    ];
    let source = sources.join("\n");
    let statements: Vec<&str> = source
        .lines()
        .filter_map(|line| {
            line.trim()
                .strip_prefix("statement: \"")?
                .strip_suffix("\",")
        })
        .collect();
    assert!(statements.len() >= 22, "{statements:?}");
    for statement in statements {
        assert!(
            CORRUPTIONS
                .iter()
                .chain(board_corruptions::CORRUPTIONS)
                .chain(event_corruptions::CORRUPTIONS)
                .any(|(.., expected)| expected.contains(&statement)),
            "no corruption for: {statement}"
        );
    }
}
