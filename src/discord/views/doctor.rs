//! `/doctor`: what is wrong around the bot and what to do about it, then what is in order. `sparks check` says the same in a
//! terminal.

use serenity::model::Permissions;

use super::perk::pause_text;
use super::refusal::role_text;
use super::{BODY_LENGTH_MAX, FIELD_LENGTH_MAX, Tone, View, lines, perk_name};
use crate::discord::doctor::{Finding, Level};
use crate::discord::escape;
use crate::discord::roster::SINGLY_MAX;
use crate::i18n::{Translator, timestamp};
use crate::name::PerkName;

/// How much of SQLite's own words is shown.
const DAMAGE_SHOWN: usize = 200;
const BYTES_PER_MB: u64 = 1_000_000;

/// Where a sentence is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Discord renders it.
    Discord,
    /// As it is.
    Terminal,
}

/// What was found: problems first.
#[must_use]
pub fn view(t: Translator<'_>, findings: &[Finding]) -> View {
    let said = |good: bool, icon: &str| -> Vec<String> {
        let is_good = |finding: &&Finding| (finding.level() == Level::Good) == good;
        let those = findings.iter().filter(is_good);
        those
            .map(|finding| format!("{icon} {}", sentence(t, finding, Medium::Discord)))
            .collect()
    };
    let (problems, good) = (said(false, "⚠️"), said(true, "✅"));
    let body = if problems.is_empty() {
        t.text("doctor-all-good")
    } else {
        lines(t, &problems, BODY_LENGTH_MAX - FIELD_LENGTH_MAX)
    };
    View::new(Tone::Plain, body)
        .title(t.text("doctor-title"))
        .section(t.text("doctor-in-order"), lines(t, &good, FIELD_LENGTH_MAX))
}

/// A finding in a sentence, with what to do.
#[must_use]
pub fn sentence(t: Translator<'_>, finding: &Finding, medium: Medium) -> String {
    let named = |perk: &PerkName| match medium {
        Medium::Discord => perk_name(t, perk),
        Medium::Terminal => {
            let called = perk.in_language(t.locale());
            format!("\"{}\"", escape::label(called, DAMAGE_SHOWN, "—"))
        }
    };
    let at = |at_ms: i64| match medium {
        Medium::Discord => timestamp(at_ms),
        Medium::Terminal => crate::i18n::iso_minute(at_ms),
    };
    let megabytes = |bytes: u64| i64::try_from(bytes.div_ceil(BYTES_PER_MB)).unwrap_or(i64::MAX);
    let mut values = vec![];
    match finding {
        Finding::Undeliverable { perk, problem } => {
            values.push(("perk", named(perk).into()));
            values.push(("reason", role_text(t, problem).into()));
        }
        Finding::Refused { perk, reason } => {
            values.push(("perk", named(perk).into()));
            values.push(("reason", pause_text(t, reason).into()));
        }
        Finding::Deliverable(count) => {
            values.push(("count", i64::try_from(*count).unwrap_or(i64::MAX).into()));
        }
        Finding::StaffChannel(id)
        | Finding::StaffChannelMissing(id)
        | Finding::StaffChannelHidden(id)
        | Finding::StaffChannelUnfit(id) => values.push(("channel", channel(*id, medium).into())),
        Finding::StaffChannelForbids(id, missing) => {
            values.push(("channel", channel(*id, medium).into()));
            values.push(("permissions", permissions(t, *missing).into()));
        }
        Finding::ClockOff(off_ms) => {
            values.push(("seconds", ((off_ms.abs() + 500) / 1_000).into()));
        }
        Finding::DatabaseSound(migration) => {
            values.push(("migration", migration.to_string().into()));
        }
        Finding::DatabaseDamaged(damage) => {
            let damage = match medium {
                Medium::Discord => escape::plain(damage, DAMAGE_SHOWN, "—"),
                Medium::Terminal => escape::label(damage, DAMAGE_SHOWN, "—"),
            };
            values.push(("damage", damage.into()));
        }
        Finding::Sizes(file, log) => {
            values.push(("file", megabytes(*file).into()));
            values.push(("log", megabytes(*log).into()));
        }
        Finding::LogLarge(log) => values.push(("log", megabytes(*log).into())),
        Finding::BackedUp(at_ms) | Finding::BackupOld(at_ms) => {
            values.push(("at", at(*at_ms).into()));
        }
        Finding::Stuck {
            review,
            blocked,
            late,
        } => {
            values.push(("review", (*review).into()));
            values.push(("blocked", (*blocked).into()));
            values.push(("late", (*late).into()));
        }
        Finding::PostsWait(count)
        | Finding::RolesStay(count)
        | Finding::QueueWaits(count)
        | Finding::WebhooksGivenUp(count) => {
            values.push(("count", (*count).into()));
        }
        Finding::MembersIntent(false) => {
            values.push(("max", i64::try_from(SINGLY_MAX).unwrap_or(i64::MAX).into()));
        }
        Finding::InServer
        | Finding::MayGiveRoles(_)
        | Finding::MembersIntent(true)
        | Finding::NoStaffChannel
        | Finding::ClockRight
        | Finding::NoBackup
        | Finding::NothingStuck
        | Finding::DeliveryStopped => {}
    }
    t.format(finding_key(finding), &values)
}

