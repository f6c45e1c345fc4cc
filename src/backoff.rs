//! How long to wait before something that failed is tried again: a pure function, for whatever is tried again. What to
//! try, and when to give up, is for those who ask.

use crate::clock::Millis;

/// The bounds of the waits for one thing that is tried again, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The whole wait after the first failure; it doubles with each.
    pub first_ms: Millis,
    /// The longest wait.
    pub max_ms: Millis,
}

impl Backoff {
    /// The wait after so many failures: between half and all of the doubled one, by a `jitter` from 0 to 1, so that what
    /// failed together does not come back together.
    #[must_use]
    pub fn wait_ms(self, failures: i64, jitter: f64) -> Millis {
        let doublings = u32::try_from(failures.clamp(1, 32) - 1).unwrap_or(0);
        let whole = self
            .first_ms
            .saturating_mul(1 << doublings)
            .min(self.max_ms);
        whole / 2 + share(whole / 2, jitter)
    }
}

/// A part of a wait.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a wait needs no exact share"
)]
pub fn share(whole_ms: Millis, jitter: f64) -> Millis {
    (whole_ms as f64 * jitter.clamp(0.0, 1.0)) as Millis
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_doubles_up_to_the_longest() {
        let backoff = Backoff {
            first_ms: 1_000,
            max_ms: 60_000,
        };
        for (failures, least, most) in [
            (0, 500, 1_000),
            (1, 500, 1_000),
            (2, 1_000, 2_000),
            (3, 2_000, 4_000),
            (6, 16_000, 32_000),
            (7, 30_000, 60_000),
            (i64::MAX, 30_000, 60_000),
        ] {
            assert_eq!(backoff.wait_ms(failures, 0.0), least, "{failures}");
            assert_eq!(backoff.wait_ms(failures, 1.0), most, "{failures}");
            assert_eq!(backoff.wait_ms(failures, 7.0), most, "{failures}");
        }
    }
}
