//! `/award-many file|role|members|undo|status`: awards in bulk. The first three show what would happen; what was shown is
//! written down and paid when the moderator confirms it. Buttons carry the batch's number and ask for everything else anew,
//! so they work after a restart.

mod answers;
mod gather;

use serenity::builder::CreateAutocompleteResponse;
use serenity::model::channel::Attachment;
use serenity::model::guild::Role;

use self::gather::{Ask, Gathered};
use super::campaign::suggest;
use super::common::{SUGGESTIONS_MAX, choices, may_manage};
use crate::campaigns::Wanted;
use crate::campaigns::batch::{
    self, AskUndo, AskUndoOutcome, BatchRefusal, DraftBatch, DraftOutcome, Plan, Source,
};
use crate::discord::batches;
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::roster;
use crate::discord::views::{View, award_many as view};
use crate::fail_points::{CrashPoint, crash_point};
use crate::ids::{BatchId, RoleId, UserId};
use crate::ledger::RequestKey;

pub(in crate::discord) use self::answers::{pressed, undo_chosen};

/// Award many at once.
#[poise::command(
    slash_command,
    rename = "award-many",
    subcommands("file", "role", "members", "undo", "status"),
    subcommand_required,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
#[allow(
    clippy::unused_async,
    reason = "poise calls it as one; its subcommands do the work"
)]
pub(super) async fn award_many(_ctx: Context<'_>) -> Result<(), Fault> {
    Ok(())
}

/// Award what a CSV file says.
#[poise::command(slash_command)]
async fn file(
    ctx: Context<'_>,
    #[autocomplete = "campaigns"] campaign: String,
    file: Attachment,
    #[max_length = 200] reason: Option<String>,
) -> Result<(), Fault> {
    let ask = Ask::File(&file);
    answer(ctx, Source::File, &campaign, ask, reason.as_deref()).await
}

/// Award the same to everybody with a role.
#[poise::command(slash_command)]
async fn role(
    ctx: Context<'_>,
    #[autocomplete = "campaigns"] campaign: String,
    role: Role,
    #[min = 1]
    #[max = 1_000_000_000]
    amount: i64,
    #[max_length = 200] reason: Option<String>,
) -> Result<(), Fault> {
    let role = RoleId::from_discord(role.id.get());
    let ask = Ask::Role { role, amount };
    answer(ctx, Source::Role, &campaign, ask, reason.as_deref()).await
}

/// Award the same to these members.
#[poise::command(slash_command)]
async fn members(
    ctx: Context<'_>,
    #[autocomplete = "campaigns"] campaign: String,
    #[max_length = 6000] members: String,
    #[min = 1]
    #[max = 1_000_000_000]
    amount: i64,
    #[max_length = 200] reason: Option<String>,
) -> Result<(), Fault> {
    let ask = Ask::Members {
        members: &members,
        amount,
    };
    answer(ctx, Source::Members, &campaign, ask, reason.as_deref()).await
}

