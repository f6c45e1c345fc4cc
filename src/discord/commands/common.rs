//! What several commands need of an interaction.

use std::fmt::Display;

use serenity::builder::{AutocompleteChoice, CreateAutocompleteResponse};
use serenity::model::Permissions;
use serenity::model::application::CommandInteraction;
use serenity::model::guild::Member;

use crate::discord::escape;
use crate::discord::reply::Audience;
use crate::ids::{RedemptionId, RoleId, TransferId};

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

/// A redemption by its receipt as somebody types it: `R-5`, `r-5`, `#R-5` or `5`.
pub(super) fn parse_receipt(typed: &str) -> Option<RedemptionId> {
    receipt_number(typed, ['R', 'r']).map(RedemptionId)
}

/// An award by its receipt as somebody types it: `A-5`, `a-5`, `#A-5` or `5`.
pub(super) fn parse_award(typed: &str) -> Option<TransferId> {
    receipt_number(typed, ['A', 'a']).map(TransferId)
}

/// A number with the letter of its kind, or without.
pub(super) fn receipt_number(typed: &str, letter: [char; 2]) -> Option<i64> {
    let typed = typed.trim();
    let typed = typed.strip_prefix('#').unwrap_or(typed);
    let number = match typed.strip_prefix(letter) {
        Some(rest) => rest.strip_prefix('-').unwrap_or(rest),
        None => typed,
    };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_number)
}

/// Whether somebody answers for other members' Sparks, by the permissions that came with their interaction. Discord
/// decides who may use a command; this is for what Discord does not ask about: buttons, and what is shown beside one's own.
pub(in crate::discord) fn may_manage(member: Option<&Member>) -> bool {
    let permissions = member.and_then(|member| member.permissions);
    permissions.is_some_and(|permissions| {
        permissions.intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_as_people_type_it() {
        for (typed, read) in [
            ("R-5", Some(5)),
            ("r-5", Some(5)),
            (" 5 ", Some(5)),
            ("R5", Some(5)),
            ("r-0012", Some(12)),
            ("#R-5", Some(5)),
            ("#5", Some(5)),
            ("##5", None),
            ("", None),
            ("R-", None),
            ("-5", None),
            ("+5", None),
            ("R--5", None),
            ("A-5", None),
            ("5.0", None),
            ("five", None),
            ("٥", None),
            ("R-99999999999999999999", None),
        ] {
            assert_eq!(parse_receipt(typed), read.map(RedemptionId), "{typed}");
            let award = typed
                .replace('A', "x")
                .replace(['R', 'r'], "A")
                .replace('x', "R");
            assert_eq!(parse_award(&award), read.map(TransferId), "{award}");
        }
    }
}
