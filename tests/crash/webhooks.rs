//! Dying while the product's backend is told of redemptions. It may hear of one more than once, always under the same id
//! and in the same words, and in the end has heard of all.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use sparks::fail_points::CrashPoint;
use sqlx::Connection as _;
use tokio::net::TcpListener;

use crate::process::PATIENCE;
use crate::support::{Ending, House, Violations};

pub const POINTS: &[CrashPoint] = &[CrashPoint::WebhookSent, CrashPoint::WebhookConcluded];

/// What came under each id.
#[derive(Default)]
struct Backend(Mutex<BTreeMap<String, Vec<String>>>);

async fn hear(State(backend): State<Arc<Backend>>, headers: HeaderMap, body: String) -> StatusCode {
    let id = headers["webhook-id"].to_str().unwrap().to_owned();
    let mut heard = backend.0.lock().unwrap();
    heard.entry(id).or_default().push(body);
    StatusCode::NO_CONTENT
}

async fn listen(house: &House) -> Arc<Backend> {
    let backend = Arc::new(Backend::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = format!(
        "OUTBOUND_URL=http://{}/hooks\nOUTBOUND_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n",
        listener.local_addr().unwrap()
    );
    std::fs::write(house.folder.path().join(".env"), settings).unwrap();
    let router = Router::new()
        .fallback(hear)
        .with_state(Arc::clone(&backend));
    tokio::spawn(async move { axum::serve(listener, router).await });
    backend
}

#[tokio::test(flavor = "multi_thread")]
async fn webhook_sent() {
    let (found, repeated) = told_at_last(CrashPoint::WebhookSent).await;
    assert_eq!(found, Violations::new());
    assert!(repeated > 0, "what was not written down is sent again");
}

#[tokio::test(flavor = "multi_thread")]
async fn webhook_concluded() {
    let (found, repeated) = told_at_last(CrashPoint::WebhookConcluded).await;
    assert_eq!(found, Violations::new());
    assert_eq!(repeated, 0, "what was written down is not");
}

/// With how often something was told again.
async fn told_at_last(point: CrashPoint) -> (Violations, usize) {
    let mut house = House::furnished(None).await;
    let backend = listen(&house).await;
    house.start_to_die_at(point).await;
    for member in [house.alice.clone(), house.bob.clone()] {
        house.question(&member, Ending::Delivered).await;
    }
    drop(house.press(0));
    house.dies_at(point).await;
    house.start_to_die_at(point).await;
    drop(house.press(1));
    house.dies_at(point).await;
    house.start().await;
    for redemption in [0, 1] {
        drop(house.press(redemption));
    }
    let mut found = house.violations().await;
    found.extend(all_is_told(&house).await);

    let heard = backend.0.lock().unwrap().clone();
    let ids: Vec<&str> = heard.keys().map(String::as_str).collect();
    for what in [
        "R-1-requested",
        "R-1-settled",
        "R-2-requested",
        "R-2-settled",
    ] {
        if !ids.iter().any(|id| id.starts_with(what)) {
            found.push(format!("{what} was not heard: {ids:?}"));
        }
    }
    if ids.len() != 4 {
        found.push(format!("more ids than redemptions have: {ids:?}"));
    }
    for (id, bodies) in &heard {
        if bodies.iter().any(|body| *body != bodies[0]) {
            found.push(format!("{id} says this and that: {bodies:?}"));
        }
    }
    let repeated = heard.values().map(|bodies| bodies.len() - 1).sum();
    (found, repeated)
}

/// Waits until nothing is left to be told.
async fn all_is_told(house: &House) -> Option<String> {
    let mut connection = house.other_connection().await;
    let told = async {
        loop {
            let left: i64 =
                sqlx::query_scalar("SELECT COUNT(*) FROM webhook_message WHERE state <> 'sent'")
                    .fetch_one(&mut connection)
                    .await
                    .unwrap();
            if left == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, told).await;
    connection.close().await.unwrap();
    in_time
        .is_err()
        .then(|| "something is never told".to_owned())
}
