//! One thing made wrong in a sound file, for each invariant of events: what `invariants.rs` shows to be caught.

const BALANCE: &str = "every balance equals what its transfers add up to";
const SCORE: &str =
    "every score on a board equals what counts there, less what was taken back or paid of its debt";
const STATEMENT: &str = "every statement has each movement with the balance after it";
const DEBT: &str =
    "what members owe is what was undone or corrected without being taken, less what they paid";
const POSTED: &str =
    "what a member has from a cell is what its transfers gave, less what was corrected";
const ISSUED: &str =
    "what is issued for events is one cell's of that source, and nothing else is issued there";
const REQUESTED: &str = "every event has its request, but for what an erasure unlinked";
const CORRECTED: &str =
    "a correction takes no more than its earning gave, and is owed in its order";
const REFERRED: &str =
    "of each invitee the first registration counts, unless they had invited somebody before";
const TRADED: &str = "what is kept of a day's trades is what they add up to";

/// What is made wrong, how, and what must be said about it: no less, and no more.
///
/// The accounts are 1 issuance, 2 perks revenue, 3 Alice, 4 issuance for trades, 5 for referrals. The transfers: 1 and 2 Alice
/// +30 and +70 for trades, 3 Alice pays for the second, which is corrected. The product's account 1 is hers, she invited 2.
pub const CORRUPTIONS: &[(&str, &str, &[&str])] = &[
    ("nothing", "SELECT 1", &[]),
    (
        "Sparks of a cell that nobody gave",
        "UPDATE event_posting SET amount = amount + 1",
        &[POSTED],
    ),
    (
        "trades paid from where referrals are",
        "UPDATE event_cell SET source = 3",
        &[ISSUED],
    ),
    (
        "Sparks from trades for no event",
        "UPDATE event_earning SET transfer_id = 9 WHERE transfer_id = 1",
        &[ISSUED],
    ),
    (
        "an earning of another amount than was paid",
        "UPDATE event_earning SET amount = 31 WHERE transfer_id = 1; UPDATE event_posting SET amount = 31",
        &[ISSUED],
    ),
    (
        "an event that nobody sent",
        "UPDATE event SET business_id = 'x' WHERE kind = 'unlinked'",
        &[REQUESTED],
    ),
    (
        "a trade that an erasure made",
        "UPDATE event SET business_id = '~x', kind = 'unlinked' WHERE business_id = 'evt:000002';
         DELETE FROM request WHERE key = 'event:evt:000002'; INSERT INTO request (key, transfers) VALUES ('event:~x', 0);
         UPDATE transfer SET request_key = 'event:~x' WHERE id = 1; UPDATE request SET transfers = 1 WHERE key = 'event:~x'; DELETE FROM event_day",
        &[REQUESTED],
    ),
    (
        "more corrected than was",
        "UPDATE event_earning SET corrected = corrected + 1",
        &[CORRECTED],
    ),
    (
        "corrections paid in another order",
        "UPDATE event_correction SET owed_before = 1",
        &[CORRECTED],
    ),
    (
        "a correction of more than is owed",
        "UPDATE event_correction SET amount = 71; UPDATE event_earning SET corrected = 71, amount = 71 WHERE transfer_id = 2",
        &[DEBT, ISSUED],
    ),
    (
        "a payment that is no correction",
        "UPDATE account SET owner_id = 0 WHERE id = 4",
        &[STATEMENT, DEBT, ISSUED],
    ),
    (
        "a correction that unearns nothing",
        "UPDATE board_entry SET score = 100; UPDATE board_place SET descending = -100",
        &[SCORE],
    ),
    (
        "Sparks from trades that nobody issued",
        "UPDATE account SET available = available + CASE id WHEN 4 THEN 5 ELSE -5 END WHERE id IN (4, 1)",
        &[BALANCE],
    ),
    (
        "an invitee of another",
        "UPDATE referral SET inviter_id = inviter_id + 1",
        &[REFERRED],
    ),
    (
        "an invitee who is forgotten",
        "DELETE FROM referral",
        &[REFERRED],
    ),
    (
        "a day's trades of more than there were",
        "UPDATE event_day SET volume_usd = '300.00000001'",
        &[TRADED],
    ),
    (
        "a trade that is too small, and was counted",
        "UPDATE event_day SET minimum_usd = '300.00000001'",
        &[TRADED],
    ),
    (
        "trades before an invitation that was not on that day",
        "UPDATE event_day SET uninvited_usd = '300.00000000'",
        &[TRADED],
    ),
    (
        "a trade that was reversed, and is in the sum",
        "UPDATE event_day SET volume_usd = '1000.00000000'",
        &[TRADED],
    ),
    (
        "an invitation of that day after which trades are counted as before",
        "INSERT INTO event (business_id, kind, occurred_at_ms, account_id, inviter_id)
         SELECT 'y', 'referral', occurred_at_ms + 1, account_id, 2 FROM event WHERE business_id = 'evt:000002';
         INSERT INTO request (key, transfers) VALUES ('event:y', 0);
         DELETE FROM referral;
         INSERT INTO referral (invitee_id, inviter_id, occurred_at_ms, business_id)
         SELECT account_id, inviter_id, occurred_at_ms, business_id FROM event WHERE business_id = 'y';
         DELETE FROM event WHERE kind = 'referral' AND business_id <> 'y'; DELETE FROM request WHERE key = 'event:evt:000005'",
        &[TRADED],
    ),
];
