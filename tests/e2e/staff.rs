//! The staff channel: every row of the record is posted there, once, in the server's language, through outages, refusals
//! and kills; nothing is, where no channel is set.

use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member, RoleId};
use serde_json::{Value, json};

use super::process::{end, start};
use super::support::{LOCALES, TestBot, badge_role, moderator};

pub const POST: &str = "/channels/*/messages";
/// Longer than changes are gathered, and than a message is apart from the next.
const QUIET: Duration = Duration::from_millis(2_500);
const TEN_MINUTES_MS: i64 = 10 * 60_000;

/// A server with a channel for moderators, which prefers this language.
pub async fn server(locale: &str) -> (FakeDiscord, u64) {
    let discord = FakeDiscord::builder()
        .guild_locale(locale)
        .wait(Duration::from_secs(30))
        .start()
        .await;
    let staff = discord.channel("staff");
    (discord, staff)
}

/// What stands in the channel, message by message.
pub fn posted(discord: &FakeDiscord, channel: u64) -> Vec<String> {
    let text = |message: &Value| {
        let embed = &message["embeds"][0];
        let part = |key: &str| embed[key].as_str().unwrap_or_default().to_owned();
        format!("# {}\n{}", part("title"), part("description"))
    };
    discord.channel_messages(channel).iter().map(text).collect()
}

/// Waits until the channel says this.
pub async fn says(discord: &FakeDiscord, channel: u64, text: &str) {
    discord
        .wait_until(|discord| posted(discord, channel).join("\n").contains(text))
        .await;
}

async fn campaign(mia: &Member, name: &str) {
    mia.slash("campaign create")
        .option("name", name)
        .option("budget", 100_000)
        .send()
        .await;
}

