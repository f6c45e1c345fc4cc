//! Who may know whom: arrows point from Discord and HTTP to the domain, never back; the ledger alone
//! moves Sparks; time and chance come from one place.

use crate::rust_source::{RustSource, mentions};
use crate::{assert_none, files};

/// A part of the source, and the names that it must not mention: libraries, or modules of our own.
struct Layer {
    paths: &'static [&'static str],
    libraries: &'static [&'static str],
    modules: &'static [&'static str],
}

const LAYERS: [Layer; 4] = [
    Layer {
        paths: &["src/badge_art"],
        libraries: &["serenity", "poise", "axum", "sqlx", "tokio"],
        modules: &[
            "discord",
            "web",
            "fulfilment",
            "perks",
            "ledger",
            "db",
            "app",
        ],
    },
    Layer {
        paths: &[
            "src/ledger",
            "src/perks",
            "src/audit",
            "src/campaigns",
            "src/events",
            "src/leaderboard",
            "src/facts.rs",
            "src/privacy",
            "src/db.rs",
            "src/db/",
        ],
        libraries: &["serenity", "poise", "axum"],
        modules: &["discord", "web", "fulfilment"],
    },
    Layer {
        paths: &["src/fulfilment"],
        libraries: &["serenity", "poise", "axum"],
        modules: &["discord"],
    },
    // SQL stands beside the rules that it is about.
    Layer {
        paths: &["src/discord"],
        libraries: &["sqlx"],
        modules: &[],
    },
];

/// The files that may ask the machine for the time or for chance, each with its reason.
const AMBIENT: [(&str, &str); 3] = [
    (
        "src/app.rs",
        "the one wiring: hands clock and randomness to everything else",
    ),
    ("src/clock.rs", "the clock that is handed out"),
    (
        "src/main.rs",
        "draws the seed from which all chance follows, once",
    ),
];

fn breaks_layering(path: &str, text: &str) -> Vec<String> {
    let Some(layer) = LAYERS
        .iter()
        .find(|layer| layer.paths.iter().any(|is| path.starts_with(is)))
    else {
        return vec![];
    };
    let mut broken = vec![];
    let mut in_use = false;
    for (index, line) in RustSource::parse(text).code.iter().enumerate() {
        in_use = in_use || mentions(line, "use");
        let libraries = layer.libraries.iter().filter(|name| mentions(line, name));
        let modules = layer.modules.iter().filter(|name| {
            let path = [format!("{name}::"), format!("::{name}")];
            in_use && mentions(line, name) || path.iter().any(|path| mentions_path(line, path))
        });
        let place = format!("{path}:{}", index + 1);
        broken.extend(
            libraries
                .chain(modules)
                .map(|name| format!("{place}: mentions {name}")),
        );
        in_use = in_use && !line.contains(';');
    }
    broken
}

/// Like [`mentions`], for a path with `::` at one end.
fn mentions_path(line: &str, path: &str) -> bool {
    path.strip_prefix("::").map_or_else(
        || mentions(line, path),
        |name| {
            line.match_indices("::").any(|(at, _)| {
                line[at + 2..].strip_prefix(name).is_some_and(|rest| {
                    !rest
                        .chars()
                        .next()
                        .is_some_and(|next| next.is_alphanumeric() || next == '_')
                })
            })
        },
    )
}

fn moves_sparks(path: &str, text: &str) -> Vec<String> {
    let mut broken = vec![];
    for (line, literal) in RustSource::parse(text).literals {
        let sql = literal.to_ascii_lowercase();
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        let starts = |statement: &str| {
            mentions(&sql, statement) || mentions(&sql, &statement.replace(' ', " main."))
        };
        if !path.starts_with("src/ledger") && starts("insert into transfer") {
            broken.push(format!(
                "{path}:{line}: inserts a transfer; only src/ledger may"
            ));
        }
        for statement in [
            "update transfer",
            "delete from transfer",
            "update account",
            "delete from account",
        ] {
            if starts(statement) {
                broken.push(format!(
                    "{path}:{line}: has \"{statement}\"; only triggers may"
                ));
            }
        }
    }
    broken
}

fn asks_the_machine(path: &str, text: &str) -> Vec<String> {
    if AMBIENT.iter().any(|(allowed, _)| path == *allowed) {
        return vec![];
    }
    let mut broken = vec![];
    for (index, line) in RustSource::parse(text).code.iter().enumerate() {
        for name in [
            "SystemTime::now",
            "Instant::now",
            "fastrand::",
            "getrandom::",
        ] {
            if mentions(line, name) {
                broken.push(format!("{path}:{}: {name}; take it from App", index + 1));
            }
        }
    }
    broken
}

