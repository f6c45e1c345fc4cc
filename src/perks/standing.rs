//! What is known of a member who wants a perk, read once for all perks.

use super::catalogue::Perk;
use super::eligibility::Standing;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, RoleId, UserId};
use crate::ledger::{self, Account};

/// A member as they stand towards every perk.
pub(super) struct Member<'a> {
    /// Their account; none: they never had Sparks.
    pub account: Option<AccountId>,
    /// Their available Sparks.
    pub available: i64,
    /// What they earned in all.
    pub earned: i64,
    /// Their roles.
    pub roles: &'a [RoleId],
    /// Those that they redeemed for a time, by whatever perk: redeemed again, they last longer.
    pub renewable: Vec<RoleId>,
    /// When they ask.
    pub now_ms: Millis,
}

impl<'a> Member<'a> {
    /// Reads them. `roles` are theirs.
    pub async fn find(
        connection: &mut Connection,
        member: UserId,
        roles: &'a [RoleId],
        now_ms: Millis,
    ) -> sqlx::Result<Self> {
        match ledger::member_account(connection, member).await? {
            Some(account) => Self::of(connection, account, roles, now_ms).await,
            None => Ok(Self {
                account: None,
                available: 0,
                earned: 0,
                roles,
                renewable: vec![],
                now_ms,
            }),
        }
    }

    /// The same where the account is known.
    pub async fn of(
        connection: &mut Connection,
        account: Account,
        roles: &'a [RoleId],
        now_ms: Millis,
    ) -> sqlx::Result<Self> {
        let earned: Option<i64> = sqlx::query_scalar(
            "SELECT score FROM board_entry JOIN board ON board.id = board_id
             WHERE account_id = $1 AND kind = 'lifetime' AND key = 0",
        )
        .bind(account.id)
        .fetch_optional(&mut *connection)
        .await?;
        let renewable = sqlx::query_scalar(
            "SELECT role_id FROM role_lasts WHERE account_id = $1 AND ends_at_ms > $2",
        )
        .bind(account.id)
        .bind(now_ms)
        .fetch_all(connection)
        .await?;
        Ok(Self {
            account: Some(account.id),
            available: account.available,
            earned: earned.unwrap_or(0),
            roles,
            renewable,
            now_ms,
        })
    }
}

/// How this member stands towards this perk, which they redeemed so often.
pub(super) fn standing(perk: &Perk, member: &Member<'_>, redeemed: i64) -> Standing {
    let required = perk.terms.required_role_id;
    Standing {
        available: member.available,
        redeemed,
        owns_role: perk.is_role_among(member.roles) && !perk.is_role_among(&member.renewable),
        earned: member.earned,
        lacks_role: required.is_some_and(|role| !member.roles.contains(&role)),
        now_ms: member.now_ms,
    }
}
