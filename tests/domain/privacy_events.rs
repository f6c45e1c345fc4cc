//! What the product reported about somebody: told to them, forgotten with them, and paid to nobody twice who comes back.

use sparks::ids::UserId;

use crate::events::{AGAIN, COUNTED, at, linked, told, trade};
use crate::events_fold::Said;
use crate::support::{ALICE, BOB, House};

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
