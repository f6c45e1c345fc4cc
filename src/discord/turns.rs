//! How many interactions are in hand at once. Beyond what the machine can do, more of them at once only make each other
//! late, until none is answered in the three seconds that Discord gives. So each waits for a turn; who would have to wait
//! too long is left unanswered with nothing begun, which Discord tells them, and the others get their answers. Promises
//! that the log says so once a minute at most.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::clock::{Millis, Stopwatch};
use crate::complaint::Complaint;

/// More than a machine has processors for, since most of the time goes by in waiting for the disk and for Discord: with 200
/// ms for each, 1,280 a second.
const AT_ONCE_MAX: usize = 256;
/// Together with the time after which an answer is deferred, less than Discord waits.
const WAIT_MAX: Duration = Duration::from_secs(1);

/// Hands out turns, first come, first served.
#[derive(Debug)]
pub struct Turns {
    free: Semaphore,
    trouble: Complaint,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            free: Semaphore::new(AT_ONCE_MAX),
            trouble: Complaint::default(),
        }
    }
}

impl Turns {
    /// A turn, which lasts until it is dropped; none when it did not come in time after this arrived.
    pub async fn take(&self, arrived: Stopwatch, now_ms: Millis) -> Option<SemaphorePermit<'_>> {
        let left = WAIT_MAX.checked_sub(arrived.elapsed());
        let turn = match (left, self.free.try_acquire()) {
            (Some(_), Ok(turn)) => return Some(turn),
            (Some(left), Err(_)) => tokio::time::timeout(left, self.free.acquire()).await.ok(),
            (None, _) => None,
        };
        // It is never closed.
        let turn = turn.and_then(Result::ok);
        if turn.is_none() && self.trouble.is_worth_saying(now_ms) {
            tracing::warn!(
                in_hand = AT_ONCE_MAX,
                "more interactions arrive than can be answered; some are left unanswered, with nothing begun"
            );
        }
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_waits_gets_the_next_turn_or_none_in_time() {
        let turns = Turns::default();
        let mut taken = vec![];
        for _ in 0..AT_ONCE_MAX {
            taken.push(turns.take(Stopwatch::start(), 0).await.unwrap());
        }
        assert!(turns.take(Stopwatch::start(), 0).await.is_none());

        let next = async { turns.take(Stopwatch::start(), 0).await.is_some() };
        let soon = async {
            tokio::time::sleep(WAIT_MAX / 10).await;
            taken.pop();
        };
        let (next, ()) = tokio::join!(next, soon);
        assert!(next);
    }

    /// The bot may have been busy with others before it looked at this one.
    #[tokio::test]
    async fn who_arrived_too_long_ago_gets_none_though_there_are_some() {
        let turns = Turns::default();
        let arrived = Stopwatch::start();
        assert!(turns.take(arrived, 0).await.is_some());
        std::thread::sleep(WAIT_MAX);
        assert!(turns.take(arrived, 0).await.is_none());
        assert!(turns.take(Stopwatch::start(), 0).await.is_some());
    }

    #[test]
    fn a_turn_waits_less_than_discord_does() {
        let discord_waits = Duration::from_secs(3);
        assert!(WAIT_MAX + crate::discord::reply::DEFER_AFTER < discord_waits);
    }
}
