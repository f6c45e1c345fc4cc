//! What the process logs, and in which shape.
//!
//! Promises lines on standard error (text, or one JSON object a line), filtered as the operator asks
//! but never so finely that a dependency prints a token. What deserves a line is for each module to
//! decide; a fault is logged once, where it is handled.

use std::io::IsTerminal;

use anyhow::Context;
use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::config::{LogConfig, LogFormat};

/// Starts logging for the whole process. A second call is an error: the first one's lines would go on
/// in the first one's shape.
pub fn init(config: &LogConfig) -> anyhow::Result<()> {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    subscriber(config, std::io::stderr, colour)?
        .try_init()
        .context("logging was already set up")
}

fn subscriber<W>(config: &LogConfig, writer: W, colour: bool) -> anyhow::Result<impl Subscriber>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let wanted = EnvFilter::try_new(&config.filter).context("LOG_LEVEL is not a filter")?;
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(writer)
        .with_ansi(colour);
    let lines = match config.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    Ok(tracing_subscriber::registry()
        .with(wanted)
        .with(filter_fn(is_safe))
        .with(lines))
}

/// Whether a line can't hold a secret, whatever `LOG_LEVEL` asks for.
///
/// serenity records whole gateway events and requests as fields of its spans and, at debug, in its
/// lines; each interaction among them carries a token with which anyone can answer in our name for
/// 15 minutes. Its `gateway::ws` prints payloads that it can't read even at warn (the same failure is
/// reported again, without the payload, by `gateway::shard`). The HTTP and TLS crates print header
/// values, the bot's own token among them, at debug or trace.
fn is_safe(metadata: &Metadata<'_>) -> bool {
    const TALKATIVE: [&str; 9] = [
        "serenity",
        "poise",
        "h2",
        "hyper",
        "hyper_util",
        "reqwest",
        "rustls",
        "tungstenite",
        "tokio_tungstenite",
    ];

    let target = metadata.target();
    let of = |name: &str| {
        target
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    if !TALKATIVE.iter().any(|name| of(name)) {
        return true;
    }
    metadata.is_event() && *metadata.level() <= Level::INFO && !of("serenity::gateway::ws")
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Captured(Arc<Mutex<Vec<u8>>>);

    impl Write for Captured {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn capture(filter: &str, format: LogFormat, log: impl FnOnce()) -> String {
        let captured = Captured::default();
        let writer = captured.clone();
        let config = LogConfig {
            filter: filter.to_owned(),
            format,
        };
        let subscriber = subscriber(&config, move || writer.clone(), false).unwrap();
        tracing::subscriber::with_default(subscriber, log);
        String::from_utf8(captured.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn text_lines_follow_the_filter() {
        let output = capture("warn", LogFormat::Text, || {
            tracing::info!("left out");
            tracing::warn!(elapsed_ms = 12, "slow");
        });

        assert!(
            output.contains("WARN") && output.contains("slow elapsed_ms=12"),
            "{output}"
        );
        assert!(!output.contains("left out"), "{output}");
    }

    #[test]
    fn json_lines_are_objects_with_the_fields_at_the_top() {
        let output = capture("info", LogFormat::Json, || {
            tracing::info!(elapsed_ms = 12, "done");
        });

        let line: serde_json::Value = serde_json::from_str(&output).unwrap();
        assert_eq!(
            (&line["message"], &line["elapsed_ms"]),
            (&"done".into(), &12.into())
        );
    }

    #[test]
    fn dependencies_that_would_print_tokens_are_held_back() {
        let output = capture("trace", LogFormat::Text, || {
            let span = tracing::info_span!(target: "serenity::gateway::shard", "s", event = "SPAN");
            span.in_scope(|| {
                tracing::info!(target: "serenity::gateway::shard", "resumed");
                tracing::debug!(target: "serenity::client::dispatch", "DEBUG");
                tracing::warn!(target: "serenity::gateway::ws", "PAYLOAD");
                tracing::trace!(target: "h2::codec", "HEADERS");
                tracing::trace!(target: "h2o", "another crate");
                tracing::trace!("our own");
            });
        });

        for shown in ["resumed", "another crate", "our own"] {
            assert!(output.contains(shown), "{output}");
        }
        for hidden in ["SPAN", "DEBUG", "PAYLOAD", "HEADERS"] {
            assert!(!output.contains(hidden), "{output}");
        }
    }

    #[test]
    fn a_bad_filter_is_an_error() {
        let config = LogConfig {
            filter: "sparks=loud".to_owned(),
            format: LogFormat::Text,
        };

        assert!(subscriber(&config, std::io::stderr, false).is_err());
    }
}
