//! Every text is used, and every text that is used exists.

use std::collections::BTreeSet;

use crate::locales::{self, Texts};
use crate::rust_source::{RustSource, mentions};
use crate::{assert_none, files};

/// The starts of keys that are put together at run time, each with the place that does it. Keep it
/// short: the check can't see whether such a text is used.
const PUT_TOGETHER: [(&str, &str); 1] =
    [("command-", "src/discord/register.rs, from the command tree")];

/// The keys that a file names: the first argument of a translator's method, or a literal in a function
/// called `key` or `..._key`.
fn named_keys(text: &str) -> Vec<(usize, String)> {
    let source = RustSource::without_tests(text);
    let mut depth = None;
    let mut found = vec![];
    for ((line, literal), before) in source.literals.iter().zip(&source.before) {
        depth = depth_in_key_function(depth, before);
        let call = [".text(", ".format(", ".localizations("];
        let before = before.trim_end();
        let is_argument = call.iter().any(|call| before.ends_with(call));
        if is_argument || depth.is_some_and(|depth| depth > 0) {
            found.push((*line, literal.clone()));
        }
    }
    found
}

/// How many braces deep the code after `before` is inside a function that returns keys.
fn depth_in_key_function(mut depth: Option<usize>, before: &str) -> Option<usize> {
    for line in before.split_inclusive(['\n', '{', '}']) {
        let starts = line.match_indices("fn ").any(|(at, _)| {
            let name = line[at + 3..].split(['(', '<']).next().unwrap_or_default();
            (name == "key" || name.ends_with("_key")) && mentions(line, "fn")
        });
        if starts {
            depth = Some(0);
        }
        depth = match (depth, line.chars().next_back()) {
            (Some(depth), Some('{')) => Some(depth + 1),
            (Some(0 | 1), Some('}')) => None,
            (Some(depth), Some('}')) => Some(depth - 1),
            (depth, _) => depth,
        };
    }
    depth
}

fn missing(path: &str, text: &str, texts: &Texts) -> Vec<String> {
    let unknown = named_keys(text)
        .into_iter()
        .filter(|(_, key)| !texts.contains_key(key));
    unknown
        .map(|(line, key)| format!("{path}:{line}: no text has the key \"{key}\""))
        .collect()
}

fn unused(texts: &Texts, sources: &[(String, String)]) -> Vec<String> {
    let mut used: BTreeSet<String> = texts
        .values()
        .flat_map(|text| text.includes.iter().cloned())
        .collect();
    for (_, text) in sources {
        used.extend(
            RustSource::without_tests(text)
                .literals
                .into_iter()
                .map(|(_, key)| key),
        );
    }
    let is_used = |key: &str| {
        let has_attributes = format!("{key}.");
        used.contains(key)
            || PUT_TOGETHER.iter().any(|(start, _)| key.starts_with(start))
            // A message whose attributes only are used holds them together.
            || used.iter().any(|used| used.starts_with(&has_attributes))
    };
    let unused = texts.iter().filter(|(key, _)| !is_used(key));
    unused
        .map(|(key, text)| format!("locales/*/{}:{}: {key} is not used", text.file, text.line))
        .collect()
}

/// The source without the files that hold tests only.
fn product() -> Vec<(String, String)> {
    let mut sources = files("src", &["rs"]);
    sources.retain(|(path, _)| !path.ends_with("/tests.rs"));
    sources
}

#[test]
fn every_text_that_is_used_exists() {
    let texts = locales::of("en-US");
    let sources = product();
    let broken: Vec<_> = sources
        .iter()
        .flat_map(|(path, text)| missing(path, text, &texts))
        .collect();
    assert_none("a text is missing:", &broken);
}

#[test]
fn every_text_is_used() {
    let broken = unused(&locales::of("en-US"), &product());
    assert_none("a text is not used:", &broken);
}

#[cfg(test)]
fn sample() -> Texts {
    let text = "# n\naward-done = Done\n    .title = T\n# n\naward-range = No\n# n\ncommand-x = x\n# n\n-brand = Sparks\n";
    locales::read(&[("locales/en-US/a.ftl".to_owned(), text.to_owned())]).unwrap()
}

#[test]
fn a_missing_text_is_noticed() {
    let source = "fn view(t: Translator) {\n    t.text(\"award-done\");\n    t.format(\n        \"award-gone\",\n        &[(\"amount\", 1.into())],\n    );\n}\nimpl Refusal {\n    fn refusal_key(&self) -> &'static str {\n        match self {\n            Self::Range => { \"award-rnage\" }\n            Self::Other => \"award-done.title\",\n        }\n    }\n    fn other() -> &'static str {\n        \"no key\"\n    }\n}\n#[cfg(test)]\nmod tests {\n    t.text(\"nowhere\")\n}\n";

    assert_eq!(
        missing("src/x.rs", source, &sample()),
        [
            "src/x.rs:4: no text has the key \"award-gone\"",
            "src/x.rs:11: no text has the key \"award-rnage\"",
        ]
    );
}

#[test]
fn an_unused_text_is_noticed() {
    let sources = [(
        "src/x.rs".to_owned(),
        "t.text(\"award-done.title\")".to_owned(),
    )];

    assert_eq!(
        unused(&sample(), &sources),
        [
            "locales/*/a.ftl:9: -brand is not used",
            "locales/*/a.ftl:5: award-range is not used",
        ]
    );
}
