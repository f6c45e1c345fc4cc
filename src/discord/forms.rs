//! Forms (Discord's modals): what was filled in is read from the submission, what it is for from its `custom_id`, and
//! everything is checked again, since a client may send anything.

use serenity::model::application::{ActionRowComponent, ModalInteraction};

use super::commands::{award_sparks, queue, redeem_form, redemption};
use super::custom_id::{CustomId, ItemPress};
use super::data::{Data, Fault};
use super::error::{Used, guarded};
use super::reply::{self, Answerable};
use super::views::refusal;
use crate::ids::UserId;

/// A form that was filled in, with what is needed to answer it.
#[derive(Clone, Copy)]
pub struct Submission<'a> {
    /// What every handler is given.
    pub data: &'a Data,
    /// serenity's own context.
    pub serenity: &'a serenity::client::Context,
    /// What was submitted, by whom.
    pub interaction: &'a ModalInteraction,
}

impl Submission<'_> {
    /// Who submitted it.
    #[must_use]
    pub fn member(&self) -> UserId {
        UserId::from_discord(self.interaction.user.id.get())
    }

    /// What it is answered by.
    #[must_use]
    pub fn answerable(&self) -> Answerable<'_> {
        let (id, token) = (self.interaction.id, &self.interaction.token);
        self.data.answerable(self.serenity, id, token)
    }

    /// What stands in a field; nothing when it is empty or missing.
    #[must_use]
    pub fn field(&self, id: &str) -> &str {
        let rows = self.interaction.data.components.iter();
        let inputs = rows
            .flat_map(|row| &row.components)
            .filter_map(|component| match component {
                ActionRowComponent::InputText(input) => Some(input),
                _ => None,
            });
        let mut named = inputs.filter(|input| input.custom_id == id);
        named
            .next()
            .and_then(|input| input.value.as_deref())
            .unwrap_or_default()
    }
}

/// Handles a form and whatever goes wrong with it.
pub async fn handle(
    data: &Data,
    serenity: &serenity::client::Context,
    interaction: &ModalInteraction,
) {
    let submission = Submission {
        data,
        serenity,
        interaction,
    };
    let used = Used {
        custom_id: &interaction.data.custom_id,
        user: interaction.user.id.get(),
        locale: &interaction.locale,
    };
    guarded(data, submission.answerable(), used, dispatch(submission)).await;
}

async fn dispatch(form: Submission<'_>) -> Result<(), Fault> {
    let t = form.data.translator(&form.interaction.locale);
    let refused = match CustomId::decode(&form.interaction.data.custom_id) {
        Some(CustomId::VoidRedemption { owner, redemption }) if owner == form.member() => {
            return redemption::void_submitted(form, redemption).await;
        }
        Some(CustomId::AwardForm {
            owner,
            member,
            campaign,
            nonce,
        }) if owner == form.member() => {
            return award_sparks::submitted(form, member, campaign, nonce).await;
        }
        Some(CustomId::QueueItem {
            redemption,
            press: press @ (ItemPress::Fulfil | ItemPress::Reject),
        }) => {
            return queue::submitted(form, redemption, press).await;
        }
        Some(CustomId::AnswerForm { owner, perk }) if owner == form.member() => {
            return redeem_form::answered(form, perk).await;
        }
        Some(
            CustomId::VoidRedemption { owner, .. }
            | CustomId::AwardForm { owner, .. }
            | CustomId::AnswerForm { owner, .. },
        ) => refusal::not_yours(t, owner),
        _ => refusal::plain(t, "error-stale-component"),
    };
    form.answerable()
        .respond(reply::message(&refused, true))
        .await?;
    Ok(())
}
