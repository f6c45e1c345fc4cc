//! The REST connection to Discord, and the check of where the gateway is.
//!
//! Promises timeouts on every request, no redirects, no pings by default, and that with a proxy
//! nothing is sent anywhere else: neither a request nor the gateway connection. Deadlines around whole
//! calls, which may wait for rate limits, are the callers' part.

use std::time::Duration;

use anyhow::Context;
use reqwest::Url;
use serenity::all::{
    BotGateway, Client, CreateAllowedMentions, Http, HttpBuilder, HttpError, StatusCode,
};

use crate::clock::Millis;
use crate::config::{DiscordConfig, DiscordProxy, is_loopback};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);

/// Builds the connection. Each has a rate limiter of its own, so a process should build one.
pub fn build(discord: &DiscordConfig) -> anyhow::Result<Http> {
    let mut client = reqwest::Client::builder()
        .use_rustls_tls()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(REQUEST_TIMEOUT)
        // Discord's API does not redirect; something that does would be sent our token.
        .redirect(reqwest::redirect::Policy::none());
    if discord.proxy.is_some() {
        // HTTP_PROXY and the like must not lead requests for our proxy elsewhere.
        client = client.no_proxy();
    }
    let client = client.build().context("can't set up HTTPS")?;
    let mut http = HttpBuilder::new(discord.token.expose())
        .client(client)
        .default_allowed_mentions(CreateAllowedMentions::new());
    if let Some(proxy) = &discord.proxy {
        // Both or neither: serenity's rate limiter ignores the proxy and would dial Discord itself.
        http = http.proxy(proxy.as_str()).ratelimiter_disabled(true);
    }
    Ok(http.build())
}

/// Why the gateway can't be used.
#[derive(Debug, thiserror::Error)]
pub enum GatewayRefused {
    /// 401.
    #[error(
        "Discord does not accept the token. Reset it at https://discord.com/developers/applications \
         > your application > Bot > Reset Token, and set DISCORD_TOKEN"
    )]
    Unauthorized,
    /// No answer, or not one that can be used: it may be one later.
    #[error("can't ask {asked} where the gateway is: {detail}")]
    Unreachable {
        /// Who was asked.
        asked: String,
        /// What was met.
        detail: String,
    },
    /// A refusal that stays one.
    #[error("{asked} does not say where the gateway is: {detail}")]
    Refused {
        /// Who was asked.
        asked: String,
        /// What was met.
        detail: String,
    },
    /// An address that we will not connect to.
    #[error("{asked} sends us to the gateway at {host}, {why}; refusing to connect")]
    Elsewhere {
        /// Who was asked.
        asked: String,
        /// Where we were sent.
        host: String,
        /// Why that is wrong.
        why: &'static str,
    },
}

/// Where the gateway is, known to be where we may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayAddress(String);

impl GatewayAddress {
    /// Asks Discord, or the proxy in its place, and checks the answer. This needs a valid token, so it
    /// tries that as well.
    pub async fn ask(http: &Http, proxy: Option<&DiscordProxy>) -> Result<Self, GatewayRefused> {
        Self::read(http.get_bot_gateway().await, proxy)
    }

    /// What Discord's answer comes to.
    ///
    /// # Errors
    /// When it is a refusal, or an address that we will not connect to.
    pub fn read(
        answer: serenity::Result<BotGateway>,
        proxy: Option<&DiscordProxy>,
    ) -> Result<Self, GatewayRefused> {
        let asked = proxy.map_or("https://discord.com", DiscordProxy::as_str);
        match answer {
            Ok(gateway) => Self::check(&gateway.url, proxy),
            Err(error) if status(&error) == Some(StatusCode::UNAUTHORIZED) => {
                Err(GatewayRefused::Unauthorized)
            }
            Err(error) => {
                let (asked, detail) = (asked.to_owned(), describe(&error));
                Err(if may_pass(&error) {
                    GatewayRefused::Unreachable { asked, detail }
                } else {
                    GatewayRefused::Refused { asked, detail }
                })
            }
        }
    }

    /// Makes a client dial this address and no other, now and whenever it connects again.
    ///
    /// serenity asks for the address by itself while it builds a client, and if that fails goes to the
    /// real gateway with no more than a warning. It keeps the address in this one place: it does not
    /// ask again, and it ignores the `resume_gateway_url` that READY brings.
    pub async fn pin(&self, client: &Client) {
        client.ws_url.lock().await.clone_from(&self.0);
    }

