//! Modals and autocomplete choices: the two answers to an interaction that are not messages.

use serde_json::{Map, Value};

use super::component::{CUSTOM_ID, check_unique_ids};
use super::{Checker, Rule, Shape, may, must, nothing_else};

const TEXT_INPUT: Shape = Shape {
    keys: &[
        must("type", Rule::OneOf(&[4])),
        may("id", Rule::Int(0, i64::MAX)),
        CUSTOM_ID,
        must("style", Rule::OneOf(&[1, 2])),
        must("label", Rule::Text(1, 45)),
        may("placeholder", Rule::Text(0, 100)),
        may("value", Rule::Text(0, 4000)),
        may("min_length", Rule::Int(0, 4000)),
        may("max_length", Rule::Int(1, 4000)),
        may("required", Rule::Bool),
    ],
    also: value_fits,
};

fn value_fits(checker: &mut Checker, input: &Map<String, Value>) {
    let number = |key: &str| input.get(key).and_then(Value::as_u64);
    let (least, most) = (
        number("min_length").unwrap_or(0),
        number("max_length").unwrap_or(4000),
    );
    if least > most {
        checker.at("min_length", |checker| {
            checker.problem(
                "TEXT_INPUT_MIN_OVER_MAX",
                "Can't be greater than max_length.",
            );
        });
    }
    let value = input
        .get("value")
        .and_then(Value::as_str)
        .filter(|value| !value.is_empty());
    let length = value.map(|value| value.chars().count() as u64);
    if length.is_some_and(|length| length < least || length > most) {
        checker.at("value", |checker| {
            checker.problem(
                "BASE_TYPE_BAD_LENGTH",
                format!("Must be between {least} and {most} in length."),
            );
        });
    }
}

const INPUT_ROW: Shape = Shape {
    keys: &[
        must("type", Rule::OneOf(&[1])),
        may("id", Rule::Int(0, i64::MAX)),
        must("components", Rule::List(1, 1, &Rule::Object(&TEXT_INPUT))),
    ],
    also: nothing_else,
};

const MODAL: Shape = Shape {
    keys: &[
        CUSTOM_ID,
        must("title", Rule::Text(1, 45)),
        must("components", Rule::List(1, 5, &Rule::Object(&INPUT_ROW))),
    ],
    also: nothing_else,
};

/// Checks the data of a modal answer.
pub(crate) fn check_modal(checker: &mut Checker, data: &Value) {
    checker.object(data, &MODAL);
    check_unique_ids(checker, data);
}

const CHOICE: Shape = Shape {
    keys: &[
        must("name", Rule::Text(1, 100)),
        may("name_localizations", Rule::Localised(&Rule::Text(1, 100))),
        must("value", Rule::Check(choice_value)),
    ],
    also: nothing_else,
};

fn choice_value(checker: &mut Checker, value: &Value) {
    if !value.is_number() {
        checker.rule(value, &Rule::Text(1, 100));
    }
}

const CHOICES: Shape = Shape {
    keys: &[must("choices", Rule::List(0, 25, &Rule::Object(&CHOICE)))],
    also: nothing_else,
};

/// Checks the data of an autocomplete answer.
pub(crate) fn check_choices(checker: &mut Checker, data: &Value) {
    checker.object(data, &CHOICES);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    type Change = fn(&mut Value);

    fn fails(check: fn(&mut Checker, &Value), data: &Value) -> bool {
        let mut checker = Checker::default();
        check(&mut checker, data);
        checker.finish().is_err()
    }

    fn modal(change: impl FnOnce(&mut Value)) -> Value {
        let input = json!({ "type": 4, "custom_id": "reason", "style": 1, "label": "Reason" });
        let mut modal = json!({ "custom_id": "award", "title": "Award",
            "components": [{ "type": 1, "components": [input] }] });
        change(&mut modal);
        modal
    }

    #[test]
    fn modals() {
        assert!(!fails(check_modal, &modal(|_| {})));
        let wrong: [(&str, Change); 12] = [
            ("no title", |m| m["title"] = json!("")),
            ("long title", |m| m["title"] = json!("t".repeat(46))),
            ("no custom_id", |m| m["custom_id"] = Value::Null),
            ("long custom_id", |m| {
                m["custom_id"] = json!("c".repeat(101));
            }),
            ("no rows", |m| m["components"] = json!([])),
            ("six rows", |m| {
                m["components"] = json!(vec![m["components"][0].clone(); 6]);
            }),
            ("duplicate ids", |m| {
                m["components"] = json!(vec![m["components"][0].clone(); 2]);
            }),
            ("button", |m| {
                m["components"][0]["components"][0]["type"] = json!(2);
            }),
            ("long label", |m| {
                m["components"][0]["components"][0]["label"] = json!("l".repeat(46));
            }),
            ("long placeholder", |m| {
                m["components"][0]["components"][0]["placeholder"] = json!("p".repeat(101));
            }),
            ("long value", |m| {
                m["components"][0]["components"][0]["value"] = json!("v".repeat(4001));
            }),
            ("min over max", |m| {
                m["components"][0]["components"][0]["min_length"] = json!(5);
                m["components"][0]["components"][0]["max_length"] = json!(4);
            }),
        ];
        for (case, change) in wrong {
            assert!(fails(check_modal, &modal(change)), "{case}");
        }
    }

    #[test]
    fn choices() {
        let choice = |name: &str, value: Value| json!({ "name": name, "value": value });
        let all = |choices: Vec<Value>| json!({ "choices": choices });
        assert!(!fails(check_choices, &all(vec![])));
        assert!(!fails(
            check_choices,
            &all(vec![choice(&"n".repeat(100), json!("v".repeat(100))); 25])
        ));
        assert!(!fails(check_choices, &all(vec![choice("n", json!(7))])));
        assert!(fails(
            check_choices,
            &all(vec![choice("n", json!("v")); 26])
        ));
        assert!(fails(
            check_choices,
            &all(vec![choice(&"n".repeat(101), json!("v"))])
        ));
        assert!(fails(check_choices, &all(vec![choice("", json!("v"))])));
        assert!(fails(
            check_choices,
            &all(vec![choice("n", json!("v".repeat(101)))])
        ));
        assert!(fails(check_choices, &all(vec![choice("n", json!(""))])));
        assert!(fails(check_choices, &json!({})));
    }
}
