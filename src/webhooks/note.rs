//! How an operator's command reaches the running bot: the database is the bot's to write while it runs, so the command
//! leaves a note in a file beside it, which the bot carries out and removes. One that dies in between carries it out
//! again, which changes nothing.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// What is put behind the file's name.
const NOTE: &str = "-outbox-retry";
/// The same while the bot is at it, so that what is asked meanwhile is not lost.
const TAKEN: &str = "-outbox-retry-taken";
/// On a line of its own: every message that was given up.
const ALL: &str = "all";

/// What an operator wants sent once more.
#[derive(Debug, PartialEq, Eq)]
pub struct Note {
    /// Which messages; none: all.
    pub ids: Option<Vec<i64>>,
    file: PathBuf,
}

impl Note {
    /// It was carried out.
    ///
    /// # Errors
    /// When the file can't be removed.
    pub fn done(&self) -> anyhow::Result<()> {
        fs::remove_file(&self.file).with_context(|| format!("can't remove {}", self.file.display()))
    }
}

/// Asks for messages that were given up to be sent once more; none: all of them.
///
/// # Errors
/// When the note can't be written.
pub fn ask_retry(database: &Path, ids: &[i64]) -> anyhow::Result<()> {
    let file = beside(database, NOTE);
    let mut lines: Vec<String> = ids.iter().map(i64::to_string).collect();
    if lines.is_empty() {
        lines.push(ALL.to_owned());
    }
    lines.push(String::new());
    let open = fs::File::options().append(true).create(true).open(&file);
    open.and_then(|mut note| note.write_all(lines.join("\n").as_bytes()))
        .with_context(|| format!("can't write {}", file.display()))
}

/// What was asked for since the last time, if anything was.
///
/// # Errors
/// When the note can't be read.
pub fn take_retry(database: &Path) -> anyhow::Result<Option<Note>> {
    let file = beside(database, TAKEN);
    if !file.exists() {
        match fs::rename(beside(database, NOTE), &file) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).context("can't take the note of `sparks outbox retry`");
            }
        }
    }
    let text = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
    let text = String::from_utf8_lossy(&text);
    let is_all = text.lines().any(|line| line.trim() == ALL);
    // Whatever else stands there is no message's number.
    let ids = text.lines().filter_map(|line| line.trim().parse().ok());
    let ids = (!is_all).then(|| ids.collect());
    Ok(Some(Note { ids, file }))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_carried_out_once_and_what_comes_meanwhile_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("sparks.db");
        assert_eq!(take_retry(&database).unwrap(), None);
        ask_retry(&database, &[3]).unwrap();
        ask_retry(&database, &[4, 5]).unwrap();
        let first = take_retry(&database).unwrap().unwrap();
        assert_eq!(first.ids, Some(vec![3, 4, 5]));
        ask_retry(&database, &[6]).unwrap();
        ask_retry(&database, &[]).unwrap();
        let again = take_retry(&database).unwrap().unwrap();
        assert_eq!(again, first, "the process died over it");
        first.done().unwrap();
        let second = take_retry(&database).unwrap().unwrap();
        assert_eq!(second.ids, None, "all");
        second.done().unwrap();
        assert_eq!(take_retry(&database).unwrap(), None);
    }

    #[test]
    fn what_is_no_number_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("sparks.db");
        fs::write(beside(&database, NOTE), b"7\n\xff\n\nx 8\n 9 \n").unwrap();
        let note = take_retry(&database).unwrap().unwrap();
        assert_eq!(note.ids, Some(vec![7, 9]));
    }
}
