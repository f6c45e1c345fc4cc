//! The description at `/v1/openapi.json` and the parser say the same: what one takes, the other takes.

use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::events::parse;

/// What an event must look like, by the description.
fn validator(name: &str) -> Validator {
    let description: Value = serde_json::from_str(OPENAPI).unwrap();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": description["components"],
    });
    jsonschema::validator_for(&schema).unwrap()
}

fn is_described(event: &Value) -> bool {
    static EVENTS: LazyLock<Validator> = LazyLock::new(|| validator("Event"));
    EVENTS.is_valid(event)
}

fn takes(event: &Value) -> bool {
    parse(event.to_string().as_bytes()).is_ok()
}

/// The example events of `docs/events`.
fn examples() -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/events");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap())
        .collect()
}

#[test]
fn there_is_an_example_of_every_type_and_both_take_it() {
    let description: Value = serde_json::from_str(OPENAPI).unwrap();
    let types = &description["components"]["schemas"]["Event"]["discriminator"]["mapping"];
    let mut described: Vec<&str> = types
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    described.sort_unstable();
    let examples = examples();
    let mut shown: Vec<&str> = examples
        .iter()
        .map(|example| example["type"].as_str().unwrap())
        .collect();
    shown.sort_unstable();
    assert_eq!(shown, described);
    for example in &examples {
        assert!(is_described(example), "{example}");
        assert!(takes(example), "{example}");
        let kind = example["type"].as_str().unwrap();
        let schema = types[kind].as_str().unwrap().rsplit('/').next().unwrap();
        let fields =
            |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        let properties = &description["components"]["schemas"][schema]["properties"];
        assert_eq!(
            fields(&properties["data"]["properties"]),
            fields(&example["data"])
        );
    }
}

/// A change to a place in an event: (in its data?, which field, what becomes of it).
fn change() -> impl Strategy<Value = (bool, prop::sample::Index, Option<Value>)> {
    let value = prop_oneof![
        Just(Value::Null),
        Just(json!(1)),
        Just(json!(true)),
        Just(json!([])),
        Just(json!({})),
        Just(json!("")),
        "[a-zA-Z0-9:_-]{1,70}".prop_map(Value::from),
        "[0-9]{1,14}(\\.[0-9]{0,9})?".prop_map(Value::from),
        "[1-9][0-9]{0,17}".prop_map(Value::from),
        "\\PC{0,5}".prop_map(Value::from),
    ];
    (
        any::<bool>(),
        any::<prop::sample::Index>(),
        prop::option::of(value),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8_000))]
    #[test]
    fn whatever_is_changed_both_take_it_or_neither(
        example in any::<prop::sample::Index>(), changes in prop::collection::vec(change(), 1..3), is_added in any::<bool>(),
    ) {
        static EXAMPLES: LazyLock<Vec<Value>> = LazyLock::new(examples);
        let examples = &*EXAMPLES;
        let mut event = examples[example.index(examples.len())].clone();
        for (is_data, field, value) in changes {
            let object = if is_data { &mut event["data"] } else { &mut event };
            let Some(object) = object.as_object_mut() else { continue };
            if object.is_empty() {
                continue;
            }
            let name = object.keys().nth(field.index(object.len())).unwrap().clone();
            match value {
                // What a time is, and that it is not in the future, is more than the description can say.
                Some(_) if name == "occurred_at" => {}
                Some(value) => drop(object.insert(name, value)),
                None => drop(object.remove(&name)),
            }
            if is_added && field.index(4) == 0 {
                object.insert("surplus".to_owned(), json!("x"));
            }
        }
        // Nor that nobody invites themselves, or that ids end where Discord's do.
        prop_assume!(event["data"]["inviter"] != event["data"]["invitee"] || event["data"]["inviter"].is_null());
        prop_assert_eq!(is_described(&event), takes(&event), "{}", event);
    }
}

#[tokio::test]
async fn it_is_served_as_it_is_written() {
    let server = Server::start(Limits::default()).await;
    let address = format!("http://{}/v1/openapi.json", server.address);
    let response = server.client.get(address).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.text().await.unwrap(), OPENAPI);
    let description: Value = serde_json::from_str(OPENAPI).unwrap();
    for path in description["paths"].as_object().unwrap().keys() {
        let address = format!("http://{}{path}", server.address);
        let status = server.client.get(address).send().await.unwrap().status();
        assert_ne!(status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn answers_are_as_they_are_described() {
    let server = Server::start(Limits::default()).await;
    let recorded: Value = server
        .signed(EVENT)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(validator("Recorded").is_valid(&recorded), "{recorded}");
    let refused: Value = server
        .post(EVENT)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(validator("Problem").is_valid(&refused), "{refused}");
}
