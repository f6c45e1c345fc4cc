//! `sparks check`: tries everything that a run needs, one after another, and says what works and what does not. It
//! changes nothing, here or at Discord, and works beside a running bot.

use std::fmt;
use std::path::Path;

use serenity::all::GatewayIntents;
use serenity::http::Http;
use serenity::model::id::{GuildId, RoleId};

use crate::config::{Config, DiscordConfig};
use crate::db::Db;
use crate::discord::gateway;
use crate::discord::hierarchy::{bot_holder, fetch_hierarchy};
use crate::discord::http::{self, GatewayAddress, describe};
use crate::discord::role_rules::Holder;
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
    is_good: bool,
    text: String,
}

impl CheckReport {
    /// Whether a run would serve every perk.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.findings.iter().all(|finding| finding.is_good)
    }

    fn good(&mut self, text: impl Into<String>) {
        self.findings.push(Finding {
            is_good: true,
            text: text.into(),
        });
    }

    fn bad(&mut self, text: impl Into<String>) {
        self.findings.push(Finding {
            is_good: false,
            text: text.into(),
        });
    }
}

impl fmt::Display for CheckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding { is_good, text } in &self.findings {
            writeln!(f, "{:<8} {text}", if *is_good { "ok" } else { "PROBLEM" })?;
        }
        Ok(())
    }
}

/// Tries the database, the token, the server and each perk's role.
pub async fn run(config: &Config) -> CheckReport {
    let mut report = CheckReport::default();
    report.good("the settings are complete and well-formed");
    let perks = check_database(&mut report, &config.database.path).await;
    check_discord(&mut report, &config.discord, &perks).await;
    report
}

/// Returns the perks that are offered, so that their roles can be looked at.
async fn check_database(report: &mut CheckReport, path: &Path) -> Vec<Perk> {
    if !path.exists() {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            report.bad(format!(
                "{} does not exist: make the folder, or set another DATABASE_URL",
                folder.display()
            ));
            return Vec::new();
        }
        report.good(format!(
            "{} does not exist yet; the first run creates it",
            path.display()
        ));
        return Vec::new();
    }
    if let Err(error) = Db::may_write(path) {
        report.bad(in_one_line(&error));
        return Vec::new();
    }
    let db = match Db::open_read_only(path).await {
        Ok(db) => db,
        Err(error) => {
            report.bad(in_one_line(&error));
            return Vec::new();
        }
    };
    match read_database(&db).await {
        Ok((ledger_report, perks)) => {
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
            perks
        }
        Err(error) => {
            report.bad(format!("can't read {}: {error}", path.display()));
            Vec::new()
        }
    }
}

async fn read_database(db: &Db) -> sqlx::Result<(ledger::Report, Vec<Perk>)> {
    let mut connection = db.read().await?;
    let report = ledger::verify(&mut connection).await?;
    let perks = perks::perks(&mut connection, i64::MAX).await?;
    Ok((
        report,
        perks
            .into_iter()
            .filter(|perk| perk.state != PerkState::Archived)
            .collect(),
    ))
}

async fn check_discord(report: &mut CheckReport, discord: &DiscordConfig, perks: &[Perk]) {
    let http = match http::build(discord) {
        Ok(http) => http,
        Err(error) => return report.bad(format!("{error:#}")),
    };
    match GatewayAddress::ask(&http, discord.proxy.as_ref()).await {
        Ok(_) => report.good("Discord accepts the token and says where its gateway is"),
        Err(error) => return report.bad(error.to_string()),
    }
    if let Err(error) = check_server(report, &http, GuildId::from(discord.guild_id), perks).await {
        let error = error
            .downcast_ref::<serenity::Error>()
            .map_or_else(|| format!("{error:#}"), describe);
        report.bad(format!(
            "can't look at server {}: {error}. Is DISCORD_GUILD_ID right, and is the bot invited to it?",
            discord.guild_id
        ));
    }
}

async fn check_server(
    report: &mut CheckReport,
    http: &Http,
    guild: GuildId,
    perks: &[Perk],
) -> anyhow::Result<()> {
    let hierarchy = fetch_hierarchy(http, guild).await?;
    let (bot, roles) = bot_holder(http, guild).await?;
    report.good("the bot is in the server");
    let application = http.get_current_application_info().await?;
    let intents = gateway::intents(application.flags.unwrap_or_default());
    report.good(if intents.contains(GatewayIntents::GUILD_MEMBERS) {
        "\"Server Members Intent\" is on: members who come back get their roles again at once"
    } else {
        "\"Server Members Intent\" is off: members who come back get their roles again when they use the bot"
    });
    let bot = Holder {
        user: bot,
        roles: &roles,
    };
    if hierarchy.may_give_roles(bot) {
        report.good("the bot may give roles");
    } else {
        report.bad("the bot may not give roles: give it the permission \"Manage Roles\"");
    }
    for perk in perks {
        let Some(role) = perk.role_id else { continue };
        match hierarchy.check(RoleId::new(role.to_discord()), bot) {
            Ok(()) => report.good(format!("the perk {:?} can be delivered", perk.name)),
            Err(problem) => report.bad(format!(
                "the perk {:?} can't be delivered: {problem}",
                perk.name
            )),
        }
    }
    Ok(())
}
