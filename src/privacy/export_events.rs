//! What is stored about what a member did at the product: a part of an export. Accounts there are told by the product's names
//! for them, and only while they were the member's; who invited them, and whom they invited, is those people's.

use serde::Serialize;

use crate::clock::Millis;
use crate::db::Connection;

/// Everything.
#[derive(Debug, Serialize)]
pub(super) struct Product {
    pub links: Vec<Link>,
    pub events: Vec<ProductEvent>,
    pub invitations: Vec<Invitation>,
    pub earnings: Vec<Earning>,
    pub corrections: Vec<Correction>,
}

/// An account that was linked to them.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Link {
    pub event: String,
    pub product_account: String,
    pub linked_at_ms: Millis,
    /// None: it still is.
    pub until_ms: Option<Millis>,
    pub received_at_ms: Millis,
}

/// What was reported of an account while it was theirs, or before it was anybody's.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct ProductEvent {
    pub event: String,
    pub kind: String,
    pub product_account: String,
    pub volume_usd: Option<String>,
    pub plan: Option<String>,
    /// The event that says that it is no longer so.
    pub reversed_by: Option<String>,
    /// Whether it is what counts of the account's registrations.
    pub counts_as_invited: bool,
    pub at_ms: Millis,
    pub received_at_ms: Millis,
}

/// Somebody came by their invitation.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Invitation {
    pub event: String,
    pub product_account: String,
    pub counts: bool,
    pub at_ms: Millis,
    pub received_at_ms: Millis,
}

/// A transfer to them, and what it was for.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Earning {
    pub transfer_id: i64,
    pub r#for: String,
    pub product_account: String,
    /// The day, counted from 1970, of trades.
    pub day: Option<i64>,
    pub amount_sparks: i64,
    pub corrected_sparks: i64,
    /// What they have in all for the same.
    pub in_all_sparks: i64,
}

/// What of it turned out not to be due.
#[derive(Debug, Serialize, sqlx::FromRow)]
pub(super) struct Correction {
    pub transfer_id: i64,
    pub amount_sparks: i64,
    pub owed_before_sparks: i64,
    pub request_key: String,
    pub at_ms: Millis,
}

/// Whose an account was at the moment of an event by the links of a condition: the domain's `events::recipient`, as SQL.
macro_rules! owner_by {
    ($account:literal, $links:literal) => {
        concat!(
            "COALESCE((
                SELECT member_account_id FROM event AS link
                WHERE link.account_id = ",
            $account,
            " AND link.kind IN ('linked', 'unlinked') AND ",
            $links,
            " AND (link.occurred_at_ms, link.business_id) <= (event.occurred_at_ms, event.business_id)
                ORDER BY link.occurred_at_ms DESC, link.business_id DESC LIMIT 1
            ), (
                SELECT member_account_id FROM event AS link
                WHERE link.account_id = ",
            $account,
            " AND link.kind = 'linked' AND ",
            $links,
            " AND (link.occurred_at_ms, link.business_id) > (event.occurred_at_ms, event.business_id)
                ORDER BY link.occurred_at_ms, link.business_id LIMIT 1
            ))"
        )
    };
}

/// That an account was the reader's (`$1`) at the moment of an event. What was somebody's when they were erased stays theirs
/// (`events::Links`).
macro_rules! is_readers {
    ($account:literal) => {
        concat!(
            owner_by!($account, "true"),
            " = $1 AND NOT EXISTS (
                SELECT 1 FROM event_erasure AS erased
                WHERE event.id <= erased.heard_id AND erased.account_id IN (
                    SELECT member_account_id FROM event AS link WHERE link.account_id = ",
            $account,
            " AND link.kind = 'linked'
                ) AND ",
            owner_by!($account, "link.id <= erased.heard_id"),
            " = erased.account_id
            )"
        )
    };
}

pub(super) async fn product(connection: &mut Connection, account: i64) -> sqlx::Result<Product> {
    Ok(Product {
        links: links(connection, account).await?,
        events: events(connection, account).await?,
        invitations: invitations(connection, account).await?,
        earnings: earnings(connection, account).await?,
        corrections: corrections(connection, account).await?,
    })
}

async fn links(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Link>> {
    sqlx::query_as(
        "SELECT event.business_id AS event, ref AS product_account, occurred_at_ms AS linked_at_ms, (
                SELECT next.occurred_at_ms FROM event AS next
                WHERE next.account_id = event.account_id AND next.kind IN ('linked', 'unlinked')
                    AND (next.occurred_at_ms, next.business_id) > (event.occurred_at_ms, event.business_id)
                ORDER BY next.occurred_at_ms, next.business_id LIMIT 1
            ) AS until_ms, received_at_ms
         FROM event JOIN product_account ON product_account.id = account_id
         WHERE member_account_id = $1 ORDER BY event.id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn events(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<ProductEvent>> {
    sqlx::query_as(concat!(
        "SELECT event.business_id AS event, event.kind, ref AS product_account, volume_usd, plan, (
                SELECT reversal.business_id FROM event AS reversal
                WHERE reversal.reverses = event.business_id AND reversal.reversed_kind = event.kind
                ORDER BY reversal.id LIMIT 1
            ) AS reversed_by, referral.invitee_id IS NOT NULL AS counts_as_invited, event.occurred_at_ms AS at_ms,
            received_at_ms
         FROM event JOIN product_account ON product_account.id = event.account_id
         LEFT JOIN referral ON referral.business_id = event.business_id AND referral.invitee_id = event.account_id
         WHERE event.kind IN ('trade', 'subscription', 'referral')
            AND event.account_id IN (SELECT account_id FROM event WHERE member_account_id = $1)
            AND ",
        is_readers!("event.account_id"),
        " ORDER BY event.id"
    ))
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn invitations(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Invitation>> {
    sqlx::query_as(concat!(
        "SELECT event.business_id AS event, ref AS product_account, referral.invitee_id IS NOT NULL AS counts,
            event.occurred_at_ms AS at_ms, received_at_ms
         FROM event JOIN product_account ON product_account.id = event.inviter_id
         LEFT JOIN referral ON referral.business_id = event.business_id AND referral.invitee_id = event.account_id
         WHERE event.inviter_id IN (SELECT account_id FROM event WHERE member_account_id = $1)
            AND ",
        is_readers!("event.inviter_id"),
        " ORDER BY event.id"
    ))
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn earnings(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Earning>> {
    sqlx::query_as(
        "SELECT transfer_id, event_cell.kind AS \"for\", ref AS product_account,
            CASE WHEN event_cell.kind IN ('trades', 'referred_trades') THEN event_cell.key END AS day,
            event_earning.amount AS amount_sparks, corrected AS corrected_sparks, event_posting.amount AS in_all_sparks
         FROM event_earning JOIN event_cell ON event_cell.id = event_earning.cell_id
         JOIN product_account ON product_account.id = event_cell.account_id
         JOIN event_posting ON event_posting.cell_id = event_cell.id AND event_posting.account_id = $1
         WHERE event_earning.account_id = $1 ORDER BY transfer_id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn corrections(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Correction>> {
    sqlx::query_as(
        "SELECT earning_id AS transfer_id, amount AS amount_sparks, owed_before AS owed_before_sparks, request_key,
            corrected_at_ms AS at_ms
         FROM event_correction WHERE account_id = $1 ORDER BY id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}
