//! Signatures of the Standard Webhooks specification, symmetric scheme `v1`: HMAC-SHA-256 over `id.timestamp.body`.
//! It promises to accept exactly what one of the secrets signed in the tolerated time, to compare in constant time, and
//! never to panic, whatever comes in.
//!
//! Written here because the published crate (`standardwebhooks` 1.0.1) panics on an extreme timestamp and accepts an empty
//! secret.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::secret::Secret;

/// How far a message's time may be from ours, either way, in seconds: the specification's five minutes.
pub const TOLERANCE_S: u64 = 5 * 60;
/// What a secret begins with when it is written down.
const SECRET_PREFIX: &str = "whsec_";
/// The specification asks for 24 to 64 bytes.
const KEY_LENGTH_MIN: usize = 24;
const KEY_LENGTH_MAX: usize = 64;
/// The scheme's name before each signature.
const VERSION: &str = "v1";
/// The longest id of a message, in bytes.
const ID_LENGTH_MAX: usize = 128;
/// More signatures than anybody rotates secrets at once.
const SIGNATURES_MAX: usize = 16;

type HmacSha256 = Hmac<Sha256>;

/// A secret that messages are signed with.
#[derive(Clone)]
pub struct SigningKey(Vec<u8>);

/// Why a text is no secret. It never says the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSigningKey {
    /// The prefix is missing.
    #[error("it must begin with {SECRET_PREFIX}")]
    Prefix,
    /// What follows is no base64.
    #[error("what follows {SECRET_PREFIX} must be base64")]
    Encoding,
    /// Too short, or too long.
    #[error("it must hold {KEY_LENGTH_MIN} to {KEY_LENGTH_MAX} bytes")]
    Length,
}

impl SigningKey {
    /// Reads a secret as it is written down: `whsec_` and base64.
    ///
    /// # Errors
    /// When it is no secret, or too short to be safe.
    pub fn parse(secret: &Secret) -> Result<Self, BadSigningKey> {
        let encoded = secret
            .expose()
            .strip_prefix(SECRET_PREFIX)
            .ok_or(BadSigningKey::Prefix)?;
        let key = BASE64_STANDARD
            .decode(encoded)
            .map_err(|_| BadSigningKey::Encoding)?;
        if (KEY_LENGTH_MIN..=KEY_LENGTH_MAX).contains(&key.len()) {
            Ok(Self(key))
        } else {
            Err(BadSigningKey::Length)
        }
    }

    /// The `webhook-signature` of a message.
    #[must_use]
    pub fn sign(&self, id: &MessageId, timestamp_s: u64, body: &[u8]) -> String {
        let tag = self.mac(id.as_str(), &timestamp_s.to_string(), body);
        let encoded = BASE64_STANDARD.encode(tag.finalize().into_bytes());
        format!("{VERSION},{encoded}")
    }

    fn mac(&self, id: &str, timestamp: &str, body: &[u8]) -> HmacSha256 {
        // HMAC takes a key of any length, so there is no error to meet.
        let mut mac = HmacSha256::new_from_slice(&self.0).unwrap_or_else(|_| unreachable!());
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        mac
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// The id of a message: printable ASCII without a dot, which separates what is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageId(String);

impl MessageId {
    /// None: the text is no id.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'.');
        let fits = (1..=ID_LENGTH_MAX).contains(&text.len());
        (is_plain && fits).then(|| Self(text.to_owned()))
    }

    /// As it was sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The three headers of a message as they came; none: missing, given twice, or not text.
#[derive(Debug, Clone, Copy)]
pub struct Headers<'a> {
    /// `webhook-id`.
    pub id: Option<&'a str>,
    /// `webhook-timestamp`: seconds since 1970.
    pub timestamp: Option<&'a str>,
    /// `webhook-signature`: one or more, separated by spaces.
    pub signature: Option<&'a str>,
}

/// Why a message is not believed. Whoever sent it is told no more than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// A header is missing or malformed.
    #[error("webhook-id, webhook-timestamp and webhook-signature are needed, each once")]
    Headers,
    /// It was signed too long ago, or will be.
    #[error("webhook-timestamp is more than five minutes from our time")]
    Time,
    /// No secret made any of the signatures.
    #[error("no signature fits")]
    Signature,
}

