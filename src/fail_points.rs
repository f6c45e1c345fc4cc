//! Fail points: named places at which a test ends the process, and known bugs that a test plants to see that it would
//! notice them. They promise to be nothing in a release: without the feature `fail-points` (which tests turn on) a
//! [`crash_point`] is empty and [`is_planted`] is `false`. What must hold after a crash is `tests/crash`'s part.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::db::{Connection, Write};

/// The variable that names the crash point at which the process ends: `name`, or `name:n` for its n-th passage.
pub const CRASH_AT: &str = "SPARKS_CRASH_AT";
/// The variable that names the bug to plant.
pub const CANARY: &str = "SPARKS_CANARY";
/// Whether this build has fail points at all.
pub const ENABLED: bool = fail::has_failpoints();

/// An enum of names that tests use from outside.
macro_rules! named {
    ($(#[$about:meta])* $what:ident { $($(#[$why:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $what {
            $($(#[$why])* $variant,)+
        }

        impl $what {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// As it is called from outside.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.name() == name)
            }

            fn names() -> String {
                Self::ALL.iter().map(|known| known.name()).collect::<Vec<_>>().join(", ")
            }
        }
    };
}

named! {
    /// A place between two steps. There is one wherever dying there leaves another state behind, here or at Discord.
    CrashPoint {
        /// A confirmation has arrived; nothing is done.
        RedeemReceived = "redeem-received",
        /// The Sparks are held (T1 is committed); the press may or may not be acknowledged.
        RedeemReserved = "redeem-reserved",
        /// The press is acknowledged; T1 may or may not be committed.
        RedeemAcknowledged = "redeem-acknowledged",
        /// Both are done and the worker was woken; nobody follows the redemption on its message yet.
        RedeemWoken = "redeem-woken",
        /// The redemption was refused, and that is remembered; the member has not read it.
        RedeemRefused = "redeem-refused",
        /// The attempt is counted (T2 is committed); Discord has not been asked to give the role.
        DeliveryLeased = "delivery-leased",
        /// Discord has answered; that is not written down.
        DeliveryAsked = "delivery-asked",
        /// What the attempt came to is written down (T3 is committed); nobody has been told.
        DeliveryConcluded = "delivery-concluded",
        /// The withdrawal is counted; Discord has not been asked to take the role.
        WithdrawalLeased = "withdrawal-leased",
        /// Discord has answered; whether the role is gone has not been looked up.
        WithdrawalAsked = "withdrawal-asked",
        /// It was looked up; that is not written down.
        WithdrawalLookedUp = "withdrawal-looked-up",
        /// What the withdrawal came to is written down; nobody has been told.
        WithdrawalConcluded = "withdrawal-concluded",
        /// The time of a role is over and Discord has answered; that is not written down.
        ExpiryAsked = "expiry-asked",
        /// It is written down; the member has not been told.
        ExpiryConcluded = "expiry-concluded",
        /// The member has been told; that is not written down.
        FarewellTold = "farewell-told",
        /// The member reads that it takes longer.
        ProgressShown = "progress-shown",
        /// The member has the receipt; the notice is still there.
        ReceiptShown = "receipt-shown",
        /// The notice is gone: the redemption is over.
        ReceiptForgotten = "receipt-forgotten",
        /// A moderator ended what they deliver (that is committed); nobody has been told.
        HandedOver = "handed-over",
        /// Discord has the direct message; that is not written down.
        MessageSent = "message-sent",
        /// It is written down: the member has been told.
        MessageConcluded = "message-concluded",
        /// The backend has been told of redemptions; that is not written down.
        WebhookSent = "webhook-sent",
        /// It is written down: the backend has been told.
        WebhookConcluded = "webhook-concluded",
        /// `/award` has arrived; nothing is done.
        AwardReceived = "award-received",
        /// The award is committed; nobody has been told.
        AwardWritten = "award-written",
        /// The first of its two messages is out.
        AwardAnnounced = "award-announced",
        /// Both are.
        AwardReceipted = "award-receipted",
        /// `/campaign create` has arrived; nothing is done.
        CampaignReceived = "campaign-received",
        /// The campaign is committed; nobody has been told.
        CampaignWritten = "campaign-written",
        /// The moderator has read it.
        CampaignShown = "campaign-shown",
        /// `/award-undo` has arrived; nothing is done.
        UndoReceived = "undo-received",
        /// The award is taken back, which is committed; nobody has been told.
        UndoWritten = "undo-written",
        /// The moderator has read it.
        UndoShown = "undo-shown",
        /// A batch of awards is written down; the moderator has not seen it.
        BatchDrafted = "batch-drafted",
        /// It is confirmed; the moderator has not read so, and nothing is paid.
        BatchConfirmed = "batch-confirmed",
        /// Some of its lines are paid, or taken back; nobody has been told.
        BatchChunkWritten = "batch-chunk-written",
        /// It is to be taken back; the moderator has not read so, and nothing is taken.
        BatchUndoBegun = "batch-undo-begun",
        /// Somebody is to make the badge's role, which is written down; Discord has not been asked.
        SetupRoleBegun = "setup-role-begun",
        /// Discord has made it, or it was found; that is not written down.
        SetupRoleMade = "setup-role-made",
        /// It is written down; it does not have its name, and nothing is put in place.
        SetupRoleNoted = "setup-role-noted",
        /// Everything is in place; nobody has been told.
        SetupWritten = "setup-written",
        /// A command that takes long was answered with "thinking"; what it writes may or may not be committed.
        CommandDeferred = "command-deferred",
        /// The writer's transaction has begun.
        WriterBegun = "writer-begun",
        /// Everything of the transaction is written; it is not committed.
        CommitBefore = "commit-before",
        /// It is committed; the callers don't know.
        CommitAfter = "commit-after",
        /// The callers know.
        CallersTold = "callers-told",
    }
}

named! {
    /// A bug that is known, to be planted where a test must notice it.
    Canary {
        /// A withdrawal voids without taking the role or looking whether it is there.
        VoidWithoutLooking = "void-without-looking",
        /// A request that comes again is carried out again.
        ChargeTwiceOnReplay = "charge-twice-on-replay",
        /// A lease does not note that the attempt may deliver.
        NoMaybeDelivered = "no-maybe-delivered",
        /// The writer's transactions begin as reading ones.
        DeferredBegin = "deferred-begin",
        /// The writer tells its callers before it commits.
        AcknowledgeBeforeCommit = "acknowledge-before-commit",
        /// What arrives is noted as done before it is, and dropped when it comes again.
        SeenBeforeDone = "seen-before-done",
        /// A press is acknowledged when what it asks for is saved, however long that takes.
        AcknowledgeLate = "acknowledge-late",
        /// A notice is forgotten before its receipt is shown.
        ForgetBeforeShowing = "forget-before-showing",
    }
}

/// The process ends here when a test has said so.
pub fn crash_point(point: CrashPoint) {
    // What the macro becomes without the feature does not mention the point.
    let _ = point;
    fail::fail_point!(point.name());
}

/// Whether a test has planted this bug.
#[must_use]
pub fn is_planted(canary: Canary) -> bool {
    let _ = canary;
    fail::fail_point!(canary.name(), |_| true);
    false
}

/// What the bug [`Canary::SeenBeforeDone`] writes: that something was seen. Says whether it was before.
#[derive(Debug)]
pub struct NoteAsSeen(pub String);

impl Write for NoteAsSeen {
    type Outcome = bool;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<bool> {
        let noted =
            sqlx::query("INSERT INTO setting (key, value) VALUES ($1, '') ON CONFLICT DO NOTHING")
                .bind(&self.0)
                .execute(tx)
                .await?;
        Ok(noted.rows_affected() == 0)
    }
}

/// Why fail points could not be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArmError {
    /// No crash point is called that, or its passage is no number from 1.
    #[error(
        "{CRASH_AT} is not NAME or NAME:PASSAGE with one of these names: {}",
        CrashPoint::names()
    )]
    CrashPoint,
    /// No canary is called that.
    #[error("{CANARY} is not one of these: {}", Canary::names())]
    Canary,
    /// The library does not take it.
    #[error("a fail point can't be set: {0}")]
    Library(String),
}

