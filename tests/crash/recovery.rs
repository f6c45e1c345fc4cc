//! Crashes that are not at one point: a recovery that is itself cut off, and two presses of one button of which only
//! the second was heard.

use fake_discord::Fault;
use sparks::fail_points::{Canary, CrashPoint};

use crate::check::LOOK_AGAIN;
use crate::commits::POINTS;
use crate::support::{Ending, House, Violations};

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_may_die_at_each_of_its_commits() {
    for point in POINTS {
        let found = recovery_dies_at_each(None, *point).await;
        assert_eq!(found, Violations::new(), "{}", point.name());
    }
}

/// Each start gets one commit further than the one before, until nothing is left to do.
pub async fn recovery_dies_at_each(canary: Option<Canary>, point: CrashPoint) -> Violations {
    let mut house = House::furnished(canary).await;
    let alice = house.alice.clone();
    house.start_to_die_at(CrashPoint::DeliveryAsked).await;
    let redemption = house.question(&alice, Ending::Delivered).await;
    drop(house.press(redemption));
    house.dies_at(CrashPoint::DeliveryAsked).await;

    let mut passage = 1;
    while recovery_dies(&mut house, point, passage).await {
        passage += 1;
    }
    assert!(passage > 2, "{} died {} times", point.name(), passage - 1);
    house.start().await;
    house.violations().await
}

/// Whether the bot dies there before nothing is left to do. What is left for good is found by the check.
async fn recovery_dies(house: &mut House, point: CrashPoint, passage: u64) -> bool {
    house.start_with(Some((point, passage))).await;
    let patience = house.patience();
    let outcome = async {
        loop {
            if house.bot.as_mut().unwrap().ended().is_some() {
                return true;
            }
            if house.is_at_rest().await {
                return false;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    let in_time = tokio::time::timeout(patience, outcome);
    in_time.await.unwrap_or(false)
}

/// Discord never heard that the first press arrived, but the second: the receipt belongs to the second, also when the
/// bot dies before it is shown.
#[tokio::test(flavor = "multi_thread")]
async fn the_press_that_was_heard_has_the_receipt() {
    let mut house = House::furnished(None).await;
    let alice = house.alice.clone();
    house.start_to_die_at(CrashPoint::RedeemWoken).await;
    let redemption = house.question(&alice, Ending::Delivered).await;
    let role = Fault::on("PUT", "/guilds/*/members/*/roles/*").hang();
    let slow = house.discord.fault(role.always());
    let callback = Fault::on("POST", "/interactions/*/*/callback").hang();
    let unheard = house.discord.fault(callback.times(1));
    drop(house.press(redemption));
    unheard.wait_hits(1).await;
    drop(house.press(redemption));
    house.dies_at(CrashPoint::RedeemWoken).await;
    slow.remove();
    house.start().await;
    assert_eq!(house.violations().await, Violations::new());
}
