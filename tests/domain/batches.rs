//! Awards in bulk: each line once, within every cap and the budget, through replays and beside other awards.

use std::collections::HashMap;
use std::sync::Arc;

use sparks::campaigns::batch::{
    self, Batch, BatchRefusal, BatchState, CancelBatch, CancelOutcome, ChunkOutcome, ConfirmBatch,
    ConfirmOutcome, DoChunk, DraftBatch, DraftOutcome, Entry, Examined, Flaw, ForgetDrafts, Person,
    Plan, Sheet, Source, Work,
};
use sparks::campaigns::{AwardOutcome, AwardRefusal, Terms, UndoAward, UndoMode, UndoOutcome};
use sparks::ids::{BatchId, UserId};
use sparks::ledger::RequestKey;
use tokio::task::JoinSet;

use crate::support::{ALICE, BOB, CAMPAIGN, House, MODERATOR, member};

pub fn entries(members: impl IntoIterator<Item = UserId>, amount: i64) -> Vec<Entry> {
    let line = |(line, member)| Entry {
        line,
        member,
        amount,
        reason: Some("Quest".into()),
    };
    (1..).zip(members).map(line).collect()
}

impl House {
    pub async fn examined(&self, campaign: &str, entries: Vec<Entry>) -> Examined {
        let people: HashMap<UserId, Person> = entries
            .iter()
            .map(|entry| (entry.member, Person { is_bot: false }))
            .collect();
        let plan = Plan {
            moderator: MODERATOR,
            campaign,
            sheet: Sheet {
                entries,
                bad: vec![],
            },
            people: &people,
            now_ms: self.clock.now_ms(),
        };
        let mut reader = self.db().read().await.unwrap();
        batch::examine(&mut reader, plan).await.unwrap().unwrap()
    }

    pub async fn draft(&self, campaign: &str, entries: Vec<Entry>) -> BatchId {
        let examined = self.examined(campaign, entries).await;
        assert_eq!(examined.bad, []);
        let draft = DraftBatch {
            key: self.key("award-many"),
            moderator: MODERATOR,
            campaign: examined.campaign,
            source: Source::File,
            entries: examined.entries,
            now_ms: self.clock.now_ms(),
        };
        match self.write(draft).await {
            DraftOutcome::Drafted { batch } => batch,
            DraftOutcome::Refused(refusal) => panic!("refused: {refusal:?}"),
        }
    }

    pub fn confirmation(&self, batch: BatchId) -> ConfirmBatch {
        ConfirmBatch {
            key: self.key("award-many-confirm"),
            moderator: MODERATOR,
            batch,
            now_ms: self.clock.now_ms(),
        }
    }

    pub async fn confirm(&self, batch: BatchId) {
        let outcome = self.write(self.confirmation(batch)).await;
        assert_eq!(outcome, ConfirmOutcome::Confirmed);
    }

    pub async fn next_work(&self) -> Option<Work> {
        let mut reader = self.db().read().await.unwrap();
        batch::next_work(&mut reader).await.unwrap()
    }

    /// Does the next chunk; whether there was one.
    pub async fn one_chunk(&self) -> bool {
        let Some(work) = self.next_work().await else {
            return false;
        };
        let now_ms = self.clock.now_ms();
        let outcome = self.write(DoChunk { work, now_ms }).await;
        assert_ne!(outcome, ChunkOutcome::Nothing, "it is its turn");
        true
    }

    pub async fn work_off(&self) {
        while self.one_chunk().await {}
    }

    pub async fn batch(&self, batch: BatchId) -> Batch {
        let mut reader = self.db().read().await.unwrap();
        batch::load(&mut reader, batch).await.unwrap().unwrap()
    }
}

/// A house whose campaign has these rules.
async fn ruled(budget: Option<i64>, terms: Terms) -> House {
    let house = House::open_empty().await;
    let mut create = house.create_campaign(CAMPAIGN, budget);
    create.terms = terms;
    house.write(create).await;
    house
}

