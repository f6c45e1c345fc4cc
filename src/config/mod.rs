//! The settings that a process runs with.
//!
//! Promises that parsing is a pure function from raw strings to [`Config`], that it reports every
//! missing or bad value at once, and that no value is ever repeated in a message: any of them may
//! be a token that was pasted into the wrong place. Reading the command line and `.env` is
//! [`cli`]'s and [`env_file`]'s part; whether the token works is for Discord to say.

pub mod cli;
pub mod env_file;
mod error;
mod http;
mod values;

use std::net::SocketAddr;
use std::num::NonZeroU64;
use std::path::PathBuf;

pub use error::{ConfigError, ConfigErrors, EXIT_CODE_BAD_CONFIG};
pub use http::{EventsConfig, OutboundConfig};
pub(crate) use values::is_loopback;
pub use values::{DiscordProxy, LogFormat};

use self::http::RawEvents;
use crate::events::SigningKey;
use crate::secret::Secret;

/// The variables that the bot reads, in the order in which `.env.example` explains them.
pub const VARIABLES: [&str; 14] = [
    "DISCORD_TOKEN",
    "DISCORD_GUILD_ID",
    "STAFF_CHANNEL_ID",
    "DATABASE_URL",
    "RULES_FILE",
    "DISCORD_PROXY",
    "EVENTS_LISTEN",
    "EVENTS_PUBLIC",
    "EVENTS_SECRETS",
    "EVENTS_PER_SECOND",
    "OUTBOUND_URL",
    "OUTBOUND_SECRET",
    "LOG_LEVEL",
    "LOG_FORMAT",
];

/// Where Sparks are kept when nobody says otherwise.
pub const DEFAULT_DATABASE_URL: &str = "sqlite://sparks.db";

/// Each setting as somebody typed it, or not at all.
#[derive(Debug, Clone, Default)]
pub struct RawConfig {
    /// `DISCORD_TOKEN`
    pub discord_token: Option<Secret>,
    /// `DISCORD_GUILD_ID`
    pub discord_guild_id: Option<String>,
    /// `STAFF_CHANNEL_ID`
    pub staff_channel_id: Option<String>,
    /// `DATABASE_URL`
    pub database_url: Option<String>,
    /// `RULES_FILE`
    pub rules_file: Option<String>,
    /// `DISCORD_PROXY`
    pub discord_proxy: Option<String>,
    /// `EVENTS_LISTEN`
    pub events_listen: Option<String>,
    /// `EVENTS_PUBLIC`
    pub events_public: Option<String>,
    /// `EVENTS_SECRETS`
    pub events_secrets: Option<Secret>,
    /// `EVENTS_PER_SECOND`
    pub events_per_second: Option<String>,
    /// `OUTBOUND_URL`, which may hold a secret
    pub outbound_url: Option<Secret>,
    /// `OUTBOUND_SECRET`
    pub outbound_secret: Option<Secret>,
    /// `LOG_LEVEL`
    pub log_level: Option<String>,
    /// `LOG_FORMAT`
    pub log_format: Option<String>,
    /// What could not be read in the `.env` file; reported together with the rest.
    pub env_file_problems: Vec<ConfigError>,
}

/// Everything that `run` and `check` need.
#[derive(Debug, Clone)]
pub struct Config {
    /// How to reach Discord.
    pub discord: DiscordConfig,
    /// Where Sparks are kept.
    pub database: DatabaseConfig,
    /// What the product's events earn; none: nothing.
    pub rules_file: Option<PathBuf>,
    /// The endpoint that takes events, if there is one.
    pub events: Option<EventsConfig>,
    /// Whom to tell about redemptions, if anybody.
    pub outbound: Option<OutboundConfig>,
    /// What is logged, and how.
    pub log: LogConfig,
}

/// Everything that `event send` needs: it opens no database.
#[derive(Debug, Clone)]
pub struct SendConfig {
    /// Where the endpoint listens, if that is set.
    pub listen: Option<SocketAddr>,
    /// What events are signed with.
    pub keys: Vec<SigningKey>,
    /// What is logged, and how.
    pub log: LogConfig,
}

/// Everything that `verify` and `backup` need: they never speak to Discord.
#[derive(Debug, Clone)]
pub struct LocalConfig {
    /// Where Sparks are kept.
    pub database: DatabaseConfig,
    /// What the product's events earn; none: nothing.
    pub rules_file: Option<PathBuf>,
    /// What is logged, and how.
    pub log: LogConfig,
}

/// How to reach Discord, and which server the bot serves.
#[derive(Debug, Clone)]
pub struct DiscordConfig {
    /// The bot's token.
    pub token: Secret,
    /// The one server (guild) that this deployment serves.
    pub guild_id: NonZeroU64,
    /// The channel in which moderators read what is changed, and alerts.
    pub staff_channel_id: Option<NonZeroU64>,
    /// A REST proxy to use in place of discord.com.
    pub proxy: Option<DiscordProxy>,
}

