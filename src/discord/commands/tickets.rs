//! `/tickets`: the reader's own tickets, with the code and the QR picture of one. For nobody else's eyes.

use serenity::model::application::ComponentInteractionDataKind;

use super::common::parse_receipt;
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::ticket_picture::ticket_picture;
use crate::discord::views::{View, ticket as view};
use crate::i18n::Translator;
use crate::ids::{RedemptionId, UserId};
use crate::perks;

/// Your tickets.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn tickets(ctx: Context<'_>) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let member = UserId::from_discord(ctx.interaction.user.id.get());
    let view = reply::or_defer(ctx, Audience::Reader, show(ctx.data(), t, member, None)).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Another of them.
pub(in crate::discord) async fn picked(press: Press<'_>) -> Result<(), Fault> {
    let ComponentInteractionDataKind::StringSelect { values } = &press.interaction.data.kind else {
        anyhow::bail!("the tickets are a select");
    };
    let wanted = values.first().and_then(|value| parse_receipt(value));
    let t = press.data.translator(&press.interaction.locale);
    let work = show(press.data, t, press.member(), wanted);
    press.respond_with(Change::Update, work).await
}

async fn show(
    data: &Data,
    t: Translator<'_>,
    member: UserId,
    wanted: Option<RedemptionId>,
) -> Result<View, Fault> {
    let all = {
        let mut connection = data.app.db.read().await?;
        perks::tickets(&mut connection, member, view::TICKETS_SELECTABLE).await?
    };
    let chosen = all
        .iter()
        .find(|ticket| Some(ticket.redemption_id) == wanted);
    let Some(ticket) = chosen.or(all.first()) else {
        return Ok(view::none(t));
    };
    let picture = match ticket.used_at_ms {
        None => ticket_picture(t, &ticket.code).await,
        Some(_) => None,
    };
    Ok(view::own(t, member, ticket, &all, picture))
}
