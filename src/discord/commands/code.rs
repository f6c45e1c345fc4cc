//! `/code create|list|close`: claim codes, for moderators. Each answer is the moderator's alone: a code is for whom they tell
//! it.

use serenity::builder::CreateAutocompleteResponse;

use super::campaign::suggest;
use super::common::{SUGGESTIONS_MAX, choices};
use crate::campaigns::Wanted;
use crate::campaigns::code::{
    self, CloseCode, CloseCodeOutcome, Code, CodeWord, CreateCode, CreateCodeOutcome,
};
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::code as view;
use crate::ids::UserId;
use crate::ledger::RequestKey;

/// Codes that members claim.
#[poise::command(
    slash_command,
    subcommands("create", "list", "close"),
    subcommand_required,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
#[allow(
    clippy::unused_async,
    reason = "poise calls it as one; its subcommands do the work"
)]
pub(super) async fn code(_ctx: Context<'_>) -> Result<(), Fault> {
    Ok(())
}

/// Make a code.
#[poise::command(slash_command)]
async fn create(
    ctx: Context<'_>,
    #[autocomplete = "campaigns"] campaign: String,
    #[min = 1]
    #[max = 1_000_000_000]
    amount: i64,
    #[min = 1]
    #[max = 100_000]
    uses: i64,
    #[max_length = 40] expires: Option<String>,
    #[max_length = 200] reason: Option<String>,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let now_ms = data.app.clock.now_ms();
    // Members read it in their history, so it is in the server's language.
    let guild_locale = ctx.interaction.guild_locale.as_deref();
    let public = data.translator(guild_locale.unwrap_or(&ctx.interaction.locale));
    let given = reason.filter(|reason| !reason.trim().is_empty());
    let request = CreateCode {
        key: RequestKey::new("code-create", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        campaign,
        amount,
        uses,
        expires,
        reason: Some(given.unwrap_or_else(|| public.text("code-default-reason"))),
        word: CodeWord::of_bytes(data.app.secret_bytes()?),
        now_ms,
    };
    let outcome = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    let view = match outcome {
        CreateCodeOutcome::Created(created) => view::created(t, &created),
        CreateCodeOutcome::Refused(refusal) => view::refused(t, &refusal),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// The codes.
#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let now_ms = data.app.clock.now_ms();
    let page = reply::or_defer(ctx, Audience::Reader, async {
        let mut connection = data.app.db.snapshot().await?;
        Ok(code::codes(&mut connection, now_ms).await?)
    })
    .await?;
    reply::send(ctx, Audience::Reader, &view::list(t, &page, now_ms)).await
}

/// Close a code.
#[poise::command(slash_command)]
async fn close(
    ctx: Context<'_>,
    #[max_length = 40]
    #[autocomplete = "open_codes"]
    code: String,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = CloseCode {
        key: RequestKey::new("code-close", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        code,
        now_ms: data.app.clock.now_ms(),
    };
    let view = match reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await? {
        CloseCodeOutcome::Closed {
            code,
            campaign,
            uses,
        } => view::closed(t, code, &campaign, uses),
        CloseCodeOutcome::Refused(refusal) => view::refused(t, &refusal),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

async fn campaigns(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest(ctx, typed, Wanted::Open).await
}

/// By number and campaign, never the code itself: somebody may look over the moderator's shoulder, or at their stream.
async fn open_codes(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let found = async {
        let mut connection = ctx.data().app.db.read().await?;
        code::open_matching(&mut connection, typed, SUGGESTIONS_MAX).await
    };
    choices(found.await.map(|codes| {
        let choice = |code: Code| (view::choice(t, &code), view::number(code.id));
        codes.into_iter().map(choice).collect()
    }))
}
