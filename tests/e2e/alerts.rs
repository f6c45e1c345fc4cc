//! Alerts: what moderators should see to is said once, in the staff channel and the log, and again only when it was over in
//! between; also over restarts.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member};
use sparks::fulfilment::Policy;
use sparks::webhooks;

use super::process::{end, sparks_on};
use super::redemption::{DEADLINE_MS, House, ROLE};
use super::staff::{posted, server};
use super::support::{LOCALES, TestBot, ask_for, badge_role, moderator};

const MINUTE_MS: i64 = 60_000;
/// Longer than changes are gathered.
const QUIET: Duration = Duration::from_millis(2_500);

fn policy() -> Policy {
    Policy {
        first_delay_ms: MINUTE_MS,
        delay_max_ms: MINUTE_MS,
        deadline_ms: 60 * MINUTE_MS,
        ..Policy::default()
    }
}

/// Waits until so many alerts were raised in all.
async fn raised(bot: &TestBot, alerts: i64) {
    let look = async {
        while bot.count("SELECT COUNT(*) FROM alert").await < alerts {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let done = tokio::time::timeout(Duration::from_secs(10), look).await;
    let there = bot.count("SELECT COUNT(*) FROM alert").await;
    assert!(done.is_ok() && there == alerts, "{there}, not {alerts}");
}

async fn redeem(bot: &TestBot, member: &Member, perk: &str) {
    bot.award(member, 100).await;
    let question = ask_for(member, perk).await;
    member.click(&question, "confirm").await;
}

async fn award(mia: &Member, member: &Member, amount: i64) {
    mia.slash("award")
        .option("member", member)
        .option("amount", amount)
        .option("campaign", "Spring")
        .send()
        .await;
}

/// Each redeems one of a perk.
async fn sell(discord: &FakeDiscord, bot: &TestBot, who: &[&str]) {
    for name in who {
        redeem(bot, &discord.member(name), "explorer").await;
    }
    bot.settled().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_needs_attention_is_said_in_the_servers_language() {
    for locale in LOCALES {
        let (discord, staff) = server(locale).await;
        let bot = TestBot::start_with(&discord, policy()).await;
        let mia = moderator(&discord);
        let explorer = badge_role(&discord, "Explorer");
        bot.perk_with("Explorer", explorer, 100, |perk| perk.stock = Some(4))
            .await;
        bot.perk("Go*ld", badge_role(&discord, "Gold"), 100).await;
        bot.perk("Silver", badge_role(&discord, "Silver"), 100)
            .await;

        sell(&discord, &bot, &["a"]).await;
        raised(&bot, 1).await;
        sell(&discord, &bot, &["b", "c", "d"]).await;
        raised(&bot, 2).await;

        let spring = mia.slash("campaign create").option("name", "Spring");
        spring.option("budget", 1_000).send().await;
        award(&mia, &discord.member("a"), 900).await;
        raised(&bot, 3).await;
        award(&mia, &discord.member("a"), 100).await;
        raised(&bot, 4).await;

        let refused = Fault::on("PUT", ROLE).error(403, 50013, "Missing Permissions");
        let refused = discord.fault(refused.always());
        redeem(&bot, &discord.member("e"), "Go*ld").await;
        raised(&bot, 6).await;
        refused.remove();
        let down = discord.fault(Fault::on("PUT", ROLE).status(502).always());
        redeem(&bot, &discord.member("f"), "silver").await;
        down.wait_hits(1).await;
        bot.pass(9 * MINUTE_MS);
        tokio::time::sleep(QUIET).await;
        raised(&bot, 6).await;
        bot.pass(MINUTE_MS);
        raised(&bot, 8).await;
        down.remove();
        discord.delete_role(explorer);
        raised(&bot, 9).await;

        // What other stories bring about, and what a later version may know.
        bot.tamper(
            "INSERT INTO alert (kind, subject_id, raised_at_ms) VALUES ('redemption_review', 1, 1767225600000),
                ('delivery_stopped', 0, 1767225600000), ('from_the_future', 7, 1767225600000)",
        )
        .await;
        bot.pass(0);
        discord
            .wait_until(|discord| {
                let all = posted(discord, staff);
                let said = all.iter().filter(|message| message.starts_with("# ⚠️"));
                said.map(|message| message.matches("-# <t:").count())
                    .sum::<usize>()
                    == 12
            })
            .await;
        let said: Vec<String> = posted(&discord, staff)
            .into_iter()
            .filter(|message| message.starts_with("# ⚠️"))
            .collect();
        let lines = said.iter().flat_map(|message| message.lines().skip(1));
        let lines: Vec<&str> = lines.collect();
        let title = said[0].lines().next().unwrap();
        insta::assert_snapshot!(
            format!("alerts_{locale}"),
            format!("{title}\n{}", lines.join("\n"))
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_is_raised_once_until_it_is_over_also_over_a_restart() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let explorer = badge_role(&discord, "Explorer");
    bot.perk_with("Explorer", explorer, 100, |perk| perk.stock = Some(5))
        .await;
    let spring = mia.slash("campaign create").option("name", "Spring");
    spring.option("budget", 1_000).send().await;
    sell(&discord, &bot, &["a", "b"]).await;
    award(&mia, &discord.member("a"), 950).await;
    raised(&bot, 2).await;

    sell(&discord, &bot, &["c"]).await;
    let bot = bot.restart(&discord).await;
    award(&mia, &discord.member("a"), 10).await;
    tokio::time::sleep(QUIET).await;
    raised(&bot, 2).await;

    // More of both, and less again.
    bot.tamper("UPDATE perk SET initial_stock = initial_stock + 3, stock_left = stock_left + 3")
        .await;
    let edit = mia.slash("campaign edit").option("campaign", "Spring");
    edit.option("budget", 10_000).send().await;
    tokio::time::sleep(QUIET).await;
    assert_eq!(
        bot.count("SELECT COUNT(*) FROM alert WHERE over_at_ms IS NULL")
            .await,
        0
    );
    sell(&discord, &bot, &["d", "e"]).await;
    award(&mia, &discord.member("b"), 8_500).await;
    raised(&bot, 4).await;
    discord
        .wait_until(|discord| {
            let said = posted(discord, staff).join("\n");
            said.matches("running low").count() == 2 && said.matches("nearly spent").count() == 2
        })
        .await;
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redemption_that_needs_a_decision_is_said_each_time_that_it_does() {
    let house = House::with_review("en-US").await;
    let reviews = "SELECT COUNT(*) FROM alert WHERE kind = 'redemption_review'";
    let said = async {
        while house.bot.count(reviews).await == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), said)
        .await
        .expect("it is raised without a staff channel, too");
    house.bot.pass(DEADLINE_MS);
    tokio::time::sleep(QUIET).await;
    assert_eq!(house.bot.count(reviews).await, 1);
    house.void().await;
    house.returned().await;
    tokio::time::sleep(QUIET).await;
    let open = "SELECT COUNT(*) FROM alert WHERE over_at_ms IS NULL";
    assert_eq!(house.bot.count(open).await, 0);
    assert_eq!(house.bot.count("SELECT COUNT(*) FROM staff_post").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_token_is_an_alert_until_a_restart() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    bot.perk("Explorer", badge_role(&discord, "Explorer"), 100)
        .await;
    let put = Fault::on("PUT", ROLE).error(401, 0, "401: Unauthorized");
    let refused = discord.fault(put.always());
    // The channel does not take anything from it either.
    let mute = Fault::on("POST", super::staff::POST).error(401, 0, "401: Unauthorized");
    let mute = discord.fault(mute.always());
    redeem(&bot, &discord.member("a"), "explorer").await;
    raised(&bot, 1).await;
    mute.wait_hits(1).await;
    bot.pass(MINUTE_MS);
    tokio::time::sleep(QUIET).await;
    assert_eq!(mute.hits(), 1, "a refused token is not tried again");
    refused.remove();
    mute.remove();

    let bot = bot.restart(&discord).await;
    super::staff::says(&discord, staff, "refused the bot's token").await;
    bot.pass(MINUTE_MS);
    bot.settled().await;
    tokio::time::sleep(QUIET).await;
    let stopped =
        "SELECT COUNT(*) FROM alert WHERE kind = 'delivery_stopped' AND over_at_ms IS NULL";
    assert_eq!(bot.count(stopped).await, 0);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_backend_could_not_be_told_is_said_until_it_is_sent_once_more() {
    let mut said = String::new();
    for locale in LOCALES {
        let (discord, staff) = server(locale).await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord).locale(locale);
        bot.perk("Explorer", badge_role(&discord, "Explorer"), 100)
            .await;
        webhooks::use_backend(&bot.app.db, true).await.unwrap();
        sell(&discord, &bot, &["a", "b", "c"]).await;
        // A day of failures, which nobody waits for here.
        bot.tamper(
            "UPDATE webhook_message SET state = 'dead', due_at_ms = NULL, finished_at_ms = created_at_ms, attempts = 34
             WHERE id <= 5",
        )
        .await;
        bot.pass(0);
        raised(&bot, 1).await;
        super::staff::says(&discord, staff, "sparks outbox").await;
        let alert = posted(&discord, staff);
        let alert = alert.iter().find(|post| post.contains("outbox")).unwrap();
        let doctor = mia.slash("doctor").send().await.text();
        let finding = doctor.lines().find(|line| line.contains("outbox"));
        let both = [alert.as_str(), "\n\n", finding.unwrap(), "\n\n"];
        said.extend(both);

        let folder = tempfile::tempdir().unwrap();
        let mut check = sparks_on(folder.path(), &discord);
        let database = format!("sqlite://{}", bot.database().display());
        let checked = end(check.env("DATABASE_URL", database).arg("check")).await;
        let line = "ADVICE   5 reports on redemptions could not be delivered";
        assert!(checked.stdout.contains(line), "{}", checked.stdout);

        // Without a backend nobody waits for it.
        webhooks::use_backend(&bot.app.db, false).await.unwrap();
        tokio::time::sleep(QUIET).await;
        let open = "SELECT COUNT(*) FROM alert WHERE over_at_ms IS NULL";
        assert_eq!(bot.count(open).await, 0);
        assert!(!mia.slash("doctor").send().await.text().contains("outbox"));
        webhooks::use_backend(&bot.app.db, true).await.unwrap();
        raised(&bot, 2).await;
        let retry = webhooks::Retry {
            ids: None,
            now_ms: bot.app.clock.now_ms(),
        };
        assert_eq!(bot.app.db.write(retry).await.unwrap(), 5);
        tokio::time::sleep(QUIET).await;
        assert_eq!(bot.count(open).await, 0);
        bot.verify().await;
    }
    insta::assert_snapshot!("alerts_webhooks", said);
}
