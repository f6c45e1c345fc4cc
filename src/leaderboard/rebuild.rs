//! Makes every board anew from the ledger: for the day on which `sparks verify` says that one disagrees.

use crate::db::{Connection, Write};

/// The boards are thrown away and made anew, in one transaction.
#[derive(Debug, Clone, Copy)]
pub struct Rebuild;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// How many boards there are.
    pub boards: u64,
    /// How many entries they have in all.
    pub entries: u64,
}

impl Write for Rebuild {
    type Outcome = Rebuilt;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<Rebuilt> {
        sqlx::query("DELETE FROM board_entry")
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM board_place")
            .execute(&mut *tx)
            .await?;
        // Rows of `board` stay: whoever refers to one by its id still finds it.
        sqlx::query(
            "INSERT INTO board (kind, key) SELECT kind, key FROM board_anew WHERE key IS NOT NULL
             ON CONFLICT (kind, key) DO NOTHING",
        )
        .execute(&mut *tx)
        .await?;
        // Before the entries: without ranges and blocks the triggers have none to count in.
        sqlx::query("DELETE FROM board_range")
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM board_block")
            .execute(&mut *tx)
            .await?;
        let entries = sqlx::query(
            "INSERT INTO board_entry (account_id, board_id, score, shown)
             SELECT account_id, board_id, score, shown FROM board_entry_anew",
        )
        .execute(&mut *tx)
        .await?;
        let boards = sqlx::query(
            "UPDATE board SET members = (
                SELECT COUNT(*) FROM board_entry WHERE board_id = board.id AND descending IS NOT NULL)",
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO board_block (board_id, descending, account_id, members)
             SELECT board_id, descending, account_id, members FROM board_block_anew",
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO board_range (board_id, descending, account_id, blocks, members)
             SELECT board_id, descending, account_id, blocks, members FROM board_range_anew",
        )
        .execute(tx)
        .await?;
        Ok(Rebuilt {
            boards: boards.rows_affected(),
            entries: entries.rows_affected(),
        })
    }
}
