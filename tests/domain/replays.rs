//! Idempotency of every request there is: the same key with the same content is answered as before and writes nothing,
//! also when the answer was a refusal whose reason has gone since; with other content it is a conflict.

use std::fmt::Debug;

use sparks::campaigns::{AwardOutcome, AwardRefusal, CampaignRefusal, CloseOutcome, CreateOutcome};
use sparks::ids::{RedemptionId, RoleId};
use sparks::ledger::{ISSUANCE, Request, RequestKey, TransferKind};
use sparks::perks::{
    AddOutcome, ArchivePerk, PerkChange, PerkRefusal, RedeemOutcome, RedeemRefusal, Resolution,
    Resolve, ResolveOutcome, ResumePerk, VoidReason,
};

use crate::moves::{Move, Moves};
use crate::support::{ALICE, BOB, CAMPAIGN, HOUR_MS, House, MODERATOR};

/// Asks twice, an hour apart, then once more with other content under the same key. Returns the one answer.
async fn asked_twice<R>(house: &House, request: R, other: R, conflict: R::Outcome) -> R::Outcome
where
    R: Request + Clone,
    R::Outcome: Debug + PartialEq,
{
    assert_eq!(request.key(), other.key());
    let first = house.write(request.clone()).await;
    house.clock.advance(HOUR_MS);
    let before = house.dump().await;
    let requests = "SELECT COUNT(*) FROM request";
    let count = house.number(requests).await;
    assert_eq!(house.write(request).await, first, "the replay");
    assert_eq!(house.write(other).await, conflict, "the conflict");
    assert_eq!(house.dump().await, before);
    assert_eq!(house.number(requests).await, count);
    first
}

#[tokio::test]
async fn raw_transfers() {
    let house = House::open_for_moves(1).await;
    let award = |amount| Move {
        kind: TransferKind::Direct,
        debit: ISSUANCE,
        credit: sparks::ids::AccountId(3),
        amount,
    };
    let key = RequestKey::new("moves", "one");
    let moves = |amount| Moves::new(key.clone(), vec![award(amount)], house.clock.now_ms());
    let answer = asked_twice(&house, moves(5), moves(6), None).await;
    assert!(matches!(answer.as_deref(), Some([Ok(_)])), "{answer:?}");
    house.verify().await;
}

#[tokio::test]
async fn awards() {
    let house = House::open().await;
    let conflict = || AwardOutcome::Refused(AwardRefusal::Conflict);
    let award = house.award_request(ALICE, 500);
    let mut other = award.clone();
    other.member = BOB;
    let answer = asked_twice(&house, award, other, conflict()).await;
    assert!(matches!(answer, AwardOutcome::Awarded(_)), "{answer:?}");

    let mut early = house.award_request(ALICE, 10);
    early.campaign = "Summer".into();
    let mut other = early.clone();
    other.amount = 11;
    assert_eq!(
        house.write(early.clone()).await,
        AwardOutcome::Refused(AwardRefusal::UnknownCampaign)
    );
    house.campaign("Summer", None).await;
    let answer = asked_twice(&house, early, other, conflict()).await;
    assert_eq!(
        answer,
        AwardOutcome::Refused(AwardRefusal::UnknownCampaign),
        "a refusal stands although its reason has gone"
    );
    assert_eq!(house.balance(ALICE).await, (500, 0));
    house.verify().await;
}

#[tokio::test]
async fn campaigns() {
    let house = House::open().await;
    let refused = CreateOutcome::Refused;
    let create = house.create_campaign("Summer", Some(1_000));
    let mut other = create.clone();
    other.budget = None;
    let answer = asked_twice(&house, create, other, refused(CampaignRefusal::Conflict)).await;
    assert!(
        matches!(answer, CreateOutcome::Created { .. }),
        "{answer:?}"
    );

    let taken = house.create_campaign(CAMPAIGN, None);
    let name = CAMPAIGN.to_owned();
    let expected = refused(CampaignRefusal::NameTaken { name });
    assert_eq!(house.write(taken.clone()).await, expected);

    let close = house.close_campaign(CAMPAIGN);
    let mut other = close.clone();
    other.campaign = "Summer".into();
    let conflict = CloseOutcome::Refused(CampaignRefusal::Conflict);
    let answer = asked_twice(&house, close, other, conflict).await;
    assert!(matches!(answer, CloseOutcome::Closed { .. }), "{answer:?}");

    let mut other = taken.clone();
    other.name = "Autumn".into();
    let answer = asked_twice(&house, taken, other, refused(CampaignRefusal::Conflict)).await;
    assert_eq!(answer, expected, "the name is free by now");
    house.verify().await;
}

#[tokio::test]
async fn added_perks() {
    let house = House::open().await;
    let refused = AddOutcome::Refused;
    let add = house.perk("Explorer", 100);
    let mut other = add.clone();
    other.price = 101;
    let answer = asked_twice(&house, add.clone(), other, refused(PerkRefusal::Conflict)).await;
    assert!(matches!(answer, AddOutcome::Added { .. }), "{answer:?}");

    let mut taken = house.perk("Pioneer", 100);
    taken.role = add.role;
    assert_eq!(
        house.write(taken.clone()).await,
        refused(PerkRefusal::RoleTaken)
    );
    house.write(archive(&house, "Explorer")).await;
    let mut other = taken.clone();
    other.role = RoleId(1);
    let answer = asked_twice(&house, taken, other, refused(PerkRefusal::Conflict)).await;
    assert_eq!(
        answer,
        refused(PerkRefusal::RoleTaken),
        "the role is free by now"
    );
    house.verify().await;
}

