//! A page of the record in a `custom_id`: what it is narrowed to, and where it is.

use super::{CustomId, user};
use crate::audit::{Area, Filter, Turn as AuditTurn};
use crate::ids::UserId;

/// A part that is not asked for is empty.
pub(super) fn encode(owner: UserId, filter: &Filter, turn: AuditTurn) -> String {
    let part = |part: Option<String>| part.unwrap_or_default();
    let moderator = part(filter.moderator.map(|moderator| moderator.to_string()));
    let area = part(filter.area.map(|area| area.code().to_owned()));
    let since = part(filter.since_ms.map(|since_ms| since_ms.to_string()));
    let (side, at) = match turn {
        AuditTurn::Newest => ("x", 0),
        AuditTurn::Older(id) => ("o", id),
        AuditTurn::Newer(id) => ("n", id),
    };
    format!("audit:{owner}:{moderator}:{area}:{since}:{side}:{at}")
}

pub(super) fn decode(owner: UserId, rest: &[&str]) -> Option<CustomId> {
    let [moderator, area, since, side, at] = rest else {
        return None;
    };
    let some = |part: &&&str| !part.is_empty();
    let filter = Filter {
        moderator: match Some(moderator).filter(some) {
            Some(moderator) => Some(user(moderator)?),
            None => None,
        },
        area: match Some(area).filter(some) {
            Some(area) => Some(Area::of_code(area)?),
            None => None,
        },
        since_ms: match Some(since).filter(some) {
            Some(since) => Some(since.parse().ok()?),
            None => None,
        },
    };
    let at = at.parse().ok()?;
    let turn = match *side {
        "x" => AuditTurn::Newest,
        "o" => AuditTurn::Older(at),
        "n" => AuditTurn::Newer(at),
        _ => return None,
    };
    Some(CustomId::Audit {
        owner,
        filter,
        turn,
    })
}
