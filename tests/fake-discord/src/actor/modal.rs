//! Filling in a modal and submitting it, as a test does and as the page does. What the client would refuse (a
//! required field, a length) panics in a test and comes back as words on the page.

use serde_json::{Value, json};

use super::component::{find, items};
use super::member::Member;
use super::pending::Pending;
use super::reply::Reply;
use crate::state::World;
use crate::state::interaction::{InteractionKind, NewInteraction};

/// A modal to be submitted. See [`Member::fill`].
#[must_use = "nothing happens until it is sent"]
pub struct Submit {
    member: Member,
    modal: Reply,
    fields: Vec<(String, String)>,
    times: usize,
    checked: bool,
    custom_id: Option<String>,
}

sends!(unchecked Submit);

impl Submit {
    pub(crate) fn new(member: Member, modal: &Reply, fields: &[(&str, &str)]) -> Self {
        let fields = fields
            .iter()
            .map(|&(field, value)| (field.to_owned(), value.to_owned()))
            .collect();
        Self {
            member,
            modal: modal.clone(),
            fields,
            times: 1,
            checked: true,
            custom_id: None,
        }
    }

    /// Sends another `custom_id` than the modal has, as a client that was made for it can.
    pub fn with_custom_id(mut self, custom_id: &str) -> Self {
        self.custom_id = Some(custom_id.to_owned());
        self
    }

    /// Submits it without waiting for an answer.
    pub fn send_without_waiting(self) -> Pending {
        let modal = self.modal.modal();
        assert!(
            !modal.is_null(),
            "the reply is no modal but {:?}",
            self.modal
        );
        let components = filled(&modal, &self.fields, self.checked)
            .unwrap_or_else(|problem| panic!("modal: {problem}"));
        let (id, heard) = self.member.shared.write(|world| {
            submit(
                world,
                self.member.id,
                self.modal.interaction,
                self.custom_id,
                &components,
                self.times,
            )
        });
        self.member.pending(id, heard)
    }
}

/// Submits the modal that the member has open because of `opener`, or says what the client would tell its user
/// instead. Fields that are not given keep what the bot filled in.
pub(crate) fn attempt(
    member: &Member,
    opener: u64,
    fields: &[(String, String)],
) -> Result<Pending, String> {
    let (id, heard) = member.shared.write(|world| {
        let modal = open_modal(world, member.id, opener)?;
        let inputs = items(rows(&modal));
        let unknown = fields
            .iter()
            .find(|(field, _)| inputs.iter().all(|input| input["custom_id"] != **field));
        if let Some((field, _)) = unknown {
            return Err(format!("the modal has no field {field:?}"));
        }
        let components = filled(&modal, fields, true)?;
        Ok(submit(world, member.id, opener, None, &components, 1))
    })?;
    Ok(member.pending(id, heard))
}

/// Closes the modal without submitting it. Discord tells the bot nothing.
pub(crate) fn cancel(member: &Member, opener: u64) -> Result<(), String> {
    member.shared.write(|world| {
        open_modal(world, member.id, opener)?;
        if let Some(interaction) = world.interactions.get_mut(&opener) {
            interaction.dismissed = true;
        }
        Ok(())
    })
}

fn open_modal(world: &World, user: u64, opener: u64) -> Result<Value, String> {
    let open = world.open_modal(user).filter(|(id, _)| *id == opener);
    let (_, modal) = open.ok_or("this modal is not open")?;
    Ok(modal.clone())
}

fn submit(
    world: &mut World,
    user: u64,
    opener: u64,
    custom_id: Option<String>,
    components: &Value,
    times: usize,
) -> (u64, bool) {
    let opener = &world.interactions[&opener];
    let modal = opener.callback.as_ref().map(|callback| &callback.data);
    let custom_id = custom_id.map_or_else(
        || modal.map(|modal| modal["custom_id"].clone()),
        |id| Some(json!(id)),
    );
    let new = NewInteraction {
        kind: InteractionKind::Modal,
        user,
        channel: opener.channel,
        data: json!({ "custom_id": custom_id, "components": components }),
        source: opener.source,
        opened_by: Some(opener.id),
    };
    world.interact(&new, times)
}

fn rows(modal: &Value) -> &[Value] {
    modal["components"].as_array().map_or(&[], Vec::as_slice)
}

/// The components as submitted: each field with what was given for it, else what the bot filled in.
fn filled(modal: &Value, fields: &[(String, String)], checked: bool) -> Result<Value, String> {
    let inputs = items(rows(modal));
    let mut named = Vec::new();
    for (field, value) in fields {
        named.push((find(&inputs, field)?["custom_id"].clone(), value));
    }
    let mut components = Vec::new();
    for input in inputs {
        let given = named
            .iter()
            .rfind(|(id, _)| *id == input["custom_id"])
            .map(|(_, value)| value.as_str());
        let value = given
            .or_else(|| input["value"].as_str())
            .unwrap_or_default();
        if checked {
            fits(input, value)?;
        }
        let number = 2 * components.len() + 1;
        components.push(json!({ "type": 1, "id": number, "components": [
            { "type": 4, "id": number + 1, "custom_id": input["custom_id"], "value": value }] }));
    }
    Ok(json!(components))
}

/// Whether the client lets this text be submitted.
fn fits(input: &Value, value: &str) -> Result<(), String> {
    let length = value.chars().count() as u64;
    let required = input["required"] != false;
    let least = input["min_length"].as_u64().unwrap_or(u64::from(required));
    let most = input["max_length"].as_u64().unwrap_or(4000);
    let empty_is_fine = length == 0 && !required;
    if empty_is_fine || (length >= least.max(u64::from(required)) && length <= most) {
        return Ok(());
    }
    Err(format!(
        "field {}: {length} characters, but {least} to {most} are allowed",
        input["custom_id"]
    ))
}