async fn award(mia: &Member, member: &Member, amount: i64) {
    mia.slash("award")
        .option("member", member)
        .option("amount", amount)
        .option("campaign", "Launch week")
        .option("reason", "**Found** a <@1> bug")
        .send()
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_moderators_change_is_posted_in_the_servers_language() {
    for locale in LOCALES {
        let (discord, staff) = server(locale).await;
        let explorer = badge_role(&discord, "Explorer");
        let bot = TestBot::start(&discord).await;
        // Another language than the server's: theirs is for private answers.
        let (mia, alice) = (moderator(&discord).locale("en-US"), discord.member("alice"));

        campaign(&mia, "Launch week").await;
        award(&mia, &alice, 500).await;
        mia.slash("award-undo")
            .option("award", "A-2")
            .option("reason", "Wrong member")
            .send()
            .await;
        mia.slash("perk add-role")
            .option("role", RoleId(explorer))
            .option("price", 300)
            .send()
            .await;
        mia.slash("perk archive")
            .option("perk", "Explorer")
            .send()
            .await;
        mia.slash("campaign close")
            .option("campaign", "Launch week")
            .send()
            .await;

        discord
            .wait_until(|discord| {
                let all = posted(discord, staff).join("\n");
                all.matches("-# <t:").count() == 6
            })
            .await;
        let lines: Vec<String> = posted(&discord, staff)
            .iter()
            .flat_map(|message| message.lines().filter(|line| !line.starts_with("# ")))
            .map(str::to_owned)
            .collect();
        insta::assert_snapshot!(format!("staff_record_{locale}"), lines.join("\n"));
        for request in discord.requests_to("POST", POST) {
            let silent = json!({ "parse": [], "users": [], "roles": [] });
            assert_eq!(request.body["allowed_mentions"], silent);
            assert_eq!(request.body["enforce_nonce"], true);
        }
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_changes_are_a_few_messages_and_none_is_lost_or_out_of_order() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    campaign(&mia, "Launch week").await;
    let members: Vec<Member> = (0..25)
        .map(|number| discord.member(&format!("member-{number}")))
        .collect();
    let held = discord.fault(Fault::on("POST", POST).hold());
    for (number, member) in members.iter().enumerate() {
        award(&mia, member, 100 + i64::try_from(number).unwrap()).await;
    }
    held.remove();
    says(&discord, staff, "awarded 124 Sparks").await;

    let all = posted(&discord, staff);
    assert!(all.len() <= 6, "{} messages for 26 changes", all.len());
    let all = all.join("\n");
    let places: Vec<usize> = (100..125)
        .map(|amount| all.find(&format!("awarded {amount} Sparks")).unwrap())
        .collect();
    assert!(places.is_sorted());
    assert_eq!(all.matches("-# <t:").count(), 26, "each once");
    all_sent(&bot).await;
    bot.verify().await;
}

async fn unsent(bot: &TestBot) -> i64 {
    sparks::staff::unsent(&mut bot.app.db.read().await.unwrap())
        .await
        .unwrap()
}

/// Lets the bot's time pass until nothing waits.
async fn all_sent(bot: &TestBot) {
    let sent = async {
        while unsent(bot).await > 0 {
            bot.pass(1_000);
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), sent)
        .await
        .expect("everything is posted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_does_not_post_twice() {
    for fault in [
        Fault::on("POST", POST).cut_after_effect(),
        Fault::on("POST", POST).unreadable_body(),
    ] {
        let (discord, staff) = server("en-US").await;
        let bot = TestBot::start(&discord).await;
        let mia = moderator(&discord);
        let lost = discord.fault(fault);
        campaign(&mia, "Launch week").await;
        lost.wait_hits(1).await;
        all_sent(&bot).await;
        discord
            .wait_until(|discord| discord.requests_to("POST", POST).len() == 2)
            .await;
        assert_eq!(posted(&discord, staff).len(), 1);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_between_posting_and_noting_it_does_not_post_twice() {
    let (discord, staff) = server("en-US").await;
    let folder = tempfile::tempdir().unwrap();
    let mia = moderator(&discord);
    let mut bot = start(folder.path(), &discord).await;
    let posting = discord.fault(Fault::on("POST", POST).hang_after_effect());
    campaign(&mia, "Launch week").await;
    posting.wait_hits(1).await;
    says(&discord, staff, "created the campaign").await;
    bot.kill().await.unwrap();

    let mut bot = start(folder.path(), &discord).await;
    campaign(&mia, "Autumn").await;
    says(&discord, staff, "Autumn").await;
    let all = posted(&discord, staff);
    assert_eq!(all.len(), 2, "{all:?}");
    let answered = |discord: &FakeDiscord| {
        let asked = discord.requests_to("POST", POST).into_iter();
        asked.filter(|request| request.status == 200).count()
    };
    // The one that was lost is asked for again.
    discord.wait_until(|discord| answered(discord) == 2).await;
    bot.kill().await.unwrap();
    let verified = end(super::command::sparks(folder.path()).arg("verify")).await;
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_loses_nothing() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let down = discord.fault(Fault::on("POST", POST).status(502).always());
    campaign(&mia, "Launch week").await;
    down.wait_hits(1).await;
    campaign(&mia, "Autumn").await;
    let bot = bot.restart(&discord).await;
    down.wait_hits(2).await;
    down.remove();
    for _ in 0..2 {
        bot.pass(60_000);
        tokio::time::sleep(QUIET).await;
    }
    all_sent(&bot).await;
    let all = posted(&discord, staff);
    assert_eq!(all.len(), 2, "what was begun stays as it was: {all:?}");
    assert!(all[0].contains("Launch week") && all[1].contains("Autumn"));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_refuses_is_tried_seldom() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    let everyone = discord.guild_id();
    // Nobody may write there any more, nor the bot.
    discord.set_role_permissions(everyone, 1 << 10 | 1 << 31);
    campaign(&mia, "Launch week").await;
    discord
        .wait_until(|discord| discord.requests_to("POST", POST).len() == 1)
        .await;
    for _ in 0..3 {
        bot.pass(TEN_MINUTES_MS / 4);
        tokio::time::sleep(QUIET / 2).await;
    }
    let asked = discord.requests_to("POST", POST);
    assert_eq!(asked.len(), 1, "not before ten minutes");
    assert_eq!(asked[0].status, 403);

    discord.set_role_permissions(everyone, 1 << 10 | 1 << 11 | 1 << 14 | 1 << 31);
    bot.pass(TEN_MINUTES_MS);
    says(&discord, staff, "Launch week").await;
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_is_told_what_happens_from_then_on() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let mia = moderator(&discord);
    campaign(&mia, "Before").await;
    tokio::time::sleep(QUIET).await;
    assert_eq!(
        unsent(&bot).await,
        0,
        "nothing waits for a channel that is not there"
    );
    assert!(discord.requests_to("POST", POST).is_empty());

    let staff = discord.channel("staff");
    let bot = bot.restart(&discord).await;
    campaign(&mia, "After").await;
    says(&discord, staff, "After").await;
    assert!(!posted(&discord, staff).join("\n").contains("Before"));

    // What waits when the channel is taken away is not kept for another.
    let down = discord.fault(Fault::on("POST", POST).status(502).always());
    campaign(&mia, "Between").await;
    down.wait_hits(1).await;
    discord.delete_channel(staff);
    let bot = bot.restart(&discord).await;
    down.remove();
    assert_eq!(unsent(&bot).await, 0);
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_erased_before_it_is_posted_is_not_named() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    let (mia, alice) = (moderator(&discord), discord.member("alice"));
    let down = discord.fault(Fault::on("POST", POST).status(502).always());
    campaign(&mia, "Launch week").await;
    award(&mia, &alice, 500).await;
    down.wait_hits(1).await;
    let question = alice.slash("privacy erase").send().await;
    alice.click(&question, "erase").await;
    down.remove();
    for _ in 0..2 {
        bot.pass(60_000);
        tokio::time::sleep(QUIET).await;
    }
    says(&discord, staff, "awarded 500 Sparks").await;
    let all = posted(&discord, staff).join("\n");
    assert!(!all.contains(&alice.id().to_string()), "{all}");
    assert!(
        !all.contains("Found"),
        "nor what was written about them: {all}"
    );
    bot.verify().await;
}
