//! Erasing a person: nothing about them is left anywhere, the ledger is as it was, their roles are taken through crashes
//! and outages, and nothing else can be changed by the way that it is done.

use sparks::fulfilment::{Remover, RetryRedemption, RoleFailure, VoidRedemption};
use sparks::ids::{PerkId, RedemptionId, UserId};
use sparks::perks::{NoteOwnedRole, RedeemOutcome, RedeemRefusal};
use sparks::privacy::{
    self, Erase, EraseOutcome, EraseRefusal, Erased, KeepData, KeepOutcome, erased, question,
};
use sqlx::AssertSqlSafe;

use crate::scripted_discord::Answer;
use crate::support::{ALICE, BOB, CAMPAIGN, HOUR_MS, House, MODERATOR};

const SECRET: &str = "for her guide on cats";
const TOKEN: &str = "a-token-that-nobody-may-read";

impl House {
    fn erase_request(&self, member: UserId) -> Erase {
        Erase {
            key: self.key("erase"),
            member,
            now_ms: self.clock.now_ms(),
        }
    }

    /// Erases, which must succeed.
    async fn erase(&self, member: UserId) -> Erased {
        match self.write(self.erase_request(member)).await {
            EraseOutcome::Erased(erased) => erased,
            other => panic!("not erased: {other:?}"),
        }
    }

    fn remover(&self) -> Remover {
        Remover::beside(&self.worker())
    }

    /// Looks at all roles that are to be taken now.
    async fn remove_roles(&self) -> usize {
        self.remover().run_due().await.unwrap()
    }

    async fn export(&self, member: UserId) -> serde_json::Value {
        let mut snapshot = self.db().snapshot().await.unwrap();
        let json = privacy::export(&mut snapshot, member, self.clock.now_ms()).await;
        serde_json::from_slice(&json.unwrap()).unwrap()
    }

    /// Every place of the database, requests included, where this text stands.
    async fn places_of(&self, text: &str) -> Vec<String> {
        let mut reader = self.db().read().await.unwrap();
        let columns: Vec<(String, String)> = sqlx::query_as(
            "SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
             WHERE t.type = 'table' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
        )
        .fetch_all(&mut *reader)
        .await
        .unwrap();
        let mut places = Vec::new();
        for (table, column) in columns {
            let found =
                format!("SELECT COUNT(*) FROM {table} WHERE instr(CAST({column} AS TEXT), $1)");
            let found: i64 = sqlx::query_scalar(AssertSqlSafe(found))
                .bind(text)
                .fetch_one(&mut *reader)
                .await
                .unwrap();
            if found > 0 {
                places.push(format!("{table}.{column}"));
            }
        }
        places
    }

    /// The ledger without people: what must stay.
    async fn bones(&self) -> Vec<String> {
        let mut reader = self.db().read().await.unwrap();
        let mut bones = Vec::new();
        for sql in [
            "SELECT json_group_array(json_array(id, kind, debit_account_id, credit_account_id, amount, refers_to_id,
                request_key, created_at_ms)) FROM transfer",
            "SELECT json_group_array(json_array(id, kind, available, held, opened_at_ms)) FROM account",
            "SELECT json_group_array(json_array(account_id, transfer_id, category, change, balance)) FROM statement_entry",
            "SELECT json_group_array(json_array(id, perk_id, account_id, price, edition, state, hold_id, resolution_id,
                created_at_ms, finished_at_ms)) FROM redemption",
            "SELECT json_group_array(json_array(id, initial_stock, stock_left, editions_issued)) FROM perk",
        ] {
            bones.push(sqlx::query_scalar(sql).fetch_one(&mut *reader).await.unwrap());
        }
        bones
    }

    /// Alice has two badges, words about her, a refund by a moderator, and things that wait for her.
    async fn alices_life(&self) -> PerkId {
        for _ in 0..2 {
            let mut award = self.award_request(ALICE, 500);
            award.reason = Some(SECRET.into());
            self.write(award).await;
        }
        let explorer = self.add(self.perk("Explorer", 300)).await;
        let gold = self.add(self.perk("Gold", 200)).await;
        let stuck = self.add(self.perk("Stuck", 100)).await;
        self.reserve(ALICE, explorer).await;
        self.reserve(ALICE, gold).await;
        self.deliver().await;
        let refunded = self.reserve(ALICE, stuck).await;
        self.discord.answers([Answer::NotDoneAndLost]);
        self.deliver().await;
        self.write(self.void(refunded, SECRET)).await;
        // The second moderator is told of the first one's decision, in words that the ledger remembers.
        self.write(VoidRedemption {
            key: self.key("redemption-void"),
            moderator: BOB,
            ..self.void(refunded, SECRET)
        })
        .await;
        self.deliver().await;
        self.note(RedemptionId(1)).await;
        self.execute(
            "INSERT INTO notice (redemption_id, interaction_token, locale, expires_at_ms)
             VALUES (1, 'a-token-that-nobody-may-read', 'ko', 9)",
        )
        .await
        .unwrap();
        explorer
    }

    async fn note(&self, redemption: RedemptionId) {
        self.write(NoteOwnedRole {
            redemption,
            joined_at_ms: 5,
        })
        .await;
    }
}

