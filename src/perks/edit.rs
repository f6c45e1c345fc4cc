//! Changing a perk that is offered. What was redeemed stays as it was confirmed; who was asked about the perk as it was
//! is asked again or refused, since a confirmation checks everything anew.

use serde::{Deserialize, Serialize};

use super::catalogue::{Perk, PerkState, find_by_name};
use super::manage::{PerkRefusal, change};
use super::options::{self, PerkOptions};
use super::words::{PerkTerms, PerkWords};
use crate::audit::{self, Action};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::UserId;
use crate::ledger::{AMOUNT_MAX, Decision, Request, RequestKey};
use crate::name::{Name, slug};

/// A moderator's request to change a perk. What is not given stays; a number of 0 and the word "none" take away.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct EditPerk {
    /// Names the interaction.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// Its name, as typed.
    pub perk: String,
    /// What it is to be called.
    pub name: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// In Sparks.
    pub price: Option<i64>,
    /// How many there are in all, those that were redeemed included.
    pub stock: Option<i64>,
    /// How often one member may redeem it.
    pub limit_per_member: Option<i64>,
    /// Everything else.
    pub options: PerkOptions,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditPerkOutcome {
    /// It is as asked.
    Changed {
        /// As it was.
        before: Box<PerkSide>,
        /// As it is.
        after: Box<PerkSide>,
    },
    /// It is as it was.
    Refused(PerkRefusal),
}

/// One side of a change: all that can be changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerkSide {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// In Sparks.
    pub price: i64,
    /// How many there are in all; none: without limit.
    pub stock: Option<i64>,
    /// How often one member may redeem it; none: without limit.
    pub limit: Option<i64>,
    /// Whom it is for, when, and for how long.
    pub terms: PerkTerms,
    /// Names and descriptions in other languages.
    pub words: PerkWords,
}

impl From<&Perk> for PerkSide {
    fn from(perk: &Perk) -> Self {
        Self {
            name: perk.name.clone(),
            description: perk.description.clone(),
            price: perk.price,
            stock: perk.initial_stock,
            limit: perk.limit_per_member,
            terms: perk.terms,
            words: perk.words.clone(),
        }
    }
}

impl Request for EditPerk {
    type Outcome = EditPerkOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> EditPerkOutcome {
        EditPerkOutcome::Refused(PerkRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<EditPerkOutcome>> {
        let outcome = match self.edit(tx).await? {
            Ok((before, after)) => EditPerkOutcome::Changed {
                before: Box::new(before),
                after: Box::new(after),
            },
            Err(refusal) => EditPerkOutcome::Refused(refusal),
        };
        Ok(Decision::done(outcome, 0))
    }
}

impl EditPerk {
    async fn edit(
        &self,
        tx: &mut Connection,
    ) -> anyhow::Result<Result<(PerkSide, PerkSide), PerkRefusal>> {
        let found = find_by_name(tx, &self.perk).await?;
        let Some(before) = found.filter(|perk| perk.state != PerkState::Archived) else {
            return Ok(Err(PerkRefusal::Unknown));
        };
        let after = match self.changed(&before) {
            Ok(after) => after,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let after = match self.stocked(tx, &before, after).await? {
            Ok(after) => after,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if after == before {
            return Ok(Err(PerkRefusal::NothingToChange));
        }
        if let Some(name) = taken_name(tx, &after).await? {
            return Ok(Err(PerkRefusal::NameTaken { name }));
        }
        write(tx, &after).await?;
        let (was, is) = (PerkSide::from(&before), PerkSide::from(&after));
        let change = change(
            Action::PerkEdit,
            self.moderator,
            before.id,
            &self.key,
            self.now_ms,
        );
        audit::record(tx, &change, Some(&was), Some(&is)).await?;
        Ok(Ok((was, is)))
    }

    /// The perk as it is to be, but for its stock.
    fn changed(&self, before: &Perk) -> Result<Perk, PerkRefusal> {
        let name =
            Name::parse(self.name.as_deref().unwrap_or(&before.name)).map_err(PerkRefusal::Name)?;
        let price = self.price.unwrap_or(before.price);
        if !options::in_range(price) {
            return Err(PerkRefusal::PriceOutOfRange { max: AMOUNT_MAX });
        }
        let limit = options::number(self.limit_per_member, before.limit_per_member);
        if !limit.is_none_or(options::in_range) {
            return Err(PerkRefusal::CountOutOfRange { max: AMOUNT_MAX });
        }
        let after = self.options.apply(before, self.now_ms)?;
        Ok(Perk {
            name: name.text,
            slug: name.slug,
            description: options::described(
                self.description.as_deref(),
                before.description.as_ref(),
            )?,
            price,
            limit_per_member: limit,
            ..after
        })
    }

    /// With the stock that is asked for; what is left of it follows from what was redeemed.
    async fn stocked(
        &self,
        tx: &mut Connection,
        before: &Perk,
        after: Perk,
    ) -> sqlx::Result<Result<Perk, PerkRefusal>> {
        let stock = options::number(self.stock, before.initial_stock);
        if !stock.is_none_or(options::in_range) {
            return Ok(Err(PerkRefusal::CountOutOfRange { max: AMOUNT_MAX }));
        }
        let redeemed: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM redemption WHERE perk_id = $1 AND state <> 'voided'",
        )
        .bind(before.id)
        .fetch_one(tx)
        .await?;
        Ok(match stock {
            Some(stock) if stock < redeemed => Err(PerkRefusal::StockBelowRedeemed {
                name: before.name.clone(),
                redeemed,
                stock,
            }),
            _ => Ok(Perk {
                initial_stock: stock,
                stock_left: stock.map(|stock| stock - redeemed),
                ..after
            }),
        })
    }
}

/// The first of its names that belongs to another perk that is offered.
async fn taken_name(tx: &mut Connection, perk: &Perk) -> sqlx::Result<Option<String>> {
    for wanted in perk.slugs() {
        let taken = sqlx::query_scalar(
            "SELECT perk.name FROM perk_called JOIN perk ON perk.id = perk_id
             WHERE perk_called.slug = $1 AND perk_id <> $2",
        )
        .bind(wanted)
        .bind(perk.id)
        .fetch_optional(&mut *tx)
        .await?;
        if taken.is_some() {
            return Ok(taken);
        }
    }
    Ok(None)
}

/// Writes all that can be changed of a perk.
async fn write(tx: &mut Connection, perk: &Perk) -> sqlx::Result<()> {
    let slug_of = |name: &Option<String>| name.as_deref().map(slug);
    let (terms, words) = (&perk.terms, &perk.words);
    sqlx::query(
        "UPDATE perk SET name = $1, slug = $2, description = $3, price = $4, initial_stock = $5, stock_left = $6,
            limit_per_member = $7, opens_at_ms = $8, closes_at_ms = $9, required_role_id = $10, minimum_earned = $11,
            lasts_days = $12, name_en = $13, slug_en = $14, description_en = $15, name_ru = $16, slug_ru = $17,
            description_ru = $18, name_ko = $19, slug_ko = $20, description_ko = $21
         WHERE id = $22",
    )
    .bind(&perk.name)
    .bind(&perk.slug)
    .bind(&perk.description)
    .bind(perk.price)
    .bind(perk.initial_stock)
    .bind(perk.stock_left)
    .bind(perk.limit_per_member)
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
    .bind(perk.id)
    .execute(tx)
    .await?;
    Ok(())
}
