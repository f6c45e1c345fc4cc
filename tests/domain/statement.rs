//! The statement against the ledger that it tells of: whatever happened, every page with every filter shows what a replay
//! of the transfers shows, and a page costs the same in a long statement as in a short one.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sparks::db::{Connection, Write};
use sparks::ids::{AccountId, TransferId};
use sparks::ledger::{
    self, Category, EarnedBy, Movement, MovementKind, Receipt, STATEMENT_PAGE_LENGTH, Source,
    StatementPage, TransferKind, Turn,
};
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

use crate::moves::Move;
use crate::support::{ALICE, CAMPAIGN, House};

const FILTERS: [Option<Category>; 5] = [
    None,
    Some(Category::Earned),
    Some(Category::Redeemed),
    Some(Category::Returned),
    Some(Category::Corrected),
];

async fn page(
    house: &House,
    account: AccountId,
    category: Option<Category>,
    turn: Turn,
) -> StatementPage {
    let mut reader = house.db().read().await.unwrap();
    ledger::statement(&mut reader, account, category, turn)
        .await
        .unwrap()
}

/// What a row says: transfer, change, balance after it, category.
type Stated = (i64, i64, i64, Category);

fn stated(movements: &[Movement]) -> Vec<Stated> {
    let row = |row: &Movement| (row.id.0, row.change, row.balance, row.category);
    movements.iter().map(row).collect()
}

