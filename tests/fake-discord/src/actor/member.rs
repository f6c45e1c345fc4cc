//! A member of the guild: who they are, what roles they have, and the short forms of what they do.
//! Handles are cheap to clone and all speak of the same person.

use std::sync::Arc;
use std::time::SystemTime;

use serde_json::json;

use super::menu::{ON_MESSAGE, ON_USER, context_menu};
use super::modal::Submit;
use super::pending::Pending;
use super::press::{Press, What};
use super::reply::Reply;
use super::slash::Slash;
use crate::actor::autocomplete::Choice;
use crate::ids::{GUILD, Kind};
use crate::state::message::{Draft, StoredFile, content_type};
use crate::state::session::INTENT_MEMBERS;
use crate::state::{Shared, World};
use crate::time::rfc3339;

/// Someone who uses the bot. See [`crate::FakeDiscord::member`].
#[derive(Clone)]
pub struct Member {
    pub(crate) shared: Arc<Shared>,
    pub(crate) id: u64,
}

impl std::fmt::Debug for Member {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Member({} {})", self.name(), self.id)
    }
}

impl Member {
    /// The user's id.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// The user's name.
    pub fn name(&self) -> String {
        self.shared.read().guild.users[&self.id].name.clone()
    }

    /// `<@id>`
    pub fn mention(&self) -> String {
        format!("<@{}>", self.id)
    }

    /// Sets the language of the member's client; `en-US` otherwise.
    #[allow(clippy::return_self_not_must_use, reason = "used for its effect")]
    pub fn locale(&self, locale: &str) -> Self {
        assert!(
            crate::validate::LOCALES.contains(&locale),
            "Discord has no locale {locale:?}"
        );
        self.change_user(|user| locale.clone_into(&mut user.locale))
    }

    /// Sets the nickname in the guild.
    #[allow(clippy::return_self_not_must_use, reason = "used for its effect")]
    pub fn nick(&self, nick: &str) -> Self {
        self.change_member(|member| member.nick = Some(nick.to_owned()))
    }

    /// Makes the account a bot's.
    #[allow(clippy::return_self_not_must_use, reason = "used for its effect")]
    pub fn bot(&self) -> Self {
        self.change_user(|user| user.bot = true)
    }

    /// Refuses direct messages from the bot (50007).
    #[allow(clippy::return_self_not_must_use, reason = "used for its effect")]
    pub fn close_dms(&self) -> Self {
        self.change_user(|user| user.dms_closed = true)
    }

    /// Gives permissions through a role of the member's own, at position 90.
    #[allow(clippy::return_self_not_must_use, reason = "used for its effect")]
    pub fn permissions(&self, bits: u64) -> Self {
        self.shared
            .write(|world| world.set_own_permissions(self.id, bits));
        self.clone()
    }

    /// Gives a role by hand.
    #[allow(clippy::return_self_not_must_use, reason = "used for its effect")]
    pub fn with_role(&self, role: u64) -> Self {
        self.give_role(role);
        self.clone()
    }

    /// Gives a role by hand, as an administrator can.
    pub fn give_role(&self, role: u64) {
        assert!(
            self.shared.read().guild.roles.contains_key(&role),
            "there is no role {role}"
        );
        self.change_member(|member| {
            member.roles.insert(role);
        });
    }

    /// Takes a role by hand, as an administrator can.
    pub fn take_role(&self, role: u64) {
        self.change_member(|member| {
            member.roles.remove(&role);
        });
    }

    /// The roles, sorted; without the one that [`Member::permissions`] makes. Empty after leaving.
    pub fn roles(&self) -> Vec<u64> {
        let world = self.shared.read();
        let own = format!("permissions of {}", world.guild.users[&self.id].name);
        let roles = world
            .guild
            .members
            .get(&self.id)
            .into_iter()
            .flat_map(|member| &member.roles);
        roles
            .copied()
            .filter(|role| {
                world
                    .guild
                    .roles
                    .get(role)
                    .is_some_and(|role| role.name != own)
            })
            .collect()
    }

    /// Whether they are in the guild.
    pub fn is_member(&self) -> bool {
        self.shared.read().guild.members.contains_key(&self.id)
    }

    /// Leaves the guild; roles are lost.
    pub fn leave(&self) {
        self.shared.write(|world| {
            world.guild.members.remove(&self.id);
            let event = json!({ "guild_id": GUILD.to_string(), "user": world.user_json(self.id) });
            world.dispatch("GUILD_MEMBER_REMOVE", INTENT_MEMBERS, &event);
        });
    }

    /// Joins again, without roles, at the present time.
    pub fn rejoin(&self) {
        self.shared.write(|world| {
            let now = rfc3339(SystemTime::now() + world.advanced());
            world.guild.join_at(self.id, now);
            world.announce_join(self.id);
        });
    }

    /// Writes an ordinary message to the default channel. Returns its id.
    pub fn says(&self, text: &str) -> u64 {
        let channel = self.shared.read().guild.default_channel;
        self.says_in(channel, text)
    }

