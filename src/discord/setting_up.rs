//! Puts the ready-made catalogue in place: the badge's role at Discord first, then everything else in one transaction, then
//! a look at what is still wrong. It promises that whatever fails changes nothing but for a role that the next try finds.

use serenity::http::Http;

use super::badge_role::{self, NoRole};
use super::commands::doctor;
use super::custom_id::SetupButton;
use super::data::{Data, Fault};
use super::doctor::Finding;
use super::hierarchy;
use super::role_rules::{Holder, RoleProblem};
use crate::fail_points::{CrashPoint, crash_point};
use crate::i18n::{Locale, Translator};
use crate::ids::RoleId;
use crate::ledger::RequestKey;
use crate::perks::PerkWords;
use crate::setup::{self, BadgeWish, Item, Placed, PutInPlace, SetupOutcome, Words};

/// What came of it.
#[derive(Debug)]
pub enum Done {
    /// What stands where, and what is still wrong, as far as Discord could be asked.
    InPlace(Vec<(Item, Placed)>, Option<Vec<Finding>>),
    /// There is no role for the badge, so nothing was changed.
    NoRole(NoRole),
    /// The question was answered otherwise.
    Stale,
}

/// What everything is called: in the server's language, and in all three.
#[must_use]
pub fn words(data: &Data, public: &str) -> Words {
    let t = |locale| data.app.catalogue.translator(locale);
    let [en, ru, ko] = Locale::ALL.map(t);
    let own = data.translator(public);
    let perks = Item::ALL.into_iter().filter_map(|item| {
        let (name, description) = keys(item)?;
        let words = PerkWords {
            name_en: Some(en.text(name)),
            name_ru: Some(ru.text(name)),
            name_ko: Some(ko.text(name)),
            description_en: Some(en.text(description)),
            description_ru: Some(ru.text(description)),
            description_ko: Some(ko.text(description)),
        };
        Some((item, (own.text(name), words)))
    });
    let about = |t: Translator<'_>| Some(t.text("setup-campaign-description"));
    Words {
        perks: perks.collect(),
        campaign: own.text("setup-campaign-name"),
        descriptions: crate::campaigns::Descriptions {
            en: about(en),
            ru: about(ru),
            ko: about(ko),
        },
    }
}

/// The texts of a perk's name and description.
fn keys(item: Item) -> Option<(&'static str, &'static str)> {
    Some(match item {
        Item::Badge => ("setup-badge-name", "setup-badge-description"),
        Item::Whitelist => ("setup-whitelist-name", "setup-whitelist-description"),
        Item::Boost => ("setup-boost-name", "setup-boost-description"),
        Item::Ticket => ("setup-ticket-name", "setup-ticket-description"),
        Item::Plan => ("setup-plan-name", "setup-plan-description"),
        Item::Campaign => return None,
    })
}

/// What is there and what would be made.
///
/// # Errors
/// When the database can't be read.
pub async fn plan(
    data: &Data,
    words: &Words,
    badge: BadgeWish,
) -> Result<Vec<(Item, Placed)>, Fault> {
    let role = match badge {
        BadgeWish::Role(role) => Some(role),
        BadgeWish::Nothing | BadgeWish::New => None,
    };
    let has_role = badge != BadgeWish::Nothing;
    let mut connection = data.app.db.snapshot().await?;
    let now_ms = data.app.clock.now_ms();
    Ok(setup::plan(&mut connection, words, (has_role, role), now_ms).await?)
}

/// What is in the way of what is wished for the badge, before anything is changed.
///
/// # Errors
/// When Discord can't be asked.
pub async fn problem(
    data: &Data,
    http: &Http,
    badge: BadgeWish,
    moderator: Holder<'_>,
) -> serenity::Result<Option<NoRole>> {
    Ok(match badge {
        BadgeWish::Nothing => None,
        BadgeWish::Role(role) => {
            let problem = hierarchy::problem(data, http, role, moderator).await?;
            problem.map(|problem| NoRole::Problem(Some(role), problem))
        }
        BadgeWish::New => {
            let may = hierarchy::may_give_roles(data, http).await?;
            (!may).then_some(NoRole::Problem(None, RoleProblem::BotMayNot))
        }
    })
}

/// Puts everything in place that is not there.
///
/// # Errors
/// When the database can't be used.
pub async fn carry_out(
    data: &Data,
    http: &Http,
    button: SetupButton,
    (moderator, public): (Holder<'_>, &str),
) -> Result<Done, Fault> {
    let words = words(data, public);
    let planned = plan(data, &words, button.badge).await?;
    let is_badge_made = planned
        .iter()
        .any(|(item, placed)| *item == Item::Badge && placed.is_made());
    // What is there needs no new role; one of the server's own tells which badge is meant.
    let role = if button.badge == BadgeWish::New && !is_badge_made {
        None
    } else {
        match role(data, http, button, (moderator, &words)).await? {
            Ok(role) => role,
            Err(why) => return Ok(Done::NoRole(why)),
        }
    };
    let request = PutInPlace {
        key: RequestKey::new("setup", button.nonce),
        moderator: button.owner,
        badge: button.badge,
        role,
        words,
        now_ms: data.app.clock.now_ms(),
    };
    let outcome = data.app.db.write(request).await?;
    crash_point(CrashPoint::SetupWritten);
    match outcome {
        SetupOutcome::Done(placed) => {
            let found = doctor::examine(data, http).await;
            let found = found
                .inspect_err(|error| tracing::warn!(%error, "can't look at what is still wrong"));
            Ok(Done::InPlace(placed, found.ok()))
        }
        SetupOutcome::Conflict => Ok(Done::Stale),
    }
}

/// The badge's role, if one is wished for: looked at again, or made and looked at.
async fn role(
    data: &Data,
    http: &Http,
    button: SetupButton,
    (moderator, words): (Holder<'_>, &Words),
) -> Result<Result<Option<RoleId>, NoRole>, Fault> {
    match problem(data, http, button.badge, moderator).await {
        Ok(None) => {}
        Ok(Some(why)) => return Ok(Err(why)),
        Err(_) => return Ok(Err(NoRole::Unanswered)),
    }
    let role = match button.badge {
        BadgeWish::Nothing => return Ok(Ok(None)),
        BadgeWish::Role(role) => return Ok(Ok(Some(role))),
        BadgeWish::New => {
            let name = words.perks.get(&Item::Badge).map(|(name, _)| name.as_str());
            match badge_role::make(data, http, button.nonce, name.unwrap_or_default()).await? {
                Ok(role) => role,
                Err(why) => return Ok(Err(why)),
            }
        }
    };
    // It is new and allows nothing, so it may be above the moderator's own.
    match hierarchy::bots_problem(data, http, role).await {
        Ok(None) => Ok(Ok(Some(role))),
        Ok(Some(problem)) => Ok(Err(NoRole::Problem(Some(role), problem))),
        Err(_) => Ok(Err(NoRole::Unanswered)),
    }
}
