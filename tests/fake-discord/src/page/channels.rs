//! Which channels a member has on the page: the guild's text channels, and the direct messages with the bot once
//! there are some. A page names a channel by its id; one that the member does not see is refused in words.

use serde_json::{Value, json};

use crate::ids::BOT_USER;
use crate::state::World;
use crate::state::guild::Channel;

/// The channel of this id, if the member sees it; the default one when none is named.
pub(super) fn of(world: &World, viewer: u64, id: Option<&str>) -> Result<u64, String> {
    let Some(id) = id else {
        return Ok(world.guild.default_channel);
    };
    let known = id.parse().ok().and_then(|id| world.guild.channels.get(&id));
    let seen = known.filter(|channel| channel.recipient.is_none_or(|user| user == viewer));
    let channel = seen.ok_or_else(|| format!("there is no channel {id}"))?;
    Ok(channel.id)
}

/// The same, for a command: the fake offers none in direct messages.
pub(super) fn for_commands(world: &World, viewer: u64, id: Option<&str>) -> Result<u64, String> {
    let channel = of(world, viewer, id)?;
    if world.guild.is_direct(channel) {
        return Err("commands are not offered in direct messages".to_owned());
    }
    Ok(channel)
}

/// What the switcher shows, the default channel first and direct messages last.
pub(super) fn listed(world: &World, viewer: u64) -> Vec<Value> {
    let default = world.guild.default_channel;
    let mut seen: Vec<(bool, bool, Value)> = Vec::new();
    for channel in world.guild.channels.values() {
        let direct = channel.recipient.is_some();
        let latest = latest(world, viewer, channel);
        // Nobody sees a message of another's direct messages.
        if direct && latest.is_none() {
            continue;
        }
        let shown = json!({
            "id": channel.id.to_string(),
            "name": name(world, channel),
            "direct": direct,
            "latest": latest.map(|id| id.to_string()),
        });
        seen.push((direct, channel.id != default, shown));
    }
    seen.sort_by_key(|(direct, other, _)| (*direct, *other));
    seen.into_iter().map(|(.., shown)| shown).collect()
}

/// The channel's name; of direct messages, the bot's.
pub(super) fn name(world: &World, channel: &Channel) -> String {
    if channel.recipient.is_none() {
        return channel.name.clone();
    }
    let bot = world.guild.users.get(&BOT_USER);
    bot.map(|bot| bot.name.clone()).unwrap_or_default()
}

fn latest(world: &World, viewer: u64, channel: &Channel) -> Option<u64> {
    let mut messages = world.messages.values().rev();
    let latest = messages.find(|message| {
        message.channel == channel.id && !message.deleted && world.sees(viewer, message)
    });
    latest.map(|message| message.id)
}
