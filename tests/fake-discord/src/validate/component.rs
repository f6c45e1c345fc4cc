//! Buttons and select menus in action rows. Components V2 are not known here and are refused, since
//! the libraries this fake is for cannot use them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Checker, Key, Rule, Shape, may, must, nothing_else};

/// An action row: five buttons or one select menu.
pub(crate) const ROW: Shape = Shape {
    keys: &[
        must("type", Rule::OneOf(&[1])),
        may("id", Rule::Int(0, i64::MAX)),
        must("components", Rule::List(1, 5, &Rule::Check(row_item))),
    ],
    also: one_select_a_row,
};

pub(crate) const CUSTOM_ID: Key = must("custom_id", Rule::Text(1, 100));

const EMOJI: Shape = Shape {
    keys: &[
        may("id", Rule::Snowflake),
        may("name", Rule::Text(0, 100)),
        may("animated", Rule::Bool),
    ],
    also: nothing_else,
};

const BUTTON: Shape = Shape {
    keys: &[
        must("type", Rule::OneOf(&[2])),
        may("id", Rule::Int(0, i64::MAX)),
        must("style", Rule::OneOf(&[1, 2, 3, 4, 5, 6])),
        may("custom_id", Rule::Text(1, 100)),
        may("label", Rule::Text(0, 80)),
        may("emoji", Rule::Object(&EMOJI)),
        may("url", Rule::Url),
        may("sku_id", Rule::Snowflake),
        may("disabled", Rule::Bool),
    ],
    also: button_by_style,
};

/// Each style needs one way of doing something, and excludes the others.
fn button_by_style(checker: &mut Checker, button: &Map<String, Value>) {
    let has = |key: &str| button.get(key).is_some_and(|value| !value.is_null());
    let style = button.get("style").and_then(Value::as_i64);
    let needed = match style {
        Some(5) => "url",
        Some(6) => "sku_id",
        _ => "custom_id",
    };
    if !has(needed) {
        checker.at(needed, Checker::required);
    }
    for other in ["url", "sku_id", "custom_id"]
        .into_iter()
        .filter(|key| *key != needed && has(key))
    {
        checker.at(other, |checker| {
            let message = format!("A button of this style can't have {other}.");
            checker.problem("BUTTON_COMPONENT_INVALID_KEY", message);
        });
    }
    let label = button
        .get("label")
        .and_then(Value::as_str)
        .is_some_and(|label| !label.is_empty());
    if style != Some(6) && !label && !has("emoji") {
        checker.problem(
            "BUTTON_COMPONENT_LABEL_OR_EMOJI",
            "A button needs a label or an emoji.",
        );
    }
}

const SELECT_OPTION: Shape = Shape {
    keys: &[
        must("label", Rule::Text(1, 100)),
        must("value", Rule::Text(1, 100)),
        may("description", Rule::Text(0, 100)),
        may("emoji", Rule::Object(&EMOJI)),
        may("default", Rule::Bool),
    ],
    also: nothing_else,
};

const DEFAULT_VALUE: Shape = Shape {
    keys: &[must("id", Rule::Snowflake), must("type", Rule::Text(1, 10))],
    also: nothing_else,
};

const STRING_SELECT: Shape = Shape {
    keys: &[
        must("type", Rule::OneOf(&[3])),
        may("id", Rule::Int(0, i64::MAX)),
        CUSTOM_ID,
        must("options", Rule::List(1, 25, &Rule::Object(&SELECT_OPTION))),
        may("placeholder", Rule::Text(0, 150)),
        may("min_values", Rule::Int(0, 25)),
        may("max_values", Rule::Int(1, 25)),
        may("disabled", Rule::Bool),
    ],
    also: string_select,
};

/// A select of users, roles, mentionables or channels.
const OTHER_SELECT: Shape = Shape {
    keys: &[
        must("type", Rule::OneOf(&[5, 6, 7, 8])),
        may("id", Rule::Int(0, i64::MAX)),
        CUSTOM_ID,
        may("channel_types", Rule::List(0, 25, &Rule::Int(0, 20))),
        may(
            "default_values",
            Rule::List(0, 25, &Rule::Object(&DEFAULT_VALUE)),
        ),
        may("placeholder", Rule::Text(0, 150)),
        may("min_values", Rule::Int(0, 25)),
        may("max_values", Rule::Int(1, 25)),
        may("disabled", Rule::Bool),
    ],
    also: least_below_most,
};

fn least_below_most(checker: &mut Checker, select: &Map<String, Value>) {
    let number = |key: &str| select.get(key).and_then(Value::as_u64).unwrap_or(1);
    if number("min_values") > number("max_values") {
        checker.at("min_values", |checker| {
            checker.problem(
                "SELECT_COMPONENT_MIN_OVER_MAX",
                "Can't be greater than max_values.",
            );
        });
    }
}

fn string_select(checker: &mut Checker, select: &Map<String, Value>) {
    least_below_most(checker, select);
    let options = select
        .get("options")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let most = select
        .get("max_values")
        .and_then(Value::as_u64)
        .unwrap_or(1);
    let least = usize::try_from(most).unwrap_or(usize::MAX);
    let mut values = BTreeSet::new();
    checker.at("options", |checker| {
        if !options.is_empty() && options.len() < least {
            checker.length(options.len(), least, 25);
        }
        for (index, option) in options.iter().enumerate() {
            if option["value"]
                .as_str()
                .is_some_and(|value| !values.insert(value))
            {
                checker.at(index, |checker| {
                    checker.at("value", |checker| {
                        let message = "The specified option value is already used";
                        checker.problem("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
                    });
                });
            }
        }
        let chosen = options
            .iter()
            .filter(|option| option["default"] == true)
            .count();
        if chosen > least {
            checker.problem(
                "SELECT_COMPONENT_TOO_MANY_DEFAULTS",
                "More defaults than max_values.",
            );
        }
    });
}

fn row_item(checker: &mut Checker, item: &Value) {
    match item["type"].as_i64() {
        Some(2) => checker.object(item, &BUTTON),
        Some(3) => checker.object(item, &STRING_SELECT),
        Some(5..=8) => checker.object(item, &OTHER_SELECT),
        _ => checker.at("type", |checker| {
            checker.problem(
                "BASE_TYPE_CHOICES",
                "Only buttons and selects may be in a row here.",
            );
        }),
    }
}

fn one_select_a_row(checker: &mut Checker, row: &Map<String, Value>) {
    let items = row
        .get("components")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let selects = items.iter().filter(|item| item["type"] != 2).count();
    if selects > 0 && items.len() > 1 {
        checker.at("components", |checker| {
            let message = "The number of components in this row exceeds its width.";
            checker.problem("COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
        });
    }
}

/// No two components of a message or modal share a `custom_id`.
pub(crate) fn check_unique_ids(checker: &mut Checker, payload: &Value) {
    let mut seen = BTreeSet::new();
    let rows = payload["components"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    for (row_index, row) in rows.iter().enumerate() {
        let items = row["components"].as_array().map_or(&[][..], Vec::as_slice);
        for (index, item) in items.iter().enumerate() {
            if item["custom_id"]
                .as_str()
                .is_some_and(|id| !seen.insert(id))
            {
                let report = |checker: &mut Checker| {
                    let message = "Component custom id cannot be duplicated";
                    checker.problem("COMPONENT_CUSTOM_ID_DUPLICATED", message);
                };
                checker.at("components", |checker| {
                    checker.at(row_index, |checker| {
                        checker.at("components", |checker| checker.at(index, report));
                    });
                });
            }
        }
    }
}
