//! `/privacy`: everything that is stored about a member, as a file; and a member who wants to be forgotten, through
//! double clicks, outages and crashes.

use fake_discord::{FakeDiscord, Fault, Member, Reply};
use sparks::fulfilment::Policy;

use super::command::sparks;
use super::process::end;
use super::support::{LOCALES, TestBot, badge_role};

/// Alice with two badges and some Sparks.
async fn alice_with_badges(discord: &FakeDiscord, bot: &TestBot, locale: &str) -> Member {
    bot.perk("Explorer", badge_role(discord, "Explorer"), 300)
        .await;
    bot.perk("Gold", badge_role(discord, "Gold"), 400).await;
    let alice = discord.member("alice").locale(locale);
    bot.redeem(&alice, "explorer", 300).await;
    bot.redeem(&alice, "gold", 400).await;
    bot.award(&alice, 1_234).await;
    alice
}

async fn ask(member: &Member) -> Reply {
    member.slash("privacy erase").send().await
}

const NOBODY_LEFT: &str = "SELECT COUNT(*) FROM erasure WHERE member_id IS NOT NULL";

async fn all_forgotten(bot: &TestBot) {
    for _ in 0..200 {
        if bot.count(NOBODY_LEFT).await == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("an erasure does not end");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_asked_then_forgotten() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = alice_with_badges(&discord, &bot, locale).await;

        let question = ask(&alice).await;
        let kept = alice.click(&question, "keep").await;
        assert_eq!(bot.balance(&alice).await, (1_234, 0));
        let again = ask(&alice).await;
        let done = alice.click(&again, "erase").await;

        assert!(question.is_ephemeral() && done.is_ephemeral());
        assert_eq!(alice.roles(), [0; 0]);
        assert_eq!(bot.balance(&alice).await, (0, 0));
        assert_eq!(bot.count(NOBODY_LEFT).await, 0);
        let sparks = alice.slash("sparks").send().await;
        let board = alice.slash("leaderboard").send().await;
        assert!(!board.text().contains(&alice.mention()), "{}", board.text());
        let nothing = ask(&alice).await;
        insta::assert_json_snapshot!(
            format!("erase_{locale}"),
            (question, kept, done, sparks.text(), nothing)
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redemption_under_way_comes_first() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        bot.perk("Explorer", badge_role(&discord, "Explorer"), 300)
            .await;
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, 500).await;
        let grant = Fault::on("PUT", "/guilds/*/members/*/roles/*");
        discord.fault(grant.status(503).always());
        let before = ask(&alice).await;
        let confirm = alice
            .slash("redeem")
            .option("perk", "explorer")
            .send()
            .await;
        let waiting = alice.click(&confirm, "confirm").await;
        waiting
            .wait_until(|reply| reply.text().contains("R-1"))
            .await;

        // Asked before, confirmed now; and asked now.
        let confirmed = alice.click(&before, "erase").await;
        let asked = ask(&alice).await;

        assert_eq!(confirmed.text(), asked.text());
        assert!(asked.text().contains("R-1") && asked.buttons().is_empty());
        assert_eq!(bot.balance(&alice).await, (200, 300));
        insta::assert_json_snapshot!(format!("erase_open_{locale}"), asked);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pressed_twice_or_delivered_twice_it_is_one_erasure_with_one_answer() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = alice_with_badges(&discord, &bot, "en-US").await;
    let bora = discord.member("bora");
    let question = ask(&alice).await;

    let not_hers = bora.press(&question, "erase").anyway().send().await;
    assert!(not_hers.text().contains(&alice.mention()));
    assert_eq!(bot.balance(&alice).await, (1_234, 0));
    let first = alice
        .press(&question, "erase")
        .deliver_times(3)
        .send()
        .await;
    bot.award(&alice, 50).await;
    let second = alice.press(&question, "erase").anyway().send().await;
    let cancelled = alice.press(&question, "keep").anyway().send().await;

    assert_eq!(first.text(), second.text());
    assert_eq!(first.text(), cancelled.text(), "it is too late to keep it");
    assert_eq!(bot.count("SELECT COUNT(*) FROM erasure").await, 1);
    assert_eq!(bot.balance(&alice).await, (50, 0), "she came back since");
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_is_seen_through_and_said() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let policy = Policy {
            first_delay_ms: 100,
            ..Policy::default()
        };
        let bot = TestBot::start_with(&discord, policy).await;
        let alice = alice_with_badges(&discord, &bot, locale).await;
        let take = Fault::on("DELETE", "/guilds/*/members/*/roles/*");
        let outage = discord.fault(take.status(503).always());

        let waiting = alice.click(&ask(&alice).await, "erase").await;
        assert_eq!(alice.roles().len(), 2);
        assert_eq!(bot.count(NOBODY_LEFT).await, 1);
        let asked_again = ask(&alice).await;
        outage.remove();
        let told = waiting.text();
        bot.pass(2_000);
        let done = waiting.wait_until(|reply| reply.text() != told).await;

        assert_eq!(alice.roles(), [0; 0]);
        assert_eq!(bot.count(NOBODY_LEFT).await, 0);
        insta::assert_json_snapshot!(format!("erase_outage_{locale}"), (told, asked_again, done));
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_taking_roles_also_of_who_left() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = alice_with_badges(&discord, &bot, "en-US").await;
    let take = Fault::on("DELETE", "/guilds/*/members/*/roles/*");
    let outage = discord.fault(take.status(503).always());
    alice.click(&ask(&alice).await, "erase").await;
    let bot = bot.restart(&discord).await;
    assert_eq!(bot.count("SELECT COUNT(*) FROM erasure_role").await, 2);

    // Discord answers 404, code 10007, for who is not there.
    alice.leave();
    outage.remove();
    bot.pass(60_000);
    all_forgotten(&bot).await;
    alice.rejoin();

    // Coming back gives nothing back: the roles are nobody's.
    let sparks = alice.slash("sparks").send().await;
    assert!(sparks.text().contains("No Sparks yet"), "{}", sparks.text());
    assert_eq!(alice.roles(), [0; 0]);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_member_is_nobody_to_moderators() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = alice_with_badges(&discord, &bot, locale).await;
        alice.click(&ask(&alice).await, "erase").await;
        let mia = super::support::moderator(&discord).locale(locale);

        let shown = mia
            .slash("redemption show")
            .option("receipt", "R-1")
            .send()
            .await;

        assert!(!shown.text().contains("<@-"), "{}", shown.text());
        insta::assert_snapshot!(format!("erased_redemption_{locale}"), shown.text());
        bot.verify().await;
    }
}

