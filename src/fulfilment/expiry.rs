//! Taking roles that were redeemed for a time, when that is over. It promises that each is asked of Discord until Discord
//! has taken it or says that there is nothing to take, through crashes and outages; that a role stays which another
//! redemption still pays for; and that its member is told ([`due_farewell`]). Taking is absolute, so a job needs no lease:
//! whoever dies in between takes it again.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::port::{RoleFailure, RoleGranter};
use super::worker::Worker;
use crate::app::App;
use crate::backoff::Backoff;
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::fail_points::{CrashPoint, crash_point};
use crate::ids::{RedemptionId, RoleId, UserId};

/// An upper bound on how long a due role is overlooked, and the wait after a failed look.
const IDLE_WAIT_MAX: Duration = Duration::from_secs(30);
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(2);
/// What Discord does not do today it does when moderators have put the server right; there is no point in asking often.
pub const DELAY_MAX_MS: Millis = 60 * 60 * 1_000;
/// Discord's code for a role that does not exist.
const NO_SUCH_ROLE: i64 = 10_011;

/// Takes the roles whose time is over. Cheap to clone.
#[derive(Clone)]
pub struct Expirer {
    app: Arc<App>,
    granter: Arc<dyn RoleGranter>,
    worker: Worker,
}

/// A role to take.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Job {
    redemption: RedemptionId,
    member: UserId,
    role: RoleId,
    attempts: i64,
}

/// What came of one look at a role.
#[derive(Debug)]
enum Step {
    /// It is gone: the member is to be told.
    Taken,
    /// It is another redemption's, or the member is not here: there is nothing to tell.
    Over,
    /// It is tried again, because of this.
    Again { due_at_ms: Millis, failure: String },
    /// It is not to be taken yet: the member is redeeming it again.
    Wait { due_at_ms: Millis },
}

