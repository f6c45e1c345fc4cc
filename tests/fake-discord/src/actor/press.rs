//! Using the components of a message: clicking its buttons and choosing in its selects.

use serde_json::{Value, json};

use super::component::{find, is_select, items};
use super::member::Member;
use super::pending::Pending;
use super::reply::Reply;
use crate::state::World;
use crate::state::interaction::{InteractionKind, NewInteraction};

/// What of a message is used.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Button(String),
    Options {
        custom_id: Option<String>,
        chosen: Vec<String>,
    },
}

/// A click or a choice to be made. See [`Member::press`] and [`Member::select`].
#[must_use = "nothing happens until it is sent"]
pub struct Press {
    member: Member,
    reply: Reply,
    what: What,
    times: usize,
    anyway: bool,
    custom_id: Option<String>,
}

sends!(Press);

impl Press {
    pub(crate) fn new(member: Member, reply: &Reply, what: What) -> Self {
        Self {
            member,
            reply: reply.clone(),
            what,
            times: 1,
            anyway: false,
            custom_id: None,
        }
    }

    /// Sends another `custom_id` than the component's, as one of an older version of the bot, or an odd client, would.
    pub fn with_custom_id(mut self, custom_id: &str) -> Self {
        self.custom_id = Some(custom_id.to_owned());
        self
    }

    /// Does it even if the client would not allow it: on someone else's ephemeral message, with a
    /// disabled button, or with one that was there when the reply was taken and is gone since.
    pub fn anyway(mut self) -> Self {
        self.anyway = true;
        self
    }

    /// Does it without waiting for an answer.
    pub fn send_without_waiting(self) -> Pending {
        let member = self.member.clone();
        let (id, heard) = member.shared.write(|world| self.interact(world));
        member.pending(id, heard)
    }

    fn interact(&self, world: &mut World) -> (u64, bool) {
        let id = self
            .reply
            .message_id
            .expect("the reply has a message to click on");
        let message = world.messages.get(&id).expect("messages are kept");
        let channel = message.channel;
        let owner = world.interactions[&self.reply.interaction].user;
        let visible = !message.is_ephemeral() || owner == self.member.id;
        assert!(
            visible || self.anyway,
            "{:?} does not see this ephemeral message",
            self.member.id
        );
        let mut rows = if message.deleted {
            Vec::new()
        } else {
            message.components.clone()
        };
        if self.anyway {
            rows.extend(self.reply.components());
        }
        let mut data = component_data(world, &rows, &self.what, self.anyway)
            .unwrap_or_else(|problem| panic!("{:?}: {problem}", self.what));
        if let Some(custom_id) = &self.custom_id {
            data["custom_id"] = json!(custom_id);
        }
        let new = NewInteraction {
            kind: InteractionKind::Component,
            user: self.member.id,
            channel,
            data,
            source: Some(id),
            opened_by: None,
        };
        world.interact(&new, self.times)
    }
}

/// Uses a component of a message, or says what the client would tell its user instead.
pub(crate) fn attempt(member: &Member, message: u64, what: &What) -> Result<Pending, String> {
    let (id, heard) = member.shared.write(|world| {
        let found = world
            .messages
            .get(&message)
            .filter(|message| !message.deleted);
        let found = found.ok_or("the message is gone")?;
        if !world.sees(member.id, found) {
            return Err("this message is somebody else's".to_owned());
        }
        let new = NewInteraction {
            kind: InteractionKind::Component,
            user: member.id,
            channel: found.channel,
            data: component_data(world, &found.components, what, false)?,
            source: Some(message),
            opened_by: None,
        };
        Ok(world.interact(&new, 1))
    })?;
    Ok(member.pending(id, heard))
}

