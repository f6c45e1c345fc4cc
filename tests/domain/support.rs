//! A house to test in: the application on a real file in a folder of its own, with a clock that stands until it is
//! moved and a Discord that answers by script. Its methods read like what people do; [`House::verify`] ends each test.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use sparks::app::App;
use sparks::campaigns::{Award, AwardOutcome, Awarded, CloseCampaign, CreateCampaign, Terms};
use sparks::clock::{Clock, Millis};
use sparks::db::{Connection, Db, Write};
use sparks::fulfilment::{Policy, Worker};
use sparks::i18n::Catalogue;
use sparks::ids::{AccountId, PerkId, RedemptionId, RoleId, UserId};
use sparks::leaderboard::{BoardKey, Cursor, Page, Standing, account_and_standing, page};
use sparks::ledger::{self, RequestKey};
use sparks::perks::{
    self, AddManualPerk, AddOutcome, AddRolePerk, PerkKind, PerkOptions, Redeem, RedeemOutcome,
    Redemption,
};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::scripted_discord::ScriptedDiscord;

/// When every test starts: a round number, so that times in a failure can be read.
pub const START_MS: Millis = 1_800_000_000_000;
pub const HOUR_MS: Millis = 60 * 60_000;
pub const MODERATOR: UserId = UserId(900);
pub const ALICE: UserId = UserId(1_001);
pub const BOB: UserId = UserId(1_002);
/// What [`House::award`] awards from; it has no budget.
pub const CAMPAIGN: &str = "Spring Quest";

/// An application, and all that is around it.
pub struct House {
    app: Option<Arc<App>>,
    worker: Option<Worker>,
    pub clock: Clock,
    pub discord: Arc<ScriptedDiscord>,
    pub policy: Policy,
    path: PathBuf,
    causes: AtomicI64,
    verified: AtomicBool,
    /// Deleted with the house.
    folder: Option<TempDir>,
}

/// An empty database that has every migration: made once, copied for each test.
async fn migrated_file() -> &'static [u8] {
    static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
    FILE.get_or_init(|| async {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("template.db");
        Db::open(&path).await.unwrap().close().await;
        std::fs::read(&path).unwrap()
    })
    .await
}

impl House {
    /// A new one, with [`CAMPAIGN`] running.
    pub async fn open() -> Self {
        let house = Self::open_empty().await;
        house.campaign(CAMPAIGN, None).await;
        house
    }

