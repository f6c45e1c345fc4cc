//! What is stored about what moderators deliver, about tickets and about forms: parts of an export.

use super::records::{
    CheckedTicket, DirectMessage, Draft, ManualDelivery, ModeratedDelivery, Ticket, ToldToBackend,
};
use crate::db::Connection;
use crate::ids::UserId;

pub(super) async fn by_a_moderator(
    connection: &mut Connection,
    redemption: i64,
) -> sqlx::Result<Option<ManualDelivery>> {
    sqlx::query_as("SELECT claimed_at_ms, evidence FROM manual_delivery WHERE redemption_id = $1")
        .bind(redemption)
        .fetch_optional(connection)
        .await
}

pub(super) async fn ticket(
    connection: &mut Connection,
    redemption: i64,
) -> sqlx::Result<Option<Ticket>> {
    sqlx::query_as("SELECT code, used_at_ms FROM ticket WHERE redemption_id = $1")
        .bind(redemption)
        .fetch_optional(connection)
        .await
}

pub(super) async fn message(
    connection: &mut Connection,
    redemption: i64,
) -> sqlx::Result<Option<DirectMessage>> {
    sqlx::query_as(
        "SELECT locale, due_at_ms, attempts, last_failure FROM direct_message WHERE redemption_id = $1",
    )
    .bind(redemption)
    .fetch_optional(connection)
    .await
}

pub(super) async fn told_to_backend(
    connection: &mut Connection,
    redemption: i64,
) -> sqlx::Result<Vec<ToldToBackend>> {
    sqlx::query_as(
        "SELECT kind AS what, state, created_at_ms AS at_ms, attempts, due_at_ms, finished_at_ms
         FROM webhook_message WHERE redemption_id = $1 ORDER BY id",
    )
    .bind(redemption)
    .fetch_all(connection)
    .await
}

pub(super) async fn drafts(
    connection: &mut Connection,
    member: UserId,
) -> sqlx::Result<Vec<Draft>> {
    sqlx::query_as(
        "SELECT perk_id, answer, expires_at_ms FROM redemption_draft WHERE member_id = $1 ORDER BY nonce",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}

pub(super) async fn moderated_deliveries(
    connection: &mut Connection,
    member: UserId,
) -> sqlx::Result<Vec<ModeratedDelivery>> {
    sqlx::query_as(
        "SELECT redemption_id, COALESCE(claimed_by = $1, false) AS claimed_by_you, claimed_at_ms,
            COALESCE(ended_by = $1, false) AS ended_by_you
         FROM manual_delivery WHERE claimed_by = $1 OR ended_by = $1 ORDER BY redemption_id",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}

pub(super) async fn checked_tickets(
    connection: &mut Connection,
    member: UserId,
) -> sqlx::Result<Vec<CheckedTicket>> {
    sqlx::query_as(
        "SELECT redemption_id, used_at_ms FROM ticket WHERE used_by = $1 ORDER BY redemption_id",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}
