//! One thing made wrong in a sound file, for each invariant: what `invariants.rs` shows to be caught.

const SUM: &str = "the sum of all accounts is zero";
const BALANCE: &str = "every balance equals what its transfers add up to";
const SCORE: &str =
    "every score on a board equals what counts there, less what was taken back or paid of its debt";
const STATEMENT: &str = "every statement has each movement with the balance after it";
const HELD: &str = "no member is below zero, and held Sparks equal the open holds";
const RESOLVED_ONCE: &str =
    "a hold is resolved at most once, by a post or void of its amount and accounts";
const STATE: &str =
    "a redemption is settled when its hold is posted, voided when voided, open when neither";
const DELIVERY: &str = "a redemption waits for its delivery exactly while it is held";
const QUEUE: &str =
    "what a moderator delivers is in the queue until a moderator ends it, never the redeemer";
const TICKET: &str =
    "a redeemed ticket has its code while its owner is somebody, and nothing else has one";
const CODE: &str = "a code is one ticket's, and who was let in by it was let in by another";
const ANSWERED: &str =
    "what a perk asks for was answered, and is known while its owner is somebody";
const EVIDENCE: &str = "what moderators delivered has evidence, and nothing else has";
const TOLD: &str = "a message to a member is due exactly when what it tells has ended";
const BACKEND: &str =
    "what the backend is told of a redemption is so, and of nobody it is told nothing";
const REVIEWED: &str = "a redemption that moderators must decide has a record of when and why";
const DECIDED: &str =
    "what a moderator returns or returned has the decision, and the ledger repeats it";
const NOT_ONESELF: &str = "nobody decided to return their own Sparks";
const DECISION_REQUEST: &str = "every decision has its request";
const HOLD_OWNER: &str = "every hold belongs to a redemption of the same member";
const CAUSED: &str = "a request caused exactly the transfers that it says";
const HAS_REQUEST: &str = "every transfer has its request";
const REVERSED_ONCE: &str =
    "a reversal undoes one final transfer, once, never more than its amount";
const STOCK: &str = "initial stock equals stock left and redemptions that were not voided";
const CALLED: &str = "a perk that is offered is found by each of its names, and by no other";
const ENDS: &str =
    "a role that ends has its end exactly when it is delivered, and none when it is not";
const EDITIONS: &str = "edition numbers are unique and counted by their perk";
const ERASED: &str = "whoever was erased is in nothing that is left";
const FORGETS: &str = "an erasure knows whom it is about exactly while roles are to be taken";
const SEQUENCE: &str = "sequence numbers have no gap and time never runs backwards along them";
const CAMPAIGN_MEMBER: &str = "every campaign knows what each member has from it";
const CAMPAIGN_DAY: &str =
    "every campaign's days add up to what was awarded on them and not taken back";
const MODERATOR_DAY: &str = "what moderators awarded on a day adds up";
const BUDGET: &str = "a campaign with a budget can't go below zero, and one without can";
const DEBTOR: &str = "nobody who owes Sparks has any to spend";
const DEBT: &str =
    "what members owe is what was undone or corrected without being taken, less what they paid";
const BATCH: &str =
    "every paid line of a batch has its award, and what was taken back of it is said";
const UNDONE: &str =
    "an undone award was taken back by its reversal, and nothing beyond it is owed";

