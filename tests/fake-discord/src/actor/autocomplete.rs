//! Typing into an option with autocomplete.

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
            .write(|world| self.type_into(world, option, typed));
        let pending = member.pending(id, heard);
        let answered = pending.answered_as(&what).await;
        let choices = answered.sent()["choices"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let choice = |choice: &Value| Choice {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            name_localizations: choice["name_localizations"].clone(),
            value: choice["value"].clone(),
        };
        choices.iter().map(choice).collect()
    }

    fn type_into(&self, world: &mut World, option: &str, typed: &str) -> (u64, bool) {
        let found = self.found(world);
        let definition = found
            .options
            .iter()
            .find(|definition| definition["name"] == option);
        let definition =
            definition.unwrap_or_else(|| panic!("/{}: there is no option {option}", self.path));
        assert!(
            definition["autocomplete"] == true,
            "/{}: {option} has no autocomplete",
            self.path
        );
        available(world, &found.command, self.member.id)
            .unwrap_or_else(|unavailable| panic!("/{}: {unavailable}", self.path));
        if let Some(problem) = client::refusal(&found.options, &self.options, true) {
            panic!("/{}: the client would not send this: {problem}", self.path);
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
        world.interact(&new, 1)
    }
}
