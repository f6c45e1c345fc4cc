//! What a test needs around the bot: a server with members and a moderator, a bot on a database of its own, and short
//! ways to a starting point.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fake_discord::{FakeDiscord, Member, Reply, permissions};
use sparks::app::App;
use sparks::badge_pictures::BadgePictures;
use sparks::campaigns::{Award, AwardOutcome, CreateCampaign, Terms};
use sparks::clock::Clock;
use sparks::config::{Config, RawConfig};
use sparks::db::Db;
use sparks::discord::bot;
use sparks::fulfilment::Policy;
use sparks::i18n::Catalogue;
use sparks::ids::{RoleId, UserId};
use sparks::ledger::{self, RequestKey};
use sparks::perks::{AddManualPerk, AddOutcome, AddRolePerk, PerkKind};
use sparks::secret::Secret;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

/// 2026-01-01 00:00 UTC: a fixed time keeps snapshots stable.
pub const NEW_YEAR_MS: i64 = 1_767_225_600_000;

/// The real bot, in this process, on a database file of its own.
pub struct TestBot {
    pub app: Arc<App>,
    pub clock: Clock,
    folder: TempDir,
    config: Config,
    stop: CancellationToken,
    /// The test's end is the bot's: the fake stops as well, so nobody waits for a goodbye.
    running: AbortOnDropHandle<anyhow::Result<()>>,
    next_key: std::sync::atomic::AtomicU64,
}

impl TestBot {
    pub async fn start(discord: &FakeDiscord) -> Self {
        Self::start_with(discord, Policy::default()).await
    }

    pub async fn start_with(discord: &FakeDiscord, policy: Policy) -> Self {
        Self::start_drawing(discord, policy, BadgePictures::default()).await
    }

    /// With pictures of the test's own.
    pub async fn start_drawing(
        discord: &FakeDiscord,
        policy: Policy,
        pictures: BadgePictures,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::manual(NEW_YEAR_MS);
        let catalogue = Catalogue::new().unwrap();
        Self::open(discord, folder, clock, policy, catalogue, pictures, 0).await
    }

    /// With texts and pictures of the test's own.
    pub async fn start_speaking(
        discord: &FakeDiscord,
        policy: Policy,
        catalogue: Catalogue,
        pictures: BadgePictures,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::manual(NEW_YEAR_MS);
        Self::open(discord, folder, clock, policy, catalogue, pictures, 0).await
    }

    async fn open(
        discord: &FakeDiscord,
        folder: TempDir,
        clock: Clock,
        policy: Policy,
        catalogue: Catalogue,
        pictures: BadgePictures,
        next_key: u64,
    ) -> Self {
        let config = config(discord, &folder.path().join("sparks.db"));
        let db = Db::open(&config.database.path).await.unwrap();
        let app = App::new(db, clock.clone(), policy, catalogue, 7);
        let app = Arc::new(app.with_badge_pictures(pictures));
        let stop = CancellationToken::new();
        let sessions = discord.sessions().len();
        let mut running = AbortOnDropHandle::new(tokio::spawn({
            let (app, discord, stop) = (Arc::clone(&app), config.discord.clone(), stop.clone());
            async move { bot::run(app, &discord, stop).await }
        }));
        let ready = async {
            discord
                .wait_until(|discord| discord.sessions().len() > sessions)
                .await;
            discord.wait_ready().await;
            discord.wait_for_commands().await;
        };
        tokio::select! {
            () = ready => {}
            ended = &mut running => panic!("the bot ended at its start: {ended:?}"),
        }
        Self {
            app,
            clock,
            folder,
            config,
            stop,
            running,
            next_key: next_key.into(),
        }
    }

    /// Stops the bot as SIGTERM does and starts it again on the same file.
    pub async fn restart(self, discord: &FakeDiscord) -> Self {
        let Self {
            app,
            clock,
            folder,
            stop,
            running,
            next_key,
            ..
        } = self;
        let policy = app.policy;
        stop.cancel();
        running.await.unwrap().unwrap();
        app.db.close().await;
        let pictures = BadgePictures::default();
        Self::open(
            discord,
            folder,
            clock,
            policy,
            Catalogue::new().unwrap(),
            pictures,
            next_key.into_inner(),
        )
        .await
    }

