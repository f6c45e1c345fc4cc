-- Boards: for all time, each month, each week and each campaign. Each award counts on the lifetime board, on those of the
-- month and the week (UTC, from Monday) in which it was made, and on its campaign's. All of it is kept in the same
-- transaction as the transfer (triggers), so a board never disagrees with the ledger; invariant 2 compares them. What was
-- here before (0005) counted the lifetime alone, with buckets by score in place of the blocks below.
--
-- Boards of past periods stay: they have at most one row for each member of the period, so never more than the ledger has
-- transfers, nothing reads through them, and the buttons of old messages still show them.

DROP TRIGGER transfer_earns;
DROP TRIGGER transfer_unearns;
DROP TABLE board_entry;
DROP TABLE board_bucket;
DROP TABLE score_bucket;

CREATE TABLE board (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT board_kind_known CHECK (kind IN ('lifetime', 'month', 'week', 'campaign')),
    -- When the month or week starts, in milliseconds since 1970; the campaign's id; 0 for the one of all time.
    key INTEGER NOT NULL,
    -- How many are listed on it.
    members INTEGER NOT NULL DEFAULT 0 CONSTRAINT board_members_not_negative CHECK (members >= 0),
    CONSTRAINT board_key_unique UNIQUE (kind, key)
) STRICT;

-- Who is left out of every board, and why. Their scores are kept, so that they stand where they belong when they return.
CREATE TABLE board_absence (
    account_id INTEGER NOT NULL CONSTRAINT board_absence_account_exists REFERENCES account (id),
    -- hidden: by their own wish. departed: not on the server. erased: the account is nobody's any more.
    reason TEXT NOT NULL CONSTRAINT board_absence_reason_known CHECK (reason IN ('hidden', 'departed', 'erased')),
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (account_id, reason)
) STRICT, WITHOUT ROWID;

