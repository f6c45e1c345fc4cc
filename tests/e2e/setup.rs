//! `/setup`: the ready-made catalogue and a first campaign, shown first and put in place once; the badge's role is made
//! once, through double clicks, outages and answers that never come.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member, Reply, RoleId, permissions};

use super::support::{LOCALES, NEW_YEAR_MS, TestBot, badge_role, moderator};

const ROLES: &str = "/guilds/*/roles";
/// How long nobody makes another role after an answer that never came.
const LEASE_MS: i64 = 30_000;

async fn ask(mia: &Member) -> Reply {
    let setup = mia.slash("setup").option("create-role", true);
    setup.send().await
}

/// The roles that are not the test's own, by name.
fn made(discord: &FakeDiscord) -> Vec<String> {
    let theirs = ["@everyone", "Moderators", "Mine", "Bot under test"];
    let name = |role: &serde_json::Value| role["name"].as_str().unwrap().to_owned();
    let mut roles: Vec<String> = discord.roles().iter().map(name).collect();
    roles.retain(|name| !theirs.contains(&name.as_str()) && !name.starts_with("permissions of"));
    roles
}

async fn perks(bot: &TestBot) -> i64 {
    bot.count("SELECT COUNT(*) FROM perk").await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_shown_then_put_in_place_and_once_only() {
    for locale in LOCALES {
        let discord = FakeDiscord::builder().guild_locale(locale).start().await;
        discord.set_date(NEW_YEAR_MS);
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        let alice = discord.member("alice").locale(locale);

        let without_role = mia.slash("setup").send().await;
        let question = ask(&mia).await;
        assert_eq!((perks(&bot).await, made(&discord).len()), (0, 0));
        let cancelled = mia.click(&question, "cancel").await;
        let question = ask(&mia).await;
        let done = mia.click(&question, "confirm").await;
        let once_more = mia.slash("setup").send().await;
        let listed = mia.slash("perk list").send().await;
        let campaign = mia.slash("campaign list").send().await;
        let record = mia.slash("audit").send().await;
        let catalogue = alice.slash("redeem").send().await;

        assert_eq!((perks(&bot).await, made(&discord).len()), (5, 1));
        insta::assert_json_snapshot!(
            format!("setup_{locale}"),
            [
                without_role,
                question,
                cancelled,
                done,
                once_more,
                listed,
                campaign,
                record,
                catalogue
            ]
            .map(|reply| reply.text())
        );
        bot.verify().await;
    }
}

/// The badge of the catalogue is delivered like any other.
#[tokio::test(flavor = "multi_thread")]
async fn the_badge_with_the_new_role_can_be_redeemed() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let question = ask(&mia).await;
    mia.click(&question, "confirm").await;
    assert_eq!(made(&discord), ["Spark Explorer"]);
    let alice = discord.member("alice");
    bot.redeem(&alice, "spark explorer", 200).await;
    assert_eq!(alice.roles().len(), 1);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_of_the_servers_own_serves_as_well() {
    let discord = FakeDiscord::start().await;
    let mine = badge_role(&discord, "Mine");
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let first = mia.slash("setup").send().await;
    let done = mia.click(&first, "confirm").await;
    assert!(
        done.text().contains("The badge needs a role"),
        "{}",
        done.text()
    );
    assert_eq!(perks(&bot).await, 4);

    let second = mia.slash("setup").option("role", RoleId(mine)).send().await;
    let done = mia.click(&second, "confirm").await;

    assert!(
        done.text().contains("Done: 1 thing was added"),
        "{}",
        done.text()
    );
    assert_eq!((perks(&bot).await, made(&discord).len()), (5, 0));
    bot.verify().await;
}

/// Whoever has begun keeps what they have: what is called the same, is of the same kind or gives the same role is taken for
/// what would be made, and a campaign that is open for the first one.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_stays_as_it_is() {
    let discord = FakeDiscord::start().await;
    let mine = badge_role(&discord, "Mine");
    let bot = TestBot::start(&discord).await;
    bot.perk("First steps", mine, 7).await;
    bot.manual_perk(sparks::perks::PerkKind::Whitelist, "Allow list", 7)
        .await;
    bot.manual_perk(sparks::perks::PerkKind::Other, "Traffic boost", 7)
        .await;
    bot.award(&discord.member("alice"), 5).await;
    let mia = moderator(&discord);

    let question = mia.slash("setup").option("role", RoleId(mine)).send().await;
    let done = mia.click(&question, "confirm").await;

    for name in ["First steps", "Allow list", "Traffic boost", "Launch week"] {
        let line = format!("**{name}** is there already");
        assert!(
            question.text().contains(&line) && done.text().contains(&line),
            "{}",
            done.text()
        );
    }
    assert_eq!(perks(&bot).await, 5);
    assert_eq!(
        bot.count("SELECT COUNT(*) FROM perk WHERE price = 7").await,
        3
    );
    assert_eq!(bot.count("SELECT COUNT(*) FROM campaign").await, 1);
    bot.verify().await;
}

