//! Making roles: those a test describes, and those that carry a member's own permissions.

use std::sync::Arc;

use crate::ids::Kind;
use crate::permissions;
use crate::state::guild::Role;
use crate::state::{Shared, World};

/// A role to be made.
#[must_use]
pub struct RoleBuilder {
    shared: Arc<Shared>,
    role: Role,
}

impl RoleBuilder {
    pub(crate) fn new(shared: &Arc<Shared>, name: &str) -> Self {
        Self {
            shared: Arc::clone(shared),
            role: Role::named(0, name, 0),
        }
    }

    /// Its colour as a 24-bit number.
    pub fn color(mut self, color: u32) -> Self {
        self.role.color = color;
        self
    }

    /// What it allows; nothing by default.
    pub fn permissions(mut self, bits: u64) -> Self {
        self.role.permissions = bits;
        self
    }

    /// Its place: higher is more. By default above the other roles that tests made.
    pub fn position(mut self, position: u32) -> Self {
        self.role.position = position;
        self
    }

    /// Belongs to an integration: nobody can give or take it.
    pub fn managed(mut self) -> Self {
        self.role.managed = true;
        self
    }

    /// Shown apart in the member list.
    pub fn hoist(mut self) -> Self {
        self.role.hoist = true;
        self
    }

    /// Makes it and tells the bot.
    pub fn create(self) -> u64 {
        let Self { shared, mut role } = self;
        shared.write(|world| {
            role.id = world.ids.next(Kind::Role);
            if role.position == 0 {
                role.position = world.guild.next_position();
            }
            let id = role.id;
            world.guild.roles.insert(id, role);
            world.announce_role("GUILD_ROLE_CREATE", id);
            id
        })
    }
}

/// Where roles that carry a member's own permissions sit: above ordinary roles, below the bot.
const PERMISSION_ROLE_POSITION: u32 = 90;

impl World {
    /// Gives the user a role of its own with these permissions, or changes it.
    pub(crate) fn set_own_permissions(&mut self, user: u64, bits: u64) {
        let name = format!("permissions of {}", self.guild.users[&user].name);
        let known = self
            .guild
            .roles
            .values()
            .find(|role| role.name == name)
            .map(|role| role.id);
        let id = known.unwrap_or_else(|| self.ids.next(Kind::PermissionRole));
        let role = Role {
            permissions: bits,
            ..Role::named(id, &name, PERMISSION_ROLE_POSITION)
        };
        self.guild.roles.insert(id, role);
        self.guild
            .members
            .get_mut(&user)
            .expect("only members have permissions")
            .roles
            .insert(id);
        self.announce_role(
            if known.is_some() {
                "GUILD_ROLE_UPDATE"
            } else {
                "GUILD_ROLE_CREATE"
            },
            id,
        );
        debug_assert!(permissions::allows(self.guild.permissions_of(user), bits));
    }
}
