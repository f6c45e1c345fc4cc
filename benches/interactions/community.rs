//! A server with many accounts, of whom some hundred are at the keyboard: they check, look, and redeem, a moderator awards.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Member, permissions};
use futures::{StreamExt as _, stream};
use sparks::campaigns::{Award, CreateCampaign, Terms};
use sparks::db::Db;
use sparks::ids::{RoleId, UserId};
use sparks::ledger::{self, RequestKey};
use sparks::perks::{AddRolePerk, PerkOptions};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::{sleep_until, timeout};

use crate::load::{Kind, Latency};
use crate::support::{NOW_MS, SKEWED, fill};

/// Who is at the keyboard.
const MEMBERS: usize = 256;
/// All of them were given so much before.
const GIVEN: i64 = 1_000_000;
const CAMPAIGN: &str = "Launch";

/// A machine that has a slow minute still answers in this time.
const PATIENCE: Duration = Duration::from_mins(2);
/// Of the mixed load: Discord has said by then that the bot did not respond.
const WAITED_MAX: Duration = Duration::from_secs(4);

/// Of a hundred interactions on a busy evening.
const MIX: [(Kind, usize); 5] = [
    (Kind::Sparks, 50),
    (Kind::Leaderboard, 25),
    (Kind::Award, 15),
    (Kind::Autocomplete, 9),
    (Kind::Redeem, 1),
];

/// The server, and another one for the empty bot.
pub struct Community {
    pub sparks: FakeDiscord,
    pub elsewhere: FakeDiscord,
    pub folder: TempDir,
    people: Arc<People>,
    strangers: Arc<Vec<Member>>,
}

struct People {
    moderator: Member,
    members: Vec<Member>,
    /// Awards that were answered.
    awarded: AtomicI64,
    next: AtomicUsize,
}

async fn server(name: &str) -> FakeDiscord {
    FakeDiscord::builder()
        .guild_name(name)
        .answer_within(Duration::from_mins(1))
        .wait(PATIENCE)
        .start()
        .await
}

impl Community {
    pub async fn with(accounts: i64) -> Self {
        let (sparks, elsewhere) = (server("Sparks").await, server("Elsewhere").await);
        let role = sparks.role("Explorer").position(2).create();
        let moderators = sparks.role("Moderators").position(20);
        let moderators = moderators.permissions(permissions::MANAGE_GUILD).create();
        let moderator = sparks.member("mod").with_role(moderators);
        let named = |discord: &FakeDiscord| -> Vec<Member> {
            (0..MEMBERS)
                .map(|number| discord.member(&format!("m{number}")))
                .collect()
        };
        let (members, strangers) = (named(&sparks), named(&elsewhere));
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let community = Self {
            sparks,
            elsewhere,
            folder,
            people: Arc::new(People {
                moderator,
                members,
                awarded: AtomicI64::default(),
                next: AtomicUsize::default(),
            }),
            strangers: Arc::new(strangers),
        };
        community.furnish(accounts, role).await;
        community
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("sparks.db")
    }

    async fn furnish(&self, accounts: i64, role: u64) {
        let db = Db::open(&self.database()).await.unwrap();
        fill(&db, accounts, SKEWED).await;
        let key = |what: &str| RequestKey::new("furnish", what);
        let moderator = UserId(1);
        let campaign = CreateCampaign {
            key: key("campaign"),
            moderator,
            name: CAMPAIGN.into(),
            budget: None,
            terms: Terms::default(),
            now_ms: NOW_MS,
        };
        db.write(campaign).await.unwrap();
        let perk = AddRolePerk {
            key: key("perk"),
            moderator,
            role: RoleId::from_discord(role),
            name: "Explorer".into(),
            description: None,
            price: 1,
            stock: None,
            limit_per_member: None,
            options: PerkOptions::default(),
            now_ms: NOW_MS,
        };
        db.write(perk).await.unwrap();
        for member in &self.people.members {
            let award = Award {
                key: key(&member.id().to_string()),
                moderator,
                member: UserId::from_discord(member.id()),
                member_is_bot: false,
                amount: GIVEN,
                campaign: CAMPAIGN.into(),
                reason: None,
                now_ms: NOW_MS,
            };
            db.write(award).await.unwrap();
        }
        assert_sound(&db).await;
        db.close().await;
    }

