//! What a perk is called and described as in each language, and what it asks of whoever wants it: the part of a perk that
//! moderators set beyond name, price and stock.

use serde::{Deserialize, Serialize};

use super::catalogue::Perk;
use crate::clock::Millis;
use crate::i18n::Locale;
use crate::ids::RoleId;
use crate::name::PerkName;

/// Names and descriptions beside the perk's own; none: the own one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct PerkWords {
    /// Its name in English.
    pub name_en: Option<String>,
    /// Its name in Russian.
    pub name_ru: Option<String>,
    /// Its name in Korean.
    pub name_ko: Option<String>,
    /// What it is, in English.
    pub description_en: Option<String>,
    /// What it is, in Russian.
    pub description_ru: Option<String>,
    /// What it is, in Korean.
    pub description_ko: Option<String>,
}

impl PerkWords {
    /// Whether nothing is said in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The names.
    pub(super) fn names(&self) -> [Option<&str>; 3] {
        [&self.name_en, &self.name_ru, &self.name_ko].map(Option::as_deref)
    }
}

/// Whom it is for, when, and for how long.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct PerkTerms {
    /// From when on it can be redeemed; none: at once.
    pub opens_at_ms: Option<Millis>,
    /// Until when; none: without end.
    pub closes_at_ms: Option<Millis>,
    /// The role that one must have.
    pub required_role_id: Option<RoleId>,
    /// How many Sparks one must have earned in all.
    pub minimum_earned: Option<i64>,
    /// How many days its role lasts; none: for ever.
    pub lasts_days: Option<i64>,
}

impl Perk {
    /// What it is called, in each language.
    #[must_use]
    pub fn called(&self) -> PerkName {
        let PerkWords {
            name_en,
            name_ru,
            name_ko,
            ..
        } = &self.words;
        PerkName {
            own: self.name.clone(),
            en: name_en.clone(),
            ru: name_ru.clone(),
            ko: name_ko.clone(),
        }
    }

    /// What it is, for somebody who reads this language.
    #[must_use]
    pub fn described(&self, locale: Locale) -> Option<&str> {
        let translated = match locale {
            Locale::EnUs => &self.words.description_en,
            Locale::Ru => &self.words.description_ru,
            Locale::Ko => &self.words.description_ko,
        };
        translated.as_deref().or(self.description.as_deref())
    }

    /// The slugs of all of its names, its own first.
    pub fn slugs(&self) -> impl Iterator<Item = String> {
        let others = self.words.names().into_iter().flatten();
        std::iter::once(self.slug.clone()).chain(others.map(crate::name::slug))
    }
}
