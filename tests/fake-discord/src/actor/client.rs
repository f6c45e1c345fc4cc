//! What Discord's client checks before it sends a command: that it exists, that options are known, of
//! the right type, complete, and within their bounds. Pure functions over registered definitions.

use serde_json::Value;

use super::value::OptionValue;
use crate::state::World;

/// A registered command, or a subcommand of one.
pub(crate) struct Found {
    pub(crate) command: Value,
    /// The subcommand's names and option types, outermost first.
    pub(crate) path: Vec<(String, u64)>,
    pub(crate) options: Vec<Value>,
}

/// Finds `"redeem"` or `"campaign create"`.
pub(crate) fn find(world: &World, path: &str) -> Result<Found, String> {
    let mut words = path.split_whitespace();
    let name = words.next().unwrap_or_default();
    let Some(command) = world.command(name, 1) else {
        return Err(format!(
            "no slash command /{name} is registered; there are: {}",
            names(world, 1)
        ));
    };
    let mut found = Found {
        command: command.clone(),
        path: Vec::new(),
        options: options(command),
    };
    for word in words {
        let sub = found
            .options
            .iter()
            .find(|option| option["name"] == word && is_sub(option))
            .cloned();
        let Some(sub) = sub else {
            return Err(format!(
                "/{path}: there is no subcommand {word}; there are: {}",
                listed(&found.options)
            ));
        };
        found
            .path
            .push((word.to_owned(), sub["type"].as_u64().unwrap_or(1)));
        found.options = options(&sub);
    }
    if found.options.iter().any(is_sub) {
        return Err(format!(
            "/{path} is not complete: one of its subcommands is needed: {}",
            listed(&found.options)
        ));
    }
    Ok(found)
}

fn options(definition: &Value) -> Vec<Value> {
    definition["options"]
        .as_array()
        .cloned()
        .unwrap_or_default()
}

fn is_sub(option: &Value) -> bool {
    option["type"].as_u64().is_some_and(|kind| kind <= 2)
}

/// The names of the registered commands of a type.
pub(crate) fn names(world: &World, kind: u64) -> String {
    let all: Vec<Value> = world
        .all_commands()
        .filter(|command| command["type"] == kind)
        .cloned()
        .collect();
    listed(&all)
}

fn listed(named: &[Value]) -> String {
    let all: Vec<&str> = named
        .iter()
        .filter_map(|value| value["name"].as_str())
        .collect();
    if all.is_empty() {
        "none".to_owned()
    } else {
        all.join(", ")
    }
}

/// Why the client would not send these options; `partial` for a command that is still being typed.
pub(crate) fn refusal(
    definitions: &[Value],
    given: &[(String, OptionValue)],
    partial: bool,
) -> Option<String> {
    for (index, (name, value)) in given.iter().enumerate() {
        if given[..index].iter().any(|(other, _)| other == name) {
            return Some(format!("option {name} is given twice"));
        }
        let Some(definition) = definitions
            .iter()
            .find(|definition| definition["name"] == **name)
        else {
            return Some(format!(
                "there is no option {name}; there are: {}",
                listed(definitions)
            ));
        };
        if let Some(problem) = value_refusal(definition, value) {
            return Some(format!("option {name}: {problem}"));
        }
    }
    let missing = definitions.iter().find(|definition| {
        definition["required"] == true && given.iter().all(|(name, _)| definition["name"] != **name)
    });
    let missing = missing.filter(|_| !partial)?;
    Some(format!("option {} is required", missing["name"]))
}

fn value_refusal(definition: &Value, value: &OptionValue) -> Option<String> {
    let kind = definition["type"].as_u64().unwrap_or(0);
    if !value.kinds().contains(&kind) {
        return Some(format!("{value:?} does not fit the option's type {kind}"));
    }
    if let Some(choices) = definition["choices"]
        .as_array()
        .filter(|choices| !choices.is_empty())
    {
        let chosen = choices.iter().any(|choice| match value {
            OptionValue::Text(text) => choice["value"] == **text,
            OptionValue::Integer(number) => choice["value"].as_i64() == Some(*number),
            OptionValue::Number(number) => choice["value"].as_f64() == Some(*number),
            _ => true,
        });
        return (!chosen).then(|| format!("{value:?} is not one of the choices {choices:?}"));
    }
    let bound = |key: &str| definition[key].as_f64();
    let (measure, least, most) = match value {
        OptionValue::Text(text) => {
            #[allow(clippy::cast_precision_loss, reason = "no text is that long")]
            let length = text.chars().count() as f64;
            // The client sends no empty text, and 6,000 characters at most.
            (
                length,
                bound("min_length").unwrap_or(1.0).max(1.0),
                bound("max_length").unwrap_or(6000.0),
            )
        }
        #[allow(
            clippy::cast_precision_loss,
            reason = "the client has only 53 bits, too"
        )]
        OptionValue::Integer(number) => {
            let safe = 9_007_199_254_740_991.0;
            (
                *number as f64,
                bound("min_value").unwrap_or(-safe),
                bound("max_value").unwrap_or(safe),
            )
        }
        OptionValue::Number(number) => (
            *number,
            bound("min_value").unwrap_or(f64::MIN),
            bound("max_value").unwrap_or(f64::MAX),
        ),
        _ => return None,
    };
    let fits = measure >= least && measure <= most;
    (!fits).then(|| format!("{measure} is not between {least} and {most}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_client_refuses_what_discords_does() {
        let definitions = [
            json!({ "type": 3, "name": "perk", "required": true, "max_length": 5 }),
            json!({ "type": 4, "name": "amount", "min_value": 1, "max_value": 10 }),
            json!({ "type": 3, "name": "kind", "choices": [{ "name": "A", "value": "a" }] }),
            json!({ "type": 6, "name": "member" }),
        ];
        let given = |options: &[(&str, OptionValue)]| -> Vec<(String, OptionValue)> {
            options
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect()
        };
        let perk = ("perk", OptionValue::from("badge"));
        let cases: [(&[(&str, OptionValue)], bool); 11] = [
            (std::slice::from_ref(&perk), true),
            (&[], false),
            (&[perk.clone(), perk.clone()], false),
            (&[("perk", OptionValue::from("badges"))], false),
            (&[("perk", OptionValue::from(""))], false),
            (&[("perk", OptionValue::from(5))], false),
            (&[perk.clone(), ("amount", OptionValue::from(10))], true),
            (&[perk.clone(), ("amount", OptionValue::from(0))], false),
            (&[perk.clone(), ("kind", OptionValue::from("a"))], true),
            (&[perk.clone(), ("kind", OptionValue::from("b"))], false),
            (&[perk.clone(), ("other", OptionValue::from("x"))], false),
        ];
        for (options, fine) in cases {
            let refusal = refusal(&definitions, &given(options), false);
            assert_eq!(refusal.is_none(), fine, "{options:?}: {refusal:?}");
        }
        assert_eq!(refusal(&definitions, &[], true), None);
    }
}
