//! What moderators decide about redemptions that nobody can bring to an end, and what the worker then makes of it.

use std::sync::Arc;

use sparks::fulfilment::{
    self, Case, DecideRedemption, DecisionOutcome, FailureKind, RoleFailure, Stage, Verdict,
};
use sparks::ids::{PerkId, RedemptionId};
use sparks::ledger::{self, MovementKind};
use sparks::perks::{self, Decision, RedemptionState, VoidReason};
use tokio::sync::Semaphore;

use crate::scripted_discord::Answer;
use crate::support::{ALICE, BOB, HOUR_MS, House, MODERATOR};

pub const A_WHILE_MS: i64 = 10 * 60_000;
pub const WHY: &str = "Discord was down";

fn refuses(code: i64) -> Answer {
    Answer::Refuses(RoleFailure::Misconfigured {
        code,
        detail: String::new(),
    })
}

impl House {
    pub fn retry(&self, redemption: RedemptionId) -> DecideRedemption {
        self.decide(redemption, "retry", Verdict::Retry)
    }

    pub fn void(&self, redemption: RedemptionId, reason: &str) -> DecideRedemption {
        let reason = reason.into();
        self.decide(redemption, "void", Verdict::Void { reason })
    }

    fn decide(&self, redemption: RedemptionId, what: &str, verdict: Verdict) -> DecideRedemption {
        DecideRedemption {
            verdict,
            key: self.key(what),
            moderator: MODERATOR,
            redemption,
            policy: self.policy,
            now_ms: self.clock.now_ms(),
        }
    }

    /// A moderator returns the Sparks of what was not tried yet.
    pub async fn return_sparks(&self, redemption: RedemptionId, reason: &str) {
        let returned = self.write(self.void(redemption, reason)).await;
        assert_eq!(returned, DecisionOutcome::Returned);
    }

    pub async fn case(&self, id: RedemptionId) -> Case {
        let mut reader = self.db().read().await.unwrap();
        let case = fulfilment::case(&mut reader, id).await.unwrap();
        case.expect("no such case")
    }

    pub async fn decisions(&self, id: RedemptionId) -> Vec<Decision> {
        let mut reader = self.db().read().await.unwrap();
        perks::decisions(&mut reader, id, 100).await.unwrap()
    }
}

/// Alice had 500 and redeemed a badge for 100, of which there are three.
pub async fn reserved() -> (House, PerkId, RedemptionId) {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 100);
    perk.stock = Some(3);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    house.award(ALICE, 500).await;
    let id = house.reserve(ALICE, perk).await;
    (house, perk, id)
}

/// She may have the role, the bot may not take it, and it is a moderator's turn.
pub async fn in_review() -> (House, RedemptionId) {
    let (house, _, id) = reserved().await;
    house.discord.answers([Answer::DoneButLost]);
    house.deliver().await;
    house.clock.advance(house.policy.deadline_ms);
    house.discord.answers([refuses(50013)]);
    house.deliver().await;
    assert_eq!(house.case(id).await.stage, Stage::Review);
    house.discord.calls();
    (house, id)
}

pub async fn expect_settled(house: &House, id: RedemptionId) {
    assert_eq!(house.case(id).await.stage, Stage::Settled);
    assert_eq!(house.balance(ALICE).await, (400, 0));
    assert_eq!(house.discord.roles(ALICE), 1);
    house.verify().await;
}

pub async fn expect_returned(house: &House, id: RedemptionId) {
    let redemption = house.redemption(id).await;
    assert_eq!(redemption.state, RedemptionState::Voided);
    assert_eq!(redemption.void_reason, Some(VoidReason::Moderator));
    assert_eq!(redemption.void_note.as_deref(), Some(WHY));
    assert_eq!(house.balance(ALICE).await, (500, 0));
    assert_eq!(house.discord.roles(ALICE), 0);
    assert_eq!(house.perk_named("Explorer").await.stock_left, Some(3));
    house.verify().await;
}

async fn expect_review(house: &House, id: RedemptionId) {
    assert_eq!(house.case(id).await.stage, Stage::Review);
    assert_eq!(house.balance(ALICE).await, (400, 100));
    house.verify().await;
}

#[tokio::test]
async fn a_retry_delivers_what_was_in_review_and_charges_it() {
    let (house, id) = in_review().await;
    let before = house.case(id).await;
    assert_eq!(before.failure_kind, Some(FailureKind::Refused));
    assert_eq!(before.failure_code, Some(50013));

    assert_eq!(house.write(house.retry(id)).await, DecisionOutcome::Retried);
    let case = house.case(id).await;
    assert_eq!(case.redemption.state, RedemptionState::Held);
    assert!(
        case.maybe_delivered,
        "what may have happened may still have"
    );
    assert_eq!(case.attempts, before.attempts, "attempts count on");
    assert_eq!(
        case.redemption.deadline_at_ms,
        house.clock.now_ms() + house.policy.deadline_ms
    );
    house.verify().await;

    assert_eq!(house.deliver().await, 1);
    assert_eq!(house.discord.calls(), ["grant"]);
    expect_settled(&house, id).await;
}

