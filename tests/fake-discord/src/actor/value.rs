//! Values of command options: what may be given, and how Discord sends it.

use serde_json::{Value, json};

use super::member::Member;
use crate::state::World;

/// A role as an option's value.
#[derive(Clone, Copy, Debug)]
pub struct RoleId(pub u64);
/// A channel as an option's value.
#[derive(Clone, Copy, Debug)]
pub struct ChannelId(pub u64);
/// A user as an option's value, also one who is not a member.
#[derive(Clone, Copy, Debug)]
pub struct UserId(pub u64);

/// What a user puts into an option.
#[derive(Clone, Debug)]
pub enum OptionValue {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A user.
    User(u64),
    /// A role.
    Role(u64),
    /// A channel.
    Channel(u64),
    /// A file.
    Attachment {
        /// Its name.
        filename: String,
        /// Its content.
        bytes: Vec<u8>,
    },
}

/// A file as an option's value.
pub fn attachment(bytes: impl Into<Vec<u8>>, filename: &str) -> OptionValue {
    OptionValue::Attachment {
        filename: filename.to_owned(),
        bytes: bytes.into(),
    }
}

macro_rules! from {
    ($($from:ty => $value:ident => $into:expr;)*) => {
        $(impl From<$from> for OptionValue {
            fn from($value: $from) -> Self {
                $into
            }
        })*
    };
}

from! {
    &str => value => Self::Text(value.to_owned());
    String => value => Self::Text(value);
    &String => value => Self::Text(value.clone());
    i32 => value => Self::Integer(i64::from(value));
    u32 => value => Self::Integer(i64::from(value));
    i64 => value => Self::Integer(value);
    f64 => value => Self::Number(value);
    bool => value => Self::Boolean(value);
    &Member => value => Self::User(value.id());
    Member => value => Self::User(value.id());
    UserId => value => Self::User(value.0);
    RoleId => value => Self::Role(value.0);
    ChannelId => value => Self::Channel(value.0);
}

impl OptionValue {
    /// The option types that this value fits, the most natural first.
    pub(crate) fn kinds(&self) -> &'static [u64] {
        match self {
            Self::Text(_) => &[3],
            Self::Integer(_) => &[4, 10],
            Self::Number(_) => &[10],
            Self::Boolean(_) => &[5],
            Self::User(_) => &[6, 9],
            Self::Role(_) => &[8, 9],
            Self::Channel(_) => &[7],
            Self::Attachment { .. } => &[11],
        }
    }
}

/// Collects the ids that an interaction's `resolved` has to explain.
#[derive(Default)]
pub(crate) struct Resolved {
    users: Vec<u64>,
    roles: Vec<u64>,
    channels: Vec<u64>,
    attachments: Vec<u64>,
}

impl Resolved {
    /// The value as sent, noting what it refers to.
    pub(crate) fn send(&mut self, world: &mut World, value: &OptionValue) -> Value {
        let (ids, id) = match value {
            OptionValue::Text(text) => return json!(text),
            OptionValue::Integer(number) => return json!(number),
            OptionValue::Number(number) => return json!(number),
            OptionValue::Boolean(truth) => return json!(truth),
            OptionValue::User(id) => (&mut self.users, *id),
            OptionValue::Role(id) => (&mut self.roles, *id),
            OptionValue::Channel(id) => (&mut self.channels, *id),
            OptionValue::Attachment { filename, bytes } => {
                (&mut self.attachments, world.upload(filename, bytes))
            }
        };
        ids.push(id);
        json!(id.to_string())
    }

    pub(crate) fn user(&mut self, id: u64) {
        self.users.push(id);
    }

    pub(crate) fn into_json(self, world: &World, channel: u64) -> Value {
        let mut resolved = world.resolve(&self.users, &self.roles, &self.channels);
        let files = world
            .uploads
            .iter()
            .filter(|file| self.attachments.contains(&file.id));
        let files: serde_json::Map<String, Value> = files
            .map(|file| {
                let url = world.file_url(channel, file);
                let json = json!({
                    "id": file.id.to_string(), "filename": file.filename, "size": file.bytes.len(),
                    "url": url, "proxy_url": url, "content_type": file.content_type, "ephemeral": true,
                });
                (file.id.to_string(), json)
            })
            .collect();
        if !files.is_empty() {
            resolved.insert("attachments".to_owned(), Value::Object(files));
        }
        Value::Object(resolved)
    }
}
