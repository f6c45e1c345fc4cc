//! The transcript: every request as one JSON line, for looking at what a whole test run sent. Headers,
//! and with them the token, are never written.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use serde_json::json;

use crate::event::RecordedRequest;

pub(crate) struct Transcript {
    file: File,
}

impl Transcript {
    /// Opens the file for appending; a test that can't keep its transcript had better fail.
    pub(crate) fn open(path: &Path) -> Self {
        let file = OpenOptions::new().create(true).append(true).open(path);
        let file = file.unwrap_or_else(|error| panic!("transcript {}: {error}", path.display()));
        Self { file }
    }

    /// Writes one line. In one call: tests of several processes append to the same file.
    pub(crate) fn append(&self, request: &RecordedRequest, injected: bool) {
        let line = json!({
            "method": request.method,
            "path": request.path,
            "body": request.body,
            "status": request.status,
            "injected": injected,
        });
        let line = format!("{line}\n");
        (&self.file)
            .write_all(line.as_bytes())
            .expect("the transcript can be written");
    }
}
