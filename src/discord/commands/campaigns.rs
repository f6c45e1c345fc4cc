//! `/campaigns`: what runs and what comes, for members, in their own language.

use crate::campaigns;
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::campaign as view;

/// How many campaigns are shown.
const SHOWN_MAX: i64 = 10;

/// Community campaigns that run or will.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn campaigns(ctx: Context<'_>) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let now_ms = data.app.clock.now_ms();
    let current = reply::or_defer(ctx, Audience::Reader, async {
        let mut connection = data.app.db.read().await?;
        Ok(campaigns::current(&mut connection, now_ms, SHOWN_MAX).await?)
    })
    .await?;
    reply::send(
        ctx,
        Audience::Reader,
        &view::for_members(t, &current, now_ms),
    )
    .await
}
