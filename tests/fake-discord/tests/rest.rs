//! Each REST route and each of Discord's refusals, without any interaction.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Bot, Rest};
use fake_discord::FakeDiscord;
use serde_json::{Value, json};

fn guild(discord: &FakeDiscord, tail: &str) -> String {
    format!("/guilds/{}{tail}", discord.guild_id())
}

#[tokio::test]
async fn every_reading_route_answers() {
    let discord = FakeDiscord::builder().members_intent().start().await;
    let rest = Rest::new(&discord);
    let alice = discord.member("alice").nick("Al");
    let emoji = discord.application_emoji("spark");
    let application = discord.application_id();
    let channel = discord.default_channel();
    let role = discord.role("Explorer").create();
    // Path, where to look in the answer, and what is there.
    let table: Vec<(String, &str, Value)> = vec![
        (
            "/gateway".into(),
            "/url",
            json!(discord.base_url().replace("http", "ws")),
        ),
        ("/gateway/bot".into(), "/shards", json!(1)),
        (
            "/users/@me".into(),
            "/id",
            json!(discord.bot_user_id().to_string()),
        ),
        (
            format!("/users/{}", alice.id()),
            "/username",
            json!("alice"),
        ),
        (
            "/oauth2/applications/@me".into(),
            "/id",
            json!(application.to_string()),
        ),
        (
            "/applications/@me".into(),
            "/bot/id",
            json!(discord.bot_user_id().to_string()),
        ),
        (
            format!("/applications/{application}/emojis"),
            "/items/0/id",
            json!(emoji.to_string()),
        ),
        (
            format!("/applications/{application}/commands"),
            "",
            json!([]),
        ),
        (
            format!(
                "/applications/{application}{}",
                guild(&discord, "/commands")
            ),
            "",
            json!([]),
        ),
        (
            guild(&discord, ""),
            "/owner_id",
            json!(discord.owner_id().to_string()),
        ),
        (
            guild(&discord, "?with_counts=true"),
            "/approximate_member_count",
            json!(3),
        ),
        (guild(&discord, "/roles"), "/0/name", json!("@everyone")),
        (
            guild(&discord, &format!("/roles/{role}")),
            "/name",
            json!("Explorer"),
        ),
        (
            guild(&discord, "/channels"),
            "/0/id",
            json!(channel.to_string()),
        ),
        (
            guild(&discord, &format!("/members/{}", alice.id())),
            "/nick",
            json!("Al"),
        ),
        (
            guild(&discord, "/members?limit=1000"),
            "/2/user/username",
            json!("alice"),
        ),
        (format!("/channels/{channel}"), "/name", json!("general")),
        (
            format!("/channels/{channel}/messages?limit=5"),
            "",
            json!([]),
        ),
    ];
    for (path, pointer, expected) in table {
        let answer = rest.call("GET", &path).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        assert_eq!(answer.body.pointer(pointer), Some(&expected), "{path}");
    }
}

#[tokio::test]
async fn the_token_is_checked_where_discord_checks_it() {
    let discord = FakeDiscord::start().await;
    let mut rest = Rest::new(&discord);
    rest.token = "wrong".to_owned();
    let refused = rest.call("GET", "/users/@me").await;
    assert_eq!(refused.status, 401);
    assert_eq!(
        refused.body,
        json!({ "message": "401: Unauthorized", "code": 0 })
    );
    assert_eq!(
        rest.call("PUT", &guild(&discord, "/members/1/roles/1"))
            .await
            .status,
        401
    );
    // These carry their secret in the path, if they need one.
    assert_eq!(rest.call("GET", "/gateway").await.status, 200);
    assert_eq!(
        rest.send("POST", "/interactions/1/x/callback", &json!({ "type": 6 }))
            .await
            .code(),
        (404, 10062)
    );
    let webhook = format!("/webhooks/{}/x", discord.application_id());
    assert_eq!(
        rest.send("POST", &webhook, &json!({ "content": "x" }))
            .await
            .code(),
        (404, 10015)
    );
}

