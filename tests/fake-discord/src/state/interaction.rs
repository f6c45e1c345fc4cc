//! Interactions: what the bot was sent, whether and how it answered, and which messages came of it.
//! The rules of answering live in `rest::interactions`; here is what they read and write.

use serde_json::{Value, json};
use std::time::Duration;

use crate::ids::{APPLICATION, GUILD, Kind};
use crate::state::World;

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InteractionKind {
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}

/// The bot's first answer.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    pub(crate) kind: u64,
    pub(crate) data: Value,
}

/// What the user got to see first: the kind of it, and the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) kind: &'static str,
    pub(crate) message: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: u64,
    pub(crate) token: String,
    pub(crate) kind: InteractionKind,
    pub(crate) user: u64,
    pub(crate) channel: u64,
    pub(crate) created: Duration,
    /// As dispatched, for delivering it again.
    pub(crate) payload: Value,
    /// The message whose component was used, or from whose component the modal came.
    pub(crate) source: Option<u64>,
    /// The interaction that opened the modal.
    pub(crate) opened_by: Option<u64>,
    pub(crate) callback: Option<Callback>,
    /// The message that `@original` means.
    pub(crate) original: Option<u64>,
    pub(crate) followups: Vec<u64>,
    /// What ended a deferral.
    pub(crate) resolved: Option<Outcome>,
    /// Whether the member closed the modal that it opened without submitting it.
    pub(crate) dismissed: bool,
}

impl Interaction {
    /// What the first complete answer was; `None` while the user still waits.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        let done = |kind, message| Some(Outcome { kind, message });
        match self.callback.as_ref()?.kind {
            4 => done("message", self.original),
            7 => done("update", self.original),
            8 => done("choices", None),
            9 => done("modal", None),
            _ => self.resolved,
        }
    }

    /// What the user sees now, waiting included.
    pub(crate) fn present(&self) -> Outcome {
        let pending = match self.callback.as_ref().map(|callback| callback.kind) {
            None => Outcome {
                kind: "unanswered",
                message: None,
            },
            Some(5) => Outcome {
                kind: "thinking",
                message: self.original,
            },
            Some(_) => Outcome {
                kind: "acknowledged",
                message: self.original,
            },
        };
        self.outcome().unwrap_or(pending)
    }

    /// Notes what ended a deferral; only the first counts.
    pub(crate) fn resolve(&mut self, kind: &'static str, message: Option<u64>) {
        self.resolved.get_or_insert(Outcome { kind, message });
    }

    pub(crate) fn is_deferred(&self) -> bool {
        self.callback
            .as_ref()
            .is_some_and(|callback| matches!(callback.kind, 5 | 6))
    }
}

/// What an actor does, before it becomes an interaction.
#[derive(Clone, Debug)]
pub(crate) struct NewInteraction {
    pub(crate) kind: InteractionKind,
    pub(crate) user: u64,
    pub(crate) channel: u64,
    pub(crate) data: Value,
    pub(crate) source: Option<u64>,
    pub(crate) opened_by: Option<u64>,
}

impl World {
    /// Records the interaction and sends it to the bot `times` times. Says whether any session hears it.
    pub(crate) fn interact(&mut self, new: &NewInteraction, times: usize) -> (u64, bool) {
        let id = self.ids.next(Kind::Interaction);
        let token = format!("interaction-token-{id}");
        let mut payload = json!({
            "id": id.to_string(),
            "application_id": APPLICATION.to_string(),
            "type": new.kind as u8,
            "token": token,
            "version": 1,
            "data": new.data,
            "guild_id": GUILD.to_string(),
            "guild": {
                "id": GUILD.to_string(),
                "locale": self.guild.locale,
                "features": self.guild.features,
            },
            "guild_locale": self.guild.locale,
            "channel": self.interaction_channel_json(new.channel, new.user),
            "channel_id": new.channel.to_string(),
            "member": self.acting_member_json(new.user),
            "locale": self.guild.users[&new.user].locale,
            "app_permissions": self.app_permissions(),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": { "0": GUILD.to_string() },
            "context": 0,
            "attachment_size_limit": 10_485_760,
        });
        if let Some(message) = new.source.and_then(|source| self.messages.get(&source)) {
            payload["message"] = self.message_json(message);
        }
        if self.guild.is_direct(new.channel) {
            outside_the_guild(&mut payload);
        }
        let interaction = Interaction {
            id,
            token,
            kind: new.kind,
            user: new.user,
            channel: new.channel,
            created: self.age(),
            payload,
            source: new.source,
            opened_by: new.opened_by,
            callback: None,
            original: None,
            followups: Vec::new(),
            resolved: None,
            dismissed: false,
        };
        self.interactions.insert(id, interaction);
        let heard = self.deliver(id, times);
        (id, heard)
    }

