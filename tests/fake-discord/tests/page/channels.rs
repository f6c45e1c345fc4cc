//! Channels on the page: which a member has, and where commands and messages go.

use fake_discord::{FakeDiscord, Member};
use serde_json::{Value, json};

use crate::browser::{Browser, id};
use crate::common::Bot;

async fn look_at(browser: &Browser, member: &Member, channel: &Value) -> Value {
    let channel = channel.as_str().unwrap();
    let path = format!("api/state?as={}&channel={channel}", member.id());
    browser.get(&path).await.json().await.unwrap()
}

/// The bot writes to a member; the channel.
async fn direct(bot: &Bot, member: &Member, text: &str) -> Value {
    let recipient = json!({ "recipient_id": id(member) });
    let channel = bot
        .rest
        .send("POST", "/users/@me/channels", &recipient)
        .await
        .body["id"]
        .clone();
    let path = format!("/channels/{}/messages", channel.as_str().unwrap());
    let button = json!({ "type": 2, "style": 1, "custom_id": "ok", "label": "OK" });
    let message = json!({ "content": text, "components": [{ "type": 1, "components": [button] }] });
    assert_eq!(bot.rest.send("POST", &path, &message).await.status, 200);
    channel
}

#[tokio::test]
async fn commands_and_messages_go_to_the_shown_channel() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let lounge = json!(discord.channel("lounge").to_string());
    bot.gateway.event("CHANNEL_CREATE").await;
    let browser = Browser::open(&discord, &[&alice]).await;
    let said = json!({ "as": id(&alice), "text": "over here", "channel": lounge });
    let (_, answer) = browser.act("message", said).await;
    let command = json!({ "as": id(&alice), "path": "redeem", "channel": lounge });
    browser.act("command", command).await;
    assert_eq!(bot.interaction().await["channel_id"], lounge);
    let on_member = json!({ "as": id(&alice), "command": "View Sparks", "target": id(&alice), "channel": lounge });
    browser.act("menu", on_member).await;
    assert_eq!(bot.interaction().await["channel_id"], lounge);

    let general = browser.look(&alice).await;
    assert_eq!(
        (&general["channel"], &general["messages"]),
        (&json!("general"), &json!([]))
    );
    assert_eq!(general["waiting"], json!([]));
    let names: Vec<&Value> = general["channels"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["name"])
        .collect();
    assert_eq!(names, ["general", "lounge"]);
    assert_eq!(general["channels"][1]["latest"], answer["message"]);
    let shown = look_at(&browser, &alice, &lounge).await;
    assert_eq!(shown["messages"][0]["message"]["content"], "over here");
    assert_eq!(
        (
            shown["channel"].as_str(),
            shown["waiting"].as_array().map(Vec::len)
        ),
        (Some("lounge"), Some(2))
    );
}

#[tokio::test]
async fn direct_messages_are_between_the_bot_and_one_member() {
    let discord = FakeDiscord::builder().bot_name("Sparks").start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let browser = Browser::open(&discord, &[&alice]).await;
    let channel = direct(&bot, &alice, "psst").await;

    let listed = &browser.look(&alice).await["channels"][1];
    assert_eq!(
        (&listed["name"], &listed["direct"]),
        (&json!("Sparks"), &json!(true))
    );
    assert_eq!(
        browser.look(&bob).await["channels"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let shown = look_at(&browser, &alice, &channel).await;
    assert_eq!(shown["commands"], json!([]));
    let message = shown["messages"][0]["message"].clone();
    assert_eq!(message["content"], "psst");
    let refused = look_at(&browser, &bob, &channel).await;
    assert!(
        refused["problem"].as_str().unwrap().contains("no channel"),
        "{refused}"
    );

    let pressed =
        |member: &Member| json!({ "as": id(member), "message": message["id"], "custom_id": "ok" });
    assert!(
        browser
            .refused("component", pressed(&bob))
            .await
            .contains("somebody else's")
    );
    assert_eq!(browser.act("component", pressed(&alice)).await.0, 200);
    let interaction = bot.interaction().await;
    assert_eq!(
        (&interaction["user"]["username"], &interaction["context"]),
        (&json!("alice"), &json!(1))
    );
    assert_eq!(
        (&interaction["member"], &interaction["guild_id"]),
        (&Value::Null, &Value::Null)
    );

    let command = json!({ "as": id(&alice), "path": "redeem", "channel": channel });
    assert!(
        browser
            .refused("command", command)
            .await
            .contains("direct messages")
    );
    for (member, wanted) in [(&bob, channel), (&alice, json!("x")), (&alice, json!("7"))] {
        let said = json!({ "as": id(member), "text": "hm", "channel": wanted });
        assert!(
            browser
                .refused("message", said)
                .await
                .contains("no channel")
        );
    }
}
