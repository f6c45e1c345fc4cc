//! The first answer to an interaction: which kinds fit what the user did, once, and in time.

use serde_json::{Map, Value, json};

use super::{Answer, Call};
use crate::error::ApiError;
use crate::ids::BOT_USER;
use crate::state::World;
use crate::state::interaction::{Callback, Interaction, InteractionKind};
use crate::state::message::{Draft, EPHEMERAL, LOADING};
use crate::validate::message::{Context, Place, check_deferral, check_message};
use crate::validate::modal::{check_choices, check_modal};
use crate::validate::{Checker, Rule, Shape, may, must};

const CALLBACK: Shape = Shape {
    keys: &[
        must("type", Rule::OneOf(&[4, 5, 6, 7, 8, 9])),
        may("data", Rule::Any),
    ],
    also: data_where_needed,
};

fn data_where_needed(checker: &mut Checker, callback: &Map<String, Value>) {
    let kind = callback.get("type").and_then(Value::as_u64);
    let has_data = callback.get("data").is_some_and(|data| !data.is_null());
    if matches!(kind, Some(4 | 7 | 8 | 9)) && !has_data {
        checker.at("data", Checker::required);
    }
}

/// The kinds of answers that fit what the user did.
fn fitting(interaction: &Interaction) -> &'static [u64] {
    match (interaction.kind, interaction.source) {
        (InteractionKind::Command, _) => &[4, 5, 9],
        (InteractionKind::Component, _) => &[4, 5, 6, 7, 9],
        (InteractionKind::Autocomplete, _) => &[8],
        (InteractionKind::Modal, Some(_)) => &[4, 5, 6, 7],
        // The docs name 6 for components only, but poise has always closed its modals with it.
        (InteractionKind::Modal, None) => &[4, 5, 6],
    }
}

pub(super) fn callback(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id(0)?;
    let interaction = world
        .interactions
        .get(&id)
        .ok_or_else(ApiError::unknown_interaction)?;
    if interaction.token != call.parameters[1] {
        return Err(ApiError::unknown_interaction());
    }
    if interaction.callback.is_some() {
        return Err(ApiError::already_acknowledged());
    }
    if world.age().saturating_sub(interaction.created) > world.config.answer_within {
        return Err(ApiError::unknown_interaction());
    }
    check(world, interaction, call)?;
    let kind = call.body["type"].as_u64().expect("checked");
    let callback = Callback {
        kind,
        data: call.body["data"].clone(),
    };
    perform(world, id, &callback, call)?;
    let interaction = world.interactions.get_mut(&id).expect("found above");
    interaction.callback = Some(callback);
    if call
        .query()
        .get("with_response")
        .is_some_and(|value| value == "true")
    {
        return Answer::json(callback_json(world, id));
    }
    Answer::empty()
}

fn check(world: &World, interaction: &Interaction, call: &Call) -> Result<(), ApiError> {
    let mut checker = Checker::default();
    checker.object(&call.body, &CALLBACK);
    let (kind, data) = (call.body["type"].as_u64().unwrap_or(0), &call.body["data"]);
    if !fitting(interaction).contains(&kind) {
        checker.at("type", |checker| {
            let message = format!("A callback of type {kind} does not answer this interaction.");
            checker.problem("INTERACTION_CALLBACK_TYPE", message);
        });
        return checker.finish();
    }
    let source = interaction
        .source
        .and_then(|id| world.messages.get(&id))
        .filter(|_| kind == 7);
    let kept = source.map_or(&[][..], |message| &message.files);
    checker.at("data", |checker| match kind {
        4 | 7 => {
            let context = Context {
                place: Place::Answer,
                uploads: &call.uploads,
                kept,
            };
            check_message(checker, data, &context);
        }
        8 => check_choices(checker, data),
        9 => check_modal(checker, data),
        _ => check_deferral(checker, data),
    });
    checker.finish()
}

/// What the answer does to messages.
fn perform(world: &mut World, id: u64, callback: &Callback, call: &Call) -> Result<(), ApiError> {
    let interaction = &world.interactions[&id];
    let source = interaction.source;
    let draft = answer_draft(interaction);
    let original = match callback.kind {
        4 => Some(world.post(draft, &callback.data, &call.uploads)?),
        5 => {
            let mut message = world.draft(draft);
            message.flags = LOADING | callback.data["flags"].as_u64().unwrap_or(0) & EPHEMERAL;
            message.sent.clone_from(&callback.data);
            let original = message.id;
            world.messages.insert(original, message);
            Some(original)
        }
        6 => source,
        7 => {
            let source = source.expect("fits only with a message");
            world.edit(source, &callback.data, &call.uploads)?;
            Some(source)
        }
        _ => None,
    };
    world.interactions.get_mut(&id).expect("exists").original = original;
    Ok(())
}

fn answer_draft(interaction: &Interaction) -> Draft {
    let context_menu = interaction.payload["data"]["type"].as_u64().unwrap_or(1) > 1;
    let kind = match interaction.kind {
        InteractionKind::Command if context_menu => 23,
        InteractionKind::Command => 20,
        InteractionKind::Component => 19,
        _ => 0,
    };
    Draft {
        channel: interaction.channel,
        author: BOT_USER,
        kind,
        interaction: Some(interaction.id),
        follows: None,
    }
}

/// What `with_response=true` is answered with.
fn callback_json(world: &World, id: u64) -> Value {
    let interaction = &world.interactions[&id];
    let message = interaction.original.and_then(|id| world.messages.get(&id));
    let mut json =
        json!({ "interaction": { "id": id.to_string(), "type": interaction.kind as u8 } });
    if let Some(message) = message {
        json["interaction"]["response_message_id"] = json!(message.id.to_string());
        json["interaction"]["response_message_loading"] = json!(message.is_thinking());
        json["interaction"]["response_message_ephemeral"] = json!(message.is_ephemeral());
        let kind = interaction
            .callback
            .as_ref()
            .map_or(4, |callback| callback.kind);
        if matches!(kind, 4 | 7) {
            json["resource"] = json!({ "type": kind, "message": world.message_json(message) });
        }
    }
    json
}
