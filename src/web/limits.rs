//! How much is let in before anything is looked at: so many requests at once, and so many a second with a burst.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The bounds of the endpoint.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest body, in bytes.
    pub body_bytes: usize,
    /// How long a body may take to arrive.
    pub body_timeout: Duration,
    /// How many connections are open at once.
    pub connections: usize,
    /// How long the head of a request may take to arrive, and how long a connection may be open without one.
    pub header_timeout: Duration,
    /// How many events are looked at and counted at once; those whose body is still on its way are not among them.
    pub at_once: usize,
    /// How many a second.
    pub rate: RateLimit,
}

/// A rate with a burst.
#[derive(Debug, Clone, Copy)]
pub struct RateLimit {
    /// Requests a second, in the long run.
    pub per_second: f64,
    /// How many may come at once after a pause.
    pub burst: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 16 * 1024,
            body_timeout: Duration::from_secs(10),
            connections: 256,
            header_timeout: Duration::from_secs(10),
            at_once: 64,
            rate: RateLimit::per_second(1_000),
        }
    }
}

impl RateLimit {
    /// So many a second, and twice as many after a pause.
    #[must_use]
    pub fn per_second(per_second: u32) -> Self {
        let per_second = f64::from(per_second);
        Self {
            per_second,
            burst: 2.0 * per_second,
        }
    }
}

/// A token bucket. Times are those of a clock that never goes back: how long it has been running.
#[derive(Debug)]
pub(super) struct Bucket {
    rate: RateLimit,
    state: Mutex<(f64, Duration)>,
}

impl Bucket {
    pub(super) fn full(rate: RateLimit) -> Self {
        Self {
            rate,
            state: Mutex::new((rate.burst, Duration::ZERO)),
        }
    }

    /// Takes a token.
    ///
    /// # Errors
    /// How long until there is one.
    pub(super) fn take(&self, now: Duration) -> Result<(), Duration> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (tokens, since) = *state;
        let elapsed = now.saturating_sub(since).as_secs_f64();
        let tokens = elapsed
            .mul_add(self.rate.per_second, tokens)
            .min(self.rate.burst);
        let is_there = tokens >= 1.0;
        *state = (if is_there { tokens - 1.0 } else { tokens }, now.max(since));
        if is_there {
            Ok(())
        } else {
            Err(Duration::from_secs_f64(
                (1.0 - tokens) / self.rate.per_second,
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_the_rate() {
        let start = Duration::from_secs(5);
        let rate = RateLimit {
            per_second: 2.0,
            burst: 3.0,
        };
        let bucket = Bucket::full(rate);
        for _ in 0..3 {
            assert_eq!(bucket.take(start), Ok(()));
        }
        assert_eq!(bucket.take(start), Err(Duration::from_millis(500)));
        let later = start + Duration::from_millis(500);
        assert_eq!(bucket.take(later), Ok(()));
        assert!(bucket.take(later).is_err());
        assert!(
            bucket.take(start).is_err(),
            "a clock that goes back gives nothing"
        );
        let after_a_pause = later + Duration::from_mins(1);
        let taken = (0..10).filter(|_| bucket.take(after_a_pause).is_ok());
        assert_eq!(taken.count(), 3, "no more than the burst");
    }
}
