-- What the product reports (trades, subscriptions, referrals, and whose account is whose), and the Sparks that it earns.
--
-- What anybody is due follows from the events alone, by the events' own times, so the order in which they are heard of
-- changes nothing: with each event that comes, what it may change is worked out again, and the difference to what was posted
-- before is posted. What nobody is linked to yet is counted as waiting and issued when somebody is.

-- An account at the product, by the product's name for it.
CREATE TABLE product_account (
    id INTEGER NOT NULL PRIMARY KEY,
    ref TEXT NOT NULL CONSTRAINT product_account_ref_unique UNIQUE
        CONSTRAINT product_account_ref_shape CHECK (length(ref) BETWEEN 1 AND 64 AND ref NOT GLOB '*[^-A-Za-z0-9_:]*')
) STRICT;

CREATE TABLE event (
    -- In the order in which they were heard of.
    id INTEGER NOT NULL PRIMARY KEY,
    -- The product's own id, and the request's key after `event:`. Events of one millisecond are in the order of these. The one
    -- that an erasure writes begins with `~`, which no id of the product has, and which comes after all of theirs.
    business_id TEXT NOT NULL CONSTRAINT event_business_id_unique UNIQUE
        CONSTRAINT event_business_id_length CHECK (length(business_id) BETWEEN 1 AND 64),
    kind TEXT NOT NULL CONSTRAINT event_kind_known
        CHECK (kind IN ('linked', 'unlinked', 'trade', 'subscription', 'referral', 'reversal')),
    -- By the product's clock.
    occurred_at_ms INTEGER NOT NULL CONSTRAINT event_occurred_at_positive CHECK (occurred_at_ms > 0),
    -- Whose trade, payment or link; who came by an invitation.
    account_id INTEGER CONSTRAINT event_account_exists REFERENCES product_account (id),
    inviter_id INTEGER CONSTRAINT event_inviter_exists REFERENCES product_account (id),
    -- To whom it was linked. The member's own id stands with their account, which may become nobody's.
    member_account_id INTEGER CONSTRAINT event_member_account_exists REFERENCES account (id),
    -- A plain decimal number, in dollars.
    volume_usd TEXT CONSTRAINT event_volume_shape CHECK (length(volume_usd) BETWEEN 1 AND 24 AND volume_usd NOT GLOB '*[^0-9.]*'),
    plan TEXT CONSTRAINT event_plan_length CHECK (length(plan) BETWEEN 1 AND 32),
    -- What is no longer so: its business id, which may not have been heard of, and what it must be.
    reverses TEXT CONSTRAINT event_reverses_length CHECK (length(reverses) BETWEEN 1 AND 64),
    reversed_kind TEXT CONSTRAINT event_reversed_kind_known CHECK (reversed_kind IN ('trade', 'subscription', 'referral')),
    received_at_ms INTEGER NOT NULL,
    CONSTRAINT event_account_fits_kind CHECK ((kind = 'reversal') = (account_id IS NULL)),
    CONSTRAINT event_inviter_fits_kind CHECK ((kind = 'referral') = (inviter_id IS NOT NULL)),
    CONSTRAINT event_member_fits_kind CHECK ((kind = 'linked') = (member_account_id IS NOT NULL)),
    CONSTRAINT event_volume_fits_kind CHECK ((kind = 'trade') = (volume_usd IS NOT NULL)),
    CONSTRAINT event_plan_fits_kind CHECK ((kind = 'subscription') = (plan IS NOT NULL)),
    CONSTRAINT event_reverses_fits_kind CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
    CONSTRAINT event_reversed_kind_fits_kind CHECK ((kind = 'reversal') = (reversed_kind IS NOT NULL)),
    CONSTRAINT event_of_two CHECK (inviter_id <> account_id)
) STRICT;

