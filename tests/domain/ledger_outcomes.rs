//! Every outcome of `ledger::record`, as a table of operation and status, run from top to bottom; and what nobody may do
//! to the past.

use sparks::ids::{AccountId, TransferId};
use sparks::ledger::TransferKind;

use crate::moves::{Move, Moved, Moves};
use crate::support::{ALICE, HOUR_MS, House};

/// What is done (to which transfer), debit, credit, amount, and the status: the number of the new transfer, or why not.
const TABLE: &str = "
    direct   issuance ann      100                  1                    an award
    direct   issuance ann      0                    AmountOutOfRange
    direct   issuance ann      -1                   AmountOutOfRange
    direct   issuance ann      -9223372036854775808 AmountOutOfRange     the least there is
    direct   issuance ann      1000000001           AmountOutOfRange     one too many
    direct   issuance ann      9223372036854775807  AmountOutOfRange     the most there is
    direct   issuance ben      1000000000           2                    the most
    direct   ann      ann      1                    SameAccount
    direct   ann      ann      1000000001           AmountOutOfRange     the amount comes before the accounts
    direct   ann      ann      101                  SameAccount          the accounts come before the balance
    direct   ann      ben      101                  InsufficientSparks   one more than there is
    direct   revenue  ben      1                    InsufficientSparks   from one who has nothing
    direct   issuance ann      1                    3                    the least: Ann has 101

    hold     ann      revenue  0                    AmountOutOfRange
    hold     ann      ann      1                    SameAccount
    hold     ann      revenue  102                  InsufficientSparks   one more than there is
    hold     ann      revenue  40                   4
    direct   ann      ben      62                   InsufficientSparks   held Sparks are not available
    hold     ann      revenue  62                   InsufficientSparks   nor for another hold

    post:99  ann      revenue  40                   HoldMismatch         of no transfer
    post:1   issuance ann      100                  HoldMismatch         of an award
    post:4   ann      revenue  39                   HoldMismatch         less than the hold
    post:4   ann      revenue  41                   HoldMismatch         more
    post:4   ann      revenue  0                    HoldMismatch         the hold comes before the amount
    post:4   ben      revenue  40                   HoldMismatch         from another
    post:4   ann      ben      40                   HoldMismatch         to another
    void:99  ann      revenue  40                   HoldMismatch
    void:1   issuance ann      100                  HoldMismatch
    void:4   ann      revenue  39                   HoldMismatch
    void:4   ann      revenue  41                   HoldMismatch
    void:4   ann      revenue  0                    HoldMismatch
    void:4   ben      revenue  40                   HoldMismatch
    void:4   ann      ben      40                   HoldMismatch

    post:4   ann      revenue  40                   5
    post:4   ann      revenue  40                   HoldAlreadyResolved  twice
    void:4   ann      revenue  40                   HoldAlreadyResolved  after the post
    post:5   ann      revenue  40                   HoldMismatch         of a post
    void:5   ann      revenue  40                   HoldMismatch
    hold     ann      revenue  61                   6
    void:6   ann      revenue  61                   7                    Ann has 61 of 101, and spent 40
    void:6   ann      revenue  61                   HoldAlreadyResolved  twice
    post:6   ann      revenue  61                   HoldAlreadyResolved  after the void
    post:7   ann      revenue  61                   HoldMismatch         of a void
    void:7   ann      revenue  61                   HoldMismatch

    undo:99  ann      issuance 1                    ReversalMismatch     of no transfer
    undo:6   revenue  ann      61                   ReversalMismatch     of a hold
    undo:7   revenue  ann      61                   ReversalMismatch     of a void
    undo:1   issuance ann      100                  ReversalMismatch     in the same direction
    undo:1   ben      issuance 100                  ReversalMismatch     of another's
    undo:1   ann      issuance 101                  ReversalMismatch     of more than there was
    undo:1   ann      issuance 0                    AmountOutOfRange
    undo:1   ann      issuance 62                   InsufficientSparks   of what is spent
    undo:1   ann      issuance 61                   8                    of the part that is left
    undo:1   ann      issuance 1                    AlreadyReversed      of the rest: once is once
    undo:8   issuance ann      61                   ReversalMismatch     of a reversal
    undo:5   revenue  ann      40                   9                    of a post
    undo:5   revenue  ann      40                   AlreadyReversed      twice
    undo:2   ben      issuance 1000000000           10                   of all
";

const STATUSES: usize = 7;

fn account(name: &str) -> AccountId {
    let accounts = ["issuance", "revenue", "ann", "ben", "nobody"];
    let at = accounts.iter().position(|known| *known == name);
    AccountId([1, 2, 3, 4, 99][at.unwrap()])
}

fn row(line: &str) -> (Move, Moved) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (what, of) = words[0].split_once(':').unwrap_or((words[0], "0"));
    let of = TransferId(of.parse().unwrap());
    let operation = Move {
        kind: match what {
            "direct" => TransferKind::Direct,
            "hold" => TransferKind::Hold,
            "post" => TransferKind::Post(of),
            "void" => TransferKind::Void(of),
            "undo" => TransferKind::Reversal(of),
            _ => panic!("{what}"),
        },
        debit: account(words[1]),
        credit: account(words[2]),
        amount: words[3].parse().unwrap(),
    };
    let status = words[4].parse().map(TransferId);
    (operation, status.map_err(|_| words[4].to_owned()))
}

