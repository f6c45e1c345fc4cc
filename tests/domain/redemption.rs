//! What becomes of a redemption by what Discord answers: the design's second table, through the worker, with a clock
//! that tests move.

use sparks::fulfilment::RoleFailure;
use sparks::ids::{PerkId, RedemptionId};
use sparks::perks::{PerkState, RedemptionState, Resolution, Resolve, ResolveOutcome, VoidReason};

use crate::scripted_discord::Answer;
use crate::support::{ALICE, BOB, HOUR_MS, House};

/// Longer than the longest wait between two attempts.
const A_WHILE_MS: i64 = 10 * 60_000;

fn misconfigured(code: i64) -> Answer {
    Answer::Refuses(RoleFailure::Misconfigured {
        code,
        detail: String::new(),
    })
}

/// Alice has 500 and redeemed a badge for 100, of which there are three.
async fn redeemed() -> (House, PerkId, RedemptionId) {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 100);
    perk.stock = Some(3);
    let perk = house.add(perk).await;
    house.award(ALICE, 500).await;
    let redemption = house.reserve(ALICE, perk).await;
    assert_eq!(house.balance(ALICE).await, (400, 100));
    (house, perk, redemption)
}

async fn expect_settled(house: &House, id: RedemptionId) {
    let redemption = house.redemption(id).await;
    assert_eq!(redemption.state, RedemptionState::Settled);
    assert_eq!(house.balance(ALICE).await, (400, 0));
    assert_eq!(house.roles_and_jobs().await, (1, 0));
    house.verify().await;
}

async fn expect_voided(house: &House, id: RedemptionId, reason: VoidReason) {
    let redemption = house.redemption(id).await;
    assert_eq!(redemption.state, RedemptionState::Voided);
    assert_eq!(redemption.void_reason, Some(reason));
    assert_eq!(house.balance(ALICE).await, (500, 0));
    assert_eq!(house.roles_and_jobs().await, (0, 0));
    assert_eq!(house.perk_named("Explorer").await.stock_left, Some(3));
    house.verify().await;
}

async fn expect_held(house: &House, id: RedemptionId) {
    assert_eq!(house.redemption(id).await.state, RedemptionState::Held);
    assert_eq!(house.balance(ALICE).await, (400, 100));
    house.verify().await;
}

impl House {
    /// Alice's roles in Discord, and deliveries that wait.
    async fn roles_and_jobs(&self) -> (usize, i64) {
        let jobs = self.number("SELECT COUNT(*) FROM fulfilment_job").await;
        (self.discord.roles(ALICE), jobs)
    }
}

#[tokio::test]
async fn delivered_at_once() {
    let (house, _, id) = redeemed().await;
    let mut endings = house.app().signals.listen();
    assert_eq!(house.deliver().await, 1);
    assert_eq!(endings.try_recv().unwrap(), id);
    assert_eq!(house.deliver_after(HOUR_MS).await, 0);
    assert_eq!(house.discord.calls(), ["grant"]);
    expect_settled(&house, id).await;
}

#[tokio::test]
async fn an_unknown_outcome_is_asked_again_whether_it_happened_or_not() {
    for answer in [Answer::NotDoneAndLost, Answer::DoneButLost] {
        let (house, _, id) = redeemed().await;
        house.discord.answers([answer.clone(), answer]);
        assert_eq!(
            house.deliver().await,
            1,
            "not again before the wait is over"
        );
        expect_held(&house, id).await;
        assert_eq!(house.deliver_after(1_000).await, 1, "then twice as long");
        assert_eq!(house.deliver_after(500).await, 0);
        assert_eq!(house.deliver_after(1_500).await, 1);
        assert_eq!(house.discord.calls(), ["grant", "grant", "grant"]);
        expect_settled(&house, id).await;
    }
}

#[tokio::test]
async fn a_rate_limit_is_waited_for_as_told() {
    let (house, _, id) = redeemed().await;
    let wait = RoleFailure::RateLimited {
        retry_after_ms: 90_000,
    };
    house.discord.answers([Answer::Refuses(wait)]);
    house.deliver().await;
    assert_eq!(house.deliver_after(89_999).await, 0);
    expect_held(&house, id).await;
    assert_eq!(house.deliver_after(251).await, 1);
    expect_settled(&house, id).await;
}

#[tokio::test]
async fn a_wrong_setup_pauses_the_perk_until_a_delivery_succeeds() {
    for code in [50013, 50001, 10011, 50028] {
        let (house, _, id) = redeemed().await;
        house.discord.answers([misconfigured(code)]);
        house.deliver().await;
        let perk = house.perk_named("Explorer").await;
        assert_eq!(perk.state, PerkState::Paused);
        assert_eq!(perk.pause_reason, Some(format!("discord:{code}")));
        assert!(house.redemption(id).await.is_blocked);
        expect_held(&house, id).await;

        house.deliver_after(A_WHILE_MS).await;
        let perk = house.perk_named("Explorer").await;
        assert_eq!((perk.state, perk.pause_reason), (PerkState::Active, None));
        expect_settled(&house, id).await;
    }
}