/// The interaction's `data`; `anyway` with a disabled component, too.
fn component_data(
    world: &World,
    rows: &[Value],
    what: &What,
    anyway: bool,
) -> Result<Value, String> {
    let mut all = items(rows);
    // What was taken from an older snapshot counts only if it is gone now.
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|item| seen.insert(item["custom_id"].to_string()));
    let enabled = |item: &Value| {
        if item["disabled"] == true && !anyway {
            return Err(format!("{} is disabled", item["custom_id"]));
        }
        Ok(())
    };
    match what {
        What::Button(wanted) => {
            all.retain(|item| item["type"] == 2);
            let button = find(&all, wanted)?;
            enabled(button)?;
            if button["custom_id"].is_null() {
                return Err("the button is a link: the bot hears nothing of it".to_owned());
            }
            Ok(json!({ "component_type": 2, "id": button["id"], "custom_id": button["custom_id"] }))
        }
        What::Options { custom_id, chosen } => {
            all.retain(|item| is_select(item));
            let select = match (custom_id, &all[..]) {
                (Some(wanted), _) => find(&all, wanted)?,
                (None, [one]) => one,
                (None, _) => {
                    return Err(format!("the message has {} selects, not one", all.len()));
                }
            };
            enabled(select)?;
            chosen_data(world, select, chosen)
        }
    }
}

fn chosen_data(world: &World, select: &Value, chosen: &[String]) -> Result<Value, String> {
    let number = |key: &str| usize::try_from(select[key].as_u64().unwrap_or(1)).unwrap_or(1);
    let (least, most) = (number("min_values"), number("max_values"));
    if chosen.len() < least || chosen.len() > most {
        return Err(format!(
            "{} options chosen, but {least} to {most} can be",
            chosen.len()
        ));
    }
    let mut once = std::collections::BTreeSet::new();
    if let Some(twice) = chosen.iter().find(|one| !once.insert(*one)) {
        return Err(format!("{twice:?} is chosen twice"));
    }
    let kind = select["type"].as_u64().unwrap_or(3);
    let mut data =
        json!({ "component_type": kind, "id": select["id"], "custom_id": select["custom_id"] });
    if kind == 3 {
        let options = select["options"].as_array().map_or(&[][..], Vec::as_slice);
        let values: Result<Vec<Value>, String> = chosen
            .iter()
            .map(|wanted| option(options, wanted))
            .collect();
        data["values"] = json!(values?);
    } else {
        let ids: Vec<u64> = chosen.iter().filter_map(|id| id.parse().ok()).collect();
        let guild = &world.guild;
        let users: Vec<u64> = among(&ids, |id| guild.users.contains_key(id));
        let channels = among(&ids, |id| {
            !guild.is_direct(*id) && takes_text_channels(select)
        });
        let mut resolved = world.resolve(&users, &ids, &channels);
        let fitting: &[&str] = match kind {
            5 => &["users", "members"],
            6 => &["roles"],
            7 => &["users", "members", "roles"],
            _ => &["channels"],
        };
        resolved.retain(|key, _| fitting.contains(&key.as_str()));
        let unknown = |id: &&String| resolved.values().all(|found| found[id.as_str()].is_null());
        if let Some(unknown) = chosen.iter().find(unknown) {
            return Err(format!("{unknown:?} can't be chosen here"));
        }
        data["values"] = json!(chosen);
        data["resolved"] = Value::Object(resolved);
    }
    Ok(data)
}

fn among(ids: &[u64], wanted: impl Fn(&u64) -> bool) -> Vec<u64> {
    ids.iter().copied().filter(|id| wanted(id)).collect()
}

fn takes_text_channels(select: &Value) -> bool {
    let kinds = select["channel_types"].as_array();
    kinds.is_none_or(|kinds| kinds.is_empty() || kinds.iter().any(|kind| kind == 0))
}

fn option(options: &[Value], wanted: &str) -> Result<Value, String> {
    let by = |key: &str| options.iter().find(|option| option[key] == wanted);
    let found = by("value").or_else(|| by("label"));
    found.map(|option| option["value"].clone()).ok_or_else(|| {
        let all: Vec<String> = options
            .iter()
            .map(|o| format!("{} {}", o["value"], o["label"]))
            .collect();
        format!(
            "there is no option {wanted:?}; there are: {}",
            all.join(", ")
        )
    })
}
