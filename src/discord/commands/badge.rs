//! `/badge [member]`: a badge, shown to everyone.

use serenity::model::application::ComponentInteractionDataKind;
use serenity::model::user::User;

use super::common::audience;
use crate::badge_pictures::Size;
use crate::discord::badge_picture::badge_picture;
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::{View, badge as view, refusal};
use crate::i18n::Translator;
use crate::ids::{RedemptionId, UserId};
use crate::perks;

/// A badge to be proud of, one's own or another member's.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn badge(ctx: Context<'_>, member: Option<User>) -> Result<(), Fault> {
    let (audience, locale) = audience(ctx.interaction, Some(true));
    let reader = UserId::from_discord(ctx.interaction.user.id.get());
    // What shows nothing is for the reader, in their language.
    let private = ctx.data().translator(&ctx.interaction.locale);
    if member.as_ref().is_some_and(|member| member.bot) {
        let refused = refusal::plain(private, "badge-refused-bot");
        return reply::send(ctx, Audience::Reader, &refused).await;
    }
    let subject = member.map_or(reader, |member| UserId::from_discord(member.id.get()));
    let t = ctx.data().translator(locale);
    let shown = show(ctx.data(), t, reader, subject, None);
    if let Some(view) = reply::or_defer(ctx, audience, shown).await? {
        return reply::send(ctx, audience, &view).await;
    }
    let other = (subject != reader).then_some(subject);
    reply::send(ctx, Audience::Reader, &view::none(private, other)).await
}

/// Another badge of the same member, in place, or a private answer for somebody else than who asked.
pub(in crate::discord) async fn picked(
    press: Press<'_>,
    member: UserId,
    is_owner: bool,
) -> Result<(), Fault> {
    let ComponentInteractionDataKind::StringSelect { values } = &press.interaction.data.kind else {
        anyhow::bail!("the badges are a select");
    };
    let wanted = values.first().and_then(|value| value.parse().ok());
    let t = press.data.translator(press.locale(is_owner));
    let change = if is_owner {
        Change::Update
    } else {
        Change::New
    };
    let shown = async {
        let wanted = wanted.map(RedemptionId);
        let shown = show(press.data, t, press.member(), member, wanted).await?;
        Ok(shown.unwrap_or_else(|| view::none(t, Some(member))))
    };
    press.respond_with(change, shown).await
}

async fn show(
    data: &Data,
    t: Translator<'_>,
    reader: UserId,
    member: UserId,
    wanted: Option<RedemptionId>,
) -> Result<Option<View>, Fault> {
    let shown = {
        let mut connection = data.app.db.read().await?;
        perks::showcase(&mut connection, member, wanted).await?
    };
    let Some(shown) = shown else { return Ok(None) };
    let badge = &shown.badge;
    let picture = badge_picture(
        data,
        t,
        badge.perk_id,
        &badge.perk,
        badge.edition,
        Size::Whole,
    )
    .await;
    Ok(Some(view::view(t, reader, member, &shown, picture)))
}
