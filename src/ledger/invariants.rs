//! What must always be true, as SQL that returns a row for each thing that is not. `sparks verify`, every start and
//! every test run these.

use std::fmt;

use sqlx::Connection as _;

use crate::db::Connection;

/// An invariant: its number in the design, what it says, and the query that finds where it does not hold. Each query
/// returns one text column that names the place.
pub(super) struct Invariant {
    pub(super) number: u8,
    pub(super) statement: &'static str,
    pub(super) violations_sql: &'static str,
}

/// A place where an invariant does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The invariant's number, 1 to 11.
    pub number: u8,
    /// What should be true.
    pub statement: &'static str,
    /// Where it is not.
    pub place: String,
}

/// The outcome of checking every invariant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Empty when all is well; at most ten for each query.
    pub violations: Vec<Violation>,
}

impl Report {
    /// Whether every invariant holds.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_clean() {
            return writeln!(f, "every invariant holds");
        }
        for Violation {
            number,
            statement,
            place,
        } in &self.violations
        {
            writeln!(f, "VIOLATED {number}: {statement}: {place}")?;
        }
        Ok(())
    }
}

/// One broken rule can have a million places; the first few say enough.
pub const PLACES_MAX: usize = 10;

/// Checks every invariant in one read transaction.
///
/// # Errors
/// When the database can't be read.
pub async fn verify(connection: &mut Connection) -> sqlx::Result<Report> {
    // One snapshot for all queries: between two of them a redemption might settle. It ends also when the caller goes.
    let mut snapshot = connection.begin().await?;
    let report = verify_snapshot(&mut snapshot).await;
    snapshot.commit().await?;
    report
}

async fn verify_snapshot(connection: &mut Connection) -> sqlx::Result<Report> {
    let mut report = Report::default();
    for invariant in INVARIANTS
        .iter()
        .chain(super::privacy_invariants::INVARIANTS)
        .chain(super::campaign_invariants::INVARIANTS)
        .chain(super::queue_invariants::INVARIANTS)
        .chain(super::event_invariants::INVARIANTS)
    {
        let places: Vec<String> = sqlx::query_scalar(invariant.violations_sql)
            // Asked once; kept, each would hold what it needs until the connection is closed.
            .persistent(false)
            .fetch_all(&mut *connection)
            .await?;
        report
            .violations
            .extend(places.into_iter().take(PLACES_MAX).map(|place| Violation {
                number: invariant.number,
                statement: invariant.statement,
                place,
            }));
    }
    Ok(report)
}

/// How many rows the ledger has, by table, in a fixed order: what `sparks verify` prints.
///
/// # Errors
/// When the database can't be read.
pub async fn counts(connection: &mut Connection) -> sqlx::Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "SELECT 'accounts', COUNT(*) FROM account
         UNION ALL SELECT 'transfers', COUNT(*) FROM transfer
         UNION ALL SELECT 'requests', COUNT(*) FROM request
         UNION ALL SELECT 'campaigns', COUNT(*) FROM campaign
         UNION ALL SELECT 'perks', COUNT(*) FROM perk
         UNION ALL SELECT 'redemptions', COUNT(*) FROM redemption
         UNION ALL SELECT 'open redemptions', COUNT(*) FROM redemption WHERE state IN ('held', 'review')
         UNION ALL SELECT 'events', COUNT(*) FROM event
         UNION ALL SELECT 'Sparks held by members', CAST(COALESCE(SUM(available + held), 0) AS BIGINT)
            FROM account WHERE kind = 'member'",
    )
    .fetch_all(connection)
    .await
}

