//! Putting the ready-made catalogue in place: once, whoever asks and however often, and only what is not there; and the
//! badge's role, which one at a time may make.

use std::collections::BTreeMap;
use std::sync::Arc;

use sparks::campaigns::{CloseCampaign, Descriptions};
use sparks::ids::RoleId;
use sparks::ledger::RequestKey;
use sparks::perks::{ArchivePerk, PerkKind, PerkWords};
use sparks::setup::{
    AskForRole, BadgeWish, Item, LetGoOfRole, NoteRole, Placed, PutInPlace, ROLE_LEASE_MS,
    RoleTask, SetupOutcome, Words, plan,
};
use tokio::task::JoinSet;

use crate::support::{CAMPAIGN, House, MODERATOR, START_MS};

const ROLE: RoleId = RoleId(77);

fn words() -> Words {
    let perks = Item::ALL.into_iter().filter(|item| item.terms().is_some());
    let perks: BTreeMap<_, _> = perks
        .map(|item| {
            let words = PerkWords {
                name_en: Some(format!("The {item:?}")),
                name_ru: Some(format!("Это {item:?}")),
                name_ko: Some(format!("저 {item:?}")),
                description_ko: Some("설명".into()),
                ..PerkWords::default()
            };
            (item, (format!("A {item:?}"), words))
        })
        .collect();
    Words {
        perks,
        campaign: "The first".into(),
        descriptions: Descriptions {
            ru: Some("О ней".into()),
            ..Descriptions::default()
        },
    }
}

fn put(key: u64, role: Option<RoleId>) -> PutInPlace {
    PutInPlace {
        key: RequestKey::new("setup", key),
        moderator: MODERATOR,
        badge: role.map_or(BadgeWish::Nothing, BadgeWish::Role),
        role,
        words: words(),
        now_ms: START_MS,
    }
}

async fn done(house: &House, request: PutInPlace) -> Vec<(Item, Placed)> {
    match house.write(request).await {
        SetupOutcome::Done(placed) => placed,
        SetupOutcome::Conflict => panic!("a conflict"),
    }
}

/// Without the campaign that every house has open.
async fn new_house() -> House {
    let house = House::open().await;
    close(&house, CAMPAIGN).await;
    house
}

async fn close(house: &House, campaign: &str) {
    let close = CloseCampaign {
        key: RequestKey::new("close", campaign),
        moderator: MODERATOR,
        campaign: campaign.into(),
        now_ms: START_MS,
    };
    house.write(close).await;
}

/// What was made, by name.
fn made(placed: &[(Item, Placed)]) -> Vec<Item> {
    let made = placed.iter().filter(|(_, placed)| placed.is_made());
    made.map(|(item, _)| *item).collect()
}

async fn counts(house: &House) -> (i64, i64, i64) {
    let mut reader = house.db().read().await.unwrap();
    let counts = "SELECT (SELECT COUNT(*) FROM perk), (SELECT COUNT(*) FROM campaign WHERE id > 1),
        (SELECT COUNT(*) FROM audit WHERE action = 'setup')";
    sqlx::query_as(counts)
        .fetch_one(&mut *reader)
        .await
        .unwrap()
}

#[tokio::test]
async fn everything_is_made_once_and_a_replay_says_the_same() {
    let house = new_house().await;
    let planned = {
        let mut reader = house.db().read().await.unwrap();
        plan(&mut reader, &words(), (true, Some(ROLE)), START_MS)
            .await
            .unwrap()
    };
    let first = done(&house, put(1, Some(ROLE))).await;
    assert_eq!(planned, first, "what was shown is what is done");
    assert_eq!(made(&first), Item::ALL);
    assert_eq!(done(&house, put(1, Some(ROLE))).await, first);
    let second = done(&house, put(2, Some(ROLE))).await;
    assert_eq!(made(&second), []);
    assert!(
        second
            .iter()
            .all(|(_, placed)| matches!(placed, Placed::There { .. })),
        "{second:?}"
    );
    assert_eq!(counts(&house).await, (5, 1, 1));
    let other = PutInPlace {
        badge: BadgeWish::New,
        ..put(1, Some(ROLE))
    };
    assert_eq!(house.write(other).await, SetupOutcome::Conflict);
    house.verify().await;
}

