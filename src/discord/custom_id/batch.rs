//! The buttons of a batch of awards in a `custom_id`.

use super::{CustomId, user};
use crate::ids::{BatchId, UserId};

/// What a button of a batch does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchAct {
    /// Pays it.
    Confirm,
    /// Throws the draft away.
    Cancel,
    /// Goes on with one that was stopped.
    Continue,
    /// Shows how far it has come.
    Show,
}

impl BatchAct {
    const ALL: [Self; 4] = [Self::Confirm, Self::Cancel, Self::Continue, Self::Show];

    const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::Continue => "continue",
            Self::Show => "show",
        }
    }
}

pub(super) fn encode(owner: UserId, batch: BatchId, act: BatchAct) -> String {
    format!("batch:{}:{owner}:{batch}", act.code())
}

pub(super) fn encode_undo(owner: UserId, with_debt: bool, nonce: u64) -> String {
    let how = if with_debt { "debt" } else { "taken" };
    format!("batch-undo:{owner}:{how}:{nonce}")
}

pub(super) fn decode(rest: &[&str]) -> Option<CustomId> {
    let [act, owner, batch] = rest else {
        return None;
    };
    let act = BatchAct::ALL.into_iter().find(|known| known.code() == *act);
    Some(CustomId::Batch {
        owner: user(owner)?,
        batch: BatchId(batch.parse().ok()?),
        act: act?,
    })
}

pub(super) fn decode_undo(rest: &[&str]) -> Option<CustomId> {
    let [owner, how, nonce] = rest else {
        return None;
    };
    Some(CustomId::UndoBatch {
        owner: user(owner)?,
        with_debt: match *how {
            "debt" => true,
            "taken" => false,
            _ => return None,
        },
        nonce: nonce.parse().ok()?,
    })
}
