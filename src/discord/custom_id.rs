//! What a button or select means, written into its `custom_id` so that it still works after a restart. Everything in it
//! is checked again when it comes back: the owner, the price and the state may have changed, and a client may send
//! anything.

use std::fmt::Write as _;

use crate::ids::{AccountId, PerkId, UserId};
use crate::leaderboard::Cursor;

/// The meaning of a component. The first segment is the feature, the second what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomId {
    /// The select of the catalogue.
    Pick {
        /// Whose catalogue it is.
        owner: UserId,
    },
    /// Back to the catalogue.
    Catalogue {
        /// Whose it is.
        owner: UserId,
    },
    /// The button that redeems.
    Confirm {
        /// Who was asked.
        owner: UserId,
        /// What they redeem.
        perk: PerkId,
        /// The price that they were shown.
        price: i64,
        /// The interaction that asked: every click on this button is the same request.
        nonce: u64,
    },
    /// The button that does not.
    Cancel {
        /// Who was asked.
        owner: UserId,
    },
    /// Another page of the leaderboard.
    Board {
        /// Who opened it.
        owner: UserId,
        /// Which page.
        cursor: Cursor,
    },
    /// The select of a member's other badges.
    Badge {
        /// Who asked to see one.
        owner: UserId,
        /// Whose badges they are.
        member: UserId,
    },
}

impl CustomId {
    /// Whose component it is.
    #[must_use]
    pub fn owner(&self) -> UserId {
        match self {
            Self::Pick { owner }
            | Self::Catalogue { owner }
            | Self::Confirm { owner, .. }
            | Self::Cancel { owner }
            | Self::Board { owner, .. }
            | Self::Badge { owner, .. } => *owner,
        }
    }

    /// As Discord keeps it: at most 100 characters, of which the longest takes 80.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Pick { owner } => format!("redeem:pick:{owner}"),
            Self::Catalogue { owner } => format!("redeem:catalogue:{owner}"),
            Self::Confirm {
                owner,
                perk,
                price,
                nonce,
            } => format!("redeem:confirm:{owner}:{perk}:{price}:{nonce}"),
            Self::Cancel { owner } => format!("redeem:cancel:{owner}"),
            Self::Board { owner, cursor } => {
                let mut id = format!("board:{owner}");
                // Writing to a String can't fail.
                let _ = match cursor {
                    Cursor::Top => write!(id, ":top"),
                    Cursor::After { score, account } => write!(id, ":after:{score}:{account}"),
                    Cursor::Before { score, account } => write!(id, ":before:{score}:{account}"),
                };
                id
            }
            Self::Badge { owner, member } => format!("badge:{owner}:{member}"),
        }
    }

    /// Reads what [`CustomId::encode`] wrote; none for anything else, such as one of an earlier version.
    #[must_use]
    pub fn decode(id: &str) -> Option<Self> {
        let segments: Vec<&str> = id.split(':').collect();
        Some(match segments.as_slice() {
            ["redeem", "pick", owner] => Self::Pick {
                owner: user(owner)?,
            },
            ["redeem", "catalogue", owner] => Self::Catalogue {
                owner: user(owner)?,
            },
            ["redeem", "cancel", owner] => Self::Cancel {
                owner: user(owner)?,
            },
            ["redeem", "confirm", owner, perk, price, nonce] => Self::Confirm {
                owner: user(owner)?,
                perk: PerkId(perk.parse().ok()?),
                price: price.parse().ok()?,
                nonce: nonce.parse().ok()?,
            },
            ["badge", owner, member] => Self::Badge {
                owner: user(owner)?,
                member: user(member)?,
            },
            ["board", owner, "top"] => Self::Board {
                owner: user(owner)?,
                cursor: Cursor::Top,
            },
            ["board", owner, "after", score, account] => Self::Board {
                owner: user(owner)?,
                cursor: Cursor::After {
                    score: score.parse().ok()?,
                    account: AccountId(account.parse().ok()?),
                },
            },
            ["board", owner, "before", score, account] => Self::Board {
                owner: user(owner)?,
                cursor: Cursor::Before {
                    score: score.parse().ok()?,
                    account: AccountId(account.parse().ok()?),
                },
            },
            _ => return None,
        })
    }
}

fn user(segment: &str) -> Option<UserId> {
    segment.parse().ok().map(UserId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_fits() {
        let owner = UserId(i64::MAX);
        let account = AccountId(i64::MAX);
        for id in [
            CustomId::Pick { owner },
            CustomId::Catalogue { owner },
            CustomId::Confirm {
                owner,
                perk: PerkId(i64::MAX),
                price: 1_000_000_000,
                nonce: u64::MAX,
            },
            CustomId::Cancel { owner },
            CustomId::Board {
                owner,
                cursor: Cursor::Top,
            },
            CustomId::Badge {
                owner,
                member: owner,
            },
            CustomId::Board {
                owner,
                cursor: Cursor::After {
                    score: i64::MAX,
                    account,
                },
            },
            CustomId::Board {
                owner,
                cursor: Cursor::Before {
                    score: i64::MAX,
                    account,
                },
            },
        ] {
            let encoded = id.encode();
            assert!(encoded.len() <= 100, "{encoded}");
            assert_eq!(CustomId::decode(&encoded), Some(id));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for id in [
            "",
            ":",
            "redeem",
            "redeem:pick",
            "redeem:pick:x",
            "redeem:pick:1:2",
            "redeem:confirm:1:2:3",
            "redeem:confirm:1:2:3:-4",
            "badge:1",
            "badge:1:x",
            "badge:1:2:3",
            "board:1:after:99999999999999999999:1",
            "🥇",
        ] {
            assert_eq!(CustomId::decode(id), None, "{id}");
        }
    }
}