const INVARIANTS: &[Invariant] = &[
    Invariant {
        number: 1,
        statement: "the sum of all accounts is zero",
        violations_sql: "SELECT 'sum ' || SUM(available + held) FROM account HAVING SUM(available + held) <> 0",
    },
    Invariant {
        number: 2,
        statement: "every balance equals what its transfers add up to",
        violations_sql: "SELECT 'account ' || account.id FROM account
            LEFT JOIN (
                SELECT account_id, SUM(available) AS available, SUM(held) AS held FROM (
                    SELECT debit_account_id AS account_id,
                        CASE kind WHEN 'post' THEN 0 WHEN 'void' THEN amount ELSE -amount END AS available,
                        CASE kind WHEN 'hold' THEN amount WHEN 'post' THEN -amount WHEN 'void' THEN -amount
                            ELSE 0 END AS held
                    FROM transfer
                    UNION ALL
                    SELECT credit_account_id, amount, 0 FROM transfer WHERE kind IN ('direct', 'post', 'reversal')
                ) AS effect GROUP BY account_id
            ) AS total ON total.account_id = account.id
            WHERE account.available <> COALESCE(total.available, 0) OR account.held <> COALESCE(total.held, 0)",
    },
    Invariant {
        number: 2,
        statement: "every score on a board equals what counts there, less what was taken back or paid of its debt",
        violations_sql: "WITH earning (account_id, points, at_ms, paid_by) AS (
                SELECT credit_account_id, amount, created_at_ms, debit_account_id FROM transfer WHERE kind = 'direct'
                UNION ALL
                SELECT reversal.debit_account_id, -reversal.amount, original.created_at_ms, original.debit_account_id
                FROM transfer AS reversal
                JOIN transfer AS original ON original.id = reversal.refers_to_id AND original.kind = 'direct'
                WHERE reversal.kind = 'reversal'
                UNION ALL
                -- A payment of a debt unearns the award that was taken back first.
                SELECT owed.account_id, -MAX(0, MIN(debt, paid.amount - owed_before)), owed.created_at_ms, creditor_id
                FROM (
                    SELECT award.credit_account_id AS account_id, award.debit_account_id AS creditor_id,
                        award.created_at_ms, debt,
                        SUM(debt) OVER (PARTITION BY award.credit_account_id, award.debit_account_id
                            ORDER BY award_undo.id) - debt AS owed_before
                    FROM award_undo JOIN transfer AS award ON award.id = award_id
                    UNION ALL
                    SELECT earning.credit_account_id, earning.debit_account_id, earning.created_at_ms, taken.amount,
                        SUM(taken.amount) OVER (PARTITION BY earning.credit_account_id, earning.debit_account_id
                            ORDER BY taken.id) - taken.amount
                    FROM event_correction AS taken JOIN transfer AS earning ON earning.id = earning_id
                ) AS owed
                JOIN (
                    SELECT debit_account_id, credit_account_id, SUM(amount) AS amount
                    FROM transfer WHERE kind = 'direct' GROUP BY debit_account_id, credit_account_id
                ) AS paid ON paid.debit_account_id = owed.account_id AND paid.credit_account_id = creditor_id
            )
            SELECT 'account ' || account_id || ' on the board ' || kind || ' ' || key FROM (
                SELECT board_entry.account_id, board.kind, board.key, score AS points
                FROM board_entry JOIN board ON board.id = board_id
                UNION ALL
                SELECT account_id, 'lifetime', 0, -points FROM earning
                UNION ALL
                SELECT account_id, 'month', 1000 * unixepoch(at_ms / 1000, 'unixepoch', 'start of month'), -points
                FROM earning
                UNION ALL
                SELECT account_id, 'week', at_ms - (at_ms + 259200000) % 604800000, -points FROM earning
                UNION ALL
                SELECT account_id, 'campaign', campaign.owner_id, -points FROM earning
                JOIN account AS campaign ON campaign.id = paid_by AND campaign.kind = 'campaign'
            ) AS counted
            WHERE key IS NOT NULL AND account_id IN (SELECT id FROM account WHERE kind = 'member')
            GROUP BY account_id, kind, key HAVING SUM(points) <> 0",
    },
    Invariant {
        number: 2,
        statement: "every campaign has its board, and so has all time",
        violations_sql: "SELECT kind || ' ' || key FROM (
                SELECT 'lifetime' AS kind, 0 AS key UNION ALL SELECT 'campaign', id FROM campaign
            ) AS wanted
            WHERE NOT EXISTS (SELECT 1 FROM board WHERE board.kind = wanted.kind AND board.key = wanted.key)",
    },
    Invariant {
        number: 2,
        statement: "who is left out is shown on no board, and everyone else on all",
        violations_sql: "SELECT 'account ' || account_id || ' on board ' || board_id FROM board_entry
            WHERE shown <> (account_id NOT IN (SELECT account_id FROM board_absence))",
    },
    Invariant {
        number: 2,
        statement: "every board counts the members whom it lists",
        violations_sql: "SELECT 'board ' || id FROM board
            LEFT JOIN (
                SELECT board_id, COUNT(*) AS listed FROM board_entry WHERE shown = 1 AND score > 0 GROUP BY board_id
            ) AS counted ON board_id = id
            WHERE members <> COALESCE(listed, 0)",
    },
    Invariant {
        number: 2,
        statement: "every board has a place for each member whom it lists, and no other",
        violations_sql: "SELECT 'account ' || account_id || ' on board ' || board_id FROM (
                SELECT board_id, -score AS descending, account_id, 1 AS sign FROM board_entry WHERE shown = 1 AND score > 0
                UNION ALL
                SELECT board_id, descending, account_id, -1 FROM board_place
            ) AS placed GROUP BY board_id, descending, account_id HAVING SUM(sign) <> 0",
    },
    Invariant {
        number: 2,
        statement: "every block of a board counts the members from its start to the next",
        violations_sql: "SELECT 'board ' || board_id || ' block ' || block FROM (
                SELECT board_id, members, is_block,
                    SUM(is_block) OVER (PARTITION BY board_id ORDER BY descending, account_id, is_block DESC
                        ROWS UNBOUNDED PRECEDING) AS block
                FROM (
                    SELECT board_id, descending, account_id, members, 1 AS is_block FROM board_block
                    UNION ALL
                    SELECT board_id, -score, account_id, 0, 0 FROM board_entry WHERE shown = 1 AND score > 0
                ) AS placed
            ) AS counted GROUP BY board_id, block HAVING SUM(members) <> SUM(1 - is_block)",
    },
    Invariant {
        number: 2,
        statement: "every range of a board counts the blocks from its start to the next, and their members",
        violations_sql: "SELECT 'board ' || board_id || ' range ' || range FROM (
                SELECT board_id, blocks, members,
                    SUM(is_range) OVER (PARTITION BY board_id ORDER BY descending, account_id, is_range DESC
                        ROWS UNBOUNDED PRECEDING) AS range
                FROM (
                    SELECT board_id, descending, account_id, blocks, members, 1 AS is_range FROM board_range
                    UNION ALL
                    SELECT board_id, descending, account_id, -1, -members, 0 FROM board_block
                ) AS placed
            ) AS counted GROUP BY board_id, range HAVING SUM(blocks) <> 0 OR SUM(members) <> 0",
    },
    Invariant {
        number: 2,
        statement: "every statement has each movement with the balance after it",
        violations_sql: "SELECT DISTINCT 'account ' || account_id || ' transfer ' || transfer_id FROM (
                SELECT account_id, transfer_id, category, change,
                    SUM(change) OVER (PARTITION BY account_id ORDER BY transfer_id) AS balance, 1 AS sign
                FROM (
                    SELECT debit_account_id AS account_id, transfer.id AS transfer_id,
                        CASE WHEN transfer.kind = 'void' THEN 'returned' WHEN transfer.kind = 'reversal' THEN 'corrected'
                            WHEN transfer.kind = 'direct' AND receiver.kind = 'campaign' THEN 'corrected'
                            WHEN transfer.kind = 'direct' AND receiver.kind = 'issuance' AND receiver.owner_id > 0
                                THEN 'corrected'
                            ELSE 'redeemed' END AS category,
                        CASE transfer.kind WHEN 'void' THEN amount ELSE -amount END AS change
                    FROM transfer JOIN account AS receiver ON receiver.id = credit_account_id
                    WHERE transfer.kind <> 'post'
                    UNION ALL
                    SELECT credit_account_id, id, CASE kind WHEN 'reversal' THEN 'corrected' ELSE 'earned' END, amount
                    FROM transfer WHERE kind IN ('direct', 'post', 'reversal')
                ) AS effect
                WHERE account_id IN (SELECT id FROM account WHERE kind = 'member')
                UNION ALL
                SELECT account_id, transfer_id, category, change, balance, -1 FROM statement_entry
            ) AS stated GROUP BY account_id, transfer_id, category, change, balance HAVING SUM(sign) <> 0",
    },
    Invariant {
        number: 3,
        statement: "no member is below zero, and held Sparks equal the open holds",
        violations_sql: "SELECT 'account ' || account.id FROM account
            LEFT JOIN (
                SELECT debit_account_id AS account_id, SUM(amount) AS held FROM transfer AS hold
                WHERE kind = 'hold' AND NOT EXISTS (
                    SELECT 1 FROM transfer AS resolution
                    WHERE resolution.refers_to_id = hold.id AND resolution.kind IN ('post', 'void')
                ) GROUP BY debit_account_id
            ) AS open_holds ON open_holds.account_id = account.id
            WHERE account.held <> COALESCE(open_holds.held, 0)
                OR account.held < 0
                OR (account.available < 0 AND (account.overdraft_allowed = 0 OR account.kind = 'member'))",
    },
    Invariant {
        number: 4,
        statement: "a hold is resolved at most once, by a post or void of its amount and accounts",
        violations_sql: "SELECT 'transfer ' || resolution.refers_to_id FROM transfer AS resolution
            LEFT JOIN transfer AS hold ON hold.id = resolution.refers_to_id
            WHERE resolution.kind IN ('post', 'void')
            GROUP BY resolution.refers_to_id
            HAVING COUNT(*) > 1 OR SUM(CASE WHEN hold.kind = 'hold' AND hold.amount = resolution.amount
                AND hold.debit_account_id = resolution.debit_account_id
                AND hold.credit_account_id = resolution.credit_account_id THEN 0 ELSE 1 END) > 0",
    },
    Invariant {
        number: 5,
        statement: "a redemption is settled when its hold is posted, voided when voided, open when neither",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM redemption
            LEFT JOIN transfer AS resolution
                ON resolution.refers_to_id = redemption.hold_id AND resolution.kind IN ('post', 'void')
            WHERE redemption.resolution_id IS DISTINCT FROM resolution.id
                OR CASE redemption.state WHEN 'settled' THEN 'post' WHEN 'voided' THEN 'void' END
                    IS DISTINCT FROM resolution.kind",
    },
    Invariant {
        number: 5,
        statement: "a redemption waits for its delivery exactly while it is held",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM redemption
            JOIN perk ON perk.id = redemption.perk_id
            LEFT JOIN fulfilment_job ON fulfilment_job.redemption_id = redemption.id
            WHERE (redemption.state = 'held' AND perk.kind = 'role') <> (fulfilment_job.redemption_id IS NOT NULL)
                OR (redemption.state <> 'settled' AND perk.kind = 'ticket')",
    },
    Invariant {
        number: 5,
        statement: "what a moderator delivers is in the queue until a moderator ends it, never the redeemer",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM redemption
            JOIN perk ON perk.id = redemption.perk_id
            JOIN account ON account.id = redemption.account_id
            LEFT JOIN manual_delivery ON manual_delivery.redemption_id = redemption.id
            WHERE (perk.kind NOT IN ('role', 'ticket')) <> (manual_delivery.redemption_id IS NOT NULL)
                OR (manual_delivery.redemption_id IS NOT NULL AND (
                    (redemption.state = 'held') <> (manual_delivery.ended_by IS NULL)
                    OR redemption.state = 'review'
                    OR account.owner_id IN (manual_delivery.claimed_by, manual_delivery.ended_by)
                ))",
    },
    Invariant {
        number: 5,
        statement: "a redemption that moderators must decide has a record of when and why",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM redemption
            WHERE state = 'review'
                AND NOT EXISTS (SELECT 1 FROM redemption_review WHERE redemption_id = redemption.id)",
    },
    Invariant {
        number: 5,
        statement: "what a moderator returns or returned has the decision, and the ledger repeats it",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM redemption
            LEFT JOIN fulfilment_job ON fulfilment_job.redemption_id = redemption.id
            LEFT JOIN transfer AS resolution ON resolution.id = redemption.resolution_id
            LEFT JOIN redemption_decision AS decision ON decision.id = (
                SELECT MAX(id) FROM redemption_decision WHERE redemption_id = redemption.id AND kind = 'void'
            )
            WHERE CASE WHEN redemption.void_reason = 'moderator' THEN decision.id IS NULL
                    OR resolution.actor_id IS DISTINCT FROM decision.moderator_id
                    OR resolution.reason IS DISTINCT FROM decision.reason
                ELSE resolution.actor_id IS NOT NULL
                    OR (fulfilment_job.void_reason = 'moderator' AND decision.id IS NULL) END",
    },
    Invariant {
        number: 5,
        statement: "nobody decided to return their own Sparks",
        violations_sql: "SELECT 'decision ' || decision.id FROM redemption_decision AS decision
            JOIN redemption ON redemption.id = decision.redemption_id
            JOIN account ON account.id = redemption.account_id
            WHERE decision.kind = 'void' AND decision.moderator_id = account.owner_id",
    },
    Invariant {
        number: 6,
        statement: "every hold belongs to a redemption of the same member",
        violations_sql: "SELECT 'transfer ' || hold.id FROM transfer AS hold
            LEFT JOIN redemption ON redemption.hold_id = hold.id
                AND redemption.account_id = hold.debit_account_id AND redemption.price = hold.amount
            WHERE hold.kind = 'hold' AND redemption.id IS NULL",
    },
    Invariant {
        number: 7,
        statement: "a request caused exactly the transfers that it says",
        violations_sql: "SELECT 'request ' || key FROM (
                SELECT key, transfers AS expected, 0 AS found FROM request
                UNION ALL
                SELECT request_key, 0, 1 FROM transfer
            ) AS counted GROUP BY key HAVING SUM(expected) <> SUM(found)",
    },
    Invariant {
        number: 7,
        statement: "every transfer has its request",
        violations_sql: "SELECT 'transfer ' || transfer.id FROM transfer
            WHERE NOT EXISTS (SELECT 1 FROM request WHERE request.key = transfer.request_key)",
    },
    Invariant {
        number: 7,
        statement: "every decision has its request",
        violations_sql: "SELECT 'decision ' || decision.id FROM redemption_decision AS decision
            WHERE NOT EXISTS (SELECT 1 FROM request WHERE request.key = decision.request_key)",
    },
    Invariant {
        number: 8,
        statement: "a reversal undoes one final transfer, once, never more than its amount",
        violations_sql: "SELECT 'transfer ' || reversal.refers_to_id FROM transfer AS reversal
            LEFT JOIN transfer AS original ON original.id = reversal.refers_to_id
            WHERE reversal.kind = 'reversal'
            GROUP BY reversal.refers_to_id
            HAVING COUNT(*) > 1 OR SUM(CASE WHEN original.kind IN ('direct', 'post')
                AND original.amount >= reversal.amount
                AND original.debit_account_id = reversal.credit_account_id
                AND original.credit_account_id = reversal.debit_account_id THEN 0 ELSE 1 END) > 0",
    },
    Invariant {
        number: 9,
        statement: "initial stock equals stock left and redemptions that were not voided",
        violations_sql: "SELECT 'perk ' || perk.id FROM perk
            WHERE initial_stock <> stock_left + (
                SELECT COUNT(*) FROM redemption WHERE perk_id = perk.id AND state <> 'voided'
            )",
    },
    Invariant {
        number: 9,
        statement: "edition numbers are unique and counted by their perk",
        violations_sql: "SELECT 'perk ' || perk.id FROM perk LEFT JOIN redemption ON redemption.perk_id = perk.id
            GROUP BY perk.id, editions_issued
            HAVING COUNT(redemption.id) <> COUNT(DISTINCT edition)
                OR COALESCE(MAX(edition), 0) <> editions_issued OR COUNT(redemption.id) <> editions_issued",
    },
    Invariant {
        number: 9,
        statement: "a perk that is offered is found by each of its names, and by no other",
        violations_sql: "SELECT 'perk ' || perk_id FROM (
                SELECT id AS perk_id, slug, 1 AS is_name FROM perk WHERE state <> 'archived'
                UNION SELECT id, slug_en, 1 FROM perk WHERE state <> 'archived' AND slug_en IS NOT NULL
                UNION SELECT id, slug_ru, 1 FROM perk WHERE state <> 'archived' AND slug_ru IS NOT NULL
                UNION SELECT id, slug_ko, 1 FROM perk WHERE state <> 'archived' AND slug_ko IS NOT NULL
                UNION ALL SELECT perk_id, slug, 0 FROM perk_called
            ) GROUP BY perk_id, slug HAVING COUNT(*) <> 2",
    },
    Invariant {
        number: 5,
        statement: "a role that ends has its end exactly when it is delivered, and none when it is not",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM role_expiry
            JOIN redemption ON redemption.id = redemption_id
            WHERE state = 'voided' OR (state = 'settled') <> (ends_at_ms IS NOT NULL)
                OR ends_at_ms < finished_at_ms + lasts_days * 86400000",
    },
    Invariant {
        number: 10,
        statement: "sequence numbers have no gap and time never runs backwards along them",
        violations_sql: "SELECT 'transfer ' || transfer.id FROM transfer
            LEFT JOIN transfer AS previous ON previous.id = transfer.id - 1
            WHERE transfer.id <> 1 AND (previous.id IS NULL OR previous.created_at_ms > transfer.created_at_ms)",
    },
];
