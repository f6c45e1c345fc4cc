//! What the product's backend is told about redemptions, by a backend that is there, away, slow, or refuses; and that who
//! was erased is told about no more.

use std::sync::Arc;
use std::time::Duration;

use sparks::ids::RedemptionId;
use sparks::perks::{PerkKind, RedeemOutcome};
use sparks::webhooks::{self, Poster, Sender};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::support::{ALICE, BOB, HOUR_MS, House};
use crate::webhooks_backend::{Answer, Backend, Got, OLD_SECRET, SECRET, key};

impl House {
    fn sender(&self, url: &str) -> Sender {
        let keys = vec![key(SECRET), key(OLD_SECRET)];
        let poster = Poster::new(url.parse().unwrap(), keys).unwrap();
        Sender::new(self.app(), poster, &self.path())
    }

    async fn outbox(&self) -> Vec<webhooks::Dead> {
        webhooks::dead(&mut self.db().read().await.unwrap(), 100)
            .await
            .unwrap()
    }

    async fn untold(&self) -> i64 {
        self.number("SELECT COUNT(*) FROM webhook_message WHERE state = 'waiting'")
            .await
    }

    /// Lets time pass until the next attempt, and makes it.
    async fn try_again(&self, sender: &Sender) -> usize {
        let mut reader = self.db().read().await.unwrap();
        let due = webhooks::next_due_at_ms(&mut reader).await.unwrap();
        drop(reader);
        let wait_ms = due.unwrap() - self.clock.now_ms();
        self.clock.advance(wait_ms.max(0));
        sender.run_due().await.unwrap()
    }
}

/// A backend is told, and Alice has Sparks for what costs 100: a role, and a plan.
async fn told() -> (House, Arc<Backend>, Sender) {
    let house = House::open().await;
    let (backend, url) = Backend::start().await;
    webhooks::use_backend(house.db(), true).await.unwrap();
    house.award(ALICE, 500).await;
    let sender = house.sender(&url);
    (house, backend, sender)
}

async fn redeem_role(house: &House) -> RedemptionId {
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = None;
    let perk = house.add(perk).await;
    house.reserve(ALICE, perk).await
}

#[tokio::test]
async fn a_redemption_is_told_when_it_is_asked_for_and_when_it_has_ended() {
    let (house, backend, sender) = told().await;
    let plan = house.add_manual(PerkKind::Plan, "Pro", 100).await;
    let mut request = house.redeem_request(ALICE, plan).await;
    request.answer = Some("alice@example.com".into());
    let reserved = house.write(request).await;
    assert!(
        matches!(reserved, RedeemOutcome::Reserved { .. }),
        "{reserved:?}"
    );

    assert_eq!(sender.run_due().await.unwrap(), 1);

    let got = backend.got().remove(0);
    assert_eq!(
        got.json(),
        serde_json::json!({
            "type": "redemption.requested", "version": 1, "id": "R-1-requested-1800000000000",
            "occurred_at": "2027-01-15T08:00:00.000Z",
            "data": {
                "receipt": "R-1", "discord_user_id": "1001", "perk": {"id": 1, "kind": "plan", "name": "Pro"},
                "price_sparks": 100, "answer": "alice@example.com",
            },
        })
    );
    assert_eq!(got.header("content-type"), "application/json");
    assert_eq!(got.header("webhook-id"), "R-1-requested-1800000000000");
    for secret in [SECRET, OLD_SECRET] {
        assert!(got.is_signed(&key(secret), house.clock.now_ms()));
    }
    assert!(!got.is_signed(
        &key("whsec_bm90LXRoZS1zZWNyZXQtb2YtdGhpcy1iYWNrZW5k"),
        house.clock.now_ms()
    ));
    assert_eq!(sender.run_due().await.unwrap(), 0, "once");

    house.return_sparks(RedemptionId(1), "Sold out").await;
    assert_eq!(sender.run_due().await.unwrap(), 1);
    let got = backend.got().remove(1).json();
    assert_eq!(got["type"], "redemption.voided");
    assert_eq!(got["data"]["void_reason"], "moderator");
    assert!(
        !got.to_string().contains("Sold out"),
        "the words are the member's"
    );

    redeem_role(&house).await;
    house.deliver().await;
    while sender.run_due().await.unwrap() > 0 {}
    assert_eq!(
        backend.kinds()[2..],
        ["redemption.requested", "redemption.settled"]
    );
    house.verify().await;
}

