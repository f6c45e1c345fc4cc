//! What an event does, in words: for whoever writes rules or sends events.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::event::Event;
use super::record::{RecordEvent, RecordOutcome};
use super::rules::Rules;
use super::rules_in_use::day_text;
use crate::clock::Millis;
use crate::db::{Connection, Db};

/// Records an event and says what came of it, a line each. The database is best one made for that.
///
/// # Errors
/// When the database can't be read or written.
pub async fn explain(
    db: &Db,
    rules: &Arc<Rules>,
    event: Event,
    now_ms: Millis,
) -> anyhow::Result<String> {
    let (id, day) = (event.id.as_str().to_owned(), event.day());
    let before = nobodys(&mut *db.read().await?).await?;
    let outcome = db
        .write(RecordEvent::new(event, Arc::clone(rules), now_ms))
        .await?;
    let mut text = format!("{id}: {}\n", by_which(rules, day));
    match outcome {
        RecordOutcome::Conflict => text.push_str("  its id was used for another event\n"),
        RecordOutcome::TooEarly => text.push_str("  it is in the future: nothing is kept\n"),
        RecordOutcome::Counted { again: true } => text.push_str("  it was counted before\n"),
        RecordOutcome::Counted { again: false } => {
            let mut connection = db.read().await?;
            let said = changes(&mut connection, &id, &before).await?;
            text.push_str(if said.is_empty() {
                "  nobody's Sparks change\n"
            } else {
                &said
            });
        }
    }
    Ok(text)
}

fn by_which(rules: &Rules, day: i64) -> String {
    let on = day_text(day);
    match rules.on(day) {
        Some(version) => format!("on {on}, by the rules from {}", day_text(version.from)),
        None => format!("on {on}, before the first rules"),
    }
}

/// What waits with each account, and what is refused to it.
async fn nobodys(connection: &mut Connection) -> sqlx::Result<BTreeMap<String, (i64, i64)>> {
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT ref, CAST(SUM(waiting) AS BIGINT), CAST(SUM(refused) AS BIGINT) FROM event_cell
         JOIN product_account ON product_account.id = account_id GROUP BY ref",
    )
    .fetch_all(connection)
    .await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|(account, waiting, refused)| (account, (waiting, refused)))
        .collect())
}

async fn changes(
    connection: &mut Connection,
    id: &str,
    before: &BTreeMap<String, (i64, i64)>,
) -> anyhow::Result<String> {
    let key = format!("event:{id}");
    let posted: Vec<(i64, i64, String, i64)> = sqlx::query_as(
        "SELECT transfer.amount, owner_id, event_cell.kind, event_cell.key FROM transfer
         JOIN event_earning ON event_earning.transfer_id = transfer.id
         JOIN event_cell ON event_cell.id = cell_id JOIN account ON account.id = event_earning.account_id
         WHERE transfer.request_key = $1
         UNION ALL
         SELECT -event_correction.amount, owner_id, event_cell.kind, event_cell.key FROM event_correction
         JOIN event_earning ON event_earning.transfer_id = earning_id
         JOIN event_cell ON event_cell.id = cell_id JOIN account ON account.id = event_correction.account_id
         WHERE event_correction.request_key = $1",
    )
    .bind(key)
    .fetch_all(&mut *connection)
    .await?;
    let mut text = String::new();
    for (sparks, member, kind, key) in posted {
        let what = match kind.as_str() {
            "trades" => format!("trades of {}", day_text(key)),
            "subscription" => "a plan".to_owned(),
            "referred_trades" => format!("an invitee's trades of {}", day_text(key)),
            _ => "an invitee's first plan".to_owned(),
        };
        writeln!(text, "  {sparks:+} for member {member}: {what}")?;
    }
    for (account, (waits, refused)) in nobodys(connection).await? {
        let (waited, was_refused) = before.get(&account).copied().unwrap_or_default();
        let more = waits - waited;
        if more != 0 {
            writeln!(
                text,
                "  {more:+} that {} with {account}: nobody is linked to it",
                if more > 0 { "wait" } else { "waited" }
            )?;
        }
        let more = refused - was_refused;
        if more != 0 {
            writeln!(
                text,
                "  {more:+} that {account} does not get: it and the invitee are the same member's"
            )?;
        }
    }
    Ok(text)
}