    /// So many of a kind, each sent at its time, whatever became of those before.
    pub async fn load(&self, kind: Kind, count: usize, rate: f64) -> Latency {
        let kinds = std::iter::repeat_n(kind, count);
        let sent = self.send(kinds, rate, PATIENCE).await;
        Latency::of(sent.into_iter().map(|(_, took)| took).collect())
    }

    /// The same with all kinds, and each with its own; what is not answered in time is left out.
    pub async fn load_mixed(&self, count: usize, rate: f64) -> Vec<(Kind, Duration)> {
        let kinds = MIX
            .iter()
            .flat_map(|(kind, share)| std::iter::repeat_n(*kind, *share));
        let kinds: Vec<Kind> = kinds.collect();
        // A step that has no common divisor with a hundred mixes them.
        let mixed = (0..count).map(|number| kinds[number * 37 % kinds.len()]);
        self.send(mixed, rate, WAITED_MAX).await
    }

    async fn send(
        &self,
        kinds: impl Iterator<Item = Kind>,
        rate: f64,
        waited_max: Duration,
    ) -> Vec<(Kind, Duration)> {
        let begun = tokio::time::Instant::now();
        let mut tasks = JoinSet::new();
        for (number, kind) in kinds.enumerate() {
            sleep_until(begun + Duration::from_secs_f64(number as f64 / rate)).await;
            let one = timeout(waited_max, self.one(kind));
            tasks.spawn(async move { one.await.map(|took| (kind, took)) });
        }
        tasks.join_all().await.into_iter().flatten().collect()
    }

    /// So many of a kind, as fast as they are answered while so many wait.
    pub async fn saturate(&self, kind: Kind, at_once: usize, count: usize) -> Duration {
        let begun = Instant::now();
        stream::iter(0..count)
            .map(|_| tokio::spawn(self.one(kind)))
            .buffer_unordered(at_once)
            .for_each(|done| {
                done.unwrap();
                std::future::ready(())
            })
            .await;
        begun.elapsed()
    }

    /// One interaction, and how long its answer took.
    fn one(&self, kind: Kind) -> impl Future<Output = Duration> + Send + 'static {
        let people = Arc::clone(&self.people);
        let strangers = Arc::clone(&self.strangers);
        async move {
            let number = people.next.fetch_add(1, Ordering::Relaxed) % MEMBERS;
            let member = &people.members[number];
            let begun = Instant::now();
            match kind {
                Kind::Ping => drop(strangers[number].slash("ping").send().await),
                Kind::Sparks => drop(member.slash("sparks").send().await),
                Kind::Leaderboard => drop(member.slash("leaderboard").send().await),
                Kind::Autocomplete => drop(member.autocomplete("redeem", "perk", "exp").await),
                Kind::Award => {
                    let award = people.moderator.slash("award").option("member", member);
                    let award = award.option("amount", 1).option("campaign", CAMPAIGN);
                    let reply = award.send().await;
                    let elapsed = begun.elapsed();
                    assert!(reply.text().contains("received"), "{}", reply.text());
                    people.awarded.fetch_add(1, Ordering::Relaxed);
                    return elapsed;
                }
                Kind::Redeem => {
                    let question = member
                        .slash("redeem")
                        .option("perk", "explorer")
                        .send()
                        .await;
                    let begun = Instant::now();
                    let receipt = member.click(&question, "confirm").await;
                    receipt
                        .wait_until(|reply| reply.text().contains("is yours"))
                        .await;
                    return begun.elapsed();
                }
            }
            begun.elapsed()
        }
    }

    /// Whether everything that was answered is there, and adds up.
    pub async fn verified(&self) -> String {
        let db = Db::open_read_only(&self.database()).await.unwrap();
        assert_sound(&db).await;
        let mut reader = db.read().await.unwrap();
        let made: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM award")
            .fetch_one(&mut *reader)
            .await
            .unwrap();
        let answered =
            self.people.awarded.load(Ordering::Relaxed) + i64::try_from(MEMBERS).unwrap();
        // One whose answer came too late is made all the same, and its moderator finds it.
        assert!(
            made >= answered,
            "{made} awards were made, and {answered} answered"
        );
        format!("{answered} awards were answered, and {made} are in the ledger, which is sound")
    }
}

async fn assert_sound(db: &Db) {
    let mut reader = db.read().await.unwrap();
    let report = ledger::verify(&mut reader).await.unwrap();
    assert!(report.is_clean(), "{report}");
}
