//! What `/privacy export` holds, and that no table or column is forgotten by it or by an erasure.

use sparks::ids::UserId;

use crate::privacy::{SECRET, TOKEN};
use crate::support::{ALICE, House, MODERATOR};

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
    // Of a redemption or of nobody; whose that is stands there.
    (
        "alert",
        "id:- kind:- subject_id:- detail:- raised_at_ms:- over_at_ms:-",
    ),
    // Whom a change was about is told by what was changed.
    (
        "audit",
        "id:- area:E action:E moderator_id:EX member_id:X campaign_id:E perk_id:E redemption_id:E transfer_id:E before:E \
         after:E request_key:E at_ms:E",
    ),
    // Told by the awards that came of it: only lines that are not paid are told by themselves.
    (
        "award_batch",
        "id:E campaign_id:E source:E moderator_id:EX lines:E total:E state:E chunks:- stop_reason:- undo_moderator_id:EX \
         undo_reason:E undo_with_debt:E request_key:- created_at_ms:E confirmed_at_ms:E finished_at_ms:E",
    ),
    (
        "award_batch_line",
        "batch_id:E line:E member_id:EX amount:E reason:EX award_id:E refused:E undone:E",
    ),
    // The token is kept, and not told.
    (
        "award_batch_reply",
        "batch_id:X interaction_token:X locale:X expires_at_ms:X",
    ),
    (
        "award_undo",
        "id:- award_id:E reversal_id:E taken:E debt:E moderator_id:EX reason:EX request_key:E undone_at_ms:E",
    ),
    ("board", "id:- kind:E key:E members:-"),
    ("board_absence", "account_id:EX reason:EX since_ms:EX"),
    // A bound, which may be where somebody stood.
    (
        "board_block",
        "board_id:- descending:- account_id:- members:-",
    ),
    // Kept for nobody's account, and never shown.
    ("board_entry", "account_id:E board_id:E score:E shown:E"),
    // The same as the entry's.
    ("board_place", "board_id:- descending:- account_id:-"),
    // As a block's.
    (
        "board_range",
        "board_id:- descending:- account_id:- blocks:- members:-",
    ),
    (
        "campaign",
        "id:E name:E slug:- budget:- created_by:EX created_at_ms:E closed_at_ms:E closed_by:EX \
         description_en:- description_ru:- description_ko:- starts_at_ms:- ends_at_ms:- award_cap:- member_cap:- \
         moderator_day_cap:-",
    ),
    ("campaign_day", "campaign_id:- day:- awards:- amount:-"),
    // The same as the entry on its campaign's board. Kept for nobody's account.
    ("campaign_member", "campaign_id:E account_id:E received:E"),
    (
        "campaign_moderator_day",
        "campaign_id:E moderator_id:EX day:E amount:E",
    ),
    // The code itself is the community's.
    (
        "claim_code",
        "id:E campaign_id:E code:- amount:E uses_max:E uses:E reason:- created_by:EX request_key:- created_at_ms:E \
         expires_at_ms:E closed_at_ms:E closed_by:EX",
    ),
    // Kept for nobody's account.
    (
        "code_claim",
        "code_id:E account_id:E award_id:E claimed_at_ms:E",
    ),
    ("code_failure", "id:- member_id:EX at_ms:EX"),
    // Nobody's account owes nobody.
    (
        "debt",
        "account_id:E creditor_id:E incurred:E paid:E since_ms:E",
    ),
    (
        "erasure",
        "id:- member_id:EX account_id:X begun_at_ms:E finished_at_ms:-",
    ),
    (
        "erasure_role",
        "erasure_id:- role_id:E attempts:E due_at_ms:E last_failure:E",
    ),
    // What the product reported is told while the account was theirs. Whose it is stands with the ledger's account.
    (
        "event",
        "id:- business_id:E kind:E occurred_at_ms:E account_id:E inviter_id:- member_account_id:E volume_usd:E plan:E \
         reverses:E reversed_kind:E received_at_ms:E",
    ),
    (
        "event_cell",
        "id:- kind:E account_id:E about_id:- key:E waiting:- refused:- day:-",
    ),
    (
        "event_correction",
        "id:- earning_id:E account_id:E creditor_id:E amount:E owed_before:E request_key:E corrected_at_ms:E",
    ),
    // By the product's name for the account, as `event`, which it follows from.
    (
        "event_day",
        "account_id:- day:- minimum_usd:- volume_usd:- uninvited_usd:-",
    ),
    // Nobody's account, and how much had been heard of.
    ("event_erasure", "account_id:- heard_id:-"),
    (
        "event_earning",
        "transfer_id:E cell_id:E account_id:E amount:E corrected:E",
    ),
    ("event_posting", "cell_id:E account_id:E amount:E"),
    ("event_rules", "from_day:- content_hash:-"),
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
         editions_issued:- state:- pause_reason:- paused_by:EX created_by:EX created_at_ms:E name_en:- name_ru:- name_ko:- \
         slug_en:- slug_ru:- slug_ko:- description_en:- description_ru:- description_ko:- opens_at_ms:- closes_at_ms:- \
         required_role_id:- minimum_earned:- lasts_days:-",
    ),
    ("perk_called", "slug:- perk_id:-"),
    (
        "role_expiry",
        "redemption_id:EX lasts_days:EX ends_at_ms:EX due_at_ms:EX attempts:EX ended_at_ms:EX tell_due_at_ms:EX \
         tell_attempts:EX locale:EX last_failure:EX",
    ),
    ("product_account", "id:- ref:E"),
    // Who invited them is not theirs to read.
    (
        "referral",
        "invitee_id:E inviter_id:- occurred_at_ms:E business_id:E",
    ),
    (
        "redemption",
        "id:E perk_id:E account_id:E price:E edition:E state:E hold_id:E resolution_id:E void_reason:E created_at_ms:E \
         deadline_at_ms:E finished_at_ms:E",
    ),
    (
        "manual_delivery",
        "redemption_id:E claimed_by:EX claimed_at_ms:E ended_by:EX evidence:EX",
    ),
    (
        "direct_message",
        "redemption_id:EX locale:EX due_at_ms:EX attempts:EX last_failure:EX",
    ),
    // The number is an interaction's, and goes with it.
    (
        "redemption_draft",
        "nonce:X member_id:EX perk_id:EX answer:EX expires_at_ms:EX",
    ),
    (
        "ticket",
        "redemption_id:EX code:EX used_at_ms:EX used_by:EX",
    ),
    ("redemption_answer", "redemption_id:E answer:EX"),
    // What was sent names a redemption and nobody, and stays; what was not is erased.
    (
        "webhook_message",
        "id:- redemption_id:E kind:E state:E created_at_ms:E due_at_ms:E attempts:E failing_since_ms:- last_failure:- \
         finished_at_ms:E",
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
    ("setting", "key:- value:-"),
    ("setup_item", "item:- perk_id:- campaign_id:-"),
    ("setup_role", "id:- marker:- asked_at_ms:- role_id:-"),
    // What a message says is not kept, and whom a post is about stands in the row that it names.
    (
        "staff_message",
        "id:- channel_id:- nonce:- asked_at_ms:- state:- message_id:-",
    ),
    (
        "staff_post",
        "id:- kind:- subject_id:- staff_message_id:- changes:- shown:-",
    ),
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
