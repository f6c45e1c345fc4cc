//! A file that is too large to be checked before anyone is served is checked beside that: what is found ends the bot with
//! the words that would have refused its start.

use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::operator::{Surroundings, ends, is_plain, signal};
use crate::support::{Ending, House, Violations};

/// More than a start reads before it serves.
const FILLER_BYTES: i64 = 24 * 1024 * 1024;
const PAGE_BYTES: usize = 4_096;

async fn large() -> House {
    let house = House::furnished(None).await;
    change(
        &house,
        "INSERT INTO setting (key, value) VALUES ('filler', hex(zeroblob($1 / 2)))",
    )
    .await;
    house
}

async fn change(house: &House, sql: &'static str) {
    let options = SqliteConnectOptions::new().filename(house.database());
    let mut connection = options.connect().await.unwrap();
    sqlx::query(sql)
        .bind(FILLER_BYTES)
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

async fn ends_saying(house: House, words: &[&str]) {
    let ended = house.asks(&Surroundings::default(), &["run"]).await;
    assert_eq!(ended.code, Some(1), "{ended:?}");
    is_plain(&ended.stderr, words);
    // Nobody is served again: whoever is started once more looks first.
    let heard = || house.discord.requests_to("GET", "/gateway/bot").len();
    let before = heard();
    let again = house.asks(&Surroundings::default(), &["run"]).await;
    assert_eq!(again.code, Some(1), "{again:?}");
    is_plain(&again.stderr, words);
    assert_eq!(heard(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_that_is_damaged_ends_the_bot() {
    let house = large().await;
    let mut file = std::fs::read(house.database()).unwrap();
    // In the middle of the filler: the page says that it is the last of its row.
    let page = file.len() / 2 / PAGE_BYTES * PAGE_BYTES;
    file[page..page + 4].fill(0);
    std::fs::write(house.database(), file).unwrap();
    ends_saying(house, &["is damaged", "restore the latest backup"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_ledger_that_is_not_sound_ends_the_bot() {
    let house = large().await;
    change(
        &house,
        "UPDATE perk SET stock_left = stock_left - 1 WHERE $1 > 0",
    )
    .await;
    ends_saying(house, &["restore the latest backup"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_that_is_sound_is_served_at_once_and_found_sound() {
    let mut house = large().await;
    house.start_in(&Surroundings::default()).await;
    let alice = house.alice.clone();
    house.question(&alice, Ending::Delivered).await;
    drop(house.press(0));
    let found = async {
        while !house.running().log().contains("the whole file is checked") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), found)
        .await
        .unwrap();
    assert_eq!(house.violations().await, Violations::new());
    house.stop().await;
}

/// Whoever stops the bot while the file is being read does not wait for the end of that.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_gives_the_check_up() {
    let mut house = large().await;
    house.start_in(&Surroundings::default()).await;
    signal(house.running(), "TERM");
    let mut bot = house.bot.take().unwrap();
    let status = ends(&mut bot).await;
    assert_eq!(status.code(), Some(0), "{}", bot.log());
    assert!(!house.folder.path().join("sparks.db-wal").exists());
}
