//! Boards of months, weeks and campaigns, and who is left out of them: at the borders of periods, among thousands, and all
//! at once.

use std::sync::Arc;

use sparks::clock::Millis;
use sparks::ids::{AccountId, CampaignId, TransferId, UserId};
use sparks::leaderboard::{
    BoardKey, Cursor, HideOutcome, MarkDeparted, MarkPresent, PAGE_LENGTH, Rebuild, SetHidden,
};
use sparks::ledger::TransferKind;
use tokio::task::JoinSet;

use crate::moves::Move;
use crate::support::{ALICE, BOB, CAMPAIGN, HOUR_MS, House, START_MS, member};

pub const DAY_MS: Millis = 24 * HOUR_MS;
/// Friday, 15 January 2027, 08:00 UTC.
const FRIDAY_MS: Millis = START_MS;
pub const OTHER_CAMPAIGN: &str = "Summer Quest";

pub async fn award_from(house: &House, campaign: &str, to: UserId, amount: i64) -> TransferId {
    let mut request = house.award_request(to, amount);
    request.campaign = campaign.to_owned();
    match house.write(request).await {
        sparks::campaigns::AwardOutcome::Awarded(awarded) => awarded.transfer,
        sparks::campaigns::AwardOutcome::Refused(refusal) => panic!("{refusal:?}"),
    }
}

pub async fn take_back(
    house: &House,
    campaign: &str,
    award: TransferId,
    from: UserId,
    amount: i64,
) {
    let back = Move {
        kind: TransferKind::Reversal(award),
        debit: house.account(from).await,
        credit: account_of(house, campaign).await,
        amount,
    };
    let taken = house.moves(vec![back]).await;
    assert!(matches!(taken[..], [Ok(_)]), "{taken:?}");
}

pub async fn campaign_id(house: &House, name: &str) -> CampaignId {
    let mut reader = house.db().read().await.unwrap();
    let id = sqlx::query_scalar("SELECT id FROM campaign WHERE name = $1").bind(name);
    id.fetch_one(&mut *reader).await.unwrap()
}

async fn account_of(house: &House, campaign: &str) -> AccountId {
    let id = campaign_id(house, campaign).await;
    let mut reader = house.db().read().await.unwrap();
    let account =
        sqlx::query_scalar("SELECT id FROM account WHERE kind = 'campaign' AND owner_id = $1");
    account.bind(id).fetch_one(&mut *reader).await.unwrap()
}

pub async fn hide(house: &House, member: UserId, hidden: bool) -> HideOutcome {
    let key = house.key("privacy");
    let now_ms = house.clock.now_ms();
    let request = SetHidden {
        key,
        member,
        hidden,
        now_ms,
    };
    house.write(request).await
}

pub async fn depart(house: &House, member: UserId) -> u64 {
    let now_ms = house.clock.now_ms();
    let members = vec![member];
    house.write(MarkDeparted { members, now_ms }).await
}

async fn scores(house: &House, board: BoardKey) -> Vec<(UserId, i64)> {
    let page = house.page_on(board, Cursor::Top).await;
    let entries = page.entries.iter();
    entries.map(|entry| (entry.member, entry.score)).collect()
}

