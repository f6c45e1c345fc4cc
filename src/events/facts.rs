//! What the stored events say: whose an account is, a day's trades, payments, who invited whom. Reversed events are left out
//! here, so nothing above knows of reversals. Each question reads an index and no more than it is about.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr as _;

use rust_decimal::Decimal;

use super::day::Sums;
use super::due::{Moment, Registration, Trade, inviter};
use super::event::{DAY_MS, EventId};
use super::links::{Link, Links, Recipient};
use super::rules::{Day, Rules, TradeRules};
use crate::clock::Millis;
use crate::db::Connection;
use crate::ids::{AccountId, EventRowId, ProductAccountId};

/// The facts, read in one transaction. Links are asked for again and again, and kept.
pub(super) struct Facts<'a> {
    pub tx: &'a mut Connection,
    pub rules: &'a Rules,
    links: BTreeMap<ProductAccountId, Links>,
    /// Members who were erased: their accounts are nobody's, and nothing is given or taken there.
    nobody: BTreeSet<AccountId>,
}

/// A payment that was not reversed.
#[derive(Debug, Clone)]
pub(super) struct Payment {
    pub at: Moment,
    pub heard: EventRowId,
    pub plan: String,
}

/// Left out of each question: what was reversed by an event that names it and its kind.
const STANDS: &str = "NOT EXISTS (
    SELECT 1 FROM event AS reversal
    WHERE reversal.reverses = event.business_id AND reversal.reversed_kind = event.kind
)";

type MomentRow = (Millis, String);
type PaymentRow = (EventRowId, Millis, String, String);

fn moment((at_ms, id): MomentRow) -> Moment {
    Moment {
        at_ms,
        id: EventId::stored(id),
    }
}

impl<'a> Facts<'a> {
    pub fn new(tx: &'a mut Connection, rules: &'a Rules) -> Self {
        Self {
            tx,
            rules,
            links: BTreeMap::new(),
            nobody: BTreeSet::new(),
        }
    }

    /// Who gets what an account earned at a moment by what another, or itself, did; as which event that was heard of.
    pub async fn recipient(
        &mut self,
        account: ProductAccountId,
        about: ProductAccountId,
        at: &Moment,
        heard: EventRowId,
    ) -> anyhow::Result<Recipient> {
        let owner = self.links(account).await?.owner(at, heard);
        if account == about {
            return Ok(Recipient::of(owner));
        }
        let who_came = self.links(about).await?.owner(at, heard);
        Ok(Recipient::of_share(owner, who_came))
    }

    /// To whom an account was linked.
    pub async fn links(&mut self, account: ProductAccountId) -> anyhow::Result<&Links> {
        if !self.links.contains_key(&account) {
            let rows: Vec<(EventRowId, Millis, String, Option<AccountId>, bool)> = sqlx::query_as(
                "SELECT event.id, occurred_at_ms, business_id, member_account_id, COALESCE(account.owner_id < 0, false)
                 FROM event LEFT JOIN account ON account.id = member_account_id
                 WHERE account_id = $1 AND event.kind IN ('linked', 'unlinked') ORDER BY occurred_at_ms, business_id",
            )
            .bind(account)
            .fetch_all(&mut *self.tx)
            .await?;
            let mut nobody = BTreeSet::new();
            let mut links = Vec::with_capacity(rows.len());
            for (heard, at_ms, id, member, is_nobody) in rows {
                nobody.extend(member.filter(|_| is_nobody));
                let at = moment((at_ms, id));
                links.push(Link { at, heard, member });
            }
            let erased = self.erased(&nobody).await?;
            self.nobody.extend(nobody);
            self.links.insert(account, Links::new(links, &erased));
        }
        self.links
            .get(&account)
            .ok_or_else(|| anyhow::anyhow!("links that were read are not there"))
    }

    /// After which event each of these was erased, in the order of it.
    async fn erased(
        &mut self,
        members: &BTreeSet<AccountId>,
    ) -> anyhow::Result<Vec<(AccountId, EventRowId)>> {
        let mut erased = Vec::new();
        for member in members {
            let heard: Option<EventRowId> =
                sqlx::query_scalar("SELECT heard_id FROM event_erasure WHERE account_id = $1")
                    .bind(member)
                    .fetch_optional(&mut *self.tx)
                    .await?;
            erased.extend(heard.map(|heard| (*member, heard)));
        }
        erased.sort_by_key(|(_, heard)| heard.0);
        Ok(erased)
    }

