-- Boards at a million members. Three things make how many stand before a row a matter of some hundred short steps. The order
-- has a table of its own, so that it can be counted in that alone. Blocks are shorter than 0012 has them, so that a count
-- within one is. And there is a second level above them, so that they need not all be added up: a range is a stretch of
-- blocks, as a block is one of members. What stands before is then the sum of the ranges before, of the blocks before in its
-- range, and a count within its block.

-- Who is listed, in order, as the column `descending` of their entry has it. In place of an index on that: it is generated,
-- and of a generated column SQLite looks up each row that it finds, though the index has all that is asked for.
DROP INDEX board_entry_in_order;
CREATE TABLE board_place (
    board_id INTEGER NOT NULL CONSTRAINT board_place_board_exists REFERENCES board (id),
    descending INTEGER NOT NULL,
    account_id INTEGER NOT NULL CONSTRAINT board_place_account_exists REFERENCES account (id),
    PRIMARY KEY (board_id, descending, account_id)
) STRICT, WITHOUT ROWID;
INSERT INTO board_place (board_id, descending, account_id)
SELECT board_id, descending, account_id FROM board_entry WHERE descending IS NOT NULL
ORDER BY board_id, descending, account_id;

CREATE TABLE board_range (
    board_id INTEGER NOT NULL CONSTRAINT board_range_board_exists REFERENCES board (id),
    -- Where it starts, in the order of the entries. The first one starts before whoever will be first, as the first block does.
    descending INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    -- How many blocks start from there to the next range, and how many members these have. The last of them may reach into
    -- the next range, when the block with which that one began has joined it.
    blocks INTEGER NOT NULL CONSTRAINT board_range_blocks_not_negative CHECK (blocks >= 0),
    members INTEGER NOT NULL CONSTRAINT board_range_members_not_negative CHECK (members >= 0),
    PRIMARY KEY (board_id, descending, account_id)
) STRICT, WITHOUT ROWID;

-- As in 0012, with blocks of a quarter: for this migration, and for `sparks boards rebuild`.
DROP TRIGGER board_block_halves;
DROP TRIGGER board_block_joins;
DROP VIEW board_block_anew;
CREATE VIEW board_block_anew AS
SELECT board_id, descending, account_id, MIN(192, listed - place) AS members
FROM (
    SELECT board_id, descending, account_id,
        ROW_NUMBER() OVER (PARTITION BY board_id ORDER BY descending, account_id) - 1 AS place,
        COUNT(*) OVER (PARTITION BY board_id) AS listed
    FROM board_place
) AS numbered
WHERE place % 192 = 0 AND place > 0
UNION ALL
SELECT id, -9223372036854775807, 0, MIN(192, members) FROM board;

CREATE VIEW board_range_anew AS
SELECT board_id, descending, account_id, blocks, members
FROM (
    SELECT board_id, descending, account_id, place,
        COUNT(*) OVER stretch AS blocks, SUM(members) OVER stretch AS members
    FROM (
        SELECT board_id, descending, account_id, members,
            ROW_NUMBER() OVER (PARTITION BY board_id ORDER BY descending, account_id) - 1 AS place
        FROM board_block
    ) AS numbered
    WINDOW stretch AS (PARTITION BY board_id, place / 72)
) AS summed
WHERE place % 72 = 0;

DELETE FROM board_block;
INSERT INTO board_block (board_id, descending, account_id, members)
SELECT board_id, descending, account_id, members FROM board_block_anew;
INSERT INTO board_range (board_id, descending, account_id, blocks, members)
SELECT board_id, descending, account_id, blocks, members FROM board_range_anew;

DROP TRIGGER board_has_a_block;
CREATE TRIGGER board_has_a_block AFTER INSERT ON board
BEGIN
    INSERT INTO board_range (board_id, descending, account_id, blocks, members)
    VALUES (NEW.id, -9223372036854775807, 0, 0, 0);
    INSERT INTO board_block (board_id, descending, account_id, members) VALUES (NEW.id, -9223372036854775807, 0, 0);
END;

-- As in 0012, with the place: first, since a block that is halved counts by it.
DROP TRIGGER board_entry_listed;
DROP TRIGGER board_entry_moved;
CREATE TRIGGER board_entry_listed AFTER INSERT ON board_entry WHEN NEW.descending IS NOT NULL
BEGIN
    INSERT INTO board_place (board_id, descending, account_id) VALUES (NEW.board_id, NEW.descending, NEW.account_id);
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
    DELETE FROM board_place
    WHERE board_id = OLD.board_id AND descending = OLD.descending AND account_id = OLD.account_id;
    INSERT INTO board_place (board_id, descending, account_id)
    SELECT NEW.board_id, NEW.descending, NEW.account_id WHERE NEW.descending IS NOT NULL;
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

