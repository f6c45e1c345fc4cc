//! Moments, as Discord shows them: each reader's client puts them into their own language and zone.

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
        assert_eq!(timestamp_relative(0), "<t:0:R>");
        assert_eq!(timestamp_relative(-1), "<t:-1:R>");
    }
}