#[tokio::test]
async fn nothing_about_a_member_is_left_but_what_was_moved_and_when() {
    let house = House::open().await;
    house.alices_life().await;
    house.award(BOB, 10).await;
    let id = ALICE.0.to_string();
    assert!(!house.places_of(&id).await.is_empty());
    assert!(
        house.places_of(SECRET).await.len() >= 3,
        "{:?}",
        house.places_of(SECRET).await
    );
    assert_eq!(house.places_of(TOKEN).await, ["notice.interaction_token"]);
    let bones = house.bones().await;

    let erased = house.erase(ALICE).await;

    assert_eq!((erased.available, erased.roles), (500, 2));
    assert_eq!(
        house.places_of(&id).await,
        ["erasure.member_id"],
        "known until the roles are taken"
    );
    house.verify().await;
    assert_eq!(house.remove_roles().await, 2);
    assert_eq!(house.discord.roles(ALICE), 0);
    for text in [id.as_str(), SECRET, TOKEN] {
        assert_eq!(house.places_of(text).await, [""; 0], "{text}");
    }
    assert_eq!(house.bones().await, bones, "the ledger is what it was");
    let members = house.page(sparks::leaderboard::Cursor::Top).await;
    assert_eq!((members.members, members.entries[0].member), (1, BOB));
    house.verify().await;
}

#[tokio::test]
async fn a_moderator_is_nobody_in_what_they_did() {
    let house = House::open().await;
    house.alices_life().await;
    house.write(house.close_campaign(CAMPAIGN)).await;
    let id = MODERATOR.0.to_string();
    assert_eq!(
        house.places_of("\"moderator\":900").await,
        ["request.outcome"]
    );

    let erased = house.erase(MODERATOR).await;

    assert_eq!((erased.available, erased.roles), (0, 0));
    // 900 is also the end of some times and numbers: only columns that name people are looked at.
    let named = house.places_of(&id).await;
    let people = [
        "actor_id",
        "moderator_id",
        "created_by",
        "closed_by",
        "owner_id",
        "member_id",
    ];
    assert!(
        !named
            .iter()
            .any(|place| people.iter().any(|column| place.ends_with(column))),
        "{named:?}"
    );
    assert_eq!(house.places_of("\"moderator\":900").await, [""; 0]);
    // What they wrote about Alice is hers.
    assert!(!house.places_of(SECRET).await.is_empty());
    let again = house.write(house.erase_request(MODERATOR)).await;
    assert_eq!(again, EraseOutcome::NothingStored);
    house.verify().await;
}

