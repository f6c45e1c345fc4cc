//! `/sparks [member] [public]`: what someone has.

use serenity::model::user::User;

use super::common::{audience, may_manage, roles_of};
use crate::badge_pictures::Size;
use crate::discord::badge_picture::badge_picture;
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::sparks::{Summary, view};
use crate::discord::views::{View, refusal};
use crate::i18n::Translator;
use crate::ids::{RoleId, UserId};
use crate::leaderboard::BoardKey;
use crate::{leaderboard, ledger, perks};

/// How many movements the summary shows.
const MOVEMENTS_SHOWN: usize = 5;

/// Your Sparks, or another member's.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn sparks(
    ctx: Context<'_>,
    member: Option<User>,
    public: Option<bool>,
) -> Result<(), Fault> {
    let (audience, locale) = audience(ctx.interaction, public);
    let t = ctx.data().translator(locale);
    if member.as_ref().is_some_and(|member| member.bot) {
        return reply::send(
            ctx,
            Audience::Reader,
            &refusal::plain(t, "sparks-refused-bot"),
        )
        .await;
    }
    let reader = ctx.interaction.user.id;
    let subject = member.as_ref().map_or(reader, |member| member.id);
    let other = (subject != reader || audience == Audience::Channel)
        .then(|| display_name(ctx, member.as_ref()));
    // What a moderator may see of somebody else's is not for the channel.
    let sees_movements = subject == reader
        || (audience == Audience::Reader && may_manage(ctx.interaction.member.as_deref()));
    let shown = async {
        let summary = summary(ctx, subject, other, sees_movements).await?;
        with_picture(ctx, t, &summary).await
    };
    let view = reply::or_defer(ctx, audience, shown).await?;
    reply::send(ctx, audience, &view).await
}

/// The reader's own summary, as `/sparks` shows it without options.
pub(super) async fn own_view(ctx: Context<'_>) -> Result<View, Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let summary = summary(ctx, ctx.interaction.user.id, None, true).await?;
    with_picture(ctx, t, &summary).await
}

async fn with_picture(
    ctx: Context<'_>,
    t: Translator<'_>,
    summary: &Summary,
) -> Result<View, Fault> {
    let picture = match summary.badges.first() {
        Some(latest) => {
            badge_picture(
                ctx.data(),
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
    Ok(view(t, summary).thumbnail(picture))
}

async fn summary(
    ctx: Context<'_>,
    subject: serenity::model::id::UserId,
    other: Option<String>,
    sees_movements: bool,
) -> Result<Summary, Fault> {
    let member = UserId::from_discord(subject.get());
    let roles = roles_of_subject(ctx, subject);
    let mut connection = ctx.data().app.db.snapshot().await?;
    let lifetime = BoardKey::Lifetime;
    let found = leaderboard::account_and_standing(&mut connection, lifetime, member).await?;
    let account = found.map(|(account, _)| account);
    let standing = found.and_then(|(_, standing)| standing);
    let now_ms = ctx.data().app.clock.now_ms();
    let member = perks::Member {
        account,
        earned: standing.map_or(0, |standing| standing.score),
        roles: &roles,
        now_ms,
    };
    let goal = perks::next_goal(&mut connection, &member).await?;
    let Some(account) = account else {
        return Ok(Summary {
            other,
            goal,
            ..Summary::default()
        });
    };
    Ok(Summary {
        now_ms,
        standing,
        badges: perks::badges(&mut connection, account.id).await?,
        // What is open holds Sparks.
        open: if sees_movements && account.held > 0 {
            perks::open_of(&mut connection, account.id).await?
        } else {
            Vec::new()
        },
        owed: if sees_movements { account.owed } else { 0 },
        movements: if sees_movements {
            Some(ledger::recent(&mut connection, account.id, MOVEMENTS_SHOWN).await?)
        } else {
            None
        },
        other,
        goal,
        account: Some(account),
    })
}

fn display_name(ctx: Context<'_>, member: Option<&User>) -> String {
    match member {
        Some(user) => {
            let nick = ctx
                .interaction
                .data
                .resolved
                .members
                .get(&user.id)
                .and_then(|member| member.nick.clone());
            nick.unwrap_or_else(|| user.display_name().to_owned())
        }
        None => match &ctx.interaction.member {
            Some(member) => member.display_name().to_owned(),
            None => ctx.interaction.user.display_name().to_owned(),
        },
    }
}

fn roles_of_subject(ctx: Context<'_>, subject: serenity::model::id::UserId) -> Vec<RoleId> {
    if subject == ctx.interaction.user.id {
        return roles_of(ctx.interaction.member.as_deref());
    }
    let resolved = ctx.interaction.data.resolved.members.get(&subject);
    let roles = resolved.map(|member| &member.roles[..]).unwrap_or_default();
    roles
        .iter()
        .map(|role| RoleId::from_discord(role.get()))
        .collect()
}
