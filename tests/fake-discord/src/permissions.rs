//! The permission bits that the fake itself looks at. A bot's test may use any others as numbers.

/// `KICK_MEMBERS`
pub const KICK_MEMBERS: u64 = 1 << 1;
/// `BAN_MEMBERS`
pub const BAN_MEMBERS: u64 = 1 << 2;
/// `ADMINISTRATOR`: everything, and past every channel rule.
pub const ADMINISTRATOR: u64 = 1 << 3;
/// `MANAGE_CHANNELS`
pub const MANAGE_CHANNELS: u64 = 1 << 4;
/// `MANAGE_GUILD`
pub const MANAGE_GUILD: u64 = 1 << 5;
/// `VIEW_CHANNEL`
pub const VIEW_CHANNEL: u64 = 1 << 10;
/// `SEND_MESSAGES`
pub const SEND_MESSAGES: u64 = 1 << 11;
/// `EMBED_LINKS`
pub const EMBED_LINKS: u64 = 1 << 14;
/// `ATTACH_FILES`
pub const ATTACH_FILES: u64 = 1 << 15;
/// `READ_MESSAGE_HISTORY`
pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
/// `MENTION_EVERYONE`
pub const MENTION_EVERYONE: u64 = 1 << 17;
/// `MANAGE_ROLES`
pub const MANAGE_ROLES: u64 = 1 << 28;
/// `MANAGE_WEBHOOKS`
pub const MANAGE_WEBHOOKS: u64 = 1 << 29;
/// `USE_APPLICATION_COMMANDS`
pub const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
/// `MODERATE_MEMBERS`
pub const MODERATE_MEMBERS: u64 = 1 << 40;

/// What `@everyone` may do in a new guild here.
pub const EVERYONE_DEFAULT: u64 = VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS;

/// Every bit that Discord defines, as a member with `ADMINISTRATOR` has them.
pub const ALL: u64 = (1 << 53) - 1;

/// Whether `held` grants all of `wanted`.
#[must_use]
pub fn allows(held: u64, wanted: u64) -> bool {
    held & ADMINISTRATOR != 0 || held & wanted == wanted
}
