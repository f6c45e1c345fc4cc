//! Whom a message pings: what its text names, cut down to what the sender allowed and may do.

use serde_json::json;

use crate::permissions;
use crate::state::World;
use crate::state::message::Message;

impl World {
    /// Whom the text pings, given what the sender allowed and may.
    pub(crate) fn mentions(&self, message: &Message) -> Mentions {
        let allowed = message.allowed_mentions.as_ref();
        let parses = |kind: &str| match allowed {
            None => true,
            Some(allowed) => allowed["parse"]
                .as_array()
                .is_some_and(|kinds| kinds.contains(&json!(kind))),
        };
        let lists = |kind: &str, id: u64| {
            let listed = allowed.and_then(|allowed| allowed[kind].as_array());
            listed.is_some_and(|ids| ids.contains(&json!(id.to_string())))
        };
        let named = |prefixes: &[&str]| numbers_after(&message.content, prefixes);
        let mut users = named(&["<@", "<@!"]);
        users.retain(|id| {
            self.guild.users.contains_key(id) && (parses("users") || lists("users", *id))
        });
        let mut roles = named(&["<@&"]);
        roles.retain(|id| {
            self.guild.roles.contains_key(id) && (parses("roles") || lists("roles", *id))
        });
        let loud = message.content.contains("@everyone") || message.content.contains("@here");
        let may = self.guild.permissions_of(message.author) & permissions::MENTION_EVERYONE != 0;
        Mentions {
            users,
            roles: roles.iter().map(u64::to_string).collect(),
            everyone: loud && may && parses("everyone"),
        }
    }
}

/// Who is pinged.
pub(crate) struct Mentions {
    pub(crate) users: Vec<u64>,
    pub(crate) roles: Vec<String>,
    pub(crate) everyone: bool,
}

/// The ids in `<@id>`-like marks, each once.
fn numbers_after(text: &str, prefixes: &[&str]) -> Vec<u64> {
    let mut found = Vec::new();
    for mark in text.split('<').skip(1) {
        let Some((inside, _)) = mark.split_once('>') else {
            continue;
        };
        for prefix in prefixes {
            let id = inside
                .strip_prefix(&prefix[1..])
                .and_then(|digits| digits.parse().ok());
            if let Some(id) = id.filter(|id| !found.contains(id)) {
                found.push(id);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_once_and_by_kind() {
        let text = "<@1> and <@!2>, <@1> again, <@&3>, <#4>, <@x>, <@";
        assert_eq!(numbers_after(text, &["<@", "<@!"]), [1, 2]);
        assert_eq!(numbers_after(text, &["<@&"]), [3]);
    }
}
