//! Messages, in all the places a bot sends them from: content, embeds, files, mentions. Whether the
//! result would be empty is for the state to say, because an edit depends on what was there before.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::component::{self, ROW};
use super::{Checker, Key, Rule, Shape, may, must, nothing_else};
use crate::error::ApiError;
use crate::state::message::{EPHEMERAL, SETTABLE, StoredFile, Upload, id_of};

/// The largest file.
const FILE_MAX: usize = 10 << 20;
/// All files of a request together.
const FILES_MAX: usize = 25 << 20;
/// The text of all embeds of a message together.
const EMBEDS_TEXT_MAX: usize = 6000;

const EMBED_FIELD: Shape = Shape {
    keys: &[
        must("name", Rule::Text(1, 256)),
        must("value", Rule::Text(1, 1024)),
        may("inline", Rule::Bool),
    ],
    also: nothing_else,
};

const EMBED_PICTURE: Shape = Shape {
    keys: &[
        must("url", Rule::Url),
        may("proxy_url", Rule::Url),
        may("height", Rule::Int(0, i64::MAX)),
        may("width", Rule::Int(0, i64::MAX)),
    ],
    also: nothing_else,
};

const EMBED_FOOTER: Shape = Shape {
    keys: &[
        must("text", Rule::Text(1, 2048)),
        may("icon_url", Rule::Url),
        may("proxy_icon_url", Rule::Url),
    ],
    also: nothing_else,
};

const EMBED_AUTHOR: Shape = Shape {
    keys: &[
        must("name", Rule::Text(1, 256)),
        may("url", Rule::Url),
        may("icon_url", Rule::Url),
        may("proxy_icon_url", Rule::Url),
    ],
    also: nothing_else,
};

const EMBED: Shape = Shape {
    keys: &[
        may("title", Rule::Text(0, 256)),
        may("type", Rule::Text(1, 20)),
        may("description", Rule::Text(0, 4096)),
        may("url", Rule::Url),
        may("timestamp", Rule::Timestamp),
        may("color", Rule::Int(0, 0xFF_FFFF)),
        may("footer", Rule::Object(&EMBED_FOOTER)),
        may("image", Rule::Object(&EMBED_PICTURE)),
        may("thumbnail", Rule::Object(&EMBED_PICTURE)),
        may("author", Rule::Object(&EMBED_AUTHOR)),
        may("fields", Rule::List(0, 25, &Rule::Object(&EMBED_FIELD))),
    ],
    also: embed_says_something,
};

fn embed_says_something(checker: &mut Checker, embed: &Map<String, Value>) {
    let shows = [
        "title",
        "description",
        "image",
        "thumbnail",
        "author",
        "footer",
        "fields",
    ];
    let has = |key: &&str| match embed.get(*key) {
        None | Some(Value::Null) => false,
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(_) => true,
    };
    if !shows.iter().any(has) {
        checker.at("description", Checker::required);
    }
}

const ALLOWED_MENTIONS: Shape = Shape {
    keys: &[
        may("parse", Rule::List(0, 3, &Rule::Check(mention_kind))),
        may("users", Rule::List(0, 100, &Rule::Snowflake)),
        may("roles", Rule::List(0, 100, &Rule::Snowflake)),
        may("replied_user", Rule::Bool),
    ],
    also: mentions_do_not_overlap,
};

fn mention_kind(checker: &mut Checker, value: &Value) {
    if !["users", "roles", "everyone"]
        .iter()
        .any(|kind| value == kind)
    {
        checker.problem(
            "BASE_TYPE_CHOICES",
            "Value must be one of users, roles, everyone.",
        );
    }
}

