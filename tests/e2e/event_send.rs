//! The endpoint in the running bot, and `sparks event send`: what the product reports reaches the member, what is wrong is
//! refused in words that help, and all of it ends with the bot.

use std::path::Path;
use std::process::Stdio;

use fake_discord::{FakeDiscord, Member};

use super::command::sparks;
use super::process::{Ended, end, start, stop};

const RULES: &str = "[[rules]]\nfrom = 2026-01-01\nsubscriptions = { pro = 1990 }\n";
const SECRETS: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A port that was free a moment ago.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn settle_in(folder: &Path, port: u16) {
    let settings = format!(
        "EVENTS_LISTEN=127.0.0.1:{port}\nEVENTS_SECRETS={SECRETS}\nRULES_FILE=rules.toml\n"
    );
    std::fs::write(folder.join(".env"), settings).unwrap();
    std::fs::write(folder.join("rules.toml"), RULES).unwrap();
}

async fn send(folder: &Path, event: &str, words: &[&str]) -> Ended {
    std::fs::write(folder.join("event.json"), event).unwrap();
    let mut command = sparks(folder);
    command.args(["event", "send", "event.json"]).args(words);
    end(command.stdout(Stdio::piped())).await
}

fn linked(member: &Member) -> String {
    format!(
        r#"{{"type": "account.linked", "version": 1, "id": "link-1", "occurred_at": "2026-11-01T08:00:00Z",
            "data": {{"account": "acct-1", "discord_user_id": "{}"}}}}"#,
        member.id()
    )
}

const PAID: &str = r#"{"type": "subscription.paid", "version": 1, "id": "invoice-1", "occurred_at": "2026-11-02T08:00:00Z",
    "data": {"account": "acct-1", "plan": "pro"}}"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_the_product_reports_reaches_the_member() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let alice = discord.member("alice");
    let port = free_port();
    settle_in(folder.path(), port);
    let bot = start(folder.path(), &discord).await;

    for (event, again) in [
        (linked(&alice), false),
        (PAID.to_owned(), false),
        (PAID.to_owned(), true),
    ] {
        let sent = send(folder.path(), &event, &[]).await;
        assert_eq!(sent.code, 0, "{}{}", sent.stdout, sent.stderr);
        assert!(sent.stdout.starts_with("200 OK\n"), "{}", sent.stdout);
        let outcome = format!("\"again\":{again}");
        assert!(sent.stdout.contains(&outcome), "{}", sent.stdout);
    }
    let told = alice.slash("sparks").send().await;
    assert!(told.text().contains("1,990"), "{}", told.text());

    for (event, words, problem) in [
        (PAID.replace("pro", "lite"), &[][..], "409"),
        (
            PAID.replace("\"pro\"", "5"),
            &[],
            "urn:sparks:problem:invalid",
        ),
        ("{".to_owned(), &[], "urn:sparks:problem:malformed"),
        (
            PAID.to_owned(),
            &[
                "--events-secrets",
                "whsec_c2VjcmV0LXRoYXQtd2FzLXVzZWQtYmVmb3JlLXRoaXM=",
            ],
            "401",
        ),
    ] {
        let sent = send(folder.path(), &event, words).await;
        assert_eq!(sent.code, 1, "{}", sent.stdout);
        assert!(sent.stdout.contains(problem), "{}", sent.stdout);
    }
    let page = reqwest::Client::builder().no_proxy().build().unwrap();
    let page = page
        .get(format!("http://127.0.0.1:{port}/metrics"))
        .send()
        .await
        .unwrap();
    let page = page.text().await.unwrap();
    for line in [
        "sparks_events_total{type=\"subscription.paid\",outcome=\"recorded\"} 1",
        "sparks_events_total{type=\"subscription.paid\",outcome=\"again\"} 1",
        "sparks_events_total{type=\"subscription.paid\",outcome=\"conflict\"} 1",
        "sparks_events_total{type=\"unknown\",outcome=\"signature\"} 1",
    ] {
        assert!(page.lines().any(|found| found == line), "{line}\n{page}");
    }
    stop(bot).await;
    let log = std::fs::read_to_string(folder.path().join("bot.log")).unwrap();
    // What is signed and goes wrong is named, and nothing of what it says.
    let named: Vec<_> = log
        .lines()
        .filter(|line| line.contains("invoice-1"))
        .collect();
    let is_conflict = |line: &&str| line.contains("an event's id came with other content");
    assert!(
        named.len() == 1 && named.iter().all(is_conflict),
        "{named:?}"
    );
    for theirs in ["whsec_", "acct-1", "\"lite\""] {
        assert!(!log.contains(theirs), "{theirs} in {log}");
    }

    let sent = send(folder.path(), PAID, &[]).await;
    assert_eq!(sent.code, 1, "nobody is there any more");
    assert!(sent.stderr.contains("no connection"), "{}", sent.stderr);
    let verified = end(sparks(folder.path()).arg("verify")).await;
    assert_eq!(verified.code, 0, "{}", verified.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_is_found_before_discord_hears_of_the_bot() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    settle_in(folder.path(), taken.local_addr().unwrap().port());
    let ended = end(super::process::sparks_on(folder.path(), &discord).arg("run")).await;
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert!(ended.stderr.contains("EVENTS_LISTEN"), "{}", ended.stderr);
    assert_eq!(discord.sessions().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_to_send_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let sent = send(folder.path(), PAID, &[]).await;
    assert_eq!(sent.code, 2, "{}", sent.stderr);
    assert!(
        sent.stderr.contains("EVENTS_SECRETS is missing"),
        "{}",
        sent.stderr
    );
    let sent = send(
        folder.path(),
        PAID,
        &[
            "--events-secrets",
            SECRETS,
            "--url",
            "http://sparks.example/v1/events",
        ],
    )
    .await;
    assert_eq!(sent.code, 1);
    assert!(sent.stderr.contains("https://"), "{}", sent.stderr);
    let mut command = sparks(folder.path());
    command.args(["event", "send", "nowhere.json", "--events-secrets", SECRETS]);
    let sent = end(&mut command).await;
    assert_eq!(sent.code, 1);
    assert!(
        sent.stderr.contains("can't read nowhere.json"),
        "{}",
        sent.stderr
    );
}
