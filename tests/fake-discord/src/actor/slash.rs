//! Typing a slash command: its options, its channel, and whether the member may use it at all.

use serde_json::{Value, json};

use super::client::{self, Found};
use super::member::Member;
use super::pending::Pending;
use super::reply::Reply;
use super::value::{OptionValue, Resolved};
use crate::state::World;
use crate::state::interaction::{InteractionKind, NewInteraction};

/// A slash command being typed. See [`Member::slash`].
#[must_use = "a command does nothing until it is sent"]
pub struct Slash {
    pub(crate) member: Member,
    pub(crate) path: String,
    pub(crate) options: Vec<(String, OptionValue)>,
    channel: Option<u64>,
    times: usize,
    checked: bool,
}

/// Why a member can't use a command at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// The member is not in the guild.
    NotAMember,
    /// The member may not use it: its default permissions, or an admin's override.
    NotPermitted,
}

impl std::fmt::Display for Unavailable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::NotAMember => "the member is not in the guild",
            Self::NotPermitted => "the member is not permitted to use this command",
        })
    }
}

impl std::error::Error for Unavailable {}

sends!(unchecked Slash);

impl Slash {
    pub(crate) fn new(member: Member, path: &str) -> Self {
        Self {
            member,
            path: path.to_owned(),
            options: Vec::new(),
            channel: None,
            times: 1,
            checked: true,
        }
    }

    /// Fills in an option.
    pub fn option(mut self, name: &str, value: impl Into<OptionValue>) -> Self {
        self.options.push((name.to_owned(), value.into()));
        self
    }

    /// Types it in another channel than the default one.
    pub fn in_channel(mut self, channel: u64) -> Self {
        self.channel = Some(channel);
        self
    }

    /// As [`Slash::send`], but a member who may not use the command is an answer, too.
    pub async fn try_send(self) -> Result<Reply, Unavailable> {
        Ok(self.dispatch()?.finished().await)
    }

    /// Sends it without waiting for an answer.
    pub fn send_without_waiting(self) -> Pending {
        let what = format!("{} /{}", self.member.name(), self.path);
        self.dispatch()
            .unwrap_or_else(|unavailable| panic!("{what}: {unavailable}"))
    }

    /// Sends it, or says what the client would tell its user instead.
    pub(crate) fn attempt(self) -> Result<Pending, String> {
        let member = self.member.clone();
        let (id, heard) = member.shared.write(|world| {
            let found = client::find(world, &self.path)?;
            available(world, &found.command, self.member.id)
                .map_err(|unavailable| unavailable.to_string())?;
            client::refusal(&found.options, &self.options, false).map_or(Ok(()), Err)?;
            Ok::<_, String>(self.start(world, &found))
        })?;
        Ok(member.pending(id, heard))
    }

    fn dispatch(self) -> Result<Pending, Unavailable> {
        let member = self.member.clone();
        let sent = member.shared.write(|world| self.interact(world));
        let (id, heard) = sent?;
        Ok(member.pending(id, heard))
    }

    fn interact(self, world: &mut World) -> Result<(u64, bool), Unavailable> {
        let found = self.found(world);
        available(world, &found.command, self.member.id)?;
        if let Some(problem) =
            client::refusal(&found.options, &self.options, false).filter(|_| self.checked)
        {
            panic!("/{}: the client would not send this: {problem}", self.path);
        }
        Ok(self.start(world, &found))
    }

    fn start(&self, world: &mut World, found: &Found) -> (u64, bool) {
        let channel = self.channel(world);
        let data = self.data(world, found, None);
        let new = NewInteraction {
            kind: InteractionKind::Command,
            user: self.member.id,
            channel,
            data,
            source: None,
            opened_by: None,
        };
        world.interact(&new, self.times)
    }

    pub(crate) fn found(&self, world: &World) -> Found {
        client::find(world, &self.path).unwrap_or_else(|problem| panic!("{problem}"))
    }

    pub(crate) fn channel(&self, world: &World) -> u64 {
        self.channel.unwrap_or(world.guild.default_channel)
    }

    /// The interaction's `data`; with `focused` for autocomplete.
    pub(crate) fn data(&self, world: &mut World, found: &Found, focused: Option<Value>) -> Value {
        let mut resolved = Resolved::default();
        let mut options: Vec<Value> = Vec::new();
        for (name, value) in &self.options {
            let definition = found
                .options
                .iter()
                .find(|definition| definition["name"] == **name);
            let defined = definition.and_then(|definition| definition["type"].as_u64());
            let kind = defined
                .filter(|kind| value.kinds().contains(kind))
                .unwrap_or(value.kinds()[0]);
            let value = resolved.send(world, value);
            options.push(json!({ "name": name, "type": kind, "value": value }));
        }
        options.extend(focused);
        for (name, kind) in found.path.iter().rev() {
            options = vec![json!({ "name": name, "type": kind, "options": options })];
        }
        let channel = self.channel(world);
        let mut data = json!({
            "id": found.command["id"],
            "name": found.command["name"],
            "type": 1,
            "options": options,
            "resolved": resolved.into_json(world, channel),
        });
        if !found.command["guild_id"].is_null() {
            data["guild_id"] = found.command["guild_id"].clone();
        }
        data
    }
}

/// Whether the member can use the command at all.
pub(crate) fn available(world: &World, command: &Value, user: u64) -> Result<(), Unavailable> {
    if !world.guild.members.contains_key(&user) {
        return Err(Unavailable::NotAMember);
    }
    if world.may_use(command, user) {
        Ok(())
    } else {
        Err(Unavailable::NotPermitted)
    }
}