/// Where Sparks are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseConfig {
    /// The SQLite file; created when it is missing.
    pub path: PathBuf,
}

/// What is logged, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogConfig {
    /// A `tracing` filter, such as `info` or `sparks=debug,warn`; known to be valid.
    pub filter: String,
    /// One line for people, or one JSON object for machines.
    pub format: LogFormat,
}

impl RawConfig {
    /// Reads every setting, for a process that speaks to Discord.
    pub fn parse(&self) -> Result<Config, ConfigErrors> {
        let mut problems = self.env_file_problems.clone();
        let token = keep(values::token(self.discord_token.as_ref()), &mut problems);
        let guild_id = keep(
            values::guild_id(self.discord_guild_id.as_deref()),
            &mut problems,
        );
        let staff_channel_id = keep(
            values::staff_channel_id(self.staff_channel_id.as_deref()),
            &mut problems,
        );
        let database = keep(
            values::database(self.database_url.as_deref()),
            &mut problems,
        );
        let rules_file = keep(
            values::rules_file(self.rules_file.as_deref()),
            &mut problems,
        );
        let proxy = keep(values::proxy(self.discord_proxy.as_deref()), &mut problems);
        let events = http::events(&self.raw_events(), &mut problems);
        let outbound = http::outbound(
            self.outbound_url.as_ref(),
            self.outbound_secret.as_ref(),
            &mut problems,
        );
        let log = self.parse_log(&mut problems);

        let config = (|| {
            let discord = DiscordConfig {
                token: token?,
                guild_id: guild_id?,
                staff_channel_id: staff_channel_id?,
                proxy: proxy?,
            };
            Some(Config {
                discord,
                database: database?,
                rules_file: rules_file?,
                events,
                outbound,
                log: log?,
            })
        })();
        config
            .filter(|_| problems.is_empty())
            .ok_or(ConfigErrors(problems))
    }

    /// Reads the settings of a process that only sends events.
    pub fn parse_send(&self) -> Result<SendConfig, ConfigErrors> {
        let mut problems = self.env_file_problems.clone();
        let listen = http::listen(self.events_listen.as_deref(), self.events_public.as_deref());
        let listen = keep(listen, &mut problems);
        let keys = keep(
            http::sender_keys(self.events_secrets.as_ref()),
            &mut problems,
        );
        let log = self.parse_log(&mut problems);

        match (listen, keys, log) {
            (Some(listen), Some(keys), Some(log)) if problems.is_empty() => {
                Ok(SendConfig { listen, keys, log })
            }
            _ => Err(ConfigErrors(problems)),
        }
    }

    fn raw_events(&self) -> RawEvents<'_> {
        RawEvents {
            listen: self.events_listen.as_deref(),
            public: self.events_public.as_deref(),
            secrets: self.events_secrets.as_ref(),
            per_second: self.events_per_second.as_deref(),
        }
    }

    /// Reads the settings of a process that only opens the database.
    pub fn parse_local(&self) -> Result<LocalConfig, ConfigErrors> {
        let mut problems = self.env_file_problems.clone();
        let database = keep(
            values::database(self.database_url.as_deref()),
            &mut problems,
        );
        let rules_file = keep(
            values::rules_file(self.rules_file.as_deref()),
            &mut problems,
        );
        let log = self.parse_log(&mut problems);

        match (database, rules_file, log) {
            (Some(database), Some(rules_file), Some(log)) if problems.is_empty() => {
                Ok(LocalConfig {
                    database,
                    rules_file,
                    log,
                })
            }
            _ => Err(ConfigErrors(problems)),
        }
    }

    fn parse_log(&self, problems: &mut Vec<ConfigError>) -> Option<LogConfig> {
        let filter = keep(values::log_filter(self.log_level.as_deref()), problems);
        let format = keep(values::log_format(self.log_format.as_deref()), problems);
        Some(LogConfig {
            filter: filter?,
            format: format?,
        })
    }
}

