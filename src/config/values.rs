//! One parser for each setting.
//!
//! Each takes what somebody typed, or nothing, and returns the value or what is wrong with it. They
//! look at shapes only, touch nothing outside, and never put the value into a message.

use std::net::IpAddr;
use std::num::NonZeroU64;
use std::path::PathBuf;

use reqwest::Url;
use tracing_subscriber::EnvFilter;

use super::{ConfigError, DEFAULT_DATABASE_URL, DatabaseConfig};
use crate::secret::Secret;

/// What an unset `LOG_LEVEL` means.
const DEFAULT_LOG_FILTER: &str = "info";

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// A REST proxy that stands in for discord.com.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscordProxy(Url);

impl DiscordProxy {
    /// The address to send requests to, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Whether the proxy runs on this machine; a test's stand-in for Discord does.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }
}

/// Whether an address stays on this machine.
#[must_use]
pub(crate) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    // An IPv6 host comes in brackets.
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// A setting with its help: what every problem with it repeats.
pub(super) struct Setting {
    pub(super) name: &'static str,
    pub(super) expected: &'static str,
    pub(super) source: &'static str,
}

impl Setting {
    pub(super) fn problem(&self, problem: impl Into<String>) -> ConfigError {
        let Self {
            name,
            expected,
            source,
        } = *self;
        ConfigError {
            setting: name.to_owned(),
            problem: problem.into(),
            expected,
            source,
        }
    }
}

/// A blank value means the same as none: `.env.example` is copied with values left empty.
pub(super) fn filled(raw: Option<&str>) -> Option<&str> {
    raw.map(str::trim).filter(|text| !text.is_empty())
}

const TOKEN: Setting = Setting {
    name: "DISCORD_TOKEN",
    expected: "the bot's token: three parts joined by dots, made of letters, digits, - and _",
    source: "https://discord.com/developers/applications > your application > Bot > Reset Token",
};

/// A token is three non-empty parts of `[A-Za-z0-9_-]` joined by dots. Nothing more is asked: the
/// lengths have changed before, and a stand-in for Discord makes its own.
pub(super) fn token(raw: Option<&Secret>) -> Result<Secret, ConfigError> {
    let Some(secret) = raw.filter(|secret| filled(Some(secret.expose())).is_some()) else {
        return Err(TOKEN.problem("is missing"));
    };
    let text = secret.expose();
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let lower = text.to_ascii_lowercase();
    let problem = if lower.starts_with("bot ") || lower.starts_with("bearer ") {
        "starts with a word; give the token alone, the bot adds the word itself"
    } else if text.starts_with(['"', '\'', '`']) || text.ends_with(['"', '\'', '`']) {
        "has quotation marks around it; leave them out"
    } else if text.contains(char::is_whitespace) {
        "has a blank in it; copy the token again, without the space around it"
    } else if text.bytes().all(|byte| byte.is_ascii_digit()) {
        "looks like the application's id, not like its token"
    } else if !text.contains('.') && is_part(text) {
        "looks like the client secret or the public key, not like a token"
    } else if text.split('.').count() != 3 || !text.split('.').all(is_part) {
        "does not look like a token; a part may be missing"
    } else {
        return Ok(secret.clone());
    };
    Err(TOKEN.problem(problem))
}

const GUILD_ID: Setting = Setting {
    name: "DISCORD_GUILD_ID",
    expected: "the server's id: a number of 17 to 20 digits",
    source: "Discord > Settings > Advanced > Developer Mode on, then right-click the server > Copy Server ID",
};

pub(super) fn guild_id(raw: Option<&str>) -> Result<NonZeroU64, ConfigError> {
    let text = filled(raw).ok_or_else(|| GUILD_ID.problem("is missing"))?;
    id(
        &GUILD_ID,
        text,
        "is not a number; it is the server's id, not its name",
    )
}

