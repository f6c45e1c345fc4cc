//! Adding a perk: a role that the bot gives, a ticket, or what a moderator delivers.

use serde::{Deserialize, Serialize};

use super::catalogue::{Perk, PerkKind, PerkState};
use super::edit::{PerkSide, taken_name};
use super::manage::{PerkRefusal, change};
use super::options::{PerkOptions, described, in_range};
use super::words::{PerkTerms, PerkWords};
use crate::audit::{self, Action};
use crate::clock::Millis;
use crate::db::{Connection, violated_constraint};
use crate::ids::{PerkId, RoleId, UserId};
use crate::ledger::{AMOUNT_MAX, Decision, Request, RequestKey};
use crate::name::{Name, slug};

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
    /// Everything else.
    #[serde(skip_serializing_if = "PerkOptions::is_empty")]
    pub options: PerkOptions,
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
    /// Everything else.
    #[serde(skip_serializing_if = "PerkOptions::is_empty")]
    pub options: PerkOptions,
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
        /// All that was set; none: answered by a version that did not say.
        #[serde(default)]
        set: Option<Box<PerkSide>>,
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
        let asked = Asked {
            kind: PerkKind::Role,
            role: Some(self.role),
            name: &self.name,
            description: self.description.as_deref(),
            price: self.price,
            stock: self.stock,
            limit_per_member: self.limit_per_member,
            options: &self.options,
            state: PerkState::Active,
        };
        let by = By {
            moderator: self.moderator,
            key: &self.key,
            now_ms: self.now_ms,
        };
        Ok(Decision::done(asked.add(tx, by).await?, 0))
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
        let asked = Asked {
            kind: self.kind,
            role: None,
            name: &self.name,
            description: self.description.as_deref(),
            price: self.price,
            stock: self.stock,
            limit_per_member: self.limit_per_member,
            options: &self.options,
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
        Ok(Decision::done(asked.add(tx, by).await?, 0))
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
struct Asked<'a> {
    kind: PerkKind,
    role: Option<RoleId>,
    name: &'a str,
    description: Option<&'a str>,
    price: i64,
    stock: Option<i64>,
    limit_per_member: Option<i64>,
    options: &'a PerkOptions,
    state: PerkState,
}

impl Asked<'_> {
    async fn add(&self, tx: &mut Connection, by: By<'_>) -> anyhow::Result<AddOutcome> {
        let perk = match self.perk(by.now_ms) {
            Ok(perk) => perk,
            Err(refusal) => return Ok(AddOutcome::Refused(refusal)),
        };
        if let Some(name) = taken_name(tx, &perk).await? {
            return Ok(AddOutcome::Refused(PerkRefusal::NameTaken { name }));
        }
        let id = match insert(tx, &perk, by).await {
            Ok(id) => id,
            Err(error) => {
                return match violated_constraint(&error).as_deref() {
                    Some("perk.role_id") => Ok(AddOutcome::Refused(PerkRefusal::RoleTaken)),
                    _ => Err(error.into()),
                };
            }
        };
        let set = PerkSide::from(&perk);
        let change = change(Action::PerkAdd, by.moderator, id, by.key, by.now_ms);
        audit::record(tx, &change, None::<&()>, Some(&set)).await?;
        Ok(AddOutcome::Added {
            name: perk.name,
            price: perk.price,
            coming_soon: perk.state == PerkState::ComingSoon,
            set: Some(Box::new(set)),
        })
    }

    /// The perk as it is to be, but for its row.
    fn perk(&self, now_ms: Millis) -> Result<Perk, PerkRefusal> {
        let name = Name::parse(self.name).map_err(PerkRefusal::Name)?;
        if !in_range(self.price) {
            return Err(PerkRefusal::PriceOutOfRange { max: AMOUNT_MAX });
        }
        let mut counts = [self.stock, self.limit_per_member].into_iter().flatten();
        if !counts.all(in_range) {
            return Err(PerkRefusal::CountOutOfRange { max: AMOUNT_MAX });
        }
        let bare = Perk {
            // Of no row: no other perk has it.
            id: PerkId(0),
            kind: self.kind,
            name: name.text,
            slug: name.slug,
            description: described(self.description, None)?,
            price: self.price,
            role_id: self.role,
            initial_stock: self.stock,
            stock_left: self.stock,
            limit_per_member: self.limit_per_member,
            editions_issued: 0,
            state: self.state,
            pause_reason: None,
            paused_by: None,
            terms: PerkTerms::default(),
            words: PerkWords::default(),
        };
        self.options.apply(&bare, now_ms)
    }
}

async fn insert(tx: &mut Connection, perk: &Perk, by: By<'_>) -> sqlx::Result<PerkId> {
    let slug_of = |name: &Option<String>| name.as_deref().map(slug);
    let (terms, words) = (&perk.terms, &perk.words);
    sqlx::query_scalar(
        "INSERT INTO perk (kind, name, slug, description, price, role_id, initial_stock, stock_left,
            limit_per_member, state, created_by, created_at_ms, opens_at_ms, closes_at_ms, required_role_id,
            minimum_earned, lasts_days, name_en, slug_en, description_en, name_ru, slug_ru, description_ru,
            name_ko, slug_ko, description_ko)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
            $21, $22, $23, $24, $25)
         RETURNING id",
    )
    .bind(perk.kind)
    .bind(&perk.name)
    .bind(&perk.slug)
    .bind(&perk.description)
    .bind(perk.price)
    .bind(perk.role_id)
    .bind(perk.initial_stock)
    .bind(perk.limit_per_member)
    .bind(perk.state)
    .bind(by.moderator)
    .bind(by.now_ms)
    .bind(terms.opens_at_ms)
    .bind(terms.closes_at_ms)
    .bind(terms.required_role_id)
    .bind(terms.minimum_earned)
    .bind(terms.lasts_days)
    .bind(&words.name_en)
    .bind(slug_of(&words.name_en))
    .bind(&words.description_en)
    .bind(&words.name_ru)
    .bind(slug_of(&words.name_ru))
    .bind(&words.description_ru)
    .bind(&words.name_ko)
    .bind(slug_of(&words.name_ko))
    .bind(&words.description_ko)
    .fetch_one(tx)
    .await
}
