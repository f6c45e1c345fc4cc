//! The handle to a running fake: starting and stopping it, its identity, and changing the guild by hand
//! as an administrator would. What can be seen of the bot is in `observe`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::actor::member::Member;
use crate::config::{Builder, Config};
use crate::fault::{Fault, FaultHandle};
use crate::ids::{APPLICATION, BOT_ROLE, BOT_USER, GUILD, Kind, OWNER};
use crate::net::{CuttableListener, Scissors, Wires};
use crate::openapi::OpenApi;
use crate::role::RoleBuilder;
use crate::server::{Server, application};
use crate::state::guild::{Channel, Role};
use crate::state::session::{INTENT_GUILDS, Outgoing};
use crate::state::{Shared, World};
use crate::transcript::Transcript;

/// A running local Discord. Clones share it; dropping the last one stops it, and panics when the bot
/// broke rules that no test took note of.
#[derive(Clone)]
pub struct FakeDiscord {
    pub(crate) shared: Arc<Shared>,
    guard: Arc<Guard>,
}

/// Stops the server with the last handle.
struct Guard {
    shared: Arc<Shared>,
    token: String,
    base_url: String,
    wires: Wires,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.server.abort();
        self.shared.stop();
        self.wires.cut_all();
        let violations = std::mem::take(&mut self.shared.read().violations);
        assert!(
            violations.is_empty() || std::thread::panicking(),
            "the bot broke Discord's rules:\n- {}",
            violations.join("\n- ")
        );
    }
}

