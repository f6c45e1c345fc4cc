//! What a test or a page can see of the bot: its requests, commands, sessions, messages and violations,
//! and waiting for any of it. Nothing here changes anything, except taking violations.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::broadcast;

use crate::event::{Event, RecordedRequest, SessionInfo};
use crate::fake::FakeDiscord;
use crate::fault::path_matches;
use crate::state::World;

/// How soon a condition on something outside the fake is looked at again.
const ASK_AGAIN: Duration = Duration::from_millis(10);

impl FakeDiscord {
    /// Every request so far, in the order of their answers.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.read().requests.clone()
    }

    /// The requests of this method (`*` for any) and path, in which `*` stands for one segment.
    pub fn requests_to(&self, method: &str, path: &str) -> Vec<RecordedRequest> {
        let fits = |request: &&RecordedRequest| {
            (method == "*" || request.method.eq_ignore_ascii_case(method))
                && path_matches(path, &request.path)
        };
        self.shared
            .read()
            .requests
            .iter()
            .filter(fits)
            .cloned()
            .collect()
    }

    /// The paths of all uploaded files that were fetched, also those that a fault kept back, oldest first. Files are not
    /// Discord's API, so they are not among the requests.
    pub fn downloads(&self) -> Vec<String> {
        self.shared.read().downloads.clone()
    }

    /// The registered commands: the guild's, then the global ones.
    pub fn commands(&self) -> Vec<Value> {
        self.shared.read().all_commands().cloned().collect()
    }

    /// How often commands were written (PUT or POST).
    pub fn command_writes(&self) -> usize {
        self.shared.read().command_writes
    }

    /// The messages in a channel that everyone can see, oldest first.
    pub fn channel_messages(&self, channel: u64) -> Vec<Value> {
        let world = self.shared.read();
        let shown = world.messages.values().filter(|message| {
            message.channel == channel && !message.deleted && !message.is_ephemeral()
        });
        shown.map(|message| world.message_json(message)).collect()
    }

    /// The direct messages that the bot wrote to this user, oldest first.
    pub fn direct_messages(&self, user: u64) -> Vec<Value> {
        let channel = self
            .shared
            .read()
            .guild
            .users
            .get(&user)
            .and_then(|user| user.dm_channel);
        channel
            .map(|channel| self.channel_messages(channel))
            .unwrap_or_default()
    }

    /// The gateway sessions, oldest first.
    pub fn sessions(&self) -> Vec<SessionInfo> {
        self.shared
            .read()
            .sessions
            .iter()
            .map(crate::state::session::Session::info)
            .collect()
    }

    /// The intents of the latest IDENTIFY.
    pub fn identify_intents(&self) -> Option<u64> {
        self.shared
            .read()
            .sessions
            .last()
            .map(|session| session.intents)
    }

    /// The guild's roles as the API shows them.
    pub fn roles(&self) -> Vec<Value> {
        self.shared.read().roles_json()
    }

    /// Everything at once, for a page: guild, roles, members, channels, messages with who sees them.
    pub fn state(&self) -> Value {
        let world = self.shared.read();
        let members: Vec<Value> = world
            .guild
            .members
            .keys()
            .map(|id| member_state(&world, *id))
            .collect();
        let messages: Vec<Value> = world.messages.values().filter(|message| !message.deleted).map(|message| {
            let viewer = message.interaction.filter(|_| message.is_ephemeral());
            let viewer = viewer.and_then(|id| world.interactions.get(&id)).map(|i| i.user.to_string());
            json!({ "message": world.message_json(message), "visible_to": viewer, "version": message.version })
        }).collect();
        json!({
            "guild": world.guild_json(),
            "members": members,
            "channels": world.channels_json(),
            "messages": messages,
            "commands": world.all_commands().collect::<Vec<_>>(),
            "sessions": world.sessions.iter().map(crate::state::session::Session::info).collect::<Vec<_>>(),
        })
    }

    /// Everything that passes from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.shared.read().events.subscribe()
    }

    /// What the bot did against Discord's rules so far.
    pub fn violations(&self) -> Vec<String> {
        self.shared.read().violations.clone()
    }

    /// Takes note of the violations: the drop will not panic about them.
    pub fn take_violations(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.read().violations)
    }

    /// Waits until a bot has identified, got the guild, and is connected.
    pub async fn wait_ready(&self) {
        self.wait("a bot to connect and identify", |world| {
            world
                .sessions
                .iter()
                .any(|session| session.connection.is_some())
        })
        .await;
    }

    /// Waits until commands are registered.
    pub async fn wait_for_commands(&self) {
        self.wait("commands to be registered", |world| {
            world.all_commands().next().is_some()
        })
        .await;
    }

    /// Waits until `condition` holds; it is asked again after every change here, and every few
    /// milliseconds, because it may look at the bot, too. Panics after the builder's `wait`.
    pub async fn wait_until(&self, mut condition: impl FnMut(&Self) -> bool) {
        // The lock is not held while the condition looks: it will take it itself.
        let limit = self.shared.read().config.wait;
        let shared = Arc::clone(&self.shared);
        let mut changes = shared.changes();
        let met = async {
            loop {
                changes.mark_unchanged();
                if condition(self) {
                    return;
                }
                let _ = tokio::time::timeout(ASK_AGAIN, changes.changed()).await;
            }
        };
        let met = tokio::time::timeout(limit, met).await;
        assert!(
            met.is_ok(),
            "waited {limit:?} for a condition that did not come true{}",
            self.shared.read().hints()
        );
    }

    async fn wait(&self, what: &str, holds: impl Fn(&World) -> bool) {
        let limit = self.shared.read().config.wait;
        let met = self
            .shared
            .wait_for(limit, |world| holds(world).then_some(()))
            .await;
        assert!(
            met.is_some(),
            "waited {limit:?} for {what}{}",
            self.shared.read().hints()
        );
    }
}

fn member_state(world: &World, id: u64) -> Value {
    let user = &world.guild.users[&id];
    let mut json = world.acting_member_json(id);
    json["locale"] = json!(user.locale);
    json["dms_closed"] = json!(user.dms_closed);
    json
}

impl World {
    /// What may explain that something did not happen, to be put behind a failure's message.
    pub(crate) fn hints(&self) -> String {
        let connected = self
            .sessions
            .iter()
            .filter(|session| session.connection.is_some())
            .count();
        let mut lines = vec![format!(
            "\n{connected} gateway sessions are connected; the last requests were:"
        )];
        for request in self.requests.iter().rev().take(5).rev() {
            let refusal = Some(&request.response).filter(|_| request.status >= 400);
            lines.push(format!(
                "  {} {} -> {} {}",
                request.method,
                request.path,
                request.status,
                refusal.map(Value::to_string).unwrap_or_default()
            ));
        }
        for violation in &self.violations {
            lines.push(format!("  violation: {violation}"));
        }
        lines.join("\n")
    }
}
