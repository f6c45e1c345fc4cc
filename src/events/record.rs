//! Recording an event: stored, counted and posted in one transaction, once. The same event again is told what it was told;
//! another one under its id is refused. What comes from the future is not kept: it may be right when it comes again.

use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::affected::{Fact, changed_by};
use super::day::Turn;
use super::due::{Moment, Trade};
use super::event::{AccountRef, Event, EventId, ReversedKind, What};
use super::facts::{Facts, stored_usd};
use super::rules::Rules;
use super::settle::{Cause, settle};
use crate::clock::Millis;
use crate::db::{Connection, Write};
use crate::ids::{AccountId, EventRowId, ProductAccountId, UserId};
use crate::ledger::{self, Asked, Decision, Request, RequestKey};

/// How far the product's clock may be ahead of ours.
const AHEAD_MAX_MS: Millis = 10 * 60 * 1000;

/// An event to be recorded.
#[derive(Debug, Clone)]
pub struct RecordEvent(Count);

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordOutcome {
    /// It is counted.
    Counted {
        /// Whether it was before.
        again: bool,
    },
    /// Its id was used for another event.
    Conflict,
    /// It says that it will happen. Nothing is kept.
    TooEarly,
}

impl RecordEvent {
    /// To be recorded now, by these rules.
    #[must_use]
    pub fn new(event: Event, rules: Arc<Rules>, now_ms: Millis) -> Self {
        Self(Count {
            key: RequestKey::new("event", event.id.as_str()),
            event,
            rules,
            now_ms,
        })
    }
}

impl Write for RecordEvent {
    type Outcome = RecordOutcome;

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<RecordOutcome> {
        match ledger::asked(tx, &self.0).await? {
            Asked::Before => return Ok(RecordOutcome::Counted { again: true }),
            Asked::Otherwise => return Ok(RecordOutcome::Conflict),
            Asked::Never => {}
        }
        if self.0.event.occurred_at_ms > self.0.now_ms + AHEAD_MAX_MS {
            return Ok(RecordOutcome::TooEarly);
        }
        Ok(match self.0.apply(tx).await? {
            Remembered::Counted => RecordOutcome::Counted { again: false },
            Remembered::Conflict => RecordOutcome::Conflict,
        })
    }
}

/// The part that is a request: its content is the event and nothing else.
#[derive(Debug, Clone)]
struct Count {
    key: RequestKey,
    event: Event,
    rules: Arc<Rules>,
    now_ms: Millis,
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.event.serialize(serializer)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Remembered {
    Counted,
    Conflict,
}

impl Request for Count {
    type Outcome = Remembered;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> Remembered {
        Remembered::Conflict
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<Remembered>> {
        let fact = store(tx, &self.event, self.now_ms).await?;
        let mut transfers = 0;
        if let Some(fact) = fact {
            let mut facts = Facts::new(tx, &self.rules);
            let changes = changed_by(&mut facts, fact).await?;
            let cause = Cause {
                request: &self.key,
                now_ms: self.now_ms,
            };
            transfers = settle(&mut facts, &changes, cause).await?;
        }
        Ok(Decision::done(Remembered::Counted, transfers))
    }
}

/// An event's columns.
#[derive(Default)]
struct Row<'a> {
    kind: &'static str,
    account: Option<ProductAccountId>,
    inviter: Option<ProductAccountId>,
    member: Option<AccountId>,
    volume_usd: Option<String>,
    plan: Option<&'a str>,
    reverses: Option<&'a EventId>,
    reversed_kind: Option<&'static str>,
}

/// Writes the event down. What it is about; none: nothing that is known.
async fn store(tx: &mut Connection, event: &Event, now_ms: Millis) -> anyhow::Result<Option<Fact>> {
    let mut row = Row::default();
    match &event.what {
        What::AccountLinked { account, member } => {
            row.kind = "linked";
            row.account = Some(product_account(tx, account).await?);
            row.member = Some(member_account(tx, *member, now_ms).await?);
        }
        What::AccountUnlinked { account } => {
            row.kind = "unlinked";
            row.account = Some(product_account(tx, account).await?);
        }
        What::TradeFilled {
            account,
            volume_usd,
        } => {
            row.kind = "trade";
            row.account = Some(product_account(tx, account).await?);
            row.volume_usd = Some(volume_usd.normalize().to_string());
        }
        What::SubscriptionPaid { account, plan } => {
            row.kind = "subscription";
            row.account = Some(product_account(tx, account).await?);
            row.plan = Some(plan);
        }
        What::ReferralRegistered { inviter, invitee } => {
            row.kind = "referral";
            row.account = Some(product_account(tx, invitee).await?);
            row.inviter = Some(product_account(tx, inviter).await?);
        }
        What::Reversed { kind, reverses } => {
            row.kind = "reversal";
            row.reverses = Some(reverses);
            row.reversed_kind = Some(stored_kind(*kind));
        }
    }
    insert(tx, event, &row, now_ms).await?;
    match (row.reverses, row.reversed_kind) {
        (Some(reverses), Some(kind)) => fact(tx, reverses, kind, Turned::Away).await,
        _ => fact(tx, &event.id, row.kind, Turned::Up).await,
    }
}

fn stored_kind(kind: ReversedKind) -> &'static str {
    match kind {
        ReversedKind::Trade => "trade",
        ReversedKind::Subscription => "subscription",
        ReversedKind::Referral => "referral",
    }
}

