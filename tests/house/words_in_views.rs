//! Views have no words of their own: what a reader sees comes from `locales/`. `tests/e2e/walk` sees it on the messages;
//! this says the line.

use crate::rust_source::RustSource;
use crate::{assert_none, files};

/// The literals of a view that read like words: two of them with a space between.
fn prose(path: &str, text: &str) -> Vec<String> {
    let source = RustSource::without_tests(text);
    let literals = source.literals.iter().zip(&source.before);
    let found = literals.filter(|((_, literal), before)| {
        let is_doc = before.trim_end().ends_with("#[doc =");
        let is_reason = before.trim_end().ends_with("reason =");
        !is_doc && !is_reason && has_two_words(literal)
    });
    found
        .map(|((line, literal), _)| format!("{path}:{line}: \"{literal}\""))
        .collect()
}

fn has_two_words(literal: &str) -> bool {
    let mut depth = 0_usize;
    let shown = literal.chars().filter(|character| {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    let shown: String = shown.collect();
    let words = shown.split(' ').map(|word| {
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        letters > 1 && letters + 1 >= word.chars().count()
    });
    let words: Vec<bool> = words.collect();
    words.windows(2).any(|pair| pair == [true, true])
}

#[test]
fn views_have_no_words_of_their_own() {
    let broken: Vec<_> = files("src/discord/views", &["rs"])
        .iter()
        .flat_map(|(path, text)| prose(path, text))
        .collect();
    assert_none("what a reader sees comes from locales/:", &broken);
}

#[test]
fn words_in_a_view_are_noticed() {
    let source = "fn view() {\n    t.text(\"award-done\");\n    format!(\"{price} · {} A-{x}\");\n    View::new(\"Nothing here yet\");\n    format!(\"{} has won\", name);\n}\n#[cfg(test)]\nmod tests {\n    \"not this one\"\n}\n";
    assert_eq!(
        prose("x.rs", source),
        ["x.rs:4: \"Nothing here yet\"", "x.rs:5: \"{} has won\""]
    );
}
