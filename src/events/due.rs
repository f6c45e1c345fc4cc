//! Who is due how many Sparks for what is known to have happened: pure decisions over events, each in the order of the
//! events' own times. None depends on the order in which they were heard of, so an event that comes late, twice or is
//! reversed needs no case of its own: what is due is worked out again, and the difference is posted.

use rust_decimal::Decimal;

use super::event::EventId;
use super::rules::{TradeRules, share_of};
use crate::clock::Millis;
use crate::ids::EventRowId;

/// When something happened. Two events of one millisecond are told apart by their ids, so that there is one order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// By the product's clock.
    pub at_ms: Millis,
    /// The event.
    pub id: EventId,
}

/// A trade that was not reversed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trade {
    /// When.
    pub at: Moment,
    /// As which event it was heard of.
    pub heard: EventRowId,
    /// In dollars.
    pub volume_usd: Decimal,
}

/// What each of an account's trades of a day adds to the day's Sparks, after others of `before_usd` in all. `trades` are in
/// their order.
#[must_use]
pub fn trade_sparks(rules: &TradeRules, before_usd: Decimal, trades: &[Trade]) -> Vec<i64> {
    let mut volume = before_usd;
    let mut before = rules.sparks(volume);
    let added = trades.iter().map(|trade| {
        // Decimals hold any sum of a day; one that they did not hold would be beyond every cap.
        volume = volume.saturating_add(rules.counted(trade.volume_usd));
        let sparks = rules.sparks(volume);
        sparks - std::mem::replace(&mut before, sparks)
    });
    added.collect()
}

/// What a share of each of these amounts adds to the share of their sum, which is rounded down once; after others of `before`
/// in all.
#[must_use]
pub fn shares(before: i64, amounts: &[i64], share: i64) -> Vec<i64> {
    let mut sum = before;
    let mut shared_before = share_of(sum, share);
    let added = amounts.iter().map(|amount| {
        sum += amount;
        let shared = share_of(sum, share);
        shared - std::mem::replace(&mut shared_before, shared)
    });
    added.collect()
}

/// Somebody came by an invitation; it was not reversed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration<Account> {
    /// When.
    pub at: Moment,
    /// Who invited.
    pub inviter: Account,
    /// Who came.
    pub invitee: Account,
}

