//! `/help`: how Sparks work, from the command and from the buttons that lead there.

use fake_discord::FakeDiscord;

use super::support::{LOCALES, TestBot, badge_role, moderator};

#[tokio::test(flavor = "multi_thread")]
async fn help_in_three_languages() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        bot.perk("**Gold** @here", badge_role(&discord, "Gold"), 2_000)
            .await;
        bot.perk("Explorer", badge_role(&discord, "Explorer"), 300)
            .await;
        bot.perk_with("Sold out", badge_role(&discord, "Sold out"), 1, |perk| {
            perk.stock = Some(1);
        })
        .await;
        bot.perk("Gone", badge_role(&discord, "Gone"), 5).await;
        moderator(&discord)
            .slash("perk archive")
            .option("perk", "gone")
            .send()
            .await;
        bot.tamper("UPDATE perk SET stock_left = 0 WHERE slug = 'sold-out'")
            .await;
        let alice = discord.member("alice").locale(locale);

        let help = alice.slash("help").send().await;

        assert!(help.is_ephemeral());
        insta::assert_json_snapshot!(format!("help_{locale}"), help);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_names_five_perks_and_none_where_there_are_none() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    let without = alice.slash("help").send().await;
    assert!(!without.text().contains("To redeem here now"));
    for number in 1..=7 {
        let name = format!("Badge {number}");
        bot.perk(&name, badge_role(&discord, &name), 100 * number)
            .await;
    }

    let with = alice.slash("help").send().await.text();

    assert!(
        with.contains("Badge 1") && with.contains("Badge 5"),
        "{with}"
    );
    assert!(!with.contains("Badge 6"), "{with}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_gets_there_by_one_press() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = discord.member("alice").locale("ko");
    let asked = alice.slash("help").send().await;
    for command in ["sparks", "history"] {
        let empty = alice.slash(command).send().await;
        let help = alice.click(&empty, "help").await;
        assert!(help.is_ephemeral());
        assert_eq!(help.text(), asked.text());
    }
    bot.award(&alice, 10).await;
    let summary = alice.slash("sparks").send().await;
    assert_eq!(alice.click(&summary, "help").await.text(), asked.text());
}

/// The button is the same for all, so it answers whoever presses it, in their language.
#[tokio::test(flavor = "multi_thread")]
async fn it_is_anyones() {
    let discord = FakeDiscord::start().await;
    let _bot = TestBot::start(&discord).await;
    let alice = discord.member("alice");
    let bora = discord.member("bora").locale("ru");
    let summary = alice.slash("sparks").send().await;

    let help = bora.press(&summary, "help").anyway().send().await;

    assert!(help.is_ephemeral());
    assert!(
        help.text().contains("Как работают Искры"),
        "{}",
        help.text()
    );
}
