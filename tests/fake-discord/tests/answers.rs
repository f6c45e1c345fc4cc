//! How a bot may answer: kinds, deferrals, deadlines, tokens, files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::time::Duration;

use common::{Bot, Rest};
use fake_discord::{FakeDiscord, Fault, Reply};
use serde_json::{Value, json};

fn form(payload: &Value, files: &[(&'static str, &'static str)]) -> reqwest::multipart::Form {
    let mut form = reqwest::multipart::Form::new().text("payload_json", payload.to_string());
    for (index, (name, content)) in files.iter().enumerate() {
        let part = reqwest::multipart::Part::bytes(content.as_bytes())
            .file_name(*name)
            .mime_str("image/png")
            .unwrap();
        form = form.part(format!("files[{index}]"), part);
    }
    form
}

#[tokio::test]
async fn an_interaction_is_answered_once_and_in_time() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let hi = json!({ "type": 4, "data": { "content": "hi" } });
    let _sent = alice.slash("redeem").send_without_waiting();
    let interaction = bot.interaction().await;
    assert_eq!(bot.rest.answer(&interaction, &hi).await.status, 204);
    assert_eq!(
        bot.rest.answer(&interaction, &hi).await.code(),
        (400, 40060)
    );

    let late = alice.slash("redeem").send_without_waiting();
    let interaction = bot.interaction().await;
    discord.advance_clock(Duration::from_millis(3100));
    assert_eq!(
        bot.rest.answer(&interaction, &hi).await.code(),
        (404, 10062)
    );
    assert_eq!(late.now().kind(), "unanswered");
    let mut foreign = interaction.clone();
    foreign["token"] = json!("other");
    assert_eq!(bot.rest.answer(&foreign, &hi).await.code(), (404, 10062));
}

#[tokio::test]
async fn a_token_works_from_the_first_answer_for_15_minutes() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let pending = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    let original = bot.rest.webhook(&interaction, "/messages/@original");
    let edit = json!({ "content": "edited" });
    assert_eq!(
        bot.rest.send("PATCH", &original, &edit).await.code(),
        (404, 10015)
    );
    bot.rest
        .answer(
            &interaction,
            &json!({ "type": 4, "data": { "content": "hi" } }),
        )
        .await;
    let reply = pending.finished().await;
    assert_eq!(bot.rest.send("PATCH", &original, &edit).await.status, 200);
    assert_eq!(reply.next_edit().await.content(), "edited");
    assert_eq!(reply.content(), "hi", "a reply is a snapshot");
    assert_eq!(
        reply.message()["content"],
        "edited",
        "but the message is of now"
    );
    assert_eq!(
        bot.rest.call("GET", &original).await.body["content"],
        "edited"
    );
    assert_eq!(bot.rest.call("DELETE", &original).await.status, 204);
    assert_eq!(
        bot.rest.send("PATCH", &original, &edit).await.code(),
        (404, 10008)
    );
    assert_eq!(reply.refreshed().kind(), "deleted");
    discord.advance_clock(Duration::from_mins(15));
    assert_eq!(
        bot.rest.send("PATCH", &original, &edit).await.code(),
        (401, 50027)
    );
}

#[tokio::test]
async fn a_deferral_thinks_until_its_edit_and_keeps_its_visibility() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let pending = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    bot.rest
        .answer(&interaction, &json!({ "type": 5, "data": { "flags": 64 } }))
        .await;
    let thinking = pending.clone().answered().await;
    assert!(thinking.is_thinking() && thinking.is_ephemeral());
    bot.rest
        .send(
            "PATCH",
            &bot.rest.webhook(&interaction, "/messages/@original"),
            &json!({ "content": "done" }),
        )
        .await;
    let done = pending.finished().await;
    assert_eq!((done.kind(), done.callback_type()), ("message", Some(5)));
    assert!(done.is_ephemeral() && !done.is_thinking());
    assert!(
        discord
            .channel_messages(discord.default_channel())
            .is_empty()
    );

    let followup = json!({ "content": "more" });
    bot.rest
        .send("POST", &bot.rest.webhook(&interaction, ""), &followup)
        .await;
    let more = done.next_followup().await;
    assert_eq!(
        (more.content(), more.is_ephemeral()),
        ("more".to_owned(), false)
    );
    assert_eq!(done.followups().len(), 1);
    let path = bot.rest.webhook(
        &interaction,
        &format!("/messages/{}", more.message_id().unwrap()),
    );
    assert_eq!(
        bot.rest
            .send("PATCH", &path, &json!({ "content": "most" }))
            .await
            .status,
        200
    );
    assert_eq!(
        more.wait_until(|more| more.content() == "most")
            .await
            .message()["content"],
        "most"
    );
    assert_eq!(bot.rest.call("DELETE", &path).await.status, 204);
}

#[tokio::test]
async fn the_first_followup_takes_the_place_of_thinking() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let pending = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    bot.rest.answer(&interaction, &json!({ "type": 5 })).await;
    bot.rest
        .send(
            "POST",
            &bot.rest.webhook(&interaction, ""),
            &json!({ "content": "done", "flags": 64 }),
        )
        .await;
    let reply = pending.finished().await;
    assert_eq!(
        (reply.kind(), reply.content().as_str(), reply.is_ephemeral()),
        ("message", "done", false)
    );
    assert!(reply.followups().is_empty());
}

