-- The ledger: accounts hold Sparks, transfers move them, requests say what caused a transfer.
-- Balances are kept by triggers on `transfer`, so no transfer exists without its effect and no effect
-- without its transfer. No other code writes a balance.

-- One row for each thing that was asked of the ledger by an interaction or an event, refused or not.
-- A replay of the same key finds its first outcome here.
CREATE TABLE request (
    key TEXT NOT NULL PRIMARY KEY,
    -- SHA-256 of the request's content: the same key with other content is a conflict, not a replay.
    content_hash TEXT NOT NULL CONSTRAINT request_content_hash_is_sha256 CHECK (length(content_hash) = 64),
    -- What was answered, as JSON, so that a replay answers the same.
    outcome TEXT NOT NULL,
    -- How many transfers it caused. Invariant 7 compares it with the ledger.
    transfers INTEGER NOT NULL CONSTRAINT request_transfers_not_negative CHECK (transfers >= 0),
    created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL
        CONSTRAINT account_kind_known CHECK (kind IN ('member', 'issuance', 'campaign', 'perks_revenue')),
    -- Whose it is: a Discord user, a campaign; 0 where there is only one of its kind.
    owner_id INTEGER NOT NULL,
    available INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0,
    -- Issuance goes below zero by what it has issued, a campaign without a budget by what it has awarded.
    overdraft_allowed INTEGER NOT NULL
        CONSTRAINT account_overdraft_is_boolean CHECK (overdraft_allowed IN (0, 1)),
    opened_at_ms INTEGER NOT NULL,
    -- One account for each owner.
    CONSTRAINT account_owner_unique UNIQUE (kind, owner_id),
    -- A member or a budget can't spend what is not there.
    CONSTRAINT account_available_not_negative CHECK (overdraft_allowed = 1 OR available >= 0),
    -- Members are never given an overdraft, whatever the code does.
    CONSTRAINT account_member_without_overdraft CHECK (kind <> 'member' OR overdraft_allowed = 0),
    -- A hold can't be released twice.
    CONSTRAINT account_held_not_negative CHECK (held >= 0)
) STRICT;

-- The two accounts that exist once: where Sparks come from, and where redeemed Sparks go.
INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms) VALUES
    (1, 'issuance', 0, 1, 0),
    (2, 'perks_revenue', 0, 0, 0);

CREATE TABLE transfer (
    -- The sequence number: no gap (a trigger below, invariant 10).
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL
        CONSTRAINT transfer_kind_known CHECK (kind IN ('direct', 'hold', 'post', 'void', 'reversal')),
    debit_account_id INTEGER NOT NULL CONSTRAINT transfer_debit_account_exists REFERENCES account (id),
    credit_account_id INTEGER NOT NULL CONSTRAINT transfer_credit_account_exists REFERENCES account (id),
    -- 10^9 bounds what one mistake can cost, and keeps sums of transfers far from the limits of 64 bits.
    amount INTEGER NOT NULL
        CONSTRAINT transfer_amount_in_range CHECK (amount > 0 AND amount <= 1000000000),
    -- The hold that a post or void resolves; the transfer that a reversal undoes.
    refers_to_id INTEGER CONSTRAINT transfer_refers_to_exists REFERENCES transfer (id),
    -- Deferred: the request's outcome names the transfer, so the transfer is written first.
    request_key TEXT NOT NULL
        CONSTRAINT transfer_request_exists REFERENCES request (key) DEFERRABLE INITIALLY DEFERRED,
    -- The moderator who decided it; NULL where the member or the bot did.
    actor_id INTEGER,
    reason TEXT CONSTRAINT transfer_reason_length CHECK (length(reason) BETWEEN 1 AND 200),
    created_at_ms INTEGER NOT NULL,
    CONSTRAINT transfer_accounts_differ CHECK (debit_account_id <> credit_account_id),
    -- Exactly the kinds that act on an earlier transfer name one.
    CONSTRAINT transfer_reference_fits_kind
        CHECK ((kind IN ('direct', 'hold')) = (refers_to_id IS NULL))
) STRICT;

