//! Validation against an OpenAPI document, and the transcript.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::path::PathBuf;

use common::{Bot, Rest};
use fake_discord::{FakeDiscord, Fault};
use serde_json::{Value, json};

/// A document that describes two routes, one of them wrongly.
fn fixture(directory: &tempfile::TempDir) -> PathBuf {
    let refused = json!({ "description": "no", "content": { "application/json": { "schema": { "type": "object", "required": ["code"] } } } });
    let document = json!({
        "openapi": "3.1.0",
        "paths": {
            "/gateway": { "get": { "responses": { "200": { "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Gateway" } } } } } } },
            "/channels/{channel_id}/messages": { "post": {
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Create" } } } },
                "responses": { "200": { "content": {} }, "4XX": { "$ref": "#/components/responses/Refused" } } } },
        },
        "components": {
            "responses": { "Refused": refused },
            "schemas": {
                "Gateway": { "type": "object", "properties": { "url": { "type": "integer" } } },
                "Create": { "type": "object", "properties": { "content": { "$ref": "#/components/schemas/Short" } } },
                "Short": { "type": "string", "maxLength": 3 },
            },
        },
    });
    let path = directory.path().join("openapi.json");
    std::fs::write(&path, document.to_string()).unwrap();
    path
}

#[tokio::test]
async fn a_mismatch_is_reported_with_its_side() {
    let directory = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::builder()
        .openapi(fixture(&directory))
        .start()
        .await;
    let rest = Rest::new(&discord);
    let path = format!("/channels/{}/messages", discord.default_channel());

    assert_eq!(
        rest.send("POST", &path, &json!({ "content": "hi" }))
            .await
            .status,
        200
    );
    assert_eq!(discord.take_violations(), Vec::<String>::new());

    assert_eq!(
        rest.send("POST", &path, &json!({ "content": "longer" }))
            .await
            .status,
        200
    );
    let violations = discord.take_violations();
    assert!(
        violations.len() == 1 && violations[0].contains("the bot's request"),
        "{violations:?}"
    );
    assert!(violations[0].contains("/content"), "{violations:?}");

    rest.call("GET", "/gateway").await;
    let violations = discord.take_violations();
    assert!(
        violations.len() == 1 && violations[0].contains("the fake's answer: /url"),
        "{violations:?}"
    );

    rest.call("GET", "/users/@me").await;
    assert!(discord.take_violations()[0].contains("no such operation"));

    discord.fault(Fault::on("GET", "/gateway").status(503));
    rest.call("GET", "/gateway").await;
    assert_eq!(
        discord.violations(),
        Vec::<String>::new(),
        "what a fault answers is not the fake's"
    );
}

#[tokio::test]
async fn discords_own_document_agrees() {
    let Some(document) = std::env::var_os("DISCORD_OPENAPI").filter(|path| !path.is_empty()) else {
        println!("skipped: DISCORD_OPENAPI does not name Discord's OpenAPI document");
        return;
    };
    let discord = FakeDiscord::builder()
        .openapi(PathBuf::from(document))
        .start()
        .await;
    let mut bot = Bot::start(&discord).await;
    let pending = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    let data = json!({ "content": "hi", "embeds": [{ "title": "t", "color": 5 }], "components": [
        { "type": 1, "components": [{ "type": 2, "style": 1, "custom_id": "a", "label": "A" }] }] });
    bot.rest.answer(&interaction, &json!({ "type": 5 })).await;
    let original = bot.rest.webhook(&interaction, "/messages/@original");
    assert_eq!(bot.rest.send("PATCH", &original, &data).await.status, 200);
    pending.finished().await;
    assert_eq!(discord.violations(), Vec::<String>::new());
    // Something that only the document knows: a nonce has 25 characters at most, a description is text.
    let odd = json!([{ "name": "x", "description": "x", "contexts": [0, 0] }]);
    bot.rest.register(&discord, &odd).await;
    let violations = discord.take_violations();
    assert!(
        violations
            .iter()
            .any(|text| text.contains("OpenAPI, the bot's request")),
        "{violations:?}"
    );
}

#[tokio::test]
async fn the_transcript_has_every_request_and_no_token() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("transcript.jsonl");
    for _ in 0..2 {
        let discord = FakeDiscord::builder().transcript(&file).start().await;
        let rest = Rest::new(&discord);
        let path = format!("/channels/{}/messages", discord.default_channel());
        rest.send("POST", &path, &json!({ "content": "hi" })).await;
        discord.fault(Fault::on("GET", "/gateway").cut_before_effect());
        let _ = Rest::finish(rest.request("GET", "/gateway")).await;
    }
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(
        (&lines[0]["method"], &lines[0]["status"]),
        (&json!("POST"), &json!(200))
    );
    assert_eq!(lines[0]["body"], json!({ "content": "hi" }));
    assert_eq!(
        (&lines[1]["path"], &lines[1]["status"]),
        (&json!("/gateway"), &json!(0))
    );
    assert!(!text.contains("Bot ") && !text.contains("fake.token"));
}
