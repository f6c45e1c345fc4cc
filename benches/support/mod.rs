//! What the benchmarks share: databases with many members, and figures.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "each benchmark uses a part; it may stop at the first surprise, and prints rounded figures"
)]

pub mod guard;

use std::time::Duration;

use sparks::db::{Connection, Db, Write};
use sparks::leaderboard::Rebuild;
use sqlx::AssertSqlSafe;

/// November 2026.
pub const NOW_MS: i64 = 1_795_219_200_000;
/// The account of the member with number 1 comes after those of the system.
pub const ACCOUNT_OFFSET: i64 = 10;
/// The same for members' own ids.
pub const OWNER_OFFSET: i64 = 1_000_000;
/// Scores as in a community, as SQL over a member's number `n`, from 1: few with very much, most with little, and so with
/// many equals.
pub const SKEWED: &str = "1 + CAST(20000.0 / (1 + (n * 7919) % 10007) AS INTEGER) * (1 + (n * 31) % 5) + (n * 104729) % 90";

/// Plain SQL in a transaction.
pub struct Run(pub String);

impl Write for Run {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::raw_sql(AssertSqlSafe(self.0.clone()))
            .execute(tx)
            .await?;
        Ok(())
    }
}

/// Every member has one award, made this month, and the ledger is sound: a bot can start with it. Entries of the boards are made by [`Rebuild`], so the triggers are put
/// aside.
pub async fn fill(db: &Db, members: i64, score: &str) {
    let mut reader = db.read().await.unwrap();
    let triggers: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'transfer'",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    drop(reader);
    let (mut drop_all, mut make_all) = (String::new(), String::new());
    for (name, sql) in triggers {
        drop_all.extend(["DROP TRIGGER ", &name, ";"]);
        make_all.extend([&sql, ";"]);
    }
    let numbers = format!(
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {members}) SELECT n FROM number"
    );
    db.write(Run(format!(
        "{drop_all}
         INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms)
            VALUES ('all', printf('%064d', 0), '{{}}', {members}, 0);
         INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms)
            SELECT n + {ACCOUNT_OFFSET}, 'member', n + {OWNER_OFFSET}, 0, 0 FROM ({numbers});
         INSERT INTO transfer (id, kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
            SELECT n, 'direct', 1, n + {ACCOUNT_OFFSET}, {score}, 'all', {NOW_MS} FROM ({numbers});
         INSERT INTO statement_entry (account_id, transfer_id, category, change, balance)
            SELECT account_id, transfer_id, category, change, change FROM statement_effect
            WHERE account_id > {ACCOUNT_OFFSET};
         UPDATE account SET available = amount FROM transfer WHERE credit_account_id = account.id;
         UPDATE account SET available = -(SELECT SUM(amount) FROM transfer) WHERE id = 1;
         {make_all}"
    )))
    .await
    .unwrap();
    db.write(Rebuild).await.unwrap();
}

/// In microseconds: the duration below which this share of all is.
pub fn micros(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    let at = ((times.len() - 1) as f64 * share).round() as usize;
    times[at].as_secs_f64() * 1e6
}

/// The middle one.
pub fn median(figures: &mut [f64]) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The sizes that were asked for on the command line, or these.
pub fn sizes(otherwise: &[i64]) -> Vec<i64> {
    let asked: Vec<i64> = std::env::args()
        .filter_map(|size| size.parse().ok())
        .collect();
    if asked.is_empty() {
        otherwise.to_vec()
    } else {
        asked
    }
}
