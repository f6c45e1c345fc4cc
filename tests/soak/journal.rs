//! What is remembered of a run: what happened to whom, how often what was done, and, in a file that is synced before
//! anything counts, what members and moderators were told.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// How much of a member's story a violation is shown with.
const EVENTS_SHOWN: usize = 50;

/// The time of day, as the bot's ledger has it.
pub fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

/// Something that somebody was told, and that must be so from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "told")]
pub enum Acknowledgement {
    /// An award, by its announcement or its receipt.
    Award {
        /// The moderator's command.
        interaction: u64,
        member: u64,
        amount: i64,
        /// The number after "A-".
        receipt: i64,
    },
    Campaign {
        name: String,
    },
    /// A perk can be redeemed.
    Perk {
        name: String,
    },
    /// How far a redemption has come.
    Redemption {
        confirmed: Confirmed,
        /// The number after "R-".
        receipt: i64,
        progress: Progress,
    },
    /// A confirmation came to nothing.
    NothingCharged {
        confirmed: Confirmed,
    },
    /// A moderator's decision about a redemption.
    Decision {
        /// The moderator's command.
        interaction: u64,
        moderator: u64,
        /// The number after "R-".
        redemption: i64,
        decided: Decided,
    },
    /// An event of the product's is counted.
    Event {
        id: String,
    },
    Balance {
        member: u64,
        asked_at_ms: i64,
        seen_at_ms: i64,
        available: i64,
        held: i64,
        lifetime: i64,
    },
}

/// What stands in the button that a member pressed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    pub member: u64,
    pub perk: i64,
    pub price: i64,
    /// Every press of the same button has the same.
    pub nonce: u64,
}

/// What became of a moderator's decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decided {
    /// It is delivered once more.
    Retried,
    /// The role is taken, then the Sparks go back.
    Returning,
    /// The Sparks are back.
    Returned,
}

/// What a receipt says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    OnItsWay,
    Settled,
    Voided,
    Review,
}

impl Acknowledgement {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Award { .. } => "award",
            Self::Campaign { .. } => "campaign",
            Self::Perk { .. } => "perk",
            Self::Redemption { progress, .. } => match progress {
                Progress::OnItsWay => "redemption on its way",
                Progress::Settled => "redemption settled",
                Progress::Voided => "redemption voided",
                Progress::Review => "redemption under review",
            },
            Self::NothingCharged { .. } => "nothing charged",
            Self::Decision { decided, .. } => match decided {
                Decided::Retried => "decision: deliver once more",
                Decided::Returning => "decision: return after taking the role",
                Decided::Returned => "decision: returned",
            },
            Self::Event { .. } => "event",
            Self::Balance { .. } => "balance",
        }
    }

    /// Whom it is about, for the story that goes with a violation.
    pub fn member(&self) -> Option<u64> {
        match self {
            Self::Award { member, .. } | Self::Balance { member, .. } => Some(*member),
            Self::Redemption { confirmed, .. } | Self::NothingCharged { confirmed } => {
                Some(confirmed.member)
            }
            Self::Campaign { .. }
            | Self::Perk { .. }
            | Self::Event { .. }
            | Self::Decision { .. } => None,
        }
    }
}

/// The file of acknowledgements, each once.
pub struct Log(Mutex<(File, HashSet<String>)>);

impl Log {
    pub fn create(path: &Path) -> Self {
        let file = File::create_new(path).unwrap();
        Self(Mutex::new((file, HashSet::new())))
    }

    /// Writes down what is new and returns when it is on the disk.
    pub fn append(&self, seen: &[Acknowledgement]) {
        let (file, known) = &mut *self.0.lock().unwrap();
        let mut lines = String::new();
        for acknowledgement in seen {
            let line = serde_json::to_string(acknowledgement).unwrap();
            if known.insert(line.clone()) {
                lines.push_str(&line);
                lines.push('\n');
            }
        }
        if !lines.is_empty() {
            file.write_all(lines.as_bytes()).unwrap();
            file.sync_data().unwrap();
        }
    }

    pub fn read(path: &Path) -> Vec<Acknowledgement> {
        let lines = std::fs::read_to_string(path).unwrap();
        let read = |line| serde_json::from_str(line).unwrap();
        lines.lines().map(read).collect()
    }
}

/// Everything that happened, in order.
#[derive(Default)]
pub struct Journal(Mutex<Vec<Event>>);

struct Event {
    at_ms: i64,
    /// Whom it concerns; none: everybody.
    member: Option<u64>,
    what: String,
}

impl Journal {
    pub fn note(&self, member: impl Into<Option<u64>>, what: impl Into<String>) {
        let event = Event {
            at_ms: now_ms(),
            member: member.into(),
            what: what.into(),
        };
        self.0.lock().unwrap().push(event);
    }

    /// The last that happened to a member, what happened to everybody included.
    pub fn story_of(&self, member: u64) -> String {
        let events = self.0.lock().unwrap();
        let theirs = events
            .iter()
            .filter(|event| event.member.is_none_or(|whom| whom == member));
        let mut last: Vec<_> = theirs.rev().take(EVENTS_SHOWN).collect();
        last.sort_by_key(|event| event.at_ms);
        let line = |event: &&Event| format!("      {} {}\n", event.at_ms, event.what);
        last.iter().map(line).collect()
    }
}

/// How often what was done.
#[derive(Default)]
pub struct Tally(Mutex<BTreeMap<String, usize>>);

impl Tally {
    pub fn add(&self, what: &str) {
        self.add_many(what, 1);
    }

    pub fn add_many(&self, what: &str, times: usize) {
        *self.0.lock().unwrap().entry(what.to_owned()).or_default() += times;
    }

    pub fn counts(&self) -> BTreeMap<String, usize> {
        self.0.lock().unwrap().clone()
    }
}
