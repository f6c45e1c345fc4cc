//! Pictures show what is: each is taken by a browser test or drawn by an example, kept in `docs/images`, and shown by the
//! README or the docs.

use std::collections::BTreeSet;

use crate::rust_source::RustSource;
use crate::{assert_none, files, root};

const FOLDER: &str = "docs/images/";

/// The names after `before` in a text, up to `after`.
fn names(text: &str, before: &str, after: &str) -> BTreeSet<String> {
    let starts = text
        .match_indices(before)
        .map(|(at, found)| at + found.len());
    starts
        .filter_map(|start| text[start..].split_once(after))
        .map(|(name, _)| name.to_owned())
        .filter(|name| {
            name.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        })
        .collect()
}

/// What is wrong with the pictures, given those shown in the documents, kept in the folder, and taken by tests or drawn
/// by examples.
fn complaints(
    shown: &BTreeSet<String>,
    kept: &BTreeSet<String>,
    taken: &BTreeSet<String>,
) -> Vec<String> {
    let mut broken = vec![];
    for name in shown.difference(kept) {
        broken.push(format!("{FOLDER}{name}.png is shown but not there"));
    }
    for name in kept.difference(shown) {
        broken.push(format!("{FOLDER}{name}.png is shown nowhere"));
    }
    for name in shown.difference(taken) {
        broken.push(format!(
            "{FOLDER}{name}.png is taken by no browser test and drawn by no example"
        ));
    }
    for name in taken.difference(shown) {
        broken.push(format!("{name} is taken or drawn and shown nowhere"));
    }
    broken
}

fn shown() -> BTreeSet<String> {
    let mut documents = files("docs", &["md"]);
    for path in ["README.md", "tests/fake-discord/README.md"] {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        documents.push((path.to_owned(), text));
    }
    documents
        .iter()
        .flat_map(|(_, text)| names(text, "images/", ".png"))
        .collect()
}

fn kept() -> BTreeSet<String> {
    let folder = std::fs::read_dir(root().join(FOLDER)).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    paths
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

fn taken() -> BTreeSet<String> {
    let tests = files("tests/browser", &["rs"]);
    let taken = tests
        .iter()
        .flat_map(|(_, text)| names(text, ".picture(\"", "\")"));
    // An example that draws a picture names its file, in code: a comment draws nothing.
    let examples = files("examples", &["rs"]);
    let literals = examples
        .iter()
        .flat_map(|(_, text)| RustSource::parse(text).literals);
    let drawn = literals.flat_map(|(_, literal)| names(&literal, FOLDER, ".png"));
    taken.chain(drawn).collect()
}

#[test]
fn every_picture_is_taken_kept_and_shown() {
    let shown = shown();
    assert!(!shown.is_empty(), "the README shows the bot");
    assert_none("pictures:", &complaints(&shown, &kept(), &taken()));
}

#[test]
fn what_is_wrong_with_pictures_is_noticed() {
    let set = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(
        complaints(&set(&["a"]), &set(&["a"]), &set(&["a"])),
        [""; 0]
    );
    assert_eq!(
        complaints(&set(&["a", "b"]), &set(&["a", "c"]), &set(&["a", "d"])),
        [
            "docs/images/b.png is shown but not there",
            "docs/images/c.png is shown nowhere",
            "docs/images/b.png is taken by no browser test and drawn by no example",
            "d is taken or drawn and shown nowhere",
        ]
    );
    let text = "![x](docs/images/a-1.png) <img src=\"images/b.png\"> images/{name}.png";
    assert_eq!(names(text, "images/", ".png"), set(&["a-1", "b"]));
}
