//! The worker: leases due jobs, asks Discord, writes down what came of it. It can die at any point; the next process
//! releases its leases, or they run out, and Discord is asked again, which changes nothing if it was done.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::port::{FailureKind, RoleFailure, RoleGranter};
use super::queue::{
    Conclude, Lease, ReleaseLeases, latest_attempt, next_due_at_ms, role_is_paid_otherwise,
};
use super::retry::{Action, Attempt, Leased, Policy, Step, next};
use crate::app::App;
use crate::complaint::Complaint;
use crate::fail_points::{Canary, CrashPoint, crash_point, is_planted};
use crate::ids::UserId;

/// An upper bound on how long a due job is overlooked when nobody wakes the worker, and after a failed look.
const IDLE_WAIT_MAX: Duration = Duration::from_secs(30);
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(2);

/// Delivers redemptions. Cheap to clone.
#[derive(Clone)]
pub struct Worker {
    app: Arc<App>,
    granter: Arc<dyn RoleGranter>,
    policy: Policy,
    slots: Arc<Semaphore>,
    turns: Arc<Turns>,
    complaints: Arc<Complaints>,
}

impl Worker {
    /// A worker over this application's queue.
    #[must_use]
    pub fn new(app: Arc<App>, granter: Arc<dyn RoleGranter>) -> Self {
        let policy = app.policy;
        Self {
            app,
            granter,
            policy,
            slots: Arc::new(Semaphore::new(policy.parallel_max)),
            turns: Arc::default(),
            complaints: Arc::default(),
        }
    }

