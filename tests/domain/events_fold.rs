//! An account of its own of what events come to: a plain fold over all of them, written without a look at how the ledger does
//! it. It knows nothing of order, repetition, tables or postings; money is counted in whole cents.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use sparks::events::{Event, parse};

/// The first day of [`RULES`]: 2027-01-12, three days before the tests' clock.
pub const FIRST_DAY: i64 = 20_830;
pub const DAY_MS: i64 = 86_400_000;

/// What [`Folded`] says in numbers of its own.
pub const RULES: &str = r#"
    [[rules]]
    from = 2027-01-12
    subscriptions = { lite = 190, pro = 1990 }
    [rules.trades]
    sparks_per_usd = "0.1"
    minimum_usd = "10"
    daily_cap = 500
    [[rules.referral_tiers]]
    up_to_invite = 2
    trade_share_percent = "12.5"
    first_plan_share_percent = "50"
    [[rules.referral_tiers]]
    trade_share_percent = "5"
    first_plan_share_percent = "10"

    [[rules]]
    from = 2027-01-14
    subscriptions = { pro = 2000 }
    [rules.trades]
    sparks_per_usd = "0.25"
    minimum_usd = "0"
    daily_cap = 300
    [[rules.referral_tiers]]
    up_to_invite = 1
    trade_share_percent = "10"
    first_plan_share_percent = "25"
"#;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Linked { account: u16, member: i64 },
    Unlinked { account: u16 },
    Trade { account: u16, cents: i64 },
    Paid { account: u16, plan: &'static str },
    Invited { inviter: u16, invitee: u16 },
    Reversed { kind: &'static str, of: u32 },
}

/// An event as the tests make them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub id: u32,
    pub at_ms: i64,
    pub said: Said,
}

pub fn account_name(account: u16) -> String {
    format!("acct_{account}")
}

impl Told {
    pub fn business_id(id: u32) -> String {
        format!("evt:{id:06}")
    }

    /// As it would be sent.
    pub fn body(&self) -> String {
        let (kind, data) = match &self.said {
            Said::Linked { account, member } => (
                "account.linked".to_owned(),
                json!({"account": account_name(*account), "discord_user_id": member.to_string()}),
            ),
            Said::Unlinked { account } => (
                "account.unlinked".to_owned(),
                json!({"account": account_name(*account)}),
            ),
            Said::Trade { account, cents } => (
                "trade.filled".to_owned(),
                json!({"account": account_name(*account), "volume_usd": format!("{}.{:02}", cents / 100, cents % 100)}),
            ),
            Said::Paid { account, plan } => (
                "subscription.paid".to_owned(),
                json!({"account": account_name(*account), "plan": plan}),
            ),
            Said::Invited { inviter, invitee } => (
                "referral.registered".to_owned(),
                json!({"inviter": account_name(*inviter), "invitee": account_name(*invitee)}),
            ),
            Said::Reversed { kind, of } => (
                format!("{kind}.reversed"),
                json!({"reverses": Self::business_id(*of)}),
            ),
        };
        let nanoseconds = i128::from(self.at_ms) * 1_000_000;
        let at = time::OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap();
        let (on, hms) = (at.date(), at.time().as_hms_milli());
        let (hour, minute, second, milli) = hms;
        let occurred_at = format!("{on}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z");
        json!({
            "type": kind, "version": 1, "id": Self::business_id(self.id), "occurred_at": occurred_at, "data": data
        })
        .to_string()
    }

    pub fn event(&self) -> Event {
        parse(self.body().as_bytes()).unwrap()
    }

    fn order(&self) -> (i64, u32) {
        (self.at_ms, self.id)
    }

    fn day(&self) -> i64 {
        self.at_ms / DAY_MS
    }
}

/// What all events together come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Sparks that each member is due.
    pub due: BTreeMap<i64, i64>,
    /// Sparks that wait with an account that nobody was linked to.
    pub waiting: BTreeMap<u16, i64>,
    /// An inviter's shares that are nobody's, since the invitee is the same member.
    pub refused: BTreeMap<u16, i64>,
}

/// What an account earns by what it or an invitee did.
struct Earned {
    by: u16,
    from: u16,
    at: Order,
    sparks: i64,
}

/// The events that stand, in their order: all, and by account.
struct All<'a> {
    by_account: BTreeMap<u16, Vec<&'a Told>>,
    /// Who invited whom, and when.
    registrations: BTreeMap<u16, (u16, Order)>,
    owners: Owners,
}

/// Folds distinct events.
pub fn fold(told: &[Told]) -> Folded {
    fold_with_erasures(told, &[])
}

/// That a member was erased, when so many events had been told.
#[derive(Debug, Clone, Copy)]
pub struct Erasure {
    pub told: usize,
    pub member: i64,
    pub at_ms: i64,
}

