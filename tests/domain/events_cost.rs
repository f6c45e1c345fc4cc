//! An event costs what it touches: not more for everything that others did, nor for what the account did on other days.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sparks::db::{Connection, Write};
use sparks::events::{RecordEvent, RecordOutcome};

use crate::events::{COUNTED, at, linked, rules, told, trade};
use crate::events_fold::{Said, Told};
use crate::support::{ALICE, BOB, House, START_MS};

/// A past: so many trades of a hundred accounts over two thousand days, half of them the first account's, and as many invitees
/// of the first one; all of it worked out.
struct Fill(i64);

impl Write for Fill {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        for sql in [
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 100 + $1)
             INSERT INTO product_account (id, ref) SELECT n, 'acct_' || n FROM number",
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < $1)
             INSERT INTO event (business_id, kind, occurred_at_ms, account_id, volume_usd, received_at_ms)
             SELECT 'fill-' || n, 'trade', 1600000000000 + (n % 2000) * 86400000 + n, 1 + (n % 2) * (1 + n % 99), '100', 0
             FROM number",
            "INSERT INTO event (business_id, kind, occurred_at_ms, account_id, inviter_id, received_at_ms)
             SELECT 'came-' || id, 'referral', 1500000000000 + id, id, 1, 0 FROM product_account WHERE id > 100 AND $1 > 0",
            "INSERT INTO referral (invitee_id, inviter_id, occurred_at_ms, business_id)
             SELECT account_id, inviter_id, occurred_at_ms, business_id FROM event WHERE kind = 'referral' AND $1 > 0",
            "INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms)
             SELECT 'event:' || business_id, printf('%064d', 0), '', 0, 0 FROM event WHERE $1 > 0",
            // What it came to by then: the first account was Bob's all the time.
            "INSERT INTO event_cell (kind, account_id, about_id, key, day)
             SELECT DISTINCT 'trades', account_id, account_id, occurred_at_ms / 86400000, occurred_at_ms / 86400000
             FROM event WHERE kind = 'trade' AND $1 > 0",
            "INSERT INTO event_cell (kind, account_id, about_id, key, day)
             SELECT 'referred_plan', inviter_id, invitee_id, 0, occurred_at_ms / 86400000 FROM referral WHERE $1 > 0",
            "INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms) SELECT 90, 'member', 1002, 0, 1 WHERE $1 > 0",
            "INSERT INTO event (business_id, kind, occurred_at_ms, account_id, member_account_id, received_at_ms)
             SELECT 'bobs', 'linked', 1400000000000, 1, 90, 0 WHERE $1 > 0",
            "INSERT INTO request (key, content_hash, outcome, transfers, created_at_ms)
             SELECT 'event:bobs', printf('%064d', 0), '', 0, 0 WHERE $1 > 0",
        ] {
            sqlx::query(sql).bind(self.0).execute(&mut *tx).await?;
        }
        Ok(())
    }
}

/// Records an event and counts the steps of SQLite's machine: unlike time, the same on every machine.
struct Counted(RecordEvent, Arc<AtomicI64>);

impl Write for Counted {
    type Outcome = RecordOutcome;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<RecordOutcome> {
        let steps = Arc::clone(&self.1);
        tx.lock_handle().await?.set_progress_handler(1, move || {
            steps.fetch_add(1, Ordering::SeqCst);
            true
        });
        let outcome = self.0.apply(tx).await;
        tx.lock_handle().await?.remove_progress_handler();
        outcome
    }
}

async fn steps(house: &House, event: &Told) -> i64 {
    let steps = Arc::new(AtomicI64::new(0));
    let record = RecordEvent::new(event.event(), rules(), START_MS);
    let outcome = house.write(Counted(record, Arc::clone(&steps))).await;
    assert_eq!(outcome, COUNTED, "{event:?}");
    steps.load(Ordering::SeqCst)
}

/// Records many at once.
struct All(Vec<RecordEvent>);

impl Write for All {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        for event in &self.0 {
            assert_eq!(event.apply(tx).await?, COUNTED);
        }
        Ok(())
    }
}

async fn tell_at_once(house: &House, told: &[Told]) {
    let record = |told: &Told| RecordEvent::new(told.event(), rules(), START_MS);
    house.write(All(told.iter().map(record).collect())).await;
}

