//! A start while Discord is away: it waits, says for what, goes on by itself, and ends at once when it is told to or when
//! waiting can't help.

use std::path::Path;
use std::time::Duration;

use fake_discord::{FakeDiscord, Fault};
use tokio::process::{Child, Command};

use super::command::sparks;
use super::process::{PATIENCE, end, sparks_on, stop};

const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// Everything that a start must ask, with what it says that it waits for.
const ASKED: [(&str, &str, &str); 4] = [
    ("GET", "/gateway/bot", "to say where its gateway is"),
    (
        "GET",
        "/oauth2/applications/@me",
        "to tell about our application",
    ),
    (
        "GET",
        "/applications/*/guilds/*/commands",
        "to tell the server's commands",
    ),
    (
        "PUT",
        "/applications/*/guilds/*/commands",
        "to take the commands",
    ),
];

/// Runs it with its words in a file.
fn begin(folder: &Path, mut command: Command) -> Child {
    let log = std::fs::File::create(folder.join("bot.log")).unwrap();
    command.stderr(log).arg("run").spawn().unwrap()
}

async fn says(folder: &Path, words: &str) {
    let log = || std::fs::read_to_string(folder.join("bot.log")).unwrap();
    let said = async {
        while !log().contains(words) {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, said).await;
    assert!(in_time.is_ok(), "{words:?} is not in {}", log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_discord_that_is_away_is_waited_for_at_every_step() {
    let discord = FakeDiscord::start().await;
    for (method, path, waits_for) in ASKED {
        for (row, fault) in [
            ("502", Fault::on(method, path).status(502)),
            ("429", Fault::on(method, path).rate_limited(0.1)),
            ("cut", Fault::on(method, path).cut_before_effect()),
            ("unreadable", Fault::on(method, path).unreadable_body()),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let fault = discord.fault(fault.times(1));
            let sessions = discord.sessions().len();
            let bot = begin(folder.path(), sparks_on(folder.path(), &discord));
            let served = async {
                while discord.sessions().len() == sessions {
                    tokio::time::sleep(LOOK_AGAIN).await;
                }
            };
            let in_time = tokio::time::timeout(PATIENCE, served).await;
            let log = std::fs::read_to_string(folder.path().join("bot.log")).unwrap();
            assert!(in_time.is_ok(), "{path} {row}: {log}");
            assert_eq!(fault.hits(), 1, "{path} {row}");
            assert!(log.contains(waits_for), "{path} {row}: {log}");
            assert!(log.contains("the start goes on"), "{path} {row}: {log}");
            for secret in ["/api/v10", discord.token()] {
                assert!(!log.contains(secret), "{secret} is in {log}");
            }
            discord.wait_ready().await;
            stop(bot).await;
        }
    }
}

/// A Discord that can't be reached must be waited for, never be looked for somewhere else; and a stop ends the wait.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_ends_the_wait() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let mut command = sparks_on(folder.path(), &discord);
    command.env("DISCORD_PROXY", "http://127.0.0.1:9");
    let bot = begin(folder.path(), command);
    says(
        folder.path(),
        "can't ask http://127.0.0.1:9 where the gateway is: can't connect",
    )
    .await;
    says(folder.path(), "the start waits for Discord").await;
    stop(bot).await;
    assert_eq!(discord.requests().len(), 0);
    let verified = end(sparks(folder.path()).arg("verify")).await;
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}

/// The waits grow, so that a long outage is not answered by a storm of requests.
#[tokio::test(flavor = "multi_thread")]
async fn the_waits_grow() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let away = discord.fault(Fault::on("GET", "/gateway/bot").status(503).always());
    let bot = begin(folder.path(), sparks_on(folder.path(), &discord));
    away.wait_hits(4).await;
    let tries = discord.requests_to("GET", "/gateway/bot");
    let waits: Vec<_> = tries
        .windows(2)
        .map(|pair| pair[1].at.saturating_sub(pair[0].at))
        .collect();
    // Between half and all of 1 s, 2 s and 4 s.
    for (wait, least_ms) in waits.iter().zip([500, 1_000, 2_000]) {
        assert!(*wait >= Duration::from_millis(least_ms), "{waits:?}");
    }
    stop(bot).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waiting_can_not_mend_ends_the_start_at_once() {
    let revoked = FakeDiscord::start().await;
    revoked.revoke_token();
    let alone = FakeDiscord::start().await;
    alone.kick_bot();
    let strange = FakeDiscord::start().await;
    let strange_guild = "42".to_owned();
    let refusing = FakeDiscord::start().await;
    let commands = Fault::on("PUT", "/applications/*/guilds/*/commands");
    refusing.fault(commands.error(400, 50035, "Invalid Form Body").always());
    for (discord, guild, words) in [
        (&revoked, revoked.guild_id().to_string(), "DISCORD_TOKEN"),
        (&alone, alone.guild_id().to_string(), "is the bot invited"),
        (&strange, strange_guild, "Is DISCORD_GUILD_ID right"),
        (
            &refusing,
            refusing.guild_id().to_string(),
            "Discord did not take the commands: 400, code 50035",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = sparks_on(folder.path(), discord);
        let ended = end(command.env("DISCORD_GUILD_ID", guild).arg("run")).await;
        assert_eq!(ended.code, 1, "{words}: {}", ended.stderr);
        let last = ended.stderr.lines().last().unwrap();
        assert!(
            last.starts_with("sparks: ") && last.contains(words),
            "{last}"
        );
        assert!(!ended.stderr.contains("waits"), "{}", ended.stderr);
        assert!(!last.contains(discord.base_url().as_str()), "{last}");
    }
}
