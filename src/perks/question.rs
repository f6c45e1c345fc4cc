//! What a member is asked before Sparks are spent: which perk they mean, whether they may have it, and what they have.
//! Read only; the redemption itself checks everything again.

use super::catalogue::{Offer, Perk, find, find_by_name, offers};
use super::eligibility::RedeemRefusal;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{PerkId, RoleId, UserId};
use crate::name::slug;

/// A perk that the member may redeem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What they are asked about.
    pub perk: Perk,
    /// What they have.
    pub available: i64,
}

/// What to ask a member who typed or picked a perk, or why they can't have it. `roles` are the member's.
///
/// # Errors
/// When the database can't be read.
pub async fn question(
    connection: &mut Connection,
    member: UserId,
    roles: &[RoleId],
    typed: &str,
    now_ms: Millis,
) -> sqlx::Result<Result<Question, RedeemRefusal>> {
    let wanted = slug(typed);
    let offers = offers(connection, member, roles, now_ms).await?;
    let available = offers.available;
    let wanted = offers
        .offers
        .into_iter()
        .find(|offer| offer.perk.slugs().any(|slug| slug == wanted));
    Ok(match wanted {
        Some(Offer { perk, locked: None }) => Ok(Question { perk, available }),
        Some(Offer {
            locked: Some(refusal),
            ..
        }) => Err(refusal),
        None => Err(match find_by_name(connection, typed).await? {
            Some(perk) => RedeemRefusal::Archived {
                perk: perk.called(),
            },
            None => RedeemRefusal::UnknownPerk,
        }),
    })
}

/// What to ask a member about a perk that they were asked about before, or why they can't have it any more.
///
/// # Errors
/// When the database can't be read.
pub async fn question_about(
    connection: &mut Connection,
    member: UserId,
    roles: &[RoleId],
    perk: PerkId,
    now_ms: Millis,
) -> sqlx::Result<Result<Question, RedeemRefusal>> {
    match find(connection, perk).await? {
        Some(perk) => question(connection, member, roles, &perk.slug, now_ms).await,
        None => Ok(Err(RedeemRefusal::UnknownPerk)),
    }
}
