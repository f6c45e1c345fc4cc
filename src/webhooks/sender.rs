//! The worker: sends what is due, some at once, and writes down what came of it. It can die at any point: what was sent
//! and not written down is sent again under the same id.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use futures::future::join_all;
use tokio_util::sync::CancellationToken;

use super::body;
use super::message::{Conclude, Delivery, Message, Next, Retry, due, next_due_at_ms};
use super::note::take_retry;
use super::post::{Failure, Poster};
use crate::app::App;
use crate::events::MessageId;
use crate::fail_points::{CrashPoint, crash_point};

/// An upper bound on how long a due message or an operator's note is overlooked, and the wait after a failed look.
const IDLE_WAIT_MAX: Duration = Duration::from_secs(15);
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(2);

/// Tells the backend.
pub struct Sender {
    app: Arc<App>,
    poster: Poster,
    database: PathBuf,
}

impl Sender {
    /// Sends what is written down in this application's database, which is that file.
    #[must_use]
    pub fn new(app: Arc<App>, poster: Poster, database: &Path) -> Self {
        Self {
            app,
            poster,
            database: database.to_owned(),
        }
    }

    /// Sends until told to stop. An attempt that is under way then is left: the next start repeats it.
    pub async fn run(self, stop: CancellationToken) {
        let mut commits = self.app.db.commits();
        while !stop.is_cancelled() {
            let wait = tokio::select! {
                wait = self.work() => wait,
                () = stop.cancelled() => return,
            };
            let committed = async {
                let changed = match &mut commits {
                    Some(commits) => commits.changed().await.is_ok(),
                    None => false,
                };
                if !changed {
                    std::future::pending::<()>().await;
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = committed => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Does what can be done now; says how long to wait for more.
    async fn work(&self) -> Duration {
        let worked = async {
            while self.run_due().await? > 0 {}
            let next = next_due_at_ms(&mut *self.app.db.read().await?).await?;
            anyhow::Ok(next)
        };
        match worked.await {
            Ok(Some(due_at_ms)) => {
                let wait_ms = due_at_ms - self.app.clock.now_ms();
                Duration::from_millis(u64::try_from(wait_ms).unwrap_or(0)).min(IDLE_WAIT_MAX)
            }
            Ok(None) => IDLE_WAIT_MAX,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "can't send webhooks");
                WAIT_AFTER_FAULT
            }
        }
    }

    /// Sends what is due now, as many as go at once, and returns how many there were. First an operator's note.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn run_due(&self) -> anyhow::Result<usize> {
        self.heed_operator().await?;
        let now_ms = self.app.clock.now_ms();
        let messages = due(&mut *self.app.db.read().await?, now_ms).await?;
        if messages.is_empty() {
            return Ok(0);
        }
        let attempts = messages.into_iter().map(|message| self.attempt(message));
        let attempts: anyhow::Result<Vec<_>> = join_all(attempts).await.into_iter().collect();
        crash_point(CrashPoint::WebhookSent);
        let deliveries = attempts?;
        let sent = deliveries.len();
        let now_ms = self.app.clock.now_ms();
        self.app.db.write(Conclude { deliveries, now_ms }).await?;
        crash_point(CrashPoint::WebhookConcluded);
        Ok(sent)
    }

    async fn heed_operator(&self) -> anyhow::Result<()> {
        let Some(note) = take_retry(&self.database)? else {
            return Ok(());
        };
        let now_ms = self.app.clock.now_ms();
        let ids = note.ids.clone();
        let messages = self.app.db.write(Retry { ids, now_ms }).await?;
        note.done()?;
        tracing::info!(
            messages,
            "webhooks are sent once more, as an operator asked"
        );
        Ok(())
    }

    async fn attempt(&self, message: Message) -> anyhow::Result<(Message, Delivery)> {
        let body = body::read(&mut *self.app.db.read().await?, &message).await?;
        let Some(body) = body else {
            return Ok((message, Delivery::Nothing));
        };
        let id = MessageId::parse(&message.name()).context("a message has no name")?;
        let now_ms = self.app.clock.now_ms();
        let delivery = match self.poster.deliver(&id, now_ms, body).await {
            Ok(()) => {
                self.app.metrics.webhooks.count(["taken"]);
                Delivery::Taken
            }
            Err(failure) => self.failed(&message, failure),
        };
        Ok((message, delivery))
    }

    fn failed(&self, message: &Message, failure: Failure) -> Delivery {
        let retry_after_ms = match failure {
            Failure::Refused { retry_after_ms, .. } => retry_after_ms,
            _ => None,
        };
        let jitter = self.app.random_share();
        let (id, attempts) = (message.name(), message.attempts + 1);
        let now_ms = self.app.clock.now_ms();
        let next = message.after_failure(now_ms, retry_after_ms, jitter);
        match next {
            Next::Again { due_at_ms } => {
                self.app.metrics.webhooks.count(["failed"]);
                tracing::warn!(id, attempts, due_at_ms, %failure, "a webhook was not taken; it is sent again");
            }
            Next::GivenUp => {
                self.app.metrics.webhooks.count(["given-up"]);
                tracing::error!(id, attempts, %failure, "a webhook is given up: see `sparks outbox`");
            }
        }
        Delivery::Failed {
            failure: failure.to_string(),
            next,
        }
    }
}
