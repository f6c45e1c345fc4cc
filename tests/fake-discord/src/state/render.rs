//! The JSON objects of Discord's API, made from the state: users, roles, members, the guild, channels.
//! Complete enough for the OpenAPI document and for clients that refuse objects with missing keys.

use serde_json::{Map, Value, json};

use crate::ids::{APPLICATION, BOT_ROLE, BOT_USER, GUILD, OWNER};
use crate::permissions;
use crate::state::World;
use crate::state::guild::{Channel, Role};
use crate::state::session::INTENT_MEMBERS;

/// Inserts the keys of `more` into the object `base`.
pub(crate) fn with(mut base: Value, more: Value) -> Value {
    if let (Some(base), Value::Object(more)) = (base.as_object_mut(), more) {
        base.extend(more);
    }
    base
}

impl World {
    pub(crate) fn user_json(&self, id: u64) -> Value {
        let user = self.guild.users.get(&id);
        let name = user.map_or("deleted-user", |user| &user.name);
        let mut json = json!({
            "id": id.to_string(),
            "username": name,
            "global_name": name,
            "discriminator": "0",
            "avatar": null,
            "public_flags": 0,
            "flags": 0,
            "banner": null,
            "accent_color": null,
            "avatar_decoration_data": null,
            "collectibles": null,
            "primary_guild": null,
        });
        if user.is_some_and(|user| user.bot) {
            json["bot"] = json!(true);
        }
        json
    }

    pub(crate) fn current_user_json(&self) -> Value {
        let private =
            json!({ "mfa_enabled": true, "locale": "en-US", "verified": true, "email": null });
        with(self.user_json(BOT_USER), private)
    }

    #[allow(clippy::unused_self, reason = "reads like its neighbours")]
    pub(crate) fn role_json(&self, role: &Role) -> Value {
        let mut json = json!({
            "id": role.id.to_string(),
            "name": role.name,
            "permissions": role.permissions.to_string(),
            "position": role.position,
            "color": role.color,
            "colors": { "primary_color": role.color, "secondary_color": null, "tertiary_color": null },
            "hoist": role.hoist,
            "managed": role.managed,
            "mentionable": role.mentionable,
            "icon": role.icon,
            "unicode_emoji": role.unicode_emoji,
            "flags": 0,
        });
        if role.id == BOT_ROLE {
            json["tags"] = json!({ "bot_id": BOT_USER.to_string() });
        }
        json
    }

    pub(crate) fn roles_json(&self) -> Vec<Value> {
        self.guild
            .roles
            .values()
            .map(|role| self.role_json(role))
            .collect()
    }

    /// The member without its user, as `resolved.members` of an interaction has it.
    pub(crate) fn partial_member_json(&self, user: u64) -> Value {
        let member = self.guild.members.get(&user);
        let roles: Vec<String> = member
            .into_iter()
            .flat_map(|member| &member.roles)
            .map(u64::to_string)
            .collect();
        json!({
            "avatar": null,
            "banner": null,
            "avatar_decoration_data": null,
            "collectibles": null,
            "communication_disabled_until": null,
            "flags": 0,
            "joined_at": member.map(|member| member.joined_at.clone()),
            "nick": member.and_then(|member| member.nick.clone()),
            "pending": false,
            "premium_since": null,
            "roles": roles,
        })
    }

    pub(crate) fn member_json(&self, user: u64) -> Value {
        let more = json!({ "user": self.user_json(user), "mute": false, "deaf": false });
        with(self.partial_member_json(user), more)
    }

    /// The member with its permissions, as an interaction carries it.
    pub(crate) fn acting_member_json(&self, user: u64) -> Value {
        let permissions = self.guild.permissions_of(user).to_string();
        with(
            self.member_json(user),
            json!({ "permissions": permissions }),
        )
    }

    pub(crate) fn member_update_json(&self, user: u64) -> Value {
        with(
            self.member_json(user),
            json!({ "guild_id": GUILD.to_string() }),
        )
    }

    pub(crate) fn channel_json(&self, channel: &Channel) -> Value {
        if let Some(recipient) = channel.recipient {
            return json!({
                "id": channel.id.to_string(),
                "type": 1,
                "flags": 0,
                "last_message_id": null,
                "recipients": [self.user_json(recipient)],
            });
        }
        let overwrites = if channel.bot_may_write {
            json!([])
        } else {
            let deny = permissions::SEND_MESSAGES.to_string();
            json!([{ "id": BOT_USER.to_string(), "type": 1, "allow": "0", "deny": deny }])
        };
        json!({
            "id": channel.id.to_string(),
            "type": channel.kind,
            "flags": 0,
            "guild_id": GUILD.to_string(),
            "name": channel.name,
            "position": 0,
            "permission_overwrites": overwrites,
            "parent_id": null,
            "topic": null,
            "nsfw": false,
            "rate_limit_per_user": 0,
            "last_message_id": null,
        })
    }

    /// The channels of the guild that the bot can see.
    pub(crate) fn channels_json(&self) -> Vec<Value> {
        let channels = self.guild.channels.values();
        let shown = channels.filter(|channel| channel.recipient.is_none() && channel.visible);
        shown.map(|channel| self.channel_json(channel)).collect()
    }

    /// The channel inside an interaction, with what the acting member may do there.
    pub(crate) fn interaction_channel_json(&self, channel: u64, user: u64) -> Value {
        let Some(channel) = self.guild.channels.get(&channel) else {
            return Value::Null;
        };
        let permissions = self.guild.permissions_of(user).to_string();
        with(
            self.channel_json(channel),
            json!({ "permissions": permissions }),
        )
    }

