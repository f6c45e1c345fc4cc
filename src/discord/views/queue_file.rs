//! What moderators deliver of one perk as a file for spreadsheets, as `statement_file` writes them: no answer of anyone's
//! is taken for a formula.

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use serenity::builder::CreateAttachment;

use super::statement_file::{BYTE_ORDER_MARK, harmless, time};
use super::{Tone, View, name, receipt};
use crate::fulfilment::Item;
use crate::i18n::Translator;

/// Discord takes 10 MiB a file; the last row and the writer's buffer come on top.
const LENGTH_MAX: usize = 9 * 1024 * 1024;
/// More rows than people read, fewer than a spreadsheet's limit.
const ROWS_MAX: usize = 50_000;
/// What the file is called.
const FILE_NAME: &str = "queue.csv";

/// A file being written.
pub struct QueueFile<'a> {
    t: Translator<'a>,
    writer: Writer<Vec<u8>>,
    rows: usize,
}

impl<'a> QueueFile<'a> {
    /// One with the header, in the reader's language.
    ///
    /// # Errors
    /// When it can't be written, which memory does not do.
    pub fn new(t: Translator<'a>) -> csv::Result<Self> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        writer.write_record(
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
        Ok(Self { t, writer, rows: 0 })
    }

    /// Whether another row can go in.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.rows < ROWS_MAX && self.writer.get_ref().len() < LENGTH_MAX
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
        self.writer.write_record([
            receipt(item.id).as_str(),
            &member,
            &harmless(&item.perk),
            &harmless(item.answer.as_deref().unwrap_or_default()),
            &time(item.created_at_ms),
            &self.t.text(super::redemption::stage_key(item.stage)),
        ])?;
        self.rows += 1;
        Ok(())
    }

    /// The message with the file. `perk` is whose queue it is; `is_cut`: whether more would not go in.
    ///
    /// # Errors
    /// When it can't be written, which memory does not do.
    pub fn finish(self, perk: &str, is_cut: bool) -> anyhow::Result<View> {
        let t = self.t;
        let values = [("perk", name(perk).into()), ("count", self.rows.into())];
        if self.rows == 0 {
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
        let file = CreateAttachment::bytes(self.writer.into_inner()?, FILE_NAME);
        Ok(View::new(Tone::Done, text).file(file))
    }
}
