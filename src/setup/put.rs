//! Putting it in place: one transaction, one request.

use serde::{Deserialize, Serialize};

use super::item::{AWARD_CAP, BUDGET, Item};
use super::plan::{Placed, Row, Words, standing, to_be};
use crate::audit::{self, Action, Change, Subject};
use crate::campaigns::{self, CreateCampaign, CreateOutcome};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{RoleId, UserId};
use crate::ledger::{Decision, Request, RequestKey};
use crate::perks::{self, AddManualPerk, AddOutcome, AddRolePerk, PerkOptions};

/// What a moderator wants for the badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BadgeWish {
    /// Nothing was said.
    Nothing,
    /// This role.
    Role(RoleId),
    /// A role that the bot makes.
    New,
}

/// A moderator's request to put everything in place that is not there.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct PutInPlace {
    /// Names the question that was confirmed.
    pub key: RequestKey,
    /// Who asks.
    pub moderator: UserId,
    /// What they want for the badge.
    pub badge: BadgeWish,
    /// The role that it has. Of a new one it is known only here: what was wished for is the request.
    #[serde(skip)]
    pub role: Option<RoleId>,
    /// What everything is called: the version's, so no part of the request.
    #[serde(skip)]
    pub words: Words,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SetupOutcome {
    /// Everything is in place but what says that it needs a role.
    Done(Vec<(Item, Placed)>),
    /// The question was confirmed as another one.
    Conflict,
}

impl Request for PutInPlace {
    type Outcome = SetupOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> SetupOutcome {
        SetupOutcome::Conflict
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<SetupOutcome>> {
        let mut all = Vec::new();
        let mut transfers = 0;
        for item in Item::ALL {
            let there = standing(tx, item, &self.words, self.role, self.now_ms).await?;
            let placed = if let Some((placed, row)) = there {
                note(tx, item, row).await?;
                placed
            } else {
                let placed = to_be(item, &self.words, self.role.is_some());
                transfers += self.make(tx, item, &placed).await?;
                placed
            };
            all.push((item, placed));
        }
        let made = all.iter().filter(|(_, placed)| placed.is_made()).count();
        if made > 0 {
            let change = Change {
                action: Action::Setup,
                moderator: self.moderator,
                subject: Subject::default(),
                request: &self.key,
                at_ms: self.now_ms,
            };
            let after = serde_json::json!({ "lines": made });
            audit::record(tx, &change, None::<&()>, Some(&after)).await?;
        }
        Ok(Decision::done(SetupOutcome::Done(all), transfers))
    }
}

impl PutInPlace {
    /// Makes it and notes it; says how many transfers that took.
    async fn make(&self, tx: &mut Connection, item: Item, placed: &Placed) -> anyhow::Result<i64> {
        let (row, transfers) = match placed {
            Placed::Perk { name, .. } => {
                self.add(tx, item).await?;
                let added = perks::find_by_name(tx, &name.own).await?;
                (added.map(|perk| Row::Perk(perk.id)), 0)
            }
            Placed::Campaign { name, .. } => {
                let transfers = self.begin(tx, name).await?;
                let begun = campaigns::find_any(tx, name).await?;
                (begun.map(|begun| Row::Campaign(begun.id)), transfers)
            }
            Placed::There { .. } | Placed::Ended { .. } | Placed::NeedsRole => return Ok(0),
        };
        let row = row.ok_or_else(|| anyhow::anyhow!("the ready-made {item:?} is not there"))?;
        note(tx, item, row).await?;
        Ok(transfers)
    }

    async fn add(&self, tx: &mut Connection, item: Item) -> anyhow::Result<()> {
        let (Some(terms), Some((name, words))) = (item.terms(), self.words.perks.get(&item)) else {
            anyhow::bail!("the ready-made {item:?} has no words");
        };
        let options = PerkOptions {
            words: words.clone(),
            ..PerkOptions::default()
        };
        let added = if let Some(role) = self.role.filter(|_| item == Item::Badge) {
            let add = AddRolePerk {
                key: self.key.clone(),
                moderator: self.moderator,
                role,
                name: name.clone(),
                description: None,
                price: terms.price,
                stock: terms.stock,
                limit_per_member: terms.limit_per_member,
                options,
                now_ms: self.now_ms,
            };
            add.decide(tx).await?
        } else {
            let add = AddManualPerk {
                key: self.key.clone(),
                moderator: self.moderator,
                kind: terms.kind,
                name: name.clone(),
                description: None,
                price: terms.price,
                stock: terms.stock,
                limit_per_member: terms.limit_per_member,
                coming_soon: None,
                options,
                now_ms: self.now_ms,
            };
            add.decide(tx).await?
        };
        match added.outcome {
            AddOutcome::Added { .. } => Ok(()),
            AddOutcome::Refused(refusal) => {
                anyhow::bail!("the ready-made {item:?} is refused: {refusal:?}")
            }
        }
    }

    async fn begin(&self, tx: &mut Connection, name: &str) -> anyhow::Result<i64> {
        let create = CreateCampaign {
            key: self.key.clone(),
            moderator: self.moderator,
            name: name.to_owned(),
            budget: Some(BUDGET),
            terms: campaigns::Terms {
                descriptions: self.words.descriptions.clone(),
                award_cap: Some(AWARD_CAP),
                ..campaigns::Terms::default()
            },
            now_ms: self.now_ms,
        };
        let decision = create.decide(tx).await?;
        match decision.outcome {
            CreateOutcome::Created { .. } => Ok(decision.transfers),
            CreateOutcome::Refused(refusal) => {
                anyhow::bail!("the first campaign is refused: {refusal:?}")
            }
        }
    }
}

/// From now on this stands in its place.
async fn note(tx: &mut Connection, item: Item, row: Row) -> sqlx::Result<()> {
    let (perk, campaign) = match row {
        Row::Perk(perk) => (Some(perk), None),
        Row::Campaign(campaign) => (None, Some(campaign)),
    };
    sqlx::query(
        "INSERT INTO setup_item (item, perk_id, campaign_id) VALUES ($1, $2, $3) ON CONFLICT (item) DO NOTHING",
    )
    .bind(item)
    .bind(perk)
    .bind(campaign)
    .execute(tx)
    .await?;
    Ok(())
}
