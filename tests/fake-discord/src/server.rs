//! What happens around a route: reading the request, faults, validation against the OpenAPI document,
//! recording, and the transcript. Also serves uploaded files and hands WebSockets to the gateway.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::event::{Event, RecordedRequest};
use crate::fault::{Action, Suffered};
use crate::net::Scissors;
use crate::openapi::OpenApi;
use crate::state::{Shared, World};
use crate::transcript::Transcript;
use crate::{gateway, multipart, rest};
use rest::{Answer, Call};

/// Larger than what any request may have, so that limits are told by Discord's errors.
const BODY_MAX: usize = 64 << 20;
const PREFIXES: [&str; 2] = ["/api/v10", "/api/v9"];

/// What every request needs.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) shared: Arc<Shared>,
    pub(crate) openapi: Option<Arc<OpenApi>>,
    pub(crate) transcript: Option<Arc<Transcript>>,
}

/// The whole fake as an axum application.
pub(crate) fn application(server: Server) -> Router {
    Router::new()
        .route("/", axum::routing::any(connect))
        .route(
            "/attachments/{channel}/{id}/{name}",
            axum::routing::get(file),
        )
        .fallback(request)
        .with_state(server)
}

/// The gateway's door.
async fn connect(
    State(server): State<Server>,
    uri: axum::http::Uri,
    upgrade: WebSocketUpgrade,
) -> Response {
    let query = uri.query().unwrap_or_default().to_owned();
    upgrade.on_upgrade(move |socket| gateway::serve(socket, server.shared, query))
}

/// An uploaded file, as the content delivery network would serve it. A fault that answers strikes here, too.
async fn file(
    State(server): State<Server>,
    uri: axum::http::Uri,
    axum::extract::Path((channel, id, _)): axum::extract::Path<(u64, u64, String)>,
) -> Response {
    let path = uri.path();
    let suffered = server.shared.write(|world| {
        world.downloads.push(path.to_owned());
        world.suffer("GET", path)
    });
    match suffered.map(|suffered| suffered.action) {
        Some(Action::Answer { status, body, .. }) => respond(status, Some(&body), None),
        _ => stored_file(&server, channel, id),
    }
}

fn stored_file(server: &Server, channel: u64, id: u64) -> Response {
    let world = server.shared.read();
    let files = world
        .messages
        .values()
        .filter(|message| message.channel == channel);
    let stored = files
        .flat_map(|message| &message.files)
        .find(|file| file.id == id);
    let stored = stored.or_else(|| world.uploads.iter().find(|file| file.id == id));
    let Some(stored) = stored else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = [(header::CONTENT_TYPE, stored.content_type.clone())];
    (kind, stored.bytes.as_ref().clone()).into_response()
}

async fn request(
    State(server): State<Server>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let begun = Instant::now();
    let (head, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_MAX).await else {
        return respond(413, Some(&ApiError::too_large().body()), None);
    };
    let path = head.uri.path();
    let Some(path) = PREFIXES.iter().find_map(|prefix| path.strip_prefix(prefix)) else {
        let text = format!(
            "{} {path}: not a path of Discord's API (/api/v10/..)",
            head.method
        );
        server.shared.write(|world| world.violate(text));
        return respond(
            501,
            Some(&json!({ "message": "not implemented by fake-discord", "code": 0 })),
            None,
        );
    };
    let mut call = Call {
        method: head.method.to_string(),
        path: path.to_owned(),
        query: head
            .uri
            .query()
            .unwrap_or_default()
            .trim_start_matches('&')
            .to_owned(),
        body: Value::Null,
        uploads: Vec::new(),
        authorization: text_header(&head.headers, "authorization"),
        audit_reason: None,
        parameters: Vec::new(),
    };
    let readable = read_body(&mut call, &head.headers, &bytes)
        .and_then(|()| read_reason(&mut call, &head.headers));
    let suffered = server
        .shared
        .write(|world| world.suffer(&call.method, &call.path));
    server
        .process(call, readable, suffered, &scissors, begun)
        .await
}

fn text_header(headers: &HeaderMap, name: &str) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_owned())
}

fn read_body(call: &mut Call, headers: &HeaderMap, bytes: &Bytes) -> Result<(), ApiError> {
    if bytes.is_empty() {
        return Ok(());
    }
    let kind = text_header(headers, "content-type").unwrap_or_default();
    if let Some(boundary) = multipart::boundary(&kind) {
        let form = multipart::parse(bytes, boundary).map_err(|problem| {
            ApiError::new(400, 50035, format!("Invalid Form Body: {problem}")).violating()
        })?;
        call.body = form.payload;
        call.uploads = form.uploads;
        return Ok(());
    }
    call.body = serde_json::from_slice(bytes).map_err(|_| ApiError::invalid_json().violating())?;
    Ok(())
}

