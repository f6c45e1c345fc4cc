//! When something starts and ends, as moderators type it. Only what can be read in one way is taken: a date with the year
//! first, with or without a time, in UTC, or a span from now on. `12/01/2026` is the first of December to some and the
//! twelfth of January to others, so it is refused, with an example.

use serde::{Deserialize, Serialize};

use crate::clock::Millis;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// A day in milliseconds.
pub const DAY_MS: i64 = 24 * HOUR_MS;
/// Further away is a slip of the finger.
const SPAN_MAX_MS: i64 = 3_660 * DAY_MS;
const YEARS: std::ops::RangeInclusive<i64> = 2020..=2099;

/// Why a moment can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MomentRefusal {
    /// It is in no form that is taken.
    Unreadable,
    /// There is no such day, or no such time of day.
    NoSuchTime,
    /// It is a span of nothing, or of more than ten years.
    SpanOutOfRange,
}

/// What was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The day that begins then, as a whole.
    Day(Millis),
    /// A point in time.
    At(Millis),
    /// A span from another moment on.
    In(Millis),
}

/// Whether what was typed takes something away instead of setting it. Each language's word is taken in every language.
#[must_use]
pub fn is_none(typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    ["-", "—", "none", "нет", "없음"].contains(&typed.as_str())
}

/// Reads `2026-12-01`, `2026-12-01 18:00` or a span such as `7d`, `12h`, `2w`.
///
/// # Errors
/// When it is none of these, or there is no such time.
pub fn parse(typed: &str) -> Result<Moment, MomentRefusal> {
    let typed = typed.trim().to_lowercase();
    if ["now", "сейчас", "지금"].contains(&typed.as_str()) {
        return Ok(Moment::In(0));
    }
    let typed = match typed.strip_suffix("utc").or(typed.strip_suffix('z')) {
        Some(rest) => rest.trim_end(),
        None => &typed,
    };
    if let Some(span) = span(typed.strip_prefix('+').unwrap_or(typed)) {
        return span;
    }
    let (date, time) = match typed.split_once([' ', 't']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (typed, None),
    };
    let day_ms = date_ms(date)?;
    match time {
        Some(time) => Ok(Moment::At(day_ms + time_ms(time)?)),
        None => Ok(Moment::Day(day_ms)),
    }
}

/// `None` when it does not look like a span at all.
fn span(typed: &str) -> Option<Result<Moment, MomentRefusal>> {
    let unit_ms = match typed.chars().last()? {
        'h' | 'ч' => HOUR_MS,
        'd' | 'д' => DAY_MS,
        'w' | 'н' => 7 * DAY_MS,
        _ => return None,
    };
    let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() + 1 != typed.chars().count() {
        return None;
    }
    let span_ms = digits
        .parse()
        .ok()
        .and_then(|n: i64| n.checked_mul(unit_ms));
    Some(match span_ms {
        Some(span_ms) if (1..=SPAN_MAX_MS).contains(&span_ms) => Ok(Moment::In(span_ms)),
        _ => Err(MomentRefusal::SpanOutOfRange),
    })
}

/// Digits alone: `parse` would take a sign.
fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Result<i64, MomentRefusal> {
    let is_number = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if is_number => Ok(number),
        _ => Err(MomentRefusal::Unreadable),
    }
}

fn date_ms(date: &str) -> Result<Millis, MomentRefusal> {
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return Err(MomentRefusal::Unreadable);
    };
    let (year, month, day) = (
        digits(year, 4..=4)?,
        digits(month, 1..=2)?,
        digits(day, 1..=2)?,
    );
    if !YEARS.contains(&year)
        || !(1..=12).contains(&month)
        || !(1..=days_in(year, month)).contains(&day)
    {
        return Err(MomentRefusal::NoSuchTime);
    }
    Ok(days_since_1970(year, month, day) * DAY_MS)
}