    pub(crate) fn guild_json(&self) -> Value {
        json!({
            "id": GUILD.to_string(),
            "name": self.guild.name,
            "icon": null,
            "icon_hash": null,
            "description": null,
            "home_header": null,
            "splash": null,
            "discovery_splash": null,
            "features": self.guild.features,
            "banner": null,
            "owner_id": OWNER.to_string(),
            "application_id": null,
            "region": "deprecated",
            "afk_channel_id": null,
            "afk_timeout": 300,
            "system_channel_id": self.guild.default_channel.to_string(),
            "system_channel_flags": 0,
            "widget_enabled": false,
            "widget_channel_id": null,
            "verification_level": 0,
            "roles": self.roles_json(),
            "default_message_notifications": 0,
            "mfa_level": 0,
            "explicit_content_filter": 0,
            "max_presences": null,
            "max_members": 500_000,
            "max_stage_video_channel_users": 50,
            "max_video_channel_users": 25,
            "vanity_url_code": null,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "preferred_locale": self.guild.locale,
            "rules_channel_id": null,
            "safety_alerts_channel_id": null,
            "public_updates_channel_id": null,
            "premium_progress_bar_enabled": false,
            "nsfw": false,
            "nsfw_level": 0,
            "emojis": [],
            "stickers": [],
            "incidents_data": null,
        })
    }

    /// `GUILD_CREATE`. Without the members intent it lists only the bot, as Discord does.
    pub(crate) fn guild_create_json(&self, intents: u64) -> Value {
        let all = intents & INTENT_MEMBERS != 0;
        let shown = self
            .guild
            .members
            .keys()
            .filter(|user| all || **user == BOT_USER);
        let members: Vec<Value> = shown.map(|user| self.member_json(*user)).collect();
        let more = json!({
            "joined_at": self.guild.members.get(&BOT_USER).map(|bot| bot.joined_at.clone()),
            "large": false,
            "unavailable": false,
            "member_count": self.guild.members.len(),
            "voice_states": [],
            "members": members,
            "channels": self.channels_json(),
            "threads": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        });
        with(self.guild_json(), more)
    }

    pub(crate) fn ready_json(&self, session: &str, shard: (u64, u64)) -> Value {
        let guilds = if self.bot_in_guild {
            json!([{ "id": GUILD.to_string(), "unavailable": true }])
        } else {
            json!([])
        };
        json!({
            "v": 10,
            "user": self.current_user_json(),
            "guilds": guilds,
            "session_id": session,
            "session_type": "normal",
            "resume_gateway_url": self.gateway_url(),
            "shard": [shard.0, shard.1],
            "application": { "id": APPLICATION.to_string(), "flags": self.application_flags() },
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "guild_join_requests": [],
            "user_settings": {},
            "geo_ordered_rtc_regions": [],
            "auth": {},
            "_trace": [],
        })
    }

    pub(crate) fn gateway_url(&self) -> String {
        self.base_url.replacen("http://", "ws://", 1)
    }

    /// Which privileged intents are turned on, as an application in few servers shows it.
    fn application_flags(&self) -> u32 {
        let config = &self.config;
        [
            (config.presence_intent, 1 << 13),
            (config.members_intent, 1 << 15),
            (config.message_content_intent, 1 << 19),
        ]
        .iter()
        .map(|(is_on, flag)| if *is_on { *flag } else { 0 })
        .sum()
    }

    pub(crate) fn application_json(&self) -> Value {
        json!({
            "id": APPLICATION.to_string(),
            "name": self.config.application_name,
            "icon": null,
            "description": "",
            "type": null,
            "bot": self.user_json(BOT_USER),
            "bot_public": false,
            "bot_require_code_grant": false,
            "verify_key": "0".repeat(64),
            "flags": self.application_flags(),
            "flags_new": self.application_flags().to_string(),
            "redirect_uris": [],
            "interactions_endpoint_url": null,
            "role_connections_verification_url": null,
            "owner": self.user_json(OWNER),
            "approximate_guild_count": 1,
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": null,
            "eligible_oauth2_scopes": [],
        })
    }

    /// What the bot may do here, as `app_permissions` tells it.
    pub(crate) fn app_permissions(&self) -> String {
        self.guild.permissions_of(BOT_USER).to_string()
    }

    /// Users, members, roles and channels among `ids`, as `data.resolved` lists them.
    pub(crate) fn resolve(
        &self,
        users: &[u64],
        roles: &[u64],
        channels: &[u64],
    ) -> Map<String, Value> {
        let mut resolved = Map::new();
        let mut put = |key: &str, entries: Map<String, Value>| {
            if !entries.is_empty() {
                resolved.insert(key.to_owned(), Value::Object(entries));
            }
        };
        let listed = |ids: &[u64], show: &dyn Fn(u64) -> Option<Value>| -> Map<String, Value> {
            ids.iter()
                .filter_map(|id| Some((id.to_string(), show(*id)?)))
                .collect()
        };
        put("users", listed(users, &|id| Some(self.user_json(id))));
        put(
            "members",
            listed(users, &|id| {
                self.guild.members.contains_key(&id).then(|| {
                    let permissions = self.guild.permissions_of(id).to_string();
                    with(
                        self.partial_member_json(id),
                        json!({ "permissions": permissions }),
                    )
                })
            }),
        );
        put(
            "roles",
            listed(roles, &|id| {
                Some(self.role_json(self.guild.roles.get(&id)?))
            }),
        );
        put(
            "channels",
            listed(channels, &|id| {
                let channel = self.channel_json(self.guild.channels.get(&id)?);
                Some(with(
                    channel,
                    json!({ "permissions": permissions::ALL.to_string() }),
                ))
            }),
        );
        resolved
    }
}
