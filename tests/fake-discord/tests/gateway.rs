//! The gateway's handshake, heartbeats, resuming, compression and the ways it breaks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Bot, GUILD_MEMBERS, GUILD_MESSAGES, GUILDS, Gateway, Received};
use fake_discord::{Event, FakeDiscord};
use serde_json::{Value, json};

#[tokio::test]
async fn identify_is_greeted() {
    let discord = FakeDiscord::builder().guild_name("Community").start().await;
    let role = discord.role("Explorer").color(0xFF_8800).create();
    let mut gateway = Gateway::open(&discord, "").await;
    let hello = gateway.payload().await;
    assert_eq!(hello["op"], 10);
    assert!(hello["d"]["heartbeat_interval"].as_u64().unwrap() > 1000);
    gateway
        .send(&Gateway::identify_payload(
            &format!("Bot {}", discord.token()),
            GUILDS,
        ))
        .await;

    let ready = gateway.event("READY").await;
    assert_eq!(ready["user"]["id"], discord.bot_user_id().to_string());
    assert_eq!(
        ready["application"]["id"],
        discord.application_id().to_string()
    );
    assert_eq!(
        ready["resume_gateway_url"],
        discord.base_url().replace("http", "ws")
    );
    assert_eq!(ready["guilds"][0]["unavailable"], true);

    let guild = gateway.event("GUILD_CREATE").await;
    assert_eq!(guild["name"], "Community");
    assert!(guild["stage_instances"].is_array());
    let roles = guild["roles"].as_array().unwrap();
    let id = json!(role.to_string());
    let explorer = roles.iter().find(|found| found["id"] == id).unwrap();
    assert_eq!(explorer["color"], 0xFF_8800);
    assert_eq!(explorer["colors"]["primary_color"], 0xFF_8800);
    assert_eq!(gateway.sequence, 2);

    gateway
        .send(&json!({ "op": 1, "d": gateway.sequence }))
        .await;
    assert_eq!(gateway.payload().await["op"], 11);
    assert_eq!(discord.identify_intents(), Some(GUILDS));
    discord.wait_ready().await;
}

#[tokio::test]
async fn wrong_hands_are_refused_with_discords_codes() {
    let discord = FakeDiscord::start().await;
    let identify = |token: &str, intents: u64| Gateway::identify_payload(token, intents);
    let mut no_properties = identify(discord.token(), GUILDS);
    no_properties["d"]["properties"] = Value::Null;
    let mut wrong_shard = identify(discord.token(), GUILDS);
    wrong_shard["d"]["shard"] = json!([1, 1]);
    // What is sent, the close code, and whether it is a violation or could be the setting's fault.
    let table = [
        (identify("wrong", GUILDS), 4004, false),
        (identify(discord.token(), GUILD_MEMBERS), 4014, false),
        (
            json!({ "op": 2, "d": { "token": discord.token(), "properties": {} } }),
            4013,
            true,
        ),
        (no_properties, 4002, true),
        (wrong_shard, 4010, true),
        (json!({ "op": 99 }), 4001, true),
        (json!({ "op": 3, "d": {} }), 4003, true),
    ];
    for (payload, code, violation) in table {
        let mut gateway = Gateway::open(&discord, "").await;
        gateway.payload().await;
        gateway.send(&payload).await;
        assert_eq!(gateway.closed().await, Some(code), "{payload}");
        assert_eq!(
            discord.take_violations().len(),
            usize::from(violation),
            "{payload}"
        );
    }
    let (mut gateway, _) = Gateway::identified(&discord, GUILDS).await;
    gateway.send(&identify(discord.token(), GUILDS)).await;
    assert_eq!(gateway.closed().await, Some(4005));
    discord.take_violations();
}