-- A day of an account's trades, its payments, its links; who came first.
CREATE INDEX event_by_account ON event (account_id, kind, occurred_at_ms, business_id);
CREATE INDEX event_by_inviter ON event (inviter_id, occurred_at_ms, business_id) WHERE inviter_id IS NOT NULL;
CREATE INDEX event_by_reversed ON event (reverses, reversed_kind) WHERE reverses IS NOT NULL;
CREATE INDEX event_by_member ON event (member_account_id) WHERE member_account_id IS NOT NULL;
-- How far the rules are in use.
CREATE INDEX event_by_time ON event (occurred_at_ms) WHERE kind IN ('trade', 'subscription');

CREATE TRIGGER event_never_updated BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'event_is_immutable');
END;
CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'event_is_immutable');
END;
CREATE TRIGGER product_account_never_updated BEFORE UPDATE ON product_account
BEGIN
    SELECT RAISE(ABORT, 'product_account_is_immutable');
END;

-- The registrations that count: of each invitee the first, unless they had invited somebody before. It follows from `event`,
-- and is kept because an invitee's place among the inviter's others decides the share.
CREATE TABLE referral (
    invitee_id INTEGER NOT NULL PRIMARY KEY CONSTRAINT referral_invitee_exists REFERENCES product_account (id),
    inviter_id INTEGER NOT NULL CONSTRAINT referral_inviter_exists REFERENCES product_account (id),
    occurred_at_ms INTEGER NOT NULL,
    business_id TEXT NOT NULL,
    CONSTRAINT referral_of_two CHECK (inviter_id <> invitee_id)
) STRICT;
CREATE INDEX referral_by_inviter ON referral (inviter_id, occurred_at_ms, business_id);

-- What is worked out at once: an account's trades of a day, one payment, what an inviter gets for an invitee's trades of a
-- day, and for an invitee's first plan.
CREATE TABLE event_cell (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT event_cell_kind_known
        CHECK (kind IN ('trades', 'subscription', 'referred_trades', 'referred_plan')),
    -- Who earns by it.
    account_id INTEGER NOT NULL CONSTRAINT event_cell_account_exists REFERENCES product_account (id),
    -- Who traded or paid.
    about_id INTEGER NOT NULL CONSTRAINT event_cell_about_exists REFERENCES product_account (id),
    -- The day (since 1970, UTC), the payment's event, or 0.
    key INTEGER NOT NULL,
    -- The owner of the issuance account that pays for it.
    source INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE kind WHEN 'trades' THEN 1 WHEN 'subscription' THEN 2 ELSE 3 END
    ) VIRTUAL,
    -- Due, but to nobody yet.
    waiting INTEGER NOT NULL DEFAULT 0 CONSTRAINT event_cell_waiting_not_negative CHECK (waiting >= 0),
    CONSTRAINT event_cell_unique UNIQUE (account_id, about_id, kind, key),
    CONSTRAINT event_cell_about_another
        CHECK ((account_id <> about_id) = (kind IN ('referred_trades', 'referred_plan')))
) STRICT;

