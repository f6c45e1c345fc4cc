//! The `.env` file.
//!
//! Promises that a line that can't be read is reported with its number (never with its text: it may
//! hold the token) and that the process's own environment is left alone. What wins over what is
//! decided in [`super::cli`].

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::Path;

use super::ConfigError;

/// What a `.env` file says, and what in it could not be read.
#[derive(Clone, Default)]
pub struct EnvFile {
    values: HashMap<String, String>,
    problems: Vec<ConfigError>,
}

impl EnvFile {
    /// Reads the file; a missing one is an empty one. Only this very path is read: looking upwards
    /// through the parent directories, as dotenvy does by itself, finds other projects' files.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::default(),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                Self::unreadable("is not UTF-8 text")
            }
            Err(error) => Self::unreadable(&format!("can't be read ({})", error.kind())),
        }
    }

    /// Reads the text of such a file.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut file = Self::default();
        for item in dotenvy::from_read_iter(text.as_bytes()) {
            match item {
                // The first of several lines wins, as in dotenvy itself.
                Ok((name, value)) => drop(file.values.entry(name).or_insert(value)),
                Err(dotenvy::Error::LineParse(line, _)) => {
                    file.problems
                        .push(unreadable_line(line_number(text, &line)));
                }
                Err(_) => file.problems.push(problem(".env", "can't be read")),
            }
        }
        file
    }

    /// A variable's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &[ConfigError] {
        &self.problems
    }

    fn unreadable(what: &str) -> Self {
        Self {
            values: HashMap::new(),
            problems: vec![problem(".env", what)],
        }
    }
}

/// A line that is no `NAME=value`.
pub(super) fn unreadable_line(number: usize) -> ConfigError {
    problem(&format!(".env, line {number}"), "can't be read")
}

fn problem(place: &str, what: &str) -> ConfigError {
    ConfigError {
        setting: place.to_owned(),
        problem: what.to_owned(),
        expected: "one NAME=value a line; quote a value that has blanks, $ or # in it",
        source: "start again from .env.example",
    }
}

/// Where the unreadable line stands; dotenvy hands out its text only, which may span several lines.
fn line_number(text: &str, unreadable: &str) -> usize {
    let first = unreadable.lines().next().unwrap_or_default().trim();
    let position = text.lines().position(|line| line.trim() == first);
    position.map_or(1, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_quotes_and_comments() {
        let file = EnvFile::parse(
            "\u{feff}# settings\nDISCORD_TOKEN=a.b.c\n\nexport LOG_LEVEL=\"info,sparks=debug\" # more\nLOG_LEVEL=off\nDISCORD_PROXY=\n",
        );

        assert!(file.problems().is_empty(), "{:?}", file.problems());
        assert_eq!(file.get("DISCORD_TOKEN"), Some("a.b.c"));
        assert_eq!(file.get("LOG_LEVEL"), Some("info,sparks=debug"));
        assert_eq!(file.get("DISCORD_PROXY"), Some(""));
        assert_eq!(file.get("DISCORD_GUILD_ID"), None);
    }

    #[test]
    fn each_unreadable_line_is_named_by_number_only() {
        let file = EnvFile::parse(
            "LOG_FORMAT=json\nDISCORD_TOKEN MTA.secret.x\nLOG_LEVEL=debug\nMTA.other secret.x\n",
        );

        let places: Vec<_> = file
            .problems()
            .iter()
            .map(|problem| problem.setting.as_str())
            .collect();
        assert_eq!(places, [".env, line 2", ".env, line 4"]);
        assert!(!format!("{:?}", file.problems()).contains("secret"));
        assert_eq!(
            file.get("LOG_LEVEL"),
            Some("debug"),
            "the lines after it still count"
        );
    }

    #[test]
    fn a_quote_that_never_ends_is_a_problem() {
        let file =
            EnvFile::parse("LOG_FORMAT=json\nDISCORD_TOKEN=\"MTA.secret.x\nLOG_LEVEL=debug\n");

        assert_eq!(file.problems().len(), 1);
        assert_eq!(file.problems()[0].setting, ".env, line 2");
    }

    #[test]
    fn a_missing_file_is_an_empty_one_and_an_unreadable_one_is_a_problem() {
        let directory = tempfile::tempdir().unwrap();

        assert!(
            EnvFile::read(&directory.path().join(".env"))
                .problems()
                .is_empty()
        );

        let binary = directory.path().join("binary");
        std::fs::write(&binary, [0xff, 0xfe, 0x00]).unwrap();
        assert!(
            EnvFile::read(&binary).problems()[0]
                .problem
                .contains("UTF-8")
        );
        assert_eq!(EnvFile::read(directory.path()).problems().len(), 1);
    }
}