/// Sets a problem aside and goes on, so that all of them end in one report.
fn keep<T>(outcome: Result<T, ConfigError>, problems: &mut Vec<ConfigError>) -> Option<T> {
    outcome.map_err(|problem| problems.push(problem)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> RawConfig {
        RawConfig {
            discord_token: Some(Secret::new("MTA.Gxx.abc-_9")),
            discord_guild_id: Some("100000000000000001".to_owned()),
            ..RawConfig::default()
        }
    }

    #[test]
    fn two_settings_are_enough() {
        let config = good().parse().unwrap();

        assert_eq!(config.discord.token.expose(), "MTA.Gxx.abc-_9");
        assert_eq!(config.discord.guild_id.get(), 100_000_000_000_000_001);
        assert!(config.discord.proxy.is_none());
        assert!(config.discord.staff_channel_id.is_none());
        assert_eq!(config.database.path, PathBuf::from("sparks.db"));
        assert_eq!(
            config.log,
            LogConfig {
                filter: "info".to_owned(),
                format: LogFormat::Text
            }
        );
    }

    #[test]
    fn every_bad_value_is_reported_at_once() {
        let raw = RawConfig {
            discord_token: Some(Secret::new("Bot MTA.Gxx.abc")),
            discord_guild_id: Some("my server".to_owned()),
            staff_channel_id: Some("#staff".to_owned()),
            database_url: Some("postgres://elsewhere/sparks".to_owned()),
            rules_file: Some("rules.yaml".to_owned()),
            discord_proxy: Some("socks5://127.0.0.1".to_owned()),
            events_listen: Some("8080".to_owned()),
            events_public: None,
            events_secrets: Some(Secret::new("secret")),
            events_per_second: Some("many".to_owned()),
            outbound_url: Some(Secret::new("http://backend.example")),
            outbound_secret: Some(Secret::new("secret")),
            log_level: Some("chatty".to_owned()),
            log_format: Some("xml".to_owned()),
            env_file_problems: vec![env_file::unreadable_line(3)],
        };

        let errors = raw.parse().unwrap_err();

        let named: Vec<_> = errors
            .0
            .iter()
            .map(|error| error.setting.as_str())
            .collect();
        let mut expected = vec![".env, line 3"];
        // Whether it may be public is asked before where it listens, and both are one question.
        expected.extend(VARIABLES.iter().filter(|name| **name != "EVENTS_PUBLIC"));
        assert_eq!(named, expected);
        let report = errors.to_string();
        assert!(
            report.starts_with("14 settings need attention:"),
            "{report}"
        );
        for (setting, part) in named.iter().zip(report.split("\n\n").skip(1)) {
            assert!(
                part.contains(setting) && part.contains("expected: "),
                "{part}"
            );
        }
    }

    #[test]
    fn missing_values_are_reported_with_the_place_to_get_them() {
        let report = RawConfig::default().parse().unwrap_err().to_string();

        assert!(report.starts_with("2 settings need attention:"), "{report}");
        assert!(report.contains("DISCORD_TOKEN is missing"), "{report}");
        assert!(
            report.contains("discord.com/developers/applications"),
            "{report}"
        );
        assert!(report.contains("DISCORD_GUILD_ID is missing"), "{report}");
        assert!(report.contains("Copy Server ID"), "{report}");
    }

    #[test]
    fn commands_that_stay_local_need_no_discord_settings() {
        let raw = RawConfig {
            database_url: Some("sqlite:///var/lib/sparks/sparks.db".to_owned()),
            ..RawConfig::default()
        };

        let config = raw.parse_local().unwrap();

        assert_eq!(
            config.database.path,
            PathBuf::from("/var/lib/sparks/sparks.db")
        );
    }

    /// People paste tokens into the wrong place; no report may repeat them from there.
    #[test]
    fn no_report_repeats_a_value() {
        let token = "MTAxMDEwMTAxMDEwMTAxMDEw.GaBcDe.0123456789abcdefghijklmnopqrstuvwxyzAB";
        for malformed in [
            format!("Bot {token}"),
            format!("\"{token}\""),
            format!("{token}.x"),
        ] {
            let text = Some(malformed.clone());
            let raw = RawConfig {
                discord_token: Some(Secret::new(malformed)),
                discord_guild_id: text.clone(),
                staff_channel_id: text.clone(),
                database_url: text.clone(),
                rules_file: text.clone(),
                discord_proxy: text.clone(),
                events_listen: text.clone(),
                events_public: None,
                events_secrets: text.clone().map(Secret::new),
                events_per_second: text.clone(),
                outbound_url: text.clone().map(Secret::new),
                outbound_secret: text.clone().map(Secret::new),
                log_level: text.clone(),
                log_format: text,
                env_file_problems: Vec::new(),
            };

            let errors = raw.parse().unwrap_err();

            assert_eq!(errors.0.len(), VARIABLES.len() - 1);
            for output in [errors.to_string(), format!("{errors:?}")] {
                assert!(!output.contains("GaBcDe"), "{output}");
            }
        }
    }

    #[test]
    fn debug_of_a_config_hides_the_token() {
        let raw = good();
        let config = raw.parse().unwrap();

        for output in [format!("{raw:?}"), format!("{config:#?}")] {
            assert!(
                !output.contains("Gxx") && output.contains("[redacted]"),
                "{output}"
            );
        }
    }
}