fn archive(house: &House, perk: &str) -> ArchivePerk {
    ArchivePerk {
        key: house.key("change"),
        moderator: MODERATOR,
        perk: perk.into(),
        now_ms: house.clock.now_ms(),
    }
}

fn resume(house: &House, perk: &str) -> ResumePerk {
    ResumePerk {
        key: house.key("change"),
        moderator: MODERATOR,
        perk: perk.into(),
        now_ms: house.clock.now_ms(),
    }
}

#[tokio::test]
async fn changed_perks() {
    let house = House::open().await;
    house.add(house.perk("Explorer", 100)).await;
    let conflict = || PerkChange::Refused(PerkRefusal::Conflict);
    let name = || "Explorer".to_owned();

    let early = resume(&house, "Explorer");
    let not_paused = PerkChange::Refused(PerkRefusal::NotPaused {
        name: name().into(),
    });
    assert_eq!(house.write(early.clone()).await, not_paused);
    pause(&house).await;
    let mut other = early.clone();
    other.perk = "Pioneer".into();
    let answer = asked_twice(&house, early, other, conflict()).await;
    assert_eq!(answer, not_paused, "it is paused by now");

    for change in [resume(&house, "explorer"), resume(&house, "EXPLORER!")] {
        pause(&house).await;
        let mut other = change.clone();
        other.perk = "Pioneer".into();
        let answer = asked_twice(&house, change, other, conflict()).await;
        assert_eq!(
            answer,
            PerkChange::Changed {
                name: name().into()
            }
        );
    }

    let change = archive(&house, "Explorer");
    let mut other = change.clone();
    other.perk = "Pioneer".into();
    let answer = asked_twice(&house, change, other, conflict()).await;
    assert_eq!(
        answer,
        PerkChange::Changed {
            name: name().into()
        }
    );
    house.verify().await;
}

async fn pause(house: &House) {
    let sql =
        "UPDATE perk SET state = 'paused', pause_reason = 'discord:50013' WHERE state = 'active'";
    house.execute(sql).await.unwrap();
}

#[tokio::test]
async fn a_key_of_another_kind_of_request_is_a_conflict() {
    let house = House::open().await;
    house.add(house.perk("Explorer", 100)).await;
    pause(&house).await;
    let archive = archive(&house, "Explorer");
    let resume = ResumePerk {
        key: archive.key.clone(),
        moderator: archive.moderator,
        perk: archive.perk.clone(),
        now_ms: archive.now_ms,
    };
    let resumed = house.write(resume).await;
    assert!(matches!(resumed, PerkChange::Changed { .. }), "{resumed:?}");
    assert_eq!(
        house.write(archive).await,
        PerkChange::Refused(PerkRefusal::Conflict)
    );
    house.verify().await;
}

#[tokio::test]
async fn redemptions() {
    let house = House::open().await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    let conflict = || RedeemOutcome::Refused(RedeemRefusal::Conflict);
    let poor = house.redeem_request(ALICE, perk).await;
    let too_few = RedeemOutcome::Refused(RedeemRefusal::InsufficientSparks {
        perk: "Explorer".into(),
        price: 100,
        available: 0,
    });
    assert_eq!(house.write(poor.clone()).await, too_few);
    house.award(ALICE, 500).await;
    let mut other = poor.clone();
    other.confirmed_price = 50;
    let answer = asked_twice(&house, poor, other, conflict()).await;
    assert_eq!(answer, too_few, "there are enough by now");

    let redeem = house.redeem_request(ALICE, perk).await;
    let mut other = redeem.clone();
    other.member = BOB;
    let answer = asked_twice(&house, redeem.clone(), other, conflict()).await;
    assert!(
        matches!(answer, RedeemOutcome::Reserved { .. }),
        "{answer:?}"
    );
    assert_eq!(house.deliver().await, 1);
    let mut later = redeem;
    later.roles = house.roles_of_owner(perk).await;
    later.now_ms = house.clock.now_ms();
    assert_eq!(
        house.write(later).await,
        answer,
        "what differs between two deliveries of one click is no other content"
    );
    assert_eq!(house.balance(ALICE).await, (400, 0));
    house.verify().await;
}

#[tokio::test]
async fn endings() {
    let house = House::open().await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    house.award(ALICE, 100).await;
    let redemption = house.reserve(ALICE, perk).await;
    house.deliver().await;
    let void = Resolution::Void(VoidReason::MemberLeft);
    for resolution in [void, Resolution::Settle] {
        let before = house.dump().await;
        let resolve = Resolve::new(redemption, resolution, house.clock.now_ms());
        assert_eq!(
            house.write(resolve).await,
            ResolveOutcome::Resolved(Resolution::Settle),
            "whichever ending came first stands"
        );
        assert_eq!(house.dump().await, before);
    }
    let nothing = Resolve::new(RedemptionId(99), void, house.clock.now_ms());
    assert_eq!(house.write(nothing).await, ResolveOutcome::Unknown);
    house.verify().await;
}
