//! What must always be true of tickets, of what members answered, and of what moderators delivered by hand.

use super::invariants::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    Invariant {
        number: 5,
        statement: "a redeemed ticket has its code while its owner is somebody, and nothing else has one",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM redemption
            JOIN perk ON perk.id = redemption.perk_id
            JOIN account ON account.id = redemption.account_id
            LEFT JOIN ticket ON ticket.redemption_id = redemption.id
            WHERE (perk.kind = 'ticket' AND account.owner_id > 0) <> (ticket.redemption_id IS NOT NULL)",
    },
    Invariant {
        number: 5,
        statement: "a code is one ticket's, and who was let in by it was let in by another",
        violations_sql: "SELECT 'ticket ' || MIN(ticket.redemption_id) FROM ticket
            JOIN redemption ON redemption.id = ticket.redemption_id
            JOIN account ON account.id = redemption.account_id
            GROUP BY ticket.code
            HAVING COUNT(*) > 1 OR SUM(CASE WHEN (used_at_ms IS NULL) = (used_by IS NULL)
                AND used_by IS DISTINCT FROM account.owner_id
                AND (used_at_ms IS NULL OR used_at_ms >= redemption.created_at_ms) THEN 0 ELSE 1 END) > 0",
    },
    Invariant {
        number: 5,
        statement: "what a perk asks for was answered, and is known while its owner is somebody",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM redemption
            JOIN perk ON perk.id = redemption.perk_id
            JOIN account ON account.id = redemption.account_id
            LEFT JOIN redemption_answer ON redemption_answer.redemption_id = redemption.id
            WHERE (perk.kind IN ('whitelist', 'boost', 'plan') AND account.owner_id > 0)
                <> (redemption_answer.redemption_id IS NOT NULL)",
    },
    Invariant {
        number: 5,
        statement: "what moderators delivered has evidence, and nothing else has",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM redemption
            JOIN manual_delivery ON manual_delivery.redemption_id = redemption.id
            WHERE (redemption.state = 'settled') <> (manual_delivery.evidence IS NOT NULL)",
    },
    Invariant {
        number: 5,
        statement: "a message to a member is due exactly when what it tells has ended",
        violations_sql: "SELECT 'redemption ' || redemption.id FROM direct_message
            JOIN redemption ON redemption.id = direct_message.redemption_id
            JOIN account ON account.id = redemption.account_id
            WHERE (redemption.state IN ('settled', 'voided')) <> (direct_message.due_at_ms IS NOT NULL)
                OR account.owner_id <= 0",
    },
    Invariant {
        number: 5,
        statement: "what the backend is told of a redemption is so, and of nobody it is told nothing",
        violations_sql: "SELECT 'webhook ' || webhook_message.id FROM webhook_message
            JOIN redemption ON redemption.id = webhook_message.redemption_id
            JOIN account ON account.id = redemption.account_id
            WHERE (webhook_message.kind <> 'requested' AND webhook_message.kind <> redemption.state)
                OR (webhook_message.state <> 'sent' AND account.owner_id <= 0)",
    },
];
