//! What a code looks like: twelve signs in three groups, without any that is mistaken for another when read aloud or from a
//! slide. It promises that what people make of it (small letters, spaces, look-alikes, another alphabet) is read as meant.

use serde::{Serialize, Serializer};

/// Sixteen signs: none that look alike (0 O, 1 I L, 8 B, 2 Z, 5 S, 6 G, U V) and none that rhyme in English (A J K but one,
/// B C D E G P T V Z but one). Sixteen, so that each takes exactly half a byte of chance.
const SIGNS: [char; 16] = [
    '2', '3', '4', '5', '6', '7', '9', 'F', 'H', 'K', 'M', 'R', 'T', 'W', 'X', 'Y',
];
const LENGTH: usize = 12;
const GROUP: usize = 4;
/// How many bytes of chance a code is made of.
pub const SYMBOLS_DRAWN: usize = LENGTH / 2;

/// A code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeWord(String);

impl CodeWord {
    /// The code of these bytes, which must come from a secure source.
    #[must_use]
    pub fn of_bytes(bytes: [u8; SYMBOLS_DRAWN]) -> Self {
        let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(halves.map(|half| SIGNS[usize::from(half)]).collect())
    }

    /// A code as somebody types it; none for what can be none.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut word = String::with_capacity(LENGTH);
        for character in typed.chars() {
            if is_between(character) {
                continue;
            }
            if word.len() == LENGTH {
                return None;
            }
            word.push(sign(character)?);
        }
        (word.len() == LENGTH).then_some(Self(word))
    }

    /// As it is stored.
    #[must_use]
    pub(super) fn stored(&self) -> &str {
        &self.0
    }

    /// One that was stored.
    pub(super) fn of_stored(stored: String) -> Self {
        Self(stored)
    }
}

/// In groups, as it is shown and read aloud.
impl std::fmt::Display for CodeWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, sign) in self.0.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{sign}")?;
        }
        Ok(())
    }
}

impl Serialize for CodeWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What people put between groups and around the whole.
fn is_between(character: char) -> bool {
    character.is_whitespace() || "-‐‑‒–—−_.,:/`*'\"".contains(character)
}

/// The sign that is meant.
fn sign(character: char) -> Option<char> {
    // Full-width letters and digits, as Korean keyboards have them.
    let character = match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    };
    let upper = character.to_uppercase().next().unwrap_or(character);
    let meant = match upper {
        // Those that look or sound like them, and Cyrillic ones, where a Russian keyboard was left on.
        'S' => '5',
        'G' => '6',
        'Z' => '2',
        'З' => '3',
        'N' | 'М' => 'M',
        'V' | 'U' | 'У' => 'Y',
        'К' => 'K',
        'Н' => 'H',
        'Т' => 'T',
        'Х' => 'X',
        other => other,
    };
    SIGNS.contains(&meant).then_some(meant)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let word = CodeWord::parse("F2KM-9XRT-67HW").unwrap();
        for typed in [
            "f2km9xrt67hw",
            " F2KM 9XRT 67HW ",
            "f2km–9xrt—67hw",
            "`F2KM-9XRT-67HW`",
            "F2КМ-9ХRТ-67НW",
            "Ｆ２ＫＭ－９ＸＲＴ－６７ＨＷ".replace('－', "-").as_str(),
            "FZKN.9XRT.G7HW",
        ] {
            assert_eq!(CodeWord::parse(typed).as_ref(), Some(&word), "{typed}");
        }
        for typed in [
            "",
            "F2KM-9XRT-67H",
            "F2KM-9XRT-67HWW",
            "F2KM-9XRT-67H0",
            "가나다",
        ] {
            assert_eq!(CodeWord::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn no_sign_stands_for_two() {
        assert_eq!(SIGNS.iter().collect::<BTreeSet<_>>().len(), 16);
        for shown in SIGNS {
            assert_eq!(sign(shown), Some(shown));
            assert_eq!(sign(shown.to_ascii_lowercase()), Some(shown));
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(bytes in any::<[u8; SYMBOLS_DRAWN]>(), noise in ".{0,40}") {
            let word = CodeWord::of_bytes(bytes);
            let shown = word.to_string();
            prop_assert_eq!(shown.len(), 14);
            prop_assert_eq!(CodeWord::parse(&shown.to_lowercase()), Some(word));
            let _ = CodeWord::parse(&noise);
        }
    }
}