/// Whether one of these secrets signed the message. All are tried, so that one can replace another without a gap.
///
/// # Errors
/// Why it is not believed.
pub fn verify(
    keys: &[SigningKey],
    headers: Headers<'_>,
    body: &[u8],
    now_s: u64,
) -> Result<MessageId, Distrust> {
    let (Some(id), Some(timestamp), Some(signatures)) =
        (headers.id, headers.timestamp, headers.signature)
    else {
        return Err(Distrust::Headers);
    };
    let id = MessageId::parse(id).ok_or(Distrust::Headers)?;
    let timestamp_s = parse_timestamp(timestamp).ok_or(Distrust::Headers)?;
    if timestamp_s.abs_diff(now_s) > TOLERANCE_S {
        return Err(Distrust::Time);
    }
    let tags = signatures
        .split(' ')
        .filter_map(|signature| signature.strip_prefix(VERSION)?.strip_prefix(','))
        .take(SIGNATURES_MAX)
        .filter_map(|encoded| BASE64_STANDARD.decode(encoded).ok());
    // Each key reads the body once, however many signatures somebody sends.
    let macs: Vec<_> = keys
        .iter()
        .map(|key| key.mac(id.as_str(), timestamp, body))
        .collect();
    for tag in tags {
        for mac in &macs {
            // Constant time for each; how many were tried is no secret.
            if mac.clone().verify_slice(&tag).is_ok() {
                return Ok(id);
            }
        }
    }
    Err(Distrust::Signature)
}

