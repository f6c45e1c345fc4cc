//! The application itself: gateway addresses, its user, its emojis, its commands.

use serde_json::{Value, json};

use super::{Answer, Call};
use crate::error::ApiError;
use crate::state::World;
use crate::validate;

pub(super) fn gateway(world: &mut World, _: &Call) -> Result<Answer, ApiError> {
    Answer::json(json!({ "url": world.gateway_url() }))
}

pub(super) fn gateway_bot(world: &mut World, _: &Call) -> Result<Answer, ApiError> {
    Answer::json(json!({
        "url": world.gateway_url(),
        "shards": 1,
        "session_start_limit": { "total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1 },
    }))
}

pub(super) fn current_user(world: &mut World, _: &Call) -> Result<Answer, ApiError> {
    Answer::json(world.current_user_json())
}

pub(super) fn user(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id(0)?;
    if !world.guild.users.contains_key(&id) {
        return Err(ApiError::unknown_user());
    }
    Answer::json(world.user_json(id))
}

pub(super) fn current_application(world: &mut World, _: &Call) -> Result<Answer, ApiError> {
    Answer::json(world.application_json())
}

pub(super) fn emojis(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.application(0)?;
    Answer::json(json!({ "items": world.emojis }))
}

pub(super) fn global_commands(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.application(0)?;
    listed(&world.global_commands, call)
}

pub(super) fn guild_commands(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.application(0)?;
    call.guild(world, 1)?;
    listed(&world.guild_commands, call)
}

/// Localised names are listed only when asked for.
fn listed(commands: &[Value], call: &Call) -> Result<Answer, ApiError> {
    let full = call
        .query()
        .get("with_localizations")
        .is_some_and(|value| value == "true");
    let mut commands = commands.to_vec();
    if !full {
        commands.iter_mut().for_each(hide_localizations);
    }
    Answer::json(commands)
}

fn hide_localizations(object: &mut Value) {
    if let Some(object) = object.as_object_mut() {
        object.remove("name_localizations");
        object.remove("description_localizations");
    }
    for key in ["options", "choices"] {
        if let Some(inner) = object.get_mut(key).and_then(Value::as_array_mut) {
            inner.iter_mut().for_each(hide_localizations);
        }
    }
}

pub(super) fn set_global_commands(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.application(0)?;
    set(world, call, false)
}

pub(super) fn set_guild_commands(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.application(0)?;
    call.guild(world, 1)?;
    set(world, call, true)
}

fn set(world: &mut World, call: &Call, in_guild: bool) -> Result<Answer, ApiError> {
    validate::command::commands(&call.body)?;
    let definitions = call.body.as_array().cloned().unwrap_or_default();
    Answer::json(world.replace_commands(in_guild, &definitions))
}

pub(super) fn create_global_command(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.application(0)?;
    create(world, call, false)
}

pub(super) fn create_guild_command(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.application(0)?;
    call.guild(world, 1)?;
    create(world, call, true)
}

fn create(world: &mut World, call: &Call, in_guild: bool) -> Result<Answer, ApiError> {
    validate::command::command(&call.body)?;
    let (stored, new) = world.upsert_command(in_guild, &call.body);
    Ok(Answer {
        status: if new { 201 } else { 200 },
        body: Some(stored),
    })
}
