//! Messages in channels and direct messages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Rest;
use fake_discord::FakeDiscord;
use serde_json::json;

#[tokio::test]
async fn messages_are_posted_read_edited_and_deleted() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let alice = discord.member("alice");
    let path = format!("/channels/{}/messages", discord.default_channel());
    let text = json!({ "content": format!("{} @everyone", alice.mention()), "embeds": [{ "title": "t", "footer": null }] });
    let posted = rest.send("POST", &path, &text).await;
    assert_eq!(posted.status, 200, "{posted:?}");
    assert_eq!(posted.body["mentions"][0]["id"], alice.id().to_string());
    assert_eq!(
        posted.body["mention_everyone"], false,
        "the bot has no permission for it"
    );
    assert_eq!(
        posted.body["embeds"],
        json!([{ "type": "rich", "title": "t" }])
    );
    let one = format!("{path}/{}", posted.body["id"].as_str().unwrap());
    let edited = rest.send("PATCH", &one, &json!({ "content": alice.mention(), "embeds": [], "allowed_mentions": { "parse": [] } })).await;
    assert_eq!(
        (&edited.body["embeds"], &edited.body["mentions"]),
        (&json!([]), &json!([]))
    );
    assert!(edited.body["edited_timestamp"].is_string());
    assert_eq!(rest.call("GET", &one).await.body, edited.body);
    assert_eq!(
        discord.channel_messages(discord.default_channel()),
        [edited.body]
    );
    assert_eq!(
        rest.send("PATCH", &one, &json!({ "content": "" }))
            .await
            .code(),
        (400, 50006)
    );
    assert_eq!(rest.call("DELETE", &one).await.status, 204);
    assert_eq!(rest.call("GET", &one).await.code(), (404, 10008));
    assert_eq!(discord.take_violations().len(), 1);
}

#[tokio::test]
async fn messages_are_refused_with_discords_codes() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let alice = discord.member("alice");
    let path = format!("/channels/{}/messages", discord.default_channel());
    assert_eq!(
        rest.send("POST", &path, &json!({ "content": " " }))
            .await
            .code(),
        (400, 50006)
    );
    assert_eq!(
        rest.send("POST", &path, &json!({ "content": "x".repeat(2001) }))
            .await
            .code(),
        (400, 50035)
    );
    assert_eq!(discord.take_violations().len(), 2);
    let said = format!("{path}/{}", alice.says("mine"));
    assert_eq!(
        rest.send("PATCH", &said, &json!({ "content": "x" }))
            .await
            .code(),
        (403, 50005)
    );
    let hidden = format!("/channels/{}/messages", discord.hidden_channel("secret"));
    assert_eq!(
        rest.send("POST", &hidden, &json!({ "content": "x" }))
            .await
            .code(),
        (403, 50001)
    );
    assert_eq!(rest.call("GET", "/channels/1").await.code(), (404, 10003));
}

#[tokio::test]
async fn a_message_with_an_enforced_nonce_is_posted_once() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let path = format!("/channels/{}/messages", discord.default_channel());
    let text = json!({ "content": "hi", "nonce": "job-7", "enforce_nonce": true });
    let (first, second) = (
        rest.send("POST", &path, &text).await,
        rest.send("POST", &path, &text).await,
    );
    assert_eq!(first.body["id"], second.body["id"]);
    assert_eq!(discord.channel_messages(discord.default_channel()).len(), 1);
    discord.advance_clock(std::time::Duration::from_mins(6));
    let late = rest.send("POST", &path, &text).await;
    assert_ne!(late.body["id"], first.body["id"], "it is forgotten by now");
}

#[tokio::test]
async fn direct_messages_can_be_refused() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let (alice, shy) = (discord.member("alice"), discord.member("shy").close_dms());
    for (member, expected) in [(&alice, (200, 0)), (&shy, (403, 50007))] {
        let body = json!({ "recipient_id": member.id().to_string() });
        let channel = rest.send("POST", "/users/@me/channels", &body).await;
        assert_eq!((channel.status, &channel.body["type"]), (200, &json!(1)));
        assert_eq!(
            rest.send("POST", "/users/@me/channels", &body).await.body["id"],
            channel.body["id"]
        );
        let path = format!(
            "/channels/{}/messages",
            channel.body["id"].as_str().unwrap()
        );
        assert_eq!(
            rest.send("POST", &path, &json!({ "content": "psst" }))
                .await
                .code(),
            expected
        );
    }
    assert_eq!(discord.direct_messages(alice.id())[0]["content"], "psst");
    let nobody = json!({ "recipient_id": "5" });
    assert_eq!(
        rest.send("POST", "/users/@me/channels", &nobody)
            .await
            .code(),
        (404, 10013)
    );
}

#[tokio::test]
async fn broken_bodies_are_refused() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let path = format!("/channels/{}/messages", discord.default_channel());
    let json = rest
        .request("POST", &path)
        .header("Content-Type", "application/json")
        .body("{oops");
    assert_eq!(Rest::finish(json).await.unwrap().code(), (400, 50109));
    let form = rest
        .request("POST", &path)
        .header("Content-Type", "multipart/form-data; boundary=X")
        .body("oops");
    assert_eq!(Rest::finish(form).await.unwrap().code(), (400, 50035));
    assert_eq!(discord.take_violations().len(), 2);
}
