//! Using a command from the context menu of a member or of a message. A test names the command, the page says which
//! entry of the menu was chosen; who may use which is the same for both.

use serde_json::{Value, json};

use super::client;
use super::member::Member;
use super::pending::Pending;
use super::slash::available;
use super::value::Resolved;
use crate::state::World;
use crate::state::interaction::{InteractionKind, NewInteraction};

/// A command on members.
pub(crate) const ON_USER: u64 = 2;
/// A command on messages.
pub(crate) const ON_MESSAGE: u64 = 3;

/// Uses a user (2) or message (3) command on a target.
pub(crate) fn context_menu(member: &Member, name: &str, kind: u64, target: u64) -> Pending {
    let (id, heard) = member.shared.write(|world| {
        let command = world.command(name, kind).cloned().unwrap_or_else(|| {
            panic!(
                "no such command {name:?}; there are: {}",
                client::names(world, kind)
            )
        });
        available(world, &command, member.id)
            .unwrap_or_else(|unavailable| panic!("{name}: {unavailable}"));
        let channel = world.guild.default_channel;
        start(world, member.id, &command, target, channel)
    });
    member.pending(id, heard)
}

/// Uses the command of this id or name on a member or message, or says what the client would tell its user instead.
pub(crate) fn attempt(
    member: &Member,
    command: &str,
    target: u64,
    channel: u64,
) -> Result<Pending, String> {
    let (id, heard) = member.shared.write(|world| {
        let message = world
            .messages
            .get(&target)
            .filter(|message| !message.deleted && world.sees(member.id, message));
        let (kind, channel) = match message {
            Some(message) if message.is_ephemeral() => {
                return Err("a message that only you can see has no apps".to_owned());
            }
            Some(message) => (ON_MESSAGE, message.channel),
            None if world.guild.users.contains_key(&target) => (ON_USER, channel),
            None => return Err(format!("there is no member or message {target}")),
        };
        let found = world.all_commands().find(|known| {
            known["type"] == kind && (known["id"] == command || known["name"] == command)
        });
        let found = found.cloned();
        let found = found.ok_or_else(|| format!("there is no command {command:?} for this"))?;
        available(world, &found, member.id).map_err(|unavailable| unavailable.to_string())?;
        Ok(start(world, member.id, &found, target, channel))
    })?;
    Ok(member.pending(id, heard))
}

fn start(world: &mut World, user: u64, command: &Value, target: u64, channel: u64) -> (u64, bool) {
    let on_user = command["type"] == ON_USER;
    let mut resolved = Resolved::default();
    if on_user {
        resolved.user(target);
    }
    let mut resolved = resolved.into_json(world, channel);
    if let Some(message) = world.messages.get(&target).filter(|_| !on_user) {
        resolved["messages"] = json!({ (target.to_string()): world.message_json(message) });
    }
    let mut data = json!({
        "id": command["id"], "name": command["name"], "type": command["type"],
        "target_id": target.to_string(), "resolved": resolved,
    });
    if !command["guild_id"].is_null() {
        data["guild_id"] = command["guild_id"].clone();
    }
    let new = NewInteraction {
        kind: InteractionKind::Command,
        user,
        channel,
        data,
        source: None,
        opened_by: None,
    };
    world.interact(&new, 1)
}
