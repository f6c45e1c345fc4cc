//! What an erasure may change of the past, the schema lets it change, and nothing else.

use crate::support::{ALICE, BOB, House};

#[tokio::test]
async fn nothing_else_of_the_past_can_be_changed() {
    let house = House::open().await;
    house.alices_life().await;
    house.award(BOB, 50).await;
    let mut bobs = house.award_request(BOB, 1);
    bobs.reason = Some("Bob's".into());
    house.write(bobs).await;
    house.erase(ALICE).await;

    for (refused, sql) in [
        ("transfer_is_immutable", "UPDATE transfer SET amount = amount + 1 WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET created_at_ms = 1 WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET debit_account_id = 2 WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET credit_account_id = 2 WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET request_key = 'x' WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET kind = 'hold' WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET id = 99 WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET refers_to_id = 1 WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET reason = 'other words' WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET reason = NULL WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET reason = '—' WHERE reason = 'Bob''s'"),
        ("transfer_is_immutable", "UPDATE transfer SET actor_id = 0 WHERE actor_id = 900"),
        ("transfer_is_immutable", "UPDATE transfer SET actor_id = 5 WHERE id = 1"),
        ("transfer_is_immutable", "UPDATE transfer SET reason = '—', amount = 1 WHERE id = 1"),
        ("transfer_is_immutable", "DELETE FROM transfer WHERE id = 1"),
        ("account_terms_are_immutable", "UPDATE account SET owner_id = 7 WHERE owner_id = 1002"),
        ("account_terms_are_immutable", "UPDATE account SET owner_id = -id WHERE owner_id = 1002"),
        ("account_terms_are_immutable", "UPDATE account SET owner_id = 1001 WHERE owner_id < 0"),
        ("account_terms_are_immutable", "UPDATE account SET overdraft_allowed = 1 WHERE owner_id = 1002"),
        ("account_terms_are_immutable", "UPDATE account SET kind = 'campaign' WHERE owner_id = 1002"),
        ("account_terms_are_immutable", "UPDATE account SET opened_at_ms = 1 WHERE owner_id = 1002"),
        ("redemption_decision_is_immutable", "UPDATE redemption_decision SET reason = 'other'"),
        ("redemption_decision_is_immutable", "UPDATE redemption_decision SET moderator_id = 0"),
        ("redemption_decision_is_immutable", "UPDATE redemption_decision SET decided_at_ms = 1"),
        ("redemption_decision_is_immutable", "UPDATE redemption_decision SET kind = 'retry'"),
        ("request_is_immutable", "UPDATE request SET outcome = '{}' WHERE key LIKE 'award:%'"),
        ("request_is_immutable", "UPDATE request SET outcome = '{\"Refused\":\"Conflict\"}' WHERE key LIKE 'award:%'"),
        ("request_is_immutable", "UPDATE request SET content_hash = printf('%064d', 1)"),
        ("request_is_immutable", "UPDATE request SET transfers = transfers + 1"),
        ("request_is_immutable", "UPDATE request SET key = key || 'x'"),
        ("request_is_immutable", "DELETE FROM request"),
        ("erasure_is_immutable", "DELETE FROM erasure"),
        ("erasure_is_immutable", "UPDATE erasure SET member_id = 5"),
        (
            "erasure_of_another",
            "INSERT INTO erasure (member_id, account_id, begun_at_ms) SELECT 1001, id, 1 FROM account WHERE owner_id = 1002",
        ),
        (
            "transfer_with_nobody",
            "INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
             SELECT 'direct', 1, id, 5, (SELECT MIN(key) FROM request), 1800000000000 FROM account WHERE owner_id < 0",
        ),
        (
            "transfer_with_nobody",
            "INSERT INTO transfer (kind, debit_account_id, credit_account_id, amount, request_key, created_at_ms)
             SELECT 'hold', id, 2, 5, (SELECT MIN(key) FROM request), 1800000000000 FROM account WHERE owner_id < 0",
        ),
    ] {
        let answer = house.execute(sql).await;
        let answer = format!("{:?}", answer.expect_err(sql));
        assert!(answer.contains(refused), "{sql}: {answer}");
    }
    house.remove_roles().await;
    // Nobody is being erased any more, so no fingerprint can be taken either.
    let late = house
        .execute("UPDATE request SET content_hash = printf('%064d', 0) WHERE key LIKE 'campaign:%'")
        .await;
    assert!(late.is_err());
    house.verify().await;
}
