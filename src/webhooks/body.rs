//! What a message says, read when it is sent.

use serde::{Serialize, Serializer};
use time::OffsetDateTime;

use super::message::{Message, MessageKind};
use crate::clock::Millis;
use crate::db::Connection;

/// Grows when a field changes its meaning or goes. A field that is added changes nothing.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Body {
    #[serde(rename = "type")]
    kind: &'static str,
    version: u32,
    id: String,
    occurred_at: String,
    data: Data,
}

#[derive(Serialize, sqlx::FromRow)]
struct Data {
    #[serde(serialize_with = "receipt")]
    #[sqlx(rename = "redemption_id")]
    receipt: i64,
    /// Discord's ids have more digits than the numbers of JavaScript.
    #[serde(serialize_with = "text")]
    discord_user_id: i64,
    #[sqlx(flatten)]
    perk: Perk,
    price_sparks: i64,
    /// What the member was asked for: an address, a link, an account.
    answer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    void_reason: Option<String>,
}

#[derive(Serialize, sqlx::FromRow)]
struct Perk {
    #[sqlx(rename = "perk_id")]
    id: i64,
    kind: String,
    name: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde has it")]
fn receipt<S: Serializer>(id: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("R-{id}"))
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde has it")]
fn text<S: Serializer>(id: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

impl Message {
    /// Names it to the backend, for ever. With the time: a restored backup gives the same numbers again.
    #[must_use]
    pub fn name(&self) -> String {
        format!(
            "R-{}-{}-{}",
            self.redemption,
            self.kind.code(),
            self.created_at_ms
        )
    }
}

/// What it says; none: the member was erased.
pub(super) async fn read(
    connection: &mut Connection,
    message: &Message,
) -> anyhow::Result<Option<String>> {
    let data: Option<Data> = sqlx::query_as(
        "SELECT redemption.id AS redemption_id, account.owner_id AS discord_user_id, perk.id AS perk_id, perk.kind,
            perk.name, redemption.price AS price_sparks, redemption_answer.answer,
            CASE WHEN $2 = 'voided' THEN redemption.void_reason END AS void_reason
         FROM redemption
         JOIN perk ON perk.id = redemption.perk_id
         JOIN account ON account.id = redemption.account_id AND account.owner_id > 0
         LEFT JOIN redemption_answer ON redemption_answer.redemption_id = redemption.id
         WHERE redemption.id = $1",
    )
    .bind(message.redemption)
    .bind(message.kind)
    .fetch_optional(connection)
    .await?;
    let Some(data) = data else {
        return Ok(None);
    };
    let body = Body {
        kind: match message.kind {
            MessageKind::Requested => "redemption.requested",
            MessageKind::Settled => "redemption.settled",
            MessageKind::Voided => "redemption.voided",
        },
        version: VERSION,
        id: message.name(),
        occurred_at: rfc3339(message.created_at_ms),
        data,
    };
    Ok(Some(serde_json::to_string(&body)?))
}

/// A time in UTC as RFC 3339 has it.
fn rfc3339(at_ms: Millis) -> String {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(at_ms) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = at.to_calendar_date();
    let (hour, minute, second, milli) = at.to_hms_milli();
    let month = u8::from(month);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_events_write_them() {
        assert_eq!(rfc3339(1_796_106_600_500), "2026-12-01T06:30:00.500Z");
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(Millis::MAX), "1970-01-01T00:00:00.000Z");
    }
}
