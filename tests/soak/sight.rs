//! What members and moderators see: the bot's answers, looked at when they come and again and again afterwards, and read
//! as acknowledgements. Only what stands on a message counts, whoever put it there and whatever died since.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use fake_discord::{Pending, Reply};
use serde_json::Value;
use sparks::i18n::Translator;

use crate::journal::{Acknowledgement, Confirmed, Decided, Progress, now_ms};
use crate::stage::Stage;

/// A message is looked at again after this, then after twice as long, and so on.
const FIRST_LOOK_AFTER: Duration = Duration::from_millis(500);
/// After a wait as long as this it is looked at once more, at the very end.
const LOOKS_END_AFTER: Duration = Duration::from_secs(30);
const TICK: Duration = Duration::from_millis(100);

/// What somebody asked for, as far as it is needed to understand the answer.
#[derive(Debug, Clone)]
pub enum Asked {
    Award { member: u64, amount: i64 },
    Campaign { name: String },
    Perk { name: String },
    Confirm(Confirmed),
    Decision { redemption: i64 },
    Balance,
    Other,
}

pub struct Watched {
    who: u64,
    asked: Asked,
    pub pending: Pending,
    asked_at_ms: i64,
}

impl Watched {
    pub fn new(who: u64, asked: Asked, pending: Pending) -> Self {
        Self {
            who,
            asked,
            pending,
            asked_at_ms: now_ms(),
        }
    }
}

/// Everything that was asked.
#[derive(Default)]
pub struct Watch(Mutex<Vec<Entry>>);

struct Entry {
    watched: Watched,
    wait: Duration,
    /// None: not before the end.
    next_look: Option<Instant>,
    /// A balance is what it was when it was shown.
    is_done: bool,
}

impl Watch {
    pub fn add(&self, watched: Watched) {
        self.0.lock().unwrap().push(Entry {
            watched,
            wait: FIRST_LOOK_AFTER,
            next_look: Some(Instant::now() + FIRST_LOOK_AFTER),
            is_done: false,
        });
    }
}

impl Stage {
    /// Looks at messages until it is over.
    pub async fn keep_watching(&self) {
        while !self.is_over() {
            self.pause(TICK).await;
            self.look(false);
        }
    }

    /// Looks at every message once more.
    pub fn look_at_everything(&self) {
        self.look(true);
    }

    fn look(&self, is_last: bool) {
        let now = Instant::now();
        let mut entries = self.watch.0.lock().unwrap();
        let mut seen = Vec::new();
        for entry in entries.iter_mut().filter(|entry| !entry.is_done) {
            if is_last || entry.next_look.is_some_and(|at| at <= now) {
                let read = self.read(&entry.watched);
                entry.is_done = matches!(read[..], [Acknowledgement::Balance { .. }]);
                seen.extend(read);
                entry.wait *= 2;
                entry.next_look = Some(now + entry.wait).filter(|_| entry.wait < LOOKS_END_AFTER);
            }
        }
        self.log.append(&seen);
    }

    /// Writes down what the message says now, and keeps an eye on it.
    pub fn see(&self, watched: Watched) {
        let seen = self.read(&watched);
        for acknowledgement in &seen {
            self.journal
                .note(watched.who, format!("reads {acknowledgement:?}"));
        }
        self.log.append(&seen);
        let is_done = matches!(watched.asked, Asked::Other)
            || matches!(seen[..], [Acknowledgement::Balance { .. }]);
        if !is_done {
            self.watch.add(watched);
        }
    }

