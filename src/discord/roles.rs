//! Gives and takes roles through Discord: the one implementation of [`RoleGranter`].
//!
//! Promises an answer before the deadline and says of each failure only what is certain: a refusal is
//! a refusal only when Discord itself said so. Waiting, trying again and giving Sparks back are
//! `fulfilment`'s part.

use std::num::NonZeroU64;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use serenity::all::{GuildId, Http, HttpError, RoleId, UserId};

use super::breaker::{Breaker, was_not_made};
use super::http::describe;
use crate::fulfilment::{RoleFailure, RoleGranter};

/// How long to wait after a 429. serenity keeps neither the header nor the body that say so: with its
/// own rate limiter it waits by itself and no 429 arrives here; behind a proxy, which limits the rate
/// in its place, a 429 is rare. Discord's windows for member routes are of about this length.
const RETRY_AFTER_MS: i64 = 5_000;

/// Discord's limit for the audit log's reason.
const REASON_CHARS_MAX: usize = 512;

/// The roles of one server's members.
#[derive(Debug, Clone)]
pub struct DiscordRoles {
    /// The connection; it may wait for rate limits without end, hence the deadline.
    pub http: Arc<Http>,
    /// The server.
    pub guild_id: NonZeroU64,
    /// Every call passes it.
    pub breaker: Arc<Breaker>,
    /// How long one call may take in all.
    pub call_timeout: Duration,
}

impl DiscordRoles {
    /// Runs one call under the deadline. Discord has no id 0 and serenity panics at one.
    async fn call<T, Call>(
        &self,
        (user_id, role_id): (u64, u64),
        call: impl FnOnce(GuildId, UserId, RoleId) -> Call,
    ) -> Result<T, RoleFailure>
    where
        Call: Future<Output = serenity::Result<T>>,
    {
        let (Some(user_id), Some(role_id)) = (NonZeroU64::new(user_id), NonZeroU64::new(role_id))
        else {
            let detail = "a member or role with the id 0".to_owned();
            return Err(RoleFailure::Misconfigured {
                code: NO_CODE,
                detail,
            });
        };
        let call = call(self.guild_id.into(), user_id.into(), role_id.into());
        let outcome = tokio::time::timeout(self.call_timeout, self.breaker.call(call))
            .await
            .map_err(|_| {
                let detail = format!("no answer within {} ms", self.call_timeout.as_millis());
                RoleFailure::Unknown { detail }
            })?;
        outcome.map_err(|error| failure(&error))
    }
}

impl RoleGranter for DiscordRoles {
    fn grant<'a>(
        &'a self,
        user_id: u64,
        role_id: u64,
        reason: &'a str,
    ) -> BoxFuture<'a, Result<(), RoleFailure>> {
        self.call((user_id, role_id), move |guild, user, role| async move {
            self.http
                .add_member_role(guild, user, role, audit_reason(reason).as_deref())
                .await
        })
        .boxed()
    }

    fn withdraw<'a>(
        &'a self,
        user_id: u64,
        role_id: u64,
        reason: &'a str,
    ) -> BoxFuture<'a, Result<(), RoleFailure>> {
        self.call((user_id, role_id), move |guild, user, role| async move {
            self.http
                .remove_member_role(guild, user, role, audit_reason(reason).as_deref())
                .await
        })
        .boxed()
    }

    fn holds(&self, user_id: u64, role_id: u64) -> BoxFuture<'_, Result<bool, RoleFailure>> {
        self.call((user_id, role_id), move |guild, user, role| async move {
            let member = self.http.get_member(guild, user).await?;
            Ok(member.roles.contains(&role))
        })
        .boxed()
    }
}

/// What the audit log shows; nothing rather than a blank, which Discord refuses.
fn audit_reason(reason: &str) -> Option<String> {
    let cut: String = reason.trim().chars().take(REASON_CHARS_MAX).collect();
    (!cut.is_empty()).then_some(cut)
}

/// What serenity gives as the code of an answer without a readable one.
const NO_CODE: i64 = -1;

/// What a failed call means for whoever made it.
pub(super) fn failure(error: &serenity::Error) -> RoleFailure {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            let code = i64::try_from(response.error.code).unwrap_or(NO_CODE);
            classify(response.status_code.as_u16(), code, &response.error.message)
        }
        // Discord has heard nothing, so nothing can have been done.
        held_back if was_not_made(held_back) => RoleFailure::RateLimited {
            retry_after_ms: RETRY_AFTER_MS,
        },
        // A connection that failed, or an answer that can't be read: it may have been done.
        other => RoleFailure::Unknown {
            detail: describe(other),
        },
    }
}

