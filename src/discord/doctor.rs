//! The doctor: everything that can be wrong around the bot, one finding after another, for `/doctor` and `sparks check`.
//! It promises to change nothing and to name every problem with what to do (the words are `views::doctor`'s). What a look
//! finds at Discord is read past the breaker; what it finds in the file is `health`'s.

use serenity::all::{Channel, ChannelType, GatewayIntents, GuildChannel, PermissionOverwriteType};
use serenity::http::Http;
use serenity::model::Permissions;
use serenity::model::id::{ChannelId, GuildId, RoleId, UserId};

use super::breaker::Breaker;
use super::gateway;
use super::hierarchy::{bot_holder, fetch_hierarchy};
use super::http::{self, discord_code};
use super::role_rules::{Hierarchy, Holder, RoleProblem};
use crate::clock::{Clock, Millis};
use crate::health::Health;
use crate::name::PerkName;
use crate::perks::Perk;

/// What the bot needs in the staff channel.
const STAFF_PERMISSIONS: [Permissions; 3] = [
    Permissions::VIEW_CHANNEL,
    Permissions::SEND_MESSAGES,
    Permissions::EMBED_LINKS,
];
/// Discord says its time in whole seconds, and an answer takes a moment.
const CLOCK_OFF_MAX_MS: Millis = 5_000;
/// A log that grows beyond this is not folded into the file any more: something reads for too long.
const LOG_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// How old the latest backup may be.
const BACKUP_AGE_MAX_MS: Millis = 2 * 24 * 60 * 60_000;
/// How long a message to the staff channel may wait.
const POST_WAIT_MAX_MS: Millis = 5 * 60_000;
/// Unknown channel.
const NO_SUCH_CHANNEL: i64 = 10_003;

/// What a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    Good,
    /// To be seen to, while the bot serves everyone.
    Advice,
    /// The bot can't do all that it should.
    Problem,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The bot is in the server.
    InServer,
    /// Whether it may give roles.
    MayGiveRoles(bool),
    /// Whether it hears who joins and leaves, and may read who is there.
    MembersIntent(bool),
    /// A perk that it can't deliver, and why.
    Undeliverable {
        /// Its name.
        perk: PerkName,
        /// Why.
        problem: RoleProblem,
    },
    /// So many perks can be delivered.
    Deliverable(usize),
    /// The bot paused it for a refusal of Discord's that can't be seen in the server's roles.
    Refused {
        /// Its name.
        perk: PerkName,
        /// Why, as it is kept.
        reason: String,
    },
    /// No staff channel is set.
    NoStaffChannel,
    /// It is there, and the bot may post.
    StaffChannel(ChannelId),
    /// There is no such channel.
    StaffChannelMissing(ChannelId),
    /// The bot can't see it.
    StaffChannelHidden(ChannelId),
    /// It is another server's, or no text channel.
    StaffChannelUnfit(ChannelId),
    /// The bot lacks these there.
    StaffChannelForbids(ChannelId, Permissions),
    /// Ours is right.
    ClockRight,
    /// Ours is off by so much, ahead of Discord's where it is positive.
    ClockOff(Millis),
    /// SQLite finds nothing wrong with the file; it is of this migration.
    DatabaseSound(i64),
    /// What SQLite finds.
    DatabaseDamaged(String),
    /// How large the file and its log are, in bytes.
    Sizes(u64, u64),
    /// The log is not folded into the file.
    LogLarge(u64),
    /// When the latest backup was made.
    BackedUp(Millis),
    /// It was made then, too long ago.
    BackupOld(Millis),
    /// None was ever made by `sparks backup`.
    NoBackup,
    /// Nothing waits for moderators.
    NothingStuck,
    /// Redemptions that need a moderator, are refused by Discord, or are late.
    Stuck {
        /// Need a decision.
        review: i64,
        /// Refused.
        blocked: i64,
        /// Late.
        late: i64,
    },
    /// So many roles whose time is over can't be taken.
    RolesStay(i64),
    /// So many redemptions have waited for a moderator for days.
    QueueWaits(i64),
    /// Messages to the staff channel wait.
    PostsWait(i64),
    /// So much the product's backend could not be told about redemptions.
    WebhooksGivenUp(i64),
    /// Nothing is delivered before a restart.
    DeliveryStopped,
}

