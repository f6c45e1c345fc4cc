//! Looks for damage in the write-ahead log that SQLite does not report. Each frame has a checksum, and SQLite ends the log
//! at the first that does not fit: right for the torn end that a crash leaves, but a flipped bit in the middle would take
//! every later commit with it without a word. What tells the two apart is that each commit is synced before the next
//! begins: only the last can be torn.
//!
//! Format: <https://sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
use std::path::Path;

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;
const MAGIC: u32 = 0x377f_0682;
/// What of a frame's header its checksum covers: page number and, at a commit, the size of the database.
const SUMMED_BYTES: usize = 8;
const PAGE_BYTES_MAX: u32 = 65_536;

/// What is wrong with the log of a database that no process has open. None when nothing is, or when there is no log.
pub(super) fn damage(database: &Path) -> std::io::Result<Option<String>> {
    let mut path = database.as_os_str().to_owned();
    path.push("-wal");
    match File::open(Path::new(&path)) {
        Ok(file) => damage_in(BufReader::new(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn damage_in(mut log: impl Read) -> std::io::Result<Option<String>> {
    let mut header = [0; HEADER_BYTES];
    if !fill(&mut log, &mut header)? {
        return Ok(None);
    }
    let words = Words::of(&header);
    let page_bytes = number(&header, 2);
    let mut sum = words.add((0, 0), &header[..SUMMED_BYTES * 3]);
    let is_whole = number(&header, 0) & !1 == MAGIC
        && sum == (number(&header, 6), number(&header, 7))
        && page_bytes <= PAGE_BYTES_MAX;
    if !is_whole {
        // The first write of a log may be torn, but then nothing follows it.
        let follows = fill(&mut log, &mut [0; FRAME_HEADER_BYTES])?;
        return Ok(follows.then(|| "the header of its log does not fit its checksum".to_owned()));
    }
    let salts = (number(&header, 4), number(&header, 5));
    let page_bytes = usize::try_from(page_bytes).unwrap_or_default();
    let mut frame = vec![0; FRAME_HEADER_BYTES + page_bytes];
    let (mut number_of_frame, mut broken, mut commit_after) = (0_u64, None, false);
    while fill(&mut log, &mut frame)? {
        number_of_frame += 1;
        let is_of_this_log = (number(&frame, 2), number(&frame, 3)) == salts;
        if broken.is_none() {
            sum = words.add(sum, &frame[..SUMMED_BYTES]);
            sum = words.add(sum, &frame[FRAME_HEADER_BYTES..]);
            if is_of_this_log && sum == (number(&frame, 4), number(&frame, 5)) {
                continue;
            }
            broken = Some(number_of_frame);
        }
        // Frames of an earlier log, which lie behind the end of this one, have other salts.
        if is_of_this_log {
            if commit_after {
                let frame = broken.unwrap_or_default();
                return Ok(Some(format!(
                    "frame {frame} of its log does not fit its checksum, and what was saved after it can't be read"
                )));
            }
            commit_after = number(&frame, 1) != 0;
        }
    }
    Ok(None)
}

/// The order of the bytes in the words that are summed up; everything else is big-endian.
#[derive(Clone, Copy)]
struct Words {
    are_big_endian: bool,
}

impl Words {
    fn of(header: &[u8]) -> Self {
        Self {
            are_big_endian: number(header, 0) & 1 == 1,
        }
    }

    fn add(self, (mut first, mut second): (u32, u32), bytes: &[u8]) -> (u32, u32) {
        let words = bytes.chunks_exact(4).map(|word| {
            let word = <[u8; 4]>::try_from(word).unwrap_or_default();
            if self.are_big_endian {
                u32::from_be_bytes(word)
            } else {
                u32::from_le_bytes(word)
            }
        });
        for (index, word) in words.enumerate() {
            if index % 2 == 0 {
                first = first.wrapping_add(word).wrapping_add(second);
            } else {
                second = second.wrapping_add(word).wrapping_add(first);
            }
        }
        (first, second)
    }
}

/// The n-th big-endian number of four bytes.
fn number(bytes: &[u8], index: usize) -> u32 {
    let bytes = bytes.get(index * 4..index * 4 + 4);
    bytes
        .and_then(|bytes| <[u8; 4]>::try_from(bytes).ok())
        .map_or(0, u32::from_be_bytes)
}

/// Whether there was enough to fill it.
fn fill(from: &mut impl Read, into: &mut [u8]) -> std::io::Result<bool> {
    match from.read_exact(into) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