/// What an answer means, by its status first and its code second.
///
/// A 4xx that is not listed is a refusal if it carries a code of Discord's: sending the same again
/// can't help, and moderators should look. Without a code it was made by something in between (a
/// proxy, Cloudflare), which says nothing about what Discord did or will do: unknown, so it is tried
/// again. So are 408 and 425, which ask for just that.
fn classify(status: u16, code: i64, message: &str) -> RoleFailure {
    let unknown = || RoleFailure::Unknown {
        detail: format!("{status}, code {code}: {message}"),
    };
    match (status, code) {
        (401, _) => RoleFailure::Unauthorized,
        (429, _) => RoleFailure::RateLimited {
            retry_after_ms: RETRY_AFTER_MS,
        },
        (404, 10_007 | 10_013) => RoleFailure::MemberGone,
        (408 | 425, _) | (400..=499, NO_CODE) => unknown(),
        (400..=499, _) => RoleFailure::Misconfigured {
            code,
            detail: message.to_owned(),
        },
        _ => unknown(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn each_answer_has_its_class() {
        let unknown = "unknown";
        let misconfigured = "misconfigured";
        for (status, code, class) in [
            (401, 0, "unauthorized"),
            (401, -1, "unauthorized"),
            (429, -1, "rate limited"),
            (429, 0, "rate limited"),
            (429, 20_028, "rate limited"),
            (403, 50_013, misconfigured),
            (403, 50_001, misconfigured),
            (404, 10_011, misconfigured),
            (400, 50_028, misconfigured),
            (404, 10_004, misconfigured),
            (400, 50_035, misconfigured),
            (403, 0, misconfigured),
            (404, 10_007, "gone"),
            (404, 10_013, "gone"),
            (403, 10_007, misconfigured),
            (403, -1, unknown),
            (404, -1, unknown),
            (400, -1, unknown),
            (408, -1, unknown),
            (425, 0, unknown),
            (500, 0, unknown),
            (502, -1, unknown),
            (503, 50_013, unknown),
            (302, -1, unknown),
            (100, -1, unknown),
        ] {
            let found = match classify(status, code, "m") {
                RoleFailure::Unknown { .. } => unknown,
                RoleFailure::RateLimited { retry_after_ms } => {
                    assert!(retry_after_ms > 0);
                    "rate limited"
                }
                RoleFailure::Misconfigured { code: kept, .. } => {
                    assert_eq!(kept, code);
                    misconfigured
                }
                RoleFailure::MemberGone => "gone",
                RoleFailure::Unauthorized => "unauthorized",
            };
            assert_eq!(found, class, "{status} {code}");
        }
    }

    #[test]
    fn a_failure_that_is_no_answer_is_unknown() {
        let error = serenity::Error::Other("cut");

        assert!(matches!(failure(&error), RoleFailure::Unknown { .. }));
    }

    #[test]
    fn the_reason_fits_the_audit_log() {
        assert_eq!(
            audit_reason("  redeemed R-1 "),
            Some("redeemed R-1".to_owned())
        );
        assert_eq!(audit_reason(" \n"), None);
        assert_eq!(
            audit_reason(&"뱃".repeat(600)).unwrap().chars().count(),
            512
        );
    }

    fn roles(call_timeout: Duration) -> DiscordRoles {
        let http = Arc::new(Http::new("a.b.c"));
        DiscordRoles {
            http,
            guild_id: NonZeroU64::MIN,
            breaker: Arc::new(Breaker::new(Clock::System)),
            call_timeout,
        }
    }

    #[tokio::test]
    async fn a_call_without_an_answer_ends_at_the_deadline_as_unknown() {
        let roles = roles(Duration::from_millis(10));

        let outcome: Result<(), _> = roles.call((1, 1), |_, _, _| std::future::pending()).await;

        let detail = "no answer within 10 ms".to_owned();
        assert_eq!(outcome, Err(RoleFailure::Unknown { detail }));
    }

    #[tokio::test]
    async fn an_id_of_zero_is_refused_without_a_call() {
        let roles = roles(Duration::from_secs(3));

        for (user_id, role_id) in [(0, 1), (1, 0)] {
            let outcome = roles.grant(user_id, role_id, "reason").await;
            assert!(matches!(outcome, Err(RoleFailure::Misconfigured { .. })));
        }
    }
}
