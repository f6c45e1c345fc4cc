//! A client written by hand: just enough of a bot to try the fake with, without any library's habits.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unused_self,
    reason = "each test file uses a part"
)]

use fake_discord::FakeDiscord;
use futures_util::{SinkExt, StreamExt};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// An HTTP answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub headers: reqwest::header::HeaderMap,
}

impl Answer {
    pub fn code(&self) -> (u16, u64) {
        (self.status, self.body["code"].as_u64().unwrap_or(0))
    }
}

/// The REST half of a bot.
#[derive(Clone)]
pub struct Rest {
    pub http: reqwest::Client,
    pub base: String,
    pub token: String,
}

impl Rest {
    pub fn new(discord: &FakeDiscord) -> Self {
        Self {
            http: reqwest::Client::new(),
            base: discord.base_url(),
            token: discord.token().to_owned(),
        }
    }

    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let url = format!("{}/api/v10{path}", self.base);
        self.http
            .request(method, url)
            .header("Authorization", format!("Bot {}", self.token))
    }

    pub async fn finish(request: reqwest::RequestBuilder) -> Result<Answer, reqwest::Error> {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await?;
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Answer {
            status,
            body,
            headers,
        })
    }

    pub async fn call(&self, method: &str, path: &str) -> Answer {
        Self::finish(self.request(method, path)).await.unwrap()
    }

    pub async fn send(&self, method: &str, path: &str, body: &Value) -> Answer {
        Self::finish(self.request(method, path).json(body))
            .await
            .unwrap()
    }

    /// Answers an interaction.
    pub async fn answer(&self, interaction: &Value, body: &Value) -> Answer {
        let path = format!(
            "/interactions/{}/{}/callback",
            interaction["id"].as_str().unwrap(),
            interaction["token"].as_str().unwrap()
        );
        self.send("POST", &path, body).await
    }

    /// The webhook path of an interaction, with a tail such as `/messages/@original`.
    pub fn webhook(&self, interaction: &Value, tail: &str) -> String {
        let (application, token) = (&interaction["application_id"], &interaction["token"]);
        format!(
            "/webhooks/{}/{}{tail}",
            application.as_str().unwrap(),
            token.as_str().unwrap()
        )
    }

    pub async fn register(&self, discord: &FakeDiscord, commands: &Value) -> Answer {
        let path = format!(
            "/applications/{}/guilds/{}/commands",
            discord.application_id(),
            discord.guild_id()
        );
        self.send("PUT", &path, commands).await
    }
}

/// What came from the gateway.
#[derive(Debug)]
pub enum Received {
    Payload(Value),
    Binary(Vec<u8>),
    Closed(Option<u16>),
}

/// The gateway half of a bot.
pub struct Gateway {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub sequence: Value,
}

pub const GUILDS: u64 = 1;
pub const GUILD_MEMBERS: u64 = 1 << 1;
pub const GUILD_MESSAGES: u64 = 1 << 9;

impl Gateway {
    pub async fn open(discord: &FakeDiscord, query: &str) -> Self {
        let url = discord.base_url().replace("http://", "ws://");
        let (socket, _) = tokio_tungstenite::connect_async(format!("{url}/?v=10{query}"))
            .await
            .unwrap();
        Self {
            socket,
            sequence: Value::Null,
        }
    }

    pub async fn send(&mut self, payload: &Value) {
        self.socket
            .send(Message::text(payload.to_string()))
            .await
            .unwrap();
    }

    pub async fn receive(&mut self) -> Received {
        let received =
            tokio::time::timeout(std::time::Duration::from_secs(10), self.socket.next()).await;
        match received.expect("the gateway said nothing for 10 s") {
            Some(Ok(Message::Text(text))) => {
                let payload: Value = serde_json::from_str(&text).unwrap();
                if !payload["s"].is_null() {
                    self.sequence = payload["s"].clone();
                }
                Received::Payload(payload)
            }
            Some(Ok(Message::Binary(bytes))) => Received::Binary(bytes.to_vec()),
            Some(Ok(Message::Close(frame))) => {
                Received::Closed(frame.map(|frame| frame.code.into()))
            }
            Some(Ok(other)) => panic!("unexpected {other:?}"),
            Some(Err(_)) | None => Received::Closed(None),
        }
    }