    /// Whether somebody who was linked to an account that was asked for has been erased since.
    pub fn is_nobody(&self, member: AccountId) -> bool {
        self.nobody.contains(&member)
    }

    /// An account's trades of a day, in their order.
    pub async fn trades(
        &mut self,
        account: ProductAccountId,
        day: Day,
    ) -> anyhow::Result<Vec<Trade>> {
        // No id comes before this one.
        self.trades_since(account, day, (day * DAY_MS, "")).await
    }

    /// Those of them that were after a moment.
    pub async fn trades_after(
        &mut self,
        account: ProductAccountId,
        day: Day,
        after: &Moment,
    ) -> anyhow::Result<Vec<Trade>> {
        self.trades_since(account, day, (after.at_ms, after.id.as_str()))
            .await
    }

    async fn trades_since(
        &mut self,
        account: ProductAccountId,
        day: Day,
        (at_ms, id): (Millis, &str),
    ) -> anyhow::Result<Vec<Trade>> {
        let sql = format!(
            "SELECT id, occurred_at_ms, business_id, volume_usd FROM event
             WHERE account_id = $1 AND kind = 'trade' AND (occurred_at_ms, business_id) > ($2, $3)
                AND occurred_at_ms < $4 AND {STANDS}
             ORDER BY occurred_at_ms, business_id"
        );
        let rows: Vec<(EventRowId, Millis, String, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .bind(account)
                .bind(at_ms)
                .bind(id)
                .bind((day + 1) * DAY_MS)
                .fetch_all(&mut *self.tx)
                .await?;
        let trades = rows.into_iter().map(|(heard, at_ms, id, volume)| {
            Ok(Trade {
                at: moment((at_ms, id)),
                heard,
                volume_usd: stored_usd(&volume)?,
            })
        });
        trades.collect()
    }

    /// What is kept of an account's day.
    pub async fn sums(
        &mut self,
        account: ProductAccountId,
        day: Day,
    ) -> anyhow::Result<Option<Sums>> {
        let row: Option<(String, String)> = sqlx::query_as(
            "SELECT volume_usd, uninvited_usd FROM event_day WHERE account_id = $1 AND day = $2",
        )
        .bind(account)
        .bind(day)
        .fetch_optional(&mut *self.tx)
        .await?;
        let sums = row.map(|(volume, uninvited)| {
            anyhow::Ok(Sums {
                volume_usd: stored_usd(&volume)?,
                uninvited_usd: stored_usd(&uninvited)?,
            })
        });
        sums.transpose()
    }

    /// Keeps it.
    pub async fn keep_sums(
        &mut self,
        account: ProductAccountId,
        day: Day,
        rules: &TradeRules,
        sums: Sums,
    ) -> sqlx::Result<()> {
        sqlx::query(
            "INSERT INTO event_day (account_id, day, minimum_usd, volume_usd, uninvited_usd) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account_id, day) DO UPDATE SET minimum_usd = $3, volume_usd = $4, uninvited_usd = $5",
        )
        .bind(account)
        .bind(day)
        .bind(to_store(rules.minimum_usd))
        .bind(to_store(sums.volume_usd))
        .bind(to_store(sums.uninvited_usd))
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// One payment.
    pub async fn payment(&mut self, event: EventRowId) -> anyhow::Result<Option<Payment>> {
        let sql = format!(
            "SELECT id, occurred_at_ms, business_id, plan FROM event WHERE id = $1 AND kind = 'subscription' AND {STANDS}"
        );
        let row: Option<PaymentRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(event)
            .fetch_optional(&mut *self.tx)
            .await?;
        Ok(row.map(payment))
    }

    /// An account's first payment.
    pub async fn first_payment(
        &mut self,
        account: ProductAccountId,
    ) -> anyhow::Result<Option<Payment>> {
        let sql = format!(
            "SELECT id, occurred_at_ms, business_id, plan FROM event
             WHERE account_id = $1 AND kind = 'subscription' AND {STANDS}
             ORDER BY occurred_at_ms, business_id LIMIT 1"
        );
        let row: Option<PaymentRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(account)
            .fetch_optional(&mut *self.tx)
            .await?;
        Ok(row.map(payment))
    }

    /// The registration of an account that counts, as it was last worked out.
    pub async fn referral(
        &mut self,
        invitee: ProductAccountId,
    ) -> anyhow::Result<Option<Registration<ProductAccountId>>> {
        let row: Option<(ProductAccountId, Millis, String)> = sqlx::query_as(
            "SELECT inviter_id, occurred_at_ms, business_id FROM referral WHERE invitee_id = $1",
        )
        .bind(invitee)
        .fetch_optional(&mut *self.tx)
        .await?;
        Ok(row.map(|(inviter, at_ms, id)| Registration {
            at: moment((at_ms, id)),
            inviter,
            invitee,
        }))
    }

    /// The registration of an account that counts, worked out from the events.
    pub async fn referral_anew(
        &mut self,
        invitee: ProductAccountId,
    ) -> anyhow::Result<Option<Registration<ProductAccountId>>> {
        let sql = format!(
            "SELECT inviter_id, occurred_at_ms, business_id FROM event
             WHERE account_id = $1 AND kind = 'referral' AND {STANDS} ORDER BY occurred_at_ms, business_id LIMIT 1"
        );
        let first: Option<(ProductAccountId, Millis, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .bind(invitee)
                .fetch_optional(&mut *self.tx)
                .await?;
        let sql = format!(
            "SELECT occurred_at_ms, business_id FROM event WHERE inviter_id = $1 AND {STANDS}
             ORDER BY occurred_at_ms, business_id LIMIT 1"
        );
        let first_invitation: Option<MomentRow> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(invitee)
            .fetch_optional(&mut *self.tx)
            .await?;
        let as_invitee: Vec<_> = first
            .into_iter()
            .map(|(inviter, at_ms, id)| Registration {
                at: moment((at_ms, id)),
                inviter,
                invitee,
            })
            .collect();
        Ok(inviter(&as_invitee, first_invitation.map(moment).as_ref()).cloned())
    }

    /// The invitee's number among those of the same inviter, from 1. Beyond the last tier's bound all are alike, so nobody
    /// counts further.
    pub async fn place(
        &mut self,
        registration: &Registration<ProductAccountId>,
    ) -> anyhow::Result<i64> {
        let bound = self.rules.tier_bounds().last().copied().unwrap_or(0);
        let before: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM (
                SELECT 1 FROM referral WHERE inviter_id = $1 AND (occurred_at_ms, business_id) < ($2, $3) LIMIT +$4
             ) AS earlier",
        )
        .bind(registration.inviter)
        .bind(registration.at.at_ms)
        .bind(registration.at.id.as_str())
        .bind(bound)
        .fetch_one(&mut *self.tx)
        .await?;
        Ok(before + 1)
    }

    /// An inviter's invitees about the end of a tier, who registered after a moment: those who may be in another tier since.
    pub async fn invitees_about(
        &mut self,
        inviter: ProductAccountId,
        bound: i64,
        after: &Moment,
    ) -> anyhow::Result<Vec<ProductAccountId>> {
        // One event changes two registrations at most, so nobody moves by more than two.
        let rows: Vec<(ProductAccountId, Millis, String)> = sqlx::query_as(
            "SELECT invitee_id, occurred_at_ms, business_id FROM referral WHERE inviter_id = $1
             ORDER BY occurred_at_ms, business_id LIMIT 4 OFFSET $2",
        )
        .bind(inviter)
        .bind((bound - 2).max(0))
        .fetch_all(&mut *self.tx)
        .await?;
        let later = rows
            .into_iter()
            .filter(|(_, at_ms, id)| moment((*at_ms, id.clone())) >= *after);
        Ok(later.map(|(invitee, ..)| invitee).collect())
    }
}

/// An amount of dollars, as it is stored.
pub(super) fn stored_usd(text: &str) -> anyhow::Result<Decimal> {
    Decimal::from_str(text).map_err(|_| anyhow::anyhow!("a stored volume is no number"))
}

/// With all eight places, so that SQL can compare and add.
fn to_store(amount: Decimal) -> String {
    format!("{amount:.8}")
}

fn payment((heard, at_ms, id, plan): PaymentRow) -> Payment {
    Payment {
        at: moment((at_ms, id)),
        heard,
        plan,
    }
}
