//! Keeps the bot far from the ban that Discord puts on an address after 10,000 answers of 401, 403 or 429 in ten minutes.
//!
//! Promises that past [`INVALID_MAX`] such answers in [`WINDOW_MS`] calls go out one at a time: after one that Discord took
//! the next may follow at once, after another refusal it waits [`PROBE_PAUSE_MS`], and after [`TAKEN_ENOUGH`] in a row
//! that were taken all is open again. What a refusal means for the one who asked is the caller's part. It can't see the
//! 429s that serenity's own rate limiter waits out before it returns.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use super::http::{discord_code, status};
use crate::clock::{Clock, Millis};
use crate::metrics::Metrics;

/// The time over which Discord counts
/// (<https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>).
pub const WINDOW_MS: Millis = 10 * 60 * 1_000;
/// A tenth of what Discord allows in that time.
pub const INVALID_MAX: usize = 1_000;
/// How long a refusal keeps the next call away, once there were too many.
pub const PROBE_PAUSE_MS: Millis = 1_000;

/// So many calls in a row that Discord took show that it takes us again.
pub const TAKEN_ENOUGH: u32 = 20;

/// What a call gets that was not made.
const NOT_MADE: &str = "not asked: Discord has refused too many requests";

/// Counts refusals, and holds back calls after too many.
#[derive(Debug)]
pub struct Breaker {
    clock: Clock,
    metrics: Arc<Metrics>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When Discord refused, oldest first. Never longer than a window's refusals.
    refusals: VecDeque<Millis>,
    /// While calls are held back.
    held: Option<Held>,
}

/// Calls go out one at a time.
#[derive(Debug, Clone, Copy)]
struct Held {
    /// A call is under way.
    asking: bool,
    /// When the next may go out.
    until_ms: Millis,
    /// How many in a row were taken.
    taken: u32,
}

/// The right to make a call.
struct Permit<'a> {
    breaker: &'a Breaker,
    /// It is the only one that goes out now.
    is_probe: bool,
    is_used: bool,
}

impl Permit<'_> {
    fn used(mut self, refused: bool) {
        self.is_used = true;
        self.breaker.answered(self.is_probe, refused);
    }
}

impl Drop for Permit<'_> {
    /// A call that its caller gave up says nothing, but must not hold back the others.
    fn drop(&mut self) {
        if self.is_probe && !self.is_used {
            self.breaker.given_up();
        }
    }
}

impl Breaker {
    /// A breaker that has seen nothing yet.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            metrics: Arc::default(),
            state: Mutex::default(),
        }
    }

    /// The same, which counts Discord's errors there.
    #[must_use]
    pub fn counting(mut self, metrics: Arc<Metrics>) -> Self {
        self.metrics = metrics;
        self
    }

    /// Makes a call, unless it has to be held back: then it is an error for which [`was_not_made`] is true.
    ///
    /// # Errors
    /// What the call returns, or that it was not made.
    pub async fn call<T>(
        &self,
        call: impl Future<Output = serenity::Result<T>>,
    ) -> serenity::Result<T> {
        let Some(permit) = self.enter() else {
            return Err(serenity::Error::Other(NOT_MADE));
        };
        let result = call.await;
        permit.used(result.as_ref().err().is_some_and(is_refusal));
        if let Err(error) = &result {
            self.metrics.discord_errors.count([&label(error)]);
        }
        result
    }

    /// Whether a call would be made now. For doors: who can't be answered should not be let in.
    #[must_use]
    pub fn lets_out(&self) -> bool {
        let now_ms = self.clock.now_ms();
        self.locked(now_ms).lets_out(now_ms)
    }

    fn enter(&self) -> Option<Permit<'_>> {
        let now_ms = self.clock.now_ms();
        let mut state = self.locked(now_ms);
        if !state.lets_out(now_ms) {
            return None;
        }
        if let Some(held) = &mut state.held {
            held.asking = true;
        }
        Some(Permit {
            breaker: self,
            is_probe: state.held.is_some(),
            is_used: false,
        })
    }

    fn answered(&self, is_probe: bool, refused: bool) {
        let now_ms = self.clock.now_ms();
        let mut state = self.locked(now_ms);
        if refused {
            state.refusals.push_back(now_ms);
            if state.refusals.len() >= INVALID_MAX {
                state.hold(now_ms);
            }
        } else if is_probe && let Some(held) = &mut state.held {
            held.asking = false;
            held.until_ms = now_ms;
            held.taken += 1;
            if held.taken >= TAKEN_ENOUGH {
                state.open();
            }
        }
    }

    fn given_up(&self) {
        let now_ms = self.clock.now_ms();
        if let Some(held) = &mut self.locked(now_ms).held {
            held.asking = false;
            held.until_ms = now_ms + PROBE_PAUSE_MS;
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
        if self.refusals.len() < INVALID_MAX {
            self.open();
        }
    }

    fn open(&mut self) {
        if self.held.take().is_some() {
            tracing::info!("requests to Discord are no longer held back");
        }
    }

    fn hold(&mut self, now_ms: Millis) {
        if self.held.is_none() {
            tracing::error!(
                refusals = self.refusals.len(),
                window_ms = WINDOW_MS,
                "Discord refuses our requests (401, 403 or 429); they are held back so that it does not ban this \
                 address. Look at the bot's permissions and token: `sparks check`"
            );
        }
        self.held = Some(Held {
            asking: false,
            until_ms: now_ms + PROBE_PAUSE_MS,
            taken: 0,
        });
    }

    fn lets_out(&self, now_ms: Millis) -> bool {
        self.held.is_none_or(|held| {
            // The clock may have been set back since.
            let waits = now_ms < held.until_ms && held.until_ms - now_ms <= PROBE_PAUSE_MS;
            !held.asking && !waits
        })
    }
}

