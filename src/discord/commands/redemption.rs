//! `/redemption list|show|retry|void`: what moderators do about redemptions that nobody else can bring to an end. The
//! buttons of `show` do the same as the commands.

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::http::Http;
use serenity::model::id::InteractionId;

use super::common::{SUGGESTIONS_MAX, choices, may_manage, parse_receipt};
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::forms::Submission;
use crate::discord::reply::{self, Audience, Change};
use crate::discord::roles::DiscordRoles;
use crate::discord::views::redemption::{self as view, Reader, Whereabouts};
use crate::discord::views::{View, refusal};
use crate::fulfilment::{
    self, DecisionOutcome, DecisionRefusal, RetryRedemption, RoleFailure, RoleGranter as _,
    VoidRedemption,
};
use crate::i18n::Translator;
use crate::ids::{RedemptionId, UserId};
use crate::ledger::RequestKey;
use crate::perks::Redemption;

/// How many redemptions a list shows.
const LISTED_MAX: i64 = 10;
/// Among how many a suggestion is looked for; a receipt that is known can be typed.
const SEARCHED_MAX: i64 = 200;
/// How long somebody who looks at a redemption waits for Discord's word on the member's roles.
const LOOK_TIMEOUT: Duration = Duration::from_secs(4);

/// Redemptions that need a moderator.
#[poise::command(
    slash_command,
    subcommands("list", "show", "retry", "void"),
    subcommand_required,
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
#[allow(
    clippy::unused_async,
    reason = "poise calls it as one; its subcommands do the work"
)]
pub(super) async fn redemption(_ctx: Context<'_>) -> Result<(), Fault> {
    Ok(())
}

/// What has not ended yet.
#[poise::command(slash_command)]
async fn list(ctx: Context<'_>) -> Result<(), Fault> {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let open = reply::or_defer(ctx, Audience::Reader, async {
        let mut connection = ctx.data().app.db.read().await?;
        Ok(fulfilment::open_cases(&mut connection, LISTED_MAX).await?)
    })
    .await?;
    reply::send(ctx, Audience::Reader, &view::list(t, &open)).await
}

/// All that there is to know about one.
#[poise::command(slash_command)]
async fn show(
    ctx: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 30]
    receipt: String,
) -> Result<(), Fault> {
    let moderator = Moderator::of(ctx);
    let look = moderator.show(parse_receipt(&receipt), None);
    let view = reply::or_defer(ctx, Audience::Reader, look).await?;
    reply::send(ctx, Audience::Reader, &view).await
}

/// Deliver one once more.
#[poise::command(slash_command)]
async fn retry(
    ctx: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 30]
    receipt: String,
) -> Result<(), Fault> {
    let moderator = Moderator::of(ctx);
    let id = parse_receipt(&receipt);
    let decide = moderator.retry(id, ctx.interaction.id);
    let outcome = reply::or_defer(ctx, Audience::Reader, decide).await?;
    let view = view::decided(moderator.t, id, &outcome);
    reply::send(ctx, Audience::Reader, &view).await
}

/// Return the Sparks of one.
#[poise::command(slash_command)]
async fn void(
    ctx: Context<'_>,
    #[autocomplete = "suggest"]
    #[max_length = 30]
    receipt: String,
    #[max_length = 200] reason: String,
) -> Result<(), Fault> {
    let moderator = Moderator::of(ctx);
    let id = parse_receipt(&receipt);
    let decide = moderator.void(id, reason, ctx.interaction.id);
    let outcome = reply::or_defer(ctx, Audience::Reader, decide).await?;
    let view = view::decided(moderator.t, id, &outcome);
    reply::send(ctx, Audience::Reader, &view).await
}

/// The button that looks again.
pub(in crate::discord) async fn look_again(
    press: Press<'_>,
    id: RedemptionId,
) -> Result<(), Fault> {
    let moderator = Moderator::who_pressed(press);
    if !moderator.reader.may_press {
        return press.respond(moderator.not_permitted()).await;
    }
    let look = moderator.show(Some(id), None);
    press.respond_with(Change::Update, look).await
}

/// The button that delivers once more.
pub(in crate::discord) async fn retry_pressed(
    press: Press<'_>,
    id: RedemptionId,
) -> Result<(), Fault> {
    let moderator = Moderator::who_pressed(press);
    if !moderator.reader.may_press {
        return press.respond(moderator.not_permitted()).await;
    }
    let work = async {
        let outcome = moderator.retry(Some(id), press.interaction.id).await?;
        moderator.show(Some(id), Some(&outcome)).await
    };
    press.respond_with(Change::Update, work).await
}

/// The button that returns the Sparks asks why first.
pub(in crate::discord) async fn void_pressed(
    press: Press<'_>,
    id: RedemptionId,
) -> Result<(), Fault> {
    let moderator = Moderator::who_pressed(press);
    let response = if moderator.reader.may_press {
        let form = view::reason_form(moderator.t, moderator.reader.user, id);
        CreateInteractionResponse::Modal(form)
    } else {
        moderator.not_permitted()
    };
    press.respond(response).await
}

/// The reason was given.
pub(in crate::discord) async fn void_submitted(
    form: Submission<'_>,
    id: RedemptionId,
) -> Result<(), Fault> {
    let moderator = Moderator::who_submitted(form);
    if !moderator.reader.may_press {
        let refused = moderator.not_permitted();
        form.answerable().respond(refused).await?;
        return Ok(());
    }
    let reason = form.field(view::REASON_FIELD).to_owned();
    let work = async {
        let outcome = moderator.void(Some(id), reason, form.interaction.id);
        moderator.show(Some(id), Some(&outcome.await?)).await
    };
    form.answerable().respond_with(Change::Update, work).await
}

