//! The shortest way through: a bot identifies, a member types a command, the bot answers.

mod common;

use common::Bot;
use fake_discord::FakeDiscord;
use serde_json::json;

#[tokio::test]
async fn a_slash_command_is_answered() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.wait_ready().await;
    let alice = discord.member("alice").locale("ko");

    let pending = alice
        .slash("redeem")
        .option("perk", "badge")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    assert_eq!(interaction["locale"], "ko");
    assert_eq!(interaction["member"]["user"]["username"], "alice");
    assert_eq!(interaction["data"]["options"][0]["value"], "badge");
    let answer = bot
        .rest
        .answer(
            &interaction,
            &json!({ "type": 4, "data": { "content": "hi", "flags": 64 } }),
        )
        .await;
    assert_eq!(answer.status, 204, "{answer:?}");

    let reply = pending.finished().await;
    assert_eq!(reply.content(), "hi");
    assert!(reply.is_ephemeral());
    assert_eq!(
        serde_json::to_value(&reply).unwrap(),
        json!({ "kind": "message", "ephemeral": true, "message": { "content": "hi", "flags": 64 } })
    );
}
