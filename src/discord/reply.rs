//! Answering interactions: within Discord's three seconds, deferring when the work takes longer.

use std::time::Duration;

use serenity::builder::{CreateInteractionResponse, CreateInteractionResponseFollowup};

use super::data::{Context, Fault};
use super::http::describe;
use super::views::View;

/// When a command that is still at work says so: well before Discord's three seconds, and late enough that hardly any
/// does.
const DEFER_AFTER: Duration = Duration::from_millis(1_500);

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

/// Sends the reply to a command. After a deferral it becomes the deferred, private reply.
///
/// # Errors
/// When Discord does not take it.
pub async fn send(ctx: Context<'_>, view: &View, ephemeral: bool) -> Result<(), Fault> {
    if has_answered(ctx) {
        ctx.interaction
            .edit_response(ctx.serenity_context(), view.to_edit())
            .await?;
    } else {
        poise::Context::Application(ctx)
            .send(view.to_reply(ephemeral))
            .await?;
    }
    Ok(())
}

/// Waits for work, telling Discord when it takes long. Whatever is sent afterwards is then private.
///
/// # Errors
/// What the work returns, or Discord not taking the deferral.
pub async fn or_defer<T>(
    ctx: Context<'_>,
    work: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    tokio::pin!(work);
    match tokio::time::timeout(DEFER_AFTER, &mut work).await {
        Ok(result) => result,
        Err(_elapsed) => {
            ctx.defer_response(true).await?;
            work.await
        }
    }
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
