//! Between the gateway and poise: brings each event from the gateway's thread to the bot's, counts the handlers that run, so
//! that a stop can wait for them, gives each interaction its turn, and takes no more once the bot stops.

use std::sync::Arc;

use poise::{Framework, FrameworkContext, FrameworkOptions};
use serenity::all::{FullEvent, GuildId, Interaction};
use serenity::builder::CreateAllowedMentions;
use serenity::framework::Framework as _;
use tokio::runtime::Handle;

use super::commands;
use super::components;
use super::data::{Command, Data, Fault};
use super::error::on_error;
use super::forms;
use super::hierarchy;
use super::owned_roles::{self, Seen};
use super::presence;
use super::reply;
use super::views::refusal;
use crate::clock::{Millis, Stopwatch};
use crate::fail_points::{Canary, is_planted};
use crate::ids::UserId;

/// poise, with its handlers counted.
pub struct Dispatch {
    framework: Arc<Framework<Data, Fault>>,
    data: Data,
    /// Where handlers run: the runtime in which this was made.
    handlers: Handle,
}

impl Dispatch {
    /// A framework for these commands.
    #[must_use]
    pub fn new(data: Data, commands: Vec<Command>) -> Self {
        let options = FrameworkOptions {
            commands,
            on_error: |error| Box::pin(on_error(error)),
            event_handler: |framework, event| Box::pin(on_event(framework, event)),
            // Nothing that the bot says pings anyone.
            allowed_mentions: Some(CreateAllowedMentions::new()),
            // Would ask Discord for the application's owners, whom nothing here treats differently.
            initialize_owners: false,
            ..FrameworkOptions::default()
        };
        let given = data.clone();
        let framework = Framework::builder()
            .options(options)
            .setup(move |_, ready, _| {
                tracing::info!(user = ready.user.name, "connected to Discord");
                Box::pin(async move { Ok(given) })
            })
            .build();
        Self {
            framework: Arc::new(framework),
            data,
            handlers: Handle::current(),
        }
    }
}

#[serenity::async_trait]
impl serenity::framework::Framework for Dispatch {
    async fn init(&mut self, client: &serenity::Client) {
        // It is shared from the first event on, which comes after this.
        if let Some(framework) = Arc::get_mut(&mut self.framework) {
            framework.init(client).await;
        } else {
            tracing::error!("the commands can't be started");
        }
    }

    /// Counts the handler, so that a stop waits for it, and leaves it to the bot's own runtime: this one is the gateway's.
    async fn dispatch(&self, context: serenity::client::Context, event: FullEvent) {
        let arrived = Stopwatch::start();
        let framework = Arc::clone(&self.framework);
        let handled = handle(framework, self.data.clone(), context, event, arrived);
        self.data.tasks.spawn_on(handled, &self.handlers);
    }
}

async fn handle(
    framework: Arc<Framework<Data, Fault>>,
    data: Data,
    context: serenity::client::Context,
    event: FullEvent,
    arrived: Stopwatch,
) {
    let data = &data;
    let is_interaction = matches!(event, FullEvent::InteractionCreate { .. });
    let _turn = if is_interaction {
        let Some(turn) = data.turns.take(arrived, data.app.clock.now_ms()).await else {
            data.app.metrics.unanswered.count(["busy"]);
            return;
        };
        Some(turn)
    } else {
        None
    };
    if data.stop.is_cancelled() && is_interaction {
        // Unanswered, so Discord tells the user that it failed; nothing was begun.
        tracing::info!("an interaction came while stopping and is left unanswered");
        data.app.metrics.unanswered.count(["stopping"]);
        return;
    }
    if !data.breaker.lets_out() && is_interaction {
        // It could not be answered, so it is not begun. One that slips in beside another may be done unheard, as
        // with any answer that Discord does not take.
        tracing::debug!("an interaction is left unanswered while requests are held back");
        data.app.metrics.unanswered.count(["held-back"]);
        return;
    }
    if is_planted(Canary::SeenBeforeDone) && planted::was_seen(data, &event).await {
        return;
    }
    let http = Arc::clone(&context.http);
    let now_ms = data.app.clock.now_ms();
    let seen = seen_in(&event, data.guild, now_ms);
    if hierarchy::changes_roles(&event, data.guild) {
        data.roles_changed.notify_one();
    }
    let present = presence::shown_by(&event, data.guild);
    // Before the answer, in which they may look for themselves.
    for member in present {
        presence::seen(data, member).await;
    }
    match &event {
        FullEvent::InteractionCreate { interaction }
            if guild_of(interaction) != Some(data.guild) =>
        {
            refuse_elsewhere(data, &context, interaction).await;
        }
        FullEvent::GuildRoleDelete {
            guild_id,
            removed_role_id,
            ..
        } if *guild_id == data.guild => {
            owned_roles::role_deleted(data, &http, *removed_role_id).await;
        }
        FullEvent::GuildMemberRemoval { guild_id, user, .. } if *guild_id == data.guild => {
            presence::left(data, UserId::from_discord(user.id.get())).await;
        }
        _ => framework.dispatch(context, event).await,
    }
    // After the answer, which nobody should wait for longer.
    if let Some(seen) = seen {
        owned_roles::look_after(data, &http, seen).await;
    }
}

