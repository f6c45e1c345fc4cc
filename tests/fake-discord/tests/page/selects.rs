//! Selects on the page: what can be chosen in them, and what can't.

use fake_discord::FakeDiscord;
use serde_json::{Value, json};

use crate::browser::{Browser, id};
use crate::common::Bot;

#[tokio::test]
async fn only_what_a_select_offers_can_be_chosen() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let role = discord.role("Explorer").create().to_string();
    let channel = discord.default_channel().to_string();
    let browser = Browser::open(&discord, &[&alice]).await;
    browser
        .act("command", json!({ "as": id(&alice), "path": "redeem" }))
        .await;
    let interaction = loop {
        let payload = bot.gateway.payload().await;
        if payload["t"] == "INTERACTION_CREATE" {
            break payload["d"].clone();
        }
    };
    let row = |select: Value| json!({ "type": 1, "components": [select] });
    let menu = json!({ "type": 4, "data": { "content": "menu", "components": [
        row(json!({ "type": 5, "custom_id": "users", "max_values": 2 })),
        row(json!({ "type": 6, "custom_id": "roles", "min_values": 0 })),
        row(json!({ "type": 7, "custom_id": "both", "max_values": 2 })),
        row(json!({ "type": 8, "custom_id": "texts", "channel_types": [0] })),
        row(json!({ "type": 8, "custom_id": "voices", "channel_types": [2] })),
    ] } });
    assert_eq!(bot.rest.answer(&interaction, &menu).await.status, 204);
    let message = browser.message(&alice).await["message"]["id"].clone();
    let choose = |custom_id: &str, chosen: &[&str]| json!({ "as": id(&alice), "message": message, "custom_id": custom_id, "chosen": chosen });
    let (alice_id, bob_id) = (id(&alice), id(&bob));
    for (custom_id, chosen) in [
        ("users", vec![alice_id.as_str(), &bob_id]),
        ("roles", vec![]),
        ("roles", vec![role.as_str()]),
        ("both", vec![alice_id.as_str(), &role]),
        ("texts", vec![channel.as_str()]),
    ] {
        let (status, answer) = browser.act("component", choose(custom_id, &chosen)).await;
        assert_eq!(status, 200, "{custom_id} {answer}");
        assert_eq!(bot.interaction().await["data"]["values"], json!(chosen));
    }
    for (custom_id, chosen, problem) in [
        ("users", vec![], "0 options chosen"),
        (
            "users",
            vec![alice_id.as_str(), &bob_id, "7"],
            "3 options chosen",
        ),
        ("users", vec![alice_id.as_str(), &alice_id], "chosen twice"),
        ("users", vec!["7"], "can't be chosen"),
        ("users", vec!["bob"], "can't be chosen"),
        ("users", vec![role.as_str()], "can't be chosen"),
        ("roles", vec![alice_id.as_str()], "can't be chosen"),
        ("voices", vec![channel.as_str()], "can't be chosen"),
    ] {
        let told = browser
            .refused("component", choose(custom_id, &chosen))
            .await;
        assert!(told.contains(problem), "{custom_id} {chosen:?}: {told}");
    }
}
