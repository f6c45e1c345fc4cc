//! What the fuzzer asks (`fuzz/checks.rs`), about the examples of every event and everything that is one byte away from them.

use sparks::events::{MessageId, SigningKey};
use sparks::secret::Secret;

#[path = "../../fuzz/checks.rs"]
mod checks;

/// Bytes that mean something to a parser, and some that mean nothing.
const BYTES: &[u8] = b"\"\\{}[]:,-+.0919eE \n\x00\x7f\xc3\xff";

fn examples() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/events");
    let files = std::fs::read_dir(folder).unwrap();
    let read = |file: std::io::Result<std::fs::DirEntry>| std::fs::read(file.unwrap().path());
    let examples: Vec<_> = files.map(|file| read(file).unwrap()).collect();
    assert!(examples.len() >= 8, "{}", examples.len());
    examples
}

/// It cut off anywhere, and with each byte replaced, left out, or doubled.
fn nearly(input: &[u8], mut ask: impl FnMut(&[u8])) {
    ask(input);
    for place in 0..input.len() {
        let (before, after) = input.split_at(place);
        ask(before);
        ask(&[before, &after[1..]].concat());
        ask(&[before, &after[..1], after].concat());
        for byte in BYTES {
            ask(&[before, &[*byte], &after[1..]].concat());
        }
    }
}

#[test]
fn whatever_is_nearly_an_event_is_read_or_refused() {
    for example in examples() {
        nearly(&example, checks::event);
    }
}

#[test]
fn whatever_is_nearly_signed_is_refused_unless_it_is() {
    let key = SigningKey::parse(&Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).unwrap();
    let id = MessageId::parse("msg-1").unwrap();
    let body = b"{\"type\": \"trade.filled\"}";
    let now_s = u64::try_from(body.len()).unwrap();
    let signed = key.sign(&id, now_s, body);
    let timestamp = now_s.to_string();
    let parts = [id.as_str(), &timestamp, &signed].map(str::as_bytes);
    let input = [parts[0], parts[1], parts[2], &body[..]].join(&0);
    nearly(&input, checks::signature);
    let other = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let both = format!("{other} {signed} v1a,AAAA");
    let input = [parts[0], parts[1], both.as_bytes(), &body[..]].join(&0);
    nearly(&input, checks::signature);
}