    fn check(address: &str, proxy: Option<&DiscordProxy>) -> Result<Self, GatewayRefused> {
        let asked = proxy
            .map_or("https://discord.com", DiscordProxy::as_str)
            .to_owned();
        let Ok(url) = Url::parse(address) else {
            let detail = "the answer holds no address".to_owned();
            return Err(GatewayRefused::Unreachable { asked, detail });
        };
        let why = match (url.scheme(), proxy) {
            ("ws" | "wss", Some(proxy)) if proxy.is_loopback() && !is_loopback(&url) => {
                "which is not on this machine although the proxy is"
            }
            ("wss", _) | ("ws", Some(_)) => {
                // serenity appends `?v=10` to what it is given.
                return Ok(Self(address.trim_end_matches('/').to_owned()));
            }
            ("ws", None) => "which is not encrypted",
            _ => "which is no WebSocket address",
        };
        let host = url.host_str().unwrap_or_default().to_owned();
        Err(GatewayRefused::Elsewhere { asked, host, why })
    }
}

/// What time it is at Discord, to the second; none where the answer does not say. Anyone may ask for this, so it needs no
/// token.
///
/// # Errors
/// When Discord can't be asked.
pub async fn time(http: &Http) -> serenity::Result<Option<Millis>> {
    let base = http.proxy.as_deref().unwrap_or("https://discord.com");
    let request = async {
        let client = reqwest::Client::builder()
            .use_rustls_tls()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(REQUEST_TIMEOUT)
            .redirect(reqwest::redirect::Policy::none());
        let client = if http.proxy.is_some() {
            client.no_proxy()
        } else {
            client
        };
        let url = format!("{base}/api/v10/gateway");
        client.build()?.get(url).send().await
    };
    let answer = request
        .await
        .map_err(|error| serenity::Error::Http(HttpError::Request(error)))?;
    let date = answer.headers().get("date");
    Ok(date.and_then(|date| parse_date(date.to_str().ok()?)))
}

/// An HTTP date, such as "Sun, 06 Nov 1994 08:49:37 GMT".
fn parse_date(text: &str) -> Option<Millis> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

    let mut parts = text.split_once(", ")?.1.split([' ', ':']);
    let mut next = || parts.next();
    let day = next()?.parse().ok()?;
    let month = u8::try_from(MONTHS.find(next()?)? / 3 + 1).ok()?;
    let year = next()?.parse().ok()?;
    let (hour, minute, second) = (
        next()?.parse().ok()?,
        next()?.parse().ok()?,
        next()?.parse().ok()?,
    );
    let date = time::Date::from_calendar_date(year, month.try_into().ok()?, day).ok()?;
    let at = date.with_hms(hour, minute, second).ok()?.assume_utc();
    (next()? == "GMT").then(|| at.unix_timestamp() * 1_000)
}

/// The status of an answer that is an error.
#[must_use]
pub fn status(error: &serenity::Error) -> Option<StatusCode> {
    match error {
        serenity::Error::Http(error) => error.status_code(),
        _ => None,
    }
}

/// Whether the same request may work later: no answer, one that can't be read, a server's error, a rate limit, being held
/// back by the breaker; and refusals without a code of Discord's, which something in between has made.
#[must_use]
pub fn may_pass(error: &serenity::Error) -> bool {
    match status(error).map(|status| status.as_u16()) {
        Some(401) => false,
        Some(408 | 425 | 429) => true,
        Some(400..=499) => discord_code(error).is_none(),
        _ => true,
    }
}

/// Discord's own code in an answer that is an error, such as 10062.
#[must_use]
pub fn discord_code(error: &serenity::Error) -> Option<i64> {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            i64::try_from(response.error.code)
                .ok()
                .filter(|code| *code >= 0)
        }
        _ => None,
    }
}

