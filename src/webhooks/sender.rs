//! The worker: sends what is due, some at once, and writes down what came of it. It can die at any point: what was sent
//! and not written down is sent again under the same id.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use futures::future::join_all;
use tokio_util::sync::CancellationToken;

use super::body;
use super::message::{Conclude, Delivery, Message, Next, Retry, due, next_due_at_ms};
use super::note::{set_aside, take_retry};
use super::post::{Failure, Poster};
use crate::app::App;
use crate::clock::Millis;
use crate::events::MessageId;
use crate::fail_points::{CrashPoint, crash_point};

/// An upper bound on how long a due message or an operator's note is overlooked, and the wait after a failed look.
const IDLE_WAIT_MAX: Duration = Duration::from_secs(15);
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(2);
/// How long is waited after a commit for others: most commits are about something else, and each is heard of.
const GATHER: Duration = Duration::from_millis(100);
/// What an operator reads of a message whose words could not be read.
const UNREADABLE: &str = "our own database could not be read: see the log";

/// Tells the backend.
pub struct Sender {
    app: Arc<App>,
    poster: Poster,
    database: PathBuf,
    /// Whether it was said of the operator's note that it can't be carried out.
    is_note_bad: AtomicBool,
}

impl Sender {
    /// Sends what is written down in this application's database, which is that file.
    #[must_use]
    pub fn new(app: Arc<App>, poster: Poster, database: &Path) -> Self {
        Self {
            app,
            poster,
            database: database.to_owned(),
            is_note_bad: AtomicBool::new(false),
        }
    }

    /// Sends until told to stop. An attempt that is under way then is left: the next start repeats it.
    pub async fn run(self, stop: CancellationToken) {
        let mut commits = self.app.db.commits();
        while !stop.is_cancelled() {
            // What was gathered is seen by this look.
            if let Some(commits) = &mut commits {
                commits.borrow_and_update();
            }
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
                tokio::time::sleep(GATHER).await;
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

    /// Sends what is due now, as many as go at once, and returns how many there were. First an operator's note, which is
    /// passed over where it can't be carried out.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn run_due(&self) -> anyhow::Result<usize> {
        let heeded = self.heed_operator().await;
        self.note_heeded(heeded);
        let now_ms = self.app.clock.now_ms();
        let messages = due(&mut *self.app.db.read().await?, now_ms).await?;
        if messages.is_empty() {
            return Ok(0);
        }
        let attempts = messages.into_iter().map(|message| self.attempt(message));
        let deliveries = join_all(attempts).await;
        crash_point(CrashPoint::WebhookSent);
        let sent = deliveries.len();
        let now_ms = self.app.clock.now_ms();
        self.app.db.write(Conclude { deliveries, now_ms }).await?;
        crash_point(CrashPoint::WebhookConcluded);
        Ok(sent)
    }

    async fn heed_operator(&self) -> anyhow::Result<()> {
        let now_ms = self.app.clock.now_ms();
        let taken = take_retry(&self.database).or_else(|error| {
            if let Some(aside) = set_aside(&self.database, now_ms)? {
                let (aside, error) = (aside.display(), format!("{error:#}"));
                tracing::error!(%aside, error, "the note of `sparks outbox retry` is set aside");
                return Ok(None);
            }
            Err(error)
        });
        let Some(note) = taken? else {
            return Ok(());
        };
        let ids = note.ids.clone();
        let messages = self.app.db.write(Retry { ids, now_ms }).await?;
        note.done()?;
        tracing::info!(
            messages,
            "webhooks are sent once more, as an operator asked"
        );
        Ok(())
    }

    /// Says once that a note can neither be carried out nor be set aside, which whoever owns the folder has to see to.
    fn note_heeded(&self, heeded: anyhow::Result<()>) {
        let Err(error) = heeded else {
            self.is_note_bad.store(false, Ordering::Relaxed);
            return;
        };
        if self.is_note_bad.swap(true, Ordering::Relaxed) {
            return;
        }
        tracing::error!(
            error = format!("{error:#}"),
            "can't carry out the note of `sparks outbox retry`; webhooks are sent all the same"
        );
    }

    /// Tries one. What is wrong with it is its own matter: the others' outcomes are written down.
    async fn attempt(&self, message: Message) -> (Message, Delivery) {
        let delivery = match self.body(&message).await {
            Ok(None) => Delivery::Nothing,
            Ok(Some((id, body))) => {
                let now_ms = self.app.clock.now_ms();
                match self.poster.deliver(&id, now_ms, body).await {
                    Ok(()) => {
                        self.app.metrics.webhooks.count(["taken"]);
                        Delivery::Taken
                    }
                    Err(failure) => {
                        let retry_after_ms = match failure {
                            Failure::Refused { retry_after_ms, .. } => retry_after_ms,
                            _ => None,
                        };
                        self.failed(&message, &failure.to_string(), retry_after_ms)
                    }
                }
            }
            Err(error) => {
                let error = format!("{error:#}");
                tracing::error!(id = message.name(), error, "a webhook can't be read");
                self.failed(&message, UNREADABLE, None)
            }
        };
        (message, delivery)
    }

    async fn body(&self, message: &Message) -> anyhow::Result<Option<(MessageId, String)>> {
        let body = body::read(&mut *self.app.db.read().await?, message).await?;
        let id = MessageId::parse(&message.name()).context("a message has no name")?;
        Ok(body.map(|body| (id, body)))
    }

    fn failed(&self, message: &Message, failure: &str, retry_after_ms: Option<Millis>) -> Delivery {
        let jitter = self.app.random_share();
        let (id, attempts) = (message.name(), message.attempts + 1);
        let now_ms = self.app.clock.now_ms();
        let next = message.after_failure(now_ms, retry_after_ms, jitter);
        match next {
            Next::Again { due_at_ms } => {
                self.app.metrics.webhooks.count(["failed"]);
                tracing::warn!(
                    id,
                    attempts,
                    due_at_ms,
                    failure,
                    "a webhook was not taken; it is sent again"
                );
            }
            Next::GivenUp => {
                self.app.metrics.webhooks.count(["given-up"]);
                tracing::error!(
                    id,
                    attempts,
                    failure,
                    "a webhook is given up: see `sparks outbox`"
                );
            }
        }
        Delivery::Failed {
            failure: failure.to_owned(),
            next,
        }
    }
}
