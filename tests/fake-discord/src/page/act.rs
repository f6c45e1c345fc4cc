//! What the person at the page does, as the member they speak as. Nothing here panics: what Discord's client
//! would refuse comes back as words.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Desk, channels, files};
use crate::actor::press::{self, What};
use crate::actor::{client, menu, modal, value::OptionValue};
use crate::state::Shared;
use crate::{Choice, Member, Slash};

const MESSAGE_LENGTH_MAX: usize = 2000;
/// The type of an option that takes a file.
const FILE: u64 = 11;

/// A slash command as filled in.
#[derive(Deserialize)]
pub(super) struct Command {
    #[serde(rename = "as")]
    speaker: String,
    path: String,
    #[serde(default)]
    options: Map<String, Value>,
    channel: Option<String>,
}

/// A slash command being filled in.
#[derive(Deserialize)]
pub(super) struct Typing {
    #[serde(flatten)]
    command: Command,
    option: String,
    typed: String,
}

/// A command of the context menu, by its id or name, on a member or a message.
#[derive(Deserialize)]
pub(super) struct Menu {
    #[serde(rename = "as")]
    speaker: String,
    command: String,
    target: String,
    channel: Option<String>,
}

/// A modal as filled in. It is named by the interaction that opened it.
#[derive(Deserialize)]
pub(super) struct Filled {
    #[serde(rename = "as")]
    speaker: String,
    interaction: String,
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

/// A button or select of a message.
#[derive(Deserialize)]
pub(super) struct Component {
    #[serde(rename = "as")]
    speaker: String,
    message: String,
    custom_id: String,
    /// The chosen options of a select; absent for a button.
    chosen: Option<Vec<String>>,
}

/// An ordinary message.
#[derive(Deserialize)]
pub(super) struct Said {
    #[serde(rename = "as")]
    speaker: String,
    text: String,
    channel: Option<String>,
}

/// The member of this id.
pub(super) fn speaker(shared: &Arc<Shared>, id: &str) -> Result<Member, String> {
    let known = id
        .parse()
        .ok()
        .filter(|id| shared.read().guild.members.contains_key(id));
    let id = known.ok_or_else(|| format!("there is no member {id}"))?;
    Ok(Member {
        shared: Arc::clone(shared),
        id,
    })
}

pub(super) fn command(desk: &Desk, command: &Command) -> Result<u64, String> {
    Ok(slash(desk, command)?.attempt()?.interaction_id())
}

pub(super) async fn autocomplete(desk: &Desk, mut typing: Typing) -> Result<Vec<Choice>, String> {
    // Files are sent with the command itself only: not once more with every letter.
    let definitions = client::find(&desk.shared.read(), &typing.command.path)?.options;
    let is_file = |name: &str| {
        definitions
            .iter()
            .any(|option| option["name"] == name && option["type"] == FILE)
    };
    typing.command.options.retain(|name, _| !is_file(name));
    let slash = slash(desk, &typing.command)?;
    slash
        .attempt_autocomplete(&typing.option, &typing.typed)
        .await
}

pub(super) fn menu(shared: &Arc<Shared>, wanted: &Menu) -> Result<u64, String> {
    let member = speaker(shared, &wanted.speaker)?;
    let target = number(&wanted.target)?;
    let channel = wanted.channel.as_deref();
    let channel = channels::for_commands(&shared.read(), member.id(), channel)?;
    let begun = menu::attempt(&member, &wanted.command, target, channel)?;
    Ok(begun.interaction_id())
}

pub(super) fn modal(shared: &Arc<Shared>, filled: Filled) -> Result<u64, String> {
    let member = speaker(shared, &filled.speaker)?;
    let opener = number(&filled.interaction)?;
    let fields: Vec<(String, String)> = filled.fields.into_iter().collect();
    Ok(modal::attempt(&member, opener, &fields)?.interaction_id())
}

pub(super) fn cancel_modal(shared: &Arc<Shared>, filled: &Filled) -> Result<(), String> {
    let member = speaker(shared, &filled.speaker)?;
    modal::cancel(&member, number(&filled.interaction)?)
}

pub(super) fn component(shared: &Arc<Shared>, component: Component) -> Result<u64, String> {
    let member = speaker(shared, &component.speaker)?;
    let message = number(&component.message)?;
    let what = match component.chosen {
        None => What::Button(component.custom_id),
        Some(chosen) => What::Options {
            custom_id: Some(component.custom_id),
            chosen,
        },
    };
    Ok(press::attempt(&member, message, &what)?.interaction_id())
}

pub(super) fn message(shared: &Arc<Shared>, said: &Said) -> Result<u64, String> {
    let text = said.text.trim();
    if text.is_empty() || text.chars().count() > MESSAGE_LENGTH_MAX {
        return Err(format!(
            "a message has 1 to {MESSAGE_LENGTH_MAX} characters"
        ));
    }
    let member = speaker(shared, &said.speaker)?;
    let channel = channels::of(&shared.read(), member.id(), said.channel.as_deref())?;
    Ok(member.says_in(channel, text))
}

fn slash(desk: &Desk, command: &Command) -> Result<Slash, String> {
    let shared = &desk.shared;
    let member = speaker(shared, &command.speaker)?;
    let definitions = client::find(&shared.read(), &command.path)?.options;
    let channel = command.channel.as_deref();
    let channel = channels::for_commands(&shared.read(), member.id(), channel)?;
    let mut slash = member.slash(&command.path).in_channel(channel);
    for (name, given) in &command.options {
        let definition = definitions
            .iter()
            .find(|definition| definition["name"] == **name);
        let kind = definition.and_then(|definition| definition["type"].as_u64());
        let kind = kind.ok_or_else(|| format!("there is no option {name}"))?;
        let value = option_value(desk, kind, given)
            .map_err(|problem| format!("option {name}: {problem}"))?;
        slash = slash.option(name, value);
    }
    Ok(slash)
}

/// The page sends what was typed, as text; the option's definition says what it means.
fn option_value(desk: &Desk, kind: u64, given: &Value) -> Result<OptionValue, String> {
    let text = given.as_str().ok_or("is sent as text")?;
    let trimmed = text.trim();
    Ok(match kind {
        3 => OptionValue::Text(text.to_owned()),
        4 => OptionValue::Integer(whole_number(trimmed)?),
        5 => OptionValue::Boolean(trimmed.parse().map_err(|_| "is true or false")?),
        6 => OptionValue::User(number(trimmed)?),
        7 => OptionValue::Channel(number(trimmed)?),
        8 => OptionValue::Role(number(trimmed)?),
        9 => {
            let id = number(trimmed)?;
            if desk.shared.read().guild.roles.contains_key(&id) {
                OptionValue::Role(id)
            } else {
                OptionValue::User(id)
            }
        }
        10 => {
            let number: f64 = trimmed.parse().map_err(|_| "needs a number")?;
            OptionValue::Number(
                Some(number)
                    .filter(|n| n.is_finite())
                    .ok_or("is too large")?,
            )
        }
        FILE => files::option(desk, trimmed)?,
        _ => return Err("this kind of option can't be filled in".to_owned()),
    })
}

fn whole_number(text: &str) -> Result<i64, &'static str> {
    use std::num::IntErrorKind::{NegOverflow, PosOverflow};
    text.parse()
        .map_err(|error: std::num::ParseIntError| match error.kind() {
            PosOverflow | NegOverflow => "is too large",
            _ => "needs a whole number",
        })
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("{text:?} is no id"))
}
