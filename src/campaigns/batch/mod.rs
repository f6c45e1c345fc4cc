//! Awards in bulk. A batch is read from a file, a role or a list ([`sheet`]), examined as a whole ([`examine()`]: any bad
//! line, and nothing is awarded), written down as a draft, confirmed, and then paid in chunks ([`DoChunk`]). It promises
//! that each line is paid exactly once, through crashes and restarts, with every cap and the budget looked at in the
//! transaction that pays it; what stops it is said, with the lines that are not paid. It can be taken back as a whole,
//! chunk by chunk in the same way. Who is on the server, and telling how far it has come, is left to `discord`.

mod confirm;
mod draft;
mod examine;
mod pay;
mod progress;
pub mod sheet;
mod undo;

pub use confirm::{CancelBatch, CancelOutcome, ConfirmBatch, ConfirmOutcome};
pub use draft::{DRAFT_LIFE_MS, DraftBatch, DraftOutcome, ForgetDrafts};
pub use examine::{Examined, Person, Plan, Source, examine};
pub use pay::{CHUNK_LINES, ChunkOutcome, DoChunk};
pub use progress::{
    Batch, BatchState, ForgetReply, Reply, ReplyTo, UnpaidLine, Work, latest, load, matching,
    next_work, reply_to, rested_replies, unpaid,
};
pub use sheet::{BadLine, Entry, Flaw, Sheet, SheetRefusal};
pub use undo::{AskUndo, AskUndoOutcome, UndoBatch, UndoBatchOutcome, UndoPreview, preview};

use serde::{Deserialize, Serialize};

use super::award::AwardRefusal;
use super::room::CapLeft;
use crate::clock::Millis;

/// The most lines that a batch has.
pub const LINES_MAX: usize = 20_000;

/// Why nothing becomes of a batch, or of what is asked about one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BatchRefusal {
    /// What stands in the way of any award from this campaign.
    Award(AwardRefusal),
    /// The lines add up to more than the campaign has left.
    TotalOverBudget {
        /// The campaign's name.
        campaign: String,
        /// What they add up to.
        total: i64,
        /// What it has.
        left: i64,
    },
    /// They add up to more than the moderator can still award today.
    TotalOverDayCap {
        /// The campaign's name.
        campaign: String,
        /// What they add up to.
        total: i64,
        /// The cap, and what is left of it.
        room: CapLeft,
        /// When the next day begins.
        resets_at_ms: Millis,
    },
    /// There is nobody to award to.
    Nobody,
    /// There are more lines than a batch has.
    TooManyLines {
        /// The most.
        max: usize,
    },
    /// There is no such batch, or it was a draft that is gone.
    Unknown,
    /// Another moderator shall confirm it.
    NotYours,
    /// It was confirmed before.
    AlreadyConfirmed,
    /// Nothing of it can be taken back: it is not paid yet, or was taken back.
    NothingToUndo,
    /// It is being paid: it can be taken back when that has ended.
    StillPaying,
    /// There is no reason.
    ReasonMissing,
    /// The interaction was used for something else.
    Conflict,
}
