//! The playground as a person uses it: the README's first command, and a real browser on the page that it names. Every
//! test needs Chromium and ChromeDriver, which `.ci/run` installs, so plain `cargo test` leaves them out.
//!
//! The tests take the pictures of the README and the docs on their way; where they go, see [`picture`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod driver;
mod picture;
mod playground;
mod process_group;
mod stories;
mod visitor;
