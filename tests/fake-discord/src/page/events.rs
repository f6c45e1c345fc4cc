//! A WebSocket that tells the page when to look again, and every event as it passes.

use std::sync::Arc;

use axum::extract::ws::{Message, WebSocket};
use axum::extract::{State, WebSocketUpgrade};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::Desk;
use crate::event::Event;
use crate::state::Shared;

/// How many earlier requests a page that was just opened is told.
const REQUESTS_BEFORE: usize = 30;

pub(super) async fn connect(State(desk): State<Arc<Desk>>, upgrade: WebSocketUpgrade) -> Response {
    let shared = Arc::clone(&desk.shared);
    upgrade.on_upgrade(move |socket| tell(socket, shared))
}

async fn tell(mut socket: WebSocket, shared: Arc<Shared>) {
    let mut bell = shared.changes();
    let (mut events, before) = {
        let world = shared.read();
        let first = world.requests.len().saturating_sub(REQUESTS_BEFORE);
        let before: Vec<Value> = world.requests[first..]
            .iter()
            .map(|request| json!({ "event": Event::Rest(request.clone()) }))
            .collect();
        (world.events.subscribe(), before)
    };
    for event in before {
        if send(&mut socket, &event).await.is_err() {
            return;
        }
    }
    bell.mark_changed();
    loop {
        let news = tokio::select! {
            rung = bell.changed() => match rung {
                Ok(()) => json!({ "changed": true }),
                Err(_) => return,
            },
            event = events.recv() => match event {
                Ok(event) => json!({ "event": event }),
                Err(RecvError::Lagged(missed)) => json!({ "missed": missed }),
                Err(RecvError::Closed) => return,
            },
            received = socket.recv() => match received {
                Some(Ok(_)) => continue,
                _ => return,
            },
            () = shared.stopped() => return,
        };
        if send(&mut socket, &news).await.is_err() {
            return;
        }
    }
}

async fn send(socket: &mut WebSocket, news: &Value) -> Result<(), axum::Error> {
    socket.send(Message::text(news.to_string())).await
}