fn mentions_do_not_overlap(checker: &mut Checker, mentions: &Map<String, Value>) {
    for kind in ["users", "roles"] {
        let parsed = mentions.get("parse").and_then(Value::as_array);
        let parsed = parsed.is_some_and(|parse| parse.iter().any(|value| value == kind));
        let listed = mentions.get(kind).and_then(Value::as_array);
        if parsed && listed.is_some_and(|listed| !listed.is_empty()) {
            let message =
                format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            checker.problem("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
    }
}

const ATTACHMENT: Shape = Shape {
    keys: &[
        must("id", Rule::Snowflake),
        may("filename", Rule::Text(1, 1024)),
        may("title", Rule::Text(0, 1024)),
        may("description", Rule::Text(0, 1024)),
        may("is_remix", Rule::Bool),
    ],
    also: nothing_else,
};

const REFERENCE: Shape = Shape {
    keys: &[
        may("type", Rule::OneOf(&[0])),
        must("message_id", Rule::Snowflake),
        may("channel_id", Rule::Snowflake),
        may("guild_id", Rule::Snowflake),
        may("fail_if_not_exists", Rule::Bool),
    ],
    also: nothing_else,
};

const CONTENT: Key = may("content", Rule::Text(0, 2000));
const EMBEDS: Key = may("embeds", Rule::List(0, 10, &Rule::Object(&EMBED)));
const MENTIONS: Key = may("allowed_mentions", Rule::Object(&ALLOWED_MENTIONS));
const COMPONENTS: Key = may("components", Rule::List(0, 5, &Rule::Object(&ROW)));
const ATTACHMENTS: Key = may("attachments", Rule::List(0, 10, &Rule::Object(&ATTACHMENT)));
const FLAGS: Key = may("flags", Rule::Int(0, i64::MAX));
const TTS: Key = may("tts", Rule::Bool);

/// A message in a channel.
const CHANNEL_MESSAGE: Shape = Shape {
    keys: &[
        CONTENT,
        EMBEDS,
        MENTIONS,
        COMPONENTS,
        ATTACHMENTS,
        FLAGS,
        TTS,
        may("nonce", Rule::Check(nonce)),
        may("enforce_nonce", Rule::Bool),
        may("message_reference", Rule::Object(&REFERENCE)),
        may("sticker_ids", Rule::List(0, 0, &Rule::Snowflake)),
    ],
    also: nothing_else,
};

/// An answer to an interaction or a follow-up.
const ANSWER: Shape = Shape {
    keys: &[
        CONTENT,
        EMBEDS,
        MENTIONS,
        COMPONENTS,
        ATTACHMENTS,
        FLAGS,
        TTS,
    ],
    also: nothing_else,
};

/// A change of a message.
const EDIT: Shape = Shape {
    keys: &[CONTENT, EMBEDS, MENTIONS, COMPONENTS, ATTACHMENTS, FLAGS],
    also: nothing_else,
};

/// The data of a deferral: only the flags mean something.
const DEFERRAL: Shape = Shape {
    keys: &[
        FLAGS,
        may("content", Rule::Check(unused)),
        may("embeds", Rule::Check(unused)),
        MENTIONS,
        may("components", Rule::Check(unused)),
        may("attachments", Rule::Check(unused)),
        may("tts", Rule::Check(unused)),
    ],
    also: nothing_else,
};

/// Libraries send what a message has, empty; anything in it would be lost without a word.
fn unused(checker: &mut Checker, value: &Value) {
    let empty = match value {
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Bool(truth) => !truth,
        _ => false,
    };
    if !empty {
        checker.problem(
            "FAKE_DEFERRAL_DATA",
            "A deferral takes only the ephemeral flag.",
        );
    }
}

fn nonce(checker: &mut Checker, value: &Value) {
    if !value.is_i64() && !value.is_u64() {
        checker.rule(value, &Rule::Text(0, 25));
    }
}

/// Where a message payload comes from; each place has its own keys and flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Channel,
    Answer,
    Edit,
}

/// What a message payload is checked against.
pub(crate) struct Context<'a> {
    pub(crate) place: Place,
    pub(crate) uploads: &'a [Upload],
    /// Files of the message that is edited.
    pub(crate) kept: &'a [StoredFile],
}

/// Checks a message payload with its files.
pub(crate) fn message(payload: &Value, context: &Context<'_>) -> Result<(), ApiError> {
    let mut checker = Checker::default();
    check_message(&mut checker, payload, context);
    checker.finish()
}

