//! The endpoint on a socket of its own, and callers that keep their connections.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use futures::FutureExt as _;
use futures::future::join_all;
use sparks::app::App;
use sparks::clock::Clock;
use sparks::db::Db;
use sparks::events::{self, MessageId, RecordEvent, RecordOutcome, Rules, SigningKey};
use sparks::fulfilment::Policy;
use sparks::i18n::Catalogue;
use sparks::secret::Secret;
use sparks::web::{Endpoint, Ledgered, Limits, RateLimit, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::support::NOW_MS;

/// How many events of a preparation are on their way at once.
const PREPARED_AT_ONCE: usize = 64;

/// A database with an endpoint before it.
pub struct House {
    pub app: Arc<App>,
    key: SigningKey,
    address: SocketAddr,
    stop: CancellationToken,
}

impl House {
    pub async fn open(path: &Path, rules: &str) -> Self {
        let db = Db::open(path).await.unwrap();
        let clock = Clock::manual(NOW_MS);
        let app = App::new(db, clock, Policy::default(), Catalogue::new().unwrap(), 7);
        let app = Arc::new(app.with_rules(Rules::parse(rules).unwrap()));
        let key = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let key = SigningKey::parse(&key).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let endpoint = Endpoint {
            keys: vec![key.clone()],
            limits: Limits {
                // What is measured is what could be taken.
                rate: RateLimit::per_second(u32::MAX),
                ..Limits::default()
            },
            clock: app.clock.clone(),
            recorder: Ledgered::new(Arc::clone(&app), Arc::clone(&app.rules)),
            metrics: Arc::clone(&app.metrics),
            figures: Arc::new(|| async { Ok(String::new()) }.boxed()),
        };
        let stop = CancellationToken::new();
        tokio::spawn(serve(listener, endpoint, stop.clone()));
        Self {
            app,
            key,
            address,
            stop,
        }
    }

    pub async fn caller(&self) -> Caller {
        let stream = TcpStream::connect(self.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Caller { stream }
    }

    /// The whole request, signed.
    pub fn request(&self, body: &str) -> Vec<u8> {
        let id = MessageId::parse("message").unwrap();
        let timestamp = u64::try_from(NOW_MS / 1_000).unwrap();
        let signature = self.key.sign(&id, timestamp, body.as_bytes());
        format!(
            "POST /v1/events HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\nwebhook-id: message\r\n\
             webhook-timestamp: {timestamp}\r\nwebhook-signature: {signature}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }

    /// The same event, as the endpoint hands it on when it believes it.
    pub async fn record(&self, body: &str) {
        let event = events::parse(body.as_bytes()).unwrap();
        let record = RecordEvent::new(event, Arc::clone(&self.app.rules), NOW_MS);
        let recorded = self.app.db.write(record).await.unwrap();
        assert_eq!(recorded, RecordOutcome::Counted { again: false });
    }

    /// Records what is to be there before.
    pub async fn prepare(&self, bodies: &[String]) {
        for some in bodies.chunks(PREPARED_AT_ONCE) {
            join_all(some.iter().map(|body| self.record(body))).await;
        }
    }

    pub async fn close(self) {
        self.stop.cancel();
        self.app.db.close().await;
    }
}

/// A connection that is kept.
pub struct Caller {
    stream: TcpStream,
}

impl Caller {
    /// Sends a request and reads the whole answer, which must be that it is counted.
    pub async fn post(&mut self, request: &[u8]) {
        self.stream.write_all(request).await.unwrap();
        let mut answer = Vec::with_capacity(1_024);
        while !is_whole(&answer) {
            let read = self.stream.read_buf(&mut answer).await.unwrap();
            assert!(read > 0, "{}", String::from_utf8_lossy(&answer));
        }
        let is_good = answer.starts_with(b"HTTP/1.1 200") && answer.ends_with(b"\"again\":false}");
        assert!(is_good, "{}", String::from_utf8_lossy(&answer));
    }
}

/// Whether the body has the length that the head says.
fn is_whole(answer: &[u8]) -> bool {
    let answer = String::from_utf8_lossy(answer);
    let Some((head, body)) = answer.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        line.to_ascii_lowercase()
            .strip_prefix("content-length: ")?
            .parse()
            .ok()
    });
    length.is_some_and(|length: usize| body.len() >= length)
}