/// A member's statement as the ledger's rules say it, newest first.
async fn replay(house: &House, account: AccountId) -> Vec<Stated> {
    let mut reader = house.db().read().await.unwrap();
    let transfers: Vec<(i64, String, i64, i64, i64)> = sqlx::query_as(
        "SELECT id, kind, debit_account_id, credit_account_id, amount FROM transfer ORDER BY id",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    let mut balance = 0;
    let mut rows = Vec::new();
    for (id, kind, debit, credit, amount) in transfers {
        let pays = debit == account.0;
        if !pays && credit != account.0 {
            continue;
        }
        let (change, category) = match (kind.as_str(), pays) {
            ("direct", false) => (amount, Category::Earned),
            ("direct" | "hold", true) => (-amount, Category::Redeemed),
            ("void", true) => (amount, Category::Returned),
            ("reversal", true) => (-amount, Category::Corrected),
            ("reversal", false) => (amount, Category::Corrected),
            // What was held is gone already, and what somebody reserves is not the receiver's yet.
            _ => continue,
        };
        balance += change;
        rows.push((id, change, balance, category));
    }
    rows.reverse();
    rows
}

/// Every page from the newest to the oldest, and that the way back shows the same.
async fn leaf_through(
    house: &House,
    account: AccountId,
    category: Option<Category>,
) -> Vec<Stated> {
    let mut rows = Vec::new();
    let mut shown = page(house, account, category, Turn::Newest).await;
    assert!(!shown.has_newer);
    while let Some(last) = shown.movements.last() {
        let last = last.id;
        rows.extend(stated(&shown.movements));
        let older = page(house, account, category, Turn::Older(last)).await;
        if !shown.has_older {
            assert!(
                older.movements.last().is_some_and(|row| row.id == last),
                "past the end is the last page"
            );
            break;
        }
        assert_eq!(shown.movements.len(), STATEMENT_PAGE_LENGTH);
        let top = older.movements[0].id;
        let back = page(house, account, category, Turn::Newer(top)).await;
        assert_eq!(back, shown);
        shown = older;
    }
    rows
}

fn any_move(random: &mut fastrand::Rng, past: &[(TransferId, Move)]) -> Move {
    let account = |random: &mut fastrand::Rng| AccountId(random.i64(3..=5));
    let kind = random.u8(0..10);
    if kind < 4 || past.is_empty() {
        let credit = account(random);
        return Move {
            kind: TransferKind::Direct,
            debit: AccountId(1),
            credit,
            amount: random.i64(1..100),
        };
    }
    if kind < 7 {
        return Move {
            kind: TransferKind::Hold,
            debit: account(random),
            credit: AccountId(2),
            amount: random.i64(1..60),
        };
    }
    let (id, earlier) = past[random.usize(..past.len())];
    match (earlier.kind, kind) {
        (TransferKind::Hold, 7) => Move {
            kind: TransferKind::Post(id),
            ..earlier
        },
        (TransferKind::Hold, _) => Move {
            kind: TransferKind::Void(id),
            ..earlier
        },
        _ => Move {
            kind: TransferKind::Reversal(id),
            debit: earlier.credit,
            credit: earlier.debit,
            amount: random.i64(1..=earlier.amount),
        },
    }
}

#[tokio::test]
async fn every_page_agrees_with_a_replay_of_the_ledger() {
    for seed in 0..4 {
        let mut random = fastrand::Rng::with_seed(seed);
        let house = House::open_for_moves(3).await;
        let mut past = Vec::new();
        for _ in 0..220 {
            let step = any_move(&mut random, &past);
            if let Ok(id) = &house.moves(vec![step]).await[0] {
                past.push((*id, step));
            }
        }
        for account in [3, 4, 5].map(AccountId) {
            let expected = replay(&house, account).await;
            assert!(expected.len() > 3 * STATEMENT_PAGE_LENGTH, "seed {seed}");
            for category in FILTERS {
                let wanted: Vec<Stated> = expected
                    .iter()
                    .filter(|row| category.is_none_or(|category| row.3 == category))
                    .copied()
                    .collect();
                let rows = leaf_through(&house, account, category).await;
                assert_eq!(rows, wanted, "seed {seed}, {account}, {category:?}");
            }
        }
        house.verify().await;
    }
}

#[tokio::test]
async fn a_redemption_is_one_row_and_a_returned_one_two() {
    let house = House::open().await;
    let explorer = house.add(house.perk("Explorer", 300)).await;
    let gold = house.add(house.perk("Gold", 500)).await;
    house.award(ALICE, 1_000).await;
    let account = house.account(ALICE).await;
    let kept = house.reserve(ALICE, explorer).await;
    let redeemed = |perk: &str, redemption, is_open| MovementKind::Redemption {
        perk: perk.into(),
        redemption,
        is_open,
    };

    let reserved = page(&house, account, None, Turn::Newest).await;
    assert_eq!(reserved.movements[0].kind, redeemed("Explorer", kept, true));
    assert_eq!(reserved.movements[0].balance, house.balance(ALICE).await.0);
    house.deliver().await;
    let lost = house.reserve(ALICE, gold).await;
    house.discord.leaves(ALICE);
    house.deliver().await;

    let shown = page(&house, account, None, Turn::Newest).await.movements;
    let rows: Vec<_> = shown
        .iter()
        .map(|row| (row.change, row.balance, row.kind.clone(), row.receipt()))
        .collect();
    let award = MovementKind::Award {
        campaign: CAMPAIGN.into(),
    };
    let refund = MovementKind::Refund {
        perk: "Gold".into(),
        redemption: lost,
        by_moderator: false,
    };
    let expected = [
        (500, 700, refund, Receipt::Redemption(lost)),
        (
            -500,
            200,
            redeemed("Gold", lost, false),
            Receipt::Redemption(lost),
        ),
        (
            -300,
            700,
            redeemed("Explorer", kept, false),
            Receipt::Redemption(kept),
        ),
        (1_000, 1_000, award, Receipt::Award(shown[3].id)),
    ];
    assert_eq!(rows, expected);
    assert_eq!(house.balance(ALICE).await, (700, 0));
    house.verify().await;
}

/// What the product's events will do: pay from the account of their source.
#[tokio::test]
async fn the_account_that_paid_says_where_sparks_come_from() {
    let house = House::open_for_moves(1).await;
    let member = AccountId(3);
    house
        .execute(
            "INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms) VALUES
                (11, 'issuance', 1, 1, 0), (12, 'issuance', 2, 1, 0), (13, 'issuance', 3, 1, 0)",
        )
        .await
        .unwrap();
    let pay = |debit| Move {
        kind: TransferKind::Direct,
        debit: AccountId(debit),
        credit: member,
        amount: 10,
    };
    let paid = house.moves(vec![pay(11), pay(12), pay(13), pay(1)]).await;
    // Each for something that was reported.
    house
        .execute(
            "INSERT INTO product_account (id, ref) VALUES (1, 'A'), (2, 'B');
             INSERT INTO event_cell (id, kind, account_id, about_id, key) VALUES
                (1, 'trades', 1, 1, 7), (2, 'subscription', 1, 1, 7), (3, 'referred_plan', 1, 2, 0);
             INSERT INTO event_earning (transfer_id, cell_id, account_id, amount) VALUES
                (1, 1, 3, 10), (2, 2, 3, 10), (3, 3, 3, 10)",
        )
        .await
        .unwrap();
    let take_back = Move {
        kind: TransferKind::Reversal(paid[0].clone().unwrap()),
        debit: member,
        credit: AccountId(11),
        amount: 4,
    };
    house.moves(vec![take_back]).await;

    let shown = page(&house, member, None, Turn::Newest).await.movements;
    let kinds: Vec<_> = shown.iter().rev().map(|row| row.kind.clone()).collect();
    let earned = |source, by| MovementKind::Earned { source, by };
    assert_eq!(
        kinds,
        [
            earned(Source::Trading, Some(EarnedBy::Trades(7))),
            // Of a payment that is not there.
            earned(Source::Subscription, None),
            earned(Source::Referral, Some(EarnedBy::InviteesPlan)),
            MovementKind::Other,
            MovementKind::Reversal {
                undone: Receipt::Transfer(TransferId(1))
            },
        ]
    );
    let owners = Source::ALL.map(Source::owner);
    assert_eq!(owners, [1, 2, 3]);
    house.verify().await;
}

#[tokio::test]
async fn a_correction_names_what_it_corrects() {
    let house = House::open().await;
    let perk = house.add(house.perk("Explorer", 300)).await;
    let award = house.award(ALICE, 1_000).await;
    let account = house.account(ALICE).await;
    let redemption = house.reserve(ALICE, perk).await;
    house.deliver().await;
    let campaign = AccountId(3);
    let post = house.number("SELECT resolution_id FROM redemption").await;
    let undo = |id, debit, credit, amount| Move {
        kind: TransferKind::Reversal(id),
        debit,
        credit,
        amount,
    };
    let done = house
        .moves(vec![
            undo(award.transfer, account, campaign, 200),
            undo(TransferId(post), AccountId(2), account, 300),
        ])
        .await;
    assert!(done.iter().all(Result::is_ok), "{done:?}");

    let corrected = page(&house, account, Some(Category::Corrected), Turn::Newest).await;
    let rows: Vec<_> = corrected
        .movements
        .iter()
        .map(|row| (row.change, row.balance, row.kind.clone()))
        .collect();
    let undone = |undone| MovementKind::Reversal { undone };
    assert_eq!(
        rows,
        [
            (300, 800, undone(Receipt::Redemption(redemption))),
            (-200, 500, undone(Receipt::Award(award.transfer))),
        ]
    );
    house.verify().await;
}

#[tokio::test]
async fn a_page_past_either_end_shows_the_last_there_is() {
    let house = House::open().await;
    for _ in 0..13 {
        house.award(ALICE, 10).await;
    }
    let account = house.account(ALICE).await;
    let newest = page(&house, account, None, Turn::Newest).await;
    for turn in [
        Turn::Newer(TransferId(i64::MAX)),
        Turn::Newer(newest.movements[3].id),
    ] {
        assert_eq!(page(&house, account, None, turn).await, newest);
    }
    let oldest = page(&house, account, None, Turn::Older(TransferId(0))).await;
    let balances: Vec<i64> = oldest.movements.iter().map(|row| row.balance).collect();
    assert_eq!(balances, [100, 90, 80, 70, 60, 50, 40, 30, 20, 10]);
    assert!(oldest.has_newer && !oldest.has_older);
    assert_eq!(
        page(&house, account, None, Turn::Older(TransferId(i64::MIN))).await,
        oldest
    );
    let none = page(&house, account, Some(Category::Returned), Turn::Newest).await;
    assert_eq!(none, StatementPage::default());
    house.verify().await;
}

/// So many awards, and one correction and one return long ago.
struct Fill(i64);

impl Write for Fill {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        for sql in [
            "INSERT INTO request VALUES ('fill', printf('%064d', 0), '', $1 + 3, 0)",
            "INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, refers_to_id, request_key, created_at_ms)
             VALUES ('direct', 1, 3, 100, NULL, 'fill', 0)",
            "INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, refers_to_id, request_key, created_at_ms)
             VALUES ('reversal', 3, 1, 1, 1, 'fill', 0)",
            "WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < $1)
             INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
             SELECT 'direct', 1, 3, 1 + n % 7, 'fill', n FROM number",
        ] {
            sqlx::query(sql).bind(self.0).execute(&mut *tx).await?;
        }
        Ok(())
    }
}

