//! Cells: what is worked out at once. Each says whom it is due to and how much, from the facts and the rules of its day; what
//! was posted before is no business of it.

use rust_decimal::Decimal;

use super::day::Sums;
use super::due::{Moment, shares, trade_sparks};
use super::event::day_of;
use super::facts::Facts;
use super::rules::{Day, share_of};
use super::tally::Tally;
use crate::ids::{EventRowId, ProductAccountId};
use crate::ledger::Source;

/// What is worked out at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    /// An account's trades of a day.
    Trades { account: ProductAccountId, day: Day },
    /// A payment.
    Subscription {
        account: ProductAccountId,
        event: EventRowId,
    },
    /// An inviter's share of an invitee's trades of a day.
    ReferredTrades {
        inviter: ProductAccountId,
        invitee: ProductAccountId,
        day: Day,
    },
    /// An inviter's share of an invitee's first payment.
    ReferredPlan {
        inviter: ProductAccountId,
        invitee: ProductAccountId,
    },
}

/// What a cell comes to.
#[derive(Debug, Default)]
pub(super) struct Due {
    pub tally: Tally,
    /// Its day, when it comes to anything.
    pub day: Option<Day>,
}

impl Cell {
    /// What pays for it.
    pub fn source(self) -> Source {
        match self {
            Self::Trades { .. } => Source::Trading,
            Self::Subscription { .. } => Source::Subscription,
            Self::ReferredTrades { .. } | Self::ReferredPlan { .. } => Source::Referral,
        }
    }

    /// As it is stored: who earns by it, who traded or paid, its kind and key.
    pub fn columns(self) -> (ProductAccountId, ProductAccountId, &'static str, i64) {
        match self {
            Self::Trades { account, day } => (account, account, "trades", day),
            Self::Subscription { account, event } => (account, account, "subscription", event.0),
            Self::ReferredTrades {
                inviter,
                invitee,
                day,
            } => (inviter, invitee, "referred_trades", day),
            Self::ReferredPlan { inviter, invitee } => (inviter, invitee, "referred_plan", 0),
        }
    }

    /// From how it is stored.
    pub fn stored(
        account: ProductAccountId,
        about: ProductAccountId,
        kind: &str,
        key: i64,
    ) -> Option<Self> {
        Some(match kind {
            "trades" => Self::Trades { account, day: key },
            "subscription" => Self::Subscription {
                account,
                event: EventRowId(key),
            },
            "referred_trades" => Self::ReferredTrades {
                inviter: account,
                invitee: about,
                day: key,
            },
            "referred_plan" => Self::ReferredPlan {
                inviter: account,
                invitee: about,
            },
            _ => return None,
        })
    }

    /// What is due.
    pub async fn due(self, facts: &mut Facts<'_>) -> anyhow::Result<Due> {
        let (account, about, ..) = self.columns();
        let amounts = match self {
            Self::Trades { account, day } => trades(facts, account, day).await?,
            Self::Subscription { event, .. } => subscription(facts, event).await?,
            Self::ReferredTrades {
                inviter,
                invitee,
                day,
            } => referred_trades(facts, inviter, invitee, day).await?,
            Self::ReferredPlan { inviter, invitee } => {
                referred_plan(facts, inviter, invitee).await?
            }
        };
        let mut due = Due::default();
        for Earned { at, heard, sparks } in amounts.iter().filter(|earned| earned.sparks > 0) {
            let to = facts.recipient(account, about, at, *heard).await?;
            due.tally.add(to, *sparks);
            due.day = Some(day_of(at.at_ms));
        }
        Ok(due)
    }
}

/// What was earned, when, and as which event that was heard of.
struct Earned {
    at: Moment,
    heard: EventRowId,
    sparks: i64,
}

type Amounts = Vec<Earned>;

async fn trades(
    facts: &mut Facts<'_>,
    account: ProductAccountId,
    day: Day,
) -> anyhow::Result<Amounts> {
    let Some(rules) = facts.rules.on(day).and_then(|version| version.trades) else {
        return Ok(Amounts::new());
    };
    let trades = facts.trades(account, day).await?;
    // Whoever works out a day leaves its sum, so that the next trade does not have to.
    let came = facts.referral(account).await?;
    let sums = Sums::of(&rules, &trades, came.as_ref());
    facts.keep_sums(account, day, &rules, sums).await?;
    let sparks = trade_sparks(&rules, Decimal::ZERO, &trades);
    let earned = trades
        .into_iter()
        .zip(sparks)
        .map(|(trade, sparks)| Earned {
            at: trade.at,
            heard: trade.heard,
            sparks,
        });
    Ok(earned.collect())
}

async fn subscription(facts: &mut Facts<'_>, event: EventRowId) -> anyhow::Result<Amounts> {
    let payment = facts.payment(event).await?;
    let amount = payment.map(|payment| {
        let sparks = plan_sparks(facts, &payment.at, &payment.plan);
        Earned {
            at: payment.at,
            heard: payment.heard,
            sparks,
        }
    });
    Ok(amount.into_iter().collect())
}

/// What a plan is worth on the day of its payment.
fn plan_sparks(facts: &Facts<'_>, at: &Moment, plan: &str) -> i64 {
    let version = facts.rules.on(day_of(at.at_ms));
    version
        .and_then(|version| version.subscriptions.get(plan).copied())
        .unwrap_or(0)
}

/// Only what the invitee did since they came counts.
async fn referred_trades(
    facts: &mut Facts<'_>,
    inviter: ProductAccountId,
    about: ProductAccountId,
    day: Day,
) -> anyhow::Result<Amounts> {
    let registration = facts.referral(about).await?;
    let (Some(registration), Some(version)) = (registration, facts.rules.on(day)) else {
        return Ok(Amounts::new());
    };
    if registration.inviter != inviter {
        return Ok(Amounts::new());
    }
    let place = facts.place(&registration).await?;
    let Some(tier) = version.tier(place) else {
        return Ok(Amounts::new());
    };
    let mut earned = trades(facts, about, day).await?;
    earned.retain(|earned| earned.at >= registration.at);
    let sparks: Vec<i64> = earned.iter().map(|earned| earned.sparks).collect();
    let shared = shares(0, &sparks, tier.trade_share);
    for (earned, shared) in earned.iter_mut().zip(shared) {
        earned.sparks = shared;
    }
    Ok(earned)
}

/// Who had a plan before they came is no new customer.
async fn referred_plan(
    facts: &mut Facts<'_>,
    inviter: ProductAccountId,
    about: ProductAccountId,
) -> anyhow::Result<Amounts> {
    let registration = facts.referral(about).await?;
    let payment = facts.first_payment(about).await?;
    let (Some(registration), Some(payment)) = (registration, payment) else {
        return Ok(Amounts::new());
    };
    if registration.inviter != inviter || payment.at < registration.at {
        return Ok(Amounts::new());
    }
    let place = facts.place(&registration).await?;
    let version = facts.rules.on(day_of(payment.at.at_ms));
    let Some(tier) = version.and_then(|version| version.tier(place)) else {
        return Ok(Amounts::new());
    };
    let sparks = plan_sparks(facts, &payment.at, &payment.plan);
    Ok(vec![Earned {
        at: payment.at,
        heard: payment.heard,
        sparks: share_of(sparks, tier.first_plan_share),
    }])
}
