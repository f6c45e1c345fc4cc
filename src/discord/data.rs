//! What every handler is given, and the types that poise wants named.

use std::sync::Arc;

use serenity::model::id::{ChannelId, GuildId, InteractionId};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::attachment::Attachments;
use super::breaker::Breaker;
use super::give_again::GiveAgain;
use super::owned_roles::Reported;
use super::presence::Presence;
use super::reply::Answerable;
use super::turns::Turns;
use crate::app::App;
use crate::i18n::{Locale, Translator};

/// What every handler is given. Cheap to clone.
#[derive(Clone)]
pub struct Data {
    /// The application.
    pub app: Arc<App>,
    /// The server that this bot serves.
    pub guild: GuildId,
    /// The channel in which moderators are told, if one is set.
    pub staff_channel: Option<ChannelId>,
    /// Every call to Discord passes it.
    pub breaker: Arc<Breaker>,
    /// Fetches what members give to commands.
    pub attachments: Arc<Attachments>,
    /// What was reported of members' roles.
    pub reported: Arc<Reported>,
    /// Which of them could not be given again, and when they may be tried.
    pub give_again: Arc<GiveAgain>,
    /// Told when roles of the server changed.
    pub roles_changed: Arc<Notify>,
    /// Who was seen on the server lately.
    pub presence: Arc<Presence>,
    /// How many interactions are in hand at once.
    pub turns: Arc<Turns>,
    /// Handlers, and work that outlives them, such as waiting for a delivery; drained at the end.
    pub tasks: TaskTracker,
    /// Cancelled when the bot stops.
    pub stop: CancellationToken,
}

impl Data {
    /// The texts for a reader whose Discord client speaks this language.
    #[must_use]
    pub fn translator(&self, locale: &str) -> Translator<'_> {
        self.app.catalogue.translator(Locale::from_discord(locale))
    }

    /// What a press or a form is answered by.
    #[must_use]
    pub fn answerable<'a>(
        &'a self,
        serenity: &'a serenity::client::Context,
        id: InteractionId,
        token: &'a str,
    ) -> Answerable<'a> {
        Answerable {
            http: &serenity.http,
            breaker: &self.breaker,
            id,
            token,
        }
    }
}

/// A fault. Refusals are answers, not errors.
pub type Fault = anyhow::Error;
/// A slash command's context.
pub type Context<'a> = poise::ApplicationContext<'a, Data, Fault>;
/// A slash command.
pub type Command = poise::Command<Data, Fault>;
