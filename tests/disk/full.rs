//! A disk without room: what can't be saved is refused in words, what was acknowledged stays, reading goes on, and so
//! does everything else once there is room, in the same process. A start without room is refused.

use std::path::Path;
use std::time::Duration;

use fake_discord::{Fault, Member};

use crate::mounts;
use crate::operator::{NOT_SAVED, Surroundings, is_plain};
use crate::process::Bot;
use crate::support::{Ending, Extent, House, Violations};
use crate::trouble::{Kind, Trouble};

/// How often the worker looks while it can't.
const LOOKED_EVERY: Duration = Duration::from_secs(2);
/// More awards than fit into the room that is left.
const AWARDS_MAX: i64 = 400;

/// Awards until one is refused, and returns how much was acknowledged before.
async fn awards_until_refused(house: &mut House, member: &Member) -> i64 {
    let mut acknowledged = 0;
    for amount in 1..=AWARDS_MAX {
        house.award(member, amount);
        let deed = house.deeds.last_mut().unwrap();
        let reply = deed.pending.clone().finished().await.text();
        if reply.contains("received") {
            deed.extent = Extent::DoneAndTold;
            acknowledged += amount;
        } else {
            assert!(reply.contains(NOT_SAVED), "{reply}");
            return acknowledged;
        }
    }
    panic!("{AWARDS_MAX} awards found room");
}

/// From a house whose bot runs and whose disk is full or about to be, to one that has gone on.
async fn goes_on_when_there_is_room(
    mut house: House,
    log_says: &str,
    make_room: impl FnOnce(&House),
) {
    let (alice, bob) = (house.alice.clone(), house.bob.clone());
    let before = house.available(&bob).await;
    let acknowledged = awards_until_refused(&mut house, &bob).await;
    assert_eq!(house.available(&bob).await, before + acknowledged);
    let process = house.running().child.id();

    let pressed = house.press(0).finished().await.text();
    assert!(pressed.contains(NOT_SAVED), "{pressed}");
    for (command, words) in [("sparks", "500"), ("leaderboard", "2 members")] {
        let reply = alice.slash(command).send().await.text();
        assert!(reply.contains(words), "/{command}: {reply}");
    }
    house.award(&bob, AWARDS_MAX + 1);
    house.is_not_saved().await;
    let log = house.running().log();
    assert!(log.contains(log_says), "{log}");
    assert_eq!(house.available(&bob).await, before + acknowledged);

    make_room(&house);
    house.again(Extent::Done);
    house
        .reaches(&bob, before + acknowledged + AWARDS_MAX + 1)
        .await;
    drop(house.press(0));
    assert_eq!(house.violations().await, Violations::new());
    assert_eq!(
        house.available(&bob).await,
        before + acknowledged + AWARDS_MAX + 1
    );
    assert_eq!(house.running().child.id(), process);
    house.stop().await;
    let verified = house.asks(&Surroundings::default(), &["verify"]).await;
    assert_eq!(verified.code, Some(0), "{verified:?}");
}

async fn furnished_with_a_question() -> House {
    let mut house = House::furnished(None).await;
    house.start().await;
    let alice = house.alice.clone();
    house.question(&alice, Ending::Delivered).await;
    house
}

fn wal_bytes(house: &House) -> u64 {
    let wal = house.folder.path().join("sparks.db-wal");
    std::fs::metadata(wal).map_or(0, |wal| wal.len())
}

/// Everywhere on Linux: a limit on the size of files, which needs no rights.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_size_limit_stops_saving_and_nothing_else() {
    let probe = std::process::Command::new("prlimit").output();
    if let Err(error) = probe {
        return println!("left out: there is no prlimit here: {error}");
    }
    let house = furnished_with_a_question().await;
    let limit = |house: &House, soft: &str| {
        let id = house.running().child.id().unwrap().to_string();
        let limited = std::process::Command::new("prlimit")
            .args(["--pid", &id, &format!("--fsize={soft}:")])
            .status();
        assert!(limited.unwrap().success());
    };
    limit(&house, &(wal_bytes(&house) + 100_000).to_string());
    goes_on_when_there_is_room(house, "quota", |house| limit(house, "unlimited")).await;
}

/// Exactly what SQLite is told by a full disk, at the first byte.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_stops_saving_and_nothing_else() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = furnished_with_a_question().await;
    house.start_in(&trouble.surroundings()).await;
    trouble.begins(Kind::Full, "");
    goes_on_when_there_is_room(house, "the disk is full: make room", |_| {
        trouble.ends(Kind::Full);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_full_disk_stops_saving_and_nothing_else() {
    mounts::run_inside("full::on_a_real_full_disk").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_real_full_disk_stops_saving_and_nothing_else"]
async fn on_a_real_full_disk() {
    if !mounts::are_private() {
        return;
    }
    let mut house = House::furnished(None).await;
    let file = std::fs::read(house.database()).unwrap();
    mounts::mount(
        &["-t", "tmpfs", "-o", "size=2m", "tmpfs"],
        house.folder.path(),
    );
    std::fs::write(house.database(), file).unwrap();
    house.start().await;
    let alice = house.alice.clone();
    house.question(&alice, Ending::Delivered).await;
    let filler = house.folder.path().join("filler");
    fill(&filler, 100_000);
    goes_on_when_there_is_room(house, "the disk is full: make room", |_| {
        std::fs::remove_file(&filler).unwrap();
    })
    .await;
}

/// Fills the disk up to this many bytes.
fn fill(filler: &Path, left_bytes: u64) {
    use std::io::Write as _;
    let mut file = std::fs::File::create(filler).unwrap();
    while file.write_all(&[1; 4_096]).is_ok() {}
    let size = file.metadata().unwrap().len();
    file.set_len(size.saturating_sub(left_bytes)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_on_a_full_disk_is_refused() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = House::furnished(None).await;
    trouble.begins(Kind::Full, "");
    let command = trouble.surroundings().command(house.folder.path());
    let (bot, ended) = Bot::run(house.folder.path(), &house.discord, command).await;
    assert_eq!(
        ended.and_then(|ended| ended.code()),
        Some(1),
        "{}",
        bot.log()
    );
    is_plain(&bot.log(), &["sparks.db", "the disk is full: make room"]);
    trouble.ends(Kind::Full);
    house.start_in(&trouble.surroundings()).await;
    house.stop().await;
}

/// While nothing can be saved the worker looks for deliveries every two seconds, and does not say so each time.
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_stays_full_does_not_fill_the_log() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = furnished_with_a_question().await;
    house.start_in(&trouble.surroundings()).await;
    let role = Fault::on("PUT", "/guilds/*/members/*/roles/*");
    let late = house.discord.fault(role.status(500).always());
    drop(house.press(0));
    // Nothing is in the worker's hands, and the next try is a second away or more.
    let waits = "SELECT COUNT(*) FROM fulfilment_job WHERE attempts >= 2 AND is_leased = 0";
    house.until(waits).await;
    trouble.begins(Kind::Full, "");
    tokio::time::sleep(5 * LOOKED_EVERY).await;
    let times = |log: &str, words: &str| log.matches(words).count();
    let log = house.running().log();
    assert_eq!(times(&log, "can't look for deliveries"), 1, "{log}");
    assert!(log.contains("the disk is full: make room"), "{log}");

    trouble.ends(Kind::Full);
    late.remove();
    assert_eq!(house.violations().await, Violations::new());
    let log = house.running().log();
    assert_eq!(times(&log, "can't look for deliveries"), 1, "{log}");
    assert_eq!(times(&log, "deliveries can be looked for again"), 1);
    house.stop().await;
}
