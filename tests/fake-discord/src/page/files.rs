//! Files on the page: what a member picked for a command waits here until the command is sent, and what the bot
//! attached is served from the page's own address. Only pictures are shown; anything else is downloaded.

use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Desk;
use crate::OptionValue;
use crate::state::World;
use crate::state::message::{Message, StoredFile, content_type};

/// Discord's limit of one file.
pub(super) const FILE_BYTES_MAX: usize = 10 << 20;
/// How many picked files wait at once; the oldest go.
const UPLOADS_MAX: usize = 20;
const UPLOADS_BYTES_MAX: usize = 5 * FILE_BYTES_MAX;
const NAME_LENGTH_MAX: usize = 260;

/// A picture may be opened by its address: whatever is in it runs no script and loads nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const PICTURES: [&str; 5] = [
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/svg+xml",
];

/// The files that members picked.
#[derive(Default)]
pub(super) struct Uploads {
    kept: VecDeque<Upload>,
    made: u64,
}

struct Upload {
    id: u64,
    name: String,
    bytes: Vec<u8>,
}

pub(super) fn too_large() -> String {
    format!("a file has at most {} MiB", FILE_BYTES_MAX >> 20)
}

/// Keeps a file for the command that is being filled in.
pub(super) fn keep(desk: &Desk, name: &str, bytes: &[u8]) -> Result<u64, String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_LENGTH_MAX {
        return Err(format!(
            "a file's name has 1 to {NAME_LENGTH_MAX} characters"
        ));
    }
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(too_large());
    }
    let mut uploads = desk.uploads.lock().unwrap_or_else(PoisonError::into_inner);
    uploads.made += 1;
    let id = uploads.made;
    uploads.kept.push_back(Upload {
        id,
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    });
    let size = |kept: &VecDeque<Upload>| kept.iter().map(|file| file.bytes.len()).sum::<usize>();
    while uploads.kept.len() > UPLOADS_MAX || size(&uploads.kept) > UPLOADS_BYTES_MAX {
        uploads.kept.pop_front();
    }
    Ok(id)
}

/// A kept file as the value of an option.
pub(super) fn option(desk: &Desk, id: &str) -> Result<OptionValue, String> {
    let uploads = desk.uploads.lock().unwrap_or_else(PoisonError::into_inner);
    let found = uploads.kept.iter().find(|file| file.id.to_string() == id);
    let file = found.ok_or("the file is not there any more: pick it again")?;
    Ok(crate::attachment(file.bytes.clone(), &file.name))
}

/// A file of a message, or one that a member sent with a command.
pub(super) async fn serve(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<u64>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let found = {
        let world = desk.shared.read();
        let shown = world.messages.values().filter(|message| !message.deleted);
        let mut files = shown
            .flat_map(|message| &message.files)
            .chain(&world.uploads);
        files.find(|file| file.id == id).cloned()
    };
    let Some(file) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = kind(&file);
    let disposition = if is_picture(kind) {
        "inline"
    } else {
        "attachment"
    };
    let disposition = format!(
        "{disposition}; filename*=UTF-8''{}",
        encoded(&file.filename)
    );
    let text = |text: &str| {
        HeaderValue::from_str(text)
            .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"))
    };
    let headers = [
        (header::CONTENT_TYPE, text(kind)),
        (header::CONTENT_DISPOSITION, text(&disposition)),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, file.bytes.as_ref().clone()).into_response()
}

/// What the file is: as the bot said, else by its name, as Discord does.
fn kind(file: &StoredFile) -> &str {
    match file.content_type.as_str() {
        "" | "application/octet-stream" => content_type(&file.filename),
        told => told,
    }
}

fn is_picture(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    PICTURES.contains(&kind)
}

fn encoded(name: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    name.bytes().map(letter).collect()
}

/// The message as JSON, its files addressed on the page. A file that an embed shows is not listed once more.
pub(super) fn message_json(world: &World, message: &Message) -> Value {
    let mut json = world.message_json(message);
    let mut in_embeds = Vec::new();
    for embed in json["embeds"].as_array_mut().into_iter().flatten() {
        for (part, key) in [
            ("image", "url"),
            ("thumbnail", "url"),
            ("author", "icon_url"),
            ("footer", "icon_url"),
        ] {
            let file = message
                .files
                .iter()
                .find(|file| embed[part][key] == world.file_url(message.channel, file));
            if let Some(file) = file {
                embed[part][key] = json!(address(file));
                embed[part]["description"] = json!(file.description);
                in_embeds.push(file.id);
            }
        }
    }
    let files = message
        .files
        .iter()
        .filter(|file| !in_embeds.contains(&file.id));
    let files = files.map(|file| {
        json!({
            "filename": file.filename, "size": file.bytes.len(), "description": file.description,
            "url": address(file), "picture": is_picture(kind(file)),
        })
    });
    json["attachments"] = files.collect();
    json
}

fn address(file: &StoredFile) -> String {
    format!("/files/{}", file.id)
}
