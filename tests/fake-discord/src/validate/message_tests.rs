use std::sync::Arc;

use super::*;
use serde_json::json;

fn upload(index: u64, size: usize) -> Upload {
    Upload {
        index: Some(index),
        filename: format!("file{index}.png"),
        content_type: "image/png".to_owned(),
        bytes: Arc::new(vec![0; size]),
    }
}

fn refused(payload: &Value, place: Place, uploads: &[Upload]) -> Option<String> {
    let context = Context {
        place,
        uploads,
        kept: &[],
    };
    message(payload, &context)
        .err()
        .map(|error| error.body()["errors"].to_string())
}

fn button(change: impl FnOnce(&mut Value)) -> Value {
    let mut button = json!({ "type": 2, "style": 1, "custom_id": "a", "label": "A" });
    change(&mut button);
    rows(vec![vec![button]])
}

fn select(change: impl FnOnce(&mut Value)) -> Value {
    let mut select =
        json!({ "type": 3, "custom_id": "s", "options": [{ "label": "A", "value": "a" }] });
    change(&mut select);
    rows(vec![vec![select]])
}

fn rows(rows: Vec<Vec<Value>>) -> Value {
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|items| json!({ "type": 1, "components": items }))
        .collect();
    json!({ "components": rows })
}

fn plain(id: usize) -> Value {
    json!({ "type": 2, "style": 2, "custom_id": format!("b{id}"), "label": "B" })
}

fn options(count: usize) -> Value {
    (0..count)
        .map(|id| json!({ "label": "L", "value": format!("v{id}") }))
        .collect()
}

#[allow(clippy::needless_pass_by_value, reason = "json! literals")]
fn embed(embed: Value) -> Value {
    json!({ "embeds": [embed] })
}

fn fields(count: usize, name: usize, value: usize) -> Value {
    let field = json!({ "name": "n".repeat(name), "value": "v".repeat(value) });
    embed(json!({ "fields": vec![field; count] }))
}

/// Every limit at its edge: the payload, and what the refusal must name (`None`: accepted).
#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn limits() {
    let long = |count: usize| "x".repeat(count);
    let table: Vec<(Value, Option<&str>)> = vec![
        (json!({ "content": long(2000) }), None),
        (json!({ "content": long(2001) }), Some("content")),
        (json!({ "content": 5 }), Some("content")),
        (json!({ "contents": "x" }), Some("FAKE_UNKNOWN_KEY")),
        (embed(json!({ "title": long(256) })), None),
        (embed(json!({ "title": long(257) })), Some("title")),
        (embed(json!({ "description": long(4096) })), None),
        (
            embed(json!({ "description": long(4097) })),
            Some("description"),
        ),
        (embed(json!({ "title": " " })), Some("BASE_TYPE_REQUIRED")),
        (
            embed(json!({ "title": "t", "colour": 5 })),
            Some("FAKE_UNKNOWN_KEY"),
        ),
        (
            embed(json!({ "title": "t", "color": 0x1_000_000 })),
            Some("color"),
        ),
        (
            embed(json!({ "title": "t", "timestamp": "now" })),
            Some("timestamp"),
        ),
        (embed(json!({ "title": "t", "url": "no" })), Some("url")),
        (
            embed(json!({ "title": "t", "author": { "name": long(256) } })),
            None,
        ),
        (
            embed(json!({ "title": "t", "author": { "name": long(257) } })),
            Some("author"),
        ),
        (
            embed(json!({ "title": "t", "footer": { "text": long(2048) } })),
            None,
        ),
        (
            embed(json!({ "title": "t", "footer": { "text": long(2049) } })),
            Some("footer"),
        ),
        (embed(json!({ "title": "t", "footer": {} })), Some("footer")),
        (fields(25, 1, 1), None),
        (fields(26, 1, 1), Some("fields")),
        (fields(1, 256, 1024), None),
        (fields(1, 257, 1), Some("name")),
        (fields(1, 0, 1), Some("name")),
        (fields(1, 1, 1025), Some("value")),
        (fields(1, 1, 0), Some("value")),
        (json!({ "embeds": vec![json!({ "title": "t" }); 10] }), None),
        (
            json!({ "embeds": vec![json!({ "title": "t" }); 11] }),
            Some("embeds"),
        ),
        (
            json!({ "embeds": vec![json!({ "description": long(3000) }); 2] }),
            None,
        ),
        (
            json!({ "embeds": [{ "description": long(3000) }, { "description": long(2999), "footer": { "text": "12" } }] }),
            Some("MAX_EMBED_SIZE_EXCEEDED"),
        ),
        (
            embed(json!({ "image": { "url": "attachment://none.png" } })),
            Some("FAKE_NO_SUCH_FILE"),
        ),
        (json!({ "allowed_mentions": { "parse": [] } }), None),
        (
            json!({ "allowed_mentions": { "parse": ["user"] } }),
            Some("parse"),
        ),
        (
            json!({ "allowed_mentions": { "parse": ["users"], "users": ["1"] } }),
            Some("EXCLUSIVE"),
        ),
        (
            json!({ "allowed_mentions": { "users": vec!["1"; 101] } }),
            Some("users"),
        ),
        (button(|_| {}), None),
        (button(|b| b["custom_id"] = json!(long(100))), None),
        (
            button(|b| b["custom_id"] = json!(long(101))),
            Some("custom_id"),
        ),
        (button(|b| b["custom_id"] = json!("")), Some("custom_id")),
        (button(|b| b["custom_id"] = Value::Null), Some("custom_id")),
        (button(|b| b["label"] = json!(long(80))), None),
        (button(|b| b["label"] = json!(long(81))), Some("label")),
        (button(|b| b["label"] = Value::Null), Some("LABEL_OR_EMOJI")),
        (button(|b| b["style"] = json!(7)), Some("style")),
        (button(|b| b["style"] = json!(5)), Some("url")),
        (
            button(|b| b["url"] = json!("https://example.com")),
            Some("BUTTON_COMPONENT_INVALID_KEY"),
        ),
        (
            button(|b| {
                *b = json!({ "type": 2, "style": 5, "label": "L", "url": "https://example.com" });
            }),
            None,
        ),
        (
            button(|b| {
                *b = json!({ "type": 2, "style": 5, "label": "L", "url": "https://example.com", "custom_id": "x" });
            }),
            Some("BUTTON_COMPONENT_INVALID_KEY"),
        ),
        (button(|b| b["type"] = json!(4)), Some("BASE_TYPE_CHOICES")),
        (rows(vec![(0..5).map(plain).collect()]), None),
        (rows(vec![(0..6).map(plain).collect()]), Some("components")),
        (rows((0..5).map(|id| vec![plain(id)]).collect()), None),
        (
            rows((0..6).map(|id| vec![plain(id)]).collect()),
            Some("components"),
        ),
        (
            rows(vec![vec![plain(1)], vec![plain(1)]]),
            Some("DUPLICATED"),
        ),
        (rows(vec![vec![]]), Some("components")),
        (json!({ "components": [plain(1)] }), Some("type")),
        (select(|_| {}), None),
        (select(|s| s["options"] = options(25)), None),
        (select(|s| s["options"] = options(26)), Some("options")),
        (select(|s| s["options"] = json!([])), Some("options")),
        (
            select(|s| s["options"][0]["label"] = json!(long(101))),
            Some("label"),
        ),
        (
            select(|s| s["options"][0]["value"] = json!(long(101))),
            Some("value"),
        ),
        (
            select(|s| s["options"][0]["description"] = json!(long(101))),
            Some("description"),
        ),
        (
            select(|s| s["options"] = json!(vec![json!({ "label": "A", "value": "a" }); 2])),
            Some("DUPLICATED"),
        ),
        (select(|s| s["placeholder"] = json!(long(150))), None),
        (
            select(|s| s["placeholder"] = json!(long(151))),
            Some("placeholder"),
        ),
        (select(|s| s["max_values"] = json!(26)), Some("max_values")),
        (select(|s| s["max_values"] = json!(2)), Some("options")),
        (select(|s| s["min_values"] = json!(2)), Some("MIN_OVER_MAX")),
        (
            rows(vec![vec![
                plain(1),
                json!({ "type": 3, "custom_id": "s", "options": options(1) }),
            ]]),
            Some("WIDTH_EXCEEDED"),
        ),
        (
            rows(vec![vec![json!({ "type": 5, "custom_id": "users" })]]),
            None,
        ),
    ];
    for (payload, expected) in table {
        let found = refused(&payload, Place::Answer, &[]);
        match (expected, &found) {
            (None, found) => assert_eq!(*found, None, "{payload}"),
            (Some(part), Some(errors)) => {
                assert!(errors.contains(part), "{part} is not in {errors}");
            }
            (Some(part), None) => panic!("accepted, but {part} is wrong: {payload}"),
        }
    }
}

