//! The page's API, as the page uses it: what each member sees, what they do, and what goes wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod browser;
mod channels;
#[path = "../common/mod.rs"]
mod common;
mod faults;
mod files;
mod menus;
mod modals;
mod selects;
mod words;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use browser::{Browser, id};
use common::Bot;
use fake_discord::{FakeDiscord, Member};
use futures_util::StreamExt;
use serde_json::{Value, json};

#[tokio::test]
async fn the_page_has_all_of_its_files_and_loads_nothing_else() {
    let discord = FakeDiscord::start().await;
    let browser = Browser::open(&discord, &[]).await;
    let get = async |path: &str| {
        let url = format!("{}{path}", browser.url);
        browser.http.get(url).send().await.unwrap()
    };
    let page = get("").await;
    assert!(
        page.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .starts_with("default-src 'none'")
    );
    let mut seen = vec![];
    let mut text = vec![page.text().await.unwrap()];
    while let Some(file) = text.pop() {
        for quoted in file.split(['"', '\'']) {
            let name = quoted.trim_start_matches("./").trim_start_matches('/');
            let is_ours =
                [".js", ".css"].iter().any(|end| name.ends_with(end)) && !name.contains(['/', ' ']);
            if is_ours && !seen.contains(&name.to_owned()) {
                let answer = get(name).await;
                assert_eq!(answer.status(), 200, "{name}");
                seen.push(name.to_owned());
                text.push(answer.text().await.unwrap());
            }
        }
    }
    assert!(seen.len() > 8, "{seen:?}");
    assert_eq!(get("nothing.js").await.status(), 404);
}

#[tokio::test]
async fn only_the_pages_own_origin_is_served() {
    let discord = FakeDiscord::start().await;
    let browser = Browser::open(&discord, &[]).await;
    for (header, value) in [("host", "evil.example"), ("origin", "http://evil.example")] {
        let url = format!("{}api/state", browser.url);
        let answer = browser
            .http
            .get(url)
            .header(header, value)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 403, "{header}");
    }
}

#[tokio::test]
async fn a_command_goes_to_the_bot_and_its_private_answer_to_the_speaker_only() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, minji) = (
        discord.member("alice"),
        discord.member("minji").locale("ko"),
    );
    let browser = Browser::open(&discord, &[&alice, &minji]).await;

    let command = json!({ "as": id(&minji), "path": "redeem", "options": { "perk": "badge" } });
    assert_eq!(browser.act("command", command).await.0, 200);
    assert_eq!(browser.look(&minji).await["waiting"][0]["used"], "redeem");
    let interaction = bot.interaction().await;
    assert_eq!(interaction["locale"], "ko");
    assert_eq!(interaction["data"]["options"][0]["value"], "badge");

    let deferred = json!({ "type": 5, "data": { "flags": 64 } });
    bot.rest.answer(&interaction, &deferred).await;
    let shown = browser.message(&minji).await;
    assert_eq!(
        (&shown["thinking"], &shown["ephemeral"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(shown["used"], "redeem");
    let seen_by_alice = browser.look(&alice).await;
    assert_eq!(seen_by_alice["messages"], json!([]));
    assert_eq!(seen_by_alice["waiting"], json!([]));
    assert_eq!(seen_by_alice["cast"], json!([id(&alice), id(&minji)]));
}

#[tokio::test]
async fn buttons_and_selects_are_used_by_their_ids() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let browser = Browser::open(&discord, &[&alice]).await;
    browser
        .act("command", json!({ "as": id(&alice), "path": "redeem" }))
        .await;
    let interaction = bot.interaction().await;
    let menu = json!({ "type": 4, "data": { "content": "menu", "flags": 64, "components": [
        { "type": 1, "components": [{ "type": 2, "style": 3, "custom_id": "yes", "label": "Yes" },
            { "type": 2, "style": 4, "custom_id": "no", "label": "No", "disabled": true }] },
        { "type": 1, "components": [{ "type": 3, "custom_id": "pick", "options": [{ "label": "A", "value": "a" }] }] }] } });
    bot.rest.answer(&interaction, &menu).await;
    let message = browser.message(&alice).await["message"]["id"].clone();
    let used = |member: &Member, custom_id: &str| json!({ "as": id(member), "message": message, "custom_id": custom_id });

    assert_eq!(browser.act("component", used(&alice, "yes")).await.0, 200);
    assert_eq!(bot.interaction().await["data"]["custom_id"], "yes");
    assert_eq!(browser.look(&alice).await["waiting"][0]["source"], message);
    let mut chosen = used(&alice, "pick");
    chosen["chosen"] = json!(["a"]);
    assert_eq!(browser.act("component", chosen).await.0, 200);
    assert_eq!(bot.interaction().await["data"]["values"], json!(["a"]));
    for refused in [used(&alice, "no"), used(&alice, "gone"), used(&bob, "yes")] {
        let (status, answer) = browser.act("component", refused.clone()).await;
        assert_eq!(status, 400, "{refused} {answer}");
    }
}

#[tokio::test]
async fn what_the_client_would_refuse_comes_back_as_words() {
    let discord = FakeDiscord::start().await;
    let _bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    let alice = id(&alice);
    let command = |path: &str, options: Value| {
        (
            "command",
            json!({ "as": alice, "path": path, "options": options }),
        )
    };
    for ((what, body), problem) in [
        (command("nothing", json!({})), "no slash command /nothing"),
        (command("campaign create", json!({})), "is required"),
        (command("award", json!({})), "not permitted"),
        (
            command("every", json!({ "whole": "much" })),
            "needs a whole number",
        ),
        (command("every", json!({ "user": "bob" })), "is no id"),
        (command("every", json!({ "number": "inf" })), "too large"),
        (
            command("every", json!({ "other": "x" })),
            "there is no option other",
        ),
        (
            ("command", json!({ "as": "7", "path": "redeem" })),
            "there is no member 7",
        ),
        (("command", json!({})), "missing field"),
        (
            ("message", json!({ "as": alice, "text": "  " })),
            "1 to 2000",
        ),
        (
            (
                "autocomplete",
                json!({ "as": alice, "path": "every", "option": "text", "typed": "x" }),
            ),
            "no autocomplete",
        ),
        (
            (
                "fault",
                json!({ "label": "x", "method": "*", "path": "**" }),
            ),
            "a fault has",
        ),
        (
            (
                "fault",
                json!({ "label": "x", "method": "*", "path": "**", "status": 200 }),
            ),
            "a fault has",
        ),
        (("control", json!({ "control": "explode" })), "no control"),
    ] {
        let (status, answer) = browser.act(what, body.clone()).await;
        let told = answer["problem"].as_str().unwrap_or_default();
        assert!(
            status == 400 && told.contains(problem),
            "{body}: {status} {answer}"
        );
    }
}

#[tokio::test]
async fn suggestions_come_from_the_bot() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    let typing = json!({ "as": id(&alice), "path": "redeem", "option": "perk", "typed": "ba" });
    let suggest = async {
        let interaction = bot.interaction().await;
        assert_eq!(interaction["data"]["options"][0]["focused"], true);
        let choices =
            json!({ "type": 8, "data": { "choices": [{ "name": "Badge", "value": "badge" }] } });
        bot.rest.answer(&interaction, &choices).await;
    };
    let ((status, answer), ()) = tokio::join!(browser.act("autocomplete", typing), suggest);
    assert_eq!(
        (status, &answer["choices"][0]["value"]),
        (200, &json!("badge"))
    );
}

