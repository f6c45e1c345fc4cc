//! A page in the browser on top of the fake: a channel in which a person speaks as any member, uses the
//! bot, watches its gateway and REST traffic, and breaks the network. Everything shown comes from the bot
//! through the fake. It has a port of its own, on which no fault strikes, and talks to loopback only.

mod act;
mod assets;
mod events;
mod guard;
mod state;
mod trouble;

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::state::Shared;
use crate::{FakeDiscord, Member};

type Running = Pin<Box<dyn Future<Output = Result<(), String>> + Send>>;

/// A button of the page that does something outside the fake.
struct Control {
    id: String,
    label: String,
    run: Box<dyn Fn() -> Running + Send + Sync>,
}

/// What every request to the page needs. Not the [`FakeDiscord`] itself: an open page keeps no fake alive.
struct Desk {
    shared: Arc<Shared>,
    port: u16,
    cast: Vec<u64>,
    controls: Vec<Control>,
    troubles: Mutex<Vec<trouble::Trouble>>,
}

/// Chooses what the page offers, then serves it. See [`FakeDiscord::page`].
#[must_use = "nothing is served until it is started"]
pub struct PageBuilder {
    shared: Arc<Shared>,
    port: u16,
    cast: Vec<u64>,
    controls: Vec<Control>,
}

impl FakeDiscord {
    /// Describes a page on which a person uses the bot; [`PageBuilder::start`] serves it.
    pub fn page(&self) -> PageBuilder {
        PageBuilder {
            shared: Arc::clone(&self.shared),
            port: 0,
            cast: Vec::new(),
            controls: Vec::new(),
        }
    }
}

impl PageBuilder {
    /// The loopback port; a free one by default.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Adds someone to the members who are offered first to speak as. The first is who speaks at first.
    pub fn cast(mut self, member: &Member) -> Self {
        self.cast.push(member.id());
        self
    }

    /// Adds a button, such as one that restarts the bot. An error is shown on the page.
    pub fn control<F>(
        mut self,
        id: &str,
        label: &str,
        run: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.controls.push(Control {
            id: id.to_owned(),
            label: label.to_owned(),
            run: Box::new(move || Box::pin(run())),
        });
        self
    }

    /// Serves the page until the [`Page`] is dropped.
    ///
    /// # Errors
    /// When the port is taken.
    pub async fn start(self) -> std::io::Result<Page> {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await?;
        let port = listener.local_addr()?.port();
        let desk = Arc::new(Desk {
            shared: self.shared,
            port,
            cast: self.cast,
            controls: self.controls,
            troubles: Mutex::default(),
        });
        let server = tokio::spawn(async move {
            // It ends only by being aborted.
            let _ = axum::serve(listener, application(desk)).await;
        });
        Ok(Page { port, server })
    }
}

/// A page that is being served.
pub struct Page {
    port: u16,
    server: tokio::task::JoinHandle<()>,
}

impl Page {
    /// `http://127.0.0.1:PORT/`
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn application(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/api/state", get(look))
        .route("/api/events", get(events::connect))
        .route("/api/command", post(command))
        .route("/api/autocomplete", post(autocomplete))
        .route("/api/component", post(component))
        .route("/api/message", post(message))
        .route("/api/fault", post(fault))
        .route("/api/faults/clear", post(clear))
        .route("/api/gateway/drop", post(drop_gateway))
        .route("/api/control", post(control))
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

#[derive(Deserialize)]
struct Viewer {
    #[serde(rename = "as")]
    speaker: Option<String>,
}

async fn look(State(desk): State<Arc<Desk>>, Query(viewer): Query<Viewer>) -> Answer {
    let speaker = match &viewer.speaker {
        Some(id) => act::speaker(&desk.shared, id)?.id(),
        None => desk.cast.first().copied().unwrap_or(crate::ids::OWNER),
    };
    Ok(json_response(&state::seen_by(&desk, speaker)))
}

async fn command(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    let interaction = act::command(&desk.shared, &parse(&body)?)?;
    Ok(json_response(
        &json!({ "interaction": interaction.to_string() }),
    ))
}

async fn autocomplete(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    let choices = act::autocomplete(&desk.shared, &parse(&body)?).await?;
    Ok(json_response(&json!({ "choices": choices })))
}

async fn component(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    let interaction = act::component(&desk.shared, parse(&body)?)?;
    Ok(json_response(
        &json!({ "interaction": interaction.to_string() }),
    ))
}

async fn message(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    let id = act::message(&desk.shared, &parse(&body)?)?;
    Ok(json_response(&json!({ "message": id.to_string() })))
}

async fn fault(State(desk): State<Arc<Desk>>, body: Bytes) -> Answer {
    trouble::set(&desk, parse(&body)?)?;
    Ok(json_response(&json!({})))
}

async fn clear(State(desk): State<Arc<Desk>>) -> Answer {
    trouble::clear(&desk);
    Ok(json_response(&json!({})))
}

async fn drop_gateway(State(desk): State<Arc<Desk>>) -> Answer {
    let cut = crate::state::session::Outgoing::Cut;
    desk.shared.write(|world| world.tell_connections(&cut));
    Ok(json_response(&json!({})))
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
    Ok(json_response(&json!({})))
}
