//! The application: what everything else is given. This is the only wiring; there are no globals.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, broadcast};

use crate::badge_pictures::BadgePictures;
use crate::clock::Clock;
use crate::db::Db;
use crate::events::Rules;
use crate::fulfilment::Policy;
use crate::i18n::Catalogue;
use crate::ids::RedemptionId;
use crate::metrics::Metrics;

/// How many endings a slow listener may be behind before it must look at the database instead.
const FINISHED_BACKLOG: usize = 256;

/// The database, time, chance, signals, pictures, rules and figures of one running bot.
pub struct App {
    /// Where everything is kept.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// By which times delivery works.
    pub policy: Policy,
    /// What is said, in each language.
    pub catalogue: Catalogue,
    /// Who tells whom that there is work or that it is done.
    pub signals: Signals,
    /// What badges look like.
    pub badge_pictures: BadgePictures,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// What the product's events earn.
    pub rules: Arc<Rules>,
    random: Mutex<fastrand::Rng>,
}

impl App {
    /// An application over an open database. `seed` makes its jitter and incident ids repeatable.
    #[must_use]
    pub fn new(db: Db, clock: Clock, policy: Policy, catalogue: Catalogue, seed: u64) -> Self {
        let random = Mutex::new(fastrand::Rng::with_seed(seed));
        Self {
            db,
            clock,
            policy,
            catalogue,
            signals: Signals::new(),
            badge_pictures: BadgePictures::default(),
            metrics: Arc::default(),
            rules: Arc::default(),
            random,
        }
    }

    /// The same with other pictures.
    #[must_use]
    pub fn with_badge_pictures(mut self, badge_pictures: BadgePictures) -> Self {
        self.badge_pictures = badge_pictures;
        self
    }

    /// The same with these rules for events.
    #[must_use]
    pub fn with_rules(mut self, rules: Rules) -> Self {
        self.rules = Arc::new(rules);
        self
    }

    /// A number from 0 up to 1, for jitter.
    #[must_use]
    pub fn random_share(&self) -> f64 {
        self.random
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .f64()
    }

    /// Bytes that nobody can foresee, for what must not be guessed. They come from the operating system, also where the rest
    /// of the process's chance is repeated.
    ///
    /// # Errors
    /// When the system has none to give.
    pub fn secret_bytes<const COUNT: usize>(&self) -> anyhow::Result<[u8; COUNT]> {
        let mut bytes = [0; COUNT];
        getrandom::fill(&mut bytes)
            .map_err(|error| anyhow::anyhow!("no secure randomness: {error}"))?;
        Ok(bytes)
    }

    /// A number for an incident, short enough to be read out.
    #[must_use]
    pub fn random_u32(&self) -> u32 {
        self.random
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .u32(..)
    }
}

/// Signals inside one process. Nothing depends on them but speed and words: who misses one finds the same in the
/// database.
#[derive(Debug)]
pub struct Signals {
    work: Notify,
    erased: Notify,
    expiring: Notify,
    farewells: Notify,
    batch_confirmed: Notify,
    staff: Notify,
    messages: Notify,
    finished: broadcast::Sender<RedemptionId>,
    delivery_is_stopped: AtomicBool,
}

impl Signals {
    fn new() -> Self {
        Self {
            work: Notify::new(),
            erased: Notify::new(),
            expiring: Notify::new(),
            farewells: Notify::new(),
            batch_confirmed: Notify::new(),
            staff: Notify::new(),
            messages: Notify::new(),
            finished: broadcast::Sender::new(FINISHED_BACKLOG),
            delivery_is_stopped: AtomicBool::new(false),
        }
    }

    /// Something was redeemed: the worker should look.
    pub fn wake_worker(&self) {
        self.work.notify_one();
    }

    /// Returns when [`Signals::wake_worker`] was called since it returned last.
    pub async fn redeemed(&self) {
        self.work.notified().await;
    }

    /// A member was erased: their roles are to be taken.
    pub fn wake_remover(&self) {
        self.erased.notify_one();
    }

    /// Returns when [`Signals::wake_remover`] was called since it returned last.
    pub async fn erased(&self) {
        self.erased.notified().await;
    }

    /// The end of a role may have come nearer: who takes them should look.
    pub fn wake_expirer(&self) {
        self.expiring.notify_one();
    }

    /// Returns when [`Signals::wake_expirer`] was called since it returned last.
    pub async fn expiring(&self) {
        self.expiring.notified().await;
    }

    /// A role was taken whose time is over: its member is to be told.
    pub fn wake_farewells(&self) {
        self.farewells.notify_one();
    }

    /// Returns when [`Signals::wake_farewells`] was called since it returned last.
    pub async fn farewells(&self) {
        self.farewells.notified().await;
    }

    /// A batch of awards was confirmed, or is to be taken back.
    pub fn wake_batches(&self) {
        self.batch_confirmed.notify_one();
    }

    /// Returns when [`Signals::wake_batches`] was called since it returned last.
    pub async fn batch_confirmed(&self) {
        self.batch_confirmed.notified().await;
    }

    /// There may be something to say to moderators now.
    pub fn wake_staff(&self) {
        self.staff.notify_one();
    }

    /// Returns when [`Signals::wake_staff`] was called since it returned last.
    pub async fn staff_wanted(&self) {
        self.staff.notified().await;
    }

    /// Somebody is to be told something by direct message.
    pub fn wake_messenger(&self) {
        self.messages.notify_one();
    }

    /// Returns when [`Signals::wake_messenger`] was called since it returned last.
    pub async fn message_due(&self) {
        self.messages.notified().await;
    }

    /// A redemption is final.
    pub fn finished(&self, redemption: RedemptionId) {
        self.wake_messenger();
        // Nobody listening is nothing wrong.
        let _ = self.finished.send(redemption);
    }

    /// Endings from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<RedemptionId> {
        self.finished.subscribe()
    }

    /// Discord refused the token: this process delivers nothing any more.
    pub fn stop_delivery(&self) {
        self.delivery_is_stopped.store(true, Ordering::SeqCst);
    }

    /// Whether [`Signals::stop_delivery`] was called.
    #[must_use]
    pub fn delivery_is_stopped(&self) -> bool {
        self.delivery_is_stopped.load(Ordering::SeqCst)
    }
}
