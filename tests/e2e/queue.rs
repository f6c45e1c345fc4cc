//! `/queue`: what moderators deliver by hand, and how its member hears of it.

use fake_discord::{FakeDiscord, Fault, Member, Reply, permissions};
use serde_json::Value;
use sparks::perks::PerkKind;

use super::staff::server;
use super::support::{LOCALES, TestBot, ask_for, moderator};

const POST: &str = "https://x.com/minara/status/1790000000000000001";

/// She redeems what asks for nothing, until her receipt says so.
async fn redeem(bot: &TestBot, member: &Member, number: i64) -> Reply {
    bot.award(member, 300).await;
    let question = ask_for(member, "merch").await;
    let receipt = member.click(&question, "confirm").await;
    let number = format!("R-{number}");
    receipt
        .wait_until(|reply| reply.text().contains(&number))
        .await
}

async fn boost(bot: &TestBot, member: &Member) -> Reply {
    bot.award(member, 200).await;
    let form = ask_for(member, "boost").await;
    let question = member.submit(&form, &[("answer", POST)]).await;
    let receipt = member.click(&question, "confirm").await;
    receipt
        .wait_until(|reply| reply.text().contains("R-"))
        .await
}

fn told(discord: &FakeDiscord, member: &Member) -> Vec<String> {
    let messages = discord.direct_messages(member.id());
    messages
        .iter()
        .map(|message| message["embeds"].to_string())
        .collect()
}

