//! `/perk add-role|add-manual|list|archive|resume`: what can be redeemed. `/perk edit|pause` are in `perk_edit.rs`.

use serenity::builder::CreateAutocompleteResponse;
use serenity::model::guild::Role;

use super::common::{SUGGESTIONS_MAX, choices};
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::hierarchy::{bot_holder, fetch_hierarchy};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::role_rules::{Holder, RoleProblem};
use crate::discord::views::{View, perk as view, refusal};
use crate::i18n::Translator;
use crate::ids::{RoleId, UserId};
use crate::ledger::RequestKey;
use crate::perks::{
    self, AddManualPerk, AddOutcome, AddRolePerk, ArchivePerk, Perk, PerkChange, PerkKind,
    PerkState, ResumePerk,
};

/// A perk is redeemed once, unless the moderator says otherwise.
const LIMIT_DEFAULT: i64 = 1;

/// Perks, which members redeem.
#[poise::command(
    slash_command,
    subcommands(
        "add_role",
        "add_manual",
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

/// Offer a role as a badge.
#[poise::command(slash_command, rename = "add-role")]
async fn add_role(
    ctx: Context<'_>,
    role: Role,
    #[min = 1]
    #[max = 1_000_000_000]
    price: i64,
    #[max_length = 60] name: Option<String>,
    #[max_length = 100] description: Option<String>,
    #[min = 1]
    #[max = 1_000_000_000]
    stock: Option<i64>,
    #[min = 1]
    #[max = 1_000_000_000]
    limit: Option<i64>,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let role_id = role.id;
    let request = AddRolePerk {
        key: RequestKey::new("perk-add", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        role: RoleId::from_discord(role_id.get()),
        name: name.unwrap_or(role.name),
        description,
        price,
        stock,
        limit_per_member: Some(limit.unwrap_or(LIMIT_DEFAULT)),
        now_ms: data.app.clock.now_ms(),
    };
    let work = async {
        if let Err(problem) = role_problem(ctx, role_id).await? {
            return Ok(refusal::role(t, role_id.get(), &problem));
        }
        Ok(match data.app.db.write(request).await? {
            AddOutcome::Added { name, price, .. } => view::added(t, &name, price, role_id.get()),
            AddOutcome::Refused(refused) => refusal::perk(t, &refused),
        })
    };
    let view = reply::or_defer(ctx, Audience::Reader, work).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// What a moderator chooses from; Discord shows the names of `commands.ftl`.
#[derive(Debug, Clone, Copy, poise::ChoiceParameter)]
enum Kind {
    #[name = "ticket"]
    Ticket,
    #[name = "whitelist"]
    Whitelist,
    #[name = "boost"]
    Boost,
    #[name = "plan"]
    Plan,
    #[name = "other"]
    Other,
}

impl From<Kind> for PerkKind {
    fn from(chosen: Kind) -> Self {
        match chosen {
            Kind::Ticket => Self::Ticket,
            Kind::Whitelist => Self::Whitelist,
            Kind::Boost => Self::Boost,
            Kind::Plan => Self::Plan,
            Kind::Other => Self::Other,
        }
    }
}

/// Offer what is no role: a ticket, or what a moderator delivers.
#[allow(
    clippy::too_many_arguments,
    reason = "each is an option of the command"
)]
#[poise::command(slash_command, rename = "add-manual")]
async fn add_manual(
    ctx: Context<'_>,
    kind: Kind,
    #[max_length = 60] name: String,
    #[min = 1]
    #[max = 1_000_000_000]
    price: i64,
    #[max_length = 100] description: Option<String>,
    #[min = 1]
    #[max = 1_000_000_000]
    stock: Option<i64>,
    #[min = 1]
    #[max = 1_000_000_000]
    limit: Option<i64>,
    #[rename = "coming-soon"] coming_soon: Option<bool>,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = AddManualPerk {
        key: RequestKey::new("perk-add", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        kind: kind.into(),
        name,
        description,
        price,
        stock,
        limit_per_member: Some(limit.unwrap_or(LIMIT_DEFAULT)),
        coming_soon,
        now_ms: data.app.clock.now_ms(),
    };
    let added = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    let view = match added {
        AddOutcome::Added {
            name,
            price,
            coming_soon,
        } => view::added_manual(t, &name, price, kind.into(), coming_soon),
        AddOutcome::Refused(refused) => refusal::perk(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// Whether the bot can and may give this role, and the moderator may offer it.
async fn role_problem(
    ctx: Context<'_>,
    role: serenity::model::id::RoleId,
) -> Result<Result<(), RoleProblem>, Fault> {
    let http = &ctx.serenity_context().http;
    let (breaker, guild) = (&ctx.data().breaker, ctx.data().guild);
    let hierarchy = breaker.call(fetch_hierarchy(http, guild)).await?;
    let (bot, bot_roles) = breaker.call(bot_holder(http, guild)).await?;
    let bot = Holder {
        user: bot,
        roles: &bot_roles,
    };
    let member = ctx.interaction.member.as_deref();
    let moderator = Holder {
        user: ctx.interaction.user.id,
        roles: member.map(|member| &member.roles[..]).unwrap_or_default(),
    };
    Ok(hierarchy
        .check(role, bot)
        .and_then(|()| hierarchy.check_moderator(role, moderator)))
}

/// The perks, their stock and whether they can be redeemed.
#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let reader = UserId::from_discord(ctx.interaction.user.id.get());
    let page = page(ctx.data(), t, reader, 0);
    let view = reply::or_defer(ctx, Audience::Reader, page).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Another page of the list, in place.
pub(in crate::discord) async fn turn_page(press: Press<'_>, number: i64) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    let page = page(press.data, t, press.member(), number);
    press.respond_with(Change::Update, page).await
}

async fn page(data: &Data, t: Translator<'_>, reader: UserId, number: i64) -> Result<View, Fault> {
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
        if let Some(role) = stopped.and_then(|perk| perk.role_id)
            && let Err(problem) = role_problem(ctx, role.to_discord().into()).await?
        {
            return Ok(refusal::role(t, role.to_discord(), &problem));
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
