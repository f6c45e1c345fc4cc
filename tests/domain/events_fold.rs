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
    Linked { account: u8, member: i64 },
    Unlinked { account: u8 },
    Trade { account: u8, cents: i64 },
    Paid { account: u8, plan: &'static str },
    Invited { inviter: u8, invitee: u8 },
    Reversed { kind: &'static str, of: u32 },
}

/// An event as the tests make them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub id: u32,
    pub at_ms: i64,
    pub said: Said,
}

pub fn account_name(account: u8) -> String {
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
    pub waiting: BTreeMap<u8, i64>,
}

struct All<'a> {
    events: Vec<&'a Told>,
}

/// Folds distinct events.
pub fn fold(told: &[Told]) -> Folded {
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
    let all = All { events };
    let mut folded = Folded::default();
    for (account, at, sparks) in all.earnings() {
        match all.owner(account, at) {
            Some(member) => *folded.due.entry(member).or_default() += sparks,
            None => *folded.waiting.entry(account).or_default() += sparks,
        }
    }
    folded.due.retain(|_, sparks| *sparks != 0);
    folded.waiting.retain(|_, sparks| *sparks != 0);
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

impl All<'_> {
    /// Everything that anybody earns: which account, when, how many.
    fn earnings(&self) -> Vec<(u8, Order, i64)> {
        let mut earned = Vec::new();
        let days: BTreeSet<i64> = self.events.iter().map(|event| event.day()).collect();
        for account in 0..=u8::MAX {
            let payments = self.payments(account);
            for (at, day, plan) in &payments {
                earned.push((account, *at, for_plan(*day, plan)));
            }
            let inviter = self.inviter(account);
            if let (Some((by, since, place)), Some((at, day, plan))) = (inviter, payments.first())
                && *at >= since
            {
                earned.push((by, *at, for_plan(*day, plan) * share(*day, place).1 / 1000));
            }
            for day in &days {
                let trades = self.day_of_trades(account, *day);
                earned.extend(trades.iter().map(|(at, sparks)| (account, *at, *sparks)));
                let Some((by, since, place)) = inviter else {
                    continue;
                };
                let (mut sum, mut shared) = (0, 0);
                for (at, sparks) in trades.into_iter().filter(|(at, _)| *at >= since) {
                    sum += sparks;
                    let now = sum * share(*day, place).0 / 1000;
                    earned.push((by, at, now - shared));
                    shared = now;
                }
            }
        }
        earned
    }

    fn payments(&self, of: u8) -> Vec<(Order, i64, &'static str)> {
        let paid = self.events.iter().filter_map(|event| match event.said {
            Said::Paid { account, plan } if account == of => {
                Some((event.order(), event.day(), plan))
            }
            _ => None,
        });
        paid.collect()
    }

    fn day_of_trades(&self, of: u8, day: i64) -> Vec<(Order, i64)> {
        let (mut volume, mut before) = (0, 0);
        let mut earned = Vec::new();
        for event in self.events.iter().filter(|event| event.day() == day) {
            if let Said::Trade { account, cents } = event.said
                && account == of
            {
                if cents >= minimum_cents(day) {
                    volume += cents;
                }
                earned.push((event.order(), for_volume(day, volume) - before));
                before = for_volume(day, volume);
            }
        }
        earned
    }

    /// Who invited an account, when, and as which of their invitees.
    fn inviter(&self, account: u8) -> Option<(u8, Order, usize)> {
        let (by, at) = self.registration(account)?;
        let mut place = 1;
        for other in 0..=u8::MAX {
            if let Some((other_by, other_at)) = self.registration(other)
                && other_by == by
                && other_at < at
            {
                place += 1;
            }
        }
        Some((by, at, place))
    }

    fn registration(&self, of: u8) -> Option<(u8, Order)> {
        let mut registered = None;
        for event in &self.events {
            match event.said {
                // Whoever has invited is not new.
                Said::Invited { inviter, .. } if inviter == of => return registered,
                Said::Invited { inviter, invitee } if invitee == of => {
                    return Some((inviter, event.order()));
                }
                _ => registered = None,
            }
        }
        registered
    }

    fn owner(&self, of: u8, at: Order) -> Option<i64> {
        let (mut now, mut next) = (None, None);
        for event in &self.events {
            let member = match event.said {
                Said::Linked { account, member } if account == of => Some(member),
                Said::Unlinked { account } if account == of => None,
                _ => continue,
            };
            if event.order() <= at {
                now = member;
            } else if next.is_none() {
                next = member;
            }
        }
        now.or(next)
    }
}
