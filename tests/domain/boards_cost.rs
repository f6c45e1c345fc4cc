//! A page or a rank costs at most half more among a hundred thousand than among ten thousand, and an award hardly more.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sparks::campaigns::{Award, AwardOutcome};
use sparks::db::{Connection, Write};
use sparks::ids::{AccountId, UserId};
use sparks::leaderboard::{BoardKey, Cursor, Rebuild, account_and_standing, page};

use crate::support::{House, member};

const SAMPLES: i64 = 25;

/// So many members with entries on the board of all time alone, few with much and most with little: what awards would come to,
/// but for what they would leave elsewhere.
struct Fill(i64);

impl Write for Fill {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        for sql in [
            "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < $1)
             INSERT INTO account (id, kind, owner_id, overdraft_allowed, opened_at_ms)
             SELECT n + 10, 'member', n + 1000000, 0, 0 FROM number",
            "INSERT INTO board_entry (account_id, board_id, score, shown)
             SELECT account.id, board.id,
                1 + 20000 / (1 + (account.id * 7919) % 10007) * (1 + (account.id * 31) % 5) + (account.id * 104729) % 90, 1
             FROM board JOIN account ON account.owner_id > 1000000 AND account.owner_id <= 1000000 + $1
             WHERE board.kind = 'lifetime'",
        ] {
            sqlx::query(sql).bind(self.0).execute(&mut *tx).await?;
        }
        Ok(())
    }
}

async fn count_steps(connection: &mut Connection, steps: &Arc<AtomicI64>) {
    let steps = Arc::clone(steps);
    let mut handle = connection.lock_handle().await.unwrap();
    handle.set_progress_handler(1, move || {
        steps.fetch_add(1, Ordering::SeqCst);
        true
    });
}

/// How many steps SQLite's machine takes for each kind of question, the median over places all over the board: unlike time,
/// the same on every machine.
async fn reading(house: &House, members: i64) -> Vec<(&'static str, i64)> {
    let mut reader = house.db().read().await.unwrap();
    let steps = Arc::new(AtomicI64::new(0));
    count_steps(&mut reader, &steps).await;
    let mut taken = vec![vec![]; 6];
    for sample in 0..SAMPLES {
        let who = 1 + sample * 7919 * 13 % members;
        let account = AccountId(10 + who);
        let number = 1 + (2 * sample + 1) * members / 10 / SAMPLES / 2;
        let cursor = Cursor::Number(number);
        let found = page(&mut reader, BoardKey::Lifetime, cursor, None).await;
        let last = found.unwrap().entries[9];
        let (score, account_of_last) = (last.score, last.account);
        for (kind, cursor) in [
            Cursor::Top,
            Cursor::Number(number),
            Cursor::Own,
            Cursor::After {
                score,
                account: account_of_last,
            },
            Cursor::Before {
                score,
                account: account_of_last,
            },
        ]
        .into_iter()
        .enumerate()
        {
            let before = steps.load(Ordering::SeqCst);
            let found = page(&mut reader, BoardKey::Lifetime, cursor, Some(account)).await;
            taken[kind].push(steps.load(Ordering::SeqCst) - before);
            assert_eq!(found.unwrap().entries.len(), 10);
        }
        let before = steps.load(Ordering::SeqCst);
        let who = UserId(1_000_000 + who);
        let found = account_and_standing(&mut reader, BoardKey::Lifetime, who).await;
        taken[5].push(steps.load(Ordering::SeqCst) - before);
        assert!(found.unwrap().unwrap().1.is_some());
    }
    reader
        .lock_handle()
        .await
        .unwrap()
        .remove_progress_handler();
    let names = ["top", "by number", "own", "after", "before", "rank"];
    let median = |mut steps: Vec<i64>| {
        steps.sort_unstable();
        steps[steps.len() / 2]
    };
    names
        .into_iter()
        .zip(taken.into_iter().map(median))
        .collect()
}

struct Counted(Award, Arc<AtomicI64>);

impl Write for Counted {
    type Outcome = AwardOutcome;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<AwardOutcome> {
        count_steps(tx, &self.1).await;
        let outcome = self.0.apply(tx).await;
        tx.lock_handle().await?.remove_progress_handler();
        outcome
    }
}

/// Of an award to somebody on the board.
async fn awarding(house: &House, members: i64) -> i64 {
    let mut taken = vec![];
    for sample in 0..SAMPLES {
        let number = usize::try_from(1 + sample * 7919 % members).unwrap();
        let request = house.award_request(member(number + 998_000), 5);
        let steps = Arc::new(AtomicI64::new(0));
        let outcome = house.write(Counted(request, Arc::clone(&steps))).await;
        assert!(matches!(outcome, AwardOutcome::Awarded(_)), "{outcome:?}");
        taken.push(steps.load(Ordering::SeqCst));
    }
    taken.sort_unstable();
    taken[taken.len() / 2]
}

#[tokio::test]
async fn a_page_a_rank_and_an_award_hardly_cost_more_among_ten_times_as_many() {
    let mut taken = vec![];
    for members in [10_000, 100_000] {
        let house = House::open().await;
        house.write(Fill(members)).await;
        let mut of = reading(&house, members).await;
        of.push(("award", awarding(&house, members).await));
        taken.push(of);
        // What no award has led to goes.
        house.write(Rebuild).await;
        house.verify().await;
    }
    for ((what, few), (_, many)) in taken[0].iter().zip(&taken[1]) {
        assert!(
            *many <= few + few / 2,
            "{what}: {few} steps, then {many}: {taken:?}"
        );
        assert!((1..12_000).contains(many), "{what}: {many} steps");
    }
}
