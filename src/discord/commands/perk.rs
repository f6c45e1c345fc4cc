//! `/perk list|archive|resume`: what can be redeemed. `/perk add-role|add-manual` are in `perk_add.rs`, `/perk edit|pause`
//! in `perk_edit.rs`.

use serenity::builder::CreateAutocompleteResponse;

use super::common::{SUGGESTIONS_MAX, choices, may_manage};
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::hierarchy;
use crate::discord::reply::{self, Audience, Change};
use crate::discord::role_rules::{Holder, RoleProblem};
use crate::discord::views::{View, perk as view, refusal};
use crate::i18n::Translator;
use crate::ids::{RoleId, UserId};
use crate::ledger::RequestKey;
use crate::perks::{self, ArchivePerk, Perk, PerkChange, PerkState, ResumePerk};

/// Perks, which members redeem.
#[poise::command(
    slash_command,
    subcommands(
        "super::perk_add::add_role",
        "super::perk_add::add_manual",
        "super::perk_edit::edit",
        "super::perk_edit::pause",
        "resume",
        "archive",
        "list"
    ),
    subcommand_required,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
#[allow(
    clippy::unused_async,
    reason = "poise calls it as one; its subcommands do the work"
)]
pub(super) async fn perk(_ctx: Context<'_>) -> Result<(), Fault> {
    Ok(())
}

/// Whether the bot can and may give this role, and the moderator may offer it.
pub(super) async fn role_problem(
    ctx: Context<'_>,
    role: serenity::model::id::RoleId,
) -> Result<Result<(), RoleProblem>, Fault> {
    let member = ctx.interaction.member.as_deref();
    let moderator = Holder {
        user: ctx.interaction.user.id,
        roles: member.map(|member| &member.roles[..]).unwrap_or_default(),
    };
    let (http, role) = (
        &ctx.serenity_context().http,
        RoleId::from_discord(role.get()),
    );
    let problem = hierarchy::problem(ctx.data(), http, role, moderator).await?;
    Ok(problem.map_or(Ok(()), Err))
}

/// The perks, their stock and whether they can be redeemed.
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
    let page = perks::page(&mut connection, number).await?;
    Ok(view::list(t, reader, &page, now_ms))
}

/// Stop offering a perk.
#[poise::command(slash_command)]
async fn archive(
    ctx: Context<'_>,
    #[autocomplete = "suggest_offered"] perk: String,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = ArchivePerk {
        key: RequestKey::new("perk-archive", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        perk,
        now_ms: data.app.clock.now_ms(),
    };
    let view = match reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await? {
        PerkChange::Changed { name } => view::archived(t, &name),
        PerkChange::Refused(refused) => refusal::perk(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// Offer a perk that is paused or coming soon, once its role can be given.
#[poise::command(slash_command)]
async fn resume(
    ctx: Context<'_>,
    #[autocomplete = "suggest_stopped"] perk: String,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = ResumePerk {
        key: RequestKey::new("perk-resume", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        perk,
        now_ms: data.app.clock.now_ms(),
    };
    let work = async {
        let found = perks::find_by_name(&mut *data.app.db.read().await?, &request.perk).await?;
        let stopped =
            found.filter(|perk| matches!(perk.state, PerkState::Paused | PerkState::ComingSoon));
        let gives = stopped.as_ref().and_then(|perk| perk.role_id);
        if let Some(role) = gives
            && let Err(problem) = role_problem(ctx, role.to_discord().into()).await?
        {
            return Ok(refusal::role(t, role.to_discord(), &problem));
        }
        let http = &ctx.serenity_context().http;
        if let Some(perk) = &stopped
            && let Some(role) = perk.terms.required_role_id
            && let Some(problem) = hierarchy::required_problem(data, http, role).await?
        {
            return Ok(refusal::role_of_perk(t, &perk.called(), &problem));
        }
        Ok(match data.app.db.write(request).await? {
            PerkChange::Changed { name } => view::resumed(t, &name),
            PerkChange::Refused(refused) => refusal::perk(t, &refused),
        })
    };
    let view = reply::or_defer(ctx, Audience::Reader, work).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

pub(super) async fn suggest_offered(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest(ctx, typed, false).await
}

async fn suggest_stopped(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest(ctx, typed, true).await
}

async fn suggest(ctx: Context<'_>, typed: &str, only_stopped: bool) -> CreateAutocompleteResponse {
    let found = async {
        let mut connection = ctx.data().app.db.read().await?;
        perks::suggestions(&mut connection, typed, only_stopped, SUGGESTIONS_MAX).await
    };
    choices(found.await.map(|perks| {
        let t = ctx.data().translator(&ctx.interaction.locale);
        let choice = |perk: Perk| (perk.called().in_language(t.locale()).to_owned(), perk.slug);
        perks.into_iter().map(choice).collect()
    }))
}
