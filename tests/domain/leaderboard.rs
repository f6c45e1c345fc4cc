//! The board: ranks with ties, pages forth and back, what raises and lowers a score, and the bucketed rank against a
//! naive count over random boards.

use proptest::prelude::*;
use proptest::test_runner::Config;
use sparks::ids::{AccountId, TransferId, UserId};
use sparks::leaderboard::{Cursor, Entry, Page};
use sparks::ledger::TransferKind;

use crate::moves::Move;
use crate::support::{ALICE, BOB, House, member};

fn after(page: &Page) -> Cursor {
    let last = page.entries.last().unwrap();
    Cursor::After {
        score: last.score,
        account: last.account,
    }
}

fn before(page: &Page) -> Cursor {
    let first = page.entries.first().unwrap();
    Cursor::Before {
        score: first.score,
        account: first.account,
    }
}

/// More than any board here has.
const PAGES_MAX: usize = 20;

/// From the first page to the last.
async fn pages(house: &House) -> Vec<Page> {
    let mut pages = vec![house.page(Cursor::Top).await];
    while let Some(page) = pages.last()
        && page.has_next()
    {
        pages.push(house.page(after(page)).await);
        assert!(pages.len() <= PAGES_MAX, "the board has no end");
    }
    pages
}

fn ranks(page: &Page) -> Vec<(i64, UserId)> {
    page.entries
        .iter()
        .map(|entry| (entry.rank, entry.member))
        .collect()
}

#[tokio::test]
async fn an_empty_board_is_an_empty_page() {
    let house = House::open().await;
    for cursor in [
        Cursor::Top,
        Cursor::After {
            score: 5,
            account: AccountId(5),
        },
    ] {
        let page = house.page(cursor).await;
        assert!(!page.has_previous() && !page.has_next());
        assert_eq!((page.entries, page.members), (vec![], 0));
    }
    house.verify().await;
}

#[tokio::test]
async fn equals_share_a_rank_and_stand_in_the_order_they_joined() {
    let house = House::open().await;
    for (number, amount) in [20, 50, 20, 10, 50, 20].into_iter().enumerate() {
        house.award(member(number), amount).await;
    }
    let expected = [(1, 1), (1, 4), (3, 0), (3, 2), (3, 5), (6, 3)];
    let expected = expected.map(|(rank, number)| (rank, member(number)));
    let page = house.page(Cursor::Top).await;
    assert_eq!(ranks(&page), expected);
    assert_eq!(page.members, 6);
    for (rank, member) in expected {
        assert_eq!(house.standing(member).await.unwrap().rank, rank);
    }
    // The order among equals is by who joined first, not by who reached the score first.
    house.award(member(3), 10).await;
    let page = house.page(Cursor::Top).await;
    assert_eq!(ranks(&page)[4], (3, member(3)));
    house.verify().await;
}

#[tokio::test]
async fn ninety_five_members_with_many_ties_are_each_on_one_page() {
    let house = House::open().await;
    for number in 0..95 {
        let amount = [40, 40, 40, 7, 1_000][number % 5];
        house.award(member(number), amount).await;
    }
    let forth = pages(&house).await;
    assert_eq!(forth.len(), 10);
    assert_eq!(forth[9].entries.len(), 5);
    let entries: Vec<Entry> = forth.iter().flat_map(|page| page.entries.clone()).collect();
    let mut members: Vec<UserId> = entries.iter().map(|entry| entry.member).collect();
    members.sort_unstable();
    assert_eq!(members, (0..95).map(member).collect::<Vec<_>>());
    for entry in &entries {
        let higher = entries
            .iter()
            .filter(|other| other.score > entry.score)
            .count();
        assert_eq!(entry.rank, 1 + i64::try_from(higher).unwrap());
    }

    let mut back = vec![forth[9].clone()];
    while let Some(page) = back.last()
        && page.has_previous()
    {
        back.push(house.page(before(page)).await);
        assert!(back.len() <= PAGES_MAX, "the board has no beginning");
    }
    back.reverse();
    assert_eq!(back, forth);
    assert!(!forth[0].has_previous());
    house.verify().await;
}

