//! A file, a folder or a disk that can only be read: the start is refused with words, and what only reads works where
//! SQLite can. Whoever may do anything (root) is not held back by permissions, so it is tried in three ways.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::mounts;
use crate::operator::{Surroundings, is_plain};
use crate::support::{House, Violations};
use crate::trouble::{Kind, Trouble};

const CAN_NOT_WRITE: &str = "it can't be written: is the disk mounted read-only";

async fn is_refused(house: &House, surroundings: &Surroundings) {
    let before = std::fs::read(house.database()).unwrap();
    let refused = house.asks(surroundings, &["run"]).await;
    assert_eq!(refused.code, Some(1), "{refused:?}");
    is_plain(&refused.stderr, &["sparks.db", CAN_NOT_WRITE]);
    let checked = house.asks(surroundings, &["check"]).await;
    assert_eq!(checked.code, Some(1), "{checked:?}");
    let mut lines = checked.stdout.lines();
    let problem = lines.find(|line| line.starts_with("PROBLEM"));
    let problem = problem.unwrap_or_else(|| panic!("{}", checked.stdout));
    assert!(problem.contains(CAN_NOT_WRITE), "{problem}");
    assert!(before == std::fs::read(house.database()).unwrap());
}

/// And then everything is as it was.
async fn recovers(mut house: House, surroundings: &Surroundings) {
    house.start_in(surroundings).await;
    let bob = house.bob.clone();
    house.award(&bob, 10);
    house.is_saved().await;
    assert_eq!(house.violations().await, Violations::new());
    house.stop().await;
}

/// Everywhere: the system refuses to open anything of the database for writing.
#[tokio::test(flavor = "multi_thread")]
async fn what_can_only_be_read_is_refused() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let house = House::furnished(None).await;
    trouble.begins(Kind::ReadOnly, "");
    is_refused(&house, &trouble.surroundings()).await;
    trouble.ends(Kind::ReadOnly);
    recovers(house, &trouble.surroundings()).await;
}

/// By permissions, for whom they hold.
#[tokio::test(flavor = "multi_thread")]
async fn what_belongs_to_another_user_is_refused() {
    let nobody = Surroundings::default();
    let house = House::furnished(None).await;
    let folder = house.folder.path();
    let permit = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let file = house.database();
    permit(&file, 0o444);
    if std::fs::File::options().write(true).open(&file).is_ok() {
        return println!("left out: permissions do not hold for this user");
    }
    is_refused(&house, &nobody).await;
    permit(folder, 0o555);
    is_refused(&house, &nobody).await;
    permit(folder, 0o755);
    permit(&file, 0o644);
    recovers(house, &nobody).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_mounted_read_only_is_refused() {
    mounts::run_inside("read_only::on_a_disk_that_is_mounted_read_only").await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by a_disk_that_is_mounted_read_only_is_refused"]
async fn on_a_disk_that_is_mounted_read_only() {
    if !mounts::are_private() {
        return;
    }
    let house = House::furnished(None).await;
    let folder = house.folder.path().to_owned();
    mounts::mount(&["--bind", folder.to_str().unwrap()], &folder);
    mounts::mount(&["-o", "remount,bind,ro"], &folder);
    let surroundings = Surroundings::default();
    is_refused(&house, &surroundings).await;
    mounts::mount(&["-o", "remount,bind,rw"], &folder);
    recovers(house, &surroundings).await;
    let unmounted = Command::new("umount").arg("--lazy").arg(&folder).status();
    assert!(unmounted.unwrap().success());
}

/// The disk goes read-only under a running bot, as Linux does after an error of the device.
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_goes_read_only_stops_saving_and_nothing_else() {
    let Some(trouble) = Trouble::none_yet() else {
        return;
    };
    let mut house = House::furnished(None).await;
    house.start_in(&trouble.surroundings()).await;
    let (alice, bob) = (house.alice.clone(), house.bob.clone());
    let before = house.available(&bob).await;
    // A failed sync costs the writer its connection; the next can't be opened.
    trouble.begins(Kind::Sync, "-wal");
    trouble.begins(Kind::ReadOnly, "");
    for amount in [10, 20] {
        house.award(&bob, amount);
        house.is_not_saved().await;
    }
    let log = house.running().log();
    assert!(log.contains(CAN_NOT_WRITE), "{log}");
    let reply = alice.slash("sparks").send().await.text();
    assert!(reply.contains("500"), "{reply}");
    trouble.ends(Kind::ReadOnly);
    trouble.ends(Kind::Sync);
    house.award(&bob, 30);
    house.is_saved().await;
    assert_eq!(house.violations().await, Violations::new());
    assert_eq!(house.available(&bob).await, before + 30);
    house.stop().await;
}
