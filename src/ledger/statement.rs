//! A member's statement: what moved their available Sparks, why, and what they had after it. It promises that the rows
//! add up: each balance is the one before it plus the row's change, and the newest is what the account has available.
//! Pages are found by position in an index and balances are stored with the rows (`migrations/0011_statement.sql`), so
//! neither costs more in a long statement. Putting it into words is left to the views.

use sqlx::AssertSqlSafe;

use super::account::Source;
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, RedemptionId, TransferId, UserId};
use crate::name::PerkName;

/// Rows on a page.
pub const STATEMENT_PAGE_LENGTH: usize = 10;

/// One movement of a member's available Sparks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The transfer.
    pub id: TransferId,
    /// Sparks gained, or lost when negative. Reserving Sparks for a redemption takes them; spending what was reserved is
    /// no movement of its own.
    pub change: i64,
    /// Available Sparks after it.
    pub balance: i64,
    /// What sort of movement it is.
    pub category: Category,
    /// Where from or what for.
    pub kind: MovementKind,
    /// The moderator's words, as written.
    pub reason: Option<String>,
    /// When.
    pub at_ms: Millis,
}

impl Movement {
    /// What to quote when asking about it.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        match &self.kind {
            MovementKind::Award { .. } => Receipt::Award(self.id),
            MovementKind::Redemption { redemption, .. }
            | MovementKind::Refund { redemption, .. } => Receipt::Redemption(*redemption),
            _ => Receipt::Transfer(self.id),
        }
    }
}

/// What sort of movement: what a statement can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Category {
    /// Given to the member.
    Earned,
    /// Reserved or spent.
    Redeemed,
    /// Back from a redemption that came to nothing.
    Returned,
    /// An earlier movement undone.
    Corrected,
}

/// What a member quotes when asking about a movement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// A moderator's award.
    Award(TransferId),
    /// A redemption, by taking as by giving back.
    Redemption(RedemptionId),
    /// Anything else.
    Transfer(TransferId),
}

/// Where a movement comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MovementKind {
    /// A moderator's award from a campaign of this name.
    Award {
        /// The campaign.
        campaign: String,
    },
    /// Issued by the product's own rules.
    Earned {
        /// What sort of thing it is for.
        source: Source,
        /// What exactly.
        by: Option<EarnedBy>,
    },
    /// Sparks of this source that turned out not to be due, taken back at once or later.
    Corrected(Source),
    /// Sparks reserved or spent for a perk of this name.
    Redemption {
        /// What was redeemed.
        perk: PerkName,
        /// Which redemption.
        redemption: RedemptionId,
        /// Whether it is not final yet.
        is_open: bool,
    },
    /// A redemption that came to nothing; its Sparks returned.
    Refund {
        /// What was not delivered.
        perk: PerkName,
        /// Which redemption.
        redemption: RedemptionId,
        /// Whether a moderator decided it.
        by_moderator: bool,
    },
    /// Sparks that went to what the member owed a campaign of this name.
    DebtPayment {
        /// The campaign.
        campaign: String,
    },
    /// An earlier movement undone.
    Reversal {
        /// Which.
        undone: Receipt,
    },
    /// Given or taken outside of all this.
    Other,
}

/// What exactly Sparks were issued for. Days are counted from 1970, UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EarnedBy {
    /// The member's trades of a day.
    Trades(i64),
    /// A payment of this plan.
    Plan(String),
    /// An invitee's trades of a day.
    InviteesTrades(i64),
    /// An invitee's first plan.
    InviteesPlan,
}

/// Which page of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The first.
    Newest,
    /// What came before this transfer.
    Older(TransferId),
    /// What came after it.
    Newer(TransferId),
}

/// A page of a statement. The default is that of a member who never had Sparks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatementPage {
    /// At most [`STATEMENT_PAGE_LENGTH`] rows, newest first.
    pub movements: Vec<Movement>,
    /// Whether there are newer ones.
    pub has_newer: bool,
    /// Whether there are older ones.
    pub has_older: bool,
}

