//! A backend that is told about redemptions: it keeps what it got, and answers as it was asked to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use sparks::clock::Millis;
use sparks::events::{Headers, SigningKey, verify};
use sparks::secret::Secret;
use tokio::net::TcpListener;

pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
pub const OLD_SECRET: &str = "whsec_c2VjcmV0LXRoYXQtd2FzLXVzZWQtYmVmb3JlLXRoaXM=";

/// How the backend answers.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    Status(u16),
    /// With this header.
    With(u16, &'static str, &'static str),
    /// Never, but it has the message.
    Never,
}

/// A message as the backend got it.
#[derive(Debug, Clone)]
pub struct Got {
    headers: HeaderMap,
    pub body: String,
}

impl Got {
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }

    /// Whether this key signed it at this time.
    pub fn is_signed(&self, key: &SigningKey, now_ms: Millis) -> bool {
        let headers = Headers {
            id: Some(self.header("webhook-id")),
            timestamp: Some(self.header("webhook-timestamp")),
            signature: Some(self.header("webhook-signature")),
        };
        let seconds = u64::try_from(now_ms / 1_000).unwrap();
        verify(
            std::slice::from_ref(key),
            headers,
            self.body.as_bytes(),
            seconds,
        )
        .is_ok()
    }
}

#[derive(Default)]
pub struct Backend {
    answers: Mutex<VecDeque<Answer>>,
    got: Mutex<Vec<Got>>,
}

impl Backend {
    pub async fn start() -> (Arc<Self>, String) {
        let backend = Arc::new(Self::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let router = Router::new()
            .fallback(receive)
            .with_state(Arc::clone(&backend));
        tokio::spawn(async move { axum::serve(listener, router).await });
        (backend, url)
    }

    pub fn answers(&self, answers: impl IntoIterator<Item = Answer>) {
        self.answers.lock().unwrap().extend(answers);
    }

    pub fn got(&self) -> Vec<Got> {
        self.got.lock().unwrap().clone()
    }

    pub fn kinds(&self) -> Vec<String> {
        self.got().iter().map(Got::kind).collect()
    }
}

async fn receive(State(backend): State<Arc<Backend>>, headers: HeaderMap, body: Bytes) -> Response {
    let body = String::from_utf8(body.to_vec()).unwrap();
    backend.got.lock().unwrap().push(Got { headers, body });
    let answer = backend.answers.lock().unwrap().pop_front();
    match answer.unwrap_or(Answer::Status(204)) {
        Answer::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Answer::With(status, name, value) => {
            (StatusCode::from_u16(status).unwrap(), [(name, value)]).into_response()
        }
        Answer::Never => std::future::pending().await,
    }
}

pub fn key(text: &str) -> SigningKey {
    SigningKey::parse(&Secret::new(text)).unwrap()
}