#[tokio::test]
async fn without_a_backend_nothing_is_written_down_and_what_waits_goes_on_waiting() {
    let house = House::open().await;
    house.award(ALICE, 500).await;
    redeem_role(&house).await;
    assert_eq!(house.untold().await, 0);
    webhooks::use_backend(house.db(), true).await.unwrap();
    house.deliver().await;
    assert_eq!(house.untold().await, 1, "that it was delivered");
    webhooks::use_backend(house.db(), false).await.unwrap();
    let perk = house.perk_named("Explorer").await.id;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    assert_eq!(house.untold().await, 1);
    house.verify().await;
}

#[tokio::test]
async fn what_is_not_taken_is_sent_again_under_the_same_id_until_it_is() {
    let (house, backend, sender) = told().await;
    redeem_role(&house).await;
    backend.answers([
        Answer::Status(500),
        Answer::Status(404),
        Answer::With(302, "location", "/elsewhere"),
        Answer::With(429, "retry-after", "1800"),
        Answer::With(503, "retry-after", "99999999"),
        Answer::With(503, "retry-after", "Fri, 01 Jan 2027 00:00:00 GMT"),
        Answer::Status(200),
    ]);
    let mut waits_s = Vec::new();
    assert_eq!(sender.run_due().await.unwrap(), 1);
    for _ in 0..6 {
        let before_ms = house.clock.now_ms();
        assert_eq!(sender.run_due().await.unwrap(), 0, "not before its time");
        assert_eq!(house.try_again(&sender).await, 1);
        waits_s.push((house.clock.now_ms() - before_ms) / 1_000);
    }
    assert_eq!(house.untold().await, 0);
    let got = backend.got();
    assert_eq!(got.len(), 7, "a redirect is not followed");
    for one in &got {
        assert_eq!(one.header("webhook-id"), got[0].header("webhook-id"));
        assert_eq!(one.body, got[0].body);
    }
    let last = got.last().unwrap();
    assert!(
        last.is_signed(&key(SECRET), house.clock.now_ms()),
        "signed anew"
    );
    let bounds = [
        (2, 5),
        (5, 10),
        (10, 20),
        (1_800, 1_800),
        (3_600, 3_600),
        (80, 160),
    ];
    for (wait_s, (least, most)) in waits_s.iter().zip(bounds) {
        assert!((least..=most).contains(wait_s), "{waits_s:?}");
    }
    house.verify().await;
}

#[tokio::test]
async fn the_messages_of_one_redemption_go_out_in_order() {
    let (house, backend, sender) = told().await;
    redeem_role(&house).await;
    house.deliver().await;
    let perk = house.perk_named("Explorer").await.id;
    house.reserve(ALICE, perk).await;
    backend.answers([Answer::Status(500), Answer::Status(500)]);
    assert_eq!(sender.run_due().await.unwrap(), 2, "one of each redemption");
    assert_eq!(
        sender.run_due().await.unwrap(),
        0,
        "its end waits for its beginning"
    );
    while house.untold().await > 0 {
        house.try_again(&sender).await;
    }
    let first: Vec<String> = backend
        .got()
        .iter()
        .filter(|got| got.json()["data"]["receipt"] == "R-1")
        .map(Got::kind)
        .collect();
    assert_eq!(
        first,
        [
            "redemption.requested",
            "redemption.requested",
            "redemption.settled"
        ]
    );
    house.verify().await;
}

