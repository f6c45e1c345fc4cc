//! Accounts: where Sparks are. A member has one, so has each campaign, and two exist once.

use sqlx::AssertSqlSafe;

use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, CampaignId, UserId};

/// Where the Sparks of campaigns come from. Its balance is minus what they were given.
pub const ISSUANCE: AccountId = AccountId(1);
/// What the product issues Sparks for. Each has an issuance account of its own, so a transfer says by the account that paid
/// where its Sparks come from, and the account's balance says how many that were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The member's own trades.
    Trading,
    /// The member's own plan.
    Subscription,
    /// What the members whom they invited do.
    Referral,
}

impl Source {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Trading, Self::Subscription, Self::Referral];

    /// The owner of its account, whose kind is `issuance`; 0 is the general one, [`ISSUANCE`].
    #[must_use]
    pub const fn owner(self) -> i64 {
        match self {
            Self::Trading => 1,
            Self::Subscription => 2,
            Self::Referral => 3,
        }
    }

    /// The source whose account has this owner.
    pub(super) fn of_owner(owner: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.owner() == owner)
    }
}

/// Where redeemed Sparks go.
pub const PERKS_REVENUE: AccountId = AccountId(2);

/// An account and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Account {
    /// Its row.
    pub id: AccountId,
    /// Sparks that can be moved.
    pub available: i64,
    /// Sparks reserved for redemptions that are not final.
    pub held: i64,
    /// Sparks that were taken back after they had been spent, and are not paid yet.
    pub owed: i64,
}

/// An [`Account`] of the table `account`, for who reads it with what is its own.
pub(crate) const COLUMNS: &str = "account.id, account.available, account.held, COALESCE(
    (SELECT SUM(incurred - paid) FROM debt WHERE debt.account_id = account.id), 0) AS owed";

/// A member's account, if they ever had Sparks.
///
/// # Errors
/// When the database can't be read.
pub async fn member_account(
    connection: &mut Connection,
    member: UserId,
) -> sqlx::Result<Option<Account>> {
    find(connection, "member", member.0).await
}

/// A member's account, opened when it is their first.
///
/// # Errors
/// When the database can't be read or written.
pub async fn open_member(
    tx: &mut Connection,
    member: UserId,
    now_ms: Millis,
) -> sqlx::Result<Account> {
    match member_account(tx, member).await? {
        Some(account) => Ok(account),
        None => open(tx, "member", member.0, false, now_ms).await,
    }
}

/// Opens a campaign's account. One without a budget may go below zero: what it has awarded.
///
/// # Errors
/// When the database can't be written, or the campaign has an account.
pub async fn open_campaign(
    tx: &mut Connection,
    campaign: CampaignId,
    overdraft_allowed: bool,
    now_ms: Millis,
) -> sqlx::Result<Account> {
    open(tx, "campaign", campaign.0, overdraft_allowed, now_ms).await
}

/// The account from which Sparks of a source are issued, opened when they are its first.
///
/// # Errors
/// When the database can't be read or written.
pub async fn open_source(
    tx: &mut Connection,
    source: Source,
    now_ms: Millis,
) -> sqlx::Result<Account> {
    match find(tx, "issuance", source.owner()).await? {
        Some(account) => Ok(account),
        None => open(tx, "issuance", source.owner(), true, now_ms).await,
    }
}

async fn find(
    connection: &mut Connection,
    kind: &str,
    owner_id: i64,
) -> sqlx::Result<Option<Account>> {
    sqlx::query_as(AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM account WHERE kind = $1 AND owner_id = $2"
    )))
    .bind(kind)
    .bind(owner_id)
    .fetch_optional(connection)
    .await
}

async fn open(
    tx: &mut Connection,
    kind: &str,
    owner_id: i64,
    overdraft_allowed: bool,
    now_ms: Millis,
) -> sqlx::Result<Account> {
    sqlx::query_as(
        "INSERT INTO account (kind, owner_id, overdraft_allowed, opened_at_ms) VALUES ($1, $2, $3, $4)
         RETURNING id, available, held, 0 AS owed",
    )
    .bind(kind)
    .bind(owner_id)
    .bind(i64::from(overdraft_allowed))
    .bind(now_ms)
    .fetch_one(tx)
    .await
}
