//! What members and moderators do, and how long they wait.

use std::time::Duration;

use crate::support::micros;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ping,
    Sparks,
    Leaderboard,
    Award,
    Autocomplete,
    Redeem,
}

impl Kind {
    /// All of ours.
    pub const ALL: [Self; 5] = [
        Self::Sparks,
        Self::Leaderboard,
        Self::Award,
        Self::Autocomplete,
        Self::Redeem,
    ];

    /// What it is, for the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ping => "/ping (the empty bot)",
            Self::Sparks => "/sparks",
            Self::Leaderboard => "/leaderboard",
            Self::Award => "/award, durable",
            Self::Autocomplete => "autocomplete",
            Self::Redeem => "/redeem, to receipt",
        }
    }
}

/// How long each waited.
#[derive(Debug, Default)]
pub struct Latency(Vec<Duration>);

/// In milliseconds.
pub struct Figures {
    pub median: f64,
    pub p99: f64,
}

impl Latency {
    pub fn of(times: Vec<Duration>) -> Self {
        Self(times)
    }

    pub fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many were answered.
    pub fn answered(&self) -> usize {
        self.0.len()
    }

    pub fn figures(mut self) -> Figures {
        Figures {
            median: micros(&mut self.0, 0.5) / 1e3,
            p99: micros(&mut self.0, 0.99) / 1e3,
        }
    }
}
