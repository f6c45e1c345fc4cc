//! The guild, its channels and members, and giving a member a role.

use serde_json::{Value, json};

use super::{Answer, Call};
use crate::error::ApiError;
use crate::state::World;
use crate::state::render::with;

pub(super) fn guild(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    let mut guild = world.guild_json();
    if call
        .query()
        .get("with_counts")
        .is_some_and(|value| value == "true")
    {
        let members = world.guild.members.len();
        let counts =
            json!({ "approximate_member_count": members, "approximate_presence_count": members });
        guild = with(guild, counts);
    }
    Answer::json(guild)
}

pub(super) fn channels(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    Answer::json(world.channels_json())
}

pub(super) fn member(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    let user = call.id(1)?;
    world.guild.member(user)?;
    Answer::json(world.member_json(user))
}

/// The list of members is only for applications with the privileged intent.
pub(super) fn members(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    call.guild(world, 0)?;
    if !world.config.members_intent {
        return Err(ApiError::missing_access());
    }
    let query = call.query();
    let number = |key: &str, default| {
        query
            .get(key)
            .map_or(Ok(default), |text| text.parse::<u64>())
    };
    let (Ok(limit @ 1..=1000), Ok(after)) = (number("limit", 1), number("after", 0)) else {
        return Err(ApiError::invalid_form().violating());
    };
    let limit = usize::try_from(limit).expect("at most 1000");
    let users = world
        .guild
        .members
        .keys()
        .filter(|user| **user > after)
        .take(limit);
    Answer::json(
        users
            .map(|user| world.member_json(*user))
            .collect::<Vec<Value>>(),
    )
}

pub(super) fn give_role(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let (user, role) = member_and_role(world, call)?;
    let member = world.guild.members.get_mut(&user).expect("checked");
    if member.roles.insert(role) {
        world.announce_member(user);
    }
    Answer::empty()
}

pub(super) fn take_role(world: &mut World, call: &Call) -> Result<Answer, ApiError> {
    let (user, role) = member_and_role(world, call)?;
    let member = world.guild.members.get_mut(&user).expect("checked");
    if member.roles.remove(&role) {
        world.announce_member(user);
    }
    Answer::empty()
}

fn member_and_role(world: &World, call: &Call) -> Result<(u64, u64), ApiError> {
    call.guild(world, 0)?;
    let (user, role) = (call.id(1)?, call.id(2)?);
    world.guild.member(user)?;
    world.guild.bot_may_manage(role)?;
    Ok((user, role))
}
