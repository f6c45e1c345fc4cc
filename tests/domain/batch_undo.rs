//! Taking a batch back as a whole, and erasing whoever is in one.

use sparks::campaigns::batch::{
    AskUndo, AskUndoOutcome, BatchRefusal, BatchState, ConfirmOutcome, UndoBatch, UndoBatchOutcome,
};
use sparks::campaigns::{UndoAward, UndoMode};
use sparks::ids::{BatchId, UserId};

use crate::batches::entries;
use crate::support::{ALICE, BOB, CAMPAIGN, House, MODERATOR, member};

impl House {
    async fn paid(&self, members: impl IntoIterator<Item = UserId>, amount: i64) -> BatchId {
        let batch = self.draft(CAMPAIGN, entries(members, amount)).await;
        self.confirm(batch).await;
        self.work_off().await;
        assert_eq!(self.batch(batch).await.state, BatchState::Paid);
        batch
    }

    async fn ask(&self, batch: BatchId, moderator: UserId) -> AskUndoOutcome {
        let ask = AskUndo {
            key: self.key("award-many-ask-undo"),
            moderator,
            batch,
            reason: " Wrong list ".into(),
            now_ms: self.clock.now_ms(),
        };
        self.write(ask).await
    }

    fn undoing(&self, batch: BatchId, moderator: UserId, with_debt: bool) -> UndoBatch {
        UndoBatch {
            key: self.key("award-many-undo-answer"),
            moderator,
            batch,
            reason: "Wrong list".into(),
            with_debt,
            now_ms: self.clock.now_ms(),
        }
    }
}

/// Alice has spent hers, Bob undoes and has one himself, one was undone before, and the rest have theirs.
async fn paid_and_half_spent() -> (House, BatchId) {
    let house = House::open().await;
    let others = (0..200).map(member);
    let batch = house.paid([ALICE, BOB].into_iter().chain(others), 50).await;
    let perk = house.add(house.perk("Explorer", 40)).await;
    house.reserve(ALICE, perk).await;
    house.reserve(member(1), perk).await;
    house.deliver().await;
    let award = "SELECT id FROM award WHERE member = 2000";
    let undo = UndoAward {
        key: house.key("award-undo"),
        moderator: MODERATOR,
        award: sparks::ids::TransferId(house.number(award).await),
        reason: "x".into(),
        mode: UndoMode::Whole,
        now_ms: house.clock.now_ms(),
    };
    house.write(undo).await;
    (house, batch)
}

#[tokio::test]
async fn what_is_spent_is_left_or_owed_as_chosen() {
    for with_debt in [false, true] {
        let (mut house, batch) = paid_and_half_spent().await;
        let AskUndoOutcome::Asked {
            preview, reason, ..
        } = house.ask(batch, BOB).await
        else {
            panic!("it can be taken back");
        };
        assert_eq!(reason, "Wrong list");
        assert_eq!((preview.lines, preview.amount), (200, 10_000));
        assert_eq!((preview.short_members, preview.missing), (2, 80));
        let undo = house.undoing(batch, BOB, with_debt);
        assert_eq!(house.write(undo.clone()).await, UndoBatchOutcome::Begun);
        house.one_chunk().await;
        house.restart().await;
        assert_eq!(
            house.write(undo).await,
            UndoBatchOutcome::Begun,
            "its answer"
        );
        house.work_off().await;

        let undone = house.batch(batch).await;
        assert_eq!(undone.state, BatchState::Undone);
        assert_eq!(undone.undone_lines, 202);
        let debt = if with_debt { 80 } else { 0 };
        assert_eq!((undone.taken, undone.debt), (200 * 50 - 80 + 50, debt));
        assert_eq!(house.balance(ALICE).await, (0, 0));
        assert_eq!(house.balance(BOB).await, (50, 0), "not by himself");
        assert_eq!(house.balance(member(2)).await, (0, 0));
        let again = house.write(house.undoing(batch, MODERATOR, false)).await;
        assert_eq!(
            again,
            UndoBatchOutcome::Refused(BatchRefusal::NothingToUndo)
        );
        assert_eq!(
            house
                .number("SELECT COUNT(*) FROM audit WHERE action = 'award_many_undo'")
                .await,
            1
        );
        house.verify().await;
    }
}

