//! When a role that could not be given again is tried once more. Members decide how often they use the bot, so without
//! this they would decide how often Discord is asked in vain. In memory: a new process tries at once, and once.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serenity::model::id::{RoleId, UserId};

use crate::backoff::Backoff;
use crate::clock::Millis;

/// The waits between tries.
pub const BACKOFF: Backoff = Backoff {
    first_ms: 60_000,
    max_ms: 60 * 60_000,
};
/// Who has not come back for this long is forgotten, and begins anew.
const FORGOTTEN_AFTER_MS: Millis = 24 * 60 * 60_000;

type Wanted = (UserId, RoleId);

/// What failed, and when it may be tried again.
#[derive(Debug, Default)]
pub struct GiveAgain(Mutex<HashMap<Wanted, Failing>>);

#[derive(Debug, Clone, Copy)]
struct Failing {
    failures: i64,
    not_before_ms: Millis,
}

impl GiveAgain {
    /// Whether to try now. If so it counts as failed until [`Self::succeeded`] or [`Self::was_not_tried`], so that of
    /// two commands at once only one tries.
    pub fn may_try(&self, user: UserId, role: RoleId, now_ms: Millis, jitter: f64) -> bool {
        let mut failing = self.locked();
        let wait_left_ms = |one: &Failing| one.not_before_ms - now_ms;
        failing.retain(|_, one| wait_left_ms(one) > -FORGOTTEN_AFTER_MS);
        let failures = match failing.get(&(user, role)) {
            // Nothing waits for longer, unless the clock was set back since.
            Some(one) if (1..=BACKOFF.max_ms).contains(&wait_left_ms(one)) => return false,
            Some(one) => one.failures + 1,
            None => 1,
        };
        let trying = Failing {
            failures,
            not_before_ms: now_ms + BACKOFF.wait_ms(failures, jitter),
        };
        failing.insert((user, role), trying);
        true
    }

    /// They have it.
    pub fn succeeded(&self, user: UserId, role: RoleId) {
        self.locked().remove(&(user, role));
    }

    /// Discord was not asked, so the next command may try.
    pub fn was_not_tried(&self, user: UserId, role: RoleId, now_ms: Millis) {
        if let Some(one) = self.locked().get_mut(&(user, role)) {
            one.failures -= 1;
            one.not_before_ms = now_ms;
        }
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<Wanted, Failing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: Millis = 1_000_000_000;
    const FIRST_MS: Millis = BACKOFF.first_ms;

    struct House {
        waits: GiveAgain,
        user: UserId,
        role: RoleId,
    }

    impl House {
        fn new() -> Self {
            Self {
                waits: GiveAgain::default(),
                user: UserId::new(1),
                role: RoleId::new(5),
            }
        }

        fn may_try(&self, now_ms: Millis) -> bool {
            self.waits.may_try(self.user, self.role, now_ms, 1.0)
        }
    }

    #[test]
    fn each_failure_doubles_the_wait_up_to_an_hour() {
        let house = House::new();
        let mut now_ms = NOW_MS;
        for wait_ms in [1, 2, 4, 8, 16, 32, 60, 60].map(|minutes| minutes * FIRST_MS) {
            assert!(house.may_try(now_ms));
            assert!(!house.may_try(now_ms), "of two at once one tries");
            now_ms += wait_ms;
            assert!(!house.may_try(now_ms - 1), "{wait_ms}");
        }
    }

    #[test]
    fn others_do_not_wait_for_it() {
        let House { waits, user, role } = House::new();
        assert!(waits.may_try(user, role, NOW_MS, 1.0));
        assert!(waits.may_try(UserId::new(2), role, NOW_MS, 1.0));
        assert!(waits.may_try(user, RoleId::new(6), NOW_MS, 1.0));
    }

    #[test]
    fn after_a_success_the_next_time_begins_anew() {
        let house = House::new();
        assert!(house.may_try(NOW_MS));
        house.waits.succeeded(house.user, house.role);
        assert!(house.may_try(NOW_MS));
        assert!(house.may_try(NOW_MS + FIRST_MS));
    }

    #[test]
    fn what_was_not_asked_is_no_failure() {
        let house = House::new();
        assert!(house.may_try(NOW_MS));
        house.waits.was_not_tried(house.user, house.role, NOW_MS);
        assert!(house.may_try(NOW_MS));
        assert!(house.may_try(NOW_MS + FIRST_MS), "it is the first failure");
    }

    #[test]
    fn a_clock_that_was_set_back_and_a_day_make_it_begin_anew() {
        let house = House::new();
        assert!(house.may_try(NOW_MS));
        assert!(house.may_try(NOW_MS - 2 * BACKOFF.max_ms));
        let tomorrow_ms = NOW_MS + 2 * FORGOTTEN_AFTER_MS;
        assert!(house.may_try(tomorrow_ms));
        assert!(house.may_try(tomorrow_ms + FIRST_MS), "the first wait");
    }
}
