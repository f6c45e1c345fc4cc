//! The product: it reports trades, what is taken back of them, and whose accounts are, by signed events to the endpoint of the
//! process that is killed; late, again and again, and in any order. What it was told to be counted is on the disk, and what
//! it is not told it sends once more, in the end to a bot that lives. Then everybody has what a fold of its own says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::json;
use sparks::events::{MessageId, SigningKey};
use sparks::secret::Secret;

use crate::journal::{Acknowledgement, now_ms};
use crate::plan::Plan;
use crate::stage::Stage;

/// How many of its servers report at the same time.
pub const REPORTERS: usize = 3;
const ACCOUNTS: usize = 30;
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// What [`sparks_for`] says in numbers of its own.
const RULES: &str = "[[rules]]\nfrom = 2026-01-01\n\
    trades = { sparks_per_usd = \"0.1\", minimum_usd = \"10\", daily_cap = 300 }\n";
const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;
const PATIENCE: Duration = Duration::from_millis(2_500);
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// Below those that systems give to who asks for any, one of which might be taken while the bot is dead.
static NEXT_PORT: AtomicU16 = AtomicU16::new(0);

#[derive(Debug, Clone, Copy)]
enum Does {
    Trade,
    Reverse,
    Link,
    Again,
}

const DOES: &[(u32, Does)] = &[
    (60, Does::Trade),
    (12, Does::Reverse),
    (8, Does::Link),
    (20, Does::Again),
];

#[derive(Debug, Clone)]
enum Said {
    Trade { account: usize, cents: i64 },
    Reversed { trade: String },
    Linked { account: usize, member: u64 },
}

#[derive(Debug, Clone)]
struct Told {
    id: String,
    at_ms: i64,
    said: Said,
}

/// What happened at the product, and what of it is known to be counted.
pub struct Product {
    port: u16,
    key: SigningKey,
    client: reqwest::Client,
    told: Mutex<Vec<Told>>,
    counted: Mutex<BTreeSet<String>>,
}

/// What all of it comes to.
#[derive(Debug, Default)]
pub struct Due {
    pub by_member: BTreeMap<u64, i64>,
    pub waiting: i64,
}

impl Product {
    /// One that a bot in this folder listens to.
    pub fn new(folder: &Path) -> Self {
        let port = free_port();
        let settings = format!(
            "EVENTS_LISTEN=127.0.0.1:{port}\nEVENTS_SECRETS={SECRET}\nRULES_FILE=rules.toml\n"
        );
        std::fs::write(folder.join(".env"), settings).unwrap();
        std::fs::write(folder.join("rules.toml"), RULES).unwrap();
        let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE);
        Self {
            port,
            key: SigningKey::parse(&Secret::new(SECRET)).unwrap(),
            client: client.build().unwrap(),
            told: Mutex::default(),
            counted: Mutex::default(),
        }
    }

    /// Something that happened now or in the last days, and is heard of from now on.
    fn happens(&self, plan: &mut Plan, members: &[u64]) -> Option<Told> {
        let mut told = self.told.lock().unwrap();
        let said = match plan.weighted(DOES) {
            Does::Trade => Said::Trade {
                account: plan.count(0..=ACCOUNTS - 1),
                cents: plan.number(500..=60_000),
            },
            Does::Reverse => Said::Reversed {
                trade: one_that_stands(plan, &told)?,
            },
            Does::Link => {
                let is_link = |one: &&Told| matches!(one.said, Said::Linked { .. });
                let account = told.iter().filter(is_link).count();
                // The last ones belong to nobody.
                if account + 3 > ACCOUNTS {
                    return None;
                }
                let member = members[account % members.len()];
                Said::Linked { account, member }
            }
            Does::Again => return plan.one_of(&told).cloned(),
        };
        let ago_ms = plan.number(0..=3) * DAY_MS + plan.number(0..=HOUR_MS);
        let one = Told {
            id: format!("event-{}", told.len() + 1),
            at_ms: now_ms() - ago_ms,
            said,
        };
        told.push(one.clone());
        Some(one)
    }

    /// The status that came back; none: nothing did.
    async fn send(&self, id: &str, body: String) -> Option<u16> {
        let id = MessageId::parse(id).unwrap();
        let now_s = u64::try_from(now_ms() / 1_000).unwrap();
        let signature = self.key.sign(&id, now_s, body.as_bytes());
        let url = format!("http://127.0.0.1:{}/v1/events", self.port);
        let request = self.client.post(url).body(body);
        let request = request
            .header("content-type", "application/json")
            .header("webhook-id", id.as_str())
            .header("webhook-timestamp", now_s)
            .header("webhook-signature", signature);
        Some(request.send().await.ok()?.status().as_u16())
    }

    fn is_counted(&self, id: &str) -> bool {
        self.counted.lock().unwrap().contains(id)
    }

    fn uncounted(&self) -> Vec<Told> {
        let counted = self.counted.lock().unwrap();
        let told = self.told.lock().unwrap();
        let open = told.iter().filter(|one| !counted.contains(&one.id));
        open.cloned().collect()
    }

    /// A fold over the distinct events, written without a look at how the ledger does it.
    pub fn due(&self) -> Due {
        let told = self.told.lock().unwrap();
        let (mut owners, mut reversed) = (BTreeMap::new(), BTreeSet::new());
        for one in told.iter() {
            match &one.said {
                Said::Linked { account, member } => drop(owners.insert(*account, *member)),
                Said::Reversed { trade } => drop(reversed.insert(trade.clone())),
                Said::Trade { .. } => {}
            }
        }
        let mut days: BTreeMap<(usize, i64), i64> = BTreeMap::new();
        for one in told.iter().filter(|one| !reversed.contains(&one.id)) {
            if let Said::Trade { account, cents } = one.said
                && cents >= 1_000
            {
                *days.entry((account, one.at_ms / DAY_MS)).or_default() += cents;
            }
        }
        let mut due = Due::default();
        for ((account, _), cents) in days {
            match owners.get(&account) {
                Some(member) => *due.by_member.entry(*member).or_default() += sparks_for(cents),
                None => due.waiting += sparks_for(cents),
            }
        }
        due
    }
}

