//! The ready-made things: what each is, and what it costs.

use serde::{Deserialize, Serialize};

use crate::perks::PerkKind;

/// Something that is ready-made.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type,
)]
#[sqlx(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A numbered badge with its role.
    Badge,
    /// A place on an NFT whitelist.
    Whitelist,
    /// Official traffic for a good post.
    Boost,
    /// Entry to an offline event.
    Ticket,
    /// A plan upgrade, which comes later.
    Plan,
    /// The first campaign.
    Campaign,
}

/// What one of them costs, and how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Which kind of perk it is.
    pub kind: PerkKind,
    /// In Sparks.
    pub price: i64,
    /// None: without limit.
    pub stock: Option<i64>,
    /// How often one member may redeem it; none: without limit.
    pub limit_per_member: Option<i64>,
}

/// What the first campaign may award in all.
pub(super) const BUDGET: i64 = 100_000;
/// And at once: a slip of the finger is not to spend all of it.
pub(super) const AWARD_CAP: i64 = 1_000;

impl Item {
    /// All of them, as they are shown.
    pub const ALL: [Self; 6] = [
        Self::Badge,
        Self::Whitelist,
        Self::Boost,
        Self::Ticket,
        Self::Plan,
        Self::Campaign,
    ];

    /// What it costs; none: it is no perk. In proportion to what members earn: a month of Lite brings 190 Sparks, one of
    /// Starter 490, one of Pro 1,990.
    #[must_use]
    pub const fn terms(self) -> Option<Terms> {
        let (kind, price, stock, limit_per_member) = match self {
            Self::Badge => (PerkKind::Role, 200, None, Some(1)),
            Self::Whitelist => (PerkKind::Whitelist, 1_000, Some(100), Some(1)),
            Self::Boost => (PerkKind::Boost, 400, Some(20), None),
            Self::Ticket => (PerkKind::Ticket, 600, Some(50), Some(1)),
            Self::Plan => (PerkKind::Plan, 2_000, None, Some(1)),
            Self::Campaign => return None,
        };
        Some(Terms {
            kind,
            price,
            stock,
            limit_per_member,
        })
    }
}
