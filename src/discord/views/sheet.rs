//! A file for spreadsheets that is being written: CSV after RFC 4180, in UTF-8 with a byte order mark so that Excel reads it
//! as such, and no larger than Discord takes. What is in a cell is whoever's writes it.

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

/// Discord takes 10 MiB a file; the last row and the writer's buffer come on top.
const LENGTH_MAX: usize = 9 * 1024 * 1024;
/// More rows than people read, fewer than a spreadsheet's limit.
pub(super) const ROWS_MAX: usize = 50_000;
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The header, and the rows so far.
pub(super) struct Sheet {
    writer: Writer<Vec<u8>>,
    rows: usize,
}

impl Sheet {
    /// One with this header. Errors, here and below, are those of writing, which memory does not have.
    pub(super) fn new<const COLUMNS: usize>(header: [String; COLUMNS]) -> csv::Result<Self> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        writer.write_record(header)?;
        Ok(Self { writer, rows: 0 })
    }

    /// Whether another row can go in.
    pub(super) fn has_room(&self) -> bool {
        self.rows < ROWS_MAX && self.writer.get_ref().len() < LENGTH_MAX
    }

    /// How many there are.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row.
    pub(super) fn push<const COLUMNS: usize>(&mut self, row: [&str; COLUMNS]) -> csv::Result<()> {
        self.writer.write_record(row)?;
        self.rows += 1;
        Ok(())
    }

    /// The whole file.
    pub(super) fn finish(self) -> anyhow::Result<Vec<u8>> {
        Ok(self.writer.into_inner()?)
    }
}
