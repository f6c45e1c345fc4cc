//! What the disk takes, without a database.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

/// Where the write-ahead log is folded into the file: SQLite's own bound, which the bot keeps.
const LOG_BYTES: u64 = 1_000 * 4_096;

/// A file that has its size already, as a log in use has, and pieces that are written into it one after the other.
pub struct Disk {
    file: File,
    at: u64,
    piece: Vec<u8>,
}

impl Disk {
    /// With pieces of this length.
    pub fn new(path: &Path, bytes: u64) -> Self {
        let file = File::create(path).unwrap();
        let whole = vec![0; usize::try_from(LOG_BYTES).unwrap()];
        file.write_all_at(&whole, 0).unwrap();
        file.sync_all().unwrap();
        let piece = vec![7; usize::try_from(bytes).unwrap()];
        Self { file, at: 0, piece }
    }

    /// Writes the next piece and waits for the disk.
    pub fn sync(&mut self) {
        let length = self.piece.len() as u64;
        if self.at + length > LOG_BYTES {
            self.at = 0;
        }
        self.file.write_all_at(&self.piece, self.at).unwrap();
        self.at += length;
        self.file.sync_data().unwrap();
    }
}
