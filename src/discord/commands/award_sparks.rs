//! "Award Sparks" on a member: a moderator picks a campaign where several run, fills in a form, and the same happens as by
//! `/award`. The form asks for Manage Server, as every button does: Discord decides who may use a command, and says
//! nothing about a form that somebody sends by hand.

use serenity::builder::{CreateInteractionResponse, CreateInteractionResponseMessage};
use serenity::model::application::ComponentInteractionDataKind;
use serenity::model::user::User;

use super::common::may_manage;
use crate::campaigns::{self, Award, AwardOutcome, AwardRefusal, Campaign};
use crate::discord::amount;
use crate::discord::components::Press;
use crate::discord::data::{Context, Fault};
use crate::discord::forms::Submission;
use crate::discord::reply::{self, Audience, DEFER_AFTER};
use crate::discord::views::{View, award as view, campaign_refusal, refusal};
use crate::ids::{CampaignId, UserId};
use crate::ledger::RequestKey;

/// Give this member Sparks.
#[poise::command(
    context_menu_command = "Award Sparks",
    interaction_context = "Guild",
    install_context = "Guild",
    default_member_permissions = "MANAGE_GUILD"
)]
pub(super) async fn award_sparks(ctx: Context<'_>, member: User) -> Result<(), Fault> {
    let data = ctx.data();
    let t = data.translator(&ctx.interaction.locale);
    let moderator = UserId::from_discord(ctx.interaction.user.id.get());
    let receiver = UserId::from_discord(member.id.get());
    let refused = if !may_manage(ctx.interaction.member.as_deref()) {
        Some(refusal::plain(t, "award-form-not-permitted"))
    } else if member.bot {
        Some(campaign_refusal::award(t, &AwardRefusal::Bot))
    } else if moderator == receiver {
        Some(campaign_refusal::award(t, &AwardRefusal::Yourself))
    } else {
        None
    };
    if let Some(refused) = refused {
        return reply::send(ctx, Audience::Reader, &refused).await;
    }
    let running = {
        // A form can't follow a deferral, so nothing here may take long.
        let mut connection = data.app.db.read().await?;
        let more_than_fit = view::CAMPAIGNS_SELECTABLE + 1;
        campaigns::running(&mut connection, data.app.clock.now_ms(), more_than_fit).await?
    };
    let [campaign] = running.as_slice() else {
        let view = view::which_campaign(t, moderator, receiver, &running);
        return reply::send(ctx, Audience::Reader, &view).await;
    };
    let form = view::form(t, moderator, receiver, campaign, ctx.interaction.id.get());
    let open = CreateInteractionResponse::Modal(form);
    let opened = ctx
        .interaction
        .create_response(ctx.serenity_context(), open);
    data.breaker.call(opened).await?;
    ctx.has_sent_initial_response
        .store(true, std::sync::atomic::Ordering::SeqCst);
    Ok(())
}

/// One of several campaigns was chosen: its form.
pub(in crate::discord) async fn campaign_picked(
    press: Press<'_>,
    receiver: UserId,
) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    if !may_manage(press.interaction.member.as_ref()) {
        let refused = refusal::plain(t, "award-form-not-permitted");
        return press.respond(reply::message(&refused, true)).await;
    }
    let ComponentInteractionDataKind::StringSelect { values } = &press.interaction.data.kind else {
        anyhow::bail!("the campaigns are a select");
    };
    let picked = values.first().and_then(|value| value.parse().ok());
    let campaign = match picked {
        Some(id) => find(press.data, CampaignId(id)).await?,
        None => None,
    };
    let response = match campaign {
        None => {
            let refused = campaign_refusal::award(t, &AwardRefusal::UnknownCampaign);
            reply::message(&refused, true)
        }
        Some(campaign) => CreateInteractionResponse::Modal(view::form(
            t,
            press.member(),
            receiver,
            &campaign,
            press.interaction.id.get(),
        )),
    };
    press.respond(response).await
}