async fn until_told(discord: &FakeDiscord, member: &Member, count: usize) {
    discord
        .wait_until(|discord| told(discord, member).len() == count)
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_queue_to_the_members_messages() {
    for locale in LOCALES {
        let discord = FakeDiscord::start().await;
        let bot = TestBot::start(&discord).await;
        bot.manual_perk(PerkKind::Boost, "Boost", 200).await;
        bot.manual_perk(PerkKind::Other, "Merch", 300).await;
        let mia = moderator(&discord).locale(locale);
        let noa = discord
            .member("noa")
            .permissions(permissions::MANAGE_GUILD)
            .locale(locale);
        let (alice, bora) = (
            discord.member("alice").locale(locale),
            discord.member("bora").locale(locale),
        );

        let empty = mia.slash("queue list").send().await;
        let boosted = boost(&bot, &alice).await;
        let reserved = redeem(&bot, &bora, 2).await;
        let list = mia.slash("queue list").send().await;
        let narrowed = mia.slash("queue list").option("perk", "boost").send().await;
        let item = mia.choose(&list, "1").await;
        let back = mia.click(&item, "page").await;
        let item = mia.choose(&back, "1").await;
        let claimed = mia.click(&item, "claim").await;
        let by_another = noa
            .slash("queue claim")
            .option("receipt", "R-1")
            .send()
            .await;
        let refused = noa
            .slash("queue fulfil")
            .option("receipt", "R-1")
            .option("evidence", "posted")
            .send()
            .await;
        let form = mia.click(&claimed, "fulfil").await;
        let fulfilled = mia
            .submit(&form, &[("evidence", "Boosted: https://x.com/i/status/5")])
            .await;
        let settled = boosted
            .wait_until(|reply| !reply.text().contains(&reserved_title(&boosted)))
            .await;
        until_told(&discord, &alice, 1).await;
        let rejected = noa
            .slash("queue reject")
            .option("receipt", "r-2")
            .option("reason", "No shirts *left*")
            .send()
            .await;
        until_told(&discord, &bora, 1).await;
        let too_late = mia
            .slash("queue fulfil")
            .option("receipt", "R-2")
            .option("evidence", "sent")
            .send()
            .await;
        let export = mia
            .slash("queue export")
            .option("perk", "boost")
            .send()
            .await;
        let audit = mia.slash("audit").send().await;

        assert_eq!(bot.balance(&alice).await, (0, 0));
        assert_eq!(bot.balance(&bora).await, (300, 0));
        insta::assert_json_snapshot!(
            format!("queue_moderators_{locale}"),
            [
                empty, list, narrowed, item, claimed, by_another, refused, fulfilled, rejected,
                too_late, export, audit
            ]
            .map(|reply| reply.text())
        );
        insta::assert_json_snapshot!(
            format!("queue_members_{locale}"),
            (
                reserved,
                settled,
                told(&discord, &alice),
                told(&discord, &bora)
            )
        );
        bot.verify().await;
    }
}

fn reserved_title(reply: &Reply) -> String {
    reply.embeds()[0]["title"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_outlives_an_outage_and_a_restart() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.manual_perk(PerkKind::Other, "Merch", 300).await;
    let (mia, alice) = (moderator(&discord), discord.member("alice").locale("ko"));
    redeem(&bot, &alice, 1).await;
    // The message gets there, and the answer does not come back.
    discord.fault(
        Fault::on("POST", "/channels/*/messages")
            .cut_after_effect()
            .times(1),
    );
    mia.slash("queue fulfil")
        .option("receipt", "R-1")
        .option("evidence", "sent")
        .send()
        .await;
    discord
        .wait_until(|discord| {
            !discord
                .requests_to("POST", "/channels/*/messages")
                .is_empty()
        })
        .await;
    let bot = bot.restart(&discord).await;
    bot.pass(60_000);
    until_told(&discord, &alice, 1).await;
    discord
        .wait_until(|discord| discord.requests_to("POST", "/channels/*/messages").len() >= 2)
        .await;
    assert_eq!(told(&discord, &alice).len(), 1);
    assert!(told(&discord, &alice)[0].contains("혜택"));
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_no_messages_is_left_alone() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.manual_perk(PerkKind::Other, "Merch", 300).await;
    let (mia, alice) = (moderator(&discord), discord.member("alice"));
    alice.close_dms();
    redeem(&bot, &alice, 1).await;
    mia.slash("queue fulfil")
        .option("receipt", "R-1")
        .option("evidence", "sent")
        .send()
        .await;
    let asked = |discord: &FakeDiscord| discord.requests_to("POST", "/channels/*/messages").len();
    discord.wait_until(|discord| asked(discord) == 1).await;
    while bot.count("SELECT COUNT(*) FROM direct_message").await > 0 {
        tokio::task::yield_now().await;
    }
    bot.pass(24 * 60 * 60 * 1_000);
    assert_eq!(asked(&discord), 1, "that is final");
    bot.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn buttons_ask_who_presses() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.manual_perk(PerkKind::Other, "Merch", 300).await;
    let (mia, alice) = (moderator(&discord), discord.member("alice"));
    redeem(&bot, &alice, 1).await;
    redeem(&bot, &mia, 2).await;

    // A member has no such buttons, but can send what they would.
    let menu = alice.slash("redeem").send().await;
    for id in [
        "item:claim:1",
        "item:fulfil:1",
        "item:reject:1",
        "item:look:1",
    ] {
        let made_up = alice
            .select(&menu, None, &["merch"])
            .with_custom_id(id)
            .send()
            .await;
        assert!(
            made_up.is_ephemeral() && made_up.modal().is_null(),
            "{id}: {}",
            made_up.text()
        );
    }
    let own = mia
        .slash("queue fulfil")
        .option("receipt", "R-2")
        .option("evidence", "to myself")
        .send()
        .await;
    assert!(own.text().contains("is yours"), "{}", own.text());
    let unknown = mia
        .slash("queue claim")
        .option("receipt", "R-77")
        .send()
        .await;
    assert!(
        unknown.text().contains("has this receipt"),
        "{}",
        unknown.text()
    );
    let shown = mia
        .slash("redemption show")
        .option("receipt", "R-1")
        .send()
        .await;
    assert!(
        shown.text().contains("A moderator delivers this") && !shown.text().contains("Role right"),
        "{}",
        shown.text()
    );
    let voided = mia
        .slash("redemption void")
        .option("receipt", "R-1")
        .option("reason", "by the other way")
        .send()
        .await;
    assert!(
        voided.text().contains("back with the member"),
        "{}",
        voided.text()
    );
    until_told(&discord, &alice, 1).await;
    assert_eq!(bot.balance(&alice).await, (300, 0));
    bot.verify().await;
}

/// The texts of a message's buttons.
fn buttons(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().into_iter().flatten();
    let all = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    all.map(|button| button["label"].as_str().unwrap_or_default().to_owned())
        .collect()
}

fn posts(discord: &FakeDiscord, staff: u64) -> Vec<Value> {
    let messages = discord.channel_messages(staff);
    let with_buttons = messages
        .into_iter()
        .filter(|message| !buttons(message).is_empty());
    with_buttons.collect()
}

async fn until_posted(discord: &FakeDiscord, staff: u64, text: &str) {
    discord
        .wait_until(|discord| {
            let messages = discord.channel_messages(staff);
            messages
                .iter()
                .any(|message| message.to_string().contains(text))
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_staff_channel_has_it_with_its_buttons() {
    for locale in LOCALES {
        let (discord, staff) = server(locale).await;
        let bot = TestBot::start(&discord).await;
        bot.manual_perk(PerkKind::Boost, "Boost", 200).await;
        let mia = moderator(&discord).locale("en-US");
        let (alice, bora) = (discord.member("alice"), discord.member("bora"));
        boost(&bot, &alice).await;
        until_posted(&discord, staff, "R-1").await;
        let posted = posts(&discord, staff);
        assert_eq!(posted.len(), 1);
        let message = posted[0]["id"].as_str().unwrap().parse().unwrap();

        let refused = bora.click_message(message, "claim").await;
        assert!(refused.is_ephemeral(), "only moderators: {refused:?}");
        mia.click_message(message, "claim").await;
        let claimed = posts(&discord, staff)[0].clone();
        // What is done by command is shown there as well, and by the next process where this one dies.
        let bot = bot.restart(&discord).await;
        mia.slash("queue fulfil")
            .option("receipt", "R-1")
            .option("evidence", "https://x.com/minara/status/2")
            .send()
            .await;
        until_posted(&discord, staff, "status/2").await;
        let all = discord.channel_messages(staff);
        let done = all.iter().find(|found| found["id"] == posted[0]["id"]);
        assert!(posts(&discord, staff).is_empty(), "nothing left to press");

        let about_alice = |discord: &FakeDiscord| {
            let all = discord.channel_messages(staff);
            let found = all.iter().find(|found| found["id"] == posted[0]["id"]);
            found.cloned().unwrap()
        };
        let question = alice.slash("privacy erase").send().await;
        alice.click(&question, "erase").await;
        // Whoever is forgotten is forgotten there as well.
        discord
            .wait_until(|discord| !about_alice(discord).to_string().contains(POST))
            .await;
        let forgotten = about_alice(&discord).to_string();
        assert!(!forgotten.contains("status/2"), "{forgotten}");
        assert!(!forgotten.contains(&alice.id().to_string()), "{forgotten}");

        let shown = [Some(&posted[0]), Some(&claimed), done];
        let shown = shown.map(|message| message.map(|found| (&found["embeds"], buttons(found))));
        insta::assert_json_snapshot!(format!("staff_queue_{locale}"), shown);
        bot.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_moderators_deleted_holds_nothing_up() {
    let (discord, staff) = server("en-US").await;
    let bot = TestBot::start(&discord).await;
    bot.manual_perk(PerkKind::Other, "Merch", 300).await;
    let mia = moderator(&discord);
    redeem(&bot, &discord.member("alice"), 1).await;
    until_posted(&discord, staff, "R-1").await;
    let edit = Fault::on("PATCH", "/channels/*/messages/*");
    discord.fault(edit.error(404, 10_008, "Unknown Message").always());
    mia.slash("queue claim")
        .option("receipt", "R-1")
        .send()
        .await;
    redeem(&bot, &discord.member("bora"), 2).await;
    until_posted(&discord, staff, "R-2").await;
    assert_eq!(
        bot.count("SELECT COUNT(*) FROM staff_post WHERE changes > shown")
            .await,
        0
    );
    bot.verify().await;
}
