//! `/award`: what moderators give, and every way in which it is refused.

use fake_discord::{FakeDiscord, Member};

use super::support::{LOCALES, TestBot, moderator};

async fn campaign(mia: &Member, name: &str, budget: i64) {
    mia.slash("campaign create")
        .option("name", name)
        .option("budget", budget)
        .send()
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_award_is_announced_and_receipted() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        discord.set_guild_locale(locale);
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice");
        campaign(&mia, "Launch week", 1_000).await;

        let announcement = mia
            .slash("award")
            .option("member", &alice)
            .option("amount", 250)
            .option("campaign", "Launch week")
            .option("reason", "Found a bug")
            .send()
            .await;
        let receipt = announcement.followup(0).await;

        assert!(!announcement.is_ephemeral() && receipt.is_ephemeral());
        assert_eq!(bot.balance(&alice).await, (250, 0));
        insta::assert_json_snapshot!(format!("award_{locale}"), (announcement, receipt));
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_interaction_twice_pays_once() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    campaign(&mia, "Launch week", 1_000).await;

    mia.slash("award")
        .option("member", &alice)
        .option("amount", 250)
        .option("campaign", "Launch week")
        .deliver_times(3)
        .send()
        .await;
    // Every delivery was handled: each tries to answer, and all but the first are told that it was answered.
    discord
        .wait_until(|discord| {
            let answers = discord.requests_to("POST", "/interactions/*/*/callback");
            answers.iter().filter(|answer| answer.status == 400).count() == 2
        })
        .await;

    assert_eq!(bot.balance(&alice).await, (250, 0));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_awards_move_nothing_and_say_why() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    let robot = discord.member("robot").bot();
    campaign(&mia, "Launch week", 1_000).await;
    campaign(&mia, "Over", 1_000).await;
    mia.slash("campaign close")
        .option("campaign", "Over")
        .send()
        .await;
    bot.clock.advance(1_000);

    for (receiver, amount, from, reason, expected) in [
        (&robot, 10, "Launch week", "ok", "Bots can't redeem"),
        (&mia, 10, "Launch week", "ok", "to yourself"),
        (&alice, 0, "Launch week", "ok", "from 1 to 1,000,000,000"),
        (&alice, -5, "Launch week", "ok", "from 1 to 1,000,000,000"),
        (
            &alice,
            1_000_000_000_000_000_000_i64,
            "Launch week",
            "ok",
            "from 1 to 1,000,000,000",
        ),
        (&alice, 1_001, "Launch week", "ok", "has 1,000 Sparks left"),
        (
            &alice,
            10,
            "No such thing",
            "ok",
            "There is no such campaign",
        ),
        (&alice, 10, "Over", "ok", "was closed"),
        (
            &alice,
            10,
            "Launch week",
            &"@everyone \u{202e}".repeat(1_000),
            "The reason has 11,000 characters",
        ),
    ] {
        let refused = mia
            .slash("award")
            .option("member", receiver)
            .option("amount", amount)
            .option("campaign", from)
            .option("reason", reason)
            .unchecked()
            .send()
            .await;
        assert!(refused.is_ephemeral(), "{expected}");
        assert!(
            refused.text().contains(expected),
            "{expected}: {}",
            refused.text()
        );
    }
    assert_eq!(bot.balance(&alice).await, (0, 0));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_reason_pings_nobody_and_turns_no_text() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let alice = discord.member("alice");
    campaign(&mia, "Launch week", 1_000).await;

    let announcement = mia
        .slash("award")
        .option("member", &alice)
        .option("amount", 1)
        .option("campaign", "Launch week")
        .option(
            "reason",
            "@everyone <@&1> [x](https://example.org) \u{202e}evil\n# big",
        )
        .send()
        .await;

    let text = announcement.text();
    assert!(
        !text.contains('\u{202e}') && !text.contains("@everyone") && !text.contains("](http"),
        "{text}"
    );
    assert_eq!(
        announcement.sent()["allowed_mentions"]["parse"],
        serde_json::json!([])
    );
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_do_not_see_the_command_unless_an_admin_lets_them() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let (alice, bora) = (discord.member("alice"), discord.member("bora"));
    campaign(&mia, "Launch week", 1_000).await;
    let award = |by: &Member| {
        by.slash("award")
            .option("member", &bora)
            .option("amount", 5)
            .option("campaign", "Launch week")
    };

    assert!(award(&alice).try_send().await.is_err());
    discord.allow_command("award", &alice);
    award(&alice).send().await;

    assert_eq!(bot.balance(&bora).await, (5, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn campaigns_are_suggested_while_typing() {
    let discord = FakeDiscord::start().await;
    let _bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    for name in ["Launch week", "런칭 이벤트", "Old"] {
        campaign(&mia, name, 100).await;
    }
    mia.slash("campaign close")
        .option("campaign", "Old")
        .send()
        .await;

    let names = |choices: Vec<fake_discord::Choice>| -> Vec<String> {
        choices.into_iter().map(|choice| choice.name).collect()
    };
    assert_eq!(
        names(mia.autocomplete("award", "campaign", "").await),
        ["런칭 이벤트", "Launch week"]
    );
    assert_eq!(
        names(mia.autocomplete("award", "campaign", "launch").await),
        ["Launch week"]
    );
    assert_eq!(
        names(mia.autocomplete("campaign close", "campaign", "런칭").await),
        ["런칭 이벤트"]
    );
}
