//! Working on batches of awards: chunk after chunk while there are any, and how far each has come on the message from which
//! it was confirmed. It promises that a batch goes on after any crash, and that showing it never keeps it waiting. What a
//! chunk does is the part of `campaigns::batch`.

use std::sync::Arc;
use std::time::Duration;

use serenity::http::Http;

use super::data::{Data, Fault};
use super::error::describe_fault;
use super::http::describe;
use super::views::award_many as view;
use crate::campaigns::batch::{
    self, Batch, ChunkOutcome, DoChunk, ForgetDrafts, ForgetReply, Reply,
};
use crate::clock::Millis;
use crate::fail_points::{CrashPoint, crash_point};
use crate::ids::BatchId;

/// How often it is looked for what nobody confirmed, and for work that a missed signal told of.
const LOOK_AGAIN_AFTER: Duration = Duration::from_mins(10);
const WAIT_AFTER_FAULT: Duration = Duration::from_secs(2);
/// How often progress is shown. A chunk takes a tenth of a second or two.
const CHUNKS_BETWEEN_EDITS: i64 = 10;
/// How long an edit may take before the work goes on without it.
const EDIT_TIMEOUT: Duration = Duration::from_secs(3);

/// Works until the bot stops. What is under way then is gone on with by the next start.
pub async fn run(data: Data, http: Arc<Http>) {
    while !data.stop.is_cancelled() {
        let wait = match work(&data, &http).await {
            Ok(true) => continue,
            Ok(false) => LOOK_AGAIN_AFTER,
            Err(error) => {
                let error = describe_fault(&error);
                tracing::error!(error, "can't work on batches of awards");
                WAIT_AFTER_FAULT
            }
        };
        tokio::select! {
            () = data.stop.cancelled() => {}
            () = data.app.signals.batch_confirmed() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// One chunk, if there is any; else what has ended is shown, and what nobody wants is thrown away.
async fn work(data: &Data, http: &Http) -> Result<bool, Fault> {
    let now_ms = data.app.clock.now_ms();
    let next = batch::next_work(&mut *data.app.db.read().await?).await?;
    if let Some(work) = next {
        let outcome = data.app.db.write(DoChunk { work, now_ms }).await?;
        crash_point(CrashPoint::BatchChunkWritten);
        if outcome == ChunkOutcome::GoesOn && work.chunk % CHUNKS_BETWEEN_EDITS == 0 {
            show_progress(data, http, work.batch).await?;
        }
        if outcome == ChunkOutcome::Rests {
            tracing::info!(batch = work.batch.0, "a batch of awards has ended");
            show_rested(data, http).await?;
        }
        return Ok(true);
    }
    show_rested(data, http).await?;
    data.app.db.write(ForgetDrafts { now_ms }).await?;
    Ok(false)
}

async fn show_progress(data: &Data, http: &Http, id: BatchId) -> Result<(), Fault> {
    let reply = batch::reply_to(&mut *data.app.db.read().await?, id).await?;
    if let Some(reply) = reply {
        show(data, http, &reply).await?;
    }
    Ok(())
}

/// Whoever has it shown later than it ended sees the end all the same.
async fn show_rested(data: &Data, http: &Http) -> Result<(), Fault> {
    let replies = batch::rested_replies(&mut *data.app.db.read().await?).await?;
    for reply in replies {
        show(data, http, &reply).await?;
        data.app.db.write(ForgetReply(reply)).await?;
    }
    Ok(())
}

async fn show(data: &Data, http: &Http, reply: &Reply) -> Result<(), Fault> {
    if is_dead(reply, data.app.clock.now_ms()) {
        return Ok(());
    }
    let Some((batch, unpaid)) = load(data, reply.batch_id).await? else {
        return Ok(());
    };
    let t = data.translator(&reply.locale);
    let view = view::status(t, &batch, Some(batch.moderator), &unpaid);
    let message = view.to_edit();
    let edit =
        http.edit_original_interaction_response(&reply.interaction_token, &message, view.files());
    let edited = tokio::time::timeout(EDIT_TIMEOUT, data.breaker.call(edit)).await;
    if let Ok(Err(error)) = edited {
        // `/award-many status` shows the same.
        let error = describe(&error);
        tracing::info!(batch = batch.id.0, error, "progress can't be shown");
    }
    Ok(())
}

fn is_dead(reply: &Reply, now_ms: Millis) -> bool {
    reply.expires_at_ms <= now_ms
}

/// A batch as it is shown: with the lines that are not paid, where nothing more will come of them by itself.
///
/// # Errors
/// When the database can't be read.
pub async fn load(
    data: &Data,
    id: BatchId,
) -> Result<Option<(Batch, Vec<batch::UnpaidLine>)>, Fault> {
    let mut connection = data.app.db.snapshot().await?;
    let Some(found) = batch::load(&mut connection, id).await? else {
        return Ok(None);
    };
    let has_rest = found.state.is_at_rest() && found.paid_lines < found.lines;
    let unpaid = if has_rest {
        batch::unpaid(&mut connection, id).await?
    } else {
        Vec::new()
    };
    Ok(Some((found, unpaid)))
}