/// Checks a message payload that is part of something larger.
pub(crate) fn check_message(checker: &mut Checker, payload: &Value, context: &Context<'_>) {
    let shape = match context.place {
        Place::Channel => &CHANNEL_MESSAGE,
        Place::Answer => &ANSWER,
        Place::Edit => &EDIT,
    };
    checker.object(payload, shape);
    check_flags(checker, payload, context.place);
    check_embeds_text(checker, payload);
    component::check_unique_ids(checker, payload);
    check_files(checker, payload, context);
}

/// Checks the data of a deferred answer: nothing but the ephemeral flag.
pub(crate) fn check_deferral(checker: &mut Checker, data: &Value) {
    if !data.is_null() {
        checker.object(data, &DEFERRAL);
        check_flags(checker, data, Place::Answer);
    }
}

fn check_flags(checker: &mut Checker, payload: &Value, place: Place) {
    let allowed = if place == Place::Answer {
        SETTABLE
    } else {
        SETTABLE & !EPHEMERAL
    };
    let unknown = payload["flags"].as_u64().unwrap_or(0) & !allowed;
    if unknown != 0 {
        checker.at("flags", |checker| {
            let message = format!("The fake does not accept the flags {unknown:#b} here.");
            checker.problem("FAKE_UNSUPPORTED_FLAGS", message);
        });
    }
}

fn check_embeds_text(checker: &mut Checker, payload: &Value) {
    let count = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    let mut total = 0;
    for embed in payload["embeds"].as_array().into_iter().flatten() {
        total += count(&embed["title"]) + count(&embed["description"]);
        total += count(&embed["footer"]["text"]) + count(&embed["author"]["name"]);
        for field in embed["fields"].as_array().into_iter().flatten() {
            total += count(&field["name"]) + count(&field["value"]);
        }
    }
    if total > EMBEDS_TEXT_MAX {
        checker.at("embeds", |checker| {
            let message = format!("Embed size exceeds maximum size of {EMBEDS_TEXT_MAX}");
            checker.problem("MAX_EMBED_SIZE_EXCEEDED", message);
        });
    }
}

fn check_files(checker: &mut Checker, payload: &Value, context: &Context<'_>) {
    let uploads = context.uploads;
    checker.length(uploads.len(), 0, 10);
    if uploads.iter().any(|file| file.bytes.len() > FILE_MAX)
        || uploads.iter().map(|file| file.bytes.len()).sum::<usize>() > FILES_MAX
    {
        checker.problem(
            "FAKE_FILE_TOO_LARGE",
            "A file may have 10 MiB, all together 25 MiB.",
        );
    }
    let mut listed = BTreeSet::new();
    for (index, entry) in payload["attachments"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        let Some(id) = id_of(entry) else { continue };
        let known = uploads.iter().any(|file| file.index == Some(id))
            || context.kept.iter().any(|file| file.id == id);
        if !known || !listed.insert(id) {
            checker.at("attachments", |checker| {
                checker.at(index, |checker| {
                    let message = format!("Attachment data not found, or listed twice: {id}");
                    checker.problem("ATTACHMENT_NOT_FOUND", message);
                });
            });
        }
    }
    check_attachment_urls(checker, payload, context);
}

/// `attachment://name` must name a file that is there.
fn check_attachment_urls(checker: &mut Checker, payload: &Value, context: &Context<'_>) {
    let mut names: BTreeSet<String> = context
        .kept
        .iter()
        .map(|file| file.filename.clone())
        .collect();
    for upload in context.uploads {
        let entries = payload["attachments"].as_array().into_iter().flatten();
        let renamed = entries
            .filter(|entry| id_of(entry) == upload.index)
            .find_map(|entry| entry["filename"].as_str());
        names.insert(renamed.unwrap_or(&upload.filename).to_owned());
    }
    for (index, embed) in payload["embeds"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        for (part, key) in [
            ("image", "url"),
            ("thumbnail", "url"),
            ("footer", "icon_url"),
            ("author", "icon_url"),
        ] {
            let url = embed[part][key].as_str().unwrap_or_default();
            let missing = url
                .strip_prefix("attachment://")
                .filter(|name| !names.contains(*name));
            if let Some(name) = missing {
                checker.at(format!("embeds/{index}/{part}"), |checker| {
                    checker.problem(
                        "FAKE_NO_SUCH_FILE",
                        format!("No file named {name:?} is attached."),
                    );
                });
            }
        }
    }
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
