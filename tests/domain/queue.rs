//! What moderators deliver by hand: forms, the queue, and two moderators at once.

use std::sync::Arc;

use sparks::fulfilment::{
    self, DecisionOutcome, DecisionRefusal, HandOver, HandOverOutcome, HandOverRefusal, Item,
    Stage, Step,
};
use sparks::ids::{PerkId, RedemptionId, UserId};
use sparks::perks::{self, AnswerRefusal, PerkKind, Redeem, RedeemOutcome, RedeemRefusal};
use tokio::task::JoinSet;

use crate::support::{ALICE, House, MODERATOR, member};

const OTHER: UserId = UserId(77);
const WALLET: &str = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

impl House {
    fn step(&self, moderator: UserId, redemption: RedemptionId, step: Step) -> HandOver {
        HandOver {
            key: self.key(step.code()),
            step,
            moderator,
            redemption,
            now_ms: self.clock.now_ms(),
        }
    }

    async fn item(&self, id: RedemptionId) -> Item {
        let mut reader = self.db().read().await.unwrap();
        let item = fulfilment::item(&mut reader, id).await.unwrap();
        item.expect("no such item")
    }

    async fn answered(&self, who: UserId, perk: PerkId, answer: Option<&str>) -> Redeem {
        let mut request = self.redeem_request(who, perk).await;
        request.answer = answer.map(str::to_owned);
        request
    }
}

fn fulfil() -> Step {
    Step::Fulfil {
        evidence: " https://x.com/i/status/5 ".into(),
    }
}

fn reject() -> Step {
    Step::Reject {
        reason: "Sold out".into(),
    }
}

fn refused(refusal: HandOverRefusal) -> HandOverOutcome {
    HandOverOutcome::Refused(refusal)
}

/// Alice had 500 and redeemed something for 100 that moderators deliver.
async fn queued() -> (House, RedemptionId) {
    let house = House::open().await;
    let perk = house.add_manual(PerkKind::Other, "Merch", 100).await;
    house.award(ALICE, 500).await;
    let id = house.reserve(ALICE, perk).await;
    (house, id)
}

#[tokio::test]
async fn an_answer_is_checked_kept_and_part_of_the_request() {
    let house = House::open().await;
    let perk = house
        .add_manual(PerkKind::Whitelist, "Whitelist", 100)
        .await;
    house.award(ALICE, 500).await;
    for (answer, why) in [
        (None, AnswerRefusal::Missing),
        (Some(" "), AnswerRefusal::Missing),
        (Some("nonsense"), AnswerRefusal::NotAnAddress),
    ] {
        let request = house.answered(ALICE, perk, answer).await;
        let perk = "Whitelist".to_owned();
        let said = house.write(request).await;
        let refusal = RedeemRefusal::Answer {
            perk: perk.into(),
            why,
        };
        assert_eq!(said, RedeemOutcome::Refused(refusal));
    }
    assert_eq!(house.balance(ALICE).await, (500, 0));
    let small = WALLET.to_lowercase();
    let request = house.answered(ALICE, perk, Some(&small)).await;
    let first = house.write(request.clone()).await;
    let RedeemOutcome::Reserved { redemption } = first else {
        panic!("{first:?}");
    };
    assert_eq!(house.write(request.clone()).await, first, "once");
    let mut another = request;
    another.answer = Some("11111111111111111111111111111111".into());
    let conflict = RedeemOutcome::Refused(RedeemRefusal::Conflict);
    assert_eq!(house.write(another).await, conflict);
    assert_eq!(house.item(redemption).await.answer.as_deref(), Some(WALLET));
    assert_eq!(house.balance(ALICE).await, (400, 100));
    house.verify().await;
}