impl Expirer {
    /// One that takes turns with this worker: the member may be redeeming the same role.
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
                    let error = format!("{error:#}");
                    tracing::error!(error, "can't take the roles whose time is over");
                    WAIT_AFTER_FAULT
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.app.signals.expiring() => {}
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
                redemption = job.redemption.0,
                role = job.role.0,
                attempts = job.attempts + 1,
                failure,
                "a role whose time is over can't be taken yet"
            );
        }
        let now_ms = self.app.clock.now_ms();
        let redemption = job.redemption;
        let conclude = Conclude {
            redemption,
            step,
            now_ms,
        };
        self.app.db.write(conclude).await?;
        crash_point(CrashPoint::ExpiryConcluded);
        self.app.signals.wake_farewells();
        Ok(true)
    }

    async fn step(&self, job: &Job) -> anyhow::Result<Step> {
        let now_ms = self.app.clock.now_ms();
        match claim(&mut *self.app.db.read().await?, job, now_ms).await? {
            Claim::None => {}
            Claim::Paid => return Ok(Step::Over),
            Claim::Open => {
                let due_at_ms = now_ms + wait_ms(&self.app, job.attempts + 1);
                return Ok(Step::Wait { due_at_ms });
            }
        }
        let (user, role) = (job.member.to_discord(), job.role.to_discord());
        // What moderators look it up by, and no word: the audit log is read in every language.
        let reason = format!("R-{} ⌛", job.redemption);
        let taken = self.granter.withdraw(user, role, &reason).await;
        crash_point(CrashPoint::ExpiryAsked);
        Ok(match taken {
            Ok(())
            | Err(RoleFailure::Misconfigured {
                code: NO_SUCH_ROLE, ..
            }) => Step::Taken,
            Err(RoleFailure::MemberGone) => Step::Over,
            Err(failure) => self.again(job, failure.to_string()),
        })
    }

    fn again(&self, job: &Job, failure: String) -> Step {
        Step::Again {
            due_at_ms: self.app.clock.now_ms() + wait_ms(&self.app, job.attempts + 1),
            failure,
        }
    }

    async fn until_next_due(&self) -> Duration {
        let next = async {
            let mut connection = self.app.db.read().await?;
            sqlx::query_scalar::<_, Option<Millis>>("SELECT MIN(due_at_ms) FROM role_expiry")
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

/// The wait after so many failures.
pub(super) fn wait_ms(app: &App, failures: i64) -> Millis {
    let backoff = Backoff {
        first_ms: app.policy.first_delay_ms,
        max_ms: DELAY_MAX_MS,
    };
    backoff.wait_ms(failures, app.random_share())
}

async fn due(connection: &mut Connection, now_ms: Millis) -> sqlx::Result<Option<Job>> {
    sqlx::query_as(
        "SELECT redemption_id AS redemption, account.owner_id AS member, perk.role_id AS role, attempts
         FROM role_expiry JOIN redemption ON redemption.id = redemption_id
         JOIN account ON account.id = redemption.account_id JOIN perk ON perk.id = redemption.perk_id
         WHERE due_at_ms <= $1 OR (attempts > 0 AND due_at_ms > $2) ORDER BY due_at_ms, redemption_id LIMIT 1",
    )
    .bind(now_ms)
    // What is tried again is due no later than this, unless the clock was set back since.
    .bind(now_ms + DELAY_MAX_MS)
    .fetch_optional(connection)
    .await
}

/// Whether another redemption of the same member pays for the role.
enum Claim {
    None,
    /// It is being delivered, and it is not known yet whether it will be theirs.
    Open,
    /// It does.
    Paid,
}

async fn claim(connection: &mut Connection, job: &Job, now_ms: Millis) -> sqlx::Result<Claim> {
    let (paid, open): (bool, bool) = sqlx::query_as(
        "SELECT COALESCE(MAX(other.state = 'settled' AND (ends_at_ms IS NULL OR ends_at_ms > $3)), false),
            COALESCE(MAX(other.state IN ('held', 'review')), false)
         FROM redemption AS other JOIN perk ON perk.id = other.perk_id
         JOIN account ON account.id = other.account_id AND account.kind = 'member'
         LEFT JOIN role_expiry ON role_expiry.redemption_id = other.id
         WHERE account.owner_id = $1 AND perk.role_id = $2 AND other.id <> $4",
    )
    .bind(job.member)
    .bind(job.role)
    .bind(now_ms)
    .bind(job.redemption)
    .fetch_one(connection)
    .await?;
    Ok(match (paid, open) {
        (true, _) => Claim::Paid,
        (false, true) => Claim::Open,
        (false, false) => Claim::None,
    })
}

/// Writes down what came of it.
struct Conclude {
    redemption: RedemptionId,
    step: Step,
    now_ms: Millis,
}

impl Write for Conclude {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        let query = match &self.step {
            Step::Taken | Step::Over => {
                let tell_at_ms = matches!(self.step, Step::Taken).then_some(self.now_ms);
                sqlx::query(
                    "UPDATE role_expiry SET ended_at_ms = $1, due_at_ms = NULL, tell_due_at_ms = $2
                     WHERE redemption_id = $3 AND due_at_ms IS NOT NULL",
                )
                .bind(self.now_ms)
                .bind(tell_at_ms)
            }
            Step::Again { due_at_ms, failure } => sqlx::query(
                "UPDATE role_expiry SET attempts = attempts + 1, due_at_ms = $1, last_failure = $2
                 WHERE redemption_id = $3 AND due_at_ms IS NOT NULL",
            )
            .bind(due_at_ms)
            .bind(failure),
            Step::Wait { due_at_ms } => sqlx::query(
                "UPDATE role_expiry SET due_at_ms = $1, last_failure = $2
                 WHERE redemption_id = $3 AND due_at_ms IS NOT NULL",
            )
            .bind(due_at_ms)
            .bind(None::<String>),
        };
        query.bind(self.redemption).execute(tx).await?;
        Ok(())
    }
}
