//! The components of the queue. Those of one item belong to nobody: they stand where every moderator sees them, and who
//! presses is looked at each time.

use super::{CustomId, user};
use crate::ids::{PerkId, RedemptionId, UserId};

/// What a button of an item does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemPress {
    /// Looks again.
    Look,
    /// Takes it on.
    Claim,
    /// Takes it over from the one who was seen at it.
    TakeOver(UserId),
    /// Gives it back.
    Release,
    /// Asks how it was delivered; and the form that says so.
    Fulfil,
    /// Asks why it is not; and the form that says so.
    Reject,
}

pub(super) fn encode_item(redemption: RedemptionId, press: ItemPress) -> String {
    match press {
        ItemPress::Look => format!("item:look:{redemption}"),
        ItemPress::Claim => format!("item:claim:{redemption}"),
        ItemPress::TakeOver(from) => format!("item:take-over:{redemption}:{from}"),
        ItemPress::Release => format!("item:release:{redemption}"),
        ItemPress::Fulfil => format!("item:fulfil:{redemption}"),
        ItemPress::Reject => format!("item:reject:{redemption}"),
    }
}

pub(super) fn decode_item(segments: &[&str]) -> Option<CustomId> {
    let (what, redemption, rest) = match segments {
        [what, redemption, rest @ ..] => (*what, redemption, rest),
        _ => return None,
    };
    let press = match (what, rest) {
        ("look", []) => ItemPress::Look,
        ("claim", []) => ItemPress::Claim,
        ("take-over", [from]) => ItemPress::TakeOver(user(from)?),
        ("release", []) => ItemPress::Release,
        ("fulfil", []) => ItemPress::Fulfil,
        ("reject", []) => ItemPress::Reject,
        _ => return None,
    };
    let redemption = RedemptionId(redemption.parse().ok()?);
    Some(CustomId::QueueItem { redemption, press })
}

pub(super) fn encode_page(owner: UserId, perk: Option<PerkId>, page: i64) -> String {
    match perk {
        None => format!("queue:page:{owner}:all:{page}"),
        Some(perk) => format!("queue:page:{owner}:{perk}:{page}"),
    }
}

pub(super) fn decode_page(owner: &str, perk: &str, page: &str) -> Option<CustomId> {
    Some(CustomId::Queue {
        owner: user(owner)?,
        perk: match perk {
            "all" => None,
            id => Some(PerkId(id.parse().ok()?)),
        },
        page: page.parse().ok()?,
    })
}
