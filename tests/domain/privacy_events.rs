//! What the product reported about somebody: told to them, forgotten with them, and paid to nobody twice who comes back.

use sparks::ids::UserId;
use sparks::ledger;

use crate::events::{AGAIN, COUNTED, at, linked, told, trade, world};
use crate::events_fold::{Erasure, Said, fold_with_erasures};
use crate::support::{ALICE, BOB, House, START_MS};

/// Alice's account earned before and after it was linked, one trade was reversed after she had spent all, and she invited Bob.
async fn alices_year(house: &House) {
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    let invited = Said::Invited {
        inviter: 1,
        invitee: 2,
    };
    house
        .tell_all(&[
            told(1, at(0, 1), trade(1, 400)),
            told(2, at(0, 2), linked(1, ALICE)),
            told(3, at(0, 3), trade(1, 600)),
            told(4, at(0, 3), invited),
            told(5, at(0, 4), linked(2, BOB)),
        ])
        .await;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    let lite = |account| Said::Paid {
        account,
        plan: "lite",
    };
    house
        .tell_all(&[
            told(
                6,
                at(0, 5),
                Said::Reversed {
                    kind: "trade",
                    of: 3,
                },
            ),
            told(7, at(0, 6), lite(1)),
            told(8, at(0, 7), lite(2)),
        ])
        .await;
}

#[tokio::test]
async fn members_read_what_was_reported_about_them_and_nothing_of_others() {
    let house = House::open_empty().await;
    alices_year(&house).await;
    // Somebody else's since.
    house
        .tell_all(&[
            told(20, at(1, 1), linked(1, UserId(1_003))),
            told(21, at(1, 2), trade(1, 77)),
        ])
        .await;
    let export = house.export(ALICE).await;
    let text = export["product"].to_string();
    assert!(!text.contains("acct_2") && !text.contains("77"), "{text}");
    insta::assert_json_snapshot!("export_of_a_trader", export["product"]);
    insta::assert_json_snapshot!("export_of_what_a_trader_owed", export["debts"]);
    let bob = house.export(BOB).await["product"].to_string();
    assert!(!bob.contains("acct_1"), "{bob}");
    house.verify().await;
}

#[tokio::test]
async fn an_erased_member_is_in_no_event_and_is_paid_nothing_more() {
    let house = House::open_empty().await;
    alices_year(&house).await;
    let id = ALICE.0.to_string();
    let link = told(2, at(0, 2), linked(1, ALICE));
    let before = house.posted().await;

    house.erase(ALICE).await;
    house.remove_roles().await;

    assert_eq!(house.places_of(&id).await, [""; 0]);
    house.verify().await;
    // Her link, delivered again, is one that is known, and links nobody.
    assert_eq!(house.tell(&link).await, AGAIN);
    // What is reported late of the time when it was hers is nobody's; what comes after waits with the account.
    house.tell_all(&[told(30, at(0, 9), trade(1, 100))]).await;
    house
        .tell_all(&[told(
            31,
            at(0, 5),
            Said::Reversed {
                kind: "subscription",
                of: 7,
            },
        )])
        .await;
    house.clock.advance(100_000);
    let now_ms = house.clock.now_ms();
    house.tell_all(&[told(32, now_ms, trade(1, 400))]).await;
    let after = house.posted().await;
    assert_eq!(after.waiting[&1], 100);
    assert_eq!(
        after.due.get(&BOB.0),
        before.due.get(&BOB.0),
        "nothing of it is Bob's"
    );
    // She comes back, links again, and gets what waited, and nothing of before.
    assert_eq!(
        house.tell(&told(33, now_ms + 1, linked(1, ALICE))).await,
        COUNTED
    );
    assert_eq!(house.balance(ALICE).await, (100, 0));
    house.verify().await;
}

#[tokio::test]
async fn whoever_gave_the_account_away_before_does_not_take_it_along() {
    let house = House::open_empty().await;
    house
        .tell_all(&[
            told(1, at(0, 1), linked(1, ALICE)),
            told(2, at(0, 2), linked(1, BOB)),
        ])
        .await;
    house.erase(ALICE).await;
    house.clock.advance(1_000);
    let now_ms = house.clock.now_ms();
    house.tell_all(&[told(3, now_ms, trade(1, 400))]).await;
    assert_eq!(house.balance(BOB).await, (100, 0), "still his");
    house.verify().await;
}

#[tokio::test]
async fn what_an_erased_member_had_is_paid_to_nobody_else() {
    let house = House::open_empty().await;
    let lite = Said::Paid {
        account: 1,
        plan: "lite",
    };
    let soon = START_MS + 5 * 60_000;
    house
        .tell_all(&[
            told(1, at(0, 5), linked(1, ALICE)),
            told(2, at(0, 2), trade(1, 1_000)),
            told(3, at(0, 6), lite),
            // By a clock that is ahead of the bot's.
            told(4, soon, trade(1, 400)),
        ])
        .await;
    assert_eq!(house.balance(ALICE).await, (100 + 190 + 100, 0));
    house.erase(ALICE).await;
    // It was Bob's before, and is his again: of what she had he gets nothing, of what is heard of only now all that is his.
    house
        .tell_all(&[
            told(5, at(0, 1), linked(1, BOB)),
            told(6, at(0, 3), trade(1, 500)),
            told(7, START_MS + 1, linked(1, BOB)),
        ])
        .await;
    assert_eq!(house.balance(BOB).await, (50, 0));
    house.tell(&told(8, soon, trade(1, 400))).await;
    assert_eq!(house.balance(BOB).await, (50 + 100, 0));
    let export = house.export(BOB).await["product"].to_string();
    assert!(
        !export.contains("evt:000002") && export.contains("evt:000006"),
        "{export}"
    );
    house.verify().await;
}

async fn is_known(house: &House, member: UserId) -> bool {
    let mut reader = house.db().read().await.unwrap();
    let account = ledger::member_account(&mut reader, member).await.unwrap();
    account.is_some()
}

/// As in `events.rs`, with erasures in between, half of the events about the moment of now.
#[tokio::test]
async fn with_erasures_in_between_the_ledger_says_what_a_fold_says() {
    let mut erased_with_something = 0;
    for seed in 0..6 {
        let mut random = fastrand::Rng::with_seed(seed);
        let house = House::open_empty().await;
        let mut all = world(&mut random, 120, 5, 3);
        for event in &mut all {
            if random.bool() {
                event.at_ms = START_MS + random.i64(-8..=8) * 60_000;
            }
        }
        random.shuffle(&mut all);
        let mut erasures: Vec<Erasure> = Vec::new();
        for number in 0..all.len() {
            if random.u8(0..8) == 0 {
                let member = UserId(1_001 + random.i64(0..3));
                erased_with_something += usize::from(house.balance(member).await.0 > 0);
                if is_known(&house, member).await {
                    house.erase(member).await;
                    house.remove_roles().await;
                    erasures.push(Erasure {
                        told: number,
                        member: member.0,
                        at_ms: house.clock.now_ms(),
                    });
                }
            }
            assert_eq!(house.tell(&all[number]).await, COUNTED);
            let mut posted = house.posted().await;
            posted.due.retain(|member, _| *member > 0);
            let expected = fold_with_erasures(&all[..=number], &erasures);
            assert_eq!(
                posted,
                expected,
                "seed {seed}: {erasures:?} {:#?}",
                &all[..=number]
            );
        }
        house.verify().await;
    }
    assert!(erased_with_something > 20, "{erased_with_something}");
}
