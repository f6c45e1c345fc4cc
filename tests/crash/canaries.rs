//! The proof can fail: with a known bug planted, the check that every crash test uses finds something, and in the same
//! story without the bug it finds nothing.

use std::time::Duration;

use fake_discord::Fault;
use sparks::fail_points::{Canary, CrashPoint};
use sqlx::SqliteConnection;

use crate::points::{self, Again, Given};
use crate::recovery;
use crate::support::{Ending, Extent, House, Violations};

/// Enough that a writer who can fail because of a neighbour does.
const AWARDS: i64 = 40;
/// How long the neighbour takes for each of its steps.
const NEIGHBOUR_STEP: Duration = Duration::from_millis(3);
/// Later passages of a commit than these are not before a campaign's.
const PASSAGES: u64 = 6;

/// Tells the story with the bug, of which this must be found, and without it.
async fn is_noticed<Story>(canary: Canary, finding: &str, story: impl Fn(Option<Canary>) -> Story)
where
    Story: Future<Output = Violations>,
{
    let (with, without) = tokio::join!(story(Some(canary)), story(None));
    assert_eq!(without, Violations::new(), "without {}", canary.name());
    must_find(canary, finding, &with);
}

/// Enough where a test of its own tells the story without the bug, and finds nothing.
fn must_find(canary: Canary, finding: &str, with: &Violations) {
    assert!(
        with.iter().any(|found| found.contains(finding)),
        "{} goes unnoticed: {with:#?}",
        canary.name()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn voiding_without_looking() {
    is_noticed(
        Canary::VoidWithoutLooking,
        "role true, but charged 0",
        denied_after_a_crash,
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_maybe_delivered() {
    is_noticed(
        Canary::NoMaybeDelivered,
        "role true, but charged 0",
        denied_after_a_crash,
    )
    .await;
}

/// The bot dies when Discord has given the role; the next one is told that there is no such member.
async fn denied_after_a_crash(canary: Option<Canary>) -> Violations {
    let mut house = House::furnished(canary).await;
    let alice = house.alice.clone();
    house.start_to_die_at(CrashPoint::DeliveryAsked).await;
    let redemption = house.question(&alice, Ending::Returned).await;
    drop(house.press(redemption));
    house.dies_at(CrashPoint::DeliveryAsked).await;
    let put = Fault::on("PUT", "/guilds/*/members/*/roles/*");
    house
        .discord
        .fault(put.error(404, 10007, "Unknown Member").always());
    house.start().await;
    house.violations().await
}

#[tokio::test(flavor = "multi_thread")]
async fn paying_twice_on_a_replay() {
    is_noticed(
        Canary::ChargeTwiceOnReplay,
        "done 2 times",
        delivered_again_after_a_crash,
    )
    .await;
}

async fn delivered_again_after_a_crash(canary: Option<Canary>) -> Violations {
    let mut house = House::furnished(canary).await;
    let alice = house.alice.clone();
    house.start_to_die_at(CrashPoint::AwardWritten).await;
    house.award(&alice, 7);
    house.dies_at(CrashPoint::AwardWritten).await;
    house.start().await;
    house.again(Extent::DoneAndTold);
    house.violations().await
}

#[tokio::test(flavor = "multi_thread")]
async fn charging_twice_on_a_replay() {
    is_noticed(Canary::ChargeTwiceOnReplay, "charged 200", pressed_twice).await;
}

/// A second press while the first is being delivered. That both are on their way is told after a while.
async fn pressed_twice(canary: Option<Canary>) -> Violations {
    let mut house = House::furnished(canary).await;
    let alice = house.alice.clone();
    house.start().await;
    let redemption = house.question(&alice, Ending::Delivered).await;
    let put = Fault::on("PUT", "/guilds/*/members/*/roles/*").hold();
    let held = house.discord.fault(put.always());
    drop(house.press(redemption));
    drop(house.press(redemption));
    let told = ("PATCH", "/webhooks/*/*/messages/@original");
    house
        .discord
        .wait_until(|discord| discord.requests_to(told.0, told.1).len() >= 2)
        .await;
    held.remove();
    house.violations().await
}

#[tokio::test(flavor = "multi_thread")]
async fn beginning_as_a_reader() {
    is_noticed(
        Canary::DeferredBegin,
        "answered with a fault",
        written_beside,
    )
    .await;
}

/// Somebody else writes to the same file again and again, as an operator's own SQLite shell may.
async fn written_beside(canary: Option<Canary>) -> Violations {
    let mut house = House::furnished(canary).await;
    let alice = house.alice.clone();
    house.start().await;
    let neighbour = tokio::spawn(write_on_and_on(house.other_connection().await));
    for amount in 1..=AWARDS {
        house.award(&alice, amount);
        let pending = house.deeds.last().unwrap().pending.clone();
        pending.finished().await;
    }
    neighbour.abort();
    let _ = neighbour.await;
    house.violations().await
}

async fn write_on_and_on(mut connection: SqliteConnection) {
    loop {
        for statement in [
            "BEGIN IMMEDIATE",
            "INSERT INTO setting (key, value) VALUES ('neighbour', '')
                ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            "COMMIT",
        ] {
            let done = sqlx::query(statement).execute(&mut connection).await;
            done.unwrap();
            // Half of the time it is writing, and whoever has begun to read can't write then.
            tokio::time::sleep(NEIGHBOUR_STEP).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledging_before_the_commit() {
    is_noticed(
        Canary::AcknowledgeBeforeCommit,
        "told and not there",
        dies_before_each_commit,
    )
    .await;
}

/// A campaign is created by a bot that dies before its first, second, … commit.
async fn dies_before_each_commit(canary: Option<Canary>) -> Violations {
    let mut found = Violations::new();
    for passage in 1..=PASSAGES {
        let mut house = House::furnished(canary).await;
        house
            .start_with(Some((CrashPoint::CommitBefore, passage)))
            .await;
        if house.bot.as_mut().unwrap().ended().is_none() {
            house.create_campaign("Spring");
            house.dies_or_answers().await;
        }
        house.start().await;
        found.extend(house.violations().await);
    }
    found
}

/// The key that a replay is found by is all that keeps a command from being done again which was asked to think.
/// Without the bug: `points::command_deferred`.
#[tokio::test(flavor = "multi_thread")]
async fn paying_twice_after_a_deferral() {
    let canary = Canary::ChargeTwiceOnReplay;
    let found = points::award(
        Some(canary),
        CrashPoint::CommandDeferred,
        Again::OtherMember,
        Given::Busy,
    )
    .await;
    must_find(canary, "done 2 times", &found);
}

/// Without the bug: `points::campaign_shown`.
#[tokio::test(flavor = "multi_thread")]
async fn telling_of_a_campaign_before_its_commit() {
    let canary = Canary::AcknowledgeBeforeCommit;
    let found = points::campaign(Some(canary), CrashPoint::CampaignShown, Again::OtherMember).await;
    must_find(canary, "told and not there", &found);
}

/// Without the bug: `points::receipt_forgotten`.
#[tokio::test(flavor = "multi_thread")]
async fn forgetting_a_notice_before_its_receipt_is_shown() {
    let canary = Canary::ForgetBeforeShowing;
    let found = points::redemption(
        Some(canary),
        CrashPoint::ReceiptForgotten,
        Again::OtherMember,
        Given::Nothing,
    )
    .await;
    must_find(canary, "has not read it", &found);
}

/// Without the bug: `recovery::a_recovery_may_die_at_each_of_its_commits`.
#[tokio::test(flavor = "multi_thread")]
async fn forgetting_a_notice_in_a_recovery() {
    let canary = Canary::ForgetBeforeShowing;
    let found = recovery::recovery_dies_at_each(Some(canary), CrashPoint::CommitAfter).await;
    must_find(canary, "has not read it", &found);
}

#[tokio::test(flavor = "multi_thread")]
async fn noting_a_press_as_done_before_it_is() {
    is_noticed(Canary::SeenBeforeDone, "not Delivered", pressed_again).await;
}

/// The bot dies with the press in its hands, and the member presses again.
async fn pressed_again(canary: Option<Canary>) -> Violations {
    let mut house = House::furnished(canary).await;
    let alice = house.alice.clone();
    house.start_to_die_at(CrashPoint::RedeemReceived).await;
    let redemption = house.question(&alice, Ending::Delivered).await;
    drop(house.press(redemption));
    house.dies_at(CrashPoint::RedeemReceived).await;
    house.start().await;
    drop(house.press(redemption));
    house.violations().await
}

#[tokio::test(flavor = "multi_thread")]
async fn noting_a_command_as_done_before_it_is() {
    for (point, campaign) in [
        (CrashPoint::AwardReceived, false),
        (CrashPoint::CampaignReceived, true),
    ] {
        is_noticed(Canary::SeenBeforeDone, "never done", |canary| {
            delivered_again(canary, point, campaign)
        })
        .await;
    }
}

/// The bot dies with a command in its hands, and Discord delivers it again.
async fn delivered_again(canary: Option<Canary>, point: CrashPoint, campaign: bool) -> Violations {
    let mut house = House::furnished(canary).await;
    let alice = house.alice.clone();
    house.start_to_die_at(point).await;
    if campaign {
        house.create_campaign("Spring");
    } else {
        house.award(&alice, 7);
    }
    house.dies_at(point).await;
    house.start().await;
    house.again(Extent::DoneAndTold);
    house.violations().await
}

/// Without the bug: `points::redeem_acknowledged`.
#[tokio::test(flavor = "multi_thread")]
async fn acknowledging_when_it_is_saved() {
    let canary = Canary::AcknowledgeLate;
    let found = points::redemption(
        Some(canary),
        CrashPoint::RedeemAcknowledged,
        Again::SameRequest,
        Given::Busy,
    )
    .await;
    must_find(canary, "only after", &found);
}
