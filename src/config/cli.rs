//! The command line: which of the commands, with which settings.
//!
//! Promises that a flag wins over the environment, which wins over `.env`, and that nothing clap
//! prints (errors, `--help`) shows a token. Judging the settings is [`RawConfig::parse`]'s part.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::env_file::EnvFile;
use super::{EXIT_CODE_BAD_CONFIG, RawConfig};
use crate::secret::Secret;

/// Reward points for one community, on Discord.
#[derive(Debug, Clone, Parser)]
#[command(name = "sparks", version, about, long_about = None)]
pub struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Connect to Discord and serve (this is what happens without a command)
    Run,
    /// Try the settings, the database and the token; report what works, change nothing
    Check,
    /// Run every invariant of the ledger; exit 1 if one is violated
    Verify,
    /// Write a consistent copy of the database, also while the bot runs
    Backup {
        /// Where to write it; must not exist yet
        file: PathBuf,
    },
    /// What is stored about people
    #[command(subcommand)]
    Privacy(PrivacyCommand),
    /// Look after the leaderboards
    #[command(subcommand)]
    Boards(BoardsCommand),
    /// Try the endpoint that takes the product's events
    #[command(subcommand)]
    Event(EventCommand),
    /// What the product's backend could not be told about redemptions
    #[command(subcommand)]
    Outbox(OutboxCommand),
    /// Try the rules by which the product's events earn Sparks
    #[command(subcommand)]
    Rules(RulesCommand),
}

/// What to do with events.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum EventCommand {
    /// Sign an event with `EVENTS_SECRETS` and post it, as the product's backend would; exit 1 if it is not taken
    Send {
        /// The event, as JSON; `-` for standard input
        file: PathBuf,
        /// Where to [default: the endpoint of `EVENTS_LISTEN`, else `http://127.0.0.1:8080/v1/events`]
        #[arg(long)]
        url: Option<String>,
    },
}

/// What to do with what the backend could not be told.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum OutboxCommand {
    /// List what was given up and what is tried in vain, also while the bot runs; exit 1 if anything was given up
    List,
    /// Have what was given up sent once more: by the running bot within seconds, or at its next start
    Retry {
        /// Which, by the numbers that `list` shows; all when none is given
        #[arg(value_parser = clap::value_parser!(i64).range(1..))]
        numbers: Vec<i64>,
    },
}

/// What to try of the rules (`RULES_FILE`).
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum RulesCommand {
    /// Read them and say all that is wrong, also where they would change the past; change nothing
    Check,
    /// Say what these events come to, told in this order to an empty ledger
    Explain {
        /// Files with an event each, as it would be sent
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// What can be asked about people. Erasing is theirs to ask for, on Discord.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum PrivacyCommand {
    /// Print everything that is stored about a member as JSON, also while the bot runs
    Export {
        /// Their Discord user id
        #[arg(value_parser = clap::value_parser!(i64).range(1..))]
        user_id: i64,
    },
}

/// What to do with the leaderboards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum BoardsCommand {
    /// Make all of them anew from the ledger; the bot must be stopped
    Rebuild,
}

/// Every setting as a flag. Each can also come from the environment or from `.env`, where the token
/// belongs: other users of a machine can see a process's flags.
#[derive(Debug, Clone, Args)]
struct Settings {
    /// The bot's token; better set in the environment or in .env
    #[arg(long, env = "DISCORD_TOKEN", hide_env_values = true, global = true)]
    #[arg(value_name = "TOKEN", allow_hyphen_values = true)]
    discord_token: Option<Secret>,
    /// The id of the server that the bot serves
    #[arg(long, env = "DISCORD_GUILD_ID", hide_env_values = true, global = true)]
    #[arg(value_name = "ID", allow_hyphen_values = true)]
    discord_guild_id: Option<String>,
    /// The id of the channel in which moderators read what is changed, and alerts
    #[arg(long, env = "STAFF_CHANNEL_ID", hide_env_values = true, global = true)]
    #[arg(value_name = "ID", allow_hyphen_values = true)]
    staff_channel_id: Option<String>,
    /// Where Sparks are kept, as `sqlite://FILE` [default: `sqlite://sparks.db`]
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        global = true,
        value_name = "URL"
    )]
    database_url: Option<String>,
    /// What the product's events earn, a TOML file [default: nothing]
    #[arg(
        long,
        env = "RULES_FILE",
        hide_env_values = true,
        global = true,
        value_name = "FILE"
    )]
    rules_file: Option<String>,
    /// A REST proxy to use in place of discord.com
    #[arg(
        long,
        env = "DISCORD_PROXY",
        hide_env_values = true,
        global = true,
        value_name = "URL"
    )]
    discord_proxy: Option<String>,
    /// Where to take the product's events, as ADDRESS:PORT; off when it is not set
    #[arg(long, env = "EVENTS_LISTEN", hide_env_values = true, global = true)]
    #[arg(value_name = "ADDRESS")]
    events_listen: Option<String>,
    /// `yes`: the address may be one that other machines reach
    #[arg(long, env = "EVENTS_PUBLIC", hide_env_values = true, global = true)]
    #[arg(value_name = "YES")]
    events_public: Option<String>,
    /// What events are signed with; better set in the environment or in .env
    #[arg(long, env = "EVENTS_SECRETS", hide_env_values = true, global = true)]
    #[arg(value_name = "SECRETS")]
    events_secrets: Option<Secret>,
    /// How many events a second are taken [default: 1000]
    #[arg(long, env = "EVENTS_PER_SECOND", hide_env_values = true, global = true)]
    #[arg(value_name = "NUMBER")]
    events_per_second: Option<String>,
    /// Where to tell about redemptions; nobody is told when it is not set
    #[arg(long, env = "OUTBOUND_URL", hide_env_values = true, global = true)]
    #[arg(value_name = "URL")]
    outbound_url: Option<Secret>,
    /// What that is signed with; better set in the environment or in .env
    #[arg(long, env = "OUTBOUND_SECRET", hide_env_values = true, global = true)]
    #[arg(value_name = "SECRET")]
    outbound_secret: Option<Secret>,
    /// What to log: error, warn, info, debug, trace, or a filter [default: info]
    #[arg(
        long,
        env = "LOG_LEVEL",
        hide_env_values = true,
        global = true,
        value_name = "FILTER"
    )]
    log_level: Option<String>,
    /// How to log: text or json [default: text]
    #[arg(
        long,
        env = "LOG_FORMAT",
        hide_env_values = true,
        global = true,
        value_name = "FORMAT"
    )]
    log_format: Option<String>,
}

