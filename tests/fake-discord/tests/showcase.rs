//! The example bot, used by members: so that it goes on working, and that a poise bot on the fake does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../examples/showcase.rs"]
#[allow(dead_code, reason = "its main is for people")]
mod showcase;

use fake_discord::{ChannelId, FakeDiscord, Member, RoleId, attachment};

/// The example bot and its people, ready.
async fn started() -> (FakeDiscord, Vec<Member>) {
    let discord = FakeDiscord::start().await;
    let people = showcase::people(&discord);
    tokio::spawn(showcase::run(discord.clone()));
    discord.wait_for_commands().await;
    (discord, people)
}

#[tokio::test]
async fn every_kind_of_option_arrives() {
    let (discord, people) = started().await;
    let [alice, boris, _] = &people[..] else {
        panic!("three people");
    };
    let role = discord.role_id("Explorer").unwrap();
    let suggested = alice.autocomplete("everything", "colour", "r").await;
    assert_eq!(suggested.len(), 3, "{suggested:?}");
    let reply = alice
        .slash("everything")
        .option("colour", "red")
        .option("count", 3)
        .option("weight", 1.5)
        .option("really", true)
        .option("size", 0)
        .option("member", boris)
        .option("channel", ChannelId(discord.default_channel()))
        .option("role", RoleId(role))
        .option("anyone", RoleId(role))
        .option("file", attachment("12345", "five.txt"))
        .send()
        .await;
    let embed = &reply.embeds()[0];
    assert_eq!(embed["fields"].as_array().unwrap().len(), 9, "{embed}");
    for told in ["**red**", "1.5", "small", "`five.txt`, 5 bytes"] {
        assert!(reply.text().contains(told), "{told}: {}", reply.text());
    }
    assert_eq!(reply.attachments()[0].filename, "sun.svg");
}

#[tokio::test]
async fn buttons_selects_and_modals_are_answered() {
    let (_discord, people) = started().await;
    let [alice, boris, _] = &people[..] else {
        panic!("three people");
    };
    let menu = alice.slash("menu").send().await;
    let clicked = alice.click(&menu, "count:0").await;
    assert_eq!(clicked.buttons()[0].label, "Clicked 1 times");
    let menu = alice.slash("menu").send().await;
    let chosen = alice.choose_in(&menu, "colours", &["red", "blue"]).await;
    assert_eq!(chosen.content(), "You chose red, blue");
    let id = boris.id().to_string();
    let chosen = alice.choose_in(&menu, "users", &[&id]).await;
    assert_eq!(chosen.content(), format!("You chose <@{id}>"));
    let modal = alice.click(&menu, "ask").await;
    assert_eq!(modal.modal()["title"], "Feedback");
    let thanks = alice.submit(&modal, &[("In a word", "Fine")]).await;
    assert_eq!(thanks.content(), "Thank you.");

    // A modal of poise's own is acknowledged first; the answer follows the command.
    let modal = alice.slash("feedback").send().await;
    let filled = alice.fill(&modal, &[("In a word", "Good"), ("At length", "Very")]);
    filled.send_without_waiting().answered().await;
    assert_eq!(modal.followup(0).await.content(), "“Good” Very");
}

#[tokio::test]
async fn answers_come_late_in_private_as_files_or_directly() {
    let (discord, people) = started().await;
    let [alice, boris, minji] = &people[..] else {
        panic!("three people");
    };
    let slow = alice.slash("slow").send_without_waiting();
    assert!(slow.answered().await.is_thinking());
    assert!(minji.slash("secret").send().await.is_ephemeral());
    let report = alice.slash("report").send().await;
    let names: Vec<String> = report
        .attachments()
        .into_iter()
        .map(|file| file.filename)
        .collect();
    assert_eq!(names, ["sun.svg", "report.csv"]);
    minji.slash("write").send().await;
    assert_eq!(
        discord.direct_messages(minji.id())[0]["content"],
        "Hello from the bot."
    );
    let waved = alice.user_command("Wave", boris).await;
    assert_eq!(waved.content(), format!("You wave to {}.", boris.mention()));
    let quoted = boris.message_command("Quote", &report).await;
    assert!(quoted.content().starts_with("> "), "{}", quoted.content());
    assert_eq!(discord.violations(), Vec::<String>::new());
}
