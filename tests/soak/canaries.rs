//! The soak can fail: with a known bug planted, it reports a violation. Which bugs there are is in
//! `sparks::fail_points`; the crash tests show the same of their own check, without chance.

use std::time::Duration;

use futures::future::join_all;
use sparks::fail_points::Canary;

use crate::report::Report;
use crate::{Soak, TURN, seed};

/// Long enough for a role that is given and denied, several times over.
const LENGTH: Duration = Duration::from_secs(30);
/// Long enough for the pause before a withdrawal; what is still under way then is not what is looked for.
const CALM_MAX: Duration = Duration::from_secs(15);

/// It is found by chance, and on a busy machine less happens in the same time.
const TRIES_MAX: usize = 3;

/// What a bug is found by.
fn finding(canary: Canary) -> &'static str {
    match canary {
        Canary::VoidWithoutLooking | Canary::NoMaybeDelivered => "but was not charged",
        Canary::ChargeTwiceOnReplay => "caused 2 transfers",
        Canary::DeferredBegin => "database is locked",
        Canary::AcknowledgeBeforeCommit => "told and not so",
    }
}

/// Soaks with the bug until one finds it; the last report when none does.
async fn soaks_until_found(canary: Canary) -> Result<(), Box<Report>> {
    let mut tries = 1;
    loop {
        let soak = Soak {
            seed: seed(),
            length: LENGTH,
            calm_max: CALM_MAX,
            canary: Some(canary),
        };
        let report = soak.run().await;
        if report.finds(finding(canary)) {
            return Ok(());
        }
        if tries == TRIES_MAX {
            return Err(Box::new(report));
        }
        tries += 1;
    }
}

/// All at once: most of the time nothing happens, and they share nothing.
#[ignore = "a soak for each bug"]
#[tokio::test(flavor = "multi_thread")]
async fn every_planted_bug_is_found() {
    let _turn = TURN.lock().await;
    let soaks = Canary::ALL.iter().map(|canary| async {
        let found = soaks_until_found(*canary).await;
        (canary.name(), found)
    });
    for (name, found) in join_all(soaks).await {
        if let Err(report) = found {
            panic!("{name} goes unnoticed:\n{report}");
        }
        println!("{name}: found");
    }
}
