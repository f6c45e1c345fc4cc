//! Who may redeem, award and offer what: each refusal once, with the numbers in it, and what changes nothing by being
//! typed in an odd way.

use sparks::campaigns::{self, Award, AwardOutcome, AwardRefusal, CampaignRefusal, CreateOutcome};
use sparks::ids::{PerkId, RoleId};
use sparks::ledger::{self, AMOUNT_MAX, MovementKind};
use sparks::name::NameRefusal;
use sparks::name::PerkName;
use sparks::perks::{
    self, AddManualPerk, AddOutcome, AddRolePerk, ArchivePerk, PerkChange, PerkKind, PerkRefusal,
    RedeemOutcome, RedeemRefusal, RedemptionState,
};

use crate::support::{ALICE, BOB, CAMPAIGN, House, MODERATOR, START_MS};

async fn archive(house: &House, perk: &str) -> PerkChange {
    let request = ArchivePerk {
        key: house.key("archive"),
        moderator: MODERATOR,
        perk: perk.into(),
        now_ms: house.clock.now_ms(),
    };
    house.write(request).await
}

fn explorer() -> PerkName {
    "Explorer".into()
}

#[tokio::test]
async fn every_reason_against_a_redemption() {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 100);
    perk.stock = Some(1);
    let perk = house.add(perk).await;
    house.award(ALICE, 500).await;
    let refused = |refusal| RedeemOutcome::Refused(refusal);

    let mut unknown = house.redeem_request(ALICE, perk).await;
    unknown.perk = PerkId(99);
    assert_eq!(
        house.write(unknown).await,
        refused(RedeemRefusal::UnknownPerk)
    );
    let poor = RedeemRefusal::InsufficientSparks {
        perk: explorer(),
        price: 100,
        available: 0,
    };
    assert_eq!(house.redeem(BOB, perk).await, refused(poor));
    for confirmed in [99, 101, 0, -1, i64::MAX, i64::MIN] {
        let mut request = house.redeem_request(BOB, perk).await;
        request.confirmed_price = confirmed;
        let changed = RedeemRefusal::PriceChanged {
            perk: explorer(),
            confirmed,
            price: 100,
        };
        assert_eq!(house.write(request).await, refused(changed));
    }
    let mut owner = house.redeem_request(ALICE, perk).await;
    owner.roles = house.roles_of_owner(perk).await;
    let owns = RedeemRefusal::OwnsRole { perk: explorer() };
    assert_eq!(house.write(owner).await, refused(owns));
    assert_eq!(house.balance(ALICE).await, (500, 0));

    house.reserve(ALICE, perk).await;
    let limit = RedeemRefusal::LimitReached {
        perk: explorer(),
        limit: 1,
    };
    assert_eq!(house.redeem(ALICE, perk).await, refused(limit));
    let sold_out = RedeemRefusal::SoldOut { perk: explorer() };
    assert_eq!(house.redeem(BOB, perk).await, refused(sold_out));
    house
        .execute("UPDATE perk SET state = 'paused', pause_reason = 'discord:50013'")
        .await
        .unwrap();
    let paused = RedeemRefusal::Paused { perk: explorer() };
    assert_eq!(house.redeem(BOB, perk).await, refused(paused));
    archive(&house, "explorer").await;
    let archived = RedeemRefusal::Archived { perk: explorer() };
    assert_eq!(house.redeem(BOB, perk).await, refused(archived));
    assert_eq!(house.balance(ALICE).await, (400, 100));
    house.verify().await;
}

#[tokio::test]
async fn what_is_on_its_way_is_delivered_from_an_archived_perk() {
    let house = House::open().await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    house.award(ALICE, 500).await;
    let id = house.reserve(ALICE, perk).await;
    assert_eq!(
        archive(&house, " EXPLORER! ").await,
        PerkChange::Changed { name: explorer() }
    );
    assert_eq!(
        archive(&house, "Explorer").await,
        PerkChange::Refused(PerkRefusal::Unknown)
    );
    house.deliver().await;
    assert_eq!(house.redemption(id).await.state, RedemptionState::Settled);
    let account = house.account(ALICE).await;
    let mut reader = house.db().read().await.unwrap();
    let badges = perks::badges(&mut reader, account).await.unwrap();
    assert_eq!(badges.len(), 1);
    assert_eq!(
        (badges[0].perk.own.as_str(), badges[0].edition),
        ("Explorer", 1)
    );
    drop(reader);
    // The name and the role are free again, and the new perk is another one.
    let again = house.add(house.perk("Explorer", 50)).await;
    assert_ne!(again, perk);
    house.reserve(ALICE, again).await;
    house.verify().await;
}

