//! The three languages hold the same texts, with the same placeholders, each with a note on where it
//! appears, and each counts with its own plural forms.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};

use crate::{assert_none, files};

/// One text: a message's or term's value, or one of its attributes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) file: String,
    pub(crate) line: usize,
    /// The placeholders.
    variables: BTreeSet<String>,
    /// The messages and terms that it includes.
    pub(crate) includes: BTreeSet<String>,
    /// The keys of each choice that it makes.
    choices: Vec<BTreeSet<String>>,
    is_empty: bool,
    has_note: bool,
}

/// Every text of one language by its key: `message`, `message.attribute` or `-term`.
pub(crate) type Texts = BTreeMap<String, Text>;

/// Reads one language's files.
pub(crate) fn read(files: &[(String, String)]) -> Result<Texts, String> {
    let mut texts = Texts::new();
    for (path, source) in files {
        let resource = fluent_syntax::parser::parse(source.as_str())
            .map_err(|(_, errors)| format!("{path}: {errors:?}"))?;
        let file = path.rsplit('/').next().unwrap_or(path).to_owned();
        for entry in &resource.body {
            let (id, value, attributes, has_note) = match entry {
                Entry::Message(message) => (
                    message.id.name.to_owned(),
                    message.value.as_ref(),
                    &message.attributes,
                    message.comment.is_some(),
                ),
                Entry::Term(term) => (
                    format!("-{}", term.id.name),
                    Some(&term.value),
                    &term.attributes,
                    term.comment.is_some(),
                ),
                _ => continue,
            };
            let line = line_of(source, &format!("{id} ="));
            let mut add = |key: String, pattern: Option<&Pattern<&str>>| {
                let mut text = Text {
                    file: file.clone(),
                    line,
                    has_note,
                    ..Text::default()
                };
                match pattern {
                    Some(pattern) => collect(pattern, &mut text),
                    None => text.is_empty = attributes.is_empty(),
                }
                texts.insert(key, text);
            };
            add(id.clone(), value);
            for Attribute { id: name, value } in attributes {
                add(format!("{id}.{}", name.name), Some(value));
            }
        }
    }
    Ok(texts)
}

fn line_of(source: &str, start: &str) -> usize {
    source
        .lines()
        .position(|line| line.starts_with(start))
        .map_or(1, |index| index + 1)
}

fn collect(pattern: &Pattern<&str>, text: &mut Text) {
    let blank = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => value.trim().is_empty(),
        PatternElement::Placeable { .. } => false,
    };
    text.is_empty |= pattern.elements.iter().all(blank);
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, text);
        }
    }
}

