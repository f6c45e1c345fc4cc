//! Erasing a person: nothing about them is left anywhere, the ledger is as it was, their roles are taken through crashes
//! and outages, and nothing else can be changed by the way that it is done.

use sparks::fulfilment::{DecideRedemption, Remover, RoleFailure};
use sparks::ids::{PerkId, RedemptionId, UserId};
use sparks::perks::{NoteOwnedRole, RedeemOutcome, RedeemRefusal};
use sparks::privacy::{
    self, Erase, EraseOutcome, EraseRefusal, Erased, KeepData, KeepOutcome, erased, question,
};
use sqlx::AssertSqlSafe;

use crate::scripted_discord::Answer;
use crate::support::{ALICE, BOB, CAMPAIGN, HOUR_MS, House, MODERATOR};

pub const SECRET: &str = "for her guide on cats";
pub const TOKEN: &str = "a-token-that-nobody-may-read";

impl House {
    fn erase_request(&self, member: UserId) -> Erase {
        Erase {
            key: self.key("erase"),
            member,
            now_ms: self.clock.now_ms(),
        }
    }

    /// Erases, which must succeed.
    pub async fn erase(&self, member: UserId) -> Erased {
        match self.write(self.erase_request(member)).await {
            EraseOutcome::Erased(erased) => erased,
            other => panic!("not erased: {other:?}"),
        }
    }

    fn remover(&self) -> Remover {
        Remover::beside(&self.worker())
    }

    /// Looks at all roles that are to be taken now.
    pub async fn remove_roles(&self) -> usize {
        self.remover().run_due().await.unwrap()
    }

    pub async fn export(&self, member: UserId) -> serde_json::Value {
        let mut snapshot = self.db().snapshot().await.unwrap();
        let json = privacy::export(&mut snapshot, member, self.clock.now_ms()).await;
        serde_json::from_slice(&json.unwrap()).unwrap()
    }

    /// Every place of the database, requests included, where this text stands.
    pub async fn places_of(&self, text: &str) -> Vec<String> {
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
    pub async fn bones(&self) -> Vec<String> {
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
    pub async fn alices_life(&self) -> PerkId {
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
        self.write(DecideRedemption {
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
            now_ms: 5,
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

/// A moderator who asks to retry what was erased is told that it has ended, as of anybody's.
#[tokio::test]
async fn a_moderator_meets_an_erased_members_redemption() {
    let house = House::open().await;
    house.alices_life().await;
    house.erase(ALICE).await;
    house.remove_roles().await;

    let retry = DecideRedemption {
        key: house.key("redemption-retry"),
        moderator: BOB,
        ..house.retry(RedemptionId(1))
    };
    let outcome = format!("{:?}", house.write(retry).await);

    assert!(outcome.contains("Ended"), "{outcome}");
    assert!(house.redemption(RedemptionId(1)).await.member.0 < 0);
    house.verify().await;
}
