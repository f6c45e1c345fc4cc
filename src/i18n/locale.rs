//! The three languages.

use std::fmt;

/// A language that every text exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Locale {
    /// English, also for everybody whose language is not among the three.
    EnUs,
    /// Russian.
    Ru,
    /// Korean.
    Ko,
}

impl Locale {
    /// All of them, English first.
    pub const ALL: [Self; 3] = [Self::EnUs, Self::Ru, Self::Ko];

    /// The code that Discord uses, which is also the name of the directory under `locales/`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EnUs => "en-US",
            Self::Ru => "ru",
            Self::Ko => "ko",
        }
    }

    /// The language for a locale that Discord sent with an interaction.
    #[must_use]
    pub fn from_discord(code: &str) -> Self {
        match code {
            "ru" => Self::Ru,
            "ko" => Self::Ko,
            _ => Self::EnUs,
        }
    }

    /// Its place in [`Locale::ALL`].
    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back_to_their_locale() {
        for (index, locale) in Locale::ALL.into_iter().enumerate() {
            assert_eq!(Locale::from_discord(locale.code()), locale);
            assert_eq!(locale.index(), index);
        }
    }

    #[test]
    fn everybody_else_reads_english() {
        for code in ["en-GB", "de", "", "RU", "ko-KR", "zh-CN", "\u{202e}"] {
            assert_eq!(Locale::from_discord(code), Locale::EnUs, "{code}");
        }
    }
}
