//! What becomes of a redemption when the process dies: the design's first table. A crash is a worker that is stopped
//! in the middle of its call, and another that opens the same file.

use std::sync::Arc;
use std::time::Duration;

use sparks::fulfilment::{RoleFailure, Worker};
use sparks::ids::RedemptionId;
use sparks::perks::{RedemptionState, VoidReason};
use tokio::sync::Semaphore;
use tokio::sync::broadcast::Receiver;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::scripted_discord::Answer;
use crate::support::{ALICE, House, member};

async fn redeemed() -> (House, RedemptionId) {
    let house = House::open().await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    house.award(ALICE, 500).await;
    let redemption = house.reserve(ALICE, perk).await;
    (house, redemption)
}

/// A worker that waits for Discord's answer.
async fn starts_asking(house: &House) -> JoinHandle<anyhow::Result<usize>> {
    let worker = house.worker();
    let next_call = house.discord.next_call();
    let mut task = tokio::spawn(async move { worker.run_due().await });
    tokio::select! {
        () = next_call => task,
        ended = &mut task => panic!("the worker did not ask: {ended:?}"),
    }
}

/// The worker leases the job and asks Discord, which answers so late that the process is dead by then.
async fn dies_while_asking(house: &mut House, answer: Answer) {
    house.discord.answers([answer]);
    let task = starts_asking(house).await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    house.restart().await;
}

#[tokio::test]
async fn before_the_job_is_leased_the_next_worker_finds_it() {
    let (mut house, id) = redeemed().await;
    house.restart().await;
    assert_eq!(house.deliver().await, 1);
    assert_eq!(house.redemption(id).await.state, RedemptionState::Settled);
    assert_eq!(house.balance(ALICE).await, (400, 0));
    house.verify().await;
}

#[tokio::test]
async fn while_discord_is_asked_the_lease_runs_out_and_it_is_asked_again() {
    for answer in [Answer::Hangs, Answer::DoneAndHangs] {
        let (mut house, id) = redeemed().await;
        dies_while_asking(&mut house, answer).await;
        assert_eq!(house.balance(ALICE).await, (400, 100));
        assert_eq!(house.deliver_after(house.policy.lease_ms - 1).await, 0);
        assert_eq!(house.deliver_after(1).await, 1);
        assert_eq!(house.discord.calls(), ["grant", "grant"]);
        assert_eq!(house.discord.roles(ALICE), 1);
        assert_eq!(house.redemption(id).await.state, RedemptionState::Settled);
        assert_eq!(house.balance(ALICE).await, (400, 0));
        house.verify().await;
    }
}

/// The refusal of a second attempt says nothing about the first, whose answer died with its worker.
#[tokio::test]
async fn before_a_refusal_is_written_down_the_role_is_taken_first() {
    let (mut house, id) = redeemed().await;
    dies_while_asking(&mut house, Answer::DoneAndHangs).await;
    house
        .discord
        .answers([Answer::Refuses(RoleFailure::MemberGone)]);
    assert_eq!(house.deliver_after(house.policy.lease_ms).await, 2);
    assert_eq!(
        house.discord.calls(),
        ["grant", "grant", "withdraw", "holds"]
    );
    assert_eq!(house.discord.roles(ALICE), 0);
    let redemption = house.redemption(id).await;
    assert_eq!(redemption.state, RedemptionState::Voided);
    assert_eq!(redemption.void_reason, Some(VoidReason::MemberLeft));
    assert_eq!(house.balance(ALICE).await, (500, 0));
    house.verify().await;
}

#[tokio::test]
async fn while_the_role_is_taken_it_is_taken_again() {
    let (mut house, id) = redeemed().await;
    house.discord.answers([Answer::DoneButLost]);
    house.deliver().await;
    house.clock.advance(house.policy.deadline_ms);
    dies_while_asking(&mut house, Answer::Hangs).await;
    assert_eq!(house.deliver_after(house.policy.lease_ms).await, 1);
    assert_eq!(
        house.discord.calls(),
        ["grant", "withdraw", "withdraw", "holds"]
    );
    assert_eq!(house.discord.roles(ALICE), 0);
    assert_eq!(house.redemption(id).await.state, RedemptionState::Voided);
    assert_eq!(house.balance(ALICE).await, (500, 0));
    house.verify().await;
}

/// A worker that was believed dead and comes back with a refusal of its own call must not give the Sparks back: by
/// then another worker has asked, and the member has the role.
#[tokio::test]
async fn a_worker_whose_lease_ran_out_decides_nothing() {
    let (house, id) = redeemed().await;
    let gate = Arc::new(Semaphore::new(0));
    let late = Answer::Refuses(RoleFailure::MemberGone);
    house.discord.answers([
        Answer::Waits(Arc::clone(&gate), Box::new(late)),
        Answer::DoneButLost,
    ]);
    let slow = starts_asking(&house).await;

    house.clock.advance(house.policy.lease_ms);
    let other = Worker::new(house.app(), Arc::clone(&house.discord) as Arc<_>);
    assert_eq!(other.run_due().await.unwrap(), 1);
    gate.add_permits(1);
    slow.await.unwrap().unwrap();
    assert_eq!(house.discord.roles(ALICE), 1);
    assert_eq!(
        house.redemption(id).await.state,
        RedemptionState::Held,
        "the role is there, so the Sparks must not be back"
    );

    assert_eq!(house.deliver_after(house.policy.lease_ms).await, 1);
    assert_eq!(house.redemption(id).await.state, RedemptionState::Settled);
    assert_eq!(house.balance(ALICE).await, (400, 0));
    house.verify().await;
}