#[tokio::test]
async fn a_deferral_takes_nothing_but_the_ephemeral_flag() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let _sent = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    let wrong = json!({ "type": 5, "data": { "content": "lost" } });
    assert_eq!(
        bot.rest.answer(&interaction, &wrong).await.code(),
        (400, 50035)
    );
    discord.take_violations();
    let empty = json!({ "type": 5, "data": { "content": "", "embeds": [], "attachments": [] } });
    assert_eq!(bot.rest.answer(&interaction, &empty).await.status, 204);
}

#[tokio::test]
async fn kinds_of_answers_must_fit() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let _sent = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    let wrong = [
        json!({ "type": 1 }),
        json!({ "type": 6 }),
        json!({ "type": 7, "data": { "content": "x" } }),
        json!({ "type": 8, "data": { "choices": [] } }),
        json!({ "type": 4 }),
        json!({ "type": 4, "data": {}, "extra": 1 }),
        json!({ "type": 4, "data": { "contents": "x" } }),
        json!({ "content": "x" }),
    ];
    for body in &wrong {
        assert_eq!(
            bot.rest.answer(&interaction, body).await.code(),
            (400, 50035),
            "{body}"
        );
    }
    assert_eq!(
        bot.rest
            .answer(&interaction, &json!({ "type": 4, "data": {} }))
            .await
            .code(),
        (400, 50006)
    );
    assert!(discord.take_violations().len() > wrong.len());
}

#[tokio::test]
async fn with_response_tells_about_the_message() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let pending = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    let path = format!(
        "/interactions/{}/{}/callback?with_response=true",
        interaction["id"].as_str().unwrap(),
        interaction["token"].as_str().unwrap()
    );
    let answer = bot
        .rest
        .send(
            "POST",
            &path,
            &json!({ "type": 4, "data": { "content": "hi" } }),
        )
        .await;
    assert_eq!(answer.status, 200);
    let id = pending.finished().await.message_id().unwrap().to_string();
    assert_eq!(answer.body["interaction"]["response_message_id"], id);
    assert_eq!(answer.body["resource"]["message"]["content"], "hi");
}

/// Answers with a file; the interaction and what the member then sees.
async fn answered_with_file(discord: &FakeDiscord, bot: &mut Bot) -> (Value, Reply) {
    let pending = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = bot.interaction().await;
    let path = format!(
        "/interactions/{}/{}/callback",
        interaction["id"].as_str().unwrap(),
        interaction["token"].as_str().unwrap()
    );
    let payload = json!({ "type": 4, "data": {
        "attachments": [{ "id": 0, "filename": "badge.png", "description": "a badge" }],
        "embeds": [{ "image": { "url": "attachment://badge.png" } }] } });
    let request = bot
        .rest
        .request("POST", &path)
        .multipart(form(&payload, &[("x.png", "PNG")]));
    assert_eq!(Rest::finish(request).await.unwrap().status, 204);
    (interaction, pending.finished().await)
}

#[tokio::test]
async fn files_come_with_answers() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (_, reply) = answered_with_file(&discord, &mut bot).await;
    let file = &reply.attachments()[0];
    assert_eq!(
        (file.filename.as_str(), file.bytes.as_slice()),
        ("badge.png", b"PNG".as_slice())
    );
    assert_eq!(file.content_type, "image/png");
    assert_eq!(file.description.as_deref(), Some("a badge"));
    let url = reply.embeds()[0]["image"]["url"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        reqwest::get(url).await.unwrap().text().await.unwrap(),
        "PNG"
    );
    assert_eq!(discord.downloads().len(), 1);
    let lost = discord.fault(Fault::on("GET", "/attachments/*/*/*").status(404));
    let url = reply.embeds()[0]["image"]["url"].clone();
    let answer = reqwest::get(url.as_str().unwrap()).await.unwrap();
    assert_eq!(answer.status(), 404);
    assert_eq!(discord.downloads().len(), 2);
    lost.remove();
    let snapshot = serde_json::to_value(&reply).unwrap();
    assert_eq!(snapshot["files"], json!(["badge.png"]));
    assert_eq!(discord.requests().last().unwrap().files, ["x.png"]);
}

#[tokio::test]
async fn edits_keep_add_and_remove_files() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (interaction, reply) = answered_with_file(&discord, &mut bot).await;
    let original = bot.rest.webhook(&interaction, "/messages/@original");
    let kept = reply.message()["attachments"][0]["id"].clone();
    let payload = json!({ "attachments": [{ "id": kept }, { "id": 0 }] });
    let request = bot
        .rest
        .request("PATCH", &original)
        .multipart(form(&payload, &[("more.png", "MORE")]));
    assert_eq!(Rest::finish(request).await.unwrap().status, 200);
    assert_eq!(reply.refreshed().attachments().len(), 2);
    let lost = json!({ "content": "x", "attachments": [{ "id": "5" }] });
    assert_eq!(
        bot.rest.send("PATCH", &original, &lost).await.code(),
        (400, 50035)
    );
    assert_eq!(discord.take_violations().len(), 1);
    let none = json!({ "content": "no files", "embeds": [], "attachments": [] });
    bot.rest.send("PATCH", &original, &none).await;
    assert!(reply.refreshed().attachments().is_empty());
}
