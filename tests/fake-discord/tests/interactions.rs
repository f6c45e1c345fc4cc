//! What members do, as it arrives at the bot: options, subcommands, context menus, autocomplete, and who
//! may use a command.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Bot;
use fake_discord::{ChannelId, FakeDiscord, RoleId, Unavailable, attachment, permissions};
use serde_json::json;

#[tokio::test]
async fn options_of_every_kind_arrive_resolved() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob").nick("Bobby"));
    let role = discord.role("Explorer").create();
    bot.gateway.event("GUILD_ROLE_CREATE").await;
    let channel = discord.default_channel();
    let _sent = alice
        .slash("every")
        .option("text", "x")
        .option("whole", 5)
        .option("truth", true)
        .option("user", &bob)
        .option("channel", ChannelId(channel))
        .option("role", RoleId(role))
        .option("anyone", RoleId(role))
        .option("number", 1.5)
        .option("file", attachment("FILE", "f.txt"))
        .send_without_waiting();
    let data = bot.interaction().await["data"].clone();
    let kinds: Vec<u64> = data["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|option| option["type"].as_u64().unwrap())
        .collect();
    assert_eq!(kinds, [3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert_eq!(data["options"][3]["value"], bob.id().to_string());
    let resolved = &data["resolved"];
    assert_eq!(resolved["users"][bob.id().to_string()]["username"], "bob");
    assert_eq!(resolved["members"][bob.id().to_string()]["nick"], "Bobby");
    assert_eq!(resolved["roles"][role.to_string()]["name"], "Explorer");
    assert_eq!(resolved["channels"][channel.to_string()]["name"], "general");
    let id = data["options"][8]["value"].as_str().unwrap();
    let url = resolved["attachments"][id]["url"].as_str().unwrap();
    assert_eq!(
        reqwest::get(url).await.unwrap().text().await.unwrap(),
        "FILE"
    );
}

#[tokio::test]
async fn subcommands_and_context_menus_arrive_in_shape() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let _sent = alice
        .slash("campaign create")
        .option("name", "Xmas")
        .send_without_waiting();
    let data = bot.interaction().await["data"].clone();
    assert_eq!(data["options"][0]["name"], "create");
    assert_eq!(
        data["options"][0]["options"][0],
        json!({ "name": "name", "type": 3, "value": "Xmas" })
    );

    let (viewed, ()) = tokio::join!(alice.user_command("View Sparks", &bob), async {
        let interaction = bot.interaction().await;
        assert_eq!(interaction["data"]["target_id"], bob.id().to_string());
        bot.rest
            .answer(
                &interaction,
                &json!({ "type": 4, "data": { "content": "5" } }),
            )
            .await;
    });
    assert_eq!(viewed.message()["type"], 23);
    let (reported, ()) = tokio::join!(bob.message_command("Report", &viewed), async {
        let interaction = bot.interaction().await;
        let target = interaction["data"]["target_id"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(
            interaction["data"]["resolved"]["messages"][&target]["content"],
            "5"
        );
        bot.rest
            .answer(
                &interaction,
                &json!({ "type": 4, "data": { "content": "thanks" } }),
            )
            .await;
    });
    assert_eq!(reported.text(), "thanks");
}

#[tokio::test]
async fn autocomplete_shows_choices() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let (choices, ()) = tokio::join!(alice.autocomplete("redeem", "perk", "ex"), async {
        let interaction = bot.interaction().await;
        assert_eq!(interaction["type"], 4);
        assert_eq!(interaction["data"]["options"][0]["focused"], true);
        assert_eq!(interaction["data"]["options"][0]["value"], "ex");
        let wrong = bot
            .rest
            .answer(
                &interaction,
                &json!({ "type": 4, "data": { "content": "x" } }),
            )
            .await;
        assert_eq!(wrong.code(), (400, 50035));
        let choices =
            json!([{ "name": "Explorer", "name_localizations": { "ko": "탐험가" }, "value": "e" }]);
        bot.rest
            .answer(
                &interaction,
                &json!({ "type": 8, "data": { "choices": choices } }),
            )
            .await;
    });
    assert_eq!((choices.len(), choices[0].name.as_str()), (1, "Explorer"));
    assert_eq!(
        (&choices[0].value, &choices[0].name_localizations["ko"]),
        (&json!("e"), &json!("탐험가"))
    );
    assert_eq!(discord.take_violations().len(), 1);
}

#[tokio::test]
async fn default_permissions_and_admins_decide_who_may_use_a_command() {
    let discord = FakeDiscord::start().await;
    let _bot = Bot::start(&discord).await;
    let (plain, moderator) = (
        discord.member("plain"),
        discord.member("mod").permissions(permissions::MANAGE_GUILD),
    );
    assert_eq!(
        plain.slash("award").try_send().await.unwrap_err(),
        Unavailable::NotPermitted
    );
    let _sent = moderator.slash("award").send_without_waiting();
    discord.allow_command("award", &plain);
    let _sent = plain.slash("award").send_without_waiting();
    discord.deny_command("award", &moderator);
    assert_eq!(
        moderator.slash("award").try_send().await.unwrap_err(),
        Unavailable::NotPermitted
    );
    plain.leave();
    assert_eq!(
        plain.slash("redeem").try_send().await.unwrap_err(),
        Unavailable::NotAMember
    );
}