/// A start does not wait for the leases of the process that died: nobody else can have the file.
#[tokio::test]
async fn a_start_takes_over_what_was_cut_off() {
    for answer in [Answer::Hangs, Answer::DoneAndHangs] {
        let (mut house, id) = redeemed().await;
        dies_while_asking(&mut house, answer).await;
        assert_eq!(house.worker().take_over().await.unwrap(), 1);
        assert_eq!(house.deliver().await, 1);
        assert_eq!(house.discord.calls(), ["grant", "grant"]);
        assert_eq!(house.discord.roles(ALICE), 1);
        assert_eq!(house.redemption(id).await.state, RedemptionState::Settled);
        assert_eq!(house.balance(ALICE).await, (400, 0));
        assert_eq!(house.worker().take_over().await.unwrap(), 0);
        house.verify().await;
    }
}

/// What the dead process noted before its call stays: the call may have delivered.
#[tokio::test]
async fn a_job_that_is_taken_over_may_have_been_delivered() {
    let (mut house, id) = redeemed().await;
    dies_while_asking(&mut house, Answer::DoneAndHangs).await;
    house.worker().take_over().await.unwrap();
    assert_eq!(
        house.number("SELECT attempts FROM fulfilment_job").await,
        1,
        "attempts are counted on, so that a crash in a loop waits longer and longer"
    );
    let refused = Answer::Refuses(RoleFailure::MemberGone);
    house.discord.answers([refused]);
    assert_eq!(house.deliver().await, 2);
    assert_eq!(
        house.discord.calls(),
        ["grant", "grant", "withdraw", "holds"]
    );
    assert_eq!(house.redemption(id).await.state, RedemptionState::Voided);
    assert_eq!(house.discord.roles(ALICE), 0);
    assert_eq!(house.balance(ALICE).await, (500, 0));
    house.verify().await;
}

/// Neither a retry's wait nor the pause before a role is taken is a lease.
#[tokio::test]
async fn a_start_shortens_no_other_wait() {
    let (mut house, _) = redeemed().await;
    house.discord.answers([Answer::DoneButLost]);
    house.deliver().await;
    let due = "SELECT due_at_ms FROM fulfilment_job";
    let retry = house.number(due).await;
    house.restart().await;
    assert_eq!(house.worker().take_over().await.unwrap(), 0);
    assert_eq!(house.number(due).await, retry);

    house.policy.withdrawal_pause_ms = 10_000;
    house.restart().await;
    house.clock.advance(house.policy.deadline_ms);
    house.deliver().await;
    let withdrawal = house.number(due).await;
    assert_eq!(withdrawal, house.clock.now_ms() + 10_000);
    house.restart().await;
    assert_eq!(house.worker().take_over().await.unwrap(), 0);
    assert_eq!(house.number(due).await, withdrawal);
    assert_eq!(house.deliver_after(9_999).await, 0);
    assert_eq!(house.deliver_after(1).await, 1);
    assert_eq!(house.balance(ALICE).await, (500, 0));
    house.verify().await;
}

/// A lease that had run out keeps its place in the queue.
#[tokio::test]
async fn a_start_makes_no_job_later() {
    let (mut house, _) = redeemed().await;
    dies_while_asking(&mut house, Answer::Hangs).await;
    house.clock.advance(2 * house.policy.lease_ms);
    let due = "SELECT due_at_ms FROM fulfilment_job";
    let before = house.number(due).await;
    assert_eq!(house.worker().take_over().await.unwrap(), 1);
    assert_eq!(house.number(due).await, before);
    house.deliver().await;
    house.verify().await;
}

#[tokio::test]
async fn two_answers_to_one_delivery_charge_once() {
    let (house, id) = redeemed().await;
    let gate = Arc::new(Semaphore::new(0));
    house
        .discord
        .answers([Answer::Waits(Arc::clone(&gate), Box::new(Answer::Works))]);
    let slow = starts_asking(&house).await;
    house.clock.advance(house.policy.lease_ms);
    let other = Worker::new(house.app(), Arc::clone(&house.discord) as Arc<_>);
    assert_eq!(other.run_due().await.unwrap(), 1);
    assert_eq!(house.redemption(id).await.state, RedemptionState::Settled);
    let before = house.dump().await;
    gate.add_permits(1);
    slow.await.unwrap().unwrap();
    assert_eq!(house.dump().await, before);
    assert_eq!(house.discord.roles(ALICE), 1);
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_share_the_queue_and_stop_when_told() {
    let house = House::open().await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    for number in 0..20 {
        house.award(member(number), 100).await;
        house.reserve(member(number), perk).await;
    }
    let mut endings = house.app().signals.listen();
    let stop = CancellationToken::new();
    let workers = [(); 2].map(|()| {
        let worker = Worker::new(house.app(), Arc::clone(&house.discord) as Arc<_>);
        tokio::spawn(worker.run(stop.clone()))
    });
    for _ in 0..20 {
        next_of(&mut endings).await;
    }
    house.award(ALICE, 100).await;
    house.reserve(ALICE, perk).await;
    house.app().signals.wake_worker();
    next_of(&mut endings).await;
    stop.cancel();
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!(
        house.discord.calls().len(),
        21,
        "each delivery is asked for once"
    );
    assert_eq!(
        house
            .number("SELECT COUNT(*) FROM redemption WHERE state = 'settled'")
            .await,
        21
    );
    house.verify().await;
}

/// The next ending. A worker that never finishes is a failure, not a wait for ever.
async fn next_of(endings: &mut Receiver<RedemptionId>) {
    let ending = tokio::time::timeout(Duration::from_secs(30), endings.recv()).await;
    ending.expect("the worker finishes nothing").unwrap();
}
