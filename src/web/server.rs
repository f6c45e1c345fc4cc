//! Routes and connections.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::future::BoxFuture;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::connections;
use super::limits::{Bucket, Limits, RateLimit};
use super::problem::Problem;
use crate::clock::{Clock, Stopwatch};
use crate::events::{self, Event, Headers, ReversedKind, SigningKey, What};
use crate::metrics::Metrics;

/// Looks at `/readyz`, and as many at `/metrics`, in the long run.
const LOOKS_PER_SECOND: u32 = 20;
/// What can be asked here, for machines.
pub(super) const OPENAPI: &str = include_str!("../../docs/openapi.json");
/// Prometheus' text format.
const FIGURES_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";
/// What an event is counted as that is not believed, or not understood.
const UNKNOWN_KIND: &str = "unknown";

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
    /// It says that it will happen; nothing is kept.
    TooEarly,
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
    /// Where it is counted what became of events.
    pub metrics: Arc<Metrics>,
    /// What `/metrics` shows.
    pub figures: Figures,
}

/// Writes the page of figures.
pub type Figures = Arc<dyn Fn() -> BoxFuture<'static, anyhow::Result<String>> + Send + Sync>;

struct Shared<R> {
    endpoint: Endpoint<R>,
    events: Bucket,
    /// What is no event may use the database, and is no business of many. Who looks at figures too often does not make the
    /// endpoint look as if it were not ready.
    readiness: Bucket,
    figures: Bucket,
    running: Stopwatch,
    at_once: Semaphore,
}

impl<R> Shared<R> {
    fn admit(&self, bucket: &Bucket) -> Result<(), Problem> {
        bucket
            .take(self.running.elapsed())
            .map_err(|wait| Problem::TooMany {
                retry_after_s: wait.as_secs() + 1,
            })
    }
}

/// Serves until told to stop; what is under way then is answered first.
pub async fn serve<R: Recorder>(
    listener: TcpListener,
    endpoint: Endpoint<R>,
    stop: CancellationToken,
) {
    let limits = endpoint.limits;
    connections::serve(listener, router(endpoint), limits, stop).await;
}

fn router<R: Recorder>(endpoint: Endpoint<R>) -> Router {
    let shared = Arc::new(Shared {
        events: Bucket::full(endpoint.limits.rate),
        readiness: Bucket::full(RateLimit::per_second(LOOKS_PER_SECOND)),
        figures: Bucket::full(RateLimit::per_second(LOOKS_PER_SECOND)),
        running: Stopwatch::start(),
        at_once: Semaphore::new(endpoint.limits.at_once),
        endpoint,
    });
    Router::new()
        .route("/v1/events", post(receive::<R>))
        .route("/v1/openapi.json", get(describe))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready::<R>))
        .route("/metrics", get(figures::<R>))
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(|| async { Problem::MethodNotAllowed })
        .with_state(shared)
}

async fn describe() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI)
}

async fn ready<R: Recorder>(State(shared): State<Arc<Shared<R>>>) -> Result<&'static str, Problem> {
    shared.admit(&shared.readiness)?;
    if shared.endpoint.recorder.is_ready().await {
        Ok("ok")
    } else {
        Err(Problem::Unavailable)
    }
}

async fn figures<R: Recorder>(
    State(shared): State<Arc<Shared<R>>>,
) -> Result<impl IntoResponse, Problem> {
    shared.admit(&shared.figures)?;
    let page = (shared.endpoint.figures)().await.map_err(|error| {
        tracing::error!(
            error = format!("{error:#}"),
            "the figures could not be read"
        );
        Problem::Unavailable
    })?;
    Ok(([(header::CONTENT_TYPE, FIGURES_TYPE)], page))
}

async fn receive<R: Recorder>(
    State(shared): State<Arc<Shared<R>>>,
    request: Request,
) -> Result<Json<Recorded>, Problem> {
    let mut kind = UNKNOWN_KIND;
    let recorded = take(&shared, request, &mut kind).await;
    let outcome = match &recorded {
        Ok(Recorded::Recorded { again: true, .. }) => "again",
        Ok(_) => "recorded",
        Err(problem) => problem.code(),
    };
    shared.endpoint.metrics.events.count([kind, outcome]);
    recorded.map(Json)
}

/// Takes an event. Of which kind it is, is said as soon as that is believed and known.
///
/// A place among those at once is for what costs us something: checking a signature, and the database. It is taken when the
/// body is there, so that whoever keeps bodies back holds none. What they do hold is a connection and a body's worth of
/// memory, each for as long as a body may take ([`Limits::body_timeout`]) before it is answered and closed; of
/// connections there are [`Limits::connections`], for everybody.
async fn take<R: Recorder>(
    shared: &Shared<R>,
    request: Request,
    kind: &mut &'static str,
) -> Result<Recorded, Problem> {
    // Before anything is read or looked at.
    shared.admit(&shared.events)?;
    let (parts, body) = request.into_parts();
    if !is_json(&parts.headers) {
        return Err(Problem::NotJson);
    }
    let endpoint = &shared.endpoint;
    let body = read(body, &endpoint.limits).await?;
    // Before its signature is.
    let Ok(_permit) = shared.at_once.try_acquire() else {
        return Err(Problem::TooMany { retry_after_s: 1 });
    };
    let now_s = u64::try_from(endpoint.clock.now_ms() / 1_000).unwrap_or(0);
    events::verify(
        &endpoint.keys,
        webhook_headers(&parts.headers),
        &body,
        now_s,
    )
    .map_err(Problem::Distrusted)?;
    let event = events::parse(&body)?;
    *kind = kind_of(&event.what);
    let id = event.id.as_str().to_owned();
    match endpoint.recorder.record(event).await {
        Ok(Recorded::Conflict) => {
            // Signed, so it is the backend's own mistake, or somebody has its secret.
            tracing::warn!(kind, id, "an event's id came with other content");
            Err(Problem::Conflict)
        }
        Ok(Recorded::TooEarly) => Err(Problem::Invalid(
            "occurred_at: more than ten minutes ahead of our time".to_owned(),
        )),
        Ok(recorded) => Ok(recorded),
        Err(error) => {
            let error = format!("{error:#}");
            tracing::error!(kind, id, error, "an event could not be counted");
            Err(Problem::Unavailable)
        }
    }
}

/// As events of this kind are counted.
fn kind_of(what: &What) -> &'static str {
    match what {
        What::AccountLinked { .. } => "account.linked",
        What::AccountUnlinked { .. } => "account.unlinked",
        What::TradeFilled { .. } => "trade.filled",
        What::SubscriptionPaid { .. } => "subscription.paid",
        What::ReferralRegistered { .. } => "referral.registered",
        What::Reversed { kind, .. } => match kind {
            ReversedKind::Trade => "trade.reversed",
            ReversedKind::Subscription => "subscription.reversed",
            ReversedKind::Referral => "referral.reversed",
        },
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
