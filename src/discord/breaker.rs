//! Keeps the bot far from the ban that Discord puts on an address after 10,000 answers of 401, 403 or 429 in ten minutes.
//!
//! Promises that past [`INVALID_MAX`] such answers in [`WINDOW_MS`] calls go out one at a time: after one that Discord took
//! the next may follow at once, after another refusal it waits [`PROBE_PAUSE_MS`]. So the bot comes back by itself as soon
//! as Discord takes it again, and otherwise stays below a fifth of the limit. What a refusal means for the one who asked
//! is the caller's part.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::http::status;
use crate::clock::{Clock, Millis};

/// The time over which Discord counts
/// (<https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>).
pub const WINDOW_MS: Millis = 10 * 60 * 1_000;
/// A tenth of what Discord allows in that time.
pub const INVALID_MAX: usize = 1_000;
/// How long a refusal keeps the next call away, once there were too many.
pub const PROBE_PAUSE_MS: Millis = 1_000;

/// What a call gets that was not made.
const NOT_MADE: &str = "not asked: Discord has refused too many requests";

/// Counts refusals, and holds back calls after too many.
#[derive(Debug)]
pub struct Breaker {
    clock: Clock,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When Discord refused, oldest first. Never longer than a window's refusals.
    refusals: VecDeque<Millis>,
    /// While calls are held back: when the next may go out. A call that is under way holds back the others.
    held_until: Option<Held>,
}

#[derive(Debug, Clone, Copy)]
enum Held {
    Until(Millis),
    /// A call is under way, and was let out at this time. It may never come back: a handler can be dropped.
    Asking(Millis),
}

/// A call that never came back no longer holds back others.
const ASKING_MAX_MS: Millis = 30_000;

impl Breaker {
    /// A breaker that has seen nothing yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            state: Mutex::default(),
        }
    }

    /// Makes a call, unless it has to be held back: then it is an error for which [`was_not_made`] is true.
    ///
    /// # Errors
    /// What the call returns, or that it was not made.
    pub async fn call<T>(
        &self,
        call: impl Future<Output = serenity::Result<T>>,
    ) -> serenity::Result<T> {
        if !self.enter() {
            return Err(serenity::Error::Other(NOT_MADE));
        }
        let result = call.await;
        self.leave(result.as_ref().err().is_some_and(is_refusal));
        result
    }

    /// Whether a call would be made now. For doors: who can't be answered should not be let in.
    #[must_use]
    pub fn lets_out(&self) -> bool {
        let now_ms = self.clock.now_ms();
        self.locked(now_ms).lets_out(now_ms)
    }

    fn enter(&self) -> bool {
        let now_ms = self.clock.now_ms();
        let mut state = self.locked(now_ms);
        let lets_out = state.lets_out(now_ms);
        if lets_out && state.held_until.is_some() {
            state.held_until = Some(Held::Asking(now_ms));
        }
        lets_out
    }

    fn leave(&self, refused: bool) {
        let now_ms = self.clock.now_ms();
        let mut state = self.locked(now_ms);
        if refused {
            state.refusals.push_back(now_ms);
            if state.refusals.len() >= INVALID_MAX {
                if state.held_until.is_none() {
                    tracing::error!(
                        refusals = state.refusals.len(),
                        window_ms = WINDOW_MS,
                        "Discord refuses our requests (401, 403 or 429); they are held back so that it does not ban \
                         this address. Look at the bot's permissions and token: `sparks check`"
                    );
                }
                state.held_until = Some(Held::Until(now_ms + PROBE_PAUSE_MS));
            }
        } else if state.held_until.is_some() {
            state.held_until = Some(Held::Until(now_ms));
        }
    }

    /// The state as of now.
    fn locked(&self, now_ms: Millis) -> std::sync::MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.forget(now_ms);
        state
    }
}

impl State {
    /// A clock that was set back makes old refusals look like coming ones; they count until their time.
    fn forget(&mut self, now_ms: Millis) {
        while let Some(oldest) = self.refusals.front()
            && *oldest <= now_ms - WINDOW_MS
        {
            self.refusals.pop_front();
        }
        if self.held_until.is_some() && self.refusals.len() < INVALID_MAX {
            tracing::info!("requests to Discord are no longer held back");
            self.held_until = None;
        }
    }

    fn lets_out(&self, now_ms: Millis) -> bool {
        match self.held_until {
            None => true,
            Some(Held::Until(until_ms)) => now_ms >= until_ms,
            Some(Held::Asking(since_ms)) => now_ms >= since_ms + ASKING_MAX_MS,
        }
    }
}