#[tokio::test]
async fn a_wrong_setup_that_nobody_mends_is_refunded_by_the_deadline() {
    let (house, _, id) = redeemed().await;
    let deadline = house.redemption(id).await.deadline_at_ms;
    house.discord.answers(vec![misconfigured(50013); 1_000]);
    while house.clock.now_ms() + A_WHILE_MS < deadline {
        house.deliver_after(A_WHILE_MS).await;
        assert_eq!(house.redemption(id).await.state, RedemptionState::Held);
    }
    // The last attempt before: its wait may not reach beyond the deadline that the member was told.
    house.clock.advance(deadline - house.clock.now_ms() - 1);
    assert_eq!(house.deliver().await, 1);
    expect_held(&house, id).await;
    assert_eq!(house.deliver_after(1).await, 1);
    assert_eq!(house.perk_named("Explorer").await.state, PerkState::Paused);
    assert!(!house.discord.calls().contains(&"withdraw"));
    let reason = house.redemption(id).await.void_reason.unwrap();
    expect_voided(&house, id, reason).await;
}

#[tokio::test]
async fn a_member_who_left_gets_the_sparks_back() {
    let (house, _, id) = redeemed().await;
    house.discord.leaves(ALICE);
    assert_eq!(house.deliver().await, 1);
    assert_eq!(house.discord.calls(), ["grant"]);
    expect_voided(&house, id, VoidReason::MemberLeft).await;
}

#[tokio::test]
async fn a_member_who_left_after_an_unknown_outcome_is_looked_for_first() {
    let (house, _, id) = redeemed().await;
    house.discord.answers([Answer::DoneButLost]);
    house.deliver().await;
    house.discord.leaves(ALICE);
    assert_eq!(house.deliver_after(A_WHILE_MS).await, 2);
    assert_eq!(house.discord.calls(), ["grant", "grant", "withdraw"]);
    expect_voided(&house, id, VoidReason::MemberLeft).await;
}

#[tokio::test]
async fn an_invalid_token_stops_all_delivery_and_keeps_the_holds() {
    let (mut house, perk, id) = redeemed().await;
    house.award(BOB, 100).await;
    let second = house.reserve(BOB, perk).await;
    house
        .discord
        .answers([Answer::Refuses(RoleFailure::Unauthorized)]);
    assert_eq!(house.deliver().await, 1, "the second is not even tried");
    assert!(house.worker().is_halted());
    assert_eq!(house.deliver_after(48 * HOUR_MS).await, 0);
    expect_held(&house, id).await;
    house.clock.advance(-48 * HOUR_MS);

    house.restart().await;
    assert_eq!(house.deliver().await, 2);
    assert_eq!(
        house.redemption(second).await.state,
        RedemptionState::Settled
    );
    assert_eq!(house.discord.calls(), ["grant"; 3]);
    expect_settled(&house, id).await;
}

/// The bot was down for a day, or the clock has jumped.
#[tokio::test]
async fn past_the_deadline_what_was_never_tried_is_tried_once() {
    let (house, _, id) = redeemed().await;
    assert_eq!(house.deliver_after(2 * house.policy.deadline_ms).await, 1);
    assert_eq!(house.discord.calls(), ["grant"]);
    expect_settled(&house, id).await;
}

#[tokio::test]
async fn past_the_deadline_the_first_try_is_the_last() {
    let (house, _, id) = redeemed().await;
    house.discord.answers([misconfigured(50013)]);
    assert_eq!(house.deliver_after(house.policy.deadline_ms).await, 1);
    assert_eq!(house.discord.calls(), ["grant"]);
    expect_voided(&house, id, VoidReason::Misconfigured).await;
}

/// A clock that is set back delays no try, and the ledger's times stand until it has caught up.
#[tokio::test]
async fn a_clock_that_is_set_back_delays_no_try() {
    let (house, _, id) = redeemed().await;
    house.discord.answers([Answer::NotDoneAndLost]);
    house.deliver().await;
    assert_eq!(house.deliver_after(-HOUR_MS).await, 1);
    assert_eq!(house.discord.calls(), ["grant"; 2]);
    expect_settled(&house, id).await;
}

/// Alice may have the role, and the deadline is here.
async fn overdue() -> (House, RedemptionId) {
    let (house, _, id) = redeemed().await;
    house.discord.answers([Answer::DoneButLost]);
    house.deliver().await;
    house.clock.advance(house.policy.deadline_ms);
    assert_eq!(house.discord.calls(), ["grant"]);
    (house, id)
}

