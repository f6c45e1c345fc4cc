//! `/campaign create|edit|list|show|close|reopen`: where awards come from.

use serenity::builder::CreateAutocompleteResponse;

use super::common::{SUGGESTIONS_MAX, choices, may_manage};

use crate::campaigns::{
    self, Campaign, CloseCampaign, CloseOutcome, CreateCampaign, CreateOutcome, Descriptions,
    EditCampaign, EditOutcome, ReopenCampaign, ReopenOutcome, Terms, Wanted,
};
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::{View, campaign as view, campaign_refusal as refusal, campaign_report};
use crate::fail_points::{CrashPoint, crash_point};
use crate::i18n::Translator;
use crate::ids::UserId;
use crate::ledger::RequestKey;

/// Campaigns, from which Sparks are awarded.
#[poise::command(
    slash_command,
    subcommands("create", "edit", "list", "show", "close", "reopen"),
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
#[allow(clippy::too_many_arguments, reason = "poise makes an option of each")]
async fn create(
    ctx: Context<'_>,
    #[max_length = 60] name: String,
    #[min = 1]
    #[max = 1_000_000_000]
    budget: Option<i64>,
    #[max_length = 40] start: Option<String>,
    #[max_length = 40] end: Option<String>,
    #[rename = "award-cap"]
    #[min = 1]
    #[max = 1_000_000_000]
    award_cap: Option<i64>,
    #[rename = "member-cap"]
    #[min = 1]
    #[max = 1_000_000_000]
    member_cap: Option<i64>,
    #[rename = "moderator-cap"]
    #[min = 1]
    #[max = 1_000_000_000]
    moderator_cap: Option<i64>,
    #[max_length = 300] description: Option<String>,
    #[rename = "description-ru"]
    #[max_length = 300]
    description_ru: Option<String>,
    #[rename = "description-ko"]
    #[max_length = 300]
    description_ko: Option<String>,
) -> Result<(), Fault> {
    crash_point(CrashPoint::CampaignReceived);
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = CreateCampaign {
        key: RequestKey::new("campaign-create", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        name,
        budget,
        terms: Terms {
            descriptions: Descriptions {
                en: description,
                ru: description_ru,
                ko: description_ko,
            },
            starts: start,
            ends: end,
            award_cap,
            member_cap,
            moderator_day_cap: moderator_cap,
        },
        now_ms: data.app.clock.now_ms(),
    };
    let now_ms = request.now_ms;
    let outcome = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    crash_point(CrashPoint::CampaignWritten);
    let view = match outcome {
        CreateOutcome::Created {
            name,
            budget,
            rules,
        } => view::created(t, &name, budget, &rules, now_ms),
        CreateOutcome::Refused(refused) => refusal::campaign(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await?;
    crash_point(CrashPoint::CampaignShown);
    Ok(())
}

/// Change a campaign.
#[poise::command(slash_command)]
#[allow(clippy::too_many_arguments, reason = "poise makes an option of each")]
async fn edit(
    ctx: Context<'_>,
    #[autocomplete = "suggest_open"] campaign: String,
    #[max_length = 60] name: Option<String>,
    #[min = 0]
    #[max = 1_000_000_000]
    budget: Option<i64>,
    #[max_length = 40] start: Option<String>,
    #[max_length = 40] end: Option<String>,
    #[rename = "award-cap"]
    #[min = 0]
    #[max = 1_000_000_000]
    award_cap: Option<i64>,
    #[rename = "member-cap"]
    #[min = 0]
    #[max = 1_000_000_000]
    member_cap: Option<i64>,
    #[rename = "moderator-cap"]
    #[min = 0]
    #[max = 1_000_000_000]
    moderator_cap: Option<i64>,
    #[max_length = 300] description: Option<String>,
    #[rename = "description-ru"]
    #[max_length = 300]
    description_ru: Option<String>,
    #[rename = "description-ko"]
    #[max_length = 300]
    description_ko: Option<String>,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = EditCampaign {
        key: RequestKey::new("campaign-edit", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        campaign,
        name,
        budget,
        descriptions: Descriptions {
            en: description,
            ru: description_ru,
            ko: description_ko,
        },
        starts: start,
        ends: end,
        award_cap,
        member_cap,
        moderator_day_cap: moderator_cap,
        now_ms: data.app.clock.now_ms(),
    };
    let view = match reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await? {
        EditOutcome::Changed { before, after } => view::edited(t, &before, &after),
        EditOutcome::Refused(refused) => refusal::campaign(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// The campaigns and what is left of their budgets.
#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let reader = UserId::from_discord(ctx.interaction.user.id.get());
    // Buttons ask for the permission again, and are not shown to whom they would refuse.
    let reader = may_manage(ctx.interaction.member.as_deref()).then_some(reader);
    let page = page(ctx.data(), t, reader, 0);
    let view = reply::or_defer(ctx, Audience::Reader, page).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Another page of the list, in place.
pub(in crate::discord) async fn turn_page(press: Press<'_>, number: i64) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    let page = page(press.data, t, Some(press.member()), number);
    press.respond_with(Change::Update, page).await
}

async fn page(
    data: &Data,
    t: Translator<'_>,
    reader: Option<UserId>,
    number: i64,
) -> Result<View, Fault> {
    let now_ms = data.app.clock.now_ms();
    let mut connection = data.app.db.snapshot().await?;
    let page = campaigns::page(&mut connection, number, now_ms).await?;
    Ok(view::list(t, reader, &page, now_ms))
}

/// All that there is to know about one.
#[poise::command(slash_command)]
async fn show(
    ctx: Context<'_>,
    #[autocomplete = "suggest_any"] campaign: String,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let now_ms = data.app.clock.now_ms();
    let found = reply::or_defer(ctx, Audience::Reader, async {
        let mut connection = data.app.db.snapshot().await?;
        Ok(campaigns::report(&mut connection, &campaign, now_ms).await?)
    })
    .await?;
    let view = match found {
        Some(report) => campaign_report::view(t, &report, now_ms),
        None => refusal::campaign(t, &campaigns::CampaignRefusal::NoneSuch),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// End a campaign.
#[poise::command(slash_command)]
async fn close(
    ctx: Context<'_>,
    #[autocomplete = "suggest_open"] campaign: String,
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

/// Take a closed campaign up again.
#[poise::command(slash_command)]
async fn reopen(
    ctx: Context<'_>,
    #[autocomplete = "suggest_closed"] campaign: String,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = ReopenCampaign {
        key: RequestKey::new("campaign-reopen", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        campaign,
        now_ms: data.app.clock.now_ms(),
    };
    let now_ms = request.now_ms;
    let view = match reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await? {
        ReopenOutcome::Reopened(campaign) => view::reopened(t, &campaign, now_ms),
        ReopenOutcome::Refused(refused) => refusal::campaign(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

async fn suggest_open(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest(ctx, typed, Wanted::Open).await
}

async fn suggest_any(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest(ctx, typed, Wanted::Any).await
}

async fn suggest_closed(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest(ctx, typed, Wanted::Closed).await
}

/// Campaigns, for autocomplete. What is suggested is a name; what is typed instead is checked later.
pub(super) async fn suggest(
    ctx: Context<'_>,
    typed: &str,
    wanted: Wanted,
) -> CreateAutocompleteResponse {
    let found = async {
        let app = &ctx.data().app;
        let mut connection = app.db.read().await?;
        let now_ms = app.clock.now_ms();
        campaigns::suggestions(&mut connection, typed, wanted, now_ms, SUGGESTIONS_MAX).await
    };
    choices(found.await.map(|campaigns| {
        let choice = |campaign: Campaign| (campaign.name.clone(), campaign.name);
        campaigns.into_iter().map(choice).collect()
    }))
}