/// How many steps SQLite's machine took for each kind of page: unlike time, the same on every machine.
async fn steps(house: &House, deep: i64) -> Vec<(String, i64)> {
    let steps = Arc::new(AtomicI64::new(0));
    let mut reader = house.db().read().await.unwrap();
    let counted = Arc::clone(&steps);
    reader
        .lock_handle()
        .await
        .unwrap()
        .set_progress_handler(1, move || {
            counted.fetch_add(1, Ordering::SeqCst);
            true
        });
    let mut taken = Vec::new();
    for category in FILTERS {
        for turn in [
            Turn::Newest,
            Turn::Older(TransferId(deep)),
            Turn::Newer(TransferId(deep)),
            Turn::Older(TransferId(1)),
        ] {
            let before = steps.load(Ordering::SeqCst);
            let _ = ledger::statement(&mut reader, AccountId(3), category, turn)
                .await
                .unwrap();
            let after = steps.load(Ordering::SeqCst);
            taken.push((format!("{category:?} {turn:?}"), after - before));
        }
    }
    reader
        .lock_handle()
        .await
        .unwrap()
        .remove_progress_handler();
    taken
}

#[tokio::test]
async fn a_page_of_a_long_statement_costs_what_one_of_a_short_does() {
    let mut taken = Vec::new();
    for rows in [1_000, 100_000] {
        let house = House::open_for_moves(1).await;
        house.write(Fill(rows)).await;
        taken.push(steps(&house, rows / 2).await);
        house.verify().await;
    }
    for ((page, short), (_, long)) in taken[0].iter().zip(&taken[1]) {
        assert!(*long <= short + 50, "{page}: {short} steps, then {long}");
        assert!((1..3_000).contains(long), "{page}: {long} steps");
    }
}

/// A ledger from before there were statements gets them by the migration, as if they had been written all along.
#[tokio::test]
async fn the_migration_states_what_was_before_it() {
    let mut house = House::open().await;
    let perk = house.add(house.perk("Explorer", 300)).await;
    house.award(ALICE, 1_000).await;
    house.award(crate::support::BOB, 1_000).await;
    house.reserve(ALICE, perk).await;
    house.discord.leaves(ALICE);
    house.deliver().await;
    let account = house.account(ALICE).await;
    let before = page(&house, account, None, Turn::Newest).await;
    house.stop().await;

    let url = format!("sqlite://{}", house.path().display());
    let mut file = SqliteConnection::connect(&url).await.unwrap();
    for sql in [
        "DROP TRIGGER transfer_is_stated; DROP VIEW statement_effect; DROP TABLE statement_entry",
        include_str!("../../migrations/0011_statement.sql"),
    ] {
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut file)
            .await
            .unwrap();
    }
    file.close().await.unwrap();

    house.start().await;
    assert_eq!(page(&house, account, None, Turn::Newest).await, before);
    assert_eq!(before.movements.len(), 3);
    house.verify().await;
}
