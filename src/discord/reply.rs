//! Answering interactions: within Discord's three seconds, deferring when the work takes longer.

use std::time::Duration;

use serenity::builder::{CreateInteractionResponse, CreateInteractionResponseFollowup};

use super::data::{Context, Fault};
use super::http::describe;
use super::views::View;
use crate::fail_points::{CrashPoint, crash_point};

/// When a handler that is still at work says so: well before Discord's three seconds, and late enough that hardly any
/// does.
pub const DEFER_AFTER: Duration = Duration::from_millis(1_500);

/// A new message.
#[must_use]
pub fn message(view: &View, ephemeral: bool) -> CreateInteractionResponse {
    CreateInteractionResponse::Message(view.to_message(ephemeral))
}

/// The message that the component is on becomes this.
#[must_use]
pub fn update(view: &View) -> CreateInteractionResponse {
    CreateInteractionResponse::UpdateMessage(view.to_message(false))
}

/// A private message after the first answer.
pub fn followup(view: &View) -> CreateInteractionResponseFollowup {
    view.to_followup(true)
}

/// Who sees an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The one who asked.
    Reader,
    /// Everyone in the channel.
    Channel,
}

/// Waits for a command's work, telling Discord when it takes long. The audience of a deferral stays that of the answer.
///
/// # Errors
/// What the work returns, or Discord not taking the deferral.
pub async fn or_defer<T>(
    ctx: Context<'_>,
    audience: Audience,
    work: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    tokio::pin!(work);
    match tokio::time::timeout(DEFER_AFTER, &mut work).await {
        Ok(result) => result,
        Err(_elapsed) => {
            let deferral = ctx.defer_response(audience == Audience::Reader);
            ctx.data().breaker.call(deferral).await?;
            crash_point(CrashPoint::CommandDeferred);
            work.await
        }
    }
}

/// Sends the reply to a command. After a deferral it becomes the deferred reply, with the deferral's audience.
///
/// # Errors
/// When Discord does not take it.
pub async fn send(ctx: Context<'_>, audience: Audience, view: &View) -> Result<(), Fault> {
    let breaker = &ctx.data().breaker;
    if has_answered(ctx) {
        let edit = ctx
            .interaction
            .edit_response(ctx.serenity_context(), view.to_edit());
        breaker.call(edit).await?;
    } else {
        let reply = view.to_reply(audience == Audience::Reader);
        breaker
            .call(poise::Context::Application(ctx).send(reply))
            .await?;
    }
    Ok(())
}

/// Whether the command has been answered or deferred.
#[must_use]
pub fn has_answered(ctx: Context<'_>) -> bool {
    ctx.has_sent_initial_response
        .load(std::sync::atomic::Ordering::SeqCst)
}

/// For answers after which nothing more can be done for the user.
pub fn log_failure<T>(result: serenity::Result<T>) {
    if let Err(error) = result {
        tracing::warn!(error = describe(&error), "an answer did not reach Discord");
    }
}