/// The bug [`Canary::SeenBeforeDone`], as somebody would write it who wants to do nothing twice.
mod planted {
    use serenity::all::{FullEvent, Interaction};

    use crate::discord::data::Data;
    use crate::fail_points::NoteAsSeen;

    /// A button asks for the same with each press, and a command each time that it is delivered.
    pub(super) async fn was_seen(data: &Data, event: &FullEvent) -> bool {
        let FullEvent::InteractionCreate { interaction } = event else {
            return false;
        };
        let key = match interaction {
            Interaction::Component(press) => press.data.custom_id.clone(),
            other => other.id().to_string(),
        };
        let seen = NoteAsSeen(format!("seen:{key}"));
        data.app.db.write(seen).await.unwrap_or(false)
    }
}

/// The member of our server that an event shows, if it does.
fn seen_in(event: &FullEvent, guild: GuildId, now_ms: Millis) -> Option<Seen> {
    match event {
        FullEvent::InteractionCreate { interaction } if guild_of(interaction) == Some(guild) => {
            Seen::using(interaction, now_ms)
        }
        FullEvent::GuildMemberAddition { new_member } if new_member.guild_id == guild => {
            Seen::member(new_member, now_ms)
        }
        FullEvent::GuildMemberUpdate { event, .. } if event.guild_id == guild => {
            Seen::new(event.user.id, &event.roles, event.joined_at, now_ms)
        }
        _ => None,
    }
}

fn guild_of(interaction: &Interaction) -> Option<GuildId> {
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => command.guild_id,
        Interaction::Component(component) => component.guild_id,
        Interaction::Modal(modal) => modal.guild_id,
        _ => None,
    }
}

/// One bot serves one server. Commands may be left over in another, from a setting that was changed: whoever manages
/// that one has no say here.
async fn refuse_elsewhere(
    data: &Data,
    context: &serenity::client::Context,
    interaction: &Interaction,
) {
    let refusal = |locale: &str| {
        let view = refusal::plain(data.translator(locale), "error-elsewhere");
        reply::message(&view, true)
    };
    let answer = async {
        match interaction {
            Interaction::Command(command) => {
                command
                    .create_response(context, refusal(&command.locale))
                    .await
            }
            Interaction::Component(component) => {
                component
                    .create_response(context, refusal(&component.locale))
                    .await
            }
            Interaction::Modal(modal) => {
                modal.create_response(context, refusal(&modal.locale)).await
            }
            // Autocomplete can't show a message, and what it would offer is not theirs to see.
            _ => Ok(()),
        }
    };
    let answered = data.breaker.call(answer).await;
    tracing::warn!(guild = ?guild_of(interaction), "an interaction from another server was refused");
    reply::log_failure(answered);
}

async fn on_event(
    framework: FrameworkContext<'_, Data, Fault>,
    event: &FullEvent,
) -> Result<(), Fault> {
    let (data, context) = (framework.user_data, framework.serenity_context);
    if let FullEvent::InteractionCreate { interaction } = event {
        match interaction {
            Interaction::Component(press) => components::handle(data, context, press).await,
            Interaction::Modal(form) => forms::handle(data, context, form).await,
            _ => {}
        }
    }
    Ok(())
}

/// Every command with its names and descriptions in all languages.
///
/// # Errors
/// When a text is missing.
pub fn localised_commands(data: &Data) -> anyhow::Result<Vec<Command>> {
    let mut commands = commands::all();
    super::register::localise(&mut commands, &data.app.catalogue)?;
    Ok(commands)
}
