//! Members who use the bot as people do in Discord's client: what the client would not let them do
//! panics with the reason, what the bot does not answer panics after a bounded wait.

pub(crate) mod autocomplete;
pub(crate) mod client;
pub(crate) mod component;
pub(crate) mod member;
pub(crate) mod menu;
pub(crate) mod modal;
pub(crate) mod pending;
pub(crate) mod press;
pub(crate) mod reply;
pub(crate) mod slash;
pub(crate) mod value;
