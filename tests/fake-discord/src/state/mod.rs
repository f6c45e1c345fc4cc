//! Everything the fake knows, behind one lock that is never held across an await. Routes, actors and
//! gateway connections all change it through [`Shared::write`], which wakes whoever waits for a change.

pub(crate) mod commands;
pub(crate) mod guild;
pub(crate) mod interaction;
pub(crate) mod mentions;
pub(crate) mod message;
pub(crate) mod render;
pub(crate) mod session;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;
use tokio::sync::{broadcast, watch};

use crate::config::Config;
use crate::event::{Event, RecordedRequest};
use crate::fault::ActiveFault;
use crate::ids::{Ids, Kind};
use crate::state::guild::Guild;
use crate::state::interaction::Interaction;
use crate::state::message::{Message, StoredFile};
use crate::state::session::Session;

/// The state of one fake Discord.
pub(crate) struct World {
    pub(crate) config: Config,
    pub(crate) base_url: String,
    pub(crate) ids: Ids,
    pub(crate) guild: Guild,
    pub(crate) messages: BTreeMap<u64, Message>,
    pub(crate) interactions: BTreeMap<u64, Interaction>,
    pub(crate) guild_commands: Vec<Value>,
    pub(crate) global_commands: Vec<Value>,
    pub(crate) command_writes: usize,
    /// Admins' overrides: command name and user id.
    pub(crate) allowed: BTreeSet<(String, u64)>,
    pub(crate) denied: BTreeSet<(String, u64)>,
    pub(crate) emojis: Vec<Value>,
    /// Files that users sent with commands.
    pub(crate) uploads: Vec<StoredFile>,
    /// The paths of files that were fetched.
    pub(crate) downloads: Vec<String>,
    pub(crate) sessions: Vec<Session>,
    pub(crate) requests: Vec<RecordedRequest>,
    pub(crate) violations: Vec<String>,
    pub(crate) faults: Vec<ActiveFault>,
    pub(crate) faults_made: u64,
    pub(crate) connections: u64,
    pub(crate) token_valid: bool,
    pub(crate) bot_in_guild: bool,
    pub(crate) events: broadcast::Sender<Event>,
    /// What answers say that the time is, where a test has chosen it.
    pub(crate) date_ms: Option<i64>,
    started: Instant,
    advanced: Duration,
}

impl World {
    pub(crate) fn new(config: Config, base_url: String) -> Self {
        let mut ids = Ids::default();
        ids.skip(Kind::Interaction, config.interactions_before);
        let guild = Guild::new(&config, &mut ids);
        Self {
            config,
            base_url,
            ids,
            guild,
            messages: BTreeMap::new(),
            interactions: BTreeMap::new(),
            guild_commands: Vec::new(),
            global_commands: Vec::new(),
            command_writes: 0,
            allowed: BTreeSet::new(),
            denied: BTreeSet::new(),
            emojis: Vec::new(),
            uploads: Vec::new(),
            downloads: Vec::new(),
            sessions: Vec::new(),
            requests: Vec::new(),
            violations: Vec::new(),
            faults: Vec::new(),
            faults_made: 0,
            connections: 0,
            token_valid: true,
            bot_in_guild: true,
            events: broadcast::channel(4096).0,
            date_ms: None,
            started: Instant::now(),
            advanced: Duration::ZERO,
        }
    }

    /// Time since the start, plus what the test advanced the clock by.
    pub(crate) fn age(&self) -> Duration {
        self.started.elapsed() + self.advanced
    }

    /// What the test advanced the clock by.
    pub(crate) fn advanced(&self) -> Duration {
        self.advanced
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.advanced += by;
    }

    /// The wall clock, as messages show it.
    pub(crate) fn timestamp(&self) -> String {
        crate::time::rfc3339(SystemTime::now() + self.advanced)
    }

    pub(crate) fn violate(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.emit(Event::Violation { text: text.clone() });
        self.violations.push(text);
    }

    pub(crate) fn emit(&self, event: Event) {
        // An error only says that nobody is watching.
        let _ = self.events.send(event);
    }
}

/// The state with its lock and its bell.
pub(crate) struct Shared {
    world: Mutex<World>,
    changed: watch::Sender<u64>,
    stopped: watch::Sender<bool>,
}

impl Shared {
    pub(crate) fn new(world: World) -> Self {
        Self {
            world: Mutex::new(world),
            changed: watch::Sender::new(0),
            stopped: watch::Sender::new(false),
        }
    }

    /// Reads the state. A panic elsewhere must not hide its message behind a poisoned lock.
    pub(crate) fn read(&self) -> MutexGuard<'_, World> {
        self.world
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Changes the state, then wakes the waiting.
    pub(crate) fn write<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.read());
        self.changed.send_modify(|version| *version += 1);
        result
    }

    /// Waits until `look` finds what it wants; `None` when that takes longer than `limit`.
    pub(crate) async fn wait_for<T>(
        &self,
        limit: Duration,
        mut look: impl FnMut(&World) -> Option<T>,
    ) -> Option<T> {
        let mut changes = self.changed.subscribe();
        let found = async {
            loop {
                changes.mark_unchanged();
                let seen = look(&self.read());
                if let Some(found) = seen {
                    return found;
                }
                if changes.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        tokio::time::timeout(limit, found).await.ok()
    }

    /// A bell that rings after every change.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    pub(crate) fn stop(&self) {
        self.stopped.send_replace(true);
    }

    /// Resolves when the fake stops.
    pub(crate) async fn stopped(&self) {
        let mut stopped = self.stopped.subscribe();
        let _ = stopped.wait_for(|stopped| *stopped).await;
    }
}
