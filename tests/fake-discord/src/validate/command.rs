//! Command definitions: names and their localised forms, options and their order, choices, totals.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Checker, Rule, Shape, may, must, nothing_else};
use crate::error::ApiError;

/// Characters of a command in all: names, descriptions, choice values.
const COMMAND_TEXT_MAX: usize = 8000;
/// Commands of each type: slash, user, message.
const COMMANDS_MAX: [(u64, usize); 3] = [(1, 100), (2, 15), (3, 15)];

const CHOICE: Shape = Shape {
    keys: &[
        must("name", Rule::Text(1, 100)),
        may("name_localizations", Rule::Localised(&Rule::Text(1, 100))),
        must("value", Rule::Any),
    ],
    also: nothing_else,
};

const OPTION: Shape = Shape {
    keys: &[
        must("type", Rule::Int(1, 11)),
        must("name", Rule::Check(slash_name)),
        may(
            "name_localizations",
            Rule::Localised(&Rule::Check(slash_name)),
        ),
        must("description", Rule::Text(1, 100)),
        may(
            "description_localizations",
            Rule::Localised(&Rule::Text(1, 100)),
        ),
        may("required", Rule::Bool),
        may("choices", Rule::List(0, 25, &Rule::Object(&CHOICE))),
        may("options", Rule::List(0, 25, &Rule::Check(option))),
        may("channel_types", Rule::List(0, 25, &Rule::Int(0, 20))),
        may("min_value", Rule::Number),
        may("max_value", Rule::Number),
        may("min_length", Rule::Int(0, 6000)),
        may("max_length", Rule::Int(1, 6000)),
        may("autocomplete", Rule::Bool),
    ],
    also: option_by_type,
};

const COMMAND: Shape = Shape {
    keys: &[
        may("id", Rule::Snowflake),
        may("type", Rule::OneOf(&[1, 2, 3])),
        must("name", Rule::Text(1, 32)),
        may("name_localizations", Rule::Any),
        may("description", Rule::Text(0, 100)),
        may(
            "description_localizations",
            Rule::Localised(&Rule::Text(1, 100)),
        ),
        may("options", Rule::List(0, 25, &Rule::Check(option))),
        may("default_member_permissions", Rule::Check(permission_bits)),
        may("dm_permission", Rule::Bool),
        may("default_permission", Rule::Bool),
        may("integration_types", Rule::List(1, 2, &Rule::OneOf(&[0, 1]))),
        may("contexts", Rule::List(1, 3, &Rule::OneOf(&[0, 1, 2]))),
        may("nsfw", Rule::Bool),
        may("handler", Rule::Any),
    ],
    also: command_by_type,
};

/// A slash command's name: lower case letters, digits, `-`, `_`, `'`, and marks of Indic and Thai scripts.
fn slash_name(checker: &mut Checker, value: &Value) {
    checker.rule(value, &Rule::Text(1, 32));
    let name = value.as_str().unwrap_or_default();
    let mark = |letter: char| matches!(letter, '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}');
    let fine = |letter: char| {
        let allowed = letter.is_alphanumeric() || "-_'".contains(letter) || mark(letter);
        allowed && letter.to_lowercase().eq([letter])
    };
    if !name.chars().all(fine) {
        let message =
            "Command name is invalid: lower case letters, digits, - and _ only, no spaces";
        checker.problem("APPLICATION_COMMAND_INVALID_NAME", message);
    }
}

fn permission_bits(checker: &mut Checker, value: &Value) {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
    if number.is_none() {
        checker.problem("NUMBER_TYPE_COERCE", "Value is not a permission number.");
    }
}

fn option(checker: &mut Checker, value: &Value) {
    checker.object(value, &OPTION);
}

fn items<'a>(object: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    object
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// What an option may have depends on its type.
fn option_by_type(checker: &mut Checker, option: &Map<String, Value>) {
    let kind = option.get("type").and_then(Value::as_u64).unwrap_or(0);
    let has = |key: &str| option.get(key).is_some_and(|value| !value.is_null());
    let fits = [
        ("choices", &[3, 4, 10][..]),
        ("autocomplete", &[3, 4, 10]),
        ("min_value", &[4, 10]),
        ("max_value", &[4, 10]),
        ("min_length", &[3]),
        ("max_length", &[3]),
        ("channel_types", &[7]),
        ("options", &[1, 2]),
    ];
    for (key, kinds) in fits {
        // Libraries send empty lists and `false` for what an option does not use.
        let used = has(key) && option[key] != json!([]) && option[key] != json!(false);
        if used && !kinds.contains(&kind) {
            checker.at(key, |checker| {
                let message = format!("An option of type {kind} can't have {key}.");
                checker.problem("APPLICATION_COMMAND_OPTIONS_KEY_INVALID", message);
            });
        }
    }
    if option.get("autocomplete") == Some(&json!(true)) && !items(option, "choices").is_empty() {
        let message = "Options with autocomplete can't have choices.";
        checker.problem("APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", message);
    }
    if kind <= 2 && option.get("required") == Some(&json!(true)) {
        checker.problem(
            "APPLICATION_COMMAND_SUBCOMMAND_REQUIRED",
            "Subcommands can't be required.",
        );
    }
    choices_fit(checker, option, kind);
    nested_fit(checker, option, kind);
}

