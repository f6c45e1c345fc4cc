//! Trouble that lasts and is met again and again: said when it begins, then at most once a minute, so that a log can
//! still be read after a night of it.

use std::sync::{Mutex, PoisonError};

use crate::clock::Millis;

/// How often it is said while it lasts.
const SAID_EVERY_MS: Millis = 60_000;

/// Whether it is there, and when it was last said.
#[derive(Debug, Default)]
pub(crate) struct Complaint(Mutex<Option<Millis>>);

impl Complaint {
    /// It was met: whether it is to be said.
    pub(crate) fn is_worth_saying(&self, now_ms: Millis) -> bool {
        let mut said_at_ms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back does not keep it quiet for longer.
        let is_said =
            said_at_ms.is_some_and(|at_ms| (0..SAID_EVERY_MS).contains(&(now_ms - at_ms)));
        if !is_said {
            *said_at_ms = Some(now_ms);
        }
        !is_said
    }

    /// It was not met: whether that is news.
    pub(crate) fn is_over(&self) -> bool {
        let mut said_at_ms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said_at_ms.take().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lasts_is_said_once_a_minute_and_its_end_once() {
        let complaint = Complaint::default();
        assert!(!complaint.is_over());
        let said = (0..300).filter(|second| complaint.is_worth_saying(second * 1_000));
        assert_eq!(said.collect::<Vec<_>>(), [0, 60, 120, 180, 240]);
        assert!(complaint.is_over());
        assert!(!complaint.is_over());
        assert!(complaint.is_worth_saying(300_000), "it began anew");
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_silence_it() {
        let complaint = Complaint::default();
        assert!(complaint.is_worth_saying(3_600_000));
        assert!(complaint.is_worth_saying(0));
    }
}