#[tokio::test]
async fn an_award_counts_in_the_period_in_which_it_was_made() {
    let house = House::open().await;
    house.campaign(OTHER_CAMPAIGN, None).await;
    house.award(ALICE, 100).await;
    let week = BoardKey::week(FRIDAY_MS);
    let month = BoardKey::month(FRIDAY_MS);
    let (_, monday_ms) = week.period().unwrap();
    house.clock.advance(monday_ms - 1 - FRIDAY_MS);
    house.award(ALICE, 10).await;
    assert_eq!(scores(&house, week).await, [(ALICE, 110)]);
    house.clock.advance(1);
    assert_ne!(BoardKey::week(house.clock.now_ms()), week);
    award_from(&house, OTHER_CAMPAIGN, ALICE, 5).await;
    assert_eq!(scores(&house, week).await, [(ALICE, 110)]);
    assert_eq!(
        scores(&house, BoardKey::week(monday_ms)).await,
        [(ALICE, 5)]
    );
    assert_eq!(scores(&house, month).await, [(ALICE, 115)]);
    let (_, february_ms) = month.period().unwrap();
    house.clock.advance(february_ms - house.clock.now_ms());
    award_from(&house, OTHER_CAMPAIGN, BOB, 7).await;
    assert_eq!(scores(&house, month).await, [(ALICE, 115)]);
    assert_eq!(
        scores(&house, BoardKey::month(february_ms)).await,
        [(BOB, 7)]
    );
    assert_eq!(BoardKey::month_before(february_ms), month);
    let spring = BoardKey::Campaign(campaign_id(&house, CAMPAIGN).await);
    assert_eq!(scores(&house, spring).await, [(ALICE, 110)]);
    let summer = BoardKey::Campaign(campaign_id(&house, OTHER_CAMPAIGN).await);
    assert_eq!(scores(&house, summer).await, [(BOB, 7), (ALICE, 5)]);
    house.verify().await;
}

#[tokio::test]
async fn taking_back_lowers_the_boards_on_which_the_award_counted() {
    let house = House::open().await;
    let awarded = house.award(ALICE, 100).await.transfer;
    let then_ms = house.clock.now_ms();
    house.clock.advance(40 * DAY_MS);
    let now_ms = house.clock.now_ms();
    house.award(ALICE, 30).await;

    take_back(&house, CAMPAIGN, awarded, ALICE, 60).await;

    for (board, score) in [
        (BoardKey::Lifetime, 70),
        (BoardKey::month(then_ms), 40),
        (BoardKey::week(then_ms), 40),
        (BoardKey::month(now_ms), 30),
        (BoardKey::week(now_ms), 30),
    ] {
        assert_eq!(scores(&house, board).await, [(ALICE, score)], "{board:?}");
    }
    house.verify().await;
}

#[tokio::test]
async fn who_is_left_out_is_on_no_board_and_comes_back_as_they_were() {
    let house = House::open().await;
    house.award(ALICE, 100).await;
    house.award(BOB, 50).await;
    let boards = [
        BoardKey::Lifetime,
        BoardKey::month(FRIDAY_MS),
        BoardKey::week(FRIDAY_MS),
        BoardKey::Campaign(campaign_id(&house, CAMPAIGN).await),
    ];
    assert_eq!(hide(&house, ALICE, true).await, HideOutcome::Changed);
    assert_eq!(hide(&house, ALICE, true).await, HideOutcome::Unchanged);
    assert_eq!(depart(&house, ALICE).await, 1);
    assert_eq!(depart(&house, ALICE).await, 0, "marked before");
    assert_eq!(
        depart(&house, member(77)).await,
        0,
        "without an account, on no board"
    );
    // What they earn meanwhile counts.
    house.award(ALICE, 1).await;
    for board in boards {
        let page = house.page_on(board, Cursor::Top).await;
        assert_eq!(
            (page.entries.len(), page.entries[0].rank, page.members),
            (1, 1, 1)
        );
        assert_eq!(page.entries[0].member, BOB);
        assert_eq!(house.page_of(board, ALICE).await, page, "she is on no page");
        let own = house.standing_on(board, ALICE).await.unwrap();
        assert_eq!((own.rank, own.score, own.is_listed), (1, 101, false));
        assert_eq!(house.standing_on(board, BOB).await.unwrap().rank, 1);
    }
    // One of two reasons is enough.
    house.write(MarkPresent { member: ALICE }).await;
    assert_eq!(scores(&house, BoardKey::Lifetime).await, [(BOB, 50)]);
    assert_eq!(hide(&house, ALICE, false).await, HideOutcome::Changed);
    assert_eq!(hide(&house, ALICE, false).await, HideOutcome::Unchanged);
    for board in boards {
        assert_eq!(scores(&house, board).await, [(ALICE, 101), (BOB, 50)]);
        assert_eq!(house.standing_on(board, BOB).await.unwrap().rank, 2);
    }
    house.verify().await;
}

