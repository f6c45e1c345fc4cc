//! A redemption that nobody but a moderator can bring to an end, so that `/redemption` has something to show: the role
//! was given but Discord did not say so, and it did not let the bot take it back when the time was over.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use sparks::app::App;
use sparks::clock::{Clock, Millis};
use sparks::db::Db;
use sparks::fulfilment::{self, Policy, RoleFailure, RoleGranter, Worker};
use sparks::i18n::Catalogue;
use sparks::ids::RedemptionId;
use sparks::perks::{self, RedemptionState};

use crate::community::Community;

const HOUR_MS: Millis = 60 * 60_000;
/// When it was redeemed: it has been in review for two hours.
pub const AGO_MS: Millis = 26 * HOUR_MS;

/// Lets the worker meet what it takes, in a past of its own. A kept database has it behind itself.
pub async fn bring_about(database: &Path, redemption: RedemptionId) -> anyhow::Result<()> {
    let db = Db::open(database).await?;
    let case = fulfilment::case(&mut *db.read().await?, redemption).await?;
    let case = case.context("the redemption in doubt is gone")?;
    if case.redemption.state != RedemptionState::Held || case.attempts > 0 {
        db.close().await;
        return Ok(());
    }
    let clock = Clock::manual(case.redemption.created_at_ms);
    let policy = Policy::default();
    let app = App::new(db, clock.clone(), policy, Catalogue::new()?, 0);
    let app = Arc::new(app);
    let worker = Worker::new(Arc::clone(&app), Arc::new(InDoubt));
    for wait_ms in [0, policy.deadline_ms, policy.withdrawal_pause_ms] {
        clock.advance(wait_ms);
        worker.run_due().await?;
    }
    app.db.close().await;
    Ok(())
}

/// The local Discord forgets everything; the member in doubt had the role.
pub async fn give_role(
    db: &Db,
    redemption: RedemptionId,
    community: &Community,
) -> anyhow::Result<()> {
    let found = perks::load(&mut *db.read().await?, redemption).await?;
    let found = found.filter(|redemption| redemption.state == RedemptionState::Review);
    if let Some(found) = found {
        let mut members = community.everyone();
        let member = members.find(|member| member.id() == found.member.to_discord());
        if let (Some(member), Some(role)) = (member, found.role_id) {
            member.give_role(role.to_discord());
        }
    }
    Ok(())
}

/// A Discord that does things without saying so, and refuses to undo them.
struct InDoubt;

impl RoleGranter for InDoubt {
    fn grant<'a>(&'a self, _: u64, _: u64, _: &'a str) -> BoxFuture<'a, Result<(), RoleFailure>> {
        let detail = "no answer".to_owned();
        async { Err(RoleFailure::Unknown { detail }) }.boxed()
    }

    fn withdraw<'a>(
        &'a self,
        _: u64,
        _: u64,
        _: &'a str,
    ) -> BoxFuture<'a, Result<(), RoleFailure>> {
        let (code, detail) = (50_013, "Missing Permissions".to_owned());
        async move { Err(RoleFailure::Misconfigured { code, detail }) }.boxed()
    }

    fn holds(&self, _: u64, _: u64) -> BoxFuture<'_, Result<bool, RoleFailure>> {
        async { Ok(true) }.boxed()
    }
}