/// One page, of one category where that is asked. One past the oldest row shows the last page that there is, one past the
/// newest the first; a page is never half empty while there are older rows to fill it.
///
/// # Errors
/// When the database can't be read.
pub async fn statement(
    connection: &mut Connection,
    account: AccountId,
    category: Option<Category>,
    turn: Turn,
) -> sqlx::Result<StatementPage> {
    let length = STATEMENT_PAGE_LENGTH;
    let mut movements = match turn {
        Turn::Newest => Vec::new(),
        Turn::Older(before) => older(connection, account, category, before, length).await?,
        Turn::Newer(after) => newer(connection, account, category, after, length).await?,
    };
    match turn {
        Turn::Older(_) if movements.is_empty() => {
            movements = newer(connection, account, category, BEGINNING, length).await?;
        }
        Turn::Newest | Turn::Newer(_) if movements.len() < length => {
            movements = older(connection, account, category, END, length).await?;
        }
        _ => {}
    }
    let (Some(first), Some(last)) = (movements.first(), movements.last()) else {
        return Ok(StatementPage::default());
    };
    let (first, last) = (first.id, last.id);
    let newer_one = newer(connection, account, category, first, 1).await?;
    let older_one = older(connection, account, category, last, 1).await?;
    Ok(StatementPage {
        movements,
        has_newer: !newer_one.is_empty(),
        has_older: !older_one.is_empty(),
    })
}

/// Before every transfer, and after every one.
const BEGINNING: TransferId = TransferId(0);
const END: TransferId = TransferId(i64::MAX);

/// The latest `limit` movements, newest first.
///
/// # Errors
/// When the database can't be read.
pub async fn recent(
    connection: &mut Connection,
    account: AccountId,
    limit: usize,
) -> sqlx::Result<Vec<Movement>> {
    older(connection, account, None, END, limit).await
}

/// At most `limit` movements before a transfer, newest first; none before it means from the newest on.
///
/// # Errors
/// When the database can't be read.
pub async fn movements_before(
    connection: &mut Connection,
    account: AccountId,
    category: Option<Category>,
    before: Option<TransferId>,
    limit: usize,
) -> sqlx::Result<Vec<Movement>> {
    older(connection, account, category, before.unwrap_or(END), limit).await
}

async fn older(
    connection: &mut Connection,
    account: AccountId,
    category: Option<Category>,
    before: TransferId,
    limit: usize,
) -> sqlx::Result<Vec<Movement>> {
    let rows = select(connection, account, category, ("<", "DESC"), before, limit).await?;
    Ok(rows.into_iter().map(movement).collect())
}

