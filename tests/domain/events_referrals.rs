//! Invitations of oneself: two accounts of the product that are one member's.

use sparks::events::explain;

use crate::events::{at, linked, rules, told, trade};
use crate::events_fold::Said;
use crate::support::{ALICE, BOB, House};

#[tokio::test]
async fn nobody_earns_by_inviting_themselves() {
    let house = House::open_empty().await;
    let invited = |inviter, invitee| Said::Invited { inviter, invitee };
    let paid = Said::Paid {
        account: 2,
        plan: "lite",
    };
    // Her first account invites the second. The share waits until somebody is linked, and is theirs as far as is known.
    house
        .tell_all(&[
            told(1, at(0, 1), invited(1, 2)),
            told(2, at(0, 2), trade(2, 1_000)),
            told(3, at(0, 3), paid),
        ])
        .await;
    assert_eq!(house.posted().await.waiting[&1], 12 + 95);
    house.tell(&told(4, at(0, 4), linked(1, ALICE))).await;
    assert_eq!(house.balance(ALICE).await, (107, 0));
    // Linking the second takes it back, and pays what the second earned.
    house.tell(&told(5, at(0, 5), linked(2, ALICE))).await;
    assert_eq!(house.balance(ALICE).await, (290, 0));
    assert_eq!(house.posted().await.refused[&1], 107);
    house.tell(&told(6, at(0, 6), trade(2, 1_000))).await;
    assert_eq!(house.balance(ALICE).await, (390, 0));
    assert_eq!(house.posted().await.refused[&1], 107 + 13);
    // The second turns out to have been Bob's all the time: the shares are hers after all.
    house.tell(&told(7, at(0, 1), linked(2, BOB))).await;
    house
        .tell(&told(8, at(0, 4), Said::Unlinked { account: 2 }))
        .await;
    assert_eq!(house.balance(BOB).await, (290, 0));
    assert_eq!(house.balance(ALICE).await, (107 + 100, 0));
    assert_eq!(house.posted().await.refused[&1], 13);
    // From when it is linked to nobody it is hers as well, as soon as the next link says so.
    house
        .tell_all(&[
            told(9, at(1, 1), Said::Unlinked { account: 2 }),
            told(10, at(1, 2), trade(2, 1_000)),
        ])
        .await;
    assert_eq!(house.balance(ALICE).await, (207 + 12, 0));
    house.tell(&told(11, at(1, 3), linked(2, ALICE))).await;
    assert_eq!(house.balance(ALICE).await, (207 + 100, 0));
    assert_eq!(house.posted().await.refused[&1], 13 + 12);
    house.verify().await;
}

/// When another payment turns out to have been the first, and comes to the same, the share is found by the day of that one.
#[tokio::test]
async fn a_share_moves_with_the_payment_that_was_first() {
    let house = House::open_empty().await;
    let invited = Said::Invited {
        inviter: 1,
        invitee: 2,
    };
    let paid = || Said::Paid {
        account: 2,
        plan: "lite",
    };
    house
        .tell_all(&[
            told(1, at(0, 1), linked(1, ALICE)),
            told(2, at(0, 2), invited),
            told(3, at(1, 12), paid()),
            told(4, at(0, 12), paid()),
            told(5, at(0, 20), linked(1, ALICE)),
        ])
        .await;
    assert_eq!(house.standing_of(ALICE).await, (95, 0, 0));
    // Between her two links the account was Bob's, and it was then that the first payment was made.
    house.tell(&told(6, at(0, 6), linked(1, BOB))).await;
    assert_eq!(house.standing_of(ALICE).await, (0, 0, 0));
    assert_eq!(house.standing_of(BOB).await, (95, 0, 0));
    house.verify().await;
}

/// What she had spent of it she owes, and it is hers again when it turns out that she may have it.
#[tokio::test]
async fn a_share_of_ones_own_that_is_spent_is_owed() {
    let house = House::open_empty().await;
    let mut perk = house.perk("Explorer", 10);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    let invited = Said::Invited {
        inviter: 1,
        invitee: 2,
    };
    house
        .tell_all(&[
            told(1, at(0, 1), linked(1, ALICE)),
            told(2, at(0, 1), linked(2, BOB)),
            told(3, at(0, 2), invited),
            told(4, at(0, 3), trade(2, 1_000)),
        ])
        .await;
    house.reserve(ALICE, perk).await;
    assert_eq!(house.standing_of(ALICE).await, (2, 10, 0));
    // It was her account already when it traded: she has 100 for that, of which the share is paid back.
    house.tell(&told(5, at(0, 2), linked(2, ALICE))).await;
    assert_eq!(house.standing_of(ALICE).await, (90, 10, 0));
    assert_eq!(house.standing_of(BOB).await, (0, 0, 0));
    // It was nobody's: nothing of the trade is hers, and the share is.
    house.tell(&told(6, at(0, 2) + 1, linked(2, BOB))).await;
    assert_eq!(house.standing_of(ALICE).await, (2, 10, 0));
    assert_eq!(house.standing_of(BOB).await, (100, 0, 0));
    house.verify().await;
}

#[tokio::test]
async fn whoever_tries_events_out_reads_that_a_share_is_refused() {
    let house = House::open_empty().await;
    let invited = Said::Invited {
        inviter: 1,
        invitee: 2,
    };
    house
        .tell_all(&[
            told(1, at(0, 1), linked(1, ALICE)),
            told(2, at(0, 1), linked(2, ALICE)),
            told(3, at(0, 2), invited),
        ])
        .await;
    let fill = told(4, at(0, 3), trade(2, 1_000)).event();
    let said = explain(house.db(), &rules(), fill, house.clock.now_ms()).await;
    insta::assert_snapshot!("explained_invitation_of_oneself", said.unwrap());
    house.verify().await;
}