#[tokio::test]
async fn whoever_comes_back_starts_from_zero_and_old_buttons_do_nothing() {
    let house = House::open().await;
    house.award(ALICE, 1_000).await;
    let explorer = house.add(house.perk("Explorer", 300)).await;
    let confirmation = house.redeem_request(ALICE, explorer).await;
    house.write(confirmation.clone()).await;
    house.deliver().await;
    let request = house.erase_request(ALICE);
    let first = house.write(request.clone()).await;
    house.remove_roles().await;
    assert_eq!(house.balance(ALICE).await, (0, 0));

    house.award(ALICE, 400).await;
    assert_eq!(house.write(request).await, first, "a late second press");
    let late = house.write(confirmation).await;
    house.note(RedemptionId(1)).await;

    assert_eq!(house.balance(ALICE).await, (400, 0));
    assert_eq!(late, RedeemOutcome::Refused(RedeemRefusal::Conflict));
    assert_eq!(
        house.number("SELECT COUNT(*) FROM owned_role_seen").await,
        0
    );
    // The limit of one for each member counts anew; what it costs was given up.
    house.reserve(ALICE, explorer).await;
    house.deliver().await;
    assert_eq!(house.discord.roles(ALICE), 1);
    assert_eq!(house.number("SELECT editions_issued FROM perk").await, 2);
    house.verify().await;
}

#[tokio::test]
async fn a_redemption_under_way_comes_first() {
    let house = House::open().await;
    house.award(ALICE, 1_000).await;
    let explorer = house.add(house.perk("Explorer", 300)).await;
    let open = house.reserve(ALICE, explorer).await;

    let mut reader = house.db().read().await.unwrap();
    let asked = question(&mut reader, ALICE).await.unwrap();
    drop(reader);
    let request = house.erase_request(ALICE);
    let refused = house.write(request.clone()).await;

    assert_eq!(asked.open, [open]);
    let expected = EraseOutcome::Refused(EraseRefusal::Open {
        redemptions: vec![open],
    });
    assert_eq!(refused, expected);
    // The schema stands behind it.
    let past = house
        .execute("INSERT INTO erasure (member_id, account_id, begun_at_ms) SELECT 1001, id, 1 FROM account WHERE owner_id = 1001")
        .await;
    assert!(format!("{:?}", past.unwrap_err()).contains("erasure_while_open"));
    house.deliver().await;
    assert_eq!(
        house.write(request).await,
        expected,
        "the same press, the same answer"
    );
    house.erase(ALICE).await;
    house.remove_roles().await;
    house.verify().await;
}

#[tokio::test]
async fn whichever_button_is_first_counts() {
    let house = House::open().await;
    house.award(ALICE, 100).await;
    let kept = house.erase_request(ALICE);
    let keep = |erase: &Erase| KeepData {
        key: erase.key.clone(),
        now_ms: erase.now_ms,
    };
    assert_eq!(house.write(keep(&kept)).await, KeepOutcome::Kept);
    let late = house.write(kept.clone()).await;
    assert_eq!(late, EraseOutcome::Refused(EraseRefusal::Kept));
    assert_eq!(house.balance(ALICE).await, (100, 0));

    let request = house.erase_request(ALICE);
    let done = house.write(request.clone()).await;
    assert_eq!(house.write(keep(&request)).await, KeepOutcome::TooLate);
    let mut reader = house.db().read().await.unwrap();
    assert_eq!(erased(&mut reader, &request.key).await.unwrap(), Some(done));
    drop(reader);
    house.verify().await;
}

#[tokio::test]
async fn roles_are_taken_through_an_outage_and_a_crash() {
    let mut house = House::open().await;
    house.alices_life().await;
    let lost = || RoleFailure::Unknown {
        detail: "503".into(),
    };
    house.erase(ALICE).await;
    // Dies before Discord is asked at all.
    house.restart().await;
    house.discord.answers([
        Answer::Refuses(lost()),
        Answer::DoneButLost,
        Answer::Refuses(RoleFailure::Unauthorized),
    ]);

    assert_eq!(house.remove_roles().await, 2);
    assert_eq!(house.discord.roles(ALICE), 1);
    assert_eq!(house.number("SELECT COUNT(*) FROM erasure_role").await, 2);
    house.restart().await;
    assert_eq!(house.remove_roles().await, 0, "not due yet");
    house.clock.advance(HOUR_MS);
    house.remove_roles().await;
    house.verify().await;
    house.clock.advance(HOUR_MS);
    house.remove_roles().await;

    assert_eq!(house.discord.roles(ALICE), 0);
    assert_eq!(
        house
            .number("SELECT COUNT(*) FROM erasure WHERE member_id IS NOT NULL")
            .await,
        0
    );
    house.verify().await;
}

