//! Decisions that are refused, asked for twice, or made by two at once; and the schema behind them.

use sparks::fulfilment::{
    DecideRedemption, DecisionOutcome, DecisionRefusal, RoleFailure, Verdict,
};
use sparks::ids::{RedemptionId, UserId};
use sparks::perks::{DecisionKind, Resolution, VoidReason};

use crate::decisions::{A_WHILE_MS, WHY, expect_returned, expect_settled, in_review, reserved};
use crate::scripted_discord::Answer;
use crate::support::{ALICE, MODERATOR};

const OTHER_MODERATOR: UserId = UserId(901);

/// One row for each refusal, of each request.
#[tokio::test]
async fn what_can_not_be_decided_is_refused() {
    use DecisionOutcome::Refused;
    let (house, perk, settled) = reserved().await;
    house.deliver().await;
    let at_ms = house.clock.now_ms();
    let left = house.reserve(ALICE, perk).await;
    house
        .discord
        .answers([Answer::Refuses(RoleFailure::MemberGone)]);
    house.deliver().await;
    let open = house.reserve(ALICE, perk).await;
    let before = house.dump().await;

    let nobody = RedemptionId(99);
    let unknown = Refused(DecisionRefusal::Unknown);
    let charged = Refused(DecisionRefusal::Ended {
        how: Resolution::Settle,
        at_ms,
    });
    let returned = Refused(DecisionRefusal::Ended {
        how: Resolution::Void(VoidReason::MemberLeft),
        at_ms,
    });
    for (id, expected) in [(nobody, &unknown), (settled, &charged), (left, &returned)] {
        assert_eq!(house.write(house.retry(id)).await, *expected);
        assert_eq!(house.write(house.void(id, WHY)).await, *expected);
    }
    let due = Refused(DecisionRefusal::UnderWay { decision: None });
    assert_eq!(house.write(house.retry(open)).await, due);

    let missing = Refused(DecisionRefusal::ReasonMissing);
    let long = Refused(DecisionRefusal::ReasonTooLong {
        max: 200,
        length: 201,
    });
    let own = DecideRedemption {
        moderator: ALICE,
        ..house.void(open, WHY)
    };
    for (request, expected) in [
        (house.void(open, ""), missing.clone()),
        (house.void(open, " \n "), missing),
        (house.void(open, &"가".repeat(201)), long),
        (own, Refused(DecisionRefusal::OwnRedemption)),
    ] {
        assert_eq!(house.write(request).await, expected);
    }
    assert_eq!(house.dump().await, before, "a refusal writes nothing");
    house.verify().await;
}

#[tokio::test]
async fn one_may_try_ones_own_again() {
    let (house, id) = in_review().await;
    let own = DecideRedemption {
        moderator: ALICE,
        ..house.retry(id)
    };
    assert_eq!(house.write(own).await, DecisionOutcome::Retried);
    house.deliver().await;
    expect_settled(&house, id).await;
}

/// A redelivered interaction is told what the first one was, and decides nothing; with other content it is a conflict.
#[tokio::test]
async fn a_replay_decides_once() {
    let (house, id) = in_review().await;
    let retry = house.retry(id);
    assert_eq!(house.write(retry.clone()).await, DecisionOutcome::Retried);
    assert_eq!(house.write(retry.clone()).await, DecisionOutcome::Retried);
    assert_eq!(house.decisions(id).await.len(), 1);
    let conflict = DecisionOutcome::Refused(DecisionRefusal::Conflict);
    let other = DecideRedemption {
        moderator: OTHER_MODERATOR,
        ..retry
    };
    assert_eq!(house.write(other).await, conflict);

    house.discord.answers([Answer::NotDoneAndLost]);
    house.deliver().await;
    let void = house.void(id, WHY);
    assert_eq!(house.write(void.clone()).await, DecisionOutcome::Returning);
    assert_eq!(house.write(void.clone()).await, DecisionOutcome::Returning);
    let reason = "else".into();
    let other = DecideRedemption {
        verdict: Verdict::Void { reason },
        ..void
    };
    assert_eq!(house.write(other).await, conflict);
    let kinds: Vec<_> = house.decisions(id).await;
    let kinds: Vec<_> = kinds.iter().map(|decision| decision.kind).collect();
    assert_eq!(kinds, [DecisionKind::Retry, DecisionKind::Void]);
    house.deliver_after(A_WHILE_MS).await;
    expect_returned(&house, id).await;
}

