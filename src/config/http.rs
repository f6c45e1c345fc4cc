//! The settings of what is spoken over HTTP with the product's backend: the endpoint that takes its events, and the
//! address to which it is told about redemptions. Both are off unless they are set.

use std::fmt;
use std::net::SocketAddr;

use reqwest::Url;

use super::ConfigError;
use super::values::{Setting, filled, is_loopback};
use crate::events::{BadSigningKey, SigningKey};
use crate::secret::Secret;

/// How many requests a second are taken when nobody says otherwise.
const DEFAULT_PER_SECOND: u32 = 1_000;
const PER_SECOND_MAX: u32 = 100_000;
/// More than anybody needs to replace one by another.
const KEYS_MAX: usize = 8;

/// The endpoint that takes events.
#[derive(Debug, Clone)]
pub struct EventsConfig {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What events may be signed with.
    pub keys: Vec<SigningKey>,
    /// How many a second are taken in the long run.
    pub per_second: u32,
}

/// Whom to tell about redemptions.
#[derive(Clone)]
pub struct OutboundConfig {
    /// Where.
    pub url: Url,
    /// What messages are signed with: with each of them.
    pub keys: Vec<SigningKey>,
}

/// The address may hold a secret.
impl fmt::Debug for OutboundConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OutboundConfig([redacted])")
    }
}

/// The settings as they were typed.
pub(super) struct RawEvents<'a> {
    pub listen: Option<&'a str>,
    pub public: Option<&'a str>,
    pub secrets: Option<&'a Secret>,
    pub per_second: Option<&'a str>,
}

const LISTEN: Setting = Setting {
    name: "EVENTS_LISTEN",
    expected: "empty, or an address of this machine with a port, for example 127.0.0.1:8080",
    source: "choose a free port; a reverse proxy on the same machine passes requests on, see docs/EVENTS.md",
};

const PUBLIC: Setting = Setting {
    name: "EVENTS_PUBLIC",
    expected: "yes, or no (or empty)",
    source: "yes only where a firewall or a container's network decides who reaches the port",
};

const SECRETS: Setting = Setting {
    name: "EVENTS_SECRETS",
    expected: "one or more secrets, separated by blanks or commas: whsec_ and 24 to 64 bytes in base64",
    source: "printf 'whsec_%s\\n' \"$(openssl rand -base64 32)\", and give the same to the product's backend",
};

const PER_SECOND: Setting = Setting {
    name: "EVENTS_PER_SECOND",
    expected: "empty, or a number from 1 to 100000",
    source: "1000 is a good choice",
};

const OUTBOUND_URL: Setting = Setting {
    name: "OUTBOUND_URL",
    expected: "empty, or an https:// address; http:// on this machine only",
    source: "the product's backend: where it takes webhooks about redemptions, see docs/EVENTS.md",
};

const OUTBOUND_SECRET: Setting = Setting {
    name: "OUTBOUND_SECRET",
    expected: "a secret (or several, separated by blanks or commas): whsec_ and 24 to 64 bytes in base64",
    source: "printf 'whsec_%s\\n' \"$(openssl rand -base64 32)\", and give the same to the product's backend",
};

/// The endpoint's settings, if it is on; all that is wrong with them at once.
pub(super) fn events(raw: &RawEvents<'_>, problems: &mut Vec<ConfigError>) -> Option<EventsConfig> {
    let listen = keep(listen(raw.listen, raw.public), problems);
    let keys = keep(keys(&SECRETS, raw.secrets), problems);
    let per_second = keep(per_second(raw.per_second), problems);
    let (listen, keys, per_second) = (listen??, keys?, per_second?);
    if keys.is_empty() {
        problems.push(SECRETS.problem("is missing, and EVENTS_LISTEN is set"));
        return None;
    }
    Some(EventsConfig {
        listen,
        keys,
        per_second,
    })
}

