//! Connections: so many at once, each bounded in time. Whoever sends headers slowly, keeps a connection for nothing, or
//! does not read what is answered, holds one place for a while and nothing more.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::limits::Limits;

/// The longest request line with headers, in bytes.
const HEAD_BYTES_MAX: usize = 16 * 1024;
/// The most headers; a few are needed.
const HEADERS_MAX: usize = 64;
/// When a connection has been open long enough: its requests are answered, and it is closed.
const CONNECTION_LIFE_MAX: Duration = Duration::from_mins(5);
/// How long a request that is under way may still take when its connection is to be closed.
const LAST_ANSWER_MAX: Duration = Duration::from_secs(12);
/// The wait after a connection could not be taken, most often for want of file descriptors.
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(1);

/// Serves until told to stop; what is under way then is answered first.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: CancellationToken,
) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let connections = TaskTracker::new();
    while let Some((stream, place)) = next(&listener, &places, &stop).await {
        let (router, stop) = (router.clone(), stop.clone());
        connections.spawn(async move {
            connection(stream, router, limits.header_timeout, stop).await;
            drop(place);
        });
    }
    drop(listener);
    connections.close();
    connections.wait().await;
}

/// The next connection with its place; none: told to stop. While all places are taken the others wait outside.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
    stop: &CancellationToken,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let taken = async {
        let place = Arc::clone(places).acquire_owned().await.ok()?;
        loop {
            match listener.accept().await {
                Ok((stream, _)) => return Some((stream, place)),
                Err(error) => {
                    tracing::warn!(%error, "can't take a connection; still trying");
                    tokio::time::sleep(WAIT_AFTER_FAULT).await;
                }
            }
        }
    };
    tokio::select! {
        biased;
        () = stop.cancelled() => None,
        taken = taken => taken,
    }
}

async fn connection(
    stream: TcpStream,
    router: Router,
    header_timeout: Duration,
    stop: CancellationToken,
) {
    // Answers are small, and each is waited for.
    let _ = stream.set_nodelay(true);
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        // Also between two requests.
        .header_read_timeout(header_timeout)
        .max_buf_size(HEAD_BYTES_MAX)
        .max_headers(HEADERS_MAX)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut serving = pin!(serving);
    tokio::select! {
        // What went wrong is the other side's to see.
        _ = serving.as_mut() => return,
        () = stop.cancelled() => {}
        () = tokio::time::sleep(CONNECTION_LIFE_MAX) => {}
    }
    serving.as_mut().graceful_shutdown();
    let _ = tokio::time::timeout(LAST_ANSWER_MAX, serving).await;
}