    /// Dispatches the interaction (again).
    pub(crate) fn deliver(&mut self, id: u64, times: usize) -> bool {
        let payload = self.interactions[&id].payload.clone();
        let mut heard = 0;
        for _ in 0..times {
            heard += self.dispatch("INTERACTION_CREATE", 0, &payload);
        }
        heard > 0
    }

    /// The modal that this user has on the screen: the latest that the bot opened for them, until it is submitted or
    /// closed. With it, the id of the interaction that opened it.
    pub(crate) fn open_modal(&self, user: u64) -> Option<(u64, &Value)> {
        let (id, opener, modal) = self.interactions.values().rev().find_map(|interaction| {
            let callback = interaction.callback.as_ref()?;
            let opens = interaction.user == user && callback.kind == 9;
            opens.then_some((interaction.id, interaction, &callback.data))
        })?;
        let submitted = self
            .interactions
            .range(id..)
            .any(|(_, later)| later.opened_by == Some(id));
        (!opener.dismissed && !submitted).then_some((id, modal))
    }

    pub(crate) fn interaction_by_token(&self, token: &str) -> Option<&Interaction> {
        // The latest first: in a long run there are many, and hardly anybody speaks of an old one.
        self.interactions
            .values()
            .rev()
            .find(|interaction| interaction.token == token)
    }

    /// `interaction_metadata` of a message that answers this interaction.
    pub(crate) fn metadata_json(&self, interaction: &Interaction, follows: Option<u64>) -> Value {
        let mut json = json!({
            "id": interaction.id.to_string(),
            "type": interaction.kind as u8,
            "user": self.user_json(interaction.user),
            "authorizing_integration_owners": { "0": GUILD.to_string() },
        });
        if let Some(original) = follows {
            json["original_response_message_id"] = json!(original.to_string());
        }
        match interaction.kind {
            InteractionKind::Component => {
                let source = interaction.source.map(|id| id.to_string());
                json["interacted_message_id"] = json!(source);
            }
            InteractionKind::Modal => {
                let opener = interaction
                    .opened_by
                    .and_then(|id| self.interactions.get(&id));
                json["triggering_interaction_metadata"] =
                    opener.map_or(Value::Null, |opener| self.metadata_json(opener, None));
            }
            InteractionKind::Command | InteractionKind::Autocomplete => {
                let target = interaction.payload["data"]["target_id"].as_str();
                let user = target.and_then(|id| id.parse().ok());
                if let Some(user) = user.filter(|user| self.guild.users.contains_key(user)) {
                    json["target_user"] = self.user_json(user);
                } else if let Some(message) = target {
                    json["target_message_id"] = json!(message);
                }
            }
        }
        json
    }
}

/// Makes an interaction of a direct message of one of the guild: no guild, and a user instead of a member.
fn outside_the_guild(payload: &mut Value) {
    let Some(payload) = payload.as_object_mut() else {
        return;
    };
    for key in ["guild", "guild_id", "guild_locale"] {
        payload.remove(key);
    }
    let member = payload.remove("member").unwrap_or_default();
    payload.insert("user".to_owned(), member["user"].clone());
    payload.insert("context".to_owned(), json!(1));
    let owners = json!({ "0": "0" });
    payload.insert("authorizing_integration_owners".to_owned(), owners);
}