    /// Takes over what a process that died was working on, which can be done at once: only one process at a time has the
    /// database. To be called once, before this one leases anything. Returns how many jobs there were.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn take_over(&self) -> anyhow::Result<u64> {
        let now_ms = self.app.clock.now_ms();
        let jobs = self.app.db.write(ReleaseLeases { now_ms }).await?;
        if jobs > 0 {
            tracing::warn!(jobs, "deliveries were cut off; they are taken up again");
        }
        Ok(jobs)
    }

    /// Works until told to stop, then waits for the attempts under way.
    pub async fn run(self, stop: CancellationToken) {
        let attempts = TaskTracker::new();
        while !stop.is_cancelled() && !self.is_halted() {
            let Ok(slot) = Arc::clone(&self.slots).acquire_owned().await else {
                break;
            };
            match self.lease().await {
                Ok(Some(job)) => {
                    let worker = self.clone();
                    attempts.spawn(async move {
                        worker.attempt(&job).await;
                        drop(slot);
                    });
                }
                Ok(None) => {
                    drop(slot);
                    self.wait_for_work(&stop).await;
                }
                Err(error) => {
                    drop(slot);
                    if self
                        .complaints
                        .leasing
                        .is_worth_saying(self.app.clock.now_ms())
                    {
                        let error = format!("{error:#}");
                        tracing::error!(error, "can't look for deliveries; still trying");
                    }
                    let _ = tokio::time::timeout(WAIT_AFTER_FAULT, stop.cancelled()).await;
                }
            }
        }
        attempts.close();
        attempts.wait().await;
    }

    /// Works on all jobs that are due now, one after another, and returns how many there were. For tests, which drive
    /// time themselves.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn run_due(&self) -> anyhow::Result<usize> {
        let mut worked = 0;
        while !self.is_halted()
            && let Some(job) = self.lease().await?
        {
            self.attempt(&job).await;
            worked += 1;
        }
        Ok(worked)
    }

    /// Whether Discord refused the token, so that all delivery stands still.
    #[must_use]
    pub fn is_halted(&self) -> bool {
        self.app.signals.delivery_is_stopped()
    }

    /// What it works with, for who works beside it.
    pub(super) fn tools(&self) -> (Arc<App>, Arc<dyn RoleGranter>) {
        (Arc::clone(&self.app), Arc::clone(&self.granter))
    }

    /// Waits until nothing else is done about this member's roles; the turn ends when what is returned is dropped.
    pub(super) async fn turn_of(&self, member: UserId) -> tokio::sync::OwnedMutexGuard<()> {
        self.turns.of(member).lock_owned().await
    }

    async fn lease(&self) -> anyhow::Result<Option<Leased>> {
        let lease = Lease {
            now_ms: self.app.clock.now_ms(),
            policy: self.policy,
        };
        let leased = self.app.db.write(lease).await?;
        if self.complaints.leasing.is_over() {
            tracing::info!("deliveries can be looked for again");
        }
        Ok(leased)
    }

    async fn wait_for_work(&self, stop: &CancellationToken) {
        let wait = match self.until_next_due().await {
            Ok(wait) => {
                self.complaints.waiting.is_over();
                wait.min(IDLE_WAIT_MAX)
            }
            Err(error) => {
                if self
                    .complaints
                    .waiting
                    .is_worth_saying(self.app.clock.now_ms())
                {
                    tracing::error!(%error, "can't look when the next delivery is due; still trying");
                }
                WAIT_AFTER_FAULT
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.app.signals.redeemed() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }

    async fn until_next_due(&self) -> sqlx::Result<Duration> {
        let now_ms = self.app.clock.now_ms();
        let mut connection = self.app.db.read().await?;
        let due_at_ms = next_due_at_ms(&mut connection, &self.policy, now_ms).await?;
        Ok(due_at_ms.map_or(IDLE_WAIT_MAX, |due_at_ms| {
            Duration::from_millis(u64::try_from(due_at_ms - now_ms).unwrap_or(0))
        }))
    }

    async fn attempt(&self, job: &Leased) {
        // One at a time for each member: taking a role back must not cross the delivery of the same role.
        let _turn = self.turn_of(job.member).await;
        let attempt = match self.ask_discord(job).await {
            Ok(Some(attempt)) => attempt,
            // While it waited for its turn its lease ran out, or a moderator decided otherwise: the job is another's,
            // another one, or done.
            Ok(None) => return,
            Err(error) => {
                // The lease runs out and the attempt is repeated.
                tracing::error!(redemption = job.redemption.0, %error, "can't prepare a delivery");
                return;
            }
        };
        let now_ms = self.app.clock.now_ms();
        let step = next(job, &attempt, now_ms, &self.policy, self.app.random_share());
        let failure = failure_of(&attempt);
        report(job, step, failure);
        if matches!(step, Step::Halt { .. }) {
            self.app.signals.stop_delivery();
        }
        let conclude = Conclude {
            redemption: job.redemption,
            attempt: job.into(),
            step,
            misconfigured: match failure {
                Some(RoleFailure::Misconfigured { code, .. }) if job.action == Action::Deliver => {
                    Some(*code)
                }
                _ => None,
            },
            failure: failure
                .map(|failure| (failure.kind(), failure.to_string()))
                .or_else(|| role_stays(&attempt)),
            failure_code: failure.and_then(RoleFailure::code),
            now_ms,
        };
        let concluded = self.app.db.write(conclude).await;
        crash_point(match job.action {
            Action::Deliver => CrashPoint::DeliveryConcluded,
            Action::Withdraw(_) => CrashPoint::WithdrawalConcluded,
        });
        // It may be due again before anything that the worker waits for by now, and the member's next job can go out.
        self.app.signals.wake_worker();
        match concluded {
            Ok(true) => self.app.signals.finished(job.redemption),
            Ok(false) => {}
            // The lease runs out and the attempt is repeated.
            Err(error) => tracing::error!(
                redemption = job.redemption.0,
                error = format!("{error:#}"),
                "can't write down a delivery; it will be tried again"
            ),
        }
    }

    async fn ask_discord(&self, job: &Leased) -> sqlx::Result<Option<Attempt>> {
        let latest = latest_attempt(&mut *self.app.db.read().await?, job.redemption).await?;
        if latest != Some(job.into()) {
            return Ok(None);
        }
        let (user, role) = (job.member.to_discord(), job.role.to_discord());
        Ok(Some(match job.action {
            // What was never tried is tried once, however late: after a day of downtime, or a clock that jumped.
            Action::Deliver
                if job.attempts > 1 && self.app.clock.now_ms() >= job.deadline_at_ms =>
            {
                Attempt::Expired
            }
            Action::Deliver => {
                // What moderators look it up by, and no word: the audit log is read in every language.
                let reason = format!("R-{}", job.redemption);
                crash_point(CrashPoint::DeliveryLeased);
                let granted = self.granter.grant(user, role, &reason).await;
                crash_point(CrashPoint::DeliveryAsked);
                Attempt::Granted(granted)
            }
            Action::Withdraw(_) => {
                let is_paid = role_is_paid_otherwise(
                    &mut *self.app.db.read().await?,
                    job,
                    self.app.clock.now_ms(),
                )
                .await?;
                if is_paid || is_planted(Canary::VoidWithoutLooking) {
                    // It was paid for, so it stays.
                    return Ok(Some(Attempt::Withdrawn {
                        removal: Ok(()),
                        holds: None,
                    }));
                }
                let reason = format!("R-{} ↩", job.redemption);
                crash_point(CrashPoint::WithdrawalLeased);
                let removal = self.granter.withdraw(user, role, &reason).await;
                crash_point(CrashPoint::WithdrawalAsked);
                let holds = match &removal {
                    Ok(())
                    | Err(RoleFailure::Misconfigured { .. } | RoleFailure::Unknown { .. }) => {
                        Some(self.granter.holds(user, role).await)
                    }
                    Err(_) => None,
                };
                crash_point(CrashPoint::WithdrawalLookedUp);
                Attempt::Withdrawn { removal, holds }
            }
        }))
    }
}

/// What a bad disk makes the worker meet every two seconds.
#[derive(Default)]
struct Complaints {
    leasing: Complaint,
    waiting: Complaint,
}

/// One lock for each member whose redemptions are being worked on.
#[derive(Default)]
struct Turns(Mutex<HashMap<UserId, Weak<tokio::sync::Mutex<()>>>>);

impl Turns {
    fn of(&self, member: UserId) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(&member).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::new(tokio::sync::Mutex::new(()));
        turns.insert(member, Arc::downgrade(&turn));
        turn
    }
}

