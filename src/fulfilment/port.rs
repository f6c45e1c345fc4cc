//! The port to Discord's roles: the one place where the domain waits for something that fails in ways a database does
//! not. `discord::roles` implements it.

use futures::future::BoxFuture;

/// How a call to change or read a member's roles failed, by what the caller must do next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoleFailure {
    /// Timeout, 5xx, unreadable body: it may or may not have happened.
    #[error("unknown outcome: {detail}")]
    Unknown {
        /// What was met, for the log.
        detail: String,
    },
    /// Definitely not done; try again after the wait.
    #[error("rate limited for {retry_after_ms} ms")]
    RateLimited {
        /// How long Discord asks to wait.
        retry_after_ms: i64,
    },
    /// 403 50013/50001, 404 10011, 400 50028: definitely refused, we are set up wrong.
    #[error("refused with code {code}: {detail}")]
    Misconfigured {
        /// Discord's error code.
        code: i64,
        /// Discord's words, for the log.
        detail: String,
    },
    /// 404 10007/10013: the member is not in the server.
    #[error("the member is not in the server")]
    MemberGone,
    /// 401: the token is no longer valid; stop all delivery.
    #[error("the token is not valid")]
    Unauthorized,
}

/// The same as moderators read it, in their own language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum FailureKind {
    /// Discord did not answer, or not so that it could be read.
    NoAnswer,
    /// It asked to wait.
    RateLimited,
    /// It refused: the server is set up wrong.
    Refused,
    /// The member is not in the server.
    MemberGone,
    /// It does not know us any more.
    TokenRefused,
    /// The role was taken and is still there.
    RoleStays,
}

impl RoleFailure {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Unknown { .. } => FailureKind::NoAnswer,
            Self::RateLimited { .. } => FailureKind::RateLimited,
            Self::Misconfigured { .. } => FailureKind::Refused,
            Self::MemberGone => FailureKind::MemberGone,
            Self::Unauthorized => FailureKind::TokenRefused,
        }
    }

    /// Discord's code, where it says more than the kind.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Misconfigured { code, .. } => Some(*code),
            _ => None,
        }
    }
}

/// Gives and takes roles. Both calls are absolute: repeating one changes nothing.
pub trait RoleGranter: Send + Sync + 'static {
    /// Gives the member the role. `reason` goes to the server's audit log.
    fn grant<'a>(
        &'a self,
        user_id: u64,
        role_id: u64,
        reason: &'a str,
    ) -> BoxFuture<'a, Result<(), RoleFailure>>;

    /// Takes the role from the member.
    fn withdraw<'a>(
        &'a self,
        user_id: u64,
        role_id: u64,
        reason: &'a str,
    ) -> BoxFuture<'a, Result<(), RoleFailure>>;

    /// Whether the member has the role.
    fn holds(&self, user_id: u64, role_id: u64) -> BoxFuture<'_, Result<bool, RoleFailure>>;
}
