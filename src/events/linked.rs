//! Which accounts of the product are a member's now, and what they have from events: what `/link` shows.

use super::event::AccountRef;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::UserId;
use crate::ledger::{self, Source};

/// What is known of a member at the product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// Their accounts, the first linked first.
    pub accounts: Vec<LinkedAccount>,
    /// What they have had from each source, less what was taken back. Those that gave nothing are left out.
    pub earned: Vec<(Source, i64)>,
}

/// An account that is theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedAccount {
    /// The product's name for it.
    pub account: AccountRef,
    /// Since when.
    pub since_ms: Millis,
}

/// What is a member's.
///
/// # Errors
/// When the database can't be read.
pub async fn linked(connection: &mut Connection, member: UserId) -> sqlx::Result<Linked> {
    let Some(account) = ledger::member_account(connection, member).await? else {
        return Ok(Linked::default());
    };
    // Of each account the last link, if it is theirs.
    let accounts: Vec<(String, Millis)> = sqlx::query_as(
        "SELECT ref, link.occurred_at_ms FROM event AS link
         JOIN product_account ON product_account.id = link.account_id
         WHERE link.member_account_id = $1 AND NOT EXISTS (
            SELECT 1 FROM event AS later
            WHERE later.account_id = link.account_id AND later.kind IN ('linked', 'unlinked')
                AND (later.occurred_at_ms, later.business_id) > (link.occurred_at_ms, link.business_id)
         )
         ORDER BY link.occurred_at_ms, link.business_id",
    )
    .bind(account.id)
    .fetch_all(&mut *connection)
    .await?;
    let earned: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT event_cell.source, CAST(SUM(event_posting.amount) AS BIGINT) AS sparks
         FROM event_posting JOIN event_cell ON event_cell.id = cell_id
         WHERE event_posting.account_id = $1 GROUP BY event_cell.source HAVING sparks > 0 ORDER BY event_cell.source",
    )
    .bind(account.id)
    .fetch_all(connection)
    .await?;
    let accounts = accounts.into_iter().filter_map(|(name, since_ms)| {
        let account = AccountRef::parse(&name)?;
        Some(LinkedAccount { account, since_ms })
    });
    let source = |owner| {
        Source::ALL
            .into_iter()
            .find(|source| source.owner() == owner)
    };
    Ok(Linked {
        accounts: accounts.collect(),
        earned: earned
            .into_iter()
            .filter_map(|(owner, sparks)| Some((source(owner)?, sparks)))
            .collect(),
    })
}
