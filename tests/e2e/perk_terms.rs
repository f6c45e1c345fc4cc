//! The options of `/perk add-role` and `add-manual`, `/perk edit`, `/perk pause`, `/perk resume` and the pages of lists; and
//! what members see of a perk's words and terms, each in their language.

use fake_discord::{FakeDiscord, RoleId, Slash, permissions};

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

/// What `/perk edit` sets can be set from the start; a role that ends can be redeemed again.
#[tokio::test(flavor = "multi_thread")]
async fn a_perk_is_added_with_all_of_its_terms() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let explorer = badge_role(&discord, "Explorer");
        let trader = badge_role(&discord, "Trader");
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale).with_role(trader);
        let words = |command: Slash| {
            command
                .option("name-en", "Spark Explorer")
                .option("name-ru", "Исследователь Искр")
                .option("name-ko", "스파크 탐험가")
                .option("description-en", "For those who were first")
                .option("description-ru", "Для тех, кто был первым")
                .option("description-ko", "처음 온 분들께")
        };
        let add_role = || {
            mia.slash("perk add-role")
                .option("role", RoleId(explorer))
                .option("price", 100)
        };
        let closed = add_role().option("closes", "2025-12-31").send().await;
        let unreadable = add_role().option("opens", "01/02/2026").send().await;
        let added = words(add_role())
            .option("opens", "2026-02-01")
            .option("closes", "2026-12-31")
            .option("required-role", RoleId(trader))
            .option("minimum", 200)
            .option("days", 30)
            .send()
            .await;
        let ticket = words(mia.slash("perk add-manual"))
            .option("kind", 0)
            .option("name", "Meetup")
            .option("price", 100)
            .option("minimum", 500)
            .option("limit", 0)
            .option("closes", "14d")
            .send()
            .await;
        let ticket_by_other_names = mia
            .slash("perk add-manual")
            .option("kind", 0)
            .option("name", "Meetup")
            .option("price", 100)
            .option("minimum", 500)
            .option("limit", 0)
            .option("closes", "14d")
            .send()
            .await;
        let listed = mia.slash("perk list").send().await;
        bot.pass(31 * 86_400_000);
        bot.redeem(&alice, "explorer", 200).await;
        let again = bot.redeem(&alice, "스파크 탐험가", 200).await;
        let record = mia.slash("audit").send().await;

        assert_eq!(alice.roles(), [explorer, trader]);
        insta::assert_json_snapshot!(
            format!("perk_added_{locale}"),
            [
                closed,
                unreadable,
                added,
                ticket,
                ticket_by_other_names,
                listed,
                again,
                record
            ]
            .map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

/// Once by default; a role that ends without limit; and what the moderator says, where they say it.
#[tokio::test(flavor = "multi_thread")]
async fn how_often_a_new_perk_can_be_redeemed() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    for (name, days, limit, expected) in [
        ("for ever", None, None, 1),
        ("for ever, again and again", None, Some(0), 0),
        ("for a month", Some(30), None, 0),
        ("for a month, once", Some(30), Some(1), 1),
        ("for a month, three times", Some(30), Some(3), 3),
    ] {
        let role = badge_role(&discord, name);
        let add = mia
            .slash("perk add-role")
            .option("role", RoleId(role))
            .option("price", 100);
        let add = days
            .into_iter()
            .fold(add, |add, days| add.option("days", days));
        let add = limit
            .into_iter()
            .fold(add, |add, limit| add.option("limit", limit));
        let added = add.send().await;
        let limit = bot
            .count("SELECT COALESCE(limit_per_member, 0) FROM perk ORDER BY id DESC LIMIT 1")
            .await;
        assert_eq!(limit, expected, "{name}: {}", added.text());
    }
    bot.verify().await;
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
async fn many_perks_and_campaigns_stand_on_pages_of_those_who_may() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let keepers = discord.role("Keepers");
    let keepers = keepers.permissions(permissions::MANAGE_GUILD).create();
    let mia = discord.member("mia").with_role(keepers);
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
    for number in 0..12 {
        let create = mia.slash("campaign create");
        create
            .option("name", format!("Campaign {number}"))
            .send()
            .await;
    }
    let perks = mia.slash("perk list").send().await;
    let campaigns = mia.slash("campaign list").send().await;
    mia.take_role(keepers);
    for page in [&perks, &campaigns] {
        let refused = mia.click(page, "Next").await;
        assert!(
            refused.text().contains("“Manage Server”"),
            "{}",
            refused.text()
        );
    }
    bot.verify().await;
}
