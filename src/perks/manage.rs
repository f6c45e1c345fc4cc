//! What moderators do with perks: add, archive, resume.

use serde::{Deserialize, Serialize};

use super::catalogue::{PerkState, find_by_name};
use crate::audit::{self, Action, Change, Subject};
use crate::clock::Millis;
use crate::db::{Connection, Write, violated_constraint};
use crate::ids::{PerkId, RoleId, UserId};
use crate::ledger::{AMOUNT_MAX, Decision, Request, RequestKey};
use crate::name::{Name, NameRefusal};

/// The longest description, in characters: what a select option can show.
pub const DESCRIPTION_LENGTH_MAX: usize = 100;

/// A moderator's request to offer a role. Whether the bot can and may give it is checked before, by `discord`.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct AddRolePerk {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// The role that it gives.
    pub role: RoleId,
    /// What it is to be called.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// In Sparks.
    pub price: i64,
    /// How many there are; none: without limit.
    pub stock: Option<i64>,
    /// How often one member may redeem it; none: without limit.
    pub limit_per_member: Option<i64>,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddOutcome {
    /// It can be redeemed.
    Added {
        /// Its name.
        name: String,
        /// Its price.
        price: i64,
    },
    /// It can't.
    Refused(PerkRefusal),
}

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

impl Request for AddRolePerk {
    type Outcome = AddOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> AddOutcome {
        AddOutcome::Refused(PerkRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<AddOutcome>> {
        let outcome = match self.check() {
            Ok(name) => self.insert(tx, name).await?,
            Err(refusal) => AddOutcome::Refused(refusal),
        };
        Ok(Decision::done(outcome, 0))
    }
}

impl AddRolePerk {
    fn description(&self) -> Option<&str> {
        self.description
            .as_deref()
            .map(str::trim)
            .filter(|description| !description.is_empty())
    }

    fn check(&self) -> Result<Name, PerkRefusal> {
        let name = Name::parse(&self.name).map_err(PerkRefusal::Name)?;
        let in_range = |count: i64| (1..=AMOUNT_MAX).contains(&count);
        if !in_range(self.price) {
            return Err(PerkRefusal::PriceOutOfRange { max: AMOUNT_MAX });
        }
        if ![self.stock, self.limit_per_member]
            .into_iter()
            .flatten()
            .all(in_range)
        {
            return Err(PerkRefusal::CountOutOfRange { max: AMOUNT_MAX });
        }
        let length = self
            .description()
            .map_or(0, |description| description.chars().count());
        if length > DESCRIPTION_LENGTH_MAX {
            return Err(PerkRefusal::DescriptionTooLong {
                max: DESCRIPTION_LENGTH_MAX,
                length,
            });
        }
        Ok(name)
    }

    async fn insert(&self, tx: &mut Connection, name: Name) -> anyhow::Result<AddOutcome> {
        let inserted: sqlx::Result<PerkId> = sqlx::query_scalar(
            "INSERT INTO perk (kind, name, slug, description, price, role_id, initial_stock, stock_left,
                limit_per_member, created_by, created_at_ms)
             VALUES ('role', $1, $2, $3, $4, $5, $6, $6, $7, $8, $9) RETURNING id",
        )
        .bind(&name.text)
        .bind(&name.slug)
        .bind(self.description())
        .bind(self.price)
        .bind(self.role)
        .bind(self.stock)
        .bind(self.limit_per_member)
        .bind(self.moderator)
        .bind(self.now_ms)
        .fetch_one(&mut *tx)
        .await;
        let error = match inserted {
            Ok(id) => {
                let change = change(Action::PerkAdd, self.moderator, id, &self.key, self.now_ms);
                let after = serde_json::json!({
                    "name": name.text, "price": self.price, "stock": self.stock, "limit": self.limit_per_member
                });
                audit::record(tx, &change, None::<&()>, Some(&after)).await?;
                return Ok(AddOutcome::Added {
                    name: name.text,
                    price: self.price,
                });
            }
            Err(error) => error,
        };
        match violated_constraint(&error).as_deref() {
            Some("perk.slug") => Ok(AddOutcome::Refused(PerkRefusal::NameTaken {
                name: name.text,
            })),
            Some("perk.role_id") => Ok(AddOutcome::Refused(PerkRefusal::RoleTaken)),
            _ => Err(error.into()),
        }
    }
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
fn change(
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
