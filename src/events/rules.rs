//! What earns how many Sparks: a TOML file, in versions that each take effect at the beginning of a day (UTC) and hold
//! until the next. Whatever happened on a day is counted by that day's version, however late it is heard of, so that a new
//! version never changes the past. Pure: the file's text in, rules or everything that is wrong with it out.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::event::as_text;
use crate::ledger::AMOUNT_MAX;

/// Hundredths of a percent in a whole.
const WHOLE: i64 = 10_000;
/// Decimal places of money and rates: what sums and products of them stay exact with.
pub(super) const DECIMALS_MAX: u32 = 8;
/// Sparks for each dollar, at most.
const RATE_MAX: i64 = 1_000_000;
const PLAN_LENGTH_MAX: usize = 32;
const TIERS_MAX: usize = 20;

/// Days since 1970, UTC.
pub type Day = i64;

/// All versions, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    versions: Vec<Version>,
}

/// What holds from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its first day.
    pub from: Day,
    /// For trades; none: nothing.
    pub trades: Option<TradeRules>,
    /// Sparks for each payment of a plan. Other plans give none.
    pub subscriptions: BTreeMap<String, i64>,
    /// What inviters get, by the number of the invitee.
    pub tiers: Vec<Tier>,
}

/// Sparks for trades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TradeRules {
    /// For each dollar of a day's volume; the sum is rounded down.
    #[serde(serialize_with = "as_text")]
    pub sparks_per_usd: Decimal,
    /// Smaller trades don't count, in dollars.
    #[serde(serialize_with = "as_text")]
    pub minimum_usd: Decimal,
    /// The most that one account gets for a day's trades, in Sparks.
    pub daily_cap: i64,
}

/// What an inviter gets for some of their invitees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tier {
    /// The last invitee it is for, counted from 1; none: all others.
    pub up_to_invite: Option<i64>,
    /// Of the Sparks for the invitee's trades, in hundredths of a percent.
    pub trade_share: i64,
    /// Of the Sparks for the invitee's first paid plan, in hundredths of a percent.
    pub first_plan_share: i64,
}

impl Rules {
    /// Reads a file's text.
    ///
    /// # Errors
    /// Everything that is wrong with it, a line each.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let file: File = toml::from_str(text).map_err(|error| vec![error.to_string()])?;
        let mut problems = Problems::default();
        let versions: Vec<Version> = file
            .rules
            .iter()
            .map(|version| version.check(&mut problems))
            .collect();
        for pair in versions.windows(2) {
            if pair[1].from <= pair[0].from {
                problems.say("rules", "each `from` must be later than the one before");
                break;
            }
        }
        if versions.is_empty() {
            problems.say("rules", "there must be at least one");
        }
        if problems.0.is_empty() {
            Ok(Self { versions })
        } else {
            Err(problems.0)
        }
    }

    /// What holds on a day; none: before the first version nothing earns anything.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Version> {
        let begun = self.versions.partition_point(|version| version.from <= day);
        begun
            .checked_sub(1)
            .and_then(|last| self.versions.get(last))
    }

    /// The last invitees of tiers, in any version, each once and in order: whoever moves past one is in another tier.
    #[must_use]
    pub fn tier_bounds(&self) -> Vec<i64> {
        let tiers = self.versions.iter().flat_map(|version| &version.tiers);
        let bounds: BTreeSet<i64> = tiers.filter_map(|tier| tier.up_to_invite).collect();
        bounds.into_iter().collect()
    }

    /// All versions, the earliest first.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }
}

impl Version {
    /// What the inviter of this invitee gets; `invite` counts from 1.
    #[must_use]
    pub fn tier(&self, invite: i64) -> Option<Tier> {
        let is_for = |tier: &&Tier| tier.up_to_invite.is_none_or(|last| invite <= last);
        self.tiers.iter().find(is_for).copied()
    }
}

impl TradeRules {
    /// What of a trade's volume counts: all or nothing.
    #[must_use]
    pub fn counted(&self, volume_usd: Decimal) -> Decimal {
        if volume_usd >= self.minimum_usd {
            volume_usd
        } else {
            Decimal::ZERO
        }
    }

    /// The Sparks for this volume of a day, in dollars. Never falls as the volume grows.
    #[must_use]
    pub fn sparks(&self, volume_usd: Decimal) -> i64 {
        // A product beyond what can be counted is beyond any cap.
        volume_usd
            .checked_mul(self.sparks_per_usd)
            .and_then(|sparks| i64::try_from(sparks.floor()).ok())
            .map_or(self.daily_cap, |sparks| sparks.clamp(0, self.daily_cap))
    }
}

/// This share of an amount, rounded down.
#[must_use]
pub fn share_of(amount: i64, share: i64) -> i64 {
    let part = i128::from(amount) * i128::from(share) / i128::from(WHOLE);
    i64::try_from(part).unwrap_or(i64::MAX)
}

#[derive(Debug, Default)]
struct Problems(Vec<String>);

