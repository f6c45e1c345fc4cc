//! A language that nobody speaks: every letter of a text is another script's, everything else is as it was. Whatever
//! still has Latin letters did not come from the catalogue.

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource,
};
use fluent_syntax::{parser, serializer};
use sparks::i18n::{Catalogue, Locale};

/// What the reader's texts are written in, letter by letter.
const READERS: &str = "αβξδεφγηιϳκλμνοπϙρστυϛωχψζ";
/// What the server's texts are written in. All three alphabets have small letters only: names of commands want them.
const SERVERS: &str = "абцдефгхийклмнопярстувщжыз";

/// English under its own name, since Discord sends the English names of commands back; the other two languages are the
/// English texts in Greek letters for the reader (`ru`) and in Cyrillic ones for the server (`ko`).
pub fn catalogue() -> Catalogue {
    let rewritten = Catalogue::rewritten(|locale, [english, ..]| match locale {
        Locale::EnUs => english.to_owned(),
        Locale::Ru => in_letters(READERS, english),
        Locale::Ko => in_letters(SERVERS, english),
    });
    rewritten.unwrap_or_else(|error| panic!("{error}"))
}

/// Whether a letter is one of the reader's language.
pub fn is_readers(letter: char) -> bool {
    READERS.contains(letter)
}

/// Whether a letter is one of the server's language.
pub fn is_servers(letter: char) -> bool {
    SERVERS.contains(letter)
}

/// The longest piece of each text but of commands' names and descriptions, in the reader's and the server's letters.
pub fn pieces() -> Vec<(String, [String; 2])> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en-US");
    let mut pieces = vec![];
    for file in std::fs::read_dir(folder).unwrap() {
        let file = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let resource = parser::parse(file).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
        for entry in resource.body {
            if let Entry::Message(Message {
                id,
                value: Some(value),
                ..
            }) = entry
                && !id.name.starts_with("command-")
            {
                let longest = longest_piece(&value);
                let letters = [READERS, SERVERS].map(|alphabet| {
                    longest
                        .chars()
                        .map(|letter| other(alphabet, letter))
                        .collect()
                });
                pieces.push((id.name, letters));
            }
        }
    }
    pieces
}

fn longest_piece(pattern: &Pattern<String>) -> String {
    let pieces = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => value.trim().to_owned(),
        PatternElement::Placeable {
            expression: Expression::Select { variants, .. },
        } => variants
            .last()
            .map(|variant| longest_piece(&variant.value))
            .unwrap_or_default(),
        PatternElement::Placeable { .. } => String::new(),
    });
    pieces.max_by_key(String::len).unwrap_or_default()
}

fn in_letters(alphabet: &str, file: &str) -> String {
    let mut resource: Resource<String> =
        parser::parse(file.to_owned()).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    for entry in &mut resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        if let Some(value) = &mut message.value {
            rewrite(alphabet, value);
        }
        for attribute in &mut message.attributes {
            rewrite(alphabet, &mut attribute.value);
        }
    }
    serializer::serialize(&resource)
}

fn rewrite(alphabet: &str, pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                *value = value
                    .chars()
                    .map(|letter| other(alphabet, letter))
                    .collect();
            }
            PatternElement::Placeable { expression } => rewrite_expression(alphabet, expression),
        }
    }
}

fn rewrite_expression(alphabet: &str, expression: &mut Expression<String>) {
    match expression {
        Expression::Select { variants, .. } => {
            for variant in variants {
                rewrite(alphabet, &mut variant.value);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            rewrite_expression(alphabet, expression);
        }
        Expression::Inline(_) => {}
    }
}

fn other(alphabet: &str, letter: char) -> char {
    let small = letter.to_ascii_lowercase();
    let place = u32::from(small).wrapping_sub(u32::from('a'));
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    if letter.is_ascii_alphabetic() {
        alphabet.chars().nth(place).unwrap_or(letter)
    } else {
        letter
    }
}

#[test]
fn texts_keep_everything_but_their_letters() {
    let file = "-x = y\n# A note.\na = **Hi** { $name }, /{ b }: { $count ->\n    [one] { $count } row\n   *[other] rows\n}\n    .hint = Zap\nb = go\n";
    let text = in_letters(READERS, file);
    assert!(
        text.contains("**ηι** { $name }, /{ b }: { $count ->"),
        "{text}"
    );
    assert!(text.contains("[one] { $count } ροω"), "{text}");
    assert!(text.contains(".hint = ζαπ"), "{text}");
    for alphabet in [READERS, SERVERS] {
        assert_eq!(alphabet.chars().count(), 26);
        assert!(!alphabet.chars().any(|letter| letter.is_ascii()));
        assert_eq!(alphabet.to_lowercase(), alphabet);
    }
}