#[tokio::test]
async fn spending_lowers_no_rank_but_taking_back_does() {
    let house = House::open().await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    let awarded = house.award(ALICE, 500).await;
    house.award(BOB, 400).await;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    let alice = house.standing(ALICE).await.unwrap();
    assert_eq!((alice.rank, alice.score), (1, 500));

    take_back(&house, awarded.transfer, 400).await;
    let alice = house.standing(ALICE).await.unwrap();
    assert_eq!((alice.rank, alice.score), (2, 100));
    assert_eq!(house.standing(BOB).await.unwrap().rank, 1);
    house.verify().await;
}

async fn take_back(house: &House, award: TransferId, amount: i64) {
    let reversal = Move {
        kind: TransferKind::Reversal(award),
        debit: house.account(ALICE).await,
        credit: AccountId(3),
        amount,
    };
    let taken = house.moves(vec![reversal]).await;
    assert!(matches!(taken[..], [Ok(_)]), "{taken:?}");
}

#[tokio::test]
async fn one_whose_awards_were_all_taken_back_is_on_no_page() {
    let house = House::open().await;
    let awarded = house.award(ALICE, 500).await;
    house.award(BOB, 400).await;
    take_back(&house, awarded.transfer, 500).await;
    assert_eq!(house.standing(ALICE).await, None);
    let page = house.page(Cursor::Top).await;
    assert_eq!(ranks(&page), [(1, BOB)]);
    assert_eq!(page.members, 1);
    let everyone = Cursor::Before {
        score: -1,
        account: AccountId(i64::MAX),
    };
    assert_eq!(ranks(&house.page(everyone).await), [(1, BOB)]);
    house.verify().await;
}

#[tokio::test]
async fn a_page_from_a_row_that_moved_shows_what_stands_there_now() {
    let house = House::open().await;
    for number in 0..30 {
        house
            .award(member(number), 1_000 - i64::try_from(number).unwrap())
            .await;
    }
    let first = house.page(Cursor::Top).await;
    let next = house.page(after(&first)).await;
    house.award(first.entries[9].member, 5_000).await;
    assert_eq!(house.page(after(&first)).await.entries, next.entries);

    let beyond = Cursor::After {
        score: 1,
        account: AccountId(1),
    };
    let top = house.page(Cursor::Top).await;
    assert_eq!(
        house.page(beyond).await,
        top,
        "past the end is the first page"
    );
    let above = Cursor::Before {
        score: i64::MAX,
        account: AccountId(0),
    };
    assert_eq!(house.page(above).await, top);
    house.verify().await;
}

fn config() -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok();
    Config {
        cases: asked.and_then(|cases| cases.parse().ok()).unwrap_or(8),
        max_shrink_iters: 200,
        failure_persistence: None,
        ..Config::default()
    }
}

/// Amounts at the edges of buckets, and anywhere.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![
        1..40_i64,
        (5..29_u32, -1..2_i64).prop_map(|(power, by)| (1 << power) + by),
        1..=1_000_000_000_i64,
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_rank_is_one_more_than_the_members_with_more(
        awards in prop::collection::vec((0..25_usize, amount()), 1..60)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let house = House::open().await;
            let mut scores = std::collections::BTreeMap::new();
            for (number, amount) in awards {
                house.award(member(number), amount).await;
                *scores.entry(member(number)).or_insert(0) += amount;
            }
            for (member, score) in &scores {
                let higher = scores.values().filter(|other| *other > score).count();
                let standing = house.standing(*member).await.unwrap();
                assert_eq!(standing.score, *score);
                assert_eq!(standing.rank, 1 + i64::try_from(higher).unwrap());
            }
            let listed: Vec<Entry> = pages(&house).await.into_iter().flat_map(|page| page.entries).collect();
            assert_eq!(listed.len(), scores.len());
            assert!(listed.is_sorted_by_key(|entry| (-entry.score, entry.account)));
            for entry in listed {
                let standing = house.standing(entry.member).await.unwrap();
                assert_eq!((standing.rank, standing.score), (entry.rank, entry.score));
                assert!(standing.is_listed);
            }
            house.verify().await;
        });
    }
}