/// What an error is counted as: Discord's code, else the status, else that there was no answer.
fn label(error: &serenity::Error) -> String {
    match (discord_code(error), status(error)) {
        (Some(code), _) if code > 0 => code.to_string(),
        (_, Some(status)) => format!("http-{}", status.as_u16()),
        _ => "no-answer".to_owned(),
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
            let Some(permit) = self.breaker.enter() else {
                return NotMade;
            };
            permit.used(refused);
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
        let probe = caller.breaker.enter().unwrap();
        assert!(!caller.breaker.lets_out(), "one is under way");
        assert!(caller.breaker.enter().is_none());
        probe.used(true);
        assert_eq!(caller.call(true), NotMade);
    }

    #[test]
    fn what_is_taken_lets_the_next_through_and_soon_all() {
        let caller = Caller::at_the_limit();
        caller.clock.advance(PROBE_PAUSE_MS);
        for _ in 1..TAKEN_ENOUGH {
            assert_eq!(caller.call(false), Through);
            let probe = caller.breaker.enter().unwrap();
            assert!(!caller.breaker.lets_out());
            drop(probe);
            caller.clock.advance(PROBE_PAUSE_MS);
        }
        assert_eq!(caller.call(false), Through);
        let _one = caller.breaker.enter().unwrap();
        assert!(caller.breaker.lets_out(), "beside it others go out");
        caller.breaker.enter().unwrap().used(true);
        assert_eq!(caller.call(false), NotMade, "the next refusal closes again");
    }

    #[test]
    fn a_call_from_before_changes_nothing_when_it_is_taken_late() {
        let caller = Caller::new();
        let early = caller.breaker.enter().unwrap();
        for _ in 0..INVALID_MAX {
            caller.call(true);
        }
        early.used(false);
        assert!(!caller.breaker.lets_out());
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
    fn a_call_that_was_given_up_does_not_hold_back_others() {
        let caller = Caller::at_the_limit();
        caller.clock.advance(PROBE_PAUSE_MS);
        drop(caller.breaker.enter().unwrap());
        assert_eq!(caller.call(false), NotMade);
        caller.clock.advance(PROBE_PAUSE_MS);
        assert_eq!(caller.call(false), Through);
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_hold_back_for_long() {
        let caller = Caller::at_the_limit();
        caller.clock.advance(-WINDOW_MS / 2);
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
        assert_eq!(caller.breaker.metrics.discord_errors.all(), []);
        assert!(!was_not_made(&serenity::Error::Other("cut")));
    }
}
