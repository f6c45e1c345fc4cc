//! Taking awards back: once each, never below zero, with a debt only where that is chosen; what is owed is paid off first by
//! whatever comes next.

use std::sync::Arc;

use sparks::campaigns::{
    Award, AwardOutcome, Awarded, Terms, UndoAward, UndoMode, UndoOutcome, UndoRefusal, Undone,
};
use sparks::ids::{TransferId, UserId};
use sparks::leaderboard::{BoardKey, Rebuild};
use sparks::ledger;
use sparks::perks::RedeemOutcome;
use tokio::task::JoinSet;

use crate::boards::{DAY_MS, OTHER_CAMPAIGN, campaign_id};
use crate::support::{ALICE, BOB, CAMPAIGN, House, MODERATOR};

fn undo(house: &House, award: TransferId, mode: UndoMode) -> UndoAward {
    UndoAward {
        key: house.key("award-undo"),
        moderator: MODERATOR,
        award,
        reason: "By mistake".into(),
        mode,
        now_ms: house.clock.now_ms(),
    }
}

async fn undone(house: &House, request: UndoAward) -> Undone {
    match house.write(request).await {
        UndoOutcome::Undone(undone) => undone,
        UndoOutcome::Refused(refusal) => panic!("refused: {refusal:?}"),
    }
}

async fn refusal(house: &House, request: UndoAward) -> UndoRefusal {
    match house.write(request).await {
        UndoOutcome::Refused(refusal) => refusal,
        UndoOutcome::Undone(undone) => panic!("undone: {undone:?}"),
    }
}

async fn owed(house: &House, member: UserId) -> i64 {
    let mut reader = house.db().read().await.unwrap();
    let account = ledger::member_account(&mut reader, member).await.unwrap();
    account.unwrap().owed
}

async fn award_from(house: &House, campaign: &str, member: UserId, amount: i64) -> Awarded {
    let request = Award {
        campaign: campaign.into(),
        ..house.award_request(member, amount)
    };
    match house.write(request).await {
        AwardOutcome::Awarded(awarded) => awarded,
        AwardOutcome::Refused(refusal) => panic!("refused: {refusal:?}"),
    }
}

/// Alice was awarded 500 and has spent all but this.
async fn spent_down_to(left: i64) -> (House, TransferId) {
    let house = House::open().await;
    let award = house.award(ALICE, 500).await.transfer;
    let perk = house.add(house.perk("Explorer", 500 - left)).await;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    assert_eq!(house.balance(ALICE).await, (left, 0));
    (house, award)
}

#[tokio::test]
async fn an_award_is_taken_back_once_and_its_room_given_back() {
    let house = House::open_empty().await;
    let mut create = house.create_campaign(CAMPAIGN, Some(100));
    create.terms = Terms {
        member_cap: Some(100),
        moderator_day_cap: Some(100),
        ..Terms::default()
    };
    house.write(create).await;
    let award = house.award(ALICE, 100).await;
    assert_eq!(award.left, Some(0));
    let done = undone(&house, undo(&house, award.transfer, UndoMode::Whole)).await;
    assert_eq!((done.taken, done.debt, done.available), (100, 0, 0));
    assert_eq!(house.standing(ALICE).await, None, "not on the board");
    // Budget, member's and moderator's cap have it back: the same award fits again.
    let again = house.award(ALICE, 100).await;
    assert_eq!(again.left, Some(0));
    let refused = refusal(&house, undo(&house, award.transfer, UndoMode::Whole)).await;
    assert!(
        matches!(
            refused,
            UndoRefusal::AlreadyUndone {
                moderator: Some(MODERATOR),
                ..
            }
        ),
        "{refused:?}"
    );
    house.verify().await;
}

#[tokio::test]
async fn what_is_spent_is_asked_about_first() {
    let (house, award) = spent_down_to(200).await;
    let before = house.dump().await;
    let refused = refusal(&house, undo(&house, award, UndoMode::Whole)).await;
    let UndoRefusal::Spent(spent) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!((spent.amount, spent.available), (500, 200));
    assert_eq!(spent.reason, "By mistake");
    // Numbers that are not those of the question are asked about again.
    for mode in [
        UndoMode::Available { shown: 201 },
        UndoMode::WithDebt { shown: 199 },
    ] {
        let refused = refusal(&house, undo(&house, award, mode)).await;
        assert!(matches!(refused, UndoRefusal::Spent(_)), "{refused:?}");
    }
    assert_eq!(house.dump().await, before, "nothing moved");
    house.verify().await;
}