#[tokio::test]
async fn a_perk_without_limits_gives_each_time_the_next_edition() {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    house.award(ALICE, 350).await;
    let mut editions = Vec::new();
    for _ in 0..3 {
        let mut request = house.redeem_request(ALICE, perk).await;
        if !editions.is_empty() {
            request.roles = house.roles_of_owner(perk).await;
        }
        let RedeemOutcome::Reserved { redemption } = house.write(request).await else {
            panic!("refused");
        };
        house.deliver().await;
        editions.push(house.redemption(redemption).await.edition);
    }
    assert_eq!(editions, [1, 2, 3]);
    assert_eq!(house.balance(ALICE).await, (50, 0));
    house.verify().await;
}

/// Awards that no campaign could pay.
fn odd_awards(house: &House) -> Vec<(Award, AwardRefusal)> {
    let base = || house.award_request(ALICE, 50);
    let out_of_range = || AwardRefusal::AmountOutOfRange { max: AMOUNT_MAX };
    let mut rows = vec![];
    for amount in [
        0,
        -1,
        AMOUNT_MAX + 1,
        1_000_000_000_000_000_000,
        i64::MAX,
        i64::MIN,
    ] {
        let mut award = base();
        award.amount = amount;
        rows.push((award, out_of_range()));
    }
    let mut bot = base();
    bot.member_is_bot = true;
    rows.push((bot, AwardRefusal::Bot));
    let mut oneself = base();
    oneself.member = MODERATOR;
    rows.push((oneself, AwardRefusal::Yourself));
    let mut long = base();
    long.reason = Some("\u{202e}@everyone ".repeat(910));
    rows.push((
        long,
        AwardRefusal::ReasonTooLong {
            max: 200,
            length: 10_009,
        },
    ));
    rows
}

#[tokio::test]
async fn every_reason_against_an_award() {
    let house = House::open().await;
    house.campaign("Summer", Some(100)).await;
    house.campaign("Winter", None).await;
    house.write(house.close_campaign("Winter")).await;
    let closed_at_ms = house.clock.now_ms();
    let base = || house.award_request(ALICE, 50);
    let mut rows = odd_awards(&house);
    for name in ["Autumn", "", "***", "%", "sp_ing quest", "' OR 1=1 --"] {
        let mut award = base();
        award.campaign = name.into();
        rows.push((award, AwardRefusal::UnknownCampaign));
    }
    let mut closed = base();
    closed.campaign = "winter".into();
    let campaign = "Winter".into();
    rows.push((
        closed,
        AwardRefusal::CampaignClosed {
            campaign,
            closed_at_ms,
        },
    ));
    let mut over = base();
    over.campaign = "summer".into();
    over.amount = 101;
    let campaign = "Summer".into();
    rows.push((
        over,
        AwardRefusal::OverBudget {
            campaign,
            left: 100,
        },
    ));
    let before = house.dump().await;
    for (award, refusal) in rows {
        let said = house.write(award.clone()).await;
        assert_eq!(said, AwardOutcome::Refused(refusal), "{award:?}");
        assert_eq!(house.dump().await, before, "{award:?}");
    }
    house.verify().await;
}

#[tokio::test]
async fn an_award_tells_what_is_left_and_the_statement_why() {
    let house = House::open().await;
    house.campaign("Summer", Some(100)).await;
    let perk = house.add(house.perk("Explorer", 30)).await;
    let mut award = house.award_request(ALICE, 60);
    award.campaign = "  SUMMER ".into();
    award.reason = Some(format!("  {}  ", "탐".repeat(200)));
    let AwardOutcome::Awarded(awarded) = house.write(award).await else {
        panic!("refused");
    };
    assert_eq!((awarded.left, awarded.available), (Some(40), 60));
    let redemption = house.reserve(ALICE, perk).await;
    house.discord.leaves(ALICE);
    house.deliver().await;

    let account = house.account(ALICE).await;
    let mut reader = house.db().read().await.unwrap();
    let movements = ledger::recent(&mut reader, account, 5).await.unwrap();
    let perk = explorer();
    let expected = [
        (
            30,
            MovementKind::Refund {
                perk: perk.clone(),
                redemption,
                by_moderator: false,
            },
        ),
        (
            -30,
            MovementKind::Redemption {
                perk,
                redemption,
                is_open: false,
            },
        ),
        (
            60,
            MovementKind::Award {
                campaign: "Summer".into(),
            },
        ),
    ];
    let shown = movements
        .iter()
        .map(|shown| (shown.change, shown.kind.clone()));
    assert_eq!(shown.collect::<Vec<_>>(), expected);
    assert_eq!(movements[2].reason, Some("탐".repeat(200)));
    drop(reader);
    house.verify().await;
}

