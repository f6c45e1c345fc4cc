//! What a member sees of the bot's answer: a snapshot that knows where to look for what comes next.

use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::{Value, json};

use super::component::{buttons, option_values, visible_text};
use crate::state::message::Message;
use crate::state::{Shared, World};

/// The bot's answer to an interaction, or a follow-up, as it was when this handle was made. Only
/// [`Reply::message`] looks at the present; [`Reply::refreshed`] makes a new snapshot.
#[derive(Clone)]
pub struct Reply {
    pub(crate) shared: Arc<Shared>,
    pub(crate) interaction: u64,
    pub(crate) message_id: Option<u64>,
    kind: &'static str,
    callback_type: Option<u64>,
    sent: Value,
    shown: Value,
    files: Vec<Attachment>,
    version: u64,
    followups: usize,
}

/// A file on a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub filename: String,
    /// Its MIME type.
    pub content_type: String,
    /// The alternative text.
    pub description: Option<String>,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A button of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What identifies it to the bot; `None` for a link.
    pub custom_id: Option<String>,
    /// Its text.
    pub label: String,
    /// 1 primary, 2 secondary, 3 success, 4 danger, 5 link.
    pub style: u64,
    /// Whether it can't be clicked.
    pub disabled: bool,
    /// Where a link goes.
    pub url: Option<String>,
}

impl Reply {
    pub(crate) fn of_interaction(shared: &Arc<Shared>, interaction: u64) -> Self {
        let world = shared.read();
        let present = world.interactions[&interaction].present();
        Self::snapshot(shared, &world, interaction, present.kind, present.message)
    }

    fn snapshot(
        shared: &Arc<Shared>,
        world: &World,
        interaction_id: u64,
        kind: &'static str,
        message_id: Option<u64>,
    ) -> Self {
        let interaction = &world.interactions[&interaction_id];
        let message = message_id.and_then(|id| world.messages.get(&id));
        let callback = interaction.callback.as_ref();
        let data = callback.map_or(Value::Null, |callback| callback.data.clone());
        let file = |file: &crate::state::message::StoredFile| Attachment {
            filename: file.filename.clone(),
            content_type: file.content_type.clone(),
            description: file.description.clone(),
            bytes: file.bytes.as_ref().clone(),
        };
        let gone = message.is_some_and(|message| message.deleted);
        Self {
            shared: Arc::clone(shared),
            interaction: interaction_id,
            message_id,
            kind: if gone { "deleted" } else { kind },
            callback_type: callback.map(|callback| callback.kind),
            sent: message.map_or(data, |message| message.sent.clone()),
            shown: message.map_or(Value::Null, |message| world.message_json(message)),
            files: message
                .map(|message| message.files.iter().map(file).collect())
                .unwrap_or_default(),
            version: message.map_or(0, |message| message.version),
            followups: interaction.followups.len(),
        }
    }

    /// What it is: `message`, `update`, `followup`, `modal`, `choices`, or, unfinished, `thinking`,
    /// `acknowledged`, `unanswered`; `deleted` when the message is gone. A message that came after a
    /// deferral is a `message`, because it looks the same.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The type of the bot's callback: 4 message, 5 deferred, 6 deferred update, 7 update, 8, 9 modal.
    pub fn callback_type(&self) -> Option<u64> {
        self.callback_type
    }

    /// The interaction's id.
    pub fn interaction_id(&self) -> u64 {
        self.interaction
    }

    /// The message's id; modals have none.
    pub fn message_id(&self) -> Option<u64> {
        self.message_id
    }

    /// The message as it is now, `null` when there is none (any more).
    pub fn message(&self) -> Value {
        let world = self.shared.read();
        let message = self.message_id.and_then(|id| world.messages.get(&id));
        message
            .filter(|message| !message.deleted)
            .map_or(Value::Null, |message| world.message_json(message))
    }

    /// The JSON with which the bot last made or changed it, exactly as sent.
    pub fn sent(&self) -> Value {
        self.sent.clone()
    }