/// Why there is nothing to run: help was asked for, or the command line can't be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CliExit {
    /// What to print.
    pub text: String,
    /// Whether it was asked for and belongs to standard output, or is an error.
    pub asked_for: bool,
}

impl CliExit {
    /// What the process ends with.
    #[must_use]
    pub fn code(&self) -> u8 {
        if self.asked_for {
            0
        } else {
            EXIT_CODE_BAD_CONFIG
        }
    }
}

impl Cli {
    /// Reads the command line (program name first) and the environment.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, CliExit> {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        Self::try_parse_from(&arguments).map_err(|error| CliExit {
            text: hide_possible_tokens(&error.to_string(), &arguments),
            asked_for: !error.use_stderr(),
        })
    }

    /// What to do.
    #[must_use]
    pub fn command(&self) -> Command {
        self.command.clone().unwrap_or(Command::Run)
    }

    /// The settings, with those from `.env` where neither a flag nor the environment gives one.
    #[must_use]
    pub fn settings(&self, env_file: &EnvFile) -> RawConfig {
        let or_file = |given: &Option<String>, name: &str| {
            given
                .clone()
                .or_else(|| env_file.get(name).map(str::to_owned))
        };
        let secret_or_file = |given: &Option<Secret>, name: &str| {
            given
                .clone()
                .or_else(|| env_file.get(name).map(Secret::new))
        };
        let settings = &self.settings;
        RawConfig {
            discord_token: secret_or_file(&settings.discord_token, "DISCORD_TOKEN"),
            discord_guild_id: or_file(&settings.discord_guild_id, "DISCORD_GUILD_ID"),
            staff_channel_id: or_file(&settings.staff_channel_id, "STAFF_CHANNEL_ID"),
            database_url: or_file(&settings.database_url, "DATABASE_URL"),
            rules_file: or_file(&settings.rules_file, "RULES_FILE"),
            discord_proxy: or_file(&settings.discord_proxy, "DISCORD_PROXY"),
            events_listen: or_file(&settings.events_listen, "EVENTS_LISTEN"),
            events_public: or_file(&settings.events_public, "EVENTS_PUBLIC"),
            events_secrets: secret_or_file(&settings.events_secrets, "EVENTS_SECRETS"),
            events_per_second: or_file(&settings.events_per_second, "EVENTS_PER_SECOND"),
            outbound_url: secret_or_file(&settings.outbound_url, "OUTBOUND_URL"),
            outbound_secret: secret_or_file(&settings.outbound_secret, "OUTBOUND_SECRET"),
            log_level: or_file(&settings.log_level, "LOG_LEVEL"),
            log_format: or_file(&settings.log_format, "LOG_FORMAT"),
            env_file_problems: env_file.problems().to_vec(),
        }
    }
}