/// Whom to tell, if anybody; all that is wrong at once.
pub(super) fn outbound(
    url: Option<&Secret>,
    secret: Option<&Secret>,
    problems: &mut Vec<ConfigError>,
) -> Option<OutboundConfig> {
    let url = keep(outbound_url(url), problems);
    let keys = keep(keys(&OUTBOUND_SECRET, secret), problems);
    let (url, keys) = (url??, keys?);
    if keys.is_empty() {
        problems.push(OUTBOUND_SECRET.problem("is missing, and OUTBOUND_URL is set"));
        return None;
    }
    Some(OutboundConfig { url, keys })
}

/// What events are signed with by `sparks event send`.
pub(super) fn sender_keys(secrets: Option<&Secret>) -> Result<Vec<SigningKey>, ConfigError> {
    let keys = keys(&SECRETS, secrets)?;
    if keys.is_empty() {
        return Err(SECRETS.problem("is missing"));
    }
    Ok(keys)
}

fn keep<T>(outcome: Result<T, ConfigError>, problems: &mut Vec<ConfigError>) -> Option<T> {
    outcome.map_err(|problem| problems.push(problem)).ok()
}

pub(super) fn listen(
    raw: Option<&str>,
    public: Option<&str>,
) -> Result<Option<SocketAddr>, ConfigError> {
    let is_public = match filled(public).map(str::to_ascii_lowercase).as_deref() {
        None | Some("no") => false,
        Some("yes") => true,
        Some(_) => return Err(PUBLIC.problem("is neither yes nor no")),
    };
    let Some(text) = filled(raw) else {
        return Ok(None);
    };
    let address: SocketAddr = text
        .parse()
        .map_err(|_| LISTEN.problem("is not an address with a port"))?;
    if !is_public && !address.ip().is_loopback() {
        return Err(LISTEN.problem(
            "can be reached from other machines; listen on 127.0.0.1, or set EVENTS_PUBLIC=yes if that is meant",
        ));
    }
    Ok(Some(address))
}

fn per_second(raw: Option<&str>) -> Result<u32, ConfigError> {
    let Some(text) = filled(raw) else {
        return Ok(DEFAULT_PER_SECOND);
    };
    let number = text.parse().ok();
    number
        .filter(|number| (1..=PER_SECOND_MAX).contains(number))
        .ok_or_else(|| PER_SECOND.problem("is not a number from 1 to 100000"))
}

fn keys(setting: &Setting, raw: Option<&Secret>) -> Result<Vec<SigningKey>, ConfigError> {
    let text = raw.map_or("", Secret::expose);
    let words = text.split([' ', ',', '\t', '\n', '\r']);
    let keys: Vec<_> = words
        .filter(|word| !word.is_empty())
        .map(|word| SigningKey::parse(&Secret::new(word)))
        .collect::<Result<_, BadSigningKey>>()
        .map_err(|bad| setting.problem(format!("has a secret that can't be used: {bad}")))?;
    if keys.len() > KEYS_MAX {
        return Err(setting.problem("has more than eight secrets"));
    }
    Ok(keys)
}