#[tokio::test]
async fn what_is_there_is_taken_and_the_rest_is_left() {
    let (house, award) = spent_down_to(200).await;
    let mode = UndoMode::Available { shown: 200 };
    let done = undone(&house, undo(&house, award, mode)).await;
    assert_eq!((done.taken, done.debt), (200, 0));
    assert_eq!(house.balance(ALICE).await, (0, 0));
    house.award(ALICE, 50).await;
    assert_eq!(house.balance(ALICE).await, (50, 0), "nothing is owed");
    let refused = refusal(&house, undo(&house, award, UndoMode::Whole)).await;
    assert!(matches!(refused, UndoRefusal::AlreadyUndone { .. }));
    house.verify().await;
}

#[tokio::test]
async fn a_debt_is_paid_off_by_what_comes_next() {
    let (house, award) = spent_down_to(200).await;
    let mode = UndoMode::WithDebt { shown: 200 };
    let done = undone(&house, undo(&house, award, mode)).await;
    assert_eq!((done.taken, done.debt), (200, 300));
    assert_eq!(
        (house.balance(ALICE).await, owed(&house, ALICE).await),
        ((0, 0), 300)
    );
    house.verify().await;

    let first = house.award(ALICE, 120).await;
    assert_eq!((first.available, first.paid, first.owed), (0, 120, 180));
    let second = house.award(ALICE, 200).await;
    assert_eq!((second.available, second.paid, second.owed), (20, 180, 0));
    assert_eq!(house.balance(ALICE).await, (20, 0));
    assert_eq!(owed(&house, ALICE).await, 0);
    // 500 and 320 earned, 200 taken back and 300 paid.
    assert_eq!(house.standing(ALICE).await.unwrap().score, 320);
    let third = house.award(ALICE, 5).await;
    assert_eq!((third.available, third.paid), (25, 0));
    house.verify().await;
}

#[tokio::test]
async fn nothing_there_can_only_become_a_debt() {
    let (house, award) = spent_down_to(0).await;
    let nothing = UndoMode::Available { shown: 0 };
    let refused = refusal(&house, undo(&house, award, nothing)).await;
    assert!(matches!(refused, UndoRefusal::Spent(_)), "{refused:?}");
    let request = undo(&house, award, UndoMode::WithDebt { shown: 0 });
    let done = undone(&house, request.clone()).await;
    assert_eq!((done.taken, done.debt), (0, 500));
    assert_eq!(
        undone(&house, request).await,
        done,
        "a replay owes nothing more"
    );
    assert_eq!(owed(&house, ALICE).await, 500);
    let refused = refusal(&house, undo(&house, award, UndoMode::Whole)).await;
    assert!(
        matches!(refused, UndoRefusal::AlreadyUndone { .. }),
        "{refused:?}"
    );
    house.verify().await;
}

/// The campaign that is paid back can award again, and debts to two are paid the older first.
#[tokio::test]
async fn debts_go_back_to_where_they_came_from_the_older_first() {
    let house = House::open_empty().await;
    house.campaign("One", Some(100)).await;
    house.campaign("Two", Some(100)).await;
    house.campaign(CAMPAIGN, None).await;
    let one = award_from(&house, "One", ALICE, 100).await;
    let two = award_from(&house, "Two", ALICE, 100).await;
    let perk = house.add(house.perk("Explorer", 200)).await;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    for award in [two, one] {
        undone(
            &house,
            undo(&house, award.transfer, UndoMode::WithDebt { shown: 0 }),
        )
        .await;
        house.clock.advance(1_000);
    }
    let earned = house.award(ALICE, 150).await;
    assert_eq!((earned.paid, earned.owed), (150, 50));
    let left = "SELECT available FROM account WHERE kind = 'campaign' ORDER BY owner_id LIMIT 1";
    assert_eq!(house.number(left).await, 50);
    // One's own campaign pays back itself: what it says is left is what is left.
    let own = award_from(&house, "One", ALICE, 40).await;
    assert_eq!((own.paid, own.left, own.available), (40, Some(50), 0));
    house.verify().await;
}

