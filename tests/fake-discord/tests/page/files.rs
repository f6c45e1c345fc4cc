//! Files on the page: picked for a command, shown on messages, served without danger.

use fake_discord::FakeDiscord;
use reqwest::multipart;
use serde_json::{Value, json};

use crate::browser::{Browser, id};
use crate::common::{Bot, Rest};

#[tokio::test]
async fn a_picked_file_goes_to_the_bot_with_the_command() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    let (status, answer) = browser.upload("меню.png", b"\x89PNG".to_vec()).await;
    assert_eq!(status, 200);
    let options = json!({ "file": answer["upload"] });
    let command = json!({ "as": id(&alice), "path": "every", "options": options });
    assert_eq!(browser.act("command", command).await.0, 200);
    let interaction = bot.interaction().await;
    let sent = interaction["data"]["options"][0]["value"].as_str().unwrap();
    let file = &interaction["data"]["resolved"]["attachments"][sent];
    assert_eq!(
        (&file["filename"], &file["size"]),
        (&json!("меню.png"), &json!(4))
    );
    assert_eq!(file["content_type"], "image/png");
    let got = browser.get(&format!("files/{sent}")).await;
    assert_eq!(got.bytes().await.unwrap().as_ref(), b"\x89PNG");
}

#[tokio::test]
async fn files_that_discord_would_not_take_are_refused() {
    let discord = FakeDiscord::start().await;
    let _bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    for (name, bytes, problem) in [
        ("a.txt", vec![0; (10 << 20) + 1], "at most 10 MiB"),
        ("a.txt", vec![], "empty"),
        ("", vec![1], "1 to 260"),
        (&"n".repeat(261), vec![1], "1 to 260"),
    ] {
        let (status, answer) = browser.upload(name, bytes).await;
        let told = answer["problem"].as_str().unwrap();
        assert!(status == 400 && told.contains(problem), "{status} {answer}");
    }
    assert_eq!(browser.upload("a.txt", vec![0; 10 << 20]).await.0, 200);
    for file in ["7000", "x"] {
        let command = json!({ "as": id(&alice), "path": "every", "options": { "file": file } });
        assert!(
            browser
                .refused("command", command)
                .await
                .contains("pick it again")
        );
    }
}

#[tokio::test]
async fn only_the_latest_picked_files_are_kept() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    let mut ids = vec![];
    for number in 0..21 {
        let (_, answer) = browser.upload(&format!("{number}.txt"), vec![1]).await;
        ids.push(answer["upload"].clone());
    }
    let with =
        |file: &Value| json!({ "as": id(&alice), "path": "every", "options": { "file": file } });
    assert!(
        browser
            .refused("command", with(&ids[0]))
            .await
            .contains("pick it again")
    );
    assert_eq!(browser.act("command", with(&ids[1])).await.0, 200);
    bot.interaction().await;
}

/// Posts a message with a picture that an embed shows, a picture beside it, and a page.
async fn posted(discord: &FakeDiscord) -> Value {
    let rest = Rest::new(discord);
    let payload = json!({
        "content": "look",
        "attachments": [{ "id": 1, "filename": "cat.webp", "description": "A cat" }],
        "embeds": [{ "title": "x", "image": { "url": "attachment://in.png" },
            "thumbnail": { "url": "https://elsewhere.example/x.png" } }],
    });
    let file = |name: &str| multipart::Part::bytes(b"<script>".to_vec()).file_name(name.to_owned());
    let form = multipart::Form::new()
        .text("payload_json", payload.to_string())
        .part("files[0]", file("in.png"))
        .part("files[1]", file("cat.webp"))
        .part("files[2]", file("bad page.html"));
    let path = format!("/channels/{}/messages", discord.default_channel());
    let answer = Rest::finish(rest.request("POST", &path).multipart(form))
        .await
        .unwrap();
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body
}

#[tokio::test]
async fn files_of_messages_are_addressed_on_the_page() {
    let discord = FakeDiscord::start().await;
    let _bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    let sent = posted(&discord).await;
    let shown = browser.message(&alice).await["message"].clone();
    let files = shown["attachments"].as_array().unwrap();
    assert_eq!(
        files.len(),
        2,
        "what the embed shows is not listed again: {files:?}"
    );
    assert_eq!(
        (&files[0]["picture"], &files[0]["description"]),
        (&json!(true), &json!("A cat"))
    );
    assert_eq!(
        (&files[1]["picture"], &files[1]["filename"]),
        (&json!(false), &sent["attachments"][2]["filename"])
    );
    let image = shown["embeds"][0]["image"]["url"].as_str().unwrap();
    assert!(image.starts_with("/files/"), "{image}");
    assert_eq!(
        shown["embeds"][0]["thumbnail"]["url"],
        "https://elsewhere.example/x.png"
    );

    for (url, kind, disposition) in [
        (
            files[0]["url"].as_str().unwrap(),
            "image/webp",
            "inline; filename*=UTF-8''cat.webp",
        ),
        (image, "image/png", "inline; filename*=UTF-8''in.png"),
        (
            files[1]["url"].as_str().unwrap(),
            "application/octet-stream",
            "attachment; filename*=UTF-8''bad%20page.html",
        ),
    ] {
        let answer = browser.get(&url[1..]).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            (
                header("content-type").as_str(),
                header("content-disposition").as_str()
            ),
            (kind, disposition)
        );
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").ends_with("sandbox"));
    }
    for missing in [
        "files/7",
        "files/x",
        "files/",
        "files/99999999999999999999999",
    ] {
        assert_eq!(browser.get(missing).await.status(), 404, "{missing}");
    }
}

#[tokio::test]
async fn an_edit_brings_new_files_and_takes_old_ones() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    let sent = posted(&discord).await;
    let gone = browser.message(&alice).await["message"]["attachments"][1]["url"].clone();
    let path = format!(
        "/channels/{}/messages/{}",
        discord.default_channel(),
        sent["id"].as_str().unwrap()
    );
    let payload = json!({ "attachments": [], "embeds": [] });
    let form = multipart::Form::new()
        .text("payload_json", payload.to_string())
        .part(
            "files[0]",
            multipart::Part::bytes(vec![1]).file_name("new.gif"),
        );
    let answer = Rest::finish(bot.rest.request("PATCH", &path).multipart(form))
        .await
        .unwrap();
    assert_eq!(answer.status, 200, "{answer:?}");
    let shown = browser.message(&alice).await;
    let files = shown["message"]["attachments"].as_array().unwrap();
    assert_eq!((files.len(), &files[0]["filename"]), (1, &json!("new.gif")));
    let gone = gone.as_str().unwrap();
    assert_eq!(browser.get(&gone[1..]).await.status(), 404);
}
