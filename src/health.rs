//! What the file tells of itself: whether SQLite finds it sound, how large it is, when it was last copied, and what waits
//! in it. It judges nothing; that is the doctor's part.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::clock::Millis;
use crate::db::Connection;
use crate::fulfilment::DELAY_MAX_MS;
use crate::{alerts, staff, webhooks};

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// The latest migration.
    pub migration: i64,
    /// What SQLite's quick check finds, if anything.
    pub damage: Option<String>,
    /// The file.
    pub file_bytes: u64,
    /// Its write-ahead log.
    pub log_bytes: u64,
    /// When `sparks backup` wrote a copy last, as far as is known.
    pub backed_up_at_ms: Option<Millis>,
    /// Redemptions that need a decision.
    pub review: i64,
    /// Those that Discord refuses.
    pub blocked: i64,
    /// Those that were tried in vain.
    pub late: i64,
    /// Roles whose time is over and that can't be taken.
    pub roles_stay: i64,
    /// Redemptions that have waited for a moderator for days.
    pub queue_waits: i64,
    /// What the product's backend could not be told about redemptions.
    pub webhooks_given_up: i64,
    /// Posts that are not known to be in the staff channel.
    pub unsent: i64,
    /// Since when one of them has been asked for in vain.
    pub asked_since_ms: Option<Millis>,
}

/// Reads it.
///
/// # Errors
/// When the database can't be read.
pub async fn read(connection: &mut Connection, now_ms: Millis) -> anyhow::Result<Health> {
    let path: String =
        sqlx::query_scalar("SELECT file FROM pragma_database_list WHERE name = 'main'")
            .fetch_one(&mut *connection)
            .await?;
    let path = Path::new(&path);
    let check: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut *connection)
        .await?;
    let migration = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations")
        .fetch_one(&mut *connection)
        .await?;
    let (review, blocked, late) = sqlx::query_as(
        "SELECT COUNT(*) FILTER (WHERE stage = 'review'), COUNT(*) FILTER (WHERE stage = 'blocked'),
            COUNT(*) FILTER (WHERE stage = 'late')
         FROM redemption_case WHERE state IN ('held', 'review')",
    )
    .fetch_one(&mut *connection)
    .await?;
    let roles_stay = sqlx::query_scalar(
        "SELECT COUNT(*) FROM role_expiry WHERE due_at_ms <= $2 AND attempts > 1 AND ends_at_ms <= $1",
    )
    .bind(now_ms - alerts::LATE_AFTER_MS)
    .bind(now_ms + DELAY_MAX_MS)
    .fetch_one(&mut *connection)
    .await?;
    let queue_waits = sqlx::query_scalar(
        "SELECT COUNT(*) FROM redemption_case
         WHERE state = 'held' AND stage IN ('queued', 'claimed') AND created_at_ms <= $1",
    )
    .bind(now_ms - alerts::WAITS_AFTER_MS)
    .fetch_one(&mut *connection)
    .await?;
    let asked_since_ms =
        sqlx::query_scalar("SELECT MIN(asked_at_ms) FROM staff_message WHERE state = 'asked'")
            .fetch_one(&mut *connection)
            .await?;
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    Ok(Health {
        migration,
        damage: (check != "ok").then_some(check),
        file_bytes: length(path),
        log_bytes: length(&beside(path, "-wal")),
        backed_up_at_ms: backed_up_at_ms(path),
        review,
        blocked,
        late,
        roles_stay,
        queue_waits,
        webhooks_given_up: webhooks::given_up(connection).await?,
        unsent: staff::unsent(connection).await?,
        asked_since_ms,
    })
}

/// What waits, for an operator's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queues {
    /// How many redemptions there are in each state.
    pub redemptions: Vec<(String, i64)>,
    /// What waits.
    pub waiting: Vec<Queue>,
    /// Webhooks that wait for an operator.
    pub webhooks_given_up: i64,
}

/// One of the queues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queue {
    /// Which.
    pub name: &'static str,
    /// How many wait.
    pub length: i64,
    /// Since when the oldest does.
    pub since_ms: Option<Millis>,
}

/// Reads what waits. The states are counted along an index.
///
/// # Errors
/// When the database can't be read.
pub async fn queues(connection: &mut Connection) -> sqlx::Result<Queues> {
    let counted: Vec<(String, i64)> =
        sqlx::query_as("SELECT state, COUNT(*) FROM redemption GROUP BY state")
            .fetch_all(&mut *connection)
            .await?;
    let count = |state: &str| {
        let found = counted.iter().find(|(found, _)| found == state);
        (state.to_owned(), found.map_or(0, |(_, count)| *count))
    };
    let redemptions = ["held", "review", "settled", "voided"].map(count).to_vec();
    let deliveries: (i64, Option<Millis>) = sqlx::query_as(
        "SELECT COUNT(*), MIN(redemption.created_at_ms) FROM fulfilment_job
         JOIN redemption ON redemption.id = fulfilment_job.redemption_id",
    )
    .fetch_one(&mut *connection)
    .await?;
    let by_hand: (i64, Option<Millis>) = sqlx::query_as(
        "SELECT COUNT(*), MIN(redemption.created_at_ms) FROM redemption
         JOIN manual_delivery ON manual_delivery.redemption_id = redemption.id
         WHERE redemption.state = 'held'",
    )
    .fetch_one(&mut *connection)
    .await?;
    let webhooks = webhooks::counts(connection).await?;
    let queue = |name, (length, since_ms)| Queue {
        name,
        length,
        since_ms,
    };
    Ok(Queues {
        redemptions,
        waiting: vec![
            queue("delivery", deliveries),
            queue("by_hand", by_hand),
            queue("webhooks", (webhooks.waiting, webhooks.waiting_since_ms)),
        ],
        webhooks_given_up: webhooks.dead,
    })
}

/// Notes that a copy of this file was made: in a file beside it, since the database is the bot's to write while it runs.
///
/// # Errors
/// When it can't be written.
pub fn note_backup(path: &Path, now_ms: Millis) -> anyhow::Result<()> {
    let note = beside(path, BACKUP_NOTE);
    std::fs::write(&note, now_ms.to_string())
        .with_context(|| format!("can't write {}", note.display()))
}

/// What is put behind the file's name for the note of its latest backup.
const BACKUP_NOTE: &str = "-backup";

fn backed_up_at_ms(path: &Path) -> Option<Millis> {
    let note = std::fs::read_to_string(beside(path, BACKUP_NOTE)).ok()?;
    note.trim().parse().ok()
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