#[tokio::test]
async fn who_has_nothing_left_keeps_it_and_nothing_is_written() {
    let house = House::open().await;
    let batch = house.paid([ALICE], 50).await;
    let perk = house.add(house.perk("Explorer", 50)).await;
    house.reserve(ALICE, perk).await;
    house.deliver().await;
    house.write(house.undoing(batch, BOB, false)).await;
    house.work_off().await;
    let undone = house.batch(batch).await;
    assert_eq!(
        (undone.state, undone.taken, undone.debt),
        (BatchState::Undone, 0, 0)
    );
    assert_eq!(house.number("SELECT COUNT(*) FROM award_undo").await, 0);
    house.verify().await;
}

#[tokio::test]
async fn only_what_rests_can_be_taken_back() {
    let house = House::open().await;
    let batch = house
        .draft(CAMPAIGN, entries((0..150).map(member), 5))
        .await;
    let refused = |refusal| AskUndoOutcome::Refused(refusal);
    assert_eq!(house.ask(batch, BOB).await, refused(BatchRefusal::Unknown));
    house.confirm(batch).await;
    house.one_chunk().await;
    assert_eq!(
        house.ask(batch, BOB).await,
        refused(BatchRefusal::StillPaying)
    );
    let early = house.write(house.undoing(batch, BOB, true)).await;
    assert_eq!(early, UndoBatchOutcome::Refused(BatchRefusal::StillPaying));
    house.write(house.close_campaign(CAMPAIGN)).await;
    house.work_off().await;
    assert_eq!(house.batch(batch).await.state, BatchState::Stopped);
    // What was paid of it, from a campaign that is closed.
    house.write(house.undoing(batch, BOB, true)).await;
    house.work_off().await;
    let undone = house.batch(batch).await;
    assert_eq!((undone.state, undone.taken), (BatchState::Undone, 500));
    let late = house.write(house.confirmation(batch)).await;
    assert_eq!(
        late,
        ConfirmOutcome::Refused(BatchRefusal::AlreadyConfirmed)
    );
    house.verify().await;
}

#[tokio::test]
async fn who_was_to_receive_is_forgotten_and_not_paid() {
    let house = House::open().await;
    house.award(ALICE, 1).await;
    let paid = house.paid([ALICE, BOB], 5).await;
    let draft = house.draft(CAMPAIGN, entries([ALICE, BOB], 6)).await;
    let drafted = house.draft(CAMPAIGN, entries([ALICE], 7)).await;
    house.confirm(draft).await;
    house.erase(ALICE).await;
    house.work_off().await;
    assert_eq!(house.places_of("1001").await, [""; 0]);
    let half = house.batch(draft).await;
    assert_eq!(
        (half.state, half.paid_lines, half.refused_lines),
        (BatchState::Paid, 1, 1)
    );
    house.confirm(drafted).await;
    house.work_off().await;
    assert_eq!(house.batch(drafted).await.paid_lines, 0);
    // Nobody can be asked for what they had.
    house.write(house.undoing(paid, MODERATOR, true)).await;
    house.work_off().await;
    assert_eq!(house.batch(paid).await.taken, 5);
    house.verify().await;
}

#[tokio::test]
async fn a_moderator_who_is_erased_awards_nothing_more() {
    let house = House::open().await;
    let paying = house
        .draft(CAMPAIGN, entries((0..150).map(member), 5))
        .await;
    house.confirm(paying).await;
    house.one_chunk().await;
    house.draft(CAMPAIGN, entries([ALICE], 7)).await;
    house.erase(MODERATOR).await;
    house.work_off().await;
    let stopped = house.batch(paying).await;
    assert_eq!(
        (stopped.state, stopped.paid_lines),
        (BatchState::Stopped, 100)
    );
    assert_eq!((stopped.moderator, stopped.stopped_by), (UserId(0), None));
    assert_eq!(house.number("SELECT COUNT(*) FROM award_batch").await, 1);
    assert_eq!(house.places_of("900").await, [""; 0]);
    house.verify().await;
}
