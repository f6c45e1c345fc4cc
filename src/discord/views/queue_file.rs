//! What moderators deliver of one perk as a file for spreadsheets, as `statement_file` writes them: no answer of anyone's
//! is taken for a formula.

use serenity::builder::CreateAttachment;

use super::sheet::Sheet;
use super::statement_file::{harmless, time};
use super::{Tone, View, perk_name, receipt};
use crate::fulfilment::Item;
use crate::i18n::Translator;
use crate::name::PerkName;

/// What the file is called.
const FILE_NAME: &str = "queue.csv";

/// A file being written.
pub struct QueueFile<'a> {
    t: Translator<'a>,
    sheet: Sheet,
}

impl<'a> QueueFile<'a> {
    /// One with the header, in the reader's language.
    ///
    /// # Errors
    /// When it can't be written, which memory does not do.
    pub fn new(t: Translator<'a>) -> csv::Result<Self> {
        let sheet = Sheet::new(
            [
                "queue-column-receipt",
                "queue-column-member",
                "queue-column-name",
                "queue-column-answer",
                "queue-column-time",
                "queue-column-state",
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

    /// Adds a row.
    ///
    /// # Errors
    /// When it can't be written, which memory does not do.
    pub fn push(&mut self, item: &Item) -> csv::Result<()> {
        // Who was erased has a number that names nobody.
        let member = if item.member.0 > 0 {
            item.member.to_string()
        } else {
            String::new()
        };
        self.sheet.push([
            receipt(item.id).as_str(),
            &member,
            &harmless(item.perk.in_language(self.t.locale())),
            &harmless(item.answer.as_deref().unwrap_or_default()),
            &time(item.created_at_ms),
            &self.t.text(super::redemption::stage_key(item.stage)),
        ])
    }

    /// The message with the file. `perk` is whose queue it is; `is_cut`: whether more would not go in.
    ///
    /// # Errors
    /// When it can't be written, which memory does not do.
    pub fn finish(self, perk: &PerkName, is_cut: bool) -> anyhow::Result<View> {
        let t = self.t;
        let values = [
            ("perk", perk_name(t, perk).into()),
            ("count", self.sheet.rows().into()),
        ];
        if self.sheet.rows() == 0 {
            return Ok(View::new(
                Tone::Plain,
                t.format("queue-export-empty", &values),
            ));
        }
        let mut text = t.format("queue-export", &values);
        if is_cut {
            text.push('\n');
            text.push_str(&t.text("queue-export-cut"));
        }
        let file = CreateAttachment::bytes(self.sheet.finish()?, FILE_NAME);
        Ok(View::new(Tone::Done, text).file(file))
    }
}