/// Sparks that come back from a redemption pay as well: they could be spent again otherwise.
#[tokio::test]
async fn a_refund_pays_what_is_owed() {
    let house = House::open().await;
    let award = house.award(ALICE, 500).await.transfer;
    let perk = house.add(house.perk("Explorer", 300)).await;
    let redemption = house.reserve(ALICE, perk).await;
    let mode = UndoMode::WithDebt { shown: 200 };
    undone(&house, undo(&house, award, mode)).await;
    assert_eq!(house.balance(ALICE).await, (0, 300));
    let void = sparks::perks::Resolution::Void(sparks::perks::VoidReason::MemberLeft);
    house.execute("DELETE FROM fulfilment_job").await.unwrap();
    house
        .write(sparks::perks::Resolve::new(
            redemption,
            void,
            house.clock.now_ms(),
        ))
        .await;
    assert_eq!(
        (house.balance(ALICE).await, owed(&house, ALICE).await),
        ((0, 0), 0)
    );
    house.verify().await;
}

#[tokio::test]
async fn bad_requests_change_nothing() {
    let house = House::open().await;
    let award = house.award(ALICE, 100).await.transfer;
    house.award(BOB, 100).await;
    let before = house.dump().await;
    let whole = |award| undo(&house, award, UndoMode::Whole);
    for unknown in [0, -1, 99, i64::MAX] {
        let refused = refusal(&house, whole(TransferId(unknown))).await;
        assert_eq!(refused, UndoRefusal::Unknown, "{unknown}");
    }
    let mut own = whole(award);
    own.moderator = ALICE;
    assert_eq!(refusal(&house, own).await, UndoRefusal::OwnAward);
    let mut silent = whole(award);
    silent.reason = "  ".into();
    assert_eq!(refusal(&house, silent).await, UndoRefusal::ReasonMissing);
    let mut long = whole(award);
    long.reason = "x".repeat(201);
    assert!(matches!(
        refusal(&house, long).await,
        UndoRefusal::ReasonTooLong { length: 201, .. }
    ));
    assert_eq!(house.dump().await, before);
    let request = whole(award);
    undone(&house, request.clone()).await;
    let mut other = request;
    other.mode = UndoMode::WithDebt { shown: 0 };
    assert_eq!(refusal(&house, other).await, UndoRefusal::Conflict);
    house.verify().await;
}

/// Fifty moderators, awards and redemptions at once: one undo counts, and nobody has Sparks who owes some.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_at_once_it_is_undone_once() {
    let (house, award) = spent_down_to(200).await;
    let perk = house.add(house.perk("Second", 40)).await;
    let house = Arc::new(house);
    let mut tasks = JoinSet::new();
    for number in 0..50 {
        let mode = if number % 2 == 0 {
            UndoMode::WithDebt { shown: 200 }
        } else {
            UndoMode::Available { shown: 200 }
        };
        let undo = undo(&house, award, mode);
        let earn = house.award_request(ALICE, 7);
        let redeem = house.redeem_request(ALICE, perk).await;
        let house = Arc::clone(&house);
        tasks.spawn(async move {
            let outcome = house.write(undo).await;
            house.write(earn).await;
            let redeemed = house.write(redeem).await;
            (outcome, redeemed)
        });
    }
    let outcomes = tasks.join_all().await;
    let done = outcomes
        .iter()
        .filter(|(undone, _)| matches!(undone, UndoOutcome::Undone(_)))
        .count();
    let redeemed = outcomes
        .iter()
        .filter(|(_, redeemed)| matches!(redeemed, RedeemOutcome::Reserved { .. }))
        .count();
    assert_eq!(done, 1);
    assert!(redeemed <= 1);
    house.deliver().await;
    house.verify().await;
}