#[tokio::test]
async fn a_wish_to_be_hidden_that_comes_again_does_not_undo_a_later_one() {
    let house = House::open().await;
    let wish = SetHidden {
        key: house.key("privacy"),
        member: ALICE,
        hidden: true,
        now_ms: house.clock.now_ms(),
    };
    assert_eq!(house.write(wish.clone()).await, HideOutcome::Changed);
    assert_eq!(hide(&house, ALICE, false).await, HideOutcome::Changed);
    assert_eq!(
        house.write(wish.clone()).await,
        HideOutcome::Changed,
        "its first answer"
    );
    house.award(ALICE, 5).await;
    assert_eq!(scores(&house, BoardKey::Lifetime).await, [(ALICE, 5)]);
    let other = SetHidden {
        hidden: false,
        ..wish
    };
    assert_eq!(house.write(other).await, HideOutcome::Conflict);
    house.verify().await;
}

#[tokio::test]
async fn who_hides_before_the_first_spark_stays_hidden() {
    let house = House::open().await;
    assert_eq!(hide(&house, ALICE, true).await, HideOutcome::Changed);
    assert_eq!(hide(&house, BOB, false).await, HideOutcome::Unchanged);
    house.award(ALICE, 5).await;
    assert_eq!(scores(&house, BoardKey::Lifetime).await, []);
    house.verify().await;
}

#[tokio::test]
async fn a_page_is_found_by_its_number() {
    let house = House::open().await;
    for number in 0..25 {
        house.award(member(number), [40, 40, 7][number % 3]).await;
    }
    let forth = all_pages(&house, BoardKey::Lifetime).await;
    for (number, page) in (1..).zip(&forth) {
        let found = house
            .page_on(BoardKey::Lifetime, Cursor::Number(number))
            .await;
        assert_eq!(found, *page);
        assert_eq!(found.number(), (number, 3));
    }
    let last = forth.last().unwrap();
    for number in [4, 1_000, i64::MAX] {
        assert_eq!(
            house
                .page_on(BoardKey::Lifetime, Cursor::Number(number))
                .await,
            *last
        );
    }
    for number in [0, -1, i64::MIN] {
        assert_eq!(
            house
                .page_on(BoardKey::Lifetime, Cursor::Number(number))
                .await,
            forth[0]
        );
    }
    let nowhere = BoardKey::Campaign(CampaignId(99));
    for cursor in [Cursor::Number(2), Cursor::Own, Cursor::Top] {
        let page = house.page_on(nowhere, cursor).await;
        assert_eq!((page.entries, page.members), (vec![], 0));
    }
    house.verify().await;
}

/// From the first page to the last.
pub async fn all_pages(house: &House, board: BoardKey) -> Vec<sparks::leaderboard::Page> {
    let mut pages = vec![house.page_on(board, Cursor::Top).await];
    while let Some(page) = pages.last()
        && page.has_next()
    {
        let last = page.entries.last().unwrap();
        let next = Cursor::After {
            score: last.score,
            account: last.account,
        };
        pages.push(house.page_on(board, next).await);
        assert!(pages.len() < 1_000, "the board has no end");
    }
    pages
}

/// One of many members' awards, in one transaction. `amount` is SQL over the member's number `n`.
async fn award_all(house: &House, first: u32, count: u32, amount: &str) {
    let sql = format!(
        "INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms)
            VALUES ('bulk:{first}:{count}:{amount}', printf('%064d', 0), '{{}}', {count}, 0);
         INSERT INTO account (kind, owner_id, overdraft_allowed, opened_at_ms)
            SELECT 'member', n + 2000, 0, 0 FROM (
                WITH RECURSIVE number (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM number WHERE n + 1 < {first} + {count})
                SELECT n FROM number
            ) WHERE true ON CONFLICT (kind, owner_id) DO NOTHING;
         INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
            SELECT 'direct', 3, account.id, {amount}, 'bulk:{first}:{count}:{amount}', {}
            FROM (SELECT id, owner_id - 2000 AS n FROM account WHERE kind = 'member') AS account
            WHERE n >= {first} AND n < {first} + {count}",
        house.clock.now_ms()
    );
    house.execute(sql.leak()).await.unwrap();
}

