//! The components on the way to a redemption.

use super::CustomId;
use crate::ids::{PerkId, UserId};

/// What members press on their way to a redemption.
pub(super) fn decode(what: &str, owner: UserId, rest: &[&str]) -> Option<CustomId> {
    let perk = |perk: &str| perk.parse().ok().map(PerkId);
    Some(match (what, rest) {
        ("pick", []) => CustomId::Pick { owner },
        ("catalogue", []) => CustomId::Catalogue { owner },
        ("form", [id, nonce]) => CustomId::OpenForm {
            owner,
            perk: perk(id)?,
            nonce: nonce.parse().ok()?,
        },
        ("answer", [id]) => CustomId::AnswerForm {
            owner,
            perk: perk(id)?,
        },
        ("cancel", [nonce]) => CustomId::Cancel {
            owner,
            nonce: nonce.parse().ok()?,
        },
        ("confirm", [id, price, nonce, days @ ..]) => CustomId::Confirm {
            owner,
            perk: perk(id)?,
            price: price.parse().ok()?,
            days: match days {
                [] => None,
                [days] => Some(days.parse().ok()?),
                _ => return None,
            },
            nonce: nonce.parse().ok()?,
        },
        _ => return None,
    })
}
