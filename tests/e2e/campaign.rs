//! `/campaign create|list|close`.

use fake_discord::FakeDiscord;

use super::support::{LOCALES, TestBot, moderator};

#[tokio::test(flavor = "multi_thread")]
async fn a_campaign_lives_from_creation_to_close() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);

        let empty = mia.slash("campaign list").send().await;
        let created = mia
            .slash("campaign create")
            .option("name", "Launch week")
            .option("budget", 5_000)
            .send()
            .await;
        let unlimited = mia
            .slash("campaign create")
            .option("name", "Always on")
            .send()
            .await;
        let alice = discord.member("alice");
        mia.slash("award")
            .option("member", &alice)
            .option("amount", 1_200)
            .option("campaign", "launch WEEK")
            .send()
            .await;
        let listed = mia.slash("campaign list").send().await;
        let closed = mia
            .slash("campaign close")
            .option("campaign", "Launch week")
            .send()
            .await;
        let after = mia.slash("campaign list").send().await;

        insta::assert_json_snapshot!(
            format!("campaign_{locale}"),
            [empty, created, unlimited, listed, closed, after].map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_campaigns_are_refused() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    mia.slash("campaign create")
        .option("name", "Launch week")
        .send()
        .await;

    for (name, budget, expected) in [
        ("launch-WEEK!", 5, "is already running"),
        ("✨", 5, "at least one letter or digit"),
        (&*"a".repeat(61), 5, "The name has 61 characters"),
        ("Other", 0, "from 1 to 1,000,000,000"),
        ("Other", i64::MAX, "from 1 to 1,000,000,000"),
    ] {
        let refused = mia
            .slash("campaign create")
            .option("name", name)
            .option("budget", budget)
            .unchecked()
            .send()
            .await;
        assert!(
            refused.is_ephemeral() && refused.text().contains(expected),
            "{expected}: {}",
            refused.text()
        );
    }
    let refused = mia
        .slash("campaign close")
        .option("campaign", "Other")
        .send()
        .await;
    assert!(
        refused.text().contains("No running campaign has that name"),
        "{}",
        refused.text()
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM campaign").await, 1);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_creation_twice_makes_one() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let created = mia
        .slash("campaign create")
        .option("name", "Launch week")
        .option("budget", 9)
        .deliver_times(2)
        .send()
        .await;
    mia.slash("campaign list").send().await;

    assert!(
        created.text().contains("has started. Budget: 9 Sparks"),
        "{}",
        created.text()
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM campaign").await, 1);
    bot.verify().await;
}
