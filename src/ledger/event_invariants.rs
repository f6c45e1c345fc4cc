//! What must always be true of the product's events and of what was posted for them. Whether it is what the rules say can't be
//! seen here: the rules are a file's.

use super::invariants::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        number: 2,
        statement: "what a member has from a cell is what its transfers gave, less what was corrected",
        violations_sql: "SELECT 'cell ' || cell_id || ' account ' || account_id FROM (
                SELECT cell_id, account_id, amount FROM event_earning
                UNION ALL
                SELECT earning.cell_id, taken.account_id, -taken.amount FROM event_correction AS taken
                JOIN event_earning AS earning ON earning.transfer_id = taken.earning_id
                UNION ALL
                SELECT cell_id, account_id, -amount FROM event_posting
            ) AS counted GROUP BY cell_id, account_id HAVING SUM(amount) <> 0",
    },
    Invariant {
        number: 7,
        statement: "what is issued for events is one cell's of that source, and nothing else is issued there",
        violations_sql: "SELECT 'transfer ' || issued.id FROM transfer AS issued
            JOIN account AS payer ON payer.id = issued.debit_account_id AND payer.kind = 'issuance' AND payer.owner_id > 0
            LEFT JOIN event_earning AS earning ON earning.transfer_id = issued.id
            LEFT JOIN event_cell ON event_cell.id = earning.cell_id
            WHERE issued.kind <> 'direct' OR earning.amount IS DISTINCT FROM issued.amount
                OR earning.account_id IS DISTINCT FROM issued.credit_account_id
                OR event_cell.source IS DISTINCT FROM payer.owner_id
            UNION ALL
            SELECT 'transfer ' || earning.transfer_id FROM event_earning AS earning
            LEFT JOIN transfer AS issued ON issued.id = earning.transfer_id
            LEFT JOIN account AS payer ON payer.id = issued.debit_account_id AND payer.kind = 'issuance' AND payer.owner_id > 0
            WHERE payer.id IS NULL",
    },
    Invariant {
        number: 7,
        statement: "every event has its request, but for what an erasure unlinked",
        violations_sql: "SELECT 'event ' || business_id FROM event
            WHERE (business_id LIKE '~%') = EXISTS (SELECT 1 FROM request WHERE key = 'event:' || business_id)
                OR (business_id LIKE '~%' AND kind <> 'unlinked')
            UNION ALL
            SELECT 'request ' || key FROM request
            WHERE key >= 'event:' AND key < 'event;' AND NOT EXISTS (SELECT 1 FROM event WHERE business_id = substr(key, 7))",
    },
    Invariant {
        number: 8,
        statement: "a correction takes no more than its earning gave, and is owed in its order",
        violations_sql: "SELECT 'transfer ' || earning.transfer_id FROM event_earning AS earning
            LEFT JOIN event_correction AS taken ON taken.earning_id = earning.transfer_id
            GROUP BY earning.transfer_id, earning.amount, earning.corrected
            HAVING COALESCE(SUM(taken.amount), 0) <> earning.corrected OR earning.corrected > earning.amount
            UNION ALL
            SELECT 'correction ' || id FROM (
                SELECT id, owed_before, SUM(amount) OVER (PARTITION BY account_id, creditor_id ORDER BY id) - amount AS owed
                FROM event_correction
            ) AS taken WHERE owed_before <> owed",
    },
    Invariant {
        number: 8,
        statement: "of each invitee the first registration counts, unless they had invited somebody before",
        violations_sql: "SELECT 'product account ' || account_id FROM (
                SELECT account_id, inviter_id, business_id, 1 AS sign FROM (
                    SELECT account_id, inviter_id, occurred_at_ms, business_id,
                        ROW_NUMBER() OVER (PARTITION BY account_id ORDER BY occurred_at_ms, business_id) AS place
                    FROM event WHERE kind = 'referral' AND NOT EXISTS (
                        SELECT 1 FROM event AS reversal
                        WHERE reversal.reverses = event.business_id AND reversal.reversed_kind = 'referral'
                    )
                ) AS first
                WHERE place = 1 AND NOT EXISTS (
                    SELECT 1 FROM event AS invited WHERE invited.inviter_id = first.account_id
                        AND (invited.occurred_at_ms, invited.business_id) <= (first.occurred_at_ms, first.business_id)
                        AND NOT EXISTS (
                            SELECT 1 FROM event AS reversal
                            WHERE reversal.reverses = invited.business_id AND reversal.reversed_kind = 'referral'
                        )
                )
                UNION ALL
                SELECT invitee_id, inviter_id, business_id, -1 FROM referral
            ) AS counted GROUP BY account_id, inviter_id, business_id HAVING SUM(sign) <> 0",
    },
    Invariant {
        number: 8,
        statement: "what is kept of a day's trades is what they add up to",
        violations_sql: "SELECT 'product account ' || event_day.account_id || ' on day ' || event_day.day FROM event_day
            LEFT JOIN (
                SELECT account_id, day, SUM(whole) AS whole, SUM(rest) AS rest,
                    SUM(whole * uninvited) AS whole_before, SUM(rest * uninvited) AS rest_before
                FROM (
                    SELECT kept.account_id, kept.day, minimum_usd,
                        COALESCE((occurred_at_ms, business_id) < (came_at_ms, came_id), 0) AS uninvited,
                        CAST(trade.volume_usd AS INTEGER) AS whole, CAST(substr(
                            substr(trade.volume_usd, instr(trade.volume_usd || '.', '.') + 1) || '00000000', 1, 8
                        ) AS INTEGER) AS rest
                    FROM event_day AS kept
                    JOIN event AS trade ON trade.account_id = kept.account_id AND trade.kind = 'trade'
                        AND occurred_at_ms >= kept.day * 86400000 AND occurred_at_ms < (kept.day + 1) * 86400000
                    LEFT JOIN (
                        SELECT invitee_id, occurred_at_ms AS came_at_ms, business_id AS came_id FROM referral
                    ) AS came ON invitee_id = kept.account_id AND came_at_ms / 86400000 = kept.day
                    WHERE NOT EXISTS (
                        SELECT 1 FROM event AS reversal
                        WHERE reversal.reverses = trade.business_id AND reversal.reversed_kind = 'trade'
                    )
                ) AS trade
                WHERE (whole, rest) >= (CAST(minimum_usd AS INTEGER), CAST(substr(minimum_usd, -8) AS INTEGER))
                GROUP BY account_id, day
            ) AS traded ON traded.account_id = event_day.account_id AND traded.day = event_day.day
            WHERE volume_usd <> printf('%d.%08d', COALESCE(whole + rest / 100000000, 0), COALESCE(rest % 100000000, 0))
                OR uninvited_usd <> printf('%d.%08d', COALESCE(whole_before + rest_before / 100000000, 0),
                    COALESCE(rest_before % 100000000, 0))",
    },
];
