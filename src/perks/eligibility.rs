//! Who may redeem what: a pure decision over a perk and a member's standing. The catalogue uses it to show what is
//! locked, a redemption to refuse.

use serde::{Deserialize, Serialize};

use super::catalogue::{Perk, PerkState};
use super::form::AnswerRefusal;

/// What is known of the member who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Their available Sparks.
    pub available: i64,
    /// Their redemptions of this perk that were not voided.
    pub redeemed: i64,
    /// Whether they have the perk's role.
    pub owns_role: bool,
}

/// Why a member can't redeem a perk. Nothing was charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RedeemRefusal {
    /// There is no such perk.
    UnknownPerk,
    /// It is no longer offered.
    Archived {
        /// Its name.
        perk: String,
    },
    /// It is not offered yet.
    ComingSoon {
        /// Its name.
        perk: String,
    },
    /// It can't be delivered at the moment.
    Paused {
        /// Its name.
        perk: String,
    },
    /// It costs something else than what was confirmed.
    PriceChanged {
        /// Its name.
        perk: String,
        /// What was confirmed.
        confirmed: i64,
        /// What it costs.
        price: i64,
    },
    /// The member redeemed it as often as one may.
    LimitReached {
        /// Its name.
        perk: String,
        /// How often one may.
        limit: i64,
    },
    /// The member has the role, from wherever.
    OwnsRole {
        /// The perk's name.
        perk: String,
    },
    /// None are left.
    SoldOut {
        /// Its name.
        perk: String,
    },
    /// The member has too few Sparks.
    InsufficientSparks {
        /// The perk's name.
        perk: String,
        /// What it costs.
        price: i64,
        /// What the member has.
        available: i64,
    },
    /// What it asks for is not there, or can't be taken.
    Answer {
        /// The perk's name.
        perk: String,
        /// Why.
        why: AnswerRefusal,
    },
    /// The button or interaction was used for something else.
    Conflict,
}

/// Whether a member of this standing may redeem the perk, checked in a fixed order.
///
/// # Errors
/// The first reason why not.
pub fn check(perk: &Perk, standing: Standing) -> Result<(), RedeemRefusal> {
    let name = || perk.name.clone();
    match perk.state {
        PerkState::Active => {}
        PerkState::ComingSoon => return Err(RedeemRefusal::ComingSoon { perk: name() }),
        PerkState::Archived => return Err(RedeemRefusal::Archived { perk: name() }),
        PerkState::Paused => return Err(RedeemRefusal::Paused { perk: name() }),
    }
    if let Some(limit) = perk
        .limit_per_member
        .filter(|limit| standing.redeemed >= *limit)
    {
        return Err(RedeemRefusal::LimitReached {
            perk: name(),
            limit,
        });
    }
    // One who redeemed it before has the role from that; another edition is another matter.
    if standing.owns_role && standing.redeemed == 0 {
        return Err(RedeemRefusal::OwnsRole { perk: name() });
    }
    if perk.stock_left == Some(0) {
        return Err(RedeemRefusal::SoldOut { perk: name() });
    }
    if standing.available < perk.price {
        let (price, available) = (perk.price, standing.available);
        return Err(RedeemRefusal::InsufficientSparks {
            perk: name(),
            price,
            available,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{PerkId, RoleId};
    use crate::perks::PerkKind;

    fn badge() -> Perk {
        Perk {
            id: PerkId(1),
            name: "Explorer".into(),
            slug: "explorer".into(),
            description: None,
            price: 100,
            kind: PerkKind::Role,
            role_id: Some(RoleId(7)),
            initial_stock: Some(3),
            stock_left: Some(3),
            limit_per_member: Some(1),
            editions_issued: 0,
            state: PerkState::Active,
            pause_reason: None,
            paused_by: None,
        }
    }

    const RICH: Standing = Standing {
        available: 100,
        redeemed: 0,
        owns_role: false,
    };

    #[test]
    fn each_reason_in_its_order() {
        let perk = || "Explorer".to_owned();
        let archived = Perk {
            state: PerkState::Archived,
            ..badge()
        };
        let paused = Perk {
            state: PerkState::Paused,
            ..badge()
        };
        let coming = Perk {
            state: PerkState::ComingSoon,
            ..badge()
        };
        let sold_out = Perk {
            stock_left: Some(0),
            ..badge()
        };
        let unlimited = Perk {
            limit_per_member: None,
            initial_stock: None,
            stock_left: None,
            ..badge()
        };
        let again = Standing {
            redeemed: 1,
            owns_role: true,
            ..RICH
        };
        let poor = Standing {
            available: 99,
            ..RICH
        };
        let owner = Standing {
            owns_role: true,
            ..RICH
        };
        for (row, perk_, standing, expected) in [
            ("all is well", badge(), RICH, None),
            (
                "archived",
                archived,
                again,
                Some(RedeemRefusal::Archived { perk: perk() }),
            ),
            (
                "paused",
                paused,
                again,
                Some(RedeemRefusal::Paused { perk: perk() }),
            ),
            (
                "coming soon",
                coming,
                again,
                Some(RedeemRefusal::ComingSoon { perk: perk() }),
            ),
            (
                "limit",
                badge(),
                again,
                Some(RedeemRefusal::LimitReached {
                    perk: perk(),
                    limit: 1,
                }),
            ),
            (
                "role",
                sold_out.clone(),
                owner,
                Some(RedeemRefusal::OwnsRole { perk: perk() }),
            ),
            (
                "another edition, with the role of the first",
                unlimited,
                again,
                None,
            ),
            (
                "stock",
                sold_out,
                poor,
                Some(RedeemRefusal::SoldOut { perk: perk() }),
            ),
            (
                "Sparks",
                badge(),
                poor,
                Some(RedeemRefusal::InsufficientSparks {
                    perk: perk(),
                    price: 100,
                    available: 99,
                }),
            ),
        ] {
            assert_eq!(check(&perk_, standing).err(), expected, "{row}");
        }
    }
}