#[tokio::test]
async fn each_line_is_paid_once_through_every_replay_and_restart() {
    let mut house = House::open().await;
    let batch = house
        .draft(CAMPAIGN, entries((0..250).map(member), 4))
        .await;
    let confirmation = house.confirmation(batch);
    for _ in 0..2 {
        let outcome = house.write(confirmation.clone()).await;
        assert_eq!(outcome, ConfirmOutcome::Confirmed);
    }
    let again = house.write(house.confirmation(batch)).await;
    assert_eq!(
        again,
        ConfirmOutcome::Refused(BatchRefusal::AlreadyConfirmed)
    );

    let now_ms = house.clock.now_ms();
    let chunk = |chunk| DoChunk {
        work: Work {
            batch,
            chunk,
            is_undo: false,
        },
        now_ms,
    };
    assert_eq!(house.write(chunk(1)).await, ChunkOutcome::GoesOn);
    house.restart().await;
    for not_its_turn in [1, 3] {
        let outcome = house.write(chunk(not_its_turn)).await;
        assert_eq!(outcome, ChunkOutcome::Nothing);
    }
    assert_eq!(house.batch(batch).await.paid_lines, 100);
    house.work_off().await;
    let paid = house.batch(batch).await;
    assert_eq!(paid.state, BatchState::Paid);
    assert_eq!((paid.paid_lines, paid.paid), (250, 1_000));
    for number in 0..250 {
        assert_eq!(house.balance(member(number)).await, (4, 0));
    }
    assert!(house.next_work().await.is_none());
    house.verify().await;
}