-- What each member has from a cell: what was given less what was taken back. Kept by the triggers below.
CREATE TABLE event_posting (
    cell_id INTEGER NOT NULL CONSTRAINT event_posting_cell_exists REFERENCES event_cell (id),
    account_id INTEGER NOT NULL CONSTRAINT event_posting_account_exists REFERENCES account (id),
    amount INTEGER NOT NULL CONSTRAINT event_posting_amount_not_negative CHECK (amount >= 0),
    PRIMARY KEY (cell_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_posting_by_account ON event_posting (account_id);

-- A transfer to a member for a cell.
CREATE TABLE event_earning (
    transfer_id INTEGER NOT NULL PRIMARY KEY CONSTRAINT event_earning_transfer_exists REFERENCES transfer (id),
    cell_id INTEGER NOT NULL CONSTRAINT event_earning_cell_exists REFERENCES event_cell (id),
    account_id INTEGER NOT NULL CONSTRAINT event_earning_account_exists REFERENCES account (id),
    amount INTEGER NOT NULL CONSTRAINT event_earning_amount_positive CHECK (amount > 0),
    -- What of it was taken back.
    corrected INTEGER NOT NULL DEFAULT 0
        CONSTRAINT event_earning_corrected_in_range CHECK (corrected BETWEEN 0 AND amount)
) STRICT;
CREATE INDEX event_earning_by_cell ON event_earning (cell_id, account_id, transfer_id);

-- What turned out not to be due. The member owes it (`debt`, to the account that had paid it), and pays at once what is there:
-- no Sparks that are spent are taken, and a part of a transfer can be taken back as often as the facts change.
CREATE TABLE event_correction (
    id INTEGER NOT NULL PRIMARY KEY,
    earning_id INTEGER NOT NULL CONSTRAINT event_correction_earning_exists REFERENCES event_earning (transfer_id),
    account_id INTEGER NOT NULL CONSTRAINT event_correction_account_exists REFERENCES account (id),
    creditor_id INTEGER NOT NULL CONSTRAINT event_correction_creditor_exists REFERENCES account (id),
    amount INTEGER NOT NULL CONSTRAINT event_correction_amount_positive CHECK (amount > 0),
    -- What the member had come to owe this account before it: payments go to the earliest first.
    owed_before INTEGER NOT NULL CONSTRAINT event_correction_owed_before_not_negative CHECK (owed_before >= 0),
    request_key TEXT NOT NULL
        CONSTRAINT event_correction_request_exists REFERENCES request (key) DEFERRABLE INITIALLY DEFERRED,
    corrected_at_ms INTEGER NOT NULL,
    CONSTRAINT event_correction_in_order UNIQUE (account_id, creditor_id, owed_before)
) STRICT;
CREATE INDEX event_correction_by_earning ON event_correction (earning_id);

CREATE TRIGGER event_earning_is_its_transfer AFTER INSERT ON event_earning
BEGIN
    SELECT RAISE(ABORT, 'event_earning_mismatch') WHERE NEW.corrected <> 0 OR NOT EXISTS (
        SELECT 1 FROM transfer
        JOIN account AS payer ON payer.id = transfer.debit_account_id AND payer.kind = 'issuance'
        JOIN event_cell ON event_cell.id = NEW.cell_id AND event_cell.source = payer.owner_id
        WHERE transfer.id = NEW.transfer_id AND transfer.kind = 'direct' AND transfer.amount = NEW.amount
            AND transfer.credit_account_id = NEW.account_id
    );
    INSERT INTO event_posting (cell_id, account_id, amount) VALUES (NEW.cell_id, NEW.account_id, NEW.amount)
    ON CONFLICT (cell_id, account_id) DO UPDATE SET amount = amount + NEW.amount;
END;
CREATE TRIGGER event_earning_is_only_corrected BEFORE UPDATE ON event_earning
WHEN NOT (
    NEW.transfer_id IS OLD.transfer_id AND NEW.cell_id IS OLD.cell_id AND NEW.account_id IS OLD.account_id
    AND NEW.amount IS OLD.amount AND NEW.corrected > OLD.corrected
)
BEGIN
    SELECT RAISE(ABORT, 'event_earning_is_immutable');
END;
CREATE TRIGGER event_earning_never_deleted BEFORE DELETE ON event_earning
BEGIN
    SELECT RAISE(ABORT, 'event_earning_is_immutable');
END;

CREATE TRIGGER event_correction_is_owed AFTER INSERT ON event_correction
BEGIN
    SELECT RAISE(ABORT, 'event_correction_mismatch') WHERE NOT EXISTS (
        SELECT 1 FROM event_earning JOIN transfer ON transfer.id = event_earning.transfer_id
        WHERE event_earning.transfer_id = NEW.earning_id AND transfer.credit_account_id = NEW.account_id
            AND transfer.debit_account_id = NEW.creditor_id
    ) OR NEW.owed_before <> COALESCE((
        SELECT incurred FROM debt WHERE account_id = NEW.account_id AND creditor_id = NEW.creditor_id
    ), 0);
    UPDATE event_earning SET corrected = corrected + NEW.amount WHERE transfer_id = NEW.earning_id;
    UPDATE event_posting SET amount = amount - NEW.amount
    WHERE account_id = NEW.account_id
        AND cell_id = (SELECT cell_id FROM event_earning WHERE transfer_id = NEW.earning_id);
    INSERT INTO debt (account_id, creditor_id, incurred, since_ms)
    VALUES (NEW.account_id, NEW.creditor_id, NEW.amount, NEW.corrected_at_ms)
    ON CONFLICT (account_id, creditor_id) DO UPDATE SET incurred = incurred + NEW.amount,
        since_ms = CASE WHEN paid = incurred THEN NEW.corrected_at_ms ELSE since_ms END;
END;
CREATE TRIGGER event_correction_never_updated BEFORE UPDATE ON event_correction
BEGIN
    SELECT RAISE(ABORT, 'event_correction_is_immutable');
END;
CREATE TRIGGER event_correction_never_deleted BEFORE DELETE ON event_correction
BEGIN
    SELECT RAISE(ABORT, 'event_correction_is_immutable');
END;

-- What members give an issuance account: what they owe it. As `transfer_pays_a_debt` (0014) does for campaigns, it unearns what
-- it pays for, on every board on which that counted.
CREATE TRIGGER transfer_pays_for_a_correction AFTER INSERT ON transfer
WHEN NEW.kind = 'direct'
    AND EXISTS (SELECT 1 FROM account WHERE id = NEW.debit_account_id AND kind = 'member')
    AND EXISTS (SELECT 1 FROM account WHERE id = NEW.credit_account_id AND kind = 'issuance' AND owner_id > 0)
BEGIN
    SELECT RAISE(ABORT, 'transfer_pays_no_debt') WHERE NOT EXISTS (
        SELECT 1 FROM debt WHERE account_id = NEW.debit_account_id AND creditor_id = NEW.credit_account_id
    );
    UPDATE board_entry SET score = score - (
        SELECT SUM(MIN(owed.owed_before + owed.amount, debt.paid + NEW.amount) - MAX(owed.owed_before, debt.paid))
        FROM debt
        JOIN event_correction AS owed ON owed.account_id = debt.account_id AND owed.creditor_id = debt.creditor_id
            AND owed.owed_before < debt.paid + NEW.amount AND owed.owed_before + owed.amount > debt.paid
        JOIN award_board ON award_board.transfer_id = owed.earning_id AND award_board.board_id = board_entry.board_id
        WHERE debt.account_id = NEW.debit_account_id AND debt.creditor_id = NEW.credit_account_id
    )
    WHERE account_id = NEW.debit_account_id AND board_id IN (
        SELECT award_board.board_id FROM debt
        JOIN event_correction AS owed ON owed.account_id = debt.account_id AND owed.creditor_id = debt.creditor_id
            AND owed.owed_before < debt.paid + NEW.amount AND owed.owed_before + owed.amount > debt.paid
        JOIN award_board ON award_board.transfer_id = owed.earning_id
        WHERE debt.account_id = NEW.debit_account_id AND debt.creditor_id = NEW.credit_account_id
    );
    UPDATE debt SET paid = paid + NEW.amount
    WHERE account_id = NEW.debit_account_id AND creditor_id = NEW.credit_account_id;
END;

-- As 0014 has it, with what was paid for corrections.
DROP VIEW board_entry_anew;
CREATE VIEW board_entry_anew AS
SELECT award_board.account_id, award_board.board_id, SUM(award_board.amount - COALESCE((
        SELECT reversal.amount FROM transfer AS reversal
        WHERE reversal.refers_to_id = award_board.transfer_id AND reversal.kind = 'reversal'
    ), 0) - COALESCE(repaid.amount, 0)) AS score,
    NOT EXISTS (SELECT 1 FROM board_absence WHERE board_absence.account_id = award_board.account_id) AS shown
FROM award_board
LEFT JOIN (
    SELECT award_debt.award_id, MAX(0, MIN(award_debt.amount, debt.paid - award_debt.owed_before)) AS amount
    FROM award_debt
    JOIN debt ON debt.account_id = award_debt.account_id AND debt.creditor_id = award_debt.creditor_id
    UNION ALL
    SELECT owed.earning_id, SUM(MAX(0, MIN(owed.amount, debt.paid - owed.owed_before)))
    FROM event_correction AS owed
    JOIN debt ON debt.account_id = owed.account_id AND debt.creditor_id = owed.creditor_id
    GROUP BY owed.earning_id
) AS repaid ON repaid.award_id = award_board.transfer_id
GROUP BY award_board.account_id, award_board.board_id;

-- As 0014 has it: such a payment is a correction too.
DROP VIEW statement_effect;
CREATE VIEW statement_effect AS
SELECT transfer.id AS transfer_id, transfer.debit_account_id AS account_id,
    CASE WHEN transfer.kind = 'void' THEN 'returned' WHEN transfer.kind = 'reversal' THEN 'corrected'
        WHEN transfer.kind = 'direct' AND receiver.kind = 'campaign' THEN 'corrected'
        WHEN transfer.kind = 'direct' AND receiver.kind = 'issuance' AND receiver.owner_id > 0 THEN 'corrected'
        ELSE 'redeemed' END AS category,
    CASE transfer.kind WHEN 'void' THEN transfer.amount ELSE -transfer.amount END AS change
FROM transfer
JOIN account ON account.id = transfer.debit_account_id AND account.kind = 'member'
JOIN account AS receiver ON receiver.id = transfer.credit_account_id
WHERE transfer.kind <> 'post'
UNION ALL
SELECT transfer.id, transfer.credit_account_id,
    CASE transfer.kind WHEN 'reversal' THEN 'corrected' ELSE 'earned' END,
    transfer.amount
FROM transfer
JOIN account ON account.id = transfer.credit_account_id AND account.kind = 'member'
WHERE transfer.kind IN ('direct', 'post', 'reversal');

-- The rules by which events were counted: one row for each version, as the last start knew it. What days with events were
-- counted by does not change.
CREATE TABLE event_rules (
    -- A number of days since 1970, UTC.
    from_day INTEGER NOT NULL PRIMARY KEY,
    -- SHA-256 of what it says.
    content_hash TEXT NOT NULL CONSTRAINT event_rules_content_hash_is_sha256 CHECK (length(content_hash) = 64)
) STRICT;

-- Forgets a person: whose the linked accounts were goes with the ledger's account, which is nobody's, and from now on they are
-- linked to nobody. The fingerprints of links were made over the member's id.
CREATE TRIGGER erasure_forgets_in_events AFTER INSERT ON erasure
BEGIN
    UPDATE request SET content_hash = '0000000000000000000000000000000000000000000000000000000000000000'
    WHERE key IN (SELECT 'event:' || business_id FROM event WHERE member_account_id = NEW.account_id);
    INSERT INTO event (business_id, kind, occurred_at_ms, account_id, received_at_ms)
    SELECT '~erased.' || NEW.id || '.' || link.account_id, 'unlinked', MAX(NEW.begun_at_ms, link.occurred_at_ms),
        link.account_id, NEW.begun_at_ms
    FROM event AS link
    WHERE link.member_account_id = NEW.account_id AND NOT EXISTS (
        SELECT 1 FROM event AS later
        WHERE later.account_id = link.account_id AND later.kind IN ('linked', 'unlinked')
            AND (later.occurred_at_ms, later.business_id) > (link.occurred_at_ms, link.business_id)
    );
END;