/// The form was filled in. `nonce` names the form: sent twice, it awards once.
pub(in crate::discord) async fn submitted(
    form: Submission<'_>,
    receiver: UserId,
    campaign: CampaignId,
    nonce: u64,
) -> Result<(), Fault> {
    let data = form.data;
    let t = data.translator(&form.interaction.locale);
    let refuse = |view: View| async move {
        form.answerable()
            .respond(reply::message(&view, true))
            .await?;
        Ok(())
    };
    if !may_manage(form.interaction.member.as_ref()) {
        return refuse(refusal::plain(t, "award-form-not-permitted")).await;
    }
    let amount = match amount::parse(form.field(view::AMOUNT_FIELD), t.locale()) {
        Ok(amount) => amount,
        Err(problem) => return refuse(view::unreadable_amount(t, problem)).await,
    };
    let reason = form.field(view::REASON_FIELD).to_owned();
    let work = async {
        let Some(campaign) = find(data, campaign).await? else {
            return Ok(AwardOutcome::Refused(AwardRefusal::UnknownCampaign));
        };
        // Another one that runs under the same name since is not the one that was chosen.
        if let Some(closed_at_ms) = campaign.closed_at_ms {
            let campaign = campaign.name;
            return Ok(AwardOutcome::Refused(AwardRefusal::CampaignClosed {
                campaign,
                closed_at_ms,
            }));
        }
        let request = Award {
            key: RequestKey::new("award", nonce),
            moderator: form.member(),
            member: receiver,
            // The form is offered for people only.
            member_is_bot: false,
            amount,
            campaign: campaign.name,
            reason: Some(reason.clone()),
            now_ms: data.app.clock.now_ms(),
        };
        data.app.db.write(request).await
    };
    tokio::pin!(work);
    let in_time = tokio::time::timeout(DEFER_AFTER, &mut work).await;
    let is_deferred = in_time.is_err();
    let outcome = if let Ok(outcome) = in_time {
        outcome?
    } else {
        let private = CreateInteractionResponseMessage::new().ephemeral(true);
        let deferral = CreateInteractionResponse::Defer(private);
        form.answerable().respond(deferral).await?;
        work.await?
    };
    let awarded = match outcome {
        AwardOutcome::Awarded(awarded) => awarded,
        AwardOutcome::Refused(refused) => {
            let refused = campaign_refusal::award(t, &refused);
            if is_deferred {
                return Ok(form.answerable().edit(&refused).await?);
            }
            return refuse(refused).await;
        }
    };
    let guild_locale = form.interaction.guild_locale.as_deref();
    let channel = data.translator(guild_locale.unwrap_or(&form.interaction.locale));
    let announcement = view::announcement(channel, receiver, &awarded, Some(&reason));
    let receipt = view::receipt_for_moderator(t, receiver, &awarded, data.app.clock.now_ms());
    announce(form, is_deferred, &announcement, &receipt).await
}

/// As `/award` does it: the announcement is for all, the receipt for the moderator, and a deferred answer is private
/// already.
async fn announce(
    form: Submission<'_>,
    is_deferred: bool,
    announcement: &View,
    receipt: &View,
) -> Result<(), Fault> {
    let second = if is_deferred {
        form.answerable().edit(receipt).await?;
        announcement.to_followup(false)
    } else {
        let first = reply::message(announcement, false);
        form.answerable().respond(first).await?;
        receipt.to_followup(true)
    };
    // The award is made and was told: that the second message fails is no fault of it.
    let followup = form
        .interaction
        .create_followup(&form.serenity.http, second);
    reply::log_failure(form.data.breaker.call(followup).await);
    Ok(())
}

async fn find(
    data: &crate::discord::data::Data,
    campaign: CampaignId,
) -> Result<Option<Campaign>, Fault> {
    let mut connection = data.app.db.read().await?;
    Ok(campaigns::find(&mut connection, campaign).await?)
}
