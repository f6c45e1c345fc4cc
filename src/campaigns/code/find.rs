//! Looking codes up. Only moderators are shown any.

use sqlx::AssertSqlSafe;

use super::word::CodeWord;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{CampaignId, CodeId, UserId};

/// How many codes the list shows.
const LIST_LENGTH: i64 = 20;

/// A claim code as moderators see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its number.
    pub id: CodeId,
    /// The code itself.
    pub word: CodeWord,
    /// From which campaign it gives.
    pub campaign_id: CampaignId,
    /// Its name.
    pub campaign: String,
    /// How many Sparks each.
    pub amount: i64,
    /// How many have claimed it.
    pub uses: i64,
    /// Of how many.
    pub uses_max: i64,
    /// In the moderator's words.
    pub reason: Option<String>,
    /// Who made it; 0: somebody who was erased.
    pub created_by: UserId,
    /// Until when it can be claimed.
    pub expires_at_ms: Option<Millis>,
    /// When it was closed.
    pub closed_at_ms: Option<Millis>,
}

/// The latest codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodePage {
    /// Those that can be claimed first, the latest first in each.
    pub codes: Vec<Code>,
    /// How many more there are.
    pub more: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: CodeId,
    code: String,
    campaign_id: CampaignId,
    campaign: String,
    amount: i64,
    uses: i64,
    uses_max: i64,
    reason: Option<String>,
    created_by: UserId,
    expires_at_ms: Option<Millis>,
    closed_at_ms: Option<Millis>,
}

const SELECT: &str = "SELECT claim_code.id, code, campaign_id, campaign.name AS campaign, amount, uses, uses_max, reason,
    claim_code.created_by, expires_at_ms, claim_code.closed_at_ms
    FROM claim_code JOIN campaign ON campaign.id = campaign_id";

fn code(row: Row) -> Code {
    Code {
        id: row.id,
        word: CodeWord::of_stored(row.code),
        campaign_id: row.campaign_id,
        campaign: row.campaign,
        amount: row.amount,
        uses: row.uses,
        uses_max: row.uses_max,
        reason: row.reason,
        created_by: row.created_by,
        expires_at_ms: row.expires_at_ms,
        closed_at_ms: row.closed_at_ms,
    }
}

/// The code that somebody typed.
pub(super) async fn by_word(tx: &mut Connection, word: &CodeWord) -> sqlx::Result<Option<Code>> {
    let row: Option<Row> = sqlx::query_as(AssertSqlSafe(format!("{SELECT} WHERE code = $1")))
        .bind(word.stored())
        .fetch_optional(tx)
        .await?;
    Ok(row.map(code))
}

/// The code that a moderator means: by its number, `C-5`, or itself.
pub(super) async fn named(tx: &mut Connection, typed: &str) -> sqlx::Result<Option<Code>> {
    if let Some(word) = CodeWord::parse(typed) {
        return by_word(tx, &word).await;
    }
    let typed = typed.trim();
    let number = typed.strip_prefix(['C', 'c']).unwrap_or(typed);
    let number = number.strip_prefix('-').unwrap_or(number);
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = number.parse::<i64>().ok().filter(|_| is_number) else {
        return Ok(None);
    };
    let row: Option<Row> =
        sqlx::query_as(AssertSqlSafe(format!("{SELECT} WHERE claim_code.id = $1")))
            .bind(number)
            .fetch_optional(tx)
            .await?;
    Ok(row.map(code))
}

/// The latest codes, for moderators.
///
/// # Errors
/// When the database can't be read.
pub async fn codes(connection: &mut Connection, now_ms: Millis) -> sqlx::Result<CodePage> {
    let sql = format!(
        "{SELECT} ORDER BY claim_code.closed_at_ms IS NOT NULL OR expires_at_ms <= $1 OR uses >= uses_max,
            claim_code.id DESC LIMIT +$2"
    );
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(now_ms)
        .bind(LIST_LENGTH)
        .fetch_all(&mut *connection)
        .await?;
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM claim_code")
        .fetch_one(connection)
        .await?;
    Ok(CodePage {
        more: count - i64::try_from(rows.len()).unwrap_or(count),
        codes: rows.into_iter().map(code).collect(),
    })
}

/// Codes that are not closed and whose campaign's name contains what was typed, for moderators' autocomplete.
///
/// # Errors
/// When the database can't be read.
pub async fn open_matching(
    connection: &mut Connection,
    typed: &str,
    limit: i64,
) -> sqlx::Result<Vec<Code>> {
    let sql = format!(
        "{SELECT} WHERE claim_code.closed_at_ms IS NULL AND campaign.slug LIKE '%' || $1 || '%'
         ORDER BY claim_code.id DESC LIMIT +$2"
    );
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(crate::name::slug(typed))
        .bind(limit)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(code).collect())
}
