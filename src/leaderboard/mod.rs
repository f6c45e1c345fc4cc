//! Boards: who earned how much, for all time, in a month, in a week, in a campaign. It promises a page or a rank in a time
//! that hardly grows with the number of members, and that a board agrees with the ledger (triggers keep it in the
//! transfer's own transaction). Whether somebody is on the server is for others to find out; here it is remembered.

mod absence;
mod board;
mod page;
mod period;
mod place;
mod rebuild;

pub use absence::{HideOutcome, MarkDeparted, MarkPresent, SetHidden, is_departed, some_departed};
pub use board::{Board, BoardKey, CampaignBoard, campaign_board, campaign_boards};
pub use page::{
    Cursor, Entry, PAGE_LENGTH, Page, Shown, Standing, account_and_standing, page, show,
};
pub use rebuild::{Rebuild, Rebuilt};
