//! Each fault: what the bot sees, what effect remains, and how often it happens.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::time::{Duration, Instant};

use common::Rest;
use fake_discord::{FakeDiscord, Fault, Member};

const ROUTE: &str = "/guilds/*/members/*/roles/*";

struct Scene {
    discord: FakeDiscord,
    rest: Rest,
    alice: Member,
    role: u64,
    path: String,
}

async fn scene() -> Scene {
    let discord = FakeDiscord::start().await;
    let rest = Rest::new(&discord);
    let alice = discord.member("alice");
    let role = discord.role("Explorer").create();
    let path = format!(
        "/guilds/{}/members/{}/roles/{role}",
        discord.guild_id(),
        alice.id()
    );
    Scene {
        discord,
        rest,
        alice,
        role,
        path,
    }
}

impl Scene {
    fn has_role(&self) -> bool {
        self.alice.roles() == [self.role]
    }

    fn last_status(&self) -> u16 {
        self.discord.requests().last().unwrap().status
    }
}

#[tokio::test]
async fn answers_instead_of_effects() {
    let scene = scene().await;
    let table = [
        (Fault::on("PUT", ROUTE), (500, 0)),
        (Fault::on("*", ROUTE).status(503), (503, 0)),
        (
            Fault::on("PUT", ROUTE).error(403, 50013, "Missing Permissions"),
            (403, 50013),
        ),
    ];
    for (fault, expected) in table {
        let fault = scene.discord.fault(fault);
        assert_eq!(scene.rest.call("PUT", &scene.path).await.code(), expected);
        assert_eq!(
            (fault.hits(), scene.has_role(), scene.last_status()),
            (1, false, expected.0)
        );
    }
    assert_eq!(
        scene.rest.call("PUT", &scene.path).await.status,
        204,
        "each struck once"
    );
}

#[tokio::test]
async fn rate_limits_look_like_discords() {
    let scene = scene().await;
    scene
        .discord
        .fault(Fault::on("PUT", ROUTE).rate_limited(1.25));
    let answer = scene.rest.call("PUT", &scene.path).await;
    assert_eq!(answer.status, 429);
    assert_eq!(
        (&answer.body["retry_after"], &answer.body["global"]),
        (&serde_json::json!(1.25), &serde_json::json!(false))
    );
    assert_eq!(answer.headers["retry-after"], "2");
    assert_eq!(answer.headers["x-ratelimit-scope"], "user");
    assert!(!scene.has_role());
}

#[tokio::test]
async fn cut_connections_with_and_without_effect() {
    let scene = scene().await;
    scene
        .discord
        .fault(Fault::on("PUT", ROUTE).cut_before_effect());
    assert!(
        Rest::finish(scene.rest.request("PUT", &scene.path))
            .await
            .is_err()
    );
    assert_eq!((scene.has_role(), scene.last_status()), (false, 0));
    scene
        .discord
        .fault(Fault::on("PUT", ROUTE).cut_after_effect());
    assert!(
        Rest::finish(scene.rest.request("PUT", &scene.path))
            .await
            .is_err()
    );
    assert_eq!((scene.has_role(), scene.last_status()), (true, 0));
    assert_eq!(scene.rest.call("PUT", &scene.path).await.status, 204);
}

#[tokio::test]
async fn unreadable_answers_have_had_their_effect() {
    let scene = scene().await;
    scene
        .discord
        .fault(Fault::on("PUT", ROUTE).unreadable_body());
    let answer = scene.rest.call("PUT", &scene.path).await;
    assert_eq!(
        (answer.status, answer.body.is_null(), scene.has_role()),
        (200, true, true)
    );
}

#[tokio::test]
async fn hanging_requests_can_have_had_their_effect() {
    let scene = scene().await;
    let fault = Fault::on("PUT", ROUTE).hang_after_effect();
    scene.discord.fault(fault);
    let request = scene
        .rest
        .request("PUT", &scene.path)
        .timeout(Duration::from_millis(100));
    assert!(Rest::finish(request).await.unwrap_err().is_timeout());
    assert_eq!((scene.has_role(), scene.last_status()), (true, 0));
}

#[tokio::test]
async fn hanging_requests_never_end() {
    let scene = scene().await;
    let fault = scene.discord.fault(Fault::on("PUT", ROUTE).hang());
    let request = scene
        .rest
        .request("PUT", &scene.path)
        .timeout(Duration::from_millis(100));
    assert!(Rest::finish(request).await.unwrap_err().is_timeout());
    fault.wait_hits(1).await;
    assert!(!scene.has_role());
}

#[tokio::test]
async fn latency_delays_the_proper_answer() {
    let scene = scene().await;
    scene
        .discord
        .fault(Fault::on("PUT", ROUTE).latency(Duration::from_millis(60)));
    let begun = Instant::now();
    assert_eq!(scene.rest.call("PUT", &scene.path).await.status, 204);
    assert!(begun.elapsed() >= Duration::from_millis(60) && scene.has_role());
    assert!(scene.discord.requests().last().unwrap().elapsed >= Duration::from_millis(60));
    scene.discord.fault(
        Fault::on("PUT", ROUTE)
            .latency(Duration::from_millis(10))
            .status(502),
    );
    assert_eq!(scene.rest.call("PUT", &scene.path).await.status, 502);
}

#[tokio::test]
async fn held_requests_go_on_when_released() {
    let scene = scene().await;
    let fault = scene.discord.fault(Fault::on("PUT", ROUTE).hold());
    let request = tokio::spawn(Rest::finish(scene.rest.request("PUT", &scene.path)));
    fault.wait_hits(1).await;
    assert!(!scene.has_role() && !request.is_finished());
    fault.remove();
    assert_eq!(request.await.unwrap().unwrap().status, 204);
    assert!(scene.has_role());
}

#[tokio::test]
async fn faults_strike_as_often_as_told() {
    let scene = scene().await;
    let twice = scene.discord.fault(Fault::on("PUT", ROUTE).times(2));
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(scene.rest.call("PUT", &scene.path).await.status);
    }
    assert_eq!(statuses, [500, 500, 204]);
    assert_eq!(twice.hits(), 2);
    let always = scene.discord.fault(Fault::on("DELETE", ROUTE).always());
    for _ in 0..3 {
        assert_eq!(scene.rest.call("DELETE", &scene.path).await.status, 500);
    }
    assert_eq!(
        scene.rest.call("PUT", &scene.path).await.status,
        204,
        "another method is spared"
    );
    always.remove();
    assert_eq!(scene.rest.call("DELETE", &scene.path).await.status, 204);
    assert_eq!(always.hits(), 3);
}
