//! Messages as Discord keeps them: what a payload makes of one, what an edit changes, and how it is
//! shown. Limits are checked before (see `validate`); here only an empty result is refused.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::error::ApiError;
use crate::ids::{APPLICATION, BOT_USER, GUILD, Kind};
use crate::state::World;
use crate::state::session::{INTENT_DIRECT_MESSAGES, INTENT_MESSAGES};

/// Only the one who caused it sees the message.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
/// "The bot is thinking".
pub(crate) const LOADING: u64 = 1 << 7;
/// Flags that a bot may set on what it sends: no embeds, ephemeral, silent.
pub(crate) const SETTABLE: u64 = 1 << 2 | EPHEMERAL | 1 << 12;

/// A file as uploaded.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    /// The `n` of `files[n]`.
    pub(crate) index: Option<u64>,
    pub(crate) filename: String,
    pub(crate) content_type: String,
    pub(crate) bytes: Arc<Vec<u8>>,
}

/// A file as kept.
#[derive(Clone, Debug)]
pub(crate) struct StoredFile {
    pub(crate) id: u64,
    pub(crate) filename: String,
    pub(crate) content_type: String,
    pub(crate) description: Option<String>,
    pub(crate) bytes: Arc<Vec<u8>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: u64,
    pub(crate) channel: u64,
    pub(crate) author: u64,
    /// 0 plain, 20 answer to a slash command, 23 to a context menu command.
    pub(crate) kind: u8,
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) files: Vec<StoredFile>,
    pub(crate) flags: u64,
    pub(crate) allowed_mentions: Option<Value>,
    pub(crate) nonce: Option<Value>,
    pub(crate) reference: Option<Value>,
    pub(crate) timestamp: String,
    /// How old the fake was when it was made.
    pub(crate) made_at: Duration,
    pub(crate) edited: Option<String>,
    /// The interaction that it answers or follows up.
    pub(crate) interaction: Option<u64>,
    /// The first answer's message, of a follow-up.
    pub(crate) follows: Option<u64>,
    /// Grows with every change, deletion included.
    pub(crate) version: u64,
    pub(crate) deleted: bool,
    /// The JSON that last made or changed it, as the bot sent it.
    pub(crate) sent: Value,
}

/// Where a new message goes and what it answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft {
    pub(crate) channel: u64,
    pub(crate) author: u64,
    pub(crate) kind: u8,
    pub(crate) interaction: Option<u64>,
    pub(crate) follows: Option<u64>,
}

impl Message {
    pub(crate) fn is_ephemeral(&self) -> bool {
        self.flags & EPHEMERAL != 0
    }

    pub(crate) fn is_thinking(&self) -> bool {
        self.flags & LOADING != 0
    }

    fn is_empty(&self) -> bool {
        let blank = self.content.trim().is_empty();
        blank && self.embeds.is_empty() && self.files.is_empty() && self.components.is_empty()
    }
}

impl World {
    /// Whether this user sees the message: a direct one is for its recipient, an ephemeral one for whoever caused it.
    pub(crate) fn sees(&self, user: u64, message: &Message) -> bool {
        let channel = self.guild.channels.get(&message.channel);
        let recipient = channel.and_then(|channel| channel.recipient);
        if recipient.is_some_and(|recipient| recipient != user) {
            return false;
        }
        let cause = message
            .interaction
            .and_then(|id| self.interactions.get(&id));
        !message.is_ephemeral() || cause.is_some_and(|interaction| interaction.user == user)
    }

    /// A new message, empty so far and not yet listed anywhere.
    pub(crate) fn draft(&mut self, draft: Draft) -> Message {
        Message {
            id: self.ids.next(Kind::Message),
            channel: draft.channel,
            author: draft.author,
            kind: draft.kind,
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            files: Vec::new(),
            flags: 0,
            allowed_mentions: None,
            nonce: None,
            reference: None,
            timestamp: self.timestamp(),
            made_at: self.age(),
            edited: None,
            interaction: draft.interaction,
            follows: draft.follows,
            version: 1,
            deleted: false,
            sent: Value::Null,
        }
    }

    /// Makes a message of a payload; refuses one that would be empty.
    pub(crate) fn post(
        &mut self,
        draft: Draft,
        payload: &Value,
        files: &[Upload],
    ) -> Result<u64, ApiError> {
        let mut message = self.draft(draft);
        message.flags = payload["flags"].as_u64().unwrap_or(0) & SETTABLE;
        self.apply(&mut message, payload, files);
        if message.is_empty() {
            return Err(ApiError::empty_message().violating());
        }
        let id = message.id;
        let ephemeral = message.is_ephemeral();
        self.messages.insert(id, message);
        if !ephemeral {
            self.announce_message("MESSAGE_CREATE", id);
        }
        Ok(id)
    }

