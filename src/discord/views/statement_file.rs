//! A statement as a file for spreadsheets. It promises that amounts are plain numbers, times ISO 8601 in UTC, and that no text of anyone's is taken for a
//! formula. Which movements go in is decided by whoever pushes them.

use std::borrow::Cow;

use serenity::model::Timestamp;

use super::sheet::Sheet;
use super::{history, movement};
use crate::i18n::Translator;
use crate::ledger::{Movement, MovementKind};

/// A file being written.
pub struct StatementFile<'a> {
    t: Translator<'a>,
    sheet: Sheet,
}

impl<'a> StatementFile<'a> {
    /// One with the header, in the reader's language.
    ///
    /// # Errors
    /// When it can't be written, which memory does not do.
    pub fn new(t: Translator<'a>) -> csv::Result<Self> {
        let sheet = Sheet::new(
            [
                "history-column-time",
                "history-column-amount",
                "history-column-balance",
                "history-column-type",
                "history-column-source",
                "history-column-name",
                "history-column-reason",
                "history-column-receipt",
            ]
            .map(|key| t.text(key)),
        )?;
        Ok(Self { t, sheet })
    }

    /// Whether another row can go in.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.sheet.has_room()
    }

    /// How many movements are in it.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.sheet.rows()
    }

    /// Adds a movement.
    ///
    /// # Errors
    /// When it can't be written, which memory does not do.
    pub fn push(&mut self, movement: &Movement) -> csv::Result<()> {
        let t = self.t;
        let named = match &movement.kind {
            MovementKind::Award { campaign } | MovementKind::DebtPayment { campaign } => campaign,
            MovementKind::Redemption { perk, .. } | MovementKind::Refund { perk, .. } => {
                perk.in_language(t.locale())
            }
            _ => "",
        };
        let reason = movement.reason.as_deref().unwrap_or_default();
        self.sheet.push([
            time(movement.at_ms).as_str(),
            &movement.change.to_string(),
            &movement.balance.to_string(),
            &history::category_name(t, movement.category),
            &movement::source(t, &movement.kind),
            &harmless(named),
            &harmless(reason),
            &movement::receipt(movement.receipt()),
        ])
    }

    /// The file.
    ///
    /// # Errors
    /// When it can't be written, which memory does not do.
    pub fn finish(self) -> anyhow::Result<Vec<u8>> {
        self.sheet.finish()
    }
}

/// `2026-01-01T00:00:00Z`.
pub(super) fn time(at_ms: i64) -> String {
    // Beyond the year 9999 nothing is read by anyone; the number still says when.
    Timestamp::from_unix_timestamp(at_ms.div_euclid(1000))
        .map_or_else(|_| at_ms.to_string(), |time| time.to_string())
}

/// A text that no spreadsheet runs: an apostrophe goes before what would start a formula. That is at the start of the
/// cell, and after a semicolon, a tab or the end of a line as well: where the comma is the decimal sign, as in Russia,
/// Excel parts the row there, whatever is quoted.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let parts = |character: char| matches!(character, ';' | '\t' | '\r' | '\n');
    let mut result = String::with_capacity(text.len() + 1);
    let mut at_start = true;
    let mut is_changed = false;
    for character in text.chars() {
        let is_blank = character.is_whitespace() || character.is_control() || is_unseen(character);
        let starts_formula = matches!(
            character,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r'
        );
        if at_start && starts_formula {
            result.push('\'');
            is_changed = true;
            at_start = false;
        }
        result.push(character);
        at_start = parts(character) || (at_start && is_blank);
    }
    if is_changed {
        Cow::Owned(result)
    } else {
        Cow::Borrowed(text)
    }
}

/// Characters that a spreadsheet may drop, so that the next one comes first.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::views::sheet::ROWS_MAX;
    use crate::i18n::{Catalogue, Locale};
    use crate::ids::TransferId;
    use crate::ledger::Category;

    #[test]
    fn no_text_is_a_formula() {
        for (text, expected) in [
            ("Launch week", "Launch week"),
            ("", ""),
            ("=1+1", "'=1+1"),
            ("+7 999", "'+7 999"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("\n=1", "\n'=1"),
            ("  =1", "  '=1"),
            ("\u{feff}\u{200b}=1", "\u{feff}\u{200b}'=1"),
            ("＝1", "'＝1"),
            ("a;=HYPERLINK(\"x\")", "a;'=HYPERLINK(\"x\")"),
            ("a;; -1", "a;; '-1"),
            ("a\r\n=1", "a\r\n'=1"),
            ("a=1, b-2 @here", "a=1, b-2 @here"),
            ("탐험가 = 1", "탐험가 = 1"),
            ("'=1", "'=1"),
        ] {
            assert_eq!(harmless(text), expected, "{text:?}");
        }
    }

    fn movement(reason: &str) -> Movement {
        Movement {
            id: TransferId(7),
            change: -1_500,
            balance: 1_990,
            category: Category::Earned,
            kind: MovementKind::Award {
                campaign: "=cmd|' /C calc'!A0".into(),
            },
            reason: Some(reason.into()),
            at_ms: 1_767_225_600_999,
        }
    }

    #[test]
    fn rows_are_as_rfc_4180_wants_them() {
        let catalogue = Catalogue::new().unwrap();
        let mut file = StatementFile::new(catalogue.translator(Locale::EnUs)).unwrap();
        file.push(&movement("a \"b\", c\nd 버그 제보")).unwrap();
        let content = String::from_utf8(file.finish().unwrap()).unwrap();
        assert_eq!(
            content,
            "\u{feff}Time (UTC),Amount,Balance,Type,Source,Name,Reason,Receipt\r\n\
             2026-01-01T00:00:00Z,-1500,1990,Earned,Community campaign,'=cmd|' /C calc'!A0,\
             \"a \"\"b\"\", c\nd 버그 제보\",A-7\r\n"
        );
    }

    #[test]
    fn a_file_ends_before_discord_refuses_it() {
        let catalogue = Catalogue::new().unwrap();
        let mut file = StatementFile::new(catalogue.translator(Locale::Ko)).unwrap();
        // The longest there can be: 200 characters of four bytes.
        let longest = movement(&"🏆".repeat(200));
        while file.has_room() {
            file.push(&longest).unwrap();
        }
        let rows = file.rows();
        assert!((5_000..ROWS_MAX).contains(&rows), "{rows}");
        assert!(file.finish().unwrap().len() < 10 * 1024 * 1024);

        let mut file = StatementFile::new(catalogue.translator(Locale::Ko)).unwrap();
        let short = movement("ok");
        while file.has_room() {
            file.push(&short).unwrap();
        }
        assert_eq!(file.rows(), ROWS_MAX);
    }
}