/// Whoever asks.
struct Moderator<'a> {
    data: &'a Data,
    http: &'a Arc<Http>,
    t: Translator<'a>,
    reader: Reader,
}

impl<'a> Moderator<'a> {
    fn of(ctx: Context<'a>) -> Self {
        let interaction = ctx.interaction;
        Self {
            data: ctx.data(),
            http: &ctx.serenity_context().http,
            t: ctx.data().translator(&interaction.locale),
            reader: Reader {
                user: UserId::from_discord(interaction.user.id.get()),
                may_press: may_manage(interaction.member.as_deref()),
            },
        }
    }

    fn who_pressed(press: Press<'a>) -> Self {
        Self {
            data: press.data,
            http: &press.serenity.http,
            t: press.data.translator(&press.interaction.locale),
            reader: Reader {
                user: press.member(),
                may_press: may_manage(press.interaction.member.as_ref()),
            },
        }
    }

    fn who_submitted(form: Submission<'a>) -> Self {
        Self {
            data: form.data,
            http: &form.serenity.http,
            t: form.data.translator(&form.interaction.locale),
            reader: Reader {
                user: form.member(),
                may_press: may_manage(form.interaction.member.as_ref()),
            },
        }
    }

    fn not_permitted(&self) -> CreateInteractionResponse {
        reply::message(&refusal::plain(self.t, "error-not-permitted"), true)
    }

    /// A redemption as it is now, under what has just been decided about it.
    async fn show(
        &self,
        id: Option<RedemptionId>,
        outcome: Option<&DecisionOutcome>,
    ) -> Result<View, Fault> {
        let found = match id {
            Some(id) => {
                let mut connection = self.data.app.db.read().await?;
                fulfilment::case_with_decisions(&mut connection, id).await?
            }
            None => None,
        };
        let Some((case, decisions)) = found else {
            let unknown = DecisionOutcome::Refused(DecisionRefusal::Unknown);
            return Ok(view::decided(self.t, id, &unknown));
        };
        let whereabouts = self.look_for_role(&case.redemption).await;
        let shown = view::Shown {
            case: &case,
            decisions: &decisions,
            whereabouts,
            outcome,
        };
        Ok(view::case(self.t, self.reader, &shown))
    }

    /// Asks Discord; that it does not answer is an answer.
    async fn look_for_role(&self, redemption: &Redemption) -> Whereabouts {
        if redemption.member.0 <= 0 {
            return Whereabouts::Erased;
        }
        let roles = DiscordRoles {
            http: Arc::clone(self.http),
            guild_id: self.data.guild.into(),
            breaker: Arc::clone(&self.data.breaker),
            call_timeout: LOOK_TIMEOUT,
        };
        let (member, role) = (
            redemption.member.to_discord(),
            redemption.role_id.to_discord(),
        );
        match roles.holds(member, role).await {
            Ok(true) => Whereabouts::HasRole,
            Ok(false) => Whereabouts::HasNotRole,
            Err(RoleFailure::MemberGone) => Whereabouts::Left,
            Err(failure) => {
                tracing::warn!(redemption = redemption.id.0, %failure, "can't look for a role");
                Whereabouts::Unknown
            }
        }
    }

    async fn retry(
        &self,
        id: Option<RedemptionId>,
        interaction: InteractionId,
    ) -> Result<DecisionOutcome, Fault> {
        let Some(redemption) = id else {
            return Ok(DecisionOutcome::Refused(DecisionRefusal::Unknown));
        };
        let app = &self.data.app;
        let request = RetryRedemption {
            key: RequestKey::new("redemption-retry", interaction),
            moderator: self.reader.user,
            redemption,
            policy: app.policy,
            now_ms: app.clock.now_ms(),
        };
        let outcome = app.db.write(request).await?;
        app.signals.wake_worker();
        Ok(outcome)
    }

    async fn void(
        &self,
        id: Option<RedemptionId>,
        reason: String,
        interaction: InteractionId,
    ) -> Result<DecisionOutcome, Fault> {
        let Some(redemption) = id else {
            return Ok(DecisionOutcome::Refused(DecisionRefusal::Unknown));
        };
        let app = &self.data.app;
        let request = VoidRedemption {
            key: RequestKey::new("redemption-void", interaction),
            moderator: self.reader.user,
            redemption,
            reason,
            policy: app.policy,
            now_ms: app.clock.now_ms(),
        };
        let outcome = app.db.write(request).await?;
        if outcome == DecisionOutcome::Returned {
            app.signals.finished(redemption);
        }
        app.signals.wake_worker();
        Ok(outcome)
    }
}

/// Open redemptions, for autocomplete. What is typed instead is checked later.
async fn suggest(ctx: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let t = ctx.data().translator(&ctx.interaction.locale);
    let wanted = typed.trim().to_lowercase();
    let found = async {
        let mut connection = ctx.data().app.db.read().await?;
        fulfilment::open_cases(&mut connection, SEARCHED_MAX).await
    };
    choices(found.await.map(|open| {
        let suggestions = open.cases.iter().map(|case| view::suggestion(t, case));
        let matching = suggestions.filter(|(shown, _)| shown.to_lowercase().contains(&wanted));
        matching
            .take(usize::try_from(SUGGESTIONS_MAX).unwrap_or_default())
            .collect()
    }))
}
