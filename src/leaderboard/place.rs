//! The statements that find pages and ranks. A page is found by a place in the index rather than by offset, and how many
//! stand before a place is added up from the ranges and blocks before it (`migrations/0030_board_ranges.sql`), so the work
//! hardly grows with the number of members. Each answer is one statement, since each costs a way to the database's thread
//! and back, which is as much as most of them take there.
//!
//! Two habits of SQLite shape them. It searches an index by two columns only when what it compares these with is no column:
//! hence the plus signs. And having found rows by a comparison of pairs, it compares again for each; where many are counted,
//! the pairs are taken apart.

/// A sum over what of a board stands from one place (a row's start) to before another, which is not before the first: the
/// rows that share the first one's score, those between, and those that share the last one's.
macro_rules! between {
    ($sum:literal, $table:literal, $from:literal, $account_from:literal, $to:literal, $account_to:literal) => {
        concat!(
            "(SELECT COALESCE(SUM(number), 0) FROM (
                SELECT ",
            $sum,
            " AS number FROM ",
            $table,
            "
                WHERE board_id = block.board_id AND descending = ",
            $from,
            " AND account_id >= ",
            $account_from,
            "
                    AND account_id < CASE WHEN ",
            $to,
            " > ",
            $from,
            " THEN 9223372036854775807 ELSE ",
            $account_to,
            " END
                UNION ALL
                SELECT ",
            $sum,
            " FROM ",
            $table,
            "
                WHERE board_id = block.board_id AND descending > ",
            $from,
            " AND descending < ",
            $to,
            "
                UNION ALL
                SELECT ",
            $sum,
            " FROM ",
            $table,
            "
                WHERE board_id = block.board_id AND descending = ",
            $to,
            "
                    AND account_id < CASE WHEN ",
            $to,
            " > ",
            $from,
            " THEN ",
            $account_to,
            " ELSE 0 END
            ) AS parts)"
        )
    };
}

/// How many stand before a place: the ranges before its block's own, the blocks before that in it, and who is in the block
/// before the place. A block is in the range in which it starts, also when it reaches into the next.
macro_rules! rows_before {
    ($board:literal, $descending:literal, $account:literal) => {
        concat!(
            "(SELECT ",
            between!(
                "SUM(members)",
                "board_range",
                "-9223372036854775807",
                "0",
                "+range.descending",
                "+range.account_id"
            ),
            " + ",
            between!(
                "SUM(members)",
                "board_block",
                "+range.descending",
                "+range.account_id",
                "+block.descending",
                "+block.account_id"
            ),
            " + ",
            between!(
                "COUNT(*)",
                "board_place",
                "+block.descending",
                "+block.account_id",
                $descending,
                $account
            ),
            " FROM board_block AS block CROSS JOIN board_range AS range
            WHERE block.board_id = ",
            $board,
            " AND (block.descending, block.account_id) = (
                SELECT descending, account_id FROM board_block
                WHERE board_id = ",
            $board,
            " AND (descending, account_id) <= (",
            $descending,
            ", ",
            $account,
            ")
                ORDER BY descending DESC, account_id DESC LIMIT 1
            )
            AND range.board_id = ",
            $board,
            " AND (range.descending, range.account_id) = (
                SELECT descending, account_id FROM board_range
                WHERE board_id = ",
            $board,
            " AND (descending, account_id) <= (+block.descending, +block.account_id)
                ORDER BY descending DESC, account_id DESC LIMIT 1
            ))"
        )
    };
}

macro_rules! rank {
    () => {
        concat!(
            "1 + ",
            rows_before!("+entry.board_id", "-entry.score", "0"),
            " AS rank"
        )
    };
}

/// Where a member stands on a board (kind, key, member).
pub(super) const STANDING: &str = concat!(
    "SELECT ",
    rank!(),
    ", score, shown AS is_listed, entry.account_id AS account
     FROM board CROSS JOIN board_entry AS entry ON entry.board_id = board.id
     WHERE board.kind = $1 AND board.key = $2 AND score > 0
        AND entry.account_id = (SELECT id FROM account WHERE kind = 'member' AND owner_id = $3)"
);

/// What a member has, and where they stand, if they do (kind, key, member): after the account's own columns.
pub(super) const AND_STANDING: &str = concat!(
    rank!(),
    ", score, shown AS is_listed
     FROM account LEFT JOIN board_entry AS entry ON entry.account_id = account.id AND score > 0
        AND entry.board_id = (SELECT id FROM board WHERE kind = $1 AND key = $2)
     WHERE account.kind = 'member' AND owner_id = $3"
);

/// The rows of a page from `start` on, which has one row: the board, a place, and how many stand before it.
macro_rules! page {
    ($start:expr, $end:literal) => {
        page!(
            $start,
            rows_before!("+(SELECT board_id FROM start)", "+(SELECT descending FROM start)", "0"),
            $end
        )
    };
    ($start:expr, $better:expr, $end:literal) => {
        concat!(
            "WITH ", $start, "
             SELECT listed.account_id AS account, account.owner_id AS member, -listed.descending AS score,
                (SELECT rows_before FROM start) AS rows_before,
                1 + ", $better, " AS rank,
                (SELECT members FROM board WHERE id = (SELECT board_id FROM start)) AS members
             FROM board_place AS listed CROSS JOIN account ON account.id = listed.account_id
             WHERE listed.board_id = (SELECT board_id FROM start) AND (listed.descending, listed.account_id)
                >= (+(SELECT descending FROM start), +(SELECT account_id FROM start)) ", $end, "
             ORDER BY listed.descending, listed.account_id LIMIT 10"
        )
    };
}

