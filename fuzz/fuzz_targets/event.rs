//! Whatever comes in as an event is read or refused, and a refusal repeats nothing of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sparks::events::parse;

fuzz_target!(|body: &[u8]| {
    if let Ok(event) = parse(body) {
        assert!(event.id.as_str().len() <= 64);
        assert!(event.occurred_at_ms >= 0);
        // The same bytes are the same event.
        assert_eq!(parse(body), Ok(event));
    }
});
