//! What moderators change of a perk: each outcome, what it does to a confirmation that comes after it, and many at once.

use std::sync::Arc;

use sparks::db::{Connection, Write};
use sparks::ids::RedemptionId;
use sparks::ids::RoleId;
use sparks::ledger::RequestKey;
use sparks::name::PerkName;
use sparks::perks::{
    AddOutcome, ArchivePerk, EditPerk, EditPerkOutcome, PauseByModerator, PausePerk, PerkChange,
    PerkKind, PerkOptions, PerkRefusal, PerkState, PerkWords, RedeemOutcome, RedeemRefusal,
    RequiredRole, ResumePerk, WindowRefusal, pause_undeliverable, unpause_deliverable,
};
use tokio::task::JoinSet;

use crate::support::{ALICE, BOB, House, MODERATOR, START_MS, member};

const DAY_MS: i64 = 86_400_000;

fn edit(house: &House, key: u64, change: impl FnOnce(&mut EditPerk)) -> EditPerk {
    let mut edit = EditPerk {
        key: RequestKey::new("perk-edit", key),
        moderator: MODERATOR,
        perk: "Explorer".into(),
        name: None,
        description: None,
        price: None,
        stock: None,
        limit_per_member: None,
        options: PerkOptions::default(),
        now_ms: house.app().clock.now_ms(),
    };
    change(&mut edit);
    edit
}

async fn edited(house: &House, key: u64, change: impl FnOnce(&mut EditPerk)) -> EditPerkOutcome {
    house.write(edit(house, key, change)).await
}

fn is_changed(outcome: &EditPerkOutcome) -> bool {
    matches!(outcome, EditPerkOutcome::Changed { .. })
}

async fn refused(house: &House, key: u64, change: impl FnOnce(&mut EditPerk)) -> PerkRefusal {
    match edited(house, key, change).await {
        EditPerkOutcome::Refused(refusal) => refusal,
        changed @ EditPerkOutcome::Changed { .. } => panic!("expected a refusal: {changed:?}"),
    }
}

#[tokio::test]
async fn each_change_is_made_once_or_refused_with_its_reason() {
    let house = House::open().await;
    house.award(ALICE, 500).await;
    let mut perk = house.perk("Explorer", 100);
    perk.stock = Some(5);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    for number in 0..2 {
        let mut request = house.redeem_request(ALICE, perk).await;
        request.key = RequestKey::new("redeem", number);
        house.write(request).await;
    }

    let text = |text: &str| Some(text.to_owned());
    for (key, change, expected) in [
        (
            1,
            (|_| {}) as fn(&mut EditPerk),
            PerkRefusal::NothingToChange,
        ),
        (2, |edit| edit.perk = "Nobody".into(), PerkRefusal::Unknown),
        (
            3,
            |edit| edit.stock = Some(1),
            PerkRefusal::StockBelowRedeemed {
                name: "Explorer".into(),
                redeemed: 2,
                stock: 1,
            },
        ),
        (
            4,
            |edit| edit.price = Some(0),
            PerkRefusal::PriceOutOfRange { max: 1_000_000_000 },
        ),
        (
            5,
            |edit| edit.limit_per_member = Some(-1),
            PerkRefusal::CountOutOfRange { max: 1_000_000_000 },
        ),
        (
            6,
            |edit| edit.options.lasts_days = Some(3_651),
            PerkRefusal::DaysOutOfRange { max: 3_650 },
        ),
        (
            7,
            |edit| edit.options.closes = Some("2020-01-01".into()),
            PerkRefusal::Window(WindowRefusal::ClosesInThePast {
                closes_at_ms: 1_577_836_800_000 + DAY_MS,
            }),
        ),
        (
            8,
            |edit| edit.options.opens = Some("2020-01-01".into()),
            PerkRefusal::Window(WindowRefusal::OpensInThePast {
                opens_at_ms: 1_577_836_800_000,
            }),
        ),
        (
            9,
            |edit| edit.description = Some("x".repeat(101)),
            PerkRefusal::DescriptionTooLong {
                max: 100,
                length: 101,
            },
        ),
    ] {
        assert_eq!(refused(&house, key, change).await, expected, "{key}");
    }
    let unreadable = refused(&house, 10, |edit| edit.options.opens = text("tomorrow")).await;
    assert!(
        matches!(unreadable, PerkRefusal::Moment { .. }),
        "{unreadable:?}"
    );
    let backwards = refused(&house, 11, |edit| {
        edit.options.opens = text("9d");
        edit.options.closes = text("2027-01-16 18:00");
    });
    assert!(matches!(
        backwards.await,
        PerkRefusal::Window(WindowRefusal::ClosesBeforeItOpens { .. })
    ));

    let fewer = edit(&house, 12, |edit| edit.stock = Some(2));
    assert!(is_changed(&house.write(fewer.clone()).await));
    assert!(is_changed(&house.write(fewer).await), "told again");
    assert_eq!(house.perk_named("explorer").await.stock_left, Some(0));
    assert!(is_changed(
        &edited(&house, 13, |edit| edit.stock = Some(0)).await
    ));
    assert_eq!(house.perk_named("explorer").await.stock_left, None);
    assert!(is_changed(
        &edited(&house, 14, |edit| edit.stock = Some(7)).await
    ));
    assert_eq!(house.perk_named("explorer").await.stock_left, Some(5));
    let records = house.number("SELECT COUNT(*) FROM audit WHERE action = 'perk_edit'");
    assert_eq!(records.await, 3, "each change once, and no refusal");
    house.verify().await;
}

