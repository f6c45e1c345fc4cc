//! Buttons, selects and modals.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Bot;
use fake_discord::{FakeDiscord, Member, Reply};
use serde_json::{Value, json};

/// A message with a button for everything.
fn menu() -> Value {
    json!({ "content": "menu", "components": [
        { "type": 1, "components": [
            { "type": 2, "style": 3, "custom_id": "redeem:confirm:7", "label": "Confirm" },
            { "type": 2, "style": 4, "custom_id": "redeem:cancel:7", "label": "Cancel", "disabled": true },
            { "type": 2, "style": 5, "url": "https://example.com", "label": "Help" }] },
        { "type": 1, "components": [{ "type": 3, "custom_id": "pick", "options": [
            { "label": "Explorer badge", "value": "explorer" }, { "label": "Other", "value": "other" }] }] },
    ] })
}

async fn answered(bot: &mut Bot, pending: fake_discord::Pending, callback: Value) -> Reply {
    let interaction = bot.interaction().await;
    let answer = bot.rest.answer(&interaction, &callback).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    pending.finished().await
}

async fn with_menu(bot: &mut Bot, alice: &Member, flags: u64) -> Reply {
    let mut data = menu();
    data["flags"] = json!(flags);
    let pending = alice.slash("redeem").send_without_waiting();
    answered(bot, pending, json!({ "type": 4, "data": data })).await
}

#[tokio::test]
async fn components_update_defer_and_answer() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let menu = with_menu(&mut bot, &alice, 64).await;
    assert_eq!(menu.option_values(), ["explorer", "other"]);
    assert_eq!(
        menu.buttons()[0].custom_id.as_deref(),
        Some("redeem:confirm:7")
    );

    let choice = alice
        .select(&menu, None, &["Explorer badge"])
        .send_without_waiting();
    let interaction = bot.interaction().await;
    assert_eq!(interaction["data"]["values"], json!(["explorer"]));
    assert_eq!(
        interaction["message"]["id"],
        menu.message_id().unwrap().to_string()
    );
    bot.rest
        .answer(
            &interaction,
            &json!({ "type": 7, "data": { "content": "chosen" } }),
        )
        .await;
    let chosen = choice.finished().await;
    assert_eq!(
        (chosen.kind(), chosen.message_id()),
        ("update", menu.message_id())
    );
    assert!(
        !chosen.buttons().is_empty(),
        "what an update does not mention stays"
    );

    let click = alice.press(&chosen, "confirm").send_without_waiting();
    let interaction = bot.interaction().await;
    bot.rest.answer(&interaction, &json!({ "type": 6 })).await;
    assert_eq!(click.clone().answered().await.kind(), "acknowledged");
    let edit = json!({ "content": "receipt", "components": [] });
    bot.rest
        .send(
            "PATCH",
            &bot.rest.webhook(&interaction, "/messages/@original"),
            &edit,
        )
        .await;
    let receipt = click.finished().await;
    assert_eq!(
        (receipt.kind(), receipt.content().as_str()),
        ("update", "receipt")
    );
    assert!(receipt.buttons().is_empty() && receipt.is_ephemeral());

    // The button is gone, but an old client may still press it.
    let stale = alice
        .press(&menu, "confirm")
        .anyway()
        .send_without_waiting();
    let refusal = json!({ "type": 4, "data": { "content": "too late", "flags": 64 } });
    assert_eq!(answered(&mut bot, stale, refusal).await.text(), "too late");
}

#[tokio::test]
async fn a_deferred_update_may_end_in_a_followup() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let menu = with_menu(&mut bot, &alice, 0).await;
    let click = alice.press(&menu, "Confirm").send_without_waiting();
    let interaction = bot.interaction().await;
    bot.rest.answer(&interaction, &json!({ "type": 6 })).await;
    bot.rest
        .send(
            "POST",
            &bot.rest.webhook(&interaction, ""),
            &json!({ "content": "here", "flags": 64 }),
        )
        .await;
    let reply = click.finished().await;
    assert_eq!(
        (reply.kind(), reply.content().as_str(), reply.is_ephemeral()),
        ("followup", "here", true)
    );
}

#[tokio::test]
async fn modals_are_shown_filled_in_and_submitted() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let menu = with_menu(&mut bot, &alice, 0).await;
    let input = |id: &str| json!({ "type": 1, "components": [{ "type": 4, "custom_id": id, "label": id, "style": 1, "min_length": 2, "required": id == "reason" }] });
    let modal = json!({ "type": 9, "data": { "custom_id": "m", "title": "Why?", "components": [input("reason"), input("note")] } });
    let click = alice.press(&menu, "confirm").send_without_waiting();
    let shown = answered(&mut bot, click, modal.clone()).await;
    assert_eq!(
        (shown.kind(), shown.modal()["title"].as_str()),
        ("modal", Some("Why?"))
    );
    assert_eq!(shown.text(), "Why?\nreason\nnote");

    let submit = alice
        .fill(&shown, &[("reason", "because")])
        .send_without_waiting();
    let interaction = bot.interaction().await;
    assert_eq!(
        (&interaction["type"], &interaction["data"]["custom_id"]),
        (&json!(5), &json!("m"))
    );
    assert_eq!(
        interaction["data"]["components"][0]["components"][0]["value"],
        "because"
    );
    assert_eq!(
        interaction["message"]["id"],
        menu.message_id().unwrap().to_string()
    );
    assert_eq!(
        bot.rest.answer(&interaction, &modal).await.code(),
        (400, 50035),
        "no modal after a modal"
    );
    assert_eq!(discord.take_violations().len(), 1);
    bot.rest
        .answer(
            &interaction,
            &json!({ "type": 7, "data": { "content": "noted" } }),
        )
        .await;
    assert_eq!(submit.finished().await.content(), "noted");
}