#[tokio::test]
async fn every_reason_against_a_campaign() {
    let house = House::open().await;
    let refused = CreateOutcome::Refused;
    for budget in [0, -1, AMOUNT_MAX + 1, i64::MAX, i64::MIN] {
        let request = house.create_campaign("Summer", Some(budget));
        let refusal = CampaignRefusal::BudgetOutOfRange { max: AMOUNT_MAX };
        assert_eq!(house.write(request).await, refused(refusal));
    }
    let empty = house.create_campaign(" \u{202e} ✨ ", None);
    let refusal = CampaignRefusal::Name(NameRefusal::Empty);
    assert_eq!(house.write(empty).await, refused(refusal));
    let long = house.create_campaign(&"ы".repeat(61), None);
    let refusal = CampaignRefusal::Name(NameRefusal::TooLong { length: 61 });
    assert_eq!(house.write(long).await, refused(refusal));
    let taken = house.create_campaign("spring-QUEST!", None);
    let name = CAMPAIGN.to_owned();
    let refusal = CampaignRefusal::NameTaken { name };
    assert_eq!(house.write(taken).await, refused(refusal));
    house.write(house.close_campaign(CAMPAIGN)).await;
    house.campaign(CAMPAIGN, Some(AMOUNT_MAX)).await;

    let mut reader = house.db().read().await.unwrap();
    for (typed, found) in [("quest", 1), ("", 1), ("%", 1), ("q_est", 0), ("QUEST", 1)] {
        let suggestions =
            campaigns::suggestions(&mut reader, typed, campaigns::Wanted::Running, START_MS, 25)
                .await
                .unwrap();
        assert_eq!(suggestions.len(), found, "{typed}");
    }
    assert_eq!(campaigns::list(&mut reader, 25).await.unwrap().len(), 2);
    drop(reader);
    house.verify().await;
}

#[tokio::test]
async fn every_reason_against_a_perk() {
    let house = House::open().await;
    let first = house.perk("Explorer", 100);
    let role = first.role;
    house.add(first).await;
    let with = |change: fn(&mut AddRolePerk)| {
        let mut perk = house.perk("Pioneer", 100);
        change(&mut perk);
        perk
    };
    let price = PerkRefusal::PriceOutOfRange { max: AMOUNT_MAX };
    let count = PerkRefusal::CountOutOfRange { max: AMOUNT_MAX };
    let long = PerkRefusal::DescriptionTooLong {
        max: 100,
        length: 101,
    };
    let taken = PerkRefusal::NameTaken {
        name: "Explorer".into(),
    };
    let mut same_role = house.perk("Pioneer", 100);
    same_role.role = role;
    for (request, refusal) in [
        (with(|perk| perk.price = 0), price.clone()),
        (with(|perk| perk.price = i64::MIN), price.clone()),
        (with(|perk| perk.price = AMOUNT_MAX + 1), price),
        (with(|perk| perk.stock = Some(0)), count.clone()),
        (with(|perk| perk.stock = Some(i64::MAX)), count.clone()),
        (with(|perk| perk.limit_per_member = Some(-1)), count),
        (with(|perk| perk.description = Some("가".repeat(101))), long),
        (with(|perk| perk.name = "EXPLORER".into()), taken),
        (same_role, PerkRefusal::RoleTaken),
    ] {
        let said = house.write(request.clone()).await;
        assert_eq!(said, AddOutcome::Refused(refusal), "{request:?}");
    }
    let badge_without_role = AddManualPerk {
        kind: PerkKind::Role,
        ..house.manual_perk(PerkKind::Other, "Pioneer", 100)
    };
    let said = house.write(badge_without_role).await;
    assert_eq!(said, AddOutcome::Refused(PerkRefusal::RoleMissing));
    let expensive = house.manual_perk(PerkKind::Ticket, "Pioneer", AMOUNT_MAX + 1);
    let said = house.write(expensive).await;
    let price = PerkRefusal::PriceOutOfRange { max: AMOUNT_MAX };
    assert_eq!(said, AddOutcome::Refused(price));
    let good = with(|perk| {
        perk.role = RoleId(i64::MAX);
        perk.description = Some(format!(" {} ", "가".repeat(100)));
    });
    house.add(good).await;
    house.award(ALICE, 99).await;
    let mut reader = house.db().read().await.unwrap();
    let roles = [role];
    let member = perks::Member::find(&mut reader, ALICE, &roles, 0)
        .await
        .unwrap();
    let goal = perks::next_goal(&mut reader, &member).await.unwrap();
    assert_eq!(
        goal.unwrap().name,
        "Pioneer",
        "the other one's role is theirs"
    );
    assert_eq!(perks::perks(&mut reader, 25).await.unwrap().len(), 2);
    drop(reader);
    house.verify().await;
}