impl Finding {
    /// Whether something need be done.
    #[must_use]
    pub fn level(&self) -> Level {
        match self {
            Self::InServer
            | Self::MembersIntent(true)
            | Self::Deliverable(_)
            | Self::NoStaffChannel
            | Self::StaffChannel(_)
            | Self::ClockRight
            | Self::DatabaseSound(_)
            | Self::Sizes(..)
            | Self::BackedUp(_)
            | Self::NothingStuck
            | Self::MayGiveRoles(true) => Level::Good,
            Self::MembersIntent(false)
            | Self::LogLarge(_)
            | Self::RolesStay(_)
            | Self::QueueWaits(_)
            | Self::BackupOld(_)
            | Self::NoBackup
            | Self::Stuck { .. }
            | Self::PostsWait(_)
            | Self::WebhooksGivenUp(_) => Level::Advice,
            Self::MayGiveRoles(false)
            | Self::Undeliverable { .. }
            | Self::Refused { .. }
            | Self::StaffChannelMissing(_)
            | Self::StaffChannelHidden(_)
            | Self::StaffChannelUnfit(_)
            | Self::StaffChannelForbids(..)
            | Self::ClockOff(_)
            | Self::DatabaseDamaged(_)
            | Self::DeliveryStopped => Level::Problem,
        }
    }
}

/// What the file says.
#[must_use]
pub fn of_database(health: &Health, has_staff_channel: bool, now_ms: Millis) -> Vec<Finding> {
    let mut found = vec![match &health.damage {
        None => Finding::DatabaseSound(health.migration),
        Some(damage) => Finding::DatabaseDamaged(damage.clone()),
    }];
    found.push(if health.log_bytes > LOG_BYTES_MAX {
        Finding::LogLarge(health.log_bytes)
    } else {
        Finding::Sizes(health.file_bytes, health.log_bytes)
    });
    found.push(match health.backed_up_at_ms {
        None => Finding::NoBackup,
        Some(at_ms) if now_ms - at_ms > BACKUP_AGE_MAX_MS => Finding::BackupOld(at_ms),
        Some(at_ms) => Finding::BackedUp(at_ms),
    });
    let (review, blocked, late) = (health.review, health.blocked, health.late);
    found.push(if review + blocked + late > 0 {
        Finding::Stuck {
            review,
            blocked,
            late,
        }
    } else {
        Finding::NothingStuck
    });
    if health.roles_stay > 0 {
        found.push(Finding::RolesStay(health.roles_stay));
    }
    if health.queue_waits > 0 {
        found.push(Finding::QueueWaits(health.queue_waits));
    }
    let waits = |since_ms| now_ms - since_ms > POST_WAIT_MAX_MS;
    if has_staff_channel && health.asked_since_ms.is_some_and(waits) {
        found.push(Finding::PostsWait(health.unsent));
    }
    if health.webhooks_given_up > 0 {
        found.push(Finding::WebhooksGivenUp(health.webhooks_given_up));
    }
    found
}

/// A look at Discord.
#[derive(Clone, Copy)]
pub struct Discord<'a> {
    /// The connection.
    pub http: &'a Http,
    /// Every call passes it.
    pub breaker: &'a Breaker,
    /// The server.
    pub guild: GuildId,
    /// The staff channel, if one is set.
    pub staff_channel: Option<ChannelId>,
    /// Ours.
    pub clock: &'a Clock,
}

