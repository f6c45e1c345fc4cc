//! Buttons and selects: what was pressed is read from its `custom_id`, so it works after a restart, and everything in it
//! is checked again.

use serenity::builder::CreateInteractionResponse;
use serenity::model::application::ComponentInteraction;
use serenity::model::channel::MessageFlags;

use super::commands::common::may_manage;
use super::commands::{
    audit, award_many, award_sparks, award_undo, badge, campaign, help, history, leaderboard, perk,
    privacy, queue, redeem, redeem_form, redemption, setup, tickets,
};
use super::custom_id::CustomId;
use super::data::{Data, Fault};
use super::error::{Used, guarded};
use super::reply::{self, Answerable, Change};
use super::views::{View, refusal};
use crate::ids::UserId;

/// A press, with what is needed to answer it.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    /// What every handler is given.
    pub data: &'a Data,
    /// serenity's own context.
    pub serenity: &'a serenity::client::Context,
    /// What was pressed, by whom.
    pub interaction: &'a ComponentInteraction,
}

impl Press<'_> {
    /// Who pressed.
    #[must_use]
    pub fn member(&self) -> UserId {
        UserId::from_discord(self.interaction.user.id.get())
    }

    /// Whether everyone sees what the press leads to: the owner of a public message changes it, others get a private one.
    #[must_use]
    pub fn is_public(&self, is_owner: bool) -> bool {
        let flags = self.interaction.message.flags;
        let is_private = flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        is_owner && !is_private
    }

    /// The language of what the press leads to: the server's where everyone sees it, else the reader's own.
    #[must_use]
    pub fn locale(&self, is_owner: bool) -> &str {
        match (self.is_public(is_owner), &self.interaction.guild_locale) {
            (true, Some(guild_locale)) => guild_locale,
            _ => &self.interaction.locale,
        }
    }

    /// What it is answered by.
    #[must_use]
    pub fn answerable(&self) -> Answerable<'_> {
        let (id, token) = (self.interaction.id, &self.interaction.token);
        self.data.answerable(self.serenity, id, token)
    }

    /// Answers.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn respond(&self, response: CreateInteractionResponse) -> Result<(), Fault> {
        Ok(self.answerable().respond(response).await?)
    }

    /// Changes the answer.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn edit(&self, view: &View) -> Result<(), Fault> {
        Ok(self.answerable().edit(view).await?)
    }

    /// Answers with a view that takes some work, telling Discord when it takes long.
    ///
    /// # Errors
    /// What the work returns, or Discord not taking the answer.
    pub async fn respond_with(
        &self,
        change: Change,
        work: impl Future<Output = Result<View, Fault>>,
    ) -> Result<(), Fault> {
        self.answerable().respond_with(change, work).await
    }
}

/// Handles a press and whatever goes wrong with it.
pub async fn handle(
    data: &Data,
    serenity: &serenity::client::Context,
    interaction: &ComponentInteraction,
) {
    let press = Press {
        data,
        serenity,
        interaction,
    };
    let used = Used {
        custom_id: &interaction.data.custom_id,
        user: interaction.user.id.get(),
        locale: &interaction.locale,
    };
    guarded(data, press.answerable(), used, dispatch(press)).await;
}

async fn dispatch(press: Press<'_>) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    let Some(id) = CustomId::decode(&press.interaction.data.custom_id) else {
        return press
            .respond(reply::message(
                &refusal::plain(t, "error-stale-component"),
                true,
            ))
            .await;
    };
    let stranger_to = id.owner().filter(|owner| *owner != press.member());
    if stranger_to.is_none()
        && is_for_moderators(&id)
        && !may_manage(press.interaction.member.as_ref())
    {
        let refused = refusal::plain(t, "error-not-permitted");
        return press.respond(reply::message(&refused, true)).await;
    }
    route(press, id, stranger_to).await
}

