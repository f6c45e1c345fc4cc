//! The house rules, executable: who may know whom, what every language must have, how large a file
//! may grow. Each rule is a test, names the place that breaks it as `file:line`, and is tried on a
//! bad sample as well, so that a rule that can't fail would be noticed.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod counting;
mod layering;
mod locales;
mod pictures;
mod rust_source;
mod settings;
mod sizes;
mod sql;
mod texts_in_use;
mod words_in_views;

use std::path::Path;

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under a directory of the repository with one of the endings, as a path from the root
/// with its text, in a stable order.
fn files(directory: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(directory)];
    while let Some(directory) = open.pop() {
        for entry in std::fs::read_dir(&directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if endings
                .iter()
                .any(|ending| path.extension().is_some_and(|is| is == *ending))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
        .iter()
        .map(|path| (from_root(path), std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn from_root(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned()
}

/// Fails with one line for each place that breaks a rule.
#[track_caller]
fn assert_none(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}\n  {}\n", broken.join("\n  "));
}