#[tokio::test]
async fn what_discord_has_no_longer_needs_no_taking() {
    let house = House::open().await;
    house.alices_life().await;
    house.erase(ALICE).await;
    house.discord.answers([
        Answer::Refuses(RoleFailure::MemberGone),
        Answer::Refuses(RoleFailure::Misconfigured {
            code: 10_011,
            detail: "Unknown Role".into(),
        }),
    ]);

    assert_eq!(house.remove_roles().await, 2);
    assert_eq!(house.places_of(&ALICE.0.to_string()).await, [""; 0]);
    house.verify().await;
}

#[tokio::test]
async fn a_role_that_cant_be_taken_is_given_up_in_the_end() {
    let house = House::open().await;
    house.award(ALICE, 300).await;
    let explorer = house.add(house.perk("Explorer", 300)).await;
    house.reserve(ALICE, explorer).await;
    house.deliver().await;
    house.erase(ALICE).await;
    let above = || {
        Answer::Refuses(RoleFailure::Misconfigured {
            code: 50_013,
            detail: "Missing Permissions".into(),
        })
    };
    house.discord.answers([above(), above()]);

    assert_eq!(house.remove_roles().await, 1);
    assert_eq!(
        house.places_of(&ALICE.0.to_string()).await,
        ["erasure.member_id"]
    );
    house.clock.advance(31 * 24 * HOUR_MS);
    house.remove_roles().await;

    assert_eq!(house.places_of(&ALICE.0.to_string()).await, [""; 0]);
    house.verify().await;
}

#[tokio::test]
async fn a_role_that_was_redeemed_anew_is_left() {
    let house = House::open().await;
    house.award(ALICE, 300).await;
    let explorer = house.add(house.perk("Explorer", 300)).await;
    house.reserve(ALICE, explorer).await;
    house.deliver().await;
    house.erase(ALICE).await;
    house.award(ALICE, 300).await;
    house.reserve(ALICE, explorer).await;

    assert_eq!(house.remove_roles().await, 1);
    assert_eq!(
        house.number("SELECT COUNT(*) FROM erasure_role").await,
        1,
        "waits for the delivery"
    );
    house.deliver().await;
    house.clock.advance(HOUR_MS);
    house.remove_roles().await;

    assert_eq!(house.discord.roles(ALICE), 1);
    assert_eq!(house.number("SELECT COUNT(*) FROM erasure_role").await, 0);
    house.verify().await;
}

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

/// A moderator who asks to retry what was erased is told that it has ended, as of anybody's.
#[tokio::test]
async fn a_moderator_meets_an_erased_members_redemption() {
    let house = House::open().await;
    house.alices_life().await;
    house.erase(ALICE).await;
    house.remove_roles().await;

    let retry = RetryRedemption {
        key: house.key("redemption-retry"),
        moderator: BOB,
        redemption: RedemptionId(1),
        policy: house.policy,
        now_ms: house.clock.now_ms(),
    };
    let outcome = format!("{:?}", house.write(retry).await);

    assert!(outcome.contains("Ended"), "{outcome}");
    assert!(house.redemption(RedemptionId(1)).await.member.0 < 0);
    house.verify().await;
}

#[tokio::test]
async fn an_export_holds_everything_but_the_token() {
    let house = House::open().await;
    house.alices_life().await;
    let export = house.export(ALICE).await;
    let text = export.to_string();

    assert!(text.contains(SECRET) && !text.contains(TOKEN));
    assert!(
        !text.contains(&format!("\"{}\"", MODERATOR.0)) && !text.contains(":900"),
        "{text}"
    );
    insta::assert_json_snapshot!("export_of_a_member", export);
    let moderator = house.export(MODERATOR).await;
    assert!(
        !moderator.to_string().contains("1001"),
        "whom it was about is theirs"
    );
    insta::assert_json_snapshot!("export_of_a_moderator", moderator);
    let stranger = house.export(UserId(5)).await;
    assert_eq!(stranger["account"], serde_json::Value::Null);
    house.verify().await;
}

