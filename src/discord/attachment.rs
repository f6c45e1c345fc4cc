//! Files that members give to commands, fetched from where Discord says they are. It promises that nothing is fetched from
//! anywhere else, that a file is refused by its declared size before a byte of it is asked for and that no more is read
//! than that, whatever is sent, and that our token goes nowhere: files need none. Discord's count of refused requests is
//! about its API, so these don't pass the breaker.

use std::time::Duration;

use anyhow::Context as _;
use reqwest::{Client, Url};

use crate::config::{DiscordConfig, DiscordProxy, is_loopback};

/// Where Discord keeps files.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// A file of the largest size over a slow line.
const FETCH_TIMEOUT: Duration = Duration::from_secs(20);

/// Fetches files.
#[derive(Debug)]
pub struct Attachments {
    client: Client,
    proxy: Option<DiscordProxy>,
}

/// Why a file was not fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchRefusal {
    /// It has more bytes than `max`.
    TooLarge {
        /// The most.
        max: usize,
    },
    /// It is not where Discord keeps files.
    Elsewhere,
    /// It can't be had.
    Failed,
}

impl Attachments {
    /// From where this bot's Discord keeps them.
    ///
    /// # Errors
    /// When HTTPS can't be set up.
    pub fn new(discord: &DiscordConfig) -> anyhow::Result<Self> {
        let mut client = Client::builder()
            .use_rustls_tls()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(FETCH_TIMEOUT)
            // What redirects leads elsewhere.
            .redirect(reqwest::redirect::Policy::none());
        if discord.proxy.is_some() {
            client = client.no_proxy();
        }
        Ok(Self {
            client: client.build().context("can't set up HTTPS")?,
            proxy: discord.proxy.clone(),
        })
    }

    /// A file of at most `max` bytes. `declared` is what Discord says of its size.
    ///
    /// # Errors
    /// When it is larger, elsewhere, or can't be had.
    pub async fn fetch(
        &self,
        address: &str,
        declared: u64,
        max: usize,
    ) -> Result<Vec<u8>, FetchRefusal> {
        if usize::try_from(declared).unwrap_or(usize::MAX) > max {
            return Err(FetchRefusal::TooLarge { max });
        }
        let url = allowed(address, self.proxy.as_ref()).ok_or(FetchRefusal::Elsewhere)?;
        let answered = self.client.get(url).send().await;
        let mut answer = answered
            .and_then(reqwest::Response::error_for_status)
            .map_err(failed)?;
        if !answer.status().is_success() {
            tracing::warn!(status = %answer.status(), "a file can't be fetched");
            return Err(FetchRefusal::Failed);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if bytes.len() + chunk.len() > max {
                return Err(FetchRefusal::TooLarge { max });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

/// Its address has a signature in it, which is nobody's business.
#[allow(clippy::needless_pass_by_value, reason = "given to map_err as it is")]
fn failed(error: reqwest::Error) -> FetchRefusal {
    let error = error.without_url();
    tracing::warn!(%error, "a file can't be fetched");
    FetchRefusal::Failed
}

/// The address, if it is where Discord, or the proxy in its place, keeps files. With a proxy on this machine nothing
/// leaves it.
fn allowed(address: &str, proxy: Option<&DiscordProxy>) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let is_discords = url.scheme() == "https" && HOSTS.contains(&host) && url.port().is_none();
    let is_ours = |proxy: &DiscordProxy| {
        Url::parse(proxy.as_str()).is_ok_and(|proxy| {
            (proxy.scheme(), proxy.host_str(), proxy.port())
                == (url.scheme(), url.host_str(), url.port())
        })
    };
    let is_allowed = match proxy {
        None => is_discords,
        Some(proxy) if proxy.is_loopback() => is_loopback(&url) && is_ours(proxy),
        Some(proxy) => is_discords || is_ours(proxy),
    };
    (is_allowed && url.username().is_empty() && url.password().is_none()).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::RawConfig;
    use crate::secret::Secret;

    fn proxy(address: &str) -> DiscordProxy {
        let raw = RawConfig {
            discord_token: Some(Secret::new("aaa.bbb.ccc")),
            discord_guild_id: Some("100000000000000001".to_owned()),
            discord_proxy: Some(address.to_owned()),
            ..RawConfig::default()
        };
        raw.parse().unwrap().discord.proxy.unwrap()
    }

    #[test]
    fn files_come_from_discord_and_nowhere_else() {
        let local = "http://127.0.0.1:3000";
        let remote = "http://proxy.internal:3000";
        for (behind, address, is_fine) in [
            (
                None,
                "https://cdn.discordapp.com/attachments/1/2/a.csv?ex=3",
                true,
            ),
            (
                None,
                "https://media.discordapp.net/attachments/1/2/a.csv",
                true,
            ),
            (
                None,
                "http://cdn.discordapp.com/attachments/1/2/a.csv",
                false,
            ),
            (
                None,
                "https://cdn.discordapp.com:8443/attachments/1/2/a.csv",
                false,
            ),
            (None, "https://cdn.discordapp.com.example.org/a.csv", false),
            (None, "https://cdn.discordapp.com@example.org/a.csv", false),
            (None, "https://user@cdn.discordapp.com/a.csv", false),
            (None, "http://127.0.0.1:3000/attachments/1/2/a.csv", false),
            (None, "file:///etc/passwd", false),
            (None, "", false),
            (
                Some(local),
                "http://127.0.0.1:3000/attachments/1/2/a.csv",
                true,
            ),
            (
                Some(local),
                "http://127.0.0.1:3001/attachments/1/2/a.csv",
                false,
            ),
            (
                Some(local),
                "https://cdn.discordapp.com/attachments/1/2/a.csv",
                false,
            ),
            (
                Some(remote),
                "https://cdn.discordapp.com/attachments/1/2/a.csv",
                true,
            ),
            (
                Some(remote),
                "http://proxy.internal:3000/attachments/1/2/a.csv",
                true,
            ),
            (Some(remote), "http://169.254.169.254/latest", false),
        ] {
            let behind = behind.map(proxy);
            let found = allowed(address, behind.as_ref()).is_some();
            assert_eq!(found, is_fine, "{behind:?} {address}");
        }
    }
}