async fn answer(
    ctx: Context<'_>,
    source: Source,
    campaign: &str,
    ask: Ask<'_>,
    reason: Option<&str>,
) -> Result<(), Fault> {
    let work = Box::pin(dry_run(ctx, source, campaign, ask, reason));
    let view = reply::or_defer(ctx, Audience::Reader, work).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Who would get what, or all that is wrong with it.
async fn dry_run(
    ctx: Context<'_>,
    source: Source,
    campaign: &str,
    ask: Ask<'_>,
    reason: Option<&str>,
) -> Result<View, Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let moderator = UserId::from_discord(ctx.interaction.user.id.get());
    let http = &ctx.serenity_context().http;
    let Gathered {
        sheet,
        people,
        left_out,
    } = match gather::gather(data, http, t, moderator, ask, reason).await {
        Ok(gathered) => gathered,
        Err(refused) => return Ok(*refused),
    };
    let people = if let Some(people) = people {
        people
    } else {
        let wanted: Vec<UserId> = sheet.entries.iter().map(|entry| entry.member).collect();
        match roster::people(data, http, &wanted).await {
            Ok(people) => people,
            Err(refusal) => return Ok(view::unlisted(t, refusal)),
        }
    };
    let now_ms = data.app.clock.now_ms();
    let plan = Plan {
        moderator,
        campaign,
        sheet,
        people: &people,
        now_ms,
    };
    let examined = {
        let mut connection = data.app.db.snapshot().await?;
        match batch::examine(&mut connection, plan).await? {
            Ok(examined) => examined,
            Err(refusal) => return Ok(view::refused(t, &refusal)),
        }
    };
    if !examined.bad.is_empty() {
        return Ok(view::flawed(t, source, &examined));
    }
    let request = DraftBatch {
        key: RequestKey::new("award-many", ctx.interaction.id),
        moderator,
        campaign: examined.campaign,
        source,
        entries: examined.entries.clone(),
        now_ms,
    };
    let outcome = data.app.db.write(request).await?;
    crash_point(CrashPoint::BatchDrafted);
    Ok(match outcome {
        DraftOutcome::Drafted { batch } => {
            // Buttons ask for the permission, commands do not: Discord has.
            let owner = may_manage(ctx.interaction.member.as_deref()).then_some(moderator);
            view::draft(t, batch, &examined, left_out, owner)
        }
        DraftOutcome::Refused(refusal) => view::refused(t, &refusal),
    })
}

/// Take a whole batch back.
#[poise::command(slash_command)]
async fn undo(
    ctx: Context<'_>,
    #[max_length = 30]
    #[autocomplete = "batches_named"]
    batch: String,
    #[max_length = 200] reason: String,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let moderator = UserId::from_discord(ctx.interaction.user.id.get());
    let nonce = ctx.interaction.id.get();
    let Some(batch) = parse_batch(&batch) else {
        let unknown = view::refused(t, &BatchRefusal::Unknown);
        return reply::send(ctx, Audience::Reader, &unknown).await;
    };
    let request = AskUndo {
        key: answers::question(nonce),
        moderator,
        batch,
        reason,
        now_ms: data.app.clock.now_ms(),
    };
    let outcome = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    let view = match outcome {
        AskUndoOutcome::Asked { batch, preview, .. } => {
            let may_press = may_manage(ctx.interaction.member.as_deref());
            let buttons = may_press.then_some((moderator, nonce));
            view::undo_question(t, batch, &preview, buttons)
        }
        AskUndoOutcome::Refused(refusal) => view::refused(t, &refusal),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// How far a batch has come.
#[poise::command(slash_command)]
async fn status(
    ctx: Context<'_>,
    #[max_length = 30]
    #[autocomplete = "batches_named"]
    batch: Option<String>,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let work = async {
        let wanted = match &batch {
            Some(typed) => parse_batch(typed),
            None => batch::latest(&mut *data.app.db.read().await?).await?,
        };
        let found = match wanted {
            Some(id) => batches::load(data, id).await?,
            None => None,
        };
        Ok(match found {
            Some((found, unpaid)) => {
                let may_press = may_manage(ctx.interaction.member.as_deref());
                let reader = UserId::from_discord(ctx.interaction.user.id.get());
                view::status(t, &found, may_press.then_some(reader), &unpaid)
            }
            None if batch.is_none() => view::none_yet(t),
            None => view::refused(t, &BatchRefusal::Unknown),
        })
    };
    let view = reply::or_defer(ctx, Audience::Reader, work).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// A batch as somebody types it: `B-5`, `b5` or `5`.
fn parse_batch(typed: &str) -> Option<BatchId> {
    super::common::receipt_number(typed, ['B', 'b']).map(BatchId)
}

async fn campaigns(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest(ctx, typed, Wanted::Running).await
}

async fn batches_named(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let found = async {
        let mut connection = ctx.data().app.db.read().await?;
        batch::matching(&mut connection, typed, SUGGESTIONS_MAX).await
    };
    choices(found.await.map(|batches| {
        let choice = |(id, campaign, lines): (BatchId, String, i64)| {
            (view::choice(t, id, &campaign, lines), view::receipt(id))
        };
        batches.into_iter().map(choice).collect()
    }))
}
