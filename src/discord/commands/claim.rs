//! `/claim code`: a member types a code and has its Sparks. The answer is theirs alone, so nobody reads the code off it.

use crate::campaigns::code::{ClaimCode, ClaimOutcome};
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::code as view;
use crate::ids::UserId;
use crate::ledger::RequestKey;

/// Claim a code.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild"
)]
pub(super) async fn claim(ctx: Context<'_>, #[max_length = 60] code: String) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = ClaimCode {
        key: RequestKey::new("claim", ctx.interaction.id),
        member: UserId::from_discord(ctx.interaction.user.id.get()),
        typed: code,
        now_ms: data.app.clock.now_ms(),
    };
    let view = match reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await? {
        ClaimOutcome::Claimed(claimed) => view::claimed(t, &claimed),
        ClaimOutcome::Refused(refusal) => view::claim_refused(t, &refusal),
    };
    reply::send(ctx, Audience::Reader, &view).await
}
