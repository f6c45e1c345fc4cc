//! Discord's limits on what a bot sends, as tables: one [`Shape`] a kind of object, one [`Rule`] a key,
//! and a function for what keys say about each other. Everything wrong is reported at once, in Discord's
//! nested form. A key that is not in the table is reported too, although Discord ignores it: it is
//! a typing error in the bot, or a feature that this fake does not know.

pub(crate) mod command;
pub(crate) mod component;
pub(crate) mod message;
pub(crate) mod modal;

use serde_json::{Map, Value, json};

use crate::error::ApiError;

/// What a value must look like.
pub(crate) enum Rule {
    /// Anything.
    Any,
    Bool,
    /// A whole number in this range.
    Int(i64, i64),
    /// Any number.
    Number,
    /// Text of this many characters.
    Text(usize, usize),
    /// One of these whole numbers.
    OneOf(&'static [i64]),
    Snowflake,
    /// An `http`, `https` or `attachment` address.
    Url,
    /// An RFC 3339 instant.
    Timestamp,
    /// A list of this many.
    List(usize, usize, &'static Rule),
    Object(&'static Shape),
    /// A map from Discord's locales to values like this.
    Localised(&'static Rule),
    /// A rule in code.
    Check(fn(&mut Checker, &Value)),
}

/// A key of an object.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) rule: Rule,
    pub(crate) required: bool,
}

/// A key that may be missing or null.
pub(crate) const fn may(name: &'static str, rule: Rule) -> Key {
    Key {
        name,
        rule,
        required: false,
    }
}

/// A key that must be there.
pub(crate) const fn must(name: &'static str, rule: Rule) -> Key {
    Key {
        name,
        rule,
        required: true,
    }
}

/// A kind of object: its keys, and what they say about each other.
pub(crate) struct Shape {
    pub(crate) keys: &'static [Key],
    pub(crate) also: fn(&mut Checker, &Map<String, Value>),
}

/// For a [`Shape`] without rules across its keys.
pub(crate) fn nothing_else(_: &mut Checker, _: &Map<String, Value>) {}

/// Locales that Discord knows.
pub(crate) const LOCALES: &[&str] = &[
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he",
    "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE",
    "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
];

/// Walks a value and collects what is wrong with it.
#[derive(Default)]
pub(crate) struct Checker {
    path: Vec<String>,
    problems: Vec<(Vec<String>, &'static str, String)>,
}

impl Checker {
    pub(crate) fn problem(&mut self, code: &'static str, message: impl Into<String>) {
        self.problems
            .push((self.path.clone(), code, message.into()));
    }

    /// Checks something one step deeper.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "literals and numbers read better than references"
    )]
    pub(crate) fn at(&mut self, step: impl ToString, check: impl FnOnce(&mut Self)) {
        self.path.push(step.to_string());
        check(self);
        self.path.pop();
    }

    pub(crate) fn object(&mut self, value: &Value, shape: &Shape) {
        let Some(object) = value.as_object() else {
            return self.problem("DICT_TYPE_CONVERT", "Only dictionaries may be used here");
        };
        for key in shape.keys {
            match object.get(key.name) {
                None | Some(Value::Null) if key.required => {
                    self.at(key.name, Checker::required);
                }
                None | Some(Value::Null) => {}
                Some(value) => self.at(key.name, |checker| checker.rule(value, &key.rule)),
            }
        }
        for name in object
            .keys()
            .filter(|name| shape.keys.iter().all(|key| key.name != *name))
        {
            self.at(name, |checker| {
                checker.problem("FAKE_UNKNOWN_KEY", "The fake knows no such key here.");
            });
        }
        (shape.also)(self, object);
    }

    pub(crate) fn required(&mut self) {
        self.problem("BASE_TYPE_REQUIRED", "This field is required");
    }

    pub(crate) fn length(&mut self, length: usize, least: usize, most: usize) {
        if length > most && least <= 1 {
            self.problem(
                "BASE_TYPE_MAX_LENGTH",
                format!("Must be {most} or fewer in length."),
            );
        } else if length < least || length > most {
            let message = format!("Must be between {least} and {most} in length.");
            self.problem("BASE_TYPE_BAD_LENGTH", message);
        }
    }

    pub(crate) fn rule(&mut self, value: &Value, rule: &Rule) {
        match rule {
            Rule::Bool if !value.is_boolean() => {
                self.problem("BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
            }
            Rule::Number if !value.is_number() => {
                self.problem("NUMBER_TYPE_COERCE", "Value is not a number.");
            }
            Rule::Any | Rule::Bool | Rule::Number => {}
            Rule::Int(least, most) => self.int(value, *least, *most),
            Rule::Text(least, most) => self.text(value, *least, *most),
            Rule::OneOf(allowed) => {
                if value.as_i64().is_none_or(|value| !allowed.contains(&value)) {
                    let message = format!("Value must be one of {allowed:?}.");
                    self.problem("BASE_TYPE_CHOICES", message);
                }
            }
            Rule::Snowflake => {
                let text = value
                    .as_str()
                    .map(str::to_owned)
                    .or_else(|| Some(value.as_u64()?.to_string()));
                if text.is_none_or(|text| text.parse::<u64>().is_err()) {
                    self.problem("NUMBER_TYPE_COERCE", "Value is not a snowflake.");
                }
            }
            Rule::Url => self.url(value),
            Rule::Timestamp => self.timestamp(value),
            Rule::List(least, most, each) => self.list(value, *least, *most, each),
            Rule::Object(shape) => self.object(value, shape),
            Rule::Localised(rule) => self.localised(value, rule),
            Rule::Check(check) => check(self, value),
        }
    }

    fn int(&mut self, value: &Value, least: i64, most: i64) {
        match value.as_i64() {
            None => self.problem("NUMBER_TYPE_COERCE", "Value is not int."),
            Some(number) if number < least => {
                let message = format!("int value should be greater than or equal to {least}.");
                self.problem("NUMBER_TYPE_MIN", message);
            }
            Some(number) if number > most => {
                let message = format!("int value should be less than or equal to {most}.");
                self.problem("NUMBER_TYPE_MAX", message);
            }
            Some(_) => {}
        }
    }

    fn text(&mut self, value: &Value, least: usize, most: usize) {
        let Some(text) = value.as_str() else {
            return self.problem("STRING_TYPE_CONVERT", "Could not interpret as string.");
        };
        // Discord trims before it counts: blanks alone are as good as nothing.
        if least > 0 && text.trim().is_empty() {
            return self.required();
        }
        self.length(text.chars().count(), least, most);
    }

    fn url(&mut self, value: &Value) {
        let text = value.as_str().unwrap_or_default();
        let known = ["http://", "https://", "attachment://"];
        let rest = known.iter().find_map(|scheme| text.strip_prefix(scheme));
        if rest.is_none_or(|rest| rest.is_empty() || rest.contains(char::is_whitespace)) {
            self.problem(
                "URL_TYPE_INVALID_URL",
                format!("Not a well formed URL: {text:?}."),
            );
        }
        self.length(text.chars().count(), 1, 2048);
    }

    fn timestamp(&mut self, value: &Value) {
        let text = value.as_str().unwrap_or_default().as_bytes();
        let digits = |range: std::ops::Range<usize>| {
            text.get(range)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
        };
        let date = digits(0..4) && digits(5..7) && digits(8..10);
        let time = digits(11..13) && digits(14..16) && digits(17..19);
        if !(date && time && text[4] == b'-' && text[7] == b'-' && text[13] == b':') {
            self.problem("DATE_TIME_TYPE_PARSE", "Could not parse as ISO8601.");
        }
    }

    pub(crate) fn list(&mut self, value: &Value, least: usize, most: usize, each: &Rule) {
        let Some(list) = value.as_array() else {
            return self.problem(
                "LIST_TYPE_CONVERT",
                "Only iterables may be used in a ListType",
            );
        };
        self.length(list.len(), least, most);
        for (index, value) in list.iter().enumerate() {
            self.at(index, |checker| checker.rule(value, each));
        }
    }

    fn localised(&mut self, value: &Value, rule: &Rule) {
        let Some(map) = value.as_object() else {
            return self.problem("DICT_TYPE_CONVERT", "Only dictionaries may be used here");
        };
        for (locale, value) in map {
            self.at(locale, |checker| {
                if !LOCALES.contains(&locale.as_str()) {
                    checker.problem("BASE_TYPE_CHOICES", "Not one of Discord's locales.");
                }
                checker.rule(value, rule);
            });
        }
    }

    /// Discord's answer to what was found; `Ok` when there is nothing.
    pub(crate) fn finish(self) -> Result<(), ApiError> {
        if self.problems.is_empty() {
            return Ok(());
        }
        let mut errors = json!({});
        for (path, code, message) in self.problems {
            let mut place = &mut errors;
            for step in path {
                place = &mut place[step];
            }
            let entry = json!({ "code": code, "message": message });
            match place["_errors"].as_array_mut() {
                Some(list) => list.push(entry),
                None => place["_errors"] = json!([entry]),
            }
        }
        let mut refusal = ApiError::invalid_form().violating();
        refusal.errors = Some(errors);
        Err(refusal)
    }
}

/// Checks one value against one rule.
pub(crate) fn check(value: &Value, rule: &Rule) -> Result<(), ApiError> {
    let mut checker = Checker::default();
    checker.rule(value, rule);
    checker.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const INNER: Shape = Shape {
        keys: &[must("text", Rule::Text(1, 3))],
        also: nothing_else,
    };
    const OUTER: Shape = Shape {
        keys: &[
            may("list", Rule::List(1, 2, &Rule::Object(&INNER))),
            may("url", Rule::Url),
            may("at", Rule::Timestamp),
            may("names", Rule::Localised(&Rule::Text(1, 5))),
            may("count", Rule::Int(1, 25)),
        ],
        also: nothing_else,
    };

    #[test]
    fn every_problem_is_reported_where_it_is() {
        let value = json!({ "list": [{ "text": "abcd" }, {}], "wrong": 1 });
        let refusal = check(&value, &Rule::Object(&OUTER)).unwrap_err();
        assert_eq!(
            refusal.body(),
            json!({ "code": 50035, "message": "Invalid Form Body", "errors": {
                "list": {
                    "0": { "text": { "_errors": [{ "code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 3 or fewer in length." }] } },
                    "1": { "text": { "_errors": [{ "code": "BASE_TYPE_REQUIRED", "message": "This field is required" }] } },
                },
                "wrong": { "_errors": [{ "code": "FAKE_UNKNOWN_KEY", "message": "The fake knows no such key here." }] },
            } })
        );
    }

    #[test]
    fn rules_accept_and_refuse() {
        let cases = [
            (json!({}), true),
            (json!({ "list": null }), true),
            (json!({ "list": [] }), false),
            (json!({ "list": [{ "text": "é한국" }] }), true),
            (json!({ "list": [{ "text": "   " }] }), false),
            (json!({ "list": [{ "text": 1 }] }), false),
            (json!({ "list": "x" }), false),
            (json!({ "url": "https://example.com/x" }), true),
            (json!({ "url": "attachment://badge.png" }), true),
            (json!({ "url": "ftp://example.com" }), false),
            (json!({ "url": "example.com" }), false),
            (json!({ "at": "2026-11-21T01:02:03Z" }), true),
            (json!({ "at": "yesterday" }), false),
            (json!({ "names": { "ko": "ok" } }), true),
            (json!({ "names": { "kr": "ok" } }), false),
            (json!({ "names": { "ko": "" } }), false),
            (json!({ "count": 25 }), true),
            (json!({ "count": 26 }), false),
            (json!({ "count": 0 }), false),
            (json!({ "count": "1" }), false),
        ];
        for (value, fine) in cases {
            assert_eq!(
                check(&value, &Rule::Object(&OUTER)).is_ok(),
                fine,
                "{value}"
            );
        }
    }
}
