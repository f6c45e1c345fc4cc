//! Dying while a role is taken whose time is over, and while its member is told: the role goes, the member hears of it
//! once, and nothing is charged or returned.

use std::time::Duration;

use fake_discord::Member;
use futures::future::join_all;
use sparks::db::Db;
use sparks::fail_points::CrashPoint;
use sparks::ids::{PerkId, UserId};
use sparks::ledger::{self, RequestKey};
use sparks::perks::{
    EditPerk, EditPerkOutcome, PerkOptions, Redeem, RedeemOutcome, Resolution, Resolve,
};

use crate::support::{House, PRICE};

pub const POINTS: &[CrashPoint] = &[
    CrashPoint::ExpiryAsked,
    CrashPoint::ExpiryConcluded,
    CrashPoint::FarewellTold,
];

#[tokio::test(flavor = "multi_thread")]
async fn every_step_of_an_expiry() {
    join_all(POINTS.iter().map(|point| expiry(*point))).await;
}

async fn expiry(point: CrashPoint) {
    let mut house = House::furnished(None).await;
    let members = [
        house.alice.with_role(house.explorer),
        house.bob.with_role(house.explorer),
    ];
    redeemed_long_ago(&house, &members).await;
    // Two members, because what is written down is over: the second death may be the other one's.
    house.start_to_die_at(point).await;
    house.dies_at(point).await;
    house.start_to_die_at(point).await;
    house.dies_at(point).await;
    house.start().await;
    let is_over = async {
        let mut connection = house.other_connection().await;
        loop {
            let open: i64 = sqlx::query_scalar(
                "SELECT COUNT(*) FROM role_expiry WHERE due_at_ms IS NOT NULL OR tell_due_at_ms IS NOT NULL",
            )
            .fetch_one(&mut connection)
            .await
            .unwrap();
            if open == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), is_over)
        .await
        .unwrap_or_else(|_| panic!("{} leaves work over", point.name()));
    for member in &members {
        assert!(member.roles().is_empty(), "{}", point.name());
        let told = house.discord.direct_messages(member.id()).len();
        assert_eq!(told, 1, "{}", point.name());
    }
    let db = Db::open_read_only(&house.database()).await.unwrap();
    let report = ledger::verify(&mut db.read().await.unwrap()).await.unwrap();
    assert!(report.is_clean(), "{report}");
}

/// Each has redeemed a role for a day, when time began.
async fn redeemed_long_ago(house: &House, members: &[Member]) {
    let db = Db::open(&house.database()).await.unwrap();
    let edit = EditPerk {
        key: RequestKey::new("furnish", "edit"),
        moderator: UserId(1),
        perk: "Explorer".into(),
        name: None,
        description: None,
        price: None,
        stock: None,
        limit_per_member: None,
        options: PerkOptions {
            lasts_days: Some(1),
            ..PerkOptions::default()
        },
        now_ms: 1,
    };
    let edited = db.write(edit).await.unwrap();
    assert!(
        matches!(edited, EditPerkOutcome::Changed { .. }),
        "{edited:?}"
    );
    for member in members {
        let redeem = Redeem {
            key: RequestKey::new("redeem", member.id()),
            member: UserId::from_discord(member.id()),
            perk: PerkId(1),
            confirmed_price: PRICE,
            confirmed_days: Some(1),
            answer: None,
            secret: 0,
            roles: vec![],
            now_ms: 1,
            deadline_at_ms: 2,
        };
        let RedeemOutcome::Reserved { redemption } = db.write(redeem).await.unwrap() else {
            panic!("it can be redeemed");
        };
        db.write(Resolve::new(redemption, Resolution::Settle, 1))
            .await
            .unwrap();
    }
    db.close().await;
    // Delivered by hand, so there is nothing to deliver.
    sqlx::query("DELETE FROM fulfilment_job")
        .execute(&mut house.other_connection().await)
        .await
        .unwrap();
}
