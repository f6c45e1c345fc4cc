//! A day's trades, one more or one less. What an account traded on a day is kept as a sum (`event_day`), so that only the trades
//! after the one that came or went are read: usually none, since it is the newest. The outcome is what working out the whole
//! day again would come to; where there is no sum yet, that is done, and makes it.

use rust_decimal::Decimal;

use super::cell::Cell;
use super::due::{Moment, Registration, Trade, shares, trade_sparks};
use super::event::day_of;
use super::facts::Facts;
use super::rules::{Day, Tier, TradeRules};
use super::settle::{Change, changes};
use super::tally::Tally;
use crate::ids::ProductAccountId;

/// What an account traded on a day, in trades that are not too small.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums {
    pub volume_usd: Decimal,
    /// What of it was before they came by an invitation, when they came on that day.
    pub uninvited_usd: Decimal,
}

impl Sums {
    /// What these trades of a day add up to.
    pub fn of(
        rules: &TradeRules,
        trades: &[Trade],
        came: Option<&Registration<ProductAccountId>>,
    ) -> Self {
        let none = Self {
            volume_usd: Decimal::ZERO,
            uninvited_usd: Decimal::ZERO,
        };
        trades.iter().fold(none, |sums, trade| {
            sums.with(&trade.at, rules.counted(trade.volume_usd), came)
        })
    }

    /// With so much more, or less, at a moment.
    fn with(
        mut self,
        at: &Moment,
        volume_usd: Decimal,
        came: Option<&Registration<ProductAccountId>>,
    ) -> Self {
        let on_that_day = came.filter(|came| day_of(at.at_ms) == day_of(came.at.at_ms));
        self.volume_usd = self.volume_usd.saturating_add(volume_usd);
        if on_that_day.is_some_and(|came| *at < came.at) {
            self.uninvited_usd = self.uninvited_usd.saturating_add(volume_usd);
        }
        self
    }
}

/// A trade that is heard of, or that a reversal takes away.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub account: ProductAccountId,
    pub trade: Trade,
    pub came: bool,
}

/// What it changes: in the account's trades of the day, and in the inviter's share of them.
pub(super) async fn turned(facts: &mut Facts<'_>, turn: &Turn) -> anyhow::Result<Vec<Change>> {
    let (account, at) = (turn.account, &turn.trade.at);
    let day = day_of(at.at_ms);
    let Some(rules) = facts.rules.on(day).and_then(|version| version.trades) else {
        return Ok(Vec::new());
    };
    let invited = facts.referral(account).await?;
    let Some(sums) = facts.sums(account, day).await? else {
        return whole_day(facts, account, day, invited).await;
    };
    let volume = rules.counted(turn.trade.volume_usd);
    if volume.is_zero() {
        return Ok(Vec::new());
    }
    let after = facts.trades_after(account, day, at).await?;
    let by = if turn.came { volume } else { -volume };
    let now = sums.with(at, by, invited.as_ref());
    facts.keep_sums(account, day, &rules, now).await?;
    let stretch = Stretch::of(rules, sums, turn, after);
    let mut by = Tally::default();
    for (trades, sign) in stretch.sides() {
        for (trade, sparks) in stretch.sparks(trades) {
            let to = facts
                .recipient(account, account, &trade.at, trade.heard)
                .await?;
            by.add(to, sign * sparks);
        }
    }
    let mut found = vec![Change {
        cell: Cell::Trades { account, day },
        by,
        day: Some(day),
    }];
    if let Some(invited) = invited {
        found.extend(shared(facts, &stretch, day, &invited).await?);
    }
    Ok(found)
}

async fn whole_day(
    facts: &mut Facts<'_>,
    account: ProductAccountId,
    day: Day,
    invited: Option<Registration<ProductAccountId>>,
) -> anyhow::Result<Vec<Change>> {
    let shared = invited.map(|invited| Cell::ReferredTrades {
        inviter: invited.inviter,
        invitee: account,
        day,
    });
    let own = Cell::Trades { account, day };
    changes(facts, &std::iter::once(own).chain(shared).collect()).await
}

/// The inviter's share of what changes.
async fn shared(
    facts: &mut Facts<'_>,
    stretch: &Stretch,
    day: Day,
    registration: &Registration<ProductAccountId>,
) -> anyhow::Result<Option<Change>> {
    if day < day_of(registration.at.at_ms) {
        return Ok(None);
    }
    let place = facts.place(registration).await?;
    let version = facts.rules.on(day);
    let Some(tier) = version.and_then(|version| version.tier(place)) else {
        return Ok(None);
    };
    let (earner, about) = (registration.inviter, registration.invitee);
    let mut by = Tally::default();
    for (trades, sign) in stretch.sides() {
        for (trade, sparks) in stretch.shares(trades, registration, tier) {
            let to = facts
                .recipient(earner, about, &trade.at, trade.heard)
                .await?;
            by.add(to, sign * sparks);
        }
    }
    Ok(Some(Change {
        cell: Cell::ReferredTrades {
            inviter: earner,
            invitee: about,
            day,
        },
        by,
        day: Some(day),
    }))
}

/// The end of a day, from the trade that came or went.
struct Stretch {
    rules: TradeRules,
    sums: Sums,
    /// What was traded that day before it.
    before_usd: Decimal,
    with: Vec<Trade>,
    came: bool,
}

impl Stretch {
    fn of(rules: TradeRules, sums: Sums, turn: &Turn, after: Vec<Trade>) -> Self {
        let mut with = vec![turn.trade.clone()];
        with.extend(after);
        // One that came is not in the sum yet.
        let counted = &with[usize::from(turn.came)..];
        let before_usd = counted.iter().fold(sums.volume_usd, |sum, trade| {
            sum.saturating_sub(rules.counted(trade.volume_usd))
        });
        Self {
            rules,
            sums,
            before_usd,
            with,
            came: turn.came,
        }
    }

    /// The trades as they are now, and as they were.
    fn sides(&self) -> [(&[Trade], i64); 2] {
        let sign = if self.came { 1 } else { -1 };
        [
            (self.with.as_slice(), sign),
            (self.with.get(1..).unwrap_or_default(), -sign),
        ]
    }

    fn sparks<'a>(&self, trades: &'a [Trade]) -> Vec<(&'a Trade, i64)> {
        let sparks = trade_sparks(&self.rules, self.before_usd, trades);
        trades.iter().zip(sparks).collect()
    }

    /// The inviter's shares since the account came.
    fn shares<'a>(
        &self,
        trades: &'a [Trade],
        registration: &Registration<ProductAccountId>,
        tier: Tier,
    ) -> Vec<(&'a Trade, i64)> {
        let has_begun = self
            .with
            .first()
            .is_some_and(|first| first.at >= registration.at);
        let before = if has_begun {
            self.rules.sparks(self.before_usd) - self.rules.sparks(self.sums.uninvited_usd)
        } else {
            0
        };
        let mut earned = self.sparks(trades);
        earned.retain(|(trade, _)| trade.at >= registration.at);
        let sparks: Vec<i64> = earned.iter().map(|(_, sparks)| *sparks).collect();
        let shared = shares(before, &sparks, tier.trade_share);
        let trades = earned.into_iter().map(|(trade, _)| trade);
        trades.zip(shared).collect()
    }
}