    /// The message's own text.
    pub fn content(&self) -> String {
        self.shown["content"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// All that can be read: content, embeds, labels, options; of a modal, its title and labels.
    pub fn text(&self) -> String {
        visible_text(if self.shown.is_null() {
            &self.sent
        } else {
            &self.shown
        })
    }

    /// Whether only the member sees it.
    pub fn is_ephemeral(&self) -> bool {
        self.shown["flags"].as_u64().unwrap_or(0) & crate::state::message::EPHEMERAL != 0
    }

    /// Whether the bot is still thinking.
    pub fn is_thinking(&self) -> bool {
        self.kind == "thinking"
    }

    /// The embeds.
    pub fn embeds(&self) -> Vec<Value> {
        self.shown["embeds"].as_array().cloned().unwrap_or_default()
    }

    /// The rows of components.
    pub fn components(&self) -> Vec<Value> {
        self.shown["components"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// The buttons, in order.
    pub fn buttons(&self) -> Vec<Button> {
        buttons(&self.components())
    }

    /// The values of all options of all selects, in order.
    pub fn option_values(&self) -> Vec<String> {
        option_values(&self.components())
    }

    /// The modal, `null` when this is none.
    pub fn modal(&self) -> Value {
        if self.kind == "modal" {
            self.sent.clone()
        } else {
            Value::Null
        }
    }

    /// The files.
    pub fn attachments(&self) -> Vec<Attachment> {
        self.files.clone()
    }

    /// The follow-ups that the interaction has by now.
    pub fn followups(&self) -> Vec<Self> {
        let world = self.shared.read();
        let ids = world.interactions[&self.interaction].followups.clone();
        let reply =
            |id| Self::snapshot(&self.shared, &world, self.interaction, "followup", Some(id));
        ids.into_iter().map(reply).collect()
    }

    /// The same answer, as it is now.
    #[must_use]
    pub fn refreshed(&self) -> Self {
        let world = self.shared.read();
        self.again(&world)
    }

    fn again(&self, world: &World) -> Self {
        let present = world.interactions[&self.interaction].present();
        let same = present.message == self.message_id || self.message_id.is_none();
        let (kind, message) = if same {
            (present.kind, present.message)
        } else {
            (self.kind, self.message_id)
        };
        Self::snapshot(&self.shared, world, self.interaction, kind, message)
    }

    /// Waits until the message has changed since this snapshot. Panics when that takes too long.
    pub async fn next_edit(&self) -> Self {
        let changed = |message: &&Message| message.version > self.version;
        self.wait("change the message", |world| {
            let message = self.message_id.and_then(|id| world.messages.get(&id));
            message.filter(changed).map(|_| self.again(world))
        })
        .await
    }

    /// Waits for the follow-up that comes after this snapshot. Panics when that takes too long. One that may have come
    /// before the snapshot was taken is found by [`Reply::followup`].
    pub async fn next_followup(&self) -> Self {
        self.followup(self.followups).await
    }

    /// Waits for a follow-up by its number, counted from 0, whether it has come or is still to come. Panics when that
    /// takes too long.
    pub async fn followup(&self, number: usize) -> Self {
        self.wait("follow up", |world| {
            let id = *world.interactions[&self.interaction]
                .followups
                .get(number)?;
            Some(Self::snapshot(
                &self.shared,
                world,
                self.interaction,
                "followup",
                Some(id),
            ))
        })
        .await
    }

    /// Waits until the answer looks as wanted. Panics when that takes too long.
    pub async fn wait_until(&self, mut wanted: impl FnMut(&Self) -> bool) -> Self {
        let limit = self.shared.read().config.wait;
        let mut changes = self.shared.changes();
        let found = async {
            loop {
                changes.mark_unchanged();
                let reply = self.refreshed();
                if wanted(&reply) || changes.changed().await.is_err() {
                    return reply;
                }
            }
        };
        let found = tokio::time::timeout(limit, found).await;
        found.unwrap_or_else(|_| self.give_up("make it as wanted", limit))
    }

    async fn wait(&self, what: &str, look: impl FnMut(&World) -> Option<Self>) -> Self {
        let limit = self.shared.read().config.wait;
        let found = self.shared.wait_for(limit, look).await;
        found.unwrap_or_else(|| self.give_up(what, limit))
    }

    fn give_up(&self, what: &str, limit: std::time::Duration) -> Self {
        let (now, hints) = (self.message(), self.shared.read().hints());
        panic!("the bot did not {what} within {limit:?}; now it is: {now}{hints}");
    }
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Reply({} {})", self.kind, self.sent)
    }
}

/// For snapshots: what it is, who sees it, and what the bot sent, without ids of the fake's own.
impl Serialize for Reply {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Reply", 4)?;
        fields.serialize_field("kind", self.kind)?;
        fields.serialize_field("ephemeral", &self.is_ephemeral())?;
        fields.serialize_field("message", &self.sent)?;
        let files: Vec<Value> = self.files.iter().map(|file| json!(file.filename)).collect();
        if files.is_empty() {
            fields.skip_field("files")?;
        } else {
            fields.serialize_field("files", &files)?;
        }
        fields.end()
    }
}