#[tokio::test]
async fn the_life_of_an_item_and_every_reason_against_it() {
    let (house, id) = queued().await;
    let step = |who, what| house.write(house.step(who, id, what));
    let unknown = house.step(MODERATOR, RedemptionId(99), Step::Claim);
    assert_eq!(
        house.write(unknown).await,
        refused(HandOverRefusal::Unknown)
    );
    for what in [Step::Claim, fulfil(), reject()] {
        assert_eq!(step(ALICE, what).await, refused(HandOverRefusal::Own));
    }
    assert_eq!(
        step(MODERATOR, Step::Release).await,
        refused(HandOverRefusal::NotClaimed)
    );
    assert_eq!(step(MODERATOR, Step::Claim).await, HandOverOutcome::Claimed);
    assert_eq!(step(MODERATOR, Step::Claim).await, HandOverOutcome::Claimed);
    assert_eq!(house.item(id).await.stage, Stage::Claimed);
    for what in [
        Step::Claim,
        fulfil(),
        reject(),
        Step::TakeOver { from: ALICE },
    ] {
        let said = step(OTHER, what).await;
        assert_eq!(said, refused(HandOverRefusal::ClaimedByAnother));
    }
    let from = MODERATOR;
    let over = step(OTHER, Step::TakeOver { from }).await;
    assert_eq!(over, HandOverOutcome::Claimed);
    assert_eq!(house.item(id).await.claimed_by, Some(OTHER));
    assert_eq!(step(OTHER, Step::Release).await, HandOverOutcome::Released);
    for (evidence, why) in [
        (" ".to_owned(), HandOverRefusal::EvidenceMissing),
        (
            "가".repeat(501),
            HandOverRefusal::TooLong {
                max: 500,
                length: 501,
            },
        ),
    ] {
        assert_eq!(step(OTHER, Step::Fulfil { evidence }).await, refused(why));
    }
    let reason = String::new();
    assert_eq!(
        step(OTHER, Step::Reject { reason }).await,
        refused(HandOverRefusal::ReasonMissing)
    );
    assert_eq!(house.balance(ALICE).await, (400, 100));
    let request = house.step(OTHER, id, fulfil());
    assert_eq!(
        house.write(request.clone()).await,
        HandOverOutcome::Fulfilled
    );
    assert_eq!(
        house.write(request).await,
        HandOverOutcome::Fulfilled,
        "again"
    );
    assert_eq!(house.balance(ALICE).await, (400, 0));
    let item = house.item(id).await;
    assert_eq!(item.evidence.as_deref(), Some("https://x.com/i/status/5"));
    for what in [Step::Claim, Step::Release, fulfil(), reject()] {
        assert_eq!(
            step(MODERATOR, what).await,
            refused(HandOverRefusal::Fulfilled)
        );
    }
    house.verify().await;
}

#[tokio::test]
async fn rejected_sparks_come_back_with_the_reason() {
    let (house, id) = queued().await;
    let rejected = house.write(house.step(MODERATOR, id, reject())).await;
    assert_eq!(rejected, HandOverOutcome::Rejected);
    assert_eq!(house.balance(ALICE).await, (500, 0));
    let item = house.item(id).await;
    assert_eq!(item.void_note.as_deref(), Some("Sold out"));
    assert_eq!(item.ended_by, Some(MODERATOR));
    let late = house.write(house.step(OTHER, id, fulfil())).await;
    assert_eq!(late, refused(HandOverRefusal::Rejected));
    house.verify().await;
}

