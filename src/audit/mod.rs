//! The record of what moderators did: one row for each change, written in the change's own transaction, so neither is there
//! without the other. It promises that a row stays as it is. Whether a change may be made is decided where it is made;
//! putting rows into words is left to the views.

mod change;
mod trail;

pub use change::{Action, Area, Change, Subject, record};
pub use trail::{Entry, Filter, PAGE_LENGTH, Page, Turn, find, page};
