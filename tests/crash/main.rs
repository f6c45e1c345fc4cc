//! Crashes: the real process is ended between every two steps, started again on the same file and the same Discord,
//! ended there again, and started once more. Whatever was going on must then be done wholly or not at all, and what
//! anybody was told must be so. `support::House::violations` says what is not; the canaries show that it can.
//!
//! The points are those of `sparks::fail_points`; `docs/RELIABILITY.md` says what this proves and what it does not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on should stop loudly"
)]

mod batches;
mod canaries;
mod check;
mod command;
mod commits;
mod expiries;
mod knobs;
mod points;
mod process;
mod recovery;
mod setups;
mod support;
mod webhooks;
mod withdrawals;
