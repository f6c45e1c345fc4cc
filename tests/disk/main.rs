//! What can happen to the file and the disk that it is on: no room, failing syncs, a second process, another version,
//! flipped bytes, nothing but reading, a clock that jumps; and how the bot is stopped. It is the real process each
//! time. It refuses or stops with a message that says what to do, loses nothing that it acknowledged, and goes on by
//! itself when the cause is gone.
//!
//! `docs/RELIABILITY.md` has a row for each cause, with what is not covered. Causes that need rights are tried where
//! they are given; beside each there is one that needs none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on should stop loudly"
)]

mod clock;
mod flipped;
mod full;
mod large;
mod mounts;
mod operator;
mod read_only;
mod ready;
mod second;
mod stop;
mod sync;
mod trouble;
mod version;

#[path = "../crash/check.rs"]
#[allow(dead_code, reason = "not all of it is for these tests")]
mod check;
#[path = "../crash/command.rs"]
mod command;
#[path = "../crash/process.rs"]
#[allow(dead_code, reason = "crash points and canaries are for crash tests")]
mod process;
#[path = "../crash/support.rs"]
#[allow(dead_code, reason = "crash points and canaries are for crash tests")]
mod support;
