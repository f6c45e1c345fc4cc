//! Many at once on one real file: exactly what the balance, the stock, the limit and the budget allow is given, nobody
//! ever sees half a transaction, and one operation's failure is not its neighbours'.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sparks::campaigns::AwardOutcome;
use sparks::db::{Connection, Write};
use sparks::ids::UserId;
use sparks::ledger;
use sparks::perks::{Redeem, RedeemOutcome, RedeemRefusal};
use tokio::task::JoinSet;

use crate::support::{ALICE, House, member};

/// As in the issue: two hundred confirmations at once.
const MANY: usize = 200;

/// Writes them all at the same time.
async fn all_at_once<W: Write>(house: &Arc<House>, operations: Vec<W>) -> Vec<W::Outcome> {
    let mut tasks = JoinSet::new();
    for operation in operations {
        let house = Arc::clone(house);
        tasks.spawn(async move { house.write(operation).await });
    }
    tasks.join_all().await
}

fn reserved(outcomes: &[RedeemOutcome]) -> usize {
    outcomes
        .iter()
        .filter(|outcome| matches!(outcome, RedeemOutcome::Reserved { .. }))
        .count()
}

/// A house with a perk for 100, and requests for it.
async fn requests(
    limit: Option<i64>,
    stock: Option<i64>,
    sparks: i64,
    who: fn(usize) -> UserId,
) -> (Arc<House>, Vec<Redeem>) {
    let house = House::open().await;
    let mut perk = house.perk("Explorer", 100);
    perk.limit_per_member = limit;
    perk.stock = stock;
    let perk = house.add(perk).await;
    let mut requests = Vec::new();
    for number in 0..MANY {
        let request = house.redeem_request(who(number), perk).await;
        if house.balance(request.member).await == (0, 0) {
            house.award(request.member, sparks).await;
        }
        requests.push(request);
    }
    (Arc::new(house), requests)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_member_gets_what_the_balance_allows() {
    let (house, requests) = requests(None, None, 399, |_| ALICE).await;
    let outcomes = all_at_once(&house, requests).await;
    assert_eq!(reserved(&outcomes), 3);
    assert_eq!(house.balance(ALICE).await, (99, 300));
    let poor = |outcome: &&RedeemOutcome| {
        matches!(
            outcome,
            RedeemOutcome::Refused(RedeemRefusal::InsufficientSparks { available: 99, .. })
        )
    };
    assert_eq!(outcomes.iter().filter(poor).count(), MANY - 3);
    assert_eq!(house.deliver().await, 3);
    assert_eq!(house.balance(ALICE).await, (99, 0));
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn once_a_member_is_once() {
    let (house, requests) = requests(Some(1), None, 399, |_| ALICE).await;
    let outcomes = all_at_once(&house, requests).await;
    assert_eq!(reserved(&outcomes), 1);
    assert_eq!(house.balance(ALICE).await, (299, 100));
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_button_clicked_by_many_hands_is_one_redemption() {
    let (house, requests) = requests(None, None, 100_000, |_| ALICE).await;
    let outcomes = all_at_once(&house, vec![requests[0].clone(); MANY]).await;
    assert_eq!(reserved(&outcomes), MANY);
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]));
    assert_eq!(house.balance(ALICE).await, (99_900, 100));
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_stock_of_five_is_five() {
    let (house, requests) = requests(Some(1), Some(5), 100, member).await;
    let outcomes = all_at_once(&house, requests).await;
    assert_eq!(reserved(&outcomes), 5);
    let sold_out = |outcome: &&RedeemOutcome| {
        matches!(
            outcome,
            RedeemOutcome::Refused(RedeemRefusal::SoldOut { .. })
        )
    };
    assert_eq!(outcomes.iter().filter(sold_out).count(), MANY - 5);
    let perk = house.perk_named("Explorer").await;
    assert_eq!((perk.stock_left, perk.editions_issued), (Some(0), 5));
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_budget_is_given_to_the_last_spark_and_no_further() {
    let house = House::open().await;
    house.campaign("Summer", Some(1_000)).await;
    let awards = (0..MANY)
        .map(|number| {
            let mut award = house.award_request(member(number), 30);
            award.campaign = "summer".into();
            award
        })
        .collect();
    let house = Arc::new(house);
    let outcomes = all_at_once(&house, awards).await;
    let paid = |outcome: &&AwardOutcome| matches!(outcome, AwardOutcome::Awarded(_));
    assert_eq!(outcomes.iter().filter(paid).count(), 33);
    let rest = house.award_request(ALICE, 10);
    let mut rest = rest;
    rest.campaign = "summer".into();
    match house.write(rest).await {
        AwardOutcome::Awarded(awarded) => assert_eq!(awarded.left, Some(0)),
        refused @ AwardOutcome::Refused(_) => panic!("{refused:?}"),
    }
    house.verify().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_never_see_half_a_transaction() {
    let (house, requests) = requests(None, None, 100_000, |_| ALICE).await;
    let done = Arc::new(AtomicBool::new(false));
    let mut readers = JoinSet::new();
    for _ in 0..2 {
        let (house, done) = (Arc::clone(&house), Arc::clone(&done));
        readers.spawn(async move {
            let mut looks = 0;
            while !done.load(Ordering::SeqCst) {
                let sum = "SELECT SUM(available + held) FROM account";
                assert_eq!(house.number(sum).await, 0);
                house.verify().await;
                looks += 1;
            }
            looks
        });
    }
    for chunk in requests[..80].chunks(10) {
        all_at_once(&house, chunk.to_vec()).await;
        house.deliver().await;
    }
    done.store(true, Ordering::SeqCst);
    let looks: usize = readers.join_all().await.into_iter().sum();
    assert!(looks > 2, "the readers were too slow to see anything");
    assert_eq!(house.balance(ALICE).await, (92_000, 0));
    house.verify().await;
}

#[tokio::test]
async fn a_caller_that_goes_leaves_nothing_half_done() {
    let (house, requests) = requests(None, None, 100_000, |_| ALICE).await;
    // One that never reached the writer did nothing; one that did is done wholly. The next answer shows that the
    // writer is past both.
    drop(house.db().write(requests[0].clone()));
    let mut given_up = Box::pin(house.db().write(requests[1].clone()));
    assert!(futures::poll!(&mut given_up).is_pending());
    drop(given_up);
    house.write(requests[2].clone()).await;
    assert_eq!(house.balance(ALICE).await, (99_800, 200));
    house.verify().await;

    for request in &requests[..3] {
        house.write(request.clone()).await;
    }
    assert_eq!(house.balance(ALICE).await, (99_700, 300));
    house.verify().await;
}

/// An operation that writes, and then does not end well.
enum Bad {
    Fails,
    Panics,
    BreaksAConstraint,
    LeavesItsTransaction,
}

impl Write for Bad {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        ledger::open_member(tx, UserId(666), 0).await?;
        match self {
            Self::Fails => anyhow::bail!("on purpose"),
            Self::Panics => panic!("on purpose"),
            Self::BreaksAConstraint => {
                sqlx::query("UPDATE account SET held = -1")
                    .execute(tx)
                    .await?;
            }
            Self::LeavesItsTransaction => {
                sqlx::query("ROLLBACK").execute(tx).await?;
            }
        }
        Ok(())
    }
}

#[tokio::test]
async fn an_operation_that_fails_does_not_hurt_its_neighbours() {
    for bad in [
        Bad::Fails,
        Bad::Panics,
        Bad::BreaksAConstraint,
        Bad::LeavesItsTransaction,
    ] {
        let (house, requests) = requests(None, None, 100_000, |_| ALICE).await;
        // One thread, and no pause between them: they wait in the writer's queue together, the bad one in the middle.
        let before = requests[..5]
            .iter()
            .map(|request| house.db().write(request.clone()));
        let after = requests[5..10]
            .iter()
            .map(|request| house.db().write(request.clone()));
        let (before, bad, after) = futures::join!(
            futures::future::try_join_all(before),
            house.db().write(bad),
            futures::future::try_join_all(after),
        );
        let mut outcomes = before.unwrap();
        outcomes.extend(after.unwrap());
        bad.unwrap_err();
        assert_eq!(reserved(&outcomes), 10);
        assert_eq!(house.balance(ALICE).await, (99_000, 1_000));
        assert_eq!(house.balance(UserId(666)).await, (0, 0));
        let traces = "SELECT COUNT(*) FROM account WHERE owner_id = 666";
        assert_eq!(house.number(traces).await, 0);
        house.verify().await;
    }
}
