//! An amount as people type it into a form, where Discord checks nothing. It promises that what is read is what was meant:
//! a mark that parts thousands in one language and decimals in another is asked about rather than guessed at.

use crate::i18n::Locale;

/// Why an amount can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountProblem {
    /// It is no whole number.
    NotANumber,
    /// It may mean a number a thousand times smaller.
    Ambiguous,
}

/// Reads a whole number: digits, also of full width, in groups of three if wanted. Groups may be parted by spaces in every
/// language, and by commas where the comma is no decimal sign. A number too large for anything is the largest.
///
/// # Errors
/// When it is no such number, or may be another one.
pub fn parse(typed: &str, locale: Locale) -> Result<i64, AmountProblem> {
    let typed: String = typed.trim().chars().map(narrow).collect();
    if typed.is_empty() {
        return Err(AmountProblem::NotANumber);
    }
    if typed.chars().all(|character| character.is_ascii_digit()) {
        return Ok(typed.parse().unwrap_or(i64::MAX));
    }
    let marks: Vec<char> = typed
        .chars()
        .filter(|character| !character.is_ascii_digit())
        .collect();
    let mark = marks[0];
    if marks.iter().any(|other| *other != mark) || !" ,.".contains(mark) || !in_groups(&typed, mark)
    {
        return Err(AmountProblem::NotANumber);
    }
    match (mark, locale) {
        (' ', _) | (',', Locale::EnUs | Locale::Ko) => {
            let digits: String = typed.split(mark).collect();
            Ok(digits.parse().unwrap_or(i64::MAX))
        }
        _ => Err(AmountProblem::Ambiguous),
    }
}

/// Every kind of space is one, and digits of full width are digits: keyboards differ.
fn narrow(character: char) -> char {
    match character {
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => ' ',
        '，' => ',',
        '．' => '.',
        '０'..='９' => {
            char::from_digit(u32::from(character) - u32::from('０'), 10).unwrap_or('0')
        }
        other => other,
    }
}

/// `1 000 000`: one to three digits, then threes.
fn in_groups(typed: &str, mark: char) -> bool {
    let mut groups = typed.split(mark);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_it_was_meant_or_asked_about() {
        use AmountProblem::{Ambiguous, NotANumber};
        for (typed, english, russian, korean) in [
            ("100", Ok(100), Ok(100), Ok(100)),
            (" 100 ", Ok(100), Ok(100), Ok(100)),
            ("1000", Ok(1_000), Ok(1_000), Ok(1_000)),
            ("1,000", Ok(1_000), Err(Ambiguous), Ok(1_000)),
            ("1 000", Ok(1_000), Ok(1_000), Ok(1_000)),
            (
                "1\u{a0}000\u{a0}000",
                Ok(1_000_000),
                Ok(1_000_000),
                Ok(1_000_000),
            ),
            ("1.000", Err(Ambiguous), Err(Ambiguous), Err(Ambiguous)),
            ("１０００", Ok(1_000), Ok(1_000), Ok(1_000)),
            ("007", Ok(7), Ok(7), Ok(7)),
            ("0", Ok(0), Ok(0), Ok(0)),
            (
                "99999999999999999999",
                Ok(i64::MAX),
                Ok(i64::MAX),
                Ok(i64::MAX),
            ),
            (
                "1,000.50",
                Err(NotANumber),
                Err(NotANumber),
                Err(NotANumber),
            ),
            ("1,5", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            ("10,00", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            (
                "1000,000",
                Err(NotANumber),
                Err(NotANumber),
                Err(NotANumber),
            ),
            (
                "1,000 000",
                Err(NotANumber),
                Err(NotANumber),
                Err(NotANumber),
            ),
            (",100", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            ("1  000", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            ("-5", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            ("+5", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            ("1e3", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            ("٥", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            ("ten", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
            ("", Err(NotANumber), Err(NotANumber), Err(NotANumber)),
        ] {
            assert_eq!(parse(typed, Locale::EnUs), english, "en-US {typed}");
            assert_eq!(parse(typed, Locale::Ru), russian, "ru {typed}");
            assert_eq!(parse(typed, Locale::Ko), korean, "ko {typed}");
        }
    }
}