#[tokio::test]
async fn a_dropped_session_resumes_with_what_it_missed() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let seen = bot.gateway.sequence.clone();

    discord.gateway_drop();
    assert_eq!(bot.gateway.closed().await, None);
    discord
        .wait_until(|discord| !discord.sessions()[0].connected)
        .await;
    let first = alice.slash("redeem").send_without_waiting();
    let second = alice.slash("redeem").send_without_waiting();

    let mut gateway = Gateway::resume(&discord, &bot.ready["session_id"], &seen).await;
    for pending in [&first, &second] {
        let missed = gateway.event("INTERACTION_CREATE").await;
        assert_eq!(missed["id"], pending.interaction_id().to_string());
    }
    gateway.event("RESUMED").await;
    let sessions = discord.sessions();
    assert_eq!(
        (sessions.len(), sessions[0].resumes, sessions[0].connected),
        (1, 1, true)
    );

    let third = alice.slash("redeem").send_without_waiting();
    let interaction = gateway.event("INTERACTION_CREATE").await;
    assert_eq!(interaction["id"], third.interaction_id().to_string());
}

#[tokio::test]
async fn who_identifies_again_loses_what_was_missed() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.gateway_drop();
    bot.gateway.closed().await;
    let lost = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let (mut gateway, _) = Gateway::identified(&discord, GUILDS).await;
    let heard = discord
        .member("alice")
        .slash("redeem")
        .send_without_waiting();
    let interaction = gateway.event("INTERACTION_CREATE").await;
    assert_eq!(interaction["id"], heard.interaction_id().to_string());
    assert_ne!(lost.interaction_id(), heard.interaction_id());
}

#[tokio::test]
async fn sessions_that_cannot_be_resumed_are_invalid() {
    let discord = FakeDiscord::start().await;
    let (mut gateway, ready) = Gateway::identified(&discord, GUILDS).await;
    let mut unknown = Gateway::resume(&discord, &json!("session-99"), &json!(1)).await;
    assert_eq!(unknown.payload().await, json!({ "op": 9, "d": false }));
    let mut future = Gateway::resume(&discord, &ready["session_id"], &json!(999)).await;
    assert_eq!(future.payload().await, json!({ "op": 9, "d": false }));

    discord.gateway_reconnect();
    assert_eq!(gateway.payload().await["op"], 7);
    discord.gateway_invalid_session(true);
    assert_eq!(gateway.payload().await, json!({ "op": 9, "d": true }));
    discord.gateway_invalid_session(false);
    assert_eq!(gateway.payload().await, json!({ "op": 9, "d": false }));
    let mut late = Gateway::resume(&discord, &ready["session_id"], &gateway.sequence).await;
    assert_eq!(late.payload().await, json!({ "op": 9, "d": false }));
    discord.gateway_close(4000);
    assert_eq!(gateway.closed().await, Some(4000));
}

#[tokio::test]
async fn revoking_the_token_closes_the_gateway() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.revoke_token();
    assert_eq!(bot.gateway.closed().await, Some(4004));
    assert_eq!(bot.rest.call("GET", "/users/@me").await.code(), (401, 0));
}

#[tokio::test]
async fn large_payloads_are_compressed_when_asked_for() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::open(&discord, "").await;
    gateway.payload().await;
    let mut identify = Gateway::identify_payload(discord.token(), GUILDS);
    identify["d"]["compress"] = json!(true);
    gateway.send(&identify).await;
    gateway.event("READY").await;
    let text = match gateway.receive().await {
        Received::Binary(bytes) => inflate(&mut flate2::Decompress::new(true), &bytes),
        other => panic!("not compressed: {other:?}"),
    };
    assert_eq!(
        serde_json::from_str::<Value>(&text).unwrap()["t"],
        "GUILD_CREATE"
    );
}

#[tokio::test]
async fn the_whole_transport_is_compressed_when_asked_for() {
    let discord = FakeDiscord::start().await;
    let mut gateway = Gateway::open(&discord, "&encoding=json&compress=zlib-stream").await;
    let mut stream = flate2::Decompress::new(true);
    let mut next = async |gateway: &mut Gateway| match gateway.receive().await {
        Received::Binary(bytes) => {
            serde_json::from_str::<Value>(&inflate(&mut stream, &bytes)).unwrap()
        }
        other => panic!("not compressed: {other:?}"),
    };
    assert_eq!(next(&mut gateway).await["op"], 10);
    gateway
        .send(&Gateway::identify_payload(discord.token(), GUILDS))
        .await;
    assert_eq!(next(&mut gateway).await["t"], "READY");
    assert_eq!(next(&mut gateway).await["t"], "GUILD_CREATE");
}

