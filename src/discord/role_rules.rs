//! Which roles a perk may give: a pure decision over the server's roles. Asked when a moderator offers a role, and
//! again at every start, since roles change.

use std::collections::HashMap;

use serenity::model::Permissions;
use serenity::model::guild::Role;
use serenity::model::id::{RoleId, UserId};

use crate::perks::Perk;

/// What a role that anyone can redeem must not carry.
const DANGEROUS: &[Permissions] = &[
    Permissions::ADMINISTRATOR,
    Permissions::MANAGE_GUILD,
    Permissions::MANAGE_ROLES,
    Permissions::MANAGE_CHANNELS,
    Permissions::MANAGE_WEBHOOKS,
    Permissions::KICK_MEMBERS,
    Permissions::BAN_MEMBERS,
    Permissions::MODERATE_MEMBERS,
    Permissions::MENTION_EVERYONE,
];

/// Why a role can't or must not be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoleProblem {
    /// Everyone has it.
    #[error("everyone has the role")]
    Everyone,
    /// The server has no such role.
    #[error("the server has no such role")]
    Missing,
    /// An integration manages it.
    #[error("an integration manages the role")]
    Managed,
    /// It would give members power over the server.
    #[error("the role gives power over the server: {permissions}")]
    Dangerous {
        /// What it carries.
        permissions: Permissions,
    },
    /// The bot lacks the permission "Manage Roles".
    #[error("the bot lacks the permission \"Manage Roles\"")]
    BotMayNot,
    /// It is not below the bot's own highest role.
    #[error("the role is not below the bot's own: drag the bot's role above it")]
    AboveBot,
    /// It is not below the highest role of the moderator who offers it.
    #[error("the role is not below the moderator's own")]
    AboveModerator,
    /// It is one that a perk asks for, and the server has no such role: nobody can redeem the perk.
    #[error("the server has no role such as is required")]
    RequiredMissing,
}

impl RoleProblem {
    /// How a perk that is paused for it remembers why.
    #[must_use]
    pub fn pause_reason(&self) -> String {
        match self {
            Self::Everyone => "role:everyone".into(),
            Self::Missing => "role:missing".into(),
            Self::Managed => "role:managed".into(),
            Self::Dangerous { permissions } => format!("role:dangerous:{}", permissions.bits()),
            Self::BotMayNot => "role:bot-may-not".into(),
            Self::AboveBot => "role:above-bot".into(),
            Self::AboveModerator => "role:above-moderator".into(),
            Self::RequiredMissing => "role:required-missing".into(),
        }
    }

    /// Reads what [`RoleProblem::pause_reason`] wrote, or one of Discord's codes that says the same.
    #[must_use]
    pub fn from_pause_reason(reason: &str) -> Option<Self> {
        Some(match reason {
            "role:everyone" => Self::Everyone,
            "role:missing" | "discord:10011" => Self::Missing,
            "role:managed" => Self::Managed,
            "role:bot-may-not" => Self::BotMayNot,
            "role:above-bot" | "discord:50013" => Self::AboveBot,
            "role:above-moderator" => Self::AboveModerator,
            "role:required-missing" => Self::RequiredMissing,
            other => Self::Dangerous {
                permissions: read_permissions(other.strip_prefix("role:dangerous:")?),
            },
        })
    }
}

/// The permissions of a pause: as bits, or, in files of earlier versions, as English names.
fn read_permissions(stored: &str) -> Permissions {
    if let Ok(bits) = stored.parse() {
        return Permissions::from_bits_truncate(bits);
    }
    // Some of the names have commas in them.
    let named = |permission: &Permissions| {
        let names = permission.get_permission_names();
        names.iter().any(|name| stored.contains(*name))
    };
    let named = DANGEROUS.iter().filter(|permission| named(permission));
    named.fold(Permissions::empty(), |all, one| all | *one)
}

/// Those of the permissions that a role which anyone can redeem must not carry, one by one.
pub fn dangerous(permissions: Permissions) -> impl Iterator<Item = Permissions> {
    let carried = move |permission: &Permissions| permissions.contains(*permission);
    DANGEROUS.iter().copied().filter(carried)
}

/// The server's roles and who may do what with them.
#[derive(Debug, Clone)]
pub struct Hierarchy {
    roles: HashMap<RoleId, Role>,
    everyone: RoleId,
    owner: UserId,
}

