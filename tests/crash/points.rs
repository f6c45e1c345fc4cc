//! One test for each point: the process dies there, is started again, dies there again, is started once more. What
//! brings it there the second time is the resumed work itself, the same request once more, or somebody else's.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, FaultHandle};
use sparks::fail_points::{Canary, CrashPoint};
use sqlx::SqliteConnection;

use crate::support::{Ending, Extent, House, Violations};
use crate::{batches, commits, expiries, setups, webhooks, withdrawals};

/// Discord's three seconds, and as much for a busy machine; less than the bot waits for a busy database.
const ANSWER_MAX: Duration = Duration::from_secs(6);

/// What brings the bot to the point after a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// What it left unfinished.
    Itself,
    /// The same button is pressed again, or Discord delivers the same interaction again.
    SameRequest,
    /// That work is past the point for good, so another member asks for the same.
    OtherMember,
}

/// What makes sure that the point is met in the state that its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    Nothing,
    /// Discord hears no answer.
    Deaf,
    /// The database takes no write.
    Busy,
    /// Discord does not answer about roles.
    SlowRoles,
    /// What the member is asked about is no longer offered.
    Archived,
}

use Again::{Itself, OtherMember, SameRequest};
use Given::{Archived, Busy, Deaf, Nothing, SlowRoles};

/// A test for each point, and the list of those that have one.
macro_rules! survives {
    ($($name:ident: $point:ident => $story:ident($($how:expr),+);)+) => {
        $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                assert_eq!($story(None, CrashPoint::$point, $($how),+).await, Violations::new());
            }
        )+

        const POINTS: &[CrashPoint] = &[$(CrashPoint::$point,)+];
    };
}

survives! {
    redeem_received: RedeemReceived => redemption(SameRequest, Nothing);
    redeem_reserved: RedeemReserved => redemption(SameRequest, Deaf);
    redeem_acknowledged: RedeemAcknowledged => redemption(SameRequest, Busy);
    redeem_woken: RedeemWoken => redemption(SameRequest, Nothing);
    redeem_refused: RedeemRefused => redemption(SameRequest, Archived);
    delivery_leased: DeliveryLeased => redemption(Itself, Nothing);
    delivery_asked: DeliveryAsked => redemption(Itself, Nothing);
    delivery_concluded: DeliveryConcluded => redemption(OtherMember, Nothing);
    progress_shown: ProgressShown => redemption(Itself, SlowRoles);
    receipt_shown: ReceiptShown => redemption(Itself, Nothing);
    receipt_forgotten: ReceiptForgotten => redemption(OtherMember, Nothing);
    award_received: AwardReceived => award(SameRequest, Nothing);
    award_written: AwardWritten => award(SameRequest, Nothing);
    award_announced: AwardAnnounced => award(OtherMember, Nothing);
    award_receipted: AwardReceipted => award(OtherMember, Nothing);
    command_deferred: CommandDeferred => award(OtherMember, Busy);
    campaign_received: CampaignReceived => campaign(SameRequest);
    campaign_written: CampaignWritten => campaign(SameRequest);
    campaign_shown: CampaignShown => campaign(OtherMember);
    undo_received: UndoReceived => undo(SameRequest);
    undo_written: UndoWritten => undo(SameRequest);
    undo_shown: UndoShown => undo(OtherMember);
    handed_over: HandedOver => handover(SameRequest);
    message_sent: MessageSent => handover(Itself);
    message_concluded: MessageConcluded => handover(OtherMember);
}

#[test]
fn every_point_has_its_test() {
    let mut tested = [
        POINTS,
        batches::POINTS,
        commits::POINTS,
        expiries::POINTS,
        setups::POINTS,
        webhooks::POINTS,
        withdrawals::POINTS,
    ]
    .concat();
    tested.sort();
    assert_eq!(tested, CrashPoint::ALL);
}

pub async fn redemption(
    canary: Option<Canary>,
    point: CrashPoint,
    again: Again,
    given: Given,
) -> Violations {
    let mut house = House::furnished(canary).await;
    let (alice, bob) = (house.alice.clone(), house.bob.clone());
    let ending = match given {
        Archived => Ending::Refused,
        _ => Ending::Delivered,
    };
    house.start_to_die_at(point).await;
    let first = house.question(&alice, ending).await;
    let second = match again {
        OtherMember => house.question(&bob, ending).await,
        Itself | SameRequest => first,
    };
    let fault = prepare(&house, given).await;

    let mut found = press_and_die(&mut house, given, first, point).await;
    found.extend(told_too_early(&house, first, point));
    house.start_to_die_at(point).await;
    match again {
        Itself => house.dies_at(point).await,
        SameRequest | OtherMember => {
            found.extend(press_and_die(&mut house, given, second, point).await);
        }
    }
    if let Some(fault) = fault {
        fault.remove();
    }
    house.start().await;
    if again == SameRequest {
        drop(house.press(first));
    }
    [found, house.violations().await].concat()
}

/// Where nothing is saved the question is still there, with the button that the member will press again.
fn told_too_early(house: &House, redemption: usize, point: CrashPoint) -> Violations {
    let nothing_saved = [CrashPoint::RedeemReceived, CrashPoint::RedeemAcknowledged];
    let asked = &house.redemptions[redemption].question;
    let now = asked.refreshed();
    let is_the_same = now.text() == asked.text() && now.buttons().len() == asked.buttons().len();
    if is_the_same || !nothing_saved.contains(&point) {
        return vec![];
    }
    vec![format!("nothing is saved, and they read {:?}", now.text())]
}