    /// Writes an ordinary message to this channel. Returns its id.
    pub fn says_in(&self, channel: u64, text: &str) -> u64 {
        self.shared.write(|world| {
            let draft = Draft {
                channel,
                author: self.id,
                kind: 0,
                interaction: None,
                follows: None,
            };
            world
                .post(draft, &json!({ "content": text }), &[])
                .expect("the text is not empty")
        })
    }

    /// Types a slash command: `"redeem"`, or `"campaign create"` for a subcommand.
    pub fn slash(&self, path: &str) -> Slash {
        Slash::new(self.clone(), path)
    }

    /// Types into an option with autocomplete; the suggestions.
    pub async fn autocomplete(&self, path: &str, option: &str, typed: &str) -> Vec<Choice> {
        self.slash(path).autocomplete(option, typed).await
    }

    /// Uses a context menu command on someone.
    pub async fn user_command(&self, name: &str, target: &Self) -> Reply {
        context_menu(self, name, ON_USER, target.id)
            .finished()
            .await
    }

    /// Uses a context menu command on the message of a reply.
    pub async fn message_command(&self, name: &str, target: &Reply) -> Reply {
        let message = target.message_id().expect("the reply has a message");
        context_menu(self, name, ON_MESSAGE, message)
            .finished()
            .await
    }

    /// Clicks a button and waits for the answer. See [`Member::press`].
    pub async fn click(&self, reply: &Reply, button: &str) -> Reply {
        self.press(reply, button).send().await
    }

    /// Clicks a button of a message that answers nobody, such as one that the bot posted in a channel, and waits for the
    /// answer.
    pub async fn click_message(&self, message: u64, button: &str) -> Reply {
        let what = What::Button(button.to_owned());
        let clicked = super::press::attempt(self, message, &what);
        let clicked = clicked.unwrap_or_else(|problem| panic!("{button}: {problem}"));
        clicked.finished().await
    }

    /// A click to be made. The button is found by its exact `custom_id`, else its exact label, else by
    /// a part of its `custom_id` between `:` or `/`.
    pub fn press(&self, reply: &Reply, button: &str) -> Press {
        Press::new(self.clone(), reply, What::Button(button.to_owned()))
    }

    /// Chooses an option of the message's only select, by its value, else its label.
    pub async fn choose(&self, reply: &Reply, option: &str) -> Reply {
        self.select(reply, None, &[option]).send().await
    }

    /// Chooses options of the select with this `custom_id`, or part of it.
    pub async fn choose_in(&self, reply: &Reply, custom_id: &str, options: &[&str]) -> Reply {
        self.select(reply, Some(custom_id), options).send().await
    }

    /// A choice to be made; without a `custom_id` the message must have one select only.
    pub fn select(&self, reply: &Reply, custom_id: Option<&str>, options: &[&str]) -> Press {
        let what = What::Options {
            custom_id: custom_id.map(str::to_owned),
            chosen: options.iter().map(|&option| option.to_owned()).collect(),
        };
        Press::new(self.clone(), reply, what)
    }

    /// Fills in a modal and submits it. Fields are named by `custom_id`, a part of it, or label.
    pub async fn submit(&self, modal: &Reply, fields: &[(&str, &str)]) -> Reply {
        self.fill(modal, fields).send().await
    }

    /// A modal to be submitted.
    pub fn fill(&self, modal: &Reply, fields: &[(&str, &str)]) -> Submit {
        Submit::new(self.clone(), modal, fields)
    }

    fn change_user(&self, change: impl FnOnce(&mut crate::state::guild::User)) -> Self {
        self.shared.write(|world| {
            change(
                world
                    .guild
                    .users
                    .get_mut(&self.id)
                    .expect("handles name known users"),
            );
        });
        self.clone()
    }

    fn change_member(&self, change: impl FnOnce(&mut crate::state::guild::GuildMember)) -> Self {
        self.shared.write(|world| {
            let name = world.guild.users[&self.id].name.clone();
            let member = world.guild.members.get_mut(&self.id);
            change(member.unwrap_or_else(|| panic!("{name} is not in the guild")));
            world.announce_member(self.id);
        });
        self.clone()
    }

    pub(crate) fn pending(&self, interaction: u64, heard: bool) -> Pending {
        Pending {
            shared: Arc::clone(&self.shared),
            interaction,
            heard,
        }
    }
}

impl World {
    pub(crate) fn announce_join(&mut self, user: u64) {
        let event = self.member_update_json(user);
        self.dispatch("GUILD_MEMBER_ADD", INTENT_MEMBERS, &event);
    }

    /// A file that a user attaches to a command.
    pub(crate) fn upload(&mut self, filename: &str, bytes: &[u8]) -> u64 {
        let id = self.ids.next(Kind::Attachment);
        self.uploads.push(StoredFile {
            id,
            filename: filename.to_owned(),
            content_type: content_type(filename).to_owned(),
            description: None,
            bytes: Arc::new(bytes.to_vec()),
        });
        id
    }
}
