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

/// What a bug is found by; none for those by which nobody is told anything that is not so: the crash tests know what
/// should have been told, and the soak does not.
fn finding(canary: Canary) -> Option<&'static str> {
    match canary {
        Canary::VoidWithoutLooking | Canary::NoMaybeDelivered => Some("but was not charged"),
        Canary::ChargeTwiceOnReplay => Some("caused 2 transfers"),
        Canary::DeferredBegin => Some("database is locked"),
        // By the product's events: they are told to be counted all the time.
        Canary::AcknowledgeBeforeCommit => Some("told and not so: it is not counted"),
        Canary::SeenBeforeDone | Canary::AcknowledgeLate | Canary::ForgetBeforeShowing => None,
    }
}

/// Soaks with the bug until one finds it; the last report when none does.
async fn soaks_until_found(canary: Canary, finding: &str) -> Result<(), Box<Report>> {
    let mut tries = 1;
    loop {
        let soak = Soak {
            seed: seed(),
            length: LENGTH,
            calm_max: CALM_MAX,
            canary: Some(canary),
        };
        let report = soak.run().await;
        if report.finds(finding) {
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
    let to_find = Canary::ALL
        .iter()
        .filter_map(|canary| Some((*canary, finding(*canary)?)));
    let soaks = to_find.map(|(canary, finding)| async move {
        let found = soaks_until_found(canary, finding).await;
        (canary.name(), found)
    });
    for (name, found) in join_all(soaks).await {
        if let Err(report) = found {
            panic!("{name} goes unnoticed:\n{report}");
        }
        println!("{name}: found");
    }
}
