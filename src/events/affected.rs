//! What a new event may change: the cells to work out again. More than need be is harmless, since a cell that is as it was
//! posts nothing; none may be left out. A trade is not worked out by cells: `day` says what it changes.

use std::collections::BTreeSet;

use super::cell::Cell;
use super::day::{Turn, turned};
use super::due::{Moment, Registration};
use super::event::day_of;
use super::facts::Facts;
use super::rules::Day;
use super::settle::{Change, changes};
use crate::ids::{EventRowId, ProductAccountId};

/// What the stored event is about.
#[derive(Debug, Clone)]
pub(super) enum Fact {
    /// An account was linked at a moment, or is no longer.
    Link(ProductAccountId, Moment),
    /// A trade, which is there now or is not any more.
    Trade(Turn),
    /// A payment.
    Payment(ProductAccountId, EventRowId),
    /// A registration: who invited whom.
    Registration {
        inviter: ProductAccountId,
        invitee: ProductAccountId,
    },
}

/// What it changes. Whose registration counts is brought up to date on the way.
pub(super) async fn changed_by(facts: &mut Facts<'_>, fact: Fact) -> anyhow::Result<Vec<Change>> {
    let cells = match fact {
        Fact::Trade(turn) => return turned(facts, &turn).await,
        Fact::Link(account, at) => of_link(facts, account, &at).await?,
        Fact::Payment(account, event) => of_payment(facts, account, event).await?,
        // The inviter's own registration may have counted as long as they had invited nobody.
        Fact::Registration { inviter, invitee } => {
            of_registrations(facts, [invitee, inviter]).await?
        }
    };
    changes(facts, &cells).await
}

async fn of_payment(
    facts: &mut Facts<'_>,
    account: ProductAccountId,
    event: EventRowId,
) -> anyhow::Result<BTreeSet<Cell>> {
    let registration = facts.referral(account).await?;
    let shared = registration.map(|registration| Cell::ReferredPlan {
        inviter: registration.inviter,
        invitee: account,
    });
    let own = Cell::Subscription { account, event };
    Ok(std::iter::once(own).chain(shared).collect())
}

async fn of_registrations(
    facts: &mut Facts<'_>,
    accounts: [ProductAccountId; 2],
) -> anyhow::Result<BTreeSet<Cell>> {
    let mut cells = BTreeSet::new();
    for account in accounts {
        if let Some(change) = register(facts, account).await? {
            shifted(facts, &change, &mut cells).await?;
        }
    }
    Ok(cells)
}

/// What an account earns by, and its inviter by what it does (a share is nobody's while both are one member's), as long as this
/// link decides whose the account is. What never earned anything does not depend on links.
async fn of_link(
    facts: &mut Facts<'_>,
    account: ProductAccountId,
    at: &Moment,
) -> anyhow::Result<BTreeSet<Cell>> {
    let Some((since, until)) = facts.links(account).await?.span(at) else {
        return Ok(BTreeSet::new());
    };
    let rows: Vec<(ProductAccountId, ProductAccountId, String, i64)> = sqlx::query_as(
        "SELECT account_id, about_id, kind, key FROM event_cell WHERE account_id = $1 AND day BETWEEN $2 AND $3
         UNION ALL
         SELECT account_id, about_id, kind, key FROM event_cell
         WHERE about_id = $1 AND kind IN ('referred_trades', 'referred_plan') AND day BETWEEN $2 AND $3",
    )
    .bind(account)
    .bind(since.map_or(Day::MIN, day_of))
    .bind(until.map_or(Day::MAX, day_of))
    .fetch_all(&mut *facts.tx)
    .await?;
    let cells = rows
        .iter()
        .filter_map(|(account, about, kind, key)| Cell::stored(*account, *about, kind, *key));
    Ok(cells.collect())
}

/// A registration that counted, and the one that does now.
struct Reregistered {
    invitee: ProductAccountId,
    before: Option<Registration<ProductAccountId>>,
    after: Option<Registration<ProductAccountId>>,
}

/// Brings an account's registration up to date; none: it is as it was.
async fn register(
    facts: &mut Facts<'_>,
    invitee: ProductAccountId,
) -> anyhow::Result<Option<Reregistered>> {
    let before = facts.referral(invitee).await?;
    let after = facts.referral_anew(invitee).await?;
    if before == after {
        return Ok(None);
    }
    sqlx::query("DELETE FROM referral WHERE invitee_id = $1")
        .bind(invitee)
        .execute(&mut *facts.tx)
        .await?;
    if let Some(counts) = &after {
        sqlx::query(
            "INSERT INTO referral (invitee_id, inviter_id, occurred_at_ms, business_id) VALUES ($1, $2, $3, $4)",
        )
        .bind(invitee)
        .bind(counts.inviter)
        .bind(counts.at.at_ms)
        .bind(counts.at.id.as_str())
        .execute(&mut *facts.tx)
        .await?;
    }
    // The day on which they came is worked out anew: what was before that is another part of it.
    for came in [&before, &after].into_iter().flatten() {
        sqlx::query("DELETE FROM event_day WHERE account_id = $1 AND day = $2")
            .bind(invitee)
            .bind(day_of(came.at.at_ms))
            .execute(&mut *facts.tx)
            .await?;
    }
    Ok(Some(Reregistered {
        invitee,
        before,
        after,
    }))
}

/// The invitee's cells, and those of whoever came after them and has moved to another tier.
async fn shifted(
    facts: &mut Facts<'_>,
    change: &Reregistered,
    cells: &mut BTreeSet<Cell>,
) -> anyhow::Result<()> {
    let registrations = [&change.before, &change.after].into_iter().flatten();
    let Some(since) = registrations.clone().map(|one| one.at.clone()).min() else {
        return Ok(());
    };
    let inviters: BTreeSet<ProductAccountId> = registrations.map(|one| one.inviter).collect();
    for inviter in inviters {
        cells_of_pair(facts, inviter, change.invitee, &since, cells).await?;
        for invitee in moved(facts, inviter, &since).await? {
            cells_of_pair(facts, inviter, invitee, &since, cells).await?;
        }
    }
    Ok(())
}

async fn moved(
    facts: &mut Facts<'_>,
    inviter: ProductAccountId,
    since: &Moment,
) -> anyhow::Result<BTreeSet<ProductAccountId>> {
    let mut found = BTreeSet::new();
    for bound in facts.rules.tier_bounds() {
        found.extend(facts.invitees_about(inviter, bound, since).await?);
    }
    Ok(found)
}

/// A share is of what the invitee's own cells give, so their days are those; nothing before anybody came is shared.
async fn cells_of_pair(
    facts: &mut Facts<'_>,
    inviter: ProductAccountId,
    about: ProductAccountId,
    since: &Moment,
    cells: &mut BTreeSet<Cell>,
) -> anyhow::Result<()> {
    let days: Vec<i64> = sqlx::query_scalar(
        "SELECT key FROM event_cell WHERE account_id = $1 AND about_id = $1 AND kind = 'trades' AND key >= $2",
    )
    .bind(about)
    .bind(day_of(since.at_ms))
    .fetch_all(&mut *facts.tx)
    .await?;
    cells.extend(days.into_iter().map(|day| Cell::ReferredTrades {
        inviter,
        invitee: about,
        day,
    }));
    cells.insert(Cell::ReferredPlan {
        inviter,
        invitee: about,
    });
    Ok(())
}
