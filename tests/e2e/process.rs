//! The built binary, as a process: what an operator starts, stops and asks.

use std::path::Path;
use std::time::Duration;

use fake_discord::{FakeDiscord, Fault, Member, Reply};
use tokio::process::{Child, Command};

use super::command::{set_up, sparks};
use super::support::{TestBot, badge_role, moderator};

pub const PATIENCE: Duration = Duration::from_secs(30);
const ROLE: &str = "/guilds/*/members/*/roles/*";

/// The command line of a bot on this fake.
pub fn sparks_on(folder: &Path, discord: &FakeDiscord) -> Command {
    let mut command = sparks(folder);
    set_up(&mut command, discord);
    command
}

pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

pub async fn end(command: &mut Command) -> Ended {
    let output = tokio::time::timeout(PATIENCE, command.output())
        .await
        .expect("the process ends")
        .unwrap();
    Ended {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub async fn start(folder: &Path, discord: &FakeDiscord) -> Child {
    let sessions = discord.sessions().len();
    // A file, since a pipe that nobody reads would fill up and hold the bot back.
    let log = std::fs::File::options()
        .append(true)
        .create(true)
        .open(folder.join("bot.log"))
        .unwrap();
    let child = sparks_on(folder, discord)
        .env("LOG_LEVEL", "trace")
        .stderr(log)
        .arg("run")
        .spawn()
        .unwrap();
    discord
        .wait_until(|discord| discord.sessions().len() > sessions)
        .await;
    discord.wait_ready().await;
    child
}

/// Stops it as a service manager does; it must end by itself, with success.
pub async fn stop(mut child: Child) {
    let pid = child.id().unwrap().to_string();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status()
        .unwrap();
    assert!(killed.success());
    let status = tokio::time::timeout(PATIENCE, child.wait())
        .await
        .expect("the bot stops")
        .unwrap();
    assert_eq!(status.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_binary_redeems_stops_starts_again_and_answers_an_old_button() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let (explorer, pioneer) = (
        badge_role(&discord, "Explorer"),
        badge_role(&discord, "Pioneer"),
    );
    let (mia, alice) = (moderator(&discord), discord.member("alice").locale("ko"));
    let bot = start(folder.path(), &discord).await;

    mia.slash("campaign create")
        .option("name", "Launch")
        .option("budget", 1_000)
        .send()
        .await;
    for role in [explorer, pioneer] {
        mia.slash("perk add-role")
            .option("role", fake_discord::RoleId(role))
            .option("price", 100)
            .send()
            .await;
    }
    mia.slash("award")
        .option("member", &alice)
        .option("amount", 250)
        .option("campaign", "Launch")
        .send()
        .await;
    let menu = alice.slash("redeem").send().await;
    let confirm = alice.choose(&menu, "explorer").await;
    alice
        .click(&confirm, "confirm")
        .await
        .wait_until(|reply| reply.text().contains("획득했습니다"))
        .await;
    let old = alice.slash("redeem").option("perk", "pioneer").send().await;
    stop(bot).await;
    let log = std::fs::read_to_string(folder.path().join("bot.log")).unwrap();
    assert!(log.contains("connected to Discord"), "{log}");
    for secret in [discord.token(), "interaction-token-"] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }

    let bot = start(folder.path(), &discord).await;
    alice
        .click(&old, "confirm")
        .await
        .wait_until(|reply| reply.text().contains("획득했습니다"))
        .await;
    let mut roles = vec![explorer, pioneer];
    roles.sort_unstable();
    assert_eq!(alice.roles(), roles);
    stop(bot).await;

    let verified = end(sparks(folder.path()).arg("verify")).await;
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
    assert!(
        verified.stdout.contains("every invariant holds"),
        "{}",
        verified.stdout
    );
    assert!(
        verified.stdout.contains("2 redemptions"),
        "{}",
        verified.stdout
    );
}

/// Through the commands alone: a perk, the Sparks for it, and the question whether to spend them.
async fn is_asked_to_redeem(discord: &FakeDiscord, member: &Member) -> Reply {
    let (mia, explorer) = (moderator(discord), badge_role(discord, "Explorer"));
    mia.slash("campaign create")
        .option("name", "Launch")
        .send()
        .await;
    mia.slash("perk add-role")
        .option("role", fake_discord::RoleId(explorer))
        .option("price", 100)
        .send()
        .await;
    mia.slash("award")
        .option("member", member)
        .option("amount", 100)
        .option("campaign", "Launch")
        .send()
        .await;
    let redeem = member.slash("redeem").option("perk", "explorer");
    redeem.send().await
}

/// A kill in the middle of a delivery costs the member moments, not the minute that a lease lasts.
#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_was_killed_takes_its_deliveries_up_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let alice = discord.member("alice");
    let mut bot = start(folder.path(), &discord).await;
    let confirm = is_asked_to_redeem(&discord, &alice).await;
    let asked = discord.fault(Fault::on("PUT", ROLE).hang().times(1));
    let press = alice.press(&confirm, "confirm").send_without_waiting();
    asked.wait_hits(1).await;
    bot.kill().await.unwrap();

    let bot = start(folder.path(), &discord).await;
    press
        .finished()
        .await
        .wait_until(|reply| reply.text().contains("#0001"))
        .await;
    assert_eq!(alice.roles().len(), 1);
    stop(bot).await;
    let verified = end(sparks(folder.path()).arg("verify")).await;
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}

/// The second try comes when it is due, not when the worker happens to look.
#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_failed_is_tried_again_when_it_is_due() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let alice = discord.member("alice");
    let bot = start(folder.path(), &discord).await;
    let confirm = is_asked_to_redeem(&discord, &alice).await;
    let failed = discord.fault(Fault::on("PUT", ROLE).status(500).times(1));
    let receipt = alice.click(&confirm, "confirm").await;
    receipt
        .wait_until(|reply| reply.text().contains("#0001"))
        .await;

    assert_eq!(failed.hits(), 1);
    let tries = discord.requests_to("PUT", ROLE);
    let wait = tries[1].at.saturating_sub(tries[0].at);
    assert!(wait < Duration::from_secs(5), "tried again after {wait:?}");
    stop(bot).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_are_missing_are_named_together() {
    let folder = tempfile::tempdir().unwrap();
    let ended = end(sparks(folder.path()).env("LOG_FORMAT", "xml")).await;
    assert_eq!(ended.code, 2);
    for name in ["DISCORD_TOKEN", "DISCORD_GUILD_ID", "LOG_FORMAT"] {
        assert!(ended.stderr.contains(name), "{name}: {}", ended.stderr);
    }
    assert!(
        std::fs::read_dir(folder.path()).unwrap().next().is_none(),
        "nothing was created"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_come_from_a_dotenv_file() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let env = format!(
        "DISCORD_TOKEN={}\nDISCORD_GUILD_ID={}\nDISCORD_PROXY={}\n",
        discord.token(),
        discord.guild_id(),
        discord.base_url()
    );
    std::fs::write(folder.path().join(".env"), env).unwrap();
    let checked = end(sparks(folder.path()).arg("check")).await;
    assert_eq!(checked.code, 0, "{}{}", checked.stdout, checked.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn check_tells_what_works_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let discord = FakeDiscord::start().await;
    let good = end(sparks_on(folder.path(), &discord).arg("check")).await;
    assert_eq!(good.code, 0, "{}{}", good.stdout, good.stderr);
    assert!(
        !good.stdout.contains("PROBLEM") && good.stdout.contains("The bot may give roles"),
        "{}",
        good.stdout
    );
    assert!(
        std::fs::read_dir(folder.path()).unwrap().next().is_none(),
        "nothing was created"
    );
    assert!(
        discord
            .requests()
            .iter()
            .all(|request| request.method == "GET"),
        "nothing was changed at Discord"
    );

    discord.set_bot_permissions(0);
    let powerless = end(sparks_on(folder.path(), &discord).arg("check")).await;
    assert_eq!(powerless.code, 1);
    assert!(
        powerless
            .stdout
            .contains("PROBLEM  The bot may not give roles"),
        "{}",
        powerless.stdout
    );

    let elsewhere = end(sparks_on(folder.path(), &discord)
        .env("DISCORD_GUILD_ID", "42")
        .arg("check"))
    .await;
    assert_eq!(elsewhere.code, 1);
    assert!(
        elsewhere
            .stdout
            .contains("PROBLEM  can't look at server 42"),
        "{}",
        elsewhere.stdout
    );

    discord.revoke_token();
    let refused = end(sparks_on(folder.path(), &discord).arg("check")).await;
    assert_eq!(refused.code, 1);
    assert!(
        refused.stdout.contains("does not accept the token"),
        "{}",
        refused.stdout
    );
    assert!(!(refused.stdout + &refused.stderr).contains(discord.token()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_on_the_same_file_is_told_who_has_it() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    let database = format!("sqlite://{}", bot.config().database.path.display());
    let folder = tempfile::tempdir().unwrap();
    let second = end(sparks_on(folder.path(), &discord).env("DATABASE_URL", &database)).await;
    assert_eq!(second.code, 1);
    let holder = format!("is in use by process {}", std::process::id());
    assert!(second.stderr.contains(&holder), "{}", second.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_running_bot_verifies() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.award(&discord.member("alice"), 500).await;
    let database = format!("sqlite://{}", bot.config().database.path.display());
    let folder = tempfile::tempdir().unwrap();

    let saved = end(sparks(folder.path())
        .env("DATABASE_URL", &database)
        .args(["backup", "copy.db"]))
    .await;
    assert_eq!(saved.code, 0, "{}", saved.stderr);
    let verified = end(sparks(folder.path())
        .env("DATABASE_URL", "sqlite://copy.db")
        .arg("verify"))
    .await;
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
    assert!(
        verified.stdout.contains("500 Sparks held by members"),
        "{}",
        verified.stdout
    );
    let again = end(sparks(folder.path())
        .env("DATABASE_URL", &database)
        .args(["backup", "copy.db"]))
    .await;
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains("exists already"), "{}", again.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_finds_what_is_wrong() {
    let discord = FakeDiscord::start().await;
    let bot = TestBot::start(&discord).await;
    bot.award(&discord.member("alice"), 500).await;
    bot.tamper("UPDATE account SET available = available + 1 WHERE kind = 'member'")
        .await;
    let database = format!("sqlite://{}", bot.config().database.path.display());
    let folder = tempfile::tempdir().unwrap();

    let verified = end(sparks(folder.path())
        .env("DATABASE_URL", &database)
        .arg("verify"))
    .await;
    assert_eq!(verified.code, 1);
    assert!(
        verified
            .stdout
            .contains("VIOLATED 1: the sum of all accounts is zero: sum 1"),
        "{}",
        verified.stdout
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_that_are_wrong_are_made_anew_once_the_bot_is_stopped() {
    let discord = FakeDiscord::start().await;
    let folder = tempfile::tempdir().unwrap();
    let bot = start(folder.path(), &discord).await;
    let ended = end(sparks(folder.path()).args(["boards", "rebuild"])).await;
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("in use"), "{}", ended.stderr);
    let moderator = moderator(&discord);
    let alice = discord.member("alice");
    let campaign = moderator.slash("campaign create").option("name", "Spring");
    campaign.send().await;
    let award = moderator.slash("award").option("member", &alice);
    let award = award.option("amount", 500).option("campaign", "spring");
    award.send().await;
    stop(bot).await;
    run_sql(
        &folder.path().join("sparks.db"),
        "UPDATE board_entry SET score = 7",
    )
    .await;
    let wrong = end(sparks(folder.path()).arg("verify")).await;
    assert_eq!(wrong.code, 1, "{}", wrong.stdout);

    let rebuilt = end(sparks(folder.path()).args(["boards", "rebuild"])).await;

    assert_eq!(rebuilt.code, 0, "{}", rebuilt.stderr);
    assert!(
        rebuilt.stdout.contains("4 boards") && rebuilt.stdout.contains("4 entries"),
        "{}",
        rebuilt.stdout
    );
    let verified = end(sparks(folder.path()).arg("verify")).await;
    assert_eq!(verified.code, 0, "{}", verified.stdout);
}

async fn run_sql(file: &Path, sql: &'static str) {
    use sqlx::{ConnectOptions as _, Connection as _};
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["verify"][..],
        &["backup", "copy.db"],
        &["boards", "rebuild"],
    ] {
        let ended = end(sparks(folder.path()).args(arguments)).await;
        assert_eq!(ended.code, 1);
        assert!(
            ended.stderr.starts_with("sparks: sparks.db does not exist"),
            "{}",
            ended.stderr
        );
    }
    assert!(
        std::fs::read_dir(folder.path()).unwrap().next().is_none(),
        "nothing was created"
    );
    std::fs::write(folder.path().join("sparks.db"), "").unwrap();
    let ended = end(sparks(folder.path()).arg("verify")).await;
    assert!(
        ended
            .stderr
            .starts_with("sparks: sparks.db is not a database of sparks"),
        "{}",
        ended.stderr
    );
}
