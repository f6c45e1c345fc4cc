//! The queue of deliveries, a table: jobs are leased, and ended in the transaction that ends their redemption.

use super::port::FailureKind;
use super::retry::{Action, Leased, Policy, Step};
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::fail_points::{Canary, is_planted};
use crate::ids::{RedemptionId, RoleId, UserId};
use crate::perks::{self, Resolution, Resolve, ResolveOutcome, VoidReason};

/// Takes the job that has been due longest, but none of a member of whom another is in a worker's hands: they go out
/// one at a time anyway, and who redeems much must not keep all the workers from the others. Its attempt is counted and marked as perhaps delivered before Discord is
/// asked, so that a crash in between is not taken for a refusal.
pub(super) struct Lease {
    pub now_ms: Millis,
    pub policy: Policy,
}

#[derive(sqlx::FromRow)]
struct Row {
    redemption_id: RedemptionId,
    member: UserId,
    role_id: RoleId,
    void_reason: Option<VoidReason>,
    attempts: i64,
    maybe_delivered: bool,
    deadline_at_ms: Millis,
    is_blocked: bool,
}

impl Write for Lease {
    type Outcome = Option<Leased>;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<Option<Leased>> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT redemption_id, account.owner_id AS member, role_id, fulfilment_job.void_reason, attempts,
                maybe_delivered, deadline_at_ms, refused_code IS NOT NULL AS is_blocked
             FROM fulfilment_job
             JOIN redemption ON redemption.id = redemption_id
             JOIN account ON account.id = redemption.account_id
             JOIN perk ON perk.id = redemption.perk_id
             WHERE (due_at_ms <= $1 OR due_at_ms > $2) AND redemption.account_id NOT IN (
                SELECT account_id FROM fulfilment_job AS leased JOIN redemption ON redemption.id = leased.redemption_id
                WHERE leased.is_leased = 1 AND leased.due_at_ms > $1 AND leased.due_at_ms <= $2
             )
             ORDER BY due_at_ms, redemption_id LIMIT 1",
        )
        .bind(self.now_ms)
        // Nothing is due later than the horizon, unless the clock was set back since: such a job is due at once.
        .bind(self.now_ms + self.policy.horizon_ms())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        sqlx::query(
            "UPDATE fulfilment_job SET attempts = attempts + 1, maybe_delivered = $1, is_leased = 1, due_at_ms = $2
             WHERE redemption_id = $3",
        )
        .bind(i64::from(!is_planted(Canary::NoMaybeDelivered)))
        .bind(self.now_ms + self.policy.lease_ms)
        .bind(row.redemption_id)
        .execute(tx)
        .await?;
        Ok(Some(Leased {
            redemption: row.redemption_id,
            member: row.member,
            role: row.role_id,
            action: row.void_reason.map_or(Action::Deliver, Action::Withdraw),
            attempts: row.attempts + 1,
            was_maybe_delivered: row.maybe_delivered,
            deadline_at_ms: row.deadline_at_ms,
            is_blocked: row.is_blocked,
        }))
    }
}

/// Makes the jobs due that another process had leased: the database file has one writer, so that process is dead. What
/// it counted and noted stays, since its last call may have delivered, and so does every wait that is not a lease.
pub(super) struct ReleaseLeases {
    pub now_ms: Millis,
}

impl Write for ReleaseLeases {
    /// How many there were.
    type Outcome = u64;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<u64> {
        let released = sqlx::query(
            "UPDATE fulfilment_job SET is_leased = 0,
                due_at_ms = CASE WHEN due_at_ms < $1 THEN due_at_ms ELSE $1 END
             WHERE is_leased = 1",
        )
        .bind(self.now_ms)
        .execute(tx)
        .await?;
        Ok(released.rows_affected())
    }
}

/// Writes down what an attempt came to, unless its lease ran out and another has been made since, or a moderator has
/// decided otherwise: what is true of the earlier call need not be true of the later one.
pub(super) struct Conclude {
    pub redemption: RedemptionId,
    /// The number of the attempt, and what it was to do.
    pub attempt: Attempted,
    pub step: Step,
    /// Discord's code when it refused because the server is set up wrong.
    pub misconfigured: Option<i64>,
    /// What the attempt met: for moderators, and in detail for whoever looks into the file.
    pub failure: Option<(FailureKind, String)>,
    /// Discord's code for it, if there was one.
    pub failure_code: Option<i64>,
    pub now_ms: Millis,
}

impl Write for Conclude {
    /// Whether the redemption is final by now.
    type Outcome = bool;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<bool> {
        match latest_attempt(tx, self.redemption).await? {
            Some(latest) if latest == self.attempt => {}
            Some(_) => return Ok(false),
            None => return Ok(true),
        }
        if let Some(code) = self.misconfigured {
            perks::pause_undeliverable(tx, self.redemption, code).await?;
        }
        match self.step {
            Step::End(resolution) => self.end(tx, resolution).await?,
            Step::Review => {
                self.note_failure(tx).await?;
                self.open_review(tx).await?;
                self.remove_job(tx).await?;
                perks::send_to_review(tx, self.redemption).await?;
            }
            Step::Again {
                due_at_ms,
                maybe_delivered,
            } => self.reschedule(tx, due_at_ms, maybe_delivered).await?,
            Step::Halt { maybe_delivered } => {
                self.reschedule(tx, self.now_ms, maybe_delivered).await?;
            }
            Step::Withdraw { reason, due_at_ms } => {
                self.note_failure(tx).await?;
                sqlx::query(
                    "UPDATE fulfilment_job SET action = 'withdraw', void_reason = $1, due_at_ms = $2, is_leased = 0
                     WHERE redemption_id = $3",
                )
                .bind(reason)
                .bind(due_at_ms)
                .bind(self.redemption)
                .execute(tx)
                .await?;
            }
        }
        Ok(matches!(self.step, Step::End(_) | Step::Review))
    }
}

