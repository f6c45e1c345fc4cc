//! Finding components of a message and reading its text. Pure functions over JSON.

use serde_json::Value;

use super::reply::Button;

/// The components inside the rows.
pub(crate) fn items(rows: &[Value]) -> Vec<&Value> {
    rows.iter()
        .flat_map(|row| row["components"].as_array().into_iter().flatten())
        .collect()
}

pub(crate) fn is_select(item: &Value) -> bool {
    item["type"]
        .as_u64()
        .is_some_and(|kind| matches!(kind, 3 | 5..=8))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

pub(crate) fn buttons(rows: &[Value]) -> Vec<Button> {
    let buttons = items(rows).into_iter().filter(|item| item["type"] == 2);
    let button = |item: &Value| Button {
        custom_id: text(&item["custom_id"]),
        label: text(&item["label"])
            .or_else(|| text(&item["emoji"]["name"]))
            .unwrap_or_default(),
        style: item["style"].as_u64().unwrap_or(0),
        disabled: item["disabled"] == true,
        url: text(&item["url"]),
    };
    buttons.map(button).collect()
}

pub(crate) fn option_values(rows: &[Value]) -> Vec<String> {
    let options = items(rows)
        .into_iter()
        .flat_map(|item| item["options"].as_array().into_iter().flatten());
    options
        .filter_map(|option| text(&option["value"]))
        .collect()
}

/// The one among `candidates` that `wanted` names: by exact `custom_id`, else exact label, else a part of
/// the `custom_id`. The error lists what there is.
pub(crate) fn find<'a>(candidates: &[&'a Value], wanted: &str) -> Result<&'a Value, String> {
    let by_id = |item: &&&Value| item["custom_id"] == wanted;
    let by_label = |item: &&&Value| item["label"] == wanted;
    let by_part = |item: &&&Value| {
        let id = item["custom_id"].as_str().unwrap_or_default();
        id.split([':', '/']).any(|part| part == wanted)
    };
    let ways: [&dyn Fn(&&&Value) -> bool; 3] = [&by_id, &by_label, &by_part];
    for way in ways {
        let found: Vec<&&Value> = candidates.iter().filter(way).collect();
        match found[..] {
            [] => {}
            [one] => return Ok(one),
            _ => {
                return Err(format!(
                    "{} of them are {wanted:?}: {}",
                    found.len(),
                    described(candidates)
                ));
            }
        }
    }
    Err(format!(
        "there is no {wanted:?}; there are: {}",
        described(candidates)
    ))
}

fn described(candidates: &[&Value]) -> String {
    let describe = |item: &&Value| {
        let disabled = if item["disabled"] == true {
            " (disabled)"
        } else {
            ""
        };
        format!("{} {}{disabled}", item["custom_id"], item["label"])
    };
    let all: Vec<String> = candidates.iter().map(describe).collect();
    if all.is_empty() {
        "none".to_owned()
    } else {
        all.join(", ")
    }
}

/// Everything that can be read on a message or modal, line by line.
pub(crate) fn visible_text(message: &Value) -> String {
    let mut lines = Vec::new();
    let mut add = |value: &Value| lines.extend(text(value).filter(|text| !text.is_empty()));
    add(&message["title"]);
    add(&message["content"]);
    for embed in message["embeds"].as_array().into_iter().flatten() {
        add(&embed["author"]["name"]);
        add(&embed["title"]);
        add(&embed["description"]);
        for field in embed["fields"].as_array().into_iter().flatten() {
            add(&field["name"]);
            add(&field["value"]);
        }
        add(&embed["footer"]["text"]);
    }
    let rows = message["components"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    for item in items(rows) {
        add(&item["placeholder"]);
        add(&item["label"]);
        for option in item["options"].as_array().into_iter().flatten() {
            add(&option["label"]);
            add(&option["description"]);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn components_are_found_by_id_label_or_part() {
        let rows = [json!({ "type": 1, "components": [
            { "type": 2, "custom_id": "redeem:confirm:7", "label": "Yes" },
            { "type": 2, "custom_id": "redeem:cancel:7", "label": "confirm it" },
            { "type": 2, "custom_id": "cancel", "label": "No" },
        ] })];
        let items = items(&rows);
        let id =
            |wanted: &str| find(&items, wanted).map(|item| item["custom_id"].as_str().unwrap());
        assert_eq!(id("confirm"), Ok("redeem:confirm:7"));
        assert_eq!(id("confirm it"), Ok("redeem:cancel:7"));
        assert_eq!(id("cancel"), Ok("cancel"));
        assert!(id("7").unwrap_err().contains("2 of them"));
        assert!(
            id("conf")
                .unwrap_err()
                .contains("\"redeem:confirm:7\" \"Yes\"")
        );
    }

    #[test]
    fn text_has_everything_readable() {
        let message = json!({
            "content": "a",
            "embeds": [{ "title": "b", "fields": [{ "name": "c", "value": "d" }], "footer": { "text": "e" } }],
            "components": [{ "type": 1, "components": [
                { "type": 3, "placeholder": "f", "options": [{ "label": "g", "description": "h" }] }] }],
        });
        assert_eq!(visible_text(&message), "a\nb\nc\nd\ne\nf\ng\nh");
    }
}
