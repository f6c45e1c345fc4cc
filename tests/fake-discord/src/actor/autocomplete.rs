//! Typing into an option with autocomplete.

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use super::client;
use super::slash::{Slash, available};
use crate::state::World;
use crate::state::interaction::{InteractionKind, NewInteraction};

/// A suggestion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// What is shown.
    pub name: String,
    /// What is shown in other languages; `null` when the bot sent none.
    pub name_localizations: Value,
    /// What is sent when it is chosen.
    pub value: Value,
}

impl Slash {
    /// Types into an option, the others being as filled in so far; the suggestions that appear.
    /// Panics when the option has no autocomplete, or the bot does not answer in time.
    pub async fn autocomplete(self, option: &str, typed: &str) -> Vec<Choice> {
        let member = self.member.clone();
        let what = format!("autocomplete of /{} {option}", self.path);
        let (id, heard) = member
            .shared
            .write(|world| self.type_into(world, option, typed))
            .unwrap_or_else(|problem| panic!("/{}: {problem}", self.path));
        let pending = member.pending(id, heard);
        let answered = pending.answered_as(&what).await;
        choices(&answered.sent())
    }

    /// As [`Slash::autocomplete`], or what the client would tell its user instead.
    pub(crate) async fn attempt_autocomplete(
        self,
        option: &str,
        typed: &str,
    ) -> Result<Vec<Choice>, String> {
        let shared = Arc::clone(&self.member.shared);
        let (id, _) = shared.write(|world| self.type_into(world, option, typed))?;
        let limit = shared.read().config.answer_within;
        let answered = |world: &World| {
            let callback = world.interactions[&id].callback.as_ref()?;
            Some(choices(&callback.data))
        };
        let answered = shared.wait_for(limit, answered).await;
        answered.ok_or_else(|| "the bot did not answer in time".to_owned())
    }

    fn type_into(
        &self,
        world: &mut World,
        option: &str,
        typed: &str,
    ) -> Result<(u64, bool), String> {
        let found = client::find(world, &self.path)?;
        let definition = found
            .options
            .iter()
            .find(|definition| definition["name"] == option);
        let definition = definition.ok_or_else(|| format!("there is no option {option}"))?;
        if definition["autocomplete"] != true {
            return Err(format!("{option} has no autocomplete"));
        }
        available(world, &found.command, self.member.id)
            .map_err(|unavailable| unavailable.to_string())?;
        if let Some(problem) = client::refusal(&found.options, &self.options, true) {
            return Err(format!("the client would not send this: {problem}"));
        }
        let focused = json!({
            "name": option, "type": definition["type"], "value": typed, "focused": true,
        });
        let channel = self.channel(world);
        let data = self.data(world, &found, Some(focused));
        let new = NewInteraction {
            kind: InteractionKind::Autocomplete,
            user: self.member.id,
            channel,
            data,
            source: None,
            opened_by: None,
        };
        Ok(world.interact(&new, 1))
    }
}

fn choices(answer: &Value) -> Vec<Choice> {
    let choice = |choice: &Value| Choice {
        name: choice["name"].as_str().unwrap_or_default().to_owned(),
        name_localizations: choice["name_localizations"].clone(),
        value: choice["value"].clone(),
    };
    let choices = answer["choices"].as_array().into_iter().flatten();
    choices.map(choice).collect()
}
