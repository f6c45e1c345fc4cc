//! What moderators do with perks that there are: archive, resume; and why not.

use serde::{Deserialize, Serialize};

use super::catalogue::{PerkState, find_by_name};
use super::options::WindowRefusal;
use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{PerkId, UserId};
use crate::ledger::{Decision, Request, RequestKey};
use crate::moment::MomentRefusal;
use crate::name::NameRefusal;

/// Why a perk was not added or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PerkRefusal {
    /// The name can't be used.
    Name(NameRefusal),
    /// A perk that is offered is called that.
    NameTaken {
        /// Its name.
        name: String,
    },
    /// A perk that is offered gives this role.
    RoleTaken,
    /// A badge is added with its role.
    RoleMissing,
    /// The price is not 1 to `max`.
    PriceOutOfRange {
        /// The most.
        max: i64,
    },
    /// Stock or limit is not 1 to `max`.
    CountOutOfRange {
        /// The most.
        max: i64,
    },
    /// The description has more than `max` characters.
    DescriptionTooLong {
        /// The most.
        max: usize,
        /// How many it has.
        length: usize,
    },
    /// A date can't be read.
    Moment {
        /// What was typed.
        typed: String,
        /// Why.
        why: MomentRefusal,
    },
    /// It can be read, and not used.
    Window(WindowRefusal),
    /// How long a role lasts is not 1 to `max` days.
    DaysOutOfRange {
        /// The most.
        max: i64,
    },
    /// Only a role can end.
    LastsNoRole,
    /// More were redeemed than there would be.
    StockBelowRedeemed {
        /// Its name.
        name: String,
        /// How many were redeemed.
        redeemed: i64,
        /// How many there were to be.
        stock: i64,
    },
    /// It is so already.
    NothingToChange,
    /// Nothing says why.
    ReasonMissing,
    /// The reason has more than `max` characters.
    ReasonTooLong {
        /// The most.
        max: usize,
        /// How many it has.
        length: usize,
    },
    /// A moderator has paused it already.
    AlreadyPaused {
        /// Its name.
        name: String,
    },
    /// It is not offered yet, so it can't be paused.
    ComingSoon {
        /// Its name.
        name: String,
    },
    /// No perk that is offered is called that.
    Unknown,
    /// The perk is not paused.
    NotPaused {
        /// Its name.
        name: String,
    },
    /// The interaction was used for something else.
    Conflict,
}

/// What became of a request to change a perk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PerkChange {
    /// It is as asked.
    Changed {
        /// Its name.
        name: String,
    },
    /// It is as it was.
    Refused(PerkRefusal),
}

/// A moderator's request to stop offering a perk. What was redeemed stays; what is on its way is delivered.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct ArchivePerk {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Its name, as typed.
    pub perk: String,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

impl Request for ArchivePerk {
    type Outcome = PerkChange;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> PerkChange {
        PerkChange::Refused(PerkRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<PerkChange>> {
        let change = match find_by_name(tx, &self.perk).await? {
            Some(perk) if perk.state != PerkState::Archived => {
                sqlx::query(
                    "UPDATE perk SET state = 'archived', pause_reason = NULL, paused_by = NULL WHERE id = $1",
                )
                .bind(perk.id)
                .execute(&mut *tx)
                .await?;
                let change = change(
                    Action::PerkArchive,
                    self.moderator,
                    perk.id,
                    &self.key,
                    self.now_ms,
                );
                audit::record(tx, &change, None::<&()>, None::<&()>).await?;
                PerkChange::Changed { name: perk.name }
            }
            _ => PerkChange::Refused(PerkRefusal::Unknown),
        };
        Ok(Decision::done(change, 0))
    }
}

/// A moderator's request to offer a paused perk again.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct ResumePerk {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Its name, as typed.
    pub perk: String,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

impl Request for ResumePerk {
    type Outcome = PerkChange;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> PerkChange {
        PerkChange::Refused(PerkRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<PerkChange>> {
        let change = match find_by_name(tx, &self.perk).await? {
            Some(perk) if matches!(perk.state, PerkState::Paused | PerkState::ComingSoon) => {
                sqlx::query("UPDATE perk SET state = 'active', pause_reason = NULL, paused_by = NULL WHERE id = $1")
                    .bind(perk.id)
                    .execute(&mut *tx)
                    .await?;
                let change = change(
                    Action::PerkResume,
                    self.moderator,
                    perk.id,
                    &self.key,
                    self.now_ms,
                );
                audit::record(tx, &change, None::<&()>, None::<&()>).await?;
                PerkChange::Changed { name: perk.name }
            }
            Some(perk) if perk.state == PerkState::Active => {
                PerkChange::Refused(PerkRefusal::NotPaused { name: perk.name })
            }
            _ => PerkChange::Refused(PerkRefusal::Unknown),
        };
        Ok(Decision::done(change, 0))
    }
}

/// A row of the record about a perk.
pub(super) fn change(
    action: Action,
    moderator: UserId,
    perk: PerkId,
    request: &RequestKey,
    at_ms: Millis,
) -> Change<'_> {
    Change {
        action,
        moderator,
        subject: Subject {
            perk: Some(perk),
            ..Subject::default()
        },
        request,
        at_ms,
    }
}

/// Pauses a perk for this reason, or offers it again when there is none. Not a moderator's request but what the bot
/// found out about the perk's role, so it needs no key: the last finding counts. What a moderator paused stays as it is.
pub struct PausePerk {
    /// Which.
    pub perk: PerkId,
    /// Why; none: nothing is in the way.
    pub reason: Option<String>,
}

impl Write for PausePerk {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        let state = if self.reason.is_some() {
            PerkState::Paused
        } else {
            PerkState::Active
        };
        sqlx::query(
            "UPDATE perk SET state = $1, pause_reason = $2 WHERE id = $3 AND state IN ('active', 'paused') AND paused_by IS NULL",
        )
        .bind(state)
        .bind(&self.reason)
        .bind(self.perk)
        .execute(tx)
        .await?;
        Ok(())
    }
}