    /// Every invariant of the ledger holds.
    pub async fn verify(&self) {
        let report = ledger::verify(&mut self.app.db.read().await.unwrap())
            .await
            .unwrap();
        assert!(report.is_clean(), "{report}");
    }

    /// Gives a member Sparks from a campaign without a budget, without going through Discord.
    pub async fn award(&self, member: &Member, amount: i64) {
        let moderator = UserId(2);
        let now_ms = self.clock.now_ms();
        let create = CreateCampaign {
            key: self.key(),
            moderator,
            name: "Launch week".into(),
            budget: None,
            terms: Terms::default(),
            now_ms,
        };
        self.app.db.write(create).await.unwrap();
        let award = Award {
            key: self.key(),
            moderator,
            member: UserId::from_discord(member.id()),
            member_is_bot: false,
            amount,
            campaign: "Launch week".into(),
            reason: Some("Found a bug".into()),
            now_ms,
        };
        let outcome = self.app.db.write(award).await.unwrap();
        assert!(matches!(outcome, AwardOutcome::Awarded(_)), "{outcome:?}");
    }

    /// Offers a role without going through Discord; once a member and without limit of stock unless changed.
    pub async fn perk(&self, name: &str, role: u64, price: i64) {
        self.perk_with(name, role, price, |_| {}).await;
    }

    pub async fn perk_with(
        &self,
        name: &str,
        role: u64,
        price: i64,
        change: impl FnOnce(&mut AddRolePerk),
    ) {
        let mut perk = AddRolePerk {
            key: self.key(),
            moderator: UserId(2),
            role: RoleId::from_discord(role),
            name: name.into(),
            description: None,
            price,
            stock: None,
            limit_per_member: Some(1),
            now_ms: self.clock.now_ms(),
        };
        change(&mut perk);
        let outcome = self.app.db.write(perk).await.unwrap();
        assert!(matches!(outcome, AddOutcome::Added { .. }), "{outcome:?}");
    }

    /// Offers what is no role without going through Discord; as often as one likes and without limit of stock.
    pub async fn manual_perk(&self, kind: PerkKind, name: &str, price: i64) {
        let perk = AddManualPerk {
            key: self.key(),
            moderator: UserId(2),
            kind,
            name: name.into(),
            description: None,
            price,
            stock: None,
            limit_per_member: None,
            coming_soon: Some(false),
            now_ms: self.clock.now_ms(),
        };
        let outcome = self.app.db.write(perk).await.unwrap();
        assert!(matches!(outcome, AddOutcome::Added { .. }), "{outcome:?}");
    }

    /// A member's available and held Sparks.
    pub async fn balance(&self, member: &Member) -> (i64, i64) {
        let mut connection = self.app.db.read().await.unwrap();
        let account = ledger::member_account(&mut connection, UserId::from_discord(member.id()))
            .await
            .unwrap();
        account.map_or((0, 0), |account| (account.available, account.held))
    }

    /// Lets time pass for the bot, and its worker look for what is due.
    pub fn pass(&self, ms: i64) {
        self.clock.advance(ms);
        self.app.signals.wake_worker();
        self.app.signals.wake_remover();
        self.app.signals.wake_expirer();
        self.app.signals.wake_farewells();
        self.app.signals.wake_staff();
        self.app.signals.wake_messenger();
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("sparks.db")
    }

    pub fn key(&self) -> RequestKey {
        RequestKey::new(
            "test",
            self.next_key
                .fetch_add(1, std::sync::atomic::Ordering::SeqCst),
        )
    }
}

/// The settings that point a bot at the fake, and at nothing else.
pub fn config(discord: &FakeDiscord, database: &Path) -> Config {
    let raw = RawConfig {
        discord_token: Some(Secret::new(discord.token())),
        discord_guild_id: Some(discord.guild_id().to_string()),
        // The server's channel of this name, where it has one.
        staff_channel_id: discord.channel_id("staff").map(|id| id.to_string()),
        database_url: Some(format!("sqlite://{}", database.display())),
        discord_proxy: Some(discord.base_url()),
        ..RawConfig::default()
    };
    let config = raw.parse().unwrap();
    assert!(
        config.discord.proxy.as_ref().unwrap().is_loopback(),
        "tests speak to this machine only"
    );
    config
}

