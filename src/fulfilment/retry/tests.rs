//! The design's table "Discord answers | class", row by row.

use super::*;

const NOW: Millis = 1_000_000;
const DEADLINE: Millis = 2_000_000;
const LATE: Millis = DEADLINE;
const JITTER: f64 = 0.5;

fn delivery(attempts: i64, was_maybe_delivered: bool) -> Leased {
    Leased {
        redemption: RedemptionId(1),
        member: UserId(2),
        role: RoleId(3),
        action: Action::Deliver,
        attempts,
        was_maybe_delivered,
        deadline_at_ms: DEADLINE,
        is_blocked: false,
    }
}

fn withdrawal() -> Leased {
    Leased {
        action: Action::Withdraw(VoidReason::MemberLeft),
        ..delivery(3, true)
    }
}

fn unknown() -> RoleFailure {
    RoleFailure::Unknown {
        detail: "504".into(),
    }
}

fn forbidden() -> RoleFailure {
    RoleFailure::Misconfigured {
        code: 50013,
        detail: "Missing Permissions".into(),
    }
}

fn decide(job: &Leased, attempt: &Attempt, now_ms: Millis) -> Step {
    next(job, attempt, now_ms, &Policy::default(), JITTER)
}

/// The first wait is a second: half of it fixed, half of the other half by the jitter.
const fn again(maybe_delivered: bool) -> Step {
    Step::Again {
        due_at_ms: NOW + 750,
        maybe_delivered,
    }
}

const fn limited(maybe_delivered: bool) -> Step {
    Step::Again {
        due_at_ms: NOW + 3_000 + 125,
        maybe_delivered,
    }
}

const fn void(reason: VoidReason) -> Step {
    Step::End(Resolution::Void(reason))
}

/// Ten seconds after the last attempt.
const fn withdraw(reason: VoidReason, now_ms: Millis) -> Step {
    Step::Withdraw {
        reason,
        due_at_ms: now_ms + 10_000,
    }
}

#[test]
fn a_delivery_ends_or_goes_on_by_what_discord_answers() {
    use VoidReason::{MemberLeft, Misconfigured, NotDeliveredInTime};
    let wait = || RoleFailure::RateLimited {
        retry_after_ms: 3_000,
    };
    #[rustfmt::skip]
    let rows = [
        ("204", Ok(()), false, NOW, Step::End(Resolution::Settle)),
        ("204 after an unknown", Ok(()), true, NOW, Step::End(Resolution::Settle)),
        ("unknown", Err(unknown()), false, NOW, again(true)),
        ("unknown, late: it may be there", Err(unknown()), false, LATE, withdraw(NotDeliveredInTime, LATE)),
        ("429", Err(wait()), false, NOW, limited(false)),
        ("429 after an unknown", Err(wait()), true, NOW, limited(true)),
        ("429, late", Err(wait()), false, LATE, void(NotDeliveredInTime)),
        ("429, late, after an unknown", Err(wait()), true, LATE, withdraw(NotDeliveredInTime, LATE)),
        ("403", Err(forbidden()), false, NOW, again(false)),
        ("403 after an unknown", Err(forbidden()), true, NOW, again(true)),
        ("403, late", Err(forbidden()), false, LATE, void(Misconfigured)),
        ("403, late, after an unknown", Err(forbidden()), true, LATE, withdraw(Misconfigured, LATE)),
        ("left", Err(RoleFailure::MemberGone), false, NOW, void(MemberLeft)),
        ("left, after an unknown", Err(RoleFailure::MemberGone), true, NOW, withdraw(MemberLeft, NOW)),
        ("401", Err(RoleFailure::Unauthorized), false, NOW, Step::Halt { maybe_delivered: false }),
        ("401 after an unknown", Err(RoleFailure::Unauthorized), true, LATE, Step::Halt { maybe_delivered: true }),
    ];
    for (row, answer, was_maybe_delivered, now_ms, expected) in rows {
        let job = delivery(1, was_maybe_delivered);
        assert_eq!(
            decide(&job, &Attempt::Granted(answer), now_ms),
            expected,
            "{row}"
        );
    }
}

