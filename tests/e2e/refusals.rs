//! What a member may try, and what they read then: nothing is charged, and the way on is named.

use fake_discord::FakeDiscord;

use super::support::{LOCALES, Shop, TestBot, ask_for, badge_role, confirmed, moderator};

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_in_three_languages() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = discord.member("alice").locale(locale);
        let owned = badge_role(&discord, "Owned");
        bot.perk("Dear", badge_role(&discord, "Dear"), 9_000).await;
        bot.perk("Owned", owned, 10).await;
        bot.perk_with("Scarce", badge_role(&discord, "Scarce"), 10, |perk| {
            perk.stock = Some(1);
        })
        .await;
        bot.perk("Gone", badge_role(&discord, "Gone"), 10).await;
        bot.perk("Once", badge_role(&discord, "Once"), 10).await;
        bot.award(&alice, 100).await;
        alice.give_role(owned);
        let bora = discord.member("bora");
        bot.award(&bora, 100).await;
        redeem(&bora, "scarce").await;
        redeem(&alice, "once").await;
        moderator(&discord)
            .slash("perk archive")
            .option("perk", "gone")
            .send()
            .await;

        let mut texts = Vec::new();
        for perk in [
            "dear",
            "owned",
            "scarce",
            "gone",
            "once",
            "no such perk",
            "@everyone",
        ] {
            let refused = ask_for(&alice, perk).await;
            assert!(refused.is_ephemeral());
            texts.push(refused.text());
        }
        assert_eq!(bot.balance(&alice).await, (90, 0));
        insta::assert_json_snapshot!(format!("refusals_{locale}"), texts);
        bot.verify().await;
    }
}

async fn redeem(member: &fake_discord::Member, perk: &str) {
    let confirm = ask_for(member, perk).await;
    confirmed(member, &confirm, "#0001").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_members_button_is_not_theirs() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", explorer, 10).await;
    let (alice, mallory) = (discord.member("alice"), discord.member("mallory"));
    bot.award(&alice, 100).await;
    bot.award(&mallory, 100).await;
    let confirm = ask_for(&alice, "explorer").await;

    let refused = mallory.press(&confirm, "confirm").anyway().send().await;

    assert!(
        refused.is_ephemeral() && refused.text().contains("This belongs to"),
        "{}",
        refused.text()
    );
    assert_eq!(bot.balance(&alice).await, (100, 0));
    assert_eq!(bot.balance(&mallory).await, (100, 0));
    assert!(alice.roles().is_empty() && mallory.roles().is_empty());
}

/// The price that the member confirmed is the price charged, else they are asked again.
#[tokio::test(flavor = "multi_thread")]
async fn a_repriced_perk_is_asked_about_again() {
    for locale in LOCALES {
        let Shop {
            discord: _discord,
            bot,
            alice,
            explorer: _,
        } = Shop::open_to(locale, 100, 500).await;
        let confirm = ask_for(&alice, "explorer").await;
        bot.tamper("UPDATE perk SET price = 200").await;

        let asked_again = alice.click(&confirm, "confirm").await;
        assert_eq!(bot.balance(&alice).await, (500, 0));
        insta::assert_json_snapshot!(format!("repriced_{locale}"), asked_again.text());
        confirmed(&alice, &asked_again, "#0001").await;

        assert_eq!(bot.balance(&alice).await, (300, 0));
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_came_from_elsewhere_is_not_charged_for() {
    let Shop {
        discord: _discord,
        bot,
        alice,
        explorer,
    } = Shop::open(10, 100).await;
    let confirm = ask_for(&alice, "explorer").await;
    alice.give_role(explorer);

    let refused = alice.click(&confirm, "confirm").await;

    assert!(
        refused.text().contains("already have the role"),
        "{}",
        refused.text()
    );
    assert_eq!(bot.balance(&alice).await, (100, 0));
}