fn inflate(stream: &mut flate2::Decompress, bytes: &[u8]) -> String {
    let mut text = Vec::with_capacity(1 << 20);
    stream
        .decompress_vec(bytes, &mut text, flate2::FlushDecompress::Sync)
        .unwrap();
    String::from_utf8(text).unwrap()
}

#[tokio::test]
async fn events_go_to_those_who_asked() {
    let discord = FakeDiscord::builder().members_intent().start().await;
    let (mut plain, _) = Gateway::identified(&discord, GUILDS).await;
    let (mut curious, _) =
        Gateway::identified(&discord, GUILDS | GUILD_MEMBERS | GUILD_MESSAGES).await;
    let role = discord.role("Explorer").create();
    let alice = discord.member("alice");
    alice.give_role(role);
    alice.says("hello");
    alice.leave();
    discord.set_role_position(role, 7);
    discord.set_guild_locale("ko");
    discord.delete_role(role);

    assert_eq!(
        plain.event("GUILD_ROLE_CREATE").await["role"]["name"],
        "Explorer"
    );
    assert_eq!(
        plain.event("GUILD_ROLE_UPDATE").await["role"]["position"],
        7
    );
    assert_eq!(plain.event("GUILD_UPDATE").await["preferred_locale"], "ko");
    assert_eq!(
        plain.event("GUILD_ROLE_DELETE").await["role_id"],
        role.to_string()
    );

    curious.event("GUILD_ROLE_CREATE").await;
    assert_eq!(
        curious.event("GUILD_MEMBER_ADD").await["user"]["id"],
        alice.id().to_string()
    );
    let update = curious.event("GUILD_MEMBER_UPDATE").await;
    assert_eq!(update["roles"], json!([role.to_string()]));
    assert!(update["joined_at"].is_string());
    assert_eq!(curious.event("MESSAGE_CREATE").await["content"], "hello");
    assert_eq!(
        curious.event("GUILD_MEMBER_REMOVE").await["user"]["username"],
        "alice"
    );

    curious
        .send(&json!({ "op": 8, "d": { "guild_id": "1", "query": "", "limit": 0 } }))
        .await;
    for name in ["GUILD_ROLE_UPDATE", "GUILD_UPDATE", "GUILD_ROLE_DELETE"] {
        curious.event(name).await;
    }
    assert!(
        curious.event("GUILD_MEMBERS_CHUNK").await["members"]
            .as_array()
            .unwrap()
            .len()
            >= 2
    );
}

#[tokio::test]
async fn raw_events_and_redelivery() {
    let discord = FakeDiscord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.send_raw_event("SOMETHING_NEW", &json!({ "x": 1 }));
    assert_eq!(bot.gateway.event("SOMETHING_NEW").await, json!({ "x": 1 }));
    let pending = discord
        .member("alice")
        .slash("redeem")
        .deliver_times(2)
        .send_without_waiting();
    discord.redeliver_last_interaction();
    assert!(discord.redeliver(pending.interaction_id()));
    for _ in 0..4 {
        assert_eq!(
            bot.interaction().await["id"],
            pending.interaction_id().to_string()
        );
    }
}

#[tokio::test]
async fn onlookers_see_everything_but_the_token() {
    let discord = FakeDiscord::start().await;
    let mut events = discord.subscribe();
    let bot = Bot::start(&discord).await;
    bot.rest.call("GET", "/users/@me").await;
    let mut seen = Vec::new();
    while let Ok(event) = events.try_recv() {
        seen.push(event);
    }
    assert!(seen.iter().any(
        |event| matches!(event, Event::GatewaySent { payload, .. } if payload["t"] == "READY")
    ));
    assert!(seen.iter().any(
        |event| matches!(event, Event::GatewayReceived { payload, .. } if payload["op"] == 2)
    ));
    assert!(seen.iter().any(|event| matches!(event, Event::Rest(request) if request.path == "/users/@me" && request.status == 200)));
    assert!(
        !serde_json::to_string(&seen)
            .unwrap()
            .contains(discord.token())
    );
}