/// A moderator, by the permission that the commands ask for by default.
pub fn moderator(discord: &FakeDiscord) -> Member {
    let role = discord
        .role("Moderators")
        .permissions(permissions::MANAGE_GUILD)
        .position(20)
        .create();
    discord.member("mod").with_role(role)
}

/// A role that a perk can give.
pub fn badge_role(discord: &FakeDiscord, name: &str) -> u64 {
    discord.role(name).color(0x00F5_B301).position(2).create()
}

pub const LOCALES: [&str; 3] = ["en-US", "ru", "ko"];

impl TestBot {
    /// Waits until no redemption is on its way. The database is what counts; the signal says when to look.
    pub async fn settled(&self) {
        let mut endings = self.app.signals.listen();
        let look = async {
            while self
                .count("SELECT COUNT(*) FROM redemption WHERE state = 'held'")
                .await
                > 0
            {
                let _ = endings.recv().await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), look)
            .await
            .expect("every delivery ends");
    }

    /// One number from the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql)
            .fetch_one(&mut *self.app.db.read().await.unwrap())
            .await
            .unwrap()
    }
}

impl TestBot {
    /// Changes the database behind the bot's back, as a later feature or an operator would.
    pub async fn tamper(&self, sql: &'static str) {
        use sqlx::ConnectOptions as _;
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(self.database())
            .busy_timeout(std::time::Duration::from_secs(5));
        sqlx::raw_sql(sql)
            .execute(&mut options.connect().await.unwrap())
            .await
            .unwrap();
    }
}

impl TestBot {
    /// Keeps the database busy, as an operator's own transaction would, until what is returned is dropped.
    pub async fn occupy(&self) -> sqlx::SqliteConnection {
        use sqlx::ConnectOptions as _;
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(self.database());
        let mut connection = options.connect().await.unwrap();
        sqlx::raw_sql("BEGIN IMMEDIATE")
            .execute(&mut connection)
            .await
            .unwrap();
        connection
    }
}

impl TestBot {
    /// Gives a member the Sparks for a perk and redeems it, until they have the receipt.
    pub async fn redeem(&self, member: &Member, perk: &str, price: i64) -> Reply {
        self.award(member, price).await;
        let question = ask_for(member, perk).await;
        confirmed(member, &question, "#00").await
    }
}

/// A role on offer, and a member with Sparks: where most stories begin.
pub struct Shop {
    pub discord: FakeDiscord,
    pub bot: TestBot,
    pub alice: Member,
    pub explorer: u64,
}

impl Shop {
    /// The role Explorer at this price, and Alice with so many Sparks.
    pub async fn open(price: i64, sparks: i64) -> Self {
        Self::open_to("en-US", price, sparks).await
    }

    /// The same, to an Alice who reads this language.
    pub async fn open_to(locale: &str, price: i64, sparks: i64) -> Self {
        let discord = FakeDiscord::start().await;
        let explorer = badge_role(&discord, "Explorer");
        let bot = TestBot::start(&discord).await;
        bot.perk("Explorer", explorer, price).await;
        let alice = discord.member("alice").locale(locale);
        bot.award(&alice, sparks).await;
        Self {
            discord,
            bot,
            alice,
            explorer,
        }
    }
}

/// Asks for a perk by its name. What comes is the question whether to spend the Sparks, or a refusal.
pub async fn ask_for(member: &Member, perk: &str) -> Reply {
    member.slash("redeem").option("perk", perk).send().await
}

/// Confirms, and waits until the message says this, as a receipt does of its number.
pub async fn confirmed(member: &Member, question: &Reply, says: &str) -> Reply {
    let answer = member.click(question, "confirm").await;
    answer.wait_until(|reply| reply.text().contains(says)).await
}
