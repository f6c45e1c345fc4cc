//! What Discord's client would not let a member do panics with the reason, and so does a bot that does
//! not answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use common::Bot;
use fake_discord::{FakeDiscord, Reply};
use serde_json::json;

/// The message with which `act` panics.
fn panics(act: impl FnOnce()) -> String {
    let payload = std::panic::catch_unwind(AssertUnwindSafe(act)).expect_err("it did not panic");
    payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| Some((*payload.downcast_ref::<&str>()?).to_owned()))
        .unwrap()
}

#[tokio::test]
async fn commands_that_the_client_would_not_send() {
    let discord = FakeDiscord::start().await;
    let _bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let send = |path: &str, option: Option<(&str, &str)>| {
        panics(|| {
            let slash = alice.slash(path);
            let slash = option
                .into_iter()
                .fold(slash, |slash, (name, value)| slash.option(name, value));
            let _ = slash.send_without_waiting();
        })
    };
    assert!(send("redeam", None).contains("there are: redeem, every, campaign, award"));
    assert!(send("campaign", None).contains("one of its subcommands is needed: create"));
    assert!(send("campaign make", None).contains("there is no subcommand make"));
    assert!(send("campaign create", None).contains("\"name\" is required"));
    assert!(send("redeem", Some(("badge", "x"))).contains("there is no option badge"));
    assert!(send("every", Some(("whole", "x"))).contains("does not fit"));
    assert!(send("award", None).contains("not permitted"));
    // An odd client sends it all the same.
    let _ = alice
        .slash("campaign create")
        .unchecked()
        .send_without_waiting();
}

async fn menu(bot: &mut Bot, discord: &FakeDiscord, flags: u64) -> Reply {
    let pending = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    let button = |id: &str, disabled: bool| json!({ "type": 2, "style": 1, "custom_id": id, "label": id, "disabled": disabled });
    let data = json!({ "content": "menu", "flags": flags, "components": [{ "type": 1, "components": [
        button("perk:1:buy", false), button("perk:2:buy", false), button("perk:3:off", true),
        { "type": 2, "style": 5, "label": "Help", "url": "https://example.com" }] }] });
    bot.rest
        .answer(&interaction, &json!({ "type": 4, "data": data }))
        .await;
    pending.finished().await
}

#[tokio::test]
async fn buttons_that_the_client_would_not_press() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let private = menu(&mut bot, &discord, 64).await;
    let press = |wanted: &str| {
        panics(|| {
            let _ = alice.press(&private, wanted).send_without_waiting();
        })
    };
    assert!(press("sell").contains("\"perk:1:buy\" \"perk:1:buy\""));
    assert!(press("buy").contains("2 of them"));
    assert!(press("off").contains("disabled"));
    assert!(press("Help").contains("link"));
    assert!(
        panics(|| {
            let _ = bob.press(&private, "perk:1:buy").send_without_waiting();
        })
        .contains("does not see")
    );
    for pending in [
        alice.press(&private, "off").anyway().send_without_waiting(),
        bob.press(&private, "perk:1:buy")
            .anyway()
            .send_without_waiting(),
        alice
            .press(&private, "perk:1:buy")
            .deliver_times(2)
            .send_without_waiting(),
    ] {
        assert_eq!(
            bot.interaction().await["id"],
            pending.interaction_id().to_string()
        );
    }
    let public = menu_again(&mut bot, &discord).await;
    let _ = bob.press(&public, "perk:1:buy").send_without_waiting();
}

/// The second delivery of the double click comes first.
async fn menu_again(bot: &mut Bot, discord: &FakeDiscord) -> Reply {
    bot.interaction().await;
    menu(bot, discord, 0).await
}

#[tokio::test]
async fn a_bot_that_does_not_answer_is_told_on() {
    let discord = FakeDiscord::builder()
        .wait(Duration::from_millis(50))
        .start()
        .await;
    let alice = discord.member("alice");
    let waiting = discord.clone();
    let unready = tokio::spawn(async move { waiting.wait_ready().await })
        .await
        .unwrap_err()
        .into_panic();
    assert!(
        unready
            .downcast_ref::<String>()
            .unwrap()
            .contains("waited 50ms for a bot to connect")
    );

    let _bot = Bot::start(&discord).await;
    let pending = alice
        .slash("redeem")
        .option("perk", "badge")
        .send_without_waiting();
    let silent = tokio::spawn(pending.finished())
        .await
        .unwrap_err()
        .into_panic();
    let message = silent.downcast_ref::<String>().unwrap();
    assert!(
        message.contains("the bot did not answer within 50ms") && message.contains("unanswered"),
        "{message}"
    );
    assert!(
        message.contains("badge") && message.contains("/commands -> 200"),
        "{message}"
    );
}

#[tokio::test]
async fn ids_are_the_same_in_every_run() {
    let mut seen = Vec::new();
    for _ in 0..2 {
        let discord = FakeDiscord::start().await;
        let mut bot = Bot::start(&discord).await;
        let reply = menu(&mut bot, &discord, 0).await;
        let role = discord.role("Explorer").create();
        seen.push((
            discord.member("alice").id(),
            role,
            reply.message_id(),
            reply.interaction_id(),
            discord.commands(),
        ));
    }
    assert_eq!(seen[0], seen[1]);
}
