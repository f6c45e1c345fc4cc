//! What must hold for whatever comes in from outside. The fuzzer asks it about what it finds, and the suite about examples
//! and what is nearly one (`tests/domain/fuzz_checks.rs`), so that this stays compiled and true.

use sparks::events::{Headers, MessageId, SigningKey, parse, verify};
use sparks::secret::Secret;

/// Whatever comes in as an event is read or refused.
pub fn event(body: &[u8]) {
    if let Ok(event) = parse(body) {
        assert!(event.id.as_str().len() <= 64);
        assert!(event.occurred_at_ms >= 0);
        // The same bytes are the same event.
        assert_eq!(parse(body), Ok(event));
    }
}

/// Whatever comes in as headers is refused unless it was signed with the secret, and what was signed is believed. The input
/// is four parts with a zero byte between them: id, timestamp, signature, body; the clock stands at the last one's length.
pub fn signature(input: &[u8]) {
    let key = SigningKey::parse(&Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    let keys = [key.expect("it is a secret")];
    let mut parts = input.splitn(4, |byte| *byte == 0);
    let mut text = || std::str::from_utf8(parts.next().unwrap_or_default()).ok();
    let (id, timestamp, signature) = (text(), text(), text());
    let body = parts.next().unwrap_or_default();
    let now_s = u64::try_from(body.len()).unwrap_or(u64::MAX);
    let headers = Headers {
        id,
        timestamp,
        signature,
    };
    if let Ok(believed) = verify(&keys, headers, body, now_s) {
        // Only who has the secret gets here.
        let stated = timestamp.and_then(|text| text.parse().ok()).unwrap_or(0);
        let ours = keys[0].sign(&believed, stated, body);
        assert!(signature.is_some_and(|text| text.split(' ').any(|one| one == ours)));
    }
    if let Some(id) = id.and_then(MessageId::parse) {
        let now_s = now_s.max(1);
        let (timestamp, signature) = (now_s.to_string(), keys[0].sign(&id, now_s, body));
        let headers = Headers {
            id: Some(id.as_str()),
            timestamp: Some(&timestamp),
            signature: Some(&signature),
        };
        assert_eq!(verify(&keys, headers, body, now_s), Ok(id));
    }
}
