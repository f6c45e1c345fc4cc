//! The record: one row for each change by a moderator, in the change's own transaction; it stays as it is.

use sparks::audit::{self, Action, Area, Entry, Filter, PAGE_LENGTH, Turn};
use sparks::campaigns::{UndoAward, UndoMode};
use sparks::ids::UserId;

use crate::support::{ALICE, BOB, CAMPAIGN, House, MODERATOR};

async fn page(house: &House, filter: Filter, turn: Turn) -> audit::Page {
    audit::page(&mut house.db().read().await.unwrap(), filter, turn)
        .await
        .unwrap()
}

fn actions(entries: &[Entry]) -> Vec<Option<Action>> {
    entries.iter().map(|entry| entry.action).collect()
}

#[tokio::test]
async fn each_change_is_written_once_and_a_refused_one_is_not() {
    let house = House::open().await;
    let request = house.award_request(ALICE, 70);
    house.write(request.clone()).await;
    house.write(request).await;
    house.write(house.award_request(MODERATOR, 5)).await;
    let award = house.award(BOB, 30).await.transfer;
    let undo = UndoAward {
        key: house.key("undo"),
        moderator: UserId(901),
        award,
        reason: "By mistake".into(),
        mode: UndoMode::Whole,
        now_ms: house.clock.now_ms(),
    };
    house.write(undo).await;
    house.add(house.perk("Explorer", 10)).await;
    house.write(house.close_campaign(CAMPAIGN)).await;

    let all = page(&house, Filter::default(), Turn::Newest).await.entries;
    assert_eq!(
        actions(&all),
        [
            Some(Action::CampaignClose),
            Some(Action::PerkAdd),
            Some(Action::AwardUndo),
            Some(Action::Award),
            Some(Action::Award),
            Some(Action::CampaignCreate),
        ]
    );
    let undone = &all[2];
    assert_eq!(undone.member, Some(BOB));
    assert_eq!(
        (undone.transfer, undone.taken),
        (Some(award), Some((30, 0)))
    );
    assert_eq!(undone.reason.as_deref(), Some("By mistake"));
    assert_eq!(all[4].amount, Some(70));

    let only = |moderator, area| Filter {
        moderator,
        area,
        since_ms: None,
    };
    let by_other = page(&house, only(Some(UserId(901)), None), Turn::Newest).await;
    assert_eq!(actions(&by_other.entries), [Some(Action::AwardUndo)]);
    let campaigns = page(
        &house,
        only(Some(MODERATOR), Some(Area::Campaign)),
        Turn::Newest,
    )
    .await;
    assert_eq!(campaigns.entries.len(), 2);
    let later = Filter {
        since_ms: Some(house.clock.now_ms() + 1),
        ..Filter::default()
    };
    assert_eq!(
        page(&house, later, Turn::Newest).await,
        audit::Page::default()
    );
    house.verify().await;
}

#[tokio::test]
async fn pages_go_there_and_back() {
    let house = House::open().await;
    for amount in 1..=25 {
        house.award(ALICE, amount).await;
    }
    let filter = Filter {
        area: Some(Area::Award),
        ..Filter::default()
    };
    let first = page(&house, filter, Turn::Newest).await;
    assert_eq!((first.has_newer, first.has_older), (false, true));
    assert_eq!(first.entries.len(), PAGE_LENGTH);
    let second = page(&house, filter, Turn::Older(first.entries[9].id)).await;
    let third = page(&house, filter, Turn::Older(second.entries[9].id)).await;
    assert_eq!(third.entries.len(), 5);
    assert!(!third.has_older && third.has_newer);
    assert_eq!(
        page(&house, filter, Turn::Newer(third.entries[0].id)).await,
        second
    );
    assert_eq!(
        page(&house, filter, Turn::Newer(second.entries[0].id)).await,
        first
    );
    assert_eq!(page(&house, filter, Turn::Older(0)).await, first);
    house.verify().await;
}

#[tokio::test]
async fn the_record_stays_as_it_is() {
    let house = House::open().await;
    house.award(ALICE, 5).await;
    for sql in [
        "UPDATE audit SET moderator_id = 1",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 1",
        "UPDATE award_undo SET taken = 1",
    ] {
        let outcome = house.execute(sql).await;
        assert!(outcome.is_err() || sql.contains("award_undo"), "{sql}");
    }
    let own = "INSERT INTO audit (area, action, moderator_id, member_id, request_key, at_ms)
        SELECT 'award', 'award', 5, 5, key, 1 FROM request LIMIT 1";
    let refused = house.execute(own).await.unwrap_err();
    assert!(
        format!("{refused:#}").contains("audit_about_oneself"),
        "{refused:#}"
    );
    assert_eq!(house.number("SELECT COUNT(*) FROM audit").await, 2);
    house.verify().await;
}
