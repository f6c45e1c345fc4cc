//! Whose an account of the product was, and who gets what it earned. Pure, and by the events' own times: only an erasure makes
//! a difference between what was heard of before it and after.

use super::due::Moment;
use crate::clock::Millis;
use crate::ids::{AccountId, EventRowId};

/// An account was linked to a member, or to nobody any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// When.
    pub at: Moment,
    /// As which event it was heard of.
    pub heard: EventRowId,
    /// To whom.
    pub member: Option<AccountId>,
}

/// Whose the Sparks for something are that an account did at `at`: the member's to whom it was linked; else, who is linked
/// to it next; none: nobody's yet, they wait with the account. `links` are in their order.
///
/// So an account collects until it is linked, a new link takes nothing from the one before, and nothing is paid twice.
#[must_use]
pub fn recipient(links: &[Link], at: &Moment) -> Option<AccountId> {
    let begun = links.partition_point(|link| link.at <= *at);
    let (before, after) = links.split_at(begun);
    let current = before.last().and_then(|link| link.member);
    current.or_else(|| after.iter().find_map(|link| link.member))
}

/// Who gets some Sparks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// A member.
    Member(AccountId),
    /// Whoever is linked to the account next; they wait with it.
    NobodyYet,
    /// Nobody: they would be for inviting oneself.
    Refused,
}

impl Recipient {
    /// Of what an account did itself, by whose it was.
    #[must_use]
    pub fn of(owner: Option<AccountId>) -> Self {
        owner.map_or(Self::NobodyYet, Self::Member)
    }

    /// Of an inviter's share, by whose the inviter's account was and whose the invitee's. Nobody earns by inviting themselves: of
    /// two accounts of one member neither has a share of what the other did.
    #[must_use]
    pub fn of_share(inviter: Option<AccountId>, who_came: Option<AccountId>) -> Self {
        match inviter {
            Some(_) if inviter == who_came => Self::Refused,
            _ => Self::of(inviter),
        }
    }
}

/// All that is known of whose an account was.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// In their order.
    links: Vec<Link>,
    /// Who was erased, in the order of it.
    erased: Vec<Erased>,
}

#[derive(Debug, Clone)]
struct Erased {
    member: AccountId,
    /// The last event that had been heard of.
    heard: EventRowId,
    links: Vec<Link>,
}

impl Links {
    /// From the links in their order, and who of those members was erased, after which event was heard of.
    #[must_use]
    pub fn new(links: Vec<Link>, erased: &[(AccountId, EventRowId)]) -> Self {
        let known = |heard| {
            let known = links.iter().filter(|link| link.heard <= heard);
            known.cloned().collect()
        };
        let erased = erased.iter().map(|(member, heard)| Erased {
            member: *member,
            heard: *heard,
            links: known(*heard),
        });
        Self {
            erased: erased.collect(),
            links,
        }
    }

    /// Whose the Sparks are for what the account did at `at`, by [`recipient`]. What was a member's when they were erased stays
    /// theirs: it was paid, and can't be taken back. So no link that is heard of later pays it to somebody else.
    #[must_use]
    pub fn owner(&self, at: &Moment, heard: EventRowId) -> Option<AccountId> {
        let stays = self.erased.iter().find(|erased| {
            heard <= erased.heard && recipient(&erased.links, at) == Some(erased.member)
        });
        match stays {
            Some(erased) => Some(erased.member),
            None => recipient(&self.links, at),
        }
    }