-- The account comes first: the three or four rows that an award touches lie side by side.
CREATE TABLE board_entry (
    account_id INTEGER NOT NULL CONSTRAINT board_entry_account_exists REFERENCES account (id),
    board_id INTEGER NOT NULL CONSTRAINT board_entry_board_exists REFERENCES board (id),
    -- No award taken back can take more than was given.
    score INTEGER NOT NULL CONSTRAINT board_entry_score_not_negative CHECK (score >= 0),
    shown INTEGER NOT NULL CONSTRAINT board_entry_shown_is_boolean CHECK (shown IN (0, 1)),
    -- Who is listed, and where: highest score first, among equals who joined first. NULL for those who are not. Negative,
    -- since one comparison of (descending, account_id) then finds a place; with two directions SQLite would read through
    -- all equals.
    descending INTEGER GENERATED ALWAYS AS (CASE WHEN shown = 1 AND score > 0 THEN -score END) VIRTUAL,
    PRIMARY KEY (account_id, board_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX board_entry_in_order ON board_entry (board_id, descending, account_id);

-- Each board in stretches of some hundred members: where one starts, and how many are listed from there to the next. How
-- many stand before a row is the sum of the blocks before, and a count within one, whatever the scores are like. Counters
-- by score, as before, leave millions of equals in one.
CREATE TABLE board_block (
    board_id INTEGER NOT NULL CONSTRAINT board_block_board_exists REFERENCES board (id),
    descending INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    members INTEGER NOT NULL CONSTRAINT board_block_members_not_negative CHECK (members >= 0),
    PRIMARY KEY (board_id, descending, account_id)
) STRICT, WITHOUT ROWID;

-- On which boards an award counts.
CREATE VIEW award_board AS
SELECT award.id AS transfer_id, award.credit_account_id AS account_id, award.amount, board.id AS board_id
FROM transfer AS award
JOIN account AS member ON member.id = award.credit_account_id AND member.kind = 'member'
JOIN account AS source ON source.id = award.debit_account_id
JOIN board ON (board.kind = 'lifetime' AND board.key = 0)
    OR (board.kind = 'month'
        AND board.key = 1000 * unixepoch(award.created_at_ms / 1000, 'unixepoch', 'start of month'))
    -- The first of January 1970 was a Thursday.
    OR (board.kind = 'week' AND board.key = ((award.created_at_ms / 86400000 + 3) / 7 * 7 - 3) * 86400000)
    OR (board.kind = 'campaign' AND board.key = CASE source.kind WHEN 'campaign' THEN source.owner_id END)
WHERE award.kind = 'direct';

-- The boards that there must be, the entries and the blocks as they would be if they were made anew: for this migration,
-- and for `sparks boards rebuild`.
CREATE VIEW board_anew AS
SELECT 'lifetime' AS kind, 0 AS key
UNION ALL SELECT 'campaign', id FROM campaign
UNION SELECT 'month', 1000 * unixepoch(created_at_ms / 1000, 'unixepoch', 'start of month') FROM transfer
UNION SELECT 'week', ((created_at_ms / 86400000 + 3) / 7 * 7 - 3) * 86400000 FROM transfer;

CREATE VIEW board_entry_anew AS
SELECT account_id, board_id, SUM(amount - COALESCE((
        SELECT reversal.amount FROM transfer AS reversal
        WHERE reversal.refers_to_id = award_board.transfer_id AND reversal.kind = 'reversal'
    ), 0)) AS score,
    NOT EXISTS (SELECT 1 FROM board_absence WHERE board_absence.account_id = award_board.account_id) AS shown
FROM award_board GROUP BY account_id, board_id;

CREATE VIEW board_block_anew AS
SELECT board_id, descending, account_id, MIN(768, listed - place) AS members
FROM (
    SELECT board_id, descending, account_id,
        ROW_NUMBER() OVER (PARTITION BY board_id ORDER BY descending, account_id) - 1 AS place,
        COUNT(*) OVER (PARTITION BY board_id) AS listed
    FROM board_entry WHERE descending IS NOT NULL
) AS numbered
WHERE place % 768 = 0 AND place > 0
UNION ALL
-- The first one starts before whoever will be first.
SELECT id, -9223372036854775807, 0, MIN(768, members) FROM board;

-- What was before this migration.
INSERT INTO board (kind, key) SELECT kind, key FROM board_anew WHERE key IS NOT NULL;
INSERT INTO board_entry (account_id, board_id, score, shown) SELECT account_id, board_id, score, shown FROM board_entry_anew;
UPDATE board SET members = (SELECT COUNT(*) FROM board_entry WHERE board_id = board.id AND descending IS NOT NULL);
INSERT INTO board_block (board_id, descending, account_id, members)
SELECT board_id, descending, account_id, members FROM board_block_anew;

CREATE TRIGGER campaign_has_a_board AFTER INSERT ON campaign
BEGIN
    INSERT INTO board (kind, key) VALUES ('campaign', NEW.id);
END;

CREATE TRIGGER board_has_a_block AFTER INSERT ON board
BEGIN
    INSERT INTO board_block (board_id, descending, account_id, members) VALUES (NEW.id, -9223372036854775807, 0, 0);
END;

-- Earned Sparks count: what a member is given directly. Spending lowers no rank; taking an award back does, on the boards
-- on which it counted. A time that no calendar has (beyond the year 9999) is on no month's board.
CREATE TRIGGER transfer_earns AFTER INSERT ON transfer
WHEN NEW.kind = 'direct' AND EXISTS (SELECT 1 FROM account WHERE id = NEW.credit_account_id AND kind = 'member')
BEGIN
    INSERT INTO board (kind, key)
    SELECT kind, key FROM (
        SELECT 'month' AS kind, 1000 * unixepoch(NEW.created_at_ms / 1000, 'unixepoch', 'start of month') AS key
        UNION ALL
        SELECT 'week', ((NEW.created_at_ms / 86400000 + 3) / 7 * 7 - 3) * 86400000
    ) WHERE key IS NOT NULL
    ON CONFLICT (kind, key) DO NOTHING;
    INSERT INTO board_entry (account_id, board_id, score, shown)
    SELECT account_id, board_id, amount,
        NOT EXISTS (SELECT 1 FROM board_absence WHERE board_absence.account_id = award_board.account_id)
    FROM award_board WHERE transfer_id = NEW.id
    ON CONFLICT (account_id, board_id) DO UPDATE SET score = score + excluded.score;
END;

CREATE TRIGGER transfer_unearns AFTER INSERT ON transfer
WHEN NEW.kind = 'reversal'
BEGIN
    UPDATE board_entry SET score = score - NEW.amount
    WHERE account_id = NEW.debit_account_id
        AND board_id IN (SELECT board_id FROM award_board WHERE transfer_id = NEW.refers_to_id);
END;

-- Who leaves the boards and who returns to them.
CREATE TRIGGER board_absence_begins AFTER INSERT ON board_absence
BEGIN
    UPDATE board_entry SET shown = 0 WHERE account_id = NEW.account_id AND shown = 1;
END;
CREATE TRIGGER board_absence_ends AFTER DELETE ON board_absence
WHEN NOT EXISTS (SELECT 1 FROM board_absence WHERE account_id = OLD.account_id)
BEGIN
    UPDATE board_entry SET shown = 1 WHERE account_id = OLD.account_id AND shown = 0;
END;
CREATE TRIGGER board_absence_never_updated BEFORE UPDATE ON board_absence
BEGIN
    SELECT RAISE(ABORT, 'board_absence_is_immutable');
END;

-- Who is listed is counted by their block. While there are no blocks (boards are made anew) no block changes. The plus
-- signs: SQLite searches an index by both columns only when what it compares them with is no column itself.
CREATE TRIGGER board_entry_listed AFTER INSERT ON board_entry WHEN NEW.descending IS NOT NULL
BEGIN
    UPDATE board SET members = members + 1 WHERE id = NEW.board_id;
    UPDATE board_block SET members = members + 1
    WHERE board_id = NEW.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_block AS block
        WHERE board_id = NEW.board_id AND (descending, account_id) <= (+NEW.descending, +NEW.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    );
END;
CREATE TRIGGER board_entry_moved AFTER UPDATE OF score, shown ON board_entry
WHEN NEW.descending IS DISTINCT FROM OLD.descending
BEGIN
    UPDATE board SET members = members + (NEW.descending IS NOT NULL) - (OLD.descending IS NOT NULL)
    WHERE id = NEW.board_id AND (NEW.descending IS NULL) <> (OLD.descending IS NULL);
    UPDATE board_block SET members = members - 1
    WHERE board_id = OLD.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_block AS block
        WHERE board_id = OLD.board_id AND (descending, account_id) <= (+OLD.descending, +OLD.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    );
    UPDATE board_block SET members = members + 1
    WHERE board_id = NEW.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_block AS block
        WHERE board_id = NEW.board_id AND (descending, account_id) <= (+NEW.descending, +NEW.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    );
END;

-- Blocks stay short enough to count within and long enough to be few: one of more than 1024 is halved, and one that
-- has shrunk joins the one before it, if the two are not too many then. A block is only a bound and a number, so nobody
-- moves.
CREATE TRIGGER board_block_halves AFTER UPDATE OF members ON board_block WHEN NEW.members > 1024
BEGIN
    INSERT INTO board_block (board_id, descending, account_id, members)
    SELECT board_id, descending, account_id, NEW.members - 512 FROM board_entry
    WHERE board_id = NEW.board_id AND (descending, account_id) >= (+NEW.descending, +NEW.account_id)
    ORDER BY descending, account_id LIMIT 1 OFFSET 512;
    UPDATE board_block SET members = 512
    WHERE board_id = NEW.board_id AND descending = NEW.descending AND account_id = NEW.account_id;
END;
CREATE TRIGGER board_block_joins AFTER UPDATE OF members ON board_block
WHEN NEW.members < 128 AND NEW.members < OLD.members AND NEW.account_id <> 0
BEGIN
    UPDATE board_block SET members = members + NEW.members
    WHERE board_id = NEW.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_block AS block
        WHERE board_id = NEW.board_id AND (descending, account_id) < (+NEW.descending, +NEW.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    ) AND (members + NEW.members <= 768 OR NEW.members = 0);
    -- What the statement before has changed: nothing, where it would have been too many.
    DELETE FROM board_block
    WHERE board_id = NEW.board_id AND descending = NEW.descending AND account_id = NEW.account_id AND changes() > 0;
END;
