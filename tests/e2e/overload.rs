//! More interactions than can be answered in time.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault};

use super::support::{TestBot, moderator};

/// As `src/discord/turns.rs` has it.
const AT_ONCE_MAX: usize = 256;
/// Far more than a turn is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn what_would_be_answered_too_late_is_not_begun() {
    let discord = FakeDiscord::builder()
        .answer_within(Duration::from_mins(1))
        .start()
        .await;
    let bot = TestBot::start(&discord).await;
    bot.award(&discord.member("bora"), 1).await;
    let alice = discord.member("alice");
    let mia = moderator(&discord);
    let answers = Fault::on("POST", "/interactions/*/*/callback");
    let held = discord.fault(answers.hold().always());
    let mut crowd = vec![];
    for number in 0..AT_ONCE_MAX {
        let member = discord.member(&format!("member-{number}"));
        crowd.push(member.slash("help").send_without_waiting());
    }
    held.wait_hits(AT_ONCE_MAX).await;

    let award = mia.slash("award").option("member", &alice);
    let award = award
        .option("amount", 500)
        .option("campaign", "Launch week");
    let late = award.send_without_waiting();
    let counted = async {
        while bot.app.metrics.unanswered.all().is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(PATIENCE, counted).await.unwrap();
    assert_eq!(bot.app.metrics.unanswered.all(), [(["busy".into()], 1)]);
    assert_eq!(held.hits(), AT_ONCE_MAX);
    held.remove();

    // Whoever was in hand and whoever comes next is answered.
    for answered in crowd {
        answered.answered().await;
    }
    let shown = alice.slash("sparks").send().await;
    assert!(!shown.text().is_empty());
    assert_eq!(late.now().callback_type(), None);
    assert_eq!(bot.balance(&alice).await, (0, 0), "nothing was begun");
    bot.verify().await;
}