#[tokio::test]
async fn a_backend_that_is_away_for_a_day_is_given_up_and_an_operator_has_it_sent_again() {
    let (house, backend, sender) = told().await;
    redeem_role(&house).await;
    let nobody = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let away = house.sender(&nobody);
    let started_ms = house.clock.now_ms();
    away.run_due().await.unwrap();
    let mut attempts = 1;
    while house.untold().await > 0 {
        attempts += house.try_again(&away).await;
    }
    let took_ms = house.clock.now_ms() - started_ms;
    assert!((24 * HOUR_MS..26 * HOUR_MS).contains(&took_ms), "{took_ms}");
    assert!((24..60).contains(&attempts), "{attempts}");
    let dead = house.outbox().await.remove(0);
    assert!(
        dead.is_dead && dead.last_failure.as_deref() == Some("no connection"),
        "{dead:?}"
    );
    let line = dead.to_string();
    assert!(
        line.contains("R-1 requested, 2027-01-15 08:00 UTC: given up"),
        "{line}"
    );

    assert_eq!(sender.run_due().await.unwrap(), 0);
    webhooks::ask_retry(&house.path(), &[dead.id + 1]).unwrap();
    assert_eq!(sender.run_due().await.unwrap(), 0, "another");
    webhooks::ask_retry(&house.path(), &[dead.id]).unwrap();
    backend.answers([Answer::Status(500)]);
    assert_eq!(sender.run_due().await.unwrap(), 1);
    assert_eq!(house.untold().await, 1, "a day from now on");
    house.try_again(&sender).await;
    assert_eq!(house.outbox().await, []);
    webhooks::ask_retry(&house.path(), &[]).unwrap();
    assert_eq!(
        sender.run_due().await.unwrap(),
        0,
        "what was sent is sent once"
    );
    house.verify().await;
}

#[tokio::test]
async fn a_note_that_cant_be_read_stops_nothing_and_is_set_aside() {
    let (house, backend, sender) = told().await;
    redeem_role(&house).await;
    let database = house.path().into_os_string().into_string().unwrap();
    let note = format!("{database}-outbox-retry");
    std::fs::create_dir(&note).unwrap();
    assert_eq!(sender.run_due().await.unwrap(), 1);
    assert_eq!(backend.kinds(), ["redemption.requested"]);
    assert!(!std::path::Path::new(&note).exists());
    let beside = house.path().parent().unwrap().to_owned();
    let mut names = std::fs::read_dir(beside).unwrap();
    let is_aside = |name: &str| name.contains("-outbox-retry-bad-");
    assert!(
        names.any(|file| is_aside(&file.unwrap().file_name().to_string_lossy())),
        "it is kept for whoever wrote it"
    );

    house.deliver().await;
    house
        .execute("UPDATE webhook_message SET state = 'dead', due_at_ms = NULL, finished_at_ms = 1 WHERE state = 'waiting'")
        .await
        .unwrap();
    webhooks::ask_retry(&house.path(), &[]).unwrap();
    assert_eq!(sender.run_due().await.unwrap(), 1, "the next one is heeded");
    house.verify().await;
}

#[tokio::test]
async fn one_that_cant_be_read_here_keeps_no_other_from_being_written_down() {
    let (house, backend, sender) = told().await;
    house.award(BOB, 500).await;
    redeem_role(&house).await;
    let other = house.add(house.perk("Pathfinder", 100)).await;
    house.reserve(BOB, other).await;
    let broken = "UPDATE perk SET name = CAST(x'ff' AS TEXT) WHERE name = 'Explorer'";
    house.execute(broken).await.unwrap();

    assert_eq!(sender.run_due().await.unwrap(), 2);
    assert_eq!(sender.run_due().await.unwrap(), 0, "not at once again");
    assert_eq!(backend.got().len(), 1, "the good one, once");
    let waits = house.outbox().await;
    assert_eq!(waits.len(), 1, "the bad one");
    let failure = waits[0].last_failure.clone().unwrap();
    assert_eq!(failure, "our own database could not be read: see the log");

    let mended = "UPDATE perk SET name = 'Explorer' WHERE CAST(name AS BLOB) = x'ff'";
    house.execute(mended).await.unwrap();
    assert_eq!(house.try_again(&sender).await, 1);
    assert_eq!(house.outbox().await, []);
    assert_eq!(backend.got().len(), 2);
    house.verify().await;
}

#[tokio::test]
async fn a_first_attempt_that_comes_late_is_not_the_last() {
    let (house, backend, sender) = told().await;
    redeem_role(&house).await;
    house.clock.advance(72 * HOUR_MS);
    backend.answers([Answer::Status(502)]);
    sender.run_due().await.unwrap();
    assert_eq!(house.untold().await, 1);
    house.clock.advance(-72 * HOUR_MS);
    assert_eq!(
        sender.run_due().await.unwrap(),
        1,
        "a clock that is set back delays nothing"
    );
    house.verify().await;
}

