//! The soak can fail: with a known bug planted, it reports a violation. Which bugs there are is in
//! `sparks::fail_points`; the crash tests show the same of their own check, without chance.

use std::time::Duration;

use futures::future::join_all;
use sparks::fail_points::Canary;

use crate::{Soak, TURN, seed};

/// Long enough for a role that is given and denied, several times over.
const LENGTH: Duration = Duration::from_secs(30);
/// Long enough for the pause before a withdrawal; what is still under way then is not what is looked for.
const CALM_MAX: Duration = Duration::from_secs(15);

/// What a bug is found by.
fn finding(canary: Canary) -> &'static str {
    match canary {
        Canary::VoidWithoutLooking | Canary::NoMaybeDelivered => "but was not charged",
        Canary::ChargeTwiceOnReplay => "caused 2 transfers",
        Canary::DeferredBegin => "database is locked",
        Canary::AcknowledgeBeforeCommit => "told and not so",
    }
}

/// All at once: most of the time nothing happens, and they share nothing.
#[ignore = "a soak for each bug"]
#[tokio::test(flavor = "multi_thread")]
async fn every_planted_bug_is_found() {
    let _turn = TURN.lock().await;
    let soaks = Canary::ALL.iter().map(|canary| async {
        let soak = Soak {
            seed: seed(),
            length: LENGTH,
            calm_max: CALM_MAX,
            canary: Some(*canary),
        };
        (*canary, soak.run().await)
    });
    for (canary, report) in join_all(soaks).await {
        let name = canary.name();
        assert!(
            report.finds(finding(canary)),
            "{name} goes unnoticed:\n{report}"
        );
        println!("{name}: found");
    }
}
