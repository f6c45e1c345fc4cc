//! The calm after the weather: Discord answers again, moderators offer again what is paused, and the bot, started a last
//! time, brings everything that is under way to its end.

use std::time::{Duration, Instant};

use fake_discord::{Member, RecordedRequest};
use sparks::db::Db;

use crate::journal::now_ms;
use crate::killer::Keeper;
use crate::sight::{Asked, Watched, is_answered};
use crate::stage::Stage;

const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// Within this a role is given to who has just come.
const QUIET: Duration = Duration::from_secs(1);
/// How many of a member's role requests a violation is shown with.
const REQUESTS_SHOWN: usize = 50;
const PATIENCE: Duration = Duration::from_secs(10);

/// What is not at an end yet.
const OPEN: &str = "SELECT 'delivery of redemption ' || redemption_id || ', ' || attempts || ' attempts, last: '
        || COALESCE(last_failure, 'none') FROM fulfilment_job
    UNION ALL SELECT 'notice of redemption ' || redemption_id FROM notice
    UNION ALL SELECT 'redemption ' || id || ' is ' || state FROM redemption WHERE state IN ('held', 'review')";

impl Stage {
    /// Returns when nothing is open any more. What still is after so long is wrong.
    pub async fn come_to_rest(&self, longest: Duration) {
        let until = Instant::now() + longest;
        let keeper = tokio::time::timeout(longest, Keeper::start(self)).await;
        let Ok(mut keeper) = keeper else {
            self.is_wrong(format!("the bot did not serve within {longest:?}"));
            return;
        };
        let db = Db::open_read_only(&self.database()).await.unwrap();
        self.resume_perks(&db).await;
        self.product_is_heard(until).await;
        loop {
            let open = texts(&db, OPEN).await;
            if open.is_empty() {
                break;
            }
            self.decide_reviews(&db).await;
            if keeper.has_ended() {
                self.is_wrong("the bot ended although nothing was wrong any more".into());
                break;
            }
            if Instant::now() > until {
                self.is_wrong(format!(
                    "not at rest after {longest:?}: {}",
                    open.join("; ")
                ));
                break;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        self.everyone_looks(until).await;
        self.is_quiet().await;
        keeper.kill().await;
    }

    /// Everyone who is there looks at their Sparks. Whoever was away gets their roles again by it.
    async fn everyone_looks(&self, until: Instant) {
        *self.looked_at_ms.lock().unwrap() = now_ms();
        for guest in &self.guests {
            let look = |member: &Member| member.slash("sparks").send_without_waiting();
            let Some(pending) = guest.if_here(look) else {
                continue;
            };
            let watched = Watched::new(guest.member.id(), Asked::Balance, pending);
            while !is_answered(&watched.pending.now()) && Instant::now() < until {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            self.see(watched);
        }
    }

    /// Returns when the bot has given no role for a while.
    async fn is_quiet(&self) {
        let given = || {
            let path = "/guilds/*/members/*/roles/*";
            self.discord.requests_to("PUT", path).len()
        };
        let mut before = given();
        loop {
            tokio::time::sleep(QUIET).await;
            let now = given();
            if now == before {
                return;
            }
            before = now;
        }
    }

    async fn resume_perks(&self, db: &Db) {
        for perk in texts(db, "SELECT name FROM perk WHERE state = 'paused'").await {
            let mia = &self.moderators[0];
            let resume = mia.slash("perk resume").option("perk", &perk);
            let pending = resume.send_without_waiting();
            self.ask("perk resume", mia.id(), Asked::Other, pending, PATIENCE)
                .await;
        }
    }

    /// What waits for a moderator gets one, who has every second tried again and the Sparks of the others returned.
    async fn decide_reviews(&self, db: &Db) {
        let review = "SELECT id FROM redemption WHERE state = 'review' ORDER BY id";
        let mut reader = db.read().await.unwrap();
        let ids: Vec<i64> = sqlx::query_scalar(review)
            .fetch_all(&mut *reader)
            .await
            .unwrap();
        drop(reader);
        for id in ids {
            self.tally.add("decided: in the calm");
            self.decides(0, id, id % 2 == 0, PATIENCE).await;
        }
    }

    fn is_wrong(&self, what: String) {
        self.wrong.lock().unwrap().push(what);
    }

    /// What happened to a member, and what the bot asked of Discord for them.
    pub fn story_of(&self, member: u64) -> String {
        let path = format!("/guilds/*/members/{member}/roles/*");
        let requests = self.discord.requests_to("*", &path);
        let last = &requests[requests.len().saturating_sub(REQUESTS_SHOWN)..];
        let line = |one: &RecordedRequest| {
            let (method, path, status) = (&one.method, &one.path, one.status);
            format!("      {:?} {method} {path} -> {status}\n", one.at)
        };
        let requests: String = last.iter().map(line).collect();
        let events = self.journal.story_of(member);
        format!("\n    the last of member {member}:\n{events}    their roles:\n{requests}")
    }
}

async fn texts(db: &Db, sql: &'static str) -> Vec<String> {
    let mut reader = db.read().await.unwrap();
    sqlx::query_scalar(sql)
        .fetch_all(&mut *reader)
        .await
        .unwrap()
}
