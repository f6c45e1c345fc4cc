//! Where it all happens: the fake Discord, the members and moderators, and what is remembered of the run. Everything
//! here outlives the bot.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use fake_discord::{FakeDiscord, Member, Pending, Reply, RoleId, permissions};
use sparks::fail_points::Canary;
use sparks::i18n::{Catalogue, Locale};
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::journal::{Journal, Log, Tally, now_ms};
use crate::killer::Keeper;
use crate::product::Product;
use crate::sight::{Asked, Watch, Watched, is_answered};

const MEMBERS: usize = 20;
const MODERATORS: usize = 3;
const ROLES: usize = 14;
const LOCALES: [&str; 4] = ["en-US", "en-US", "ru", "ko"];
/// Nobody waits for the fake: whoever waits does it with a limit of their own.
const NEVER: Duration = Duration::from_hours(2);
/// How soon an answer is looked for again.
const LOOK_AGAIN: Duration = Duration::from_millis(25);
/// Interactions that Discord may deliver again.
const RECENT_MAX: usize = 100;
/// The campaign that everything can be awarded from.
pub const LAUNCH: &str = "Launch";

/// A member who may leave.
pub struct Guest {
    pub member: Member,
    /// Held while they do something, since nobody does anything after they left.
    travels: Mutex<Travels>,
}

/// When a member left and came back, the last time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Travels {
    pub left_at_ms: Option<i64>,
    pub returned_at_ms: Option<i64>,
}

impl Guest {
    /// Does it, if they are in the server.
    pub fn if_here<T>(&self, act: impl FnOnce(&Member) -> T) -> Option<T> {
        let _staying = self.travels.lock().unwrap();
        self.member.is_member().then(|| act(&self.member))
    }

    /// Leaves, if they are in the server.
    pub fn leave(&self) -> bool {
        let mut travels = self.travels.lock().unwrap();
        let is_here = self.member.is_member();
        if is_here {
            travels.left_at_ms = Some(now_ms());
            self.member.leave();
        }
        is_here
    }

    pub fn rejoin(&self) {
        let mut travels = self.travels.lock().unwrap();
        self.member.rejoin();
        travels.returned_at_ms = Some(now_ms());
    }

    pub fn travels(&self) -> Travels {
        *self.travels.lock().unwrap()
    }
}

pub struct Stage {
    pub discord: FakeDiscord,
    pub folder: TempDir,
    pub guests: Vec<Guest>,
    pub moderators: Vec<Member>,
    pub roles: Vec<u64>,
    pub canary: Option<Canary>,
    pub product: Product,
    pub catalogue: Catalogue,
    pub journal: Journal,
    pub log: Log,
    pub tally: Tally,
    pub watch: Watch,
    /// Cancelled when the actors, the weather and the killer are to end.
    pub over: CancellationToken,
    /// Kills the bot at this very moment.
    pub strike: Notify,
    /// What is wrong before anyone has looked into the ledger.
    pub wrong: Mutex<Vec<String>>,
    /// The campaigns and perks that a moderator has seen start.
    pub campaigns: Mutex<Vec<String>>,
    pub perks: Mutex<Vec<String>>,
    /// A question, with its button, for others to press.
    pub last_question: Mutex<Option<(Reply, String)>>,
    /// When everyone looked at their Sparks in the end.
    pub looked_at_ms: Mutex<i64>,
    recent: Mutex<Vec<u64>>,
    names: AtomicU64,
}

