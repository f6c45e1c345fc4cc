//! A house to crash in: a Discord, members with Sparks, a perk, and the bot as a process. What must hold whatever
//! happened is one function, [`House::violations`], which crash tests want empty and canaries do not.

use std::path::PathBuf;

use fake_discord::{
    FakeDiscord, Fault, Member, Pending, Reply, RoleId as RoleIdOption, permissions,
};
use sparks::campaigns::{Award, CreateCampaign, Terms};
use sparks::db::Db;
use sparks::fail_points::{Canary, CrashPoint};
use sparks::ids::{RoleId, UserId};
use sparks::ledger::RequestKey;
use sparks::perks::{AddRolePerk, PerkOptions};
use sqlx::{ConnectOptions as _, SqliteConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::process::{Bot, PATIENCE, Planted};

pub const PRICE: i64 = 100;
/// What alice and bob are given before the story starts.
const GIVEN: i64 = 500;
/// What is wrong: nothing, when all is well.
pub type Violations = Vec<String>;

/// How a member's redemption must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With the role, charged once.
    Delivered,
    /// Without it and not charged.
    Returned,
    /// The same, and nothing was ever held.
    Refused,
}

impl Ending {
    pub fn words(self) -> &'static str {
        match self {
            Self::Delivered => "is yours: the role is now",
            Self::Returned => "could not be delivered",
            Self::Refused => "no longer offered",
        }
    }
}

/// A member's redemption: the message with the question, and how it must end.
pub struct Redemption {
    pub member: Member,
    pub question: Reply,
    pub ending: Ending,
}

/// Something a moderator asked for: what it leaves in the ledger, and what they read when it is done.
pub struct Deed {
    pub pending: Pending,
    /// Counts it in the ledger.
    pub count: String,
    pub told: &'static str,
    pub extent: Extent,
}

/// How far a deed must have come in the end. It is never done twice, and what was told is always done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Nobody was told anything, so it may or may not be done.
    Open,
    /// Discord delivered it until the bot got to the end, but does not take the answer any more.
    Done,
    /// And it was answered.
    DoneAndTold,
}

/// Everything around the bot that outlives it.
pub struct House {
    pub discord: FakeDiscord,
    pub explorer: u64,
    pub mia: Member,
    pub alice: Member,
    pub bob: Member,
    pub redemptions: Vec<Redemption>,
    pub deeds: Vec<Deed>,
    pub canary: Option<Canary>,
    pub bot: Option<Bot>,
    pub folder: TempDir,
}

