//! What an event says: the envelope, and one type for each kind and version. Reading one looks at shapes only; whether it
//! makes sense beside the others is for whoever counts them all together.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::rules::{Day, is_plan, parse_decimal};
use crate::clock::Millis;
use crate::ids::UserId;

/// The longest id of an event or an account, in bytes.
const ID_LENGTH_MAX: usize = 64;
pub(super) const DAY_MS: Millis = 24 * 60 * 60 * 1000;
/// When the first events can have been, 2020-01-01.
const EARLIEST_MS: Millis = 1_577_836_800_000;

/// Something that happened at the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Names it, for ever: the same id is the same event.
    pub id: EventId,
    /// When it happened, by the product's clock.
    pub occurred_at_ms: Millis,
    /// What.
    pub what: What,
}

impl Event {
    /// The day it counts for.
    #[must_use]
    pub fn day(&self) -> Day {
        day_of(self.occurred_at_ms)
    }
}

/// The day that a moment belongs to, UTC.
pub(super) fn day_of(at_ms: Millis) -> Day {
    at_ms.div_euclid(DAY_MS)
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A product account belongs to a Discord user from now on.
    AccountLinked {
        /// The account.
        account: AccountRef,
        /// Whose it is.
        member: UserId,
    },
    /// A product account belongs to no Discord user any more.
    AccountUnlinked {
        /// The account.
        account: AccountRef,
    },
    /// An order was filled.
    TradeFilled {
        /// Whose.
        account: AccountRef,
        /// Its volume, in dollars.
        #[serde(serialize_with = "as_text")]
        volume_usd: Decimal,
    },
    /// A plan was paid for.
    SubscriptionPaid {
        /// By whom.
        account: AccountRef,
        /// Which.
        plan: String,
    },
    /// Somebody came by an invitation.
    ReferralRegistered {
        /// Who invited.
        inviter: AccountRef,
        /// Who came.
        invitee: AccountRef,
    },
    /// What another event says is no longer so, as if it had never been.
    Reversed {
        /// Of which type that is.
        kind: ReversedKind,
        /// Which it is.
        reverses: EventId,
    },
}

/// What can be reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReversedKind {
    /// A trade.
    Trade,
    /// A payment.
    Subscription,
    /// A registration.
    Referral,
}

/// An event's id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EventId(String);

/// An account of the product.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct AccountRef(String);

macro_rules! reference {
    ($($name:ident),+) => {$(
        impl $name {
            /// None: the text is none. Letters, digits, `-`, `_` and `:`, at most 64 of them.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let is_known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:".contains(&byte);
                let fits = (1..=ID_LENGTH_MAX).contains(&text.len());
                (fits && text.bytes().all(is_known)).then(|| Self(text.to_owned()))
            }

            /// As it was sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| {
                    de::Error::custom("an id is 1 to 64 letters, digits, `-`, `_` or `:`")
                })
            }
        }
    )+};
}

reference!(EventId, AccountRef);

impl EventId {
    /// One that is stored. An erasure's has a mark that none of the product's has.
    pub(super) fn stored(text: String) -> Self {
        Self(text)
    }
}

/// Why a body is no event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadEvent {
    /// It is no JSON, or none of the envelope's shape.
    #[error("{0}")]
    Malformed(String),
    /// Nothing is known of this type.
    #[error("the type is not known")]
    UnknownType,
    /// Nothing is known of this version of the type.
    #[error("the version of this type is not known")]
    UnknownVersion,
    /// What it says is not what its type says. Where, and what is expected; it repeats nothing that was sent.
    #[error("{0}")]
    Invalid(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    #[serde(rename = "type")]
    kind: String,
    version: u32,
    id: String,
    occurred_at: String,
    #[serde(borrow)]
    data: &'a RawValue,
}

/// Reads an event from a request's body.
///
/// # Errors
/// Why it is none.
pub fn parse(body: &[u8]) -> Result<Event, BadEvent> {
    let text = std::str::from_utf8(body)
        .map_err(|_| BadEvent::Malformed("the body is not UTF-8".to_owned()))?;
    let envelope: Envelope<'_> =
        serde_json::from_str(text).map_err(|error| BadEvent::Malformed(place(&error)))?;
    let what = what(&envelope)?;
    let id = EventId::parse(&envelope.id).ok_or_else(|| {
        BadEvent::Invalid("id: 1 to 64 letters, digits, `-`, `_` or `:`".to_owned())
    })?;
    let occurred_at_ms = moment_ms(&envelope.occurred_at).ok_or_else(|| {
        BadEvent::Invalid(
            "occurred_at: a time since 2020 in RFC 3339, such as 2026-12-01T09:30:00Z".to_owned(),
        )
    })?;
    Ok(Event {
        id,
        occurred_at_ms,
        what,
    })
}

