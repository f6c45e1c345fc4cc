//! Faults on the page: several at once, listed, removed one by one or all together.

use fake_discord::{FakeDiscord, Fault};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::common::{Bot, Rest};

fn fault(path: &str, more: &Value) -> Value {
    let mut fault = json!({ "label": path, "method": "*", "path": path });
    for (key, value) in more.as_object().unwrap() {
        fault[key] = value.clone();
    }
    fault
}

#[tokio::test]
async fn faults_stand_side_by_side_until_removed() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let alice = discord.member("alice");
    let browser = Browser::open(&discord, &[&alice]).await;
    let ask = async |path: &str| bot.rest.call("GET", path).await.status;
    let (_, first) = browser
        .act("fault", fault("/gateway", &json!({ "status": 500 })))
        .await;
    let (_, second) = browser
        .act(
            "fault",
            fault("/users/@me", &json!({ "retry_after": 1.0, "times": 2 })),
        )
        .await;
    assert_eq!((ask("/gateway").await, ask("/users/@me").await), (500, 429));
    assert_eq!(
        browser.look(&alice).await["faults"],
        json!([{ "fault": first["fault"], "label": "/gateway", "times": null, "hits": 1 },
            { "fault": second["fault"], "label": "/users/@me", "times": 2, "hits": 1 }])
    );
    assert_eq!(browser.act("faults/remove", first.clone()).await.0, 200);
    assert!(
        browser
            .refused("faults/remove", first)
            .await
            .contains("no fault")
    );
    assert_eq!((ask("/gateway").await, ask("/users/@me").await), (200, 429));
    // What can't strike any more is not listed.
    assert_eq!(browser.look(&alice).await["faults"], json!([]));
    browser
        .act("fault", fault("**", &json!({ "status": 403 })))
        .await;
    browser
        .act("fault", fault("**", &json!({ "status": 404 })))
        .await;
    assert_eq!(ask("/gateway").await, 403);
    browser.act("faults/clear", json!({})).await;
    assert_eq!(ask("/gateway").await, 200);
}

#[tokio::test]
async fn everything_that_can_happen_happens() {
    let discord = FakeDiscord::start().await;
    let bot = Bot::start(&discord).await;
    let browser = Browser::open(&discord, &[]).await;
    let asked = async |more: Value| {
        browser
            .act("fault", fault("/gateway|/gateway/bot", &more))
            .await;
        let request = bot.rest.request("GET", "/gateway/bot");
        let answer = Rest::finish(request.timeout(std::time::Duration::from_millis(300))).await;
        browser.act("faults/clear", json!({})).await;
        answer.map(|answer| (answer.status, !answer.body.is_null()))
    };
    assert_eq!(
        asked(json!({ "latency_ms": 10 })).await.unwrap(),
        (200, true)
    );
    assert_eq!(
        asked(json!({ "break": "unreadable" })).await.unwrap(),
        (200, false)
    );
    assert!(
        asked(json!({ "break": "hang" }))
            .await
            .unwrap_err()
            .is_timeout()
    );
    for cut in ["cut_before", "cut_after"] {
        assert!(
            !asked(json!({ "break": cut }))
                .await
                .unwrap_err()
                .is_timeout(),
            "{cut}"
        );
    }
}

#[tokio::test]
async fn odd_faults_and_too_many_are_refused() {
    let discord = FakeDiscord::start().await;
    let browser = Browser::open(&discord, &[]).await;
    for (more, problem) in [
        (json!({}), "a fault has"),
        (json!({ "status": 200 }), "a fault has"),
        (json!({ "status": 500, "latency_ms": 5 }), "a fault has"),
        (json!({ "latency_ms": 60_001 }), "a fault has"),
        (json!({ "retry_after": -1.0 }), "a fault has"),
        (json!({ "break": "explode" }), "unknown variant"),
        (json!({ "status": 500, "times": 0 }), "1 to 1000"),
        (json!({ "status": 500, "times": 1001 }), "1 to 1000"),
        (
            json!({ "status": 500, "label": "l".repeat(201) }),
            "at most 200",
        ),
    ] {
        let told = browser.refused("fault", fault("**", &more)).await;
        assert!(told.contains(problem), "{more}: {told}");
    }
    assert!(
        browser
            .refused("faults/remove", json!({ "fault": "x" }))
            .await
            .contains("no fault")
    );
    for _ in 0..20 {
        browser
            .act(
                "fault",
                fault("/gateway", &json!({ "status": 500, "times": 1 })),
            )
            .await;
    }
    let one_more = browser
        .refused("fault", fault("**", &json!({ "status": 500 })))
        .await;
    assert!(one_more.contains("20 faults"));
}

#[tokio::test]
async fn a_fault_of_the_programs_is_listed_and_cleared_as_well() {
    let discord = FakeDiscord::start().await;
    let browser = Browser::open(&discord, &[]).await;
    let trap = discord.fault(Fault::on("PUT", "/guilds/*/members/*/roles/*").hold());
    let listed = browser.look(&discord.owner()).await["faults"].clone();
    assert_eq!(listed[0]["label"], "PUT /guilds/*/members/*/roles/*");
    assert_eq!(
        (&listed[0]["times"], &listed[0]["hits"]),
        (&json!(1), &json!(0))
    );
    let one = json!({ "fault": listed[0]["fault"] });
    assert_eq!(browser.act("faults/remove", one.clone()).await.0, 200);
    assert_eq!(browser.act("faults/remove", one).await.0, 400);
    discord.fault(Fault::on("*", "**").always());
    assert_eq!(browser.act("faults/clear", json!({})).await.0, 200);
    assert_eq!(browser.look(&discord.owner()).await["faults"], json!([]));
    assert_eq!(trap.hits(), 0);
}
