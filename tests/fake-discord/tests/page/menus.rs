//! Context menus on the page: commands on members and on messages, for those who may use them.

use fake_discord::{FakeDiscord, Member};
use serde_json::{Value, json};

use crate::browser::{Browser, id};
use crate::common::Bot;

fn used(member: &Member, command: &str, target: &str) -> Value {
    json!({ "as": id(member), "command": command, "target": target })
}

#[tokio::test]
async fn a_command_on_a_member_reaches_the_bot_and_its_answer_says_so() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let browser = Browser::open(&discord, &[&alice]).await;
    let (status, _) = browser
        .act("menu", used(&alice, "View Sparks", &id(&bob)))
        .await;
    assert_eq!(status, 200);
    let waiting = browser.look(&alice).await["waiting"][0].clone();
    assert_eq!(
        (&waiting["used"], &waiting["used_kind"]),
        (&json!("View Sparks"), &json!(2))
    );
    let interaction = bot.interaction().await;
    let data = &interaction["data"];
    assert_eq!(
        (&data["type"], &data["target_id"]),
        (&json!(2), &json!(id(&bob)))
    );
    assert_eq!(data["resolved"]["users"][id(&bob)]["username"], "bob");
    bot.rest
        .answer(
            &interaction,
            &json!({ "type": 4, "data": { "content": "5" } }),
        )
        .await;
    let shown = browser.message(&alice).await;
    assert_eq!(
        (&shown["used"], &shown["used_kind"]),
        (&json!("View Sparks"), &json!(2))
    );
}

#[tokio::test]
async fn a_command_on_a_message_carries_the_message() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let browser = Browser::open(&discord, &[&alice]).await;
    let message = bob.says("hello").to_string();
    // The page names a command by its id.
    let state = browser.look(&alice).await;
    let commands = state["commands"].as_array().unwrap();
    let report = commands
        .iter()
        .find(|command| command["name"] == "Report")
        .unwrap();
    let (status, answer) = browser
        .act(
            "menu",
            used(&alice, report["id"].as_str().unwrap(), &message),
        )
        .await;
    assert_eq!(status, 200, "{answer}");
    let interaction = bot.interaction().await;
    let data = &interaction["data"];
    assert_eq!(
        (&data["type"], &data["name"]),
        (&json!(3), &json!("Report"))
    );
    assert_eq!(data["resolved"]["messages"][&message]["content"], "hello");
}

#[tokio::test]
async fn what_the_menu_would_not_offer_is_refused() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let browser = Browser::open(&discord, &[&alice]).await;
    let message = bob.says("hello").to_string();
    discord.deny_command("Report", &alice);
    browser
        .act("command", json!({ "as": id(&bob), "path": "redeem" }))
        .await;
    let interaction = bot.interaction().await;
    let private = json!({ "type": 4, "data": { "content": "psst", "flags": 64 } });
    bot.rest.answer(&interaction, &private).await;
    let state = browser.look(&bob).await;
    let private = state["messages"].as_array().unwrap().last().unwrap();
    let private = private["message"]["id"].as_str().unwrap();
    for (body, problem) in [
        (used(&alice, "Report", &message), "not permitted"),
        (used(&alice, "View Sparks", &message), "no command"),
        (used(&alice, "redeem", &id(&bob)), "no command"),
        (used(&alice, "Nothing", &id(&bob)), "no command"),
        (used(&alice, "View Sparks", "7"), "no member or message 7"),
        (used(&alice, "View Sparks", "bob"), "is no id"),
        (used(&alice, "Report", private), "no member or message"),
        (used(&bob, "Report", private), "only you can see"),
    ] {
        let told = browser.refused("menu", body.clone()).await;
        assert!(told.contains(problem), "{body}: {told}");
    }
    // Nor is what may not be used listed.
    let commands = browser.look(&alice).await["commands"].to_string();
    assert!(
        !commands.contains("Report") && commands.contains("View Sparks"),
        "{commands}"
    );
}