#[tokio::test]
async fn the_second_moderator_is_told_what_the_first_decided() {
    for first_retries in [true, false] {
        let (house, id) = in_review().await;
        if first_retries {
            house.write(house.retry(id)).await;
        } else {
            house.write(house.void(id, WHY)).await;
        }
        let decision = house.decisions(id).await.pop();
        assert_eq!(decision.as_ref().unwrap().moderator, MODERATOR);
        let second = DecideRedemption {
            moderator: OTHER_MODERATOR,
            ..house.retry(id)
        };
        let told = if first_retries {
            DecisionRefusal::UnderWay { decision }
        } else {
            DecisionRefusal::BeingReturned { decision }
        };
        let told = DecisionOutcome::Refused(told);
        assert_eq!(house.write(second).await, told);
        if !first_retries {
            let second = house.void(id, "else");
            assert_eq!(house.write(second).await, told);
        }
        assert_eq!(house.decisions(id).await.len(), 1);
        house.verify().await;
    }
}

/// What the bot returns by itself has no moderator behind it.
#[tokio::test]
async fn what_is_being_returned_anyway_is_said_to_be() {
    let (house, _, id) = reserved().await;
    house.discord.answers([Answer::DoneButLost]);
    house.deliver().await;
    house.clock.advance(house.policy.deadline_ms);
    house.discord.answers(vec![Answer::NotDoneAndLost; 4]);
    house.deliver().await;
    let told = DecisionOutcome::Refused(DecisionRefusal::BeingReturned { decision: None });
    assert_eq!(house.write(house.void(id, WHY)).await, told);
    assert_eq!(house.write(house.retry(id)).await, told);
    house.verify().await;
}

/// The schema stands behind each rule.
#[tokio::test]
async fn decisions_stay_and_nobody_decides_for_themselves() {
    let (house, id) = in_review().await;
    house.write(house.void(id, WHY)).await;
    house.deliver().await;
    let insert = |moderator: i64, kind: &str, redemption: i64| {
        format!(
            "INSERT INTO redemption_decision (redemption_id, kind, moderator_id, reason, request_key, decided_at_ms)
             SELECT {redemption}, '{kind}', {moderator}, 'x', key, 0 FROM request
             WHERE key NOT IN (SELECT request_key FROM redemption_decision) LIMIT 1"
        )
    };
    let second = house
        .reserve(ALICE, house.perk_named("Explorer").await.id)
        .await;
    for (sql, refusal) in [
        (
            "UPDATE redemption_decision SET reason = 'else'".to_owned(),
            "redemption_decision_is_immutable",
        ),
        (
            "DELETE FROM redemption_decision".to_owned(),
            "redemption_decision_is_immutable",
        ),
        (
            "UPDATE redemption_review SET attempts = 7".to_owned(),
            "redemption_review_is_immutable",
        ),
        (
            "DELETE FROM redemption_review".to_owned(),
            "redemption_review_is_immutable",
        ),
        (
            insert(ALICE.0, "void", second.0),
            "redemption_decision_about_oneself",
        ),
        (insert(900, "retry", id.0), "redemption_decision_too_late"),
        (
            insert(900, "settle", second.0),
            "redemption_decision_kind_known",
        ),
    ] {
        let refused = house.execute(sql.clone().leak()).await.unwrap_err();
        let said = format!("{refused:#}");
        assert!(said.contains(refusal), "{sql}: {said}");
    }
    house.verify().await;
}
