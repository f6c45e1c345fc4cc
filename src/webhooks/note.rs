//! How an operator's command reaches the running bot: the database is the bot's to write while it runs, so the command
//! leaves a note in a file beside it, which the bot carries out and removes. One that dies in between carries it out
//! again, which changes nothing. A note appears whole, and one that can't be read is set aside.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::clock::Millis;

/// What is put behind the file's name.
const NOTE: &str = "-outbox-retry";
/// The same while the bot is at it, so that what is asked meanwhile is not lost.
const TAKEN: &str = "-outbox-retry-taken";
/// What a note is called until it is whole, before the number of the process that writes it.
const UNFINISHED: &str = "-outbox-retry-new-";
/// A note that could not be read, before the time at which that was seen.
const BAD: &str = "-outbox-retry-bad-";
/// More than anybody would ask for.
const NOTE_BYTES_MAX: u64 = 1024 * 1024;
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

/// Asks for messages that were given up to be sent once more; none: all of them. What was asked for before and is not
/// heard yet is asked for again with it.
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
    let text = lines.join("\n");
    let unfinished = beside(database, &format!("{UNFINISHED}{}", std::process::id()));
    let written = write_whole(&file, &unfinished, &text);
    if written.is_err() {
        // Best effort: the error that is returned matters more than the left-over.
        let _ = fs::remove_file(&unfinished);
    }
    written.with_context(|| format!("can't write {}", file.display()))
}

/// Appending would do until the bot takes the file between its opening and the writing: what came then would be lost.
fn write_whole(file: &Path, unfinished: &Path, text: &str) -> io::Result<()> {
    let before = match fs::read(file) {
        Ok(before) => before,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut note = fs::File::create(unfinished)?;
    note.write_all(&before)?;
    note.write_all(text.as_bytes())?;
    note.sync_all()?;
    fs::rename(unfinished, file)
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
    let text = read(&file).with_context(|| format!("can't read {}", file.display()))?;
    let text = String::from_utf8_lossy(&text);
    let is_all = text.lines().any(|line| line.trim() == ALL);
    // Whatever else stands there is no message's number.
    let ids = text.lines().filter_map(|line| line.trim().parse().ok());
    let ids = (!is_all).then(|| ids.collect());
    Ok(Some(Note { ids, file }))
}

/// Whoever may write into the folder can leave anything under this name: also a pipe, which would be waited for.
fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let found = fs::metadata(file)?;
    anyhow::ensure!(found.is_file(), "it is no file");
    let length = found.len();
    anyhow::ensure!(length <= NOTE_BYTES_MAX, "it has {length} bytes");
    Ok(fs::read(file)?)
}

/// Gets a note that was taken and can't be read out of the way, and says where it is then; none: there is none.
///
/// # Errors
/// When it can't be renamed.
pub(super) fn set_aside(database: &Path, now_ms: Millis) -> anyhow::Result<Option<PathBuf>> {
    let aside = beside(database, &format!("{BAD}{now_ms}"));
    match fs::rename(beside(database, TAKEN), &aside) {
        Ok(()) => Ok(Some(aside)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context("can't rename the note of `sparks outbox retry`"),
    }
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
    fn what_cant_be_read_is_set_aside_and_the_next_is_heard() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("sparks.db");
        assert_eq!(set_aside(&database, 5).unwrap(), None);
        fs::create_dir(beside(&database, NOTE)).unwrap();
        assert!(ask_retry(&database, &[1]).is_err(), "which is said");
        assert!(take_retry(&database).is_err());
        assert!(take_retry(&database).is_err(), "until it is out of the way");
        let aside = set_aside(&database, 5).unwrap().unwrap();
        assert!(aside.is_dir());
        let long = vec![b'1'; usize::try_from(NOTE_BYTES_MAX).unwrap() + 1];
        fs::write(beside(&database, NOTE), long).unwrap();
        assert!(take_retry(&database).is_err());
        set_aside(&database, 6).unwrap();
        ask_retry(&database, &[2]).unwrap();
        let note = take_retry(&database).unwrap().unwrap();
        assert_eq!(note.ids, Some(vec![2]));
        note.done().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
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
