//! Faults: logged once, here, with an incident id. The user sees only that id, in their own language.

use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;
use poise::FrameworkError;

use super::data::{Data, Fault};
use super::http::{describe, discord_code};
use super::reply::{self, Answerable, Audience};
use super::views::{View, refusal};
use crate::db::StorageTrouble;
use crate::i18n::Translator;

/// Discord's codes for an interaction that can no longer be answered: answered before, or too late. Nothing is wrong
/// with us, and nothing more can be said to the user.
const NOT_ANSWERABLE: [i64; 3] = [40060, 10062, 10015];

/// A number for the log and the user.
#[must_use]
pub fn incident(data: &Data) -> String {
    format!("{:08X}", data.app.random_u32())
}

/// An error in words for the log. serenity's own text holds the interaction's token, so it is never printed.
#[must_use]
pub fn describe_fault(error: &Fault) -> String {
    match error.downcast_ref::<serenity::Error>() {
        Some(error) => describe(error),
        None => format!("{error:#}"),
    }
}

/// Whether the fault is only that Discord no longer takes an answer.
#[must_use]
pub fn is_not_answerable(error: &Fault) -> bool {
    error
        .downcast_ref::<serenity::Error>()
        .and_then(discord_code)
        .is_some_and(|code| NOT_ANSWERABLE.contains(&code))
}

/// What the user reads. That nothing can be saved passes by itself, so they need not report it at once.
fn told(t: Translator<'_>, error: &Fault, incident: &str) -> View {
    match StorageTrouble::said_by(error) {
        None | Some(StorageTrouble::Damaged) => refusal::fault(t, incident),
        Some(_) => refusal::not_saved(t, incident),
    }
}

/// poise's hook for everything that went wrong around a command.
pub async fn on_error(error: FrameworkError<'_, Data, Fault>) {
    match error {
        FrameworkError::Command { error, ctx, .. } => command_fault(ctx, &error).await,
        FrameworkError::CommandPanic { payload, ctx, .. } => {
            let payload = payload.unwrap_or_else(|| "without a message".into());
            command_fault(ctx, &anyhow::anyhow!("panic: {payload}")).await;
        }
        FrameworkError::ArgumentParse { error, ctx, .. } => {
            tracing::warn!(command = ctx.command().qualified_name.as_ref(), %error, "unreadable argument");
            answer(ctx, "error-argument").await;
        }
        FrameworkError::CommandStructureMismatch {
            description, ctx, ..
        } => {
            let command = ctx.command().qualified_name.as_ref();
            tracing::warn!(
                command,
                description,
                "Discord has another version of this command"
            );
            answer(poise::Context::Application(ctx), "error-command-changed").await;
        }
        FrameworkError::UnknownInteraction {
            interaction,
            framework,
            ..
        } => {
            tracing::warn!(
                command = interaction.data.name.as_str(),
                "Discord has a command that we do not know"
            );
            let t = framework.user_data.translator(&interaction.locale);
            let view = refusal::plain(t, "error-command-changed");
            let answer = interaction
                .create_response(framework.serenity_context, reply::message(&view, true));
            reply::log_failure(framework.user_data.breaker.call(answer).await);
        }
        other => tracing::error!(error = %other, "unexpected framework error"),
    }
}

async fn command_fault(ctx: poise::Context<'_, Data, Fault>, error: &Fault) {
    let command = ctx.command().qualified_name.as_ref();
    if is_not_answerable(error) {
        tracing::info!(
            command,
            error = describe_fault(error),
            "the interaction can no longer be answered"
        );
        return;
    }
    let incident = incident(ctx.data());
    tracing::error!(
        incident,
        command,
        user = ctx.author().id.get(),
        error = describe_fault(error),
        "command failed"
    );
    let t = ctx.data().translator(ctx.locale().unwrap_or_default());
    send(ctx, &told(t, error, &incident)).await;
}

async fn answer(ctx: poise::Context<'_, Data, Fault>, key: &str) {
    let view = refusal::plain(ctx.data().translator(ctx.locale().unwrap_or_default()), key);
    send(ctx, &view).await;
}

async fn send(ctx: poise::Context<'_, Data, Fault>, view: &View) {
    let poise::Context::Application(ctx) = ctx else {
        return;
    };
    // Autocomplete can't show a message.
    if ctx.interaction_type == poise::CommandInteractionType::Autocomplete {
        return;
    }
    if let Err(error) = reply::send(ctx, Audience::Reader, view).await {
        let error = describe_fault(&error);
        tracing::warn!(error, "a fault could not be told to the user");
    }
}

/// Handles a component or a form, and whatever goes wrong with it, a panic included: poise would not notice one here.
pub async fn guarded(
    data: &Data,
    answerable: Answerable<'_>,
    used: Used<'_>,
    handling: impl Future<Output = Result<(), Fault>>,
) {
    let handled = AssertUnwindSafe(handling)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(anyhow::anyhow!("panic in a component or a form")));
    if let Err(error) = handled {
        component_fault(data, answerable, used, &error).await;
    }
}

async fn component_fault(data: &Data, answerable: Answerable<'_>, used: Used<'_>, error: &Fault) {
    let Used {
        custom_id,
        user,
        locale,
    } = used;
    let described = describe_fault(error);
    if is_not_answerable(error) {
        tracing::info!(
            custom_id,
            error = described,
            "the interaction can no longer be answered"
        );
        return;
    }
    let incident = incident(data);
    tracing::error!(
        incident,
        custom_id,
        user,
        error = described,
        "component failed"
    );
    answerable
        .tell(&told(data.translator(locale), error, &incident))
        .await;
}

/// What was used, and by whom.
#[derive(Clone, Copy)]
pub struct Used<'a> {
    /// The component or form.
    pub custom_id: &'a str,
    /// Who used it.
    pub user: u64,
    /// The language they read.
    pub locale: &'a str,
}
