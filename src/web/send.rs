//! `sparks event send`: signs a file as the product's backend would, posts it, and shows the answer. For integrators and
//! for trying things out; it looks into the file for its id only, so that bad events can be sent as well.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use anyhow::Context as _;
use reqwest::{StatusCode, Url};
use sha2::{Digest as _, Sha256};

use crate::clock::Millis;
use crate::config::{SendConfig, is_loopback};
use crate::events::MessageId;
use crate::webhooks::Poster;

/// Where the endpoint is when nobody says.
const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// What is read of an answer, in bytes.
const ANSWER_MAX: usize = 64 * 1024;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// What it says.
    pub body: String,
}

/// Signs this and posts it: to this address, or to where the settings say that the endpoint is.
///
/// # Errors
/// When it can't be sent, or nothing comes back.
pub async fn send(
    config: &SendConfig,
    url: Option<&str>,
    body: String,
    now_ms: Millis,
) -> anyhow::Result<Answer> {
    let url = match url {
        Some(url) => checked(url)?,
        None => local(config.listen.unwrap_or(DEFAULT_LISTEN))?,
    };
    let id = name(&body)?;
    let poster = Poster::new(url, config.keys.clone())?;
    let mut answer = poster
        .post(&id, now_ms, body)
        .await
        .context("the event can't be sent")?;
    let status = answer.status();
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.context("the answer broke off")? {
        let room = ANSWER_MAX - bytes.len();
        bytes.extend(chunk.into_iter().take(room));
        if bytes.len() >= ANSWER_MAX {
            break;
        }
    }
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Answer { status, body })
}

/// What is signed should not be read on its way.
fn checked(url: &str) -> anyhow::Result<Url> {
    let url = Url::parse(url).context("the address can't be read")?;
    let is_fine = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    anyhow::ensure!(
        is_fine,
        "the address must be https://, or http:// on this machine"
    );
    Ok(url)
}

/// The endpoint on this machine that listens there.
fn local(listen: SocketAddr) -> anyhow::Result<Url> {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    let address = SocketAddr::new(ip, listen.port());
    Url::parse(&format!("http://{address}/v1/events")).context("the address can't be read")
}

/// The event's own id where it has one, so that a repetition is one; else what it says.
fn name(body: &str) -> anyhow::Result<MessageId> {
    let event: Option<serde_json::Value> = serde_json::from_str(body).ok();
    let own = event.as_ref().and_then(|event| event["id"].as_str());
    if let Some(id) = own.and_then(MessageId::parse) {
        return Ok(id);
    }
    let fingerprint = hex::encode(Sha256::digest(body));
    MessageId::parse(&format!("msg_{}", &fingerprint[..16])).context("no id can be made")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_called_by_its_event() {
        assert_eq!(name(r#"{"id": "t-1"}"#).unwrap().as_str(), "t-1");
        for body in [r#"{"id": "t.1"}"#, r#"{"id": 1}"#, "[]", "", "{"] {
            let made = name(body).unwrap();
            assert!(made.as_str().starts_with("msg_"), "{body}");
            assert_eq!(made, name(body).unwrap());
        }
    }

    #[test]
    fn it_goes_to_this_machine_or_is_encrypted() {
        assert!(checked("http://127.0.0.1:8080/v1/events").is_ok());
        assert!(checked("https://sparks.example/v1/events").is_ok());
        for bad in ["http://sparks.example/v1/events", "ftp://127.0.0.1/", "x"] {
            assert!(checked(bad).is_err(), "{bad}");
        }
        for (listen, url) in [
            ("0.0.0.0:80", "http://127.0.0.1/v1/events"),
            ("[::]:8080", "http://[::1]:8080/v1/events"),
            ("127.0.0.1:9", "http://127.0.0.1:9/v1/events"),
        ] {
            assert_eq!(local(listen.parse().unwrap()).unwrap().as_str(), url);
        }
    }
}
