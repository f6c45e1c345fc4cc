//! Taking the roles of members who were erased. It promises that each is asked of Discord until Discord has taken it or
//! says that there is nothing to take, through crashes and outages, and that the member's id is forgotten with the last
//! one. Taking is absolute, so a job needs no lease: whoever dies in between takes it again.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::port::{RoleFailure, RoleGranter};
use super::worker::Worker;
use crate::app::App;
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{RoleId, UserId};
use crate::privacy;

/// An upper bound on how long a due job is overlooked, and the wait after a failed look.
const IDLE_WAIT_MAX: Duration = Duration::from_secs(30);
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(2);
/// What Discord does not do today it does when moderators have put the server right; there is no point in asking often.
const DELAY_MAX_MS: Millis = 60 * 60 * 1_000;
/// When it is given up and said in the log, so that nobody's id is kept for ever for a role that can't be taken.
const GIVE_UP_AFTER_MS: Millis = 30 * 24 * 60 * 60 * 1_000;
/// Discord's code for a role that does not exist.
const NO_SUCH_ROLE: i64 = 10_011;
/// What the audit log says of a role that was taken because its owner erased their data. No words: its readers' languages
/// are not known.
pub const ERASED_REASON: &str = "⌫";

/// Takes the roles of erased members. Cheap to clone.
#[derive(Clone)]
pub struct Remover {
    app: Arc<App>,
    granter: Arc<dyn RoleGranter>,
    worker: Worker,
}

/// A role to take.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Job {
    erasure: i64,
    member: UserId,
    role: RoleId,
    attempts: i64,
    begun_at_ms: Millis,
}

/// What came of one look at a role.
#[derive(Debug)]
enum Step {
    /// It is gone, or not ours to take.
    Done,
    /// It is tried again, because of this.
    Again { due_at_ms: Millis, failure: String },
}

impl Remover {
    /// One that takes turns with this worker: the same person may have come back and redeemed the same role.
    #[must_use]
    pub fn beside(worker: &Worker) -> Self {
        let (app, granter) = worker.tools();
        Self {
            app,
            granter,
            worker: worker.clone(),
        }
    }

