//! `/sparks`: what a member has, and who may see how much of it.

use fake_discord::FakeDiscord;

use super::support::{LOCALES, TestBot, ask_for, badge_role, confirmed, moderator};

#[tokio::test(flavor = "multi_thread")]
async fn a_summary_shows_everything_at_a_glance() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let explorer = badge_role(&discord, "Explorer");
        let gold = badge_role(&discord, "Gold");
        let bot = TestBot::start(&discord).await;
        bot.perk("Explorer", explorer, 300).await;
        bot.perk("Gold", gold, 2_000).await;
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 1_500).await;
        let confirm = ask_for(&alice, "explorer").await;
        confirmed(&alice, &confirm, "#0001").await;

        let summary = alice.slash("sparks").send().await;

        assert!(summary.is_ephemeral());
        insta::assert_json_snapshot!(format!("sparks_{locale}"), summary);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_reads_how_to_earn() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        bot.perk("Explorer", badge_role(&discord, "Explorer"), 300)
            .await;
        let alice = discord.member("alice").locale(locale);
        let summary = alice.slash("sparks").send().await;
        insta::assert_json_snapshot!(format!("sparks_empty_{locale}"), summary);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn movements_are_for_the_member_and_moderators() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    let bora = discord.member("bora");
    let mia = moderator(&discord);
    bot.award(&alice, 1_500).await;

    let reason = "Found a bug";
    let own = alice.slash("sparks").send().await;
    let seen_by_bora = bora.slash("sparks").option("member", &alice).send().await;
    let seen_by_mia = mia.slash("sparks").option("member", &alice).send().await;

    assert!(own.text().contains(reason) && own.text().contains("1,500"));
    assert!(!seen_by_bora.text().contains(reason) && seen_by_bora.text().contains("1,500"));
    assert!(seen_by_mia.text().contains(reason));
    assert!(seen_by_bora.is_ephemeral());
}

#[tokio::test(flavor = "multi_thread")]
async fn public_answers_are_in_the_servers_language() {
    let discord = FakeDiscord::start().await;
    discord.set_guild_locale("ko");
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice").locale("ru");
    bot.award(&alice, 10).await;

    let summary = alice.slash("sparks").option("public", true).send().await;

    assert!(!summary.is_ephemeral());
    assert!(
        summary.text().contains("alice님의 스파크"),
        "{}",
        summary.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hostile_name_breaks_nothing() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    let mallory = discord
        .member("mallory")
        .nick("\u{202e}**@everyone**\u{0300}\u{0301}\u{0302}\u{0303}");
    bot.award(&mallory, 10).await;

    let summary = alice
        .slash("sparks")
        .option("member", &mallory)
        .send()
        .await;

    let sent = summary.sent().to_string();
    assert!(!sent.contains('\u{202e}'), "{sent}");
    assert_eq!(
        summary.sent()["allowed_mentions"]["parse"],
        serde_json::json!([])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn bots_have_none() {
    let discord = FakeDiscord::start().await;
    let _bot = TestBot::start(&discord).await;
    let robot = discord.member("robot").bot();
    let refused = discord
        .member("alice")
        .slash("sparks")
        .option("member", &robot)
        .send()
        .await;
    assert!(refused.is_ephemeral() && refused.text().contains("Bots have no Sparks"));
}

/// Everything in a summary is of one moment: who was only ever given Sparks has as many as they earned.
#[tokio::test(flavor = "multi_thread")]
async fn a_summary_fits_together_while_sparks_move() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    bot.award(&alice, 1).await;
    let giving = async {
        loop {
            bot.award(&alice, 1).await;
        }
    };
    let looking = async {
        for _ in 0..200 {
            let summary = alice.slash("sparks").send().await;
            let fields = summary.embeds()[0]["fields"].clone();
            let shown = |name: &str| {
                let mut all = fields.as_array().unwrap().iter();
                all.find(|field| field["name"] == name).unwrap()["value"].clone()
            };
            assert_eq!(shown("Available"), shown("Total earned"));
        }
    };
    tokio::select! {
        () = giving => {}
        () = looking => {}
    }
}
