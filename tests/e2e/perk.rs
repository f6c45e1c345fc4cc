//! `/perk add-role|list|archive|resume`, and the roles that a perk must not give.

use fake_discord::{FakeDiscord, RoleId, permissions};

use super::support::{LOCALES, TestBot, ask_for, badge_role, moderator};

#[tokio::test(flavor = "multi_thread")]
async fn a_perk_lives_from_offer_to_archive() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let explorer = badge_role(&discord, "Explorer");
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 300).await;

        let empty = mia.slash("perk list").send().await;
        let added = mia
            .slash("perk add-role")
            .option("role", RoleId(explorer))
            .option("price", 300)
            .option("name", "Spark Explorer")
            .option("description", "For those who were first")
            .option("stock", 10)
            .send()
            .await;
        let confirm = ask_for(&alice, "spark explorer").await;
        let listed = mia.slash("perk list").send().await;
        let archived = mia
            .slash("perk archive")
            .option("perk", "Spark Explorer")
            .send()
            .await;
        let too_late = alice.click(&confirm, "confirm").await;
        let after = mia.slash("perk list").send().await;

        assert_eq!(bot.balance(&alice).await, (300, 0));
        insta::assert_json_snapshot!(
            format!("perk_{locale}"),
            [empty, added, confirm, listed, archived, too_late, after].map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_must_not_be_given_is_refused() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let above_moderator = discord.role("Above moderator").position(30).create();
    let above_bot = discord.role("Above bot").position(900).create();
    let managed = discord.role("Booster").position(2).managed().create();
    let mut rows = vec![
        (above_moderator, "not below yours"),
        (above_bot, "not below the bot's own"),
        (managed, "integration or to boosting"),
        (discord.guild_id(), "Everyone has this role"),
    ];
    for (name, bits) in [
        ("administrator", permissions::ADMINISTRATOR),
        ("guild", permissions::MANAGE_GUILD),
        ("roles", permissions::MANAGE_ROLES),
        ("channels", permissions::MANAGE_CHANNELS),
        ("webhooks", permissions::MANAGE_WEBHOOKS),
        ("kick", permissions::KICK_MEMBERS),
        ("ban", permissions::BAN_MEMBERS),
        ("moderate", permissions::MODERATE_MEMBERS),
        ("everyone", permissions::MENTION_EVERYONE),
    ] {
        rows.push((
            discord.role(name).permissions(bits).position(2).create(),
            "power over the server",
        ));
    }
    for (role, expected) in rows {
        let refused = mia
            .slash("perk add-role")
            .option("role", RoleId(role))
            .option("price", 10)
            .send()
            .await;
        assert!(
            refused.is_ephemeral() && refused.text().contains(expected),
            "{expected}: {}",
            refused.text()
        );
    }
    discord.set_bot_permissions(0);
    let fine = badge_role(&discord, "Fine");
    let refused = mia
        .slash("perk add-role")
        .option("role", RoleId(fine))
        .option("price", 10)
        .send()
        .await;
    assert!(
        refused.text().contains("may not give roles"),
        "{}",
        refused.text()
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM perk").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_servers_owner_needs_no_role_above() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let explorer = badge_role(&discord, "Explorer");
    let added = discord
        .owner()
        .slash("perk add-role")
        .option("role", RoleId(explorer))
        .option("price", 10)
        .send()
        .await;
    assert!(
        added.text().contains("can be redeemed now"),
        "{}",
        added.text()
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM perk").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_perks_are_refused() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let explorer = badge_role(&discord, "Explorer");
    let other = badge_role(&discord, "Other");
    bot.perk("Explorer", explorer, 10).await;

    let add = |role: u64, price: i64| {
        mia.slash("perk add-role")
            .option("role", RoleId(role))
            .option("price", price)
    };
    for (request, expected) in [
        (
            add(other, 10).option("name", "explorer!"),
            "There is a perk called",
        ),
        (
            add(explorer, 10).option("name", "Else"),
            "gives this role already",
        ),
        (add(other, 0), "price must be from 1"),
        (add(other, -1), "price must be from 1"),
        (add(other, 1_000_000_001), "price must be from 1"),
        (add(other, 10).option("stock", 0), "Stock and limit"),
        (add(other, 10).option("limit", -1), "Stock and limit"),
        (add(other, 10).option("name", "!!!"), "at least one letter"),
        (
            add(other, 10).option("description", "x".repeat(101).as_str()),
            "The description has 101",
        ),
    ] {
        let refused = request.unchecked().send().await;
        assert!(
            refused.is_ephemeral() && refused.text().contains(expected),
            "{expected}: {}",
            refused.text()
        );
    }
    for command in ["perk archive", "perk resume"] {
        let refused = mia.slash(command).option("perk", "nothing").send().await;
        assert!(
            refused.text().contains("No perk of that name"),
            "{}",
            refused.text()
        );
    }
    let refused = mia
        .slash("perk resume")
        .option("perk", "explorer")
        .send()
        .await;
    assert!(
        refused.text().contains("is not paused"),
        "{}",
        refused.text()
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM perk").await, 1);
}

/// Roles change while the bot is away: a start looks at each perk's role again.
#[tokio::test(flavor = "multi_thread")]
async fn a_start_pauses_what_can_no_longer_be_given() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", explorer, 10).await;
    let alice = discord.member("alice");
    let mia = moderator(&discord);
    bot.award(&alice, 10).await;

    discord.set_role_permissions(explorer, permissions::BAN_MEMBERS);
    let bot = bot.restart(&discord).await;
    let menu = alice.slash("redeem").send().await;
    let listed = mia.slash("perk list").send().await;
    assert!(
        menu.text().contains("nothing to redeem"),
        "what can't be delivered is hidden: {}",
        menu.text()
    );
    let typed = alice
        .slash("redeem")
        .option("perk", "explorer")
        .send()
        .await;
    assert!(
        typed.text().contains("not available at the moment"),
        "{}",
        typed.text()
    );
    assert!(
        listed.text().contains("power over the server"),
        "{}",
        listed.text()
    );

    discord.set_role_permissions(explorer, 0);
    let bot = bot.restart(&discord).await;
    let menu = alice.slash("redeem").send().await;
    assert!(!menu.text().contains("🔒"), "{}", menu.text());
    bot.verify().await;
}

/// Resuming looks at the role again: what was paused because anyone could redeem power over the server stays paused.
#[tokio::test(flavor = "multi_thread")]
async fn a_perk_is_resumed_only_when_its_role_can_be_given() {
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", explorer, 10).await;
    let mia = moderator(&discord);
    discord.set_role_permissions(explorer, permissions::ADMINISTRATOR);
    let bot = bot.restart(&discord).await;

    let resume = || mia.slash("perk resume").option("perk", "explorer");
    let refused = resume().send().await;
    assert!(
        refused.text().contains("ADMINISTRATOR") || refused.text().contains("Administrator"),
        "{}",
        refused.text()
    );
    assert_eq!(
        bot.count("SELECT COUNT(*) FROM perk WHERE state = 'paused'")
            .await,
        1
    );

    discord.set_role_permissions(explorer, 0);
    resume().send().await;
    assert_eq!(
        bot.count("SELECT COUNT(*) FROM perk WHERE state = 'active'")
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_perk_of_every_kind_is_offered() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 300).await;

        let mut said = vec![];
        // Discord sends a choice by its place.
        let kinds = ["ticket", "whitelist", "boost", "plan", "other"];
        for (place, kind) in kinds.into_iter().enumerate() {
            let added = mia
                .slash("perk add-manual")
                .option("kind", i64::try_from(place).unwrap())
                .option("name", format!("The {kind}"))
                .option("price", 300)
                .option("stock", 10)
                .send()
                .await;
            said.push(added.text());
        }
        let taken = mia
            .slash("perk add-manual")
            .option("kind", 4)
            .option("name", "the-TICKET")
            .option("price", 1)
            .option("coming-soon", true)
            .send()
            .await;
        let early = alice
            .slash("redeem")
            .option("perk", "The plan")
            .send()
            .await;
        let resumed = mia
            .slash("perk resume")
            .option("perk", "The plan")
            .send()
            .await;
        let listed = mia.slash("perk list").send().await;
        said.extend([taken, early, resumed, listed].map(|reply| reply.text()));
        insta::assert_json_snapshot!(format!("perk_kinds_{locale}"), said);
        bot.verify().await;
    }
}
