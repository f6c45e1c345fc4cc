//! A string that must not be shown: a token, a signing key.
//!
//! Promises that formatting one, alone or inside a larger structure, prints a placeholder, so that
//! a log line or an error report can't leak it by accident. Whoever needs the text itself calls
//! [`Secret::expose`], which makes every such place easy to find; keeping it from there on out of
//! logs is theirs.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// A text that is never printed. There is no `Display` on purpose: `{}` must not compile.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one call that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    // The length is left out as well: it narrows down what the secret is.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// Lets clap read a secret from a flag or the environment; any text will do, so it can't fail with
/// a message that repeats it.
impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formatting_shows_a_placeholder_only() {
        let secret = Secret::new("hunter2");

        assert_eq!(format!("{secret:?}"), "[redacted]");
        assert_eq!(format!("{:#?}", Some(&secret)), "Some(\n    [redacted],\n)");
        assert_eq!(secret.expose(), "hunter2");
    }
}
