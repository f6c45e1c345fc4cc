//! The two ways Discord compresses: each large payload on its own, when IDENTIFY asks for it, or the whole
//! connection as one zlib stream, when the address asks for it.

use axum::extract::ws::Message;
use flate2::{Compress, Compression, FlushCompress, Status};
use serde_json::Value;

/// Payloads of this size are worth compressing; smaller ones stay text, so that clients see both.
const WORTH_IT: usize = 1024;

/// Turns payloads into frames.
pub(crate) struct Encoder {
    stream: Option<Compress>,
    payloads: bool,
}

impl Encoder {
    pub(crate) fn new(stream: bool) -> Self {
        Self {
            stream: stream.then(|| Compress::new(Compression::fast(), true)),
            payloads: false,
        }
    }

    pub(crate) fn compress_payloads(&mut self, wanted: bool) {
        self.payloads = wanted;
    }

    pub(crate) fn encode(&mut self, payload: &Value) -> Message {
        let text = payload.to_string();
        if let Some(stream) = &mut self.stream {
            return Message::Binary(deflate(stream, text.as_bytes(), FlushCompress::Sync).into());
        }
        if self.payloads && text.len() >= WORTH_IT {
            let mut whole = Compress::new(Compression::fast(), true);
            return Message::Binary(
                deflate(&mut whole, text.as_bytes(), FlushCompress::Finish).into(),
            );
        }
        Message::Text(text.into())
    }
}

fn deflate(stream: &mut Compress, input: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut output = Vec::with_capacity(input.len() / 2 + 64);
    let begin = stream.total_in();
    loop {
        let consumed = usize::try_from(stream.total_in() - begin).expect("less than the input");
        let status = stream
            .compress_vec(&input[consumed..], &mut output, flush)
            .expect("deflate works");
        let all =
            usize::try_from(stream.total_in() - begin).expect("less than the input") == input.len();
        // Room left over means that the flush is complete, too.
        if status == Status::StreamEnd || (all && output.len() < output.capacity()) {
            return output;
        }
        output.reserve(input.len() / 2 + 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Decompress, FlushDecompress};
    use serde_json::json;

    #[test]
    fn a_stream_keeps_its_state_across_payloads() {
        let mut encoder = Encoder::new(true);
        let mut inflate = Decompress::new(true);
        for payload in [
            json!({ "op": 10 }),
            json!({ "text": "x".repeat(50_000) }),
            json!({ "op": 11 }),
        ] {
            let Message::Binary(bytes) = encoder.encode(&payload) else {
                panic!("not binary")
            };
            assert!(bytes.ends_with(&[0, 0, 0xFF, 0xFF]));
            let mut text = Vec::with_capacity(100_000);
            inflate
                .decompress_vec(&bytes, &mut text, FlushDecompress::Sync)
                .unwrap();
            assert_eq!(serde_json::from_slice::<Value>(&text).unwrap(), payload);
        }
    }

    #[test]
    fn only_large_payloads_are_compressed() {
        let mut encoder = Encoder::new(false);
        encoder.compress_payloads(true);
        assert!(matches!(
            encoder.encode(&json!({ "op": 11 })),
            Message::Text(_)
        ));
        assert!(matches!(
            encoder.encode(&json!({ "t": "x".repeat(2000) })),
            Message::Binary(_)
        ));
        encoder.compress_payloads(false);
        assert!(matches!(
            encoder.encode(&json!({ "t": "x".repeat(2000) })),
            Message::Text(_)
        ));
    }
}
