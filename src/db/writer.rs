//! The one writer: a task that owns the only connection that can write, and takes operations in turn. Operations that
//! wait at the same time share one commit (group commit), since the disk's sync is what a commit costs.
//!
//! An operation runs to its end even when its caller has gone, so no transaction is ever left half-way by a timeout. It
//! may run more than once: when a neighbour in the group fails, the group is undone and each runs alone, and when a
//! COMMIT fails without saying whether it happened, the operation runs again and finds its own idempotency key.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, SqliteConnection};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::checkpoint::Log;
use super::lock::FileLock;
use super::open::reconnect_writer;
use super::trouble::explained;
use crate::clock::Stopwatch;
use crate::fail_points::{Canary, CrashPoint, crash_point, is_planted};
use crate::metrics::Histogram;

/// Callers wait in this queue; beyond it they wait to enter.
const QUEUE_LENGTH_MAX: usize = 1_024;
/// Bounds how long the first of a group waits for the last.
const GROUP_SIZE_MAX: usize = 64;
/// A second try tells a passing failure (a checkpoint, a lock) from a lasting one.
const ATTEMPTS_MAX: u32 = 2;
/// How long a commit is put off by the bug [`Canary::AcknowledgeBeforeCommit`].
const CANARY_COMMIT_DELAY: Duration = Duration::from_millis(300);

/// An operation that writes, in one transaction of its own.
///
/// It returns `Ok` with what to tell the caller, refusals included: that commits. It returns `Err` only for what was
/// not expected: that undoes everything it wrote. It must be safe to run again after an unknown commit.
pub trait Write: Send + Sync + 'static {
    /// What the caller gets.
    type Outcome: Send + 'static;

    /// Reads, decides and writes. Called inside a transaction.
    fn apply(
        &self,
        tx: &mut SqliteConnection,
    ) -> impl Future<Output = anyhow::Result<Self::Outcome>> + Send;
}

/// An operation with its caller, the outcome's type erased.
trait Job: Send {
    fn apply<'a>(&'a mut self, tx: &'a mut SqliteConnection) -> BoxFuture<'a, anyhow::Result<()>>;
    fn reply(self: Box<Self>, committed: anyhow::Result<()>);
}

struct Waiting<W: Write> {
    operation: W,
    outcome: Option<W::Outcome>,
    /// `None` once it has been told.
    caller: Option<oneshot::Sender<anyhow::Result<W::Outcome>>>,
}

impl<W: Write> Job for Waiting<W> {
    fn apply<'a>(&'a mut self, tx: &'a mut SqliteConnection) -> BoxFuture<'a, anyhow::Result<()>> {
        Box::pin(async move {
            // A panic in one operation must not end the writer for all.
            let outcome = AssertUnwindSafe(self.operation.apply(tx))
                .catch_unwind()
                .await;
            self.outcome = Some(outcome.map_err(|_| anyhow::anyhow!("the write panicked"))??);
            if is_planted(Canary::AcknowledgeBeforeCommit) {
                self.tell(Ok(()));
            }
            Ok(())
        })
    }

    fn reply(mut self: Box<Self>, committed: anyhow::Result<()>) {
        self.tell(committed);
    }
}

impl<W: Write> Waiting<W> {
    fn tell(&mut self, committed: anyhow::Result<()>) {
        let outcome = self.outcome.take().context("the write has no outcome");
        if let Some(caller) = self.caller.take() {
            // A caller that has gone needs no answer.
            let _ = caller.send(committed.and(outcome));
        }
    }
}

#[derive(Debug)]
pub(super) struct Writer {
    queue: mpsc::Sender<Box<dyn Job>>,
    stop: CancellationToken,
    task: TaskTracker,
    commits: watch::Receiver<u64>,
    latency: Arc<Histogram>,
}

impl Writer {
    pub(super) fn start(
        connection: SqliteConnection,
        options: SqliteConnectOptions,
        copier: SqliteConnection,
        lock: FileLock,
    ) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE_LENGTH_MAX);
        let (stop, task) = (CancellationToken::new(), TaskTracker::new());
        let (committed, commits) = watch::channel(0);
        let latency = Arc::<Histogram>::default();
        let log = Log::default();
        let copying = log
            .clone()
            .keep_copying(copier, commits.clone(), stop.clone());
        let writer = WriterTask {
            latency: Arc::clone(&latency),
            connection: Some(connection),
            options,
            _lock: lock,
            committed,
            log,
            copying: tokio::spawn(copying),
        };
        task.spawn(writer.run(waiting, stop.clone()));
        task.close();
        Self {
            queue,
            stop,
            task,
            commits,
            latency,
        }
    }

    pub(super) async fn write<W: Write>(&self, operation: W) -> anyhow::Result<W::Outcome> {
        let (caller, answer) = oneshot::channel();
        self.queue
            .send(Box::new(Waiting {
                operation,
                outcome: None,
                caller: Some(caller),
            }))
            .await
            .map_err(|_| anyhow::anyhow!("the database is closed"))?;
        answer
            .await
            .context("the writer ended before it answered")?
    }

    /// Changes with every commit.
    pub(super) fn commits(&self) -> watch::Receiver<u64> {
        self.commits.clone()
    }

    /// How long transactions took, from their beginning to the disk.
    pub(super) fn latency(&self) -> &Histogram {
        &self.latency
    }

    /// Commits what waits, takes no more, and closes the connection.
    pub(super) async fn close(&self) {
        self.stop.cancel();
        self.task.wait().await;
    }
}