#[tokio::test]
async fn a_draft_is_confirmed_by_its_moderator_or_not_at_all() {
    let house = House::open().await;
    let batch = house.draft(CAMPAIGN, entries([ALICE, BOB], 4)).await;
    let other = ConfirmBatch {
        moderator: BOB,
        ..house.confirmation(batch)
    };
    let outcome = house.write(other).await;
    assert_eq!(outcome, ConfirmOutcome::Refused(BatchRefusal::NotYours));
    let cancel = |moderator| CancelBatch {
        key: house.key("award-many-cancel"),
        moderator,
        batch,
        now_ms: house.clock.now_ms(),
    };
    let outcome = house.write(cancel(BOB)).await;
    assert_eq!(outcome, CancelOutcome::Refused(BatchRefusal::NotYours));
    assert_eq!(
        house.write(cancel(MODERATOR)).await,
        CancelOutcome::Cancelled
    );
    let late = house.write(house.confirmation(batch)).await;
    assert_eq!(late, ConfirmOutcome::Refused(BatchRefusal::Unknown));
    // The number is not used again: its buttons are still about.
    assert_ne!(house.draft(CAMPAIGN, entries([ALICE], 4)).await, batch);
    house.clock.advance(batch::DRAFT_LIFE_MS);
    let now_ms = house.clock.now_ms();
    assert_eq!(house.write(ForgetDrafts { now_ms }).await, 1);
    assert_eq!(
        house.number("SELECT COUNT(*) FROM award_batch_line").await,
        0
    );
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_budget_holds_for_a_batch_beside_single_awards() {
    const BUDGET: i64 = 1_000;
    let house = Arc::new(ruled(Some(BUDGET), Terms::default()).await);
    let batch = house
        .draft(CAMPAIGN, entries((0..250).map(member), 4))
        .await;
    house.confirm(batch).await;
    let mut singles = JoinSet::new();
    for number in 0..100 {
        let house = Arc::clone(&house);
        singles.spawn(async move {
            let award = house.award_request(member(1_000 + number), 3);
            matches!(house.write(award).await, AwardOutcome::Awarded(_))
        });
    }
    house.work_off().await;
    let awarded = singles.join_all().await;
    let single = 3 * i64::try_from(awarded.iter().filter(|paid| **paid).count()).unwrap();
    let stopped = house.batch(batch).await;
    assert!(single > 0);
    assert_eq!(stopped.state, BatchState::Stopped);
    assert!(
        matches!(stopped.stopped_by, Some(AwardRefusal::OverBudget { .. })),
        "{stopped:?}"
    );
    assert_eq!(stopped.paid, stopped.paid_lines * 4);
    let left = BUDGET - stopped.paid - single;
    assert!((0..4).contains(&left), "{left} left");
    assert_eq!(
        house
            .number("SELECT CAST(SUM(amount) AS BIGINT) FROM award")
            .await,
        BUDGET - left
    );
    let too_early = house.write(house.confirmation(batch)).await;
    assert!(
        matches!(
            too_early,
            ConfirmOutcome::Refused(BatchRefusal::TotalOverBudget { .. })
        ),
        "{too_early:?}"
    );
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn caps_hold_for_two_batches_and_single_awards_at_once() {
    let terms = Terms {
        member_cap: Some(10),
        moderator_day_cap: Some(1_500),
        ..Terms::default()
    };
    let house = Arc::new(ruled(None, terms).await);
    let first = house
        .draft(CAMPAIGN, entries((0..150).map(member), 6))
        .await;
    let second = house
        .draft(CAMPAIGN, entries((0..150).map(member), 6))
        .await;
    house.confirm(first).await;
    house.confirm(second).await;
    let mut singles = JoinSet::new();
    for number in 0..150 {
        let house = Arc::clone(&house);
        singles.spawn(async move {
            let award = house.award_request(member(number), 4);
            house.write(award).await
        });
    }
    house.work_off().await;
    singles.join_all().await;
    let most = "SELECT MAX(received) FROM campaign_member";
    assert!(house.number(most).await <= 10);
    let day = "SELECT MAX(amount) FROM campaign_moderator_day";
    assert!(house.number(day).await <= 1_500);
    let batches = [house.batch(first).await, house.batch(second).await];
    for batch in &batches {
        assert!(batch.state.is_at_rest(), "{batch:?}");
        assert_eq!(batch.paid, batch.paid_lines * 6);
        if batch.state == BatchState::Paid {
            assert_eq!(batch.paid_lines + batch.refused_lines, batch.lines);
        }
    }
    assert!(
        batches.iter().any(|batch| batch.refused_lines > 0),
        "{batches:?}"
    );
    house.verify().await;
}

/// What anyone else has, or has from elsewhere, is not theirs.
#[tokio::test]
async fn a_preview_counts_what_each_has_from_the_campaign_already() {
    let terms = Terms {
        member_cap: Some(10),
        ..Terms::default()
    };
    let house = ruled(None, terms).await;
    let (newcomer, other) = (UserId(7_001), UserId(7_002));
    house.award(ALICE, 7).await;
    house.award(BOB, 4).await;
    house.award(other, 10).await;
    let lines = entries([newcomer, ALICE, BOB], 6);
    let examined = house.examined(CAMPAIGN, lines.clone()).await;
    let bad = examined.bad.iter().map(|bad| (bad.line, bad.flaw.clone()));
    let over = Flaw::OverMemberCap { left: 3 };
    assert_eq!(bad.collect::<Vec<_>>(), [(2, over)]);
    assert_eq!(examined.entries, [lines[0].clone(), lines[2].clone()]);
    house.verify().await;
}

/// Who reaches the limit for members is passed over, and the others are paid; all other limits stop the batch.
#[tokio::test]
async fn one_members_limit_is_that_members_alone() {
    let terms = Terms {
        member_cap: Some(10),
        moderator_day_cap: Some(20),
        ..Terms::default()
    };
    let house = ruled(Some(100), terms).await;
    let batch = house.draft(CAMPAIGN, entries([ALICE, BOB], 6)).await;
    house.confirm(batch).await;
    let award = house.award(ALICE, 5).await.transfer;
    house.work_off().await;
    let paid = house.batch(batch).await;
    assert_eq!(
        (paid.state, paid.paid_lines, paid.refused_lines),
        (BatchState::Paid, 1, 1)
    );
    assert_eq!(house.balance(ALICE).await, (5, 0));

    let batch = house.draft(CAMPAIGN, entries([ALICE, BOB], 4)).await;
    house.confirm(batch).await;
    house.award(UserId(7_000), 9).await;
    house.work_off().await;
    let stopped = house.batch(batch).await;
    assert_eq!(
        (stopped.state, stopped.paid_lines),
        (BatchState::Stopped, 0)
    );
    assert!(
        matches!(
            stopped.stopped_by,
            Some(AwardRefusal::OverModeratorDayCap { .. })
        ),
        "{stopped:?}"
    );
    // Room again, by an undo; the batch goes on.
    let undo = UndoAward {
        key: house.key("award-undo"),
        moderator: BOB,
        award,
        reason: "x".into(),
        mode: UndoMode::Whole,
        now_ms: house.clock.now_ms(),
    };
    assert!(matches!(house.write(undo).await, UndoOutcome::Undone(_)));
    house.clock.advance(24 * crate::support::HOUR_MS);
    house.confirm(batch).await;
    house.work_off().await;
    assert_eq!(house.batch(batch).await.state, BatchState::Paid);
    house.verify().await;
}

/// What goes back to the campaign from a debt is there for the lines after it.
#[tokio::test]
async fn a_debt_to_the_same_campaign_makes_room() {
    let house = ruled(Some(500), Terms::default()).await;
    let award = house.award(ALICE, 400).await.transfer;
    let perk = house.add(house.perk("Explorer", 400)).await;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    let undo = UndoAward {
        key: house.key("award-undo"),
        moderator: BOB,
        award,
        reason: "x".into(),
        mode: UndoMode::WithDebt { shown: 0 },
        now_ms: house.clock.now_ms(),
    };
    house.write(undo).await;
    let batch = house.draft(CAMPAIGN, entries([ALICE, BOB], 50)).await;
    house.confirm(batch).await;
    house.work_off().await;
    assert_eq!(house.batch(batch).await.state, BatchState::Paid);
    assert_eq!(house.balance(ALICE).await, (0, 0));
    assert_eq!(house.number("SELECT paid FROM debt").await, 50);
    house.verify().await;
}

#[tokio::test]
async fn the_schema_refuses_what_the_code_would_miss() {
    let house = House::open().await;
    let batch = house.draft(CAMPAIGN, entries([ALICE, BOB], 5)).await;
    house.award(ALICE, 5).await;
    for (sql, constraint) in [
        (
            "INSERT INTO award_batch_line (batch_id, line, member_id, amount) VALUES (1, 3, 900, 5)",
            "award_batch_line_about_oneself",
        ),
        (
            "INSERT INTO award_batch_line (batch_id, line, member_id, amount) VALUES (1, 3, 1001, 5)",
            "UNIQUE",
        ),
        (
            "UPDATE award_batch_line SET award_id = 1 WHERE line = 1",
            "award_batch_line_mismatch",
        ),
        (
            "UPDATE award_batch_line SET amount = 6 WHERE line = 1",
            "award_batch_line_is_immutable",
        ),
        (
            "UPDATE award_batch SET state = 'paid', confirmed_at_ms = 1",
            "award_batch_state_order",
        ),
        (
            "UPDATE award_batch SET total = 11",
            "award_batch_terms_are_immutable",
        ),
    ] {
        let error = format!("{:#}", house.execute(sql).await.unwrap_err());
        assert!(error.contains(constraint), "{sql}: {error}");
    }
    house.confirm(batch).await;
    house.work_off().await;
    for sql in [
        "UPDATE award_batch_line SET award_id = NULL",
        "DELETE FROM award_batch_line",
        "DELETE FROM award_batch",
    ] {
        house.execute(sql).await.unwrap_err();
    }
    house.verify().await;
}

#[tokio::test]
async fn the_same_interaction_drafts_once() {
    let house = House::open().await;
    let examined = house.examined(CAMPAIGN, entries([ALICE], 5)).await;
    let draft = |amount| DraftBatch {
        key: RequestKey::new("award-many", 5),
        moderator: MODERATOR,
        campaign: examined.campaign,
        source: Source::Members,
        entries: entries([ALICE], amount),
        now_ms: house.clock.now_ms(),
    };
    let first = house.write(draft(5)).await;
    assert_eq!(house.write(draft(5)).await, first);
    let other = house.write(draft(6)).await;
    assert_eq!(other, DraftOutcome::Refused(BatchRefusal::Conflict));
    assert_eq!(house.number("SELECT COUNT(*) FROM award_batch").await, 1);
    house.verify().await;
}