    /// Changes a message by a payload; refuses to leave it empty.
    pub(crate) fn edit(
        &mut self,
        id: u64,
        payload: &Value,
        files: &[Upload],
    ) -> Result<(), ApiError> {
        let known = self.messages.get(&id).filter(|message| !message.deleted);
        let mut message = known.cloned().ok_or_else(ApiError::unknown_message)?;
        self.apply(&mut message, payload, files);
        if message.is_empty() {
            return Err(ApiError::empty_message().violating());
        }
        if !message.is_thinking() {
            message.edited = Some(self.timestamp());
        }
        message.flags &= !LOADING;
        message.version += 1;
        let ephemeral = message.is_ephemeral();
        self.messages.insert(id, message);
        if !ephemeral {
            self.announce_message("MESSAGE_UPDATE", id);
        }
        Ok(())
    }

    pub(crate) fn delete_message(&mut self, id: u64) -> Result<(), ApiError> {
        let known = self
            .messages
            .get_mut(&id)
            .filter(|message| !message.deleted);
        let message = known.ok_or_else(ApiError::unknown_message)?;
        message.deleted = true;
        message.version += 1;
        Ok(())
    }

    /// Takes over every key that the payload has.
    fn apply(&mut self, message: &mut Message, payload: &Value, files: &[Upload]) {
        message.sent = payload.clone();
        if let Some(content) = payload.get("content") {
            content
                .as_str()
                .unwrap_or_default()
                .clone_into(&mut message.content);
        }
        if let Some(allowed) = payload
            .get("allowed_mentions")
            .filter(|allowed| !allowed.is_null())
        {
            message.allowed_mentions = Some(allowed.clone());
        }
        if let Some(nonce) = payload.get("nonce").filter(|nonce| !nonce.is_null()) {
            message.nonce = Some(nonce.clone());
        }
        if let Some(reference) = payload["message_reference"].as_object() {
            let mut reference = reference.clone();
            reference.remove("fail_if_not_exists");
            message.reference = Some(Value::Object(reference));
        }
        self.apply_files(message, payload, files);
        if let Some(embeds) = payload.get("embeds") {
            let embeds = embeds.as_array().cloned().unwrap_or_default();
            message.embeds = embeds
                .iter()
                .map(|embed| self.shown_embed(message, embed))
                .collect();
        }
        if let Some(components) = payload.get("components") {
            message.components = numbered_components(components);
        }
    }

    /// Uploaded files are added; an `attachments` list says which of the old ones stay.
    fn apply_files(&mut self, message: &mut Message, payload: &Value, files: &[Upload]) {
        let listed = payload["attachments"].as_array();
        if let Some(listed) = listed {
            let kept = |file: &StoredFile| listed.iter().any(|entry| id_of(entry) == Some(file.id));
            message.files.retain(kept);
        }
        for upload in files {
            let entry =
                listed.and_then(|listed| listed.iter().find(|entry| id_of(entry) == upload.index));
            let text = |key: &str| {
                entry
                    .and_then(|entry| entry[key].as_str())
                    .map(str::to_owned)
            };
            message.files.push(StoredFile {
                id: self.ids.next(Kind::Attachment),
                filename: text("filename").unwrap_or_else(|| upload.filename.clone()),
                content_type: upload.content_type.clone(),
                description: text("description"),
                bytes: Arc::clone(&upload.bytes),
            });
        }
    }

    /// An embed as Discord returns it: typed, with `attachment://` turned into an address.
    fn shown_embed(&self, message: &Message, embed: &Value) -> Value {
        let mut embed = embed.clone();
        strip_nulls(&mut embed);
        embed["type"] = json!("rich");
        for part in ["image", "thumbnail", "author", "footer"] {
            for key in ["url", "icon_url"] {
                let name = embed[part][key]
                    .as_str()
                    .and_then(|url| url.strip_prefix("attachment://"));
                let file = name.and_then(|name| message.files.iter().find(|f| f.filename == name));
                if let Some(file) = file {
                    embed[part][key] = json!(self.file_url(message.channel, file));
                }
            }
        }
        embed
    }

    pub(crate) fn file_url(&self, channel: u64, file: &StoredFile) -> String {
        format!(
            "{}/attachments/{channel}/{}/{}",
            self.base_url, file.id, file.filename
        )
    }