/// Archived or renamed, it was put in place once.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_moderator_ended_or_renamed_is_not_made_again() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let question = ask(&mia).await;
    mia.click(&question, "confirm").await;
    let change = mia.slash("perk edit").option("perk", "event ticket");
    change
        .option("name", "Meetup")
        .option("name-en", "none")
        .option("name-ru", "none")
        .option("name-ko", "none")
        .send()
        .await;
    for perk in ["Traffic boost", "Spark Explorer"] {
        mia.slash("perk archive").option("perk", perk).send().await;
    }
    let close = mia.slash("campaign close");
    close.option("campaign", "Welcome to Sparks").send().await;

    let again = ask(&mia).await;

    let text = again.text();
    assert!(text.contains("**Meetup** is there already"), "{text}");
    for ended in ["Traffic boost", "Spark Explorer", "Welcome to Sparks"] {
        assert!(text.contains(&format!("**{ended}** was ended")), "{text}");
    }
    assert!(again.buttons().is_empty());
    assert_eq!((perks(&bot).await, made(&discord).len()), (5, 1));
    bot.verify().await;
}

/// Two clicks, two moderators, and the same interaction delivered again.
#[tokio::test(flavor = "multi_thread")]
async fn many_confirmations_at_once_make_one_of_each() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let slow = discord.fault(
        Fault::on("POST", ROLES)
            .latency(Duration::from_millis(300))
            .always(),
    );
    let mia = moderator(&discord);
    let noa = discord.member("noa").permissions(permissions::MANAGE_GUILD);
    let (hers, theirs) = (ask(&mia).await, ask(&noa).await);
    let presses = [
        mia.press(&hers, "confirm").anyway().send_without_waiting(),
        noa.press(&theirs, "confirm")
            .anyway()
            .send_without_waiting(),
        mia.press(&hers, "confirm").anyway().send_without_waiting(),
    ];
    for press in presses {
        press.finished().await;
    }
    for question in [hers, theirs] {
        let is_done = |reply: &Reply| reply.text().contains("Still to be seen to");
        question.wait_until(is_done).await;
    }
    discord.redeliver_last_interaction();
    slow.remove();

    assert_eq!((perks(&bot).await, made(&discord).len()), (5, 1));
    assert_eq!(discord.requests_to("POST", ROLES).len(), 1);
    assert_eq!(bot.count("SELECT COUNT(*) FROM campaign").await, 1);
    bot.verify().await;
}

/// Discord made the role, and its answer was lost: the next try finds it, and waits before it looks.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_whose_answer_was_lost_is_found_and_not_made_again() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let question = ask(&mia).await;
    discord.fault(Fault::on("POST", ROLES).cut_after_effect());

    let lost = mia.click(&question, "confirm").await;
    assert!(
        lost.text().contains("Try again in half a minute"),
        "{}",
        lost.text()
    );
    assert_eq!((perks(&bot).await, made(&discord).len()), (0, 1));
    bot.pass(LEASE_MS - 1);
    let too_early = mia.click(&lost, "confirm").await;
    let too_early = too_early
        .wait_until(|reply| reply.text().contains("is being made"))
        .await;
    bot.pass(1);
    let done = mia.click(&too_early, "confirm").await;
    assert!(done.text().contains("Done: 6"), "{}", done.text());

    assert_eq!(made(&discord), ["Spark Explorer"]);
    assert_eq!(discord.requests_to("POST", ROLES).len(), 1);
    assert_eq!(perks(&bot).await, 5);
    bot.verify().await;
}

