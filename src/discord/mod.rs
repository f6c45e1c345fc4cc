//! Discord: everything that knows of interactions, messages and roles. A command reads straight through:
//! `commands` parses, calls one domain function, and `views` renders its answer. It promises an answer to every
//! interaction, in the reader's language, and that nothing of the domain is decided here.

pub mod amount;
pub mod attachment;
pub mod badge_picture;
pub mod badge_role;
pub mod batches;
pub mod bot;
pub mod breaker;
pub mod commands;
pub mod components;
pub mod custom_id;
pub mod data;
pub mod dispatch;
pub mod doctor;
pub mod error;
pub mod escape;
pub mod farewell;
pub mod forms;
pub mod gateway;
pub mod give_again;
pub mod hierarchy;
pub mod http;
pub mod messenger;
pub mod notice;
pub mod owned_roles;
pub mod presence;
pub mod register;
pub mod reply;
pub mod role_rules;
pub mod roles;
pub mod roster;
pub mod setting_up;
pub mod staff;
pub mod start;
pub mod ticket_picture;
pub mod turns;
pub mod views;
