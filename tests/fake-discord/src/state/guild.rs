//! Roles, users, members and channels of the one guild, and what their permissions allow. It answers
//! questions and keeps itself consistent; sending gateway events about a change is up to the caller.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::error::ApiError;
use crate::ids::{BOT_ROLE, BOT_USER, GUILD, Ids, Kind, OWNER};
use crate::permissions;

/// Where the bot's own role starts: above what tests create, until they say otherwise.
const BOT_ROLE_POSITION: u32 = 100;

#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) color: u32,
    pub(crate) position: u32,
    pub(crate) permissions: u64,
    pub(crate) managed: bool,
    pub(crate) hoist: bool,
    pub(crate) mentionable: bool,
    pub(crate) icon: Option<String>,
    pub(crate) unicode_emoji: Option<String>,
}

impl Role {
    pub(crate) fn named(id: u64, name: &str, position: u32) -> Self {
        Self {
            id,
            name: name.to_owned(),
            color: 0,
            position,
            permissions: 0,
            managed: false,
            hoist: false,
            mentionable: false,
            icon: None,
            unicode_emoji: None,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) locale: String,
    pub(crate) bot: bool,
    pub(crate) dms_closed: bool,
    pub(crate) dm_channel: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct GuildMember {
    pub(crate) roles: BTreeSet<u64>,
    pub(crate) nick: Option<String>,
    pub(crate) joined_at: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: u64,
    pub(crate) name: String,
    /// 0 text, 2 voice.
    pub(crate) kind: u8,
    /// Whether the bot may write there, whatever its roles allow.
    pub(crate) bot_may_write: bool,
    /// The other side of a direct-message channel.
    pub(crate) recipient: Option<u64>,
    /// Whether the bot may see it.
    pub(crate) visible: bool,
}

#[derive(Debug)]
pub(crate) struct Guild {
    pub(crate) name: String,
    pub(crate) locale: String,
    pub(crate) features: Vec<String>,
    pub(crate) roles: BTreeMap<u64, Role>,
    pub(crate) users: BTreeMap<u64, User>,
    pub(crate) members: BTreeMap<u64, GuildMember>,
    pub(crate) channels: BTreeMap<u64, Channel>,
    pub(crate) default_channel: u64,
}

/// When everyone joined: members are compared by state, not by a clock.
const JOINED: &str = "2024-01-01T00:00:00.000000+00:00";

impl Guild {
    pub(crate) fn new(config: &Config, ids: &mut Ids) -> Self {
        let mut everyone = Role::named(GUILD, "@everyone", 0);
        everyone.permissions = permissions::EVERYONE_DEFAULT;
        let mut bot_role = Role::named(BOT_ROLE, &config.application_name, BOT_ROLE_POSITION);
        bot_role.permissions = permissions::MANAGE_ROLES;
        bot_role.managed = true;
        let general = Channel {
            id: ids.next(Kind::Channel),
            name: "general".to_owned(),
            kind: 0,
            bot_may_write: true,
            recipient: None,
            visible: true,
        };
        let mut guild = Self {
            name: config.guild_name.clone(),
            locale: config.guild_locale.clone(),
            features: config.features.clone(),
            roles: BTreeMap::from([(everyone.id, everyone), (bot_role.id, bot_role)]),
            users: BTreeMap::new(),
            members: BTreeMap::new(),
            default_channel: general.id,
            channels: BTreeMap::from([(general.id, general)]),
        };
        guild.add_user(OWNER, "owner");
        guild.add_user(BOT_USER, &config.bot_name);
        guild.users.get_mut(&BOT_USER).expect("just added").bot = true;
        guild.join(OWNER);
        guild.join(BOT_USER);
        guild
            .members
            .get_mut(&BOT_USER)
            .expect("just joined")
            .roles
            .insert(BOT_ROLE);
        guild
    }

    pub(crate) fn add_user(&mut self, id: u64, name: &str) {
        let user = User {
            id,
            name: name.to_owned(),
            locale: "en-US".to_owned(),
            bot: false,
            dms_closed: false,
            dm_channel: None,
        };
        self.users.insert(id, user);
    }

    pub(crate) fn join(&mut self, user: u64) {
        self.join_at(user, JOINED.to_owned());
    }

    pub(crate) fn join_at(&mut self, user: u64, joined_at: String) {
        let member = GuildMember {
            roles: BTreeSet::new(),
            nick: None,
            joined_at,
        };
        self.members.insert(user, member);
    }

    /// Whether this is a channel of direct messages.
    pub(crate) fn is_direct(&self, channel: u64) -> bool {
        let channel = self.channels.get(&channel);
        channel.is_some_and(|channel| channel.recipient.is_some())
    }

    /// What the user may do in the guild.
    pub(crate) fn permissions_of(&self, user: u64) -> u64 {
        if user == OWNER {
            return permissions::ALL;
        }
        let own = self
            .members
            .get(&user)
            .into_iter()
            .flat_map(|member| &member.roles);
        let held = own
            .chain([&GUILD])
            .filter_map(|role| self.roles.get(role))
            .fold(0, |held, role| held | role.permissions);
        if held & permissions::ADMINISTRATOR == 0 {
            held
        } else {
            permissions::ALL
        }
    }

    /// The position of the user's highest role.
    pub(crate) fn highest_position(&self, user: u64) -> u32 {
        self.members
            .get(&user)
            .into_iter()
            .flat_map(|member| &member.roles)
            .filter_map(|role| self.roles.get(role))
            .map(|role| role.position)
            .max()
            .unwrap_or(0)
    }

    /// The position for a role created by a test: above the others, below the high reserved ones.
    pub(crate) fn next_position(&self) -> u32 {
        let others = self.roles.values().map(|role| role.position);
        others.filter(|position| *position < 50).max().unwrap_or(0) + 1
    }

    /// Whether the bot may change this role or give it away.
    pub(crate) fn bot_may_manage(&self, role: u64) -> Result<(), ApiError> {
        let role = self.roles.get(&role).ok_or_else(ApiError::unknown_role)?;
        if !permissions::allows(self.permissions_of(BOT_USER), permissions::MANAGE_ROLES) {
            return Err(ApiError::missing_permissions());
        }
        if role.id == GUILD || role.managed {
            return Err(ApiError::invalid_role());
        }
        if role.position >= self.highest_position(BOT_USER) {
            return Err(ApiError::missing_permissions());
        }
        Ok(())
    }

    /// The member, or the code Discord uses for one it does not find.
    pub(crate) fn member(&self, user: u64) -> Result<&GuildMember, ApiError> {
        let missing = if self.users.contains_key(&user) {
            ApiError::unknown_member
        } else {
            ApiError::unknown_user
        };
        self.members.get(&user).ok_or_else(missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bot_manages_only_plain_roles_below_its_own() {
        let mut guild = Guild::new(&Config::default(), &mut Ids::default());
        let cases = [
            ("plain", Role::named(1, "plain", 5), None),
            (
                "equal",
                Role::named(2, "equal", BOT_ROLE_POSITION),
                Some(50013),
            ),
            (
                "above",
                Role::named(3, "above", BOT_ROLE_POSITION + 1),
                Some(50013),
            ),
            (
                "managed",
                Role {
                    managed: true,
                    ..Role::named(4, "managed", 5)
                },
                Some(50028),
            ),
        ];
        for (case, role, refused) in cases {
            let id = role.id;
            guild.roles.insert(id, role);
            assert_eq!(
                guild.bot_may_manage(id).err().map(|error| error.code),
                refused,
                "{case}"
            );
        }
        assert_eq!(guild.bot_may_manage(GUILD).unwrap_err().code, 50028);
        assert_eq!(guild.bot_may_manage(999).unwrap_err().code, 10011);
        guild.roles.get_mut(&BOT_ROLE).unwrap().permissions = 0;
        assert_eq!(guild.bot_may_manage(1).unwrap_err().code, 50013);
    }

    #[test]
    fn administrators_and_the_owner_may_do_everything() {
        let mut guild = Guild::new(&Config::default(), &mut Ids::default());
        assert_eq!(guild.permissions_of(OWNER), permissions::ALL);
        guild.add_user(7, "plain");
        guild.join(7);
        assert_eq!(guild.permissions_of(7), permissions::EVERYONE_DEFAULT);
        let admin = Role {
            permissions: permissions::ADMINISTRATOR,
            ..Role::named(8, "admin", 1)
        };
        guild.roles.insert(8, admin);
        guild.members.get_mut(&7).unwrap().roles.insert(8);
        assert_eq!(guild.permissions_of(7), permissions::ALL);
    }
}