/// A chance run against the simplest model there is: what was given, less what was taken, paid and spent.
#[tokio::test]
async fn a_chance_run_agrees_with_a_model() {
    for seed in 0..6 {
        let house = House::open().await;
        let mut random = fastrand::Rng::with_seed(seed);
        let (mut available, mut owed_now) = (0_i64, 0_i64);
        let mut awards: Vec<(TransferId, i64)> = Vec::new();
        let mut perks = 0;
        for _ in 0..40 {
            match random.u8(0..4) {
                0 | 1 => {
                    let amount = random.i64(1..200);
                    let awarded = house.award(ALICE, amount).await;
                    let paid = owed_now.min(amount);
                    available += amount - paid;
                    owed_now -= paid;
                    assert_eq!(
                        (awarded.paid, awarded.owed),
                        (paid, owed_now),
                        "seed {seed}"
                    );
                    awards.push((awarded.transfer, amount));
                }
                2 if available > 1 => {
                    let price = random.i64(1..available);
                    perks += 1;
                    let perk = house
                        .add(house.perk(&format!("Perk {seed} {perks:0>perks$}"), price))
                        .await;
                    house.reserve(ALICE, perk).await;
                    house.deliver().await;
                    available -= price;
                }
                _ if !awards.is_empty() => {
                    let (award, amount) = awards.swap_remove(random.usize(..awards.len()));
                    let with_debt = random.bool();
                    let mode = if with_debt {
                        UndoMode::WithDebt { shown: available }
                    } else {
                        UndoMode::Available { shown: available }
                    };
                    let outcome = house.write(undo(&house, award, mode)).await;
                    let taken = available.min(amount);
                    if taken == 0 && !with_debt {
                        assert!(matches!(outcome, UndoOutcome::Refused(_)), "seed {seed}");
                        continue;
                    }
                    available -= taken;
                    owed_now += if with_debt { amount - taken } else { 0 };
                }
                _ => {}
            }
            if house
                .number("SELECT COUNT(*) FROM account WHERE kind = 'member'")
                .await
                > 0
            {
                assert_eq!(house.balance(ALICE).await, (available, 0), "seed {seed}");
                assert_eq!(owed(&house, ALICE).await, owed_now, "seed {seed}");
            }
        }
        house.verify().await;
    }
}

const MONTH_MS: i64 = 40 * DAY_MS;

async fn score(house: &House, board: BoardKey) -> i64 {
    let standing = house.standing_on(board, ALICE).await;
    standing.map_or(0, |standing| standing.score)
}

/// A payment is as the reversal would have been that found nothing to take: it counts where the award did, not when and
/// where it is made.
#[tokio::test]
async fn a_payment_unearns_on_the_boards_of_the_award_that_was_undone() {
    let (house, award) = spent_down_to(0).await;
    house.campaign(OTHER_CAMPAIGN, None).await;
    let then = house.clock.now_ms();
    house.clock.advance(MONTH_MS);
    let now = house.clock.now_ms();
    let whole = UndoMode::WithDebt { shown: 0 };
    undone(&house, undo(&house, award, whole)).await;
    award_from(&house, OTHER_CAMPAIGN, ALICE, 200).await;

    let boards = [
        BoardKey::Lifetime,
        BoardKey::month(then),
        BoardKey::week(then),
        BoardKey::Campaign(campaign_id(&house, CAMPAIGN).await),
        BoardKey::month(now),
        BoardKey::week(now),
        BoardKey::Campaign(campaign_id(&house, OTHER_CAMPAIGN).await),
    ];
    for rebuilt in [false, true] {
        let mut scores = Vec::new();
        for board in boards {
            scores.push(score(&house, board).await);
        }
        assert_eq!(scores, [500, 300, 300, 300, 200, 200, 200], "{rebuilt}");
        house.verify().await;
        house.write(Rebuild).await;
    }
    award_from(&house, OTHER_CAMPAIGN, ALICE, 400).await;
    assert_eq!(score(&house, BoardKey::Lifetime).await, 600);
    for board in &boards[1..4] {
        assert_eq!(house.standing_on(*board, ALICE).await, None, "{board:?}");
    }
    house.verify().await;
}

/// Two of one campaign, undone at the same moment: the order is that of the undos, not that of the awards.
#[tokio::test]
async fn payments_go_to_the_award_that_was_undone_first() {
    let house = House::open().await;
    house.campaign(OTHER_CAMPAIGN, None).await;
    let months = [0, 1].map(|month| BoardKey::month(house.clock.now_ms() + month * MONTH_MS));
    let early = house.award(ALICE, 100).await.transfer;
    house.clock.advance(MONTH_MS);
    let late = house.award(ALICE, 100).await.transfer;
    let perk = house.add(house.perk("Explorer", 200)).await;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    house.clock.advance(MONTH_MS);
    let whole = UndoMode::WithDebt { shown: 0 };
    undone(&house, undo(&house, late, whole)).await;
    undone(&house, undo(&house, early, whole)).await;

    for (paid, left) in [(30, [100, 70]), (90, [80, 0]), (80, [0, 0])] {
        award_from(&house, OTHER_CAMPAIGN, ALICE, paid).await;
        let scores = [
            score(&house, months[0]).await,
            score(&house, months[1]).await,
        ];
        assert_eq!(scores, left);
        house.verify().await;
    }
    house.write(Rebuild).await;
    house.verify().await;
}
