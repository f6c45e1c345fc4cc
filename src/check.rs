//! `sparks check`: tries everything that a run needs, one after another, and says what works and what does not. It
//! changes nothing, here or at Discord, and works beside a running bot.

use std::fmt;
use std::path::Path;

use serenity::http::Http;
use serenity::model::id::{ChannelId, GuildId};

use crate::clock::Clock;
use crate::config::{Config, DiscordConfig};
use crate::db::Db;
use crate::discord::breaker::Breaker;
use crate::discord::doctor::{Discord, Finding as Found, Level, of_database};
use crate::discord::http::{self, GatewayAddress, describe};
use crate::discord::views::doctor::{Medium, sentence};
use crate::events;
use crate::health::{self, Health};
use crate::i18n::{Catalogue, Locale, Translator};
use crate::ledger;
use crate::perks::{self, Perk, PerkState};
use crate::report::in_one_line;

/// What was found.
#[derive(Debug, Default)]
pub struct CheckReport {
    findings: Vec<Finding>,
}

#[derive(Debug)]
struct Finding {
    level: Level,
    text: String,
}

impl CheckReport {
    /// Whether a run would serve every perk.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.level != Level::Problem)
    }

    fn good(&mut self, text: impl Into<String>) {
        self.findings.push(Finding {
            level: Level::Good,
            text: text.into(),
        });
    }

    fn found(&mut self, t: Translator<'_>, finding: &Found) {
        self.findings.push(Finding {
            level: finding.level(),
            text: sentence(t, finding, Medium::Terminal),
        });
    }

    fn bad(&mut self, text: impl Into<String>) {
        self.findings.push(Finding {
            level: Level::Problem,
            text: text.into(),
        });
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding { level, text } in &self.findings {
            let word = match level {
                Level::Good => "ok",
                Level::Advice => "ADVICE",
                Level::Problem => "PROBLEM",
            };
            writeln!(f, "{word:<8} {text}")?;
        }
        Ok(())
    }
}

/// Tries the database, the token, the server and each perk's role.
pub async fn run(config: &Config) -> CheckReport {
    let mut report = CheckReport::default();
    report.good("the settings are complete and well-formed");
    let catalogue = match Catalogue::new() {
        Ok(catalogue) => catalogue,
        Err(error) => {
            report.bad(error.to_string());
            return report;
        }
    };
    let t = catalogue.translator(Locale::EnUs);
    let read = check_database(&mut report, &config.database.path).await;
    if let Some((_, health)) = &read {
        let has_staff_channel = config.discord.staff_channel_id.is_some();
        for finding in of_database(health, has_staff_channel, Clock::System.now_ms()) {
            report.found(t, &finding);
        }
    }
    let perks = read.map(|(perks, _)| perks).unwrap_or_default();
    if let Some(rules) = &config.rules_file {
        check_rules(&mut report, &config.database.path, rules).await;
    }
    check_discord(&mut report, &config.discord, &perks, t).await;
    report
}

/// Returns the perks that are offered, so that their roles can be looked at, and what the file tells of itself.
async fn check_database(report: &mut CheckReport, path: &Path) -> Option<(Vec<Perk>, Health)> {
    if !path.exists() {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            report.bad(format!(
                "{} does not exist: make the folder, or set another DATABASE_URL",
                folder.display()
            ));
            return None;
        }
        report.good(format!(
            "{} does not exist yet; the first run creates it",
            path.display()
        ));
        return None;
    }
    if let Err(error) = Db::may_write(path) {
        report.bad(in_one_line(&error));
        return None;
    }
    let db = match Db::open_read_only(path).await {
        Ok(db) => db,
        Err(error) => {
            report.bad(in_one_line(&error));
            return None;
        }
    };
    match read_database(&db).await {
        Ok((ledger_report, perks, health)) => {
            if ledger_report.is_clean() {
                report.good(format!(
                    "{} is sound: every invariant of the ledger holds",
                    path.display()
                ));
            } else {
                report.bad(format!(
                    "the ledger in {} is not sound: run `sparks verify`",
                    path.display()
                ));
            }
            Some((perks, health))
        }
        Err(error) => {
            report.bad(format!("can't read {}: {error:#}", path.display()));
            None
        }
    }
}

/// Whether the rules for the product's events could be counted by.
async fn check_rules(report: &mut CheckReport, database: &Path, path: &Path) {
    match read_rules(database, path).await {
        Ok(versions) => report.good(format!(
            "the rules in {} are well-formed ({versions} in all)",
            path.display()
        )),
        Err(error) => report.bad(format!("{error:#}")),
    }
}

async fn read_rules(database: &Path, path: &Path) -> anyhow::Result<usize> {
    let rules = events::read_rules(path)?;
    if database.exists() {
        let db = Db::open_read_only(database).await?;
        events::check_rules(&mut *db.read().await?, &rules, path).await?;
    }
    Ok(rules.versions().len())
}

async fn read_database(db: &Db) -> anyhow::Result<(ledger::Report, Vec<Perk>, Health)> {
    let mut connection = db.read().await?;
    let report = ledger::verify(&mut connection).await?;
    let mut perks = perks::perks(&mut connection, i64::MAX).await?;
    perks.retain(|perk| perk.state != PerkState::Archived);
    let health = health::read(&mut connection, Clock::System.now_ms()).await?;
    Ok((report, perks, health))
}

async fn check_discord(
    report: &mut CheckReport,
    discord: &DiscordConfig,
    perks: &[Perk],
    t: Translator<'_>,
) {
    let http = match http::build(discord) {
        Ok(http) => http,
        Err(error) => return report.bad(format!("{error:#}")),
    };
    match GatewayAddress::ask(&http, discord.proxy.as_ref()).await {
        Ok(_) => report.good("Discord accepts the token and says where its gateway is"),
        Err(error) => return report.bad(error.to_string()),
    }
    if let Err(error) = check_server(report, &http, discord, perks, t).await {
        let error = error
            .downcast_ref::<serenity::Error>()
            .map_or_else(|| format!("{error:#}"), describe);
        report.bad(format!(
            "can't look at server {}: {error}. Is DISCORD_GUILD_ID right, and is the bot invited to it?",
            discord.guild_id
        ));
    }
}

/// What the doctor finds, in a terminal.
async fn check_server(
    report: &mut CheckReport,
    http: &Http,
    discord: &DiscordConfig,
    perks: &[Perk],
    t: Translator<'_>,
) -> anyhow::Result<()> {
    let discord = Discord {
        http,
        breaker: &Breaker::new(Clock::System),
        guild: GuildId::from(discord.guild_id),
        staff_channel: discord.staff_channel_id.map(ChannelId::from),
        clock: &Clock::System,
    };
    for finding in discord.examine(perks).await? {
        report.found(t, &finding);
    }
    Ok(())
}
