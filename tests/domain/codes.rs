//! Claim codes: once a member, as often as they say, within the campaign's limits, and not to be guessed.

use std::sync::Arc;

use sparks::campaigns::code::{
    ClaimCode, ClaimOutcome, ClaimRefusal, CloseCode, CloseCodeOutcome, CodeRefusal, CodeWord,
    CreateCode, CreateCodeOutcome, Created, FAILURE_WINDOW_MS, FAILURES_MAX,
};
use sparks::campaigns::{AwardRefusal, Terms};
use sparks::ids::UserId;
use tokio::task::JoinSet;

use crate::support::{ALICE, BOB, CAMPAIGN, House, MODERATOR, member};

/// What makes a request bad, and what is said of it.
type Spoilt = (fn(&mut CreateCode), fn(&CodeRefusal) -> bool);

const WORD: &str = "F2KM-9XRT-67HW";

impl House {
    fn code_request(&self, amount: i64, uses: i64) -> CreateCode {
        CreateCode {
            key: self.key("code-create"),
            moderator: MODERATOR,
            campaign: CAMPAIGN.into(),
            amount,
            uses,
            expires: None,
            reason: Some("Live call".into()),
            word: CodeWord::parse(WORD).unwrap(),
            now_ms: self.clock.now_ms(),
        }
    }

    async fn code(&self, request: CreateCode) -> Created {
        match self.write(request).await {
            CreateCodeOutcome::Created(created) => created,
            CreateCodeOutcome::Refused(refusal) => panic!("refused: {refusal:?}"),
        }
    }

    fn claim_request(&self, member: UserId, typed: &str) -> ClaimCode {
        ClaimCode {
            key: self.key("claim"),
            member,
            typed: typed.into(),
            now_ms: self.clock.now_ms(),
        }
    }

    async fn claim(&self, member: UserId, typed: &str) -> Result<i64, ClaimRefusal> {
        match self.write(self.claim_request(member, typed)).await {
            ClaimOutcome::Claimed(claimed) => Ok(claimed.amount),
            ClaimOutcome::Refused(refusal) => Err(refusal),
        }
    }
}

