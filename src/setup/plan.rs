//! What is there, and what is to be made: read by the question and, in the transaction, by what puts it in place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::item::{AWARD_CAP, BUDGET, Item};
use crate::campaigns::{self, Descriptions, Wanted};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{CampaignId, PerkId, RoleId};
use crate::name::{PerkName, slug};
use crate::perks::{PerkState, PerkWords};

/// What the ready-made things are called and described as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Each perk in the server's language, and in all three.
    pub perks: BTreeMap<Item, (String, PerkWords)>,
    /// The campaign, in the server's language.
    pub campaign: String,
    /// What members read about it.
    pub descriptions: Descriptions,
}

/// What is or becomes of one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Placed {
    /// A perk is made.
    Perk {
        /// Its name.
        name: PerkName,
        /// In Sparks.
        price: i64,
        /// How many there are.
        stock: Option<i64>,
        /// Whether it is only shown for now.
        coming_soon: bool,
    },
    /// A campaign is made.
    Campaign {
        /// Its name.
        name: String,
        /// What it may award.
        budget: i64,
        /// What it may award at once.
        award_cap: i64,
    },
    /// There is one.
    There {
        /// Its name.
        name: PerkName,
    },
    /// There was one, which a moderator ended.
    Ended {
        /// Its name.
        name: PerkName,
    },
    /// It needs a role, and none is chosen.
    NeedsRole,
}

impl Placed {
    /// Whether something is made.
    #[must_use]
    pub fn is_made(&self) -> bool {
        matches!(self, Self::Perk { .. } | Self::Campaign { .. })
    }
}

/// The row that is there for one of them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    Perk(PerkId),
    Campaign(CampaignId),
}

/// What is there for each, and what would be made. `has_role`: whether the badge has a role, or is to be given a new one;
/// which one it is, as far as there is one.
///
/// # Errors
/// When the database can't be read.
pub async fn plan(
    connection: &mut Connection,
    words: &Words,
    (has_role, role): (bool, Option<RoleId>),
    now_ms: Millis,
) -> sqlx::Result<Vec<(Item, Placed)>> {
    let mut all = Vec::new();
    for item in Item::ALL {
        let placed = match standing(connection, item, words, role, now_ms).await? {
            Some((placed, _)) => placed,
            None => to_be(item, words, has_role),
        };
        all.push((item, placed));
    }
    Ok(all)
}

/// What it would be.
pub(super) fn to_be(item: Item, words: &Words, has_role: bool) -> Placed {
    if item == Item::Badge && !has_role {
        return Placed::NeedsRole;
    }
    let Some(terms) = item.terms() else {
        return Placed::Campaign {
            name: words.campaign.clone(),
            budget: BUDGET,
            award_cap: AWARD_CAP,
        };
    };
    let (own, words) = words.perks.get(&item).cloned().unwrap_or_default();
    Placed::Perk {
        name: PerkName {
            own,
            en: words.name_en,
            ru: words.name_ru,
            ko: words.name_ko,
        },
        price: terms.price,
        stock: terms.stock,
        coming_soon: terms.kind.comes_later(),
    }
}

#[derive(sqlx::FromRow)]
struct Found {
    id: PerkId,
    state: PerkState,
    #[sqlx(flatten)]
    name: PerkName,
}

const PERK: &str = "SELECT perk.id, perk.state, perk.name AS perk, name_en AS perk_en, name_ru AS perk_ru, name_ko AS perk_ko
    FROM perk";

/// What stands in its place, and its row: what was put there, even if it is called otherwise or archived; else what is
/// called the same, is of the same kind, or gives the same role. There may be many badges, so of another role's it is not
/// said that it is this one.
pub(super) async fn standing(
    connection: &mut Connection,
    item: Item,
    words: &Words,
    role: Option<RoleId>,
    now_ms: Millis,
) -> sqlx::Result<Option<(Placed, Row)>> {
    let Some(terms) = item.terms() else {
        return campaign(connection, item, now_ms).await;
    };
    let is_put = format!(
        "{PERK} JOIN setup_item ON setup_item.perk_id = perk.id WHERE setup_item.item = $1"
    );
    let mut found: Option<Found> = sqlx::query_as(sqlx::AssertSqlSafe(is_put))
        .bind(item)
        .fetch_optional(&mut *connection)
        .await?;
    for slug in slugs(item, words) {
        if found.is_none() {
            let is_called = format!(
                "{PERK} JOIN perk_called ON perk_called.perk_id = perk.id WHERE perk_called.slug = $1"
            );
            found = sqlx::query_as(sqlx::AssertSqlSafe(is_called))
                .bind(slug)
                .fetch_optional(&mut *connection)
                .await?;
        }
    }
    if found.is_none() {
        let is_alike = format!(
            "{PERK} WHERE state <> 'archived' AND kind = $1 AND (kind <> 'role' OR role_id = $2) ORDER BY id LIMIT 1"
        );
        found = sqlx::query_as(sqlx::AssertSqlSafe(is_alike))
            .bind(terms.kind)
            .bind(role)
            .fetch_optional(&mut *connection)
            .await?;
    }
    Ok(found.map(|Found { id, state, name }| {
        let placed = match state {
            PerkState::Archived => Placed::Ended { name },
            _ => Placed::There { name },
        };
        (placed, Row::Perk(id))
    }))
}

fn slugs(item: Item, words: &Words) -> Vec<String> {
    let Some((own, words)) = words.perks.get(&item) else {
        return vec![];
    };
    let others = [&words.name_en, &words.name_ru, &words.name_ko];
    let others = others.into_iter().flatten();
    std::iter::once(own)
        .chain(others)
        .map(|name| slug(name))
        .collect()
}

/// The campaign that was put there; else any that is not closed: then it would not be the first.
async fn campaign(
    connection: &mut Connection,
    item: Item,
    now_ms: Millis,
) -> sqlx::Result<Option<(Placed, Row)>> {
    let put: Option<CampaignId> =
        sqlx::query_scalar("SELECT campaign_id FROM setup_item WHERE item = $1")
            .bind(item)
            .fetch_optional(&mut *connection)
            .await?;
    let found = match put {
        Some(id) => campaigns::find(connection, id).await?,
        None => campaigns::suggestions(connection, "", Wanted::Open, now_ms, 1)
            .await?
            .into_iter()
            .next(),
    };
    Ok(found.map(|found| {
        let name = found.name.into();
        let placed = match found.closed_at_ms {
            Some(_) => Placed::Ended { name },
            None => Placed::There { name },
        };
        (placed, Row::Campaign(found.id))
    }))
}
