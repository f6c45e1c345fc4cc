//! The buttons of `/setup`.

use super::user;
use crate::ids::{RoleId, UserId};
use crate::setup::BadgeWish;

/// A button of the question what is to be put in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetupButton {
    /// Who was asked.
    pub owner: UserId,
    /// What they want for the badge.
    pub badge: BadgeWish,
    /// Whether it puts everything in place; the other leaves everything as it is.
    pub is_yes: bool,
    /// The interaction that asked: every confirmation of it is the same request.
    pub nonce: u64,
}

impl SetupButton {
    pub(super) fn encode(self) -> String {
        let Self {
            owner,
            badge,
            is_yes,
            nonce,
        } = self;
        let what = if is_yes { "confirm" } else { "cancel" };
        let badge = match badge {
            BadgeWish::Nothing => "none".to_owned(),
            BadgeWish::New => "new".to_owned(),
            BadgeWish::Role(role) => role.to_string(),
        };
        format!("setup:{what}:{owner}:{badge}:{nonce}")
    }

    pub(super) fn decode(rest: &[&str]) -> Option<Self> {
        let [what, owner, badge, nonce] = rest else {
            return None;
        };
        Some(Self {
            owner: user(owner)?,
            badge: match *badge {
                "none" => BadgeWish::Nothing,
                "new" => BadgeWish::New,
                // Discord has no role 0.
                role => BadgeWish::Role(RoleId(role.parse().ok().filter(|role| *role > 0)?)),
            },
            is_yes: match *what {
                "confirm" => true,
                "cancel" => false,
                _ => return None,
            },
            nonce: nonce.parse().ok()?,
        })
    }
}