-- A member's statement, newest first, and invariant 2.
CREATE INDEX transfer_by_debit_account ON transfer (debit_account_id, id);
CREATE INDEX transfer_by_credit_account ON transfer (credit_account_id, id);
-- A hold is resolved at most once; a transfer is reversed at most once.
CREATE UNIQUE INDEX transfer_hold_resolved_once ON transfer (refers_to_id) WHERE kind IN ('post', 'void');
CREATE UNIQUE INDEX transfer_reversed_once ON transfer (refers_to_id) WHERE kind = 'reversal';

CREATE TRIGGER transfer_resolves_its_hold BEFORE INSERT ON transfer WHEN NEW.kind IN ('post', 'void')
BEGIN
    SELECT RAISE(ABORT, 'transfer_hold_mismatch') WHERE NOT EXISTS (
        SELECT 1 FROM transfer AS hold
        WHERE hold.id = NEW.refers_to_id
            AND hold.kind = 'hold'
            AND hold.amount = NEW.amount
            AND hold.debit_account_id = NEW.debit_account_id
            AND hold.credit_account_id = NEW.credit_account_id
    );
END;

CREATE TRIGGER transfer_reverses_a_final_one BEFORE INSERT ON transfer WHEN NEW.kind = 'reversal'
BEGIN
    SELECT RAISE(ABORT, 'transfer_reversal_mismatch') WHERE NOT EXISTS (
        SELECT 1 FROM transfer AS original
        WHERE original.id = NEW.refers_to_id
            AND original.kind IN ('direct', 'post')
            AND original.amount >= NEW.amount
            AND original.debit_account_id = NEW.credit_account_id
            AND original.credit_account_id = NEW.debit_account_id
    );
END;

-- What a transfer does to its two accounts.
--            debit.available  debit.held  credit.available
-- direct     -                            +
-- hold       -                +
-- post                        -           +
-- void       +                -
-- reversal   -                            +
CREATE TRIGGER transfer_moves_sparks AFTER INSERT ON transfer
BEGIN
    UPDATE account SET
        available = available + CASE NEW.kind WHEN 'post' THEN 0 WHEN 'void' THEN NEW.amount ELSE -NEW.amount END,
        held = held + CASE NEW.kind WHEN 'hold' THEN NEW.amount WHEN 'post' THEN -NEW.amount
            WHEN 'void' THEN -NEW.amount ELSE 0 END
    WHERE id = NEW.debit_account_id;
    UPDATE account SET available = available + NEW.amount
    WHERE id = NEW.credit_account_id AND NEW.kind IN ('direct', 'post', 'reversal');
END;

CREATE TRIGGER transfer_sequence_unbroken AFTER INSERT ON transfer
BEGIN
    SELECT RAISE(ABORT, 'transfer_sequence_gap')
    WHERE NEW.id <> 1 + COALESCE((SELECT id FROM transfer WHERE id < NEW.id ORDER BY id DESC LIMIT 1), 0);
    SELECT RAISE(ABORT, 'transfer_time_runs_backwards')
    WHERE NEW.created_at_ms < (SELECT created_at_ms FROM transfer WHERE id = NEW.id - 1);
END;

-- The past does not change.
CREATE TRIGGER transfer_never_updated BEFORE UPDATE ON transfer
BEGIN
    SELECT RAISE(ABORT, 'transfer_is_immutable');
END;
CREATE TRIGGER transfer_never_deleted BEFORE DELETE ON transfer
BEGIN
    SELECT RAISE(ABORT, 'transfer_is_immutable');
END;
CREATE TRIGGER request_never_updated BEFORE UPDATE ON request
BEGIN
    SELECT RAISE(ABORT, 'request_is_immutable');
END;
CREATE TRIGGER request_never_deleted BEFORE DELETE ON request
BEGIN
    SELECT RAISE(ABORT, 'request_is_immutable');
END;
CREATE TRIGGER account_never_deleted BEFORE DELETE ON account
BEGIN
    SELECT RAISE(ABORT, 'account_is_never_deleted');
END;
