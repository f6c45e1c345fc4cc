//! Gateway sessions: sequence numbers, the buffer that a RESUME replays, and who hears which event.
//! A session outlives its connection; what is dispatched meanwhile waits in the buffer.

use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::event::{Event, SessionInfo};
use crate::ids::GUILD;
use crate::state::World;

/// `GUILDS`
pub(crate) const INTENT_GUILDS: u64 = 1;
/// `GUILD_MEMBERS`, privileged
pub(crate) const INTENT_MEMBERS: u64 = 1 << 1;
/// `GUILD_PRESENCES`, privileged
pub(crate) const INTENT_PRESENCES: u64 = 1 << 8;
/// `GUILD_MESSAGES`
pub(crate) const INTENT_MESSAGES: u64 = 1 << 9;
/// `DIRECT_MESSAGES`
pub(crate) const INTENT_DIRECT_MESSAGES: u64 = 1 << 12;
/// `MESSAGE_CONTENT`, privileged
pub(crate) const INTENT_CONTENT: u64 = 1 << 15;

/// What a connection is told to do.
#[derive(Clone, Debug)]
pub(crate) enum Outgoing {
    /// Send this payload.
    Payload(Value),
    /// Close with this code.
    Close(u16, &'static str),
    /// Vanish without a close frame.
    Cut,
}

pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) intents: u64,
    pub(crate) shard: (u64, u64),
    pub(crate) sequence: u64,
    pub(crate) buffer: Vec<(u64, Value)>,
    pub(crate) connection: Option<(u64, mpsc::UnboundedSender<Outgoing>)>,
    pub(crate) resumable: bool,
    pub(crate) resumes: u32,
}

impl Session {
    pub(crate) fn info(&self) -> SessionInfo {
        SessionInfo {
            id: self.id.clone(),
            intents: self.intents,
            sequence: self.sequence,
            connected: self.connection.is_some(),
            resumes: self.resumes,
        }
    }

    /// Hears guild events: the guild belongs to exactly one shard.
    fn has_guild(&self) -> bool {
        (GUILD >> 22) % self.shard.1.max(1) == self.shard.0
    }

    /// Numbers the event, remembers it, and sends it when a connection is there.
    fn dispatch(&mut self, name: &str, data: &Value) {
        self.sequence += 1;
        let payload = json!({ "op": 0, "t": name, "s": self.sequence, "d": data });
        self.buffer.push((self.sequence, payload.clone()));
        self.send(Outgoing::Payload(payload));
    }

    pub(crate) fn send(&self, outgoing: Outgoing) {
        if let Some((_, connection)) = &self.connection {
            let _ = connection.send(outgoing);
        }
    }
}

impl World {
    /// Starts a session on this connection and greets it with READY and `GUILD_CREATE`.
    pub(crate) fn identify(
        &mut self,
        intents: u64,
        shard: (u64, u64),
        connection: (u64, mpsc::UnboundedSender<Outgoing>),
    ) -> String {
        let id = format!("session-{}", self.sessions.len() + 1);
        let mut session = Session {
            id: id.clone(),
            intents,
            shard,
            sequence: 0,
            buffer: Vec::new(),
            connection: Some(connection),
            resumable: true,
            resumes: 0,
        };
        session.dispatch("READY", &self.ready_json(&id, shard));
        if self.bot_in_guild && session.has_guild() && intents & INTENT_GUILDS != 0 {
            session.dispatch("GUILD_CREATE", &self.guild_create_json(intents));
        }
        self.sessions.push(session);
        id
    }

    /// Takes a session over to this connection and replays what it missed; `false` when it can't.
    pub(crate) fn resume(
        &mut self,
        id: &str,
        sequence: u64,
        connection: (u64, mpsc::UnboundedSender<Outgoing>),
    ) -> bool {
        let known = self
            .sessions
            .iter_mut()
            .find(|session| session.id == id && session.resumable);
        let Some(session) = known else { return false };
        if sequence > session.sequence {
            return false;
        }
        session.send(Outgoing::Close(4000, "session resumed elsewhere"));
        session.connection = Some(connection);
        session.resumes += 1;
        for (_, payload) in session
            .buffer
            .iter()
            .filter(|(number, _)| *number > sequence)
        {
            session.send(Outgoing::Payload(payload.clone()));
        }
        session.dispatch("RESUMED", &json!({ "_trace": [] }));
        true
    }

    /// The connection is gone. A client that closed cleanly gave its session up.
    pub(crate) fn disconnected(&mut self, connection: u64, given_up: bool, code: Option<u16>) {
        let mut closed = String::new();
        for session in &mut self.sessions {
            if session
                .connection
                .as_ref()
                .is_some_and(|(id, _)| *id == connection)
            {
                session.connection = None;
                session.resumable &= !given_up;
                closed.clone_from(&session.id);
            }
        }
        self.emit(Event::GatewayClosed {
            session: closed,
            code,
        });
    }

    /// Sends an event to every session that asked for one of these intents (0: to all).
    pub(crate) fn dispatch(&mut self, name: &str, intents: u64, data: &Value) -> usize {
        let mut heard = 0;
        for session in self.sessions.iter_mut().filter(|session| session.resumable) {
            let wanted = intents == 0 || session.intents & intents != 0;
            if wanted && session.has_guild() {
                session.dispatch(name, data);
                heard += 1;
            }
        }
        heard
    }

    /// Tells every connected session the same.
    pub(crate) fn tell_connections(&self, outgoing: &Outgoing) {
        for session in &self.sessions {
            session.send(outgoing.clone());
        }
    }

    /// A role changed hands: members' roles are told only to who may know members.
    pub(crate) fn announce_member(&mut self, user: u64) {
        let event = self.member_update_json(user);
        self.dispatch("GUILD_MEMBER_UPDATE", INTENT_MEMBERS, &event);
    }

    /// A role was created (`GUILD_ROLE_CREATE`) or changed (`GUILD_ROLE_UPDATE`).
    pub(crate) fn announce_role(&mut self, event: &str, role: u64) {
        let role = self.role_json(&self.guild.roles[&role]);
        let data = json!({ "guild_id": GUILD.to_string(), "role": role });
        self.dispatch(event, INTENT_GUILDS, &data);
    }
}