#[tokio::test]
async fn any_of_a_perks_names_finds_it_and_no_other() {
    let house = House::open().await;
    house.add(house.perk("Explorer", 100)).await;
    let mut other = house.perk("Pioneer", 100);
    other.role = RoleId(99);
    house.add(other).await;
    let named = edited(&house, 1, |edit| {
        edit.options.words = PerkWords {
            name_ru: Some("Исследователь".into()),
            name_ko: Some("탐험가".into()),
            description_ko: Some("처음 온 분들께".into()),
            ..PerkWords::default()
        };
    });
    assert!(is_changed(&named.await));
    let explorer = house.perk_named("explorer").await;
    for typed in ["исследователь", "탐험가", "EXPLORER"] {
        assert_eq!(house.perk_named(typed).await.id, explorer.id, "{typed}");
    }

    let taken = PerkRefusal::NameTaken {
        name: explorer.called(),
    };
    let own = refused(&house, 2, |edit| {
        edit.perk = "Pioneer".into();
        edit.name = Some("ИССЛЕДОВАТЕЛЬ".into());
    });
    assert_eq!(own.await, taken);
    let translated = refused(&house, 3, |edit| {
        edit.perk = "Pioneer".into();
        edit.options.words.name_en = Some("explorer!".into());
    });
    assert_eq!(translated.await, taken);
    // Nor behind the check's back.
    let forced =
        house.execute("UPDATE perk SET name_ko = 'x', slug_ko = 'explorer' WHERE slug = 'pioneer'");
    assert!(forced.await.is_err());
    let archive = ArchivePerk {
        key: RequestKey::new("perk-archive", 1),
        moderator: MODERATOR,
        perk: "탐험가".into(),
        now_ms: START_MS,
    };
    assert!(matches!(
        house.write(archive).await,
        PerkChange::Changed { .. }
    ));
    let free = edited(&house, 4, |edit| {
        edit.perk = "Pioneer".into();
        edit.options.words.name_ko = Some("탐험가".into());
    });
    assert!(is_changed(&free.await), "an archived perk's names are free");
    house.verify().await;
}