#[test]
fn flags_depend_on_the_place() {
    let ephemeral = json!({ "content": "x", "flags": 64 });
    assert_eq!(refused(&ephemeral, Place::Answer, &[]), None);
    assert!(refused(&ephemeral, Place::Channel, &[]).is_some());
    let components_v2 = json!({ "content": "x", "flags": 1 << 15 });
    assert!(refused(&components_v2, Place::Answer, &[]).is_some());
    let nonce = json!({ "content": "x", "nonce": "n".repeat(25) });
    assert_eq!(refused(&nonce, Place::Channel, &[]), None);
    assert!(refused(&nonce, Place::Edit, &[]).is_some());
}

#[test]
fn files() {
    let hi = json!({ "content": "hi" });
    assert_eq!(refused(&hi, Place::Answer, &[upload(0, FILE_MAX)]), None);
    assert!(refused(&hi, Place::Answer, &[upload(0, FILE_MAX + 1)]).is_some());
    let three = [upload(0, FILE_MAX), upload(1, FILE_MAX), upload(2, 6 << 20)];
    assert!(refused(&hi, Place::Answer, &three).is_some());
    let eleven: Vec<Upload> = (0..11).map(|index| upload(index, 1)).collect();
    assert!(refused(&hi, Place::Answer, &eleven).is_some());
    let listed = |ids: &[u64]| {
        let entries: Vec<Value> = ids
            .iter()
            .map(|id| json!({ "id": id, "filename": "badge.png" }))
            .collect();
        json!({ "attachments": entries })
    };
    assert_eq!(refused(&listed(&[0]), Place::Answer, &[upload(0, 1)]), None);
    assert!(refused(&listed(&[1]), Place::Answer, &[upload(0, 1)]).is_some());
    assert!(refused(&listed(&[0, 0]), Place::Answer, &[upload(0, 1)]).is_some());
    let mut pictured = listed(&[0]);
    pictured["embeds"] = json!([{ "image": { "url": "attachment://badge.png" } }]);
    assert_eq!(refused(&pictured, Place::Answer, &[upload(0, 1)]), None);
    pictured["embeds"] = json!([{ "image": { "url": "attachment://file0.png" } }]);
    assert!(refused(&pictured, Place::Answer, &[upload(0, 1)]).is_some());
}