#[tokio::test]
async fn an_answer_that_never_comes_is_not_waited_for_at_the_end() {
    let (house, backend, sender) = told().await;
    redeem_role(&house).await;
    backend.answers([Answer::Never]);
    let stop = CancellationToken::new();
    let running = tokio::spawn(sender.run(stop.clone()));
    while backend.got().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    stop.cancel();
    tokio::time::timeout(Duration::from_secs(5), running)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(house.untold().await, 1, "the next start sends it again");
    house.verify().await;
}

#[tokio::test]
async fn a_worker_hears_of_what_is_written() {
    let (house, backend, sender) = told().await;
    let stop = CancellationToken::new();
    let running = tokio::spawn(sender.run(stop.clone()));
    redeem_role(&house).await;
    house.deliver().await;
    let both = async {
        while backend.got().len() < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), both)
        .await
        .unwrap();
    stop.cancel();
    running.await.unwrap();
    house.verify().await;
}

#[tokio::test]
async fn nobody_is_told_of_who_was_erased() {
    let (house, backend, sender) = told().await;
    house.award(BOB, 500).await;
    redeem_role(&house).await;
    house.deliver().await;
    let perk = house.perk_named("Explorer").await.id;
    house.reserve(BOB, perk).await;
    house.deliver().await;
    backend.answers([Answer::Status(500), Answer::Status(200)]);
    sender.run_due().await.unwrap();
    let export = house.export(ALICE).await;
    let told = &export["redemptions"][0]["told_to_backend"];
    assert_eq!(told[0]["what"], "requested", "{export}");
    assert_eq!(
        (told.as_array().unwrap().len(), &told[1]["state"]),
        (2, &"waiting".into())
    );

    house.erase(ALICE).await;

    assert_eq!(house.untold().await, 1, "what Bob redeemed was delivered");
    while house.untold().await > 0 {
        house.try_again(&sender).await;
    }
    let after: Vec<_> = backend.got()[2..].to_vec();
    assert!(!after.is_empty());
    for got in after {
        assert_eq!(got.json()["data"]["discord_user_id"], "1002");
    }
    house.verify().await;
}

#[tokio::test]
async fn what_was_told_stays_as_it_was_told() {
    let (house, _backend, sender) = told().await;
    redeem_role(&house).await;
    sender.run_due().await.unwrap();
    for sql in [
        "UPDATE webhook_message SET state = 'waiting', due_at_ms = 1, finished_at_ms = NULL",
        "UPDATE webhook_message SET kind = 'settled'",
        "INSERT INTO webhook_message (redemption_id, kind, created_at_ms, due_at_ms) VALUES (1, 'requested', 1, 1)",
        "INSERT INTO webhook_message (redemption_id, kind, created_at_ms, due_at_ms) VALUES (1, 'settled', 1, NULL)",
        "INSERT INTO webhook_message (redemption_id, kind, created_at_ms, due_at_ms) VALUES (9, 'settled', 1, 1)",
    ] {
        assert!(house.execute(sql).await.is_err(), "{sql}");
    }
    house.verify().await;
}

#[tokio::test]
async fn what_waits_is_found_without_reading_what_was_sent() {
    let house = House::open().await;
    let mut reader = house.db().read().await.unwrap();
    for sql in [
        "SELECT id FROM webhook_message WHERE due_at_ms <= 5 AND state = 'waiting' ORDER BY due_at_ms, id LIMIT 8",
        "SELECT COUNT(*) FROM webhook_message WHERE state = 'waiting'",
        "SELECT COUNT(*) FROM webhook_message WHERE state = 'dead'",
    ] {
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")))
                .fetch_all(&mut *reader)
                .await
                .unwrap();
        let plan: Vec<_> = plan.into_iter().map(|(.., detail)| detail).collect();
        assert!(
            plan.iter()
                .all(|step| step.contains("INDEX webhook_message_")),
            "{sql}: {plan:?}"
        );
    }
    drop(reader);
    house.verify().await;
}
