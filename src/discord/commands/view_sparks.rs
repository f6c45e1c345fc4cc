//! "View Sparks" on a member: what everyone may know of them, and for moderators what they have.

use serenity::model::user::User;

use super::common::may_manage;
use super::sparks::own_view;
use crate::badge_pictures::Size;
use crate::discord::badge_picture::badge_picture;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::View;
use crate::discord::views::refusal;
use crate::discord::views::sparks::{PublicStanding, public_view};
use crate::i18n::Translator;
use crate::ids::UserId;
use crate::leaderboard::BoardKey;
use crate::{leaderboard, perks};

/// Another member's standing, or one's own summary.
#[poise::command(
    context_menu_command = "View Sparks",
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn view_sparks(ctx: Context<'_>, member: User) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    if member.bot {
        let refused = refusal::plain(t, "sparks-refused-bot");
        return reply::send(ctx, Audience::Reader, &refused).await;
    }
    let view = if member.id == ctx.interaction.user.id {
        reply::or_defer(ctx, Audience::Reader, own_view(ctx)).await?
    } else {
        let is_moderator = may_manage(ctx.interaction.member.as_deref());
        let shown = standing(ctx.data(), t, &member, is_moderator);
        reply::or_defer(ctx, Audience::Reader, shown).await?
    };
    reply::send(ctx, Audience::Reader, &view).await
}

/// The one place that decides what somebody else may know of a member: `is_moderator` sees what they have as well.
async fn standing(
    data: &Data,
    t: Translator<'_>,
    member: &User,
    is_moderator: bool,
) -> Result<View, Fault> {
    let nick = member
        .member
        .as_ref()
        .and_then(|member| member.nick.clone());
    let mut shown = PublicStanding {
        name: nick.unwrap_or_else(|| member.display_name().to_owned()),
        now_ms: data.app.clock.now_ms(),
        ..PublicStanding::default()
    };
    {
        let mut connection = data.app.db.snapshot().await?;
        let user = UserId::from_discord(member.id.get());
        let lifetime = BoardKey::Lifetime;
        let found = leaderboard::account_and_standing(&mut connection, lifetime, user).await?;
        if let Some((account, standing)) = found {
            shown.standing = standing;
            shown.badges = perks::badges(&mut connection, account.id).await?;
            if is_moderator {
                shown.owed = account.owed;
                shown.account = Some(account);
            }
        }
    }
    let picture = match shown.badges.first() {
        Some(latest) => {
            badge_picture(
                data,
                t,
                latest.perk_id,
                &latest.perk,
                latest.edition,
                Size::Small,
            )
            .await
        }
        None => None,
    };
    Ok(public_view(t, &shown).thumbnail(picture))
}