fn file(reply: &Reply) -> serde_json::Value {
    let files = reply.attachments();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].filename, "sparks-data.json");
    serde_json::from_slice(&files[0].bytes).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_stored_comes_as_a_private_file() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = alice_with_badges(&discord, &bot, locale).await;
        let bora = discord.member("bora").locale(locale);

        let exported = alice.slash("privacy export").send().await;
        let strangers = bora.slash("privacy export").send().await;

        assert!(exported.is_ephemeral() && strangers.is_ephemeral());
        let data = file(&exported);
        assert_eq!(data["discord_user_id"], alice.id().to_string());
        assert_eq!(data["account"]["available_sparks"], 1_234);
        assert_eq!(data["redemptions"].as_array().unwrap().len(), 2);
        assert_eq!(data["transfers"][0]["reason"], "Found a bug");
        // A receipt may still wait for its edit; its token is nobody's business.
        assert!(!data.to_string().contains("interaction_token\":\"a"));
        assert_eq!(file(&strangers)["account"], serde_json::Value::Null);
        insta::assert_json_snapshot!(format!("export_{locale}"), exported.text());
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_discord_would_not_take_is_the_operators_to_give() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        let alice = alice_with_badges(&discord, &bot, locale).await;
        bot.tamper(
            "INSERT INTO notice (redemption_id, interaction_token, locale, expires_at_ms)
             VALUES (1, 'token', hex(zeroblob(5000000)), 9)",
        )
        .await;

        let exported = alice.slash("privacy export").send().await;

        assert!(exported.attachments().is_empty());
        let command = format!("sparks privacy export {}", alice.id());
        assert!(exported.text().contains(&command), "{}", exported.text());
        insta::assert_snapshot!(
            format!("export_large_{locale}"),
            exported.text().replace(&alice.id().to_string(), "[id]")
        );
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_gets_the_same_beside_the_running_bot() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let alice = alice_with_badges(&discord, &bot, "en-US").await;
    let folder = bot.database();
    let folder = folder.parent().unwrap();
    let id = alice.id().to_string();

    let printed = end(sparks(folder).args(["privacy", "export", &id])).await;
    let nobody = end(sparks(folder).args(["privacy", "export", "0"])).await;
    let word = end(sparks(folder).args(["privacy", "export", "alice"])).await;

    assert_eq!(
        (printed.code, nobody.code, word.code),
        (0, 2, 2),
        "{}",
        printed.stderr
    );
    let mut printed: serde_json::Value = serde_json::from_str(&printed.stdout).unwrap();
    let mut told = file(&alice.slash("privacy export").send().await);
    for data in [&mut printed, &mut told] {
        // The bot of this test has a clock of its own.
        data["exported_at_ms"] = 0.into();
    }
    assert_eq!(printed, told);
    bot.verify().await;
}
