//! Campaigns: named efforts with a budget, dates and caps, from which moderators award Sparks, and from which they can take
//! an award back; one by one, or in bulk ([`batch`]), or by a code that members claim ([`code`]). It promises that no budget, date or cap is passed, that an award
//! happens once and is undone once; the Sparks themselves move through `ledger`.

mod award;
pub mod batch;
mod campaign;
mod close;
pub mod code;
mod edit;
mod find;
mod gift;
mod report;
mod room;
mod terms;
mod undo;

pub use crate::moment::{DAY_MS, Moment, MomentRefusal, month_and_day, parse as parse_moment};
pub use award::{Award, AwardOutcome, AwardRefusal, Awarded};
pub use campaign::{Campaign, CampaignRefusal, CampaignState, CreateCampaign, CreateOutcome};
pub use close::{CloseCampaign, CloseOutcome, ReopenCampaign, ReopenOutcome};
pub use edit::{CampaignChange, EditCampaign, EditOutcome};
pub use find::{
    CampaignPage, LIST_PAGE_LENGTH, Wanted, current, find, find_any, list, page, running,
    suggestions,
};
pub use report::{CampaignReport, DAYS_SHOWN, Day, report};
pub use room::CapLeft;
pub use terms::{DESCRIPTION_LENGTH_MAX, Descriptions, Rules, Terms};
pub use undo::{Spent, UndoAward, UndoMode, UndoOutcome, UndoRefusal, Undone};
