//! Words beside what is filled in: a counted word has the plural forms of its language, and no Korean particle depends on
//! how a name happens to end. Which forms a choice must have is in `locales.rs`.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::{assert_none, files};

/// Names of variables that are numbers, those in use and those that somebody may use next. `amount` and `price` are texts
/// with the counted word in them, but where the word is made.
const COUNTED: [&str; 28] = [
    "badges",
    "campaigns",
    "characters",
    "count",
    "days",
    "entries",
    "hours",
    "initial",
    "invites",
    "left",
    "length",
    "limit",
    "lite",
    "max",
    "members",
    "minutes",
    "number",
    "page",
    "pages",
    "people",
    "perks",
    "pro",
    "rank",
    "rows",
    "spent",
    "starter",
    "times",
    "total",
];
/// What follows a number in Russian without being counted.
const NOT_COUNTED: [&str; 5] = ["из", "от", "до", "и", "соответственно"];
/// Each stands after a consonant or after a vowel only.
const PARTICLES: [&str; 14] = [
    "은", "는", "이", "가", "을", "를", "과", "와", "으로", "로", "이나", "나", "이라", "라",
];

/// What is wrong in one text, with the variables that it chooses a form by.
fn flaws(locale: &str, pattern: &Pattern<&str>, chosen: &BTreeSet<&str>, broken: &mut Vec<String>) {
    for (index, element) in pattern.elements.iter().enumerate() {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Select { selector, variants } => {
                let mut chosen = chosen.clone();
                chosen.extend(variable(selector));
                for variant in variants {
                    flaws(locale, &variant.value, &chosen, broken);
                }
            }
            Expression::Inline(inline) => {
                let (Some(name), Some(PatternElement::TextElement { value })) =
                    (variable(inline), pattern.elements.get(index + 1))
                else {
                    continue;
                };
                if let Some(problem) = problem(locale, name, value, chosen) {
                    broken.push(format!("{{ ${name} }}{}: {problem}", value.trim_end()));
                }
            }
        }
    }
}

fn variable<'a>(inline: &InlineExpression<&'a str>) -> Option<&'a str> {
    match inline {
        InlineExpression::VariableReference { id } => Some(id.name),
        _ => None,
    }
}

fn problem(locale: &str, name: &str, after: &str, chosen: &BTreeSet<&str>) -> Option<&'static str> {
    let word: String = after
        .trim_start_matches([' ', '\u{a0}'])
        .chars()
        .take_while(|character| character.is_alphabetic())
        .collect();
    let is_beside = after.starts_with([' ', '\u{a0}']) && !word.is_empty();
    match locale {
        "ru" if is_beside && COUNTED.contains(&name) && !chosen.contains(name) => {
            (!NOT_COUNTED.contains(&word.as_str())).then_some("a counted word without plural forms")
        }
        "en-US" if is_beside && name == "count" && !chosen.contains(name) => {
            (word != "more").then_some("a counted word without plural forms")
        }
        "ko" if !is_beside && PARTICLES.contains(&word.as_str()) => {
            Some("a particle that depends on how what is before it ends")
        }
        _ => None,
    }
}

fn of_file(locale: &str, source: &str) -> Vec<String> {
    let resource = fluent_syntax::parser::parse(source).unwrap();
    let mut broken = vec![];
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let attributes = message.attributes.iter().map(|attribute| &attribute.value);
            for pattern in message.value.iter().chain(attributes) {
                flaws(locale, pattern, &BTreeSet::new(), &mut broken);
            }
        }
    }
    broken
}

#[test]
fn words_agree_with_what_is_filled_in() {
    let mut broken = vec![];
    for locale in ["en-US", "ru", "ko"] {
        for (path, source) in files(&format!("locales/{locale}"), &["ftl"]) {
            let flaws = of_file(locale, &source);
            broken.extend(flaws.iter().map(|flaw| format!("{path}: {flaw}")));
        }
    }
    assert_none("a word does not agree with what is filled in:", &broken);
}

#[test]
fn words_that_do_not_agree_are_noticed() {
    let russian = "a = Есть { $count } Искр\nb = осталось { $left } из { $initial }\nc = { $count ->\n    [one] { $count } награда\n   *[other] { $count } награды\n}\n";
    assert_eq!(
        of_file("ru", russian).len(),
        1,
        "{:?}",
        of_file("ru", russian)
    );
    let korean =
        "a = { $perk }을 교환\nb = { $member }님은\nc = { $perk } 이하\nd = { $count }개\n";
    assert_eq!(
        of_file("ko", korean).len(),
        1,
        "{:?}",
        of_file("ko", korean)
    );
    assert_eq!(
        of_file("en-US", "a = { $count } rows\nb = { $count } more\n").len(),
        1
    );
}
