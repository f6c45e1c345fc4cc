//! Moments, as Discord shows them: each reader's client puts them into their own language and zone.

use time::OffsetDateTime;

/// How long ago, or how long from now: "3 minutes ago". Takes milliseconds since 1970, UTC.
#[must_use]
pub fn timestamp_relative(at_ms: i64) -> String {
    format!("<t:{}:R>", at_ms.div_euclid(1000))
}

/// The day and the minute, in few characters: "20/04/2026 16:20". Takes milliseconds since 1970, UTC.
#[must_use]
pub fn timestamp(at_ms: i64) -> String {
    let seconds = at_ms.div_euclid(1000);
    format!("<t:{seconds}:d> <t:{seconds}:t>")
}

/// The day: "14 November 2023". Takes milliseconds since 1970, UTC.
#[must_use]
pub fn timestamp_date(at_ms: i64) -> String {
    format!("<t:{}:D>", at_ms.div_euclid(1000))
}

/// The day and the minute for where nothing renders them: "2026-04-20 16:20 UTC". Takes milliseconds since 1970, UTC.
#[must_use]
pub fn iso_minute(at_ms: i64) -> String {
    let Ok(at) = OffsetDateTime::from_unix_timestamp(at_ms.div_euclid(1000)) else {
        return "—".to_owned();
    };
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, _) = at.to_hms();
    format!(
        "{year}-{:02}-{day:02} {hour:02}:{minute:02} UTC",
        u8::from(month)
    )
}

/// The day of a moment, UTC, for where it must be the same for all readers: "2026-04-20". Takes milliseconds since 1970, UTC.
#[must_use]
pub fn iso_day(at_ms: i64) -> String {
    let minute = iso_minute(at_ms);
    let (day, _) = minute.split_once(' ').unwrap_or((&minute, ""));
    day.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milliseconds_become_whole_seconds() {
        assert_eq!(
            timestamp(1_700_000_000_999),
            "<t:1700000000:d> <t:1700000000:t>"
        );
        assert_eq!(timestamp_relative(1_700_000_000_999), "<t:1700000000:R>");
        assert_eq!(timestamp_date(1_700_000_000_999), "<t:1700000000:D>");
        assert_eq!(iso_minute(1_700_000_000_999), "2023-11-14 22:13 UTC");
        assert_eq!(iso_day(1_700_000_000_999), "2023-11-14");
        assert_eq!(iso_day(i64::MAX), "—");
        assert_eq!(timestamp_relative(0), "<t:0:R>");
        assert_eq!(timestamp_relative(-1), "<t:-1:R>");
    }
}
