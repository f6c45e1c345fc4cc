//! `/help`: how Sparks work.

use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::reply::{self, Audience, Change};
use crate::discord::views::View;
use crate::discord::views::help::view;
use crate::i18n::Translator;
use crate::perks;

/// How many of the server's perks are named.
const PERKS_SHOWN: i64 = 5;

/// How to earn Sparks and what they unlock.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn help(ctx: Context<'_>) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let page = reply::or_defer(ctx, Audience::Reader, page(ctx.data(), t)).await?;
    reply::send(ctx, Audience::Reader, &page).await
}

/// The same from a button, as a private message: what the button is on may be everyone's.
pub(in crate::discord) async fn asked(press: Press<'_>) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    press.respond_with(Change::New, page(press.data, t)).await
}

async fn page(data: &Data, t: Translator<'_>) -> Result<View, Fault> {
    let mut connection = data.app.db.read().await?;
    let perks = perks::redeemable(&mut connection, data.app.clock.now_ms(), PERKS_SHOWN).await?;
    Ok(view(t, &perks))
}