#[tokio::test]
async fn unknown_routes_and_methods_fail_the_test() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    assert_eq!(rest.call("GET", "/voice/regions").await.status, 501);
    assert_eq!(rest.call("DELETE", "/gateway").await.status, 501);
    let elsewhere = Rest::finish(
        rest.http
            .get(format!("{}/oauth2/authorize", discord.base_url())),
    )
    .await;
    assert_eq!(elsewhere.unwrap().status, 501);
    let violations = discord.take_violations();
    assert_eq!(violations.len(), 3, "{violations:?}");
    assert!(violations[0].contains("GET /voice/regions"));
}

#[tokio::test]
async fn violations_left_over_panic_when_the_fake_is_dropped() {
    let discord = FakeDiscord::start().await;
    Rest::new(&discord).call("GET", "/voice/regions").await;
    let clone = discord.clone();
    drop(discord);
    let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(clone)));
    let message = *dropped.unwrap_err().downcast::<String>().unwrap();
    assert!(message.contains("/voice/regions"), "{message}");
}

#[tokio::test]
async fn dropping_the_fake_stops_it() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let mut bot = Bot::start(&discord).await;
    drop(discord);
    assert_eq!(bot.gateway.closed().await, None);
    assert!(Rest::finish(rest.request("GET", "/gateway")).await.is_err());
}

#[tokio::test]
async fn commands_are_registered_and_listed() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let path = format!(
        "/applications/{}{}",
        discord.application_id(),
        guild(&discord, "/commands")
    );
    let redeem = json!({ "name": "redeem", "description": "Redeem", "name_localizations": { "ko": "교환" }, "default_member_permissions": "32" });
    let first = rest.send("PUT", &path, &json!([redeem])).await;
    assert_eq!(first.status, 200, "{first:?}");
    assert_eq!(first.body[0]["default_member_permissions"], "32");
    let again = rest.send("PUT", &path, &json!([redeem])).await;
    assert_eq!(
        first.body[0]["id"], again.body[0]["id"],
        "a known name keeps its id"
    );
    assert_ne!(first.body[0]["version"], again.body[0]["version"]);
    assert_eq!(
        rest.call("GET", &path).await.body[0].get("name_localizations"),
        None
    );
    let full = rest
        .call("GET", &format!("{path}?with_localizations=true"))
        .await
        .body;
    assert_eq!(full[0]["name_localizations"]["ko"], "교환");
    let award = json!({ "name": "award", "description": "Award" });
    assert_eq!(rest.send("POST", &path, &award).await.status, 201);
    assert_eq!(rest.send("POST", &path, &award).await.status, 200);
    assert_eq!((discord.commands().len(), discord.command_writes()), (2, 4));
    let global = format!("/applications/{}/commands", discord.application_id());
    assert_eq!(
        rest.send(
            "PUT",
            &global,
            &json!([{ "name": "View Sparks", "type": 2 }])
        )
        .await
        .status,
        200
    );
    assert_eq!(rest.call("GET", &global).await.body[0]["type"], 2);
    assert_eq!(discord.commands().len(), 3);

    let refused = rest
        .send(
            "PUT",
            &path,
            &json!([{ "name": "Redeem", "description": "x" }]),
        )
        .await;
    assert_eq!(refused.code(), (400, 50035));
    assert!(refused.body["errors"]["0"]["name"]["_errors"][0]["message"].is_string());
    assert_eq!(discord.commands().len(), 3);
    assert_eq!(
        rest.send("PUT", "/applications/1/commands", &json!([]))
            .await
            .code(),
        (404, 10002)
    );
    assert_eq!(discord.take_violations().len(), 2);
}

#[tokio::test]
async fn requests_are_recorded_without_secrets() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let path = format!("/channels/{}/messages", discord.default_channel());
    rest.send("POST", &path, &json!({ "content": "hi" })).await;
    rest.call("GET", "/gateway/bot?x=1").await;
    let requests = discord.requests();
    assert_eq!(
        (requests[0].method.as_str(), requests[0].status),
        ("POST", 200)
    );
    assert_eq!(requests[0].body, json!({ "content": "hi" }));
    assert_eq!(
        (requests[1].path.as_str(), requests[1].query.as_str()),
        ("/gateway/bot", "x=1")
    );
    assert!(requests[1].at >= requests[0].at);
    assert_eq!(discord.requests_to("*", "/channels/*/messages").len(), 1);
    assert!(
        !serde_json::to_string(&requests)
            .unwrap()
            .contains(discord.token())
    );
}
