//! One gateway connection: HELLO, IDENTIFY or RESUME, heartbeats, and whatever is dispatched. Sessions
//! belong to the state; a connection only carries one, and may vanish at any time.

mod compress;

use std::sync::Arc;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::event::Event;
use crate::gateway::compress::Encoder;
use crate::state::session::{INTENT_CONTENT, INTENT_MEMBERS, INTENT_PRESENCES, Outgoing};
use crate::state::{Shared, World};

/// How a connection ended.
enum End {
    /// The client went away, with this close code if it said one.
    Client(Option<u16>),
    /// The fake closed with this code.
    Closed(u16, &'static str),
    /// The fake vanished.
    Cut,
}

struct Connection {
    shared: Arc<Shared>,
    id: u64,
    session: String,
    sender: mpsc::UnboundedSender<Outgoing>,
}

/// Serves a connection until it ends.
pub(crate) async fn serve(socket: WebSocket, shared: Arc<Shared>, query: String) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let id = shared.write(|world| {
        world.connections += 1;
        world.connections
    });
    let mut connection = Connection {
        shared,
        id,
        session: String::new(),
        sender,
    };
    connection.run(socket, receiver, &query).await;
}

impl Connection {
    async fn run(
        &mut self,
        mut socket: WebSocket,
        mut outgoing: mpsc::UnboundedReceiver<Outgoing>,
        query: &str,
    ) {
        let mut encoder = Encoder::new(query.split('&').any(|part| part == "compress=zlib-stream"));
        let heartbeat = self.shared.read().config.heartbeat;
        let interval = u64::try_from(heartbeat.as_millis()).unwrap_or(u64::MAX);
        self.reply(json!({ "op": 10, "d": { "heartbeat_interval": interval, "_trace": [] } }));
        let shared = Arc::clone(&self.shared);
        let end = loop {
            tokio::select! {
                biased;
                () = shared.stopped() => break End::Cut,
                told = outgoing.recv() => match told {
                    Some(Outgoing::Payload(payload)) => {
                        let session = self.session.clone();
                        self.shared.read().emit(Event::GatewaySent { session, payload: payload.clone() });
                        if socket.send(encoder.encode(&payload)).await.is_err() {
                            break End::Client(None);
                        }
                    }
                    Some(Outgoing::Close(code, reason)) => break End::Closed(code, reason),
                    Some(Outgoing::Cut) | None => break End::Cut,
                },
                received = socket.recv() => match received {
                    Some(Ok(Message::Close(frame))) => break End::Client(frame.map(|frame| frame.code)),
                    Some(Ok(message)) => {
                        if let Err((code, reason)) = self.receive(&message, &mut encoder) {
                            break End::Closed(code, reason);
                        }
                    }
                    Some(Err(_)) | None => break End::Client(None),
                },
            }
        };
        self.end(socket, end).await;
    }

    async fn end(&self, mut socket: WebSocket, end: End) {
        let (given_up, code) = match end {
            // A client that closes with these codes tells Discord that it will not resume.
            End::Client(code) => (matches!(code, Some(1000 | 1001)), None),
            End::Closed(code, reason) => {
                let frame = CloseFrame {
                    code,
                    reason: reason.into(),
                };
                let _ = socket.send(Message::Close(Some(frame))).await;
                (false, Some(code))
            }
            End::Cut => (false, None),
        };
        self.shared
            .write(|world| world.disconnected(self.id, given_up, code));
    }

    /// Queues a payload behind what is already on its way.
    fn reply(&self, payload: Value) {
        let _ = self.sender.send(Outgoing::Payload(payload));
    }

    fn receive(
        &mut self,
        message: &Message,
        encoder: &mut Encoder,
    ) -> Result<(), (u16, &'static str)> {
        let text = match message {
            Message::Text(text) => text.as_bytes(),
            Message::Binary(bytes) => bytes.as_ref(),
            _ => return Ok(()),
        };
        let Ok(payload) = serde_json::from_slice::<Value>(text) else {
            return Err(self.wrong(4002, "Error while decoding payload."));
        };
        let mut shown = payload.clone();
        if !shown["d"]["token"].is_null() {
            shown["d"]["token"] = json!("[redacted]");
        }
        let session = self.session.clone();
        self.shared.write(|world| {
            world.emit(Event::GatewayReceived {
                session,
                payload: shown,
            });
        });
        let data = &payload["d"];
        match payload["op"].as_u64() {
            Some(1) => self.reply(json!({ "op": 11 })),
            Some(2) => self.identify(data, encoder)?,
            Some(6) => self.resume(data)?,
            Some(3) if !self.session.is_empty() => {}
            Some(8) if !self.session.is_empty() => self.members_chunk(data),
            Some(3 | 8) => return Err(self.wrong(4003, "Not authenticated.")),
            _ => return Err(self.wrong(4001, "Unknown opcode.")),
        }
        Ok(())
    }

