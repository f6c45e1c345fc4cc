//! Channels and the messages that the bot writes there, direct messages included.

use std::time::Duration;

use serde_json::Value;

use super::{Answer, Call};
use crate::error::ApiError;
use crate::ids::{BOT_USER, Kind};
use crate::permissions::{self, SEND_MESSAGES, VIEW_CHANNEL};
use crate::state::World;
use crate::state::guild::Channel;
use crate::state::message::{Draft, Message};
use crate::validate::message::{Context, Place};
use crate::validate::{self, Rule, Shape, must, nothing_else};

/// The channel of the path, if the bot can see it.
fn seen<'a>(world: &'a World, call: &Call) -> Result<&'a Channel, ApiError> {
    let channel = world
        .guild
        .channels
        .get(&call.id(0)?)
        .ok_or_else(ApiError::unknown_channel)?;
    let direct = channel.recipient.is_some();
    let may = permissions::allows(world.guild.permissions_of(BOT_USER), VIEW_CHANNEL);
    if direct || (channel.visible && may && world.bot_in_guild) {
        Ok(channel)
    } else {
        Err(ApiError::missing_access())
    }
}

pub(super) fn channel(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let channel = seen(world, call)?;
    Answer::json(world.channel_json(channel))
}

const RECIPIENT: Shape = Shape {
    keys: &[must("recipient_id", Rule::Snowflake)],
    also: nothing_else,
};

pub(super) fn open_direct(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    validate::check(&call.body, &Rule::Object(&RECIPIENT))?;
    let id = &call.body["recipient_id"];
    let user = id
        .as_u64()
        .or_else(|| id.as_str()?.parse().ok())
        .expect("checked");
    let known = world
        .guild
        .users
        .get(&user)
        .ok_or_else(ApiError::unknown_user)?;
    if known.bot {
        return Err(ApiError::cannot_message_user());
    }
    let channel = known.dm_channel.unwrap_or_else(|| {
        let id = world.ids.next(Kind::Channel);
        let channel = Channel {
            id,
            name: String::new(),
            kind: 1,
            bot_may_write: true,
            recipient: Some(user),
            visible: true,
        };
        world.guild.channels.insert(id, channel);
        world
            .guild
            .users
            .get_mut(&user)
            .expect("found above")
            .dm_channel = Some(id);
        id
    });
    Answer::json(world.channel_json(&world.guild.channels[&channel]))
}

pub(super) fn post(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let channel = seen(world, call)?;
    let id = channel.id;
    if let Some(recipient) = channel.recipient {
        let shares_guild = world.guild.members.contains_key(&recipient);
        if world.guild.users[&recipient].dms_closed || !shares_guild {
            return Err(ApiError::cannot_message_user());
        }
    } else if !channel.bot_may_write
        || !permissions::allows(world.guild.permissions_of(BOT_USER), SEND_MESSAGES)
    {
        return Err(ApiError::missing_permissions());
    }
    let context = Context {
        place: Place::Channel,
        uploads: &call.uploads,
        kept: &[],
    };
    validate::message::message(&call.body, &context)?;
    if let Some(earlier) = repeated(world, id, &call.body) {
        return Answer::json(world.message_json(&world.messages[&earlier]));
    }
    let draft = Draft {
        channel: id,
        author: BOT_USER,
        kind: 0,
        interaction: None,
        follows: None,
    };
    let message = world.post(draft, &call.body, &call.uploads)?;
    Answer::json(world.message_json(&world.messages[&message]))
}

/// How long a nonce is remembered: "the past few minutes".
const NONCE_REMEMBERED: Duration = Duration::from_mins(5);

/// With `enforce_nonce`, a message sent again with the same nonce is not posted again.
fn repeated(world: &World, channel: u64, body: &Value) -> Option<u64> {
    let nonce = body
        .get("nonce")
        .filter(|_| body["enforce_nonce"] == true)?;
    let now = world.age();
    let same = |message: &&Message| {
        message.channel == channel
            && message.nonce.as_ref() == Some(nonce)
            && now.saturating_sub(message.made_at) < NONCE_REMEMBERED
    };
    world.messages.values().find(same).map(|message| message.id)
}

/// A message that the API shows: ephemeral ones do not exist for it.
fn found<'a>(world: &'a World, call: &Call) -> Result<&'a Message, ApiError> {
    let channel = seen(world, call)?.id;
    let message = world.messages.get(&call.id(1)?);
    message
        .filter(|message| message.channel == channel && !message.deleted && !message.is_ephemeral())
        .ok_or_else(ApiError::unknown_message)
}

pub(super) fn message(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let message = found(world, call)?;
    Answer::json(world.message_json(message))
}

pub(super) fn messages(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let channel = seen(world, call)?.id;
    let query = call.query();
    let limit = query
        .get("limit")
        .and_then(|text| text.parse().ok())
        .unwrap_or(50);
    let number = |key: &str, default| {
        query
            .get(key)
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    };
    let (after, before) = (number("after", 0), number("before", u64::MAX));
    let shown = world.messages.values().rev().filter(|message| {
        let listed = message.channel == channel && !message.deleted && !message.is_ephemeral();
        listed && message.id > after && message.id < before
    });
    Answer::json(
        shown
            .take(limit)
            .map(|message| world.message_json(message))
            .collect::<Vec<_>>(),
    )
}

pub(super) fn edit(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let message = found(world, call)?;
    if message.author != BOT_USER {
        return Err(ApiError::foreign_message());
    }
    let id = message.id;
    let context = Context {
        place: Place::Edit,
        uploads: &call.uploads,
        kept: &message.files,
    };
    validate::message::message(&call.body, &context)?;
    world.edit(id, &call.body, &call.uploads)?;
    Answer::json(world.message_json(&world.messages[&id]))
}

pub(super) fn delete(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let message = found(world, call)?;
    if message.author != BOT_USER {
        return Err(ApiError::missing_permissions());
    }
    let id = message.id;
    world.delete_message(id)?;
    Answer::empty()
}
