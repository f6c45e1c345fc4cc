//! Dying while the ready-made catalogue is put in place: the badge's role is made once, and so is everything else.

use fake_discord::Reply;
use futures::future::join_all;
use sparks::db::Db;
use sparks::fail_points::CrashPoint;
use sparks::ledger;

use crate::support::House;

pub const POINTS: &[CrashPoint] = &[
    CrashPoint::SetupRoleBegun,
    CrashPoint::SetupRoleMade,
    CrashPoint::SetupRoleNoted,
    CrashPoint::SetupWritten,
];

#[tokio::test(flavor = "multi_thread")]
async fn every_step_of_a_setup() {
    join_all(POINTS.iter().map(|point| setup(*point))).await;
}

async fn setup(point: CrashPoint) {
    let name = point.name();
    let mut house = House::empty(None).await;
    house.start_to_die_at(point).await;
    let asked = house.mia.slash("setup").option("create-role", true);
    let question = asked.send().await;
    for _ in 0..2 {
        confirm(&house, &question);
        house.dies_at(point).await;
        house.start_to_die_at(point).await;
        time_passes(&house).await;
        if point == CrashPoint::SetupRoleMade {
            assert_eq!(made(&house).len(), 1, "{name}: found, and not made again");
        }
    }
    house.start().await;
    time_passes(&house).await;
    confirm(&house, &question);
    let is_done = |reply: &Reply| reply.text().contains("Still to be seen to");
    let done = question.wait_until(is_done).await;

    assert!(done.text().contains("Done: 6"), "{name}: {}", done.text());
    assert_eq!(made(&house), ["Spark Explorer"], "{name}");
    let mut connection = house.other_connection().await;
    let counts: (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM perk), (SELECT COUNT(*) FROM campaign),
            (SELECT COUNT(*) FROM audit WHERE action = 'setup')",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert_eq!(counts, (5, 1, 1), "{name}");
    let db = Db::open_read_only(&house.database()).await.unwrap();
    let report = ledger::verify(&mut db.read().await.unwrap()).await.unwrap();
    assert!(report.is_clean(), "{name}: {report}");
}

fn confirm(house: &House, question: &Reply) {
    let press = house.mia.press(question, "confirm").anyway();
    drop(press.send_without_waiting());
}

/// Half a minute, after which what was asked of Discord has arrived or never will.
async fn time_passes(house: &House) {
    sqlx::query("UPDATE setup_role SET asked_at_ms = asked_at_ms - 30000")
        .execute(&mut house.other_connection().await)
        .await
        .unwrap();
}

/// The roles that are not the test's own, by name.
fn made(house: &House) -> Vec<String> {
    let roles = house.discord.roles();
    let names = roles.iter().map(|role| role["name"].as_str().unwrap());
    let theirs = ["@everyone", "Bot under test", "Explorer", "Moderators"];
    let others = names.filter(|name| !theirs.contains(name));
    others.map(str::to_owned).collect()
}
