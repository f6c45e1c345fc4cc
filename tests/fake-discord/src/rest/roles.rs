//! Roles: listing, making, changing and deleting them, within what the bot's own role allows.

use serde_json::{Value, json};

use super::{Answer, Call};
use crate::error::ApiError;
use crate::ids::{BOT_USER, GUILD, Kind};
use crate::permissions;
use crate::state::World;
use crate::state::guild::Role;
use crate::validate::{self, Rule, Shape, may, nothing_else};

/// Roles of a guild, `@everyone` included.
const ROLES_MAX: usize = 250;

const COLORS: Shape = Shape {
    keys: &[
        may("primary_color", Rule::Int(0, 0xFF_FFFF)),
        may("secondary_color", Rule::Int(0, 0xFF_FFFF)),
        may("tertiary_color", Rule::Int(0, 0xFF_FFFF)),
    ],
    also: nothing_else,
};

const ROLE: Shape = Shape {
    keys: &[
        may("name", Rule::Text(0, 100)),
        may("permissions", Rule::Snowflake),
        may("color", Rule::Int(0, 0xFF_FFFF)),
        may("colors", Rule::Object(&COLORS)),
        may("hoist", Rule::Bool),
        may("mentionable", Rule::Bool),
        may("icon", Rule::Text(0, 500_000)),
        may("unicode_emoji", Rule::Text(0, 100)),
        may("position", Rule::Int(0, 250)),
    ],
    also: nothing_else,
};

pub(super) fn list(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    Answer::json(world.roles_json())
}

pub(super) fn one(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    let role = world
        .guild
        .roles
        .get(&call.id(1)?)
        .ok_or_else(ApiError::unknown_role)?;
    Answer::json(world.role_json(role))
}

pub(super) fn create(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    validate::check(&call.body, &Rule::Object(&ROLE))?;
    if !permissions::allows(
        world.guild.permissions_of(BOT_USER),
        permissions::MANAGE_ROLES,
    ) {
        return Err(ApiError::missing_permissions());
    }
    if world.guild.roles.len() >= ROLES_MAX {
        return Err(ApiError::new(
            400,
            30005,
            "Maximum number of guild roles reached (250)",
        ));
    }
    let mut role = Role::named(world.ids.next(Kind::Role), "new role", 1);
    apply(world, &mut role, &call.body)?;
    let id = role.id;
    world.guild.roles.insert(id, role);
    world.announce_role("GUILD_ROLE_CREATE", id);
    Answer::json(world.role_json(&world.guild.roles[&id]))
}

pub(super) fn change(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    validate::check(&call.body, &Rule::Object(&ROLE))?;
    let id = call.id(1)?;
    world.guild.bot_may_manage(id)?;
    let mut role = world.guild.roles[&id].clone();
    apply(world, &mut role, &call.body)?;
    world.guild.roles.insert(id, role);
    world.announce_role("GUILD_ROLE_UPDATE", id);
    Answer::json(world.role_json(&world.guild.roles[&id]))
}

pub(super) fn delete(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    let id = call.id(1)?;
    world.guild.bot_may_manage(id)?;
    world.remove_role(id);
    Answer::empty()
}

/// Takes over what the body has; a bot can't give permissions or icons it has no right to.
fn apply(world: &World, role: &mut Role, body: &Value) -> Result<(), ApiError> {
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut role.name);
    }
    if let Some(bits) = body.get("permissions").filter(|bits| !bits.is_null()) {
        let bits = bits
            .as_u64()
            .or_else(|| bits.as_str()?.parse().ok())
            .unwrap_or(0);
        if !permissions::allows(
            world.guild.permissions_of(BOT_USER),
            bits & !role.permissions,
        ) {
            return Err(ApiError::missing_permissions());
        }
        role.permissions = bits;
    }
    let color = body["colors"]["primary_color"]
        .as_u64()
        .or_else(|| body["color"].as_u64());
    if let Some(color) = color {
        role.color = u32::try_from(color).expect("checked to be 24 bits");
    }
    role.hoist = body["hoist"].as_bool().unwrap_or(role.hoist);
    role.mentionable = body["mentionable"].as_bool().unwrap_or(role.mentionable);
    for (key, place) in [
        ("icon", &mut role.icon),
        ("unicode_emoji", &mut role.unicode_emoji),
    ] {
        if let Some(value) = body[key].as_str() {
            if !world
                .guild
                .features
                .iter()
                .any(|feature| feature == "ROLE_ICONS")
            {
                return Err(ApiError::new(
                    403,
                    50101,
                    "This server needs more boosts to perform this action",
                ));
            }
            *place = Some(value.to_owned());
        }
    }
    Ok(())
}

impl World {
    /// Deletes a role and takes it from everyone.
    pub(crate) fn remove_role(&mut self, id: u64) {
        self.guild.roles.remove(&id);
        let mut holders = Vec::new();
        for (user, member) in &mut self.guild.members {
            if member.roles.remove(&id) {
                holders.push(*user);
            }
        }
        let event = json!({ "guild_id": GUILD.to_string(), "role_id": id.to_string() });
        self.dispatch(
            "GUILD_ROLE_DELETE",
            crate::state::session::INTENT_GUILDS,
            &event,
        );
        for user in holders {
            self.announce_member(user);
        }
    }
}
