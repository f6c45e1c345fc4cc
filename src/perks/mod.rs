//! Perks: what can be redeemed, by whom, and what becomes of it. It promises that a perk is charged once, at the price
//! that was confirmed, and that its Sparks are either spent on a delivered perk or returned. Delivery is the business of
//! `fulfilment`.

mod add;
mod badge;
mod cancel;
mod catalogue;
mod decision;
mod draft;
mod edit;
mod eligibility;
mod form;
mod manage;
mod options;
mod owned_role;
mod pause;
mod question;
mod redeem;
mod redemption;
mod resolve;
mod standing;
mod ticket;
mod words;

pub use add::{AddManualPerk, AddOutcome, AddRolePerk};
pub use badge::{Badge, Showcase, badges, showcase};
pub use cancel::{Cancel, CancelOutcome, confirmed};
pub use catalogue::{
    Catalogue, LIST_PAGE_LENGTH, Offer, Perk, PerkKind, PerkPage, PerkState, catalogue, find,
    find_by_name, next_goal, page, perks, redeemable, suggestions,
};
pub use decision::{Decision, DecisionKind, decisions, latest_decision, record_decision};
pub use draft::{Draft, ForgetOldDrafts, SaveDraft, draft};
pub use edit::{EditPerk, EditPerkOutcome, PerkSide};
pub use eligibility::{RedeemRefusal, Standing, check};
pub use form::{ANSWER_LENGTH_MAX, AnswerRefusal, Asked, POST_SITES, parse as parse_answer};
pub use manage::{ArchivePerk, PausePerk, PerkChange, PerkRefusal, ResumePerk};
pub use options::{
    DESCRIPTION_LENGTH_MAX, LASTS_DAYS_MAX, PerkOptions, RequiredRole, WindowRefusal,
    limit_of_new_perk,
};
pub use owned_role::{NoteOwnedRole, OwnedRole, concerns_role, owned_roles};
pub use pause::PauseByModerator;
pub use question::{Question, question, question_about};
pub use redeem::{Redeem, RedeemOutcome};
pub use redemption::{Redemption, RedemptionState, VoidReason, load, open_of};
pub use resolve::{
    Resolution, Resolve, ResolveOutcome, pause_undeliverable, send_to_review, unpause_deliverable,
};
pub use standing::Member;
pub use ticket::{CheckOutcome, CheckRefusal, CheckTicket, Ticket, TicketCode, ticket, tickets};
pub use words::{PerkTerms, PerkWords};
