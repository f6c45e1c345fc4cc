//! The soak can fail: with a known bug planted, it reports a violation. Which bugs there are is in
//! `sparks::fail_points`; the crash tests show the same of their own check, without chance.

use std::time::Duration;

use sparks::fail_points::Canary;

use crate::{Soak, seed};

/// Long enough for a role that is given and denied, several times over.
const LENGTH: Duration = Duration::from_secs(20);
/// Long enough for the pause before a withdrawal; what is still under way then is not what is looked for.
const CALM_MAX: Duration = Duration::from_secs(20);

async fn is_found(canary: Canary, words: &str) {
    let soak = Soak {
        seed: seed(),
        length: LENGTH,
        calm_max: CALM_MAX,
        canary: Some(canary),
    };
    let report = soak.run().await;
    assert!(
        report.finds(words),
        "{} goes unnoticed:\n{report}",
        canary.name()
    );
}

#[ignore = "a soak for each bug"]
#[tokio::test(flavor = "multi_thread")]
async fn voiding_without_looking() {
    is_found(Canary::VoidWithoutLooking, "but was not charged").await;
}

#[ignore = "a soak for each bug"]
#[tokio::test(flavor = "multi_thread")]
async fn charging_twice_on_a_replay() {
    is_found(Canary::ChargeTwiceOnReplay, "caused 2 transfers").await;
}

#[ignore = "a soak for each bug"]
#[tokio::test(flavor = "multi_thread")]
async fn no_maybe_delivered() {
    is_found(Canary::NoMaybeDelivered, "but was not charged").await;
}

#[ignore = "a soak for each bug"]
#[tokio::test(flavor = "multi_thread")]
async fn beginning_as_a_reader() {
    is_found(Canary::DeferredBegin, "database is locked").await;
}

#[ignore = "a soak for each bug"]
#[tokio::test(flavor = "multi_thread")]
async fn acknowledging_before_the_commit() {
    is_found(Canary::AcknowledgeBeforeCommit, "told and not so").await;
}
