//! What must always be true of people who were erased.

use super::invariants::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        number: 11,
        statement: "whoever was erased is in nothing that is left",
        violations_sql: "SELECT 'account ' || account.id FROM account
            WHERE kind = 'member' AND owner_id < 0 AND (
                owner_id <> -account.id OR held <> 0
                OR NOT EXISTS (
                    SELECT 1 FROM board_absence AS absence
                    WHERE absence.account_id = account.id AND absence.reason = 'erased'
                )
                OR EXISTS (SELECT 1 FROM transfer WHERE debit_account_id = account.id AND reason <> '—')
                OR EXISTS (SELECT 1 FROM transfer WHERE credit_account_id = account.id AND reason <> '—')
                OR EXISTS (
                    SELECT 1 FROM award_undo JOIN transfer AS award ON award.id = award_id
                    WHERE award.credit_account_id = account.id AND award_undo.reason <> '—'
                )
                OR EXISTS (
                    SELECT 1 FROM redemption
                    LEFT JOIN notice ON notice.redemption_id = redemption.id
                    LEFT JOIN owned_role_seen AS seen ON seen.redemption_id = redemption.id
                    LEFT JOIN redemption_decision AS decision
                        ON decision.redemption_id = redemption.id AND decision.reason <> '—'
                    WHERE redemption.account_id = account.id
                        AND (notice.redemption_id IS NOT NULL OR seen.redemption_id IS NOT NULL OR decision.id IS NOT NULL)
                )
            )",
    },
    Invariant {
        number: 11,
        statement: "an erasure knows whom it is about exactly while roles are to be taken",
        violations_sql: "SELECT 'erasure ' || erasure.id FROM erasure
            WHERE (member_id IS NOT NULL)
                <> EXISTS (SELECT 1 FROM erasure_role WHERE erasure_id = erasure.id)",
    },
];
