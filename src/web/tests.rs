//! The endpoint over real sockets.

mod connections;
mod guide;
mod schema;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};
use tracing_subscriber::util::SubscriberInitExt as _;

use super::server::OPENAPI;
use super::*;
use crate::app::App;
use crate::clock::{Clock, Stopwatch};
use crate::db::Db;
use crate::events::{Event, MessageId, SigningKey};
use crate::fulfilment::Policy;
use crate::i18n::Catalogue;
use crate::metrics::Metrics;
use crate::secret::Secret;

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const NOW_S: u64 = 1_796_106_600;
const EVENT: &str = r#"{"type": "trade.filled", "version": 1, "id": "t-1", "occurred_at": "2026-12-01T09:30:00Z", "data": {"account": "a-1", "volume_usd": "12.50"}}"#;

/// Remembers what it was given.
#[derive(Default)]
struct Memory(Mutex<Vec<Event>>);

impl Recorder for &'static Memory {
    fn record(&self, event: Event) -> BoxFuture<'_, anyhow::Result<Recorded>> {
        async move {
            anyhow::ensure!(event.id.as_str() != "broken", "a secret of ours");
            let mut events = self.0.lock().unwrap();
            let known = events.iter().find(|known| known.id == event.id);
            Ok(match known {
                Some(known) if *known != event => Recorded::Conflict,
                known => {
                    let again = known.is_some();
                    let id = event.id.as_str().to_owned();
                    events.push(event);
                    Recorded::Recorded { event: id, again }
                }
            })
        }
        .boxed()
    }

    fn is_ready(&self) -> BoxFuture<'_, bool> {
        async { self.0.lock().unwrap().is_empty() }.boxed()
    }
}

struct Server {
    address: String,
    memory: &'static Memory,
    client: Client,
    metrics: Arc<Metrics>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
    _stop: DropGuard,
}

impl Server {
    async fn start(limits: Limits) -> Self {
        let clock = Clock::manual(i64::try_from(NOW_S).unwrap() * 1_000);
        Self::start_with(limits, clock, key()).await
    }

    async fn start_with(limits: Limits, clock: Clock, key: SigningKey) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let stop = CancellationToken::new();
        let memory: &'static Memory = Box::leak(Box::default());
        let metrics = Arc::<Metrics>::default();
        let endpoint = Endpoint {
            keys: vec![key],
            limits,
            clock,
            recorder: memory,
            metrics: Arc::clone(&metrics),
            figures: Arc::new(|| async { Ok("# HELP sparks A page.\n".to_owned()) }.boxed()),
        };
        let serving = tokio::spawn(serve(listener, endpoint, stop.clone()));
        Self {
            metrics,
            stop: stop.clone(),
            serving,
            address,
            memory,
            client: Client::builder().no_proxy().build().unwrap(),
            _stop: stop.drop_guard(),
        }
    }

    fn post(&self, body: &str) -> RequestBuilder {
        self.client
            .post(format!("http://{}/v1/events", self.address))
            .header("content-type", "application/json")
            .body(body.to_owned())
    }

    fn signed(&self, body: &str) -> RequestBuilder {
        let id = MessageId::parse("msg-1").unwrap();
        self.post(body)
            .header("webhook-id", id.as_str())
            .header("webhook-timestamp", NOW_S)
            .header("webhook-signature", key().sign(&id, NOW_S, body.as_bytes()))
    }

    fn counted(&self) -> usize {
        self.memory.0.lock().unwrap().len()
    }
}

fn key() -> SigningKey {
    SigningKey::parse(&Secret::new(SECRET)).unwrap()
}

/// The status and the code of a refusal, whose document is whole.
async fn problem(request: RequestBuilder) -> (u16, String) {
    let response: Response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let kind = response.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    assert_eq!(kind, "application/problem+json");
    let has_retry = response.headers().contains_key("retry-after");
    assert_eq!(has_retry, matches!(status, 429 | 503));
    let text = response.text().await.unwrap();
    assert!(
        !text.contains("secret") && !text.contains("whsec"),
        "{text}"
    );
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["status"], status);
    assert!(document["title"].is_string());
    let kind = document["type"].as_str().unwrap();
    let code = kind.strip_prefix("urn:sparks:problem:").unwrap();
    (status, code.to_owned())
}

