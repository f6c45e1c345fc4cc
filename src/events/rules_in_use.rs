//! The rules that a process counts by: read from their file, and compared with those by which events were counted before. It
//! promises that no day with events is counted by other rules than when the first was: what is worked out again comes to
//! the same, for ever.

use std::path::Path;

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

use super::event::{DAY_MS, day_of};
use super::rules::{Day, Rules};
use crate::clock::Millis;
use crate::db::{Connection, Db, Write};

/// Reads the rules and takes them into use. Without a file nothing earns anything.
///
/// # Errors
/// When the file can't be read or is wrong, or would change what was counted; the error says what to do.
pub async fn open_rules(db: &Db, path: Option<&Path>) -> anyhow::Result<Rules> {
    let rules = match path {
        None => Rules::default(),
        Some(path) => read_rules(path)?,
    };
    let changes = db.write(UseRules(rules.clone())).await?;
    agreed(&changes, path)?;
    Ok(rules)
}

/// Reads the rules of a file.
///
/// # Errors
/// When it can't be read, or all that is wrong with it.
pub fn read_rules(path: &Path) -> anyhow::Result<Rules> {
    let place = path.display();
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("can't read the rules in {place}: check RULES_FILE"))?;
    Rules::parse(&text).map_err(|problems| {
        let problems = problems.join("\n  ");
        anyhow::anyhow!("the rules in {place} need attention:\n  {problems}")
    })
}

/// Whether these rules count past days as they were counted; changes nothing.
///
/// # Errors
/// When they don't, saying what to do, or when the database can't be read.
pub async fn check_rules(
    connection: &mut Connection,
    rules: &Rules,
    path: &Path,
) -> anyhow::Result<()> {
    let changes = changes(connection, rules).await?;
    agreed(&changes, Some(path))
}

fn agreed(changes: &[Change], path: Option<&Path>) -> anyhow::Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let place = path.map_or_else(
        || "there is no RULES_FILE, but".to_owned(),
        |path| format!("{} would change the past:", path.display()),
    );
    let lines: Vec<String> = changes.iter().map(Change::sentence).collect();
    anyhow::bail!("{place}\n  {}", lines.join("\n  "))
}

/// A version that is not what days with events were counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    from: Day,
    what: What,
    /// The last day with events.
    counted: Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Other,
    Gone,
    New,
}

impl Change {
    fn sentence(&self) -> String {
        let (from, counted) = (day_text(self.from), day_text(self.counted));
        let (what, so) = match self.what {
            What::Other => (
                "were others",
                "put them back as they were, and write what is to change as a new version",
            ),
            What::Gone => (
                "are gone",
                "put them back; to end them, write a new version",
            ),
            What::New => ("are new", "let a new version begin later"),
        };
        format!(
            "the rules from {from} {what}, and events up to {counted} are counted: {so} (from {} on)",
            day_text(self.counted + 1)
        )
    }
}

/// As it is written in the file.
pub(super) fn day_text(day: Day) -> String {
    let at = time::OffsetDateTime::from_unix_timestamp(day * DAY_MS / 1000);
    at.map_or_else(|_| "—".to_owned(), |at| at.date().to_string())
}

/// Takes rules into use, or says why not.
#[derive(Debug)]
struct UseRules(Rules);

impl Write for UseRules {
    type Outcome = Vec<Change>;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<Vec<Change>> {
        let changes = changes(tx, &self.0).await?;
        if !changes.is_empty() {
            return Ok(changes);
        }
        // What no event was counted by may have been rewritten.
        sqlx::query("DELETE FROM event_rules")
            .execute(&mut *tx)
            .await?;
        for (from, hash) in fingerprints(&self.0)? {
            sqlx::query("INSERT INTO event_rules (from_day, content_hash) VALUES ($1, $2)")
                .bind(from)
                .bind(hash)
                .execute(&mut *tx)
                .await?;
        }
        Ok(Vec::new())
    }
}

async fn changes(connection: &mut Connection, rules: &Rules) -> anyhow::Result<Vec<Change>> {
    let last: Option<Millis> = sqlx::query_scalar(
        "SELECT MAX(occurred_at_ms) FROM event WHERE kind IN ('trade', 'subscription')",
    )
    .fetch_one(&mut *connection)
    .await?;
    let Some(counted) = last.map(day_of) else {
        return Ok(Vec::new());
    };
    let before: Vec<(Day, String)> = sqlx::query_as(
        "SELECT from_day, content_hash FROM event_rules WHERE from_day <= $1 ORDER BY from_day",
    )
    .bind(counted)
    .fetch_all(connection)
    .await?;
    let now = fingerprints(rules)?;
    let change = |from, what| Change {
        from,
        what,
        counted,
    };
    let mut changes = Vec::new();
    for (from, hash) in &before {
        match now.iter().find(|(day, _)| day == from) {
            None => changes.push(change(*from, What::Gone)),
            Some((_, other)) if other != hash => changes.push(change(*from, What::Other)),
            Some(_) => {}
        }
    }
    let is_new = |from: &Day| *from <= counted && !before.iter().any(|(day, _)| day == from);
    let new = now.iter().filter(|(from, _)| is_new(from));
    changes.extend(new.map(|(from, _)| change(*from, What::New)));
    Ok(changes)
}

/// Of each version its day, and SHA-256 of what it says.
fn fingerprints(rules: &Rules) -> anyhow::Result<Vec<(Day, String)>> {
    let versions = rules.versions().iter().map(|version| {
        let content = serde_json::to_vec(version)?;
        Ok((version.from, hex::encode(Sha256::digest(content))))
    });
    versions.collect()
}
