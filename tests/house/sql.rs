//! What SQL must not have, since it would cost every caller.

use crate::rust_source::RustSource;
use crate::{assert_none, files};

/// SQLite looks at the number behind `LIMIT` when it plans, and so prepares the statement anew each time that one is bound;
/// behind a plus sign it does not look.
fn is_prepared_anew(path: &str, text: &str) -> Vec<String> {
    let literals = RustSource::parse(text).literals;
    let anew = literals.into_iter().filter(|(_, literal)| {
        let words: Vec<&str> = literal.split_whitespace().collect();
        words
            .windows(2)
            .any(|pair| pair[0] == "LIMIT" && pair[1].starts_with('$'))
    });
    anew.map(|(line, _)| format!("{path}:{line}: write LIMIT +$1, not LIMIT $1"))
        .collect()
}

#[test]
fn statements_stay_prepared() {
    let anew: Vec<String> = files("src", &["rs"])
        .iter()
        .flat_map(|(path, text)| is_prepared_anew(path, text))
        .collect();
    assert_none("a statement is prepared for each call:", &anew);
}

#[test]
fn a_bare_limit_is_noticed() {
    let bare = r#"let sql = "SELECT id FROM perk
        LIMIT $1";"#;
    assert_eq!(is_prepared_anew("a.rs", bare).len(), 1);
    assert!(is_prepared_anew("a.rs", &bare.replace('$', "+$")).is_empty());
}