fn broken_in_src(check: fn(&str, &str) -> Vec<String>) -> Vec<String> {
    files("src", &["rs"])
        .iter()
        .flat_map(|(path, text)| check(path, text))
        .collect()
}

#[test]
fn arrows_point_one_way() {
    assert_none(
        "a layer knows what it must not know:",
        &broken_in_src(breaks_layering),
    );
}

#[test]
fn the_ledger_alone_moves_sparks() {
    assert_none(
        "Sparks are moved past the ledger:",
        &broken_in_src(moves_sparks),
    );
}

#[test]
fn time_and_chance_come_from_one_place() {
    assert_none(
        "the clock or chance is ambient:",
        &broken_in_src(asks_the_machine),
    );
}

/// What asks Discord. Each such call must pass the breaker, or an outage could end in a ban.
const ASKS: [&str; 8] = [
    "create_response",
    "edit_response",
    "create_followup",
    "edit_original_interaction_response",
    "defer_response",
    "add_member_role",
    "remove_member_role",
    "get_member",
];

/// A file that asks and does not know the breaker.
fn asks_past_the_breaker(path: &str, text: &str) -> Vec<String> {
    let source = RustSource::parse(text);
    if source.code.iter().any(|line| mentions(line, "breaker")) {
        return vec![];
    }
    let lines = source.code.iter().enumerate();
    let asking = lines.filter(|(_, line)| {
        ASKS.iter()
            .any(|name| mentions(line, name) && line.contains(&format!("{name}(")))
    });
    asking
        .map(|(at, _)| format!("{path}:{}: asks Discord past the breaker", at + 1))
        .collect()
}

/// Reads for others, which pass the breaker: `check`, before there is a bot, is one of them.
const READERS: [&str; 1] = ["src/discord/hierarchy.rs"];

#[test]
fn what_asks_discord_passes_the_breaker() {
    let handlers = files("src/discord", &["rs"]);
    let broken: Vec<String> = handlers
        .iter()
        .filter(|(path, _)| !READERS.contains(&path.as_str()) && !path.ends_with("tests.rs"))
        .flat_map(|(path, text)| asks_past_the_breaker(path, text))
        .collect();
    assert_none("Discord is asked past the breaker:", &broken);
    let bad = "let a = 1;\ninteraction.create_response(http, view).await?;\n";
    assert_eq!(
        asks_past_the_breaker("src/discord/x.rs", bad),
        ["src/discord/x.rs:2: asks Discord past the breaker"]
    );
}

#[test]
fn layering_can_be_broken() {
    let sample = "// serenity may be named here\nuse poise::Command;\nuse crate::{\n    ids, discord,\n};\nlet a = crate::web::serve();\nlet b = config.discord.token;\nlet c = \"serenity\";\n";

    assert_eq!(
        breaks_layering("src/ledger/post.rs", sample),
        [
            "src/ledger/post.rs:2: mentions poise",
            "src/ledger/post.rs:4: mentions discord",
            "src/ledger/post.rs:6: mentions web",
        ]
    );
    assert_eq!(breaks_layering("src/db.rs", sample).len(), 3);
    assert_eq!(breaks_layering("src/fulfilment/worker.rs", sample).len(), 2);
    assert_eq!(breaks_layering("src/badge_art/mod.rs", sample).len(), 3);
    assert!(breaks_layering("src/discord/roles.rs", sample).is_empty());
    assert_eq!(
        breaks_layering("src/discord/bot.rs", "sqlx::query(\"DELETE FROM notice\")"),
        ["src/discord/bot.rs:1: mentions sqlx"]
    );
}

#[test]
fn moving_sparks_past_the_ledger_is_noticed() {
    let insert = "sqlx::query(\n  \"Insert  INTO\n  transfer (id) VALUES ($1)\")";
    assert_eq!(
        moves_sparks("src/perks/redeem.rs", insert),
        ["src/perks/redeem.rs:2: inserts a transfer; only src/ledger may"]
    );
    assert!(moves_sparks("src/ledger/mod.rs", insert).is_empty());
    assert!(moves_sparks("src/perks/redeem.rs", "\"INSERT INTO transfer_log\"").is_empty());
    assert_eq!(
        moves_sparks("src/ledger/mod.rs", "\"UPDATE account SET held = 0\"").len(),
        1
    );
    assert_eq!(
        moves_sparks("src/ledger/mod.rs", "r\"DELETE FROM transfer\"").len(),
        1
    );
}

#[test]
fn ambient_time_and_chance_are_noticed() {
    let sample = "let a = std::time::SystemTime::now();\n// Instant::now\nlet b = Instant::now();\nlet c = fastrand::u64(..);\n";

    assert_eq!(asks_the_machine("src/perks/mod.rs", sample).len(), 3);
    assert!(asks_the_machine("src/clock.rs", sample).is_empty());
}