/// Sets what the two variables ask for. A name that is not known is refused: a test that armed nothing would pass.
///
/// # Errors
/// When a value is not what it should be.
pub fn arm(crash_at: Option<&str>, canary: Option<&str>) -> Result<(), ArmError> {
    if let Some(value) = crash_at {
        let (point, passage) = parse_crash_at(value).ok_or(ArmError::CrashPoint)?;
        let passages = AtomicU64::new(0);
        let pass = move || {
            if passages.fetch_add(1, Ordering::SeqCst) + 1 == passage {
                eprintln!("sparks: crash point {}", point.name());
                std::process::abort();
            }
        };
        fail::cfg_callback(point.name(), pass).map_err(ArmError::Library)?;
    }
    if let Some(name) = canary {
        let canary = Canary::named(name).ok_or(ArmError::Canary)?;
        fail::cfg(canary.name(), "return").map_err(ArmError::Library)?;
    }
    Ok(())
}

fn parse_crash_at(value: &str) -> Option<(CrashPoint, u64)> {
    let (name, passage) = match value.split_once(':') {
        Some((name, passage)) => (name, passage.parse().ok().filter(|passage| *passage > 0)?),
        None => (value, 1),
    };
    Some((CrashPoint::named(name)?, passage))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_crash_point_is_named_with_or_without_its_passage() {
        for (value, parsed) in [
            ("award-written", Some((CrashPoint::AwardWritten, 1))),
            ("commit-before:12", Some((CrashPoint::CommitBefore, 12))),
            ("commit-before:0", None),
            ("commit-before:", None),
            ("commit-before:x", None),
            ("award-writen", None),
            ("", None),
        ] {
            assert_eq!(parse_crash_at(value), parsed, "{value}");
        }
    }

    #[test]
    fn unknown_names_are_refused_with_those_there_are() {
        let crash_point = arm(Some("nowhere"), None).unwrap_err().to_string();
        assert!(crash_point.contains("SPARKS_CRASH_AT") && crash_point.contains("commit-before"));
        let canary = arm(None, Some("sparrow")).unwrap_err().to_string();
        assert!(canary.contains("SPARKS_CANARY") && canary.contains("deferred-begin"));
    }

    #[test]
    fn no_name_is_used_twice() {
        let crash_points = CrashPoint::ALL.iter().map(|point| point.name());
        let canaries = Canary::ALL.iter().map(|canary| canary.name());
        let all: Vec<_> = crash_points.chain(canaries).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn nothing_is_planted_unless_asked_for() {
        assert!(!is_planted(Canary::DeferredBegin));
        crash_point(CrashPoint::CommitBefore);
    }
}
