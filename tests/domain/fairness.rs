//! Who redeems much does not keep the others waiting: of one member's deliveries one at a time is in a worker's hands.

use std::sync::Arc;
use std::time::Duration;

use sparks::fulfilment::next_due_at_ms;
use sparks::perks::RedemptionState;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::scripted_discord::Answer;
use crate::support::{ALICE, BOB, House};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(5);

impl House {
    async fn waits_for_settled(&self, settled: i64) {
        let sql = "SELECT COUNT(*) FROM redemption WHERE state = 'settled'";
        let waits = async {
            while self.number(sql).await < settled {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, waits).await;
        assert!(in_time.is_ok(), "{} settled", self.number(sql).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_member_can_not_hold_every_slot() {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 1);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    let many = i64::try_from(house.policy.parallel_max).unwrap() + 4;
    house.award(ALICE, many).await;
    house.award(BOB, 1).await;
    for _ in 0..many {
        house.reserve(ALICE, perk).await;
    }
    let of_bob = house.reserve(BOB, perk).await;
    // Discord takes its time with the first of Alice's.
    let gate = Arc::new(Semaphore::new(0));
    let first = Answer::Waits(Arc::clone(&gate), Box::new(Answer::Works));
    house.discord.answers_about(ALICE, [first]);
    let stop = CancellationToken::new();
    let running = tokio::spawn(house.worker().run(stop.clone()));

    house.waits_for_settled(1).await;
    let state = house.redemption(of_bob).await.state;
    assert_eq!(state, RedemptionState::Settled);
    // The worker sleeps until then, instead of looking again and again at what is overdue.
    let now_ms = house.clock.now_ms();
    let mut reader = house.db().read().await.unwrap();
    let next = next_due_at_ms(&mut reader, &house.policy, now_ms).await;
    assert_eq!(next.unwrap(), Some(now_ms + house.policy.lease_ms));

    gate.add_permits(1);
    house.waits_for_settled(many + 1).await;
    stop.cancel();
    running.await.unwrap();
    house.verify().await;
}

/// A lease that ran out holds nobody back, whichever of the member's jobs had it.
#[tokio::test]
async fn a_lease_that_ran_out_does_not_hold_the_member_back() {
    let house = House::open().await;
    house.award(ALICE, 2).await;
    for name in ["Explorer", "Pioneer"] {
        let perk = house.add(house.perk(name, 1)).await;
        house.reserve(ALICE, perk).await;
    }
    house.discord.answers([Answer::Hangs]);
    let worker = house.worker();
    let asked = house.discord.next_call();
    let hanging = tokio::spawn(async move { worker.run_due().await });
    asked.await;
    hanging.abort();
    assert_eq!(house.deliver().await, 0, "the first may still be under way");
    assert_eq!(house.deliver_after(house.policy.lease_ms).await, 2);
    assert_eq!(house.discord.roles(ALICE), 2);
    house.verify().await;
}

/// One whose lease ran out has to wait for the other as well, and the worker with it.
#[tokio::test]
async fn a_lease_that_ran_out_beside_another_is_nothing_to_look_at_again_and_again() {
    let house = House::open().await;
    house.award(ALICE, 2).await;
    for name in ["Explorer", "Pioneer"] {
        let perk = house.add(house.perk(name, 1)).await;
        house.reserve(ALICE, perk).await;
    }
    let now_ms = house.clock.now_ms();
    let both = "UPDATE fulfilment_job
        SET is_leased = 1, due_at_ms = due_at_ms + CASE redemption_id WHEN 1 THEN -5 ELSE 1000 END";
    house.execute(both).await.unwrap();
    let mut reader = house.db().read().await.unwrap();
    let next = next_due_at_ms(&mut reader, &house.policy, now_ms).await;
    assert_eq!(next.unwrap(), Some(now_ms + 1000));
    house.verify().await;
}