fn failure_of(attempt: &Attempt) -> Option<&RoleFailure> {
    match attempt {
        Attempt::Expired => None,
        Attempt::Granted(result) => result.as_ref().err(),
        Attempt::Withdrawn { removal, holds } => removal
            .as_ref()
            .err()
            .or_else(|| holds.as_ref().and_then(|holds| holds.as_ref().err())),
    }
}

/// No call failed, and still the role is there.
fn role_stays(attempt: &Attempt) -> Option<(FailureKind, String)> {
    let stays = matches!(
        attempt,
        Attempt::Withdrawn {
            holds: Some(Ok(true)),
            ..
        }
    );
    stays.then(|| (FailureKind::RoleStays, "the role is still there".to_owned()))
}

fn report(job: &Leased, step: Step, failure: Option<&RoleFailure>) {
    let redemption = job.redemption.0;
    if let (Action::Deliver, Some(RoleFailure::Misconfigured { code, .. })) = (job.action, failure)
    {
        tracing::error!(
            redemption,
            code,
            "Discord does not let us give this role: the perk is paused; see /perk list for what to do"
        );
    }
    let (attempts, failure) = (job.attempts, failure.map(tracing::field::display));
    match step {
        Step::End(resolution) => tracing::info!(
            redemption,
            attempts,
            ?resolution,
            failure,
            "redemption ended"
        ),
        Step::Again { due_at_ms, .. } => {
            tracing::warn!(
                redemption,
                attempts,
                due_at_ms,
                failure,
                "delivery failed, will be tried again"
            );
        }
        Step::Withdraw { reason, .. } => {
            tracing::warn!(
                redemption,
                attempts,
                ?reason,
                failure,
                "delivery given up, making sure it did not happen"
            );
        }
        Step::Review => tracing::error!(
            redemption,
            attempts,
            failure,
            "redemption needs a moderator's review"
        ),
        Step::Halt { .. } => tracing::error!(
            redemption,
            "Discord refuses the token: all delivery stands still, Sparks stay held; set a valid DISCORD_TOKEN and restart"
        ),
    }
}
