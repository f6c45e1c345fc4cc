//! The `sparks` command line: parses, builds, runs, and turns the outcome into an exit code: 0 for success, 1 for a
//! failure or a violated invariant, 2 for settings that need attention, 130 or 143 when a second Ctrl-C or SIGTERM did
//! not wait for the orderly end.

use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use sparks::check;
use sparks::clock::Clock;
use sparks::config::cli::{
    BoardsCommand, Cli, Command, EventCommand, OutboxCommand, PrivacyCommand, RulesCommand,
};
use sparks::config::env_file::EnvFile;
use sparks::config::{Config, ConfigErrors, EXIT_CODE_BAD_CONFIG, LocalConfig, SendConfig};
use sparks::db::{Db, OpenError};
use sparks::ids::UserId;
use sparks::leaderboard::{Rebuild, Rebuilt};
use sparks::signals::{self, StopSignals};
use sparks::{events, fail_points, health, ledger, privacy, report, telemetry, web, webhooks};
use tokio_util::sync::CancellationToken;

const EXIT_CODE_FAILURE: u8 = 1;
const RUNTIME_SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(exit) => {
            if exit.asked_for {
                print!("{}", exit.text);
            } else {
                eprint!("{}", exit.text);
            }
            return ExitCode::from(exit.code());
        }
    };
    if let Err(error) = arm_fail_points() {
        eprintln!("sparks: {error}");
        return ExitCode::from(EXIT_CODE_BAD_CONFIG);
    }
    // What waits for the database and for Discord needs no more, and more would wake each other up for nothing: one answers
    // a tenth to a fifth more (docs/PERFORMANCE.md). What is drawn, read from a file or written as one has threads of its own.
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context("can't start the asynchronous runtime")
        .and_then(|runtime| {
            let outcome = runtime.block_on(execute(&cli));
            // What is drawn or looked up for nobody any more is not waited for.
            runtime.shutdown_timeout(RUNTIME_SHUTDOWN_TIMEOUT);
            outcome
        });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            if let Some(problems) = error.downcast_ref::<ConfigErrors>() {
                eprintln!("{problems}");
                ExitCode::from(EXIT_CODE_BAD_CONFIG)
            } else {
                eprintln!("sparks: {}", report::in_one_line(error.as_ref()));
                ExitCode::from(EXIT_CODE_FAILURE)
            }
        }
    }
}

/// For tests: these variables are no settings, and a release does not look at them.
fn arm_fail_points() -> Result<(), fail_points::ArmError> {
    if !fail_points::ENABLED {
        return Ok(());
    }
    let [crash_at, canary] = [fail_points::CRASH_AT, fail_points::CANARY]
        .map(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()));
    fail_points::arm(crash_at.as_deref(), canary.as_deref())
}

async fn execute(cli: &Cli) -> anyhow::Result<ExitCode> {
    signals::outlive_file_size_limits()?;
    let settings = cli.settings(&EnvFile::read(Path::new(".env")));
    match cli.command() {
        Command::Run => {
            let config = settings.parse()?;
            telemetry::init(&config.log)?;
            run(&config).await
        }
        Command::Check => {
            let config = settings.parse()?;
            telemetry::init(&config.log)?;
            let report = check::run(&config).await;
            print!("{report}");
            Ok(exit_code(report.is_good()))
        }
        Command::Verify => {
            let LocalConfig { database, log, .. } = settings.parse_local()?;
            telemetry::init(&log)?;
            verify(&database.path).await
        }
        Command::Backup { file } => {
            let LocalConfig { database, log, .. } = settings.parse_local()?;
            telemetry::init(&log)?;
            let db = Db::open_read_only(&database.path).await?;
            db.backup(&file).await?;
            if let Err(error) = health::note_backup(&database.path, Clock::System.now_ms()) {
                tracing::warn!(
                    error = format!("{error:#}"),
                    "`/doctor` will not know of this copy"
                );
            }
            println!("wrote {}", file.display());
            Ok(ExitCode::SUCCESS)
        }
        Command::Privacy(PrivacyCommand::Export { user_id }) => {
            let LocalConfig { database, log, .. } = settings.parse_local()?;
            telemetry::init(&log)?;
            export(&database.path, UserId(user_id)).await
        }
        Command::Event(EventCommand::Send { file, url }) => {
            let config = settings.parse_send()?;
            telemetry::init(&config.log)?;
            send_event(&config, url.as_deref(), &file).await
        }
        Command::Outbox(command) => {
            let LocalConfig { database, log, .. } = settings.parse_local()?;
            telemetry::init(&log)?;
            outbox(&database.path, command).await
        }
        Command::Boards(BoardsCommand::Rebuild) => {
            let LocalConfig { database, log, .. } = settings.parse_local()?;
            telemetry::init(&log)?;
            rebuild_boards(&database.path).await
        }
        Command::Rules(command) => {
            let config = settings.parse_local()?;
            telemetry::init(&config.log)?;
            rules(&config, command).await
        }
    }
}

fn exit_code(good: bool) -> ExitCode {
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(EXIT_CODE_FAILURE)
    }
}

