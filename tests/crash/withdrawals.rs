//! Dying while a role is taken back. Discord gave the role but its answer got lost, and then says that the member is
//! gone: the role must be taken, and seen gone, before the Sparks are returned.

use fake_discord::{Fault, Member};
use futures::future::join_all;
use sparks::fail_points::CrashPoint;

use crate::support::{Ending, House, Violations};

pub const POINTS: &[CrashPoint] = &[
    CrashPoint::WithdrawalLeased,
    CrashPoint::WithdrawalAsked,
    CrashPoint::WithdrawalLookedUp,
    CrashPoint::WithdrawalConcluded,
];

/// All at once: most of the time is the pause before a withdrawal, in which nothing happens.
#[tokio::test(flavor = "multi_thread")]
async fn every_step_of_a_withdrawal() {
    let stories = POINTS.iter().map(|point| async move {
        let found = withdrawal(*point).await;
        (point.name(), found)
    });
    for (point, found) in join_all(stories).await {
        assert_eq!(found, Violations::new(), "{point}");
    }
}

async fn withdrawal(point: CrashPoint) -> Violations {
    let mut house = House::furnished(None).await;
    let members = [house.alice.clone(), house.bob.clone()];
    house.start_to_die_at(point).await;
    for member in &members {
        gives_the_role_and_denies_it(&house, member);
        house.question(member, Ending::Returned).await;
    }
    // Two members, because a withdrawal that is concluded is over: the second death is the other one's, unless both were
    // concluded in one commit.
    drop((house.press(0), house.press(1)));
    house.dies_at(point).await;
    if house.has_open_redemptions().await {
        house.start_to_die_at(point).await;
        house.dies_at(point).await;
    }
    house.start().await;
    house.violations().await
}

fn gives_the_role_and_denies_it(house: &House, member: &Member) {
    let path = format!("/guilds/*/members/{}/roles/*", member.id());
    let lost = Fault::on("PUT", &path).cut_after_effect().times(1);
    house.discord.fault(lost);
    let gone = Fault::on("PUT", &path).error(404, 10007, "Unknown Member");
    house.discord.fault(gone.always());
}

impl House {
    async fn has_open_redemptions(&self) -> bool {
        let open = "SELECT EXISTS (SELECT 1 FROM redemption WHERE state IN ('held', 'review'))";
        let mut connection = self.other_connection().await;
        sqlx::query_scalar(open)
            .fetch_one(&mut connection)
            .await
            .unwrap()
    }
}
