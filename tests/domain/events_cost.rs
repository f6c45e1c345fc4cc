//! An event costs what it touches: not more for everything that others did, nor for what the account did on other days.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sparks::db::{Connection, Write};
use sparks::events::{RecordEvent, RecordOutcome};

use crate::events::{COUNTED, at, linked, rules, told, trade};
use crate::events_fold::{Said, Told};
use crate::support::{ALICE, House, START_MS};

/// A past: so many trades of a hundred accounts over two thousand days, half of them the first account's, and as many invitees
/// of the first one.
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
