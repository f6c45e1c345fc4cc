//! `/campaign create|list|close`: where awards come from.

use serenity::builder::CreateAutocompleteResponse;

use super::common::{SUGGESTIONS_MAX, choices};

use crate::campaigns::{
    self, Campaign, CloseCampaign, CloseOutcome, CreateCampaign, CreateOutcome,
};
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::{campaign as view, refusal};
use crate::fail_points::{CrashPoint, crash_point};
use crate::ids::UserId;
use crate::ledger::RequestKey;

/// How many campaigns a list shows.
const LISTED_MAX: i64 = 20;

/// Campaigns, from which Sparks are awarded.
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
pub(super) async fn campaign(_ctx: Context<'_>) -> Result<(), Fault> {
    Ok(())
}

/// Start a campaign.
#[poise::command(slash_command)]
async fn create(
    ctx: Context<'_>,
    #[max_length = 60] name: String,
    #[min = 1]
    #[max = 1_000_000_000]
    budget: Option<i64>,
) -> Result<(), Fault> {
    crash_point(CrashPoint::CampaignReceived);
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = CreateCampaign {
        key: RequestKey::new("campaign-create", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        name,
        budget,
        now_ms: data.app.clock.now_ms(),
    };
    let outcome = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    crash_point(CrashPoint::CampaignWritten);
    let view = match outcome {
        CreateOutcome::Created { name, budget } => view::created(t, &name, budget),
        CreateOutcome::Refused(refused) => refusal::campaign(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await?;
    crash_point(CrashPoint::CampaignShown);
    Ok(())
}

/// The campaigns and what is left of their budgets.
#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let campaigns = reply::or_defer(ctx, Audience::Reader, async {
        Ok(campaigns::list(&mut *ctx.data().app.db.read().await?, LISTED_MAX).await?)
    })
    .await?;
    reply::send(ctx, Audience::Reader, &view::list(t, &campaigns)).await
}

/// End a campaign.
#[poise::command(slash_command)]
async fn close(
    ctx: Context<'_>,
    #[autocomplete = "suggest"] campaign: String,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = CloseCampaign {
        key: RequestKey::new("campaign-close", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        campaign,
        now_ms: data.app.clock.now_ms(),
    };
    let view = match reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await? {
        CloseOutcome::Closed { name, spent, left } => view::closed(t, &name, spent, left),
        CloseOutcome::Refused(refused) => refusal::campaign(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// Campaigns that run, for autocomplete. What is suggested is a name; what is typed instead is checked later.
pub(super) async fn suggest(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let found = async {
        let mut connection = ctx.data().app.db.read().await?;
        campaigns::suggestions(&mut connection, typed, SUGGESTIONS_MAX).await
    };
    choices(found.await.map(|campaigns| {
        let choice = |campaign: Campaign| (campaign.name.clone(), campaign.name);
        campaigns.into_iter().map(choice).collect()
    }))
}
