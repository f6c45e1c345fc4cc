//! What a moderator types about a perk's words and terms, read and checked.

use serde::{Deserialize, Serialize};

use super::catalogue::{Perk, PerkKind};
use super::manage::PerkRefusal;
use super::words::{PerkTerms, PerkWords};
use crate::clock::Millis;
use crate::ids::RoleId;
use crate::ledger::AMOUNT_MAX;
use crate::moment::{self, DAY_MS, Moment};
use crate::name::Name;

/// The longest description, in characters: what a select option can show.
pub const DESCRIPTION_LENGTH_MAX: usize = 100;
/// The longest that a role lasts without lasting for ever.
pub const LASTS_DAYS_MAX: i64 = 3_650;

/// What is asked for beyond name, price and stock. What is not given stays as it is; 0 and the word "none" take away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PerkOptions {
    /// See [`moment::parse`].
    pub opens: Option<String>,
    /// See [`moment::parse`]; a span counts from now, or from an opening that is still to come.
    pub closes: Option<String>,
    /// The role that one must have; that of everyone takes it away.
    pub required_role: Option<RequiredRole>,
    /// How many Sparks one must have earned in all.
    pub minimum_earned: Option<i64>,
    /// How many days its role lasts.
    pub lasts_days: Option<i64>,
    /// Names and descriptions in other languages.
    pub words: PerkWords,
}

/// What is asked for of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum RequiredRole {
    /// Everyone may have it.
    Everyone,
    /// Who has this one.
    Role(RoleId),
}

/// Why a window can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WindowRefusal {
    /// It would open on a day that is over.
    OpensInThePast {
        /// When.
        opens_at_ms: Millis,
    },
    /// It would be closed already.
    ClosesInThePast {
        /// When.
        closes_at_ms: Millis,
    },
    /// It would close before it opens.
    ClosesBeforeItOpens {
        /// When it opens.
        opens_at_ms: Millis,
        /// When it closes.
        closes_at_ms: Millis,
    },
}

impl PerkOptions {
    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The perk as it is to be.
    pub(super) fn apply(&self, perk: &Perk, now_ms: Millis) -> Result<Perk, PerkRefusal> {
        let (opens_at_ms, closes_at_ms) = self.window(&perk.terms, now_ms)?;
        let terms = PerkTerms {
            opens_at_ms,
            closes_at_ms,
            required_role_id: match self.required_role {
                None => perk.terms.required_role_id,
                Some(RequiredRole::Everyone) => None,
                Some(RequiredRole::Role(role)) => Some(role),
            },
            minimum_earned: number(self.minimum_earned, perk.terms.minimum_earned),
            lasts_days: number(self.lasts_days, perk.terms.lasts_days),
        };
        if !terms.minimum_earned.is_none_or(in_range) {
            return Err(PerkRefusal::CountOutOfRange { max: AMOUNT_MAX });
        }
        if let Some(days) = terms.lasts_days {
            if perk.kind != PerkKind::Role {
                return Err(PerkRefusal::LastsNoRole);
            }
            if !(1..=LASTS_DAYS_MAX).contains(&days) {
                let max = LASTS_DAYS_MAX;
                return Err(PerkRefusal::DaysOutOfRange { max });
            }
        }
        Ok(Perk {
            terms,
            words: self.words(&perk.words)?,
            ..perk.clone()
        })
    }

    fn words(&self, now: &PerkWords) -> Result<PerkWords, PerkRefusal> {
        let asked = &self.words;
        Ok(PerkWords {
            name_en: name(asked.name_en.as_deref(), now.name_en.as_ref())?,
            name_ru: name(asked.name_ru.as_deref(), now.name_ru.as_ref())?,
            name_ko: name(asked.name_ko.as_deref(), now.name_ko.as_ref())?,
            description_en: described(
                asked.description_en.as_deref(),
                now.description_en.as_ref(),
            )?,
            description_ru: described(
                asked.description_ru.as_deref(),
                now.description_ru.as_ref(),
            )?,
            description_ko: described(
                asked.description_ko.as_deref(),
                now.description_ko.as_ref(),
            )?,
        })
    }

