//! An interaction that was sent and may not be answered yet.

use std::sync::Arc;

use super::reply::Reply;
use crate::state::Shared;
use crate::state::interaction::Interaction;

/// An interaction on its way: see [`crate::Slash::send_without_waiting`].
#[derive(Clone)]
#[must_use]
pub struct Pending {
    pub(crate) shared: Arc<Shared>,
    pub(crate) interaction: u64,
    /// Whether any session was there to hear it.
    pub(crate) heard: bool,
}

impl Pending {
    /// The interaction's id.
    pub fn interaction_id(&self) -> u64 {
        self.interaction
    }

    /// What the member sees at this moment, waiting included.
    pub fn now(&self) -> Reply {
        Reply::of_interaction(&self.shared, self.interaction)
    }

    /// Waits until the bot has answered completely: with a message, an update, a modal, or, after a
    /// deferral, with the edit or follow-up that ends it. Panics when that takes too long.
    pub async fn finished(self) -> Reply {
        self.wait("answer", |interaction| interaction.outcome().is_some())
            .await;
        self.now()
    }

    /// Waits for the first sign of the bot, be it only a deferral.
    pub async fn answered(self) -> Reply {
        self.answered_as("react to").await
    }

    pub(crate) async fn answered_as(self, what: &str) -> Reply {
        self.wait(what, |interaction| interaction.callback.is_some())
            .await;
        self.now()
    }

    async fn wait(&self, what: &str, done: impl Fn(&Interaction) -> bool) {
        assert!(
            self.heard,
            "no bot was there to hear it: wait_ready() first"
        );
        let limit = self.shared.read().config.wait;
        let seen = self.shared.wait_for(limit, |world| {
            world
                .interactions
                .get(&self.interaction)
                .filter(|interaction| done(interaction))
                .map(|_| ())
        });
        if seen.await.is_none() {
            let world = self.shared.read();
            let data = &world.interactions[&self.interaction].payload["data"];
            let state = world.interactions[&self.interaction].present().kind;
            let hints = world.hints();
            panic!(
                "the bot did not {what} within {limit:?}; the interaction is {state}: {data}{hints}"
            );
        }
    }
}
