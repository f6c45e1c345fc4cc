//! `/award member amount campaign [reason]`: a moderator gives a member Sparks.

use serenity::builder::CreateAutocompleteResponse;
use serenity::model::user::User;

use super::campaign::suggest;
use crate::campaigns::{Award, AwardOutcome, Wanted};
use crate::discord::data::{Context, Fault};
use crate::discord::reply::{self, Audience};
use crate::discord::views::{View, award as view, campaign_refusal as refusal};
use crate::fail_points::{CrashPoint, crash_point};
use crate::ids::UserId;
use crate::ledger::RequestKey;

/// Give a member Sparks from a campaign.
#[poise::command(
    slash_command,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
pub(super) async fn award(
    ctx: Context<'_>,
    member: User,
    #[min = 1]
    #[max = 1_000_000_000]
    amount: i64,
    #[autocomplete = "campaigns"] campaign: String,
    #[max_length = 200] reason: Option<String>,
) -> Result<(), Fault> {
    crash_point(CrashPoint::AwardReceived);
    let data = ctx.data();
    let receiver = UserId::from_discord(member.id.get());
    let request = Award {
        key: RequestKey::new("award", ctx.interaction.id),
        moderator: UserId::from_discord(ctx.interaction.user.id.get()),
        member: receiver,
        member_is_bot: member.bot,
        amount,
        campaign,
        reason: reason.clone(),
        now_ms: data.app.clock.now_ms(),
    };
    let outcome = reply::or_defer(ctx, Audience::Reader, data.app.db.write(request)).await?;
    crash_point(CrashPoint::AwardWritten);
    match outcome {
        AwardOutcome::Refused(refused) => {
            let view = refusal::award(data.translator(&ctx.interaction.locale), &refused);
            reply::send(ctx, Audience::Reader, &view).await
        }
        AwardOutcome::Awarded(awarded) => {
            let guild_locale = ctx
                .interaction
                .guild_locale
                .as_deref()
                .unwrap_or(&ctx.interaction.locale);
            let announcement = view::announcement(
                data.translator(guild_locale),
                receiver,
                &awarded,
                reason.as_deref(),
            );
            let receipt = view::receipt_for_moderator(
                data.translator(&ctx.interaction.locale),
                receiver,
                &awarded,
                data.app.clock.now_ms(),
            );
            announce(ctx, &announcement, &receipt).await
        }
    }
}

/// The announcement is for all, the receipt for the moderator. A deferred answer is private already, so there the
/// announcement comes second.
async fn announce(ctx: Context<'_>, announcement: &View, receipt: &View) -> Result<(), Fault> {
    let (audience, first, second) = if reply::has_answered(ctx) {
        (Audience::Reader, receipt, announcement.to_followup(false))
    } else {
        (Audience::Channel, announcement, receipt.to_followup(true))
    };
    reply::send(ctx, audience, first).await?;
    crash_point(CrashPoint::AwardAnnounced);
    // The award is made and was told: that the second message fails is no fault of it.
    let followup = ctx
        .interaction
        .create_followup(ctx.serenity_context(), second);
    reply::log_failure(ctx.data().breaker.call(followup).await);
    crash_point(CrashPoint::AwardReceipted);
    Ok(())
}

async fn campaigns(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    suggest(ctx, typed, Wanted::Running).await
}