    /// A new one with nothing in it.
    pub async fn open_empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sparks.db");
        std::fs::write(&path, migrated_file().await).unwrap();
        let mut house = Self::open_at(&path).await;
        house.folder = Some(folder);
        house
    }

    /// One on a file that is there, or is made.
    pub async fn open_at(path: &Path) -> Self {
        let mut house = Self {
            app: None,
            worker: None,
            clock: Clock::manual(START_MS),
            discord: Arc::new(ScriptedDiscord::default()),
            policy: Policy {
                // A withdrawal is due at once, so that a test drives it by one look at the queue.
                withdrawal_pause_ms: 0,
                ..Policy::default()
            },
            path: path.to_owned(),
            causes: AtomicI64::new(1),
            verified: AtomicBool::new(false),
            folder: None,
        };
        house.start().await;
        house
    }

    /// A process opens the file.
    pub async fn start(&mut self) {
        let db = Db::open(&self.path()).await.unwrap();
        let catalogue = Catalogue::new().unwrap();
        let app = Arc::new(App::new(db, self.clock.clone(), self.policy, catalogue, 7));
        let granter = Arc::clone(&self.discord);
        self.worker = Some(Worker::new(Arc::clone(&app), granter));
        self.app = Some(app);
    }

    /// The process ends between two transactions, and another opens the same file.
    pub async fn restart(&mut self) {
        self.stop().await;
        self.start().await;
    }

    /// The process ends; the file stays.
    pub async fn stop(&mut self) {
        self.worker = None;
        let app = self.app.take().unwrap();
        let app = Arc::into_inner(app).expect("a task still has the application");
        app.db.close().await;
    }

    pub fn path(&self) -> PathBuf {
        self.path.clone()
    }

    pub fn app(&self) -> Arc<App> {
        Arc::clone(self.app.as_ref().unwrap())
    }

    pub fn db(&self) -> &Db {
        &self.app.as_ref().unwrap().db
    }

    /// The one worker of this process: it stays halted once it is.
    pub fn worker(&self) -> Worker {
        self.worker.clone().unwrap()
    }

    /// Works on everything that is due, and says how many attempts that were.
    pub async fn deliver(&self) -> usize {
        self.worker().run_due().await.unwrap()
    }

    /// Lets time pass, then works on everything that is due.
    pub async fn deliver_after(&self, by_ms: Millis) -> usize {
        self.clock.advance(by_ms);
        self.deliver().await
    }

    pub async fn write<W: Write>(&self, operation: W) -> W::Outcome {
        self.db().write(operation).await.unwrap()
    }

    /// A key that no other request has.
    pub fn key(&self, what: &str) -> RequestKey {
        RequestKey::new(what, self.causes.fetch_add(1, Ordering::SeqCst))
    }

    pub async fn campaign(&self, name: &str, budget: Option<i64>) {
        self.write(self.create_campaign(name, budget)).await;
    }

    pub fn create_campaign(&self, name: &str, budget: Option<i64>) -> CreateCampaign {
        CreateCampaign {
            key: self.key("campaign"),
            moderator: MODERATOR,
            name: name.into(),
            budget,
            terms: Terms::default(),
            now_ms: self.clock.now_ms(),
        }
    }

    pub fn close_campaign(&self, name: &str) -> CloseCampaign {
        CloseCampaign {
            key: self.key("close"),
            moderator: MODERATOR,
            campaign: name.into(),
            now_ms: self.clock.now_ms(),
        }
    }

    /// A request for an award from [`CAMPAIGN`], to be changed where a test needs it.
    pub fn award_request(&self, member: UserId, amount: i64) -> Award {
        Award {
            key: self.key("award"),
            moderator: MODERATOR,
            member,
            member_is_bot: false,
            amount,
            campaign: CAMPAIGN.into(),
            reason: None,
            now_ms: self.clock.now_ms(),
        }
    }

    #[track_caller]
    pub fn award(&self, member: UserId, amount: i64) -> impl Future<Output = Awarded> {
        let request = self.award_request(member, amount);
        async move {
            match self.write(request).await {
                AwardOutcome::Awarded(awarded) => awarded,
                AwardOutcome::Refused(refusal) => panic!("award refused: {refusal:?}"),
            }
        }
    }

    /// A role perk: its role is made from its name, once a member, without limit of stock.
    pub fn perk(&self, name: &str, price: i64) -> AddRolePerk {
        let role = name.bytes().fold(7_000, |sum, byte| sum + i64::from(byte));
        AddRolePerk {
            key: self.key("perk"),
            moderator: MODERATOR,
            role: RoleId(role),
            name: name.into(),
            description: None,
            price,
            stock: None,
            limit_per_member: Some(1),
            options: PerkOptions::default(),
            now_ms: self.clock.now_ms(),
        }
    }

    /// A perk that is no role, as often as one likes, without limit of stock, offered at once.
    pub fn manual_perk(&self, kind: PerkKind, name: &str, price: i64) -> AddManualPerk {
        AddManualPerk {
            key: self.key("perk"),
            moderator: MODERATOR,
            kind,
            name: name.into(),
            description: None,
            price,
            stock: None,
            limit_per_member: None,
            coming_soon: Some(false),
            options: PerkOptions::default(),
            now_ms: self.clock.now_ms(),
        }
    }

    /// Offers it.
    pub async fn add_manual(&self, kind: PerkKind, name: &str, price: i64) -> PerkId {
        let added = self.write(self.manual_perk(kind, name, price)).await;
        assert!(matches!(added, AddOutcome::Added { .. }), "{added:?}");
        self.perk_named(name).await.id
    }

    /// Offers it.
    pub async fn add(&self, perk: AddRolePerk) -> PerkId {
        let name = perk.name.clone();
        let added = self.write(perk).await;
        assert!(matches!(added, AddOutcome::Added { .. }), "{added:?}");
        self.perk_named(&name).await.id
    }

    pub async fn perk_named(&self, name: &str) -> perks::Perk {
        let mut reader = self.db().read().await.unwrap();
        let perk = perks::find_by_name(&mut reader, name).await.unwrap();
        perk.expect("no such perk")
    }

    /// A member's confirmation of a perk at its price, to be changed where a test needs it.
    pub async fn redeem_request(&self, member: UserId, perk: PerkId) -> Redeem {
        let mut reader = self.db().read().await.unwrap();
        let found = perks::find(&mut reader, perk).await.unwrap();
        let days = found.as_ref().and_then(|perk| perk.terms.lasts_days);
        Redeem {
            key: self.key("redeem"),
            member,
            perk,
            confirmed_price: found.map_or(1, |perk| perk.price),
            confirmed_days: days,
            roles: Vec::new(),
            now_ms: self.clock.now_ms(),
            answer: None,
            secret: 7,
            deadline_at_ms: self.clock.now_ms() + self.policy.deadline_ms,
        }
    }

    /// The roles of a member who has this perk's.
    pub async fn roles_of_owner(&self, perk: PerkId) -> Vec<RoleId> {
        let mut reader = self.db().read().await.unwrap();
        let perk = perks::find(&mut reader, perk).await.unwrap();
        perk.and_then(|perk| perk.role_id).into_iter().collect()
    }

    pub async fn redeem(&self, member: UserId, perk: PerkId) -> RedeemOutcome {
        self.write(self.redeem_request(member, perk).await).await
    }

    /// Redeems, which must succeed.
    pub async fn reserve(&self, member: UserId, perk: PerkId) -> RedemptionId {
        match self.redeem(member, perk).await {
            RedeemOutcome::Reserved { redemption } => redemption,
            RedeemOutcome::Refused(refusal) => panic!("redemption refused: {refusal:?}"),
        }
    }

    pub async fn redemption(&self, id: RedemptionId) -> Redemption {
        let mut reader = self.db().read().await.unwrap();
        let redemption = perks::load(&mut reader, id).await.unwrap();
        redemption.expect("no such redemption")
    }

    /// Available and held Sparks.
    pub async fn balance(&self, member: UserId) -> (i64, i64) {
        let mut reader = self.db().read().await.unwrap();
        let account = ledger::member_account(&mut reader, member).await.unwrap();
        account.map_or((0, 0), |account| (account.available, account.held))
    }

    pub async fn account(&self, member: UserId) -> AccountId {
        let mut reader = self.db().read().await.unwrap();
        let account = ledger::member_account(&mut reader, member).await.unwrap();
        account.expect("no such account").id
    }

    pub async fn standing(&self, member: UserId) -> Option<Standing> {
        self.standing_on(BoardKey::Lifetime, member).await
    }

    pub async fn standing_on(&self, board: BoardKey, member: UserId) -> Option<Standing> {
        let mut reader = self.db().read().await.unwrap();
        let found = account_and_standing(&mut reader, board, member).await;
        found.unwrap().expect("no such account").1
    }

    pub async fn page(&self, cursor: Cursor) -> Page {
        self.page_on(BoardKey::Lifetime, cursor).await
    }

    pub async fn page_on(&self, board: BoardKey, cursor: Cursor) -> Page {
        let mut reader = self.db().read().await.unwrap();
        page(&mut reader, board, cursor, None).await.unwrap()
    }

    /// The page on which a member stands.
    pub async fn page_of(&self, board: BoardKey, member: UserId) -> Page {
        let account = self.account(member).await;
        let mut reader = self.db().read().await.unwrap();
        page(&mut reader, board, Cursor::Own, Some(account))
            .await
            .unwrap()
    }

    /// One number, by SQL.
    pub async fn number(&self, sql: &'static str) -> i64 {
        let mut reader = self.db().read().await.unwrap();
        let number: Option<i64> = sqlx::query_scalar(sql)
            .fetch_one(&mut *reader)
            .await
            .unwrap();
        number.expect("NULL is no number")
    }

    /// Runs SQL as an operation of the writer, which refuses what the schema refuses.
    pub async fn execute(&self, sql: &'static str) -> anyhow::Result<()> {
        self.db().write(Execute(sql)).await
    }

    /// All that is in the database but for requests: equal dumps mean that nothing was written.
    pub async fn dump(&self) -> String {
        let mut reader = self.db().read().await.unwrap();
        let queries: Vec<String> = sqlx::query_scalar(
            "SELECT 'SELECT ''' || t.name || ' '' || json_group_array(json_array(' || group_concat(c.name) || '))
                FROM ' || t.name
             FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
             WHERE t.type = 'table' AND t.name NOT IN ('request', '_sqlx_migrations')
             GROUP BY t.name ORDER BY t.name",
        )
        .fetch_all(&mut *reader)
        .await
        .unwrap();
        let mut dump = Vec::new();
        for query in queries {
            let table: String = sqlx::query_scalar(AssertSqlSafe(query))
                .fetch_one(&mut *reader)
                .await
                .unwrap();
            dump.push(table);
        }
        dump.join("\n")
    }

    /// Every ledger invariant.
    pub async fn verify(&self) {
        let mut reader = self.db().read().await.unwrap();
        let report = ledger::verify(&mut reader).await.unwrap();
        assert_eq!(report.violations, []);
        self.is_verified();
    }

    /// Said by a test that has verified the same file by another house.
    pub fn is_verified(&self) {
        self.verified.store(true, Ordering::SeqCst);
    }
}

/// A test that forgets to verify would pass over a broken ledger.
impl Drop for House {
    fn drop(&mut self) {
        let verified = self.verified.load(Ordering::SeqCst);
        assert!(
            verified || std::thread::panicking(),
            "end this test with house.verify()"
        );
    }
}

struct Execute(&'static str);

impl Write for Execute {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        sqlx::query(self.0).execute(tx).await?;
        Ok(())
    }
}

/// A member by number, for tests with many.
pub fn member(number: usize) -> UserId {
    UserId(2_000 + i64::try_from(number).unwrap())
}
