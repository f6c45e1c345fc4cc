//! Erasing whoever is in campaigns' counters, in undone awards and in the record; what they owed ends with them.

use sparks::campaigns::{UndoAward, UndoMode, UndoOutcome, UndoRefusal};
use sparks::ids::{TransferId, UserId};

use crate::privacy::SECRET;
use crate::support::{ALICE, BOB, CAMPAIGN, House, MODERATOR, member};

impl House {
    fn undo(&self, award: TransferId, mode: UndoMode) -> UndoAward {
        UndoAward {
            key: self.key("award-undo"),
            moderator: MODERATOR,
            award,
            reason: SECRET.into(),
            mode,
            now_ms: self.clock.now_ms(),
        }
    }

    /// Alice owes 100 and has nothing: of 300, 200 are spent, and 100 were left when two awards were undone. Bob asked
    /// as well, too late. Returns an award of hers that nobody undid.
    async fn alices_debt(&self) -> TransferId {
        let mut request = self.award_request(ALICE, 100);
        request.reason = Some(SECRET.into());
        self.write(request).await;
        let second = self.award(ALICE, 50).await.transfer;
        let third = self.award(ALICE, 150).await.transfer;
        let perk = self.add(self.perk("Explorer", 200)).await;
        self.reserve(ALICE, perk).await;
        self.deliver().await;
        let asked = self.write(self.undo(third, UndoMode::Whole)).await;
        assert!(matches!(asked, UndoOutcome::Refused(UndoRefusal::Spent(_))));
        self.write(self.undo(second, UndoMode::Whole)).await;
        let with_debt = UndoMode::WithDebt { shown: 50 };
        self.write(self.undo(third, with_debt)).await;
        let late = UndoAward {
            moderator: BOB,
            ..self.undo(third, with_debt)
        };
        let late = self.write(late).await;
        let already = UndoRefusal::AlreadyUndone {
            award: third,
            moderator: Some(MODERATOR),
            at_ms: self.clock.now_ms(),
        };
        assert_eq!(late, UndoOutcome::Refused(already));
        assert_eq!(self.balance(ALICE).await, (0, 0));
        assert_eq!(self.number("SELECT incurred - paid FROM debt").await, 100);
        TransferId(1)
    }
}

#[tokio::test]
async fn a_member_who_owes_is_erased_and_the_debt_ends() {
    let house = House::open().await;
    let award = house.alices_debt().await;
    let id = ALICE.0.to_string();
    let named = house.places_of(&id).await;
    assert!(
        named.contains(&"audit.member_id".to_owned())
            && named.contains(&"request.outcome".to_owned()),
        "{named:?}"
    );
    assert!(house.places_of(SECRET).await.len() >= 3);
    let bones = house.bones().await;
    let export = house.export(ALICE).await;
    assert!(!export.to_string().contains(":900"), "{export}");
    insta::assert_json_snapshot!(
        "export_of_a_debtor",
        [
            &export["undone_awards"],
            &export["debts"],
            &export["boards"]
        ]
    );

    house.erase(ALICE).await;

    assert_eq!(house.places_of(&id).await, ["erasure.member_id"]);
    house.remove_roles().await;
    for text in [id.as_str(), SECRET] {
        assert_eq!(house.places_of(text).await, [""; 0], "{text}");
    }
    assert_eq!(house.bones().await, bones, "the ledger is what it was");
    house.verify().await;

    // Nobody can be asked for what nobody owes.
    let refused = house.write(house.undo(award, UndoMode::Whole)).await;
    assert_eq!(refused, UndoOutcome::Refused(UndoRefusal::Erased));
    let past = house
        .execute(
            "INSERT INTO award_undo (award_id, taken, debt, moderator_id, reason, request_key, undone_at_ms)
             SELECT 1, 0, 100, 900, 'x', (SELECT MIN(key) FROM request), 1",
        )
        .await;
    assert!(format!("{:?}", past.unwrap_err()).contains("award_undo_of_nobody"));
    // Whoever comes back owes nothing.
    house.award(ALICE, 30).await;
    assert_eq!(house.balance(ALICE).await, (30, 0));
    house.verify().await;
}

