//! What is known of a member who wants a perk, read once for all perks.

use super::catalogue::Perk;
use super::eligibility::Standing;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, RoleId, UserId};
use crate::ledger::{self, Account};

/// A member as they stand towards every perk.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Their account; none: they never had Sparks.
    pub account: Option<Account>,
    /// What they earned in all.
    pub earned: i64,
    /// Their roles.
    pub roles: &'a [RoleId],
    /// When they ask.
    pub now_ms: Millis,
}

/// What a member did about one perk.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub(super) struct Past {
    /// Their redemptions of it that were not voided.
    pub redeemed: i64,
    /// Whether they redeemed its role for a time, by whatever perk: redeemed again, it lasts longer.
    pub is_renewable: bool,
}

impl<'a> Member<'a> {
    /// Reads them. `roles` are theirs.
    ///
    /// # Errors
    /// When the database can't be read.
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
                earned: 0,
                roles,
                now_ms,
            }),
        }
    }

    /// The same where the account is known.
    pub(super) async fn of(
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
        .fetch_optional(connection)
        .await?;
        Ok(Self {
            account: Some(account),
            earned: earned.unwrap_or(0),
            roles,
            now_ms,
        })
    }

    /// Their available Sparks.
    pub(super) fn available(&self) -> i64 {
        self.account.map_or(0, |account| account.available)
    }
}

impl Past {
    /// What this account did about a perk until now.
    pub async fn of(
        connection: &mut Connection,
        account: AccountId,
        perk: &Perk,
        now_ms: Millis,
    ) -> sqlx::Result<Self> {
        sqlx::query_as(
            "SELECT
                (SELECT COUNT(*) FROM redemption WHERE account_id = $1 AND perk_id = $2 AND state <> 'voided') AS redeemed,
                EXISTS (SELECT 1 FROM role_lasts WHERE account_id = $1 AND role_id = $3 AND ends_at_ms > $4) AS is_renewable",
        )
        .bind(account)
        .bind(perk.id)
        .bind(perk.role_id)
        .bind(now_ms)
        .fetch_one(connection)
        .await
    }
}

/// How this member stands towards this perk, about which they did this.
pub(super) fn standing(perk: &Perk, member: &Member<'_>, past: Past) -> Standing {
    let required = perk.terms.required_role_id;
    Standing {
        available: member.available(),
        redeemed: past.redeemed,
        owns_role: perk.is_role_among(member.roles) && !past.is_renewable,
        earned: member.earned,
        lacks_role: required.is_some_and(|role| !member.roles.contains(&role)),
        now_ms: member.now_ms,
    }
}