    pub(crate) fn file_json(&self, message: &Message, file: &StoredFile) -> Value {
        let url = self.file_url(message.channel, file);
        let mut json = json!({
            "id": file.id.to_string(),
            "filename": file.filename,
            "size": file.bytes.len(),
            "url": url,
            "proxy_url": url,
            "content_type": file.content_type,
        });
        if let Some(description) = &file.description {
            json["description"] = json!(description);
        }
        if message.is_ephemeral() {
            json["ephemeral"] = json!(true);
        }
        json
    }

    /// The message as the API and the gateway show it.
    pub(crate) fn message_json(&self, message: &Message) -> Value {
        let mentions = self.mentions(message);
        let files: Vec<Value> = message
            .files
            .iter()
            .map(|file| self.file_json(message, file))
            .collect();
        let mut json = json!({
            "id": message.id.to_string(),
            "channel_id": message.channel.to_string(),
            "type": message.kind,
            "author": self.user_json(message.author),
            "content": message.content,
            "timestamp": message.timestamp,
            "edited_timestamp": message.edited,
            "tts": false,
            "mention_everyone": mentions.everyone,
            "mentions": mentions.users.iter().map(|id| self.user_json(*id)).collect::<Vec<_>>(),
            "mention_roles": mentions.roles,
            "attachments": files,
            "embeds": message.embeds,
            "components": message.components,
            "pinned": false,
            "flags": message.flags,
        });
        if let Some(nonce) = &message.nonce {
            json["nonce"] = nonce.clone();
        }
        if let Some(reference) = &message.reference {
            json["message_reference"] = reference.clone();
            json["type"] = json!(19);
        }
        if message.author == BOT_USER {
            json["application_id"] = json!(APPLICATION.to_string());
        }
        if let Some(interaction) = message
            .interaction
            .and_then(|id| self.interactions.get(&id))
        {
            json["webhook_id"] = json!(APPLICATION.to_string());
            json["interaction_metadata"] = self.metadata_json(interaction, message.follows);
        }
        json
    }

    fn announce_message(&mut self, event: &str, id: u64) {
        let message = &self.messages[&id];
        let direct = self.guild.is_direct(message.channel);
        let (author, mut data) = (message.author, self.message_json(message));
        let intent = if direct {
            INTENT_DIRECT_MESSAGES
        } else {
            INTENT_MESSAGES
        };
        if !direct {
            data["guild_id"] = json!(GUILD.to_string());
            data["member"] = self.partial_member_json(author);
        }
        self.dispatch(event, intent, &data);
    }
}

/// The MIME type that a file's name suggests.
pub(crate) fn content_type(filename: &str) -> &'static str {
    let ending = filename.rsplit('.').next().unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The id of an `attachments` entry: a number or a string of digits.
pub(crate) fn id_of(entry: &Value) -> Option<u64> {
    let id = &entry["id"];
    id.as_u64().or_else(|| id.as_str()?.parse().ok())
}

/// Discord leaves out what was sent as null.
fn strip_nulls(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|_, value| !value.is_null());
            object.values_mut().for_each(strip_nulls);
        }
        Value::Array(list) => list.iter_mut().for_each(strip_nulls),
        _ => {}
    }
}

/// Discord numbers the components of a message that did not number theirs, and fills in defaults.
fn numbered_components(components: &Value) -> Vec<Value> {
    fn visit(component: &mut Map<String, Value>, next: &mut u64) {
        component.entry("id").or_insert_with(|| {
            *next += 1;
            json!(*next)
        });
        if component
            .get("type")
            .and_then(Value::as_u64)
            .is_some_and(|kind| matches!(kind, 3 | 5..=8))
        {
            component.entry("min_values").or_insert(json!(1));
            component.entry("max_values").or_insert(json!(1));
        }
        let inner = component
            .get_mut("components")
            .and_then(Value::as_array_mut);
        for component in inner.into_iter().flatten().filter_map(Value::as_object_mut) {
            visit(component, next);
        }
    }
    let mut components = components.clone();
    strip_nulls(&mut components);
    let mut next = 0;
    for row in components
        .as_array_mut()
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        visit(row, &mut next);
    }
    components.as_array().cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_numbered_and_nulls_dropped() {
        let sent = json!([{ "type": 1, "components": [{ "type": 3, "custom_id": "x", "placeholder": null }] }]);
        assert_eq!(
            numbered_components(&sent),
            [json!({ "id": 1, "type": 1, "components": [
                { "id": 2, "type": 3, "custom_id": "x", "min_values": 1, "max_values": 1 }] })]
        );
    }
}
