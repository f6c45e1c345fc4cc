//! Everything that is stored about one person, read at one moment.

use serde::Serialize as _;

use super::export_events as events;
use super::export_queue as queue;
use super::records::{
    Account, AsModerator, AwardBatch, AwardDay, BatchLine, Board, BoardAbsence, Campaign, Claim,
    ClaimCode, Debt, DecidedTransfer, Decision, Delivery, ErasedRole, Erasure, Export, Notice,
    Perk, RecordEntry, Redemption, RedemptionWithHistory, Request, Review, RoleExpiry, Snowflake,
    StatementEntry, Transfer, UndoneAward,
};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::UserId;

/// Grows when a name changes its meaning or goes. A name that is added changes nothing.
pub const EXPORT_VERSION: u32 = 1;

/// Everything as JSON, indented. The connection should be a snapshot, so that all of it fits together.
///
/// # Errors
/// When the database can't be read.
pub async fn export(
    connection: &mut Connection,
    member: UserId,
    now_ms: Millis,
) -> anyhow::Result<Vec<u8>> {
    let account = account(connection, member).await?;
    // No account has this id.
    let id = account.as_ref().map_or(0, |account| account.account_id);
    let export = Export {
        format: "sparks-privacy-export",
        version: EXPORT_VERSION,
        exported_at_ms: now_ms,
        discord_user_id: Snowflake(member.0),
        statement: statement(connection, id).await?,
        transfers: transfers(connection, id).await?,
        requests: requests(connection, id).await?,
        redemptions: redemptions(connection, id).await?,
        undone_awards: undone_awards(connection, id).await?,
        debts: debts(connection, id).await?,
        batch_lines: batch_lines(connection, member).await?,
        claims: claims(connection, id).await?,
        failed_claims_at_ms: failed_claims(connection, member).await?,
        boards: boards(connection, id).await?,
        board_absences: board_absences(connection, id).await?,
        product: events::product(connection, id).await?,
        drafts: queue::drafts(connection, member).await?,
        as_moderator: as_moderator(connection, member).await?,
        erasures_under_way: erasures(connection, member).await?,
        account,
    };
    // A life can be long: writing it down must not keep the answer's deferral waiting.
    tokio::task::spawn_blocking(move || to_json(&export)).await?
}

fn to_json(export: &Export) -> anyhow::Result<Vec<u8>> {
    let mut json = Vec::new();
    let indented = serde_json::ser::PrettyFormatter::with_indent(b" ");
    export.serialize(&mut serde_json::Serializer::with_formatter(
        &mut json, indented,
    ))?;
    json.push(b'\n');
    Ok(json)
}

async fn account(connection: &mut Connection, member: UserId) -> sqlx::Result<Option<Account>> {
    sqlx::query_as(
        "SELECT id AS account_id, available AS available_sparks, held AS held_sparks, opened_at_ms
         FROM account WHERE kind = 'member' AND owner_id = $1",
    )
    .bind(member)
    .fetch_optional(connection)
    .await
}