#[tokio::test]
async fn what_is_signed_is_counted() {
    let server = Server::start(Limits::default()).await;
    assert_eq!(server.counted(), 0);
    let response = server.signed(EVENT).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let said: serde_json::Value = response.json().await.unwrap();
    assert_eq!(
        said,
        serde_json::json!({"outcome": "recorded", "event": "t-1", "again": false})
    );
    let again: serde_json::Value = server
        .signed(EVENT)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(again["again"], true);
    assert_eq!(
        problem(server.signed(&EVENT.replace("12.50", "12.51"))).await,
        (409, "conflict".into())
    );
    let typed = server.signed(EVENT).header("content-type", "x");
    assert_eq!(
        problem(typed).await,
        (415, "not-json".into()),
        "two content types"
    );
}

#[tokio::test]
async fn what_is_not_believed_or_understood_is_refused() {
    let server = Server::start(Limits::default()).await;
    let refused = |status: u16, code: &str| (status, code.to_owned());
    assert_eq!(
        problem(server.post(EVENT)).await,
        refused(401, "signature-headers")
    );
    let changed = server.signed(EVENT).body(EVENT.replace("12.50", "12.51"));
    assert_eq!(problem(changed).await, refused(401, "signature"));
    let twice = server.signed(EVENT).header("webhook-id", "msg-2");
    assert_eq!(problem(twice).await, refused(401, "signature-headers"));
    for timestamp in ["0", "-1", "9223372036854775807", "18446744073709551616", ""] {
        let request = server
            .post(EVENT)
            .header("webhook-id", "m")
            .header("webhook-signature", "v1,AAAA");
        let (status, _) = problem(request.header("webhook-timestamp", timestamp)).await;
        assert_eq!(status, 401, "{timestamp}");
    }
    for (body, status, code) in [
        ("", 400, "malformed"),
        ("{", 400, "malformed"),
        ("[]", 400, "malformed"),
        (
            &*EVENT.replace("trade.filled", "trade.gained"),
            422,
            "unknown-type",
        ),
        (&*EVENT.replace(": 1,", ": 2,"), 422, "unknown-version"),
        (&*EVENT.replace("\"12.50\"", "12.50"), 422, "invalid"),
        (&*EVENT.replace("t-1", "broken"), 503, "unavailable"),
    ] {
        assert_eq!(
            problem(server.signed(body)).await,
            refused(status, code),
            "{body}"
        );
    }
    let text = server.signed(EVENT).header("content-type", "text/plain");
    assert_eq!(problem(text).await, refused(415, "not-json"));
    let elsewhere = server.client.get(format!("http://{}/v2", server.address));
    assert_eq!(problem(elsewhere).await, refused(404, "not-found"));
    let read = server
        .client
        .get(format!("http://{}/v1/events", server.address));
    assert_eq!(problem(read).await, refused(405, "method-not-allowed"));
    assert_eq!(server.counted(), 0);
}

#[tokio::test]
async fn a_body_is_bounded_whether_it_says_how_long_it_is_or_not() {
    let server = Server::start(Limits::default()).await;
    let long = "x".repeat(Limits::default().body_bytes + 1);
    assert_eq!(
        problem(server.signed(&long)).await,
        (413, "too-large".into())
    );
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    let head = "POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..5 {
        let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
        stream.write_all(chunk.as_bytes()).await.unwrap();
    }
    assert!(answer(&mut stream).await.starts_with("HTTP/1.1 413"));
}

#[tokio::test]
async fn a_body_that_never_comes_is_given_up() {
    let limits = Limits {
        body_timeout: Duration::from_millis(50),
        ..Limits::default()
    };
    let server = Server::start(limits).await;
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    let head = "POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.unwrap();
    assert!(answer(&mut stream).await.starts_with("HTTP/1.1 408"));
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 1024];
    let length = stream.read(&mut bytes).await.unwrap();
    String::from_utf8_lossy(&bytes[..length]).into_owned()
}

