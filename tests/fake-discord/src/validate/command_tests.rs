use super::*;

fn slash(change: impl FnOnce(&mut Value)) -> Value {
    let mut command = json!({ "name": "redeem", "description": "Redeem a perk", "options": [] });
    change(&mut command);
    command
}

fn with_option(change: impl FnOnce(&mut Value)) -> Value {
    let mut option = json!({ "type": 3, "name": "perk", "description": "Which" });
    change(&mut option);
    slash(|command| command["options"] = json!([option]))
}

fn plain(name: &str, required: bool) -> Value {
    json!({ "type": 3, "name": name, "description": "d", "required": required })
}

#[allow(clippy::needless_pass_by_value, reason = "json! literals")]
fn sub(kind: u64, name: &str, options: Value) -> Value {
    json!({ "type": kind, "name": name, "description": "d", "options": options })
}

fn choices(count: usize) -> Value {
    (0..count)
        .map(|id| json!({ "name": format!("n{id}"), "value": format!("v{id}") }))
        .collect()
}

/// Every rule at its edge: the definition, and what the refusal must name (`None`: accepted).
#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn rules() {
    let long = |count: usize| "x".repeat(count);
    let table: Vec<(Value, Option<&str>)> = vec![
        (slash(|_| {}), None),
        (slash(|c| c["name"] = json!(long(32))), None),
        (slash(|c| c["name"] = json!(long(33))), Some("name")),
        (slash(|c| c["name"] = json!("")), Some("name")),
        (slash(|c| c["name"] = json!("Redeem")), Some("INVALID_NAME")),
        (
            slash(|c| c["name"] = json!("re deem")),
            Some("INVALID_NAME"),
        ),
        (
            slash(|c| c["name"] = json!("re!deem")),
            Some("INVALID_NAME"),
        ),
        (slash(|c| c["name"] = json!("обменять-1_'")), None),
        (slash(|c| c["name"] = json!("리딤")), None),
        (slash(|c| c["description"] = json!("")), Some("description")),
        (
            slash(|c| c["description"] = Value::Null),
            Some("description"),
        ),
        (slash(|c| c["description"] = json!(long(100))), None),
        (
            slash(|c| c["description"] = json!(long(101))),
            Some("description"),
        ),
        (
            slash(|c| c["name_localizations"] = json!({ "ru": "обменять", "ko": "교환" })),
            None,
        ),
        (
            slash(|c| c["name_localizations"] = json!({ "ru": "Обменять" })),
            Some("INVALID_NAME"),
        ),
        (
            slash(|c| c["name_localizations"] = json!({ "ru": "об менять" })),
            Some("INVALID_NAME"),
        ),
        (
            slash(|c| c["name_localizations"] = json!({ "kr": "교환" })),
            Some("kr"),
        ),
        (
            slash(|c| c["description_localizations"] = json!({ "ru": "" })),
            Some("ru"),
        ),
        (
            slash(|c| c["description_localizations"] = json!({ "ru": long(101) })),
            Some("ru"),
        ),
        (slash(|c| c["unknown"] = json!(1)), Some("FAKE_UNKNOWN_KEY")),
        (
            slash(|c| c["default_member_permissions"] = json!("32")),
            None,
        ),
        (
            slash(|c| c["default_member_permissions"] = json!("MANAGE_GUILD")),
            Some("default_member_permissions"),
        ),
        (slash(|c| c["contexts"] = json!([0])), None),
        (slash(|c| c["contexts"] = json!([3])), Some("contexts")),
        (
            slash(|c| c["options"] = (0..25).map(|id| plain(&format!("o{id}"), false)).collect()),
            None,
        ),
        (
            slash(|c| c["options"] = (0..26).map(|id| plain(&format!("o{id}"), false)).collect()),
            Some("options"),
        ),
        (
            slash(|c| c["options"] = json!([plain("a", true), plain("b", false)])),
            None,
        ),
        (
            slash(|c| c["options"] = json!([plain("a", false), plain("b", true)])),
            Some("REQUIRED_INVALID"),
        ),
        (
            slash(|c| c["options"] = json!([plain("a", false), plain("a", false)])),
            Some("NAME_INVALID"),
        ),
        (
            with_option(|o| o["name"] = json!("Perk")),
            Some("INVALID_NAME"),
        ),
        (
            with_option(|o| o["description"] = Value::Null),
            Some("description"),
        ),
        (with_option(|o| o["type"] = json!(12)), Some("type")),
        (with_option(|o| o["choices"] = choices(25)), None),
        (with_option(|o| o["choices"] = choices(26)), Some("choices")),
        (
            with_option(|o| o["choices"] = json!([{ "name": long(101), "value": "v" }])),
            Some("name"),
        ),
        (
            with_option(|o| o["choices"] = json!([{ "name": "n", "value": long(101) }])),
            Some("CHOICE_VALUE"),
        ),
        (
            with_option(|o| o["choices"] = json!([{ "name": "n", "value": 5 }])),
            Some("CHOICE_VALUE"),
        ),
        (
            with_option(|o| o["choices"] = json!(vec![json!({ "name": "n", "value": "v" }); 2])),
            Some("DUPLICATE"),
        ),
        (
            with_option(|o| {
                o["choices"] = choices(1);
                o["autocomplete"] = json!(true);
            }),
            Some("AUTOCOMPLETE_WITH_CHOICES"),
        ),
        (with_option(|o| o["autocomplete"] = json!(true)), None),
        (
            with_option(|o| o["min_value"] = json!(1)),
            Some("min_value"),
        ),
        (
            with_option(|o| o["max_length"] = json!(6001)),
            Some("max_length"),
        ),
        (
            with_option(|o| {
                o["type"] = json!(6);
                o["autocomplete"] = json!(true);
            }),
            Some("autocomplete"),
        ),
        (
            slash(|c| c["options"] = json!([sub(1, "create", json!([plain("name", true)]))])),
            None,
        ),
        (
            slash(|c| {
                c["options"] = json!([sub(2, "group", json!([sub(1, "create", json!([]))]))]);
            }),
            None,
        ),
        (
            slash(|c| c["options"] = json!([sub(1, "create", json!([])), plain("x", false)])),
            Some("TYPE_INVALID"),
        ),
        (
            slash(|c| c["options"] = json!([sub(1, "a", json!([sub(1, "b", json!([]))]))])),
            Some("TYPE_INVALID"),
        ),
        (
            slash(|c| c["options"] = json!([sub(2, "a", json!([plain("x", false)]))])),
            Some("TYPE_INVALID"),
        ),
        (
            slash(|c| {
                c["options"] = json!([sub(1, "a", json!([plain("x", false), plain("y", true)]))]);
            }),
            Some("REQUIRED_INVALID"),
        ),
        (json!({ "name": "View Sparks", "type": 2 }), None),
        (
            json!({ "name": "View Sparks", "type": 2, "name_localizations": { "ru": "Показать Искры" } }),
            None,
        ),
        (
            json!({ "name": "View Sparks", "type": 2, "description": "no" }),
            Some("CONTEXT_MENU"),
        ),
        (json!({ "name": long(33), "type": 3 }), Some("name")),
    ];
    for (definition, expected) in table {
        let found = command(&definition)
            .err()
            .map(|error| error.body()["errors"].to_string());
        match (expected, &found) {
            (None, found) => assert_eq!(*found, None, "{definition}"),
            (Some(part), Some(errors)) => {
                assert!(errors.contains(part), "{part} is not in {errors}");
            }
            (Some(part), None) => panic!("accepted, but {part} is wrong: {definition}"),
        }
    }
}

