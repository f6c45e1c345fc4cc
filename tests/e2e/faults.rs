//! Faults of ours: the user reads an incident id in their own language and nothing of what happened.

use fake_discord::{FakeDiscord, Fault};

use super::support::{LOCALES, TestBot, badge_role};

fn incident(text: &str) -> String {
    text.split("**").nth(1).unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_database_is_an_incident_and_never_an_empty_answer() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice").locale(locale);
        bot.tamper("ALTER TABLE account RENAME TO elsewhere").await;

        for command in ["sparks", "redeem", "leaderboard"] {
            let fault = alice.slash(command).send().await;
            assert!(fault.is_ephemeral());
            let text = fault.text();
            assert_eq!(incident(&text).len(), 8, "{command}: {text}");
            assert!(
                !text.to_lowercase().contains("sql") && !text.contains("account"),
                "{text}"
            );
        }
        assert!(alice.autocomplete("redeem", "perk", "").await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_behind_a_button_is_an_incident_too() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", badge_role(&discord, "Explorer"), 10)
        .await;
    let alice = discord.member("alice");
    bot.award(&alice, 10).await;
    let menu = alice.slash("redeem").send().await;
    bot.tamper("ALTER TABLE perk RENAME TO elsewhere").await;

    let fault = alice.choose(&menu, "explorer").await;

    assert_eq!(incident(&fault.text()).len(), 8, "{}", fault.text());
}

/// What Discord does not take once (a 500 on our answer) is neither retried for ever nor charged twice.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_discord_drops_leaves_the_ledger_whole() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", explorer, 10).await;
    let alice = discord.member("alice");
    bot.award(&alice, 10).await;
    let confirm = alice
        .slash("redeem")
        .option("perk", "explorer")
        .send()
        .await;

    let dropped = discord.fault(
        Fault::on("POST", "/interactions/*/*/callback")
            .status(500)
            .times(1),
    );
    let press = alice.press(&confirm, "confirm").send_without_waiting();
    dropped.wait_hits(1).await;
    discord.wait_until(|_| alice.roles() == [explorer]).await;
    drop(press);

    bot.settled().await;
    assert_eq!(bot.balance(&alice).await, (0, 0));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn components_that_nobody_knows_are_answered() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", badge_role(&discord, "Explorer"), 10)
        .await;
    let alice = discord.member("alice").locale("ru");
    let menu = alice.slash("redeem").send().await;
    for id in [
        "redeem:confirm:1",
        "old:button",
        "🥇",
        "redeem:pick:99999999999999999999",
    ] {
        let answer = alice
            .select(&menu, None, &["explorer"])
            .with_custom_id(id)
            .send()
            .await;
        assert!(
            answer.is_ephemeral() && answer.text().contains("устарело"),
            "{id}: {}",
            answer.text()
        );
    }
}
