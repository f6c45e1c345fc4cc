//! Modals on the page: who has one open, what the client would refuse, and that each closes for good.

use std::time::Duration;

use fake_discord::{FakeDiscord, Member};
use serde_json::{Value, json};

use crate::browser::{Browser, id};
use crate::common::Bot;

fn modal() -> Value {
    let row = |input: Value| json!({ "type": 1, "components": [input] });
    json!({ "type": 9, "data": { "custom_id": "award", "title": "Award", "components": [
        row(json!({ "type": 4, "custom_id": "reason", "style": 2, "label": "Reason", "min_length": 3, "max_length": 5 })),
        row(json!({ "type": 4, "custom_id": "note", "style": 1, "label": "Note", "required": false, "value": "hi" })),
    ] } })
}

/// Uses a command that the bot answers with a modal; the interaction.
async fn opened(browser: &Browser, bot: &mut Bot, member: &Member) -> Value {
    let command = json!({ "as": id(member), "path": "redeem" });
    browser.act("command", command).await;
    let interaction = bot.interaction().await;
    assert_eq!(bot.rest.answer(&interaction, &modal()).await.status, 204);
    interaction["id"].clone()
}

#[tokio::test]
async fn a_modal_is_open_for_whoever_caused_it_until_it_is_submitted() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let browser = Browser::open(&discord, &[&alice]).await;
    assert_eq!(browser.look(&alice).await["modal"], Value::Null);
    let opener = opened(&browser, &mut bot, &alice).await;

    let shown = browser.look(&alice).await;
    assert_eq!(shown["modal"]["interaction"], opener);
    assert_eq!(shown["modal"]["data"]["title"], "Award");
    assert_eq!(shown["waiting"], json!([]));
    assert_eq!(browser.look(&bob).await["modal"], Value::Null);

    let fill = |fields: Value| json!({ "as": id(&alice), "interaction": opener, "fields": fields });
    for (fields, problem) in [
        (json!({}), "0 characters, but 3 to 5"),
        (json!({ "reason": "ab" }), "2 characters"),
        (json!({ "reason": "abcdef" }), "6 characters"),
        (
            json!({ "reason": "good", "other": "x" }),
            "no field \"other\"",
        ),
        (json!({ "reason": 7 }), "invalid type"),
    ] {
        let told = browser.refused("modal", fill(fields)).await;
        assert!(told.contains(problem), "{told}");
    }
    let mut foreign = fill(json!({ "reason": "good" }));
    foreign["as"] = json!(id(&bob));
    assert!(browser.refused("modal", foreign).await.contains("not open"));

    let (status, _) = browser
        .act("modal", fill(json!({ "reason": "좋아요" })))
        .await;
    assert_eq!(status, 200);
    let submitted = bot.interaction().await;
    assert_eq!(submitted["type"], 5);
    assert_eq!(submitted["data"]["custom_id"], "award");
    let value = |row: usize| &submitted["data"]["components"][row]["components"][0]["value"];
    assert_eq!((value(0), value(1)), (&json!("좋아요"), &json!("hi")));
    let again = browser
        .refused("modal", fill(json!({ "reason": "good" })))
        .await;
    assert!(again.contains("not open"));
    assert_eq!(browser.look(&alice).await["modal"], Value::Null);
}

#[tokio::test]
async fn the_answer_to_a_modal_is_like_any_other() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    let opener = opened(&browser, &mut bot, &alice).await;
    let fields = json!({ "reason": "good" });
    let submit = json!({ "as": id(&alice), "interaction": opener, "fields": fields });
    browser.act("modal", submit).await;
    let waiting = browser.look(&alice).await["waiting"][0].clone();
    assert_eq!(
        (&waiting["used"], &waiting["failed"]),
        (&json!("redeem"), &json!(false))
    );
    let submitted = bot.interaction().await;
    bot.rest.answer(&submitted, &json!({ "type": 5 })).await;
    let shown = browser.message(&alice).await;
    assert_eq!(
        (&shown["thinking"], &shown["used"]),
        (&json!(true), &json!("redeem"))
    );

    let opener = opened(&browser, &mut bot, &alice).await;
    let submit = json!({ "as": id(&alice), "interaction": opener, "fields": { "reason": "good" } });
    browser.act("modal", submit).await;
    discord.advance_clock(Duration::from_secs(4));
    assert_eq!(browser.look(&alice).await["waiting"][0]["failed"], true);
}

#[tokio::test]
async fn a_modal_that_was_cancelled_never_comes_back() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let browser = Browser::open(&discord, &[&alice]).await;
    let first = opened(&browser, &mut bot, &alice).await;
    let second = opened(&browser, &mut bot, &alice).await;
    let named =
        |member: &Member, opener: &Value| json!({ "as": id(member), "interaction": opener });

    // Only the latest is on the screen.
    assert_eq!(browser.look(&alice).await["modal"]["interaction"], second);
    assert!(
        browser
            .refused("modal/cancel", named(&alice, &first))
            .await
            .contains("not open")
    );
    assert!(
        browser
            .refused("modal/cancel", named(&bob, &second))
            .await
            .contains("not open")
    );
    assert!(
        browser
            .refused("modal/cancel", named(&alice, &json!("x")))
            .await
            .contains("no id")
    );
    assert_eq!(
        browser.act("modal/cancel", named(&alice, &second)).await.0,
        200
    );
    assert_eq!(browser.look(&alice).await["modal"], Value::Null);
    let late = browser.refused("modal", named(&alice, &second)).await;
    assert!(late.contains("not open"));
}