/// Whether Discord counts this answer towards the ban.
fn is_refusal(error: &serenity::Error) -> bool {
    status(error).is_some_and(|status| matches!(status.as_u16(), 401 | 403 | 429))
}

/// Whether the error is that the call was held back: Discord has heard nothing.
#[must_use]
pub fn was_not_made(error: &serenity::Error) -> bool {
    matches!(error, serenity::Error::Other(text) if *text == NOT_MADE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a call comes to.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Came {
        Through,
        Refused,
        NotMade,
    }
    use Came::{NotMade, Refused, Through};

    struct Caller {
        clock: Clock,
        breaker: Breaker,
    }

    impl Caller {
        fn new() -> Self {
            let clock = Clock::manual(WINDOW_MS);
            let breaker = Breaker::new(clock.clone());
            Self { clock, breaker }
        }

        fn call(&self, refused: bool) -> Came {
            if !self.breaker.enter() {
                return NotMade;
            }
            self.breaker.leave(refused);
            if refused { Refused } else { Through }
        }

        /// After the last refusal that is let through without question.
        fn at_the_limit() -> Self {
            let caller = Self::new();
            for _ in 0..INVALID_MAX {
                assert_eq!(caller.call(true), Refused);
            }
            caller
        }
    }

    #[test]
    fn what_discord_takes_is_never_held_back() {
        let caller = Caller::new();
        for _ in 0..3 * INVALID_MAX {
            assert_eq!(caller.call(false), Through);
        }
        assert!(caller.breaker.lets_out());
    }

    #[test]
    fn past_the_limit_one_call_goes_out_at_a_time() {
        let caller = Caller::at_the_limit();
        assert!(!caller.breaker.lets_out());
        assert_eq!(caller.call(true), NotMade);
        caller.clock.advance(PROBE_PAUSE_MS);
        assert!(caller.breaker.lets_out());
        assert!(caller.breaker.enter());
        assert!(!caller.breaker.lets_out(), "one is under way");
        assert!(!caller.breaker.enter());
        caller.breaker.leave(true);
        assert_eq!(caller.call(true), NotMade);
    }

    #[test]
    fn what_is_taken_lets_the_next_through_at_once() {
        let caller = Caller::at_the_limit();
        caller.clock.advance(PROBE_PAUSE_MS);
        for _ in 0..50 {
            assert_eq!(caller.call(false), Through);
        }
        assert_eq!(caller.call(true), Refused);
        assert_eq!(caller.call(false), NotMade);
    }

    #[test]
    fn after_a_quiet_window_all_is_as_before() {
        let caller = Caller::at_the_limit();
        caller.clock.advance(WINDOW_MS);
        for _ in 0..INVALID_MAX {
            assert_eq!(caller.call(true), Refused);
        }
        assert_eq!(caller.call(true), NotMade);
    }

    #[test]
    fn a_call_that_never_came_back_does_not_hold_back_others_for_ever() {
        let caller = Caller::at_the_limit();
        caller.clock.advance(PROBE_PAUSE_MS);
        assert!(caller.breaker.enter());
        caller.clock.advance(ASKING_MAX_MS - 1);
        assert_eq!(caller.call(false), NotMade);
        caller.clock.advance(1);
        assert_eq!(caller.call(false), Through);
    }

    #[test]
    fn an_hour_of_refusals_stays_below_a_fifth_of_the_limit() {
        let caller = Caller::new();
        let mut refused_at = VecDeque::new();
        let mut most = 0;
        for _ in 0..6 * 60 * 60 {
            for _ in 0..20 {
                if caller.call(true) == Refused {
                    refused_at.push_back(caller.clock.now_ms());
                }
            }
            caller.clock.advance(WINDOW_MS / 60 / 60);
            let now_ms = caller.clock.now_ms();
            refused_at.retain(|at_ms| *at_ms > now_ms - WINDOW_MS);
            most = most.max(refused_at.len());
        }
        assert!((INVALID_MAX..2_000).contains(&most), "{most} in a window");
    }

    #[tokio::test]
    async fn a_call_that_was_not_made_is_told_from_one_that_failed() {
        let caller = Caller::at_the_limit();
        let never = async { serenity::Result::Ok(()) };
        let error = caller.breaker.call(never).await.unwrap_err();
        assert!(was_not_made(&error));
        assert!(!was_not_made(&serenity::Error::Other("cut")));
    }
}