/// The audit log reason: percent-encoded UTF-8 of 1 to 512 characters.
fn read_reason(call: &mut Call, headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(value) = headers.get("x-audit-log-reason") else {
        return Ok(());
    };
    let refused = |problem: &str| {
        let mut refusal = ApiError::invalid_form().violating();
        let error = json!({ "code": "FAKE_AUDIT_LOG_REASON", "message": problem });
        refusal.errors = Some(json!({ "X-Audit-Log-Reason": { "_errors": [error] } }));
        refusal
    };
    let reason = value.to_str().ok().and_then(percent_decoded);
    let reason = reason.ok_or_else(|| refused("must be percent-encoded UTF-8"))?;
    if !(1..=512).contains(&reason.chars().count()) {
        return Err(refused("must be 1 to 512 characters"));
    }
    call.audit_reason = Some(reason);
    Ok(())
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        if *byte == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// What was answered, for the record.
struct Done {
    status: u16,
    body: Option<Value>,
    /// By a fault instead of the fake itself.
    injected: bool,
}

impl Server {
    /// Answers a request with whatever fault it suffers, and records it.
    async fn process(
        &self,
        mut call: Call,
        readable: Result<(), ApiError>,
        suffered: Option<Suffered>,
        scissors: &Scissors,
        begun: Instant,
    ) -> Response {
        let at = self.shared.read().age();
        if let Some(delay) = suffered.as_ref().and_then(|suffered| suffered.delay) {
            tokio::time::sleep(delay).await;
        }
        let fault = suffered.as_ref().map_or(0, |suffered| suffered.fault);
        let action = suffered.map_or(Action::Proceed, |suffered| suffered.action);
        let injected = |status, body| Done {
            status,
            body,
            injected: true,
        };
        let mut retry_after = None;
        let done = match &action {
            Action::Answer {
                status,
                body,
                retry_after: after,
            } => {
                retry_after = *after;
                injected(*status, Some(body.clone()))
            }
            Action::Hang | Action::CutBefore => injected(0, None),
            Action::Hold => {
                let forever = Duration::from_hours(1);
                let removed = |world: &World| world.fault_removed(fault).then_some(());
                self.shared.wait_for(forever, removed).await;
                self.perform(&mut call, readable)
            }
            Action::Proceed | Action::HangAfter | Action::CutAfter | Action::Unreadable => {
                self.perform(&mut call, readable)
            }
        };
        let status = if matches!(action, Action::HangAfter | Action::CutAfter) {
            0
        } else {
            done.status
        };
        self.record(&call, &done, status, at, begun.elapsed());
        match action {
            Action::Hang | Action::HangAfter => std::future::pending().await,
            Action::CutBefore | Action::CutAfter => {
                scissors.cut();
                std::future::pending().await
            }
            Action::Unreadable => (
                [(header::CONTENT_TYPE, "text/html")],
                "<html><body>502 Bad Gateway</body></html>",
            )
                .into_response(),
            _ => {
                let mut response = respond(done.status, done.body.as_ref(), retry_after);
                let date = self.shared.read().date_ms.map(crate::time::http_date);
                if let Some(date) = date.and_then(|date| date.parse().ok()) {
                    response.headers_mut().insert(header::DATE, date);
                }
                response
            }
        }
    }

    /// Finds the route and answers by it.
    fn perform(&self, call: &mut Call, readable: Result<(), ApiError>) -> Done {
        let Some((route, parameters)) = rest::find(&call.method, &call.path) else {
            let text = format!("{} {}: the fake has no such route", call.method, call.path);
            self.shared.write(|world| world.violate(text));
            let body = json!({ "message": "not implemented by fake-discord", "code": 0 });
            return Done {
                status: 501,
                body: Some(body),
                injected: true,
            };
        };
        call.parameters = parameters;
        let answer =
            readable.and_then(|()| self.shared.write(|world| rest::answer(world, route, call)));
        let (status, body) = match answer {
            Ok(Answer { status, body }) => (status, body),
            Err(refusal) => {
                if refusal.violation {
                    let text = format!("{} {}: {}", call.method, call.path, refusal.body());
                    self.shared.write(|world| world.violate(text));
                }
                (refusal.status, Some(refusal.body()))
            }
        };
        self.validate(call, route.path, status, body.as_ref());
        Done {
            status,
            body,
            injected: false,
        }
    }

    /// Holds both sides against the OpenAPI document. A request that was refused as malformed has been
    /// reported already.
    fn validate(&self, call: &Call, route: &str, status: u16, body: Option<&Value>) {
        let Some(openapi) = &self.openapi else { return };
        let mut problems = Vec::new();
        if status != 400 && !call.body.is_null() {
            let found = openapi.check_request(&call.method, route, &call.body);
            problems.extend(found.map(|problem| ("the bot's request", problem)));
        }
        let found = openapi.check_answer(&call.method, route, status, body);
        problems.extend(found.map(|problem| ("the fake's answer", problem)));
        for (side, problem) in problems {
            let text = format!(
                "{} {} -> {status}: OpenAPI, {side}: {problem}",
                call.method, call.path
            );
            self.shared.write(|world| world.violate(text));
        }
    }

    fn record(&self, call: &Call, done: &Done, status: u16, at: Duration, elapsed: Duration) {
        let record = RecordedRequest {
            method: call.method.clone(),
            path: call.path.clone(),
            query: call.query.clone(),
            body: call.body.clone(),
            files: call
                .uploads
                .iter()
                .map(|file| file.filename.clone())
                .collect(),
            status,
            response: done.body.clone().unwrap_or_default(),
            audit_reason: call.audit_reason.clone(),
            at,
            elapsed,
        };
        if let Some(transcript) = &self.transcript {
            transcript.append(&record, done.injected);
        }
        self.shared.write(|world| {
            world.emit(Event::Rest(record.clone()));
            world.requests.push(record);
        });
    }
}

fn respond(status: u16, body: Option<&Value>, retry_after: Option<f64>) -> Response {
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(seconds) = retry_after {
        response = response
            .header(header::RETRY_AFTER, seconds.ceil().to_string())
            .header("X-RateLimit-Scope", "user")
            .header("X-RateLimit-Remaining", "0")
            .header("X-RateLimit-Reset-After", seconds.to_string());
    }
    response.body(body).expect("status and headers are valid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_decoded() {
        assert_eq!(
            percent_decoded("redemption%20%235").as_deref(),
            Some("redemption #5")
        );
        assert_eq!(percent_decoded("%EC%8A%A4").as_deref(), Some("스"));
        assert_eq!(percent_decoded("%E"), None);
        assert_eq!(percent_decoded("%FF"), None);
    }
}
