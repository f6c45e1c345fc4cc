//! The page's API: one line a route, one short function each. A request that can't be done is answered 400 with
//! words for the person at the page; what is done is in `act`, `files` and `trouble`, what is seen in `state`.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Desk, act, assets, channels, events, files, guard, state, trouble};

pub(super) fn application(desk: Arc<Desk>) -> Router {
    let upload = post(upload).layer(DefaultBodyLimit::max(files::FILE_BYTES_MAX));
    Router::new()
        .route("/api/state", get(look))
        .route("/api/events", get(events::connect))
        .route("/api/command", post(command))
        .route("/api/autocomplete", post(autocomplete))
        .route("/api/menu", post(menu))
        .route("/api/component", post(component))
        .route("/api/modal", post(modal))
        .route("/api/modal/cancel", post(cancel_modal))
        .route("/api/message", post(message))
        .route("/api/upload", upload)
        .route("/api/fault", post(fault))
        .route("/api/faults/remove", post(remove_fault))
        .route("/api/faults/clear", post(clear))
        .route("/api/gateway/drop", post(drop_gateway))
        .route("/api/control", post(control))
        .route("/files/{id}", get(files::serve))
        .fallback(assets::serve)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&desk),
            guard::loopback_only,
        ))
        .with_state(desk)
}

/// What was asked for can't be done, in words for the person at the page.
struct Problem(String);

impl From<String> for Problem {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({ "problem": self.0 });
        (StatusCode::BAD_REQUEST, json_response(&body)).into_response()
    }
}

type Answer = Result<Response, Problem>;

fn json_response(body: &Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, body.to_string()).into_response()
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem(format!("the request: {error}")))
}

/// The interaction that came of it, or the problem.
fn begun(interaction: Result<u64, String>) -> Answer {
    let interaction = interaction?.to_string();
    Ok(json_response(&json!({ "interaction": interaction })))
}

fn done() -> Response {
    json_response(&json!({}))
}

#[derive(Deserialize)]
struct Viewer {
    #[serde(rename = "as")]
    speaker: Option<String>,
    channel: Option<String>,
}

async fn look(State(desk): State<Arc<Desk>>, Query(viewer): Query<Viewer>) -> Answer {
    let speaker = match &viewer.speaker {
        Some(id) => act::speaker(&desk.shared, id)?.id(),
        None => desk.cast.first().copied().unwrap_or(crate::ids::OWNER),
    };
    let channel = channels::of(&desk.shared.read(), speaker, viewer.channel.as_deref())?;
    Ok(json_response(&state::seen_by(&desk, speaker, channel)))
}

async fn command(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    begun(act::command(&desk, &parse(&body)?))
}

async fn autocomplete(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    let choices = act::autocomplete(&desk, parse(&body)?).await?;
    Ok(json_response(&json!({ "choices": choices })))
}

async fn menu(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    begun(act::menu(&desk.shared, &parse(&body)?))
}

async fn component(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    begun(act::component(&desk.shared, parse(&body)?))
}

async fn modal(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    begun(act::modal(&desk.shared, parse(&body)?))
}

async fn cancel_modal(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    act::cancel_modal(&desk.shared, &parse(&body)?)?;
    Ok(done())
}

async fn message(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    let id = act::message(&desk.shared, &parse(&body)?)?;
    Ok(json_response(&json!({ "message": id.to_string() })))
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    name: String,
}

async fn upload(
    State(desk): State<Arc<Desk>>,
    Query(named): Query<Named>,
    body: Result<Bytes, BytesRejection>,
) -> Answer {
    let bytes = body.map_err(|_| Problem(files::too_large()))?;
    let id = files::keep(&desk, &named.name, &bytes)?;
    Ok(json_response(&json!({ "upload": id.to_string() })))
}

async fn fault(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    let fault = trouble::add(&desk, parse(&body)?)?;
    Ok(json_response(&json!({ "fault": fault.to_string() })))
}

async fn remove_fault(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    trouble::remove(&desk, &parse(&body)?)?;
    Ok(done())
}

async fn clear(State(desk): State<Arc<Desk>>) -> Answer {
    trouble::clear(&desk);
    Ok(done())
}

async fn drop_gateway(State(desk): State<Arc<Desk>>) -> Answer {
    let cut = crate::state::session::Outgoing::Cut;
    desk.shared.write(|world| world.tell_connections(&cut));
    Ok(done())
}

#[derive(Deserialize)]
struct Wanted {
    control: String,
}

async fn control(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    let wanted: Wanted = parse(&body)?;
    let control = desk
        .controls
        .iter()
        .find(|control| control.id == wanted.control);
    let control = control.ok_or_else(|| format!("there is no control {:?}", wanted.control))?;
    (control.run)().await?;
    Ok(done())
}
