//! `/privacy hide|show`: what others see of a member.

use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::privacy as view;
use crate::ids::UserId;
use crate::leaderboard::SetHidden;
use crate::ledger::RequestKey;

/// Leave the boards.
#[poise::command(slash_command)]
pub(super) async fn hide(ctx: Context<'_>) -> Result<(), Fault> {
    set_hidden(ctx, true).await
}

/// Return to the boards.
#[poise::command(slash_command)]
pub(super) async fn show(ctx: Context<'_>) -> Result<(), Fault> {
    set_hidden(ctx, false).await
}

async fn set_hidden(ctx: Context<'_>, hidden: bool) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = SetHidden {
        key: RequestKey::new("privacy", ctx.interaction.id),
        member: UserId::from_discord(ctx.interaction.user.id.get()),
        hidden,
        now_ms: data.app.clock.now_ms(),
    };
    let outcome = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    let view = view::visibility(t, hidden, outcome);
    reply::send(ctx, Audience::Reader, &view).await
}
