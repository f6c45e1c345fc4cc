//! `/privacy export`: everything that is stored about the reader, as a file.

use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::privacy as view;
use crate::ids::UserId;
use crate::privacy;

/// Everything that is stored about you.
#[poise::command(slash_command)]
pub(super) async fn export(ctx: Context<'_>) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let member = UserId::from_discord(ctx.interaction.user.id.get());
    let json = reply::or_defer(ctx, Audience::Reader, async {
        let mut connection = data.app.db.snapshot().await?;
        privacy::export(&mut connection, member, data.app.clock.now_ms()).await
    })
    .await?;
    let view = view::export(t, member, json);
    reply::send(ctx, Audience::Reader, &view).await
}
