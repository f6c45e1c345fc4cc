//! `/readyz` while the disk or somebody else keeps the bot from writing: it says so within seconds, without an event that
//! has to fail first, and takes it back when the cause is gone.

use std::time::Duration;

use crate::operator::Surroundings;
use crate::support::House;
use crate::trouble::{Kind, Trouble};

const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// What is found holds for five seconds, and a look takes two at most.
const PATIENCE: Duration = Duration::from_secs(20);

/// A bot that takes events at this port.
async fn takes_events(surroundings: &Surroundings) -> (House, u16) {
    let mut house = House::furnished(None).await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let settings = format!(
        "EVENTS_LISTEN=127.0.0.1:{port}\nEVENTS_SECRETS=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\nRULES_FILE=rules.toml\n"
    );
    let rules = "[[rules]]\nfrom = 2026-01-01\nsubscriptions = { pro = 1990 }\n";
    std::fs::write(house.folder.path().join(".env"), settings).unwrap();
    std::fs::write(house.folder.path().join("rules.toml"), rules).unwrap();
    house.start_in(surroundings).await;
    (house, port)
}

/// Asks until this is the answer.
async fn answers(house: &House, port: u16, status: u16) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut said = 0;
    let look = async {
        while said != status {
            tokio::time::sleep(LOOK_AGAIN).await;
            let look = client.get(format!("http://127.0.0.1:{port}/readyz"));
            said = look.send().await.unwrap().status().as_u16();
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, look).await;
    assert!(in_time.is_ok(), "{said}: {}", house.running().log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_takes_nothing_is_told_of_before_an_event_fails() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let (mut house, port) = takes_events(&trouble.surroundings()).await;
    answers(&house, port, 200).await;
    for (kind, detail) in [(Kind::Full, ""), (Kind::Sync, "-wal")] {
        trouble.begins(kind, detail);
        answers(&house, port, 503).await;
        trouble.ends(kind);
        answers(&house, port, 200).await;
    }
    let log = house.running().log();
    let times = |words: &str| log.matches(words).count();
    assert_eq!(times("no events can be taken"), 2, "{log}");
    assert!(log.contains("the disk is full: make room"), "{log}");
    assert_eq!(times("events can be taken again"), 2, "{log}");
    house.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_else_who_writes_for_long_is_told_of() {
    let (mut house, port) = takes_events(&Surroundings::default()).await;
    answers(&house, port, 200).await;
    let busy = house.occupy().await;
    answers(&house, port, 503).await;
    house.vacate(busy).await;
    answers(&house, port, 200).await;
    house.stop().await;
}

/// However often it is asked.
#[tokio::test(flavor = "multi_thread")]
async fn being_asked_writes_next_to_nothing() {
    let (mut house, port) = takes_events(&Surroundings::default()).await;
    answers(&house, port, 200).await;
    let log = house.folder.path().join("sparks.db-wal");
    let bytes = || std::fs::metadata(&log).unwrap().len();
    let before = bytes();
    for _ in 0..30 {
        answers(&house, port, 200).await;
    }
    let written = bytes() - before;
    // In some eight seconds; a page with its frame is 4,120 bytes.
    assert!((4_120..=3 * 4_120).contains(&written), "{written}");
    house.stop().await;
}
