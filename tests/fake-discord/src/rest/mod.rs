//! The REST API: one table of routes, one function a route. Routes are plain functions on the state;
//! faults, recording and validation against the OpenAPI document happen around them, in `server`.

mod application;
mod channels;
mod guilds;
mod interactions;
mod roles;
mod webhooks;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::error::ApiError;
use crate::ids::{APPLICATION, GUILD};
use crate::state::World;
use crate::state::message::Upload;

/// A request, taken apart.
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) body: Value,
    pub(crate) uploads: Vec<Upload>,
    pub(crate) authorization: Option<String>,
    pub(crate) audit_reason: Option<String>,
    /// What stands for the `{..}` of the route, in order.
    pub(crate) parameters: Vec<String>,
}

impl Call {
    /// A parameter that is an id.
    fn id(&self, index: usize) -> Result<u64, ApiError> {
        self.parameters[index]
            .parse()
            .map_err(|_| ApiError::invalid_form().violating())
    }

    fn query(&self) -> BTreeMap<String, String> {
        let pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        pairs
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect()
    }

    /// The guild of the path, if the bot is in it.
    fn guild(&self, world: &World, index: usize) -> Result<(), ApiError> {
        if self.id(index)? != GUILD {
            return Err(ApiError::unknown_guild());
        }
        if world.bot_in_guild {
            Ok(())
        } else {
            Err(ApiError::missing_access())
        }
    }

    fn application(&self, index: usize) -> Result<(), ApiError> {
        if self.id(index)? == APPLICATION {
            Ok(())
        } else {
            Err(ApiError::unknown_application().violating())
        }
    }
}

/// A proper answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Option<Value>,
}

// Wrapped, because that is what every handler ends with.
#[allow(clippy::unnecessary_wraps)]
impl Answer {
    fn json(body: impl Into<Value>) -> Result<Self, ApiError> {
        Ok(Self {
            status: 200,
            body: Some(body.into()),
        })
    }

    fn empty() -> Result<Self, ApiError> {
        Ok(Self {
            status: 204,
            body: None,
        })
    }
}

type Handler = fn(&mut World, &Call) -> Result<Answer, ApiError>;

/// Who may call a route.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Auth {
    /// The bot, by its token.
    Bot,
    /// Anyone; where a secret is needed, it is in the path.
    Open,
}

pub(crate) struct Route {
    method: &'static str,
    /// The path as the OpenAPI document writes it.
    pub(crate) path: &'static str,
    auth: Auth,
    handler: Handler,
}

const fn bot(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route {
        method,
        path,
        auth: Auth::Bot,
        handler,
    }
}

const fn open(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route {
        method,
        path,
        auth: Auth::Open,
        handler,
    }
}

