//! A batch of awards, whose process dies between every two steps: each line is paid once, and taken back once.

use std::time::Duration;

use fake_discord::{Pending, Reply};
use sparks::fail_points::CrashPoint;

use crate::process::PATIENCE;
use crate::support::{House, Violations};

pub const POINTS: &[CrashPoint] = &[
    CrashPoint::BatchDrafted,
    CrashPoint::BatchConfirmed,
    CrashPoint::BatchChunkWritten,
    CrashPoint::BatchUndoBegun,
];

/// More than two chunks.
const LINES: i64 = 250;
const AMOUNT: i64 = 3;

struct Story {
    house: House,
    members: String,
}

impl Story {
    async fn begin() -> Self {
        let house = House::furnished(None).await;
        let members = (0..LINES).map(|number| {
            let member = house.discord.member(&format!("m{number}"));
            member.id().to_string()
        });
        let members = members.collect::<Vec<_>>().join(" ");
        Self { house, members }
    }

    fn ask(&self) -> Pending {
        let asked = self.house.mia.slash("award-many members");
        asked
            .option("campaign", "Launch")
            .option("members", &self.members)
            .option("amount", AMOUNT)
            .send_without_waiting()
    }

    fn press(&self, reply: &Reply, button: &str) {
        let press = self.house.mia.press(reply, button).anyway();
        drop(press.send_without_waiting());
    }

    /// The process dies here once the button is pressed, and another is started that is to go on.
    async fn dies_over(&mut self, point: CrashPoint, reply: &Reply, button: &str) {
        self.house.start_to_die_at(point).await;
        self.press(reply, button);
        self.house.dies_at(point).await;
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let mut connection = self.house.other_connection().await;
        sqlx::query_scalar(sql)
            .fetch_one(&mut connection)
            .await
            .unwrap()
    }

    async fn until(&self, state: &'static str) {
        let look = async {
            while self.number(state).await == 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(PATIENCE, look).await.unwrap();
    }

    async fn all_paid_once(&self) {
        self.until("SELECT COUNT(*) FROM award_batch WHERE state = 'paid'")
            .await;
        let awards = "SELECT COUNT(*) FROM award WHERE amount = 3";
        assert_eq!(self.number(awards).await, LINES);
        let members = "SELECT COUNT(DISTINCT member) FROM award WHERE amount = 3";
        assert_eq!(self.number(members).await, LINES);
    }

    async fn all_taken_once(&self) {
        self.until("SELECT COUNT(*) FROM award_batch WHERE state = 'undone'")
            .await;
        assert_eq!(self.number("SELECT COUNT(*) FROM award_undo").await, LINES);
        let left = "SELECT CAST(SUM(available) AS BIGINT) FROM account
            WHERE owner_id IN (SELECT member_id FROM award_batch_line)";
        assert_eq!(self.number(left).await, 0);
    }

    async fn ends(mut self) {
        assert_eq!(self.house.violations().await, Violations::new());
    }

    async fn question(&mut self) -> Reply {
        self.house.start().await;
        let ask = self.house.mia.slash("award-many undo");
        let ask = ask.option("batch", "B-1").option("reason", "Wrong list");
        ask.send().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn batch_drafted() {
    let mut story = Story::begin().await;
    story.house.start_to_die_at(CrashPoint::BatchDrafted).await;
    let asked = story.ask();
    story.house.dies_at(CrashPoint::BatchDrafted).await;
    story.house.start().await;
    story.house.discord.redeliver_last_interaction();
    let draft = asked.finished().await;
    assert_eq!(story.number("SELECT COUNT(*) FROM award_batch").await, 1);
    story.press(&draft, "confirm");
    story.all_paid_once().await;
    story.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn batch_confirmed_and_undo_begun() {
    let mut story = Story::begin().await;
    story.house.start().await;
    let draft = story.ask().finished().await;
    let confirmed = CrashPoint::BatchConfirmed;
    story.dies_over(confirmed, &draft, "confirm").await;
    story.house.start().await;
    story.press(&draft, "confirm");
    story.all_paid_once().await;
    let question = story.question().await;
    let begun = CrashPoint::BatchUndoBegun;
    story.dies_over(begun, &question, "taken").await;
    story.house.start().await;
    story.press(&question, "taken");
    story.all_taken_once().await;
    story.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn batch_chunk_written() {
    let chunk = CrashPoint::BatchChunkWritten;
    let mut story = Story::begin().await;
    story.house.start().await;
    let draft = story.ask().finished().await;
    story.dies_over(chunk, &draft, "confirm").await;
    let some = story
        .number("SELECT COUNT(*) FROM award WHERE amount = 3")
        .await;
    assert!((1..LINES).contains(&some), "half-way: {some}");
    story.house.start_to_die_at(chunk).await;
    story.house.dies_at(chunk).await;
    story.house.start().await;
    story.all_paid_once().await;
    let question = story.question().await;
    story.dies_over(chunk, &question, "taken").await;
    story.house.start_to_die_at(chunk).await;
    story.house.dies_at(chunk).await;
    story.house.start().await;
    story.all_taken_once().await;
    story.ends().await;
}
