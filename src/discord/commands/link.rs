//! `/link`: whether the reader's account at the product is known here, and how to make it so. For nobody else's eyes. Linking
//! itself is the product's to say, by a signed event.

use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::link::view;
use crate::events;
use crate::ids::UserId;

/// Your account at the product.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn link(ctx: Context<'_>) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let member = UserId::from_discord(ctx.interaction.user.id.get());
    let linked = reply::or_defer(ctx, Audience::Reader, async {
        let mut connection = data.app.db.read().await?;
        Ok(events::linked(&mut connection, member).await?)
    })
    .await?;
    reply::send(ctx, Audience::Reader, &view(t, &linked)).await
}