/// The scores of everyone listed, in order.
async fn naive(house: &House, board: BoardKey) -> Vec<(i64, AccountId)> {
    let mut reader = house.db().read().await.unwrap();
    let (kind, key) = match board {
        BoardKey::Lifetime => ("lifetime", 0),
        BoardKey::Month { start_ms } => ("month", start_ms),
        BoardKey::Week { start_ms } => ("week", start_ms),
        BoardKey::Campaign(id) => ("campaign", id.0),
    };
    sqlx::query_as(
        "SELECT score, account_id FROM board_entry JOIN board ON board.id = board_id
         WHERE kind = $1 AND key = $2 AND shown = 1 AND score > 0 ORDER BY score DESC, account_id",
    )
    .bind(kind)
    .bind(key)
    .fetch_all(&mut *reader)
    .await
    .unwrap()
}

/// Pages by number and ranks, at places all over a large board.
async fn agrees_with_naive(house: &House, board: BoardKey) {
    let all = naive(house, board).await;
    for place in (0..all.len()).step_by(317).chain([all.len() - 1]) {
        let number = i64::try_from(place / PAGE_LENGTH).unwrap() + 1;
        let page = house.page_on(board, Cursor::Number(number)).await;
        let start = place / PAGE_LENGTH * PAGE_LENGTH;
        let end = all.len().min(start + PAGE_LENGTH);
        let found: Vec<(i64, AccountId)> = page
            .entries
            .iter()
            .map(|entry| (entry.score, entry.account))
            .collect();
        assert_eq!(found, all[start..end], "page {number}");
        assert_eq!(page.rows_before, i64::try_from(start).unwrap());
        assert_eq!(page.members, i64::try_from(all.len()).unwrap());
        for entry in &page.entries {
            let higher = all.partition_point(|(score, _)| *score > entry.score);
            assert_eq!(entry.rank, 1 + i64::try_from(higher).unwrap());
        }
        let own = house.page_of(board, page.entries[0].member).await;
        assert_eq!(own, page);
    }
    house.verify().await;
}

async fn blocks(house: &House) -> i64 {
    house
        .number("SELECT COUNT(*) FROM board_block WHERE board_id = (SELECT id FROM board WHERE kind = 'lifetime')")
        .await
}

#[tokio::test]
async fn among_thousands_blocks_part_and_join_and_places_stay_right() {
    let house = House::open().await;
    // Many with few, few with many, and many ties.
    award_all(&house, 0, 5_000, "1 + 50000 / (n % 997 + 1)").await;
    assert!(blocks(&house).await >= 20, "{}", blocks(&house).await);
    agrees_with_naive(&house, BoardKey::Lifetime).await;
    // Everyone moves up past everyone: what they leave joins.
    for round in 1..=4 {
        award_all(&house, 0, 5_000, &format!("{round} * 100000 + n % 10")).await;
        assert!(blocks(&house).await <= 96, "{}", blocks(&house).await);
    }
    agrees_with_naive(&house, BoardKey::Lifetime).await;
    let members = (100..4_900).map(member).collect();
    let marked = house.write(MarkDeparted { members, now_ms: 0 }).await;
    assert_eq!(marked, 4_800);
    assert!(blocks(&house).await <= 12, "{}", blocks(&house).await);
    agrees_with_naive(&house, BoardKey::Lifetime).await;
    house.write(Rebuild).await;
    agrees_with_naive(&house, BoardKey::Lifetime).await;
}

async fn ranges(house: &House) -> i64 {
    house
        .number("SELECT COUNT(*) FROM board_range WHERE board_id = (SELECT id FROM board WHERE kind = 'lifetime')")
        .await
}

