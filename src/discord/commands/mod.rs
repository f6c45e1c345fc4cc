//! The commands, one file each. A handler parses, calls one domain function, and renders its answer.

pub mod audit;
pub mod award;
pub mod award_many;
pub mod award_sparks;
pub mod award_undo;
pub mod badge;
pub mod campaign;
pub mod campaigns;
pub mod claim;
pub mod code;
pub(super) mod common;
pub mod doctor;
pub mod help;
pub mod history;
pub mod leaderboard;
pub mod link;
pub mod perk;
mod perk_add;
mod perk_edit;
pub mod privacy;
pub mod queue;
pub mod redeem;
pub mod redeem_form;
pub mod redemption;
pub mod setup;
pub mod sparks;
pub mod ticket;
pub mod tickets;
pub mod view_sparks;

use super::data::Command;

/// Every command, as poise has it; names and descriptions are localised by `register`.
#[must_use]
pub fn all() -> Vec<Command> {
    vec![
        sparks::sparks(),
        redeem::redeem(),
        history::history(),
        badge::badge(),
        tickets::tickets(),
        leaderboard::leaderboard(),
        link::link(),
        campaigns::campaigns(),
        claim::claim(),
        help::help(),
        award::award(),
        award_undo::award_undo(),
        award_many::award_many(),
        campaign::campaign(),
        code::code(),
        perk::perk(),
        queue::queue(),
        ticket::ticket(),
        redemption::redemption(),
        audit::audit(),
        setup::setup(),
        doctor::doctor(),
        privacy::privacy(),
        view_sparks::view_sparks(),
        award_sparks::award_sparks(),
    ]
}