/// What becomes of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turned {
    Up,
    Away,
}

#[derive(sqlx::FromRow)]
struct Stored {
    id: EventRowId,
    account_id: ProductAccountId,
    inviter_id: Option<ProductAccountId>,
    occurred_at_ms: Millis,
    volume_usd: Option<String>,
    reversals: i64,
}

/// What an event says that has come, or that is reversed. None: nothing changes, because what is reversed was not heard of,
/// was reversed before, or has been in advance.
async fn fact(
    tx: &mut Connection,
    id: &EventId,
    kind: &str,
    turned: Turned,
) -> anyhow::Result<Option<Fact>> {
    let stored: Option<Stored> = sqlx::query_as(
        "SELECT id, account_id, inviter_id, occurred_at_ms, volume_usd, (
                SELECT COUNT(*) FROM event AS reversal
                WHERE reversal.reverses = event.business_id AND reversal.reversed_kind = event.kind
            ) AS reversals
         FROM event WHERE business_id = $1 AND kind = $2",
    )
    .bind(id.as_str())
    .bind(kind)
    .fetch_optional(tx)
    .await?;
    let reversals = i64::from(turned == Turned::Away);
    let Some(stored) = stored.filter(|stored| stored.reversals == reversals) else {
        return Ok(None);
    };
    let account = stored.account_id;
    let at = Moment {
        at_ms: stored.occurred_at_ms,
        id: id.clone(),
    };
    Ok(match (kind, stored.inviter_id, stored.volume_usd) {
        ("linked" | "unlinked", ..) => Some(Fact::Link(account, at)),
        ("trade", _, Some(volume)) => Some(Fact::Trade(Turn {
            account,
            trade: Trade {
                at,
                heard: stored.id,
                volume_usd: stored_usd(&volume)?,
            },
            came: turned == Turned::Up,
        })),
        ("subscription", ..) => Some(Fact::Payment(account, stored.id)),
        ("referral", Some(inviter), _) => Some(Fact::Registration {
            inviter,
            invitee: account,
        }),
        _ => None,
    })
}

async fn insert(
    tx: &mut Connection,
    event: &Event,
    row: &Row<'_>,
    now_ms: Millis,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO event (business_id, kind, occurred_at_ms, account_id, inviter_id, member_account_id, volume_usd,
            plan, reverses, reversed_kind, received_at_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(event.id.as_str())
    .bind(row.kind)
    .bind(event.occurred_at_ms)
    .bind(row.account)
    .bind(row.inviter)
    .bind(row.member)
    .bind(row.volume_usd.as_deref())
    .bind(row.plan)
    .bind(row.reverses.map(EventId::as_str))
    .bind(row.reversed_kind)
    .bind(now_ms)
    .execute(tx)
    .await?;
    Ok(())
}

async fn product_account(
    tx: &mut Connection,
    account: &AccountRef,
) -> sqlx::Result<ProductAccountId> {
    let known: Option<ProductAccountId> =
        sqlx::query_scalar("SELECT id FROM product_account WHERE ref = $1")
            .bind(account.as_str())
            .fetch_optional(&mut *tx)
            .await?;
    match known {
        Some(known) => Ok(known),
        None => {
            sqlx::query_scalar("INSERT INTO product_account (ref) VALUES ($1) RETURNING id")
                .bind(account.as_str())
                .fetch_one(tx)
                .await
        }
    }
}

async fn member_account(
    tx: &mut Connection,
    member: UserId,
    now_ms: Millis,
) -> sqlx::Result<AccountId> {
    let account = ledger::open_member(tx, member, now_ms).await?;
    Ok(account.id)
}