    fn wrong(&self, code: u16, reason: &'static str) -> (u16, &'static str) {
        self.shared
            .write(|world| world.violate(format!("gateway: closed with {code} {reason}")));
        (code, reason)
    }

    fn identify(&mut self, data: &Value, encoder: &mut Encoder) -> Result<(), (u16, &'static str)> {
        if !self.session.is_empty() {
            return Err(self.wrong(4005, "Already authenticated."));
        }
        if !data["properties"].is_object() {
            return Err(self.wrong(4002, "Error while decoding payload."));
        }
        self.check_token(data)?;
        let Some(intents) = data["intents"].as_u64() else {
            return Err(self.wrong(4013, "Invalid intent(s)."));
        };
        if intents & forbidden_intents(&self.shared.read()) != 0 {
            return Err((4014, "Disallowed intent(s)."));
        }
        let shard = data["shard"].as_array().map_or((0, 1), |shard| {
            let number = |index: usize| shard.get(index).and_then(Value::as_u64);
            (number(0).unwrap_or(0), number(1).unwrap_or(1))
        });
        if shard.0 >= shard.1 {
            return Err(self.wrong(4010, "Invalid shard."));
        }
        encoder.compress_payloads(data["compress"] == true);
        let connection = (self.id, self.sender.clone());
        self.session = self
            .shared
            .write(|world| world.identify(intents, shard, connection));
        Ok(())
    }

    fn resume(&mut self, data: &Value) -> Result<(), (u16, &'static str)> {
        self.check_token(data)?;
        let id = data["session_id"].as_str().unwrap_or_default().to_owned();
        let sequence = data["seq"].as_u64().unwrap_or(0);
        let connection = (self.id, self.sender.clone());
        if self
            .shared
            .write(|world| world.resume(&id, sequence, connection))
        {
            self.session = id;
        } else {
            self.reply(json!({ "op": 9, "d": false }));
        }
        Ok(())
    }

    fn check_token(&self, data: &Value) -> Result<(), (u16, &'static str)> {
        let world = self.shared.read();
        // Clients send the token with or without the prefix of the REST header.
        let token = data["token"]
            .as_str()
            .unwrap_or_default()
            .trim_start_matches("Bot ");
        if world.token_valid && token == world.config.token {
            Ok(())
        } else {
            Err((4004, "Authentication failed."))
        }
    }

    /// Request Guild Members: everyone, or those asked for.
    fn members_chunk(&self, data: &Value) {
        let wanted: Vec<String> = match &data["user_ids"] {
            Value::Array(ids) => ids
                .iter()
                .filter_map(|id| id.as_str().map(str::to_owned))
                .collect(),
            Value::String(id) => vec![id.clone()],
            _ => Vec::new(),
        };
        self.shared.write(|world| {
            let known = world.guild.members.keys();
            let chosen = known.filter(|id| wanted.is_empty() || wanted.contains(&id.to_string()));
            let members: Vec<Value> = chosen.map(|id| world.member_json(*id)).collect();
            let chunk = json!({
                "guild_id": crate::ids::GUILD.to_string(),
                "members": members,
                "chunk_index": 0,
                "chunk_count": 1,
                "not_found": [],
                "nonce": data["nonce"],
            });
            world.dispatch("GUILD_MEMBERS_CHUNK", 0, &chunk);
        });
    }
}

/// Privileged intents that this application was not granted.
fn forbidden_intents(world: &World) -> u64 {
    let privileged = [
        (INTENT_MEMBERS, world.config.members_intent),
        (INTENT_PRESENCES, world.config.presence_intent),
        (INTENT_CONTENT, world.config.message_content_intent),
    ];
    privileged
        .iter()
        .filter(|(_, granted)| !granted)
        .map(|(intent, _)| intent)
        .sum()
}
