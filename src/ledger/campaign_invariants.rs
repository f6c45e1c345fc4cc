//! What must always be true of campaigns' counters, of awards that were undone and of what members owe.

use super::invariants::Invariant;

/// The query over `award`, which is said again here: an invariant takes no view's word.
macro_rules! of_awards {
    ($sql:literal) => {
        concat!(
            "WITH award AS (
                SELECT transfer.id, giver.owner_id AS campaign_id, transfer.debit_account_id AS campaign_account_id,
                    transfer.credit_account_id AS account_id, transfer.amount, transfer.actor_id,
                    transfer.created_at_ms / 86400000 AS day
                FROM transfer
                JOIN account AS giver ON giver.id = transfer.debit_account_id AND giver.kind = 'campaign'
                JOIN account AS receiver ON receiver.id = transfer.credit_account_id AND receiver.kind = 'member'
                WHERE transfer.kind = 'direct'
            ) ",
            $sql
        )
    };
}

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        number: 2,
        statement: "every campaign knows what each member has from it",
        violations_sql: of_awards!("SELECT 'campaign ' || campaign_id || ' account ' || account_id FROM (
                SELECT campaign_id, account_id, amount FROM award
                UNION ALL
                SELECT award.campaign_id, award.account_id, -reversal.amount FROM transfer AS reversal
                JOIN award ON award.id = reversal.refers_to_id WHERE reversal.kind = 'reversal'
                UNION ALL
                SELECT creditor.owner_id, payment.debit_account_id, -payment.amount FROM transfer AS payment
                JOIN account AS creditor ON creditor.id = payment.credit_account_id AND creditor.kind = 'campaign'
                JOIN account AS member ON member.id = payment.debit_account_id AND member.kind = 'member'
                WHERE payment.kind = 'direct'
                UNION ALL
                SELECT campaign_id, account_id, -received FROM campaign_member
            ) AS counted GROUP BY campaign_id, account_id HAVING SUM(amount) <> 0"),
    },
    Invariant {
        number: 2,
        statement: "every campaign's days add up to what was awarded on them and not taken back",
        violations_sql: of_awards!("SELECT 'campaign ' || campaign_id || ' day ' || day FROM (
                SELECT award.campaign_id, award.day, award.amount > COALESCE(reversal.amount, 0) AS awards,
                    award.amount - COALESCE(reversal.amount, 0) AS amount
                FROM award
                LEFT JOIN transfer AS reversal ON reversal.refers_to_id = award.id AND reversal.kind = 'reversal'
                UNION ALL
                SELECT campaign_id, day, -awards, -amount FROM campaign_day
            ) AS counted GROUP BY campaign_id, day HAVING SUM(awards) <> 0 OR SUM(amount) <> 0"),
    },
    Invariant {
        number: 2,
        statement: "what moderators awarded on a day adds up",
        // Not by moderator: who it was may be forgotten on request.
        violations_sql: of_awards!("SELECT 'campaign ' || campaign_id || ' day ' || day FROM (
                SELECT award.campaign_id, award.day, award.amount - COALESCE(reversal.amount, 0) AS amount
                FROM award
                LEFT JOIN transfer AS reversal ON reversal.refers_to_id = award.id AND reversal.kind = 'reversal'
                WHERE award.actor_id IS NOT NULL
                UNION ALL
                SELECT campaign_id, day, -amount FROM campaign_moderator_day
            ) AS counted GROUP BY campaign_id, day HAVING SUM(amount) <> 0"),
    },
    Invariant {
        number: 3,
        statement: "a campaign with a budget can't go below zero, and one without can",
        violations_sql: "SELECT 'campaign ' || campaign.id FROM campaign
            JOIN account ON account.kind = 'campaign' AND account.owner_id = campaign.id
            WHERE account.overdraft_allowed <> (campaign.budget IS NULL)",
    },
    Invariant {
        number: 3,
        statement: "nobody who owes Sparks has any to spend",
        violations_sql: "SELECT DISTINCT 'account ' || account.id FROM debt JOIN account ON account.id = debt.account_id
            WHERE debt.paid < debt.incurred AND account.available > 0
                -- Nobody's debts have ended.
                AND account.owner_id > 0",
    },
    Invariant {
        number: 3,
        statement: "what members owe is what was undone or corrected without being taken, less what they paid",
        violations_sql: of_awards!("SELECT 'account ' || account_id || ' to ' || creditor_id FROM (
                SELECT award.account_id, award.campaign_account_id AS creditor_id, award_undo.debt AS incurred, 0 AS paid
                FROM award_undo JOIN award ON award.id = award_undo.award_id
                UNION ALL
                SELECT taken.account_id, earning.debit_account_id, taken.amount, 0 FROM event_correction AS taken
                JOIN transfer AS earning ON earning.id = taken.earning_id
                UNION ALL
                SELECT payment.debit_account_id, payment.credit_account_id, 0, payment.amount FROM transfer AS payment
                JOIN account AS creditor ON creditor.id = payment.credit_account_id
                    AND (creditor.kind = 'campaign' OR (creditor.kind = 'issuance' AND creditor.owner_id > 0))
                JOIN account AS member ON member.id = payment.debit_account_id AND member.kind = 'member'
                WHERE payment.kind = 'direct'
                UNION ALL
                SELECT account_id, creditor_id, -incurred, -paid FROM debt
            ) AS counted GROUP BY account_id, creditor_id HAVING SUM(incurred) <> 0 OR SUM(paid) <> 0"),
    },
    Invariant {
        number: 7,
        statement: "every paid line of a batch has its award, and what was taken back of it is said",
        violations_sql: of_awards!("SELECT 'batch ' || line.batch_id || ' line ' || line.line
            FROM award_batch_line AS line JOIN award_batch ON award_batch.id = line.batch_id
            LEFT JOIN award ON award.id = line.award_id
            LEFT JOIN account ON account.id = award.account_id
            LEFT JOIN award_undo ON award_undo.award_id = line.award_id
            WHERE line.award_id IS NOT NULL AND (
                award.id IS NULL OR award.campaign_id <> award_batch.campaign_id OR award.amount <> line.amount
                OR account.owner_id <> COALESCE(line.member_id, -account.id)
                OR (line.undone IN ('taken', 'before') AND award_undo.id IS NULL)
            )"),
    },
    Invariant {
        number: 8,
        statement: "an undone award was taken back by its reversal, and nothing beyond it is owed",
        violations_sql: of_awards!("SELECT 'award ' || award_undo.award_id FROM award_undo
            LEFT JOIN award ON award.id = award_undo.award_id
            LEFT JOIN transfer AS reversal
                ON reversal.refers_to_id = award_undo.award_id AND reversal.kind = 'reversal'
            WHERE award.id IS NULL OR award_undo.taken + award_undo.debt > award.amount
                OR award_undo.reversal_id IS DISTINCT FROM reversal.id
                OR award_undo.taken <> COALESCE(reversal.amount, 0)"),
    },
];
