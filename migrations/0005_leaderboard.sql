-- Boards: how much each member earned, kept in the same transaction as the transfer (triggers), so a board never
-- disagrees with the ledger; invariant 2 compares them.
--
-- A rank by COUNT(*) over the index grows with the board (14 ms at a million members). So each board also counts its
-- members by score bucket: a rank is the members in higher buckets, plus those above in one's own bucket.

CREATE TABLE board_entry (
    board TEXT NOT NULL,
    account_id INTEGER NOT NULL CONSTRAINT board_entry_account_exists REFERENCES account (id),
    score INTEGER NOT NULL CONSTRAINT board_entry_score_not_negative CHECK (score >= 0),
    PRIMARY KEY (board, account_id)
) STRICT, WITHOUT ROWID;

-- A page: highest score first; who joined first stands first among equals, so the order is stable.
CREATE INDEX board_entry_by_score ON board_entry (board, score DESC, account_id);

-- The lower bounds of the buckets: 16 to each doubling, so a bucket spans at most a sixteenth of its score.
CREATE TABLE score_bucket (
    low INTEGER NOT NULL PRIMARY KEY
) STRICT;
INSERT INTO score_bucket (low)
WITH RECURSIVE
    small (low) AS (SELECT 0 UNION ALL SELECT low + 1 FROM small WHERE low < 31),
    doubling (base) AS (SELECT 32 UNION ALL SELECT base * 2 FROM doubling WHERE base < 1000000000000000),
    step (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM step WHERE n < 15)
SELECT low FROM small
UNION
SELECT base + n * (base / 16) FROM doubling CROSS JOIN step;

CREATE TABLE board_bucket (
    board TEXT NOT NULL,
    low INTEGER NOT NULL CONSTRAINT board_bucket_low_exists REFERENCES score_bucket (low),
    members INTEGER NOT NULL CONSTRAINT board_bucket_members_not_negative CHECK (members >= 0),
    PRIMARY KEY (board, low)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER board_entry_counted AFTER INSERT ON board_entry
BEGIN
    INSERT INTO board_bucket (board, low, members)
    VALUES (NEW.board, (SELECT low FROM score_bucket WHERE low <= NEW.score ORDER BY low DESC LIMIT 1), 1)
    ON CONFLICT (board, low) DO UPDATE SET members = members + 1;
END;

CREATE TRIGGER board_entry_recounted AFTER UPDATE OF score ON board_entry
WHEN (SELECT low FROM score_bucket WHERE low <= NEW.score ORDER BY low DESC LIMIT 1)
    <> (SELECT low FROM score_bucket WHERE low <= OLD.score ORDER BY low DESC LIMIT 1)
BEGIN
    UPDATE board_bucket SET members = members - 1
    WHERE board = OLD.board
        AND low = (SELECT low FROM score_bucket WHERE low <= OLD.score ORDER BY low DESC LIMIT 1);
    INSERT INTO board_bucket (board, low, members)
    VALUES (NEW.board, (SELECT low FROM score_bucket WHERE low <= NEW.score ORDER BY low DESC LIMIT 1), 1)
    ON CONFLICT (board, low) DO UPDATE SET members = members + 1;
END;

-- Earned Sparks count: what a member is given directly. Spending lowers no rank; taking an award back does.
CREATE TRIGGER transfer_earns AFTER INSERT ON transfer
WHEN NEW.kind = 'direct' AND EXISTS (SELECT 1 FROM account WHERE id = NEW.credit_account_id AND kind = 'member')
BEGIN
    INSERT INTO board_entry (board, account_id, score) VALUES ('lifetime', NEW.credit_account_id, NEW.amount)
    ON CONFLICT (board, account_id) DO UPDATE SET score = score + NEW.amount;
END;

CREATE TRIGGER transfer_unearns AFTER INSERT ON transfer
WHEN NEW.kind = 'reversal' AND EXISTS (SELECT 1 FROM account WHERE id = NEW.debit_account_id AND kind = 'member')
    -- Only what was earned can be unearned: a posted hold was not.
    AND EXISTS (SELECT 1 FROM transfer WHERE id = NEW.refers_to_id AND kind = 'direct')
BEGIN
    UPDATE board_entry SET score = score - NEW.amount
    WHERE board = 'lifetime' AND account_id = NEW.debit_account_id;
END;
