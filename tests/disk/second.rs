//! A second process on the same file: it is told who has it and leaves the first alone; when the first has gone, however
//! it went, the next one starts, whatever the lock file says.

use crate::operator::{Surroundings, is_plain};
use crate::process::Bot;
use crate::support::{House, Violations};

async fn is_refused(house: &House) {
    let holder = house.running().child.id().unwrap();
    let command = Surroundings::default().command(house.folder.path());
    let (second, ended) = Bot::run(house.folder.path(), &house.discord, command).await;
    let code = ended.and_then(|ended| ended.code());
    assert_eq!(code, Some(1), "{}", second.log());
    // Both write into one log; the second's words are the operator's.
    let in_use = format!("in use by process {holder}: stop it first");
    is_plain(&second.log(), &["sparks.db", &in_use]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_starts_when_the_first_has_gone_and_not_before() {
    let mut house = House::furnished(None).await;
    let bob = house.bob.clone();
    house.start().await;
    let sessions = house.discord.sessions().len();
    is_refused(&house).await;
    // The first is undisturbed: it saves, and it has not been disconnected.
    house.award(&bob, 10);
    house.is_saved().await;
    assert_eq!(house.discord.sessions().len(), sessions);
    for arguments in [&["verify"][..], &["check"], &["backup", "copy.db"]] {
        let beside = house.asks(&Surroundings::default(), arguments).await;
        assert_eq!(beside.code, Some(0), "{arguments:?}: {beside:?}");
    }

    // Gone in order, then without a word: the lock file that is left holds nobody back.
    house.stop().await;
    house.start().await;
    is_refused(&house).await;
    house.bot.take().unwrap().kill().await;
    let lock = house.folder.path().join("sparks.db.lock");
    assert!(
        std::fs::read_to_string(lock)
            .unwrap()
            .starts_with("process ")
    );
    house.start().await;
    house.award(&bob, 20);
    house.is_saved().await;
    assert_eq!(house.violations().await, Violations::new());
    house.stop().await;
}
