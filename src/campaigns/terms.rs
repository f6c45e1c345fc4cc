//! What a campaign is about and what it allows: descriptions, when it runs, and its caps.

use serde::{Deserialize, Serialize};

use super::campaign::CampaignRefusal;
use crate::clock::Millis;
use crate::ledger::AMOUNT_MAX;
use crate::moment::{self, DAY_MS, Moment, MomentRefusal};

/// The longest description, in characters.
pub const DESCRIPTION_LENGTH_MAX: usize = 300;

/// What members read about it, in up to three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Descriptions {
    /// In English.
    #[sqlx(rename = "description_en")]
    pub en: Option<String>,
    /// In Russian.
    #[sqlx(rename = "description_ru")]
    pub ru: Option<String>,
    /// In Korean.
    #[sqlx(rename = "description_ko")]
    pub ko: Option<String>,
}

impl Descriptions {
    /// Whether nothing is said in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.en.is_none() && self.ru.is_none() && self.ko.is_none()
    }

    /// What was typed, trimmed; nothing but spaces is nothing.
    pub(super) fn checked(&self) -> Result<Self, CampaignRefusal> {
        Ok(Self {
            en: description(self.en.as_deref())?,
            ru: description(self.ru.as_deref())?,
            ko: description(self.ko.as_deref())?,
        })
    }
}

pub(super) fn description(typed: Option<&str>) -> Result<Option<String>, CampaignRefusal> {
    let Some(text) = typed.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let length = text.chars().count();
    if length > DESCRIPTION_LENGTH_MAX {
        let max = DESCRIPTION_LENGTH_MAX;
        return Err(CampaignRefusal::DescriptionTooLong { max, length });
    }
    Ok(Some(text.to_owned()))
}

/// When it runs, and what may be awarded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Rules {
    /// From when on; none: at once.
    pub starts_at_ms: Option<Millis>,
    /// Until when; none: until it is closed.
    pub ends_at_ms: Option<Millis>,
    /// The most for one award.
    pub award_cap: Option<i64>,
    /// The most for one member, in all.
    pub member_cap: Option<i64>,
    /// The most that one moderator awards in one day, UTC.
    pub moderator_day_cap: Option<i64>,
}

/// The same as a moderator types it for a new campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// What members read.
    pub descriptions: Descriptions,
    /// See [`moment::parse`].
    pub starts: Option<String>,
    /// See [`moment::parse`]; a span counts from the start.
    pub ends: Option<String>,
    /// The most for one award.
    pub award_cap: Option<i64>,
    /// The most for one member, in all.
    pub member_cap: Option<i64>,
    /// The most that one moderator awards in one day, UTC.
    pub moderator_day_cap: Option<i64>,
}

impl Terms {
    /// Whether nothing is asked for beyond name and budget.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn checked(&self, now_ms: Millis) -> Result<(Descriptions, Rules), CampaignRefusal> {
        let descriptions = self.descriptions.checked()?;
        let starts_at_ms = match self.starts.as_deref() {
            Some(typed) if !moment::is_none(typed) => Some(start(typed, now_ms)?),
            _ => None,
        };
        let begins_at_ms = starts_at_ms.unwrap_or(now_ms);
        let ends_at_ms = match self.ends.as_deref() {
            Some(typed) if !moment::is_none(typed) => Some(end(typed, begins_at_ms, now_ms)?),
            _ => None,
        };
        for cap in [self.award_cap, self.member_cap, self.moderator_day_cap] {
            in_range(cap)?;
        }
        let rules = Rules {
            starts_at_ms,
            ends_at_ms,
            award_cap: self.award_cap,
            member_cap: self.member_cap,
            moderator_day_cap: self.moderator_day_cap,
        };
        Ok((descriptions, rules))
    }
}

pub(super) fn in_range(cap: Option<i64>) -> Result<(), CampaignRefusal> {
    match cap {
        Some(cap) if !(1..=AMOUNT_MAX).contains(&cap) => {
            Err(CampaignRefusal::CapOutOfRange { max: AMOUNT_MAX })
        }
        _ => Ok(()),
    }
}

fn read(typed: &str) -> Result<Moment, CampaignRefusal> {
    moment::parse(typed).map_err(|why: MomentRefusal| CampaignRefusal::Moment {
        typed: typed.chars().take(40).collect(),
        why,
    })
}

/// When it starts. Today is not over; a day before it was meant for another year.
pub(super) fn start(typed: &str, now_ms: Millis) -> Result<Millis, CampaignRefusal> {
    let starts_at_ms = match read(typed)? {
        Moment::Day(at_ms) | Moment::At(at_ms) => at_ms,
        Moment::In(span_ms) => now_ms + span_ms,
    };
    if starts_at_ms < now_ms.div_euclid(DAY_MS) * DAY_MS {
        return Err(CampaignRefusal::StartPassed { starts_at_ms });
    }
    Ok(starts_at_ms)
}

/// When it ends: a day is the last day, so it ends with it.
pub(super) fn end(
    typed: &str,
    starts_at_ms: Millis,
    now_ms: Millis,
) -> Result<Millis, CampaignRefusal> {
    let ends_at_ms = match read(typed)? {
        Moment::Day(at_ms) => at_ms + DAY_MS,
        Moment::At(at_ms) => at_ms,
        Moment::In(span_ms) => starts_at_ms.max(now_ms) + span_ms,
    };
    if ends_at_ms <= now_ms {
        return Err(CampaignRefusal::EndPassed { ends_at_ms });
    }
    if ends_at_ms <= starts_at_ms {
        return Err(CampaignRefusal::EndsBeforeStart {
            starts_at_ms,
            ends_at_ms,
        });
    }
    Ok(ends_at_ms)
}
