//! Months and weeks in UTC, as the boards count them: a week starts on Monday. The schema's triggers compute the same.

use time::{Date, Duration, OffsetDateTime};

use crate::clock::Millis;

const SECOND_MS: Millis = 1_000;
const WEEK: Duration = Duration::WEEK;

/// When the week of this moment started.
pub(super) fn week_start(at_ms: Millis) -> Millis {
    let date = date(at_ms);
    let since_monday = date.weekday().number_days_from_monday();
    start(date.saturating_sub(Duration::days(since_monday.into())))
}

/// When a week that started then is over.
pub(super) fn week_end(start_ms: Millis) -> Millis {
    start(date(start_ms).saturating_add(WEEK))
}

/// When the month of this moment started.
pub(super) fn month_start(at_ms: Millis) -> Millis {
    start(first_of_month(date(at_ms)))
}

/// When a month that started then is over.
pub(super) fn month_end(start_ms: Millis) -> Millis {
    let first = first_of_month(date(start_ms));
    start(first.saturating_add(Duration::days(first.month().length(first.year()).into())))
}

/// A moment that no calendar has (beyond the year 9999) counts as 1970's first.
fn date(at_ms: Millis) -> Date {
    OffsetDateTime::from_unix_timestamp(at_ms.div_euclid(SECOND_MS))
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
        .date()
}

/// Every month has one.
fn first_of_month(date: Date) -> Date {
    date.replace_day(1).unwrap_or(date)
}

fn start(date: Date) -> Millis {
    date.midnight().assume_utc().unix_timestamp() * SECOND_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: Millis = 24 * 60 * 60 * SECOND_MS;

    /// Of a month that has so many days, the day after the last is the next month's first.
    fn day(year: i32, month: u8, day: u8) -> Millis {
        let first = Date::from_calendar_date(year, month.try_into().unwrap(), 1).unwrap();
        start(first) + (i64::from(day) - 1) * DAY_MS
    }

    #[test]
    fn moments_that_no_calendar_has_start_nothing() {
        for at_ms in [Millis::MIN, Millis::MAX] {
            assert_eq!((month_start(at_ms), week_start(at_ms)), (0, -3 * DAY_MS));
        }
    }

    #[test]
    fn a_month_lasts_from_its_first_to_its_last_millisecond() {
        for (year, month, length) in [
            (1970, 1, 31),
            (2023, 2, 28),
            (2024, 2, 29),
            (2100, 2, 28),
            (2000, 2, 29),
            (2026, 12, 31),
            (2026, 4, 30),
        ] {
            let start = day(year, month, 1);
            let end = day(year, month, 1 + length);
            assert_eq!(month_start(start), start);
            assert_eq!(month_start(end - 1), start, "{year}-{month}");
            assert_eq!(month_start(end), end);
            assert_eq!(month_end(start), end, "{year}-{month}");
        }
    }

    #[test]
    fn a_week_starts_on_monday() {
        let monday = day(2026, 11, 16);
        assert_eq!(week_start(monday), monday);
        assert_eq!(week_start(monday - 1), day(2026, 11, 9));
        assert_eq!(week_start(monday + 7 * DAY_MS - 1), monday);
        assert_eq!(week_end(monday), day(2026, 11, 23));
        assert_eq!(week_start(0), -3 * DAY_MS);
        assert_eq!(
            week_start(day(2027, 1, 1)),
            day(2026, 12, 28),
            "across years"
        );
    }
}