fn choices_fit(checker: &mut Checker, option: &Map<String, Value>, kind: u64) {
    let (mut names, mut values) = (BTreeSet::new(), BTreeSet::new());
    for (index, choice) in items(option, "choices").iter().enumerate() {
        let value = &choice["value"];
        let fits = match kind {
            3 => value
                .as_str()
                .is_some_and(|text| (1..=100).contains(&text.chars().count())),
            4 => value.is_i64() || value.is_u64(),
            _ => value.is_number(),
        };
        let fresh = names.insert(choice["name"].to_string()) & values.insert(value.to_string());
        checker.at("choices", |checker| {
            checker.at(index, |checker| {
                if !fits {
                    checker.problem(
                        "APPLICATION_COMMAND_CHOICE_VALUE",
                        "The value does not fit the type.",
                    );
                }
                if !fresh {
                    let message = "Names and values of choices must be unique.";
                    checker.problem("APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE", message);
                }
            });
        });
    }
}

/// Groups hold subcommands, subcommands hold plain options.
fn nested_fit(checker: &mut Checker, option: &Map<String, Value>, kind: u64) {
    let nested = items(option, "options");
    let kinds = || {
        nested
            .iter()
            .map(|nested| nested["type"].as_u64().unwrap_or(0))
    };
    let fits = match kind {
        1 => kinds().all(|kind| kind > 2),
        2 => !nested.is_empty() && kinds().all(|kind| kind == 1),
        _ => true,
    };
    if !fits {
        let message = "Groups hold subcommands, subcommands hold plain options.";
        checker.problem("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
    if kind <= 2 {
        options_fit(checker, nested);
    }
}

/// Names once, required ones first, and subcommands not mixed with plain options.
fn options_fit(checker: &mut Checker, options: &[Value]) {
    let mut names = BTreeSet::new();
    let mut optional_seen = false;
    for (index, option) in options.iter().enumerate() {
        let required = option["required"] == true;
        let again = !names.insert(option["name"].as_str().unwrap_or_default());
        checker.at("options", |checker| {
            checker.at(index, |checker| {
                if required && optional_seen {
                    let message = "Required options must be placed before non-required options";
                    checker.problem("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
                }
                if again {
                    let message = "Option name is already used";
                    checker.problem("APPLICATION_COMMAND_OPTIONS_NAME_INVALID", message);
                }
            });
        });
        optional_seen |= !required;
    }
    let subcommands = options
        .iter()
        .filter(|option| option["type"].as_u64() <= Some(2))
        .count();
    if subcommands > 0 && subcommands < options.len() {
        checker.at("options", |checker| {
            let message = "Sub-command and sub-command group option types are mutually exclusive to all other types";
            checker.problem("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
        });
    }
}

fn command_by_type(checker: &mut Checker, command: &Map<String, Value>) {
    let slash = command.get("type").and_then(Value::as_u64).unwrap_or(1) == 1;
    let names = command
        .get("name_localizations")
        .filter(|names| !names.is_null());
    let description = command
        .get("description")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if slash {
        let name = command.get("name").unwrap_or(&Value::Null);
        checker.at("name", |checker| slash_name(checker, name));
        if description.trim().is_empty() {
            checker.at("description", Checker::required);
        }
        options_fit(checker, items(command, "options"));
    } else if !description.is_empty() || !items(command, "options").is_empty() {
        let message = "Context menu commands have neither description nor options";
        checker.problem("APPLICATION_COMMAND_CONTEXT_MENU_KEYS", message);
    }
    if let Some(names) = names {
        let rule = if slash {
            Rule::Check(slash_name)
        } else {
            Rule::Text(1, 32)
        };
        checker.at("name_localizations", |checker| {
            checker.localised(names, &rule);
        });
    }
    let total = total_text(command);
    if total > COMMAND_TEXT_MAX {
        let message = format!("Command exceeds maximum size ({COMMAND_TEXT_MAX}): {total}");
        checker.problem("APPLICATION_COMMAND_TOO_LARGE", message);
    }
}

/// Names, descriptions and choice values, each by its longest localised form.
fn total_text(object: &Map<String, Value>) -> usize {
    let count = |value: Option<&Value>| {
        value
            .and_then(Value::as_str)
            .map_or(0, |text| text.chars().count())
    };
    let longest = |key: &str| {
        let localised = object
            .get(&format!("{key}_localizations"))
            .and_then(Value::as_object);
        let others = localised
            .into_iter()
            .flat_map(Map::values)
            .map(|text| count(Some(text)));
        others.chain([count(object.get(key))]).max().unwrap_or(0)
    };
    let nested = items(object, "options")
        .iter()
        .chain(items(object, "choices"));
    let nested: usize = nested.filter_map(Value::as_object).map(total_text).sum();
    longest("name") + longest("description") + count(object.get("value")) + nested
}

/// Checks one definition.
pub(crate) fn command(definition: &Value) -> Result<(), ApiError> {
    super::check(definition, &Rule::Object(&COMMAND))
}

/// Checks a whole set, as a bulk overwrite sends it.
pub(crate) fn commands(definitions: &Value) -> Result<(), ApiError> {
    let mut checker = Checker::default();
    checker.list(definitions, 0, 130, &Rule::Object(&COMMAND));
    let list = definitions.as_array().map_or(&[][..], Vec::as_slice);
    let kind = |definition: &Value| definition["type"].as_u64().unwrap_or(1);
    for (wanted, most) in COMMANDS_MAX {
        if list
            .iter()
            .filter(|definition| kind(definition) == wanted)
            .count()
            > most
        {
            let message = format!("Maximum number of application commands reached ({most}).");
            checker.problem("APPLICATION_COMMANDS_LIMIT", message);
        }
    }
    let mut names = BTreeSet::new();
    for (index, definition) in list.iter().enumerate() {
        if !names.insert((kind(definition), definition["name"].to_string())) {
            checker.at(index, |checker| {
                let message = "Application command names must be unique";
                checker.problem("APPLICATION_COMMANDS_DUPLICATE_NAME", message);
            });
        }
    }
    checker.finish()
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
