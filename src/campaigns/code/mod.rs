//! Claim codes: for live calls and events, a word that gives whoever types it Sparks of a campaign. It promises that a code
//! pays each member once and as many as it says, within the campaign's budget and caps (those for a moderator's day are
//! those of who made it), and that guessing is hopeless: codes are drawn from more than 10^14, and who types too many wrong
//! ones is kept waiting, also through restarts.

mod claim;
mod create;
mod find;
mod word;

pub use claim::{ClaimCode, ClaimOutcome, ClaimRefusal, Claimed, FAILURE_WINDOW_MS, FAILURES_MAX};
pub use create::{
    CloseCode, CloseCodeOutcome, CodeRefusal, CreateCode, CreateCodeOutcome, Created, USES_MAX,
};
pub use find::{Code, CodePage, codes, open_matching};
pub use word::{CodeWord, SYMBOLS_DRAWN};