#[tokio::test]
async fn moderators_who_are_erased_share_one_row_a_day() {
    let house = House::open().await;
    house.alices_debt().await;
    let other = UserId(901);
    let mut request = house.award_request(BOB, 40);
    request.moderator = other;
    house.write(request).await;
    let export = house.export(MODERATOR).await;
    assert!(!export.to_string().contains("1001"), "{export}");
    let done = &export["as_moderator"];
    insta::assert_json_snapshot!(
        "export_of_a_moderator_who_undid",
        [&done["undone_awards"], &done["record"], &done["award_days"]]
    );

    for moderator in [MODERATOR, other] {
        house.erase(moderator).await;
        for place in house.places_of(&moderator.0.to_string()).await {
            let people = [
                "actor_id",
                "moderator_id",
                "created_by",
                "closed_by",
                "member_id",
            ];
            let is_about_people = people.iter().any(|column| place.ends_with(column));
            assert!(!is_about_people, "{place}");
        }
    }

    assert_eq!(house.places_of("\"moderator\":900").await, [""; 0]);
    // 100 and 150 and 50 by one, less 100 taken back; 40 by the other.
    assert_eq!(
        house
            .number("SELECT amount FROM campaign_moderator_day")
            .await,
        240
    );
    house.verify().await;
    // What was given back is still counted.
    let last = house.number("SELECT MAX(id) FROM award").await;
    let again = UndoAward {
        moderator: member(7),
        ..house.undo(TransferId(last), UndoMode::Whole)
    };
    let again = house.write(again).await;
    assert!(matches!(again, UndoOutcome::Undone(_)), "{again:?}");
    assert_eq!(
        house
            .number("SELECT amount FROM campaign_moderator_day")
            .await,
        200
    );
    house.verify().await;
}

/// Somebody who only changed campaigns is known, too, and can be erased.
#[tokio::test]
async fn a_moderator_of_the_record_alone_can_be_erased() {
    let house = House::open().await;
    let mut close = house.close_campaign(CAMPAIGN);
    close.moderator = BOB;
    house.write(close).await;
    house
        .execute("UPDATE campaign SET closed_by = 900")
        .await
        .unwrap();
    let reached = house.number("SELECT COUNT(*) FROM audit WHERE moderator_id = 1002");
    assert_eq!(reached.await, 1);
    house.erase(BOB).await;
    let left = house.number("SELECT COUNT(*) FROM audit WHERE moderator_id = 1002");
    assert_eq!(left.await, 0);
    house.verify().await;
}

#[tokio::test]
async fn nothing_else_of_an_undo_or_of_the_record_can_be_changed() {
    let house = House::open().await;
    house.alices_debt().await;
    let bobs = house.award(BOB, 70).await.transfer;
    house.write(house.undo(bobs, UndoMode::Whole)).await;
    house.erase(ALICE).await;

    for (refused, sql) in [
        (
            "award_undo_is_immutable",
            "UPDATE award_undo SET reason = '—' WHERE award_id = 8",
        ),
        (
            "award_undo_is_immutable",
            "UPDATE award_undo SET reason = 'other'",
        ),
        (
            "award_undo_is_immutable",
            "UPDATE award_undo SET moderator_id = 0",
        ),
        ("award_undo_is_immutable", "UPDATE award_undo SET debt = 0"),
        (
            "award_undo_is_immutable",
            "UPDATE award_undo SET id = id + 10",
        ),
        ("award_undo_is_immutable", "DELETE FROM award_undo"),
        (
            "audit_is_immutable",
            "UPDATE audit SET member_id = 0 WHERE member_id = 1002",
        ),
        ("audit_is_immutable", "UPDATE audit SET member_id = NULL"),
        (
            "audit_is_immutable",
            "UPDATE audit SET member_id = 1001 WHERE member_id = 0",
        ),
        ("audit_is_immutable", "UPDATE audit SET moderator_id = 0"),
        ("audit_is_immutable", "UPDATE audit SET after = '{}'"),
        ("audit_is_immutable", "UPDATE audit SET at_ms = 1"),
        ("audit_is_immutable", "DELETE FROM audit"),
        (
            "request_is_immutable",
            "UPDATE request SET outcome = json_set(outcome, '$.Undone.member', 0)
             WHERE json_extract(outcome, '$.Undone.member') = 1002",
        ),
        (
            "request_is_immutable",
            "UPDATE request SET outcome = json_set(outcome, '$.Undone.member', 1001)
             WHERE json_extract(outcome, '$.Undone.member') = 0",
        ),
        (
            "account_terms_are_immutable",
            "UPDATE account SET overdraft_allowed = 1 - overdraft_allowed WHERE kind = 'campaign'",
        ),
    ] {
        let answer = house.execute(sql).await;
        let answer = format!("{:?}", answer.expect_err(sql));
        assert!(answer.contains(refused), "{sql}: {answer}");
    }
    house.remove_roles().await;
    house.verify().await;
}