/// Discord fails at each step in turn, and once it answers, everything is there once.
#[tokio::test(flavor = "multi_thread")]
async fn an_outage_at_any_step_leaves_nothing_half_done() {
    for (method, path) in [
        ("GET", "/guilds/*"),
        ("GET", "/guilds/*/members/*"),
        ("GET", ROLES),
        ("POST", ROLES),
        ("PATCH", "/guilds/*/roles/*"),
    ] {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord);
        let question = ask(&mia).await;
        let down = discord.fault(Fault::on(method, path).status(503).always());
        let refused = mia.click(&question, "confirm").await;
        assert!(
            refused.text().contains("Nothing was put in place"),
            "{method} {path}: {}",
            refused.text()
        );
        assert_eq!(perks(&bot).await, 0, "{method} {path}");
        down.remove();
        bot.pass(LEASE_MS);
        let done = mia.click(&refused, "confirm").await;
        assert!(
            done.text().contains("Done: 6"),
            "{method} {path}: {}",
            done.text()
        );
        assert_eq!(made(&discord), ["Spark Explorer"], "{method} {path}");
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_can_not_serve_is_refused_before_anything_is_changed() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let mine = badge_role(&discord, "Mine");
    for (role, expected) in [
        (
            discord.role("Above").position(900).create(),
            "not below the bot's own",
        ),
        (
            discord.role("Higher").position(30).create(),
            "not below yours",
        ),
        (
            discord.role("Booster").position(2).managed().create(),
            "integration or to boosting",
        ),
        (
            discord
                .role("Power")
                .permissions(permissions::BAN_MEMBERS)
                .position(2)
                .create(),
            "power over the server",
        ),
        (discord.guild_id(), "Everyone has this role"),
    ] {
        let refused = mia.slash("setup").option("role", RoleId(role)).send().await;
        assert!(refused.text().contains(expected), "{}", refused.text());
        assert!(refused.buttons().is_empty());
    }
    let both = mia.slash("setup").option("role", RoleId(mine));
    let both = both.option("create-role", true).send().await;
    assert!(both.text().contains("Choose one"), "{}", both.text());

    // What was fine when it was asked is looked at again.
    let (with_mine, with_new) = (
        mia.slash("setup").option("role", RoleId(mine)).send().await,
        ask(&mia).await,
    );
    discord.set_role_permissions(mine, permissions::ADMINISTRATOR);
    let refused = mia.click(&with_mine, "confirm").await;
    assert!(
        refused.text().contains("power over the server"),
        "{}",
        refused.text()
    );
    discord.set_bot_permissions(0);
    let refused = mia.click(&with_new, "confirm").await;
    assert!(
        refused.text().contains("may not give roles"),
        "{}",
        refused.text()
    );
    let refused = ask(&mia).await;
    assert!(
        refused.text().contains("may not give roles"),
        "{}",
        refused.text()
    );
    assert_eq!(perks(&bot).await, 0);
    assert_eq!(discord.requests_to("POST", ROLES).len(), 0);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_full_of_roles_is_said_so() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let question = ask(&mia).await;
    discord.fault(Fault::on("POST", ROLES).error(400, 30_005, "full"));
    let full = mia.click(&question, "confirm").await;
    assert!(full.text().contains("(250)"), "{}", full.text());
    // Discord has said no, so nothing can arrive: nobody has to wait.
    let done = mia.click(&full, "confirm").await;
    assert!(done.text().contains("Done: 6"), "{}", done.text());
    assert_eq!(perks(&bot).await, 5);
    bot.verify().await;
}

/// The role is made at the bottom; where even that is not below the bot's, it is kept for the next try.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_role_that_the_bot_can_not_give_is_kept() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let question = ask(&mia).await;
    discord.set_bot_role_position(1);
    let refused = mia.click(&question, "confirm").await;
    assert!(
        refused.text().contains("not below the bot's own"),
        "{}",
        refused.text()
    );
    discord.set_bot_role_position(100);
    let done = mia.click(&refused, "confirm").await;
    assert!(done.text().contains("Done: 6"), "{}", done.text());
    assert_eq!(made(&discord), ["Spark Explorer"]);
    assert_eq!(discord.requests_to("POST", ROLES).len(), 1);
    bot.verify().await;
}

/// A role that somebody deleted before it became a perk is made again; one that is deleted afterwards is the doctor's.
#[tokio::test(flavor = "multi_thread")]
async fn it_ends_with_what_is_still_wrong() {
    let (discord, _) = super::staff::server("en-US").await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let mine = badge_role(&discord, "Mine");
    bot.perk("Mine", mine, 100).await;
    discord.delete_role(mine);
    let question = ask(&mia).await;
    let done = mia.click(&question, "confirm").await;
    let text = done.text();
    assert!(
        text.contains("**Mine**") && text.contains("no longer exists"),
        "{text}"
    );
    assert!(
        text.contains("No backup") || text.contains("backup"),
        "{text}"
    );
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_manage_the_server_is_refused() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let question = ask(&mia).await;
    let alice = discord.member("alice");
    let not_hers = alice.press(&question, "confirm").anyway().send().await;
    assert!(not_hers.text().contains("isn't yours") || not_hers.is_ephemeral());
    discord.allow_command("setup", &alice);
    // Admins allowed her the command, and nothing else: she sees what it would do.
    let shown = ask(&alice).await;
    assert!(shown.buttons().is_empty(), "{}", shown.text());
    assert!(shown.text().contains("Manage Server"), "{}", shown.text());
    // She made the button up.
    let hers = format!("setup:confirm:{}:none:1", alice.id());
    let forged = alice
        .press(&question, "confirm")
        .anyway()
        .with_custom_id(&hers)
        .send()
        .await;
    assert!(forged.is_ephemeral(), "{}", forged.text());
    for forged in [
        "setup:confirm:1:0:1",
        "setup:confirm:1",
        "setup:what:1:new:1",
        "setup:confirm:1:-5:1",
    ] {
        let press = mia
            .press(&question, "confirm")
            .anyway()
            .with_custom_id(forged);
        let answer = press.send().await;
        assert!(answer.is_ephemeral(), "{forged}: {}", answer.text());
    }
    assert_eq!((perks(&bot).await, made(&discord).len()), (0, 0));
    bot.verify().await;
}

/// A restart between question and answer changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn the_button_works_after_a_restart() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let question = ask(&mia).await;
    let bot = bot.restart(&discord).await;
    let done = mia.click(&question, "confirm").await;
    assert!(done.text().contains("Done: 6"), "{}", done.text());
    bot.verify().await;
}
