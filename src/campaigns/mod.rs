//! Campaigns: named efforts with a budget, from which moderators award Sparks. It promises that a budget is never
//! passed and that an award happens once; the Sparks themselves move through `ledger`.

mod award;
mod campaign;

pub use award::{Award, AwardOutcome, AwardRefusal, Awarded};
pub use campaign::{
    Campaign, CampaignRefusal, CloseCampaign, CloseOutcome, CreateCampaign, CreateOutcome, find,
    list, running, suggestions,
};