/// The registration of an account that counts: its first, unless it had invited somebody before, for then it was no new one.
/// `as_invitee` are its registrations in their order, `first_invitation` is when it first invited somebody.
///
/// So nobody has two inviters, and no circle of inviters is left: of the registrations that would close one, the latest is
/// of somebody who had invited before.
#[must_use]
pub fn inviter<'a, Account>(
    as_invitee: &'a [Registration<Account>],
    first_invitation: Option<&Moment>,
) -> Option<&'a Registration<Account>> {
    let first = as_invitee.first()?;
    let was_new = first_invitation.is_none_or(|invited| first.at < *invited);
    was_new.then_some(first)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::super::event::AccountRef;
    use super::*;

    fn moment(at_ms: Millis) -> Moment {
        Moment {
            at_ms,
            id: EventId::parse(&format!("e{at_ms}")).unwrap(),
        }
    }

    fn registration(at_ms: Millis, from: u8, to: u8) -> Registration<AccountRef> {
        let account = |number| AccountRef::parse(&format!("a{number}")).unwrap();
        Registration {
            at: moment(at_ms),
            inviter: account(from),
            invitee: account(to),
        }
    }

    /// Everybody's inviter, where there is one.
    fn inviters(mut all: Vec<Registration<AccountRef>>) -> BTreeMap<AccountRef, AccountRef> {
        all.sort_by(|one, other| one.at.cmp(&other.at));
        let invitees: BTreeSet<_> = all.iter().map(|one| one.invitee.clone()).collect();
        let counted = invitees.into_iter().filter_map(|invitee| {
            let own: Vec<_> = all
                .iter()
                .filter(|one| one.invitee == invitee)
                .cloned()
                .collect();
            let invited = all.iter().find(|one| one.inviter == invitee);
            let counts = inviter(&own, invited.map(|one| &one.at))?;
            Some((invitee, counts.inviter.clone()))
        });
        counted.collect()
    }

    #[test]
    fn the_first_inviter_of_a_new_account_counts() {
        let counted = |registrations: &[(Millis, u8, u8)]| {
            let all = registrations
                .iter()
                .map(|(at, inviter, invitee)| registration(*at, *inviter, *invitee));
            let found = inviters(all.collect());
            let pairs: Vec<_> = found
                .iter()
                .map(|(invitee, inviter)| format!("{} by {}", invitee.as_str(), inviter.as_str()))
                .collect();
            pairs.join(", ")
        };
        assert_eq!(
            counted(&[(1, 1, 2), (2, 3, 2)]),
            "a2 by a1",
            "a second inviter"
        );
        assert_eq!(counted(&[(1, 1, 2), (2, 2, 1)]), "a2 by a1", "each other");
        assert_eq!(
            counted(&[(1, 1, 2), (2, 2, 3), (3, 3, 1)]),
            "a2 by a1, a3 by a2",
            "a circle of three"
        );
        assert_eq!(
            counted(&[(1, 2, 3), (2, 1, 2)]),
            "a3 by a2",
            "whoever has invited is not new"
        );
    }

    fn trades() -> impl Strategy<Value = Vec<Trade>> {
        let trade = (0_i64..1_000_000, 0_u32..4);
        prop::collection::vec(trade, 0..12).prop_map(|trades| {
            let numbered = trades.into_iter().zip(0..);
            numbered
                .map(|((digits, places), at_ms)| Trade {
                    at: moment(at_ms),
                    heard: EventRowId(at_ms),
                    volume_usd: Decimal::new(digits, places),
                })
                .collect()
        })
    }

    fn rules() -> impl Strategy<Value = TradeRules> {
        (0_i64..10_000, 0_i64..100, 0_i64..100_000).prop_map(|(rate, minimum, daily_cap)| {
            TradeRules {
                sparks_per_usd: Decimal::new(rate, 3),
                minimum_usd: Decimal::from(minimum),
                daily_cap,
            }
        })
    }

    proptest! {
        #[test]
        fn a_day_adds_up_to_its_volume_and_never_beyond_its_cap(rules in rules(), trades in trades()) {
            let added = trade_sparks(&rules, Decimal::ZERO, &trades);
            prop_assert!(added.iter().all(|sparks| *sparks >= 0));
            let counted = trades.iter().filter(|trade| trade.volume_usd >= rules.minimum_usd);
            let volume: Decimal = counted.map(|trade| trade.volume_usd).sum();
            prop_assert_eq!(added.iter().sum::<i64>(), rules.sparks(volume));
            prop_assert!(rules.sparks(volume) <= rules.daily_cap);
        }

        #[test]
        fn the_end_of_a_day_adds_what_it_adds_to_the_whole(
            rules in rules(), trades in trades(), share in 0_i64..=10_000, place in any::<prop::sample::Index>(),
        ) {
            let place = place.index(trades.len() + 1);
            let whole = trade_sparks(&rules, Decimal::ZERO, &trades);
            let before: Decimal = trades[..place].iter().map(|trade| rules.counted(trade.volume_usd)).sum();
            prop_assert_eq!(&whole[place..], trade_sparks(&rules, before, &trades[place..]));
            let (sum, shared) = (whole[..place].iter().sum(), shares(0, &whole, share));
            prop_assert_eq!(&shared[place..], shares(sum, &whole[place..], share));
        }

        #[test]
        fn one_trade_more_never_makes_a_day_worth_less(
            rules in rules(), mut trades in trades(), extra in 0_i64..1_000_000, place in any::<prop::sample::Index>(),
        ) {
            let before: i64 = trade_sparks(&rules, Decimal::ZERO, &trades).iter().sum();
            let place = place.index(trades.len() + 1);
            trades.insert(place, Trade { at: moment(0), heard: EventRowId(0), volume_usd: Decimal::from(extra) });
            let after: i64 = trade_sparks(&rules, Decimal::ZERO, &trades).iter().sum();
            prop_assert!(before <= after);
        }

        #[test]
        fn shares_add_up(amounts in prop::collection::vec(0_i64..1_000_000, 0..12), share in 0_i64..=10_000) {
            let shared = shares(0, &amounts, share);
            prop_assert!(shared.iter().all(|part| *part >= 0));
            prop_assert_eq!(shared.iter().sum::<i64>(), share_of(amounts.iter().sum(), share));
        }

        #[test]
        fn nobody_is_above_themself(registrations in prop::collection::vec((0_u8..5, 0_u8..5), 0..20)) {
            let all = registrations.iter().zip(0..).filter(|((inviter, invitee), _)| inviter != invitee);
            let found = inviters(all.map(|((inviter, invitee), at)| registration(at, *inviter, *invitee)).collect());
            for start in found.keys() {
                let above = std::iter::successors(Some(start), |account| found.get(*account));
                prop_assert!(above.skip(1).take(6).all(|account| account != start), "{:?}", found);
            }
        }
    }
}
