//! What can be redeemed, as members and moderators see it.

use serde::{Deserialize, Serialize};

use super::eligibility::{RedeemRefusal, check};
use super::standing::{Member, Past, standing};
use super::words::{PerkTerms, PerkWords};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{PerkId, RoleId, UserId};
use crate::name::slug;

/// Something that can be redeemed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Perk {
    /// Its row.
    pub id: PerkId,
    /// What it is, and so who delivers it.
    pub kind: PerkKind,
    /// As it was named.
    pub name: String,
    /// What identifies the name, and what a member may type.
    pub slug: String,
    /// In the moderator's words.
    pub description: Option<String>,
    /// In Sparks.
    pub price: i64,
    /// The role that it gives, if it is one.
    pub role_id: Option<RoleId>,
    /// How many there were; none: without limit.
    pub initial_stock: Option<i64>,
    /// How many are left.
    pub stock_left: Option<i64>,
    /// How often one member may redeem it; none: without limit.
    pub limit_per_member: Option<i64>,
    /// The last edition number given out.
    pub editions_issued: i64,
    /// Whether it is offered.
    pub state: PerkState,
    /// Why it is paused.
    pub pause_reason: Option<String>,
    /// The moderator who paused it; none: the bot, since it can't be delivered.
    pub paused_by: Option<UserId>,
    /// Whom it is for, when, and for how long.
    #[sqlx(flatten)]
    pub terms: PerkTerms,
    /// Its names and descriptions in other languages.
    #[sqlx(flatten)]
    pub words: PerkWords,
}

impl Perk {
    /// Whether the bot paused it, since it can't be delivered: then members don't see it.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.state == PerkState::Paused && self.paused_by.is_none()
    }

    /// Whether someone with these roles has the perk's role already.
    #[must_use]
    pub fn is_role_among(&self, roles: &[RoleId]) -> bool {
        self.role_id.is_some_and(|role| roles.contains(&role))
    }
}

/// What a perk is, and so who delivers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum PerkKind {
    /// A badge and its role: the bot gives it.
    Role,
    /// Entry to an event: a code, there at once, shown at the door.
    Ticket,
    /// A place on an NFT whitelist; asks for a wallet address.
    Whitelist,
    /// Official traffic for a good post; asks for its link.
    Boost,
    /// A plan upgrade; asks for the account.
    Plan,
    /// Something else that a moderator delivers; asks for nothing.
    Other,
}

impl PerkKind {
    /// Whether a moderator delivers it.
    #[must_use]
    pub fn is_manual(self) -> bool {
        !matches!(self, Self::Role | Self::Ticket)
    }

    /// Whether it is shown as coming soon when it is added, unless the moderator says otherwise.
    #[must_use]
    pub fn comes_later(self) -> bool {
        self == Self::Plan
    }
}

/// Whether a perk is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum PerkState {
    /// It can be redeemed.
    Active,
    /// Shown, but not offered before a moderator says so.
    ComingSoon,
    /// Not to be had for now: the bot can't deliver it, and hides it, or a moderator wished so.
    Paused,
    /// Gone for good; what was redeemed stays.
    Archived,
}

/// A perk as one member sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The perk.
    pub perk: Perk,
    /// Why this member can't redeem it now.
    pub locked: Option<RedeemRefusal>,
}

#[derive(sqlx::FromRow)]
struct PerkWithPast {
    #[sqlx(flatten)]
    perk: Perk,
    #[sqlx(flatten)]
    past: Past,
}

/// What one member can redeem, and with how many Sparks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// The member's available Sparks.
    pub available: i64,
    /// Every perk that is offered; those that the member can have come first, then by price.
    pub offers: Vec<Offer>,
}

/// What is offered to this member now. `roles` are theirs. What the bot can't deliver is left out: moderators are told of
/// it.
///
/// # Errors
/// When the database can't be read.
pub async fn catalogue(
    connection: &mut Connection,
    member: UserId,
    roles: &[RoleId],
    now_ms: Millis,
) -> sqlx::Result<Catalogue> {
    let member = Member::find(connection, member, roles, now_ms).await?;
    Ok(Catalogue {
        available: member.available(),
        offers: shown_offers(connection, &member).await?,
    })
}

/// The same with what is hidden, for who asks by name.
pub(super) async fn offers(
    connection: &mut Connection,
    member: UserId,
    roles: &[RoleId],
    now_ms: Millis,
) -> sqlx::Result<Catalogue> {
    let member = Member::find(connection, member, roles, now_ms).await?;
    Ok(Catalogue {
        available: member.available(),
        offers: all_offers(connection, &member).await?,
    })
}

async fn shown_offers(
    connection: &mut Connection,
    member: &Member<'_>,
) -> sqlx::Result<Vec<Offer>> {
    let mut offers = all_offers(connection, member).await?;
    offers.retain(|offer| !offer.perk.is_hidden());
    Ok(offers)
}

