//! What the fake tells an onlooker: each REST call and each gateway payload, as it happens. A page
//! or a test may subscribe; the bot's token never appears.

use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

/// One REST request of the bot, with the fake's answer.
#[derive(Clone, Debug, Serialize)]
pub struct RecordedRequest {
    /// The HTTP method in capitals.
    pub method: String,
    /// The path without `/api/v10` and without the query.
    pub path: String,
    /// The query without `?`, empty when there is none.
    pub query: String,
    /// The JSON body; of a multipart request its `payload_json`; `null` when there is none.
    pub body: Value,
    /// The names of the uploaded files.
    pub files: Vec<String>,
    /// The status answered; 0 when the connection was cut or never answered.
    pub status: u16,
    /// The JSON that was answered, `null` for none.
    pub response: Value,
    /// The decoded `X-Audit-Log-Reason`.
    pub audit_reason: Option<String>,
    /// When it arrived, counted from the start of the fake.
    pub at: Duration,
    /// How long the answer took, faults included.
    pub elapsed: Duration,
}

/// Something an onlooker may want to show.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A REST request was answered (or cut).
    Rest(RecordedRequest),
    /// The fake sent this payload to the bot's session.
    GatewaySent {
        /// The session's id; empty before there is one.
        session: String,
        /// The payload: `op`, `d`, `s`, `t`.
        payload: Value,
    },
    /// The bot sent this payload; its token is replaced.
    GatewayReceived {
        /// The session's id; empty before there is one.
        session: String,
        /// The payload: `op`, `d`.
        payload: Value,
    },
    /// A gateway connection ended.
    GatewayClosed {
        /// The session's id; empty when there was none.
        session: String,
        /// The close code, when the fake closed with one.
        code: Option<u16>,
    },
    /// A violation was recorded.
    Violation {
        /// What the bot did wrong.
        text: String,
    },
}

/// One gateway session, as [`crate::FakeDiscord::sessions`] lists them.
#[derive(Clone, Debug, Serialize)]
pub struct SessionInfo {
    /// The session's id.
    pub id: String,
    /// The intents it identified with.
    pub intents: u64,
    /// The last sequence number dispatched to it.
    pub sequence: u64,
    /// Whether a connection carries it now.
    pub connected: bool,
    /// How often it was resumed.
    pub resumes: u32,
}
