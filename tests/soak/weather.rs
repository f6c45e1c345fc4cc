//! What goes wrong around the bot: requests fail, the gateway breaks, interactions are delivered again, members leave in
//! the middle of things, and somebody else writes to the bot's file.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use fake_discord::{Fault, FaultHandle};
use sqlx::{ConnectOptions as _, SqliteConnection};
use tokio_util::task::TaskTracker;

use crate::plan::Plan;
use crate::stage::Stage;
use crate::trouble::{ROUTES, Route, duration};

/// Longer than a role call may take, so that a denial outlasts what it denies.
const DENIAL: Duration = Duration::from_secs(15);
/// Longer than the pause before a withdrawal.
const KEPT: Duration = Duration::from_secs(12);
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// How many members are denied at once.
const DENIED_MAX: usize = 3;
/// A share of the members is always there.
const ABSENT_MAX: usize = 5;
/// Somebody else's transaction waits for the bot's this long.
const NEIGHBOUR_PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Clone, Copy)]
enum Happens {
    Fault,
    /// Discord gives a role without saying so, and then says that there is no such member.
    GivenAndDenied,
    Leaves,
    Gateway,
    Redelivery,
    Neighbour,
}

const HAPPENS: &[(u32, Happens)] = &[
    (63, Happens::Fault),
    (5, Happens::GivenAndDenied),
    (10, Happens::Leaves),
    (2, Happens::Gateway),
    (10, Happens::Redelivery),
    (8, Happens::Neighbour),
];

#[derive(Debug, Clone, Copy)]
enum Gateway {
    Drop,
    Close,
    Reconnect,
    InvalidSession,
    InvalidSessionResumable,
}

const GATEWAY: &[(u32, Gateway)] = &[
    (4, Gateway::Drop),
    (1, Gateway::Close),
    (3, Gateway::Reconnect),
    (1, Gateway::InvalidSession),
    (1, Gateway::InvalidSessionResumable),
];

/// The faults that were set, with their names in the report.
#[derive(Default)]
pub struct Faults(Mutex<Vec<(String, FaultHandle)>>);

impl Faults {
    fn set(&self, stage: &Stage, name: String, fault: Fault) -> FaultHandle {
        let handle = stage.discord.fault(fault);
        self.0.lock().unwrap().push((name, handle.clone()));
        handle
    }

    /// Ends all of them and counts the requests that they struck.
    pub fn end(&self, stage: &Stage) {
        for (name, handle) in self.0.lock().unwrap().drain(..) {
            handle.remove();
            let hits = handle.hits();
            if hits > 0 {
                stage.tally.add_many(&format!("fault: {name}"), hits);
            }
        }
    }
}

/// Bad weather until it is over; then everything that was broken is whole again.
pub async fn blow(stage: Arc<Stage>, faults: Arc<Faults>, mut plan: Plan) {
    let passing = TaskTracker::new();
    while !stage.is_over() {
        stage.pause(plan.milliseconds(20..=500)).await;
        match plan.weighted(HAPPENS) {
            Happens::Fault => {
                passing.spawn(fault(Arc::clone(&stage), Arc::clone(&faults), plan.fork()));
            }
            Happens::GivenAndDenied => {
                for _ in 0..plan.count(1..=DENIED_MAX) {
                    let (stage, faults) = (Arc::clone(&stage), Arc::clone(&faults));
                    passing.spawn(given_and_denied(stage, faults, plan.fork()));
                }
            }
            Happens::Leaves => {
                passing.spawn(leaves(Arc::clone(&stage), plan.fork()));
            }
            Happens::Gateway => gateway(&stage, &mut plan),
            Happens::Redelivery => {
                if let Some(interaction) = plan.one_of(&stage.recent_interactions()) {
                    stage.discord.redeliver(*interaction);
                    stage.tally.add("weather: interaction delivered again");
                    let what = format!("interaction {interaction} is delivered again");
                    stage.journal.note(None, what);
                }
            }
            Happens::Neighbour => {
                passing.spawn(neighbour(Arc::clone(&stage), plan.fork()));
            }
        }
    }
    passing.close();
    passing.wait().await;
    faults.end(&stage);
}