impl Discord<'_> {
    /// What Discord says. `perks` are those that are not archived.
    ///
    /// # Errors
    /// When it can't be asked about the server.
    pub async fn examine(self, perks: &[Perk]) -> serenity::Result<Vec<Finding>> {
        let Self {
            http,
            breaker,
            guild,
            clock,
            ..
        } = self;
        let hierarchy = breaker.call(fetch_hierarchy(http, guild)).await?;
        let (user, roles) = breaker.call(bot_holder(http, guild)).await?;
        let bot = Holder {
            user,
            roles: &roles,
        };
        let mut found = vec![
            Finding::InServer,
            Finding::MayGiveRoles(hierarchy.may_give_roles(bot)),
        ];
        found.extend(of_perks(&hierarchy, bot, perks));
        found.push(self.staff(&hierarchy, bot).await?);
        let application = breaker.call(http.get_current_application_info()).await?;
        let intents = gateway::intents(application.flags.unwrap_or_default());
        let hears = intents.contains(GatewayIntents::GUILD_MEMBERS);
        found.push(Finding::MembersIntent(hears));
        let before_ms = clock.now_ms();
        let theirs_ms = breaker.call(http::time(http)).await?;
        // Their second began up to a second before they said so.
        let ours_ms = before_ms + (clock.now_ms() - before_ms) / 2 - 500;
        found.extend(theirs_ms.map(|theirs_ms| match ours_ms - theirs_ms {
            off_ms if off_ms.abs() > CLOCK_OFF_MAX_MS => Finding::ClockOff(off_ms),
            _ => Finding::ClockRight,
        }));
        Ok(found)
    }

    async fn staff(self, hierarchy: &Hierarchy, bot: Holder<'_>) -> serenity::Result<Finding> {
        let Some(id) = self.staff_channel else {
            return Ok(Finding::NoStaffChannel);
        };
        let channel = match self.breaker.call(self.http.get_channel(id)).await {
            Ok(Channel::Guild(channel)) if channel.guild_id == self.guild => channel,
            Ok(_) => return Ok(Finding::StaffChannelUnfit(id)),
            Err(error) => {
                return match discord_code(&error) {
                    Some(NO_SUCH_CHANNEL) => Ok(Finding::StaffChannelMissing(id)),
                    Some(_) => Ok(Finding::StaffChannelHidden(id)),
                    None => Err(error),
                };
            }
        };
        if !matches!(channel.kind, ChannelType::Text | ChannelType::News) {
            return Ok(Finding::StaffChannelUnfit(id));
        }
        let held = permissions_in(&channel, hierarchy.permissions(bot), bot);
        let missing = STAFF_PERMISSIONS
            .into_iter()
            .filter(|needed| !held.contains(*needed))
            .fold(Permissions::empty(), |all, one| all | one);
        Ok(if missing.is_empty() {
            Finding::StaffChannel(id)
        } else {
            Finding::StaffChannelForbids(id, missing)
        })
    }
}

/// What somebody with these permissions in the server may do in the channel, as Discord adds its overwrites up: everyone's,
/// then those of all their roles together, then their own.
fn permissions_in(channel: &GuildChannel, held: Permissions, who: Holder<'_>) -> Permissions {
    if held.contains(Permissions::ADMINISTRATOR) {
        return Permissions::all();
    }
    let everyone = RoleId::new(channel.guild_id.get());
    let overwrites = &channel.permission_overwrites;
    let of = |applies: &dyn Fn(PermissionOverwriteType) -> bool| {
        let those = overwrites
            .iter()
            .filter(|overwrite| applies(overwrite.kind));
        those.fold(
            (Permissions::empty(), Permissions::empty()),
            |(allow, deny), overwrite| (allow | overwrite.allow, deny | overwrite.deny),
        )
    };
    let is = |user: UserId| move |kind| kind == PermissionOverwriteType::Member(user);
    let layers = [
        of(&|kind| kind == PermissionOverwriteType::Role(everyone)),
        of(
            &|kind| matches!(kind, PermissionOverwriteType::Role(role) if who.roles.contains(&role)),
        ),
        of(&is(who.user)),
    ];
    layers
        .into_iter()
        .fold(held, |held, (allow, deny)| (held - deny) | allow)
}

fn of_perks(hierarchy: &Hierarchy, bot: Holder<'_>, perks: &[Perk]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut deliverable = 0;
    for perk in perks {
        let name = || perk.called();
        let refused = perk.pause_reason.clone().filter(|_| perk.is_hidden());
        match (hierarchy.check_perk(perk, bot), refused) {
            (Err(problem), _) => found.push(Finding::Undeliverable {
                perk: name(),
                problem,
            }),
            (Ok(()), Some(reason)) => found.push(Finding::Refused {
                perk: name(),
                reason,
            }),
            (Ok(()), None) if perk.role_id.is_some() => deliverable += 1,
            (Ok(()), None) => {}
        }
    }
    if deliverable > 0 {
        found.push(Finding::Deliverable(deliverable));
    }
    found
}
