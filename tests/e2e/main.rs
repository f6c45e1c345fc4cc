//! End to end: the real bot on a local Discord, one file a command. What members do goes through the gateway, what they
//! see is what the bot sent, and every test ends with the ledger's invariants.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on should stop loudly"
)]

mod alerts;
mod award;
mod award_many;
mod award_many_files;
mod award_undo;
mod backup;
mod badge;
mod ban_safety;
mod boards;
mod campaign;
mod code;
#[path = "../crash/command.rs"]
mod command;
mod delivery;
mod doctor;
mod event_send;
mod faults;
mod forms;
mod help;
mod history;
mod leaderboard;
mod link;
mod member_menu;
mod outbox;
mod overload;
mod owned_roles;
mod perk;
mod perk_terms;
mod privacy;
mod process;
mod queue;
mod reconnect;
mod redeem;
mod redemption;
mod redemption_doors;
mod refusals;
mod registration;
mod role_expiry;
mod rules;
mod setup;
mod sparks;
mod staff;
mod start;
mod stopped_delivery;
mod support;
mod tickets;
mod walk;