/// For a day's trades.
fn sparks_for(cents: i64) -> i64 {
    (cents / 1_000).min(300)
}

fn one_that_stands(plan: &mut Plan, told: &[Told]) -> Option<String> {
    let reversed = told.iter().filter_map(|one| match &one.said {
        Said::Reversed { trade } => Some(trade),
        _ => None,
    });
    let reversed: BTreeSet<_> = reversed.collect();
    let is_trade = |one: &&Told| matches!(one.said, Said::Trade { .. });
    let trades = told.iter().filter(is_trade).map(|one| &one.id);
    let stand: Vec<_> = trades.filter(|id| !reversed.contains(id)).collect();
    plan.one_of(&stand).map(|id| (*id).clone())
}

impl Told {
    fn body(&self) -> String {
        let account = |account: &usize| format!("acct-{account}");
        let (kind, data) = match &self.said {
            Said::Trade { account: of, cents } => (
                "trade.filled",
                json!({"account": account(of), "volume_usd": format!("{}.{:02}", cents / 100, cents % 100)}),
            ),
            Said::Reversed { trade } => ("trade.reversed", json!({"reverses": trade})),
            Said::Linked {
                account: of,
                member,
            } => (
                "account.linked",
                json!({"account": account(of), "discord_user_id": member.to_string()}),
            ),
        };
        let at = i128::from(self.at_ms) * 1_000_000;
        let at = time::OffsetDateTime::from_unix_timestamp_nanos(at).unwrap();
        let (hour, minute, second, milli) = at.to_hms_milli();
        let at = format!(
            "{}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z",
            at.date()
        );
        json!({"type": kind, "version": 1, "id": self.id, "occurred_at": at, "data": data})
            .to_string()
    }
}

fn free_port() -> u16 {
    let first = 20_000 + u16::try_from(std::process::id() % 1_000).unwrap() * 10;
    loop {
        let port = first + NEXT_PORT.fetch_add(1, Ordering::SeqCst);
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// One of its servers, until it is over.
pub async fn report(stage: Arc<Stage>, mut plan: Plan) {
    let members: Vec<u64> = stage.guests.iter().map(|guest| guest.member.id()).collect();
    while !stage.is_over() {
        stage.pause(plan.milliseconds(5..=120)).await;
        let Some(told) = stage.product.happens(&mut plan, &members) else {
            continue;
        };
        if plan.percent(4) && stage.product.is_counted(&told.id) {
            stage.claims_otherwise(&told).await;
        } else if plan.percent(90) {
            stage.tells(&told).await;
        }
    }
}

impl Stage {
    async fn tells(&self, told: &Told) {
        self.tally.add("event");
        match self.product.send(&told.id, told.body()).await {
            Some(200) => {
                let id = told.id.clone();
                self.product.counted.lock().unwrap().insert(id.clone());
                self.log.append(&[Acknowledgement::Event { id }]);
                self.tally.add("answered: soon");
            }
            // The bot is dead, or dies over it, or can't write: the next time.
            None | Some(408 | 429 | 503) => self.tally.add("answered: later or never"),
            Some(status) => {
                let wrong = format!("{status} for {told:?}");
                self.wrong.lock().unwrap().push(wrong);
            }
        }
    }

    /// The same id with other content, which must change nothing.
    async fn claims_otherwise(&self, told: &Told) {
        self.tally.add("event with other content");
        let mut other = told.clone();
        other.at_ms -= 1;
        let status = self.product.send(&told.id, other.body()).await;
        if !matches!(status, None | Some(408 | 409 | 429 | 503)) {
            let wrong = format!("{status:?} for other content of {told:?}");
            self.wrong.lock().unwrap().push(wrong);
        }
    }

    /// In the calm: sends what is not known to be counted until it is.
    pub async fn product_is_heard(&self, until: Instant) {
        loop {
            let open = self.product.uncounted();
            if open.is_empty() {
                return;
            }
            if Instant::now() > until {
                let wrong = format!("{} events are never counted", open.len());
                return self.wrong.lock().unwrap().push(wrong);
            }
            for told in &open {
                self.tells(told).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}