#[tokio::test]
async fn what_changes_between_question_and_confirmation_charges_nothing() {
    let house = House::open().await;
    house.award(ALICE, 500).await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    let explorer = || PerkName::from("Explorer");
    for (key, change, expected) in [
        (
            1,
            (|edit| edit.options.opens = Some("7d".into())) as fn(&mut EditPerk),
            RedeemRefusal::NotOpenYet {
                perk: explorer(),
                opens_at_ms: house.app().clock.now_ms() + 7 * DAY_MS,
            },
        ),
        (
            2,
            |edit| {
                edit.options.opens = Some("none".into());
                edit.options.required_role = Some(RequiredRole::Role(RoleId(55)));
            },
            RedeemRefusal::RoleRequired {
                perk: explorer(),
                role: RoleId(55),
            },
        ),
        (
            3,
            |edit| {
                edit.options.required_role = Some(RequiredRole::Everyone);
                edit.options.minimum_earned = Some(501);
            },
            RedeemRefusal::TooFewEarned {
                perk: explorer(),
                minimum: 501,
                earned: 500,
            },
        ),
        (
            4,
            |edit| {
                edit.options.minimum_earned = Some(0);
                edit.options.lasts_days = Some(1);
            },
            RedeemRefusal::DaysChanged { perk: explorer() },
        ),
    ] {
        // As asked before the change: the price is that of the question.
        let mut request = house.redeem_request(ALICE, perk).await;
        request.key = RequestKey::new("redeem", key);
        assert!(is_changed(&edited(&house, key, change).await), "{key}");
        let outcome = house.write(request).await;
        assert_eq!(outcome, RedeemOutcome::Refused(expected), "{key}");
        assert_eq!(house.balance(ALICE).await, (500, 0), "{key}");
    }
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_window_that_closes_while_many_confirm_lets_in_whoever_was_first() {
    let house = Arc::new(House::open().await);
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    let mut requests = Vec::new();
    for number in 0..100 {
        house.award(member(number), 100).await;
        requests.push(house.redeem_request(member(number), perk).await);
    }
    let close = edit(&house, 1, |edit| edit.options.opens = Some("1d".into()));
    let mut tasks = JoinSet::new();
    for (number, request) in requests.into_iter().enumerate() {
        if number == 50 {
            let (house, close) = (Arc::clone(&house), close.clone());
            tasks.spawn(async move {
                assert!(is_changed(&house.write(close).await));
                None
            });
        }
        let house = Arc::clone(&house);
        tasks.spawn(async move { Some(house.write(request).await) });
    }
    let outcomes: Vec<_> = tasks.join_all().await.into_iter().flatten().collect();
    let reserved = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, RedeemOutcome::Reserved { .. }))
        .count();
    let refused = outcomes.iter().filter(|outcome| {
        matches!(
            outcome,
            RedeemOutcome::Refused(RedeemRefusal::NotOpenYet { .. })
        )
    });
    assert_eq!(reserved + refused.count(), 100);
    let held = house.number("SELECT COALESCE(SUM(held), 0) FROM account WHERE kind = 'member'");
    assert_eq!(held.await, i64::try_from(reserved).unwrap() * 100);
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_stock_that_shrinks_while_many_confirm_is_never_below_what_is_redeemed() {
    let house = Arc::new(House::open().await);
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    let mut tasks = JoinSet::new();
    for number in 0..60 {
        house.award(member(number), 100).await;
        let request = house.redeem_request(member(number), perk).await;
        let house = Arc::clone(&house);
        tasks.spawn(async move {
            house.write(request).await;
        });
    }
    for key in 0..10 {
        let shrink = edit(&house, key, |edit| edit.stock = Some(30));
        let house = Arc::clone(&house);
        tasks.spawn(async move {
            house.write(shrink).await;
        });
    }
    tasks.join_all().await;
    let explorer = house.perk_named("explorer").await;
    let redeemed = house
        .number("SELECT COUNT(*) FROM redemption WHERE state <> 'voided'")
        .await;
    match explorer.initial_stock {
        Some(stock) => assert_eq!((stock, redeemed), (30, 30)),
        None => assert_eq!(redeemed, 60, "all came before the first change"),
    }
    house.verify().await;
}

struct Health(RedemptionId, Option<i64>);