/// A member: with their id, and how often they had been erased before. Whoever comes back is another.
type Person = (i64, usize);

/// Folds distinct events in the order in which they were told, with erasures between them. What was somebody's when they were
/// erased is nobody's for ever, as is what is heard of later of their time.
pub fn fold_with_erasures(told: &[Told], erasures: &[Erasure]) -> Folded {
    let reversed: BTreeSet<(u32, &str)> = told
        .iter()
        .filter_map(|event| match event.said {
            Said::Reversed { kind, of } => Some((of, kind)),
            _ => None,
        })
        .collect();
    let kind = |event: &Told| match event.said {
        Said::Trade { .. } => "trade",
        Said::Paid { .. } => "subscription",
        Said::Invited { .. } => "referral",
        _ => "",
    };
    let mut events: Vec<&Told> = told
        .iter()
        .filter(|event| !reversed.contains(&(event.id, kind(event))))
        .collect();
    events.sort_by_key(|event| event.order());
    let all = All {
        owners: Owners::of(told, erasures),
        ..All::of(&events)
    };
    let mut folded = Folded::default();
    for Earned {
        by,
        from,
        at,
        sparks,
    } in all.earnings()
    {
        let owner = all.owners.at(by, at);
        let is_own_invitee = from != by && owner.is_some() && owner == all.owners.at(from, at);
        match owner {
            _ if is_own_invitee => *folded.refused.entry(by).or_default() += sparks,
            Some(person) if all.owners.is_erased(person) => {}
            Some((member, _)) => *folded.due.entry(member).or_default() += sparks,
            None => *folded.waiting.entry(by).or_default() += sparks,
        }
    }
    folded.due.retain(|_, sparks| *sparks != 0);
    folded.waiting.retain(|_, sparks| *sparks != 0);
    folded.refused.retain(|_, sparks| *sparks != 0);
    folded
}

/// Sparks for a day's cents.
fn for_volume(day: i64, cents: i64) -> i64 {
    match day - FIRST_DAY {
        ..0 => 0,
        0..2 => (cents / 1000).min(500),
        _ => (cents / 400).min(300),
    }
}

fn minimum_cents(day: i64) -> i64 {
    if day - FIRST_DAY < 2 { 1000 } else { 0 }
}

fn for_plan(day: i64, plan: &str) -> i64 {
    match (day - FIRST_DAY, plan) {
        (0..2, "lite") => 190,
        (0..2, "pro") => 1990,
        (2.., "pro") => 2000,
        _ => 0,
    }
}

/// In thousandths: of trades, of the first plan.
fn share(day: i64, place: usize) -> (i64, i64) {
    match (day - FIRST_DAY, place) {
        (0..2, 1 | 2) => (125, 500),
        (0..2, _) => (50, 100),
        (2.., 1) => (100, 250),
        _ => (0, 0),
    }
}

type Order = (i64, u32);

