//! The recorder that the endpoint has in service: events into the ledger.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::Mutex;

use super::server::{Recorded, Recorder};
use crate::app::App;
use crate::clock::Stopwatch;
use crate::events::{Event, RecordEvent, RecordOutcome, Rules};

/// For how long it holds what was found about being ready: so often, at most, does looking at it write.
const READINESS_HOLDS: Duration = Duration::from_secs(5);
/// What can't be written within this time can't be written, for whoever wants an answer.
const READINESS_WAIT_MAX: Duration = Duration::from_secs(2);

/// Records events in the application's database, by these rules. Cheap to clone.
#[derive(Clone)]
pub struct Ledgered {
    app: Arc<App>,
    rules: Arc<Rules>,
    running: Stopwatch,
    readiness: Arc<Mutex<Readiness>>,
}

/// What was found last.
#[derive(Default)]
struct Readiness {
    is_ready: bool,
    /// When; none: never.
    found_at: Option<Duration>,
}

impl Ledgered {
    /// In this application's database.
    #[must_use]
    pub fn new(app: Arc<App>, rules: Arc<Rules>) -> Self {
        Self {
            app,
            rules,
            running: Stopwatch::start(),
            readiness: Arc::default(),
        }
    }

    /// Whether an event could be written down. Only a write can tell: a full disk still reads, and takes a transaction in
    /// which nothing is written.
    async fn look(&self) -> bool {
        let mut found = self.readiness.lock().await;
        let now = self.running.elapsed();
        let before = found.found_at;
        if before.is_some_and(|before| now.saturating_sub(before) < READINESS_HOLDS) {
            return found.is_ready;
        }
        found.found_at = Some(now);
        let proven = tokio::time::timeout(READINESS_WAIT_MAX, self.app.db.prove_writable()).await;
        let proven = proven.context("the database takes too long to write");
        let is_ready = match proven.and_then(|proven| proven) {
            Ok(()) => true,
            Err(error) => {
                if found.is_ready || before.is_none() {
                    let error = format!("{error:#}");
                    tracing::error!(error, "no events can be taken");
                }
                false
            }
        };
        if is_ready && !found.is_ready && before.is_some() {
            tracing::info!("events can be taken again");
        }
        found.is_ready = is_ready;
        is_ready
    }
}

impl Recorder for Ledgered {
    fn record(&self, event: Event) -> BoxFuture<'_, anyhow::Result<Recorded>> {
        async move {
            let id = event.id.as_str().to_owned();
            let now_ms = self.app.clock.now_ms();
            let record = RecordEvent::new(event, Arc::clone(&self.rules), now_ms);
            Ok(match self.app.db.write(record).await? {
                RecordOutcome::Counted { again } => Recorded::Recorded { event: id, again },
                RecordOutcome::Conflict => Recorded::Conflict,
                RecordOutcome::TooEarly => Recorded::TooEarly,
            })
        }
        .boxed()
    }

    fn is_ready(&self) -> BoxFuture<'_, bool> {
        // Of its own: whoever asks may hang up, and the others are to hear what was found all the same.
        let looking = {
            let this = self.clone();
            tokio::spawn(async move { this.look().await })
        };
        looking.map(|found| found.unwrap_or(false)).boxed()
    }
}