/// `/redemption void` is no way around whoever delivers it at this moment.
#[tokio::test]
async fn what_another_moderator_is_on_is_not_voided() {
    let (house, id) = queued().await;
    house.write(house.step(OTHER, id, Step::Claim)).await;
    let since_ms = house.clock.now_ms();
    let void = house.write(house.void(id, "Sold out")).await;
    let claimed = DecisionRefusal::Claimed {
        by: OTHER,
        since_ms,
    };
    assert_eq!(void, DecisionOutcome::Refused(claimed));
    assert_eq!(house.balance(ALICE).await, (400, 100));
    house.write(house.step(OTHER, id, Step::Release)).await;
    let void = house.write(house.void(id, "Sold out")).await;
    assert_eq!(void, DecisionOutcome::Returned);
    assert_eq!(house.balance(ALICE).await, (500, 0));
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_moderators_one_wins() {
    let (house, _) = queued().await;
    let perk = house.perk_named("Merch").await.id;
    let house = Arc::new(house);
    for round in 0..10 {
        house.award(ALICE, 100).await;
        let id = house.reserve(ALICE, perk).await;
        let before = house.balance(ALICE).await;
        let mut tasks = JoinSet::new();
        for number in 0..20 {
            let (house, who) = (Arc::clone(&house), member(500 + number));
            let what = match number % 3 {
                0 => fulfil(),
                1 => reject(),
                _ => Step::Claim,
            };
            let request = house.step(who, id, what);
            tasks.spawn(async move { house.write(request).await });
        }
        let outcomes = tasks.join_all().await;
        let ended = |outcome: &&HandOverOutcome| {
            matches!(
                outcome,
                HandOverOutcome::Fulfilled | HandOverOutcome::Rejected
            )
        };
        assert!(outcomes.iter().filter(ended).count() <= 1, "round {round}");
        let item = house.item(id).await;
        if item.stage == Stage::Claimed {
            let by = item.claimed_by.unwrap();
            let done = house.write(house.step(by, id, fulfil())).await;
            assert_eq!(done, HandOverOutcome::Fulfilled);
        }
        let after = house.balance(ALICE).await;
        let returned = after.0 - before.0;
        assert!([0, 100].contains(&returned), "{before:?} {after:?}");
        assert_eq!(after.1, before.1 - 100);
        house.verify().await;
    }
}

#[tokio::test]
async fn the_queue_is_read_a_page_at_a_time() {
    let (house, first) = queued().await;
    let merch = house.perk_named("Merch").await.id;
    let boost = house.add_manual(PerkKind::Plan, "Plan", 1).await;
    for number in 0..24 {
        let who = member(600 + number);
        house.award(who, 101).await;
        let id = house.reserve(who, merch).await;
        if number == 3 {
            house.write(house.step(MODERATOR, id, fulfil())).await;
        }
    }
    let request = house.answered(ALICE, boost, Some("usr_17")).await;
    house.write(request).await;
    let mut reader = house.db().read().await.unwrap();
    let page = fulfilment::queue_page(&mut reader, None, 0).await.unwrap();
    assert_eq!(
        (page.items.len(), page.all, page.items[0].id),
        (10, 25, first)
    );
    assert!(page.has_next());
    let page = fulfilment::queue_page(&mut reader, None, 99).await.unwrap();
    assert_eq!((page.items.len(), page.number), (5, 2));
    assert!(!page.has_next());
    let page = fulfilment::queue_page(&mut reader, Some(boost), -1)
        .await
        .unwrap();
    assert_eq!((page.items.len(), page.all), (1, 1));
    let all = fulfilment::items_after(&mut reader, merch, RedemptionId(0), 100).await;
    assert_eq!(all.unwrap().len(), 25, "ended ones as well");
    drop(reader);
    house.verify().await;
}

#[tokio::test]
async fn an_erased_members_answers_tickets_and_messages_are_gone() {
    const SECRET: &str = "usr_secret";
    let house = House::open().await;
    let plan = house.add_manual(PerkKind::Plan, "Plan", 100).await;
    let meetup = house.add_manual(PerkKind::Ticket, "Meetup", 100).await;
    house.award(ALICE, 500).await;
    house.write(house.redeem_request(ALICE, meetup).await).await;
    let request = house.answered(ALICE, plan, Some(SECRET)).await;
    let RedeemOutcome::Reserved { redemption } = house.write(request).await else {
        panic!("she has enough");
    };
    house
        .execute("INSERT INTO direct_message (redemption_id, locale) VALUES (2, 'ko')")
        .await
        .unwrap();
    let draft = perks::Draft {
        nonce: 7,
        member_id: ALICE,
        perk_id: plan,
        answer: SECRET.into(),
    };
    let now_ms = house.clock.now_ms();
    house.write(perks::SaveDraft { draft, now_ms }).await;
    let evidence = format!("upgraded {SECRET}");
    let fulfil = Step::Fulfil { evidence };
    house.write(house.step(MODERATOR, redemption, fulfil)).await;
    assert_eq!(house.places_of(SECRET).await.len(), 3);
    let export = house.export(ALICE).await.to_string();
    for told in [SECRET, "\"drafts\":[{", "\"ticket\":{", "\"message\":{"] {
        assert!(export.contains(told), "{told}: {export}");
    }
    house.verify().await;

    house.erase(ALICE).await;

    assert_eq!(house.places_of(SECRET).await, [""; 0]);
    let left = "SELECT (SELECT COUNT(*) FROM ticket) + (SELECT COUNT(*) FROM direct_message)
        + (SELECT COUNT(*) FROM redemption_draft)";
    assert_eq!(house.number(left).await, 0);
    let item = house.item(redemption).await;
    assert_eq!((item.answer, item.evidence.as_deref()), (None, Some("—")));
    house.verify().await;
}

#[tokio::test]
async fn a_draft_is_forgotten_after_a_day() {
    let house = House::open().await;
    let plan = house.add_manual(PerkKind::Plan, "Plan", 100).await;
    let save = |nonce: i64| perks::SaveDraft {
        draft: perks::Draft {
            nonce,
            member_id: ALICE,
            perk_id: plan,
            answer: "usr_17".into(),
        },
        now_ms: house.clock.now_ms(),
    };
    house.write(save(1)).await;
    house.clock.advance(24 * 60 * 60 * 1_000 - 1);
    house.write(save(2)).await;
    assert_eq!(
        house.number("SELECT COUNT(*) FROM redemption_draft").await,
        2
    );
    house.clock.advance(1);
    let now_ms = house.clock.now_ms();
    house.write(perks::ForgetOldDrafts { now_ms }).await;
    assert_eq!(house.number("SELECT nonce FROM redemption_draft").await, 2);
    house.verify().await;
}
