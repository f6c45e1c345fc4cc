//! `/ticket check`: letting people in at the door. A command of its own, so that a server can allow it to those who stand
//! there.

use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::ticket as view;
use crate::ids::UserId;
use crate::ledger::RequestKey;
use crate::perks::{self, CheckOutcome, CheckRefusal, CheckTicket};

/// Tickets at the door.
#[poise::command(
    slash_command,
    subcommands("check"),
    subcommand_required,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
#[allow(
    clippy::unused_async,
    reason = "poise calls it as one; its subcommands do the work"
)]
pub(super) async fn ticket(_ctx: Context<'_>) -> Result<(), Fault> {
    Ok(())
}

/// Let somebody in by their code.
#[poise::command(slash_command)]
async fn check(ctx: Context<'_>, #[max_length = 60] code: String) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let request = CheckTicket {
        key: RequestKey::new("ticket-check", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        code,
        now_ms: data.app.clock.now_ms(),
    };
    let work = async {
        let outcome = data.app.db.write(request).await?;
        let ticket = match outcome {
            CheckOutcome::LetIn { redemption }
            | CheckOutcome::Refused(CheckRefusal::Used { redemption, .. }) => {
                perks::ticket(&mut *data.app.db.read().await?, redemption).await?
            }
            CheckOutcome::Refused(_) => None,
        };
        Ok(view::checked(t, &outcome, ticket.as_ref()))
    };
    let view = reply::or_defer(ctx, Audience::Reader, work).await?;
    reply::send(ctx, Audience::Reader, &view).await
}