fn outbound_url(raw: Option<&Secret>) -> Result<Option<Url>, ConfigError> {
    let Some(text) = filled(raw.map(Secret::expose)) else {
        return Ok(None);
    };
    let url = Url::parse(text).map_err(|_| OUTBOUND_URL.problem("is not an address"))?;
    let problem = match url.scheme() {
        "https" if url.has_host() => None,
        "http" if is_loopback(&url) => None,
        "http" => Some("is not encrypted; http:// is for this machine only"),
        _ => Some("does not start with https://"),
    };
    let problem = if !url.username().is_empty() || url.password().is_some() {
        Some("has a name or password in it; messages are signed instead")
    } else if url.fragment().is_some() {
        Some("has a # in it")
    } else {
        problem
    };
    match problem {
        Some(problem) => Err(OUTBOUND_URL.problem(problem)),
        None => Ok(Some(url)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    #[test]
    fn it_listens_on_this_machine_unless_told_otherwise() {
        for (text, public, is_fine) in [
            ("127.0.0.1:8080", None, true),
            ("[::1]:8080", Some("no"), true),
            ("127.0.0.1:0", Some(""), true),
            ("0.0.0.0:8080", None, false),
            ("0.0.0.0:8080", Some("no"), false),
            ("0.0.0.0:8080", Some("Yes"), true),
            ("[::]:8080", None, false),
            ("192.168.0.7:80", Some("yes"), true),
            ("127.0.0.1", None, false),
            (":8080", None, false),
            ("localhost:8080", None, false),
            ("127.0.0.1:99999", None, false),
            ("127.0.0.1:8080", Some("maybe"), false),
        ] {
            let read = listen(Some(text), public);
            assert_eq!(read.is_ok(), is_fine, "{text} {public:?}: {read:?}");
        }
        assert_eq!(listen(None, None).unwrap(), None);
        assert_eq!(listen(Some(" "), None).unwrap(), None);
        assert!(listen(None, Some("maybe")).is_err());
    }

    #[test]
    fn several_secrets_are_read_and_a_bad_one_is_not_repeated() {
        let read = |text: &str| keys(&SECRETS, Some(&Secret::new(text)));
        assert_eq!(read("").unwrap().len(), 0);
        assert_eq!(read(SECRET).unwrap().len(), 1);
        assert_eq!(read(&format!(" {SECRET},\n{SECRET}  ")).unwrap().len(), 2);
        assert!(read(&[SECRET; 9].join(",")).is_err());
        for bad in [
            "whsec_",
            "whsec_c2hvcnQ=",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ] {
            let error = read(&format!("{SECRET} {bad}")).unwrap_err();
            assert!(!format!("{error:?}").contains("MfKQ9"), "{error:?}");
        }
    }

    #[test]
    fn rates() {
        assert_eq!(per_second(None).unwrap(), 1_000);
        assert_eq!(per_second(Some(" 1 ")).unwrap(), 1);
        for bad in ["0", "-1", "1.5", "100001", "many"] {
            assert!(per_second(Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn it_tells_over_https_or_on_this_machine() {
        let read = |text: &str| outbound_url(Some(&Secret::new(text)));
        for good in [
            "https://backend.example/hooks/sparks?key=7",
            "http://127.0.0.1:9000/hooks",
            "http://localhost:9000",
            "http://[::1]:9000/",
        ] {
            assert!(read(good).unwrap().is_some(), "{good}");
        }
        for bad in [
            "http://backend.example/hooks",
            "http://127.0.0.1.example.org/",
            "ftp://127.0.0.1/",
            "https://",
            "https://name:word@backend.example/",
            "https://backend.example/#x",
            "backend.example",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(read(" ").unwrap().is_none());
    }

    #[test]
    fn what_belongs_together_is_asked_for_together() {
        let raw = |secrets| RawEvents {
            listen: Some("127.0.0.1:8080"),
            public: None,
            secrets,
            per_second: None,
        };
        let secret = Secret::new(SECRET);
        let mut problems = Vec::new();
        let both = events(&raw(Some(&secret)), &mut problems).unwrap();
        assert_eq!((both.keys.len(), both.per_second), (1, 1_000));
        assert!(events(&raw(None), &mut problems).is_none());
        assert_eq!(problems[0].setting, "EVENTS_SECRETS");
        let url = Secret::new("https://backend.example/secret-path");
        assert!(outbound(Some(&url), None, &mut problems).is_none());
        assert_eq!(problems[1].setting, "OUTBOUND_SECRET");
        let told = outbound(Some(&url), Some(&secret), &mut problems);
        let told = told.unwrap();
        assert!(!format!("{told:?}").contains("secret-path"));
        assert!(outbound(None, Some(&secret), &mut problems).is_none());
        assert_eq!(problems.len(), 2);
        assert!(sender_keys(None).is_err() && sender_keys(Some(&secret)).is_ok());
    }
}