fn rows() -> impl Iterator<Item = (&'static str, Move, Moved)> {
    let lines = TABLE.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| {
        let (operation, status) = row(line);
        (line, operation, status)
    })
}

#[tokio::test]
async fn each_operation_has_its_status_and_a_refused_one_writes_nothing() {
    let house = House::open_for_moves(2).await;
    for (label, operation, expected) in rows() {
        let before = house.dump().await;
        let moved = house.moves(vec![operation]).await;
        assert_eq!(moved, std::slice::from_ref(&expected), "{label}");
        if expected.is_err() {
            // But for the request, which remembers the refusal.
            assert_eq!(house.dump().await, before, "{label}");
        }
    }
    let refusals = rows().filter_map(|(_, _, expected)| expected.err());
    let refusals: std::collections::BTreeSet<String> = refusals.collect();
    assert_eq!(refusals.len(), STATUSES, "{refusals:?}");
    house.verify().await;
}

#[tokio::test]
async fn after_a_refusal_the_transaction_goes_on() {
    let house = House::open_for_moves(2).await;
    let moves = rows().map(|(_, operation, _)| operation).collect();
    let expected: Vec<Moved> = rows().map(|(_, _, expected)| expected).collect();
    assert_eq!(house.moves(moves).await, expected);
    house.verify().await;
}

#[tokio::test]
async fn an_unknown_account_is_a_fault_that_undoes_its_whole_request() {
    let house = House::open_for_moves(2).await;
    let (good, _) = row("direct issuance ann 5 1");
    let (to_nobody, _) = row("direct issuance nobody 5 fault");
    let (from_nobody, _) = row("direct nobody ann 5 fault");
    for bad in [to_nobody, from_nobody] {
        let before = house.dump().await;
        let request = Moves::new(house.key("moves"), vec![good, bad], house.clock.now_ms());
        let fault = house.db().write(request).await.unwrap_err();
        let fault = format!("{fault:#}");
        assert!(fault.contains("FOREIGN KEY"), "{fault}");
        assert_eq!(house.dump().await, before);
    }
    assert_eq!(house.moves(vec![good]).await, [Ok(TransferId(1))]);
    house.verify().await;
}

#[tokio::test]
async fn a_clock_that_goes_backwards_is_corrected() {
    const TIMES: &str = "SELECT COUNT(DISTINCT created_at_ms) FROM transfer";
    let house = House::open_for_moves(1).await;
    let (award, _) = row("direct issuance ann 1 1");
    house.moves(vec![award]).await;
    house.clock.advance(-HOUR_MS);
    house.moves(vec![award]).await;
    assert_eq!(house.number(TIMES).await, 1);
    house.clock.advance(2 * HOUR_MS);
    house.moves(vec![award]).await;
    assert_eq!(house.number(TIMES).await, 2);
    house.verify().await;
}

#[tokio::test]
async fn the_past_does_not_change() {
    let house = House::open().await;
    let perk = house.add(house.perk("Explorer", 100)).await;
    house.award(ALICE, 500).await;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    let before = house.dump().await;
    for (sql, constraint) in [
        ("UPDATE transfer SET amount = 1", "transfer_is_immutable"),
        ("UPDATE transfer SET reason = 'x'", "transfer_is_immutable"),
        ("DELETE FROM transfer", "transfer_is_immutable"),
        (
            "INSERT OR REPLACE INTO transfer SELECT id, kind, debit_account_id, credit_account_id, 999, refers_to_id,
                request_key, actor_id, reason, created_at_ms FROM transfer WHERE id = 1",
            "transfer_is_immutable",
        ),
        ("UPDATE request SET outcome = ''", "request_is_immutable"),
        ("DELETE FROM request", "request_is_immutable"),
        (
            "INSERT OR REPLACE INTO request SELECT key, content_hash, 'x', transfers, created_at_ms FROM request",
            "request_is_immutable",
        ),
        ("DELETE FROM account", "account_is_never_deleted"),
        ("DELETE FROM redemption", "redemption_is_never_deleted"),
        (
            "UPDATE redemption SET state = 'held'",
            "redemption_is_final",
        ),
        (
            "UPDATE redemption SET edition = 9",
            "redemption_terms_are_immutable",
        ),
        ("UPDATE perk SET editions_issued = 0", "perk_editions_only_grow"),
        (
            "INSERT INTO transfer (id, kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
             SELECT 99, 'direct', 1, 2, 1, key, 9000000000000 FROM request LIMIT 1",
            "transfer_sequence_gap",
        ),
        (
            "INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
             SELECT 'direct', 1, 2, 1, key, 0 FROM request LIMIT 1",
            "transfer_time_runs_backwards",
        ),
        (
            "INSERT INTO account (kind, owner_id, overdraft_allowed, opened_at_ms) VALUES ('member', 5, 1, 0)",
            "account_member_without_overdraft",
        ),
    ] {
        let fault = house.execute(sql).await.expect_err(sql);
        let fault = format!("{fault:#}");
        assert!(fault.contains(constraint), "{sql}: {fault}");
        assert_eq!(house.dump().await, before, "{sql}");
    }
    house.verify().await;
}
