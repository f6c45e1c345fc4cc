//! The registered commands: stored as Discord returns them, found by the path a user types, and who may
//! use them. Definitions are checked before (see `validate::command`).

use serde_json::{Value, json};

use crate::ids::{APPLICATION, GUILD, Kind};
use crate::permissions;
use crate::state::World;

/// Discord returns of an option only what it has: libraries send nulls and empty lists for the rest.
fn leave_out_absent(options: &mut Value) {
    for option in options.as_array_mut().into_iter().flatten() {
        if let Some(option) = option.as_object_mut() {
            option.retain(|_, value| {
                !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
            });
            if let Some(options) = option.get_mut("options") {
                leave_out_absent(options);
            }
        }
    }
}

impl World {
    /// All commands that can be used in the guild: the guild's own, then the global ones.
    pub(crate) fn all_commands(&self) -> impl Iterator<Item = &Value> {
        self.guild_commands.iter().chain(&self.global_commands)
    }

    /// The command of this name and type (1 slash, 2 user, 3 message).
    pub(crate) fn command(&self, name: &str, kind: u64) -> Option<&Value> {
        self.all_commands()
            .find(|command| command["name"] == name && command["type"] == kind)
    }

    /// Replaces all commands (of the guild or global), as a bulk PUT does. Known names keep their ids.
    pub(crate) fn replace_commands(&mut self, in_guild: bool, definitions: &[Value]) -> Vec<Value> {
        let stored: Vec<Value> = definitions
            .iter()
            .map(|definition| self.stored_command(in_guild, definition))
            .collect();
        self.commands_mut(in_guild).clone_from(&stored);
        self.command_writes += 1;
        stored
    }

    /// Creates one command or replaces that of the same name; says whether it is new.
    pub(crate) fn upsert_command(&mut self, in_guild: bool, definition: &Value) -> (Value, bool) {
        let stored = self.stored_command(in_guild, definition);
        let commands = self.commands_mut(in_guild);
        let before = commands.len();
        commands.retain(|command| command["id"] != stored["id"]);
        let new = commands.len() == before;
        commands.push(stored.clone());
        self.command_writes += 1;
        (stored, new)
    }

    pub(crate) fn commands_mut(&mut self, in_guild: bool) -> &mut Vec<Value> {
        if in_guild {
            &mut self.guild_commands
        } else {
            &mut self.global_commands
        }
    }

    fn stored_command(&mut self, in_guild: bool, definition: &Value) -> Value {
        let kind = definition["type"].as_u64().unwrap_or(1);
        let known = self
            .commands_mut(in_guild)
            .iter()
            .find(|command| command["name"] == definition["name"] && command["type"] == kind)
            .map(|command| command["id"].clone());
        let id = known.unwrap_or_else(|| json!(self.ids.next(Kind::Command).to_string()));
        let mut stored = definition.as_object().cloned().unwrap_or_default();
        stored.retain(|_, value| !value.is_null());
        if let Some(options) = stored.get_mut("options") {
            leave_out_absent(options);
        }
        let permissions = stored.remove("default_member_permissions");
        let permissions =
            permissions.map(|bits| bits.as_str().map_or(bits.to_string(), str::to_owned));
        let mut stored = Value::Object(stored);
        stored["id"] = id;
        stored["application_id"] = json!(APPLICATION.to_string());
        stored["version"] = json!(self.ids.next(Kind::Version).to_string());
        stored["type"] = json!(kind);
        stored["default_member_permissions"] = json!(permissions);
        let defaults = [
            ("description", json!("")),
            ("nsfw", json!(false)),
            ("integration_types", json!([0])),
            ("contexts", Value::Null),
            ("name_localizations", Value::Null),
            ("description_localizations", Value::Null),
        ];
        for (key, value) in defaults {
            if stored[key].is_null() {
                stored[key] = value;
            }
        }
        if in_guild {
            stored["guild_id"] = json!(GUILD.to_string());
        }
        stored
    }

    /// Whether the member may use the command: admins' overrides first, then the command's default.
    pub(crate) fn may_use(&self, command: &Value, user: u64) -> bool {
        let name = command["name"].as_str().unwrap_or_default().to_owned();
        let held = self.guild.permissions_of(user);
        if held & permissions::ADMINISTRATOR != 0 {
            return true;
        }
        if self.denied.contains(&(name.clone(), user)) {
            return false;
        }
        if self.allowed.contains(&(name, user)) {
            return true;
        }
        match command["default_member_permissions"].as_str() {
            None => true,
            // "0" means: administrators only.
            Some("0") => false,
            Some(bits) => permissions::allows(held, bits.parse().unwrap_or(u64::MAX)),
        }
    }
}