/// An error in words for the log. Never log one of serenity's errors in another way: their addresses
/// hold the tokens of interactions.
#[must_use]
pub fn describe(error: &serenity::Error) -> String {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            let (status, error) = (response.status_code.as_u16(), &response.error);
            let mut text = format!("{status}, code {}: {}", error.code, error.message);
            for part in &error.errors {
                text.extend(["; ", part.path.as_str(), ": ", part.message.as_str()]);
            }
            text
        }
        serenity::Error::Http(HttpError::Request(error)) => {
            let kind = if error.is_timeout() {
                "no answer in time"
            } else if error.is_connect() {
                "can't connect"
            } else {
                "the connection failed"
            };
            // The error's own text names the address; its causes do not.
            let mut cause = std::error::Error::source(error);
            let mut text = kind.to_owned();
            while let Some(error) = cause {
                text.extend([": ", error.to_string().as_str()]);
                cause = error.source();
            }
            text
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU64;

    use super::*;
    use crate::config::RawConfig;
    use crate::secret::Secret;

    fn config(proxy: Option<&str>) -> DiscordConfig {
        let raw = RawConfig {
            discord_token: Some(Secret::new("aaa.bbb.ccc")),
            discord_guild_id: Some(NonZeroU64::MIN.to_string()),
            discord_proxy: proxy.map(str::to_owned),
            ..RawConfig::default()
        };
        raw.parse().unwrap().discord
    }

    #[test]
    fn a_date_is_read_as_http_writes_it() {
        for (text, read) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777_000)),
            ("Thu, 01 Jan 2026 00:00:00 GMT", Some(1_767_225_600_000)),
            ("Thu, 01 Jan 2026 00:00:00 CET", None),
            ("Thu, 32 Jan 2026 00:00:00 GMT", None),
            ("2026-01-01", None),
            ("", None),
        ] {
            assert_eq!(parse_date(text), read, "{text}");
        }
    }

    #[test]
    fn the_proxy_and_the_rate_limiter_are_switched_together() {
        let direct = build(&config(None)).unwrap();
        assert!(direct.proxy.is_none() && direct.ratelimiter.is_some());

        let proxied = build(&config(Some("http://127.0.0.1:9/"))).unwrap();
        assert_eq!(proxied.proxy.as_deref(), Some("http://127.0.0.1:9"));
        assert!(proxied.ratelimiter.is_none());
        assert!(proxied.default_allowed_mentions.is_some());
        assert!(!format!("{proxied:?}{direct:?}").contains("bbb"));
    }

    #[test]
    fn the_gateway_must_be_where_the_proxy_is() {
        let local = "http://127.0.0.1:3000";
        let remote = "http://proxy.internal:3000";
        for (proxy, address, allowed) in [
            (None, "wss://gateway.discord.gg", true),
            (None, "ws://gateway.discord.gg", false),
            (None, "https://gateway.discord.gg", false),
            (None, "", false),
            (Some(local), "ws://127.0.0.1:3001", true),
            (Some(local), "ws://localhost:3001/", true),
            (Some(local), "ws://[::1]:3001", true),
            (Some(local), "wss://gateway.discord.gg", false),
            (Some(local), "ws://127.0.0.1.example.org", false),
            (Some(local), "http://127.0.0.1:3001", false),
            (Some(remote), "wss://gateway.discord.gg", true),
            (Some(remote), "ws://gateway-proxy:7878", true),
        ] {
            let proxy = config(proxy).proxy;
            let outcome = GatewayAddress::check(address, proxy.as_ref());
            assert_eq!(outcome.is_ok(), allowed, "{proxy:?} {address}: {outcome:?}");
        }
    }

    #[tokio::test]
    async fn a_proxy_that_does_not_answer_is_an_error_and_never_the_real_gateway() {
        // A port that was free a moment ago.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let config = config(Some(&address));

        let refused = GatewayAddress::ask(&build(&config).unwrap(), config.proxy.as_ref())
            .await
            .unwrap_err();

        let text = refused.to_string();
        assert!(
            text.contains(&address) && text.contains("can't connect"),
            "{text}"
        );
        assert!(!text.contains("gateway/bot"), "{text}");
    }

    #[tokio::test]
    async fn pinning_replaces_whatever_serenity_found() {
        let address = GatewayAddress::check("wss://gateway.discord.gg", None).unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let nowhere = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let http = build(&config(Some(&nowhere))).unwrap();
        let intents = serenity::all::GatewayIntents::GUILDS;
        let client = serenity::all::ClientBuilder::new_with_http(http, intents)
            .await
            .unwrap();
        *client.ws_url.lock().await = "ws://127.0.0.1:1".to_owned();

        address.pin(&client).await;

        assert_eq!(*client.ws_url.lock().await, "wss://gateway.discord.gg");
    }
}
