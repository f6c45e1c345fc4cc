//! `sparks rules`: what an operator tries before a start, and a start with rules that it must not have.

use std::path::Path;

use fake_discord::FakeDiscord;

use super::command::sparks;
use super::process::{end, sparks_on, start, stop};

fn docs(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join("docs").join(name)).unwrap()
}

fn event(kind: &str, id: &str, data: &str) -> String {
    format!(
        r#"{{"type": "{kind}", "version": 1, "id": "{id}", "occurred_at": "2026-12-01T09:30:00Z", "data": {data}}}"#
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_checked_and_explained_without_a_bot() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("rules.toml", &docs("rules.example.toml"));
    let linked = r#"{"account": "A", "discord_user_id": "1001"}"#;
    let trade = |account: &str| format!(r#"{{"account": "{account}", "volume_usd": "2000"}}"#);
    write("link.json", &event("account.linked", "link-1", linked));
    write("trade.json", &event("trade.filled", "fill-1", &trade("A")));
    write("waits.json", &event("trade.filled", "fill-2", &trade("B")));
    write(
        "undo.json",
        &event("trade.reversed", "undo-1", r#"{"reverses": "fill-1"}"#),
    );
    write("bad.json", &event("trade.filled", "fill-3", "{}"));

    let none = end(sparks(folder.path()).args(["rules", "check"])).await;
    assert_eq!(none.code, 1);
    assert!(none.stderr.contains("RULES_FILE"), "{}", none.stderr);
    let with_rules = |words: &[&str]| {
        let mut command = sparks(folder.path());
        command
            .env("RULES_FILE", folder.path().join("rules.toml"))
            .arg("rules")
            .args(words);
        command
    };
    let checked = end(&mut with_rules(&["check"])).await;
    assert_eq!((checked.code, checked.stderr.as_str()), (0, ""));
    let files = [
        "link.json",
        "trade.json",
        "waits.json",
        "trade.json",
        "undo.json",
    ];
    let explained = with_rules(&["explain"])
        .args(files.map(|name| folder.path().join(name)))
        .output()
        .await
        .unwrap();
    let said = String::from_utf8(explained.stdout).unwrap();
    insta::assert_snapshot!("rules_explained", said);
    // What the documentation shows is what is said.
    let shown = docs("RULES.md");
    let first: Vec<&str> = said.lines().take(4).collect();
    assert!(shown.contains(&first.join("\n")), "{said}");
    assert!(!folder.path().join("sparks.db").exists(), "nothing is kept");

    let bad = folder.path().join("bad.json");
    let refused = end(with_rules(&["explain"]).arg(bad)).await;
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("bad.json"), "{}", refused.stderr);
    write("rules.toml", "[[rules]]\nfrom = 2026-12-01\ntrade = 1\n");
    let wrong = end(&mut with_rules(&["check"])).await;
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("trade"), "{}", wrong.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_with_rules_that_are_wrong_says_so_before_discord_hears_of_it() {
    let discord = FakeDiscord::start().await;
    let folder = tempfile::tempdir().unwrap();
    let rules = folder.path().join("rules.toml");
    std::fs::write(&rules, "[[rules]]\nfrom = 2026-12-01\ntrade = 1\n").unwrap();
    let refused = end(sparks_on(folder.path(), &discord)
        .env("RULES_FILE", &rules)
        .arg("run"))
    .await;
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("rules.toml"), "{}", refused.stderr);
    assert_eq!(discord.sessions().len(), 0);
    let checked = end(sparks_on(folder.path(), &discord)
        .env("RULES_FILE", &rules)
        .arg("check"))
    .await;
    assert_eq!(checked.code, 1, "{}", checked.stdout);
    assert!(
        checked.stdout.contains("need attention"),
        "{}",
        checked.stdout
    );
    std::fs::write(&rules, docs("rules.example.toml")).unwrap();
    let checked = end(sparks_on(folder.path(), &discord)
        .env("RULES_FILE", &rules)
        .arg("check"))
    .await;
    assert!(
        checked.stdout.contains("are well-formed (1 in all)"),
        "{}",
        checked.stdout
    );
    // Without rules it starts.
    stop(start(folder.path(), &discord).await).await;
}