async fn ruled(budget: Option<i64>, terms: Terms) -> House {
    let house = House::open_empty().await;
    let mut create = house.create_campaign(CAMPAIGN, budget);
    create.terms = terms;
    house.write(create).await;
    house
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_code_for_fifty_pays_fifty_of_two_hundred() {
    let house = Arc::new(House::open().await);
    house.code(house.code_request(7, 50)).await;
    let mut tasks = JoinSet::new();
    for number in 0..200 {
        let house = Arc::clone(&house);
        tasks.spawn(async move { house.claim(member(number), WORD).await });
    }
    let outcomes = tasks.join_all().await;
    assert_eq!(
        outcomes.iter().filter(|claimed| **claimed == Ok(7)).count(),
        50
    );
    let used_up = |claimed: &&Result<i64, ClaimRefusal>| **claimed == Err(ClaimRefusal::UsedUp);
    assert_eq!(outcomes.iter().filter(used_up).count(), 150);
    assert_eq!(
        house
            .number("SELECT CAST(SUM(amount) AS BIGINT) FROM award")
            .await,
        350
    );
    assert_eq!(house.number("SELECT uses FROM claim_code").await, 50);
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_member_at_many_devices_claims_once() {
    let house = Arc::new(House::open().await);
    house.code(house.code_request(7, 50)).await;
    let mut tasks = JoinSet::new();
    for _ in 0..50 {
        let house = Arc::clone(&house);
        tasks.spawn(async move { house.claim(ALICE, WORD).await });
    }
    let outcomes = tasks.join_all().await;
    assert_eq!(outcomes.iter().filter(|claimed| claimed.is_ok()).count(), 1);
    assert_eq!(house.balance(ALICE).await, (7, 0));
    // The same interaction again is told the same.
    let request = house.claim_request(BOB, WORD);
    let first = house.write(request.clone()).await;
    assert_eq!(house.write(request).await, first);
    assert_eq!(house.balance(BOB).await, (7, 0));
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn budget_and_caps_hold_for_claims_beside_awards() {
    let terms = Terms {
        member_cap: Some(10),
        moderator_day_cap: Some(300),
        ..Terms::default()
    };
    let house = Arc::new(ruled(Some(400), terms).await);
    house.code(house.code_request(7, 200)).await;
    let mut tasks = JoinSet::new();
    for number in 0..100 {
        let house = Arc::clone(&house);
        tasks.spawn(async move {
            let _ = house.claim(member(number), WORD).await;
            let _ = house.write(house.award_request(member(number), 4)).await;
        });
    }
    tasks.join_all().await;
    assert!(
        house
            .number("SELECT MAX(received) FROM campaign_member")
            .await
            <= 10
    );
    let day = house
        .number("SELECT amount FROM campaign_moderator_day")
        .await;
    assert!((294..=300).contains(&day), "{day}");
    let today = house.claim(member(500), WORD).await;
    assert!(
        matches!(today, Err(ClaimRefusal::NothingLeftToday { .. })),
        "{today:?}"
    );
    house.clock.advance(24 * crate::support::HOUR_MS);
    for number in 600..640 {
        let _ = house.claim(member(number), WORD).await;
    }
    assert_eq!(
        house.claim(member(700), WORD).await,
        Err(ClaimRefusal::NothingLeft)
    );
    let total = house
        .number("SELECT CAST(SUM(amount) AS BIGINT) FROM award")
        .await;
    assert!((394..=400).contains(&total), "{total}");
    house.verify().await;
}

#[tokio::test]
async fn every_refusal_is_told_and_moves_nothing() {
    let terms = Terms {
        starts: Some("2h".into()),
        ends: Some("8h".into()),
        member_cap: Some(10),
        ..Terms::default()
    };
    let house = ruled(None, terms).await;
    let mut request = house.code_request(7, 1);
    request.expires = Some("5h".into());
    let created = house.code(request).await;
    assert_eq!(created.word, WORD);
    assert!(matches!(
        house.claim(ALICE, WORD).await,
        Err(ClaimRefusal::NotStarted { .. })
    ));
    house.clock.advance(3 * crate::support::HOUR_MS);
    assert_eq!(
        house.claim(ALICE, "F2KM-9XRT-67HX").await,
        Err(ClaimRefusal::Unknown)
    );
    assert_eq!(house.claim(MODERATOR, WORD).await, Err(ClaimRefusal::Own));
    house.award(BOB, 5).await;
    assert_eq!(house.claim(BOB, WORD).await, Err(ClaimRefusal::MemberLimit));
    assert_eq!(house.claim(ALICE, "f2кm 9xrт 67hw").await, Ok(7));
    assert_eq!(
        house.claim(ALICE, WORD).await,
        Err(ClaimRefusal::AlreadyClaimed)
    );
    assert_eq!(
        house.claim(member(1), WORD).await,
        Err(ClaimRefusal::UsedUp)
    );
    house.clock.advance(3 * crate::support::HOUR_MS);
    assert_eq!(
        house.claim(member(1), WORD).await,
        Err(ClaimRefusal::Expired)
    );
    let mut other = house.code_request(3, 5);
    other.word = CodeWord::parse("222222222222").unwrap();
    house.code(other).await;
    house.clock.advance(5 * crate::support::HOUR_MS);
    assert_eq!(
        house.claim(member(2), "2222-2222-2222").await,
        Err(ClaimRefusal::CampaignOver)
    );
    let close = |code: &str| CloseCode {
        key: house.key("code-close"),
        moderator: BOB,
        code: code.into(),
        now_ms: house.clock.now_ms(),
    };
    assert!(matches!(
        house.write(close("c-2")).await,
        CloseCodeOutcome::Closed { uses: 0, .. }
    ));
    assert_eq!(
        house.claim(member(3), "222222222222").await,
        Err(ClaimRefusal::Unknown)
    );
    for (typed, refusal) in [
        ("C-2", CodeRefusal::AlreadyClosed),
        ("222222222222", CodeRefusal::AlreadyClosed),
        ("C-9", CodeRefusal::Unknown),
        ("", CodeRefusal::Unknown),
        ("C--1", CodeRefusal::Unknown),
    ] {
        let outcome = house.write(close(typed)).await;
        assert_eq!(outcome, CloseCodeOutcome::Refused(refusal), "{typed}");
    }
    assert_eq!(house.number("SELECT COUNT(*) FROM award").await, 2);
    assert_eq!(
        house
            .number("SELECT COUNT(*) FROM audit WHERE action LIKE 'code%'")
            .await,
        3
    );
    house.verify().await;
}

/// Who guesses is kept waiting, also by the right code and after a restart; who claims what is theirs is not.
#[tokio::test]
async fn guessing_is_slow_and_a_restart_forgives_nobody() {
    let mut house = House::open().await;
    house.code(house.code_request(7, 50)).await;
    let begun_ms = house.clock.now_ms();
    for number in 0..FAILURES_MAX {
        house.clock.advance(1_000);
        let wrong = house.claim(ALICE, &format!("guess {number}")).await;
        assert_eq!(wrong, Err(ClaimRefusal::Unknown));
    }
    house.restart().await;
    let again_at_ms = begun_ms + 1_000 + FAILURE_WINDOW_MS;
    for _ in 0..20 {
        let waits = house.claim(ALICE, WORD).await;
        assert_eq!(waits, Err(ClaimRefusal::TooManyTries { again_at_ms }));
    }
    assert_eq!(
        house.claim(BOB, WORD).await,
        Ok(7),
        "others are not kept waiting"
    );
    for _ in 0..20 {
        assert_eq!(
            house.claim(BOB, WORD).await,
            Err(ClaimRefusal::AlreadyClaimed)
        );
    }
    house.clock.advance(again_at_ms - house.clock.now_ms() - 1);
    assert!(house.claim(ALICE, WORD).await.is_err());
    house.clock.advance(1);
    assert_eq!(house.claim(ALICE, WORD).await, Ok(7));
    house.verify().await;
}

/// In a call everyone types the same code at once, and tries again.
#[tokio::test]
async fn a_right_code_at_the_wrong_time_is_no_guess() {
    let house = House::open().await;
    house.code(house.code_request(7, 1)).await;
    assert_eq!(house.claim(BOB, WORD).await, Ok(7));
    for _ in 0..2 * FAILURES_MAX {
        assert_eq!(house.claim(ALICE, WORD).await, Err(ClaimRefusal::UsedUp));
    }
    house.verify().await;
}

#[tokio::test]
async fn what_can_not_be_given_is_no_code() {
    let terms = Terms {
        award_cap: Some(100),
        ..Terms::default()
    };
    let house = ruled(Some(50), terms).await;
    let spoil: [Spoilt; 7] = [
        (
            |code| code.amount = 0,
            |refusal| {
                matches!(
                    refusal,
                    CodeRefusal::Award(AwardRefusal::AmountOutOfRange { .. })
                )
            },
        ),
        (
            |code| code.amount = 101,
            |refusal| {
                matches!(
                    refusal,
                    CodeRefusal::Award(AwardRefusal::OverAwardCap { .. })
                )
            },
        ),
        (
            |code| code.amount = 51,
            |refusal| matches!(refusal, CodeRefusal::Award(AwardRefusal::OverBudget { .. })),
        ),
        (
            |code| code.uses = 0,
            |refusal| matches!(refusal, CodeRefusal::UsesOutOfRange { .. }),
        ),
        (
            |code| code.expires = Some("2020-01-01".into()),
            |refusal| matches!(refusal, CodeRefusal::ExpiryPassed { .. }),
        ),
        (
            |code| code.expires = Some("soon".into()),
            |refusal| matches!(refusal, CodeRefusal::Moment { .. }),
        ),
        (
            |code| code.reason = Some("x".repeat(201)),
            |refusal| {
                matches!(
                    refusal,
                    CodeRefusal::Award(AwardRefusal::ReasonTooLong { .. })
                )
            },
        ),
    ];
    for (spoil, is_expected) in spoil {
        let mut request = house.code_request(10, 5);
        spoil(&mut request);
        match house.write(request).await {
            CreateCodeOutcome::Refused(refusal) => assert!(is_expected(&refusal), "{refusal:?}"),
            CreateCodeOutcome::Created(created) => panic!("{created:?}"),
        }
    }
    house.write(house.close_campaign(CAMPAIGN)).await;
    let closed = house.write(house.code_request(10, 5)).await;
    let is_closed = |refusal: &AwardRefusal| matches!(refusal, AwardRefusal::CampaignClosed { .. });
    assert!(
        matches!(&closed, CreateCodeOutcome::Refused(CodeRefusal::Award(refusal)) if is_closed(refusal)),
        "{closed:?}"
    );
    house.verify().await;
}

#[tokio::test]
async fn the_same_interaction_makes_one_code() {
    let house = House::open().await;
    let request = house.code_request(10, 5);
    let first = house.write(request.clone()).await;
    let again = CreateCode {
        word: CodeWord::parse("333333333333").unwrap(),
        ..request
    };
    assert_eq!(
        house.write(again).await,
        first,
        "what is drawn anew is not told"
    );
    assert_eq!(house.number("SELECT COUNT(*) FROM claim_code").await, 1);
    house.verify().await;
}

#[tokio::test]
async fn who_is_erased_is_in_no_code() {
    let house = House::open().await;
    house.code(house.code_request(7, 50)).await;
    house.claim(ALICE, WORD).await.unwrap();
    house.claim(ALICE, "wrong").await.unwrap_err();
    house.erase(ALICE).await;
    assert_eq!(house.places_of("1001").await, [""; 0]);
    house.erase(MODERATOR).await;
    assert_eq!(house.places_of("900").await, [""; 0]);
    assert_eq!(
        house.claim(BOB, WORD).await,
        Err(ClaimRefusal::Unknown),
        "it is closed"
    );
    house.verify().await;
}

#[tokio::test]
async fn the_schema_refuses_what_the_code_would_miss() {
    let house = House::open().await;
    house.code(house.code_request(7, 1)).await;
    house.award(ALICE, 7).await;
    house.award(BOB, 8).await;
    for (sql, constraint) in [
        (
            "INSERT INTO code_claim (code_id, account_id, award_id, claimed_at_ms)
             SELECT 1, account_id, id, 5 FROM award WHERE amount = 8",
            "code_claim_mismatch",
        ),
        (
            "UPDATE claim_code SET uses = 2",
            "claim_code_terms_are_immutable",
        ),
        ("DELETE FROM claim_code", "claim_code_is_kept"),
        (
            "UPDATE claim_code SET uses_max = 5",
            "claim_code_terms_are_immutable",
        ),
    ] {
        let error = format!("{:#}", house.execute(sql).await.unwrap_err());
        assert!(error.contains(constraint), "{sql}: {error}");
    }
    house.verify().await;
}

/// What docs/PRIVACY.md says of coming back: nobody remembers them, and what they used stays used.
#[tokio::test]
async fn whoever_comes_back_after_an_erasure_is_new_to_a_code_and_loses_all_they_had() {
    let house = House::open().await;
    house.code(house.code_request(7, 2)).await;
    house.award(ALICE, 100).await;
    assert_eq!(house.claim(ALICE, WORD).await, Ok(7));
    assert_eq!(
        house.claim(ALICE, WORD).await,
        Err(ClaimRefusal::AlreadyClaimed)
    );
    house.erase(ALICE).await;
    assert_eq!(house.claim(ALICE, WORD).await, Ok(7));
    assert_eq!(house.balance(ALICE).await, (7, 0), "the 107 are lost");
    assert_eq!(house.claim(BOB, WORD).await, Err(ClaimRefusal::UsedUp));
    house.verify().await;
}