/// All routes; of two that fit, the first is meant.
static ROUTES: &[Route] = &[
    open("GET", "/gateway", application::gateway),
    bot("GET", "/gateway/bot", application::gateway_bot),
    bot("GET", "/users/@me", application::current_user),
    bot("POST", "/users/@me/channels", channels::open_direct),
    bot("GET", "/users/{user_id}", application::user),
    bot(
        "GET",
        "/oauth2/applications/@me",
        application::current_application,
    ),
    bot("GET", "/applications/@me", application::current_application),
    bot(
        "GET",
        "/applications/{application_id}/emojis",
        application::emojis,
    ),
    bot(
        "GET",
        "/applications/{application_id}/commands",
        application::global_commands,
    ),
    bot(
        "PUT",
        "/applications/{application_id}/commands",
        application::set_global_commands,
    ),
    bot(
        "POST",
        "/applications/{application_id}/commands",
        application::create_global_command,
    ),
    bot(
        "GET",
        "/applications/{application_id}/guilds/{guild_id}/commands",
        application::guild_commands,
    ),
    bot(
        "PUT",
        "/applications/{application_id}/guilds/{guild_id}/commands",
        application::set_guild_commands,
    ),
    bot(
        "POST",
        "/applications/{application_id}/guilds/{guild_id}/commands",
        application::create_guild_command,
    ),
    bot("GET", "/guilds/{guild_id}", guilds::guild),
    bot("GET", "/guilds/{guild_id}/channels", guilds::channels),
    bot("GET", "/guilds/{guild_id}/members", guilds::members),
    bot(
        "GET",
        "/guilds/{guild_id}/members/{user_id}",
        guilds::member,
    ),
    bot(
        "PUT",
        "/guilds/{guild_id}/members/{user_id}/roles/{role_id}",
        guilds::give_role,
    ),
    bot(
        "DELETE",
        "/guilds/{guild_id}/members/{user_id}/roles/{role_id}",
        guilds::take_role,
    ),
    bot("GET", "/guilds/{guild_id}/roles", roles::list),
    bot("POST", "/guilds/{guild_id}/roles", roles::create),
    bot("GET", "/guilds/{guild_id}/roles/{role_id}", roles::one),
    bot("PATCH", "/guilds/{guild_id}/roles/{role_id}", roles::change),
    bot(
        "DELETE",
        "/guilds/{guild_id}/roles/{role_id}",
        roles::delete,
    ),
    bot("GET", "/channels/{channel_id}", channels::channel),
    bot("GET", "/channels/{channel_id}/messages", channels::messages),
    bot("POST", "/channels/{channel_id}/messages", channels::post),
    bot(
        "GET",
        "/channels/{channel_id}/messages/{message_id}",
        channels::message,
    ),
    bot(
        "PATCH",
        "/channels/{channel_id}/messages/{message_id}",
        channels::edit,
    ),
    bot(
        "DELETE",
        "/channels/{channel_id}/messages/{message_id}",
        channels::delete,
    ),
    open(
        "POST",
        "/interactions/{interaction_id}/{interaction_token}/callback",
        interactions::callback,
    ),
    open(
        "POST",
        "/webhooks/{webhook_id}/{webhook_token}",
        webhooks::follow_up,
    ),
    open(
        "GET",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhooks::original,
    ),
    open(
        "PATCH",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhooks::edit_original,
    ),
    open(
        "DELETE",
        "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
        webhooks::delete_original,
    ),
    open(
        "GET",
        "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
        webhooks::message,
    ),
    open(
        "PATCH",
        "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
        webhooks::edit,
    ),
    open(
        "DELETE",
        "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
        webhooks::delete,
    ),
];

/// The route of a request with its parameters; `None` when the fake has none.
pub(crate) fn find(method: &str, path: &str) -> Option<(&'static Route, Vec<String>)> {
    ROUTES
        .iter()
        .filter(|route| route.method == method)
        .find_map(|route| {
            let parameters = match_path(route.path, path)?;
            Some((route, parameters))
        })
}

fn match_path(template: &str, path: &str) -> Option<Vec<String>> {
    let (template, path): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    if template.len() != path.len() {
        return None;
    }
    let mut parameters = Vec::new();
    for (wanted, found) in template.into_iter().zip(path) {
        if wanted.starts_with('{') {
            parameters.push(found.to_owned());
        } else if wanted != found {
            return None;
        }
    }
    Some(parameters)
}

/// Answers a request by its route.
pub(crate) fn answer(world: &mut World, route: &Route, call: &Call) -> Result<Answer, ApiError> {
    if route.auth == Auth::Bot {
        let expected = format!("Bot {}", world.config.token);
        if !world.token_valid || call.authorization.as_deref() != Some(&expected) {
            return Err(ApiError::unauthorized());
        }
    }
    (route.handler)(world, call)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_segments_win() {
        let (route, parameters) = find("PATCH", "/webhooks/1/token/messages/@original").unwrap();
        assert!(route.path.ends_with("@original"));
        assert_eq!(parameters, ["1", "token"]);
        let (route, parameters) = find("PATCH", "/webhooks/1/token/messages/5").unwrap();
        assert!(route.path.ends_with("{message_id}"));
        assert_eq!(parameters, ["1", "token", "5"]);
        assert!(find("DELETE", "/gateway").is_none());
        assert!(find("GET", "/nowhere").is_none());
    }
}