/// `stranger_to` is whose it is, when it is not the member's own.
async fn route(press: Press<'_>, id: CustomId, stranger_to: Option<UserId>) -> Result<(), Fault> {
    let t = press.data.translator(&press.interaction.locale);
    match (id, stranger_to) {
        // Whoever uses somebody else's public board or badge gets a private one.
        (CustomId::Board { board, cursor, .. }, _) => {
            leaderboard::turn_page(press, board, cursor, stranger_to.is_none()).await
        }
        (CustomId::Badge { member, .. }, _) => {
            badge::picked(press, member, stranger_to.is_none()).await
        }
        (_, Some(owner)) => {
            press
                .respond(reply::message(&refusal::not_yours(t, owner), true))
                .await
        }
        (CustomId::Pick { .. }, None) => redeem::picked(press).await,
        (CustomId::Catalogue { .. }, None) => redeem::back_to_catalogue(press).await,
        (CustomId::OpenForm { perk, nonce, .. }, None) => {
            redeem_form::opened(press, perk, nonce).await
        }
        (
            CustomId::Confirm {
                perk,
                price,
                days,
                nonce,
                ..
            },
            None,
        ) => redeem::confirmed(press, perk, (price, days), nonce).await,
        (CustomId::Cancel { nonce, .. }, None) => redeem::cancelled(press, nonce).await,
        (CustomId::History { category, turn, .. }, None) => {
            history::turn_page(press, category, turn).await
        }
        (CustomId::HistoryFile { category, .. }, None) => history::download(press, category).await,
        (CustomId::Campaigns { page, .. }, None) => campaign::turn_page(press, page).await,
        (CustomId::Perks { page, .. }, None) => perk::turn_page(press, page).await,
        (
            CustomId::UndoAward {
                with_debt,
                shown,
                nonce,
                ..
            },
            None,
        ) => award_undo::answered(press, with_debt, shown, nonce).await,
        (CustomId::Batch { batch, act, .. }, None) => award_many::pressed(press, batch, act).await,
        (
            CustomId::UndoBatch {
                with_debt, nonce, ..
            },
            None,
        ) => award_many::undo_chosen(press, with_debt, nonce).await,
        (CustomId::Audit { filter, turn, .. }, None) => audit::turn_page(press, filter, turn).await,
        (CustomId::Queue { perk, page, .. }, None) => queue::turn_page(press, perk, page).await,
        (CustomId::QueueOpen { .. }, None) => queue::picked(press).await,
        (
            CustomId::QueueItem {
                redemption,
                press: what,
            },
            None,
        ) => queue::pressed(press, redemption, what).await,
        (CustomId::Tickets { .. }, None) => tickets::picked(press).await,
        (CustomId::Setup(button), None) => setup::pressed(press, button).await,
        (CustomId::Help, None) => help::asked(press).await,
        (CustomId::ShowRedemption { redemption, .. }, None) => {
            redemption::look_again(press, redemption).await
        }
        (CustomId::RetryRedemption { redemption, .. }, None) => {
            redemption::retry_pressed(press, redemption).await
        }
        (CustomId::VoidRedemption { redemption, .. }, None) => {
            redemption::void_pressed(press, redemption).await
        }
        (CustomId::EraseData { nonce, .. }, None) => privacy::erase::confirmed(press, nonce).await,
        (CustomId::KeepData { nonce, .. }, None) => privacy::erase::kept(press, nonce).await,
        (CustomId::AwardCampaign { member, .. }, None) => {
            award_sparks::campaign_picked(press, member).await
        }
        // A form is no component: somebody made this up.
        (CustomId::AwardForm { .. } | CustomId::AnswerForm { .. }, None) => {
            press
                .respond(reply::message(
                    &refusal::plain(t, "error-stale-component"),
                    true,
                ))
                .await
        }
    }
}

/// Whether only those who may manage the server may use it: Discord asks for the permission at a command, and nobody asks
/// again at what the command has answered. What shows a redemption decides for itself, since it offers a look to everyone.
fn is_for_moderators(id: &CustomId) -> bool {
    match id {
        CustomId::Campaigns { .. }
        | CustomId::Perks { .. }
        | CustomId::UndoAward { .. }
        | CustomId::Batch { .. }
        | CustomId::UndoBatch { .. }
        | CustomId::Audit { .. }
        | CustomId::Queue { .. }
        | CustomId::QueueOpen { .. }
        | CustomId::QueueItem { .. }
        | CustomId::Setup(_) => true,
        CustomId::Pick { .. }
        | CustomId::Catalogue { .. }
        | CustomId::OpenForm { .. }
        | CustomId::AnswerForm { .. }
        | CustomId::Confirm { .. }
        | CustomId::Cancel { .. }
        | CustomId::ShowRedemption { .. }
        | CustomId::RetryRedemption { .. }
        | CustomId::VoidRedemption { .. }
        | CustomId::Board { .. }
        | CustomId::Badge { .. }
        | CustomId::History { .. }
        | CustomId::HistoryFile { .. }
        | CustomId::Tickets { .. }
        | CustomId::Help
        | CustomId::EraseData { .. }
        | CustomId::KeepData { .. }
        // It has words of its own.
        | CustomId::AwardCampaign { .. }
        | CustomId::AwardForm { .. } => false,
    }
}
