//! The buttons of `/award-many`.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::campaigns::batch::{
    AskUndoOutcome, BatchRefusal, CancelBatch, CancelOutcome, ConfirmBatch, ConfirmOutcome, Reply,
    ReplyTo, UndoBatch, UndoBatchOutcome,
};
use crate::discord::batches;
use crate::discord::components::Press;
use crate::discord::custom_id::BatchAct;
use crate::discord::data::Fault;
use crate::discord::notice::token_dies_at_ms;
use crate::discord::reply::{self, Change};
use crate::discord::views::{View, award_many as view, refusal};
use crate::fail_points::{CrashPoint, crash_point};
use crate::ids::BatchId;
use crate::ledger::{self, RequestKey};

pub(super) fn question(nonce: u64) -> RequestKey {
    RequestKey::new("award-many-ask-undo", nonce)
}

/// Confirm, cancel, go on, or look again.
pub(in crate::discord) async fn pressed(
    press: Press<'_>,
    batch: BatchId,
    act: BatchAct,
) -> Result<(), Fault> {
    let data = press.data;
    let t = data.translator(&press.interaction.locale);
    let moderator = press.member();
    let now_ms = data.app.clock.now_ms();
    let id = press.interaction.id;
    match act {
        BatchAct::Show => {
            let work = show(press, batch);
            return press.respond_with(Change::Update, work).await;
        }
        BatchAct::Cancel => {
            let request = CancelBatch {
                key: RequestKey::new("award-many-cancel", id),
                moderator,
                batch,
                now_ms,
            };
            let work = async {
                match data.app.db.write(request).await? {
                    CancelOutcome::Cancelled => Ok(view::cancelled(t)),
                    CancelOutcome::Refused(refusal) => refused(press, batch, &refusal).await,
                }
            };
            return press.respond_with(Change::Update, work).await;
        }
        BatchAct::Confirm | BatchAct::Continue => {}
    }
    let request = ConfirmBatch {
        key: RequestKey::new("award-many-confirm", id),
        moderator,
        batch,
        now_ms,
    };
    let is_confirmed = AtomicBool::new(false);
    let work = async {
        let outcome = data.app.db.write(request).await?;
        crash_point(CrashPoint::BatchConfirmed);
        match outcome {
            ConfirmOutcome::Confirmed => {
                is_confirmed.store(true, Ordering::SeqCst);
                show(press, batch).await
            }
            ConfirmOutcome::Refused(refusal) => refused(press, batch, &refusal).await,
        }
    };
    let answered = press.respond_with(Change::Update, work).await;
    if is_confirmed.into_inner() {
        follow(press, batch).await?;
    }
    answered
}

/// From now on this message shows how far it has come. After the answer: an edit that comes before it would be lost.
async fn follow(press: Press<'_>, batch: BatchId) -> Result<(), Fault> {
    let data = press.data;
    let now_ms = data.app.clock.now_ms();
    let reply = Reply {
        batch_id: batch,
        interaction_token: press.interaction.token.clone(),
        locale: press.interaction.locale.clone(),
        expires_at_ms: token_dies_at_ms(now_ms),
    };
    let noted = data.app.db.write(ReplyTo(reply)).await;
    data.app.signals.wake_batches();
    noted
}

async fn show(press: Press<'_>, batch: BatchId) -> Result<View, Fault> {
    let t = press.data.translator(&press.interaction.locale);
    Ok(match batches::load(press.data, batch).await? {
        Some((found, unpaid)) => view::status(t, &found, Some(press.member()), &unpaid),
        None => view::refused(t, &BatchRefusal::Unknown),
    })
}

/// Whoever confirms what was confirmed sees how far it is.
async fn refused(press: Press<'_>, batch: BatchId, refusal: &BatchRefusal) -> Result<View, Fault> {
    if *refusal == BatchRefusal::AlreadyConfirmed {
        return show(press, batch).await;
    }
    let t = press.data.translator(&press.interaction.locale);
    Ok(view::refused(t, refusal))
}

/// How a batch is to be taken back was chosen. Both buttons answer one question, and the first counts.
pub(in crate::discord) async fn undo_chosen(
    press: Press<'_>,
    with_debt: bool,
    nonce: u64,
) -> Result<(), Fault> {
    let data = press.data;
    let t = data.translator(&press.interaction.locale);
    let asked = {
        let mut connection = data.app.db.read().await?;
        ledger::outcome_of(&mut connection, &question(nonce)).await?
    };
    let Some(AskUndoOutcome::Asked { batch, reason, .. }) = asked else {
        let stale = refusal::plain(t, "error-stale-component");
        return press.respond(reply::message(&stale, true)).await;
    };
    let request = UndoBatch {
        key: RequestKey::new("award-many-undo-answer", nonce),
        moderator: press.member(),
        batch,
        reason,
        with_debt,
        now_ms: data.app.clock.now_ms(),
    };
    let is_begun = AtomicBool::new(false);
    let work = async {
        let outcome = data.app.db.write(request).await?;
        crash_point(CrashPoint::BatchUndoBegun);
        match outcome {
            UndoBatchOutcome::Begun => {
                is_begun.store(true, Ordering::SeqCst);
                show(press, batch).await
            }
            UndoBatchOutcome::Refused(refusal) => Ok(view::refused(t, &refusal)),
        }
    };
    let answered = press.respond_with(Change::Update, work).await;
    if is_begun.into_inner() {
        follow(press, batch).await?;
    }
    answered
}