    /// Between which moments a link, one of these, decides; without an end where there is none. None: it decides nothing, since
    /// it unlinks what was linked to nobody.
    #[must_use]
    pub fn span(&self, at: &Moment) -> Option<(Option<Millis>, Option<Millis>)> {
        let place = self.links.partition_point(|link| link.at < *at);
        let (before, rest) = self.links.split_at(place);
        let is_linked = |link: Option<&Link>| link.is_some_and(|link| link.member.is_some());
        if !is_linked(rest.first()) && !is_linked(before.last()) {
            return None;
        }
        let until = rest.get(1).map(|next| next.at.at_ms);
        // What waited for it: since the account was last linked to somebody.
        let since = match before.iter().rposition(|link| link.member.is_some()) {
            None => None,
            Some(last) => self.links.get(last + 1).map(|link| link.at.at_ms),
        };
        Some((since, until))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::event::EventId;
    use super::*;

    fn moment(at_ms: Millis) -> Moment {
        Moment {
            at_ms,
            id: EventId::parse(&format!("e{at_ms}")).unwrap(),
        }
    }

    fn link(at_ms: Millis, member: Option<i64>) -> Link {
        Link {
            at: moment(at_ms),
            heard: EventRowId(at_ms),
            member: member.map(AccountId),
        }
    }

    #[test]
    fn sparks_belong_to_whom_the_account_was_linked_or_will_be() {
        let never: &[Link] = &[];
        let once = &[link(10, Some(1))];
        let ended = &[link(10, Some(1)), link(20, None)];
        let again = &[
            link(10, Some(1)),
            link(20, None),
            link(30, Some(2)),
            link(40, Some(3)),
        ];
        for (row, links, at_ms, expected) in [
            ("never linked", never, 5, None),
            ("before the link", once, 5, Some(1)),
            ("with the link", once, 10, Some(1)),
            ("linked", ended, 19, Some(1)),
            ("no longer", ended, 20, None),
            ("between two links", again, 25, Some(2)),
            ("the first stays", again, 15, Some(1)),
            ("linked to another at once", again, 40, Some(3)),
        ] {
            let found = recipient(links, &moment(at_ms));
            assert_eq!(found, expected.map(AccountId), "{row}");
        }
    }

    #[test]
    fn a_share_is_nobodys_when_both_are_one_member() {
        let (alice, bob) = (Some(AccountId(1)), Some(AccountId(2)));
        for (inviter, invitee, expected) in [
            (alice, bob, Recipient::Member(AccountId(1))),
            (alice, None, Recipient::Member(AccountId(1))),
            (alice, alice, Recipient::Refused),
            (None, alice, Recipient::NobodyYet),
            (None, None, Recipient::NobodyYet),
        ] {
            assert_eq!(Recipient::of_share(inviter, invitee), expected);
        }
    }

    #[test]
    fn what_was_an_erased_members_stays_theirs() {
        let heard = |heard, link: Link| Link {
            heard: EventRowId(heard),
            ..link
        };
        // Linked at 20 and erased with event 2; the links at 10 and 15 are heard of later.
        let links = Links::new(
            vec![
                heard(5, link(10, Some(2))),
                heard(6, link(15, None)),
                heard(1, link(20, Some(1))),
                heard(3, link(30, None)),
            ],
            &[(AccountId(1), EventRowId(2))],
        );
        for (row, at_ms, event, expected) in [
            ("known, and theirs then", 12, 2, Some(1)),
            ("heard of later, of another's time", 12, 7, Some(2)),
            ("heard of later, of their time", 25, 7, Some(1)),
            ("known, and ahead of the erasure", 35, 2, Some(1)),
            ("after it", 35, 7, None),
        ] {
            let found = links.owner(&moment(at_ms), EventRowId(event));
            assert_eq!(found, expected.map(AccountId), "{row}");
        }
    }

    proptest! {
        #[test]
        fn sparks_are_always_one_members(links in prop::collection::vec(prop::option::of(1_i64..4), 0..6), at_ms in 0_i64..70) {
            let links: Vec<Link> = links.iter().zip(1..).map(|(member, place)| link(place * 10, *member)).collect();
            let found = recipient(&links, &moment(at_ms));
            // A link more, later than all, changes only what was nobody's.
            let mut more = links.clone();
            more.push(link(100, Some(9)));
            prop_assert_eq!(recipient(&more, &moment(at_ms)), Some(found.unwrap_or(AccountId(9))));
        }

        #[test]
        fn a_link_changes_nothing_outside_its_span(
            members in prop::collection::vec(prop::option::of(1_i64..4), 1..8), place in any::<prop::sample::Index>(), at_ms in 0_i64..90,
        ) {
            let links: Vec<Link> = members.iter().zip(1..).map(|(member, place)| link(place * 10, *member)).collect();
            let mut without = links.clone();
            let one = without.remove(place.index(links.len()));
            let span = Links::new(links.clone(), &[]).span(&one.at);
            let is_inside = span.is_some_and(|(since, until)| {
                since.is_none_or(|since| at_ms >= since) && until.is_none_or(|until| at_ms < until)
            });
            let at = moment(at_ms);
            prop_assert!(is_inside || recipient(&links, &at) == recipient(&without, &at), "{links:?} {one:?}");
        }
    }
}
