//! Chance, from one seed: what each actor does next, and how long they wait before it. Every actor has a plan of its
//! own, so that one who is held up does not change what the others do.

use std::ops::RangeInclusive;
use std::time::Duration;

/// A source of decisions.
pub struct Plan {
    random: fastrand::Rng,
}

impl Plan {
    pub fn with_seed(seed: u64) -> Self {
        Self {
            random: fastrand::Rng::with_seed(seed),
        }
    }

    /// A plan for somebody else, different each time.
    pub fn fork(&mut self) -> Self {
        Self {
            random: self.random.fork(),
        }
    }

    /// One of these, each as often as its weight says.
    pub fn weighted<T: Copy>(&mut self, choices: &[(u32, T)]) -> T {
        let total = choices.iter().map(|(weight, _)| weight).sum();
        let mut drawn = self.random.u32(0..total);
        for (weight, choice) in choices {
            if drawn < *weight {
                return *choice;
            }
            drawn -= weight;
        }
        unreachable!("less than the total was drawn")
    }

    /// One of these; none of nothing.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        self.random.choice(choices)
    }

    /// Whether something happens that happens so often.
    pub fn percent(&mut self, percent: u8) -> bool {
        self.random.u8(0..100) < percent
    }

    pub fn number(&mut self, range: RangeInclusive<i64>) -> i64 {
        self.random.i64(range)
    }

    pub fn count(&mut self, range: RangeInclusive<usize>) -> usize {
        self.random.usize(range)
    }

    pub fn milliseconds(&mut self, range: RangeInclusive<u64>) -> Duration {
        Duration::from_millis(self.random.u64(range))
    }
}
