//! Numbers as each language writes them: `1,990`, `1 990`, `-500` with a real minus.
//!
//! ICU's formatters can't be shared between threads, and building one is a search through compiled-in tables, so each
//! thread keeps its own.

use std::cell::OnceCell;

use fluent_bundle::FluentValue;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::locale;

use super::Locale;

/// U+2212: as wide as a plus and never broken off at the end of a line, unlike a hyphen.
const MINUS: char = '\u{2212}';

/// Whole numbers up to here are exact in the `f64` that Fluent counts with.
const EXACT_IN_FLUENT: u128 = 1 << 53;

/// A number with its digits grouped.
pub(super) fn grouped(locale: Locale, number: i128) -> String {
    let digits = grouped_digits(locale, number.unsigned_abs());
    if number < 0 {
        format!("{MINUS}{digits}")
    } else {
        digits
    }
}

/// A change: like [`grouped`], with a plus where it goes up.
pub(super) fn signed(locale: Locale, number: i128) -> String {
    let digits = grouped(locale, number);
    if number > 0 {
        format!("+{digits}")
    } else {
        digits
    }
}

/// A number as an argument of a Fluent message: it selects the plural form, and [`written`] groups
/// its digits. One too large for Fluent's `f64` is handed over as text: exact digits matter more than
/// the plural form, which then is the default one.
pub(super) fn argument(locale: Locale, number: i128) -> FluentValue<'static> {
    if number.unsigned_abs() <= EXACT_IN_FLUENT {
        FluentValue::from(number)
    } else {
        FluentValue::from(grouped(locale, number))
    }
}

/// What Fluent writes where a message mentions a number; `None` leaves everything else to Fluent.
pub(super) fn written(locale: Locale, value: &FluentValue) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let whole = number.value.fract() == 0.0 && number.value.is_finite();
    let plain = !number.options.use_grouping || number.options.minimum_fraction_digits.is_some();
    // Messages get whole numbers only (see `Value`); a fraction can only be a literal in a file.
    (whole && !plain).then(|| grouped(locale, i128::from(number)))
}

/// One language's formatter, once it was needed; none where there can't be one.
type Formatter = OnceCell<Option<DecimalFormatter>>;

thread_local! {
    static ENGLISH: Formatter = const { OnceCell::new() };
    static RUSSIAN: Formatter = const { OnceCell::new() };
    static KOREAN: Formatter = const { OnceCell::new() };
}

fn grouped_digits(locale: Locale, number: u128) -> String {
    let (formatter, language) = match locale {
        Locale::EnUs => (&ENGLISH, locale!("en-US")),
        Locale::Ru => (&RUSSIAN, locale!("ru")),
        Locale::Ko => (&KOREAN, locale!("ko")),
    };
    let build =
        || DecimalFormatter::try_new(language.into(), DecimalFormatterOptions::default()).ok();
    formatter.with(|formatter| match formatter.get_or_init(build) {
        Some(formatter) => formatter.format(&Decimal::from(number)).to_string(),
        // The tables are compiled in, so this can't happen; ungrouped digits would still be right.
        None => number.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_language_groups_in_its_own_way() {
        for (number, en, ru) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1990, "1,990", "1\u{a0}990"),
            (-500, "−500", "−500"),
            (1_000_000, "1,000,000", "1\u{a0}000\u{a0}000"),
        ] {
            assert_eq!(grouped(Locale::EnUs, number), en);
            assert_eq!(grouped(Locale::Ru, number), ru);
            assert_eq!(grouped(Locale::Ko, number), en);
        }
    }

    #[test]
    fn changes_have_a_sign() {
        assert_eq!(signed(Locale::EnUs, 1500), "+1,500");
        assert_eq!(signed(Locale::EnUs, -1500), "−1,500");
        assert_eq!(signed(Locale::EnUs, 0), "0");
    }

    proptest! {
        #[test]
        fn no_digit_is_lost(number in any::<i64>()) {
            for locale in Locale::ALL {
                let text = grouped(locale, number.into());
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(digits, number.unsigned_abs().to_string());
                prop_assert_eq!(text.starts_with(MINUS), number < 0);
            }
        }
    }
}
