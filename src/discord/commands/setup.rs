//! `/setup`: the ready-made catalogue and a first campaign. What would be done is shown first; the button carries what was
//! asked for, and everything else is looked at anew when it is pressed.

use serenity::model::guild::Role;

use super::common::may_manage;
use crate::discord::components::Press;
use crate::discord::custom_id::SetupButton;
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::role_rules::Holder;
use crate::discord::setting_up::{self, Done};
use crate::discord::views::{View, refusal, setup as view};
use crate::ids::{RoleId, UserId};
use crate::setup::BadgeWish;

/// Put the ready-made perks and a first campaign in place.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
pub(super) async fn setup(
    ctx: Context<'_>,
    role: Option<Role>,
    #[rename = "create-role"] create_role: Option<bool>,
) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let badge = match (role, create_role) {
        (Some(_), Some(true)) => {
            let refused = refusal::plain(t, "setup-refused-both");
            return reply::send(ctx, Audience::Reader, &refused).await;
        }
        (Some(role), _) => BadgeWish::Role(RoleId::from_discord(role.id.get())),
        (None, Some(true)) => BadgeWish::New,
        (None, _) => BadgeWish::Nothing,
    };
    let view = reply::or_defer(ctx, Audience::Reader, question(ctx, badge)).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// What would be done, with the button that does it.
async fn question(ctx: Context<'_>, badge: BadgeWish) -> Result<View, Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let http = &ctx.serenity_context().http;
    let member = ctx.interaction.member.as_deref();
    let moderator = Holder {
        user: ctx.interaction.user.id,
        roles: member.map(|member| &member.roles[..]).unwrap_or_default(),
    };
    if let Some(why) = setting_up::problem(data, http, badge, moderator).await? {
        return Ok(view::no_role(t, &why, None));
    }
    let words = setting_up::words(data, public(ctx.interaction.guild_locale.as_ref()));
    let planned = setting_up::plan(data, &words, badge).await?;
    let button = SetupButton {
        owner: UserId::from_discord(ctx.interaction.user.id.get()),
        badge,
        is_yes: true,
        nonce: ctx.interaction.id.get(),
    };
    // Buttons ask for the permission, commands do not: Discord has.
    let button = may_manage(member).then_some(button);
    Ok(view::question(t, &planned, badge, button))
}

fn public(guild_locale: Option<&String>) -> &str {
    guild_locale.map_or("en-US", String::as_str)
}

/// It is to be done, or not.
pub(in crate::discord) async fn pressed(
    press: Press<'_>,
    button: SetupButton,
) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    if !button.is_yes {
        return press.respond(reply::update(&view::cancelled(t))).await;
    }
    let work = Box::pin(confirmed(press, button));
    press.respond_with(Change::Update, work).await
}

async fn confirmed(press: Press<'_>, button: SetupButton) -> Result<View, Fault> {
    let Press {
        data,
        serenity,
        interaction,
    } = press;
    let t = data.translator(&interaction.locale);
    let member = interaction.member.as_ref();
    let moderator = Holder {
        user: interaction.user.id,
        roles: member.map(|member| &member.roles[..]).unwrap_or_default(),
    };
    let who = (moderator, public(interaction.guild_locale.as_ref()));
    let done = setting_up::carry_out(data, &serenity.http, button, who).await?;
    Ok(match done {
        Done::InPlace(placed, found) => view::done(t, &placed, found.as_deref()),
        Done::NoRole(why) => view::no_role(t, &why, Some(button)),
        Done::Stale => refusal::plain(t, "error-stale-component"),
    })
}