fn what(envelope: &Envelope<'_>) -> Result<What, BadEvent> {
    let read = match envelope.kind.as_str() {
        "account.linked" => linked,
        "account.unlinked" => unlinked,
        "trade.filled" => trade,
        "subscription.paid" => subscription,
        "referral.registered" => referral,
        "trade.reversed" => |data: &RawValue| reversed(data, ReversedKind::Trade),
        "subscription.reversed" => |data: &RawValue| reversed(data, ReversedKind::Subscription),
        "referral.reversed" => |data: &RawValue| reversed(data, ReversedKind::Referral),
        _ => return Err(BadEvent::UnknownType),
    };
    if envelope.version != 1 {
        return Err(BadEvent::UnknownVersion);
    }
    read(envelope.data)
}

/// Reads an event's data.
type Read = Result<What, BadEvent>;

fn linked(data: &RawValue) -> Read {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Linked {
        account: AccountRef,
        #[serde(deserialize_with = "discord_id")]
        discord_user_id: UserId,
    }
    let Linked {
        account,
        discord_user_id: member,
    } = from(data)?;
    Ok(What::AccountLinked { account, member })
}

fn unlinked(data: &RawValue) -> Read {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Unlinked {
        account: AccountRef,
    }
    let Unlinked { account } = from(data)?;
    Ok(What::AccountUnlinked { account })
}

fn trade(data: &RawValue) -> Read {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Trade {
        account: AccountRef,
        #[serde(deserialize_with = "money")]
        volume_usd: Decimal,
    }
    let Trade {
        account,
        volume_usd,
    } = from(data)?;
    Ok(What::TradeFilled {
        account,
        volume_usd,
    })
}

fn subscription(data: &RawValue) -> Read {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Subscription {
        account: AccountRef,
        #[serde(deserialize_with = "plan")]
        plan: String,
    }
    let Subscription { account, plan } = from(data)?;
    Ok(What::SubscriptionPaid { account, plan })
}

fn referral(data: &RawValue) -> Read {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Referral {
        inviter: AccountRef,
        invitee: AccountRef,
    }
    let Referral { inviter, invitee } = from(data)?;
    if inviter == invitee {
        return Err(BadEvent::Invalid(
            "invitee: nobody invites themselves".to_owned(),
        ));
    }
    Ok(What::ReferralRegistered { inviter, invitee })
}

fn reversed(data: &RawValue, kind: ReversedKind) -> Read {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Reversed {
        reverses: EventId,
    }
    let Reversed { reverses } = from(data)?;
    Ok(What::Reversed { kind, reverses })
}

fn from<'de, T: Deserialize<'de>>(data: &'de RawValue) -> Result<T, BadEvent> {
    serde_json::from_str(data.get())
        .map_err(|error| BadEvent::Invalid(format!("data: {}", place(&error))))
}

/// What serde says, without what was sent: its messages repeat values and names of fields.
fn place(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        serde_json::error::Category::Data => "not of the documented shape",
        _ => "not JSON",
    };
    format!("{what}, at line {} column {}", error.line(), error.column())
}

fn discord_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<UserId, D::Error> {
    let text = String::deserialize(deserializer)?;
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    let id = is_plain.then(|| text.parse().ok()).flatten();
    id.filter(|id| *id > 0)
        .map(UserId)
        .ok_or_else(|| de::Error::custom("a Discord user id, as text"))
}

fn money<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_decimal(&text).ok_or_else(|| de::Error::custom("dollars as text, such as \"12.50\""))
}

/// The same for the same amount: `12.5` and `12.50` are one.
pub(super) fn as_text<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&amount.normalize())
}

fn plan<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if is_plan(&text) {
        Ok(text)
    } else {
        Err(de::Error::custom("a plan's name"))
    }
}

fn moment_ms(text: &str) -> Option<Millis> {
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    let ms = i64::try_from(moment.unix_timestamp_nanos().div_euclid(1_000_000)).ok()?;
    (ms >= EARLIEST_MS).then_some(ms)
}

#[cfg(test)]
mod tests;