#[tokio::test]
async fn among_many_thousands_ranges_part_and_join_and_places_stay_right() {
    let house = House::open().await;
    award_all(&house, 0, 20_000, "1 + 50000 / (n % 997 + 1)").await;
    assert!(ranges(&house).await >= 2, "{}", ranges(&house).await);
    agrees_with_naive(&house, BoardKey::Lifetime).await;
    // Two of three move up past the others: what they leave joins, and where they go parts.
    award_all(&house, 0, 13_000, "100000 + n % 10").await;
    assert!((2..=6).contains(&ranges(&house).await));
    agrees_with_naive(&house, BoardKey::Lifetime).await;
    let members = (1_000..19_900).map(member).collect();
    house.write(MarkDeparted { members, now_ms: 0 }).await;
    assert_eq!(ranges(&house).await, 1);
    agrees_with_naive(&house, BoardKey::Lifetime).await;
}

#[tokio::test]
async fn among_thousands_of_equals_places_are_right() {
    let house = House::open().await;
    award_all(&house, 0, 4_000, "100").await;
    agrees_with_naive(&house, BoardKey::Lifetime).await;
    agrees_with_naive(&house, BoardKey::week(FRIDAY_MS)).await;
    let rebuilt = house.write(Rebuild).await;
    assert_eq!((rebuilt.boards, rebuilt.entries), (4, 16_000));
    agrees_with_naive(&house, BoardKey::Lifetime).await;
    // And again with triggers, from what was rebuilt.
    award_all(&house, 1_000, 2_500, "100").await;
    agrees_with_naive(&house, BoardKey::Lifetime).await;
}

#[tokio::test]
async fn a_rebuild_mends_what_is_wrong_and_changes_nothing_else() {
    let house = House::open().await;
    let awarded = house.award(ALICE, 100).await.transfer;
    house.award(BOB, 50).await;
    hide(&house, BOB, true).await;
    take_back(&house, CAMPAIGN, awarded, ALICE, 40).await;
    let before = house.dump().await;
    house.write(Rebuild).await;
    assert_eq!(house.dump().await, before);
    for wrong in [
        "UPDATE board_entry SET score = score + 1000",
        "DELETE FROM board_entry",
        "DELETE FROM board_place",
        "DELETE FROM board_block",
        "DELETE FROM board_range",
        "UPDATE board_range SET members = 7, blocks = 7",
        "UPDATE board SET members = 7",
        "UPDATE board_entry SET shown = 1 - shown",
        "DELETE FROM board_entry; DELETE FROM board_place; DELETE FROM board_block; DELETE FROM board_range;
         DELETE FROM board WHERE kind IN ('week', 'campaign')",
    ] {
        house.execute(wrong).await.unwrap();
        house.write(Rebuild).await;
        assert_eq!(scores(&house, BoardKey::Lifetime).await, [(ALICE, 60)]);
        assert_eq!(
            house.standing(BOB).await.unwrap().score,
            50,
            "{wrong}: kept, though hidden"
        );
        let mut reader = house.db().read().await.unwrap();
        let report = sparks::ledger::verify(&mut reader).await.unwrap();
        assert!(report.is_clean(), "{wrong}: {report}");
    }
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_at_once_nothing_is_lost_and_every_page_is_whole() {
    let house = Arc::new(House::open().await);
    let mut tasks = JoinSet::new();
    for number in 0..120 {
        let house = Arc::clone(&house);
        tasks.spawn(async move {
            let who = member(number % 30);
            house.award(who, 10).await;
            match number % 4 {
                0 => drop(hide(&house, who, number % 8 == 0).await),
                1 => drop(depart(&house, who).await),
                2 => house.write(MarkPresent { member: who }).await,
                _ => {
                    let mut snapshot = house.db().snapshot().await.unwrap();
                    let shown = sparks::leaderboard::show(
                        &mut snapshot,
                        BoardKey::Lifetime,
                        Cursor::Own,
                        who,
                    );
                    let page = shown.await.unwrap().unwrap().page;
                    let end = page.rows_before + i64::try_from(page.entries.len()).unwrap();
                    assert!(end <= page.members);
                    assert!(page.entries.len() == PAGE_LENGTH || end == page.members);
                }
            }
        });
    }
    tasks.join_all().await;
    let total = house
        .number("SELECT SUM(score) FROM board_entry JOIN board ON board.id = board_id WHERE kind = 'lifetime'")
        .await;
    assert_eq!(total, 1_200);
    house.verify().await;
}