/// Ten of these are a Spark; of ten Sparks one is the inviter's.
fn small(account: u16) -> Said {
    Said::Trade { account, cents: 40 }
}

/// The steps of the last trades of a day of so many: the newest, one that is late by ten, the newest reversed. `came` says after
/// how many of them the account came by an invitation.
async fn steps_of_a_day(trades: u32, came: Option<u32>) -> [(&'static str, i64); 3] {
    let house = House::open_empty().await;
    let mut past = vec![
        told(1, at(1, 1), linked(1, ALICE)),
        told(2, at(1, 1), linked(2, BOB)),
    ];
    let moment = |number: u32| at(2, 1) + 10 * i64::from(number);
    past.extend(came.map(|after| {
        let invited = Said::Invited {
            inviter: 2,
            invitee: 1,
        };
        told(3, moment(after) + 5, invited)
    }));
    past.extend((1..trades).map(|number| told(10 + number, moment(number), small(1))));
    tell_at_once(&house, &past).await;
    let last = 10 + trades;
    let newest = steps(&house, &told(last, moment(trades), small(1))).await;
    let invited_sparks = came.map_or(0, |after| (trades - after) / 100);
    let sparks = (i64::from(trades / 10), i64::from(invited_sparks));
    assert_eq!(house.balance(ALICE).await, (sparks.0, 0));
    assert_eq!(house.balance(BOB).await, (sparks.1, 0));
    let undo = Said::Reversed {
        kind: "trade",
        of: last,
    };
    let reversed = steps(&house, &told(last + 1, moment(trades), undo)).await;
    assert_eq!(house.balance(ALICE).await, (sparks.0 - 1, 0));
    let late = steps(&house, &told(last + 2, moment(trades - 10) + 1, small(1))).await;
    assert_eq!(house.balance(ALICE).await, (sparks.0, 0));
    assert_eq!(house.balance(BOB).await, (sparks.1, 0));
    house.verify().await;
    [
        ("the newest", newest),
        ("its reversal", reversed),
        ("one that is late", late),
    ]
}

#[tokio::test]
async fn a_trade_costs_the_same_however_many_there_were_that_day() {
    for (invited, came) in [
        ("nobody's invitee", None),
        ("an invitee of before", Some(0)),
        ("an invitee of half the day", Some(1)),
    ] {
        let day = |trades| steps_of_a_day(trades, came.map(|halves| trades / 2 * halves));
        let (few, many) = (day(400).await, day(2_000).await);
        for ((what, few), (_, many)) in few.into_iter().zip(many) {
            assert!(
                many <= few + 100,
                "{what} of {invited}: {few} steps, then {many}"
            );
            assert!(many < 10_000, "{what} of {invited}: {many} steps");
        }
    }
}

#[tokio::test]
async fn an_event_costs_what_it_touches() {
    let paid = Said::Paid {
        account: 1,
        plan: "lite",
    };
    let invited = |inviter, invitee| Said::Invited { inviter, invitee };
    let reversed = |kind, of| Said::Reversed { kind, of };
    let events = [
        ("a link", linked(1, ALICE)),
        ("a trade", trade(1, 500)),
        ("another of the day", trade(1, 700)),
        ("a payment", paid),
        ("an invitee's trade", trade(101, 700)),
        ("a registration", invited(1, 0)),
        ("one that does not count", invited(0, 1)),
        ("a reversed trade", reversed("trade", 2)),
        ("a reversed registration", reversed("referral", 6)),
        ("a link to nobody", Said::Unlinked { account: 1 }),
        ("an invitee's link", linked(101, BOB)),
    ];
    let mut taken = Vec::new();
    for past in [200, 20_000] {
        let house = House::open_empty().await;
        house.write(Fill(past)).await;
        let mut of = Vec::new();
        for ((what, said), id) in events.clone().into_iter().zip(1..) {
            of.push((
                what,
                steps(&house, &told(id, at(0, i64::from(id)), said)).await,
            ));
        }
        assert!(house.balance(ALICE).await.0 > 190);
        taken.push(of);
        house.verify().await;
    }
    for ((what, few), (_, many)) in taken[0].iter().zip(&taken[1]) {
        assert!(*many <= few + 100, "{what}: {few} steps, then {many}");
        assert!((1..10_000).contains(many), "{what}: {many} steps");
    }
}
