//! What to do after an attempt: a pure decision over the job, Discord's answer and the time. The table in the design
//! ("Discord answers | class") is this file, and its tests are that table.

use super::port::RoleFailure;
use crate::backoff::{Backoff, share};
use crate::clock::Millis;
use crate::ids::{RedemptionId, RoleId, UserId};
use crate::perks::{Resolution, VoidReason};

/// The times by which delivery works, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// How long a leased job stays with its worker. Longer than the longest attempt, so that no two work on one job.
    pub lease_ms: Millis,
    /// The wait after the first failure; it doubles with each.
    pub first_delay_ms: Millis,
    /// The longest wait.
    pub delay_max_ms: Millis,
    /// When delivery is given up, counted from the redemption.
    pub deadline_ms: Millis,
    /// How long it is then tried to make sure that the member has not got the role, before a moderator must decide.
    pub withdrawal_ms: Millis,
    /// How long after the last attempt the role is taken: an attempt that was cut off may still be on its way.
    pub withdrawal_pause_ms: Millis,
    /// How many jobs are worked on at once.
    pub parallel_max: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            lease_ms: 60_000,
            first_delay_ms: 1_000,
            delay_max_ms: 5 * 60_000,
            deadline_ms: 24 * 60 * 60_000,
            withdrawal_ms: 60 * 60_000,
            withdrawal_pause_ms: 10_000,
            parallel_max: 8,
        }
    }
}

impl Policy {
    /// No job is ever due later than this from now, jitter included.
    pub(super) fn horizon_ms(&self) -> Millis {
        2 * self
            .lease_ms
            .max(self.delay_max_ms)
            .max(self.withdrawal_pause_ms)
    }
}

/// A job in a worker's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leased {
    pub redemption: RedemptionId,
    pub member: UserId,
    pub role: RoleId,
    pub action: Action,
    /// Attempts, this one included.
    pub attempts: i64,
    /// Whether an earlier attempt may have delivered.
    pub was_maybe_delivered: bool,
    pub deadline_at_ms: Millis,
    /// Whether the last attempt was refused because the server is set up wrong.
    pub is_blocked: bool,
}

/// What a job is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Deliver,
    /// Make sure that the role is not there, then void for this reason.
    Withdraw(VoidReason),
}

/// What an attempt met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Attempt {
    /// Too late to deliver; Discord was not asked.
    Expired,
    Granted(Result<(), RoleFailure>),
    /// After taking the role it was looked up, unless what Discord answered says that nobody can have it.
    Withdrawn {
        removal: Result<(), RoleFailure>,
        holds: Option<Result<bool, RoleFailure>>,
    },
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    End(Resolution),
    /// Try the same again.
    Again {
        due_at_ms: Millis,
        maybe_delivered: bool,
    },
    /// The member may have the role, and will get the Sparks back: take the role first.
    Withdraw {
        reason: VoidReason,
        due_at_ms: Millis,
    },
    /// Nobody knows; a moderator decides.
    Review,
    /// Discord no longer knows us: stop all delivery, keep the hold.
    Halt {
        maybe_delivered: bool,
    },
}

/// Decides. `jitter` is between 0 and 1.
pub(super) fn next(
    job: &Leased,
    attempt: &Attempt,
    now_ms: Millis,
    policy: &Policy,
    jitter: f64,
) -> Step {
    let delay = Delay {
        job,
        now_ms,
        policy,
        jitter,
    };
    match (job.action, attempt) {
        (_, Attempt::Expired) if job.is_blocked => give_up(job, VoidReason::Misconfigured, &delay),
        (_, Attempt::Expired) => give_up(job, VoidReason::NotDeliveredInTime, &delay),
        (_, Attempt::Granted(result)) => after_grant(job, result, &delay),
        (Action::Withdraw(reason), Attempt::Withdrawn { removal, holds }) => {
            after_withdrawal(job, reason, removal, holds.as_ref(), &delay)
        }
        // A delivery is never answered by a withdrawal; were it so, a moderator should look.
        (Action::Deliver, Attempt::Withdrawn { .. }) => Step::Review,
    }
}