#[tokio::test]
async fn an_interaction_that_nobody_answers_fails_when_its_time_is_up() {
    let discord = FakeDiscord::start().await;
    let _bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    browser
        .act("command", json!({ "as": id(&alice), "path": "redeem" }))
        .await;
    assert_eq!(browser.look(&alice).await["waiting"][0]["failed"], false);
    discord.advance_clock(Duration::from_secs(4));
    assert_eq!(browser.look(&alice).await["waiting"][0]["failed"], true);
}

#[tokio::test]
async fn the_gateway_is_dropped_and_controls_run() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let page = discord.page().control("restart", "Restart", move || {
        let before = counted.fetch_add(1, Ordering::SeqCst);
        async move {
            if before == 0 {
                Ok(())
            } else {
                Err("it does not start".to_owned())
            }
        }
    });
    let page = page.control_in("ru", "Перезапустить");
    let browser = Browser::at(page.start().await.unwrap());
    let control =
        json!({ "id": "restart", "label": "Restart", "labels": { "ru": "Перезапустить" } });
    let seen = browser.look(&discord.owner()).await;
    assert_eq!(seen["controls"], json!([control]));
    assert_eq!(browser.act("gateway/drop", json!({})).await.0, 200);
    assert_eq!(bot.gateway.closed().await, None);
    let restart = json!({ "control": "restart" });
    assert_eq!(browser.act("control", restart.clone()).await.0, 200);
    let (status, answer) = browser.act("control", restart).await;
    assert_eq!(
        (status, &answer["problem"]),
        (400, &json!("it does not start"))
    );
    assert_eq!(runs.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn the_page_is_told_what_passes_without_the_token() {
    let discord = FakeDiscord::start().await;
    let browser = Browser::open(&discord, &[]).await;
    let url = browser.url.replacen("http", "ws", 1) + "api/events";
    let (mut events, _) = tokio_tungstenite::connect_async(url).await.unwrap();
    let bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    alice.says("hello");
    let mut told = String::new();
    let heard = async {
        while !(told.contains("IDENTIFY") || told.contains("\"op\":2"))
            || !told.contains("\"event\":\"rest\"")
        {
            told += events.next().await.unwrap().unwrap().to_text().unwrap();
        }
    };
    tokio::time::timeout(Duration::from_secs(10), heard)
        .await
        .unwrap();
    assert!(told.contains("\"changed\":true"));
    assert!(!told.contains(discord.token()), "{told}");
    drop(bot);
}