impl Stage {
    pub async fn set(canary: Option<Canary>) -> Self {
        let discord = FakeDiscord::builder().wait(NEVER).start().await;
        let role = |number| discord.role(&format!("Badge {number}")).position(2);
        let roles = (1..=ROLES).map(|number| role(number).create()).collect();
        let moderating = discord
            .role("Moderators")
            .permissions(permissions::MANAGE_GUILD)
            .position(20)
            .create();
        let moderator = |number| {
            discord
                .member(&format!("moderator {number}"))
                .with_role(moderating)
        };
        let guest = |index: usize| Guest {
            member: discord
                .member(&format!("member {}", index + 1))
                .locale(LOCALES[index % LOCALES.len()]),
            travels: Mutex::default(),
        };
        let folder = tempfile::tempdir().unwrap();
        Self {
            guests: (0..MEMBERS).map(guest).collect(),
            moderators: (1..=MODERATORS).map(moderator).collect(),
            roles,
            canary,
            product: Product::new(folder.path()),
            catalogue: Catalogue::new().unwrap(),
            journal: Journal::default(),
            log: Log::create(&folder.path().join("acknowledged.jsonl")),
            tally: Tally::default(),
            watch: Watch::default(),
            over: CancellationToken::new(),
            strike: Notify::new(),
            wrong: Mutex::default(),
            campaigns: Mutex::new(vec![LAUNCH.to_owned()]),
            perks: Mutex::default(),
            last_question: Mutex::default(),
            looked_at_ms: Mutex::default(),
            recent: Mutex::default(),
            names: AtomicU64::new(0),
            folder,
            discord,
        }
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("sparks.db")
    }

    pub fn acknowledged(&self) -> PathBuf {
        self.folder.path().join("acknowledged.jsonl")
    }

    /// Copies the ledger, the bot's log and what was told to where they stay.
    pub fn keep(&self, seed: u64) -> PathBuf {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("soak-{seed}"));
        std::fs::create_dir_all(&kept).unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), kept.join(file.file_name())).unwrap();
        }
        kept
    }

    pub fn bot_log(&self) -> String {
        let log = std::fs::read(self.folder.path().join("bot.log")).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    /// A name that was not used before.
    pub fn new_name(&self, what: &str) -> String {
        format!("{what} {}", self.names.fetch_add(1, Ordering::SeqCst) + 1)
    }

    pub fn locale_of(&self, user: u64) -> Locale {
        let guest = self
            .guests
            .iter()
            .position(|guest| guest.member.id() == user);
        let code = guest.map_or(LOCALES[0], |index| LOCALES[index % LOCALES.len()]);
        Locale::from_discord(code)
    }

    pub fn is_over(&self) -> bool {
        self.over.is_cancelled()
    }

    /// Sleeps, unless it is over.
    pub async fn pause(&self, pause: Duration) {
        let _ = tokio::time::timeout(pause, self.over.cancelled()).await;
    }

    /// Notes what somebody has just sent, and waits for the answer, but not for ever.
    pub async fn ask(
        &self,
        what: &str,
        who: u64,
        asked: Asked,
        pending: Pending,
        patience: Duration,
    ) -> Reply {
        self.tally.add(what);
        let interaction = pending.interaction_id();
        self.journal.note(
            who,
            format!("asks {what} ({asked:?}, interaction {interaction})"),
        );
        self.remember(interaction);
        let watched = Watched::new(who, asked, pending);
        let until = Instant::now() + patience;
        loop {
            let reply = watched.pending.now();
            let is_answered = is_answered(&reply);
            if is_answered || Instant::now() > until || self.is_over() {
                let answer = if is_answered {
                    "soon"
                } else {
                    "later or never"
                };
                self.tally.add(&format!("answered: {answer}"));
                self.see(watched);
                return reply;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    fn remember(&self, interaction: u64) {
        let mut recent = self.recent.lock().unwrap();
        if recent.len() == RECENT_MAX {
            recent.remove(0);
        }
        recent.push(interaction);
    }

    pub fn recent_interactions(&self) -> Vec<u64> {
        self.recent.lock().unwrap().clone()
    }

    /// Through the bot's own commands, in fair weather: a campaign without a budget and the first perks.
    pub async fn furnish(&self) {
        let keeper = Keeper::start(self).await;
        let mia = &self.moderators[0];
        let launch = mia.slash("campaign create").option("name", LAUNCH);
        launch.send().await;
        for (index, role) in self.roles.iter().take(ROLES / 2).enumerate() {
            let name = self.new_name("Perk");
            let offer = mia
                .slash("perk add-role")
                .option("role", RoleId(*role))
                .option("name", &name)
                .option("price", 10 + 5 * i64::try_from(index).unwrap());
            let offer = match index {
                // As often as one likes, twice, and the rest once.
                0 | 1 => offer.option("limit", 100_000),
                2 => offer.option("limit", 2).option("stock", 12),
                _ => offer,
            };
            offer.send().await;
            self.perks.lock().unwrap().push(name);
        }
        keeper.kill().await;
    }
}