/// Digits only, as the specification has it: no sign, no space, no leading zero. So each time has one text, the signed one.
fn parse_timestamp(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    is_plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The example of the specification's reference libraries.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIMESTAMP: &str = "1614265330";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const NOW_S: u64 = 1_614_265_330;

    fn key() -> SigningKey {
        SigningKey::parse(&Secret::new(SECRET)).unwrap()
    }

    fn check(
        id: &str,
        timestamp: &str,
        signature: &str,
        body: &[u8],
    ) -> Result<MessageId, Distrust> {
        let headers = Headers {
            id: Some(id),
            timestamp: Some(timestamp),
            signature: Some(signature),
        };
        verify(&[key()], headers, body, NOW_S)
    }

    #[test]
    fn the_published_vector_is_accepted_and_made() {
        assert_eq!(check(ID, TIMESTAMP, SIGNATURE, BODY).unwrap().as_str(), ID);
        let id = MessageId::parse(ID).unwrap();
        assert_eq!(key().sign(&id, NOW_S, BODY), SIGNATURE);
    }

    #[test]
    fn one_of_several_signatures_and_secrets_is_enough() {
        let other = SigningKey(vec![7; KEY_LENGTH_MIN]);
        let id = MessageId::parse(ID).unwrap();
        let theirs = other.sign(&id, NOW_S, BODY);
        let headers = |signature| Headers {
            id: Some(ID),
            timestamp: Some(TIMESTAMP),
            signature: Some(signature),
        };
        let both = format!("v1a,AAAA {theirs} {SIGNATURE}");
        assert!(verify(&[key()], headers(&both), BODY, NOW_S).is_ok());
        assert!(verify(&[key(), other.clone()], headers(&theirs), BODY, NOW_S).is_ok());
        let (none, theirs) = (
            verify(&[], headers(SIGNATURE), BODY, NOW_S),
            headers(&theirs),
        );
        assert_eq!(none, Err(Distrust::Signature));
        assert_eq!(
            verify(&[key()], theirs, BODY, NOW_S),
            Err(Distrust::Signature)
        );
    }

    #[test]
    fn every_changed_byte_is_refused() {
        let whole = [
            ID.as_bytes(),
            TIMESTAMP.as_bytes(),
            SIGNATURE.as_bytes(),
            BODY,
        ];
        for (part, bytes) in whole.iter().enumerate() {
            for place in 0..bytes.len() {
                // To each of the 255 others.
                for by in 1..=u8::MAX {
                    let mut changed = whole.map(<[u8]>::to_vec);
                    changed[part][place] ^= by;
                    let [id, timestamp, signature, body] = &changed;
                    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec());
                    let (Ok(id), Ok(timestamp), Ok(signature)) =
                        (text(id), text(timestamp), text(signature))
                    else {
                        continue;
                    };
                    let verdict = check(&id, &timestamp, &signature, body);
                    assert!(verdict.is_err(), "{part} {place} {by}: {verdict:?}");
                }
            }
        }
    }

    #[test]
    fn five_minutes_either_way() {
        let at = |now_s| {
            let headers = Headers {
                id: Some(ID),
                timestamp: Some(TIMESTAMP),
                signature: Some(SIGNATURE),
            };
            verify(&[key()], headers, BODY, now_s)
        };
        for now_s in [NOW_S - TOLERANCE_S, NOW_S, NOW_S + TOLERANCE_S] {
            assert!(at(now_s).is_ok(), "{now_s}");
        }
        for now_s in [
            0,
            NOW_S - TOLERANCE_S - 1,
            NOW_S + TOLERANCE_S + 1,
            u64::MAX,
        ] {
            assert_eq!(at(now_s), Err(Distrust::Time), "{now_s}");
        }
    }

    #[test]
    fn malformed_headers_are_refused() {
        let long = "m".repeat(ID_LENGTH_MAX + 1);
        for id in ["", "msg.1", "msg 1", "msg\u{e9}", "msg\n", &long] {
            assert_eq!(
                check(id, TIMESTAMP, SIGNATURE, BODY),
                Err(Distrust::Headers),
                "{id:?}"
            );
        }
        let extreme = format!("{}0", u64::MAX);
        for timestamp in [
            "",
            "-1",
            "+1614265330",
            "01614265330",
            " 1614265330",
            "1e9",
            "9.5",
            &extreme,
        ] {
            let verdict = check(ID, timestamp, SIGNATURE, BODY);
            assert_eq!(verdict, Err(Distrust::Headers), "{timestamp:?}");
        }
        let max = u64::MAX.to_string();
        assert_eq!(check(ID, &max, SIGNATURE, BODY), Err(Distrust::Time));
        for signature in [
            "",
            "v1",
            "v1,",
            "v1,?",
            "v2,g0hM",
            &SIGNATURE[3..],
            &SIGNATURE.replace("v1", "v1a"),
        ] {
            let verdict = check(ID, TIMESTAMP, signature, BODY);
            assert_eq!(verdict, Err(Distrust::Signature), "{signature:?}");
        }
        let missing = Headers {
            id: None,
            timestamp: Some(TIMESTAMP),
            signature: Some(SIGNATURE),
        };
        assert_eq!(
            verify(&[key()], missing, BODY, NOW_S),
            Err(Distrust::Headers)
        );
    }

    #[test]
    fn a_secret_is_long_enough_and_written_as_such() {
        let parse = |text: &str| SigningKey::parse(&Secret::new(text)).map(|_| ());
        let of = |length| format!("{SECRET_PREFIX}{}", BASE64_STANDARD.encode(vec![1; length]));
        assert_eq!(parse(&of(KEY_LENGTH_MIN)), Ok(()));
        assert_eq!(parse(&of(KEY_LENGTH_MAX)), Ok(()));
        assert_eq!(parse(&of(KEY_LENGTH_MIN - 1)), Err(BadSigningKey::Length));
        assert_eq!(parse(&of(KEY_LENGTH_MAX + 1)), Err(BadSigningKey::Length));
        assert_eq!(parse(SECRET_PREFIX), Err(BadSigningKey::Length));
        assert_eq!(parse(&SECRET[6..]), Err(BadSigningKey::Prefix));
        assert_eq!(parse("whsec_no base64"), Err(BadSigningKey::Encoding));
        assert_eq!(format!("{:?}", key()), "[redacted]");
    }

    proptest! {
        #[test]
        fn nothing_that_comes_in_is_accepted_or_breaks_it(
            id in any::<Option<String>>(), timestamp in any::<Option<String>>(),
            signature in any::<Option<String>>(), body in any::<Vec<u8>>(), now_s in any::<u64>(),
        ) {
            let headers = Headers {
                id: id.as_deref(),
                timestamp: timestamp.as_deref(),
                signature: signature.as_deref(),
            };
            prop_assert!(verify(&[key()], headers, &body, now_s).is_err());
        }

        #[test]
        fn what_is_signed_is_accepted(
            id in "[!-\\-/-~]{1,128}", now_s in 1_u64.., body in any::<Vec<u8>>(), secret in prop::collection::vec(any::<u8>(), 24..=64),
        ) {
            let key = SigningKey(secret);
            let message = MessageId::parse(&id).unwrap();
            let signature = key.sign(&message, now_s, &body);
            let timestamp = now_s.to_string();
            let headers = Headers {
                id: Some(&id),
                timestamp: Some(&timestamp),
                signature: Some(&signature),
            };
            prop_assert_eq!(verify(&[key], headers, &body, now_s), Ok(message));
        }
    }
}
