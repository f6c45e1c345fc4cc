//! Giving, taking, making and deleting roles, within what the bot's own role allows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::Rest;
use fake_discord::{FakeDiscord, permissions};
use serde_json::json;

fn guild(discord: &FakeDiscord, tail: &str) -> String {
    format!("/guilds/{}{tail}", discord.guild_id())
}

#[tokio::test]
async fn roles_are_given_taken_and_refused_with_discords_codes() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let (alice, gone) = (discord.member("alice"), discord.member("gone"));
    gone.leave();
    let plain = discord.role("Explorer").create();
    let equal = discord.role("Equal").position(100).create();
    let above = discord.role("Above").position(101).create();
    let managed = discord.role("Managed").managed().create();
    let path = |user: u64, role: u64| guild(&discord, &format!("/members/{user}/roles/{role}"));

    for method in ["PUT", "PUT", "DELETE", "DELETE", "PUT"] {
        assert_eq!(
            rest.call(method, &path(alice.id(), plain)).await.status,
            204,
            "{method}"
        );
        assert_eq!(alice.roles() == [plain], method == "PUT");
    }
    let table = [
        (path(alice.id(), equal), (403, 50013)),
        (path(alice.id(), above), (403, 50013)),
        (path(alice.id(), managed), (400, 50028)),
        (path(alice.id(), discord.guild_id()), (400, 50028)),
        (path(alice.id(), 1), (404, 10011)),
        (path(gone.id(), plain), (404, 10007)),
        (path(1, plain), (404, 10013)),
        ("/guilds/1/members/1/roles/1".to_owned(), (404, 10004)),
    ];
    for (path, expected) in table {
        for method in ["PUT", "DELETE"] {
            assert_eq!(
                rest.call(method, &path).await.code(),
                expected,
                "{method} {path}"
            );
        }
    }
    assert_eq!(
        rest.call("GET", &guild(&discord, &format!("/members/{}", gone.id())))
            .await
            .code(),
        (404, 10007)
    );

    discord.set_bot_role_position(1);
    assert_eq!(
        rest.call("DELETE", &path(alice.id(), plain)).await.code(),
        (403, 50013)
    );
    discord.set_bot_role_position(50);
    discord.set_bot_permissions(0);
    assert_eq!(
        rest.call("DELETE", &path(alice.id(), plain)).await.code(),
        (403, 50013)
    );
    discord.set_bot_permissions(permissions::MANAGE_ROLES);
    discord.delete_role(plain);
    assert!(alice.roles().is_empty());
    assert_eq!(
        rest.call("PUT", &path(alice.id(), plain)).await.code(),
        (404, 10011)
    );
    discord.kick_bot();
    assert_eq!(
        rest.call("PUT", &path(alice.id(), above)).await.code(),
        (403, 50001)
    );
}

#[tokio::test]
async fn audit_reasons_are_decoded_and_limited() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let alice = discord.member("alice");
    let role = discord.role("Explorer").create();
    let path = guild(&discord, &format!("/members/{}/roles/{role}", alice.id()));
    let give = |reason: String| {
        Rest::finish(
            rest.request("PUT", &path)
                .header("X-Audit-Log-Reason", reason),
        )
    };
    assert_eq!(
        give("redemption%20%235%20%EC%8A%A4".to_owned())
            .await
            .unwrap()
            .status,
        204
    );
    let given = discord.requests_to("PUT", "/guilds/*/members/*/roles/*");
    assert_eq!(given[0].audit_reason.as_deref(), Some("redemption #5 스"));
    assert_eq!(give("x".repeat(512)).await.unwrap().status, 204);
    assert!(discord.violations().is_empty());
    for wrong in ["x".repeat(513), String::new(), "%FF".to_owned()] {
        assert_eq!(give(wrong).await.unwrap().code(), (400, 50035));
    }
    assert_eq!(discord.take_violations().len(), 3);
}

#[tokio::test]
async fn members_are_listed_only_with_the_intent_and_in_pages() {
    let discord = FakeDiscord::start().await;
    assert_eq!(
        Rest::new(&discord)
            .call("GET", &guild(&discord, "/members"))
            .await
            .code(),
        (403, 50001)
    );
    let discord = FakeDiscord::builder().members_intent().start().await;
    let rest = Rest::new(&discord);
    let (alice, bob) = (discord.member("alice"), discord.member("bob"));
    let page = rest
        .call(
            "GET",
            &guild(&discord, &format!("/members?limit=5&after={}", alice.id())),
        )
        .await
        .body;
    assert_eq!(page.as_array().unwrap().len(), 1);
    assert_eq!(page[0]["user"]["id"], bob.id().to_string());
    assert_eq!(
        rest.call("GET", &guild(&discord, "/members?limit=1001"))
            .await
            .status,
        400
    );
    discord.take_violations();
}

#[tokio::test]
async fn roles_are_made_changed_and_deleted() {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let made = rest
        .send(
            "POST",
            &guild(&discord, "/roles"),
            &json!({ "name": "New", "color": 255, "permissions": "0" }),
        )
        .await;
    assert_eq!(
        (made.status, &made.body["name"], &made.body["color"]),
        (200, &json!("New"), &json!(255))
    );
    let path = guild(
        &discord,
        &format!("/roles/{}", made.body["id"].as_str().unwrap()),
    );
    let changed = rest.send("PATCH", &path, &json!({ "hoist": true })).await;
    assert_eq!(
        (&changed.body["hoist"], &changed.body["name"]),
        (&json!(true), &json!("New"))
    );
    assert_eq!(rest.call("DELETE", &path).await.status, 204);
    assert_eq!(rest.call("GET", &path).await.code(), (404, 10011));

    let too_much = json!({ "permissions": permissions::ADMINISTRATOR.to_string() });
    assert_eq!(
        rest.send("POST", &guild(&discord, "/roles"), &too_much)
            .await
            .code(),
        (403, 50013)
    );
    let icon = json!({ "unicode_emoji": "✨" });
    assert_eq!(
        rest.send("POST", &guild(&discord, "/roles"), &icon)
            .await
            .code(),
        (403, 50101)
    );
    let bot_role = guild(&discord, &format!("/roles/{}", discord.bot_role_id()));
    assert_eq!(rest.call("DELETE", &bot_role).await.code(), (400, 50028));
    assert_eq!(
        rest.send("POST", &guild(&discord, "/roles"), &json!({ "nome": "x" }))
            .await
            .status,
        400
    );
    assert_eq!(discord.take_violations().len(), 1);
}