#[tokio::test]
async fn past_the_deadline_the_role_is_taken_before_the_sparks_go_back() {
    let (house, id) = overdue().await;
    assert_eq!(house.deliver().await, 2);
    assert_eq!(house.discord.calls(), ["withdraw", "holds"]);
    expect_voided(&house, id, VoidReason::NotDeliveredInTime).await;
}

#[tokio::test]
async fn a_lost_withdrawal_is_looked_up() {
    let (house, id) = overdue().await;
    house.discord.answers([Answer::DoneButLost]);
    assert_eq!(house.deliver().await, 2);
    assert_eq!(house.discord.calls(), ["withdraw", "holds"]);
    expect_voided(&house, id, VoidReason::NotDeliveredInTime).await;
}

#[tokio::test]
async fn a_withdrawal_that_did_not_happen_is_repeated() {
    let (house, id) = overdue().await;
    house.discord.answers([Answer::NotDoneAndLost]);
    assert_eq!(house.deliver().await, 2);
    assert_eq!(house.discord.calls(), ["withdraw", "holds"]);
    expect_held(&house, id).await;
    assert_eq!(house.deliver_after(A_WHILE_MS).await, 1);
    expect_voided(&house, id, VoidReason::NotDeliveredInTime).await;
}

#[tokio::test]
async fn a_role_that_can_not_be_taken_is_for_a_moderator_to_decide() {
    for (resolution, balance) in [
        (Resolution::Settle, (400, 0)),
        (Resolution::Void(VoidReason::NotDeliveredInTime), (500, 0)),
    ] {
        let (house, id) = overdue().await;
        let mut endings = house.app().signals.listen();
        house.discord.answers([misconfigured(50013)]);
        assert_eq!(house.deliver().await, 2);
        assert_eq!(house.redemption(id).await.state, RedemptionState::Review);
        assert_eq!(house.balance(ALICE).await, (400, 100));
        assert_eq!(house.roles_and_jobs().await, (1, 0));
        assert_eq!(endings.try_recv().unwrap(), id);
        assert_eq!(house.deliver_after(48 * HOUR_MS).await, 0);
        house.verify().await;

        let resolve = Resolve::new(id, resolution, house.clock.now_ms());
        let resolved = ResolveOutcome::Resolved(resolution);
        assert_eq!(house.write(resolve).await, resolved);
        assert_eq!(house.balance(ALICE).await, balance);
        house.verify().await;
    }
}

#[tokio::test]
async fn a_withdrawal_that_stays_unknown_is_for_a_moderator_to_decide() {
    let (house, id) = overdue().await;
    house.discord.answers(vec![Answer::NotDoneAndLost; 1_000]);
    house.deliver().await;
    assert_eq!(house.deliver_after(HOUR_MS - 1).await, 1);
    expect_held(&house, id).await;
    assert_eq!(house.deliver_after(A_WHILE_MS).await, 1);
    assert_eq!(house.redemption(id).await.state, RedemptionState::Review);
    assert_eq!(house.balance(ALICE).await, (400, 100));
    house.verify().await;
}

#[tokio::test]
async fn an_edition_number_is_never_given_twice() {
    let (house, perk, first) = redeemed().await;
    house
        .discord
        .answers([Answer::Refuses(RoleFailure::MemberGone)]);
    house.deliver().await;
    expect_voided(&house, first, VoidReason::MemberLeft).await;

    let again = house.reserve(ALICE, perk).await;
    house.award(BOB, 100).await;
    let other = house.reserve(BOB, perk).await;
    house.deliver().await;
    let mut editions = Vec::new();
    for id in [first, again, other] {
        editions.push(house.redemption(id).await.edition);
    }
    assert_eq!(editions, [1, 2, 3]);
    assert_eq!(house.perk_named("Explorer").await.stock_left, Some(1));
    expect_settled(&house, again).await;
}

/// The role was paid for with the first edition, so giving up the second must not take it.
#[tokio::test]
async fn giving_up_a_second_edition_leaves_the_role_of_the_first() {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    house.award(ALICE, 500).await;
    let first = house.reserve(ALICE, perk).await;
    house.deliver().await;
    let second = house.reserve(ALICE, perk).await;
    house.discord.answers([Answer::NotDoneAndLost]);
    house.deliver().await;
    house.deliver_after(house.policy.deadline_ms).await;
    assert_eq!(
        house.redemption(first).await.state,
        RedemptionState::Settled
    );
    assert_eq!(
        house.redemption(second).await.state,
        RedemptionState::Voided
    );
    assert_eq!(house.balance(ALICE).await, (400, 0));
    assert_eq!(house.roles_and_jobs().await, (1, 0));
    house.verify().await;
}
