//! `/perk edit` and `/perk pause`: changing a perk that is offered.

use serenity::model::guild::Role;

use super::perk::suggest_offered;
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::{perk_edit as view, refusal};
use crate::ids::{RoleId, UserId};
use crate::ledger::RequestKey;
use crate::perks::{
    EditPerk, EditPerkOutcome, PauseByModerator, PerkChange, PerkOptions, PerkWords, RequiredRole,
};

/// Change a perk.
#[poise::command(slash_command)]
#[allow(clippy::too_many_arguments, reason = "poise makes an option of each")]
pub(super) async fn edit(
    ctx: Context<'_>,
    #[autocomplete = "suggest_offered"] perk: String,
    #[max_length = 60] name: Option<String>,
    #[max_length = 100] description: Option<String>,
    #[min = 1]
    #[max = 1_000_000_000]
    price: Option<i64>,
    #[min = 0]
    #[max = 1_000_000_000]
    stock: Option<i64>,
    #[min = 0]
    #[max = 1_000_000_000]
    limit: Option<i64>,
    #[max_length = 40] opens: Option<String>,
    #[max_length = 40] closes: Option<String>,
    #[rename = "required-role"] required_role: Option<Role>,
    #[min = 0]
    #[max = 1_000_000_000]
    minimum: Option<i64>,
    #[min = 0]
    #[max = 3650]
    days: Option<i64>,
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
    let request = EditPerk {
        key: RequestKey::new("perk-edit", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        perk,
        name,
        description,
        price,
        stock,
        limit_per_member: limit,
        options,
        now_ms: data.app.clock.now_ms(),
    };
    let view = match reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await? {
        EditPerkOutcome::Changed { before, after } => {
            // The bot may have paused it because the role that it asked for is gone.
            data.roles_changed.notify_one();
            view::edited(t, &before, &after)
        }
        EditPerkOutcome::Refused(refused) => refusal::perk(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// What asking for this role means: the role of everyone, which has the server's id, asks for nothing.
pub(super) fn required(ctx: Context<'_>, role: &Role) -> RequiredRole {
    if role.id.get() == ctx.data().guild.get() {
        RequiredRole::Everyone
    } else {
        RequiredRole::Role(RoleId::from_discord(role.id.get()))
    }
}

/// Stop offering a perk for a while.
#[poise::command(slash_command)]
pub(super) async fn pause(
    ctx: Context<'_>,
    #[autocomplete = "suggest_offered"] perk: String,
    #[max_length = 200] reason: String,
) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = PauseByModerator {
        key: RequestKey::new("perk-pause", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        perk,
        reason,
        now_ms: data.app.clock.now_ms(),
    };
    let view = match reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await? {
        PerkChange::Changed { name } => view::paused(t, &name),
        PerkChange::Refused(refused) => refusal::perk(t, &refused),
    };
    reply::send(ctx, Audience::Reader, &view).await
}
