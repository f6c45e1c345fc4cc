//! Discord bans an address after 10,000 answers of 401, 403 or 429 in ten minutes; the bot must never come near.

use std::time::Duration;

use fake_discord::{Fault, FaultHandle, Member};

use super::support::{Shop, TestBot, ask_for};

const MINUTE_MS: i64 = 60_000;
const MINUTES: usize = 60;
const WINDOW_MINUTES: usize = 10;
/// A crowd at the start and at the end of the hour, for longer than a window; in between a few.
const BUSY_MINUTES: usize = WINDOW_MINUTES + 2;
const PRESSES_PER_BUSY_MINUTE: usize = 150;
const PRESSES_PER_CALM_MINUTE: usize = 15;
/// A fifth of what Discord allows.
const REFUSALS_MAX: usize = 2_000;
const LOOK_AGAIN: Duration = Duration::from_millis(2);
/// So long nothing comes that a busy machine has only delayed.
const UNCHANGED_LOOKS: usize = 10;
/// A command that was left unanswered stays so.
const PATIENCE: Duration = Duration::from_secs(1);

/// Returns when no more refusals come.
async fn calm(refusals: &FaultHandle) -> usize {
    let (mut seen, mut unchanged) = (refusals.hits(), 0);
    while unchanged < UNCHANGED_LOOKS {
        tokio::time::sleep(LOOK_AGAIN).await;
        let now = refusals.hits();
        unchanged = if now == seen { unchanged + 1 } else { 0 };
        seen = now;
    }
    seen
}

fn presses(minute: usize) -> usize {
    if (BUSY_MINUTES..MINUTES - BUSY_MINUTES).contains(&minute) {
        PRESSES_PER_CALM_MINUTE
    } else {
        PRESSES_PER_BUSY_MINUTE
    }
}

/// Whether the member has the role a moment later.
async fn gets_role(member: &Member, role: u64) -> bool {
    tokio::time::sleep(10 * LOOK_AGAIN).await;
    member.roles().contains(&role)
}

/// The bot answers again, as soon as it has looked and was taken.
async fn answered(bot: &TestBot, member: &Member) {
    for _ in 0..MINUTES {
        bot.pass(MINUTE_MS);
        let asked = member.slash("sparks").send_without_waiting();
        if tokio::time::timeout(PATIENCE, asked.finished())
            .await
            .is_ok()
        {
            return;
        }
    }
    panic!("the bot does not answer any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_of_refusals_stays_far_from_a_ban_and_ends_by_itself() {
    let Shop {
        discord,
        bot,
        alice,
        explorer,
    } = Shop::open(10, 10).await;
    let question = ask_for(&alice, "explorer").await;
    let crowd: Vec<_> = (0..PRESSES_PER_BUSY_MINUTE)
        .map(|number| discord.member(&format!("member{number}")))
        .collect();

    let refusals = discord.fault(
        Fault::on("*", "**")
            .error(403, 50001, "Missing Access")
            .always(),
    );
    let _ = alice.press(&question, "confirm").send_without_waiting();
    let mut each_minute = vec![];
    let mut before = 0;
    for minute in 0..MINUTES {
        for member in &crowd[..presses(minute)] {
            let _ = member.slash("sparks").send_without_waiting();
        }
        let now = calm(&refusals).await;
        each_minute.push(now - before);
        before = now;
        bot.pass(MINUTE_MS);
    }

    let most = each_minute
        .windows(WINDOW_MINUTES)
        .map(|window| window.iter().sum::<usize>())
        .max()
        .unwrap();
    assert!(
        most < REFUSALS_MAX,
        "{most} refusals in a window: {each_minute:?}"
    );
    assert!(most > 500, "the bot tried at all: {each_minute:?}");
    let after_trip = &each_minute[MINUTES / 2..];
    assert!(
        after_trip.iter().any(|count| *count > 0),
        "it looks whether Discord takes it again: {each_minute:?}"
    );

    refusals.remove();
    answered(&bot, &alice).await;
    // The delivery waits out its own backoff first.
    for _ in 0..MINUTES {
        bot.pass(MINUTE_MS);
        if gets_role(&alice, explorer).await {
            break;
        }
    }
    assert_eq!(alice.roles(), [explorer]);
    bot.verify().await;
}
