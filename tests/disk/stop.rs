//! Stopping: at SIGTERM or Ctrl-C no new interaction is taken, what is under way ends or is left to the next start, the
//! file is closed, and the exit code is 0. A second signal does not wait.

use std::process::Stdio;
use std::time::{Duration, Instant};

use fake_discord::{Fault, FaultHandle};

use crate::check::LOOK_AGAIN;
use crate::command::set_up;
use crate::operator::{Surroundings, ends, signal};
use crate::process::PATIENCE;
use crate::support::{Ending, House, Violations};

const ROLE: &str = "/guilds/*/members/*/roles/*";
/// What handlers and the worker have, then the gateway's goodbye and the runtime's end.
const STOP_MAX: Duration = Duration::from_secs(15 + 6 + 2);
/// No wait for anything.
const AT_ONCE: Duration = Duration::from_secs(3);

/// A bot whose delivery hangs in Discord.
async fn delivering() -> (House, FaultHandle) {
    let mut house = House::furnished(None).await;
    house.start().await;
    let alice = house.alice.clone();
    house.question(&alice, Ending::Delivered).await;
    let hanging = house.discord.fault(Fault::on("PUT", ROLE).hang().always());
    drop(house.press(0));
    hanging.wait_hits(1).await;
    (house, hanging)
}

async fn says(house: &House, words: &str) {
    let said = async {
        while !house.running().log().contains(words) {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, said).await;
    assert!(in_time.is_ok(), "{}", house.running().log());
}

/// A delivery that ends within the time it is given is written down before the end, and not asked for again.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_waits_for_what_is_under_way() {
    let mut house = House::furnished(None).await;
    house.start().await;
    let alice = house.alice.clone();
    house.question(&alice, Ending::Delivered).await;
    let slow = Fault::on("PUT", ROLE).latency(AT_ONCE);
    let slow = house.discord.fault(slow.times(1));
    drop(house.press(0));
    slow.wait_hits(1).await;
    house.stop().await;
    house
        .until("SELECT COUNT(*) FROM redemption WHERE state = 'settled'")
        .await;
    house.start().await;
    assert_eq!(house.violations().await, Violations::new());
    assert_eq!(house.discord.requests_to("PUT", ROLE).len(), 1);
    house.stop().await;
}

async fn stops_in_order(name: &str) {
    let (mut house, hanging) = delivering().await;
    let stopped = Instant::now();
    signal(house.running(), name);
    says(&house, "stopping").await;
    let bob = house.bob.clone();
    let unanswered = bob.slash("sparks").send_without_waiting();
    let mut bot = house.bot.take().unwrap();
    let status = ends(&mut bot).await;

    assert_eq!(status.code(), Some(0), "{}", bot.log());
    let took = stopped.elapsed();
    assert!(took < STOP_MAX, "{took:?}");
    assert!(bot.log().contains("left unanswered"), "{}", bot.log());
    assert_eq!(unanswered.now().callback_type(), None);
    let log = house.folder.path().join("sparks.db-wal");
    assert!(!log.exists(), "the file is closed");
    let verified = house.asks(&Surroundings::default(), &["verify"]).await;
    assert_eq!(verified.code, Some(0), "{verified:?}");

    hanging.remove();
    house.start().await;
    assert_eq!(house.violations().await, Violations::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_manager_stops_it_in_order() {
    stops_in_order("TERM").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_stops_it_in_order() {
    stops_in_order("INT").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_does_not_wait() {
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let (mut house, hanging) = delivering().await;
        signal(house.running(), name);
        says(&house, "stopping").await;
        let mut bot = house.bot.take().unwrap();
        let stopped = Instant::now();
        signal(&bot, name);
        let status = ends(&mut bot).await;
        assert_eq!(status.code(), Some(code), "{}", bot.log());
        assert!(stopped.elapsed() < AT_ONCE, "{:?}", stopped.elapsed());

        hanging.remove();
        house.start().await;
        assert_eq!(house.violations().await, Violations::new());
        house.stop().await;
    }
}

/// Nothing of a start needs an orderly end, so none is waited for.
#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_hangs_in_discord_can_be_stopped() {
    let house = House::furnished(None).await;
    let asked = house
        .discord
        .fault(Fault::on("GET", "/gateway/bot").hang().always());
    let mut command = Surroundings::default().command(house.folder.path());
    let mut child = set_up(&mut command, &house.discord)
        .stderr(Stdio::null())
        .arg("run")
        .spawn()
        .unwrap();
    asked.wait_hits(1).await;
    let id = child.id().unwrap().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-TERM", &id])
        .status();
    assert!(sent.unwrap().success());
    let ended = tokio::time::timeout(AT_ONCE, child.wait()).await;
    assert_eq!(ended.unwrap().unwrap().code(), Some(0));
    assert!(!house.folder.path().join("sparks.db-wal").exists());
}