/// Serves until told to stop.
async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let shutdown = CancellationToken::new();
    let mut signals = StopSignals::listen()?;
    let stopping = shutdown.clone();
    tokio::spawn(async move {
        signals.next().await;
        // First: whoever reads the line knows that nothing more is begun.
        stopping.cancel();
        tracing::info!("stopping: what is under way ends first; a second signal ends at once");
        let code = signals.next().await;
        tracing::warn!("ended at once; the next start resumes what was under way");
        std::process::exit(i32::from(code));
    });
    sparks::run::run(config, fastrand::u64(..), shutdown).await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn verify(path: &Path) -> anyhow::Result<ExitCode> {
    let db = Db::open_read_only(path).await?;
    let mut connection = db.read().await?;
    let report = ledger::verify(&mut connection)
        .await
        .context("can't check the invariants")?;
    for (what, count) in ledger::counts(&mut connection).await? {
        println!("{count:>12} {what}");
    }
    print!("{report}");
    Ok(exit_code(report.is_clean()))
}

/// Everything about one person, to standard output.
async fn export(path: &Path, member: UserId) -> anyhow::Result<ExitCode> {
    let db = Db::open_read_only(path).await?;
    let mut snapshot = db.snapshot().await?;
    let json = privacy::export(&mut snapshot, member, Clock::System.now_ms()).await?;
    std::io::stdout()
        .write_all(&json)
        .context("can't write to standard output")?;
    Ok(ExitCode::SUCCESS)
}

async fn rebuild_boards(path: &Path) -> anyhow::Result<ExitCode> {
    // One that is not there yet would be made: surely not what was meant.
    if !path.exists() {
        let path = path.to_owned();
        return Err(OpenError::Missing { path }.into());
    }
    let db = Db::open(path).await?;
    let Rebuilt { boards, entries } = db.write(Rebuild).await?;
    db.close().await;
    println!("{boards:>12} boards");
    println!("{entries:>12} entries");
    Ok(ExitCode::SUCCESS)
}

/// The longest file that is sent, in bytes: longer than what is taken, so that this can be tried as well.
const EVENT_FILE_BYTES_MAX: u64 = 1024 * 1024;

async fn send_event(
    config: &SendConfig,
    url: Option<&str>,
    file: &Path,
) -> anyhow::Result<ExitCode> {
    let cant_read = || format!("can't read {}", file.display());
    let mut body = String::new();
    let source: Box<dyn Read> = if file == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(std::fs::File::open(file).with_context(cant_read)?)
    };
    source
        .take(EVENT_FILE_BYTES_MAX)
        .read_to_string(&mut body)
        .with_context(cant_read)?;
    let answer = web::send(config, url, body, Clock::System.now_ms()).await?;
    println!("{}", answer.status);
    println!("{}", answer.body);
    Ok(exit_code(answer.status.is_success()))
}

/// The most messages that are listed.
const OUTBOX_LINES_MAX: i64 = 1_000;

async fn outbox(path: &Path, command: OutboxCommand) -> anyhow::Result<ExitCode> {
    let db = Db::open_read_only(path).await?;
    match command {
        OutboxCommand::List => {
            let mut connection = db.read().await?;
            let counts = webhooks::counts(&mut connection).await?;
            println!("{:>12} waiting", counts.waiting);
            println!("{:>12} given up", counts.dead);
            for message in webhooks::dead(&mut connection, OUTBOX_LINES_MAX).await? {
                println!("{message}");
            }
            Ok(exit_code(counts.dead == 0))
        }
        OutboxCommand::Retry { numbers } => {
            // The file must be one of ours, so that a mistyped path is noticed.
            webhooks::ask_retry(path, &numbers)?;
            println!("the bot sends them within seconds, or at its next start");
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn rules(config: &LocalConfig, command: RulesCommand) -> anyhow::Result<ExitCode> {
    let Some(path) = &config.rules_file else {
        anyhow::bail!("there are no rules: set RULES_FILE");
    };
    let rules = events::read_rules(path)?;
    match command {
        RulesCommand::Check => {
            // Before the first start there is no past.
            if config.database.path.exists() {
                let db = Db::open_read_only(&config.database.path).await?;
                events::check_rules(&mut *db.read().await?, &rules, path).await?;
            }
            println!(
                "{:>12} well-formed, and nothing of the past changes",
                rules.versions().len()
            );
            Ok(ExitCode::SUCCESS)
        }
        RulesCommand::Explain { files } => explain(Arc::new(rules), &files).await,
    }
}

/// In a file of its own: what is in the ledger is no part of it.
async fn explain(rules: Arc<events::Rules>, files: &[PathBuf]) -> anyhow::Result<ExitCode> {
    let folder = std::env::temp_dir().join(format!("sparks-explain-{}", std::process::id()));
    std::fs::create_dir(&folder).context("can't make a folder for a ledger to try it in")?;
    let said = explain_in(&folder, &rules, files).await;
    std::fs::remove_dir_all(&folder).context("can't remove the folder again")?;
    print!("{}", said?);
    Ok(ExitCode::SUCCESS)
}

async fn explain_in(
    folder: &Path,
    rules: &Arc<events::Rules>,
    files: &[PathBuf],
) -> anyhow::Result<String> {
    let db = Db::open(&folder.join("explain.db")).await?;
    let mut said = String::new();
    for file in files {
        let place = file.display();
        let body = std::fs::read(file).with_context(|| format!("can't read {place}"))?;
        let event =
            events::parse(&body).with_context(|| format!("{place} is no event that is known"))?;
        // Whenever it is: rules are tried before they begin.
        let now_ms = Clock::System.now_ms().max(event.occurred_at_ms);
        said.push_str(&events::explain(&db, rules, event, now_ms).await?);
    }
    db.close().await;
    Ok(said)
}