#[test]
fn a_command_has_8000_characters_at_most() {
    // Each of 25 options: a name of 4, a description of 100, two choices of 9 + 100.
    let sized = |extra: usize| {
        let option = |id: usize| {
            let choice = |n: usize| json!({ "name": format!("choice-{id:02}-{n}"), "value": format!("{:0<94}{n}", id) });
            json!({ "type": 3, "name": format!("o{id:03}"), "description": "d".repeat(100), "choices": [choice(0), choice(1)] })
        };
        slash(|command| {
            command["name"] = json!("n".repeat(10));
            command["description"] = json!("d".repeat(extra));
            command["options"] = (0..25).map(option).collect();
        })
    };
    let base = total_text(sized(1).as_object().unwrap()) - 1;
    assert!(base < COMMAND_TEXT_MAX && base + 100 > 7900, "{base}");
    let mut full = sized(1);
    let missing = COMMAND_TEXT_MAX - base - 1;
    let mut filled = 0;
    for option in full["options"].as_array_mut().unwrap() {
        let more = (missing - filled).min(28);
        let name = format!("{}{}", option["name"].as_str().unwrap(), "x".repeat(more));
        option["name"] = json!(name);
        filled += more;
    }
    assert_eq!(filled, missing);
    assert!(command(&full).is_ok());
    // A longer localised form counts instead of the original.
    full["description_localizations"] = json!({ "ru": "dd" });
    assert!(
        command(&full)
            .unwrap_err()
            .body()
            .to_string()
            .contains("TOO_LARGE")
    );
}

#[test]
fn sets_of_commands() {
    let set = |count: usize| -> Value {
        (0..count)
            .map(|id| slash(|c| c["name"] = json!(format!("c{id}"))))
            .collect()
    };
    assert!(commands(&json!([])).is_ok());
    assert!(commands(&set(100)).is_ok());
    assert!(commands(&set(101)).is_err());
    let menus = |count: usize| -> Value {
        (0..count)
            .map(|id| json!({ "name": format!("m{id}"), "type": 2 }))
            .collect()
    };
    assert!(commands(&menus(15)).is_ok());
    assert!(commands(&menus(16)).is_err());
    assert!(commands(&json!([slash(|_| {}), slash(|_| {})])).is_err());
    assert!(commands(&json!([slash(|_| {}), { "name": "redeem", "type": 2 }])).is_ok());
    assert!(commands(&json!({})).is_err());
}
