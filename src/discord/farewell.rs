//! Telling members that a role of theirs is over: a direct message in the language in which they redeemed it. It promises
//! that each is told once, or not at all where Discord does not let the bot write to them; then `/sparks` says it.

use std::time::Duration;

use serenity::builder::CreateMessage;
use serenity::http::Http;
use serenity::model::channel::Nonce;
use serenity::model::id::UserId;

use super::data::{Data, Fault};
use super::http::{describe, status};
use super::views::farewell as view;
use crate::fail_points::{CrashPoint, crash_point};
use crate::fulfilment::{ConcludeFarewell, Farewell, due_farewell};

/// An upper bound on how long somebody is overlooked.
const LOOK_AGAIN_AFTER: Duration = Duration::from_secs(30);
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(2);

/// Works until the bot stops.
pub async fn run(data: Data, http: std::sync::Arc<Http>) {
    while !data.stop.is_cancelled() {
        let wait = match run_next(&data, &http).await {
            Ok(true) => continue,
            Ok(false) => LOOK_AGAIN_AFTER,
            Err(error) => {
                let error = super::error::describe_fault(&error);
                tracing::error!(error, "can't tell members that a role of theirs is over");
                WAIT_AFTER_FAULT
            }
        };
        tokio::select! {
            () = data.stop.cancelled() => {}
            () = data.app.signals.farewells() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

async fn run_next(data: &Data, http: &Http) -> Result<bool, Fault> {
    let app = &data.app;
    let now_ms = app.clock.now_ms();
    let Some(farewell) = due_farewell(&mut *app.db.read().await?, now_ms).await? else {
        return Ok(false);
    };
    let conclude = match tell(data, http, &farewell).await {
        Ok(()) => ConcludeFarewell::done(&farewell),
        Err(error) => {
            let redemption = farewell.redemption.0;
            // A server error carries a code as well, so the status decides. 401 and 429 are about the bot, not the member.
            let is_final = status(&error).is_some_and(|status| {
                status.is_client_error() && ![401, 429].contains(&status.as_u16())
            });
            let error = describe(&error);
            tracing::info!(
                redemption,
                error,
                is_final,
                "a member could not be told that a role is over"
            );
            if is_final {
                ConcludeFarewell::done(&farewell)
            } else {
                ConcludeFarewell::again(app, &farewell)
            }
        }
    };
    crash_point(CrashPoint::FarewellTold);
    app.db.write(conclude).await?;
    Ok(true)
}

async fn tell(data: &Data, http: &Http, farewell: &Farewell) -> serenity::Result<()> {
    let t = data.app.catalogue.translator(farewell.locale());
    // Said again after a crash, it is the same message to Discord for some minutes.
    let nonce = Nonce::String(format!("farewell-{}", farewell.redemption));
    let message: CreateMessage = view::view(t, farewell)
        .to_direct_message()
        .nonce(nonce)
        .enforce_nonce(true);
    let user = UserId::new(farewell.member.to_discord());
    let channel = data.breaker.call(user.create_dm_channel(http)).await?;
    data.breaker
        .call(channel.id.send_message(http, message))
        .await?;
    Ok(())
}