#[tokio::test]
async fn too_many_are_told_when_to_come_back() {
    let rate = RateLimit {
        per_second: 0.01,
        burst: 2.0,
    };
    let server = Server::start(Limits {
        rate,
        ..Limits::default()
    })
    .await;
    for _ in 0..2 {
        // Also what is not believed counts: the limit stands before the signature.
        assert_eq!(problem(server.post(EVENT)).await.0, 401);
    }
    assert_eq!(
        problem(server.signed(EVENT)).await,
        (429, "too-many".into())
    );
    let none = Server::start(Limits {
        at_once: 0,
        ..Limits::default()
    })
    .await;
    assert_eq!(problem(none.signed(EVENT)).await, (429, "too-many".into()));
}

#[tokio::test]
async fn health_and_readiness() {
    let server = Server::start(Limits::default()).await;
    let status = async |path: &str| {
        let get = server
            .client
            .get(format!("http://{}{path}", server.address));
        get.send().await.unwrap().status().as_u16()
    };
    assert_eq!(
        (status("/healthz").await, status("/readyz").await),
        (200, 200)
    );
    server.signed(EVENT).send().await.unwrap();
    assert_eq!(
        (status("/healthz").await, status("/readyz").await),
        (200, 503)
    );
    let many = futures::future::join_all((0..100).map(|_| status("/readyz"))).await;
    assert!(many.contains(&429), "it is no business of many: {many:?}");
    assert_eq!(status("/healthz").await, 200);
    assert_eq!(status("/metrics").await, 200, "which has bounds of its own");
}

#[tokio::test]
async fn the_log_names_what_was_signed_and_could_not_be_counted() {
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt().with_ansi(false);
    let _guard = lines
        .with_writer(move || writer.clone())
        .finish()
        .set_default();
    let server = Server::start(Limits::default()).await;
    server.signed(EVENT).send().await.unwrap();
    server.signed(EVENT).send().await.unwrap();
    assert_eq!(log.lines(), [""; 0], "what goes well is counted only");

    let other = EVENT.replace("12.50", "12.51");
    server.signed(&other).send().await.unwrap();
    server.post(&other).send().await.unwrap();
    let broken = EVENT.replace("t-1", "broken");
    server.signed(&broken).send().await.unwrap();
    let lines = log.lines();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let conflict = "an event's id came with other content kind=\"trade.filled\" id=\"t-1\"";
    assert!(
        lines[0].contains("WARN") && lines[0].ends_with(conflict),
        "{lines:?}"
    );
    let failed = "an event could not be counted kind=\"trade.filled\" id=\"broken\"";
    assert!(
        lines[1].contains("ERROR") && lines[1].contains(failed),
        "{lines:?}"
    );
    for line in lines {
        for theirs in ["12.5", "a-1", "whsec", "v1,"] {
            assert!(!line.contains(theirs), "{theirs} in {line}");
        }
    }
}

/// What was logged on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn lines(&self) -> Vec<String> {
        let written = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let ours = written.lines().filter(|line| line.contains("sparks::"));
        ours.map(ToOwned::to_owned).collect()
    }
}

#[tokio::test]
async fn what_becomes_of_events_is_counted_and_shown() {
    let server = Server::start(Limits::default()).await;
    for _ in 0..2 {
        server.signed(EVENT).send().await.unwrap();
    }
    server.post(EVENT).send().await.unwrap();
    let broken = EVENT.replace("t-1", "broken");
    server.signed(&broken).send().await.unwrap();
    // No name of theirs becomes one of ours.
    let unknown = EVENT.replace("trade.filled", "trade.gained");
    server.signed(&unknown).send().await.unwrap();
    let count = |kind: &str, outcome: &str, times| ([kind.to_owned(), outcome.to_owned()], times);
    assert_eq!(
        server.metrics.events.all(),
        [
            count("trade.filled", "again", 1),
            count("trade.filled", "recorded", 1),
            count("trade.filled", "unavailable", 1),
            count("unknown", "signature-headers", 1),
            count("unknown", "unknown-type", 1),
        ]
    );
    let page = server
        .client
        .get(format!("http://{}/metrics", server.address));
    let page = page.send().await.unwrap();
    assert_eq!(
        page.headers()["content-type"],
        "text/plain; version=0.0.4; charset=utf-8"
    );
    assert_eq!(page.text().await.unwrap(), "# HELP sparks A page.\n");
}
