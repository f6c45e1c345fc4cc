//! Raw transfers: the smallest request there is, for tests that try the ledger itself. Its holds get a redemption as
//! `perks` would give them, so that every invariant holds here too.

use serde::Serialize;
use sparks::clock::Millis;
use sparks::db::Connection;
use sparks::ids::{AccountId, TransferId};
use sparks::ledger::{
    self, Decision, LedgerRefusal, Request, RequestKey, Transfer, TransferKind, record,
};

use crate::support::House;

/// One raw transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub kind: TransferKind,
    pub debit: AccountId,
    pub credit: AccountId,
    pub amount: i64,
}

/// What became of a [`Move`]: the transfer, or the refusal by its name (the type itself is not stored anywhere).
pub type Moved = Result<TransferId, String>;

/// Several transfers under one key, in one transaction. A refused one is written down and the next goes on.
#[derive(Debug, Clone, Serialize)]
pub struct Moves {
    pub key: RequestKey,
    /// The moves as text: the request's content.
    content: String,
    #[serde(skip)]
    steps: Vec<Move>,
    #[serde(skip)]
    pub now_ms: Millis,
}

impl Moves {
    pub fn new(key: RequestKey, moves: Vec<Move>, now_ms: Millis) -> Self {
        let content = format!("{moves:?}");
        Self {
            key,
            content,
            steps: moves,
            now_ms,
        }
    }
}

impl Request for Moves {
    /// `None` is a conflict.
    type Outcome = Option<Vec<Moved>>;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> Self::Outcome {
        None
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<Self::Outcome>> {
        let mut outcome = Vec::new();
        for step in &self.steps {
            outcome.push(self.one(tx, step).await?);
        }
        let done = outcome.iter().filter(|moved| moved.is_ok()).count();
        Ok(Decision::done(Some(outcome), i64::try_from(done)?))
    }
}

impl Moves {
    async fn one(&self, tx: &mut Connection, step: &Move) -> anyhow::Result<Moved> {
        let transfer = Transfer {
            kind: step.kind,
            debit: step.debit,
            credit: step.credit,
            amount: step.amount,
            request: &self.key,
            actor: None,
            reason: None,
            now_ms: self.now_ms,
        };
        let id = match record(tx, &transfer).await? {
            Ok(id) => id,
            Err(refusal) => return Ok(Err(name(refusal))),
        };
        match step.kind {
            TransferKind::Hold => self.open_redemption(tx, id, step).await?,
            TransferKind::Post(hold) => self.end_redemption(tx, id, hold, "settled").await?,
            TransferKind::Void(hold) => self.end_redemption(tx, id, hold, "voided").await?,
            TransferKind::Direct | TransferKind::Reversal(_) => {}
        }
        Ok(Ok(id))
    }

    async fn open_redemption(
        &self,
        tx: &mut Connection,
        hold: TransferId,
        step: &Move,
    ) -> sqlx::Result<()> {
        sqlx::query(
            "INSERT INTO redemption (perk_id, account_id, price, edition, hold_id, created_at_ms, deadline_at_ms)
             SELECT id, $1, $2, editions_issued + 1, $3, $4, $4 FROM perk WHERE slug = $5",
        )
        .bind(step.debit)
        .bind(step.amount)
        .bind(hold)
        .bind(self.now_ms)
        .bind(PERK)
        .execute(tx)
        .await?;
        Ok(())
    }

    async fn end_redemption(
        &self,
        tx: &mut Connection,
        resolution: TransferId,
        hold: TransferId,
        state: &str,
    ) -> sqlx::Result<()> {
        sqlx::query(
            "DELETE FROM fulfilment_job
             WHERE redemption_id = (SELECT id FROM redemption WHERE hold_id = $1)",
        )
        .bind(hold)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "UPDATE redemption SET state = $1, resolution_id = $2, finished_at_ms = $3,
                void_reason = CASE $1 WHEN 'voided' THEN 'member_left' END
             WHERE hold_id = $4",
        )
        .bind(state)
        .bind(resolution)
        .bind(self.now_ms)
        .bind(hold)
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// A refusal's name, which does not change with its words.
pub fn name(refusal: LedgerRefusal) -> String {
    format!("{refusal:?}")
}

const PERK: &str = "anything";

impl House {
    /// A house for raw transfers: no campaign, so that they are numbered from 1, and accounts 3, 4, ... for members.
    pub async fn open_for_moves(members: usize) -> Self {
        let house = Self::open_empty().await;
        let mut perk = house.perk("Anything", 1);
        perk.limit_per_member = None;
        house.add(perk).await;
        house.write(OpenMembers(members)).await;
        house
    }

    /// Asks for raw transfers under a new key.
    pub async fn moves(&self, moves: Vec<Move>) -> Vec<Moved> {
        let request = Moves::new(self.key("moves"), moves, self.clock.now_ms());
        self.write(request).await.expect("a conflict")
    }
}

struct OpenMembers(usize);

impl sparks::db::Write for OpenMembers {
    type Outcome = ();

    async fn apply(&self, tx: &mut Connection) -> anyhow::Result<()> {
        for number in 0..self.0 {
            ledger::open_member(tx, crate::support::member(number), 0).await?;
        }
        Ok(())
    }
}
