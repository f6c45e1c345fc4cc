//! A disk whose syncs fail. What was written may then be on the disk or not, and the system forgets that it must still
//! write it, so nothing is acknowledged on its strength: neither at once, nor when it is asked for again, nor after a
//! restart that finds it in the log.

use std::time::Duration;

use crate::operator::{NOT_SAVED, Surroundings, is_plain};
use crate::process::Bot;
use crate::support::{Ending, Extent, House, Violations};
use crate::trouble::{Kind, Trouble};

const LOG: &str = "-wal";
/// Long enough for several interactions to arrive.
const TOGETHER: Duration = Duration::from_millis(200);
const FILE: &str = "sparks.db";

async fn started_in(trouble: &Trouble) -> House {
    let mut house = House::furnished(None).await;
    house.start_in(&trouble.surroundings()).await;
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_synced_is_not_acknowledged_and_done_once_when_it_can() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = started_in(&trouble).await;
    let (alice, bob) = (house.alice.clone(), house.bob.clone());
    let before = house.available(&bob).await;
    house.question(&alice, Ending::Delivered).await;
    house.award(&bob, 10);
    house.is_saved().await;

    trouble.begins(Kind::Sync, LOG);
    drop(house.press(0));
    house.award(&bob, 20);
    house.is_not_saved().await;
    assert_eq!(house.available(&bob).await, before + 10);
    let log = house.running().log();
    assert!(
        log.contains("the disk does not take what is written"),
        "{log}"
    );

    trouble.ends(Kind::Sync);
    house.again(Extent::Done);
    house.reaches(&bob, before + 30).await;
    drop(house.press(0));
    house.award(&bob, 40);
    house.is_saved().await;
    assert_eq!(house.violations().await, Violations::new());
    assert_eq!(house.available(&bob).await, before + 70);
    house.stop().await;
}

/// Whoever was refused may find it done after all, and never twice.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_synced_before_a_crash_is_done_once_when_it_is_asked_for_again() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = started_in(&trouble).await;
    let bob = house.bob.clone();
    let before = house.available(&bob).await;
    house.award(&bob, 10);
    house.is_saved().await;
    trouble.begins(Kind::Sync, LOG);
    house.award(&bob, 20);
    house.is_not_saved().await;

    house.bot.take().unwrap().kill().await;
    trouble.ends(Kind::Sync);
    house.start_in(&trouble.surroundings()).await;
    let found = house.available(&bob).await - before;
    assert!([10, 30].contains(&found), "{found}");
    house.again(Extent::Done);
    house.reaches(&bob, before + 30).await;
    assert_eq!(house.violations().await, Violations::new());
    house.stop().await;
}

/// Attempts of several sizes lie in the log behind what was saved after them. A crash must not make that look like damage.
#[tokio::test(flavor = "multi_thread")]
async fn what_failed_attempts_leave_in_the_log_is_no_damage() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = started_in(&trouble).await;
    let bob = house.bob.clone();
    let before = house.available(&bob).await;
    for amount in [1, 2] {
        house.award(&bob, amount);
        house.is_saved().await;
    }
    trouble.begins(Kind::Sync, LOG);
    for size in [40, 20] {
        // Whoever keeps the writer busy makes a group of those who wait.
        let busy = house.occupy().await;
        let long = "a reason that fills pages ".repeat(7);
        let refused: Vec<_> = (0..size)
            .map(|_| {
                let asked = house.mia.slash("award").option("member", &bob);
                let asked = asked.option("amount", 3).option("campaign", "Launch");
                asked.option("reason", long.as_str()).send_without_waiting()
            })
            .collect();
        tokio::time::sleep(TOGETHER).await;
        house.vacate(busy).await;
        for pending in refused {
            let reply = pending.finished().await.text();
            assert!(reply.contains(NOT_SAVED), "{reply}");
        }
    }
    trouble.ends(Kind::Sync);
    house.award(&bob, 50);
    house.is_saved().await;
    house.bot.take().unwrap().kill().await;

    house.start_in(&trouble.surroundings()).await;
    assert_eq!(house.available(&bob).await, before + 53);
    assert_eq!(house.violations().await, Violations::new());
    house.stop().await;
}

/// The log holds what was acknowledged while it can't be copied into the file.
#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_can_not_sync_what_it_found_in_the_log_is_refused() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = started_in(&trouble).await;
    let bob = house.bob.clone();
    let before = house.available(&bob).await;
    trouble.begins(Kind::Sync, FILE);
    house.award(&bob, 10);
    house.is_saved().await;
    house.stop().await;

    let command = trouble.surroundings().command(house.folder.path());
    let (bot, ended) = Bot::run(house.folder.path(), &house.discord, command).await;
    let code = ended.and_then(|ended| ended.code());
    assert_eq!(code, Some(1), "{}", bot.log());
    is_plain(
        &bot.log(),
        &["sparks.db", "the disk does not take what is written"],
    );

    trouble.ends(Kind::Sync);
    house.start_in(&trouble.surroundings()).await;
    assert_eq!(house.available(&bob).await, before + 10);
    assert_eq!(house.violations().await, Violations::new());
    house.stop().await;
    let verified = house.asks(&Surroundings::default(), &["verify"]).await;
    assert_eq!(verified.code, Some(0), "{verified:?}");
}
