//! A clock that is set back an hour or forward a day. Time never runs backwards along the ledger's numbers, nobody waits
//! for the clock to catch up, and nothing is given up that was never tried.

use std::time::{Duration, Instant};

use fake_discord::Fault;
use sparks::db::Db;
use sparks::fail_points::CrashPoint;
use sqlx::AssertSqlSafe;

use crate::operator::Surroundings;
use crate::process::PATIENCE;
use crate::support::{Ending, House, PRICE, Violations};
use crate::trouble::{Kind, Trouble};

const ROLE: &str = "/guilds/*/members/*/roles/*";
/// Less than the worker's longest wait, which does not help here.
const PROMPT: Duration = Duration::from_secs(15);

async fn numbers(house: &House, sql: &str) -> Vec<i64> {
    let db = Db::open_read_only(&house.database()).await.unwrap();
    let mut reader = db.read().await.unwrap();
    let query = sqlx::query_scalar(AssertSqlSafe(sql.to_owned()));
    query.fetch_all(&mut *reader).await.unwrap()
}

/// The times in a text as Discord would show them, in seconds.
fn times(text: &str) -> Vec<i64> {
    let parts = text.split("<t:").skip(1);
    let digits = parts.map(|part| part.split([':', '>']).next().unwrap_or_default());
    digits.map(|digits| digits.parse().unwrap()).collect()
}

fn now_s() -> i64 {
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_set_back_an_hour_delays_nothing() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = House::furnished(None).await;
    house.start_in(&trouble.surroundings()).await;
    let (alice, bob) = (house.alice.clone(), house.bob.clone());
    house.question(&alice, Ending::Delivered).await;
    house.award(&bob, 10);
    house.is_saved().await;
    // The clock goes back while a delivery waits for its next try.
    let failed = house
        .discord
        .fault(Fault::on("PUT", ROLE).status(500).times(2));
    drop(house.press(0));
    failed.wait_hits(1).await;
    trouble.begins(Kind::Clock, "-3600");
    let set_back = Instant::now();
    house.award(&bob, 20);
    house.is_saved().await;
    house.question(&bob, Ending::Delivered).await;
    drop(house.press(1));
    assert_eq!(house.violations().await, Violations::new());
    let took = set_back.elapsed();
    assert!(took < PROMPT, "{took:?}");

    let written = numbers(&house, "SELECT created_at_ms FROM transfer ORDER BY id").await;
    assert!(written.is_sorted(), "{written:?}");
    let shown = bob.slash("sparks").send().await.text();
    let shown = times(&shown);
    assert!(shown.iter().all(|time| *time <= now_s() + 1), "{shown:?}");
    house.stop().await;
}

/// The process that reserved has died; the next one believes that it is a day later.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_set_forward_a_day_gives_up_nothing_untried() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = House::furnished(None).await;
    house.start_to_die_at(CrashPoint::RedeemReserved).await;
    let alice = house.alice.clone();
    let before = house.available(&alice).await;
    let redemption = house.question(&alice, Ending::Delivered).await;
    drop(house.press(redemption));
    house.dies_at(CrashPoint::RedeemReserved).await;

    trouble.begins(Kind::Clock, "90000");
    house.start_in(&trouble.surroundings()).await;
    let ended = async {
        while numbers(&house, "SELECT COUNT(*) FROM fulfilment_job").await != [0] {
            tokio::time::sleep(crate::check::LOOK_AGAIN).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, ended).await;
    assert!(in_time.is_ok(), "{}", house.running().log());
    assert_eq!(alice.roles(), [house.explorer], "{}", house.running().log());
    assert_eq!(house.available(&alice).await, before - PRICE);

    // And back to what it is.
    trouble.ends(Kind::Clock);
    let bob = house.bob.clone();
    house.award(&bob, 10);
    house.is_saved().await;
    house.stop().await;
    let verified = house.asks(&Surroundings::default(), &["verify"]).await;
    assert_eq!(verified.code, Some(0), "{verified:?}");
}