    /// Works until told to stop.
    pub async fn run(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let wait = match self.run_next().await {
                Ok(true) => continue,
                Ok(false) => self.until_next_due().await,
                Err(error) => {
                    tracing::error!(
                        error = format!("{error:#}"),
                        "can't take the roles of erased members"
                    );
                    WAIT_AFTER_FAULT
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.app.signals.erased() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Works on all that is due now, and returns how many roles that were. For tests, which drive time themselves.
    ///
    /// # Errors
    /// When the database can't be read or written.
    pub async fn run_due(&self) -> anyhow::Result<usize> {
        let mut worked = 0;
        while self.run_next().await? {
            worked += 1;
        }
        Ok(worked)
    }

    async fn run_next(&self) -> anyhow::Result<bool> {
        let now_ms = self.app.clock.now_ms();
        let Some(job) = due(&mut *self.app.db.read().await?, now_ms).await? else {
            return Ok(false);
        };
        let _turn = self.worker.turn_of(job.member).await;
        let step = self.step(&job).await?;
        if let Step::Again { failure, .. } = &step {
            tracing::warn!(
                erasure = job.erasure,
                role = job.role.0,
                attempts = job.attempts + 1,
                failure,
                "the role of an erased member can't be taken yet"
            );
        }
        let now_ms = self.app.clock.now_ms();
        self.app.db.write(Conclude { job, step, now_ms }).await?;
        Ok(true)
    }

    fn is_overdue(&self, job: &Job) -> bool {
        self.app.clock.now_ms() - job.begun_at_ms > GIVE_UP_AFTER_MS
    }

    async fn step(&self, job: &Job) -> anyhow::Result<Step> {
        match claim(
            &mut *self.app.db.read().await?,
            job,
            self.app.clock.now_ms(),
        )
        .await?
        {
            Claim::None => {}
            Claim::Paid => return Ok(Step::Done),
            // Their own again, when it is delivered; and nobody's id is kept for longer than is said.
            Claim::Open if self.is_overdue(job) => return Ok(Step::Done),
            Claim::Open => {
                return Ok(self.again(job, "redeemed again, not yet delivered".to_owned()));
            }
        }
        let (user, role) = (job.member.to_discord(), job.role.to_discord());
        let failure = match self.granter.withdraw(user, role, ERASED_REASON).await {
            Ok(())
            | Err(
                RoleFailure::MemberGone
                | RoleFailure::Misconfigured {
                    code: NO_SUCH_ROLE, ..
                },
            ) => return Ok(Step::Done),
            Err(failure) => failure,
        };
        if self.is_overdue(job) {
            tracing::error!(
                user = user,
                role = role,
                %failure,
                "the role of an erased member could not be taken in 30 days: take it by hand; their id is forgotten now"
            );
            return Ok(Step::Done);
        }
        Ok(self.again(job, failure.to_string()))
    }

    fn again(&self, job: &Job, failure: String) -> Step {
        let doublings = u32::try_from(job.attempts.clamp(0, 31)).unwrap_or(0);
        let full = self
            .app
            .policy
            .first_delay_ms
            .saturating_mul(1 << doublings)
            .min(DELAY_MAX_MS);
        Step::Again {
            due_at_ms: self.app.clock.now_ms() + full,
            failure,
        }
    }

    async fn until_next_due(&self) -> Duration {
        let next = async {
            let mut connection = self.app.db.read().await?;
            sqlx::query_scalar::<_, Option<Millis>>("SELECT MIN(due_at_ms) FROM erasure_role")
                .fetch_one(&mut *connection)
                .await
        };
        match next.await {
            Ok(Some(due_at_ms)) => {
                let wait_ms = due_at_ms - self.app.clock.now_ms();
                Duration::from_millis(u64::try_from(wait_ms).unwrap_or(0)).min(IDLE_WAIT_MAX)
            }
            Ok(None) => IDLE_WAIT_MAX,
            Err(_) => WAIT_AFTER_FAULT,
        }
    }
}

async fn due(connection: &mut Connection, now_ms: Millis) -> sqlx::Result<Option<Job>> {
    sqlx::query_as(
        "SELECT erasure.id AS erasure, member_id AS member, role_id AS role, attempts, begun_at_ms
         FROM erasure_role JOIN erasure ON erasure.id = erasure_id AND member_id IS NOT NULL
         WHERE due_at_ms <= $1 OR due_at_ms > $2 ORDER BY due_at_ms, erasure.id, role_id LIMIT 1",
    )
    .bind(now_ms)
    // Nothing is due later than this, unless the clock was set back since.
    .bind(now_ms + DELAY_MAX_MS)
    .fetch_optional(connection)
    .await
}

/// Whether the same person, back with a new account, has redeemed the role anew.
enum Claim {
    None,
    /// It is being delivered, and it is not known yet whether it will be theirs.
    Open,
    /// It is theirs.
    Paid,
}

async fn claim(connection: &mut Connection, job: &Job, now_ms: Millis) -> sqlx::Result<Claim> {
    let states: Vec<String> = sqlx::query_scalar(
        "SELECT CASE WHEN ends_at_ms <= $3 THEN 'over' ELSE redemption.state END FROM redemption
         JOIN perk ON perk.id = redemption.perk_id
         JOIN account ON account.id = redemption.account_id AND account.kind = 'member'
         LEFT JOIN role_expiry ON role_expiry.redemption_id = redemption.id
         WHERE account.owner_id = $1 AND perk.role_id = $2",
    )
    .bind(job.member)
    .bind(job.role)
    .bind(now_ms)
    .fetch_all(connection)
    .await?;
    let is_any = |known: &[&str]| states.iter().any(|state| known.contains(&state.as_str()));
    Ok(if is_any(&["settled"]) {
        Claim::Paid
    } else if is_any(&["held", "review"]) {
        Claim::Open
    } else {
        Claim::None
    })
}

/// Writes down what came of it; the last role takes the member's id with it.
struct Conclude {
    job: Job,
    step: Step,
    now_ms: Millis,
}

impl Write for Conclude {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        match &self.step {
            Step::Done => {
                sqlx::query("DELETE FROM erasure_role WHERE erasure_id = $1 AND role_id = $2")
                    .bind(self.job.erasure)
                    .bind(self.job.role)
                    .execute(&mut *tx)
                    .await?;
                privacy::forget_when_done(tx, self.job.erasure, self.now_ms).await?;
            }
            Step::Again { due_at_ms, failure } => {
                sqlx::query(
                    "UPDATE erasure_role SET attempts = attempts + 1, due_at_ms = $1, last_failure = $2
                     WHERE erasure_id = $3 AND role_id = $4",
                )
                .bind(due_at_ms)
                .bind(failure)
                .bind(self.job.erasure)
                .bind(self.job.role)
                .execute(tx)
                .await?;
            }
        }
        Ok(())
    }
}