impl<'a> All<'a> {
    fn of(events: &[&'a Told]) -> Self {
        let mut by_account: BTreeMap<u16, Vec<&'a Told>> = BTreeMap::new();
        for event in events {
            let account = match event.said {
                Said::Linked { account, .. }
                | Said::Unlinked { account }
                | Said::Trade { account, .. }
                | Said::Paid { account, .. } => account,
                Said::Invited { inviter, invitee } => {
                    // Of both: whoever has invited is not new.
                    by_account.entry(inviter).or_default().push(event);
                    invitee
                }
                Said::Reversed { .. } => continue,
            };
            by_account.entry(account).or_default().push(event);
        }
        let mut registrations = BTreeMap::new();
        for (account, events) in &by_account {
            for event in events {
                if let Said::Invited { inviter, .. } = event.said {
                    if inviter != *account {
                        registrations.insert(*account, (inviter, event.order()));
                    }
                    // Only the first of all that name the account decides.
                    break;
                }
            }
        }
        Self {
            by_account,
            registrations,
            owners: Owners::default(),
        }
    }

    /// Everything that anybody earns.
    fn earnings(&self) -> Vec<Earned> {
        let mut earned = Vec::new();
        for (&account, events) in &self.by_account {
            let mut earn = |by, at, sparks| {
                earned.push(Earned {
                    by,
                    from: account,
                    at,
                    sparks,
                });
            };
            let payments = payments(events);
            for (at, day, plan) in &payments {
                earn(account, *at, for_plan(*day, plan));
            }
            let inviter = self.inviter(account);
            if let (Some((by, since, place)), Some((at, day, plan))) = (inviter, payments.first())
                && *at >= since
            {
                let sparks = for_plan(*day, plan) * share(*day, place).1 / 1000;
                earn(by, *at, sparks);
            }
            let days: BTreeSet<i64> = events.iter().map(|event| event.day()).collect();
            for day in days {
                let trades = day_of_trades(events, day);
                for (at, sparks) in &trades {
                    earn(account, *at, *sparks);
                }
                let Some((by, since, place)) = inviter else {
                    continue;
                };
                let (mut sum, mut shared) = (0, 0);
                for (at, sparks) in trades.into_iter().filter(|(at, _)| *at >= since) {
                    sum += sparks;
                    let now = sum * share(day, place).0 / 1000;
                    earn(by, at, now - shared);
                    shared = now;
                }
            }
        }
        earned
    }

    /// Who invited an account, when, and as which of their invitees.
    fn inviter(&self, account: u16) -> Option<(u16, Order, usize)> {
        let (by, at) = *self.registrations.get(&account)?;
        let all = self.registrations.values();
        let earlier = all.filter(|(other_by, other_at)| *other_by == by && *other_at < at);
        Some((by, at, earlier.count() + 1))
    }
}

/// Whose an account was.
#[derive(Default)]
struct Owners {
    /// What was said of each account: when, after how many other things had been, and whose it is from then on.
    said: BTreeMap<u16, Vec<(Order, usize, Option<Person>)>>,
    /// After how many things had been said each event was told.
    heard: BTreeMap<u32, usize>,
    erased: Vec<(usize, Person)>,
}

impl Owners {
    fn of(told: &[Told], erasures: &[Erasure]) -> Self {
        let mut owners = Self::default();
        let mut clock = 0;
        for number in 0..=told.len() {
            for erasure in erasures.iter().filter(|erasure| erasure.told == number) {
                owners.erase(erasure, clock);
                clock += 1;
            }
            let Some(event) = told.get(number) else {
                break;
            };
            owners.heard.insert(event.id, clock);
            let (account, member) = match event.said {
                Said::Linked { account, member } => (account, Some(member)),
                Said::Unlinked { account } => (account, None),
                _ => {
                    clock += 1;
                    continue;
                }
            };
            let before = owners
                .erased
                .iter()
                .filter(|(_, erased)| Some(erased.0) == member)
                .count();
            let person = member.map(|member| (member, before));
            owners
                .said
                .entry(account)
                .or_default()
                .push((event.order(), clock, person));
            clock += 1;
        }
        owners
    }

    /// Their accounts are nobody's from then on.
    fn erase(&mut self, erasure: &Erasure, clock: usize) {
        let before = self
            .erased
            .iter()
            .filter(|(_, erased)| erased.0 == erasure.member)
            .count();
        let person = (erasure.member, before);
        for said in self.said.values_mut() {
            let last = said.iter().max_by_key(|(at, ..)| *at).copied();
            if let Some((at, _, Some(owner))) = last
                && owner == person
            {
                said.push(((erasure.at_ms.max(at.0), u32::MAX), clock, None));
            }
        }
        self.erased.push((clock, person));
    }

    fn is_erased(&self, person: Person) -> bool {
        self.erased.iter().any(|(_, erased)| *erased == person)
    }

    fn at(&self, of: u16, at: Order) -> Option<Person> {
        let heard = self.heard[&at.1];
        for (clock, person) in &self.erased {
            if heard < *clock && self.known_by(of, at, *clock) == Some(*person) {
                return Some(*person);
            }
        }
        self.known_by(of, at, usize::MAX)
    }

    fn known_by(&self, of: u16, at: Order, clock: usize) -> Option<Person> {
        let mut said: Vec<_> = self
            .said
            .get(&of)?
            .iter()
            .filter(|(_, said, _)| *said < clock)
            .collect();
        said.sort_by_key(|(at, ..)| *at);
        let (mut now, mut next) = (None, None);
        for (since, _, person) in said {
            if *since <= at {
                now = *person;
            } else if next.is_none() {
                next = *person;
            }
        }
        now.or(next)
    }
}

fn payments(events: &[&Told]) -> Vec<(Order, i64, &'static str)> {
    let paid = events.iter().filter_map(|event| match event.said {
        Said::Paid { plan, .. } => Some((event.order(), event.day(), plan)),
        _ => None,
    });
    paid.collect()
}

fn day_of_trades(events: &[&Told], day: i64) -> Vec<(Order, i64)> {
    let (mut volume, mut before) = (0, 0);
    let mut earned = Vec::new();
    for event in events.iter().filter(|event| event.day() == day) {
        if let Said::Trade { cents, .. } = event.said {
            if cents >= minimum_cents(day) {
                volume += cents;
            }
            earned.push((event.order(), for_volume(day, volume) - before));
            before = for_volume(day, volume);
        }
    }
    earned
}