impl Write for Health {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        match self.1 {
            Some(code) => pause_undeliverable(tx, self.0, code).await?,
            None => unpause_deliverable(tx, self.0).await?,
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_moderators_pause_is_theirs_to_take_back() {
    let house = House::open().await;
    house.award(ALICE, 500).await;
    house.award(BOB, 500).await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    let redemption = house.reserve(ALICE, perk).await;
    let pause = |key: u64, reason: &str| PauseByModerator {
        key: RequestKey::new("perk-pause", key),
        moderator: MODERATOR,
        perk: "Explorer".into(),
        reason: reason.into(),
        now_ms: START_MS,
    };
    let refusal = |refusal| PerkChange::Refused(refusal);
    assert_eq!(
        house.write(pause(1, " ")).await,
        refusal(PerkRefusal::ReasonMissing)
    );
    // The bot's own pause becomes the moderator's, in words that look like the bot's.
    house.write(Health(redemption, Some(50_013))).await;
    assert_eq!(house.perk_named("explorer").await.state, PerkState::Paused);
    let paused = house.write(pause(2, "discord:50013")).await;
    assert!(matches!(paused, PerkChange::Changed { .. }), "{paused:?}");
    let twice = house.write(pause(3, "again")).await;
    let name = "Explorer".to_owned();
    assert_eq!(
        twice,
        refusal(PerkRefusal::AlreadyPaused { name: name.into() })
    );

    house.write(Health(redemption, None)).await;
    house.write(PausePerk { perk, reason: None }).await;
    let reason = Some("missing".to_owned());
    house.write(PausePerk { perk, reason }).await;
    let explorer = house.perk_named("explorer").await;
    assert_eq!(explorer.state, PerkState::Paused);
    assert_eq!(explorer.pause_reason.as_deref(), Some("discord:50013"));
    assert_eq!(explorer.paused_by, Some(MODERATOR));
    let outcome = house.redeem(BOB, perk).await;
    let perk_name = PerkName::from("Explorer");
    assert_eq!(
        outcome,
        RedeemOutcome::Refused(RedeemRefusal::Paused { perk: perk_name })
    );
    house.deliver().await;
    assert_eq!(house.perk_named("explorer").await.state, PerkState::Paused);

    let resume = ResumePerk {
        key: RequestKey::new("perk-resume", 1),
        moderator: BOB,
        perk: "Explorer".into(),
        now_ms: START_MS,
    };
    assert!(matches!(
        house.write(resume).await,
        PerkChange::Changed { .. }
    ));
    assert_eq!(house.perk_named("explorer").await.state, PerkState::Active);
    house.verify().await;
}

/// Adding asks for the same things as editing, and refuses them for the same reasons; nothing is there afterwards.
#[tokio::test]
async fn a_new_perk_s_terms_are_checked_as_an_edit_s_are() {
    let house = House::open().await;
    house.add(house.perk("Explorer", 100)).await;
    edited(&house, 1, |edit| {
        edit.options.words.name_ru = Some("Исследователь".into());
    })
    .await;
    let count = PerkRefusal::CountOutOfRange { max: 1_000_000_000 };
    let taken = PerkRefusal::NameTaken {
        name: PerkName {
            ru: Some("Исследователь".into()),
            ..PerkName::from("Explorer")
        },
    };
    let with = |change: fn(&mut PerkOptions)| {
        let mut options = PerkOptions::default();
        change(&mut options);
        options
    };
    for (options, expected) in [
        (with(|options| options.minimum_earned = Some(-1)), count),
        (
            with(|options| options.lasts_days = Some(3_651)),
            PerkRefusal::DaysOutOfRange { max: 3_650 },
        ),
        (
            with(|options| options.closes = Some("2020-01-01".into())),
            PerkRefusal::Window(WindowRefusal::ClosesInThePast {
                closes_at_ms: 1_577_836_800_000 + DAY_MS,
            }),
        ),
        (
            with(|options| options.words.description_ko = Some("가".repeat(101))),
            PerkRefusal::DescriptionTooLong {
                max: 100,
                length: 101,
            },
        ),
        (
            with(|options| options.words.name_ko = Some("исследователь!".into())),
            taken,
        ),
    ] {
        let mut perk = house.perk("Trader", 100);
        perk.options = options;
        let said = house.write(perk).await;
        assert_eq!(said, AddOutcome::Refused(expected));
    }
    let mut ticket = house.manual_perk(PerkKind::Ticket, "Trader", 100);
    ticket.options.lasts_days = Some(30);
    let said = house.write(ticket).await;
    assert_eq!(said, AddOutcome::Refused(PerkRefusal::LastsNoRole));
    let perks = sparks::perks::perks(&mut house.db().read().await.unwrap(), i64::MAX)
        .await
        .unwrap();
    assert_eq!(perks.len(), 1);
    house.verify().await;
}
