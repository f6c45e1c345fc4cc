//! The HTTP endpoint for the product's backend: signed events in, machine-readable answers out. It promises that whatever
//! comes in is answered or cut off within a bounded time and memory, that nothing is believed before its signature is
//! checked, and that a refusal says what to do and nothing about us. What an event means is not its business: it hands
//! what it believes to a [`Recorder`].

mod connections;
mod figures;
mod ledgered;
mod limits;
mod problem;
mod send;
mod server;
mod start;
#[cfg(test)]
mod tests;

pub use figures::figures;
pub use ledgered::Ledgered;
pub use limits::{Limits, RateLimit};
pub use problem::Problem;
pub use send::{Answer, send};
pub use server::{Endpoint, Figures, Recorded, Recorder, serve};
pub use start::start;