async fn statement(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<StatementEntry>> {
    sqlx::query_as(
        "SELECT transfer_id, category, change AS change_sparks, balance AS balance_sparks
         FROM statement_entry WHERE account_id = $1 ORDER BY transfer_id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn transfers(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Transfer>> {
    sqlx::query_as(
        "SELECT moved.id AS transfer_id, moved.kind, direction, amount AS amount_sparks, other.kind AS other_side,
            campaign.name AS campaign, refers_to_id AS refers_to_transfer_id, request_key,
            actor_id IS NOT NULL AS by_moderator, reason, moved.created_at_ms AS at_ms
         FROM (
            SELECT transfer.*, 'out' AS direction, credit_account_id AS other_id FROM transfer
            WHERE debit_account_id = $1
            UNION ALL
            SELECT transfer.*, 'in', debit_account_id FROM transfer WHERE credit_account_id = $1
         ) AS moved
         JOIN account AS other ON other.id = other_id
         LEFT JOIN campaign ON other.kind = 'campaign' AND campaign.id = other.owner_id
         ORDER BY moved.id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn requests(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Request>> {
    sqlx::query_as(
        "SELECT key, content_hash AS content_sha256, CASE WHEN key LIKE 'redeem:%' THEN outcome END AS answer,
            transfers, created_at_ms AS at_ms
         FROM request WHERE key IN (
            SELECT request_key FROM transfer WHERE debit_account_id = $1
            UNION
            SELECT request_key FROM transfer WHERE credit_account_id = $1
         ) ORDER BY created_at_ms, key",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn redemptions(
    connection: &mut Connection,
    account: i64,
) -> sqlx::Result<Vec<RedemptionWithHistory>> {
    let all: Vec<Redemption> = sqlx::query_as(
        "SELECT redemption.id AS redemption_id, perk_id, perk.name AS perk, role_id AS discord_role_id,
            redemption.price AS price_sparks, edition, answer, redemption.state, void_reason, hold_id AS hold_transfer_id,
            resolution_id AS resolution_transfer_id, redemption.created_at_ms, deadline_at_ms, finished_at_ms,
            owned_role_seen.joined_at_ms AS role_seen_since_joining_at_ms
         FROM redemption JOIN perk ON perk.id = perk_id
         LEFT JOIN owned_role_seen ON owned_role_seen.redemption_id = redemption.id
         LEFT JOIN redemption_answer ON redemption_answer.redemption_id = redemption.id
         WHERE account_id = $1 ORDER BY redemption.id",
    )
    .bind(account)
    .fetch_all(&mut *connection)
    .await?;
    let mut found = Vec::with_capacity(all.len());
    for redemption in all {
        let id = redemption.redemption_id;
        found.push(RedemptionWithHistory {
            delivery: delivery(connection, id).await?,
            by_a_moderator: queue::by_a_moderator(connection, id).await?,
            ticket: queue::ticket(connection, id).await?,
            message: queue::message(connection, id).await?,
            told_to_backend: queue::told_to_backend(connection, id).await?,
            reviews: reviews(connection, id).await?,
            decisions: decisions(connection, id).await?,
            notices: notices(connection, id).await?,
            role_that_ends: role_that_ends(connection, id).await?,
            redemption,
        });
    }
    Ok(found)
}

async fn delivery(connection: &mut Connection, redemption: i64) -> sqlx::Result<Option<Delivery>> {
    sqlx::query_as(
        "SELECT action, void_reason, attempts, maybe_delivered, is_leased AS under_way, due_at_ms, refused_code,
            failure_kind, failure_code, last_failure
         FROM fulfilment_job WHERE redemption_id = $1",
    )
    .bind(redemption)
    .fetch_optional(connection)
    .await
}

async fn reviews(connection: &mut Connection, redemption: i64) -> sqlx::Result<Vec<Review>> {
    sqlx::query_as(
        "SELECT attempts, failure_kind, failure_code, begun_at_ms FROM redemption_review
         WHERE redemption_id = $1 ORDER BY id",
    )
    .bind(redemption)
    .fetch_all(connection)
    .await
}

async fn decisions(connection: &mut Connection, redemption: i64) -> sqlx::Result<Vec<Decision>> {
    sqlx::query_as(
        "SELECT redemption_id, kind, reason, request_key, decided_at_ms FROM redemption_decision
         WHERE redemption_id = $1 ORDER BY id",
    )
    .bind(redemption)
    .fetch_all(connection)
    .await
}

async fn notices(connection: &mut Connection, redemption: i64) -> sqlx::Result<Vec<Notice>> {
    let rows: Vec<(String, Millis)> = sqlx::query_as(
        "SELECT locale, expires_at_ms FROM notice WHERE redemption_id = $1 ORDER BY expires_at_ms",
    )
    .bind(redemption)
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(locale, expires_at_ms)| Notice {
            interaction_token: "kept, not exported",
            locale,
            expires_at_ms,
        })
        .collect())
}

async fn role_that_ends(
    connection: &mut Connection,
    redemption: i64,
) -> sqlx::Result<Option<RoleExpiry>> {
    sqlx::query_as(
        "SELECT lasts_days, ends_at_ms, due_at_ms AS next_attempt_at_ms, attempts, ended_at_ms,
            tell_due_at_ms AS message_due_at_ms, tell_attempts AS message_attempts, locale, last_failure
         FROM role_expiry WHERE redemption_id = $1",
    )
    .bind(redemption)
    .fetch_optional(connection)
    .await
}

async fn undone_awards(
    connection: &mut Connection,
    account: i64,
) -> sqlx::Result<Vec<UndoneAward>> {
    sqlx::query_as(
        "SELECT award_id AS award_transfer_id, reversal_id AS reversal_transfer_id, taken AS taken_sparks,
            debt AS debt_sparks, award_undo.reason, award_undo.request_key, undone_at_ms AS at_ms
         FROM award_undo JOIN transfer ON transfer.id = award_id
         WHERE transfer.credit_account_id = $1 ORDER BY award_undo.id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn debts(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Debt>> {
    sqlx::query_as(
        "SELECT campaign.name AS campaign,
            CASE WHEN creditor.kind = 'issuance' THEN CASE creditor.owner_id WHEN 1 THEN 'trades'
                WHEN 2 THEN 'subscriptions' ELSE 'referrals' END END AS source,
            incurred AS incurred_sparks, paid AS paid_sparks, since_ms
         FROM debt JOIN account AS creditor ON creditor.id = creditor_id
         LEFT JOIN campaign ON campaign.id = creditor.owner_id AND creditor.kind = 'campaign'
         WHERE account_id = $1 ORDER BY since_ms, creditor_id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn boards(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Board>> {
    sqlx::query_as(
        "SELECT board.kind, board.key, name AS campaign, score AS score_sparks, shown
         FROM board_entry JOIN board ON board.id = board_id
         LEFT JOIN campaign ON board.kind = 'campaign' AND campaign.id = board.key
         WHERE account_id = $1 ORDER BY board.id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn board_absences(
    connection: &mut Connection,
    account: i64,
) -> sqlx::Result<Vec<BoardAbsence>> {
    sqlx::query_as(
        "SELECT reason, since_ms FROM board_absence WHERE account_id = $1 ORDER BY since_ms, reason",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn as_moderator(connection: &mut Connection, member: UserId) -> sqlx::Result<AsModerator> {
    let transfers: Vec<DecidedTransfer> = sqlx::query_as(
        "SELECT id AS transfer_id, kind, amount AS amount_sparks, reason, request_key, created_at_ms AS at_ms
         FROM transfer WHERE actor_id = $1 ORDER BY id",
    )
    .bind(member)
    .fetch_all(&mut *connection)
    .await?;
    let decisions: Vec<Decision> = sqlx::query_as(
        "SELECT redemption_id, kind, reason, request_key, decided_at_ms FROM redemption_decision
         WHERE moderator_id = $1 ORDER BY id",
    )
    .bind(member)
    .fetch_all(&mut *connection)
    .await?;
    let campaigns: Vec<Campaign> = sqlx::query_as(
        "SELECT id AS campaign_id, name, created_by = $1 AS created_by_you, created_at_ms,
            COALESCE(closed_by = $1, false) AS closed_by_you, closed_at_ms
         FROM campaign WHERE created_by = $1 OR closed_by = $1 ORDER BY id",
    )
    .bind(member)
    .fetch_all(&mut *connection)
    .await?;
    let perks: Vec<Perk> = sqlx::query_as(
        "SELECT id AS perk_id, name, created_by = $1 AS created_by_you, created_at_ms,
            COALESCE(paused_by = $1, false) AS paused_by_you
         FROM perk WHERE created_by = $1 OR paused_by = $1 ORDER BY id",
    )
    .bind(member)
    .fetch_all(&mut *connection)
    .await?;
    Ok(AsModerator {
        transfers,
        decisions,
        campaigns,
        perks,
        deliveries: queue::moderated_deliveries(connection, member).await?,
        checked_tickets: queue::checked_tickets(connection, member).await?,
        undone_awards: undone_by(connection, member).await?,
        record: record_of(connection, member).await?,
        award_days: award_days(connection, member).await?,
        batches: batches(connection, member).await?,
        codes: codes(connection, member).await?,
    })
}

async fn undone_by(connection: &mut Connection, member: UserId) -> sqlx::Result<Vec<UndoneAward>> {
    sqlx::query_as(
        "SELECT award_id AS award_transfer_id, reversal_id AS reversal_transfer_id, taken AS taken_sparks,
            debt AS debt_sparks, reason, request_key, undone_at_ms AS at_ms
         FROM award_undo WHERE moderator_id = $1 ORDER BY id",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}

async fn record_of(connection: &mut Connection, member: UserId) -> sqlx::Result<Vec<RecordEntry>> {
    sqlx::query_as(
        "SELECT area, action, campaign.name AS campaign, perk.name AS perk, redemption_id, transfer_id, before, after,
            request_key, at_ms
         FROM audit LEFT JOIN campaign ON campaign.id = campaign_id LEFT JOIN perk ON perk.id = perk_id
         WHERE moderator_id = $1 ORDER BY audit.id",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}

async fn award_days(connection: &mut Connection, member: UserId) -> sqlx::Result<Vec<AwardDay>> {
    sqlx::query_as(
        "SELECT campaign.name AS campaign, day * 86400000 AS day_begins_at_ms, amount AS amount_sparks
         FROM campaign_moderator_day JOIN campaign ON campaign.id = campaign_id
         WHERE moderator_id = $1 ORDER BY day, campaign_id",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}

async fn batch_lines(connection: &mut Connection, member: UserId) -> sqlx::Result<Vec<BatchLine>> {
    sqlx::query_as(
        "SELECT batch_id, line, campaign.name AS campaign, amount AS amount_sparks, reason,
            award_id AS award_transfer_id, refused, undone, award_batch.created_at_ms AS drafted_at_ms
         FROM award_batch_line JOIN award_batch ON award_batch.id = batch_id
         JOIN campaign ON campaign.id = campaign_id
         WHERE member_id = $1 ORDER BY batch_id, line",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}

async fn batches(connection: &mut Connection, member: UserId) -> sqlx::Result<Vec<AwardBatch>> {
    sqlx::query_as(
        "SELECT award_batch.id AS batch_id, campaign.name AS campaign, source, lines, total AS total_sparks, state,
            moderator_id = $1 AS prepared_by_you, COALESCE(undo_moderator_id = $1, false) AS undone_by_you,
            undo_reason, undo_with_debt, award_batch.created_at_ms AS drafted_at_ms, confirmed_at_ms, finished_at_ms
         FROM award_batch JOIN campaign ON campaign.id = campaign_id
         WHERE moderator_id = $1 OR undo_moderator_id = $1 ORDER BY award_batch.id",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}

async fn claims(connection: &mut Connection, account: i64) -> sqlx::Result<Vec<Claim>> {
    sqlx::query_as(
        "SELECT code_id, campaign.name AS campaign, award_id AS award_transfer_id, claimed_at_ms AS at_ms
         FROM code_claim JOIN claim_code ON claim_code.id = code_id JOIN campaign ON campaign.id = campaign_id
         WHERE account_id = $1 ORDER BY claimed_at_ms, code_id",
    )
    .bind(account)
    .fetch_all(connection)
    .await
}

async fn failed_claims(connection: &mut Connection, member: UserId) -> sqlx::Result<Vec<Millis>> {
    sqlx::query_scalar("SELECT at_ms FROM code_failure WHERE member_id = $1 ORDER BY at_ms")
        .bind(member)
        .fetch_all(connection)
        .await
}

async fn codes(connection: &mut Connection, member: UserId) -> sqlx::Result<Vec<ClaimCode>> {
    sqlx::query_as(
        "SELECT claim_code.id AS code_id, campaign.name AS campaign, amount AS amount_sparks, uses, uses_max,
            claim_code.created_by = $1 AS created_by_you, claim_code.created_at_ms, expires_at_ms,
            COALESCE(claim_code.closed_by = $1, false) AS closed_by_you, claim_code.closed_at_ms
         FROM claim_code JOIN campaign ON campaign.id = campaign_id
         WHERE claim_code.created_by = $1 OR claim_code.closed_by = $1 ORDER BY claim_code.id",
    )
    .bind(member)
    .fetch_all(connection)
    .await
}

async fn erasures(connection: &mut Connection, member: UserId) -> sqlx::Result<Vec<Erasure>> {
    let under_way: Vec<(i64, Millis)> =
        sqlx::query_as("SELECT id, begun_at_ms FROM erasure WHERE member_id = $1 ORDER BY id")
            .bind(member)
            .fetch_all(&mut *connection)
            .await?;
    let mut found = Vec::with_capacity(under_way.len());
    for (id, begun_at_ms) in under_way {
        let roles: Vec<ErasedRole> = sqlx::query_as(
            "SELECT role_id AS discord_role_id, attempts, due_at_ms, last_failure
             FROM erasure_role WHERE erasure_id = $1 ORDER BY role_id",
        )
        .bind(id)
        .fetch_all(&mut *connection)
        .await?;
        found.push(Erasure { begun_at_ms, roles });
    }
    Ok(found)
}
