//! Makes the role of the ready-made badge at Discord, once. Discord makes another each time that it is asked, so this
//! promises: nobody asks while somebody else may be asking (`setup::AskForRole`); whoever asks looks first for what an
//! earlier one made, by the marker that a role is called by until it is noted; and after an answer that never came nobody
//! asks before it can't arrive any more.

use std::time::Duration;

use serenity::all::{Colour, EditRole, Permissions, Role};
use serenity::http::Http;
use serenity::model::id::RoleId as DiscordRoleId;

use super::data::{Data, Fault};
use super::role_rules::RoleProblem;
use super::roles::failure;
use crate::fail_points::{CrashPoint, crash_point};
use crate::fulfilment::RoleFailure;
use crate::ids::RoleId;
use crate::setup::{AskForRole, LetGoOfRole, NoteRole, RoleTask};

/// The colour of Sparks.
const COLOUR: u32 = 0x00F5_B301;
/// How long one call may take, waiting for rate limits included: far less than the lease.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);
/// How often it is asked whether somebody else is done, and the pause in between.
const LOOKS: usize = 20;
const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// Discord's code for a server that has 250 roles.
const ROLES_FULL: i64 = 30_005;

/// Why there is no role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRole {
    /// The role can't be given.
    Problem(Option<RoleId>, RoleProblem),
    /// The server has as many roles as Discord allows.
    Full,
    /// Somebody else is at it.
    UnderWay,
    /// Discord did not answer, or asks to wait.
    Unanswered,
    /// Discord refused, with this code.
    Refused(i64),
}

/// The role: the one that was made before, or a new one of this name.
///
/// # Errors
/// When the database can't be used.
pub async fn make(
    data: &Data,
    http: &Http,
    nonce: u64,
    name: &str,
) -> Result<Result<RoleId, NoRole>, Fault> {
    let Some((marker, role, asked_at_ms)) = begin(data, nonce).await? else {
        return Ok(Err(NoRole::UnderWay));
    };
    crash_point(CrashPoint::SetupRoleBegun);
    let at = At { data, http };
    let found = match at.look(&marker, role).await {
        Ok(Some(found)) => Ok(found),
        Ok(None) => at.create(&marker).await,
        Err(failure) => Err((failure, false)),
    };
    let role = match found {
        Ok(role) => role,
        Err((failure, may_arrive)) => {
            if !may_arrive {
                data.app.db.write(LetGoOfRole { asked_at_ms }).await?;
            }
            return Ok(Err(no_role(&failure)));
        }
    };
    crash_point(CrashPoint::SetupRoleMade);
    let id = RoleId::from_discord(role.id.get());
    data.app.db.write(NoteRole { role: id }).await?;
    crash_point(CrashPoint::SetupRoleNoted);
    let named = if role.name == marker {
        at.rename(role.id, name, &marker).await
    } else {
        Ok(())
    };
    let named = match named {
        // What the bot can't change it can't give either, of which the caller says why; the next try changes it.
        Err(RoleFailure::Misconfigured { .. }) => Ok(()),
        named => named,
    };
    data.app.db.write(LetGoOfRole { asked_at_ms }).await?;
    Ok(named.map(|()| id).map_err(|failure| no_role(&failure)))
}

/// Waits for its turn: the other of two presses is soon done.
async fn begin(data: &Data, nonce: u64) -> Result<Option<(String, Option<RoleId>, i64)>, Fault> {
    for look in 0..LOOKS {
        if look > 0 {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        let ask = AskForRole {
            marker: format!("S-{nonce}"),
            now_ms: data.app.clock.now_ms(),
        };
        if let RoleTask::Look {
            marker,
            role,
            asked_at_ms,
        } = data.app.db.write(ask).await?
        {
            return Ok(Some((marker, role, asked_at_ms)));
        }
    }
    Ok(None)
}

/// The server.
#[derive(Clone, Copy)]
struct At<'a> {
    data: &'a Data,
    http: &'a Http,
}

impl At<'_> {
    async fn look(self, marker: &str, known: Option<RoleId>) -> Result<Option<Role>, RoleFailure> {
        let roles = self
            .call(self.http.get_guild_roles(self.data.guild))
            .await?;
        let is_known = |role: &Role| known == Some(RoleId::from_discord(role.id.get()));
        let mut those = roles.into_iter();
        Ok(those.find(|role| is_known(role) || role.name == marker))
    }

    /// Says of a failure also whether the role may be made all the same, or later.
    async fn create(self, marker: &str) -> Result<Role, (RoleFailure, bool)> {
        let role = EditRole::new()
            .name(marker)
            .permissions(Permissions::empty())
            .colour(Colour::new(COLOUR))
            .hoist(false)
            .mentionable(false);
        let guild = self.data.guild;
        let made = self.call(self.http.create_role(guild, &role, Some(marker)));
        made.await.map_err(|failure| {
            let may_arrive = matches!(failure, RoleFailure::Unknown { .. });
            (failure, may_arrive)
        })
    }

    async fn rename(
        self,
        role: DiscordRoleId,
        name: &str,
        marker: &str,
    ) -> Result<(), RoleFailure> {
        let change = EditRole::new().name(name);
        let guild = self.data.guild;
        let renamed = self.http.edit_role(guild, role, &change, Some(marker));
        self.call(renamed).await.map(|_| ())
    }

    async fn call<T>(
        self,
        call: impl Future<Output = serenity::Result<T>>,
    ) -> Result<T, RoleFailure> {
        let call = self.data.breaker.call(call);
        match tokio::time::timeout(CALL_TIMEOUT, call).await {
            Ok(answer) => answer.map_err(|error| failure(&error)),
            Err(_elapsed) => Err(RoleFailure::Unknown {
                detail: "no answer in time".to_owned(),
            }),
        }
    }
}

fn no_role(failure: &RoleFailure) -> NoRole {
    tracing::warn!(?failure, "the badge's role is not made");
    match failure {
        RoleFailure::Misconfigured { code, .. } => match *code {
            ROLES_FULL => NoRole::Full,
            50_013 | 50_001 => NoRole::Problem(None, RoleProblem::BotMayNot),
            code => NoRole::Refused(code),
        },
        _ => NoRole::Unanswered,
    }
}
