//! What a test may choose before the fake starts: durations, intents, identity. Everything has a
//! default that a plain bot can live with; nothing is read from the environment here.

use std::path::PathBuf;
use std::time::Duration;

use crate::FakeDiscord;

/// How a fake behaves, fixed at its start.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) token: String,
    pub(crate) bot_name: String,
    pub(crate) application_name: String,
    pub(crate) interactions_before: u64,
    pub(crate) guild_name: String,
    pub(crate) guild_locale: String,
    pub(crate) features: Vec<String>,
    pub(crate) members_intent: bool,
    pub(crate) message_content_intent: bool,
    pub(crate) presence_intent: bool,
    pub(crate) answer_within: Duration,
    pub(crate) token_lives: Duration,
    pub(crate) wait: Duration,
    pub(crate) heartbeat: Duration,
    pub(crate) openapi: Option<PathBuf>,
    pub(crate) transcript: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            token: "MTEwMjAwMDAwMDAwMDAwMDAwMQ.fake.token-of-the-bot-under-test".to_owned(),
            bot_name: "bot-under-test".to_owned(),
            application_name: "Bot under test".to_owned(),
            interactions_before: 0,
            guild_name: "Fake guild".to_owned(),
            guild_locale: "en-US".to_owned(),
            features: Vec::new(),
            members_intent: false,
            message_content_intent: false,
            presence_intent: false,
            answer_within: Duration::from_secs(3),
            token_lives: Duration::from_mins(15),
            wait: Duration::from_secs(10),
            heartbeat: Duration::from_millis(41_250),
            openapi: None,
            transcript: None,
        }
    }
}

/// Chooses how a [`FakeDiscord`] behaves, then starts it.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Builder {
    pub(crate) config: Config,
}

impl Builder {
    /// The bot's token. The default is a fixed string.
    pub fn token(mut self, token: &str) -> Self {
        token.clone_into(&mut self.config.token);
        self
    }

    /// The name of the application, its bot and the bot's role.
    pub fn bot_name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.config.application_name);
        name.clone_into(&mut self.config.bot_name);
        self
    }

    /// How many interactions there were already: ids go on from there. Ids are counters and start anew with every
    /// fake; a bot that remembers ids over several of them would take new interactions for redeliveries.
    pub fn interactions_before(mut self, count: u64) -> Self {
        self.config.interactions_before = count;
        self
    }

    /// The guild's name.
    pub fn guild_name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.config.guild_name);
        self
    }

    /// The guild's preferred locale, which interactions carry as `guild_locale`. Default `en-US`.
    pub fn guild_locale(mut self, locale: &str) -> Self {
        locale.clone_into(&mut self.config.guild_locale);
        self
    }

    /// Adds a guild feature such as `ROLE_ICONS`.
    pub fn feature(mut self, feature: &str) -> Self {
        self.config.features.push(feature.to_owned());
        self
    }

    /// Enables the privileged `GUILD_MEMBERS` intent for the application.
    pub fn members_intent(mut self) -> Self {
        self.config.members_intent = true;
        self
    }

    /// Enables the privileged `MESSAGE_CONTENT` intent for the application.
    pub fn message_content_intent(mut self) -> Self {
        self.config.message_content_intent = true;
        self
    }

    /// Enables the privileged `GUILD_PRESENCES` intent for the application.
    pub fn presence_intent(mut self) -> Self {
        self.config.presence_intent = true;
        self
    }

    /// How long an interaction may stay unanswered. Discord's 3 seconds by default.
    pub fn answer_within(mut self, duration: Duration) -> Self {
        self.config.answer_within = duration;
        self
    }

    /// How long an interaction's token can be used. Discord's 15 minutes by default.
    pub fn interaction_token_lives(mut self, duration: Duration) -> Self {
        self.config.token_lives = duration;
        self
    }

    /// How long actors wait for the bot before they fail the test. 10 seconds by default.
    pub fn wait(mut self, duration: Duration) -> Self {
        self.config.wait = duration;
        self
    }

    /// The heartbeat interval that HELLO announces.
    pub fn heartbeat_interval(mut self, duration: Duration) -> Self {
        self.config.heartbeat = duration;
        self
    }

    /// Validates against this OpenAPI document, whatever `DISCORD_OPENAPI` says.
    pub fn openapi(mut self, document: impl Into<PathBuf>) -> Self {
        self.config.openapi = Some(document.into());
        self
    }

    /// Appends the transcript to this file, whatever `FAKE_DISCORD_TRANSCRIPT` says.
    pub fn transcript(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.transcript = Some(file.into());
        self
    }

    /// Starts the fake on a free loopback port.
    pub async fn start(self) -> FakeDiscord {
        FakeDiscord::start_with(self.config).await
    }
}
