//! What is wrong with the settings, in words that let the reader put it right.
//!
//! Promises a report that names each setting, says what it should look like and where to get it,
//! and repeats no value. Deciding what is wrong is the parsers' part.

use std::fmt;

/// What a process ends with when its settings can't be used.
pub const EXIT_CODE_BAD_CONFIG: u8 = 2;

/// One setting that can't be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The variable, or the place in the `.env` file.
    pub setting: String,
    /// What is wrong with it, so that "`setting` `problem`" is a sentence.
    pub problem: String,
    /// What it should look like.
    pub expected: &'static str,
    /// Where to get the right value.
    pub source: &'static str,
}

/// Every setting that can't be used; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl fmt::Display for ConfigErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => formatter.write_str("1 setting needs attention:")?,
            count => write!(formatter, "{count} settings need attention:")?,
        }
        for ConfigError {
            setting,
            problem,
            expected,
            source,
        } in &self.0
        {
            write!(formatter, "\n\n  {setting} {problem}")?;
            write!(
                formatter,
                "\n    expected: {expected}\n    get it:   {source}"
            )?;
        }
        formatter.write_str("\n\nEach is an environment variable, a line in .env (see .env.example), or a flag (see --help).")
    }
}

impl std::error::Error for ConfigErrors {}
