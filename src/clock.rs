//! Time as the application sees it. Domain functions are given a time; only [`Clock`] reads one, so that a test can
//! set it and a replay is exact.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Milliseconds since the Unix epoch, UTC.
pub type Millis = i64;

/// The time of day: the system's, or one that a test sets.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The operating system's clock.
    System,
    /// A clock that only moves when told to.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now_ms` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn manual(now_ms: Millis) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(now_ms)))
    }

    /// The current time. A system clock before 1970 reads as 0.
    #[must_use]
    pub fn now_ms(&self) -> Millis {
        match self {
            Self::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| {
                    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
                }),
            Self::Manual(now_ms) => now_ms.load(Ordering::SeqCst),
        }
    }

    /// Moves a manual clock by `by_ms`; a system clock can't be moved and stays as it is.
    pub fn advance(&self, by_ms: Millis) {
        if let Self::Manual(now_ms) = self {
            now_ms.fetch_add(by_ms, Ordering::SeqCst);
        }
    }
}

/// How long something takes, by a clock that nobody sets. For figures and bounds, never for what is written down.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Runs from now on.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it has been running.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