async fn all_offers(connection: &mut Connection, member: &Member<'_>) -> sqlx::Result<Vec<Offer>> {
    let perks: Vec<PerkWithPast> = sqlx::query_as(
        "SELECT perk.*, COUNT(redemption.id) AS redeemed, (perk.role_id IN (
            SELECT role_id FROM role_lasts WHERE account_id = $1 AND ends_at_ms > $2)) IS TRUE AS is_renewable
         FROM perk
         LEFT JOIN redemption ON redemption.perk_id = perk.id AND redemption.account_id = $1
            AND redemption.state <> 'voided'
         WHERE perk.state <> 'archived'
         GROUP BY perk.id ORDER BY perk.price, perk.id",
    )
    .bind(member.account.map(|account| account.id))
    .bind(member.now_ms)
    .fetch_all(connection)
    .await?;
    let mut offers: Vec<Offer> = perks
        .into_iter()
        .map(|PerkWithPast { perk, past }| Offer {
            locked: check(&perk, standing(&perk, member, past)).err(),
            perk,
        })
        .collect();
    offers.sort_by_key(|offer| offer.locked.is_some());
    Ok(offers)
}

/// The cheapest perk that this member could have but for the Sparks: what they are saving for.
///
/// # Errors
/// When the database can't be read.
pub async fn next_goal(
    connection: &mut Connection,
    member: &Member<'_>,
) -> sqlx::Result<Option<Perk>> {
    let offers = shown_offers(connection, member).await?;
    Ok(offers
        .into_iter()
        .find(|offer| matches!(offer.locked, Some(RedeemRefusal::InsufficientSparks { .. })))
        .map(|offer| offer.perk))
}

/// The cheapest `limit` perks that are there to be redeemed, whoever asks.
///
/// # Errors
/// When the database can't be read.
pub async fn redeemable(
    connection: &mut Connection,
    now_ms: Millis,
    limit: i64,
) -> sqlx::Result<Vec<Perk>> {
    sqlx::query_as(
        "SELECT * FROM perk WHERE state = 'active' AND (stock_left IS NULL OR stock_left > 0)
            AND (opens_at_ms IS NULL OR opens_at_ms <= $1) AND (closes_at_ms IS NULL OR closes_at_ms > $1)
         ORDER BY price, id LIMIT +$2",
    )
    .bind(now_ms)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// A perk by its row, archived ones too.
///
/// # Errors
/// When the database can't be read.
pub async fn find(connection: &mut Connection, id: PerkId) -> sqlx::Result<Option<Perk>> {
    sqlx::query_as("SELECT * FROM perk WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// A perk by its name, in any language, as someone typed it: an offered one, else the archived one of that name that was last offered.
///
/// # Errors
/// When the database can't be read.
pub async fn find_by_name(connection: &mut Connection, typed: &str) -> sqlx::Result<Option<Perk>> {
    sqlx::query_as(
        "SELECT * FROM perk WHERE $1 IN (slug, slug_en, slug_ru, slug_ko)
         ORDER BY state = 'archived', id DESC LIMIT 1",
    )
    .bind(slug(typed))
    .fetch_optional(connection)
    .await
}

/// How many perks stand on a page of the list.
pub const LIST_PAGE_LENGTH: i64 = 10;

/// A page of the list of all perks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerkPage {
    /// At most [`LIST_PAGE_LENGTH`], offered ones first, the latest first among them.
    pub perks: Vec<Perk>,
    /// Its number, from 0.
    pub number: i64,
    /// Whether there is one after it.
    pub has_next: bool,
}

/// One page. One past the last shows the last. Perks are few and change places, so pages go by number.
///
/// # Errors
/// When the database can't be read.
pub async fn page(connection: &mut Connection, number: i64) -> sqlx::Result<PerkPage> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM perk")
        .fetch_one(&mut *connection)
        .await?;
    let last = (count - 1).max(0) / LIST_PAGE_LENGTH;
    let number = number.clamp(0, last);
    let perks = sqlx::query_as(
        "SELECT * FROM perk ORDER BY state = 'archived', id DESC LIMIT +$1 OFFSET $2",
    )
    .bind(LIST_PAGE_LENGTH)
    .bind(number * LIST_PAGE_LENGTH)
    .fetch_all(connection)
    .await?;
    Ok(PerkPage {
        perks,
        number,
        has_next: number < last,
    })
}

/// The latest `limit` perks, offered ones first.
///
/// # Errors
/// When the database can't be read.
pub async fn perks(connection: &mut Connection, limit: i64) -> sqlx::Result<Vec<Perk>> {
    sqlx::query_as("SELECT * FROM perk ORDER BY state = 'archived', id DESC LIMIT +$1")
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Perks that are not archived and one of whose names contains what was typed so far, for autocomplete; only those that
/// can be resumed where that is asked.
///
/// # Errors
/// When the database can't be read.
pub async fn suggestions(
    connection: &mut Connection,
    typed: &str,
    only_stopped: bool,
    limit: i64,
) -> sqlx::Result<Vec<Perk>> {
    sqlx::query_as(
        "SELECT * FROM perk
         WHERE state <> 'archived' AND (state IN ('paused', 'coming_soon') OR NOT $1)
            AND slug || ' ' || COALESCE(slug_en, '') || ' ' || COALESCE(slug_ru, '') || ' ' || COALESCE(slug_ko, '')
                LIKE '%' || $2 || '%'
         ORDER BY id DESC LIMIT +$3",
    )
    .bind(only_stopped)
    .bind(slug(typed))
    .bind(limit)
    .fetch_all(connection)
    .await
}
