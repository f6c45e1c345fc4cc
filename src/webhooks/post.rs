//! Posting a signed message: one request, bounded in time, to the address that was given and nowhere else.

use std::time::Duration;

use anyhow::Context as _;
use reqwest::{Client, Response, StatusCode, Url, header};

use crate::clock::Millis;
use crate::config::is_loopback;
use crate::events::{MessageId, SigningKey};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// For the whole attempt.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Posts to one address.
#[derive(Debug, Clone)]
pub struct Poster {
    client: Client,
    url: Url,
    keys: Vec<SigningKey>,
}

/// Why a message is not known to be there. It never says the address, which may hold a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// An answer that is none of success.
    #[error("status {status}")]
    Refused {
        /// Its status.
        status: u16,
        /// How long it asks us to wait.
        retry_after_ms: Option<Millis>,
    },
    /// It leads elsewhere, which is not followed.
    #[error("a redirect (status {0}), which is not followed")]
    Redirected(u16),
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// Nobody there.
    #[error("no connection")]
    NoConnection,
    /// The connection broke.
    #[error("the connection broke")]
    Broken,
}

impl Poster {
    /// To this address, signed with each of these keys.
    ///
    /// # Errors
    /// When HTTPS can't be set up.
    pub fn new(url: Url, keys: Vec<SigningKey>) -> anyhow::Result<Self> {
        let mut client = Client::builder()
            .use_rustls_tls()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .redirect(reqwest::redirect::Policy::none());
        if is_loopback(&url) {
            // HTTP_PROXY and the like must not lead what stays here elsewhere.
            client = client.no_proxy();
        }
        let client = client.build().context("can't set up HTTPS")?;
        Ok(Self { client, url, keys })
    }

    /// Posts a body and returns the answer, whatever it is.
    ///
    /// # Errors
    /// When there is none.
    pub async fn post(
        &self,
        id: &MessageId,
        now_ms: Millis,
        body: String,
    ) -> Result<Response, Failure> {
        let timestamp_s = u64::try_from(now_ms / 1_000).unwrap_or(0);
        let sign = |key: &SigningKey| key.sign(id, timestamp_s, body.as_bytes());
        let signatures: Vec<String> = self.keys.iter().map(sign).collect();
        let request = self
            .client
            .post(self.url.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", id.as_str())
            .header("webhook-timestamp", timestamp_s)
            .header("webhook-signature", signatures.join(" "));
        request.body(body).send().await.map_err(|error| {
            if error.is_timeout() {
                Failure::Timeout
            } else if error.is_connect() {
                Failure::NoConnection
            } else {
                Failure::Broken
            }
        })
    }

    /// Posts a body that has to be taken. What the answer says beyond its head is not read.
    ///
    /// # Errors
    /// When it is not known to be taken.
    pub async fn deliver(
        &self,
        id: &MessageId,
        now_ms: Millis,
        body: String,
    ) -> Result<(), Failure> {
        let answer = self.post(id, now_ms, body).await?;
        let status = answer.status();
        if status.is_success() {
            Ok(())
        } else if status.is_redirection() {
            Err(Failure::Redirected(status.as_u16()))
        } else {
            Err(Failure::Refused {
                status: status.as_u16(),
                retry_after_ms: retry_after_ms(&answer),
            })
        }
    }
}

/// What a busy backend asks for, in seconds; a date is passed over, as is what others say.
fn retry_after_ms(answer: &Response) -> Option<Millis> {
    let is_busy = matches!(
        answer.status(),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
    );
    let asked = answer.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    let seconds: u32 = asked.trim().parse().ok()?;
    is_busy.then(|| Millis::from(seconds) * 1_000)
}
