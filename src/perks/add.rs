//! Adding a perk: a role that the bot gives, a ticket, or what a moderator delivers.

use serde::{Deserialize, Serialize};

use super::catalogue::{PerkKind, PerkState};
use super::manage::{PerkRefusal, change};
use super::options::DESCRIPTION_LENGTH_MAX;
use crate::audit::{self, Action};
use crate::clock::Millis;
use crate::db::{Connection, violated_constraint};
use crate::ids::{PerkId, RoleId, UserId};
use crate::ledger::{AMOUNT_MAX, Decision, Request, RequestKey};
use crate::name::Name;

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

/// A moderator's request to offer what no role is: a ticket, or something that a moderator delivers.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct AddManualPerk {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Anything but a role.
    pub kind: PerkKind,
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
    /// Whether it is only shown until it is resumed; none: as is usual for its kind ([`PerkKind::comes_later`]).
    pub coming_soon: Option<bool>,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddOutcome {
    /// It is in the catalogue.
    Added {
        /// Its name.
        name: String,
        /// Its price.
        price: i64,
        /// Whether it can't be redeemed before it is resumed.
        #[serde(default)]
        coming_soon: bool,
    },
    /// It is not.
    Refused(PerkRefusal),
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
        let terms = Terms {
            kind: PerkKind::Role,
            role: Some(self.role),
            name: &self.name,
            description: self.description.as_deref(),
            price: self.price,
            stock: self.stock,
            limit_per_member: self.limit_per_member,
            state: PerkState::Active,
        };
        let by = By {
            moderator: self.moderator,
            key: &self.key,
            now_ms: self.now_ms,
        };
        Ok(Decision::done(terms.add(tx, by).await?, 0))
    }
}

impl Request for AddManualPerk {
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
        if self.kind == PerkKind::Role {
            let refused = AddOutcome::Refused(PerkRefusal::RoleMissing);
            return Ok(Decision::refused(refused));
        }
        let is_later = self.coming_soon.unwrap_or_else(|| self.kind.comes_later());
        let terms = Terms {
            kind: self.kind,
            role: None,
            name: &self.name,
            description: self.description.as_deref(),
            price: self.price,
            stock: self.stock,
            limit_per_member: self.limit_per_member,
            state: if is_later {
                PerkState::ComingSoon
            } else {
                PerkState::Active
            },
        };
        let by = By {
            moderator: self.moderator,
            key: &self.key,
            now_ms: self.now_ms,
        };
        Ok(Decision::done(terms.add(tx, by).await?, 0))
    }
}

/// Who adds it, by which request.
#[derive(Clone, Copy)]
struct By<'a> {
    moderator: UserId,
    key: &'a RequestKey,
    now_ms: Millis,
}

/// What is to be offered, of whatever kind.
struct Terms<'a> {
    kind: PerkKind,
    role: Option<RoleId>,
    name: &'a str,
    description: Option<&'a str>,
    price: i64,
    stock: Option<i64>,
    limit_per_member: Option<i64>,
    state: PerkState,
}

impl Terms<'_> {
    async fn add(&self, tx: &mut Connection, by: By<'_>) -> anyhow::Result<AddOutcome> {
        match self.check() {
            Ok(name) => self.insert(tx, name, by).await,
            Err(refusal) => Ok(AddOutcome::Refused(refusal)),
        }
    }

    fn description(&self) -> Option<&str> {
        self.description
            .map(str::trim)
            .filter(|description| !description.is_empty())
    }

    fn check(&self) -> Result<Name, PerkRefusal> {
        let name = Name::parse(self.name).map_err(PerkRefusal::Name)?;
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

    async fn insert(
        &self,
        tx: &mut Connection,
        name: Name,
        by: By<'_>,
    ) -> anyhow::Result<AddOutcome> {
        let inserted: sqlx::Result<PerkId> = sqlx::query_scalar(
            "INSERT INTO perk (kind, name, slug, description, price, role_id, initial_stock, stock_left,
                limit_per_member, state, created_by, created_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11) RETURNING id",
        )
        .bind(self.kind)
        .bind(&name.text)
        .bind(&name.slug)
        .bind(self.description())
        .bind(self.price)
        .bind(self.role)
        .bind(self.stock)
        .bind(self.limit_per_member)
        .bind(self.state)
        .bind(by.moderator)
        .bind(by.now_ms)
        .fetch_one(&mut *tx)
        .await;
        let error = match inserted {
            Ok(id) => {
                let change = change(Action::PerkAdd, by.moderator, id, by.key, by.now_ms);
                let after = serde_json::json!({
                    "name": name.text, "price": self.price, "stock": self.stock, "limit": self.limit_per_member
                });
                audit::record(tx, &change, None::<&()>, Some(&after)).await?;
                return Ok(AddOutcome::Added {
                    name: name.text,
                    price: self.price,
                    coming_soon: self.state == PerkState::ComingSoon,
                });
            }
            Err(error) => error,
        };
        match violated_constraint(&error).as_deref() {
            Some("perk.slug" | "perk_called.slug") => {
                Ok(AddOutcome::Refused(PerkRefusal::NameTaken {
                    name: name.text,
                }))
            }
            Some("perk.role_id") => Ok(AddOutcome::Refused(PerkRefusal::RoleTaken)),
            _ => Err(error.into()),
        }
    }
}
