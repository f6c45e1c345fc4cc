//! One thing made wrong in a sound file, for each invariant of boards: what `invariants.rs` shows to be caught. The file is
//! that of `corruptions.rs`.

const SCORE: &str =
    "every score on a board equals what counts there, less what was taken back or paid of its debt";
const BOARDS: &str = "every campaign has its board, and so has all time";
const ABSENT: &str = "who is left out is shown on no board, and everyone else on all";
const LISTED: &str = "every board counts the members whom it lists";
const PLACE: &str = "every board has a place for each member whom it lists, and no other";
const BLOCK: &str = "every block of a board counts the members from its start to the next";
const RANGE: &str =
    "every range of a board counts the blocks from its start to the next, and their members";

/// What is made wrong, how, and what must be said about it: no less, and no more.
pub const CORRUPTIONS: &[(&str, &str, &[&str])] = &[
    (
        "a score on all boards that was not earned",
        "UPDATE board_entry SET score = score + 1 WHERE account_id = 4;
         UPDATE board_place SET descending = descending - 1 WHERE account_id = 4",
        &[SCORE],
    ),
    (
        "a score on one board that was not earned",
        "UPDATE board_entry SET score = score + 1
         WHERE account_id = 4 AND board_id = (SELECT id FROM board WHERE kind = 'week')",
        &[SCORE, PLACE],
    ),
    (
        "a member missing on the boards",
        "DELETE FROM board_entry WHERE account_id = 4",
        &[SCORE, LISTED, PLACE, BLOCK],
    ),
    (
        "an award that counts in another month",
        "UPDATE board SET key = key + 86400000 WHERE kind = 'month'",
        &[SCORE],
    ),
    (
        "a campaign without a board",
        "DELETE FROM board WHERE kind = 'campaign'; DELETE FROM board_entry WHERE board_id NOT IN (SELECT id FROM board);
         DELETE FROM board_place WHERE board_id NOT IN (SELECT id FROM board);
         DELETE FROM board_block WHERE board_id NOT IN (SELECT id FROM board);
         DELETE FROM board_range WHERE board_id NOT IN (SELECT id FROM board)",
        &[SCORE, BOARDS],
    ),
    (
        "one who left and is still shown",
        "INSERT INTO board_absence VALUES (5, 'departed', 1)",
        &[ABSENT],
    ),
    (
        "one who is there and is not shown",
        "UPDATE board_entry SET shown = 0 WHERE account_id = 5",
        &[ABSENT, LISTED, PLACE, BLOCK],
    ),
    (
        "a board that counts one too many",
        "UPDATE board SET members = members + 1 WHERE kind = 'lifetime'",
        &[LISTED],
    ),
    (
        "a member who stands nowhere",
        "DELETE FROM board_place WHERE board_id = 1 AND account_id = 4",
        &[PLACE],
    ),
    (
        "a member who stands twice",
        "INSERT INTO board_place SELECT board_id, descending - 1, account_id FROM board_place WHERE account_id = 4",
        &[PLACE],
    ),
    (
        "a block that counts one too many",
        "UPDATE board_block SET members = members + 1 WHERE board_id = 1",
        &[BLOCK, RANGE],
    ),
    (
        "a member before every block",
        "UPDATE board_block SET descending = -400 WHERE board_id = 1",
        &[BLOCK],
    ),
    (
        "a range that counts a member too many",
        "UPDATE board_range SET members = members + 1 WHERE board_id = 1",
        &[RANGE],
    ),
    (
        "a range that counts a block too many",
        "UPDATE board_range SET blocks = blocks + 1 WHERE board_id = 1",
        &[RANGE],
    ),
    (
        "a block before every range",
        "UPDATE board_range SET descending = -400 WHERE board_id = 1",
        &[RANGE],
    ),
];