-- As in 0012, with smaller bounds: one of more than 256 is halved, one of fewer than 32 joins the one before it.
CREATE TRIGGER board_block_halves AFTER UPDATE OF members ON board_block WHEN NEW.members > 256
BEGIN
    INSERT INTO board_block (board_id, descending, account_id, members)
    SELECT board_id, descending, account_id, NEW.members - 128 FROM board_place
    WHERE board_id = NEW.board_id AND (descending, account_id) >= (+NEW.descending, +NEW.account_id)
    ORDER BY descending, account_id LIMIT 1 OFFSET 128;
    UPDATE board_block SET members = 128
    WHERE board_id = NEW.board_id AND descending = NEW.descending AND account_id = NEW.account_id;
END;
CREATE TRIGGER board_block_joins AFTER UPDATE OF members ON board_block
WHEN NEW.members < 32 AND NEW.members < OLD.members AND NEW.account_id <> 0
BEGIN
    UPDATE board_block SET members = members + NEW.members
    WHERE board_id = NEW.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_block AS block
        WHERE board_id = NEW.board_id AND (descending, account_id) < (+NEW.descending, +NEW.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    ) AND (members + NEW.members <= 192 OR NEW.members = 0);
    DELETE FROM board_block
    WHERE board_id = NEW.board_id AND descending = NEW.descending AND account_id = NEW.account_id AND changes() > 0;
END;

-- A block counts in the range in which it starts. While there are no ranges (boards are made anew) none changes. BEFORE: a
-- block's change is in its range before it is halved or joins, which may halve or join ranges, by what their blocks say.
CREATE TRIGGER board_block_counts BEFORE UPDATE OF members ON board_block WHEN NEW.members <> OLD.members
BEGIN
    UPDATE board_range SET members = members + NEW.members - OLD.members
    WHERE board_id = NEW.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_range AS range
        WHERE board_id = NEW.board_id AND (descending, account_id) <= (+NEW.descending, +NEW.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    );
END;
CREATE TRIGGER board_block_comes AFTER INSERT ON board_block
BEGIN
    UPDATE board_range SET blocks = blocks + 1, members = members + NEW.members
    WHERE board_id = NEW.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_range AS range
        WHERE board_id = NEW.board_id AND (descending, account_id) <= (+NEW.descending, +NEW.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    );
END;
CREATE TRIGGER board_block_goes AFTER DELETE ON board_block
BEGIN
    UPDATE board_range SET blocks = blocks - 1, members = members - OLD.members
    WHERE board_id = OLD.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_range AS range
        WHERE board_id = OLD.board_id AND (descending, account_id) <= (+OLD.descending, +OLD.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    );
END;

-- As blocks do: one of more than 96 blocks is halved, one of fewer than 12 joins the one before it, if the two are not too
-- many then.
CREATE TRIGGER board_range_halves AFTER UPDATE OF blocks ON board_range WHEN NEW.blocks > 96
BEGIN
    INSERT INTO board_range (board_id, descending, account_id, blocks, members)
    SELECT board_id, descending, account_id, NEW.blocks - 48, NEW.members - (
        SELECT SUM(members) FROM (
            SELECT members FROM board_block
            WHERE board_id = NEW.board_id AND (descending, account_id) >= (+NEW.descending, +NEW.account_id)
            ORDER BY descending, account_id LIMIT 48
        ) AS staying
    )
    FROM board_block
    WHERE board_id = NEW.board_id AND (descending, account_id) >= (+NEW.descending, +NEW.account_id)
    ORDER BY descending, account_id LIMIT 1 OFFSET 48;
    UPDATE board_range SET blocks = 48, members = (
        SELECT SUM(members) FROM (
            SELECT members FROM board_block
            WHERE board_id = NEW.board_id AND (descending, account_id) >= (+NEW.descending, +NEW.account_id)
            ORDER BY descending, account_id LIMIT 48
        ) AS staying
    )
    WHERE board_id = NEW.board_id AND descending = NEW.descending AND account_id = NEW.account_id;
END;
CREATE TRIGGER board_range_joins AFTER UPDATE OF blocks ON board_range
WHEN NEW.blocks < 12 AND NEW.blocks < OLD.blocks AND NEW.account_id <> 0
BEGIN
    UPDATE board_range SET blocks = blocks + NEW.blocks, members = members + NEW.members
    WHERE board_id = NEW.board_id AND (descending, account_id) = (
        SELECT descending, account_id FROM board_range AS range
        WHERE board_id = NEW.board_id AND (descending, account_id) < (+NEW.descending, +NEW.account_id)
        ORDER BY descending DESC, account_id DESC LIMIT 1
    ) AND (blocks + NEW.blocks <= 72 OR NEW.blocks = 0);
    DELETE FROM board_range
    WHERE board_id = NEW.board_id AND descending = NEW.descending AND account_id = NEW.account_id AND changes() > 0;
END;
