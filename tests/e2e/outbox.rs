//! What an operator does about a backend that could not be told: reads what was given up, beside the running bot, and has
//! it sent once more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use fake_discord::FakeDiscord;
use sqlx::{Connection as _, SqliteConnection};
use tokio::net::TcpListener;

use super::command::sparks;
use super::process::{PATIENCE, end, start, stop};
use super::support::{badge_role, moderator};

/// A backend that takes nothing until it is up.
#[derive(Default)]
struct Backend {
    is_up: AtomicBool,
    taken: AtomicUsize,
}

impl Backend {
    async fn start(self: Arc<Self>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let router = Router::new().fallback(move || {
            let backend = Arc::clone(&self);
            async move {
                if !backend.is_up.load(Ordering::SeqCst) {
                    return StatusCode::BAD_GATEWAY;
                }
                backend.taken.fetch_add(1, Ordering::SeqCst);
                StatusCode::OK
            }
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_is_listed_and_sent_once_more_beside_the_running_bot() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let explorer = badge_role(&discord, "Explorer");
    let (mia, alice) = (moderator(&discord), discord.member("alice"));
    let backend = Arc::new(Backend::default());
    let url = Arc::clone(&backend).start().await;
    let settings =
        format!("OUTBOUND_URL={url}\nOUTBOUND_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
    std::fs::write(folder.path().join(".env"), settings).unwrap();
    let bot = start(folder.path(), &discord).await;
    let campaign = mia.slash("campaign create").option("name", "Launch");
    campaign.option("budget", 1_000).send().await;
    let offer = mia.slash("perk add-role");
    let offer = offer.option("role", fake_discord::RoleId(explorer));
    offer.option("price", 100).send().await;
    let award = mia.slash("award").option("member", &alice);
    let award = award.option("amount", 250).option("campaign", "Launch");
    award.send().await;
    let question = alice
        .slash("redeem")
        .option("perk", "explorer")
        .send()
        .await;
    let receipt = alice.click(&question, "confirm").await;
    receipt
        .wait_until(|reply| reply.text().contains("is yours"))
        .await;

    let outbox = async |words: &[&str]| {
        let mut command = sparks(folder.path());
        command.arg("outbox").args(words);
        end(command.stdout(std::process::Stdio::piped())).await
    };
    let listed = outbox(&["list"]).await;
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    assert!(listed.stdout.contains("2 waiting"), "{}", listed.stdout);
    stop(bot).await;
    // A day of failures, which nobody waits for here.
    let file = folder.path().join("sparks.db");
    let mut file = SqliteConnection::connect(file.to_str().unwrap())
        .await
        .unwrap();
    sqlx::query(
        "UPDATE webhook_message SET state = 'dead', due_at_ms = NULL, finished_at_ms = created_at_ms, attempts = 34,
            last_failure = 'status 502' WHERE kind = 'requested'",
    )
    .execute(&mut file)
    .await
    .unwrap();
    file.close().await.unwrap();

    backend.is_up.store(true, Ordering::SeqCst);
    let bot = start(folder.path(), &discord).await;
    let listed = outbox(&["list"]).await;
    assert_eq!(listed.code, 1, "{}", listed.stdout);
    let line = "R-1 requested, ";
    assert!(listed.stdout.contains(line), "{}", listed.stdout);
    let line = ": given up, 34 attempts, the last met: status 502";
    assert!(listed.stdout.contains(line), "{}", listed.stdout);
    let retried = outbox(&["retry", "1"]).await;
    assert_eq!(retried.code, 0, "{}", retried.stderr);

    let both = async {
        while backend.taken.load(Ordering::SeqCst) < 2 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE * 2, both).await.unwrap();
    stop(bot).await;
    let listed = outbox(&["list"]).await;
    assert!(listed.stdout.contains("0 waiting"), "{}", listed.stdout);
    assert_eq!(listed.code, 0);
    let log = std::fs::read_to_string(folder.path().join("bot.log")).unwrap();
    assert!(
        !log.contains(&url) && !log.contains("whsec_"),
        "addresses and secrets stay out of the log"
    );
    let verified = end(sparks(folder.path()).arg("verify")).await;
    assert_eq!(verified.code, 0, "{}", verified.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_there_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    for words in [&["list"][..], &["retry"]] {
        let ended = end(sparks(folder.path()).arg("outbox").args(words)).await;
        assert_eq!(ended.code, 1, "{}", ended.stderr);
        assert!(ended.stderr.starts_with("sparks: "), "{}", ended.stderr);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