fn collect_expression(expression: &Expression<&str>, text: &mut Text) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, text),
        Expression::Select { selector, variants } => {
            collect_inline(selector, text);
            let key = |key: &VariantKey<&str>| match key {
                VariantKey::Identifier { name } => (*name).to_owned(),
                VariantKey::NumberLiteral { value } => (*value).to_owned(),
            };
            text.choices
                .push(variants.iter().map(|variant| key(&variant.key)).collect());
            for variant in variants {
                collect(&variant.value, text);
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, text: &mut Text) {
    let mut include = |prefix: &str, id: &str, attribute: Option<&str>| {
        let attribute = attribute.map_or_else(String::new, |name| format!(".{name}"));
        text.includes.insert(format!("{prefix}{id}{attribute}"));
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            text.variables.insert(id.name.to_owned());
        }
        InlineExpression::MessageReference { id, attribute } => {
            include(
                "",
                id.name,
                attribute.as_ref().map(|attribute| attribute.name),
            );
        }
        InlineExpression::TermReference { id, attribute, .. } => {
            include(
                "-",
                id.name,
                attribute.as_ref().map(|attribute| attribute.name),
            );
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments
                .positional
                .iter()
                .for_each(|argument| collect_inline(argument, text));
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, text),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

/// What is wrong with one language by itself.
fn flaws(locale: &str, texts: &Texts) -> Vec<String> {
    let mut broken = vec![];
    for (key, text) in texts {
        let place = format!("locales/{locale}/{}:{}: {key}", text.file, text.line);
        if text.is_empty {
            broken.push(format!("{place} is empty"));
        }
        if !text.has_note {
            broken.push(format!("{place} has no # comment above it"));
        }
        for keys in &text.choices {
            if let Some(wanted) = missing_plural_forms(locale, keys) {
                broken.push(format!(
                    "{place} counts with {keys:?}; {locale} needs {wanted}"
                ));
            }
        }
    }
    broken
}

/// The plural forms that a choice lacks or has too many; a choice by something else is left alone.
fn missing_plural_forms(locale: &str, keys: &BTreeSet<String>) -> Option<&'static str> {
    let has = |key: &str| keys.contains(key);
    if !["zero", "one", "two", "few", "many"]
        .iter()
        .any(|form| has(form))
    {
        return None;
    }
    let (right, wanted) = match locale {
        "ru" => (has("one") && has("few") && has("many"), "one, few and many"),
        "ko" => (false, "no plural forms at all"),
        _ => (
            has("one") && has("other") && !has("few") && !has("many"),
            "one and other",
        ),
    };
    (!right).then_some(wanted)
}

/// Where another language differs from English.
fn differences(locale: &str, texts: &Texts, english: &Texts) -> Vec<String> {
    let mut broken = vec![];
    for (key, text) in english {
        match texts.get(key) {
            None => broken.push(format!("locales/{locale}/{}:1: lacks {key}", text.file)),
            Some(other) => {
                let place = format!("locales/{locale}/{}:{}: {key}", other.file, other.line);
                if other.file != text.file {
                    broken.push(format!("{place} stands in {} in English", text.file));
                }
                if other.variables != text.variables {
                    broken.push(format!(
                        "{place} mentions {:?}, English {:?}",
                        other.variables, text.variables
                    ));
                }
            }
        }
    }
    for (key, text) in texts.iter().filter(|(key, _)| !english.contains_key(*key)) {
        broken.push(format!(
            "locales/{locale}/{}:{}: {key} has no English",
            text.file, text.line
        ));
    }
    broken
}

/// The texts of one language as the repository has them.
pub(crate) fn of(locale: &str) -> Texts {
    read(&files(&format!("locales/{locale}"), &["ftl"])).unwrap()
}

#[test]
fn every_language_has_the_same_texts() {
    let english = of("en-US");
    let mut broken = vec![];
    for locale in ["ru", "ko"] {
        broken.extend(differences(locale, &of(locale), &english));
    }
    assert_none("the languages differ:", &broken);
}

#[test]
fn every_text_is_whole_and_explained() {
    let broken: Vec<_> = ["en-US", "ru", "ko"]
        .iter()
        .flat_map(|locale| flaws(locale, &of(locale)))
        .collect();
    assert_none("a text is not what it should be:", &broken);
}

#[cfg(test)]
fn sample(text: &str) -> Texts {
    read(&[("locales/x/a.ftl".to_owned(), text.to_owned())]).unwrap()
}

#[test]
fn differences_between_languages_are_noticed() {
    let english = sample("# n\na = { $x } and { $y }\n    .hint = Hint\n# n\nb = B\n");
    let russian = sample("# n\na = { $x }\n# n\nc = C\n");

    assert_eq!(
        differences("ru", &russian, &english),
        [
            "locales/ru/a.ftl:2: a mentions {\"x\"}, English {\"x\", \"y\"}",
            "locales/ru/a.ftl:1: lacks a.hint",
            "locales/ru/a.ftl:1: lacks b",
            "locales/ru/a.ftl:4: c has no English",
        ]
    );
}

#[test]
fn flaws_of_one_language_are_noticed() {
    let texts = sample(
        "a = A\n\n# n\nb = { \"\" }\n    .c = { $n ->\n        [one] x\n       *[other] y\n    }\n# n\nd = { $kind ->\n    [role] x\n   *[other] y\n}\n",
    );

    assert_eq!(
        flaws("en-US", &texts),
        ["locales/en-US/a.ftl:1: a has no # comment above it"]
    );
    assert_eq!(flaws("ru", &texts).len(), 2, "{:?}", flaws("ru", &texts));
    assert!(flaws("ru", &texts)[1].ends_with("ru needs one, few and many"));
    assert!(flaws("ko", &texts)[1].ends_with("ko needs no plural forms at all"));
}