const STAFF_CHANNEL_ID: Setting = Setting {
    name: "STAFF_CHANNEL_ID",
    expected: "empty, or the id of a text channel: a number of 17 to 20 digits",
    source: "Discord > Settings > Advanced > Developer Mode on, then right-click the channel > Copy Channel ID",
};

pub(super) fn staff_channel_id(raw: Option<&str>) -> Result<Option<NonZeroU64>, ConfigError> {
    let parse = |text| {
        id(
            &STAFF_CHANNEL_ID,
            text,
            "is not a number; it is the channel's id, not its name",
        )
    };
    filled(raw).map(parse).transpose()
}

/// One of Discord's ids.
fn id(setting: &Setting, text: &str, not_a_number: &str) -> Result<NonZeroU64, ConfigError> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(setting.problem(not_a_number));
    }
    match text.parse::<u64>() {
        // The database keeps ids as signed integers, and Discord's stay below that for decades.
        Ok(id) if i64::try_from(id).is_err() => Err(setting.problem("is too large")),
        Ok(id) => NonZeroU64::new(id).ok_or_else(|| setting.problem("is zero")),
        Err(_) => Err(setting.problem("is too large")),
    }
}

const DATABASE: Setting = Setting {
    name: "DATABASE_URL",
    expected: "sqlite://FILE, for example sqlite://sparks.db or sqlite:///var/lib/sparks/sparks.db",
    source: "choose a file on a local disk; it is created when it is missing",
};

/// The path is taken as it stands. Options after `?` are refused: the bot sets them itself, and one
/// such as `mode=memory` would take the promise away that nothing is lost.
pub(super) fn database(raw: Option<&str>) -> Result<DatabaseConfig, ConfigError> {
    let text = filled(raw).unwrap_or(DEFAULT_DATABASE_URL);
    let Some(rest) = text.strip_prefix("sqlite:") else {
        return Err(DATABASE.problem("does not start with sqlite:; no other database is supported"));
    };
    let path = rest.strip_prefix("//").unwrap_or(rest);
    let problem = if path.contains(":memory:") {
        "keeps Sparks in memory, where a restart loses them; name a file"
    } else if path.contains('?') {
        "has options after a question mark; leave them out, the bot sets them itself"
    } else if path.is_empty() || path.ends_with('/') {
        "names no file"
    } else if path.contains(char::is_control) {
        "has a control character in the file's name"
    } else {
        return Ok(DatabaseConfig {
            path: PathBuf::from(path),
        });
    };
    Err(DATABASE.problem(problem))
}

const RULES_FILE: Setting = Setting {
    name: "RULES_FILE",
    expected: "empty, or a TOML file with the rules, for example rules.toml",
    source: "docs/RULES.md explains the file; leave it empty when the product reports no events",
};

pub(super) fn rules_file(raw: Option<&str>) -> Result<Option<PathBuf>, ConfigError> {
    let Some(text) = filled(raw) else {
        return Ok(None);
    };
    if text.contains(char::is_control) {
        return Err(RULES_FILE.problem("has a control character in the file's name"));
    }
    let path = PathBuf::from(text);
    match path.extension() {
        Some(extension) if extension == "toml" => Ok(Some(path)),
        _ => Err(RULES_FILE.problem("does not end in .toml")),
    }
}

const PROXY: Setting = Setting {
    name: "DISCORD_PROXY",
    expected: "empty, or the address of a REST proxy, for example http://127.0.0.1:3000",
    source: "leave it empty unless you run twilight-http-proxy, nirn-proxy or a stand-in for Discord",
};

pub(super) fn proxy(raw: Option<&str>) -> Result<Option<DiscordProxy>, ConfigError> {
    let Some(text) = filled(raw) else {
        return Ok(None);
    };
    let url = Url::parse(text).map_err(|_| PROXY.problem("is not an address"))?;
    let problem = if !matches!(url.scheme(), "http" | "https") {
        "starts with neither http:// nor https://"
    } else if !url.username().is_empty() || url.password().is_some() {
        "has a name or password in it, which would end up in logs"
    } else if url.query().is_some() || url.fragment().is_some() {
        "has a ? or # in it"
    } else {
        return Ok(Some(DiscordProxy(url)));
    };
    Err(PROXY.problem(problem))
}

