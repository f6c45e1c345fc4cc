//! `/redemption list|show|retry|void`: what moderators do about redemptions that nobody else can bring to an end. The
//! buttons of `show` do the same as the commands.

use std::sync::Arc;
use std::time::Duration;

use serenity::builder::{CreateAutocompleteResponse, CreateInteractionResponse};
use serenity::http::Http;
use serenity::model::guild::Member;
use serenity::model::id::InteractionId;

use super::common::{SUGGESTIONS_MAX, choices, may_manage, parse_receipt};
use crate::discord::components::Press;
use crate::discord::data::{Context, Data, Fault};
use crate::discord::forms::Submission;
use crate::discord::reply::{self, Audience, Change};
use crate::discord::roles::DiscordRoles;
use crate::discord::views::redemption::{self as view, Delivery, Reader, Whereabouts};
use crate::discord::views::{View, refusal};
use crate::fulfilment::{
    self, DecideRedemption, DecisionOutcome, DecisionRefusal, RoleFailure, RoleGranter as _,
    Verdict,
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
    decided(ctx, &receipt, Verdict::Retry).await
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
    decided(ctx, &receipt, Verdict::Void { reason }).await
}

async fn decided(ctx: Context<'_>, receipt: &str, verdict: Verdict) -> Result<(), Fault> {
    let moderator = Moderator::of(ctx);
    let id = parse_receipt(receipt);
    let decide = moderator.decide(id, verdict, ctx.interaction.id);
    let outcome = reply::or_defer(ctx, Audience::Reader, decide).await?;
    let view = moderator.decided(id, &outcome);
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
    let work = moderator.decide_and_show(id, Verdict::Retry, press.interaction.id);
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
    let work = moderator.decide_and_show(id, Verdict::Void { reason }, form.interaction.id);
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
        Self::new(
            (ctx.data(), ctx.serenity_context()),
            &interaction.locale,
            UserId::from_discord(interaction.user.id.get()),
            interaction.member.as_deref(),
        )
    }

    fn who_pressed(press: Press<'a>) -> Self {
        let interaction = press.interaction;
        Self::new(
            (press.data, press.serenity),
            &interaction.locale,
            press.member(),
            interaction.member.as_ref(),
        )
    }

    fn who_submitted(form: Submission<'a>) -> Self {
        let interaction = form.interaction;
        Self::new(
            (form.data, form.serenity),
            &interaction.locale,
            form.member(),
            interaction.member.as_ref(),
        )
    }

    fn new(
        (data, serenity): (&'a Data, &'a serenity::client::Context),
        locale: &str,
        user: UserId,
        member: Option<&Member>,
    ) -> Self {
        let may_press = may_manage(member);
        Self {
            data,
            http: &serenity.http,
            t: data.translator(locale),
            reader: Reader { user, may_press },
        }
    }

    fn not_permitted(&self) -> CreateInteractionResponse {
        reply::message(&refusal::plain(self.t, "error-not-permitted"), true)
    }

    fn decided(&self, id: Option<RedemptionId>, outcome: &DecisionOutcome) -> View {
        view::decided(self.t, id, outcome, self.delivery())
    }

    fn delivery(&self) -> Delivery {
        if self.data.app.signals.delivery_is_stopped() {
            Delivery::Stopped
        } else {
            Delivery::Running
        }
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
            return Ok(self.decided(id, &unknown));
        };
        let whereabouts = self.look_for_role(&case.redemption).await;
        let shown = view::Shown {
            case: &case,
            decisions: &decisions,
            whereabouts,
            outcome,
            delivery: self.delivery(),
        };
        Ok(view::case(self.t, self.reader, &shown))
    }

    /// What has been decided, above the redemption as it is then.
    async fn decide_and_show(
        &self,
        id: RedemptionId,
        verdict: Verdict,
        interaction: InteractionId,
    ) -> Result<View, Fault> {
        let outcome = self.decide(Some(id), verdict, interaction).await?;
        self.show(Some(id), Some(&outcome)).await
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
        let Some(role) = redemption.role_id else {
            return Whereabouts::Unknown;
        };
        let (member, role) = (redemption.member.to_discord(), role.to_discord());
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

    async fn decide(
        &self,
        id: Option<RedemptionId>,
        verdict: Verdict,
        interaction: InteractionId,
    ) -> Result<DecisionOutcome, Fault> {
        let Some(redemption) = id else {
            return Ok(DecisionOutcome::Refused(DecisionRefusal::Unknown));
        };
        let app = &self.data.app;
        let what = match verdict {
            Verdict::Retry => "redemption-retry",
            Verdict::Void { .. } => "redemption-void",
        };
        let request = DecideRedemption {
            verdict,
            key: RequestKey::new(what, interaction),
            moderator: self.reader.user,
            redemption,
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