/// Someone with roles: the bot, or a moderator.
#[derive(Debug, Clone, Copy)]
pub struct Holder<'a> {
    /// Who.
    pub user: UserId,
    /// Their roles.
    pub roles: &'a [RoleId],
}

impl Hierarchy {
    /// The roles of a server. `everyone` has the server's own id.
    #[must_use]
    pub fn new(roles: impl IntoIterator<Item = Role>, everyone: RoleId, owner: UserId) -> Self {
        Self {
            roles: roles.into_iter().map(|role| (role.id, role)).collect(),
            everyone,
            owner,
        }
    }

    /// Why the bot can't give this role, or must not for what it carries.
    ///
    /// # Errors
    /// The first problem.
    pub fn check(&self, role: RoleId, bot: Holder<'_>) -> Result<(), RoleProblem> {
        if role == self.everyone {
            return Err(RoleProblem::Everyone);
        }
        let role = self.roles.get(&role).ok_or(RoleProblem::Missing)?;
        if role.managed {
            return Err(RoleProblem::Managed);
        }
        let carried = dangerous(role.permissions);
        let permissions = carried.fold(Permissions::empty(), |all, one| all | one);
        if !permissions.is_empty() {
            return Err(RoleProblem::Dangerous { permissions });
        }
        if !self.may_give_roles(bot) {
            return Err(RoleProblem::BotMayNot);
        }
        if self.outranks(bot, role) {
            Ok(())
        } else {
            Err(RoleProblem::AboveBot)
        }
    }

    /// Why nobody can redeem a perk that asks for this role.
    ///
    /// # Errors
    /// When there is no such role.
    pub fn check_required(&self, role: RoleId) -> Result<(), RoleProblem> {
        let is_there = self.roles.contains_key(&role);
        is_there.then_some(()).ok_or(RoleProblem::RequiredMissing)
    }

    /// Why the bot can't deliver this perk, or nobody can redeem it.
    ///
    /// # Errors
    /// The first problem.
    pub fn check_perk(&self, perk: &Perk, bot: Holder<'_>) -> Result<(), RoleProblem> {
        if let Some(role) = perk.role_id {
            self.check(RoleId::new(role.to_discord()), bot)?;
        }
        match perk.terms.required_role_id {
            Some(role) => self.check_required(RoleId::new(role.to_discord())),
            None => Ok(()),
        }
    }

    /// Why this moderator must not offer this role: they could not give it themselves.
    ///
    /// # Errors
    /// When the role is not below their highest.
    pub fn check_moderator(&self, role: RoleId, moderator: Holder<'_>) -> Result<(), RoleProblem> {
        let role = self.roles.get(&role).ok_or(RoleProblem::Missing)?;
        if moderator.user == self.owner || self.outranks(moderator, role) {
            Ok(())
        } else {
            Err(RoleProblem::AboveModerator)
        }
    }

    /// Whether the bot has the permission to give roles at all.
    #[must_use]
    pub fn may_give_roles(&self, bot: Holder<'_>) -> bool {
        self.permissions(bot)
            .intersects(Permissions::MANAGE_ROLES | Permissions::ADMINISTRATOR)
    }

    fn outranks(&self, holder: Holder<'_>, role: &Role) -> bool {
        let highest = holder
            .roles
            .iter()
            .filter_map(|id| self.roles.get(id))
            .map(|role| role.position)
            .max();
        highest.is_some_and(|highest| highest > role.position)
    }

    /// What somebody may do in the server by their roles, before any channel's own rules.
    #[must_use]
    pub fn permissions(&self, holder: Holder<'_>) -> Permissions {
        holder
            .roles
            .iter()
            .chain([&self.everyone])
            .filter_map(|id| self.roles.get(id))
            .fold(Permissions::empty(), |all, role| all | role.permissions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_remembers_what_the_role_carried() {
        let permissions = Permissions::ADMINISTRATOR | Permissions::MENTION_EVERYONE;
        let problem = RoleProblem::Dangerous { permissions };
        assert_eq!(problem.pause_reason(), "role:dangerous:131080");
        let of_earlier_versions =
            "role:dangerous:Administrator, Mention @everyone, @here, and All Roles";
        for stored in [problem.pause_reason().as_str(), of_earlier_versions] {
            assert_eq!(
                RoleProblem::from_pause_reason(stored),
                Some(problem.clone())
            );
        }
    }
}
