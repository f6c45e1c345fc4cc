-- The statement: each movement of a member's available Sparks with the balance after it, written in the same transaction
-- as its transfer (a trigger), so a statement never disagrees with the ledger; invariant 2 compares them.
--
-- Without it a balance in the middle of a statement is a sum over everything that came before or after, which grows with
-- the account, and with a filter the rows in between must be read as well. With it a page is ten rows of an index.

CREATE TABLE statement_entry (
    account_id INTEGER NOT NULL CONSTRAINT statement_entry_account_exists REFERENCES account (id),
    transfer_id INTEGER NOT NULL CONSTRAINT statement_entry_transfer_exists REFERENCES transfer (id),
    category TEXT NOT NULL
        CONSTRAINT statement_entry_category_known CHECK (category IN ('earned', 'redeemed', 'returned', 'corrected')),
    change INTEGER NOT NULL CONSTRAINT statement_entry_changes_something CHECK (change <> 0),
    -- Available Sparks after it. Not checked to be positive here: the account's own constraint refuses an overdraft, by
    -- the name that `ledger` knows.
    balance INTEGER NOT NULL,
    PRIMARY KEY (account_id, transfer_id)
) STRICT, WITHOUT ROWID;

-- A page of one category. It holds every column: SQLite would rather read the whole account by the primary key than look
-- up the rest of each row.
CREATE INDEX statement_entry_by_category ON statement_entry (account_id, category, transfer_id, change, balance);

-- What each transfer does to the available Sparks of members. A post is left out for the one who paid: the hold before it
-- took the Sparks. What is not shown is not here: only members have statements.
CREATE VIEW statement_effect AS
SELECT transfer.id AS transfer_id, transfer.debit_account_id AS account_id,
    CASE transfer.kind WHEN 'void' THEN 'returned' WHEN 'reversal' THEN 'corrected' ELSE 'redeemed' END AS category,
    CASE transfer.kind WHEN 'void' THEN transfer.amount ELSE -transfer.amount END AS change
FROM transfer
JOIN account ON account.id = transfer.debit_account_id AND account.kind = 'member'
WHERE transfer.kind <> 'post'
UNION ALL
SELECT transfer.id, transfer.credit_account_id,
    CASE transfer.kind WHEN 'reversal' THEN 'corrected' ELSE 'earned' END,
    transfer.amount
FROM transfer
JOIN account ON account.id = transfer.credit_account_id AND account.kind = 'member'
WHERE transfer.kind IN ('direct', 'post', 'reversal');

-- What was before this migration.
INSERT INTO statement_entry (account_id, transfer_id, category, change, balance)
SELECT account_id, transfer_id, category, change,
    SUM(change) OVER (PARTITION BY account_id ORDER BY transfer_id)
FROM statement_effect;

-- The balance follows from the entry before it, not from the account: SQLite does not say which of two triggers on one
-- event comes first.
CREATE TRIGGER transfer_is_stated AFTER INSERT ON transfer
BEGIN
    INSERT INTO statement_entry (account_id, transfer_id, category, change, balance)
    SELECT account_id, transfer_id, category, change,
        change + COALESCE((
            SELECT balance FROM statement_entry AS before WHERE before.account_id = effect.account_id
            ORDER BY before.transfer_id DESC LIMIT 1
        ), 0)
    FROM statement_effect AS effect
    WHERE transfer_id = NEW.id;
END;

CREATE TRIGGER statement_entry_never_updated BEFORE UPDATE ON statement_entry
BEGIN
    SELECT RAISE(ABORT, 'statement_entry_is_immutable');
END;
CREATE TRIGGER statement_entry_never_deleted BEFORE DELETE ON statement_entry
BEGIN
    SELECT RAISE(ABORT, 'statement_entry_is_immutable');
END;
