//! What the product's backend has reported: Maria's account is linked, and she has traded, paid for a plan, and invited
//! somebody. One trade was a mistake.

use std::sync::Arc;

use serde_json::{Value, json};
use sparks::clock::Millis;
use sparks::db::Db;
use sparks::events::{RecordEvent, RecordOutcome, Rules, parse};
use time::OffsetDateTime;

use crate::community::Community;

/// For days long before any past that is seeded.
const RULES: &str = r#"
    [[rules]]
    from = 2020-01-01
    subscriptions = { lite = 190, starter = 490, pro = 1990 }
    [rules.trades]
    sparks_per_usd = "0.05"
    minimum_usd = "10"
    daily_cap = 1000
    [[rules.referral_tiers]]
    up_to_invite = 10
    trade_share_percent = "10"
    first_plan_share_percent = "50"
"#;
const HOUR_MS: Millis = 60 * 60 * 1000;

/// Reports it all, from a moment on.
pub async fn report(db: &Db, community: &Community, begun_ms: Millis) -> anyhow::Result<()> {
    let rules = Rules::parse(RULES).map_err(|problems| anyhow::anyhow!(problems.join("; ")))?;
    let rules = Arc::new(rules);
    let maria = community.maria.id().to_string();
    let (own, friend) = ("mx-4c21", "mx-90ee");
    let trade = |account: &str, volume: &str| json!({"account": account, "volume_usd": volume});
    let events: [(&str, Value); 7] = [
        (
            "account.linked",
            json!({"account": own, "discord_user_id": maria}),
        ),
        ("trade.filled", trade(own, "1840.50")),
        ("subscription.paid", json!({"account": own, "plan": "lite"})),
        (
            "referral.registered",
            json!({"inviter": own, "invitee": friend}),
        ),
        ("trade.filled", trade(friend, "5200")),
        ("trade.filled", trade(own, "260")),
        ("trade.reversed", json!({"reverses": "seed-5"})),
    ];
    for (number, (kind, data)) in events.into_iter().enumerate() {
        let at_ms = begun_ms + HOUR_MS * i64::try_from(number)?;
        let event = json!({
            "type": kind, "version": 1, "id": format!("seed-{number}"), "occurred_at": rfc_3339(at_ms)?, "data": data
        });
        let event = parse(event.to_string().as_bytes())?;
        let record = RecordEvent::new(event, Arc::clone(&rules), at_ms);
        // In a kept database it was reported then, at another time.
        let outcome = db.write(record).await?;
        anyhow::ensure!(
            outcome != RecordOutcome::TooEarly,
            "can't seed an event: {outcome:?}"
        );
    }
    Ok(())
}

fn rfc_3339(at_ms: Millis) -> anyhow::Result<String> {
    let at = OffsetDateTime::from_unix_timestamp(at_ms / 1000)?;
    let (hour, minute, second) = at.to_hms();
    let day = at.date();
    Ok(format!("{day}T{hour:02}:{minute:02}:{second:02}Z"))
}