async fn newer(
    connection: &mut Connection,
    account: AccountId,
    category: Option<Category>,
    after: TransferId,
    limit: usize,
) -> sqlx::Result<Vec<Movement>> {
    let rows = select(connection, account, category, (">", "ASC"), after, limit).await?;
    Ok(rows.into_iter().rev().map(movement).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: TransferId,
    change: i64,
    balance: i64,
    category: Category,
    kind: String,
    reason: Option<String>,
    actor_id: Option<UserId>,
    created_at_ms: Millis,
    campaign: Option<String>,
    creditor: Option<String>,
    source: Option<i64>,
    corrected: Option<i64>,
    cell_kind: Option<String>,
    cell_key: Option<i64>,
    plan: Option<String>,
    undone_id: Option<TransferId>,
    undone_is_award: bool,
    perk: Option<String>,
    perk_en: Option<String>,
    perk_ru: Option<String>,
    perk_ko: Option<String>,
    redemption_id: Option<RedemptionId>,
    is_open: bool,
}

/// Rows on one side of a transfer, nearest first. A category has an index of its own, so it is left out of the SQL where
/// none is asked for: one text for both would be planned for neither.
async fn select(
    connection: &mut Connection,
    account: AccountId,
    category: Option<Category>,
    (side, order): (&'static str, &'static str),
    at: TransferId,
    limit: usize,
) -> sqlx::Result<Vec<Row>> {
    let of_category = category.map_or("", |_| "AND entry.category = $4");
    let sql = format!(
        "SELECT entry.transfer_id AS id, entry.change, entry.balance, entry.category, transfer.kind, transfer.reason,
            transfer.actor_id, transfer.created_at_ms, campaign.name AS campaign,
            creditor.name AS creditor, CASE payer.kind WHEN 'issuance' THEN payer.owner_id END AS source,
            CASE payee.kind WHEN 'issuance' THEN payee.owner_id END AS corrected,
            cell.kind AS cell_kind, cell.key AS cell_key, payment.plan,
            undone.id AS undone_id, COALESCE(undone_payer.kind = 'campaign', false) AS undone_is_award,
            perk.name AS perk, perk.name_en AS perk_en, perk.name_ru AS perk_ru, perk.name_ko AS perk_ko, redemption.id AS redemption_id,
            COALESCE(redemption.state IN ('held', 'review'), false) AS is_open
         FROM statement_entry AS entry
         JOIN transfer ON transfer.id = entry.transfer_id
         JOIN account AS payer ON payer.id = transfer.debit_account_id
         LEFT JOIN campaign ON campaign.id = payer.owner_id AND payer.kind = 'campaign'
         JOIN account AS payee ON payee.id = transfer.credit_account_id
         LEFT JOIN campaign AS creditor ON creditor.id = payee.owner_id AND payee.kind = 'campaign'
            AND transfer.kind = 'direct'
         LEFT JOIN event_earning AS earning ON earning.transfer_id = transfer.id
         LEFT JOIN event_cell AS cell ON cell.id = earning.cell_id
         LEFT JOIN event AS payment ON payment.id = cell.key AND cell.kind = 'subscription'
         LEFT JOIN transfer AS undone ON undone.id = transfer.refers_to_id AND transfer.kind = 'reversal'
         LEFT JOIN account AS undone_payer ON undone_payer.id = undone.debit_account_id
         LEFT JOIN redemption ON redemption.hold_id = CASE transfer.kind
            WHEN 'hold' THEN transfer.id WHEN 'reversal' THEN undone.refers_to_id ELSE transfer.refers_to_id END
         LEFT JOIN perk ON perk.id = redemption.perk_id
         WHERE entry.account_id = $1 AND entry.transfer_id {side} $2 {of_category}
         ORDER BY entry.transfer_id {order} LIMIT +$3"
    );
    // Made of the constants above only.
    let mut query = sqlx::query_as(AssertSqlSafe(sql))
        .bind(account)
        .bind(at)
        .bind(i64::try_from(limit).unwrap_or(i64::MAX));
    if let Some(category) = category {
        query = query.bind(category);
    }
    query.fetch_all(connection).await
}

fn movement(mut row: Row) -> Movement {
    let perk = row.perk.take().map(|own| PerkName {
        own,
        en: row.perk_en.take(),
        ru: row.perk_ru.take(),
        ko: row.perk_ko.take(),
    });
    let kind = match (row.kind.as_str(), perk, row.redemption_id) {
        ("direct", ..) => given(&row),
        ("hold", Some(perk), Some(redemption)) => MovementKind::Redemption {
            perk,
            redemption,
            is_open: row.is_open,
        },
        ("void", Some(perk), Some(redemption)) => MovementKind::Refund {
            perk,
            redemption,
            by_moderator: row.actor_id.is_some(),
        },
        ("reversal", _, redemption) => match (redemption, row.undone_id) {
            (Some(redemption), _) => MovementKind::Reversal {
                undone: Receipt::Redemption(redemption),
            },
            (None, Some(undone)) => MovementKind::Reversal {
                undone: if row.undone_is_award {
                    Receipt::Award(undone)
                } else {
                    Receipt::Transfer(undone)
                },
            },
            (None, None) => MovementKind::Other,
        },
        _ => MovementKind::Other,
    };
    Movement {
        id: row.id,
        change: row.change,
        balance: row.balance,
        category: row.category,
        kind,
        reason: row.reason,
        at_ms: row.created_at_ms,
    }
}

/// What paid: a campaign, or the account from which Sparks are issued for one of the product's sources; or what was paid:
/// a campaign that the member owed, or what was issued by mistake.
fn given(row: &Row) -> MovementKind {
    if let Some(campaign) = row.creditor.clone() {
        return MovementKind::DebtPayment { campaign };
    }
    if let Some(source) = row.corrected.and_then(Source::of_owner) {
        return MovementKind::Corrected(source);
    }
    match (row.campaign.clone(), row.source.and_then(Source::of_owner)) {
        (Some(campaign), _) => MovementKind::Award { campaign },
        (None, Some(source)) => MovementKind::Earned {
            source,
            by: earned_by(row),
        },
        (None, None) => MovementKind::Other,
    }
}

fn earned_by(row: &Row) -> Option<EarnedBy> {
    Some(match (row.cell_kind.as_deref()?, row.cell_key?) {
        ("trades", day) => EarnedBy::Trades(day),
        ("subscription", _) => EarnedBy::Plan(row.plan.clone()?),
        ("referred_trades", day) => EarnedBy::InviteesTrades(day),
        ("referred_plan", _) => EarnedBy::InviteesPlan,
        _ => return None,
    })
}