    /// What the message says now.
    fn read(&self, watched: &Watched) -> Vec<Acknowledgement> {
        let reply = watched.pending.now();
        let t = self.catalogue.translator(self.locale_of(watched.who));
        match &watched.asked {
            Asked::Award { member, amount } => {
                let mut messages = reply.followups();
                messages.push(reply);
                let numbers = messages.iter().filter_map(|message| receipt(message, "A-"));
                let award = |receipt| Acknowledgement::Award {
                    interaction: watched.pending.interaction_id(),
                    member: *member,
                    amount: *amount,
                    receipt,
                };
                numbers.map(award).collect()
            }
            Asked::Campaign { name } if reply.text().contains("has started") => {
                vec![Acknowledgement::Campaign { name: name.clone() }]
            }
            Asked::Perk { name } if reply.text().contains("can be redeemed now") => {
                vec![Acknowledgement::Perk { name: name.clone() }]
            }
            Asked::Campaign { .. } | Asked::Perk { .. } | Asked::Other => vec![],
            Asked::Confirm(confirmed) => redemption(t, &reply, confirmed).into_iter().collect(),
            Asked::Decision { redemption } => {
                let decided = decided(t, &reply, *redemption);
                let decision = |decided| Acknowledgement::Decision {
                    interaction: watched.pending.interaction_id(),
                    moderator: watched.who,
                    redemption: *redemption,
                    decided,
                };
                decided.map(decision).into_iter().collect()
            }
            Asked::Balance => balance(t, &reply, watched).into_iter().collect(),
        }
    }
}

/// Whether the bot has said all that it will say at once.
pub fn is_answered(reply: &Reply) -> bool {
    !matches!(reply.kind(), "unanswered" | "thinking" | "acknowledged")
}

fn redemption(t: Translator<'_>, reply: &Reply, confirmed: &Confirmed) -> Option<Acknowledgement> {
    let embed = reply.embeds().first().cloned()?;
    let is = |part: &Value, key: &str| part.as_str() == Some(t.text(key).as_str());
    let is_refused = is(&embed["footer"]["text"], "redeem-nothing-charged");
    if is_refused || is(&embed["description"], "confirm-cancelled") {
        let confirmed = confirmed.clone();
        return Some(Acknowledgement::NothingCharged { confirmed });
    }
    let progress = [
        ("receipt-title-held", Progress::OnItsWay),
        ("receipt-title-settled", Progress::Settled),
        ("receipt-title-voided", Progress::Voided),
        ("receipt-title-review", Progress::Review),
    ]
    .into_iter()
    .find(|(title, _)| is(&embed["title"], title));
    Some(Acknowledgement::Redemption {
        confirmed: confirmed.clone(),
        receipt: receipt(reply, "R-")?,
        progress: progress?.1,
    })
}

fn decided(t: Translator<'_>, reply: &Reply, redemption: i64) -> Option<Decided> {
    let receipt = format!("R-{redemption}");
    let text = reply.text();
    let says = |key: &str| text == t.format(key, &[("receipt", receipt.clone().into())]);
    [
        ("redemption-retried", Decided::Retried),
        ("redemption-returning", Decided::Returning),
        ("redemption-returned", Decided::Returned),
    ]
    .into_iter()
    .find_map(|(key, decided)| says(key).then_some(decided))
}

fn balance(t: Translator<'_>, reply: &Reply, watched: &Watched) -> Option<Acknowledgement> {
    let field = |key: &str| number(&field(reply, &t.text(key))?);
    Some(Acknowledgement::Balance {
        member: watched.who,
        asked_at_ms: watched.asked_at_ms,
        seen_at_ms: now_ms(),
        available: field("sparks-field-available")?,
        held: field("sparks-field-held")?,
        lifetime: field("sparks-field-lifetime")?,
    })
}

fn field(reply: &Reply, name: &str) -> Option<String> {
    let embed = reply.embeds().first().cloned()?;
    let fields = embed["fields"].as_array()?;
    let field = fields.iter().find(|field| field["name"] == name)?;
    Some(field["value"].as_str()?.to_owned())
}

/// A number, however its language groups the digits.
fn number(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The number behind a mark such as "R-".
fn receipt(reply: &Reply, mark: &str) -> Option<i64> {
    let text = reply.text();
    let (_, rest) = text.split_once(mark)?;
    let end = rest
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(rest.len());
    rest[..end].parse().ok()
}
