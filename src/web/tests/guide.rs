//! `docs/EVENTS.md` as an integrator follows it: its commands are run as they stand there.

use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use super::*;
use crate::events::Distrust;

const GUIDE: &str = include_str!("../../../docs/EVENTS.md");

/// The commands under this name.
fn commands(name: &str) -> &'static str {
    let marker = format!("<!-- run: {name} -->\n```sh\n");
    let (_, rest) = GUIDE.split_once(&marker).expect(name);
    rest.split_once("```").unwrap().0
}

/// What they print.
async fn run(folder: &Path, script: &str, environment: &[(&str, &str)]) -> String {
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .envs(environment.iter().copied())
        .env("no_proxy", "127.0.0.1")
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .await
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{script}\n{error}");
    String::from_utf8(output.stdout)
        .unwrap()
        .trim_end()
        .to_owned()
}

/// Stands before the tools that are started, and writes down what they are started with: anybody on the machine can read
/// that.
struct Onlooker(tempfile::TempDir);

impl Onlooker {
    fn new() -> Self {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        for tool in ["curl", "od", "openssl", "tr"] {
            let seen = folder.path().join("seen");
            let script = format!(
                "#!/bin/bash\nprintf '%s\\n' \"$*\" >>{}\nPATH=${{PATH#*:}} exec {tool} \"$@\"\n",
                seen.display()
            );
            let shim = folder.path().join(tool);
            std::fs::write(&shim, script).unwrap();
            std::fs::set_permissions(&shim, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        Self(folder)
    }

    fn path(&self) -> String {
        let others = std::env::var("PATH").unwrap();
        format!("{}:{others}", self.0.path().display())
    }

    /// That no secret was among it.
    fn has_seen_nothing_of(&self, secret: &str) {
        use base64::Engine as _;
        let seen = std::fs::read_to_string(self.0.path().join("seen")).unwrap();
        assert!(seen.contains("-binary"), "it sees nothing: {seen}");
        let text = secret.strip_prefix("whsec_").unwrap();
        let bytes = base64::prelude::BASE64_STANDARD.decode(text).unwrap();
        let hex = bytes.iter().map(|byte| format!("{byte:02x}"));
        let hex = hex.collect::<Vec<_>>().concat();
        for form in [text, hex.as_str()] {
            assert!(!seen.contains(form), "the key was an argument: {seen}");
        }
    }
}

/// Whether the tools of the guide are here. Where they are not, the guide is not tried, which is said.
fn has_tools() -> bool {
    let is_there = |tool: &&str| {
        let found = std::process::Command::new(tool).arg("--help").output();
        found.is_ok()
    };
    let missing: Vec<_> = ["bash", "curl", "openssl", "od"]
        .into_iter()
        .filter(|tool| !is_there(tool))
        .collect();
    if !missing.is_empty() {
        eprintln!("SKIPPED: docs/EVENTS.md is not tried, because {missing:?} can't be had");
    }
    missing.is_empty()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[tokio::test]
async fn an_integrator_makes_a_secret_signs_an_event_and_sends_it_twice() {
    if !has_tools() {
        return;
    }
    let secret = run(root(), commands("secret"), &[]).await;
    let key = SigningKey::parse(&Secret::new(secret.clone())).unwrap();
    let server = Server::start_with(Limits::default(), Clock::System, key).await;
    let send = commands("send").replace("127.0.0.1:8080", &server.address);
    assert_ne!(send, commands("send"));
    let send = format!("{}{send}", commands("hmac"));
    let onlooker = Onlooker::new();
    for again in [false, true] {
        let given = [("EVENTS_SECRETS", &*secret), ("PATH", &onlooker.path())];
        let said = run(root(), &send, &given).await;
        let expected = format!(r#"{{"outcome":"recorded","event":"trade-7f3a","again":{again}}}"#);
        assert_eq!(said, expected);
    }
    assert!(GUIDE.contains(r#"{"outcome":"recorded","event":"trade-7f3a","again":false}"#));
    let said = run(root(), &send, &[("EVENTS_SECRETS", SECRET)]).await;
    assert!(said.contains("urn:sparks:problem:signature"), "{said}");
    onlooker.has_seen_nothing_of(&secret);
}

#[tokio::test]
async fn an_integrator_checks_what_they_are_told() {
    if !has_tools() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let body = "{\"type\": \"redemption.settled\"}\n";
    std::fs::write(folder.path().join("body.json"), body).unwrap();
    let id = MessageId::parse("R-5-settled-1").unwrap();
    let ours = key().sign(&id, NOW_S, body.as_bytes());
    let other = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let both = format!("{other} {ours}");
    let timestamp = NOW_S.to_string();
    let check = format!("{}{}", commands("hmac"), commands("check"));
    let onlooker = Onlooker::new();
    for (signature, said) in [
        (&ours[..], "it is ours"),
        (&both, "it is ours"),
        (other, "it is not"),
    ] {
        let given = [
            ("OUTBOUND_SECRET", SECRET),
            ("id", id.as_str()),
            ("timestamp", &timestamp),
            ("signature", signature),
            ("PATH", &onlooker.path()),
        ];
        assert_eq!(run(folder.path(), &check, &given).await, said);
    }
    onlooker.has_seen_nothing_of(SECRET);
}

/// Every problem there is.
fn problems() -> Vec<Problem> {
    vec![
        Problem::Malformed(String::new()),
        Problem::Distrusted(Distrust::Headers),
        Problem::Distrusted(Distrust::Time),
        Problem::Distrusted(Distrust::Signature),
        Problem::NotFound,
        Problem::MethodNotAllowed,
        Problem::Slow,
        Problem::Conflict,
        Problem::TooLarge { max: 1 },
        Problem::NotJson,
        Problem::UnknownType,
        Problem::UnknownVersion,
        Problem::Invalid(String::new()),
        Problem::TooMany { retry_after_s: 1 },
        Problem::Unavailable,
    ]
}

#[test]
fn the_guide_and_the_description_know_every_problem() {
    let description: serde_json::Value = serde_json::from_str(OPENAPI).unwrap();
    let described = &description["components"]["schemas"]["Problem"]["properties"]["type"]["enum"];
    let listed: Vec<String> = problems()
        .iter()
        .map(|problem| format!("urn:sparks:problem:{}", problem.code()))
        .collect();
    assert_eq!(*described, serde_json::json!(listed));
    for problem in problems() {
        let code = format!("`{}`", problem.code());
        assert!(GUIDE.contains(&code), "{code}");
    }
}

#[tokio::test]
async fn the_guide_knows_every_figure() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&folder.path().join("sparks.db")).await.unwrap();
    crate::webhooks::use_backend(&db, true).await.unwrap();
    let clock = Clock::manual(1);
    let app = App::new(db, clock, Policy::default(), Catalogue::new().unwrap(), 7);
    let page = figures(&app).await.unwrap();
    let names: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next())
        .collect();
    assert_eq!(names.len(), 10, "{page}");
    for name in names {
        assert!(GUIDE.contains(&format!("`{name}")), "{name}");
    }
    for line in [
        "sparks_redemptions{state=\"held\"} 0",
        "sparks_queue_age_seconds{queue=\"webhooks\"} 0",
        "sparks_database_commit_seconds_count 1",
    ] {
        assert!(page.lines().any(|found| found == line), "{line}\n{page}");
    }
    app.db.close().await;
}
