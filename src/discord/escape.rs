//! Makes text from outside (names, reasons, whatever a member typed) harmless to show.
//!
//! Promises one line of at most so many characters, never empty, without control, bidi or invisible
//! characters, and, from [`plain`], without anything that Discord would take for Markdown, a mention,
//! an emoji, a timestamp or a link. Pings are prevented a second time by the empty
//! `allowed_mentions` that every message is sent with; that is `discord::http`'s part.

/// How many combining marks may stand on one character; Vietnamese needs two when decomposed.
const MARKS_MAX: usize = 2;

/// For places where Discord renders Markdown: contents, embed descriptions and fields. The backslashes
/// count towards `max_chars`, as they do for Discord. An empty result becomes `placeholder`.
#[must_use]
pub fn plain(text: &str, max_chars: usize, placeholder: &str) -> String {
    let text = cleaned(text);
    // A line such as "1. x" is a numbered list, one such as "- x" or "+ x" a plain one.
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let characters: Vec<char> = text.chars().collect();
    let units = characters.iter().enumerate().map(|(index, &character)| {
        let starts_a_list = match character {
            '-' | '+' => index == 0,
            '.' => digits > 0 && index == digits,
            _ => false,
        };
        match character {
            '@' if pings_many(&characters[index + 1..]) => "@\u{200b}".to_owned(),
            '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' | '(' | ')' | ':' | '#' => {
                format!("\\{character}")
            }
            _ if starts_a_list => format!("\\{character}"),
            _ => character.to_string(),
        }
    });
    shortened(units, max_chars, placeholder)
}

/// For places where Discord shows text as it is, and backslashes would be seen: select options,
/// autocomplete choices, buttons, titles of modals, footers.
#[must_use]
pub fn label(text: &str, max_chars: usize, placeholder: &str) -> String {
    shortened(
        cleaned(text).chars().map(String::from),
        max_chars,
        placeholder,
    )
}

/// Whether what follows an `@` is one of the two words that ping a whole server. A backslash hides
/// them from the eye only, so a zero-width space parts them; other mentions are in angle brackets.
fn pings_many(after: &[char]) -> bool {
    let starts_with = |word: &str| {
        let mut after = after.iter().map(char::to_ascii_lowercase);
        word.chars().all(|wanted| after.next() == Some(wanted))
    };
    starts_with("everyone") || starts_with("here")
}

/// One line without blanks at its ends, doubled blanks, unseen characters or towers of marks.
fn cleaned(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut marks = 0;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_whitespace() {
            if !result.is_empty() && !result.ends_with(' ') {
                result.push(' ');
            }
            marks = 0;
        } else if character == ZERO_WIDTH_JOINER {
            // It makes one emoji of several, and elsewhere only tells apart names that look the same.
            let joins = result.chars().next_back().is_some_and(is_emoji)
                && characters.peek().copied().is_some_and(is_emoji);
            if joins {
                result.push(character);
            }
        } else if is_mark(character) {
            marks += 1;
            if marks <= MARKS_MAX && !result.is_empty() && !result.ends_with(' ') {
                result.push(character);
            }
        } else if !is_unseen(character) {
            result.push(character);
            marks = 0;
        }
    }
    result.truncate(result.trim_end().len());
    result
}

