//! Routes and connections.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::future::BoxFuture;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::limits::{Bucket, Limits};
use super::problem::Problem;
use crate::clock::{Clock, Stopwatch};
use crate::events::{self, Event, Headers, SigningKey};

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Recorded {
    /// It is counted, now or when it first came.
    Recorded {
        /// The event's id.
        event: String,
        /// Whether it came before.
        again: bool,
    },
    /// Its id was used for another event.
    Conflict,
}

/// Whoever counts what is believed.
pub trait Recorder: Send + Sync + 'static {
    /// Counts an event, once.
    fn record(&self, event: Event) -> BoxFuture<'_, anyhow::Result<Recorded>>;

    /// Whether it could at this moment.
    fn is_ready(&self) -> BoxFuture<'_, bool>;
}

/// The endpoint.
pub struct Endpoint<R> {
    /// The secrets that events may be signed with.
    pub keys: Vec<SigningKey>,
    /// Its bounds.
    pub limits: Limits,
    /// What time it is.
    pub clock: Clock,
    /// Who counts.
    pub recorder: R,
}

struct Shared<R> {
    endpoint: Endpoint<R>,
    bucket: Bucket,
    running: Stopwatch,
    at_once: Semaphore,
}

/// Serves until told to stop; what is under way then is answered first.
///
/// # Errors
/// When connections can't be taken any more.
pub async fn serve<R: Recorder>(
    listener: TcpListener,
    endpoint: Endpoint<R>,
    stop: CancellationToken,
) -> std::io::Result<()> {
    let router = router(endpoint);
    axum::serve(
        listener,
        router.into_make_service_with_connect_info::<SocketAddr>(),
    )
    .with_graceful_shutdown(stop.cancelled_owned())
    .await
}

fn router<R: Recorder>(endpoint: Endpoint<R>) -> Router {
    let shared = Arc::new(Shared {
        bucket: Bucket::full(endpoint.limits.rate),
        running: Stopwatch::start(),
        at_once: Semaphore::new(endpoint.limits.at_once),
        endpoint,
    });
    Router::new()
        .route("/v1/events", post(receive::<R>))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready::<R>))
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(|| async { Problem::MethodNotAllowed })
        .with_state(shared)
}

async fn ready<R: Recorder>(State(shared): State<Arc<Shared<R>>>) -> Response {
    if shared.endpoint.recorder.is_ready().await {
        "ok".into_response()
    } else {
        Problem::Unavailable.into_response()
    }
}

async fn receive<R: Recorder>(
    State(shared): State<Arc<Shared<R>>>,
    request: Request,
) -> Result<Json<Recorded>, Problem> {
    // Before anything is read or looked at.
    let Ok(_permit) = shared.at_once.try_acquire() else {
        return Err(Problem::TooMany { retry_after_s: 1 });
    };
    shared
        .bucket
        .take(shared.running.elapsed())
        .map_err(|wait| Problem::TooMany {
            retry_after_s: wait.as_secs() + 1,
        })?;
    let (parts, body) = request.into_parts();
    if !is_json(&parts.headers) {
        return Err(Problem::NotJson);
    }
    let endpoint = &shared.endpoint;
    let body = read(body, &endpoint.limits).await?;
    let now_s = u64::try_from(endpoint.clock.now_ms() / 1_000).unwrap_or(0);
    events::verify(
        &endpoint.keys,
        webhook_headers(&parts.headers),
        &body,
        now_s,
    )
    .map_err(Problem::Distrusted)?;
    let event = events::parse(&body)?;
    match endpoint.recorder.record(event).await {
        Ok(Recorded::Conflict) => Err(Problem::Conflict),
        Ok(recorded) => Ok(Json(recorded)),
        Err(error) => {
            tracing::error!(
                error = format!("{error:#}"),
                "an event could not be counted"
            );
            Err(Problem::Unavailable)
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let declared = only(headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let (kind, _) = declared.split_once(';').unwrap_or((declared, ""));
    kind.trim().eq_ignore_ascii_case("application/json")
}

fn webhook_headers(headers: &HeaderMap) -> Headers<'_> {
    Headers {
        id: only(headers, "webhook-id"),
        timestamp: only(headers, "webhook-timestamp"),
        signature: only(headers, "webhook-signature"),
    }
}

/// A header that is there once, as text.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).into_iter();
    let first = all.next()?;
    all.next().is_none().then(|| first.to_str().ok()).flatten()
}

async fn read(body: Body, limits: &Limits) -> Result<Bytes, Problem> {
    let max = limits.body_bytes;
    let collected = Limited::new(body, max).collect();
    match tokio::time::timeout(limits.body_timeout, collected).await {
        Err(_) => Err(Problem::Slow),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Problem::TooLarge { max }),
        // Whoever hung up is not there to read it.
        Ok(Err(_)) => Err(Problem::Malformed("the body broke off".to_owned())),
    }
}
