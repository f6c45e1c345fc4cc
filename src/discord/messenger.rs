//! Direct messages about what moderators delivered or rejected. It promises that each is sent until Discord has it or says
//! that it never will, through crashes and outages; and once, as far as Discord tells the same message sent again from
//! another (by its nonce, for some minutes). Which are due is `fulfilment`'s part.

use std::sync::Arc;
use std::time::Duration;

use serenity::http::{Http, StatusCode};
use serenity::model::channel::Nonce;
use serenity::model::id::UserId;

use super::data::{Data, Fault};
use super::http::{describe, may_pass, status};
use super::views::redeem as view;
use crate::fail_points::{CrashPoint, crash_point};
use crate::fulfilment::{self, ConcludeMessage, DueMessage, Sent};
use crate::perks;

/// An upper bound on how long a due message is overlooked, and the wait after a failed look.
const IDLE_WAIT_MAX: Duration = Duration::from_secs(30);
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(2);

/// Sends what is due until the bot stops.
pub async fn run(data: Data, http: Arc<Http>) {
    while !data.stop.is_cancelled() {
        let wait = match send_next(&data, &http).await {
            Ok(true) => continue,
            Ok(false) => until_next_due(&data).await,
            Err(error) => {
                let error = super::error::describe_fault(&error);
                tracing::error!(error, "can't send direct messages");
                WAIT_AFTER_FAULT
            }
        };
        tokio::select! {
            () = data.stop.cancelled() => {}
            () = data.app.signals.message_due() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

async fn send_next(data: &Data, http: &Http) -> Result<bool, Fault> {
    let now_ms = data.app.clock.now_ms();
    let due = fulfilment::due_message(&mut *data.app.db.read().await?, now_ms).await?;
    let Some(message) = due else {
        return Ok(false);
    };
    let sent = send(data, http, &message).await?;
    crash_point(CrashPoint::MessageSent);
    let now_ms = data.app.clock.now_ms();
    let conclude = ConcludeMessage {
        message,
        sent,
        now_ms,
    };
    data.app.db.write(conclude).await?;
    crash_point(CrashPoint::MessageConcluded);
    Ok(true)
}

async fn send(data: &Data, http: &Http, message: &DueMessage) -> Result<Sent, Fault> {
    let redemption = {
        let mut connection = data.app.db.read().await?;
        perks::load(&mut connection, message.redemption).await?
    };
    let Some(redemption) = redemption.filter(|_| message.member.0 > 0) else {
        return Ok(Sent::ForGood);
    };
    let t = data.app.catalogue.translator(message.locale);
    // Of the same redemption there is one message, so its number tells one sent again.
    let content = view::message(t, &redemption)
        .to_channel_message()
        .nonce(Nonce::String(format!("ended-{}", message.redemption)))
        .enforce_nonce(true);
    let post = async {
        let member = UserId::new(message.member.to_discord());
        let channel = member.create_dm_channel(http).await?;
        channel.id.send_message(http, content).await
    };
    let Err(error) = data.breaker.call(post).await else {
        return Ok(Sent::ForGood);
    };
    let (redemption, failure) = (message.redemption.0, describe(&error));
    // A token that is refused is the operator's to mend: the next one is taken.
    let is_final = !may_pass(&error) && status(&error) != Some(StatusCode::UNAUTHORIZED);
    if is_final {
        // Most often they take no messages from members of this server, which is theirs to decide.
        tracing::info!(redemption, failure, "a direct message can't be sent");
        return Ok(Sent::ForGood);
    }
    tracing::warn!(
        redemption,
        failure,
        attempts = message.attempts + 1,
        "a direct message did not reach Discord; it is sent again"
    );
    Ok(Sent::NotYet { failure })
}

async fn until_next_due(data: &Data) -> Duration {
    let next = async {
        let mut connection = data.app.db.read().await?;
        fulfilment::next_message_at_ms(&mut connection).await
    };
    match next.await {
        Ok(Some(due_at_ms)) => {
            let wait_ms = due_at_ms - data.app.clock.now_ms();
            Duration::from_millis(u64::try_from(wait_ms).unwrap_or(0)).min(IDLE_WAIT_MAX)
        }
        Ok(None) => IDLE_WAIT_MAX,
        Err(_) => WAIT_AFTER_FAULT,
    }
}