const LOG_LEVEL: Setting = Setting {
    name: "LOG_LEVEL",
    expected: "error, warn, info, debug or trace; or a filter such as info,sparks=debug",
    source: "info is a good choice",
};

/// A bare word that is no level would be taken for a module's name and silence everything else, so
/// modules need their `=level`.
pub(super) fn log_filter(raw: Option<&str>) -> Result<String, ConfigError> {
    const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];

    let text = filled(raw).unwrap_or(DEFAULT_LOG_FILTER);
    let understood = text.contains('[')
        || text.split(',').map(str::trim).all(|directive| {
            directive.contains('=') || LEVELS.contains(&directive.to_ascii_lowercase().as_str())
        });
    if understood && EnvFilter::try_new(text).is_ok() {
        Ok(text.to_owned())
    } else {
        Err(LOG_LEVEL.problem("is neither a level nor a filter"))
    }
}

const LOG_FORMAT: Setting = Setting {
    name: "LOG_FORMAT",
    expected: "text or json",
    source: "text for people, json for machines",
};

pub(super) fn log_format(raw: Option<&str>) -> Result<LogFormat, ConfigError> {
    match filled(raw).map(str::to_ascii_lowercase).as_deref() {
        None | Some("text") => Ok(LogFormat::Text),
        Some("json") => Ok(LogFormat::Json),
        Some(_) => Err(LOG_FORMAT.problem("is neither text nor json")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tokens() {
        for good in [
            "a.b.c",
            "MTA.Gxxxxx.x_x-x",
            "MTAxMDE.G1_2-3.abcdefghijklmnopqrstuvwxyz0123456789",
        ] {
            assert_eq!(token(Some(&Secret::new(good))).unwrap().expose(), good);
        }
        for (bad, problem) in [
            ("", "is missing"),
            (" \t", "is missing"),
            ("Bot a.b.c", "starts with a word"),
            ("bearer a.b.c", "starts with a word"),
            ("\"a.b.c\"", "quotation marks"),
            ("'a.b.c'", "quotation marks"),
            ("a.b.c ", "a blank"),
            ("a.b. c", "a blank"),
            ("a.b.c\n", "a blank"),
            ("1234567890123456789", "application's id"),
            ("0123456789abcdef0123456789abcdef", "client secret"),
            ("a.b", "a part may be missing"),
            ("a..c", "a part may be missing"),
            (".b.c", "a part may be missing"),
            ("a.b.c.d", "a part may be missing"),
            ("a.b.ç", "does not look like"),
        ] {
            let error = token(Some(&Secret::new(bad))).unwrap_err();
            assert!(error.problem.contains(problem), "{bad:?}: {error:?}");
        }
        assert_eq!(token(None).unwrap_err().problem, "is missing");
    }

    #[test]
    fn guild_ids() {
        assert_eq!(guild_id(Some("1")).unwrap().get(), 1);
        assert_eq!(
            guild_id(Some(" 9223372036854775807 ")).unwrap().get(),
            9_223_372_036_854_775_807
        );
        for bad in [
            "0",
            "000",
            "-1",
            "+1",
            "1.5",
            "1e3",
            "٣",
            "9223372036854775808",
            "99999999999999999999",
            "Minara",
        ] {
            assert!(guild_id(Some(bad)).is_err(), "{bad}");
        }
        assert_eq!(guild_id(Some("  ")).unwrap_err().problem, "is missing");
    }

    #[test]
    fn staff_channels() {
        assert_eq!(staff_channel_id(None).unwrap(), None);
        assert_eq!(staff_channel_id(Some(" ")).unwrap(), None);
        assert_eq!(
            staff_channel_id(Some("7")).unwrap().map(NonZeroU64::get),
            Some(7)
        );
        for bad in ["#staff", "0", "-1", "<#7>", "9223372036854775808"] {
            let error = staff_channel_id(Some(bad)).unwrap_err();
            assert_eq!(error.setting, "STAFF_CHANNEL_ID", "{bad}");
        }
    }

    #[test]
    fn databases() {
        for (url, path) in [
            (None, "sparks.db"),
            (Some(""), "sparks.db"),
            (Some("sqlite:sparks.db"), "sparks.db"),
            (Some("sqlite://data/my sparks.db"), "data/my sparks.db"),
            (Some("sqlite:///srv/sparks.db"), "/srv/sparks.db"),
        ] {
            assert_eq!(database(url).unwrap().path, PathBuf::from(path));
        }
        for (bad, problem) in [
            ("sparks.db", "does not start with sqlite:"),
            ("postgres://localhost/sparks", "does not start with sqlite:"),
            ("sqlite::memory:", "in memory"),
            ("sqlite://:memory:", "in memory"),
            ("sqlite://sparks.db?mode=memory", "question mark"),
            ("sqlite://", "names no file"),
            ("sqlite:", "names no file"),
            ("sqlite:///srv/", "names no file"),
            ("sqlite://a\0b", "control character"),
        ] {
            let error = database(Some(bad)).unwrap_err();
            assert!(error.problem.contains(problem), "{bad}: {error:?}");
        }
    }

    #[test]
    fn proxies() {
        assert_eq!(proxy(None).unwrap(), None);
        assert_eq!(proxy(Some(" ")).unwrap(), None);
        for (address, loopback) in [
            ("http://127.0.0.1:3000", true),
            ("http://127.9.9.9:3000", true),
            ("http://[::1]:3000", true),
            ("http://localhost:3000", true),
            ("http://proxy.internal:3000", false),
            ("https://10.0.0.7", false),
            ("http://127.0.0.1.example.org", false),
        ] {
            let proxy = proxy(Some(address)).unwrap().unwrap();
            assert_eq!(proxy.as_str(), address);
            assert_eq!(proxy.is_loopback(), loopback, "{address}");
        }
        for bad in [
            "127.0.0.1:3000",
            "localhost:3000",
            "ftp://host",
            "http://",
            "http://name:word@host",
            "http://host?x",
            "http://host#x",
        ] {
            assert!(proxy(Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn log_settings() {
        for good in [
            "info",
            "WARN",
            "off",
            "info,sparks=debug",
            "warn,sparks[span{id=1}]=trace",
        ] {
            assert_eq!(log_filter(Some(good)).unwrap(), good);
        }
        for bad in [
            "verbose",
            "sparks",
            "info,sparks",
            "sparks=loud",
            "=[",
            "info,,",
        ] {
            assert!(log_filter(Some(bad)).is_err(), "{bad}");
        }
        assert_eq!(log_filter(None).unwrap(), "info");
        assert_eq!(log_format(None).unwrap(), LogFormat::Text);
        assert_eq!(log_format(Some("JSON")).unwrap(), LogFormat::Json);
        assert!(log_format(Some("xml")).is_err());
    }

    proptest! {
        #[test]
        fn any_three_parts_make_a_token(text in "[A-Za-z0-9_-]{1,40}\\.[A-Za-z0-9_-]{1,40}\\.[A-Za-z0-9_-]{1,40}") {
            prop_assert!(token(Some(&Secret::new(text))).is_ok());
        }

        #[test]
        fn no_text_makes_a_parser_panic(text in any::<String>()) {
            let _ = token(Some(&Secret::new(text.clone())));
            let _ = guild_id(Some(&text));
            let _ = staff_channel_id(Some(&text));
            let _ = database(Some(&text));
            let _ = proxy(Some(&text));
            let _ = log_filter(Some(&text));
            let _ = log_format(Some(&text));
        }
    }
}
