//! `.env.example` explains exactly the variables that the bot reads.

use std::collections::BTreeSet;

use crate::{assert_none, root};

/// Each line that sets a variable (also one that is commented out) with whether it is explained: by a
/// comment right above it.
fn documented(text: &str) -> Vec<(usize, String, bool)> {
    let mut found = vec![];
    let mut explained = false;
    for (index, line) in text.lines().enumerate() {
        let bare = line.trim_start_matches(['#', ' ']);
        let name = bare.split_once('=').map(|(name, _)| name).filter(|name| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        });
        if let Some(name) = name {
            found.push((index + 1, name.to_owned(), explained));
        }
        explained = name.is_none() && line.starts_with('#');
    }
    found
}

fn problems(text: &str, variables: &[&str]) -> Vec<String> {
    let documented = documented(text);
    let named: BTreeSet<_> = documented
        .iter()
        .map(|(_, name, _)| name.as_str())
        .collect();
    let mut broken: Vec<String> = variables
        .iter()
        .filter(|variable| !named.contains(**variable))
        .map(|variable| format!(".env.example:1: does not explain {variable}"))
        .collect();
    for (line, name, explained) in &documented {
        if !variables.contains(&name.as_str()) {
            broken.push(format!(".env.example:{line}: {name} is no setting"));
        }
        if !explained {
            broken.push(format!(
                ".env.example:{line}: {name} has no comment above it"
            ));
        }
    }
    broken
}

#[test]
fn the_example_explains_every_setting() {
    let text = std::fs::read_to_string(root().join(".env.example")).unwrap();
    assert_none(
        "settings and .env.example differ:",
        &problems(&text, &sparks::config::VARIABLES),
    );
}

#[test]
fn a_wrong_example_is_noticed() {
    let text = "# The token.\nDISCORD_TOKEN=\n\nDATABASE_URL=x\n# Old.\n# GONE=1\n";

    assert_eq!(
        problems(text, &["DISCORD_TOKEN", "DATABASE_URL", "LOG_LEVEL"]),
        [
            ".env.example:1: does not explain LOG_LEVEL",
            ".env.example:4: DATABASE_URL has no comment above it",
            ".env.example:6: GONE is no setting",
        ]
    );
}