fn after_grant(job: &Leased, result: &Result<(), RoleFailure>, delay: &Delay<'_>) -> Step {
    let maybe_before = job.was_maybe_delivered;
    let late = delay.now_ms >= job.deadline_at_ms;
    match result {
        Ok(()) => Step::End(Resolution::Settle),
        Err(RoleFailure::MemberGone) => give_up(job, VoidReason::MemberLeft, delay),
        Err(RoleFailure::Unauthorized) => Step::Halt {
            maybe_delivered: maybe_before,
        },
        Err(RoleFailure::Misconfigured { .. }) if late => {
            give_up(job, VoidReason::Misconfigured, delay)
        }
        Err(RoleFailure::Misconfigured { .. }) => Step::Again {
            due_at_ms: delay.backoff(),
            maybe_delivered: maybe_before,
        },
        Err(RoleFailure::RateLimited { .. }) if late => {
            give_up(job, VoidReason::NotDeliveredInTime, delay)
        }
        Err(RoleFailure::RateLimited { retry_after_ms }) => Step::Again {
            due_at_ms: delay.after(*retry_after_ms),
            maybe_delivered: maybe_before,
        },
        Err(RoleFailure::Unknown { .. }) if late => delay.withdraw(VoidReason::NotDeliveredInTime),
        Err(RoleFailure::Unknown { .. }) => Step::Again {
            due_at_ms: delay.backoff(),
            maybe_delivered: true,
        },
    }
}

/// Returns the Sparks at once only when no attempt can have delivered.
fn give_up(job: &Leased, reason: VoidReason, delay: &Delay<'_>) -> Step {
    if job.was_maybe_delivered {
        delay.withdraw(reason)
    } else {
        Step::End(Resolution::Void(reason))
    }
}

/// Discord's code for a role that does not exist: nobody has it.
const UNKNOWN_ROLE: i64 = 10011;

fn after_withdrawal(
    job: &Leased,
    reason: VoidReason,
    removal: &Result<(), RoleFailure>,
    holds: Option<&Result<bool, RoleFailure>>,
    delay: &Delay<'_>,
) -> Step {
    let gone = Step::End(Resolution::Void(reason));
    let late = delay.now_ms >= job.deadline_at_ms + delay.policy.withdrawal_ms;
    match (removal, holds) {
        // Seen gone, or nobody can have it, or it is theirs by right and was not asked for.
        (
            Err(
                RoleFailure::MemberGone
                | RoleFailure::Misconfigured {
                    code: UNKNOWN_ROLE, ..
                },
            ),
            _,
        )
        | (_, Some(Ok(false) | Err(RoleFailure::MemberGone)))
        | (Ok(()), None) => gone,
        (Err(RoleFailure::Unauthorized), _) | (_, Some(Err(RoleFailure::Unauthorized))) => {
            Step::Halt {
                maybe_delivered: true,
            }
        }
        // The member has the role and we may not take it.
        (Err(RoleFailure::Misconfigured { .. }), Some(Ok(true))) => Step::Review,
        _ if late => Step::Review,
        (Err(RoleFailure::RateLimited { retry_after_ms }), _) => Step::Again {
            due_at_ms: delay.after(*retry_after_ms),
            maybe_delivered: true,
        },
        // Taken and there again, or not to be seen: a delivery that was cut off may have come late.
        _ => Step::Again {
            due_at_ms: delay.backoff(),
            maybe_delivered: true,
        },
    }
}

/// When to try again.
struct Delay<'a> {
    job: &'a Leased,
    now_ms: Millis,
    policy: &'a Policy,
    jitter: f64,
}

impl Delay<'_> {
    fn backoff(&self) -> Millis {
        let backoff = Backoff {
            first_ms: self.policy.first_delay_ms,
            max_ms: self.policy.delay_max_ms,
        };
        self.at(self.now_ms + backoff.wait_ms(self.job.attempts, self.jitter))
    }

    /// Takes the role first, once nothing that was sent before can still arrive.
    fn withdraw(&self, reason: VoidReason) -> Step {
        Step::Withdraw {
            reason,
            due_at_ms: self.now_ms + self.policy.withdrawal_pause_ms,
        }
    }

    /// At least what Discord asked for within the longest wait, and up to a quarter of a second more.
    fn after(&self, wait_ms: Millis) -> Millis {
        let wait_ms = wait_ms.clamp(0, self.policy.delay_max_ms);
        self.at(self.now_ms + wait_ms + share(250, self.jitter))
    }

    /// A delivery is looked at again by its deadline, which is when the member was told to have the Sparks back.
    fn at(&self, due_at_ms: Millis) -> Millis {
        match self.job.action {
            Action::Deliver => due_at_ms.min(self.job.deadline_at_ms),
            Action::Withdraw(_) => due_at_ms,
        }
    }
}

#[cfg(test)]
mod tests;
