//! All that one member sees of the channel, as one JSON value: who is there, what was said to whom, which
//! commands can be used, and what still waits for the bot.

use std::time::SystemTime;

use serde_json::{Value, json};

use super::{Desk, channels, files, trouble};
use crate::ids::BOT_USER;
use crate::state::World;
use crate::state::interaction::{Interaction, InteractionKind};
use crate::state::message::Message;
use crate::time::rfc3339;

const MESSAGES_MAX: usize = 100;
const INTERACTIONS_MAX: usize = 20;

pub(super) fn seen_by(desk: &Desk, viewer: u64, channel: u64) -> Value {
    // The faults are asked first: they take the same lock.
    let faults = trouble::listed(desk);
    let controls: Vec<Value> = desk
        .controls
        .iter()
        .map(
            |control| json!({ "id": control.id, "label": control.label, "labels": control.labels }),
        )
        .collect();
    let world = desk.shared.read();
    let connected = world
        .sessions
        .iter()
        .any(|session| session.connection.is_some());
    json!({
        "viewer": viewer.to_string(),
        "cast": desk.cast.iter().map(u64::to_string).collect::<Vec<_>>(),
        "guild": { "name": world.guild.name, "locale": world.guild.locale, "roles": world.roles_json() },
        "channel": world.guild.channels.get(&channel).map(|channel| channels::name(&world, channel)),
        "channel_id": channel.to_string(),
        "channels": channels::listed(&world, viewer),
        "members": members(&world),
        "bot": { "id": BOT_USER.to_string(), "connected": connected },
        "commands": commands(&world, viewer, channel),
        "messages": messages(&world, viewer, channel),
        "waiting": waiting(&world, viewer, channel),
        "modal": world.open_modal(viewer).map(|(id, modal)| json!({ "interaction": id.to_string(), "data": modal })),
        "answer_within_ms": u64::try_from(world.config.answer_within.as_millis()).unwrap_or(u64::MAX),
        "faults": faults,
        "controls": controls,
        "violations": world.violations,
    })
}

fn members(world: &World) -> Vec<Value> {
    let members = world.guild.members.iter().map(|(id, member)| {
        let user = &world.guild.users[id];
        json!({
            "id": id.to_string(),
            "name": member.nick.as_ref().unwrap_or(&user.name),
            "locale": user.locale,
            "bot": user.bot,
            "roles": member.roles.iter().map(u64::to_string).collect::<Vec<_>>(),
        })
    });
    members.collect()
}

/// The commands that the viewer may use here; in direct messages there are none.
fn commands(world: &World, viewer: u64, channel: u64) -> Vec<&Value> {
    let here = !world.guild.is_direct(channel);
    let usable = world
        .all_commands()
        .filter(|command| here && world.may_use(command, viewer));
    usable.collect()
}

/// The latest messages of the channel that the viewer sees, oldest first.
fn messages(world: &World, viewer: u64, channel: u64) -> Vec<Value> {
    let seen = world.messages.values().rev().filter(|message| {
        message.channel == channel && !message.deleted && world.sees(viewer, message)
    });
    let mut seen: Vec<Value> = seen
        .take(MESSAGES_MAX)
        .map(|message| shown(world, message))
        .collect();
    seen.reverse();
    seen
}

fn shown(world: &World, message: &Message) -> Value {
    let cause = message
        .interaction
        .and_then(|id| world.interactions.get(&id));
    // A deferral whose token has run out can't be answered any more.
    let too_late = cause.is_some_and(|interaction| {
        world.age().saturating_sub(interaction.created) > world.config.token_lives
    });
    json!({
        "message": files::message_json(world, message),
        "version": message.version,
        "ephemeral": message.is_ephemeral(),
        "thinking": message.is_thinking() && !too_late,
        "failed": message.is_thinking() && too_late,
        "used": cause.and_then(|interaction| used(world, interaction)).map(command),
        "used_kind": cause.and_then(|interaction| used(world, interaction)).map(command_kind),
    })
}

/// What the viewer did that has no answer yet, or never got one.
fn waiting(world: &World, viewer: u64, channel: u64) -> Vec<Value> {
    let open = world.interactions.values().rev().filter(|interaction| {
        interaction.user == viewer
            && interaction.channel == channel
            && interaction.kind != InteractionKind::Autocomplete
            && interaction.callback.is_none()
    });
    let mut open: Vec<Value> = open
        .take(INTERACTIONS_MAX)
        .map(|interaction| {
            let age = world.age().saturating_sub(interaction.created);
            json!({
                "id": interaction.id.to_string(),
                "failed": age > world.config.answer_within,
                "source": interaction.source.map(|id| id.to_string()),
                "used": used(world, interaction).map(command),
                "used_kind": used(world, interaction).map(command_kind),
                "timestamp": rfc3339(SystemTime::now() + world.advanced() - age),
            })
        })
        .collect();
    open.reverse();
    open
}

/// The command behind an interaction: itself, or the one that opened the modal.
fn used<'a>(world: &'a World, interaction: &'a Interaction) -> Option<&'a Interaction> {
    let opener = interaction
        .opened_by
        .and_then(|id| world.interactions.get(&id));
    let command = opener.unwrap_or(interaction);
    (command.kind == InteractionKind::Command).then_some(command)
}

/// 1 a slash command, 2 on a member, 3 on a message.
fn command_kind(interaction: &Interaction) -> u64 {
    interaction.payload["data"]["type"].as_u64().unwrap_or(1)
}

/// The command with its subcommands, as typed without options.
fn command(interaction: &Interaction) -> String {
    let mut at = &interaction.payload["data"];
    let mut words = vec![at["name"].as_str().unwrap_or_default()];
    while let Some(sub) = at["options"]
        .as_array()
        .and_then(|options| options.first())
        .filter(|option| matches!(option["type"].as_u64(), Some(1 | 2)))
    {
        words.push(sub["name"].as_str().unwrap_or_default());
        at = sub;
    }
    words.join(" ")
}