    pub async fn payload(&mut self) -> Value {
        match self.receive().await {
            Received::Payload(payload) => payload,
            other => panic!("expected a payload, got {other:?}"),
        }
    }

    /// The data of the next event, which must have this name.
    pub async fn event(&mut self, name: &str) -> Value {
        let payload = self.payload().await;
        assert_eq!(payload["t"], name, "{payload}");
        payload["d"].clone()
    }

    pub async fn closed(&mut self) -> Option<u16> {
        match self.receive().await {
            Received::Closed(code) => code,
            other => panic!("expected a close, got {other:?}"),
        }
    }

    pub fn identify_payload(token: &str, intents: u64) -> Value {
        json!({ "op": 2, "d": { "token": token, "intents": intents, "properties": { "os": "linux" } } })
    }

    /// HELLO, IDENTIFY, READY, `GUILD_CREATE`. Returns the session with READY.
    pub async fn identified(discord: &FakeDiscord, intents: u64) -> (Self, Value) {
        let mut gateway = Self::open(discord, "").await;
        assert_eq!(gateway.payload().await["op"], 10);
        gateway
            .send(&Self::identify_payload(discord.token(), intents))
            .await;
        let ready = gateway.event("READY").await;
        gateway.event("GUILD_CREATE").await;
        (gateway, ready)
    }

    /// HELLO, RESUME.
    pub async fn resume(discord: &FakeDiscord, session: &Value, sequence: &Value) -> Self {
        let mut gateway = Self::open(discord, "").await;
        assert_eq!(gateway.payload().await["op"], 10);
        let data = json!({ "token": discord.token(), "session_id": session, "seq": sequence });
        gateway.send(&json!({ "op": 6, "d": data })).await;
        gateway
    }
}

/// Both halves, connected, with commands registered.
pub struct Bot {
    pub rest: Rest,
    pub gateway: Gateway,
    pub ready: Value,
}

impl Bot {
    pub async fn start(discord: &FakeDiscord) -> Self {
        let rest = Rest::new(discord);
        let (gateway, ready) = Gateway::identified(discord, GUILDS).await;
        let answer = rest.register(discord, &commands()).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        Self {
            rest,
            gateway,
            ready,
        }
    }

    pub async fn interaction(&mut self) -> Value {
        self.gateway.event("INTERACTION_CREATE").await
    }
}

pub fn commands() -> Value {
    json!([
        { "name": "redeem", "description": "Redeem a perk", "options": [
            { "type": 3, "name": "perk", "description": "Which", "autocomplete": true }] },
        { "name": "every", "description": "Every kind of option", "options": [
            { "type": 3, "name": "text", "description": "x" }, { "type": 4, "name": "whole", "description": "x" },
            { "type": 5, "name": "truth", "description": "x" }, { "type": 6, "name": "user", "description": "x" },
            { "type": 7, "name": "channel", "description": "x" }, { "type": 8, "name": "role", "description": "x" },
            { "type": 9, "name": "anyone", "description": "x" }, { "type": 10, "name": "number", "description": "x" },
            { "type": 11, "name": "file", "description": "x" }] },
        { "name": "campaign", "description": "Campaigns", "options": [
            { "type": 1, "name": "create", "description": "Create", "options": [
                { "type": 3, "name": "name", "description": "x", "required": true }] }] },
        { "name": "award", "description": "Award", "default_member_permissions": "32", "options": [] },
        { "name": "View Sparks", "type": 2 },
        { "name": "Report", "type": 3 },
    ])
}