async fn fault(stage: Arc<Stage>, faults: Arc<Faults>, mut plan: Plan) {
    let route = plan.weighted(ROUTES);
    let trouble = route.draw(&mut plan);
    let is_for_one =
        matches!(route, Route::Grant | Route::Withdraw | Route::LookUp) && plan.percent(50);
    let member = plan.one_of(&stage.guests).unwrap().member.id();
    let member = is_for_one.then_some(member);
    let fault = trouble.of(route.fault(member), &mut plan);
    // What strikes everybody for long leaves little to be struck.
    let fault = if plan.percent(if is_for_one { 60 } else { 20 }) {
        fault.always()
    } else {
        fault.times(plan.count(1..=4))
    };
    let name = format!("{}: {}", route.name(), trouble.name());
    stage.journal.note(member, format!("fault: {name}"));
    let handle = faults.set(&stage, name.clone(), fault);
    stage.pause(duration(is_for_one, &mut plan)).await;
    handle.remove();
    stage.journal.note(member, format!("fault ends: {name}"));
}

async fn given_and_denied(stage: Arc<Stage>, faults: Arc<Faults>, mut plan: Plan) {
    let member = plan.one_of(&stage.guests).unwrap().member.id();
    let given = Route::Grant.fault(Some(member)).times(1);
    let hangs = plan.percent(70);
    let (given, how) = if hangs {
        (given.hang_after_effect(), "hangs after the effect")
    } else {
        (given.cut_after_effect(), "cut after the effect")
    };
    let denied = Route::Grant.fault(Some(member));
    let denied = denied.error(404, 10007, "Unknown Member").always();
    // Who may not take it leaves it to a moderator.
    let kept = plan.percent(60).then(|| {
        let kept = Route::Withdraw.fault(Some(member)).always();
        let kept = kept.error(403, 50013, "Missing Permissions");
        faults.set(
            &stage,
            format!("{}: 403 50013", Route::Withdraw.name()),
            kept,
        )
    });
    let name = Route::Grant.name();
    let given = faults.set(&stage, format!("{name}: {how}"), given);
    let denied = faults.set(&stage, format!("{name}: 404 10007"), denied);
    let what = format!("a role will be given ({how}) and denied");
    stage.journal.note(member, what);
    let until = Instant::now() + DENIAL;
    while given.hits() == 0 && Instant::now() < until && !stage.is_over() {
        stage.pause(LOOK_AGAIN).await;
    }
    if given.hits() > 0 && hangs && plan.percent(60) {
        // The worst moment: Discord has done it, and nobody here knows.
        stage.strike.notify_one();
    }
    let rest = until.saturating_duration_since(Instant::now());
    stage.pause(rest).await;
    given.remove();
    denied.remove();
    if let Some(kept) = kept {
        stage.pause(KEPT).await;
        kept.remove();
    }
    stage.journal.note(member, "nothing is denied any more");
}

async fn leaves(stage: Arc<Stage>, mut plan: Plan) {
    let absent = stage
        .guests
        .iter()
        .filter(|guest| !guest.member.is_member());
    if absent.count() >= ABSENT_MAX {
        return;
    }
    let guest = plan.one_of(&stage.guests).unwrap();
    if !guest.leave() {
        return;
    }
    stage.tally.add("weather: member leaves");
    stage.journal.note(guest.member.id(), "leaves");
    stage.pause(plan.milliseconds(100..=6_000)).await;
    // Some are not back in time, and stay away.
    if !stage.is_over() {
        guest.rejoin();
        stage.journal.note(guest.member.id(), "is back");
    }
}

fn gateway(stage: &Stage, plan: &mut Plan) {
    let what = plan.weighted(GATEWAY);
    match what {
        Gateway::Drop => stage.discord.gateway_drop(),
        Gateway::Close => stage.discord.gateway_close(4000),
        Gateway::Reconnect => stage.discord.gateway_reconnect(),
        Gateway::InvalidSession => stage.discord.gateway_invalid_session(false),
        Gateway::InvalidSessionResumable => stage.discord.gateway_invalid_session(true),
    }
    stage.tally.add(&format!("weather: gateway {what:?}"));
    stage.journal.note(None, format!("gateway: {what:?}"));
}

/// Somebody else's transaction on the bot's file, as from an operator's own SQLite shell.
async fn neighbour(stage: Arc<Stage>, mut plan: Plan) {
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(stage.database())
        .busy_timeout(NEIGHBOUR_PATIENCE);
    let Ok(mut connection) = options.connect().await else {
        return;
    };
    for _ in 0..plan.count(5..=40) {
        if write(&mut connection, plan.milliseconds(1..=20))
            .await
            .is_err()
        {
            break;
        }
        stage.tally.add("weather: somebody else writes");
    }
}

async fn write(connection: &mut SqliteConnection, pause: Duration) -> sqlx::Result<()> {
    for statement in [
        "BEGIN IMMEDIATE",
        "INSERT INTO setting (key, value) VALUES ('neighbour', '')
            ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        "COMMIT",
    ] {
        sqlx::query(statement).execute(&mut *connection).await?;
        tokio::time::sleep(pause).await;
    }
    Ok(())
}
