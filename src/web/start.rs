//! The endpoint as the process starts it: on the address that is set, into the ledger.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use futures::FutureExt as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::figures::figures;
use super::ledgered::Ledgered;
use super::limits::{Limits, RateLimit};
use super::server::{Endpoint, serve};
use crate::app::App;
use crate::config::EventsConfig;

/// Starts it among these tasks, until told to stop. The address is taken when this returns.
///
/// # Errors
/// When the address can't be had.
pub async fn start(
    app: &Arc<App>,
    config: &EventsConfig,
    tasks: &TaskTracker,
    stop: CancellationToken,
) -> anyhow::Result<SocketAddr> {
    let listen = config.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("can't listen on {listen}: choose another address in EVENTS_LISTEN")
    })?;
    let address = listener.local_addr()?;
    let shown = Arc::clone(app);
    let endpoint = Endpoint {
        keys: config.keys.clone(),
        limits: Limits {
            rate: RateLimit::per_second(config.per_second),
            ..Limits::default()
        },
        clock: app.clock.clone(),
        recorder: Ledgered::new(Arc::clone(app), Arc::clone(&app.rules)),
        metrics: Arc::clone(&app.metrics),
        figures: Arc::new(move || {
            let app = Arc::clone(&shown);
            async move { figures(&app).await }.boxed()
        }),
    };
    tracing::info!(%address, "taking the product's events");
    tasks.spawn(serve(listener, endpoint, stop));
    Ok(address)
}
