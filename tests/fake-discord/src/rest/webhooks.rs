//! What comes after the first answer, by the interaction's token: `@original`, follow-ups, their edits.
//! The token works from the first answer until it expires.

use serde_json::Value;

use super::{Answer, Call};
use crate::error::ApiError;
use crate::ids::{APPLICATION, BOT_USER};
use crate::state::World;
use crate::state::interaction::Interaction;
use crate::state::message::Draft;
use crate::validate::message::{self, Context, Place};

/// The interaction of the token in the path, while the token works.
fn interaction<'a>(world: &'a World, call: &Call) -> Result<&'a Interaction, ApiError> {
    if call.id(0)? != APPLICATION {
        return Err(ApiError::unknown_webhook().violating());
    }
    let known = world.interaction_by_token(&call.parameters[1]);
    let interaction = known.ok_or_else(ApiError::unknown_webhook)?;
    if world.age().saturating_sub(interaction.created) > world.config.token_lives {
        return Err(ApiError::invalid_webhook_token());
    }
    // Before the first answer there is nothing behind the token yet.
    if interaction.callback.is_none() {
        return Err(ApiError::unknown_webhook());
    }
    Ok(interaction)
}

/// The message that `@original` means.
fn original_id(world: &World, call: &Call) -> Result<u64, ApiError> {
    interaction(world, call)?
        .original
        .ok_or_else(ApiError::unknown_message)
}

/// A message that belongs to the token: the first answer or a follow-up.
fn own_id(world: &World, call: &Call) -> Result<u64, ApiError> {
    let interaction = interaction(world, call)?;
    let id = call.id(2)?;
    let own = interaction.original == Some(id) || interaction.followups.contains(&id);
    if own {
        Ok(id)
    } else {
        Err(ApiError::unknown_message())
    }
}

fn show(world: &World, id: u64) -> Result<Answer, ApiError> {
    let message = world.messages.get(&id).filter(|message| !message.deleted);
    Answer::json(world.message_json(message.ok_or_else(ApiError::unknown_message)?))
}

pub(super) fn original(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let id = original_id(world, call)?;
    show(world, id)
}

pub(super) fn message(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let id = own_id(world, call)?;
    show(world, id)
}

pub(super) fn edit_original(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let id = original_id(world, call)?;
    change(world, call, id)
}

pub(super) fn edit(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let id = own_id(world, call)?;
    change(world, call, id)
}

fn change(world: &mut World, call: &Call, id: u64) -> Result<Answer, ApiError> {
    let interaction = interaction(world, call)?;
    let interaction_id = interaction.id;
    let message = world
        .messages
        .get(&id)
        .ok_or_else(ApiError::unknown_message)?;
    let context = Context {
        place: Place::Edit,
        uploads: &call.uploads,
        kept: &message.files,
    };
    message::message(&call.body, &context)?;
    world.edit(id, &call.body, &call.uploads)?;
    let interaction = world
        .interactions
        .get_mut(&interaction_id)
        .expect("found above");
    if interaction.is_deferred() && interaction.original == Some(id) {
        let updates = interaction
            .callback
            .as_ref()
            .is_some_and(|callback| callback.kind == 6);
        interaction.resolve(if updates { "update" } else { "message" }, Some(id));
    }
    show(world, id)
}

pub(super) fn delete_original(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let id = original_id(world, call)?;
    remove(world, call, id)
}

pub(super) fn delete(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let id = own_id(world, call)?;
    remove(world, call, id)
}

fn remove(world: &mut World, call: &Call, id: u64) -> Result<Answer, ApiError> {
    let interaction = interaction(world, call)?.id;
    world.delete_message(id)?;
    let interaction = world
        .interactions
        .get_mut(&interaction)
        .expect("found above");
    if interaction.is_deferred() && interaction.original == Some(id) {
        interaction.resolve("deleted", Some(id));
    }
    Answer::empty()
}

pub(super) fn follow_up(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let interaction = interaction(world, call)?;
    let (id, channel, original) = (interaction.id, interaction.channel, interaction.original);
    let context = Context {
        place: Place::Answer,
        uploads: &call.uploads,
        kept: &[],
    };
    message::message(&call.body, &context)?;
    let thinking = original
        .and_then(|id| world.messages.get(&id))
        .filter(|message| message.is_thinking() && !message.deleted);
    // The first message after a deferral takes the place of "thinking", and its visibility.
    if let Some(thinking) = thinking.map(|message| message.id) {
        world.edit(thinking, &call.body, &call.uploads)?;
        world
            .messages
            .get_mut(&thinking)
            .expect("just edited")
            .edited = None;
        world
            .interactions
            .get_mut(&id)
            .expect("found above")
            .resolve("message", Some(thinking));
        return show(world, thinking);
    }
    let draft = Draft {
        channel,
        author: BOT_USER,
        kind: 19,
        interaction: Some(id),
        follows: original,
    };
    let message = world.post(draft, &call.body, &call.uploads)?;
    let interaction = world.interactions.get_mut(&id).expect("found above");
    interaction.followups.push(message);
    if interaction.is_deferred() {
        interaction.resolve("followup", Some(message));
    }
    let shown: Value = world.message_json(&world.messages[&message]);
    Answer::json(shown)
}
