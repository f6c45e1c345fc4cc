//! Faults of ours: the user reads an incident id in their own language and nothing of what happened.

use fake_discord::{Event, FakeDiscord, Fault};

use super::support::{LOCALES, Shop, TestBot, ask_for, badge_role, moderator};

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
    let Shop {
        discord,
        bot,
        alice,
        explorer,
    } = Shop::open(10, 10).await;
    let confirm = ask_for(&alice, "explorer").await;

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

/// A database that is busy for longer than Discord waits: the member sees "thinking" and then the answer, and an award
/// is announced to all although its first answer had to be private.
#[tokio::test(flavor = "multi_thread")]
async fn a_slow_database_is_waited_for() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    mia.slash("campaign create")
        .option("name", "Launch")
        .send()
        .await;

    let busy = bot.occupy().await;
    let award = mia
        .slash("award")
        .option("member", &alice)
        .option("amount", 5)
        .option("campaign", "launch")
        .send_without_waiting();
    discord.wait_until(|_| award.now().is_thinking()).await;
    drop(busy);
    let receipt = award.finished().await;
    let announcement = receipt.followup(0).await;

    assert!(
        receipt.is_ephemeral() && receipt.text().contains("Budget"),
        "{}",
        receipt.text()
    );
    assert!(!announcement.is_ephemeral(), "{}", announcement.text());
    assert_eq!(bot.balance(&alice).await, (5, 0));
    bot.verify().await;
}

/// Commands may be left over in a server that the bot served before: whoever manages that one has no say here.
#[tokio::test(flavor = "multi_thread")]
async fn another_server_is_refused() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mut events = discord.subscribe();
    discord
        .member("alice")
        .locale("ko")
        .slash("sparks")
        .send()
        .await;
    let mut interaction = loop {
        if let Event::GatewaySent { payload, .. } = events.recv().await.unwrap()
            && payload["t"] == "INTERACTION_CREATE"
        {
            break payload["d"].clone();
        }
    };
    interaction["id"] = "42".into();
    interaction["guild_id"] = "43".into();
    interaction["guild"]["id"] = "43".into();
    discord.send_raw_event("INTERACTION_CREATE", &interaction);
    let callback = "/interactions/42/*/callback";
    discord
        .wait_until(|discord| !discord.requests_to("POST", callback).is_empty())
        .await;

    let answer = format!("{:?}", discord.requests_to("POST", callback)[0].body);
    assert!(answer.contains("다른 서버"), "{answer}");
    bot.verify().await;
}

/// A connection that drops loses no interaction, and the bot goes on where it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_drops_is_joined_again() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    bot.award(&alice, 10).await;
    let break_it: [fn(&FakeDiscord); 2] =
        [FakeDiscord::gateway_drop, FakeDiscord::gateway_reconnect];
    for break_it in break_it {
        break_it(&discord);
        let summary = alice.slash("sparks").send().await;
        assert!(summary.text().contains("10"), "{}", summary.text());
    }
    bot.verify().await;
}
