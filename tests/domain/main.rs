//! The domain on a real SQLite file, without Discord: every outcome of the ledger, the life of a redemption through
//! crashes and Discord's failures, boards, and the database itself. Each test ends with every ledger invariant.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at the first surprise"
)]

mod audit;
mod batch_undo;
mod batches;
mod board_corruptions;
mod boards;
mod boards_cost;
mod boards_model;
mod campaign_rules;
mod codes;
mod concurrency;
mod corruptions;
mod database;
mod database_schema;
mod decision_refusals;
mod decisions;
mod event_corruptions;
mod events;
mod events_cost;
mod events_fold;
mod events_referrals;
mod events_rules;
mod events_storm;
mod fairness;
mod fuzz_checks;
mod invariants;
mod leaderboard;
mod ledger_model;
mod ledger_outcomes;
mod migrations;
mod moves;
mod perk_terms;
mod privacy;
mod privacy_campaigns;
mod privacy_columns;
mod privacy_events;
mod privacy_past;
mod queue;
mod redemption;
mod redemption_crashes;
mod redemption_rules;
mod replays;
mod scripted_discord;
mod setup;
mod staff;
mod statement;
mod support;
mod tickets;
mod undo;
mod webhooks;
mod webhooks_backend;