/// Joins whole units (a character with its backslash) while they fit, with an ellipsis in place of
/// what does not.
fn shortened(units: impl Iterator<Item = String>, max_chars: usize, placeholder: &str) -> String {
    let max_chars = max_chars.max(1);
    let units: Vec<String> = units.collect();
    if units.is_empty() {
        return placeholder.chars().take(max_chars).collect();
    }
    if units.iter().map(|unit| unit.chars().count()).sum::<usize>() <= max_chars {
        return units.concat();
    }
    let mut result = String::new();
    let mut left = max_chars - 1;
    for unit in units {
        let Some(rest) = left.checked_sub(unit.chars().count()) else {
            break;
        };
        left = rest;
        result.push_str(&unit);
    }
    // Neither half of a joined emoji nor a blank goes before the ellipsis.
    let kept = result.trim_end_matches([ZERO_WIDTH_JOINER, ' ']).len();
    result.truncate(kept);
    result.push('…');
    result
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// Marks that stack without end on any character. Those of single scripts (Thai, Hindi, Hebrew and
/// so on) stack within the script's own rules and are left alone.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{034e}' | '\u{0350}'..='\u{036f}' | '\u{0483}'..='\u{0489}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Emoji and what modifies them, roughly: a joiner between two of them is kept.
fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}'
        | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Characters that show nothing, reorder what is around them, or mean something to one system only.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            // Zero-width characters, bidi marks, embeddings, overrides and isolates.
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            // Private use, and variation selectors other than the one that makes an emoji colourful.
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0e}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            // Tags, more variation selectors, and the private planes.
            | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn escaped(text: &str) -> String {
        plain(text, 4_000, "?")
    }

    #[test]
    fn markdown_links_and_tags_are_inert() {
        for (text, shown) in [
            ("plain words, 12.5 %", "plain words, 12.5 %"),
            ("**bold** __x__ ~~y~~", r"\*\*bold\*\* \_\_x\_\_ \~\~y\~\~"),
            ("||spoiler|| `code`", r"\|\|spoiler\|\| \`code\`"),
            (
                "[free Sparks](https://bad.example)",
                r"\[free Sparks\]\(https\://bad.example\)",
            ),
            ("# heading", r"\# heading"),
            ("-# small", r"\-\# small"),
            ("> quote", r"\> quote"),
            ("- list", r"\- list"),
            ("+ list", r"\+ list"),
            ("well-known + more", "well-known + more"),
            ("1. list", r"1\. list"),
            ("1990 v1.5", "1990 v1.5"),
            (r"back\slash", r"back\\slash"),
            ("<@100> <@&200> <#300>", r"\<@100\> \<@&200\> \<\#300\>"),
            (
                "<t:1700000000:R> :smile: <:x:1>",
                r"\<t\:1700000000\:R\> \:smile\: \<\:x\:1\>",
            ),
            (
                "@everyone @HERE me@example.org",
                "@\u{200b}everyone @\u{200b}HERE me@example.org",
            ),
            ("@\u{200b}everyone", "@\u{200b}everyone"),
        ] {
            assert_eq!(escaped(text), shown, "{text}");
        }
    }

    #[test]
    fn unseen_characters_go_and_lines_become_one() {
        for (text, shown) in [
            ("  a\r\n\tb\u{2028}c  ", "a b c"),
            ("abc\u{202e}def\u{202c}", "abcdef"),
            ("\u{2066}x\u{2069}\u{200e}\u{061c}", "x"),
            ("ze\u{200b}ro\u{feff}\u{2060}width", "zerowidth"),
            ("nul\0 bell\u{7} esc\u{1b}[31m", "nul bell esc[31m"),
            ("\u{e0041}tag\u{3164}", "tag"),
            ("민아님 Привет", "민아님 Привет"),
        ] {
            assert_eq!(label(text, 100, "?"), shown, "{text:?}");
        }
    }

    #[test]
    fn joiners_stay_in_emoji_only() {
        let family = "👨\u{200d}👩\u{200d}👧 👩🏽\u{200d}🚀 ❤\u{fe0f}\u{200d}🔥";
        assert_eq!(label(family, 100, "?"), family);
        assert_eq!(label("a\u{200d}b 👨\u{200d}", 100, "?"), "ab 👨");
    }

    #[test]
    fn marks_do_not_make_towers() {
        let tower = format!("Z{}algo", "\u{0300}".repeat(50));
        assert_eq!(label(&tower, 100, "?"), "Z\u{0300}\u{0300}algo");
        assert_eq!(label("\u{0301}x", 100, "?"), "x");
        assert_eq!(
            label("e\u{0323}\u{0302}", 100, "?"),
            "e\u{0323}\u{0302}",
            "Vietnamese"
        );
    }

    #[test]
    fn too_long_is_cut_with_an_ellipsis_but_never_inside_an_escape() {
        assert_eq!(plain("abcdef", 6, "?"), "abcdef");
        assert_eq!(plain("abcdefg", 6, "?"), "abcde…");
        assert_eq!(plain("ab**c", 5, "?"), r"ab\*…");
        assert_eq!(
            plain("abc**c", 5, "?"),
            "abc…",
            "the escape did not fit as a whole"
        );
        assert_eq!(plain("abc defg", 5, "?"), "abc…");
        assert_eq!(label("👨\u{200d}👩\u{200d}👧x", 3, "?"), "👨…");
        assert_eq!(plain("abc", 0, "?"), "…");
    }

    #[test]
    fn nothing_left_becomes_the_placeholder() {
        assert_eq!(plain("", 10, "someone"), "someone");
        assert_eq!(plain(" \u{202e}\n\u{200b} ", 10, "someone"), "someone");
        assert_eq!(label("\u{3164}", 4, "someone"), "some");
    }

    /// Takes the backslashes back out; fails where a special character stands without one.
    fn unescaped(text: &str) -> Option<String> {
        let mut result = String::new();
        let mut characters = text.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' => result.push(characters.next()?),
                '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' | '(' | ')' | ':' | '#' => {
                    return None;
                }
                // Only ever put in after an at sign.
                '\u{200b}' if result.ends_with('@') => {}
                other => result.push(other),
            }
        }
        Some(result)
    }

    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<String>(),
            "[-\\\\*_~`|<>:#@()\\[\\]+. 0-9a-z]{0,12}",
            Just("@everyone".to_owned()),
            Just("<@1>".to_owned()),
            Just("\u{202e}\u{200d}👩\u{200d}\u{0301}\u{0301}\u{0301}\n".to_owned()),
        ];
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn everything_special_is_escaped_and_nothing_else_changes(text in hostile()) {
            let shown = plain(&text, usize::MAX, "?");
            prop_assert_eq!(unescaped(&shown), Some(label(&text, usize::MAX, "?")), "{}", shown);
            let lower = shown.to_lowercase();
            prop_assert!(!lower.contains("@everyone") && !lower.contains("@here"));
        }

        #[test]
        fn the_length_holds_and_something_is_shown(text in hostile(), max in 1_usize..40) {
            for shown in [plain(&text, max, "?"), label(&text, max, "?")] {
                prop_assert!((1..=max).contains(&shown.chars().count()), "{shown:?}");
                let is_bad = |shown: char| shown.is_control() || shown == '\u{202e}';
                prop_assert!(!shown.chars().any(is_bad));
            }
            prop_assert!(unescaped(&plain(&text, max, "?")).is_some());
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in hostile()) {
            let once = cleaned(&text);
            prop_assert_eq!(cleaned(&once), once);
        }
    }
}
