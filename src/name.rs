//! Names that people give to perks and campaigns, and when two of them are the same to people.

use serde::{Deserialize, Serialize};

use crate::i18n::Locale;

/// The longest name, in characters. Discord allows more, but a button or a select option would cut it.
pub const NAME_LENGTH_MAX: usize = 60;

/// Why a name can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum NameRefusal {
    /// No letter or digit in it.
    Empty,
    /// More than [`NAME_LENGTH_MAX`] characters.
    TooLong {
        /// How many it has.
        length: usize,
    },
}

/// A name with its slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As written, spaces at the ends removed.
    pub text: String,
    /// What identifies it: letters and digits in lower case, everything between them one hyphen.
    pub slug: String,
}

impl Name {
    /// Checks a name that a moderator wrote.
    ///
    /// # Errors
    /// When it has no letter or digit, or is too long.
    pub fn parse(written: &str) -> Result<Self, NameRefusal> {
        let text = written.trim().to_owned();
        let length = text.chars().count();
        if length > NAME_LENGTH_MAX {
            return Err(NameRefusal::TooLong { length });
        }
        let slug = slug(&text);
        if slug.is_empty() {
            Err(NameRefusal::Empty)
        } else {
            Ok(Self { text, slug })
        }
    }
}

/// What identifies a name, also one that a member typed: case, spaces and punctuation make no difference.
#[must_use]
pub fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    // Lower case may be longer than what it came from ("İ" becomes two characters).
    words.join("-").chars().take(NAME_LENGTH_MAX).collect()
}

/// What a perk is called: its own name, and others in the languages for which there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(from = "KeptName", into = "KeptName")]
pub struct PerkName {
    /// As it was named.
    #[sqlx(rename = "perk")]
    pub own: String,
    /// In English.
    #[sqlx(rename = "perk_en", default)]
    pub en: Option<String>,
    /// In Russian.
    #[sqlx(rename = "perk_ru", default)]
    pub ru: Option<String>,
    /// In Korean.
    #[sqlx(rename = "perk_ko", default)]
    pub ko: Option<String>,
}

impl PerkName {
    /// What somebody who reads this language calls it.
    #[must_use]
    pub fn in_language(&self, locale: Locale) -> &str {
        let translated = match locale {
            Locale::EnUs => &self.en,
            Locale::Ru => &self.ru,
            Locale::Ko => &self.ko,
        };
        translated.as_deref().unwrap_or(&self.own)
    }
}

impl From<&str> for PerkName {
    fn from(own: &str) -> Self {
        own.to_owned().into()
    }
}

impl From<String> for PerkName {
    fn from(own: String) -> Self {
        Self {
            own,
            ..Self::default()
        }
    }
}

/// As it stands in what was answered: answers from before there were translations have the name alone.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum KeptName {
    Own(String),
    Translated {
        own: String,
        en: Option<String>,
        ru: Option<String>,
        ko: Option<String>,
    },
}

impl From<KeptName> for PerkName {
    fn from(kept: KeptName) -> Self {
        match kept {
            KeptName::Own(own) => own.into(),
            KeptName::Translated { own, en, ru, ko } => Self { own, en, ru, ko },
        }
    }
}

impl From<PerkName> for KeptName {
    fn from(name: PerkName) -> Self {
        let PerkName { own, en, ru, ko } = name;
        if en.is_none() && ru.is_none() && ko.is_none() {
            Self::Own(own)
        } else {
            Self::Translated { own, en, ru, ko }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_fold_what_people_do_not_see_as_different() {
        for (name, expected) in [
            ("Explorer Badge", "explorer-badge"),
            ("  explorer   badge!  ", "explorer-badge"),
            ("Explorer-Badge", "explorer-badge"),
            ("Значок Исследователя", "значок-исследователя"),
            ("탐험가 배지", "탐험가-배지"),
            ("#1", "1"),
            ("***", ""),
            ("\u{202e}", ""),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn a_perk_is_called_as_its_reader_would() {
        let name = PerkName {
            ru: Some("Исследователь".into()),
            ..PerkName::from("Explorer")
        };
        assert_eq!(name.in_language(Locale::Ru), "Исследователь");
        assert_eq!(name.in_language(Locale::Ko), "Explorer");
        for name in [name, PerkName::from("Explorer")] {
            let kept = serde_json::to_string(&name).unwrap();
            assert_eq!(serde_json::from_str::<PerkName>(&kept).unwrap(), name);
        }
        let before_there_were_others = serde_json::from_str::<PerkName>("\"Explorer\"");
        assert_eq!(
            before_there_were_others.unwrap(),
            PerkName::from("Explorer")
        );
    }

    #[test]
    fn names_are_bounded() {
        assert_eq!(Name::parse("✨").unwrap_err(), NameRefusal::Empty);
        assert!(Name::parse(&"a".repeat(60)).is_ok());
        assert_eq!(
            Name::parse(&"a".repeat(61)).unwrap_err(),
            NameRefusal::TooLong { length: 61 }
        );
        assert!(Name::parse(&"İ".repeat(60)).unwrap().slug.chars().count() <= NAME_LENGTH_MAX);
    }
}