impl Problems {
    fn say(&mut self, place: &str, problem: &str) {
        self.0.push(format!("{place}: {problem}"));
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rules: Vec<VersionText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionText {
    from: toml::value::Datetime,
    trades: Option<TradesText>,
    #[serde(default)]
    subscriptions: BTreeMap<String, i64>,
    #[serde(default)]
    referral_tiers: Vec<TierText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TradesText {
    sparks_per_usd: String,
    minimum_usd: String,
    daily_cap: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TierText {
    up_to_invite: Option<i64>,
    trade_share_percent: String,
    first_plan_share_percent: String,
}

impl VersionText {
    fn check(&self, problems: &mut Problems) -> Version {
        let place = format!("rules from {}", self.from);
        let from = day_of(&self.from).unwrap_or_else(|| {
            problems.say(&place, "`from` must be a day, such as 2026-12-01");
            0
        });
        let trades = self
            .trades
            .as_ref()
            .map(|trades| trades.check(&place, problems));
        for (plan, sparks) in &self.subscriptions {
            if !is_plan(plan) {
                problems.say(
                    &place,
                    "a plan is called by a-z, 0-9, `-` and `_`, at most 32 of them",
                );
            }
            check_sparks(&place, plan, *sparks, problems);
        }
        Version {
            from,
            trades,
            subscriptions: self.subscriptions.clone(),
            tiers: self.check_tiers(&place, problems),
        }
    }

    fn check_tiers(&self, place: &str, problems: &mut Problems) -> Vec<Tier> {
        if self.referral_tiers.len() > TIERS_MAX {
            problems.say(place, "there can be 20 referral tiers");
        }
        let tiers: Vec<Tier> = self
            .referral_tiers
            .iter()
            .map(|tier| tier.check(place, problems))
            .collect();
        let mut last = 0;
        for (number, tier) in tiers.iter().enumerate() {
            match tier.up_to_invite {
                Some(up_to) if up_to > last => last = up_to,
                None if number + 1 == tiers.len() => {}
                _ => problems.say(
                    place,
                    "`up_to_invite` must grow from tier to tier, and only the last may have none",
                ),
            }
        }
        tiers
    }
}

impl TradesText {
    fn check(&self, place: &str, problems: &mut Problems) -> TradeRules {
        check_sparks(place, "daily_cap", self.daily_cap, problems);
        TradeRules {
            sparks_per_usd: number(
                place,
                "sparks_per_usd",
                &self.sparks_per_usd,
                RATE_MAX,
                problems,
            ),
            minimum_usd: number(
                place,
                "minimum_usd",
                &self.minimum_usd,
                AMOUNT_MAX,
                problems,
            ),
            daily_cap: self.daily_cap,
        }
    }
}

impl TierText {
    fn check(&self, place: &str, problems: &mut Problems) -> Tier {
        let mut share = |name: &str, text: &str| {
            let percent = number(place, name, text, 100, problems);
            let share = percent * Decimal::ONE_HUNDRED;
            if !share.fract().is_zero() {
                problems.say(place, &format!("{name} has two decimal places at most"));
            }
            i64::try_from(share.floor()).unwrap_or_default()
        };
        Tier {
            up_to_invite: self.up_to_invite,
            trade_share: share("trade_share_percent", &self.trade_share_percent),
            first_plan_share: share("first_plan_share_percent", &self.first_plan_share_percent),
        }
    }
}

fn check_sparks(place: &str, name: &str, sparks: i64, problems: &mut Problems) {
    if !(0..=AMOUNT_MAX).contains(&sparks) {
        problems.say(place, &format!("{name} must be 0 to {AMOUNT_MAX} Sparks"));
    }
}

fn number(place: &str, name: &str, text: &str, max: i64, problems: &mut Problems) -> Decimal {
    parse_decimal(text)
        .filter(|number| *number <= Decimal::from(max))
        .unwrap_or_else(|| {
            problems.say(
                place,
                &format!(
                    "{name} must be 0 to {max}, as text, with {DECIMALS_MAX} decimal places at most"
                ),
            );
            Decimal::ZERO
        })
}

/// A plain decimal number, not negative: digits, and a point between digits. No sign, no exponent, no grouping, and no more
/// places than stay exact.
pub(super) fn parse_decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = are_digits(whole) && are_digits(fraction);
    let is_canonical = whole == "0" || !whole.starts_with('0');
    let fits = whole.len() <= 12 && fraction.len() <= DECIMALS_MAX as usize;
    (is_plain && is_canonical && fits)
        .then(|| Decimal::from_str_exact(text).ok())
        .flatten()
}

/// What a plan may be called.
pub(super) fn is_plan(text: &str) -> bool {
    let is_known =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
    (1..=PLAN_LENGTH_MAX).contains(&text.len()) && text.bytes().all(is_known)
}

fn day_of(datetime: &toml::value::Datetime) -> Option<Day> {
    if datetime.time.is_some() || datetime.offset.is_some() {
        return None;
    }
    let date = datetime.date?;
    let month = time::Month::try_from(date.month).ok()?;
    let date = time::Date::from_calendar_date(i32::from(date.year), month, date.day).ok()?;
    let epoch = time::OffsetDateTime::UNIX_EPOCH.date();
    Some((date - epoch).whole_days())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = r#"
        [[rules]]
        from = 2026-12-01
        subscriptions = { lite = 190, starter = 490, pro = 1990 }
        [rules.trades]
        sparks_per_usd = "0.1"
        minimum_usd = "10"
        daily_cap = 500
        [[rules.referral_tiers]]
        up_to_invite = 10
        trade_share_percent = "12.5"
        first_plan_share_percent = "50"
        [[rules.referral_tiers]]
        trade_share_percent = "5"
        first_plan_share_percent = "0"

        [[rules]]
        from = 2027-01-01
        subscriptions = { pro = 2000 }
    "#;

    const DECEMBER: Day = 20_788;

    #[test]
    fn each_day_has_its_version() {
        let rules = Rules::parse(FILE).unwrap();
        assert_eq!(rules.on(DECEMBER - 1), None);
        let december = rules.on(DECEMBER).unwrap();
        assert_eq!(december.from, DECEMBER);
        assert_eq!(december.subscriptions["starter"], 490);
        assert_eq!(rules.on(DECEMBER + 30), Some(december));
        let january = rules.on(DECEMBER + 31).unwrap();
        assert_eq!((january.trades, january.tier(1)), (None, None));
        assert_eq!(rules.on(Day::MAX), Some(january));
    }

    #[test]
    fn a_day_of_trades_is_rounded_down_and_capped() {
        let rules = Rules::parse(FILE).unwrap();
        let trades = rules.on(DECEMBER).unwrap().trades.unwrap();
        for (volume, sparks) in [
            ("0", 0),
            ("9.99", 0),
            ("10", 1),
            ("19.99999999", 1),
            ("20", 2),
            ("4999.99", 499),
            ("5000", 500),
            ("5010", 500),
            ("999999999999.99999999", 500),
        ] {
            assert_eq!(
                trades.sparks(parse_decimal(volume).unwrap()),
                sparks,
                "{volume}"
            );
        }
        let generous = TradeRules {
            sparks_per_usd: Decimal::from(RATE_MAX),
            minimum_usd: Decimal::ZERO,
            daily_cap: 7,
        };
        assert_eq!(
            generous.sparks(Decimal::MAX),
            7,
            "beyond what can be counted"
        );
    }

    #[test]
    fn invitees_fall_into_tiers() {
        let rules = Rules::parse(FILE).unwrap();
        let december = rules.on(DECEMBER).unwrap();
        let shares = |invite| {
            december
                .tier(invite)
                .map(|tier| (tier.trade_share, tier.first_plan_share))
        };
        assert_eq!(shares(1), Some((1250, 5000)));
        assert_eq!(shares(10), Some((1250, 5000)));
        assert_eq!(shares(11), Some((500, 0)));
        assert_eq!(share_of(199, 5000), 99);
        assert_eq!(share_of(i64::MAX, WHOLE), i64::MAX);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let text = r#"
            [[rules]]
            from = 2026-12-01T00:00:00Z
            subscriptions = { Pro = -1 }
            trades = { sparks_per_usd = "-0.1", minimum_usd = "1e3", daily_cap = -5 }
            [[rules.referral_tiers]]
            trade_share_percent = "101"
            first_plan_share_percent = "0.001"
            [[rules.referral_tiers]]
            up_to_invite = 10
            trade_share_percent = "1"
            first_plan_share_percent = "1"
            [[rules]]
            from = 1960-01-01
        "#;
        insta::assert_snapshot!(Rules::parse(text).unwrap_err().join("\n"));
        for text in [
            "",
            "rules = 1",
            "[[rules]]",
            "[[rules]]\nfrom = 2026-12-01\ntrade = 1",
            "?",
        ] {
            assert!(Rules::parse(text).is_err(), "{text}");
        }
    }

    fn volume() -> impl Strategy<Value = Decimal> {
        (0_i64..1_000_000_000_000, 0_u32..=DECIMALS_MAX)
            .prop_map(|(digits, places)| Decimal::new(digits, places))
    }

    proptest! {
        #[test]
        fn more_volume_is_never_worth_less_and_never_more_than_the_cap(
            rate in volume(), first in volume(), more in volume(), daily_cap in 0..=AMOUNT_MAX,
        ) {
            let rules = TradeRules { sparks_per_usd: rate, minimum_usd: Decimal::ZERO, daily_cap };
            let (some, all) = (rules.sparks(first), rules.sparks(first + more));
            prop_assert!(0 <= some && some <= all && all <= daily_cap);
        }

        #[test]
        fn a_share_is_never_more_than_the_whole(amount in 0..=AMOUNT_MAX, share in 0..=WHOLE) {
            prop_assert!((0..=amount).contains(&share_of(amount, share)));
        }
    }
}