/// The first page (kind, key): it starts before whoever is first.
pub(super) const PAGE_ON_TOP: &str = page!(
    "start AS MATERIALIZED (
        SELECT id AS board_id, -9223372036854775807 AS descending, 0 AS account_id, 0 AS rows_before
        FROM board WHERE kind = $1 AND key = $2
    )",
    "0",
    ""
);

/// What comes after a place (kind, key, descending, account).
pub(super) const PAGE_AFTER: &str = page!(
    concat!(
        "first AS MATERIALIZED (
            SELECT board_id, descending, account_id FROM board_place
            WHERE board_id = (SELECT id FROM board WHERE kind = $1 AND key = $2)
                AND (descending, account_id) > ($3, $4)
            ORDER BY descending, account_id LIMIT 1
        ), start AS MATERIALIZED (
            SELECT board_id, descending, account_id, ",
        rows_before!("+first.board_id", "+first.descending", "+first.account_id"),
        " AS rows_before FROM first
        )"
    ),
    ""
);

/// What ends right before a place (kind, key, descending, account).
pub(super) const PAGE_BEFORE: &str = page!(
    concat!(
        "first AS MATERIALIZED (
            SELECT board_id, descending, account_id FROM (
                SELECT board_id, descending, account_id FROM board_place
                WHERE board_id = (SELECT id FROM board WHERE kind = $1 AND key = $2)
                    AND (descending, account_id) < ($3, $4)
                ORDER BY descending DESC, account_id DESC LIMIT 10
            ) AS ending ORDER BY descending, account_id LIMIT 1
        ), start AS MATERIALIZED (
            SELECT board_id, descending, account_id, ",
        rows_before!("+first.board_id", "+first.descending", "+first.account_id"),
        " AS rows_before FROM first
        )"
    ),
    "AND (listed.descending, listed.account_id) < ($3, $4)"
);

/// The page on which a member stands (kind, key, account): a few steps back from them, to where a page of ten starts.
pub(super) const PAGE_OF_MEMBER: &str = page!(
    concat!(
        "own AS MATERIALIZED (
            SELECT board_id, descending, account_id, ",
            rows_before!("+entry.board_id", "+entry.descending", "+entry.account_id"), " AS rows_before
            FROM board CROSS JOIN board_entry AS entry ON entry.board_id = board.id
            WHERE kind = $1 AND key = $2 AND account_id = $3 AND descending IS NOT NULL
        ), start AS MATERIALIZED (
            SELECT board_id, descending, account_id, (SELECT rows_before / 10 * 10 FROM own) AS rows_before
            FROM board_place
            WHERE board_id = (SELECT board_id FROM own) AND (descending, account_id)
                <= (+(SELECT descending FROM own), +(SELECT account_id FROM own))
            ORDER BY descending DESC, account_id DESC
            LIMIT 1 OFFSET COALESCE((SELECT rows_before % 10 FROM own), 0)
        )"
    ),
    ""
);

/// The last of the ranges or blocks of `wanted.board_id`, from a place on, before which not more than the wanted rows stand.
/// One after the other: a sum in a window takes half more steps.
macro_rules! found {
    ($found:literal, $table:literal, $descending:literal, $account:literal, $before:literal) => {
        concat!(
            $found, "_walk (descending, account_id, members, before) AS (
                SELECT descending, account_id, members, ", $before, " FROM (
                    SELECT descending, account_id, members FROM ", $table, "
                    WHERE board_id = (SELECT board_id FROM wanted)
                        AND (descending, account_id) >= (", $descending, ", ", $account, ")
                    ORDER BY descending, account_id LIMIT 1
                ) AS first
                UNION ALL
                SELECT next.descending, next.account_id, next.members, walk.before + walk.members
                FROM ", $found, "_walk AS walk CROSS JOIN ", $table, " AS next
                    ON next.board_id = (SELECT board_id FROM wanted) AND (next.descending, next.account_id) = (
                        SELECT descending, account_id FROM ", $table, "
                        WHERE board_id = (SELECT board_id FROM wanted)
                            AND (descending, account_id) > (+walk.descending, +walk.account_id)
                        ORDER BY descending, account_id LIMIT 1
                    )
                WHERE walk.before + walk.members <= (SELECT rows_before FROM wanted)
            ), ", $found, " AS MATERIALIZED (
                SELECT descending, account_id, before FROM ", $found, "_walk
                WHERE before + members > (SELECT rows_before FROM wanted)
            )"
        )
    };
}

/// The page before which so many rows stand, or the last one (kind, key, rows): its range, its block in that, then by a short
/// offset.
pub(super) const PAGE_OF_NUMBER: &str = page!(
    concat!(
        "RECURSIVE wanted AS MATERIALIZED (
            SELECT id AS board_id, MIN($3, (MAX(members, 1) - 1) / 10 * 10) AS rows_before
            FROM board WHERE kind = $1 AND key = $2
        ), ",
        found!("range", "board_range", "-9223372036854775807", "0", "0"),
        ", ",
        found!(
            "block", "board_block", "+(SELECT descending FROM range)", "+(SELECT account_id FROM range)",
            "(SELECT before FROM range)"
        ),
        ", start AS MATERIALIZED (
            SELECT board_id, descending, account_id, (SELECT rows_before FROM wanted) AS rows_before
            FROM board_place
            WHERE board_id = (SELECT board_id FROM wanted) AND (descending, account_id)
                >= (+(SELECT descending FROM block), +(SELECT account_id FROM block))
            ORDER BY descending, account_id
            LIMIT 1 OFFSET COALESCE((SELECT rows_before FROM wanted) - (SELECT before FROM block), 0)
        )"
    ),
    ""
);
