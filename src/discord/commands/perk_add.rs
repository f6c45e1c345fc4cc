//! `/perk add-role` and `/perk add-manual`: offering something new.

use serenity::model::guild::Role;

use super::perk::role_problem;
use super::perk_edit::required;
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::{perk_edit as view, refusal};
use crate::ids::{RoleId, UserId};
use crate::ledger::RequestKey;
use crate::perks::{
    AddManualPerk, AddRolePerk, PerkKind, PerkOptions, PerkWords, limit_of_new_perk,
};

/// Offer a role as a badge.
#[poise::command(slash_command, rename = "add-role")]
#[allow(clippy::too_many_arguments, reason = "poise makes an option of each")]
pub(super) async fn add_role(
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
    #[min = 0]
    #[max = 1_000_000_000]
    limit: Option<i64>,
    #[min = 1]
    #[max = 3650]
    days: Option<i64>,
    #[max_length = 40] opens: Option<String>,
    #[max_length = 40] closes: Option<String>,
    #[rename = "required-role"] required_role: Option<Role>,
    #[min = 1]
    #[max = 1_000_000_000]
    minimum: Option<i64>,
    #[rename = "name-en"]
    #[max_length = 60]
    name_en: Option<String>,
    #[rename = "name-ru"]
    #[max_length = 60]
    name_ru: Option<String>,
    #[rename = "name-ko"]
    #[max_length = 60]
    name_ko: Option<String>,
    #[rename = "description-en"]
    #[max_length = 100]
    description_en: Option<String>,
    #[rename = "description-ru"]
    #[max_length = 100]
    description_ru: Option<String>,
    #[rename = "description-ko"]
    #[max_length = 100]
    description_ko: Option<String>,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let options = PerkOptions {
        opens,
        closes,
        required_role: required_role.map(|role| required(ctx, &role)),
        minimum_earned: minimum,
        lasts_days: days,
        words: PerkWords {
            name_en,
            name_ru,
            name_ko,
            description_en,
            description_ru,
            description_ko,
        },
    };
    let role_id = role.id;
    let request = AddRolePerk {
        key: RequestKey::new("perk-add", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        role: RoleId::from_discord(role_id.get()),
        name: name.unwrap_or(role.name),
        description,
        price,
        stock,
        limit_per_member: limit_of_new_perk(limit, days),
        options,
        now_ms: data.app.clock.now_ms(),
    };
    let now_ms = request.now_ms;
    let gives = (PerkKind::Role, Some(request.role));
    let work = async {
        if let Err(problem) = role_problem(ctx, role_id).await? {
            return Ok(refusal::role(t, role_id.get(), &problem));
        }
        let outcome = data.app.db.write(request).await?;
        Ok(view::added(t, &outcome, gives, now_ms))
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
#[poise::command(slash_command, rename = "add-manual")]
#[allow(clippy::too_many_arguments, reason = "poise makes an option of each")]
pub(super) async fn add_manual(
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
    #[min = 0]
    #[max = 1_000_000_000]
    limit: Option<i64>,
    #[rename = "coming-soon"] coming_soon: Option<bool>,
    #[max_length = 40] opens: Option<String>,
    #[max_length = 40] closes: Option<String>,
    #[rename = "required-role"] required_role: Option<Role>,
    #[min = 1]
    #[max = 1_000_000_000]
    minimum: Option<i64>,
    #[rename = "name-en"]
    #[max_length = 60]
    name_en: Option<String>,
    #[rename = "name-ru"]
    #[max_length = 60]
    name_ru: Option<String>,
    #[rename = "name-ko"]
    #[max_length = 60]
    name_ko: Option<String>,
    #[rename = "description-en"]
    #[max_length = 100]
    description_en: Option<String>,
    #[rename = "description-ru"]
    #[max_length = 100]
    description_ru: Option<String>,
    #[rename = "description-ko"]
    #[max_length = 100]
    description_ko: Option<String>,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let options = PerkOptions {
        opens,
        closes,
        required_role: required_role.map(|role| required(ctx, &role)),
        minimum_earned: minimum,
        lasts_days: None,
        words: PerkWords {
            name_en,
            name_ru,
            name_ko,
            description_en,
            description_ru,
            description_ko,
        },
    };
    let request = AddManualPerk {
        key: RequestKey::new("perk-add", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        kind: kind.into(),
        name,
        description,
        price,
        stock,
        limit_per_member: limit_of_new_perk(limit, None),
        coming_soon,
        options,
        now_ms: data.app.clock.now_ms(),
    };
    let now_ms = request.now_ms;
    let outcome = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    let view = view::added(t, &outcome, (kind.into(), None), now_ms);
    reply::send(ctx, Audience::Reader, &view).await
}
