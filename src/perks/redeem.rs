//! The first step of a redemption: everything is checked and the Sparks are held, in one transaction. The schema's
//! triggers take the stock, count the edition and enqueue the delivery with it.

use serde::{Deserialize, Serialize};

use super::catalogue::{Perk, PerkKind, find};
use super::eligibility::{RedeemRefusal, check};
use super::form::{self, AnswerRefusal, Asked};
use super::resolve::{Resolution, Resolve, ResolveOutcome};
use super::standing::{Member, Past, standing};
use super::ticket::{self, TicketCode};
use crate::clock::Millis;
use crate::db::{Connection, Write as _};
use crate::ids::{AccountId, PerkId, RedemptionId, RoleId, UserId};
use crate::ledger::{
    self, Decision, LedgerRefusal, PERKS_REVENUE, Request, RequestKey, Transfer, TransferKind,
};

/// A member's confirmed request for a perk.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "request")]
pub struct Redeem {
    /// Names the confirmation: every click on the same button has the same key.
    pub key: RequestKey,
    /// Who redeems.
    pub member: UserId,
    /// What.
    pub perk: PerkId,
    /// The price that the member saw and confirmed.
    pub confirmed_price: i64,
    /// How long the member read that the role lasts; none: for ever, or it is no role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_days: Option<i64>,
    /// What the member was asked for and confirmed, if the perk asks for anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Chance for the code of a ticket, if it is one: nobody may guess it.
    #[serde(skip)]
    pub secret: u64,
    /// The member's roles, as they were when this delivery of the request was made.
    #[serde(skip)]
    pub roles: Vec<RoleId>,
    /// When it was asked.
    #[serde(skip)]
    pub now_ms: Millis,
    /// When delivery is given up and the Sparks are returned.
    #[serde(skip)]
    pub deadline_at_ms: Millis,
}

/// What became of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RedeemOutcome {
    /// The Sparks are held and the perk is on its way.
    Reserved {
        /// The receipt.
        redemption: RedemptionId,
    },
    /// Nothing was charged.
    Refused(RedeemRefusal),
}

impl Request for Redeem {
    type Outcome = RedeemOutcome;

    fn key(&self) -> &RequestKey {
        &self.key
    }

    fn now_ms(&self) -> Millis {
        self.now_ms
    }

    fn conflict() -> RedeemOutcome {
        RedeemOutcome::Refused(RedeemRefusal::Conflict)
    }

    async fn decide(&self, tx: &mut Connection) -> anyhow::Result<Decision<RedeemOutcome>> {
        match self.check(tx).await? {
            Ok((perk, account)) => self.reserve(tx, &perk, account).await,
            Err(refusal) => Ok(Decision::refused(RedeemOutcome::Refused(refusal))),
        }
    }
}

impl Redeem {
    async fn check(
        &self,
        tx: &mut Connection,
    ) -> sqlx::Result<Result<(Perk, AccountId), RedeemRefusal>> {
        let Some(perk) = find(tx, self.perk).await? else {
            return Ok(Err(RedeemRefusal::UnknownPerk));
        };
        let account = ledger::open_member(tx, self.member, self.now_ms).await?;
        let past = Past::of(tx, account.id, &perk, self.now_ms).await?;
        let member = Member::of(tx, account, &self.roles, self.now_ms).await?;
        let eligible = check(&perk, standing(&perk, &member, past));
        // A changed price is told before what the new price would make of the member's balance.
        if matches!(
            eligible,
            Ok(()) | Err(RedeemRefusal::InsufficientSparks { .. })
        ) && perk.price != self.confirmed_price
        {
            let (confirmed, price) = (self.confirmed_price, perk.price);
            return Ok(Err(RedeemRefusal::PriceChanged {
                perk: perk.called(),
                confirmed,
                price,
            }));
        }
        if eligible.is_ok() && perk.terms.lasts_days != self.confirmed_days {
            let perk = perk.called();
            return Ok(Err(RedeemRefusal::DaysChanged { perk }));
        }
        if eligible.is_ok()
            && let Err(why) = self.check_answer(&perk)
        {
            let perk = perk.called();
            return Ok(Err(RedeemRefusal::Answer { perk, why }));
        }
        Ok(eligible.map(|()| (perk, account.id)))
    }

    /// What was confirmed is what the form makes of it: a client may send anything.
    fn check_answer(&self, perk: &Perk) -> Result<(), AnswerRefusal> {
        let Some(asked) = perk.kind.asks() else {
            return Ok(());
        };
        let answer = self.answer.as_deref().unwrap_or_default();
        form::parse(asked, answer).map(|_| ())
    }

    async fn reserve(
        &self,
        tx: &mut Connection,
        perk: &Perk,
        account: AccountId,
    ) -> anyhow::Result<Decision<RedeemOutcome>> {
        let hold = Transfer {
            kind: TransferKind::Hold,
            debit: account,
            credit: PERKS_REVENUE,
            amount: perk.price,
            request: &self.key,
            actor: None,
            reason: None,
            now_ms: self.now_ms,
        };
        let hold = match ledger::record(tx, &hold).await? {
            Ok(hold) => hold,
            // The check has just seen enough; the constraint stands behind it all the same.
            Err(LedgerRefusal::InsufficientSparks) => {
                let refusal = RedeemRefusal::InsufficientSparks {
                    perk: perk.called(),
                    price: perk.price,
                    available: 0,
                };
                return Ok(Decision::refused(RedeemOutcome::Refused(refusal)));
            }
            Err(unexpected) => return Err(unexpected.into()),
        };
        let redemption = sqlx::query_scalar(
            "INSERT INTO redemption (perk_id, account_id, price, edition, hold_id, created_at_ms, deadline_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .bind(perk.id)
        .bind(account)
        .bind(perk.price)
        .bind(perk.editions_issued + 1)
        .bind(hold)
        .bind(self.now_ms)
        .bind(self.deadline_at_ms)
        .fetch_one(&mut *tx)
        .await?;
        if let Some(asked) = perk.kind.asks() {
            self.keep_answer(tx, redemption, asked).await?;
        }
        if perk.kind == PerkKind::Ticket {
            self.deliver_ticket(tx, redemption).await?;
        }
        Ok(Decision::done(RedeemOutcome::Reserved { redemption }, 1))
    }
}

impl Redeem {
    /// A ticket is there at once: there is nothing to wait for.
    async fn deliver_ticket(
        &self,
        tx: &mut Connection,
        redemption: RedemptionId,
    ) -> anyhow::Result<()> {
        ticket::issue(tx, redemption, &TicketCode::from_secret(self.secret)).await?;
        let settled = Resolve::new(redemption, Resolution::Settle, self.now_ms)
            .apply(tx)
            .await?;
        anyhow::ensure!(
            settled == ResolveOutcome::Resolved(Resolution::Settle),
            "ticket {redemption} was just reserved and ended as {settled:?}"
        );
        Ok(())
    }

    async fn keep_answer(
        &self,
        tx: &mut Connection,
        redemption: RedemptionId,
        asked: Asked,
    ) -> anyhow::Result<()> {
        let answer = form::parse(asked, self.answer.as_deref().unwrap_or_default());
        let answer =
            answer.map_err(|why| anyhow::anyhow!("an answer was checked and is {why:?}"))?;
        sqlx::query("INSERT INTO redemption_answer (redemption_id, answer) VALUES ($1, $2)")
            .bind(redemption)
            .bind(answer)
            .execute(tx)
            .await?;
        Ok(())
    }
}
