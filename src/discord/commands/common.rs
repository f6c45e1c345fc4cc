//! What several commands need of an interaction.

use std::fmt::Display;

use serenity::builder::{AutocompleteChoice, CreateAutocompleteResponse};
use serenity::model::application::CommandInteraction;
use serenity::model::guild::Member;

use crate::discord::escape;
use crate::discord::reply::Audience;
use crate::ids::RoleId;

/// Discord's limit for autocomplete.
pub(super) const SUGGESTIONS_MAX: i64 = 25;
/// Discord's limit for a choice's text.
const CHOICE_LENGTH_MAX: usize = 100;

/// Who is to see the answer, by the option `public`, and the language it is then in: the channel's or the reader's.
pub(super) fn audience(interaction: &CommandInteraction, public: Option<bool>) -> (Audience, &str) {
    match (public, &interaction.guild_locale) {
        (Some(true), Some(guild_locale)) => (Audience::Channel, guild_locale),
        (Some(true), None) => (Audience::Channel, &interaction.locale),
        _ => (Audience::Reader, &interaction.locale),
    }
}

/// The roles of a member as the interaction brought them.
pub(super) fn roles_of(member: Option<&Member>) -> Vec<RoleId> {
    let roles = member.map(|member| &member.roles[..]).unwrap_or_default();
    roles
        .iter()
        .map(|role| RoleId::from_discord(role.get()))
        .collect()
}

/// Suggestions while somebody types: what is shown, and what is then sent. A failure shows none, since autocomplete
/// can't show a message.
pub(super) fn choices<E: Display>(
    found: Result<Vec<(String, String)>, E>,
) -> CreateAutocompleteResponse {
    match found {
        Ok(found) => CreateAutocompleteResponse::new().set_choices(
            found
                .into_iter()
                .map(|(shown, value)| {
                    AutocompleteChoice::new(escape::label(&shown, CHOICE_LENGTH_MAX, "—"), value)
                })
                .collect(),
        ),
        Err(error) => {
            tracing::error!(%error, "can't suggest anything");
            CreateAutocompleteResponse::new()
        }
    }
}