impl FakeDiscord {
    /// Starts a fake with the defaults.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// Chooses how the fake behaves before it starts.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) async fn start_with(config: Config) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a loopback port is free");
        let address = listener
            .local_addr()
            .expect("a bound listener has an address");
        let base_url = format!("http://{address}");
        let from_env = |name: &str| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let openapi = config
            .openapi
            .clone()
            .or_else(|| from_env("DISCORD_OPENAPI"));
        let transcript = config
            .transcript
            .clone()
            .or_else(|| from_env("FAKE_DISCORD_TRANSCRIPT"));
        let token = config.token.clone();
        let shared = Arc::new(Shared::new(World::new(config, base_url.clone())));
        let server = Server {
            shared: Arc::clone(&shared),
            openapi: openapi.map(|path| OpenApi::load(&path)),
            transcript: transcript.map(|path| Arc::new(Transcript::open(&path))),
        };
        let wires = Wires::default();
        let listener = CuttableListener {
            listener,
            wires: wires.clone(),
        };
        let service = application(server).into_make_service_with_connect_info::<Scissors>();
        let server = tokio::spawn(async move {
            axum::serve(listener, service)
                .await
                .expect("serving never ends by itself");
        });
        let guard = Guard {
            shared: Arc::clone(&shared),
            token,
            base_url,
            wires,
            server,
        };
        Self {
            shared,
            guard: Arc::new(guard),
        }
    }

    /// `http://127.0.0.1:PORT`: where the bot's REST client is to be pointed.
    pub fn base_url(&self) -> String {
        self.guard.base_url.clone()
    }

    /// The bot's token.
    pub fn token(&self) -> &str {
        &self.guard.token
    }

    /// The guild's id.
    pub fn guild_id(&self) -> u64 {
        GUILD
    }

    /// The application's id, which is not the bot's user id.
    pub fn application_id(&self) -> u64 {
        APPLICATION
    }

    /// The id of the bot's user.
    pub fn bot_user_id(&self) -> u64 {
        BOT_USER
    }

    /// The id of the guild's owner.
    pub fn owner_id(&self) -> u64 {
        OWNER
    }

    /// The id of the bot's own, managed role.
    pub fn bot_role_id(&self) -> u64 {
        BOT_ROLE
    }

    /// The channel in which members act unless they say otherwise.
    pub fn default_channel(&self) -> u64 {
        self.shared.read().guild.default_channel
    }

    /// The member of this name; created, and joined, at first use.
    pub fn member(&self, name: &str) -> Member {
        let id = self.shared.write(|world| {
            let known = world.guild.users.values().find(|user| user.name == name);
            if let Some(user) = known {
                return user.id;
            }
            let id = world.ids.next(Kind::User);
            world.guild.add_user(id, name);
            world.guild.join(id);
            world.announce_join(id);
            id
        });
        Member {
            shared: Arc::clone(&self.shared),
            id,
        }
    }

    /// The guild's owner as an actor.
    pub fn owner(&self) -> Member {
        Member {
            shared: Arc::clone(&self.shared),
            id: OWNER,
        }
    }

    /// Describes a role; [`RoleBuilder::create`] makes it.
    pub fn role(&self, name: &str) -> RoleBuilder {
        RoleBuilder::new(&self.shared, name)
    }

    /// The id of the role of this name.
    pub fn role_id(&self, name: &str) -> Option<u64> {
        self.shared
            .read()
            .guild
            .roles
            .values()
            .find(|role| role.name == name)
            .map(|role| role.id)
    }

    /// Deletes a role by hand.
    pub fn delete_role(&self, id: u64) {
        self.shared.write(|world| world.remove_role(id));
    }

    /// Moves a role.
    pub fn set_role_position(&self, id: u64, position: u32) {
        self.change_role(id, |role| role.position = position);
    }

    /// Changes what a role may do.
    pub fn set_role_permissions(&self, id: u64, bits: u64) {
        self.change_role(id, |role| role.permissions = bits);
    }

    /// Changes what the bot may do, besides what everyone may.
    pub fn set_bot_permissions(&self, bits: u64) {
        self.set_role_permissions(BOT_ROLE, bits);
    }

    /// Moves the bot's own role. It starts at 100; roles of tests start at 1.
    pub fn set_bot_role_position(&self, position: u32) {
        self.set_role_position(BOT_ROLE, position);
    }

    fn change_role(&self, id: u64, change: impl FnOnce(&mut Role)) {
        self.shared.write(|world| {
            change(
                world
                    .guild
                    .roles
                    .get_mut(&id)
                    .unwrap_or_else(|| panic!("no role {id}")),
            );
            world.announce_role("GUILD_ROLE_UPDATE", id);
        });
    }

    /// Makes another text channel.
    pub fn channel(&self, name: &str) -> u64 {
        self.new_channel(name, 0, true)
    }

    /// Makes a voice channel.
    pub fn voice_channel(&self, name: &str) -> u64 {
        self.new_channel(name, 2, true)
    }

    /// Forbids the bot to write in a channel, or allows it again.
    pub fn set_bot_may_write(&self, channel: u64, may: bool) {
        self.shared.write(|world| {
            if let Some(channel) = world.guild.channels.get_mut(&channel) {
                channel.bot_may_write = may;
            }
        });
    }

    /// What the `Date` of every answer says, in milliseconds since 1970, in place of this machine's time.
    pub fn set_date(&self, date_ms: i64) {
        self.shared.write(|world| world.date_ms = Some(date_ms));
    }

    /// The id of the guild's channel of this name.
    pub fn channel_id(&self, name: &str) -> Option<u64> {
        let world = self.shared.read();
        let mut channels = world.guild.channels.values();
        let found = channels.find(|channel| channel.recipient.is_none() && channel.name == name);
        found.map(|channel| channel.id)
    }

    /// Deletes a channel by hand.
    pub fn delete_channel(&self, id: u64) {
        self.shared.write(|world| {
            let Some(channel) = world.guild.channels.remove(&id) else {
                panic!("no channel {id}");
            };
            let json = world.channel_json(&channel);
            world.dispatch("CHANNEL_DELETE", INTENT_GUILDS, &json);
        });
    }

    /// Makes a text channel that the bot can't see.
    pub fn hidden_channel(&self, name: &str) -> u64 {
        self.new_channel(name, 0, false)
    }

    fn new_channel(&self, name: &str, kind: u8, visible: bool) -> u64 {
        self.shared.write(|world| {
            let id = world.ids.next(Kind::Channel);
            let channel = Channel {
                id,
                name: name.to_owned(),
                kind,
                bot_may_write: true,
                recipient: None,
                visible,
            };
            let json = world.channel_json(&channel);
            world.guild.channels.insert(id, channel);
            if visible {
                world.dispatch("CHANNEL_CREATE", INTENT_GUILDS, &json);
            }
            id
        })
    }

    /// Gives the application an emoji.
    pub fn application_emoji(&self, name: &str) -> u64 {
        self.shared.write(|world| {
            let id = world.ids.next(Kind::Emoji);
            let user = world.user_json(BOT_USER);
            world.emojis.push(json!({
                "id": id.to_string(), "name": name, "user": user, "roles": [],
                "require_colons": true, "managed": false, "animated": false, "available": true,
            }));
            id
        })
    }

    /// Changes the guild's locale.
    pub fn set_guild_locale(&self, locale: &str) {
        self.shared.write(|world| {
            locale.clone_into(&mut world.guild.locale);
            let guild = world.guild_json();
            world.dispatch("GUILD_UPDATE", INTENT_GUILDS, &guild);
        });
    }

    /// Lets a member use a command whatever its default permissions say, as admins can.
    pub fn allow_command(&self, command: &str, member: &Member) {
        self.shared
            .write(|world| world.allowed.insert((command.to_owned(), member.id)));
    }

    /// Keeps a member from using a command, as admins can.
    pub fn deny_command(&self, command: &str, member: &Member) {
        self.shared
            .write(|world| world.denied.insert((command.to_owned(), member.id)));
    }

    /// From now on the token is refused: REST answers 401, the gateway closes with 4004.
    pub fn revoke_token(&self) {
        self.shared.write(|world| {
            world.token_valid = false;
            world.tell_connections(&Outgoing::Close(4004, "Authentication failed."));
        });
    }

    /// Removes the bot from the guild: its routes answer 50001 from now on.
    pub fn kick_bot(&self) {
        self.shared.write(|world| {
            world.bot_in_guild = false;
            let event = json!({ "id": GUILD.to_string() });
            world.dispatch("GUILD_DELETE", INTENT_GUILDS, &event);
        });
    }

    /// Moves the fake's clock ahead, for deadlines of interactions and their tokens.
    pub fn advance_clock(&self, by: Duration) {
        self.shared.write(|world| world.advance(by));
    }

    /// Sets a fault.
    pub fn fault(&self, fault: Fault) -> FaultHandle {
        let id = self.shared.write(|world| world.set_fault(fault));
        FaultHandle {
            shared: Arc::clone(&self.shared),
            id,
        }
    }

    /// Breaks every gateway connection without a word. Sessions can be resumed.
    pub fn gateway_drop(&self) {
        self.tell(&Outgoing::Cut);
    }

    /// Closes every gateway connection with this code.
    pub fn gateway_close(&self, code: u16) {
        self.tell(&Outgoing::Close(code, "closed by the test"));
    }

    /// Asks every connection to reconnect and resume (op 7).
    pub fn gateway_reconnect(&self) {
        self.tell(&Outgoing::Payload(json!({ "op": 7, "d": null })));
    }

    /// Tells every connection that its session is invalid (op 9).
    pub fn gateway_invalid_session(&self, resumable: bool) {
        self.shared.write(|world| {
            world.tell_connections(&Outgoing::Payload(json!({ "op": 9, "d": resumable })));
            if !resumable {
                world
                    .sessions
                    .iter_mut()
                    .for_each(|session| session.resumable = false);
            }
        });
    }

    /// Dispatches an event as it is, to every session.
    pub fn send_raw_event(&self, name: &str, data: &Value) {
        self.shared.write(|world| world.dispatch(name, 0, data));
    }

    /// Delivers the latest interaction once more.
    pub fn redeliver_last_interaction(&self) {
        self.shared.write(|world| {
            let last = *world
                .interactions
                .keys()
                .next_back()
                .expect("there was no interaction yet");
            world.deliver(last, 1);
        });
    }

    /// Delivers this interaction once more. Says whether any session hears it.
    pub fn redeliver(&self, interaction: u64) -> bool {
        self.shared.write(|world| world.deliver(interaction, 1))
    }

    fn tell(&self, outgoing: &Outgoing) {
        self.shared.write(|world| world.tell_connections(outgoing));
    }
}
