//! The commands, one file each. A handler parses, calls one domain function, and renders its answer.

pub mod award;
pub mod badge;
pub mod campaign;
mod common;
pub mod help;
pub mod history;
pub mod leaderboard;
pub mod perk;
pub mod privacy;
pub mod redeem;
pub mod redemption;
pub mod sparks;

use super::data::Command;

/// Every command, as poise has it; names and descriptions are localised by `register`.
#[must_use]
pub fn all() -> Vec<Command> {
    vec![
        sparks::sparks(),
        redeem::redeem(),
        history::history(),
        badge::badge(),
        leaderboard::leaderboard(),
        privacy::privacy(),
        help::help(),
        award::award(),
        campaign::campaign(),
        perk::perk(),
        redemption::redemption(),
    ]
}
