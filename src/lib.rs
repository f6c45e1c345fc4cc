//! Sparks: reward points for one community, on Discord.
//!
//! The tour, from what knows least to what wires all:
//!
//! - [`clock`], [`backoff`], [`ids`], [`moment`], [`name`], [`secret`], [`report`]: small things that everything uses
//! - [`metrics`]: what is counted, for Prometheus
//! - [`fail_points`]: where a test can end the process; nothing in a release
//! - [`db`]: one SQLite file, one writer, backups
//! - [`facts`]: the little that the bot keeps about itself
//! - [`ledger`]: accounts and transfers; who has how many Sparks, and why
//! - [`audit`]: what moderators changed, each row written with its change
//! - [`staff`]: what waits for the staff channel
//! - [`alerts`]: what moderators should see to, raised once
//! - [`campaigns`]: budgets, and awards from them
//! - [`perks`]: what can be redeemed, redemptions, badges
//! - [`badge_art`]: the picture of a badge, drawn from two numbers; [`badge_pictures`]: drawing it in time
//! - [`qr_art`]: a text as a QR picture, for tickets
//! - [`leaderboard`]: who earned how much
//! - [`setup`]: the ready-made catalogue and a first campaign, each made once
//! - [`privacy`]: all that is stored about a person, and erasing them
//! - [`fulfilment`]: delivering what was redeemed, through Discord's failures
//! - [`events`]: what the product reports, and by which rules it earns Sparks
//! - [`web`]: the endpoint that takes the product's events
//! - [`webhooks`]: what the product's backend is told about redemptions
//! - [`health`]: what the database file tells of itself
//! - [`i18n`]: every text, in English, Russian and Korean
//! - [`discord`]: the gateway, commands, messages and roles
//! - [`app`]: the wiring; [`config`], [`telemetry`]: what a process is started with; [`check`]: whether it would run;
//!   [`run`]: running it; [`signals`]: what the system tells it

pub mod alerts;
pub mod app;
pub mod audit;
pub mod backoff;
pub mod badge_art;
pub mod badge_pictures;
pub mod campaigns;
pub mod check;
pub mod clock;
mod complaint;
pub mod config;
pub mod db;
pub mod discord;
pub mod events;
pub mod facts;
pub mod fail_points;
pub mod fulfilment;
pub mod health;
pub mod i18n;
pub mod ids;
pub mod leaderboard;
pub mod ledger;
pub mod metrics;
pub mod moment;
pub mod name;
pub mod perks;
pub mod privacy;
pub mod qr_art;
pub mod report;
pub mod run;
pub mod secret;
pub mod setup;
pub mod signals;
pub mod staff;
pub mod telemetry;
pub mod web;
pub mod webhooks;