/// clap repeats a word that it does not understand. A token typed without its flag is such a word,
/// so words as long as a token, or with a token's dots, are left out.
fn hide_possible_tokens(message: &str, arguments: &[OsString]) -> String {
    let mut hidden: Vec<String> = Vec::new();
    for argument in arguments.iter().skip(1) {
        let argument = argument.to_string_lossy();
        let value = argument.split_once('=').map(|(_, value)| value);
        for word in [Some(argument.as_ref()), value].into_iter().flatten() {
            let may_be_a_token = word.len() >= 20 || word.matches('.').count() >= 2;
            if may_be_a_token && !word.starts_with("--discord-") {
                hidden.push(word.to_owned());
            }
        }
    }
    // Longest first: a word may be a part of another one.
    hidden.sort_by_key(|word| std::cmp::Reverse(word.len()));
    hidden.iter().fold(message.to_owned(), |text, word| {
        text.replace(word, "[hidden]")
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::config::VARIABLES;

    const TOKEN: &str = "MTAxMDEwMTAxMDEwMTAxMDEw.GaBcDe.0123456789abcdefghijklmnopqrstuvwxyzAB";

    fn read(words: &[&str]) -> Result<Cli, CliExit> {
        let program = std::iter::once(&"sparks");
        Cli::read(program.chain(words).map(OsString::from))
    }

    #[test]
    fn commands() {
        for (words, command) in [
            (&[][..], Command::Run),
            (&["run"], Command::Run),
            (&["check"], Command::Check),
            (&["verify"], Command::Verify),
            (
                &["backup", "copy.db"],
                Command::Backup {
                    file: "copy.db".into(),
                },
            ),
            (
                &["privacy", "export", "1108000000000000001"],
                Command::Privacy(PrivacyCommand::Export {
                    user_id: 1_108_000_000_000_000_001,
                }),
            ),
            (&["rules", "check"], Command::Rules(RulesCommand::Check)),
            (
                &["rules", "explain", "link.json", "trade.json"],
                Command::Rules(RulesCommand::Explain {
                    files: vec!["link.json".into(), "trade.json".into()],
                }),
            ),
            (
                &["boards", "rebuild"],
                Command::Boards(BoardsCommand::Rebuild),
            ),
            (
                &["event", "send", "trade.json"],
                Command::Event(EventCommand::Send {
                    file: "trade.json".into(),
                    url: None,
                }),
            ),
            (&["outbox", "list"], Command::Outbox(OutboxCommand::List)),
            (
                &["outbox", "retry", "3", "5"],
                Command::Outbox(OutboxCommand::Retry {
                    numbers: vec![3, 5],
                }),
            ),
        ] {
            assert_eq!(read(words).unwrap().command(), command);
        }
    }

    #[test]
    fn flags_win_over_the_file_before_and_after_the_command() {
        let file =
            EnvFile::parse("DISCORD_GUILD_ID=1\nLOG_LEVEL=warn\nDISCORD_TOKEN=x.y.z\nnonsense\n");

        for words in [
            ["--discord-guild-id", "2", "--discord-token", TOKEN, "check"],
            ["check", "--discord-guild-id", "2", "--discord-token", TOKEN],
        ] {
            let raw = read(&words).unwrap().settings(&file);

            assert_eq!(raw.discord_guild_id.as_deref(), Some("2"));
            assert_eq!(raw.discord_token.as_ref().unwrap().expose(), TOKEN);
            assert_eq!(raw.log_level.as_deref(), Some("warn"));
            assert_eq!(raw.log_format, None);
            assert_eq!(raw.env_file_problems.len(), 1);
        }
    }

    #[test]
    fn no_output_of_clap_shows_a_token() {
        for words in [
            &[TOKEN][..],
            &["run", TOKEN],
            &["--discord-tokne", TOKEN],
            &[&format!("--discord-tokne={TOKEN}")],
            &[&format!("--{TOKEN}")],
            &[&format!("-{TOKEN}")],
            &["--discord-token", TOKEN, "--discord-token", TOKEN],
            &["--discord-token", TOKEN, "--help"],
            &["--discord-token", TOKEN, "backup"],
            &["--discord-token", TOKEN, "--log-level"],
            &["--log-format", TOKEN, "verfiy"],
        ] {
            let exit = read(words).unwrap_err();

            assert!(!exit.text.contains("GaBcDe"), "{}", exit.text);
            assert_eq!(
                exit.code(),
                if words.contains(&"--help") { 0 } else { 2 },
                "{}",
                exit.text
            );
        }
    }

    #[test]
    fn a_token_that_starts_with_a_dash_is_a_value() {
        let raw = read(&["--discord-token", "-x.y.z"])
            .unwrap()
            .settings(&EnvFile::default());

        assert_eq!(raw.discord_token.unwrap().expose(), "-x.y.z");
    }

    #[test]
    fn debug_hides_the_token() {
        let cli = read(&["--discord-token", TOKEN]).unwrap();

        assert!(!format!("{cli:?}").contains("GaBcDe"));
    }

    /// One list of variables serves the flags, `.env.example` and the tests.
    #[test]
    fn every_variable_has_its_flag() {
        let command = <Cli as CommandFactory>::command();
        let mut variables: Vec<_> = command
            .get_arguments()
            .filter_map(|argument| argument.get_env())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        let mut expected = VARIABLES.map(str::to_owned).to_vec();
        variables.sort();
        expected.sort();

        assert_eq!(variables, expected);
        assert!(
            command
                .get_arguments()
                .filter(|flag| flag.get_env().is_some())
                .all(|flag| { flag.is_hide_env_values_set() })
        );
    }
}