fn time_ms(time: &str) -> Result<Millis, MomentRefusal> {
    let Some((hour, minute)) = time.split_once(':') else {
        return Err(MomentRefusal::Unreadable);
    };
    let (hour, minute) = (digits(hour, 1..=2)?, digits(minute, 2..=2)?);
    if hour > 23 || minute > 59 {
        return Err(MomentRefusal::NoSuchTime);
    }
    Ok(hour * HOUR_MS + minute * MINUTE_MS)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// By the Gregorian calendar, for the years that are taken.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let years: i64 = (1970..year).map(|year| 337 + days_in(year, 2)).sum();
    let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
    years + months + day - 1
}

/// The month and the day of it, UTC.
#[must_use]
pub fn month_and_day(at_ms: Millis) -> (i64, i64) {
    let mut day = at_ms.div_euclid(DAY_MS);
    let mut year = 1970;
    while day >= 337 + days_in(year, 2) {
        day -= 337 + days_in(year, 2);
        year += 1;
    }
    let mut month = 1;
    while day >= days_in(year, month) && month < 12 {
        day -= days_in(year, month);
        month += 1;
    }
    (month, day + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_in_one_way_is_read() {
        const DECEMBER_MS: Millis = 1_796_083_200_000;
        for (typed, read) in [
            ("2026-12-01", Moment::Day(DECEMBER_MS)),
            (" 2026-12-1 ", Moment::Day(DECEMBER_MS)),
            ("2026-12-01 18:00", Moment::At(DECEMBER_MS + 18 * HOUR_MS)),
            (
                "2026-12-01T18:05Z",
                Moment::At(DECEMBER_MS + 18 * HOUR_MS + 5 * MINUTE_MS),
            ),
            (
                "2026-12-01 9:30 UTC",
                Moment::At(DECEMBER_MS + 9 * HOUR_MS + 30 * MINUTE_MS),
            ),
            ("2028-02-29", Moment::Day(1_835_395_200_000)),
            ("7d", Moment::In(7 * DAY_MS)),
            ("+12h", Moment::In(12 * HOUR_MS)),
            ("2W", Moment::In(14 * DAY_MS)),
            ("3д", Moment::In(3 * DAY_MS)),
            ("now", Moment::In(0)),
        ] {
            assert_eq!(parse(typed), Ok(read), "{typed}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_none_is_refused() {
        use MomentRefusal::{NoSuchTime, SpanOutOfRange, Unreadable};
        for (typed, refusal) in [
            ("", Unreadable),
            ("12/01/2026", Unreadable),
            ("01.12.2026", Unreadable),
            ("01-12-2026", Unreadable),
            ("2026-12", Unreadable),
            ("26-12-01", Unreadable),
            ("tomorrow", Unreadable),
            ("7", Unreadable),
            ("-7d", Unreadable),
            ("7 d", Unreadable),
            ("7m", Unreadable),
            ("2026-12-01 6pm", Unreadable),
            ("2026-12-01 18", Unreadable),
            ("2026-12-01 18:00 KST", Unreadable),
            ("2026-+1-01", Unreadable),
            ("٢٠٢٦-12-01", Unreadable),
            ("2026-02-29", NoSuchTime),
            ("2026-13-01", NoSuchTime),
            ("2026-12-00", NoSuchTime),
            ("2026-12-01 24:00", NoSuchTime),
            ("1999-12-01", NoSuchTime),
            ("0d", SpanOutOfRange),
            ("99999999999999999999d", SpanOutOfRange),
            ("9999d", SpanOutOfRange),
        ] {
            assert_eq!(parse(typed), Err(refusal), "{typed}");
        }
    }

    #[test]
    fn days_are_found_again() {
        for (date, found) in [
            ("2026-12-01", (12, 1)),
            ("2028-02-29", (2, 29)),
            ("2027-12-31", (12, 31)),
            ("2028-03-01", (3, 1)),
            ("2021-01-01", (1, 1)),
        ] {
            let Ok(Moment::Day(at_ms)) = parse(date) else {
                panic!("{date} is a day");
            };
            assert_eq!(month_and_day(at_ms), found, "{date}");
            assert_eq!(month_and_day(at_ms + DAY_MS - 1), found, "{date}");
        }
    }

    #[test]
    fn nothing_is_said_in_each_language() {
        for typed in ["-", " None ", "нет", "없음"] {
            assert!(is_none(typed), "{typed}");
        }
        assert!(!is_none("no"));
    }
}