impl House {
    /// With nothing in the ledger, and the bot not started.
    pub async fn empty(canary: Option<Canary>) -> Self {
        // What is tested is what is true afterwards, not how fast a busy machine answers.
        let discord = FakeDiscord::builder()
            .answer_within(PATIENCE)
            .wait(PATIENCE)
            .start()
            .await;
        let explorer = discord.role("Explorer").position(2).create();
        let moderators = discord
            .role("Moderators")
            .permissions(permissions::MANAGE_GUILD)
            .position(20)
            .create();
        let mia = discord.member("mia").with_role(moderators);
        let (alice, bob) = (discord.member("alice"), discord.member("bob"));
        Self {
            discord,
            explorer,
            mia,
            alice,
            bob,
            redemptions: vec![],
            deeds: vec![],
            canary,
            bot: None,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With a campaign, a perk that can be redeemed more than once, and Sparks for both members.
    pub async fn furnished(canary: Option<Canary>) -> Self {
        let house = Self::empty(canary).await;
        let furniture = Furniture {
            explorer: house.explorer,
            members: [house.alice.id(), house.bob.id()],
        };
        std::fs::write(house.database(), furniture.file().await).unwrap();
        house
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("sparks.db")
    }

    /// Starts the bot, which is to end at this point.
    pub async fn start_to_die_at(&mut self, point: CrashPoint) {
        self.start_with(Some((point, 1))).await;
    }

    /// Starts the bot, which is to go on.
    pub async fn start(&mut self) {
        self.start_with(None).await;
    }

    pub async fn start_with(&mut self, crash_at: Option<(CrashPoint, u64)>) {
        if let Some(before) = self.bot.take() {
            before.kill().await;
        }
        let canary = self.canary;
        let planted = Planted { crash_at, canary };
        self.bot = Some(Bot::start(self.folder.path(), &self.discord, planted).await);
    }

    /// The bot ends at this point, which must have been armed.
    pub async fn dies_at(&mut self, point: CrashPoint) {
        let died = self.bot.as_mut().unwrap().dies_at(point).await;
        died.unwrap_or_else(|problem| panic!("{problem}"));
    }

    /// The last deed is answered, or the bot has died over it.
    pub async fn dies_or_answers(&mut self) {
        let Self {
            bot,
            deeds,
            discord,
            ..
        } = self;
        let (bot, deed) = (bot.as_mut().unwrap(), deeds.last().unwrap());
        discord
            .wait_until(|_| bot.ended().is_some() || deed.pending.now().text().contains(deed.told))
            .await;
    }

    /// A member is asked whether to redeem.
    pub async fn question(&mut self, member: &Member, ending: Ending) -> usize {
        let asked = member.slash("redeem").option("perk", "explorer");
        let question = asked.send().await;
        self.redemptions.push(Redemption {
            member: member.clone(),
            question,
            ending,
        });
        self.redemptions.len() - 1
    }

    /// The member confirms, perhaps again: it is the same button.
    pub fn press(&self, redemption: usize) -> Pending {
        let Redemption {
            member, question, ..
        } = &self.redemptions[redemption];
        member
            .press(question, "confirm")
            .anyway()
            .send_without_waiting()
    }

    /// A moderator awards. Amounts tell awards apart, so each is to be used once.
    pub fn award(&mut self, member: &Member, amount: i64) {
        let asked = self.mia.slash("award").option("member", member);
        let pending = asked
            .option("amount", amount)
            .option("campaign", "Launch")
            .send_without_waiting();
        let count = format!("SELECT COUNT(*) FROM transfer WHERE amount = {amount}");
        self.did(pending, count, "received");
    }

    pub fn undo(&mut self, award: i64) {
        let asked = self.mia.slash("award-undo");
        let asked = asked.option("award", format!("A-{award}"));
        let pending = asked.option("reason", "By mistake").send_without_waiting();
        let count =
            format!("SELECT COUNT(*) FROM award_undo WHERE award_id = {award} AND debt = 0");
        self.did(pending, count, "has been undone");
    }

    pub fn create_campaign(&mut self, name: &str) {
        let asked = self.mia.slash("campaign create").option("name", name);
        let pending = asked.option("budget", 1_000).send_without_waiting();
        let count = format!("SELECT COUNT(*) FROM campaign WHERE name = '{name}'");
        self.did(pending, count, "has started");
    }

    /// Both members have redeemed what a moderator delivers: wait.
    pub async fn queue(&mut self) {
        self.start().await;
        let added = self.mia.slash("perk add-manual");
        let added = added.option("kind", 4).option("name", "Merch");
        added.option("price", PRICE).send().await;
        for member in [&self.alice, &self.bob] {
            let question = member.slash("redeem").option("perk", "merch").send().await;
            let receipt = member.click(&question, "confirm").await;
            receipt
                .wait_until(|reply| reply.text().contains("A moderator will deliver"))
                .await;
        }
    }

    pub fn fulfil(&mut self, receipt: i64) {
        let asked = self.mia.slash("queue fulfil");
        let asked = asked.option("receipt", format!("R-{receipt}"));
        let pending = asked.option("evidence", "sent").send_without_waiting();
        let count = format!(
            "SELECT COUNT(*) FROM manual_delivery WHERE redemption_id = {receipt} AND ended_by > 0"
        );
        self.did(pending, count, "is delivered and charged");
    }

    /// Offers the role as a perk.
    pub fn offer(&mut self) {
        let asked = self.mia.slash("perk add-role");
        let pending = asked
            .option("role", RoleIdOption(self.explorer))
            .option("price", PRICE)
            .send_without_waiting();
        let count = "SELECT COUNT(*) FROM perk".to_owned();
        self.did(pending, count, "can be redeemed now");
    }

    /// Discord delivers the last interaction once more; it is the last deed.
    pub fn again(&mut self, extent: Extent) {
        self.discord.redeliver_last_interaction();
        self.deeds.last_mut().unwrap().extent = extent;
    }

    fn did(&mut self, pending: Pending, count: String, told: &'static str) {
        self.deeds.push(Deed {
            pending,
            count,
            told,
            extent: Extent::Open,
        });
    }

    /// Keeps Discord from hearing what the bot answers, until the fault is removed.
    pub fn deaf(&self) -> fake_discord::FaultHandle {
        let callback = Fault::on("POST", "/interactions/*/*/callback");
        self.discord.fault(callback.hang().always())
    }

    /// A connection of somebody else to the same file.
    pub async fn other_connection(&self) -> SqliteConnection {
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(self.database())
            .busy_timeout(PATIENCE);
        options.connect().await.unwrap()
    }

    /// Keeps the bot from writing until [`Self::vacate`].
    pub async fn occupy(&self) -> SqliteConnection {
        let mut connection = self.other_connection().await;
        let begin = sqlx::query("BEGIN IMMEDIATE").execute(&mut connection);
        begin.await.unwrap();
        connection
    }

    pub async fn vacate(&self, mut connection: SqliteConnection) {
        let end = sqlx::query("ROLLBACK").execute(&mut connection);
        end.await.unwrap();
    }
}

/// What a furnished house has in its ledger. Ids are the same in every fake, so one file serves all tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Furniture {
    explorer: u64,
    members: [u64; 2],
}

impl Furniture {
    /// A database, made once and copied for each test. Not in place: a process that is being started by another test
    /// has our lock for a moment, and would keep the bot from opening its own file.
    async fn file(self) -> &'static [u8] {
        static FILE: OnceCell<(Furniture, Vec<u8>)> = OnceCell::const_new();
        let first_use = || async { (self, self.make().await) };
        let (furniture, file) = FILE.get_or_init(first_use).await;
        assert_eq!(*furniture, self, "a fake that counts ids differently");
        file
    }

    async fn make(self) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("furnished.db");
        let db = Db::open(&path).await.unwrap();
        let key = |what: &str| RequestKey::new("furnish", what);
        let (moderator, now_ms) = (UserId(1), 1);
        let campaign = CreateCampaign {
            key: key("campaign"),
            moderator,
            name: "Launch".into(),
            budget: Some(1_000_000),
            terms: Terms::default(),
            now_ms,
        };
        db.write(campaign).await.unwrap();
        let perk = AddRolePerk {
            key: key("perk"),
            moderator,
            role: RoleId::from_discord(self.explorer),
            name: "Explorer".into(),
            description: None,
            price: PRICE,
            stock: Some(50),
            limit_per_member: None,
            options: PerkOptions::default(),
            now_ms,
        };
        db.write(perk).await.unwrap();
        for member in self.members {
            let award = Award {
                key: key(&member.to_string()),
                moderator,
                member: UserId::from_discord(member),
                member_is_bot: false,
                amount: GIVEN,
                campaign: "Launch".into(),
                reason: None,
                now_ms,
            };
            db.write(award).await.unwrap();
        }
        db.close().await;
        std::fs::read(&path).unwrap()
    }
}
