//! Reads Rust just well enough to tell code, comments and string literals apart.

/// A Rust file, taken apart.
pub(crate) struct RustSource {
    /// The code, line by line, with comments and the contents of literals left out.
    pub(crate) code: Vec<String>,
    /// Every string literal with the line it starts on, counted from 1.
    pub(crate) literals: Vec<(usize, String)>,
    /// For each literal: the code in front of it, up to the literal before.
    pub(crate) before: Vec<String>,
}

impl RustSource {
    /// Takes a file apart.
    pub(crate) fn parse(text: &str) -> Self {
        let mut source = Self {
            code: vec![String::new()],
            literals: vec![],
            before: vec![],
        };
        let mut since_literal = String::new();
        let mut rest = text;
        let mut previous = ' ';
        while let Some(character) = rest.chars().next() {
            let skipped = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else if let Some((length, literal)) = literal(rest, previous) {
                source.literals.push((source.code.len(), literal));
                source.before.push(std::mem::take(&mut since_literal));
                source.push('"');
                length
            } else if let Some(length) = character_literal(rest) {
                length
            } else {
                source.push(character);
                since_literal.push(character);
                previous = character;
                rest = &rest[character.len_utf8()..];
                continue;
            };
            for _ in rest[..skipped].matches('\n') {
                source.push('\n');
            }
            previous = ' ';
            rest = &rest[skipped..];
        }
        source
    }

    /// The same without the test module, which stands last in a file.
    pub(crate) fn without_tests(text: &str) -> Self {
        Self::parse(text.split("#[cfg(test)]\nmod ").next().unwrap_or(text))
    }

    fn push(&mut self, character: char) {
        if character == '\n' {
            self.code.push(String::new());
        } else if let Some(line) = self.code.last_mut() {
            line.push(character);
        }
    }
}

/// A string literal at the start of the text: its length in the source, and its contents.
fn literal(text: &str, previous: char) -> Option<(usize, String)> {
    if text.starts_with('r') && !previous.is_alphanumeric() && previous != '_' {
        let hashes = text[1..].bytes().take_while(|byte| *byte == b'#').count();
        let body = text[1 + hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = body.find(&close)?;
        return Some((1 + hashes + 1 + end + close.len(), body[..end].to_owned()));
    }
    let body = text.strip_prefix('"')?;
    let mut contents = String::new();
    let mut characters = body.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((at + 2, contents)),
            '\\' => match characters.next()?.1 {
                // A line that goes on below, as SQL often does.
                '\n' => contents.push(' '),
                'n' => contents.push('\n'),
                other => contents.push(other),
            },
            other => contents.push(other),
        }
    }
    None
}

/// The length of a character literal at the start of the text; a lifetime is none.
fn character_literal(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let end = if body.starts_with('\\') {
        body.get(2..)?.find('\'')? + 2
    } else {
        body.chars().next()?.len_utf8()
    };
    body[end..].starts_with('\'').then_some(end + 2)
}

/// Whether a line of code has this path or name in it, not merely as a part of a longer name.
pub(crate) fn mentions(line: &str, name: &str) -> bool {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(name).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(is_name)
            && (name.ends_with(':') || !line[at + name.len()..].chars().next().is_some_and(is_name))
    })
}

#[test]
fn code_comments_and_literals_are_told_apart() {
    let source = RustSource::parse(
        "let a = \"x // y\"; // serenity\n/* poise\n*/ let b = r#\"say \"hi\"\"#; let c = '\"'; fn d<'a>() {}\nlet e = \"one \\\n   two\\\"\";\nend",
    );

    assert_eq!(source.code[0].trim(), "let a = \";");
    assert_eq!(source.code[2].trim(), "let b = \"; let c = ; fn d<'a>() {}");
    assert_eq!(source.code[5], "end");
    let literals: Vec<_> = source
        .literals
        .iter()
        .map(|(line, text)| (*line, text.as_str()))
        .collect();
    assert_eq!(
        literals,
        [(1, "x // y"), (3, "say \"hi\""), (4, "one     two\"")]
    );
    assert_eq!(source.before[0], "let a = ");
}

#[test]
fn a_name_is_mentioned_as_a_whole() {
    assert!(mentions("use serenity::all::*;", "serenity"));
    assert!(mentions("Instant::now()", "Instant::now"));
    assert!(!mentions("let serenity_like = 1;", "serenity"));
    assert!(mentions("fastrand::u64(..)", "fastrand::"));
}
