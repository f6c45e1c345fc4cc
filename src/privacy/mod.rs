//! Privacy: everything that is stored about a person, for them, and erasing them. It promises that an export leaves out
//! nothing that is about the member but what would let its reader act as them, and that an erasure is whole: the ledger
//! stays as it was, and the person is no longer in it. Taking their roles at Discord is the business of `fulfilment`.

mod erase;
mod export;
mod export_events;
mod export_queue;
mod records;

pub(crate) use erase::forget_when_done;
pub use erase::{
    Erase, EraseOutcome, EraseQuestion, EraseRefusal, Erased, KeepData, KeepOutcome, erased,
    question, roles_left,
};
pub use export::{EXPORT_VERSION, export};
