//! How many Sparks are due to whom: what a cell comes to, or by how much that changes.

use std::collections::BTreeMap;

use super::links::Recipient;
use crate::ids::AccountId;

/// Sparks by who is due them. Nothing is not listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub members: BTreeMap<AccountId, i64>,
    /// Due, but to nobody yet.
    pub waiting: i64,
    /// An inviter's share that is nobody's.
    pub refused: i64,
}

impl Tally {
    pub fn add(&mut self, to: Recipient, sparks: i64) {
        match to {
            Recipient::Member(member) => {
                let now = self.members.remove(&member).unwrap_or(0) + sparks;
                if now != 0 {
                    self.members.insert(member, now);
                }
            }
            Recipient::NobodyYet => self.waiting += sparks,
            Recipient::Refused => self.refused += sparks,
        }
    }

    /// How it differs from another.
    #[must_use]
    pub fn less(mut self, other: &Self) -> Self {
        for (member, sparks) in &other.members {
            self.add(Recipient::Member(*member), -sparks);
        }
        self.waiting -= other.waiting;
        self.refused -= other.refused;
        self
    }

    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