#[test]
fn past_the_deadline_discord_is_not_asked() {
    let reason = VoidReason::NotDeliveredInTime;
    assert_eq!(
        decide(&delivery(2, false), &Attempt::Expired, LATE),
        void(reason)
    );
    assert_eq!(
        decide(&delivery(2, true), &Attempt::Expired, LATE),
        withdraw(reason, LATE)
    );
    let blocked = Leased {
        is_blocked: true,
        ..delivery(2, false)
    };
    assert_eq!(
        decide(&blocked, &Attempt::Expired, LATE),
        void(VoidReason::Misconfigured)
    );
}

#[test]
fn sparks_go_back_only_when_the_role_is_known_to_be_gone() {
    let given_up = LATE + Policy::default().withdrawal_ms;
    let gone = void(VoidReason::MemberLeft);
    let no_such_role = || RoleFailure::Misconfigured {
        code: 10011,
        detail: String::new(),
    };
    let retry = Step::Again {
        due_at_ms: NOW + 3_000,
        maybe_delivered: true,
    };
    let rows = [
        ("paid otherwise, so not asked", Ok(()), None, NOW, gone),
        ("204, seen gone", Ok(()), Some(Ok(false)), NOW, gone),
        ("204, there again", Ok(()), Some(Ok(true)), NOW, retry),
        ("204, can't look", Ok(()), Some(Err(unknown())), NOW, retry),
        (
            "the member left",
            Err(RoleFailure::MemberGone),
            None,
            NOW,
            gone,
        ),
        ("the role was deleted", Err(no_such_role()), None, NOW, gone),
        (
            "may not take it, it is not there",
            Err(forbidden()),
            Some(Ok(false)),
            NOW,
            gone,
        ),
        (
            "may not take it, it is there",
            Err(forbidden()),
            Some(Ok(true)),
            NOW,
            Step::Review,
        ),
        (
            "may not take it, the member left",
            Err(forbidden()),
            Some(Err(RoleFailure::MemberGone)),
            NOW,
            gone,
        ),
        (
            "may not take it, can't look",
            Err(forbidden()),
            Some(Err(unknown())),
            NOW,
            retry,
        ),
        (
            "unknown, not there",
            Err(unknown()),
            Some(Ok(false)),
            NOW,
            gone,
        ),
        (
            "unknown, still there",
            Err(unknown()),
            Some(Ok(true)),
            NOW,
            retry,
        ),
        (
            "unknown for too long",
            Err(unknown()),
            Some(Err(unknown())),
            given_up,
            Step::Review,
        ),
        (
            "401",
            Err(RoleFailure::Unauthorized),
            None,
            NOW,
            Step::Halt {
                maybe_delivered: true,
            },
        ),
    ];
    for (row, removal, holds, now_ms, expected) in rows {
        let attempt = Attempt::Withdrawn { removal, holds };
        assert_eq!(decide(&withdrawal(), &attempt, now_ms), expected, "{row}");
    }
}

#[test]
fn waits_double_up_to_the_longest_and_vary_by_half() {
    let policy = Policy::default();
    let wait = |attempts, jitter| match next(
        &delivery(attempts, false),
        &Attempt::Granted(Err(unknown())),
        NOW,
        &policy,
        jitter,
    ) {
        Step::Again { due_at_ms, .. } => due_at_ms - NOW,
        step => panic!("{step:?}"),
    };
    assert_eq!(
        [1, 2, 3, 4].map(|attempts| wait(attempts, 1.0)),
        [1_000, 2_000, 4_000, 8_000]
    );
    assert_eq!(
        [1, 2, 3, 4].map(|attempts| wait(attempts, 0.0)),
        [500, 1_000, 2_000, 4_000]
    );
    assert_eq!(wait(1_000, 1.0), policy.delay_max_ms);
}