/// A retry is a delivery like any other: given up at its new deadline, the role taken first.
#[tokio::test]
async fn a_retry_in_vain_is_given_up_in_its_time() {
    let (house, id) = in_review().await;
    house.write(house.retry(id)).await;
    house.discord.answers([Answer::NotDoneAndLost]);
    house.deliver().await;
    house.deliver_after(house.policy.deadline_ms).await;
    assert_eq!(house.discord.calls(), ["grant", "withdraw", "holds"]);
    let redemption = house.redemption(id).await;
    assert_eq!(redemption.void_reason, Some(VoidReason::NotDeliveredInTime));
    assert_eq!(house.balance(ALICE).await, (500, 0));
    house.verify().await;
}

#[tokio::test]
async fn a_retry_of_what_is_blocked_is_made_at_once() {
    let (house, _, id) = reserved().await;
    house.discord.answers([refuses(50013)]);
    house.deliver().await;
    let case = house.case(id).await;
    assert_eq!(case.stage, Stage::Blocked);
    let deadline = case.redemption.deadline_at_ms;

    assert_eq!(house.write(house.retry(id)).await, DecisionOutcome::Retried);
    let case = house.case(id).await;
    assert_eq!(case.stage, Stage::Late, "it is not called blocked any more");
    assert_eq!(case.redemption.deadline_at_ms, deadline);
    assert_eq!(house.deliver().await, 1);
    expect_settled(&house, id).await;
}

#[tokio::test]
async fn a_void_takes_the_role_then_returns_the_sparks() {
    let (house, id) = in_review().await;
    assert_eq!(
        house.write(house.void(id, &format!("  {WHY} "))).await,
        DecisionOutcome::Returning
    );
    assert_eq!(house.case(id).await.stage, Stage::Returning);
    assert_eq!(house.balance(ALICE).await, (400, 100), "not yet");
    house.verify().await;

    house.deliver().await;
    assert_eq!(house.discord.calls(), ["withdraw", "holds"]);
    expect_returned(&house, id).await;
    let mut reader = house.db().read().await.unwrap();
    let account = ledger::member_account(&mut reader, ALICE).await.unwrap();
    let movements = ledger::recent(&mut reader, account.unwrap().id, 1).await;
    let movement = movements.unwrap().remove(0);
    assert!(matches!(
        movement.kind,
        MovementKind::Refund {
            by_moderator: true,
            ..
        }
    ));
    assert_eq!(movement.reason.as_deref(), Some(WHY));
}

#[tokio::test]
async fn what_nobody_can_have_got_is_returned_at_once() {
    for refusal in [None, Some(refuses(50013))] {
        let (house, _, id) = reserved().await;
        house.discord.answers(refusal.clone());
        if refusal.is_some() {
            house.deliver().await;
        }
        assert_eq!(
            house.write(house.void(id, WHY)).await,
            DecisionOutcome::Returned
        );
        assert_eq!(house.deliver_after(HOUR_MS).await, 0);
        assert!(!house.discord.calls().contains(&"withdraw"));
        expect_returned(&house, id).await;
    }
}

/// The role is asked for while the moderator decides against it: the answer comes too late to settle anything, and the
/// role is taken once nothing can arrive any more.
#[tokio::test]
async fn a_void_during_an_attempt_wins() {
    let (mut house, _, id) = reserved().await;
    house.policy.withdrawal_pause_ms = 10_000;
    house.restart().await;
    let gate = Arc::new(Semaphore::new(0));
    let slow = Answer::Waits(Arc::clone(&gate), Box::new(Answer::Works));
    house.discord.answers([slow]);
    let called = house.discord.next_call();
    let worker = house.worker();
    let attempt = tokio::spawn(async move { worker.run_due().await.unwrap() });
    called.await;
    assert_eq!(
        house.write(house.void(id, WHY)).await,
        DecisionOutcome::Returning
    );
    gate.add_permits(1);
    assert_eq!(attempt.await.unwrap(), 1);
    assert_eq!(house.discord.roles(ALICE), 1);
    assert_eq!(house.case(id).await.stage, Stage::Returning);
    assert_eq!(house.deliver_after(9_999).await, 0);
    assert_eq!(house.deliver_after(1).await, 1);
    expect_returned(&house, id).await;
}

