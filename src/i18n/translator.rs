//! Turns a key into text, in one language.
//!
//! Promises a text for every key: what can't be found or filled in stops a test, and in a release is
//! logged and replaced by the English text, or at last by the key itself.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

use super::{Catalogue, Locale, number};

/// What a message mentions: a number, which it may also count with, or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// A whole number.
    Number(i128),
    /// A text, shown as it is: whoever passes one from outside has escaped it.
    Text(Cow<'a, str>),
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Number(number.into())
            }
        })*
    };
}

numbers!(i32, i64, u32, u64);

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        // A usize has 64 bits at most on every machine that Rust knows.
        Self::Number(i128::try_from(number).unwrap_or(i128::MAX))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

/// Every text in one language; cheap to copy and pass along.
#[derive(Clone, Copy)]
pub struct Translator<'a> {
    catalogue: &'a Catalogue,
    locale: Locale,
}

impl<'a> Translator<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, locale: Locale) -> Self {
        Self { catalogue, locale }
    }

    /// The language.
    #[must_use]
    pub fn locale(self) -> Locale {
        self.locale
    }

    /// A text that mentions nothing. The key is a message's, or `message.attribute`.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        self.format(key, &[])
    }

    /// A text with what it mentions filled in:
    /// `translator.format("award-done", &[("amount", amount.into()), ("member", name.into())])`.
    #[must_use]
    pub fn format(self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let problem = match self.try_format(self.locale, key, values) {
            Ok(text) => return text,
            Err(problem) => problem,
        };
        if self.catalogue.strict {
            debug_assert!(false, "{}: {key}: {problem}", self.locale);
        }
        tracing::error!(
            locale = self.locale.code(),
            key,
            problem,
            "a text is missing"
        );
        self.try_format(Locale::EnUs, key, values)
            .unwrap_or_else(|_| key.to_owned())
    }

    /// A number with its digits grouped: `1,990`.
    #[must_use]
    pub fn number(self, number: i64) -> String {
        number::grouped(self.locale, number.into())
    }

    /// A change: `+500`, `−500`.
    #[must_use]
    pub fn signed_number(self, number: i64) -> String {
        number::signed(self.locale, number.into())
    }

    fn try_format(
        self,
        locale: Locale,
        key: &str,
        values: &[(&str, Value<'_>)],
    ) -> Result<String, String> {
        let bundle = self.catalogue.bundle(locale);
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = bundle.get_message(id).ok_or("no such message")?;
        let pattern = match attribute {
            Some(name) => message
                .get_attribute(name)
                .map(|attribute| attribute.value()),
            None => message.value(),
        };
        let arguments: FluentArgs<'_> = values
            .iter()
            .map(|(name, value)| (*name, argument(locale, value)))
            .collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(
            pattern.ok_or("the message has no such attribute, or no value")?,
            Some(&arguments),
            &mut errors,
        );
        match errors.first() {
            None => Ok(text.into_owned()),
            Some(error) => Err(error.to_string()),
        }
    }
}

fn argument<'a>(locale: Locale, value: &'a Value<'_>) -> FluentValue<'a> {
    match value {
        Value::Number(number) => number::argument(locale, *number),
        Value::Text(text) => FluentValue::from(text.as_ref()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::catalogue::Source;

    const SPARKS: [&str; 3] = [
        "balance = { $amount ->\n    [one] { $amount } Spark\n   *[other] { $amount } Sparks\n}\n    .hint = Hello, { $name }\nonly-english = English\n",
        "balance = { $amount ->\n    [one] { $amount } Искра\n    [few] { $amount } Искры\n    [many] { $amount } Искр\n   *[other] { $amount } Искры\n}\n    .hint = Привет, { $name }\n",
        "balance = 스파크 { $amount }개\n    .hint = { $name }님, 안녕하세요\n",
    ];

    fn catalogue(strict: bool) -> Catalogue {
        Catalogue::from_sources(
            &[Source {
                file: "x.ftl",
                texts: SPARKS,
            }],
            strict,
        )
        .unwrap()
    }

    fn balance(locale: Locale, amount: i64) -> String {
        catalogue(true)
            .translator(locale)
            .format("balance", &[("amount", amount.into())])
    }

    #[test]
    fn russian_counts_in_three_forms() {
        for (amount, text) in [
            (0, "0 Искр"),
            (1, "1 Искра"),
            (2, "2 Искры"),
            (5, "5 Искр"),
            (11, "11 Искр"),
            (21, "21 Искра"),
            (22, "22 Искры"),
            (112, "112 Искр"),
            (1990, "1\u{a0}990 Искр"),
            (1_000_000, "1\u{a0}000\u{a0}000 Искр"),
            (1_000_001, "1\u{a0}000\u{a0}001 Искра"),
            (-1, "−1 Искра"),
            (-500, "−500 Искр"),
        ] {
            assert_eq!(balance(Locale::Ru, amount), text);
        }
    }

    #[test]
    fn english_and_korean_count_in_theirs() {
        assert_eq!(balance(Locale::EnUs, 1), "1 Spark");
        assert_eq!(balance(Locale::EnUs, 1990), "1,990 Sparks");
        assert_eq!(balance(Locale::Ko, 1990), "스파크 1,990개");
    }

    #[test]
    fn a_number_beyond_exact_floats_keeps_every_digit() {
        assert_eq!(
            balance(Locale::EnUs, i64::MAX),
            "9,223,372,036,854,775,807 Sparks"
        );
        assert_eq!(
            balance(Locale::EnUs, 9_007_199_254_740_993),
            "9,007,199,254,740,993 Sparks"
        );
    }

    #[test]
    fn attributes_and_texts_without_isolation_marks() {
        let catalogue = catalogue(true);
        let greeting = catalogue
            .translator(Locale::Ko)
            .format("balance.hint", &[("name", "민아".into())]);

        assert_eq!(greeting, "민아님, 안녕하세요");
    }

    #[test]
    fn a_release_falls_back_to_english_and_then_to_the_key() {
        let catalogue = catalogue(false);
        let russian = catalogue.translator(Locale::Ru);

        assert_eq!(russian.text("only-english"), "English");
        assert_eq!(russian.text("nowhere"), "nowhere");
        assert_eq!(russian.text("balance.nowhere"), "balance.nowhere");
        assert_eq!(
            russian.text("balance.hint"),
            "balance.hint",
            "an argument is missing"
        );
    }

    #[test]
    #[should_panic(expected = "ru: nowhere: no such message")]
    fn a_test_stops_at_a_missing_key() {
        let _ = catalogue(true).translator(Locale::Ru).text("nowhere");
    }

    #[test]
    #[should_panic(expected = "Unknown variable: $name")]
    fn a_test_stops_at_a_missing_argument() {
        let _ = catalogue(true).translator(Locale::Ru).text("balance.hint");
    }

    #[test]
    fn numbers_and_localisation_maps() {
        let catalogue = Catalogue::from_sources(
            &[Source {
                file: "x.ftl",
                texts: ["a = one\n", "a = один\n", "a = 하나\n"],
            }],
            true,
        )
        .unwrap();

        assert_eq!(catalogue.translator(Locale::Ru).number(1990), "1\u{a0}990");
        assert_eq!(catalogue.translator(Locale::Ru).signed_number(-500), "−500");
        assert_eq!(
            catalogue.localizations("a"),
            [("ru", "один".to_owned()), ("ko", "하나".to_owned())]
        );
    }
}