/// What becomes of each column of the schema: `E` exported, `X` erased or scrubbed, `-` nothing about a person. Whoever
/// adds a table or a column decides here, and acts on it in `src/privacy/export.rs` and by a trigger on `erasure`.
const COLUMNS: &[(&str, &str)] = &[
    (
        "account",
        "id:E kind:- owner_id:EX available:E held:E overdraft_allowed:- opened_at_ms:E",
    ),
    ("board_bucket", "board:- low:- members:-"),
    ("board_entry", "board:EX account_id:EX score:EX"),
    (
        "campaign",
        "id:E name:E slug:- budget:- created_by:EX created_at_ms:E closed_at_ms:E closed_by:EX",
    ),
    (
        "erasure",
        "id:- member_id:EX account_id:X begun_at_ms:E finished_at_ms:-",
    ),
    (
        "erasure_role",
        "erasure_id:- role_id:E attempts:E due_at_ms:E last_failure:E",
    ),
    (
        "fulfilment_job",
        "redemption_id:E action:E void_reason:E attempts:E maybe_delivered:E due_at_ms:E refused_code:E last_failure:E \
         is_leased:E failure_kind:E failure_code:E",
    ),
    // The token is kept, and not told.
    (
        "notice",
        "redemption_id:EX interaction_token:X locale:EX expires_at_ms:EX",
    ),
    ("owned_role_seen", "redemption_id:EX joined_at_ms:EX"),
    (
        "perk",
        "id:E kind:- name:E slug:- description:- price:- role_id:E initial_stock:- stock_left:- limit_per_member:- \
         editions_issued:- state:- pause_reason:- created_by:EX created_at_ms:E",
    ),
    (
        "redemption",
        "id:E perk_id:E account_id:E price:E edition:E state:E hold_id:E resolution_id:E void_reason:E created_at_ms:E \
         deadline_at_ms:E finished_at_ms:E",
    ),
    (
        "redemption_decision",
        "id:- redemption_id:E kind:E moderator_id:EX reason:EX request_key:E decided_at_ms:E",
    ),
    (
        "redemption_review",
        "id:- redemption_id:E attempts:E failure_kind:E failure_code:E begun_at_ms:E",
    ),
    (
        "request",
        "key:E content_hash:EX outcome:EX transfers:E created_at_ms:E",
    ),
    ("score_bucket", "low:-"),
    ("setting", "key:- value:-"),
    (
        "statement_entry",
        "account_id:E transfer_id:E category:E change:E balance:E",
    ),
    (
        "transfer",
        "id:E kind:E debit_account_id:E credit_account_id:E amount:E refers_to_id:E request_key:E actor_id:EX reason:EX \
         created_at_ms:E",
    ),
];

#[tokio::test]
async fn each_column_is_exported_and_erased_or_not_about_a_person() {
    let house = House::open().await;
    let mut reader = house.db().read().await.unwrap();
    let found: Vec<(String, String)> = sqlx::query_as(
        "SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
         WHERE t.type = 'table' AND t.name <> '_sqlx_migrations' AND t.name NOT LIKE 'sqlite%'
         ORDER BY t.name, c.cid",
    )
    .fetch_all(&mut *reader)
    .await
    .unwrap();
    drop(reader);
    let decided: Vec<(String, String)> = COLUMNS
        .iter()
        .flat_map(|(table, columns)| {
            columns.split_whitespace().map(move |column| {
                let (column, what) = column.split_once(':').unwrap();
                assert!(["E", "X", "EX", "-"].contains(&what), "{table}.{column}");
                ((*table).to_owned(), column.to_owned())
            })
        })
        .collect();
    let undecided: Vec<_> = found
        .iter()
        .filter(|column| !decided.contains(column))
        .collect();
    let gone: Vec<_> = decided
        .iter()
        .filter(|column| !found.contains(column))
        .collect();
    assert!(
        undecided.is_empty() && gone.is_empty(),
        "decide what privacy means for {undecided:?}; no longer there: {gone:?}"
    );
    house.verify().await;
}