    fn window(
        &self,
        now: &PerkTerms,
        now_ms: Millis,
    ) -> Result<(Option<Millis>, Option<Millis>), PerkRefusal> {
        let opens_at_ms = match self.opens.as_deref() {
            None => now.opens_at_ms,
            Some(typed) if moment::is_none(typed) => None,
            Some(typed) => Some(match read(typed)? {
                Moment::Day(at_ms) | Moment::At(at_ms) => at_ms,
                Moment::In(span_ms) => now_ms + span_ms,
            }),
        };
        // Today is not over; a day before it was meant for another year.
        let today_ms = now_ms.div_euclid(DAY_MS) * DAY_MS;
        if let Some(opens_at_ms) =
            opens_at_ms.filter(|opens| *opens < today_ms && self.opens.is_some())
        {
            let why = WindowRefusal::OpensInThePast { opens_at_ms };
            return Err(PerkRefusal::Window(why));
        }
        let begins_at_ms = opens_at_ms.unwrap_or(now_ms).max(now_ms);
        let closes_at_ms = match self.closes.as_deref() {
            None => now.closes_at_ms,
            Some(typed) if moment::is_none(typed) => None,
            Some(typed) => Some(match read(typed)? {
                // The last day, so it closes with it.
                Moment::Day(at_ms) => at_ms + DAY_MS,
                Moment::At(at_ms) => at_ms,
                Moment::In(span_ms) => begins_at_ms + span_ms,
            }),
        };
        match (opens_at_ms, closes_at_ms) {
            (_, Some(closes_at_ms)) if closes_at_ms <= now_ms && self.closes.is_some() => {
                let why = WindowRefusal::ClosesInThePast { closes_at_ms };
                Err(PerkRefusal::Window(why))
            }
            (Some(opens_at_ms), Some(closes_at_ms)) if closes_at_ms <= opens_at_ms => {
                Err(PerkRefusal::Window(WindowRefusal::ClosesBeforeItOpens {
                    opens_at_ms,
                    closes_at_ms,
                }))
            }
            _ => Ok((opens_at_ms, closes_at_ms)),
        }
    }
}

/// What a number asks for: 0 takes away.
pub(super) fn number(asked: Option<i64>, now: Option<i64>) -> Option<i64> {
    match asked {
        None => now,
        Some(0) => None,
        set => set,
    }
}

pub(super) fn in_range(count: i64) -> bool {
    (1..=AMOUNT_MAX).contains(&count)
}

fn read(typed: &str) -> Result<Moment, PerkRefusal> {
    moment::parse(typed).map_err(|why| PerkRefusal::Moment {
        typed: typed.chars().take(40).collect(),
        why,
    })
}

fn name(asked: Option<&str>, now: Option<&String>) -> Result<Option<String>, PerkRefusal> {
    match asked {
        None => Ok(now.cloned()),
        Some(asked) if moment::is_none(asked) => Ok(None),
        Some(asked) => match Name::parse(asked) {
            Ok(name) => Ok(Some(name.text)),
            Err(why) => Err(PerkRefusal::Name(why)),
        },
    }
}

/// What a description is to be: nothing but spaces is nothing.
pub(super) fn described(
    asked: Option<&str>,
    now: Option<&String>,
) -> Result<Option<String>, PerkRefusal> {
    let text = match asked {
        None => return Ok(now.cloned()),
        Some(asked) if moment::is_none(asked) => return Ok(None),
        Some(asked) => asked.trim(),
    };
    let (length, max) = (text.chars().count(), DESCRIPTION_LENGTH_MAX);
    if length > max {
        return Err(PerkRefusal::DescriptionTooLong { max, length });
    }
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}
