//! Buttons and selects: what was pressed is read from its `custom_id`, so it works after a restart, and everything in it
//! is checked again.

use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;
use serenity::builder::{CreateInteractionResponse, CreateInteractionResponseMessage};
use serenity::model::application::ComponentInteraction;
use serenity::model::channel::MessageFlags;

use super::commands::{badge, leaderboard, redeem};
use super::custom_id::CustomId;
use super::data::{Data, Fault};
use super::error::component_fault;
use super::reply;
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

    /// The language of what the press leads to: the server's where everyone sees it, else the reader's own.
    #[must_use]
    pub fn locale(&self, is_owner: bool) -> &str {
        let flags = self.interaction.message.flags;
        let is_private = flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        match (is_owner && !is_private, &self.interaction.guild_locale) {
            (true, Some(guild_locale)) => guild_locale,
            _ => &self.interaction.locale,
        }
    }

    /// Answers.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn respond(&self, response: CreateInteractionResponse) -> Result<(), Fault> {
        let answer = self.interaction.create_response(self.serenity, response);
        self.data.breaker.call(answer).await?;
        Ok(())
    }

    /// Changes the answer.
    ///
    /// # Errors
    /// When Discord does not take it.
    pub async fn edit(&self, view: &View) -> Result<(), Fault> {
        let edit = self
            .interaction
            .edit_response(self.serenity, view.to_edit());
        self.data.breaker.call(edit).await?;
        Ok(())
    }
}

/// What a press does to what the member sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The message that the component is on becomes another.
    Update,
    /// A private message appears.
    New,
}

impl Press<'_> {
    /// Answers with a view that takes some work, telling Discord when it takes long.
    ///
    /// # Errors
    /// What the work returns, or Discord not taking the answer.
    pub async fn respond_with(
        &self,
        change: Change,
        work: impl Future<Output = Result<View, Fault>>,
    ) -> Result<(), Fault> {
        tokio::pin!(work);
        if let Ok(view) = tokio::time::timeout(reply::DEFER_AFTER, &mut work).await {
            let view = view?;
            return self
                .respond(match change {
                    Change::Update => reply::update(&view),
                    Change::New => reply::message(&view, true),
                })
                .await;
        }
        self.respond(match change {
            Change::Update => CreateInteractionResponse::Acknowledge,
            Change::New => CreateInteractionResponse::Defer(
                CreateInteractionResponseMessage::new().ephemeral(true),
            ),
        })
        .await?;
        let view = work.await?;
        self.edit(&view).await
    }
}

/// Handles a press and whatever goes wrong with it, a panic included: poise would not notice one here.
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
    let result = AssertUnwindSafe(dispatch(press))
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(anyhow::anyhow!("panic in a component")));
    if let Err(error) = result {
        component_fault(data, &serenity.http, interaction, &error).await;
    }
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
    let is_owner = id.owner() == press.member();
    match id {
        // Whoever uses somebody else's public board or badge gets a private one.
        CustomId::Board { cursor, .. } => leaderboard::turn_page(press, cursor, is_owner).await,
        CustomId::Badge { member, .. } => badge::picked(press, member, is_owner).await,
        _ if !is_owner => {
            press
                .respond(reply::message(&refusal::not_yours(t, id.owner()), true))
                .await
        }
        CustomId::Pick { .. } => redeem::picked(press).await,
        CustomId::Catalogue { .. } => redeem::back_to_catalogue(press).await,
        CustomId::Confirm {
            perk, price, nonce, ..
        } => redeem::confirmed(press, perk, price, nonce).await,
        CustomId::Cancel { .. } => redeem::cancelled(press).await,
    }
}
