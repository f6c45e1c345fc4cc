//! Months and weeks in UTC, as the boards count them: a week starts on Monday. The schema's triggers compute the same.

use crate::clock::Millis;

const DAY_MS: Millis = 24 * 60 * 60 * 1_000;
const WEEK_DAYS: i64 = 7;
/// The first of January 1970 was a Thursday.
const DAYS_SINCE_MONDAY: i64 = 3;

/// When the week of this moment started.
pub(super) fn week_start(at_ms: Millis) -> Millis {
    let day = at_ms.div_euclid(DAY_MS);
    (day - (day + DAYS_SINCE_MONDAY).rem_euclid(WEEK_DAYS)).saturating_mul(DAY_MS)
}

/// When a week that started then is over.
pub(super) fn week_end(start_ms: Millis) -> Millis {
    start_ms.saturating_add(WEEK_DAYS * DAY_MS)
}

/// When the month of this moment started.
pub(super) fn month_start(at_ms: Millis) -> Millis {
    let (year, month) = month_of(at_ms);
    first_day(year, month).saturating_mul(DAY_MS)
}

/// When a month that started then is over.
pub(super) fn month_end(start_ms: Millis) -> Millis {
    match month_of(start_ms) {
        (year, 12) => first_day(year + 1, 1).saturating_mul(DAY_MS),
        (year, month) => first_day(year, month + 1).saturating_mul(DAY_MS),
    }
}

/// Year and month of a moment. Years are counted from March here, so that the leap day is a year's last; an era is the 400
/// years after which the calendar repeats.
fn month_of(at_ms: Millis) -> (i64, i64) {
    const ERA_DAYS: i64 = 146_097;
    // Days since the first of March of the year 0.
    let day = at_ms.div_euclid(DAY_MS) + 719_468;
    let era = day.div_euclid(ERA_DAYS);
    let of_era = day.rem_euclid(ERA_DAYS);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = (from_march + 2) % 12 + 1;
    (era * 400 + year + i64::from(month <= 2), month)
}

/// The day, since 1970, on which a month starts.
fn first_day(year: i64, month: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_era = year.rem_euclid(400);
    let from_march = (month + 9) % 12;
    let of_year = (153 * from_march + 2) / 5;
    let day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    year.div_euclid(400) * 146_097 + day - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i64, month: i64, day: i64) -> Millis {
        (first_day(year, month) + day - 1) * DAY_MS
    }

    #[test]
    fn days_are_where_they_should_be() {
        assert_eq!(day(1970, 1, 1), 0);
        assert_eq!(day(2000, 3, 1), 951_868_800_000);
        assert_eq!(day(2026, 11, 21), 1_795_219_200_000);
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
