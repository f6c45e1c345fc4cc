//! `/doctor`: what is wrong around the bot, in the moderator's language; `sparks check` says the same. What can't be delivered
//! is hidden from members before anyone is charged, and offered again when it can.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member, Reply, RoleId as RoleIdOption};
use sparks::perks::PerkKind;

use super::process::{end, sparks_on};
use super::redemption::ROLE;
use super::staff::{POST, posted, says, server};
use super::support::{LOCALES, NEW_YEAR_MS, TestBot, ask_for, badge_role, moderator};

const MINUTE_MS: i64 = 60_000;

async fn doctor(mia: &Member, locale: &str) -> Reply {
    mia.clone().locale(locale).slash("doctor").send().await
}

/// A backup was made then.
fn backed_up(bot: &TestBot, at_ms: i64) {
    sparks::health::note_backup(&bot.database(), at_ms).unwrap();
}

/// What is said, without the migration's number, which grows with every version.
fn whatever_migration(said: &Reply) -> String {
    let line = |line: &str| {
        let whole = line.trim_end_matches('.');
        let text = whole.trim_end_matches(|digit: char| digit.is_ascii_digit());
        if text.len() < whole.len() {
            format!("{text}N.")
        } else {
            line.to_owned()
        }
    };
    said.text().lines().map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_order_is_said_as_well() {
    let discord = FakeDiscord::builder().members_intent().start().await;
    discord.channel("staff");
    discord.set_date(NEW_YEAR_MS);
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", badge_role(&discord, "Explorer"), 100)
        .await;
    backed_up(&bot, NEW_YEAR_MS);
    let mia = moderator(&discord);
    for locale in LOCALES {
        let said = doctor(&mia, locale).await;
        assert!(said.is_ephemeral());
        insta::assert_snapshot!(format!("doctor_good_{locale}"), whatever_migration(&said));
    }
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_problem_is_named_with_what_to_do() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let (explorer, gold) = (
        badge_role(&discord, "Explorer"),
        badge_role(&discord, "Gold"),
    );
    bot.perk("Explorer", explorer, 100).await;
    bot.perk("Go*ld", gold, 100).await;
    // A delivery is late, a post is refused.
    let alice = discord.member("alice");
    bot.award(&alice, 100).await;
    let down = discord.fault(Fault::on("PUT", ROLE).status(502).always());
    let question = ask_for(&alice, "explorer").await;
    alice.click(&question, "confirm").await;
    down.wait_hits(1).await;
    discord.set_bot_may_write(staff, false);
    mia.slash("campaign create")
        .option("name", "Spring")
        .send()
        .await;
    discord
        .wait_until(|discord| {
            let asked = discord.requests_to("POST", POST);
            asked.iter().any(|request| request.status == 403)
        })
        .await;
    bot.app.signals.stop_delivery();
    bot.pass(6 * MINUTE_MS);
    backed_up(&bot, NEW_YEAR_MS - 3 * 24 * 60 * MINUTE_MS);
    discord.set_date(NEW_YEAR_MS);
    discord.set_role_position(gold, 200);
    discord.delete_role(explorer);

    for locale in LOCALES {
        let said = doctor(&mia, locale).await;
        insta::assert_snapshot!(format!("doctor_bad_{locale}"), whatever_migration(&said));
    }
    discord.set_bot_permissions(0);
    discord.set_date(NEW_YEAR_MS + 60 * MINUTE_MS);
    let powerless = doctor(&mia, "en-US").await.text();
    for problem in ["may not give roles", "seconds behind"] {
        assert!(powerless.contains(problem), "{powerless}");
    }
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_thing_that_a_staff_channel_can_lack_is_told_apart() {
    type Prepare = fn(&FakeDiscord);
    let cases: [(&str, Prepare); 5] = [
        ("none", |_| {}),
        ("hidden", |discord| {
            discord.hidden_channel("staff");
        }),
        ("voice", |discord| {
            discord.voice_channel("staff");
        }),
        ("missing", |discord| {
            discord.channel("staff");
        }),
        ("no_embeds", |discord| {
            discord.channel("staff");
        }),
    ];
    for (case, prepare) in cases {
        let discord = FakeDiscord::start().await;
        prepare(&discord);
        let bot = TestBot::start(&discord).await;
        match case {
            "missing" => discord.delete_channel(discord.channel_id("staff").unwrap()),
            // Seeing and writing, and commands.
            "no_embeds" => {
                discord.set_role_permissions(discord.guild_id(), 1 << 10 | 1 << 11 | 1 << 31);
            }
            _ => {}
        }
        let mia = moderator(&discord);
        let mut said = Vec::new();
        for locale in LOCALES {
            let text = doctor(&mia, locale).await.text();
            let about = ["taff channel", "анал", "운영진 채널"];
            let line = text
                .lines()
                .find(|line| about.iter().any(|about| line.contains(about)));
            said.push(line.unwrap_or_else(|| panic!("{case}: {text}")).to_owned());
        }
        insta::assert_snapshot!(format!("doctor_channel_{case}"), said.join("\n"));
        bot.verify().await;
    }
}

/// What this member is offered.
async fn offered(member: &Member) -> String {
    member.slash("redeem").send().await.text()
}

async fn until_offered(member: &Member, perk: &str, is_offered: bool) {
    let look = async {
        while offered(member).await.contains(perk) != is_offered {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(25), look)
        .await
        .unwrap_or_else(|_| panic!("{perk}: {is_offered}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cant_be_delivered_is_hidden_at_once_and_offered_again_when_it_can() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let explorer = badge_role(&discord, "Explorer");
    bot.perk("Explorer", explorer, 100).await;
    bot.perk("Gold", badge_role(&discord, "Gold"), 100).await;
    let alice = discord.member("alice");
    bot.award(&alice, 1_000).await;
    // A moderator's pause is not the bot's to end.
    bot.tamper("UPDATE perk SET state = 'paused', pause_reason = 'moderator', paused_by = 1 WHERE name = 'Gold'")
        .await;
    until_offered(&alice, "Explorer", true).await;

    discord.set_role_position(explorer, 200);
    until_offered(&alice, "Explorer", false).await;
    let typed = ask_for(&alice, "explorer").await;
    assert!(
        typed.text().contains("not available at the moment"),
        "{}",
        typed.text()
    );
    assert!(offered(&alice).await.contains("Gold"), "shown as locked");
    discord.set_role_position(explorer, 2);
    until_offered(&alice, "Explorer", true).await;
    assert_eq!(
        bot.count("SELECT COUNT(*) FROM perk WHERE pause_reason = 'moderator'")
            .await,
        1
    );
    assert_eq!(bot.balance(&alice).await, (1_000, 0), "nobody was charged");
    bot.verify().await;
}

/// Nobody could redeem it, so it is treated as what can't be delivered.
#[tokio::test(flavor = "multi_thread")]
async fn a_perk_that_asks_for_a_role_that_is_gone_is_hidden_until_it_asks_for_another() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let (veteran, patron) = (
        badge_role(&discord, "Veteran"),
        badge_role(&discord, "Patron"),
    );
    let alice = discord.member("alice").with_role(patron);
    bot.award(&alice, 1_000).await;
    let edit = |role: u64| {
        let edit = mia.slash("perk edit").option("perk", "merch");
        edit.option("required-role", RoleIdOption(role))
    };
    bot.manual_perk(PerkKind::Other, "Merch", 100).await;
    edit(veteran).send().await;
    until_offered(&alice, "Merch", true).await;

    discord.delete_role(veteran);
    until_offered(&alice, "Merch", false).await;
    let typed = ask_for(&alice, "merch").await;
    assert!(
        typed.text().contains("not available at the moment"),
        "{}",
        typed.text()
    );
    let resume = mia.slash("perk resume").option("perk", "merch");
    let mut said = vec![resume.send().await.text()];
    for locale in LOCALES {
        let found = doctor(&mia, locale).await.text();
        let line = found.lines().find(|line| line.contains("Merch"));
        said.push(line.unwrap_or_else(|| panic!("{found}")).to_owned());
    }
    insta::assert_snapshot!(said.join("\n"));
    says(&discord, staff, "asks for a role that no longer exists").await;

    edit(patron).send().await;
    until_offered(&alice, "Merch", true).await;
    let question = ask_for(&alice, "merch").await;
    let receipt = alice.click(&question, "confirm").await;
    receipt
        .wait_until(|reply| reply.text().contains("R-1"))
        .await;
    assert_eq!(bot.balance(&alice).await, (900, 100));
    bot.verify().await;
}

/// Redemptions that nobody looks after, roles that stay: said in the staff channel and by the doctor until it is over.
#[tokio::test(flavor = "multi_thread")]
async fn what_moderators_leave_lying_and_roles_that_stay_are_said() {
    for locale in LOCALES {
        let (discord, staff) = server(locale).await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord);
        bot.manual_perk(PerkKind::Other, "Merch", 100).await;
        bot.perk("Explorer", badge_role(&discord, "Explorer"), 100)
            .await;
        bot.tamper("UPDATE perk SET lasts_days = 1 WHERE kind = 'role'")
            .await;
        let alice = discord.member("alice");
        bot.redeem(&alice, "explorer", 100).await;
        bot.settled().await;
        bot.award(&alice, 100).await;
        let question = ask_for(&alice, "merch").await;
        alice.click(&question, "confirm").await;
        let refused = Fault::on("DELETE", ROLE).error(403, 50013, "Missing Permissions");
        let refused = discord.fault(refused.always());
        let there_is = |count: &'static str| {
            let bot = &bot;
            async move {
                let look = async {
                    while bot.count(count).await == 0 {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                };
                tokio::time::timeout(Duration::from_secs(10), look)
                    .await
                    .expect("there is one");
            }
        };
        bot.pass(24 * 60 * MINUTE_MS);
        refused.wait_hits(1).await;
        there_is("SELECT COALESCE(MAX(attempts), 0) FROM role_expiry").await;
        assert_eq!(bot.count("SELECT COUNT(*) FROM alert").await, 0);
        // The second try, by which it is no passing failure.
        bot.pass(60 * MINUTE_MS);
        refused.wait_hits(2).await;
        there_is("SELECT COUNT(*) FROM alert WHERE kind = 'roles_stay'").await;
        bot.pass(2 * 24 * 60 * MINUTE_MS);
        there_is("SELECT COUNT(*) FROM alert WHERE kind = 'queue_waits'").await;
        // Archived or not, its roles are to be taken.
        bot.tamper("UPDATE perk SET state = 'archived' WHERE kind = 'role'")
            .await;
        let found = doctor(&mia, locale).await.text();
        discord
            .wait_until(|discord| {
                let all = posted(discord, staff).join("\n");
                all.contains("Explorer") && all.contains("Merch")
            })
            .await;
        let said: Vec<String> = posted(&discord, staff)
            .iter()
            .flat_map(|message| message.lines().map(str::to_owned).collect::<Vec<_>>())
            .filter(|line| line.contains("Explorer") || line.contains("Merch"))
            .collect();
        let of_another_story = ["Server Members Intent", "NTP", "sparks backup"];
        let is_told = |line: &&str| {
            line.contains("⚠️") && !of_another_story.iter().any(|word| line.contains(word))
        };
        let found: Vec<&str> = found.lines().filter(is_told).collect();
        insta::assert_snapshot!(
            format!("left_lying_{locale}"),
            format!("{}\n{}", said.join("\n"), found.join("\n"))
        );

        refused.remove();
        bot.pass(60 * MINUTE_MS);
        discord.wait_until(|_| alice.roles().is_empty()).await;
        let is_over = "SELECT COUNT(*) FROM alert WHERE kind = 'roles_stay' AND over_at_ms > 0";
        there_is(is_over).await;
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn check_says_the_same_in_a_terminal() {
    let discord = FakeDiscord::builder().guild_locale("ko").start().await;
    let bot = TestBot::start(&discord).await;
    let explorer = badge_role(&discord, "Explorer");
    bot.perk("Explorer", explorer, 100).await;
    let staff = discord.channel("staff");
    discord.set_bot_may_write(staff, false);
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", bot.database().display());
    let mut check = sparks_on(folder.path(), &discord);
    let checked = end(check.env("DATABASE_URL", &database).arg("check")).await;
    assert_eq!(checked.code, 1, "{}", checked.stdout);
    for line in [
        "ok       The database is sound, at migration ",
        "ADVICE   No backup by `sparks backup` is known.",
        "ok       The bot's clock is right.",
        "ok       1 perk can be delivered.",
        &format!(
            "PROBLEM  The bot can't post in the staff channel {staff}. Give it there: “Send Messages”."
        ),
    ] {
        assert!(checked.stdout.contains(line), "{line}: {}", checked.stdout);
    }
    let saved = end(super::command::sparks(folder.path())
        .env("DATABASE_URL", &database)
        .args(["backup", "copy.db"]))
    .await;
    assert_eq!(saved.code, 0, "{}", saved.stderr);
    discord.set_bot_may_write(staff, true);
    let mut check = sparks_on(folder.path(), &discord);
    let checked = end(check.env("DATABASE_URL", &database).arg("check")).await;
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    assert!(
        checked
            .stdout
            .contains("ok       The latest backup is of 2"),
        "{}",
        checked.stdout
    );
}