#[tokio::test]
async fn a_void_that_discord_does_not_confirm_ends_in_review_again() {
    // Refused while the role is there: at once. Unknown: after trying for as long as the policy says.
    for (answers, after_ms, kind) in [
        (vec![refuses(50013)], 0, FailureKind::Refused),
        (
            vec![Answer::NotDoneAndLost; 1_000],
            HOUR_MS + A_WHILE_MS,
            FailureKind::NoAnswer,
        ),
    ] {
        let (house, id) = in_review().await;
        // Moderators take their time.
        house.clock.advance(2 * HOUR_MS);
        house.write(house.void(id, WHY)).await;
        house.discord.answers(answers);
        house.deliver().await;
        if kind == FailureKind::NoAnswer {
            let stage = house.case(id).await.stage;
            assert_eq!(stage, Stage::Returning, "it has time of its own");
        }
        for _ in 0..20 {
            house.deliver_after(after_ms / 20).await;
        }
        expect_review(&house, id).await;
        let case = house.case(id).await;
        assert_eq!(case.failure_kind, Some(kind));
        assert_eq!(house.discord.roles(ALICE), 1);

        if kind == FailureKind::Refused {
            // And is decided again, once the bot may take the role.
            house.write(house.void(id, WHY)).await;
            house.deliver().await;
            expect_returned(&house, id).await;
        }
    }
}

#[tokio::test]
async fn a_member_who_left_gets_the_sparks_back() {
    let (house, id) = in_review().await;
    house.discord.leaves(ALICE);
    house.write(house.void(id, WHY)).await;
    house.deliver().await;
    expect_returned(&house, id).await;
}

#[tokio::test]
async fn a_role_that_is_gone_is_on_nobody() {
    let (house, id) = in_review().await;
    house.write(house.void(id, WHY)).await;
    house.discord.answers([refuses(10011)]);
    house.deliver().await;
    assert_eq!(house.case(id).await.stage, Stage::Voided);
    assert_eq!(house.balance(ALICE).await, (500, 0));
    house.verify().await;
}

#[tokio::test]
async fn a_role_that_another_redemption_paid_for_stays() {
    let (house, perk, first) = reserved().await;
    house.deliver().await;
    let second = house.reserve(ALICE, perk).await;
    house.discord.answers([Answer::NotDoneAndLost]);
    house.deliver().await;
    house.write(house.void(second, WHY)).await;
    house.deliver_after(A_WHILE_MS).await;
    assert_eq!(house.case(first).await.stage, Stage::Settled);
    assert_eq!(house.case(second).await.stage, Stage::Voided);
    assert_eq!(house.balance(ALICE).await, (400, 0));
    assert_eq!(house.discord.roles(ALICE), 1);
    house.verify().await;
}

/// The process dies between a decision and its end: the next one carries it out.
#[tokio::test]
async fn a_decision_survives_its_process() {
    let (mut house, id) = in_review().await;
    house.write(house.void(id, WHY)).await;
    house.restart().await;
    house.deliver().await;
    expect_returned(&house, id).await;
}

#[tokio::test]
async fn open_cases_come_with_the_most_urgent_first() {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    let mut expected = Vec::new();
    for member in [ALICE, BOB] {
        house.award(member, 1_000).await;
    }
    // Review: may have been delivered, and may not be taken.
    let review = house.reserve(ALICE, perk).await;
    house.discord.answers([Answer::DoneButLost]);
    house.deliver().await;
    house.clock.advance(house.policy.deadline_ms);
    house.discord.answers([refuses(50013)]);
    house.deliver().await;
    let late = house.reserve(BOB, perk).await;
    house.discord.answers([Answer::NotDoneAndLost]);
    house.deliver().await;
    let blocked = house.reserve(BOB, perk).await;
    house.discord.answers([refuses(50013)]);
    house.deliver().await;
    house
        .execute("UPDATE perk SET state = 'active', pause_reason = NULL")
        .await
        .unwrap();
    let fresh = house.reserve(BOB, perk).await;
    for (id, stage) in [
        (review, Stage::Review),
        (blocked, Stage::Blocked),
        (late, Stage::Late),
        (fresh, Stage::OnItsWay),
    ] {
        expected.push((id, stage));
    }

    let mut reader = house.db().read().await.unwrap();
    let open = fulfilment::open_cases(&mut reader, 10).await.unwrap();
    let found: Vec<_> = open
        .cases
        .iter()
        .map(|case| (case.redemption.id, case.stage))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(open.more, 0);
    assert_eq!(
        open.cases[0].since_ms,
        house.clock.now_ms(),
        "since it needs a moderator"
    );
    let open = fulfilment::open_cases(&mut reader, 3).await.unwrap();
    assert_eq!((open.cases.len(), open.more), (3, 1));
    drop(reader);
    house.verify().await;
}