async fn prepare(house: &House, given: Given) -> Option<FaultHandle> {
    match given {
        Nothing | Busy => None,
        Deaf => Some(house.deaf()),
        SlowRoles => {
            let roles = Fault::on("PUT", "/guilds/*/members/*/roles/*");
            Some(house.discord.fault(roles.hang().always()))
        }
        Archived => {
            let archive = house.mia.slash("perk archive");
            archive.option("perk", "Explorer").send().await;
            None
        }
    }
}

async fn press_and_die(
    house: &mut House,
    given: Given,
    redemption: usize,
    point: CrashPoint,
) -> Violations {
    let busy = occupy_if(house, given).await;
    drop(house.press(redemption));
    dies_and_is_vacated(house, busy, point).await
}

/// Nobody else writes from here on: the next start has to. Who waits for a busy database has answered before.
async fn dies_and_is_vacated(
    house: &mut House,
    busy: Option<SqliteConnection>,
    point: CrashPoint,
) -> Violations {
    let Some(busy) = busy else {
        house.dies_at(point).await;
        return vec![];
    };
    let died = tokio::time::timeout(ANSWER_MAX, house.dies_at(point)).await;
    house.vacate(busy).await;
    if died.is_ok() {
        return vec![];
    }
    house.dies_at(point).await;
    vec![format!("answered only after {ANSWER_MAX:?}")]
}

pub async fn award(
    canary: Option<Canary>,
    point: CrashPoint,
    again: Again,
    given: Given,
) -> Violations {
    let mut house = House::furnished(canary).await;
    let (alice, bob) = (house.alice.clone(), house.bob.clone());
    house.start_to_die_at(point).await;
    let busy = occupy_if(&house, given).await;
    house.award(&alice, 7);
    let mut found = dies_and_is_vacated(&mut house, busy, point).await;

    house.start_to_die_at(point).await;
    let busy = occupy_if(&house, given).await;
    match again {
        OtherMember => house.award(&bob, 8),
        Itself | SameRequest => house.again(Extent::Open),
    }
    found.extend(dies_and_is_vacated(&mut house, busy, point).await);

    house.start().await;
    deliver_to_the_end(&mut house, again).await;
    [found, house.violations().await].concat()
}

async fn occupy_if(house: &House, given: Given) -> Option<SqliteConnection> {
    match given {
        Busy => Some(house.occupy().await),
        _ => None,
    }
}

pub async fn campaign(canary: Option<Canary>, point: CrashPoint, again: Again) -> Violations {
    let mut house = House::furnished(canary).await;
    house.start_to_die_at(point).await;
    house.create_campaign("Spring");
    house.dies_at(point).await;
    house.start_to_die_at(point).await;
    match again {
        OtherMember => house.create_campaign("Summer"),
        Itself | SameRequest => house.again(Extent::Open),
    }
    house.dies_at(point).await;
    house.start().await;
    deliver_to_the_end(&mut house, again).await;
    house.violations().await
}

/// The awards that furnish the house are numbered from 2 on.
pub async fn undo(canary: Option<Canary>, point: CrashPoint, again: Again) -> Violations {
    let mut house = House::furnished(canary).await;
    house.start_to_die_at(point).await;
    house.undo(2);
    house.dies_at(point).await;
    house.start_to_die_at(point).await;
    match again {
        OtherMember => house.undo(3),
        Itself | SameRequest => house.again(Extent::Open),
    }
    house.dies_at(point).await;
    house.start().await;
    deliver_to_the_end(&mut house, again).await;
    house.violations().await
}

/// A moderator delivers what waits for it. Each member is told once, however often the bot died over it.
pub async fn handover(canary: Option<Canary>, point: CrashPoint, again: Again) -> Violations {
    let mut house = House::furnished(canary).await;
    house.queue().await;
    house.start_to_die_at(point).await;
    house.fulfil(1);
    house.dies_at(point).await;
    house.start_to_die_at(point).await;
    match again {
        OtherMember => house.fulfil(2),
        SameRequest => house.again(Extent::Open),
        Itself => {}
    }
    house.dies_at(point).await;
    house.start().await;
    if again == SameRequest {
        house.again(Extent::DoneAndTold);
    }
    // What is still waiting is delivered as well, so that everything comes to rest.
    if again != OtherMember {
        house.fulfil(2);
    }
    let told = |discord: &FakeDiscord, id| discord.direct_messages(id).len();
    let (alice, bob) = (house.alice.id(), house.bob.id());
    house
        .discord
        .wait_until(|discord| told(discord, alice) > 0 && told(discord, bob) > 0)
        .await;
    let mut found = house.violations().await;
    for id in [alice, bob] {
        let messages = told(&house.discord, id);
        if messages != 1 {
            found.push(format!("{id} was told {messages} times"));
        }
    }
    found
}

/// Discord delivers the last interaction twice more, to a bot that goes on. Where it was answered before, it does not
/// take another answer; that the bot tried one says that it is done with it.
async fn deliver_to_the_end(house: &mut House, again: Again) {
    if again == SameRequest {
        return house.again(Extent::DoneAndTold);
    }
    let answers = |discord: &FakeDiscord| {
        let callback = "/interactions/*/*/callback";
        discord.requests_to("POST", callback).len()
    };
    for _ in 0..2 {
        let before = answers(&house.discord);
        house.again(Extent::Done);
        house
            .discord
            .wait_until(|discord| answers(discord) > before)
            .await;
    }
}