struct WriterTask {
    /// `None` after a failure: the next write opens a new one.
    connection: Option<SqliteConnection>,
    options: SqliteConnectOptions,
    // Held until the last write is done, also when the handle has gone before.
    _lock: FileLock,
    /// For who wants to look when something was written.
    committed: watch::Sender<u64>,
    latency: Arc<Histogram>,
    log: Log,
    /// Copies the log into the file.
    copying: JoinHandle<()>,
}

impl WriterTask {
    async fn run(mut self, mut waiting: mpsc::Receiver<Box<dyn Job>>, stop: CancellationToken) {
        let mut group = Vec::with_capacity(GROUP_SIZE_MAX);
        loop {
            let taken = tokio::select! {
                biased;
                // Closing the queue refuses new operations; those in it are still received.
                () = stop.cancelled(), if !waiting.is_closed() => {
                    waiting.close();
                    continue;
                }
                taken = waiting.recv_many(&mut group, GROUP_SIZE_MAX) => taken,
            };
            if taken == 0 {
                break;
            }
            self.commit_group(&mut group).await;
            crash_point(CrashPoint::CallersTold);
            if let Some(connection) = &mut self.connection {
                self.log.shorten(connection).await;
            }
        }
        // Who closes last folds the log into the file.
        stop.cancel();
        if let Err(error) = self.copying.await {
            tracing::error!(%error, "what copies the log has ended early");
        }
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the database did not close cleanly; the next start recovers it");
        }
    }

    async fn commit_group(&mut self, group: &mut Vec<Box<dyn Job>>) {
        let alone = group.len() == 1;
        let committed = self.transaction(group).await;
        if committed.is_ok() {
            for job in group.drain(..) {
                job.reply(Ok(()));
            }
            return;
        }
        let mut first_failure = committed.err().filter(|_| alone);
        for mut job in group.drain(..) {
            let result = self.retry_alone(&mut job, first_failure.take()).await;
            job.reply(result);
        }
    }

    /// One operation in a transaction of its own, tried again once unless the operation itself failed twice.
    async fn retry_alone(
        &mut self,
        job: &mut Box<dyn Job>,
        mut failure: Option<anyhow::Error>,
    ) -> anyhow::Result<()> {
        let attempts = ATTEMPTS_MAX - u32::from(failure.is_some());
        for _ in 0..attempts {
            match self.transaction(std::slice::from_mut(job)).await {
                Ok(()) => return Ok(()),
                Err(error) => failure = Some(error),
            }
        }
        Err(failure.unwrap_or_else(|| anyhow::anyhow!("the write was not tried")))
    }

    /// All of them or none. After any failure the connection is thrown away: SQLite may have left the transaction by
    /// itself (disk full) or still be in it, and a closed connection is in none.
    async fn transaction(&mut self, jobs: &mut [Box<dyn Job>]) -> anyhow::Result<()> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => reconnect_writer(self.options.get_filename(), &self.options, &self.log)
                .await
                .map_err(|error| explained(error.into()))?,
        };
        let running = Stopwatch::start();
        match commit(&mut connection, jobs).await {
            Ok(()) => {
                self.latency.observe(running.elapsed());
                self.connection = Some(connection);
                self.committed.send_modify(|commits| *commits += 1);
                Ok(())
            }
            Err(error) => {
                let _ = connection.close().await;
                Err(explained(error))
            }
        }
    }
}

async fn commit(
    connection: &mut SqliteConnection,
    jobs: &mut [Box<dyn Job>],
) -> anyhow::Result<()> {
    // IMMEDIATE: a deferred transaction that turns into a writing one fails at once when another wrote in between.
    let begin = if is_planted(Canary::DeferredBegin) {
        "BEGIN"
    } else {
        "BEGIN IMMEDIATE"
    };
    sqlx::query(begin)
        .execute(&mut *connection)
        .await
        .context("BEGIN")?;
    crash_point(CrashPoint::WriterBegun);
    for job in jobs {
        job.apply(connection).await?;
    }
    if is_planted(Canary::AcknowledgeBeforeCommit) {
        // Time for what the callers do about it: a commit that is put off is the bug's usual form.
        tokio::time::sleep(CANARY_COMMIT_DELAY).await;
    }
    crash_point(CrashPoint::CommitBefore);
    sqlx::query("COMMIT")
        .execute(&mut *connection)
        .await
        .context("COMMIT")?;
    crash_point(CrashPoint::CommitAfter);
    Ok(())
}
