//! Who may redeem what: a pure decision over a perk and a member's standing. The catalogue uses it to show what is
//! locked, a redemption to refuse.

use serde::{Deserialize, Serialize};

use super::catalogue::{Perk, PerkState};
use super::form::AnswerRefusal;
use crate::clock::Millis;
use crate::ids::RoleId;
use crate::name::PerkName;

/// What is known of the member who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Their available Sparks.
    pub available: i64,
    /// Their redemptions of this perk that were not voided.
    pub redeemed: i64,
    /// Whether they have the perk's role for ever, or from elsewhere.
    pub owns_role: bool,
    /// What they earned in all.
    pub earned: i64,
    /// Whether the perk asks for a role that they have not.
    pub lacks_role: bool,
    /// When they ask.
    pub now_ms: Millis,
}

/// Why a member can't redeem a perk. Nothing was charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RedeemRefusal {
    /// There is no such perk.
    UnknownPerk,
    /// It is no longer offered.
    Archived {
        /// Its name.
        perk: PerkName,
    },
    /// It is not offered yet.
    ComingSoon {
        /// Its name.
        perk: PerkName,
    },
    /// It can't be delivered at the moment.
    Paused {
        /// Its name.
        perk: PerkName,
    },
    /// It can be redeemed later.
    NotOpenYet {
        /// Its name.
        perk: PerkName,
        /// From when on.
        opens_at_ms: Millis,
    },
    /// It could be redeemed until some time ago.
    Closed {
        /// Its name.
        perk: PerkName,
        /// Until when.
        closed_at_ms: Millis,
    },
    /// It is for those who have a role.
    RoleRequired {
        /// Its name.
        perk: PerkName,
        /// The role.
        role: RoleId,
    },
    /// It is for those who earned more.
    TooFewEarned {
        /// Its name.
        perk: PerkName,
        /// How much, in all.
        minimum: i64,
        /// What the member earned.
        earned: i64,
    },
    /// It costs something else than what was confirmed.
    PriceChanged {
        /// Its name.
        perk: PerkName,
        /// What was confirmed.
        confirmed: i64,
        /// What it costs.
        price: i64,
    },
    /// Its role lasts another time than what was confirmed.
    DaysChanged {
        /// Its name.
        perk: PerkName,
    },
    /// The member redeemed it as often as one may.
    LimitReached {
        /// Its name.
        perk: PerkName,
        /// How often one may.
        limit: i64,
    },
    /// The member has the role, from wherever.
    OwnsRole {
        /// The perk's name.
        perk: PerkName,
    },
    /// None are left.
    SoldOut {
        /// Its name.
        perk: PerkName,
    },
    /// The member has too few Sparks.
    InsufficientSparks {
        /// The perk's name.
        perk: PerkName,
        /// What it costs.
        price: i64,
        /// What the member has.
        available: i64,
    },
    /// What it asks for is not there, or can't be taken.
    Answer {
        /// The perk's name.
        perk: PerkName,
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
    let name = || perk.called();
    match perk.state {
        PerkState::Active => {}
        PerkState::ComingSoon => return Err(RedeemRefusal::ComingSoon { perk: name() }),
        PerkState::Archived => return Err(RedeemRefusal::Archived { perk: name() }),
        PerkState::Paused => return Err(RedeemRefusal::Paused { perk: name() }),
    }
    check_terms(perk, standing)?;
    if let Some(limit) = perk
        .limit_per_member
        .filter(|limit| standing.redeemed >= *limit)
    {
        return Err(RedeemRefusal::LimitReached {
            perk: name(),
            limit,
        });
    }
    // One who redeemed this very perk before has the role from that; another edition is another matter.
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

/// When it can be redeemed, and by whom.
fn check_terms(perk: &Perk, standing: Standing) -> Result<(), RedeemRefusal> {
    let (name, now_ms) = (|| perk.called(), standing.now_ms);
    if let Some(opens_at_ms) = perk.terms.opens_at_ms.filter(|opens| now_ms < *opens) {
        return Err(RedeemRefusal::NotOpenYet {
            perk: name(),
            opens_at_ms,
        });
    }
    if let Some(closed_at_ms) = perk.terms.closes_at_ms.filter(|closes| now_ms >= *closes) {
        return Err(RedeemRefusal::Closed {
            perk: name(),
            closed_at_ms,
        });
    }
    if let Some(role) = perk.terms.required_role_id.filter(|_| standing.lacks_role) {
        return Err(RedeemRefusal::RoleRequired { perk: name(), role });
    }
    let earned = standing.earned;
    match perk.terms.minimum_earned {
        Some(minimum) if earned < minimum => Err(RedeemRefusal::TooFewEarned {
            perk: name(),
            minimum,
            earned,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{PerkId, RoleId};
    use crate::perks::{PerkKind, PerkTerms, PerkWords};

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
            terms: PerkTerms::default(),
            words: PerkWords::default(),
        }
    }

    const RICH: Standing = Standing {
        available: 100,
        redeemed: 0,
        owns_role: false,
        earned: 100,
        lacks_role: false,
        now_ms: 1_000,
    };

    #[test]
    fn each_reason_in_its_order() {
        let perk = || PerkName::from("Explorer");
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

    /// In the order in which they are checked: each row is wrong in all that the rows after it are wrong in.
    #[test]
    fn each_of_its_terms_in_their_order() {
        let perk = || PerkName::from("Explorer");
        let closed = PerkTerms {
            closes_at_ms: Some(1_000),
            required_role_id: Some(RoleId(8)),
            minimum_earned: Some(101),
            ..PerkTerms::default()
        };
        let not_open = PerkTerms {
            opens_at_ms: Some(1_001),
            ..closed
        };
        let for_a_role = PerkTerms {
            closes_at_ms: Some(1_001),
            opens_at_ms: Some(1_000),
            ..closed
        };
        let stranger = Standing {
            lacks_role: true,
            owns_role: true,
            ..RICH
        };
        let member = Standing {
            lacks_role: false,
            ..stranger
        };
        let veteran = Standing {
            earned: 101,
            ..member
        };
        for (row, terms, standing, expected) in [
            (
                "not open yet",
                not_open,
                stranger,
                RedeemRefusal::NotOpenYet {
                    perk: perk(),
                    opens_at_ms: 1_001,
                },
            ),
            (
                "closed, to the millisecond",
                closed,
                stranger,
                RedeemRefusal::Closed {
                    perk: perk(),
                    closed_at_ms: 1_000,
                },
            ),
            (
                "open, but not for this role",
                for_a_role,
                stranger,
                RedeemRefusal::RoleRequired {
                    perk: perk(),
                    role: RoleId(8),
                },
            ),
            (
                "one Spark too few earned",
                for_a_role,
                member,
                RedeemRefusal::TooFewEarned {
                    perk: perk(),
                    minimum: 101,
                    earned: 100,
                },
            ),
            (
                "all of them met",
                for_a_role,
                veteran,
                RedeemRefusal::OwnsRole { perk: perk() },
            ),
        ] {
            let perk = Perk { terms, ..badge() };
            assert_eq!(check(&perk, standing), Err(expected), "{row}");
        }
    }

    #[test]
    fn who_redeemed_a_role_that_ends_may_redeem_it_again_while_they_have_it() {
        let terms = PerkTerms {
            lasts_days: Some(30),
            ..PerkTerms::default()
        };
        let perk = Perk {
            terms,
            limit_per_member: None,
            ..badge()
        };
        let renewing = Standing {
            redeemed: 1,
            owns_role: true,
            ..RICH
        };
        assert_eq!(check(&perk, renewing), Ok(()));
        let from_elsewhere = Standing {
            redeemed: 0,
            ..renewing
        };
        let refused = RedeemRefusal::OwnsRole {
            perk: perk.called(),
        };
        assert_eq!(check(&perk, from_elsewhere), Err(refused));
    }
}
