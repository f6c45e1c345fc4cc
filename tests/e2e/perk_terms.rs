//! `/perk edit`, `/perk pause`, `/perk resume` and the pages of `/perk list`; and what members see of a perk's words and
//! terms, each in their language.

use fake_discord::{FakeDiscord, RoleId};

use super::support::{LOCALES, TestBot, ask_for, badge_role, confirmed, moderator};

#[tokio::test(flavor = "multi_thread")]
async fn a_perk_is_changed_paused_and_resumed() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let explorer = badge_role(&discord, "Explorer");
        let trader = badge_role(&discord, "Trader");
        let bot = TestBot::start(&discord).await;
        bot.perk("Explorer", explorer, 300).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 500).await;

        let nothing = mia
            .slash("perk edit")
            .option("perk", "explorer")
            .send()
            .await;
        let edited = mia
            .slash("perk edit")
            .option("perk", "explorer")
            .option("price", 400)
            .option("stock", 10)
            .option("limit", 0)
            .option("opens", "2026-02-01")
            .option("closes", "2026-02-28")
            .option("required-role", RoleId(trader))
            .option("minimum", 1000)
            .option("days", 30)
            .option("name-en", "Spark Explorer")
            .option("name-ru", "Исследователь Искр")
            .option("name-ko", "스파크 탐험가")
            .option("description-en", "For those who were first")
            .option("description-ru", "Для тех, кто был первым")
            .option("description-ko", "처음 온 분들께")
            .send()
            .await;
        let listed = mia.slash("perk list").send().await;
        let not_open = alice.slash("redeem").send().await;
        bot.pass(31 * 86_400_000);
        let role_missing = ask_for(&alice, "스파크 탐험가").await;
        let open_to_all = mia
            .slash("perk edit")
            .option("perk", "Исследователь Искр")
            .option("required-role", RoleId(discord.guild_id()))
            .send()
            .await;
        let too_few = alice.slash("redeem").send().await;
        mia.slash("perk edit")
            .option("perk", "spark explorer")
            .option("minimum", 0)
            .send()
            .await;
        let question = ask_for(&alice, "explorer").await;
        let paused = mia
            .slash("perk pause")
            .option("perk", "explorer")
            .option("reason", "The artist redraws it")
            .send()
            .await;
        let too_late = alice.click(&question, "confirm").await;
        let listed_paused = mia.slash("perk list").send().await;
        let resumed = mia
            .slash("perk resume")
            .option("perk", "explorer")
            .send()
            .await;
        bot.pass(28 * 86_400_000);
        let closed = ask_for(&alice, "explorer").await;
        let record = mia.slash("audit").send().await;

        assert_eq!(bot.balance(&alice).await, (500, 0));
        insta::assert_json_snapshot!(
            format!("perk_terms_{locale}"),
            [
                nothing,
                edited,
                listed,
                not_open,
                role_missing,
                open_to_all,
                too_few,
                question,
                paused,
                too_late,
                listed_paused,
                resumed,
                closed,
                record
            ]
            .map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_reads_a_perk_in_their_own_language() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", explorer, 100).await;
    let mia = moderator(&discord);
    mia.slash("perk edit")
        .option("perk", "explorer")
        .option("name-ru", "Исследователь")
        .option("name-ko", "탐험가")
        .send()
        .await;
    for (locale, name) in [
        ("en-US", "Explorer"),
        ("ru", "Исследователь"),
        ("ko", "탐험가"),
    ] {
        let member = discord.member(&format!("reader-{locale}")).locale(locale);
        bot.award(&member, 100).await;
        let choices = member.autocomplete("redeem", "perk", "explor").await;
        let catalogue = member.slash("redeem").send().await;
        let question = ask_for(&member, name).await;
        let receipt = confirmed(&member, &question, "#000").await;
        let sparks = member.slash("sparks").send().await;
        let history = member.slash("history").send().await;
        for shown in [&catalogue, &question, &receipt, &sparks, &history] {
            assert!(shown.text().contains(name), "{locale}: {}", shown.text());
        }
        assert!(format!("{choices:?}").contains(name), "{choices:?}");
    }
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_perks_stand_on_pages() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    for number in 0..23 {
        let role = badge_role(&discord, &format!("Role {number:02}"));
        bot.perk(&format!("Perk {number:02}"), role, 100).await;
    }
    let first = mia.slash("perk list").send().await;
    assert!(first.text().contains("Perk 22") && !first.text().contains("Perk 12"));
    let second = mia.click(&first, "Next").await;
    assert!(second.text().contains("Perk 12") && second.text().contains("Perk 03"));
    let last = mia.click(&second, "Next").await;
    assert!(last.text().contains("Perk 00"), "{}", last.text());
    bot.verify().await;
}