fn finding_key(finding: &Finding) -> &'static str {
    match finding {
        Finding::InServer => "doctor-in-server",
        Finding::MayGiveRoles(true) => "doctor-may-give-roles",
        Finding::MayGiveRoles(false) => "doctor-may-not-give-roles",
        Finding::MembersIntent(true) => "doctor-intent-on",
        Finding::MembersIntent(false) => "doctor-intent-off",
        Finding::Undeliverable { .. } | Finding::Refused { .. } => "doctor-undeliverable",
        Finding::Deliverable(_) => "doctor-deliverable",
        Finding::NoStaffChannel => "doctor-no-staff-channel",
        Finding::StaffChannel(_) => "doctor-staff-channel",
        Finding::StaffChannelMissing(_) => "doctor-staff-channel-missing",
        Finding::StaffChannelHidden(_) => "doctor-staff-channel-hidden",
        Finding::StaffChannelUnfit(_) => "doctor-staff-channel-unfit",
        Finding::StaffChannelForbids(..) => "doctor-staff-channel-forbids",
        Finding::ClockRight => "doctor-clock-right",
        Finding::ClockOff(off_ms) if *off_ms > 0 => "doctor-clock-ahead",
        Finding::ClockOff(_) => "doctor-clock-behind",
        Finding::DatabaseSound(_) => "doctor-database-sound",
        Finding::DatabaseDamaged(_) => "doctor-database-damaged",
        Finding::Sizes(..) => "doctor-sizes",
        Finding::LogLarge(_) => "doctor-log-large",
        Finding::BackedUp(_) => "doctor-backed-up",
        Finding::BackupOld(_) => "doctor-backup-old",
        Finding::NoBackup => "doctor-no-backup",
        Finding::NothingStuck => "doctor-nothing-stuck",
        Finding::Stuck { .. } => "doctor-stuck",
        Finding::RolesStay(_) => "doctor-roles-stay",
        Finding::QueueWaits(_) => "doctor-queue-waits",
        Finding::PostsWait(_) => "doctor-posts-wait",
        Finding::WebhooksGivenUp(_) => "doctor-webhooks-given-up",
        Finding::DeliveryStopped => "doctor-delivery-stopped",
    }
}

fn channel(id: serenity::model::id::ChannelId, medium: Medium) -> String {
    match medium {
        Medium::Discord => format!("<#{id}>"),
        Medium::Terminal => id.to_string(),
    }
}

/// As Discord's settings name them.
fn permissions(t: Translator<'_>, missing: Permissions) -> String {
    let names = missing.iter().map(|one| t.text(permission_key(one)));
    names.collect::<Vec<_>>().join(", ")
}

fn permission_key(permission: Permissions) -> &'static str {
    match permission {
        Permissions::VIEW_CHANNEL => "permission-view-channel",
        Permissions::SEND_MESSAGES => "permission-send-messages",
        _ => "permission-embed-links",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Health;
    use crate::i18n::{Catalogue, Locale};

    /// What no test can easily let happen around a whole bot.
    #[test]
    fn rare_findings_are_said_in_every_language() {
        let catalogue = Catalogue::new().unwrap();
        let health = Health {
            damage: Some("*** in database main *** Tree 7 page 9".to_owned()),
            log_bytes: 300 * 1024 * 1024,
            ..Health::default()
        };
        let mut found = crate::discord::doctor::of_database(&health, false, 0);
        found.retain(|finding| {
            matches!(
                finding,
                Finding::DatabaseDamaged(_) | Finding::LogLarge(_) | Finding::NoBackup
            )
        });
        assert_eq!(found.len(), 3, "{found:?}");
        found.extend([
            Finding::MembersIntent(true),
            Finding::Refused {
                perk: "Go*ld".into(),
                reason: "discord:50013".to_owned(),
            },
        ]);
        let mut said = String::new();
        for locale in Locale::ALL {
            let t = catalogue.translator(locale);
            for finding in &found {
                for medium in [Medium::Discord, Medium::Terminal] {
                    said.push_str(&sentence(t, finding, medium));
                    said.push('\n');
                }
            }
        }
        insta::assert_snapshot!(said);
    }
}
