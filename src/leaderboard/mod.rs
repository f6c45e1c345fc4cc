//! Boards: who earned how much. It promises a page or a rank in a time that hardly grows with the number of members,
//! and that a board agrees with the ledger (triggers keep it in the transfer's own transaction).

mod board;

pub use board::{Cursor, Entry, PAGE_LENGTH, Page, page, standing};
