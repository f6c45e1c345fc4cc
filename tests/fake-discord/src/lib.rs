//! A local Discord for testing bots end to end: gateway v10 and REST on a loopback port, one
//! application, one guild. It validates what the bot sends as strictly as Discord does, breaks by
//! script, and speaks for members: `member.slash("redeem").send().await`.
//!
//! - [`FakeDiscord`]: start it, look at what the bot did, change the guild, break the network.
//! - [`Member`]: someone who types commands, clicks, chooses and submits.
//! - [`Reply`]: what the member then sees.
//! - [`Fault`]: which request goes wrong, how, and how often.
//! - [`Page`]: a page in the browser on which a person uses the bot.
//! - [`Event`]: everything that passes, as it passes.
//!
//! A fake that saw the bot break Discord's rules panics when it is dropped: see
//! [`FakeDiscord::violations`].

// Failing loudly is what a test tool is for, and its builders are used for their effect.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::must_use_candidate
)]

mod actor;
mod config;
mod error;
mod event;
mod fake;
mod fault;
mod gateway;
mod ids;
mod multipart;
mod net;
mod observe;
mod openapi;
mod page;
pub mod permissions;
mod rest;
mod role;
mod server;
mod state;
mod time;
mod transcript;
mod validate;

pub use actor::autocomplete::Choice;
pub use actor::member::Member;
pub use actor::modal::Submit;
pub use actor::pending::Pending;
pub use actor::press::Press;
pub use actor::reply::{Attachment, Button, Reply};
pub use actor::slash::{Slash, Unavailable};
pub use actor::value::{ChannelId, OptionValue, RoleId, UserId, attachment};
pub use config::Builder;
pub use event::{Event, RecordedRequest, SessionInfo};
pub use fake::FakeDiscord;
pub use fault::{Fault, FaultHandle};
pub use page::{Page, PageBuilder};
pub use role::RoleBuilder;