/// What is made wrong, how, and what must be said about it: no less, and no more.
///
/// The accounts are 1 issuance, 2 perks revenue, 3 the campaign, 4 Alice, 5 Bob. The transfers: 1 Alice +500, 2 Bob +500, 3 Alice holds 100, 4 Bob holds 100, 5 post of 3,
/// 6 void of 4, 7 Alice holds 100 (open), 8 Bob gives back 200 of 2, 9 Alice holds 100, 10 void of 9 by a moderator.
pub const CORRUPTIONS: &[(&str, &str, &[&str])] = &[
    ("nothing", "SELECT 1", &[]),
    (
        "Sparks from nothing",
        "UPDATE account SET available = available + 1 WHERE kind = 'member' AND owner_id = 1001",
        &[SUM, BALANCE],
    ),
    (
        "Sparks moved without a transfer",
        "UPDATE account SET available = available + CASE owner_id WHEN 1001 THEN 7 ELSE -7 END WHERE kind = 'member'",
        &[BALANCE],
    ),
    (
        "held Sparks made available without a transfer",
        "UPDATE account SET available = available + 100, held = 0 WHERE owner_id = 1001",
        &[BALANCE, HELD],
    ),
    (
        "a line paid by another's award",
        "INSERT INTO award_batch (id, campaign_id) VALUES (1, 1);
         INSERT INTO award_batch_line (batch_id, line, member_id, amount, award_id) VALUES (1, 1, 1002, 500, 1)",
        &[BATCH],
    ),
    (
        "a balance in a statement that does not follow from the one before",
        "UPDATE statement_entry SET balance = balance + 1 WHERE transfer_id = 3",
        &[STATEMENT],
    ),
    (
        "a movement missing in its statement",
        "DELETE FROM statement_entry WHERE transfer_id = 8",
        &[STATEMENT],
    ),
    (
        "a movement in a statement that is said to be of another sort",
        "UPDATE statement_entry SET category = 'earned' WHERE transfer_id = 6",
        &[STATEMENT],
    ),
    (
        "a member below zero, by a hold that the balance did not allow",
        "UPDATE account SET overdraft_allowed = 1, available = available - 9900, held = held + 9900 WHERE owner_id = 1001;
         UPDATE transfer SET amount = 10000 WHERE id = 7;
         UPDATE redemption SET price = 10000 WHERE hold_id = 7",
        &[STATEMENT, HELD],
    ),
    (
        "a hold posted by less than it held",
        "UPDATE transfer SET amount = 99 WHERE id = 5;
         UPDATE account SET held = held + 1 WHERE owner_id = 1001;
         UPDATE account SET available = available - 1 WHERE kind = 'perks_revenue'",
        &[HELD, RESOLVED_ONCE],
    ),
    (
        "a hold posted and voided",
        "INSERT INTO transfer SELECT 11, 'void', debit_account_id, credit_account_id, amount, 3, request_key, NULL, NULL,
            created_at_ms FROM transfer WHERE id = 8;
         UPDATE transfer SET debit_account_id = (SELECT debit_account_id FROM transfer WHERE id = 3),
            credit_account_id = 2, amount = 100 WHERE id = 11;
         UPDATE account SET available = available + 100, held = held - 100 WHERE owner_id = 1001;
         UPDATE request SET transfers = transfers + 1 WHERE key = (SELECT request_key FROM transfer WHERE id = 11)",
        &[STATEMENT, HELD, RESOLVED_ONCE, STATE],
    ),
    (
        "a redemption that says settled while its hold is open",
        "UPDATE redemption SET state = 'settled' WHERE hold_id = 7; DELETE FROM fulfilment_job",
        &[STATE],
    ),
    (
        "a redemption that says voided while its hold is posted",
        "UPDATE redemption SET state = 'voided' WHERE hold_id = 3; UPDATE perk SET stock_left = stock_left + 1",
        &[STATE],
    ),
    (
        "a redemption that names another's resolution",
        "UPDATE redemption SET resolution_id = 6 WHERE hold_id = 3",
        &[STATE],
    ),
    (
        "a redemption that says open while its hold is posted",
        "UPDATE redemption SET state = 'review' WHERE hold_id = 3",
        &[STATE, REVIEWED],
    ),
    (
        "a redemption that is forgotten",
        "DELETE FROM fulfilment_job",
        &[DELIVERY],
    ),
    (
        "a delivery of what is settled",
        "INSERT INTO fulfilment_job (redemption_id, due_at_ms) SELECT id, 0 FROM redemption WHERE state = 'settled'",
        &[DELIVERY],
    ),
    (
        "a ticket that is not there at once",
        "UPDATE perk SET kind = 'ticket'; DELETE FROM fulfilment_job",
        &[DELIVERY, TICKET],
    ),
    (
        "a role that waits for a moderator",
        "INSERT INTO manual_delivery (redemption_id) SELECT id FROM redemption WHERE hold_id = 7",
        &[QUEUE],
    ),
    (
        "a moderator's delivery that is in nobody's queue",
        "UPDATE perk SET kind = 'other'; DELETE FROM fulfilment_job",
        &[QUEUE],
    ),
    (
        "a moderator's delivery that has ended and is held",
        "UPDATE perk SET kind = 'other'; DELETE FROM fulfilment_job;
         INSERT INTO manual_delivery (redemption_id, ended_by) SELECT id, 900 FROM redemption;
         UPDATE manual_delivery SET evidence = 'x' WHERE redemption_id = 1",
        &[QUEUE],
    ),
    (
        "a moderator who delivered to themself",
        "UPDATE perk SET kind = 'other'; DELETE FROM fulfilment_job;
         INSERT INTO manual_delivery (redemption_id, ended_by) SELECT id, 900 FROM redemption WHERE state <> 'held';
         INSERT INTO manual_delivery (redemption_id) SELECT id FROM redemption WHERE state = 'held';
         UPDATE manual_delivery SET ended_by = (SELECT owner_id FROM redemption JOIN account ON account.id = account_id
            WHERE redemption.id = redemption_id) WHERE ended_by IS NOT NULL;
         UPDATE manual_delivery SET evidence = 'x' WHERE redemption_id = 1",
        &[QUEUE],
    ),
    (
        "a code for what is no ticket",
        "INSERT INTO ticket (redemption_id, code) VALUES (1, 'CODE')",
        &[TICKET],
    ),
    (
        "one code for two tickets",
        "INSERT INTO ticket (redemption_id, code) VALUES (1, 'CODE'), (2, 'CODE')",
        &[TICKET, CODE],
    ),
    (
        "a ticket that its owner checked",
        "INSERT INTO ticket (redemption_id, code, used_at_ms, used_by) VALUES (1, 'CODE', 9999999999999, 1001)",
        &[TICKET, CODE],
    ),
    (
        "a ticket that was used by nobody",
        "INSERT INTO ticket (redemption_id, code, used_at_ms) VALUES (1, 'CODE', 9999999999999)",
        &[TICKET, CODE],
    ),
    (
        "an answer that nobody was asked for",
        "INSERT INTO redemption_answer (redemption_id, answer) VALUES (1, 'x')",
        &[ANSWERED],
    ),
    (
        "a moderator's delivery without evidence",
        "UPDATE perk SET kind = 'other'; DELETE FROM fulfilment_job;
         INSERT INTO manual_delivery (redemption_id, ended_by) SELECT id, 900 FROM redemption WHERE state <> 'held';
         INSERT INTO manual_delivery (redemption_id) SELECT id FROM redemption WHERE state = 'held'",
        &[EVIDENCE],
    ),
    (
        "a message about what has not ended",
        "INSERT INTO direct_message (redemption_id, locale, due_at_ms) SELECT id, 'ko', 1 FROM redemption WHERE hold_id = 7",
        &[TOLD],
    ),
    (
        "an end that nobody is told of",
        "INSERT INTO direct_message (redemption_id, locale) VALUES (1, 'ko')",
        &[TOLD],
    ),
    (
        "a redemption in review that nobody sent there",
        "UPDATE redemption SET state = 'review' WHERE hold_id = 7; DELETE FROM fulfilment_job",
        &[REVIEWED],
    ),
    (
        "Sparks returned by a moderator who did not decide so",
        "DELETE FROM redemption_decision",
        &[DECIDED],
    ),
    (
        "Sparks returned by another moderator than the ledger says",
        "UPDATE redemption_decision SET moderator_id = 1",
        &[DECIDED],
    ),
    (
        "Sparks returned for another reason than the ledger says",
        "UPDATE redemption_decision SET reason = 'else'",
        &[DECIDED],
    ),
    (
        "Sparks that are being returned by a decision that nobody made",
        "UPDATE fulfilment_job SET action = 'withdraw', void_reason = 'moderator'",
        &[DECIDED],
    ),
    (
        "Sparks spent by a moderator",
        "UPDATE transfer SET actor_id = 900 WHERE id = 5",
        &[DECIDED],
    ),
    (
        "Sparks that somebody returned to themselves",
        "UPDATE redemption_decision SET moderator_id = 1001; UPDATE transfer SET actor_id = 1001 WHERE id = 10",
        &[NOT_ONESELF],
    ),
    (
        "a decision that nobody asked for",
        "UPDATE redemption_decision SET request_key = 'nobody'",
        &[DECISION_REQUEST],
    ),
    (
        "a hold without a redemption",
        "DELETE FROM fulfilment_job; DELETE FROM redemption WHERE hold_id = 7;
         UPDATE redemption SET edition = 3 WHERE edition = 4;
         UPDATE perk SET stock_left = stock_left + 1, editions_issued = 3",
        &[HOLD_OWNER],
    ),
    (
        "a redemption of another member's hold",
        "UPDATE redemption SET account_id = (SELECT id FROM account WHERE owner_id = 1002) WHERE hold_id = 7",
        &[HOLD_OWNER],
    ),
    (
        "a redemption for another price than was held",
        "UPDATE redemption SET price = 99 WHERE hold_id = 7",
        &[HOLD_OWNER],
    ),
    (
        "a request that caused more than it says",
        "UPDATE request SET transfers = 0 WHERE key = (SELECT request_key FROM transfer WHERE id = 1)",
        &[CAUSED],
    ),
    (
        "a request that caused less than it says",
        "UPDATE request SET transfers = 1 WHERE transfers = 0",
        &[CAUSED],
    ),
    (
        "a transfer without its request",
        "DELETE FROM request WHERE key = (SELECT request_key FROM transfer WHERE id = 1)",
        &[CAUSED, HAS_REQUEST],
    ),
    (
        "more reversed than there was",
        "UPDATE transfer SET amount = 501 WHERE id = 8;
         UPDATE account SET available = available - 301 WHERE owner_id = 1002;
         UPDATE account SET available = available + 301 WHERE kind = 'campaign';
         UPDATE board SET members = members - 1; UPDATE board_block SET members = members - 1;
         UPDATE board_range SET members = members - 1;
         DELETE FROM board_entry WHERE score = 300; DELETE FROM board_place WHERE descending = -300",
        &[SCORE, STATEMENT, HELD, REVERSED_ONCE, CAMPAIGN_MEMBER, CAMPAIGN_DAY, MODERATOR_DAY],
    ),
    (
        "a transfer reversed to another",
        "UPDATE transfer SET refers_to_id = 1 WHERE id = 8",
        &[REVERSED_ONCE, CAMPAIGN_MEMBER],
    ),
    (
        "stock from nothing",
        "UPDATE perk SET stock_left = stock_left + 1",
        &[STOCK],
    ),
    (
        "an edition given to two",
        "UPDATE redemption SET edition = 3 WHERE edition = 2",
        &[EDITIONS],
    ),
    (
        "an edition that nobody got",
        "UPDATE perk SET editions_issued = editions_issued + 1",
        &[EDITIONS],
    ),
    (
        "an edition that was skipped",
        "UPDATE redemption SET edition = 5 WHERE edition = 4; UPDATE perk SET editions_issued = 5",
        &[EDITIONS],
    ),
    (
        "a transfer cut out of the past",
        "UPDATE transfer SET id = 11 WHERE id = 8",
        &[STATEMENT, SEQUENCE],
    ),
    (
        "a time before the one before",
        "UPDATE transfer SET created_at_ms = created_at_ms - 1 WHERE id = 8",
        &[SEQUENCE],
    ),
    (
        "a perk that its name does not find",
        "DELETE FROM perk_called",
        &[CALLED],
    ),
    (
        "a name of no perk",
        "INSERT INTO perk_called (slug, perk_id) SELECT 'ghost', MIN(id) FROM perk",
        &[CALLED],
    ),
    (
        "a role that ends, and never will",
        "INSERT INTO role_expiry (redemption_id, lasts_days) SELECT id, 30 FROM redemption WHERE state = 'settled'",
        &[ENDS],
    ),
    (
        "a role that ends before its time",
        "INSERT INTO role_expiry (redemption_id, lasts_days, ends_at_ms, due_at_ms)
            SELECT id, 30, finished_at_ms + 1, finished_at_ms + 1 FROM redemption WHERE state = 'settled'",
        &[ENDS],
    ),
    (
        "the end of a role that was never delivered",
        "INSERT INTO role_expiry (redemption_id, lasts_days) SELECT id, 30 FROM redemption WHERE state = 'voided'",
        &[ENDS],
    ),
    (
        "a member of a campaign miscounted",
        "UPDATE campaign_member SET received = received + 1 WHERE received = 500",
        &[CAMPAIGN_MEMBER],
    ),
    (
        "a day of a campaign miscounted",
        "UPDATE campaign_day SET awards = awards + 1",
        &[CAMPAIGN_DAY],
    ),
    (
        "a moderator's day miscounted",
        "UPDATE campaign_moderator_day SET amount = amount - 1",
        &[MODERATOR_DAY],
    ),
    (
        "a budget whose account knows no bound",
        "UPDATE campaign SET budget = 5",
        &[BUDGET],
    ),
    (
        "a debtor with Sparks to spend",
        "INSERT INTO award_undo (award_id, taken, debt) VALUES (1, 0, 100);
         INSERT INTO debt (account_id, creditor_id, incurred, paid)
            SELECT credit_account_id, debit_account_id, 100, 0 FROM transfer WHERE id = 1",
        &[DEBTOR],
    ),
    (
        "a debt from nothing",
        "INSERT INTO debt (account_id, creditor_id, incurred, paid) VALUES (9999, 3, 7, 0)",
        &[DEBT],
    ),
    (
        "an undo that took less than it says",
        "INSERT INTO award_undo (award_id, reversal_id, taken, debt) VALUES (2, 8, 201, 0)",
        &[UNDONE],
    ),
    (
        "a backend that is told of a delivery that never was",
        "INSERT INTO webhook_message (id, redemption_id, kind, state) VALUES (1, 3, 'settled', 'waiting')",
        &[BACKEND],
    ),
    (
        "a backend that is to be told of nobody",
        "UPDATE account SET owner_id = -id WHERE owner_id = 1002;
         INSERT INTO board_absence VALUES (5, 'erased', 1); UPDATE board_entry SET shown = 0 WHERE account_id = 5;
         UPDATE board SET members = members - 1; DELETE FROM board_place WHERE account_id = 5;
         DELETE FROM board_block WHERE account_id = 5;
         UPDATE board_block SET members = 1; UPDATE board_range SET members = 1;
         INSERT INTO webhook_message (id, redemption_id, kind, state) VALUES (1, 2, 'voided', 'dead')",
        &[BACKEND],
    ),
    (
        "an account that is nobody's, and still on the board",
        "UPDATE account SET owner_id = -id WHERE owner_id = 1002",
        &[ERASED],
    ),
    (
        "an erasure that never forgets",
        "INSERT INTO erasure (id, member_id, begun_at_ms) VALUES (1, 1003, 1)",
        &[FORGETS],
    ),
    (
        "an erasure that forgot too early",
        "INSERT INTO erasure (id, begun_at_ms, finished_at_ms) VALUES (1, 1, 1);
         INSERT INTO erasure_role (erasure_id, role_id, attempts, due_at_ms) VALUES (1, 7, 0, 1)",
        &[FORGETS],
    ),
];