impl Conclude {
    async fn end(&self, tx: &mut Connection, resolution: Resolution) -> anyhow::Result<()> {
        match Resolve::new(self.redemption, resolution, self.now_ms)
            .apply(tx)
            .await?
        {
            ResolveOutcome::Resolved(resolved) => anyhow::ensure!(
                resolved == resolution,
                "redemption {} had ended as {resolved:?} and now as {resolution:?}",
                self.redemption
            ),
            ResolveOutcome::Unknown => {
                anyhow::bail!("redemption {} does not exist", self.redemption)
            }
        }
        if resolution == Resolution::Settle {
            perks::unpause_deliverable(tx, self.redemption).await?;
        }
        self.remove_job(tx).await
    }

    async fn remove_job(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query("DELETE FROM fulfilment_job WHERE redemption_id = $1")
            .bind(self.redemption)
            .execute(tx)
            .await?;
        Ok(())
    }

    async fn reschedule(
        &self,
        tx: &mut Connection,
        due_at_ms: Millis,
        maybe_delivered: bool,
    ) -> anyhow::Result<()> {
        self.note_failure(tx).await?;
        sqlx::query(
            "UPDATE fulfilment_job SET due_at_ms = $1, maybe_delivered = $2, refused_code = $3, is_leased = 0
             WHERE redemption_id = $4",
        )
        .bind(due_at_ms)
        .bind(i64::from(maybe_delivered))
        .bind(self.misconfigured)
        .bind(self.redemption)
        .execute(tx)
        .await?;
        Ok(())
    }

    /// What an attempt met that asked nobody (it came too late) is what the one before it met.
    async fn note_failure(&self, tx: &mut Connection) -> anyhow::Result<()> {
        let Some((kind, detail)) = &self.failure else {
            return Ok(());
        };
        sqlx::query(
            "UPDATE fulfilment_job SET failure_kind = $1, failure_code = $2, last_failure = $3 WHERE redemption_id = $4",
        )
        .bind(kind)
        .bind(self.failure_code)
        .bind(detail)
        .bind(self.redemption)
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Moderators decide by it, and a further try counts on from it.
    async fn open_review(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query(
            "INSERT INTO redemption_review (redemption_id, attempts, failure_kind, failure_code, begun_at_ms)
             SELECT redemption_id, attempts, failure_kind, failure_code, $1 FROM fulfilment_job
             WHERE redemption_id = $2",
        )
        .bind(self.now_ms)
        .bind(self.redemption)
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// An attempt by its number, and what it was to do: a moderator may have decided otherwise while it was under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attempted {
    pub number: i64,
    pub action: Action,
}

impl From<&Leased> for Attempted {
    fn from(job: &Leased) -> Self {
        Self {
            number: job.attempts,
            action: job.action,
        }
    }
}

/// The last attempt and what the job is to do now; none when it is done.
pub(super) async fn latest_attempt(
    connection: &mut Connection,
    redemption: RedemptionId,
) -> sqlx::Result<Option<Attempted>> {
    let row: Option<(i64, Option<VoidReason>)> =
        sqlx::query_as("SELECT attempts, void_reason FROM fulfilment_job WHERE redemption_id = $1")
            .bind(redemption)
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(number, void_reason)| Attempted {
        number,
        action: void_reason.map_or(Action::Deliver, Action::Withdraw),
    }))
}

/// Whether the member has the same role from another redemption, which is settled and not over.
pub(super) async fn role_is_paid_otherwise(
    connection: &mut Connection,
    job: &Leased,
    now_ms: Millis,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (
            SELECT 1 FROM redemption
            JOIN perk ON perk.id = redemption.perk_id
            JOIN account ON account.id = redemption.account_id AND account.kind = 'member'
            LEFT JOIN role_expiry ON role_expiry.redemption_id = redemption.id
            WHERE account.owner_id = $1 AND perk.role_id = $2 AND redemption.state = 'settled'
                AND (ends_at_ms IS NULL OR ends_at_ms > $3)
        )",
    )
    .bind(job.member)
    .bind(job.role)
    .bind(now_ms)
    .fetch_one(connection)
    .await
}

/// When the next job can be leased, if there is one. One that waits for another of the same member is not due before that
/// one is concluded, which wakes the worker, or its lease runs out.
///
/// # Errors
/// When the database can't be read.
pub async fn next_due_at_ms(
    connection: &mut Connection,
    policy: &Policy,
    now_ms: Millis,
) -> sqlx::Result<Option<Millis>> {
    sqlx::query_scalar(
        "SELECT MIN(due_at_ms) FROM fulfilment_job JOIN redemption ON redemption.id = redemption_id
         WHERE (is_leased = 1 AND due_at_ms > $1 AND due_at_ms <= $2) OR redemption.account_id NOT IN (
            SELECT account_id FROM fulfilment_job AS leased JOIN redemption ON redemption.id = leased.redemption_id
            WHERE leased.is_leased = 1 AND leased.due_at_ms > $1 AND leased.due_at_ms <= $2
         )",
    )
    .bind(now_ms)
    .bind(now_ms + policy.horizon_ms())
    .fetch_one(connection)
    .await
}