#[tokio::test]
async fn many_at_once_make_one_of_each() {
    let house = Arc::new(new_house().await);
    let mut all = JoinSet::new();
    for key in 0..16 {
        let house = Arc::clone(&house);
        all.spawn(async move { done(&house, put(key / 2, Some(ROLE))).await });
    }
    all.join_all().await;
    assert_eq!(counts(&house).await, (5, 1, 1));
    house.verify().await;
}

#[tokio::test]
async fn without_a_role_the_badge_waits_and_comes_later() {
    let house = new_house().await;
    let without = done(&house, put(1, None)).await;
    assert_eq!(without[0], (Item::Badge, Placed::NeedsRole));
    assert_eq!(counts(&house).await, (4, 1, 1));
    let with = done(&house, put(2, Some(ROLE))).await;
    assert_eq!(made(&with), [Item::Badge]);
    assert_eq!(counts(&house).await, (5, 1, 2));
    house.verify().await;
}

/// One by the same name in any language, of the same kind, of the same role; and a campaign that is open.
#[tokio::test]
async fn what_is_there_is_taken_for_it_and_remembered() {
    let house = new_house().await;
    let mut badge = house.perk("Anything", 5);
    badge.role = ROLE;
    house.add(badge).await;
    house.add_manual(PerkKind::Boost, "Our boost", 5).await;
    house.add_manual(PerkKind::Other, "это Plan", 5).await;
    house.write(house.create_campaign("Ours", None)).await;
    let first = done(&house, put(1, Some(ROLE))).await;
    assert_eq!(made(&first), [Item::Whitelist, Item::Ticket]);
    // Whatever becomes of it, it is not made again.
    for (key, perk) in [(1, "anything"), (2, "our boost"), (3, "a ticket")] {
        let archive = ArchivePerk {
            key: RequestKey::new("archive", key),
            moderator: MODERATOR,
            perk: perk.into(),
            now_ms: START_MS,
        };
        house.write(archive).await;
    }
    close(&house, "Ours").await;
    let again = done(&house, put(2, Some(ROLE))).await;
    assert_eq!(made(&again), []);
    let ended = |item| {
        again
            .iter()
            .any(|(which, placed)| *which == item && matches!(placed, Placed::Ended { .. }))
    };
    assert!(
        [Item::Badge, Item::Boost, Item::Ticket, Item::Campaign]
            .into_iter()
            .all(ended),
        "{again:?}"
    );
    assert_eq!(counts(&house).await, (5, 1, 1));
    house.verify().await;
}

#[tokio::test]
async fn one_at_a_time_may_make_the_role() {
    let house = new_house().await;
    let ask = |now_ms| AskForRole {
        marker: format!("S-{now_ms}"),
        now_ms,
    };
    let look = |asked_at_ms, role| RoleTask::Look {
        marker: format!("S-{START_MS}"),
        role,
        asked_at_ms,
    };
    assert_eq!(house.write(ask(START_MS)).await, look(START_MS, None));
    for ms in [0, 1, ROLE_LEASE_MS - 1] {
        let said = house.write(ask(START_MS + ms)).await;
        assert_eq!(said, RoleTask::UnderWay);
    }
    // Who was not heard of again can't be at it any more; the marker stays.
    let later = START_MS + ROLE_LEASE_MS;
    assert_eq!(house.write(ask(later)).await, look(later, None));
    // The first one comes back: it lets go of nothing that is another's.
    let asked_at_ms = START_MS;
    house.write(LetGoOfRole { asked_at_ms }).await;
    assert_eq!(house.write(ask(later)).await, RoleTask::UnderWay);
    house.write(NoteRole { role: ROLE }).await;
    house.write(LetGoOfRole { asked_at_ms: later }).await;
    assert_eq!(house.write(ask(later)).await, look(later, Some(ROLE)));
    // A clock that was set back keeps nobody away.
    assert_eq!(house.write(ask(START_MS)).await, RoleTask::UnderWay);
    let long_before = START_MS - 1;
    assert_eq!(
        house.write(ask(long_before)).await,
        look(long_before, Some(ROLE))
    );
    house.verify().await;
}
