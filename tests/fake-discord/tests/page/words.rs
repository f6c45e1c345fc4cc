//! The page's own words: every one exists in all of its languages, with the same places to fill in, and every one
//! that the page asks for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

fn web() -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/page/web");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    });
    files.collect()
}

/// The table of `i18n.js`: a line for each key.
fn table() -> BTreeMap<String, Vec<String>> {
    let files = web();
    let (_, text) = files.iter().find(|(name, _)| name == "i18n.js").unwrap();
    let (_, rest) = text.split_once("export const WORDS = {\n").unwrap();
    let (table, _) = rest.split_once("\n};\n").unwrap();
    let mut words = BTreeMap::new();
    for line in table.lines().map(str::trim) {
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        let (key, texts) = line.split_once(": ").unwrap_or_else(|| panic!("{line}"));
        let texts = texts.trim_end_matches(',');
        let texts = serde_json::from_str(texts).unwrap_or_else(|error| panic!("{key}: {error}"));
        let twice = words.insert(key.to_owned(), texts);
        assert!(twice.is_none(), "{key} is there twice");
    }
    words
}

fn places(text: &str) -> BTreeSet<&str> {
    let after_braces = text.split('{').skip(1);
    after_braces
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}

#[test]
fn every_word_is_there_in_all_three_languages() {
    let words = table();
    assert!(words.len() > 80, "{}", words.len());
    for (key, texts) in &words {
        assert_eq!(texts.len(), 3, "{key}: English, Russian, Korean");
        for text in texts {
            assert!(!text.trim().is_empty(), "{key} is empty in a language");
            assert_eq!(places(text), places(&texts[0]), "{key}: {text}");
        }
        let letters =
            |text: &str, from: char, to: char| text.chars().any(|c| (from..=to).contains(&c));
        // What is no more than a placeholder has no language.
        if letters(&texts[0].replace('{', " {"), 'a', 'z') && !texts[0].starts_with('{') {
            assert!(
                letters(&texts[1], 'а', 'я') || letters(&texts[1], 'А', 'Я'),
                "{key} is not Russian: {}",
                texts[1]
            );
        }
    }
}

#[test]
fn every_word_that_is_asked_for_exists_and_every_one_is_asked_for() {
    let words = table();
    let mut asked = BTreeSet::new();
    let mut quoted = BTreeSet::new();
    for (name, text) in web() {
        for start in [
            "t(\"",
            "phrase(\"",
            "word: \"",
            "data-word=\"",
            "data-label=\"",
        ] {
            let keys = text.match_indices(start).filter(|(at, _)| {
                let before = text[..*at].chars().next_back().unwrap_or(' ');
                !before.is_alphanumeric() && before != '.'
            });
            for (at, start) in keys {
                let key = text[at + start.len()..].split('"').next().unwrap();
                asked.insert((name.clone(), key.to_owned()));
            }
        }
        if name != "i18n.js" {
            quoted.extend(text.split('"').map(str::to_owned));
        }
    }
    assert!(asked.len() > 60, "{}", asked.len());
    for (file, key) in asked {
        assert!(words.contains_key(&key), "{file} asks for {key}");
    }
    for key in words.keys() {
        assert!(quoted.contains(key), "nothing asks for {key}");
    }
}

#[test]
fn no_file_of_the_page_is_too_long() {
    for (name, text) in web() {
        let most = if name.contains("css") { 200 } else { 300 };
        assert!(text.lines().count() <= most, "{name}");
    }
}
